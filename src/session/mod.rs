//! The session: what one page has loaded and computed; the page sends parameters and receives small results.
//!
//! No browser here: the agent feeds it files and sends its messages on. Every call does a short piece of work. What
//! stands is whole and readable at any time; a job makes its successor beside it.

mod answers;
mod catalogue;
mod job;
mod known;
mod messages;
mod of_map;
mod spaces;
mod studies;
mod writing;

use std::borrow::Cow;
use std::rc::Rc;
use std::sync::Arc;

use crate::analysis::{
    Analysis, Collection, DocumentFit, RowOrder, RowsParams, TrackIndex, query_of,
};
use crate::data::{PictureKinds, csv_of};
use crate::error::AnalysisError;
use crate::protocol::{Answer, Event, MapColumns, Question};
use crate::space::Settings;
use job::Job;
use known::Known;
use messages::cells;
use of_map::OfMap;
use studies::Studies;

/// What a second look at the pictures has found out.
#[derive(Default)]
pub struct SecondLook {
    /// The kinds of pictures, where they are known better now.
    pub kinds: Option<PictureKinds>,
    /// Is there timbre that no space was made of yet? The next job makes it.
    pub has_timbre: bool,
}

/// Everything one page has loaded and computed.
#[derive(Default)]
pub struct Session {
    /// What was read.
    pub collection: Collection,
    /// What stands.
    analysis: Option<Analysis>,
    /// Revision of the collection that `analysis` was joined from.
    joined_revision: u64,
    /// Whole paths of its pictures, in the order of the catalogue.
    picture_paths: Vec<String>,
    /// The work on what comes next.
    job: Option<Job>,
    /// What the pictures of `analysis` sound like, as a second look has found: the next job makes a space of it.
    heard: Option<Rc<Vec<Arc<[f64]>>>>,
    /// Number of the latest fit of a space.
    revision: u64,
    /// What the page has of it all.
    known: Known,
    /// Longer questions, the report and the document.
    studies: Studies,
    /// The table as it was last looked at.
    row_order: Option<RowOrder>,
    /// What is written of the tracks, once somebody looked for words in it.
    track_index: Option<TrackIndex>,
}

impl Session {
    /// The settings that what stands was made with; `None` when nothing stands.
    pub fn settings(&self) -> Option<&Settings> {
        self.analysis.as_ref().map(|analysis| &analysis.settings)
    }

    /// Is there something read that nothing was computed from yet?
    pub fn has_rest(&self) -> bool {
        let is_joined =
            self.analysis.is_some() && self.joined_revision == self.collection.revision();
        !self.collection.is_empty() && (!is_joined || self.known.has_gaps(self.space_names()))
    }

    /// Answers a question at once, or notes it for [`Self::study`] and answers nothing yet.
    pub fn ask(&mut self, question: &Question) -> Option<Answer> {
        let no = |error: &AnalysisError| Answer::No(question.clone(), error.to_string());
        let Some(analysis) = &self.analysis else {
            return Some(no(&AnalysisError::Nothing));
        };
        if let Some(study) = question.study() {
            return self.studies.ask(study, analysis, self.job.is_some());
        }
        if let Question::Rows(params) = question {
            let order = row_order(&mut self.row_order, analysis);
            return Some(Answer::Rows(order.rows(&analysis.catalog, params)));
        }
        if let Question::Search(params) = question {
            let index = self.track_index.get_or_insert_with(|| {
                let paths = &self.picture_paths;
                TrackIndex::new(&analysis.catalog, |track| {
                    picture_path(analysis, paths, track)
                })
            });
            return Some(Answer::Hits(index.find(params)));
        }
        answers::answer(question, analysis).unwrap_or_else(|error| Some(no(&error)))
    }

    /// The rows that `params` finds, all of them, as a CSV file; with what a map says of each, where that is wanted.
    pub fn table(
        &mut self,
        params: &RowsParams,
        of_map: Option<&MapColumns>,
    ) -> Result<Vec<u8>, AnalysisError> {
        let analysis = self.analysis.as_ref().ok_or(AnalysisError::Nothing)?;
        let table = analysis.catalog.table.as_deref();
        let table = table.ok_or(AnalysisError::NoTable)?;
        let found = row_order(&mut self.row_order, analysis).found(table, params);
        let of_map = of_map.and_then(|wanted| OfMap::new(analysis, wanted));
        let headers = table.columns.iter().map(|column| Cow::from(&column.name));
        let more = of_map.iter().flat_map(OfMap::headers).map(Cow::from);
        let headers = headers.chain(more);
        let cells = |&row: &u32| {
            let columns = table.columns.iter();
            let own = columns.map(move |column| column.plain(row as usize));
            own.chain(of_map.iter().flat_map(move |of_map| of_map.cells(row)))
        };
        Ok(csv_of(headers, found.iter().map(cells)))
    }

    /// The row of a track and both lists of recommendations.
    pub fn describe(&self, track: usize) -> Result<Event, AnalysisError> {
        let analysis = self.analysis.as_ref().ok_or(AnalysisError::Nothing)?;
        Ok(Event::Described {
            track,
            cells: cells(&analysis.catalog, track),
            lists: analysis.recommend(track)?,
        })
    }

    /// The analysis document at once; what is being made anew is named in it.
    pub fn document(&self, query: Option<usize>) -> Result<String, AnalysisError> {
        let analysis = self.analysis.as_ref().ok_or(AnalysisError::Nothing)?;
        let query = query_of(&analysis.catalog, query);
        let mut fit = DocumentFit::new(query, self.unfinished());
        while !fit.step(analysis)? {}
        Ok(fit.finish())
    }

    /// Notes what a second look at the pictures has found out since they were joined.
    pub fn look_again(&mut self) -> SecondLook {
        let mut found = SecondLook::default();
        let is_of_now = self.joined_revision == self.collection.revision();
        let Some(analysis) = self.analysis.as_mut().filter(|_| is_of_now) else {
            return found;
        };
        let (kinds, timbre) = self.collection.looked_at(&analysis.settings);
        if *analysis.catalog.kinds != kinds {
            analysis.catalog.kinds = Rc::new(kinds.clone());
            found.kinds = Some(kinds);
        }
        if *self.heard.as_ref().unwrap_or(&analysis.catalog.timbre) != timbre {
            self.heard = Some(timbre);
            found.has_timbre = true;
        }
        found
    }

    /// The whole path of a track's picture.
    pub fn picture_path(&self, track: usize) -> Option<&str> {
        picture_path(self.analysis.as_ref()?, &self.picture_paths, track)
    }
}

fn picture_path<'a>(analysis: &Analysis, paths: &'a [String], track: usize) -> Option<&'a str> {
    let picture = analysis.catalog.picture_of_any(track)?;
    paths.get(picture).map(String::as_str)
}

fn row_order<'a>(order: &'a mut Option<RowOrder>, analysis: &Analysis) -> &'a mut RowOrder {
    order.get_or_insert_with(|| RowOrder::new(&analysis.catalog, &analysis.join))
}

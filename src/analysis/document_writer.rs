//! JSON in pieces: short values at once, long lists a few thousand entries per step.

use std::collections::VecDeque;

use serde::Serialize;

use super::Analysis;
use crate::data::Catalog;
use crate::effort::spend;
use crate::error::AnalysisError;
use crate::space::{Space, SpaceName};

/// Entries of a list written in one step: a few milliseconds.
const STEP_ENTRIES: usize = 4096;

/// A list with one entry per track, or nearly; it is read from the analysis when it is written.
pub(super) enum List {
    /// File, id, title, artists and genre.
    Tracks,
    /// Ids of those that the person left out.
    LeftOutByHand,
    /// Ids of those left out of a space.
    LeftOut(SpaceName),
    /// Where each is along the principal components.
    Pca(SpaceName),
    /// Where each is on the map by t-SNE.
    Tsne(SpaceName),
    /// The cluster of each.
    Labels(SpaceName),
    /// These clusters of the samples of feature space.
    RawLabels(Vec<usize>),
}

#[derive(Serialize)]
struct TrackEntry<'a> {
    file: Option<&'a str>,
    id: &'a str,
    title: Option<&'a str>,
    artists: Option<&'a str>,
    genre: Option<&'a str>,
}

/// A document on its way: what is written, and what is still to come.
#[derive(Default)]
pub(super) struct Writer {
    written: String,
    /// Text, and the list that follows it.
    pieces: VecDeque<(String, Option<List>)>,
    /// Text after the last list.
    text: String,
    /// Entries written of the first list.
    done: usize,
    /// Sample of each track, in the space of the first list.
    sample_of: Vec<Option<usize>>,
}

impl Writer {
    /// Opens the whole.
    pub(super) fn open(&mut self) {
        self.text.push('{');
    }

    /// Opens an object under `key`.
    pub(super) fn object(&mut self, key: &str) {
        self.key(key);
        self.text.push('{');
    }

    /// Closes the last object that is open.
    pub(super) fn close(&mut self) {
        self.text.push('}');
    }

    /// A short value.
    pub(super) fn field(&mut self, key: &str, value: &impl Serialize) -> Result<(), AnalysisError> {
        self.key(key);
        push(&mut self.text, value)
    }

    /// A long list.
    pub(super) fn list(&mut self, key: &str, list: List) {
        self.key(key);
        self.text.push('[');
        let text = std::mem::replace(&mut self.text, "]".into());
        self.pieces.push_back((text, Some(list)));
    }

    fn key(&mut self, key: &str) {
        if !self.text.ends_with('{') {
            self.text.push(',');
        }
        // Keys are plain words.
        self.text.push('"');
        self.text.push_str(key);
        self.text.push_str("\":");
    }

    /// Writes some entries more; true when all is written.
    pub(super) fn step(&mut self, analysis: &Analysis) -> Result<bool, AnalysisError> {
        let Some((text, list)) = self.pieces.pop_front() else {
            self.written.push_str(&std::mem::take(&mut self.text));
            return Ok(true);
        };
        self.written.push_str(&text);
        let Some(list) = list else {
            return Ok(false);
        };
        if self.done == 0 {
            self.sample_of = list.sample_of(analysis);
        }
        let total = list.len(analysis);
        let next = self.done..total.min(self.done + STEP_ENTRIES);
        self.done = next.end;
        spend(next.len(), 4);
        let catalog = &analysis.catalog;
        if let List::Tracks = list {
            let names = catalog
                .titles_of(next.clone())
                .zip(catalog.artists_of(next.clone()))
                .zip(catalog.genres_of(next.clone()));
            for (i, ((title, artists), genre)) in next.zip(names) {
                self.comma(i);
                let entry = TrackEntry {
                    file: catalog.file(i),
                    id: id(catalog, i),
                    title,
                    artists,
                    genre,
                };
                push(&mut self.written, &entry)?;
            }
        } else {
            for i in next {
                self.comma(i);
                let sample = self.sample_of.get(i).copied().flatten();
                list.push(&mut self.written, analysis, i, sample)?;
            }
        }
        if self.done < total {
            self.pieces.push_front((String::new(), Some(list)));
        } else {
            self.done = 0;
        }
        Ok(false)
    }

    fn comma(&mut self, i: usize) {
        if i > 0 {
            self.written.push(',');
        }
    }

    pub(super) fn finish(self) -> String {
        self.written
    }
}

impl List {
    fn space<'a>(&self, analysis: &'a Analysis) -> Option<&'a Space> {
        match self {
            Self::Tracks | Self::LeftOutByHand => None,
            Self::LeftOut(space) | Self::Pca(space) | Self::Tsne(space) | Self::Labels(space) => {
                analysis.space(*space)
            }
            Self::RawLabels(_) => analysis.space(SpaceName::Features),
        }
    }

    fn len(&self, analysis: &Analysis) -> usize {
        match self {
            Self::LeftOutByHand => analysis.catalog.left_out().len(),
            Self::LeftOut(_) => self
                .space(analysis)
                .map_or(0, |space| space.samples.left_out.len()),
            _ => analysis.catalog.tracks.len(),
        }
    }

    fn sample_of(&self, analysis: &Analysis) -> Vec<Option<usize>> {
        let mut sample_of = vec![None; analysis.catalog.tracks.len()];
        let tracks = self
            .space(analysis)
            .map_or(&[][..], |space| &space.samples.tracks);
        for (sample, &track) in tracks.iter().enumerate() {
            if let Some(slot) = sample_of.get_mut(track) {
                *slot = Some(sample);
            }
        }
        sample_of
    }

    /// Entry `i`; `sample` is that of track `i`.
    fn push(
        &self,
        text: &mut String,
        analysis: &Analysis,
        i: usize,
        sample: Option<usize>,
    ) -> Result<(), AnalysisError> {
        let space = self.space(analysis);
        match self {
            Self::Tracks => Ok(()),
            Self::LeftOutByHand => {
                let track = analysis.catalog.left_out().get(i);
                push(text, &track.map(|&track| id(&analysis.catalog, track)))
            }
            Self::LeftOut(_) => {
                let track = space.and_then(|space| space.samples.left_out.get(i));
                push(text, &track.map(|&track| id(&analysis.catalog, track)))
            }
            Self::Pca(_) => {
                let coords = space.map(|space| &space.pca.coords);
                push(text, &coords.zip(sample).map(|(coords, i)| coords.row(i)))
            }
            Self::Tsne(_) => {
                let coords = space.and_then(|space| Some(&space.tsne.as_ref()?.coords));
                push(text, &coords.zip(sample).map(|(coords, i)| coords.row(i)))
            }
            Self::Labels(_) => {
                let labels = space.map(|space| &space.clusters.fitted.labels);
                push(
                    text,
                    &labels.zip(sample).and_then(|(labels, i)| labels.get(i)),
                )
            }
            Self::RawLabels(labels) => push(text, &sample.and_then(|i| labels.get(i))),
        }
    }
}

fn id(catalog: &Catalog, track: usize) -> &str {
    catalog
        .tracks
        .get(track)
        .map_or("", |track| track.id.as_str())
}

fn push(text: &mut String, value: &impl Serialize) -> Result<(), AnalysisError> {
    let written = serde_json::to_string(value)
        .map_err(|error| AnalysisError::NotWritten(error.to_string()))?;
    text.push_str(&written);
    Ok(())
}

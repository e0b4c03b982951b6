//! What the points of the map in view are coloured by: what is asked for it, and what there is to say about it.

use std::rc::Rc;

use super::state::State;
use crate::analysis::{LabelAgreement, Study};
use crate::figures::color_legend::{coloring_title, said};
use crate::figures::{ColorBy, Coloring, ColoringParams};
use crate::protocol::Question;
use crate::sentences::{Colored, text};

impl State {
    /// What the map in view is coloured by: clusters, where what was chosen is not in this table.
    pub fn color_by(&self) -> &ColorBy {
        const CLUSTERS: &ColorBy = &ColorBy::Clusters;
        match &self.chosen_colors {
            ColorBy::Column(name) | ColorBy::Agreement(name) if !self.has_column(name) => CLUSTERS,
            ColorBy::Distance(space) if self.spaces[*space].map.is_none() => CLUSTERS,
            chosen => chosen,
        }
    }

    fn has_column(&self, name: &str) -> bool {
        let columns = self.loaded.iter().flat_map(|loaded| &loaded.columns);
        columns.into_iter().any(|column| column.name == name)
    }

    /// What is to be found out about the colours of the map in view.
    fn coloring_study(&self) -> Option<Study> {
        let columns = self.loaded.iter().flat_map(|loaded| &loaded.columns);
        let columns = columns.map(|column| (column.name.as_str(), column.kind));
        self.color_by().study(self.space(), columns)
    }

    fn coloring_params(&self) -> ColoringParams {
        let by = self.color_by();
        ColoringParams {
            space: self.space(),
            by: by.clone(),
            query: self.selected.filter(|_| matches!(by, ColorBy::Distance(_))),
            most_values: self.palette().n_classes(),
        }
    }

    /// The colours of the map in view, where they are not those of its clusters and are known.
    pub fn coloring(&self) -> Option<&Rc<Coloring>> {
        let (params, found) = self.answers.colors.standing()?;
        let n = self.shown().map.as_ref().map(|map| map.points.len());
        let is_of_now = params.space == self.space() && params.by == *self.color_by();
        let found = found.as_ref().filter(|_| is_of_now);
        found.filter(|found| Some(found.classes.len()) == n)
    }

    /// How far the map in view agrees with the column that it is coloured by, once that is known: nothing within where no
    /// two tracks have the same value.
    fn known_agreement(&self) -> Option<&(u16, Option<Rc<LabelAgreement>>)> {
        let Some(Study::Agreement(space, column)) = self.coloring_study() else {
            return None;
        };
        let mut known = self.answers.spaces[space].agreements.iter();
        known.find(|(of, _)| *of == column)
    }

    /// The same, where some tracks have the same value.
    pub fn agreement(&self) -> Option<&Rc<LabelAgreement>> {
        self.known_agreement()?.1.as_ref()
    }

    /// What the colours of the map in view stand for.
    pub fn coloring_title(&self) -> String {
        let by = self.color_by();
        let coloring = self.coloring();
        let loaded = self.loaded.as_ref();
        // What stands is about the track that it was asked for, until the answer about another one comes.
        let standing = coloring.and(self.answers.colors.standing());
        let query = standing.map_or(self.selected, |(params, _)| params.query);
        let query = query
            .zip(loaded)
            .map(|(track, loaded)| loaded.tracks.name(track));
        let key = coloring.map(|coloring| &coloring.key);
        let words = self.words(by.space(self.space()));
        coloring_title(by, key, &words.by, query.unwrap_or_default())
    }

    /// Why nothing has a colour, or there is nothing to say of agreement, where the reason lies in the data.
    pub fn coloring_lack(&self) -> Option<Colored> {
        if let (ColorBy::Column(name) | ColorBy::Agreement(name), Some((_, None))) =
            (self.color_by(), self.known_agreement())
        {
            let column = name.clone();
            return Some(Colored::NothingShared { column });
        }
        let (ColorBy::Distance(space), Some(track)) = (self.color_by(), self.selected) else {
            return None;
        };
        let is_none = self.coloring().is_none() && self.answers.colors.has_none();
        let loaded = self.loaded.as_ref().filter(|_| is_none)?;
        Some(Colored::NoDistances {
            track: loaded.tracks.name(track).to_owned(),
            by: self.words(*space).by.into(),
        })
    }

    /// What is to be said of the colours of the map in view.
    pub fn coloring_words(&self) -> String {
        let found = self.agreement().map(Rc::as_ref);
        let key = self.coloring().map(|coloring| &coloring.key);
        let said = said(found, &self.words(self.space()).by, key);
        let lack = self.coloring_lack().map(|lack| lack.to_string());
        let is_without = matches!(self.color_by(), ColorBy::Distance(_)) && self.selected.is_none();
        let how = is_without.then(|| "Select a track to see how far the others are.".to_owned());
        text(said.into_iter().chain(lack).chain(how))
    }
}

/// What the map in view is coloured by, as questions.
pub(super) fn of_map(state: &State) -> Vec<Question> {
    let params = state.coloring_params();
    let is_asked = matches!(params.by, ColorBy::Column(_) | ColorBy::Distance(_));
    let colors = is_asked.then_some(Question::Coloring(params));
    let study = state.coloring_study().map(Question::Study);
    colors.into_iter().chain(study).collect()
}

/// The colouring by an agreement is made of what was found out about it.
pub(super) fn settle(state: &mut State) {
    let params = state.coloring_params();
    let (ColorBy::Agreement(_), Some(map)) = (&params.by, state.shown().map.clone()) else {
        return;
    };
    let found = state.agreement().cloned();
    let colors = found.map(|found| Rc::new(Coloring::of_agreement(&found, &map.tracks)));
    if let Some(colors) = colors {
        state.answers.colors.stand(params, colors);
    }
}

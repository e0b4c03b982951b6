//! What the map is given, and what is kept of it while another part of the page is in front.

use std::cell::RefCell;

use yew::prelude::*;

use super::super::parts::same::Same;
use super::painter::Painted;
use crate::draw::Palette;
use crate::figures::color_legend::ColorLegend;
use crate::figures::{ColorBy, Coloring};
use crate::page::{Action, Camera, Clusters, Found, Loaded, Map, Selection};
use crate::space::SpaceName;

/// Properties of [`MapView`](super::view::MapView).
#[derive(Clone, Properties, PartialEq)]
pub(crate) struct Props {
    /// Which space is shown.
    pub space: SpaceName,
    /// The points.
    pub map: Same<Map>,
    /// Their clusters, once there are any.
    pub clusters: Option<Same<Clusters>>,
    /// What the clusters are called.
    pub cluster_names: Vec<AttrValue>,
    /// What points are coloured by.
    pub color_by: ColorBy,
    /// Where that is not their clusters: how, once it is known.
    pub coloring: Option<Same<Coloring>>,
    /// What the colours are called then.
    pub coloring_title: AttrValue,
    /// What is to be said of them.
    pub coloring_words: AttrValue,
    /// What is looked for: hits stand out.
    pub found: Option<Same<Found>>,
    /// The tracks that are selected: they stand out.
    pub selection: Selection,
    /// The tracks.
    pub loaded: Same<Loaded>,
    /// The track in question.
    pub selected: Option<usize>,
    /// The track pointed at, here or in a list.
    pub hovered: Option<usize>,
    /// Tracks like the selected one, nearest first.
    pub neighbors: Vec<usize>,
    /// Tracks far apart from all others: ringed.
    pub outliers: Vec<usize>,
    /// Colours of the clusters.
    pub palette: Palette,
    /// Dark paper?
    pub is_dark: bool,
    /// Has each cluster a shape too?
    pub has_glyphs: bool,
    /// What the person does.
    pub act: Callback<Action>,
    /// How the map was looked at when it was last left, and what was picked.
    pub kept: Same<RefCell<Option<Kept>>>,
    /// Where pictures are.
    pub find_picture: Callback<usize, Option<AttrValue>>,
    /// The map was drawn; milliseconds that took.
    pub drawn: Callback<f64>,
}

impl Props {
    /// Are points coloured by their clusters?
    pub(super) fn is_by_clusters(&self) -> bool {
        self.color_by == ColorBy::Clusters
    }

    /// The class of each point, as far as there are any.
    pub(super) fn classes(&self) -> &[u8] {
        let clusters = self.clusters.as_ref().filter(|_| self.is_by_clusters());
        let coloring = self.coloring.as_ref().map(|coloring| &coloring.classes);
        let classes = clusters.map(|clusters| &clusters.labels).or(coloring);
        classes.map_or(&[], Vec::as_slice)
    }

    /// The colours of the classes.
    pub(super) fn palette_shown(&self) -> Palette {
        let coloring = self.coloring.as_ref();
        coloring.map_or(self.palette, |coloring| coloring.palette(self.palette))
    }

    /// What the colours stand for.
    pub(super) fn legend(&self) -> ColorLegend {
        let title = || self.coloring_title.to_string();
        match (&self.coloring, &self.clusters) {
            (Some(coloring), _) => ColorLegend::of(title(), coloring),
            (None, Some(clusters)) if self.is_by_clusters() => {
                ColorLegend::of_clusters(&clusters.sizes, &self.cluster_names)
            }
            _ => ColorLegend {
                title: title(),
                ..ColorLegend::default()
            },
        }
    }

    /// What there is to draw, with the group that is `picked` brought out.
    pub(crate) fn painted(&self, picked: Option<u8>) -> Painted<'_> {
        Painted {
            map: &self.map,
            classes: self.classes(),
            picked,
            found: self.found.as_deref(),
            selection: &self.selection,
            tracks: &self.loaded.tracks,
            selected: self.selected,
            hovered: self.hovered,
            neighbors: &self.neighbors,
            outliers: &self.outliers,
            palette: self.palette_shown(),
            is_dark: self.is_dark,
            has_glyphs: self.has_glyphs && !self.palette_shown().is_scale(),
        }
    }
}

/// A map as it was left.
pub(crate) struct Kept {
    /// Which map.
    pub(super) map: Same<Map>,
    /// How it was looked at.
    pub(super) camera: Camera,
    /// Its clusters.
    pub(super) clusters: Option<Same<Clusters>>,
    /// What its points were coloured by.
    pub(super) color_by: ColorBy,
    /// The class that was brought out.
    pub(super) picked: Option<u8>,
    /// The classes that were hidden.
    pub(super) hidden: Vec<u8>,
}

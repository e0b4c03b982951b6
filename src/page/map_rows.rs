//! The tracks of a map as rows to keep: who they are, where they stand, which cluster they are in, what they are coloured by.

use super::state::{Clusters, Loaded, Map};
use crate::data::{TextCell, TextTable};
use crate::figures::color_legend::ColorLegend;
use crate::figures::{ColorKey, Coloring};
use crate::wording::axis_name;

/// What rows are made of.
pub struct MapRows<'a, N> {
    /// The tracks.
    pub loaded: &'a Loaded,
    /// Where they stand.
    pub map: &'a Map,
    /// Their clusters.
    pub clusters: &'a Clusters,
    /// What those are called, the largest first.
    pub names: &'a [N],
    /// Where points are coloured by something else: how, and what the classes are.
    pub colored: Option<(&'a Coloring, &'a ColorLegend)>,
    /// Is this track, of this class of the colours, wanted? All others are left out.
    pub is_wanted: &'a dyn Fn(u32, Option<u8>) -> bool,
}

impl<N: AsRef<str>> MapRows<'_, N> {
    /// The rows, in the order of the map.
    pub fn table(&self) -> TextTable {
        let Self { map, clusters, .. } = self;
        let [x, y] = [0, 1].map(|axis| axis_name(axis, map.info.tsne.is_some()));
        let headers = [
            "id",
            "file",
            "title",
            "artists",
            &x,
            &y,
            "cluster",
            "cluster name",
        ];
        // A table may have a column called "cluster".
        let colored = self
            .colored
            .map(|(_, legend)| format!("coloured by: {}", legend.title));
        let headers = headers.into_iter().chain(colored.as_deref());
        let mut table = TextTable::new("", headers);
        let classes = self
            .colored
            .map_or(&clusters.labels, |(coloring, _)| &coloring.classes);
        let tracks = &self.loaded.tracks;
        for (sample, (&track, point)) in map.tracks.iter().zip(&map.points).enumerate() {
            if !(self.is_wanted)(track, classes.get(sample).copied()) {
                continue;
            }
            let track = track as usize;
            let label = clusters
                .labels
                .get(sample)
                .map_or(0, |&label| usize::from(label));
            let name = self.names.get(label).map_or("", AsRef::as_ref);
            let cells: [TextCell; 8] = [
                tracks.ids.get(track).into(),
                tracks.files.get(track).into(),
                tracks.titles.get(track).into(),
                tracks.artists.get(track).into(),
                number(point.x),
                number(point.y),
                (label + 1).to_string().into(),
                name.into(),
            ];
            let value = self.colored.map(|colored| value(colored, sample));
            table.push(cells.into_iter().chain(value));
        }
        table
    }
}

fn number(value: f64) -> TextCell {
    TextCell::number(value, value.to_string())
}

/// What a sample is coloured by: its size, or what its class is called; empty where nothing is known of it.
fn value((coloring, legend): (&Coloring, &ColorLegend), sample: usize) -> TextCell {
    if let ColorKey::Scale(key) = &coloring.key {
        let size = key.values.get(sample).filter(|size| size.is_finite());
        return size.map_or_else(TextCell::default, |&size| number(size));
    }
    let class = coloring.classes.get(sample);
    let entry = class.and_then(|class| legend.entries.iter().find(|entry| entry.class == *class));
    entry.map_or_else(TextCell::default, |entry| entry.name.as_str().into())
}

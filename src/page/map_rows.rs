//! The tracks of a map as rows to keep: who they are, where they stand, which cluster they are in.

use super::state::{Clusters, Loaded, Map};
use crate::data::{TextCell, TextTable};
use crate::wording::axis_name;

/// The tracks of a map in its order; only those of one cluster where `picked` says so. `names` are what the clusters are
/// called, the largest first.
pub fn map_rows(
    loaded: &Loaded,
    map: &Map,
    clusters: &Clusters,
    names: &[impl AsRef<str>],
    picked: Option<u8>,
) -> TextTable {
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
    let mut table = TextTable::new("", headers);
    let tracks = &loaded.tracks;
    let samples = map.tracks.iter().zip(&map.points).zip(&clusters.labels);
    for ((&track, point), &label) in samples {
        if picked.is_some_and(|picked| picked != label) {
            continue;
        }
        let track = track as usize;
        let number = |value: f64| TextCell::number(value, value.to_string());
        let name = names.get(usize::from(label)).map_or("", AsRef::as_ref);
        table.push([
            tracks.ids.get(track).into(),
            tracks.files.get(track).into(),
            tracks.titles.get(track).into(),
            tracks.artists.get(track).into(),
            number(point.x),
            number(point.y),
            (usize::from(label) + 1).to_string().into(),
            name.into(),
        ]);
    }
    table
}

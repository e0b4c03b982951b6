//! Attachments of the worker's messages to what the page knows: all that was sent, or an error.

use super::state::{Clusters, Map, Tracks};
use crate::cluster::numbers_by_size;
use crate::data::TextColumn;
use crate::draw::Vec2;
use crate::protocol::{ClusterInfo, MapInfo, Unreadable};

/// The one file that an event brings.
pub(super) fn file(attachments: Vec<Vec<u8>>) -> Result<Vec<u8>, Unreadable> {
    let first = attachments.into_iter().next();
    first
        .filter(|bytes| !bytes.is_empty())
        .ok_or(Unreadable::Strange("the file is missing"))
}

/// Ids, titles, artists and paths, as many of each.
pub(super) fn tracks(attachments: &[Vec<u8>]) -> Result<Tracks, Unreadable> {
    let columns = attachments
        .iter()
        .map(|bytes| TextColumn::from_bytes(bytes));
    let columns: Option<Vec<TextColumn>> = columns.collect();
    let columns = columns.and_then(|columns| <[TextColumn; 4]>::try_from(columns).ok());
    match columns {
        Some([ids, titles, artists, files])
            if [&titles, &artists, &files]
                .iter()
                .all(|column| column.len() == ids.len()) =>
        {
            Ok(Tracks {
                ids,
                titles,
                artists,
                files,
            })
        }
        _ => Err(Unreadable::Strange("the tracks' names are not whole")),
    }
}

/// The samples of a map: as many points as tracks, and every track is there.
pub(super) fn decode_map(
    attachments: &[Vec<u8>],
    info: MapInfo,
    n_tracks: usize,
) -> Result<Map, Unreadable> {
    let not_whole = || Unreadable::Strange("a map is not whole");
    let [points, tracks] = attachments else {
        return Err(not_whole());
    };
    let (points, rest) = points.as_chunks::<16>();
    let (tracks, more) = tracks.as_chunks::<4>();
    let tracks: Vec<u32> = tracks
        .iter()
        .map(|&bytes| u32::from_le_bytes(bytes))
        .collect();
    let are_known = tracks.iter().all(|&track| (track as usize) < n_tracks);
    if points.len() != tracks.len() || !rest.is_empty() || !more.is_empty() || !are_known {
        return Err(not_whole());
    }
    let coordinate = |bytes: &[u8]| bytes.try_into().map_or(f64::NAN, f64::from_le_bytes);
    let point = |pair: &[u8; 16]| Vec2::new(coordinate(&pair[..8]), coordinate(&pair[8..]));
    Ok(Map {
        points: points.iter().map(point).collect(),
        tracks,
        info,
    })
}

/// The clusters of `n_samples`, renumbered by size, largest first, ties by the old number: colours stay with what they
/// mean.
pub(super) fn number_by_size(
    attachments: &[Vec<u8>],
    info: ClusterInfo,
    n_samples: usize,
) -> Result<Clusters, Unreadable> {
    let not_whole = || Unreadable::Strange("the clusters are not whole");
    let [labels] = attachments else {
        return Err(not_whole());
    };
    // A label is a byte.
    let is_known = |&label: &u8| usize::from(label) < info.k;
    if labels.len() != n_samples || info.k > 256 || !labels.iter().all(is_known) {
        return Err(not_whole());
    }
    let mut sizes = vec![0_usize; info.k];
    for &label in labels {
        sizes[usize::from(label)] += 1;
    }
    let numbers = numbers_by_size(&sizes);
    let mut by_number = vec![0; sizes.len()];
    for (&number, &size) in numbers.iter().zip(&sizes) {
        by_number[number] = size;
    }
    Ok(Clusters {
        labels: labels
            .iter()
            .map(|&label| numbers[usize::from(label)] as u8)
            .collect(),
        sizes: by_number,
        info,
    })
}

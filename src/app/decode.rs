//! Attachments of the worker's messages to what the page knows; bytes of any kind give a value.

use super::state::{Groups, Map, Tracks};
use crate::cluster::numbers_by_size;
use crate::data::TextColumn;
use crate::plot::Vec2;
use crate::protocol::{GroupInfo, MapInfo};

pub(super) fn tracks(attachments: &[Vec<u8>]) -> Tracks {
    let column = |i: usize| {
        attachments
            .get(i)
            .and_then(|bytes| TextColumn::from_bytes(bytes))
            .unwrap_or_default()
    };
    Tracks {
        ids: column(0),
        titles: column(1),
        artists: column(2),
        files: column(3),
    }
}

/// Up to the first sample that is not whole or whose track is not there.
pub(super) fn decode_map(attachments: &[Vec<u8>], info: MapInfo, n_tracks: usize) -> Map {
    let buffer = |i: usize| attachments.get(i).map_or(&[][..], Vec::as_slice);
    let coordinate = |bytes: &[u8]| bytes.try_into().map_or(f64::NAN, f64::from_le_bytes);
    let points = buffer(0)
        .chunks_exact(16)
        .map(|pair| Vec2::new(coordinate(&pair[..8]), coordinate(&pair[8..])));
    let tracks = buffer(1)
        .chunks_exact(4)
        .filter_map(|bytes| bytes.try_into().ok().map(u32::from_le_bytes));
    let (points, tracks) = points
        .zip(tracks)
        .take_while(|&(_, track)| (track as usize) < n_tracks)
        .unzip();
    Map {
        points,
        tracks,
        info,
    }
}

/// Renumbers clusters by size, largest first, ties by the old number: colours stay with what they mean.
pub(super) fn number_by_size(labels: &[u8], info: GroupInfo) -> Groups {
    let mut sizes = vec![
        0_usize;
        info.k
            .max(labels.iter().max().map_or(0, |&most| most as usize + 1))
    ];
    for &label in labels {
        sizes[label as usize] += 1;
    }
    let numbers = numbers_by_size(&sizes);
    let mut by_number = vec![0; sizes.len()];
    for (&number, &size) in numbers.iter().zip(&sizes) {
        by_number[number] = size;
    }
    Groups {
        labels: labels
            .iter()
            .map(|&label| numbers[label as usize] as u8)
            .collect(),
        sizes: by_number,
        info,
    }
}

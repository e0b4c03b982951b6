//! Names on the map: as many as fit, the ones in question first.

use std::collections::HashMap;

use web_sys::HtmlCanvasElement;

use crate::app::{Map, Tracks};
use crate::plot::{LabelBox, Rect, Theme, Transform, Vec2, place};
use crate::web::canvas;

/// Longer names are cut.
const MOST_LETTERS: usize = 28;
/// Where more points than this are in view, only the ones in question are named: the picture comes before the words.
const MOST_NAMED: usize = 400;
const HEIGHT_PX: f64 = 15.0;
/// From the middle of the point to its name.
const GAP_PX: f64 = 9.0;

/// The names of a map's tracks, and how wide each is.
#[derive(Default)]
pub struct Labels {
    widths: HashMap<usize, f64>,
}

impl Labels {
    /// Places and draws names over the points: the samples in `first` before all others.
    #[allow(clippy::too_many_arguments)] // One call, from the one place that draws.
    pub fn draw(
        &mut self,
        points: &HtmlCanvasElement,
        map: &Map,
        tracks: &Tracks,
        first: &[usize],
        transform: &Transform,
        viewport: Rect,
        theme: &Theme,
        ratio: f64,
    ) {
        let on_screen = |sample: usize| Some(transform.screen_from_data(*map.points.get(sample)?));
        let in_view = |sample: &usize| on_screen(*sample).is_some_and(|pos| viewport.contains(pos));
        let mut tried: Vec<usize> = first.iter().copied().filter(in_view).collect();
        let ordinary: Vec<usize> = (0..map.points.len())
            .filter(in_view)
            .filter(|sample| !first.contains(sample))
            .take(MOST_NAMED + 1)
            .collect();
        if ordinary.len() <= MOST_NAMED {
            tried.extend(ordinary);
        }
        let text = |sample: usize| shorten(tracks.name(map.tracks[sample] as usize));
        let boxes: Vec<LabelBox> = tried
            .iter()
            .enumerate()
            .map(|(rank, &sample)| LabelBox {
                anchor_in_screen: on_screen(sample).unwrap_or(Vec2::new(f64::NAN, f64::NAN)),
                width: *self
                    .widths
                    .entry(sample)
                    .or_insert_with(|| canvas::label_width(points, &text(sample))),
                height: HEIGHT_PX,
                priority: -(rank as f64),
            })
            .collect();
        let placed = place(&boxes, viewport, &[], GAP_PX);
        canvas::labels(points, &placed, |index| text(tried[index]), theme, ratio);
    }
}

fn shorten(name: &str) -> String {
    if name.chars().count() <= MOST_LETTERS {
        return name.to_string();
    }
    let mut short: String = name.chars().take(MOST_LETTERS - 1).collect();
    short.truncate(short.trim_end().len());
    short.push('…');
    short
}

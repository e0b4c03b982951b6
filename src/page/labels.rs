//! Names on the map: as many as fit, the ones in question first.

use std::collections::HashMap;

use super::state::Tracks;
use crate::draw::{LabelBox, Rect, Transform, Vec2, place};
use crate::raster::HitIndex;
use crate::wording::cut;

/// Longer names are cut.
const MOST_SIGNS: usize = 28;
/// Where more points than this are in view, only the ones in question are named: the picture comes before the words.
const MOST_NAMED: usize = 400;
const HEIGHT_PX: f64 = 15.0;
/// From the middle of the point to its name: clear of the ring around a selected point.
const GAP_PX: f64 = 13.0;
/// From a name to the edge of the map, at least.
const EDGE_PX: f64 = 4.0;

/// Widths of the names measured so far, by sample.
#[derive(Default)]
pub struct Labels {
    widths: HashMap<usize, f64>,
}

/// What the names stand on.
pub struct Scene<'a> {
    /// The points; NaN for those that are hidden.
    pub points: &'a [Vec2],
    /// Track of each.
    pub track_of: &'a [u32],
    /// Those that stand out, where some do: only they are named, beside the ones in question.
    pub emphasized: Option<&'a [bool]>,
    /// The names.
    pub tracks: &'a Tracks,
    /// From data to the screen.
    pub transform: &'a Transform,
    /// The part of the screen that is drawn.
    pub viewport: Rect,
    /// The points by their places: no name stands on them.
    pub hits: &'a HitIndex,
    /// How large they are drawn, in CSS pixels.
    pub radius_px: f64,
    /// How large the ring is around those in question.
    pub ring_px: f64,
}

/// A name and its place.
pub struct Label {
    /// Left edge and vertical middle, in CSS pixels.
    pub pos_in_screen: Vec2,
    /// The name, cut where it is long.
    pub text: String,
}

impl Labels {
    /// Places names, those of the samples in `first` before all others; `measure` gives a text's width in CSS pixels.
    pub fn place(
        &mut self,
        scene: &Scene,
        first: &[usize],
        measure: impl Fn(&str) -> f64,
    ) -> Vec<Label> {
        let points = scene.points;
        let on_screen =
            |sample: usize| Some(scene.transform.screen_from_data(*points.get(sample)?));
        let in_view =
            |sample: &usize| on_screen(*sample).is_some_and(|pos| scene.viewport.contains(pos));
        let mut tried: Vec<usize> = first.iter().copied().filter(in_view).collect();
        let stands_out = |&sample: &usize| {
            let emphasized = scene.emphasized;
            emphasized.is_none_or(|emphasized| emphasized.get(sample) != Some(&false))
        };
        let ordinary: Vec<usize> = (0..points.len())
            .filter(stands_out)
            .filter(in_view)
            .filter(|sample| !first.contains(sample))
            .take(MOST_NAMED + 1)
            .collect();
        if ordinary.len() <= MOST_NAMED {
            tried.extend(ordinary);
        }
        let text = |sample: usize| {
            cut(
                scene.tracks.name(scene.track_of[sample] as usize),
                MOST_SIGNS,
            )
        };
        let boxes: Vec<LabelBox> = tried
            .iter()
            .enumerate()
            .map(|(rank, &sample)| LabelBox {
                anchor_in_screen: on_screen(sample).unwrap_or(Vec2::new(f64::NAN, f64::NAN)),
                width: *self
                    .widths
                    .entry(sample)
                    .or_insert_with(|| measure(&text(sample))),
                height: HEIGHT_PX,
                priority: -(rank as f64),
            })
            .collect();
        let rings: Vec<Vec2> = first.iter().filter_map(|&i| on_screen(i)).collect();
        let hides = |rect: &Rect| {
            let touched = rect.grown(scene.radius_px);
            scene.hits.is_any_in(&touched, scene.transform)
                || rings.iter().any(|&at| distance(rect, at) < scene.ring_px)
        };
        place(&boxes, scene.viewport.grown(-EDGE_PX), hides, GAP_PX)
            .into_iter()
            .map(|placed| Label {
                pos_in_screen: Vec2::new(
                    placed.rect_in_screen.min.x,
                    placed.rect_in_screen.center().y,
                ),
                text: text(tried[placed.index]),
            })
            .collect()
    }
}

/// From a point to the nearest place of a rectangle.
fn distance(rect: &Rect, at: Vec2) -> f64 {
    let off = |at: f64, min: f64, max: f64| (min - at).max(at - max).max(0.0);
    let (x, y) = (
        off(at.x, rect.min.x, rect.max.x),
        off(at.y, rect.min.y, rect.max.y),
    );
    x.hypot(y)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::data::TextColumn;
    use crate::draw::Aspect;

    const LETTER_PX: f64 = 7.0;
    const RADIUS_PX: f64 = 6.0;
    const RING_PX: f64 = 12.25;

    proptest! {
        #[test]
        fn no_name_stands_on_a_point_a_ring_or_the_edge(places in prop::collection::vec((0.0..100.0_f64, 0.0..60.0_f64), 1..160), n_first in 0..12_usize, faint in prop::option::of(0..3_usize)) {
            let points: Vec<Vec2> = places.into_iter().map(|(x, y)| Vec2::new(x, y)).collect();
            let names: Vec<String> = (0..points.len()).map(|i| format!("Track {}", i * 7919)).collect();
            let names: TextColumn = names.iter().map(String::as_str).collect();
            let tracks = Tracks {
                titles: names.clone(),
                ids: names,
                ..Tracks::default()
            };
            let is_faint = |sample: usize| faint.is_some_and(|faint| sample % 3 == faint);
            let emphasized: Option<Vec<bool>> = faint.map(|_| (0..points.len()).map(|sample| !is_faint(sample)).collect());
            let track_of: Vec<u32> = (0..points.len() as u32).collect();
            let viewport = Rect::from_size(700.0, 500.0);
            let bounds = Rect::around(&points).unwrap();
            let transform = Transform::fit(bounds, viewport, 36.0, Aspect::Equal);
            let hits = HitIndex::new(&points);
            let scene = Scene { points: &points, track_of: &track_of, emphasized: emphasized.as_deref(), tracks: &tracks, transform: &transform, viewport, hits: &hits, radius_px: RADIUS_PX, ring_px: RING_PX };
            let first: Vec<usize> = (0..n_first.min(points.len())).collect();
            let width = |text: &str| text.chars().count() as f64 * LETTER_PX;
            for label in Labels::default().place(&scene, &first, width) {
                let sample = label.text["Track ".len()..].parse::<usize>().unwrap() / 7919;
                prop_assert!(first.contains(&sample) || !is_faint(sample));
                let (at, half) = (label.pos_in_screen, HEIGHT_PX / 2.0);
                let rect = Rect::from_corners(
                    Vec2::new(at.x, at.y - half),
                    Vec2::new(at.x + width(&label.text), at.y + half),
                );
                prop_assert!(viewport.grown(0.01 - EDGE_PX).contains_rect(&rect));
                for &i in &first {
                    prop_assert!(distance(&rect, transform.screen_from_data(points[i])) > RING_PX - 0.01);
                }
                let rect = rect.grown(RADIUS_PX - 0.01);
                for &point in &points {
                    prop_assert!(!rect.contains(transform.screen_from_data(point)), "{}", label.text);
                }
            }
        }
    }
}

//! Names on the map: as many as fit, the ones in question first.

use std::collections::HashMap;

use super::state::{Map, Tracks};
use crate::draw::{LabelBox, Rect, Transform, Vec2, place};
use crate::raster::HitIndex;
use crate::wording::cut;

/// Longer names are cut.
const MOST_SIGNS: usize = 28;
/// Where more points than this are in view, only the ones in question are named: the picture comes before the words.
const MOST_NAMED: usize = 400;
const HEIGHT_PX: f64 = 15.0;
/// From the middle of the point to its name: clear of the ring around a selected point.
const GAP_PX: f64 = 11.0;

/// Widths of the names measured so far, by sample.
#[derive(Default)]
pub struct Labels {
    widths: HashMap<usize, f64>,
}

/// What the names stand on.
pub struct Scene<'a> {
    /// The points.
    pub map: &'a Map,
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
        let points = &scene.map.points;
        let on_screen =
            |sample: usize| Some(scene.transform.screen_from_data(*points.get(sample)?));
        let in_view =
            |sample: &usize| on_screen(*sample).is_some_and(|pos| scene.viewport.contains(pos));
        let mut tried: Vec<usize> = first.iter().copied().filter(in_view).collect();
        let ordinary: Vec<usize> = (0..points.len())
            .filter(in_view)
            .filter(|sample| !first.contains(sample))
            .take(MOST_NAMED + 1)
            .collect();
        if ordinary.len() <= MOST_NAMED {
            tried.extend(ordinary);
        }
        let text = |sample: usize| {
            cut(
                scene.tracks.name(scene.map.tracks[sample] as usize),
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
        let hides = |rect: &Rect| {
            let touched = rect.grown(scene.radius_px);
            scene.hits.is_any_in(&touched, scene.transform)
        };
        place(&boxes, scene.viewport, hides, GAP_PX)
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

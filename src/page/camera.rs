//! What part of the data the map shows, and which track lies where.

use super::state::Map;
use crate::charts::AXES_MARGIN_PX;
use crate::draw::{Aspect, Rect, Transform, Vec2};
use crate::raster::{Direction, HitIndex};

/// Free space around the points of a fitted map.
const PADDING_PX: f64 = 36.0;
/// Below this width the axes give their room to the map.
const WIDE_PX: f64 = 560.0;
/// A fitted map may be this much smaller so that nothing covers its points.
const LEAST_SHARE: f64 = 0.6;
/// From a track to what stands beside it.
const BESIDE_PX: f64 = 20.0;
/// From there to the edge of the map, at least.
const EDGE_PX: f64 = 4.0;

/// Where a fitted map stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Room {
    /// Everywhere: nothing is covered, or there is no better place.
    #[default]
    Whole,
    /// Beside what covers the corner.
    Beside,
    /// Below it.
    Below,
}

/// The view of one map.
pub struct Camera {
    /// From data to the screen; the origin is the upper left corner of the points' canvas.
    pub transform: Transform,
    /// The points' canvas, in CSS pixels.
    pub viewport: Rect,
    /// Room for the axes on the left and below.
    pub margin: (f64, f64),
    /// Size of what covers the upper right corner of the points' canvas.
    corner: Vec2,
    room: Room,
    hits: HitIndex,
    points: Vec<Vec2>,
    /// Track of each sample.
    tracks: Vec<u32>,
    /// Sample of each track.
    sample_of: Vec<Option<u32>>,
}

impl Camera {
    /// A view of `map`, whose tracks are below `n_tracks`; it fits once it has a size.
    pub fn new(map: &Map, n_tracks: usize) -> Self {
        let mut sample_of = vec![None; n_tracks];
        for (sample, &track) in map.tracks.iter().enumerate() {
            if let Some(slot) = sample_of.get_mut(track as usize) {
                *slot = Some(sample as u32);
            }
        }
        let viewport = Rect::from_size(1.0, 1.0);
        Self {
            transform: Transform::fit(Rect::default(), viewport, 0.0, Aspect::Equal),
            viewport,
            margin: (0.0, 0.0),
            corner: Vec2::default(),
            room: Room::default(),
            hits: HitIndex::new(&map.points),
            points: map.points.clone(),
            tracks: map.tracks.clone(),
            sample_of,
        }
    }

    /// The sample of a track, if it is on this map.
    pub fn sample(&self, track: usize) -> Option<usize> {
        self.sample_of
            .get(track)
            .copied()
            .flatten()
            .map(|sample| sample as usize)
    }

    /// Takes the size of the map's place on the page; false when it is the same.
    pub fn resize(&mut self, width_px: f64, height_px: f64) -> bool {
        self.margin = if width_px >= WIDE_PX {
            AXES_MARGIN_PX
        } else {
            (0.0, 0.0)
        };
        let (left, bottom) = self.margin;
        let viewport = Rect::from_size((width_px - left).max(1.0), (height_px - bottom).max(1.0));
        let changed = viewport != self.viewport;
        let shows_all = self.transform == self.fitted();
        self.viewport = viewport;
        if changed && shows_all {
            self.fit();
        } else if changed {
            self.transform = self.transform.centered_in(viewport);
        }
        changed
    }

    /// Takes the size of what covers the upper right corner, and keeps a fitted map clear of it.
    pub fn avoid(&mut self, corner: Vec2) {
        if self.corner == corner {
            return;
        }
        let shows_all = self.transform == self.fitted();
        self.corner = corner;
        if shows_all {
            self.fit();
        }
    }

    /// Looks at the next frame of a moving map as at `old`: a fitted one stays fitted, and does not jump when a point
    /// crosses the corner; a part that is looked at closer stays in view.
    pub fn follow(&mut self, old: &Self) {
        self.corner = old.corner;
        self.room = old.room;
        let (before, now) = (old.fitted(), self.fitted());
        self.transform = now;
        if old.transform == before {
            return;
        }
        let middle = self.viewport.center();
        let looked_at = before.screen_from_data(old.transform.data_from_screen(middle));
        let data = now.data_from_screen(looked_at);
        let zoomed = now.zoomed_at(middle, old.transform.zoom());
        let pos = zoomed.screen_from_data(data);
        let delta = Vec2::new(middle.x - pos.x, middle.y - pos.y);
        self.transform = zoomed.panned(delta);
    }

    /// Shows all points.
    pub fn fit(&mut self) {
        self.room = self.best_room();
        self.transform = self.fitted();
    }

    fn fitted(&self) -> Transform {
        let whole = || self.fitted_in(Room::Whole);
        self.fitted_in(self.room)
            .or_else(whole)
            .unwrap_or(self.transform)
    }

    /// `None` where there is no such room.
    fn fitted_in(&self, room: Room) -> Option<Transform> {
        let Rect { min, max } = self.viewport;
        let corner = self.corner_rect();
        let viewport = match room {
            Room::Whole => self.viewport,
            Room::Beside if corner.min.x > min.x => {
                Rect::from_corners(min, Vec2::new(corner.min.x, max.y))
            }
            Room::Below if corner.max.y < max.y => {
                Rect::from_corners(Vec2::new(min.x, corner.max.y), max)
            }
            Room::Beside | Room::Below => return None,
        };
        let bounds = self.hits.bounds().unwrap_or_default();
        Some(Transform::fit(bounds, viewport, PADDING_PX, Aspect::Equal))
    }

    /// What is covered; it may be larger than the map.
    fn corner_rect(&self) -> Rect {
        let Rect { min, max } = self.viewport;
        Rect {
            min: Vec2::new(max.x - self.corner.x, min.y),
            max: Vec2::new(max.x, min.y + self.corner.y),
        }
    }

    /// Where no point is covered and the map is largest, unless it would be too small there.
    fn best_room(&self) -> Room {
        let corner = self.corner_rect();
        let Some(whole) = self.fitted_in(Room::Whole) else {
            return Room::Whole;
        };
        let is_covered = |&point: &Vec2| corner.contains(whole.screen_from_data(point));
        if !self.points.iter().any(is_covered) {
            return Room::Whole;
        }
        let least = LEAST_SHARE * whole.scale().x;
        let scale = |room| self.fitted_in(room).map_or(0.0, |fit| fit.scale().x);
        let larger = if scale(Room::Beside) >= scale(Room::Below) {
            Room::Beside
        } else {
            Room::Below
        };
        if scale(larger) < least {
            Room::Whole
        } else {
            larger
        }
    }

    /// Where something of the given size stands beside a track without leaving the map; the origin is that of the axes.
    /// `None` for a track that is not in view.
    pub fn beside(&self, track: usize, size_px: Vec2) -> Option<Vec2> {
        let pos = self
            .transform
            .screen_from_data(*self.points.get(self.sample(track)?)?);
        let inner = self.viewport;
        if !inner.contains(pos) {
            return None;
        }
        let right = pos.x + BESIDE_PX;
        let fits = right + size_px.x <= inner.width();
        let x = if fits {
            right
        } else {
            pos.x - BESIDE_PX - size_px.x
        };
        let lowest = (inner.height() - size_px.y - EDGE_PX).max(EDGE_PX);
        let y = (pos.y - size_px.y / 2.0).clamp(EDGE_PX, lowest);
        Some(Vec2::new(x.max(EDGE_PX) + self.margin.0, y))
    }

    /// The track nearest to a place on the screen.
    pub fn track_at(&self, pos_in_screen: Vec2, reach_px: f64) -> Option<usize> {
        let sample = self
            .hits
            .nearest(pos_in_screen, &self.transform, reach_px)?;
        self.tracks.get(sample).map(|&track| track as usize)
    }

    /// The track that an arrow key leads to from `track`, or from the middle of the view.
    pub fn track_towards(&self, track: Option<usize>, direction: Direction) -> Option<usize> {
        match track.and_then(|track| self.sample(track)) {
            Some(from) => {
                let sample = self
                    .hits
                    .nearest_in_direction(from, direction, &self.transform)?;
                self.tracks.get(sample).map(|&track| track as usize)
            }
            None => self.track_at(self.viewport.center(), f64::INFINITY),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::MapInfo;

    fn camera() -> Camera {
        let points = [(0.0, 0.0), (10.0, 0.0), (0.0, 5.0)].map(|(x, y)| Vec2::new(x, y));
        let map = Map {
            points: points.to_vec(),
            tracks: vec![7, 3, 5],
            info: MapInfo {
                columns: None,
                explained_variance_ratio: Vec::new(),
                left_out: 0,
                tsne: None,
            },
        };
        let mut camera = Camera::new(&map, 8);
        assert!(camera.resize(864.0, 648.0));
        camera.fit();
        camera
    }

    #[test]
    fn a_point_on_the_screen_is_its_track() {
        let camera = camera();
        let pos = camera.transform.screen_from_data(Vec2::new(10.0, 0.0));
        assert_eq!(camera.track_at(pos, 5.0), Some(3));
        assert_eq!(camera.track_at(Vec2::new(pos.x, pos.y - 60.0), 5.0), None);
        assert_eq!(
            (camera.sample(5), camera.sample(4), camera.sample(99)),
            (Some(2), None, None)
        );
    }

    #[test]
    fn a_fitted_map_keeps_its_points_from_under_the_legend() {
        let mut camera = camera();
        let whole = camera.transform;
        // None lies in the upper right corner: (10, 5) is no track.
        camera.avoid(Vec2::new(300.0, 200.0));
        assert_eq!(camera.transform, whole);
        camera.points.push(Vec2::new(10.0, 5.0));
        camera.fit();
        let corner =
            |width: f64| Rect::from_corners(Vec2::new(800.0 - width, 0.0), Vec2::new(800.0, 200.0));
        camera.avoid(Vec2::new(290.0, 200.0));
        for &point in &camera.points {
            let pos = camera.transform.screen_from_data(point);
            assert!(
                camera.viewport.contains(pos) && !corner(290.0).contains(pos),
                "{pos:?}"
            );
        }
        // Room for a legend, not for half a page.
        camera.avoid(Vec2::new(790.0, 590.0));
        assert_eq!(camera.transform, whole);
        // A person who looks closer is left alone.
        camera.transform = whole.zoomed_at(Vec2::new(5.0, 5.0), 2.0);
        let nearer = camera.transform;
        camera.avoid(Vec2::new(280.0, 200.0));
        assert_eq!(camera.transform, nearer);
        // A legend larger than the map leaves the map where it is.
        camera.fit();
        assert!(camera.transform != whole);
        camera.avoid(Vec2::new(900.0, 700.0));
        assert_eq!(camera.transform, whole);
    }

    #[test]
    fn a_moving_map_does_not_jump_when_a_point_leaves_the_corner() {
        let mut before = camera();
        before.points.push(Vec2::new(10.0, 5.0));
        before.avoid(Vec2::new(290.0, 200.0));
        before.fit();
        let mut after = camera();
        after.follow(&before);
        assert_eq!(after.transform, before.transform);
        after.fit();
        assert_ne!(after.transform, before.transform);
    }

    #[test]
    fn who_looks_closer_at_a_moving_map_goes_on_looking_there() {
        let mut before = camera();
        let place = before.transform.screen_from_data(Vec2::new(10.0, 0.0));
        before.transform = before.transform.zoomed_at(place, 3.0);
        let seen = before.transform.screen_from_data(Vec2::new(10.0, 0.0));
        // The same map, twice as large.
        let map = Map {
            points: before
                .points
                .iter()
                .map(|p| Vec2::new(2.0 * p.x, 2.0 * p.y))
                .collect(),
            tracks: before.tracks.clone(),
            ..Map::default()
        };
        let mut after = Camera::new(&map, 8);
        after.resize(864.0, 648.0);
        after.follow(&before);
        let now = after.transform.screen_from_data(Vec2::new(20.0, 0.0));
        assert!((now.x - seen.x).abs() < 1e-6 && (now.y - seen.y).abs() < 1e-6);
        assert!((after.transform.zoom() - 3.0).abs() < 1e-9);
    }

    #[test]
    fn what_stands_beside_a_track_stays_on_the_map() {
        let mut camera = camera();
        let size = Vec2::new(200.0, 100.0);
        for track in [3, 5, 7] {
            let at = camera.beside(track, size).unwrap();
            assert!(
                at.x >= camera.margin.0
                    && at.x + size.x <= camera.margin.0 + camera.viewport.width()
            );
            assert!(at.y >= 0.0 && at.y + size.y <= camera.viewport.height());
        }
        camera.transform = camera.transform.panned(Vec2::new(5000.0, 0.0));
        assert_eq!(camera.beside(3, size), None);
    }

    #[test]
    fn arrows_walk_and_begin_in_the_middle() {
        let camera = camera();
        assert_eq!(camera.track_towards(Some(7), Direction::Right), Some(3));
        assert_eq!(camera.track_towards(Some(7), Direction::Left), None);
        assert!(camera.track_towards(None, Direction::Left).is_some());
    }

    #[test]
    fn a_narrow_map_gives_the_axes_no_room() {
        let mut camera = camera();
        assert!(!camera.resize(864.0, 648.0));
        assert!(camera.resize(390.0, 400.0));
        assert_eq!(camera.viewport, Rect::from_size(390.0, 400.0));
    }
}

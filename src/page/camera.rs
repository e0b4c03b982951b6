//! What part of the data the map shows, and which track lies where.

use super::state::Map;
use crate::charts::AxesMargin;
use crate::draw::{Aspect, Rect, Transform, Vec2};
use crate::raster::{Direction, HitIndex};

/// Free space around the points of a fitted map.
const PADDING_PX: f64 = 36.0;
/// Below this width the axes keep their names and give the room of their numbers to the map.
const WIDE_PX: f64 = 560.0;
/// With one point left in view nothing more is to be seen closer than this.
const ALONE_ZOOM: f64 = 16.0;
/// From a track to what stands beside it.
const BESIDE_PX: f64 = 20.0;
/// Where something lies, row by row.
const PLACES: [[&str; 3]; 3] = [
    ["upper left", "top", "upper right"],
    ["left", "middle", "right"],
    ["lower left", "bottom", "lower right"],
];
/// From there to the edge of the map, at least.
const EDGE_PX: f64 = 4.0;

/// The view of one map.
pub struct Camera {
    /// From data to the screen; the origin is the upper left corner of the points' canvas.
    pub transform: Transform,
    /// The points' canvas, in CSS pixels.
    pub viewport: Rect,
    /// Room for the axes around it.
    pub margin: AxesMargin,
    /// The points that are shown, by their places.
    pub hits: HitIndex,
    /// Position of each sample; NaN for those that are hidden.
    pub points: Vec<Vec2>,
    /// Around all points, hidden or not.
    bounds: Rect,
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
            margin: AxesMargin::default(),
            hits: HitIndex::new(&map.points),
            points: map.points.clone(),
            bounds: Rect::around(&map.points).unwrap_or_default(),
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
            AxesMargin::WIDE
        } else {
            AxesMargin::NARROW
        };
        let AxesMargin { left, top, bottom } = self.margin;
        let height_px = height_px - top - bottom;
        let viewport = Rect::from_size((width_px - left).max(1.0), height_px.max(1.0));
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

    /// How high the map's place must be for all points to be as large as its width lets them; infinite where that is not
    /// known.
    pub fn height_needed(&self) -> f64 {
        let AxesMargin { top, bottom, .. } = self.margin;
        // All of them: a map whose height changed with what is hidden would move what one looks at.
        let bounds = self.bounds;
        let inside = self.viewport.width() - 2.0 * PADDING_PX;
        if inside <= 0.0 {
            return f64::INFINITY;
        }
        let share = bounds.height() / bounds.width();
        // One point, or points below each other, take all there is.
        let height = if share.is_finite() {
            inside * share
        } else {
            f64::INFINITY
        };
        top + height + 2.0 * PADDING_PX + bottom
    }

    /// Larger by `factor`; what lies under `pos_in_screen` stays there. It ends where nothing more would be seen.
    pub fn zoom_at(&mut self, pos_in_screen: Vec2, factor: f64) {
        let zoomed = self.transform.zoomed_at(pos_in_screen, factor);
        let least = if zoomed.zoom() > ALONE_ZOOM { 2 } else { 1 };
        if factor <= 1.0 || self.shows(&zoomed, least) {
            self.look(zoomed);
        }
    }

    /// Moves the map along with the pointer, as long as a point stays in view.
    pub fn pan(&mut self, delta_in_screen: Vec2) {
        self.look(self.transform.panned(delta_in_screen));
    }

    /// Looks at another part, unless nothing is there.
    fn look(&mut self, transform: Transform) {
        if self.shows(&transform, 1) {
            self.transform = transform;
        }
    }

    /// Would so many of the points be in view, or all there are?
    fn shows(&self, transform: &Transform, least: usize) -> bool {
        let least = least.min(self.points.len());
        self.hits.count_places(&self.viewport, transform, least) >= least
    }

    /// Looks at the next frame of a moving map as at `old`: a fitted one stays fitted; a part that is looked at closer stays
    /// in view.
    pub fn follow(&mut self, old: &Self) {
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

    /// Hides some samples of `map`, and shows all others. What is hidden is not met, either.
    pub fn hide(&mut self, map: &Map, is_hidden: impl Fn(usize) -> bool) {
        let nowhere = Vec2::new(f64::NAN, f64::NAN);
        let place = |(sample, &point)| if is_hidden(sample) { nowhere } else { point };
        self.points = map.points.iter().enumerate().map(place).collect();
        self.hits = HitIndex::new(&self.points);
    }

    /// Shows all points that are not hidden.
    pub fn fit(&mut self) {
        self.transform = self.fitted();
    }

    fn fitted(&self) -> Transform {
        let bounds = self.hits.bounds().unwrap_or(self.bounds);
        Transform::fit(bounds, self.viewport, PADDING_PX, Aspect::Equal)
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
        Some(Vec2::new(
            x.max(EDGE_PX) + self.margin.left,
            y + self.margin.top,
        ))
    }

    /// Where a track lies in what is shown, as "upper left" or "middle"; `None` for one that is not in view.
    pub fn place_in_words(&self, track: usize) -> Option<&'static str> {
        let point = *self.points.get(self.sample(track)?)?;
        let pos = self.transform.screen_from_data(point);
        let third = |at: f64, size: f64| ((at / size * 3.0) as usize).min(2);
        let (column, row) = (
            third(pos.x, self.viewport.width()),
            third(pos.y, self.viewport.height()),
        );
        self.viewport.contains(pos).then(|| PLACES[row][column])
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
        let is_shown = |&sample: &usize| self.points[sample].is_finite();
        match track.and_then(|track| self.sample(track)).filter(is_shown) {
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
    use proptest::prelude::*;

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
        assert!(camera.resize(864.0, 672.0));
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

    proptest! {
        #[test]
        fn what_is_hidden_is_not_met_and_comes_back_as_it_was(
            places in prop::collection::vec((0.0..100.0_f64, 0.0..60.0_f64), 1..80), hides in prop::collection::vec(any::<bool>(), 80),
        ) {
            let map = Map {
                points: places.into_iter().map(|(x, y)| Vec2::new(x, y)).collect(),
                tracks: (0..80).collect(),
                ..Map::default()
            };
            let mut camera = Camera::new(&map, 80);
            camera.resize(700.0, 500.0);
            camera.fit();
            let at = |camera: &Camera, sample: usize| {
                camera.track_at(camera.transform.screen_from_data(map.points[sample]), 8.0)
            };
            let all = 0..map.points.len();
            let before: Vec<Option<usize>> = all.clone().map(|sample| at(&camera, sample)).collect();
            let height = camera.height_needed();
            camera.hide(&map, |sample| hides[sample]);
            for sample in all.clone() {
                let met = at(&camera, sample);
                prop_assert!(met.is_none_or(|track| !hides[track]));
                prop_assert_eq!(hides[sample] && met.is_some(), hides[sample] && met.is_some_and(|track| track != sample));
                prop_assert_eq!(camera.points[sample].is_finite(), !hides[sample]);
                let next = camera.track_towards(Some(sample), Direction::Right);
                prop_assert!(next.is_none_or(|track| !hides[track]));
            }
            prop_assert_eq!(camera.height_needed().to_bits(), height.to_bits());
            camera.hide(&map, |_| false);
            prop_assert_eq!(&camera.points, &map.points);
            let after: Vec<Option<usize>> = all.map(|sample| at(&camera, sample)).collect();
            prop_assert_eq!(before, after);
        }
    }

    #[test]
    fn zoom_and_pan_end_where_nothing_is_left_to_see() {
        let mut camera = camera();
        let whole = camera.transform;
        let in_view = |camera: &Camera| {
            let pos = |p: &Vec2| camera.transform.screen_from_data(*p);
            let is_in = |p: &&Vec2| camera.viewport.contains(pos(p));
            camera.points.iter().filter(is_in).count()
        };
        // Towards a place without points.
        for _ in 0..60 {
            camera.zoom_at(Vec2::new(790.0, 10.0), 1.4);
            assert!(in_view(&camera) > 0);
        }
        let last = camera.transform;
        camera.zoom_at(Vec2::new(790.0, 10.0), 1.4);
        assert_eq!(camera.transform, last);
        // Towards a point: close, and no closer.
        camera.fit();
        assert_eq!(camera.transform, whole);
        let pos = whole.screen_from_data(Vec2::new(10.0, 0.0));
        for _ in 0..60 {
            camera.zoom_at(pos, 1.4);
        }
        assert!(in_view(&camera) == 1 && (8.0..=ALONE_ZOOM).contains(&camera.transform.zoom()));
        for _ in 0..100 {
            camera.pan(Vec2::new(97.0, -31.0));
            assert!(in_view(&camera) > 0);
        }
        camera.zoom_at(pos, 0.01);
        assert!(camera.transform.zoom() < 1.0);
    }

    #[test]
    fn a_map_is_as_high_as_its_points_need() {
        let mut camera = camera();
        camera.resize(1000.0, 500.0);
        let height = camera.height_needed();
        camera.resize(1000.0, height);
        camera.fit();
        let scale = camera.transform.scale();
        // More height makes nothing larger, less makes it smaller.
        camera.resize(1000.0, height + 100.0);
        assert!((camera.transform.scale().x - scale.x).abs() < 1e-9);
        camera.resize(1000.0, height - 20.0);
        assert!(camera.transform.scale().x < scale.x);
        let mut nothing = Camera::new(&Map::default(), 0);
        assert!(nothing.height_needed().is_infinite());
        nothing.resize(1000.0, 500.0);
        assert!(nothing.height_needed().is_infinite());
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
        after.resize(864.0, 672.0);
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
                at.x >= camera.margin.left
                    && at.x + size.x <= camera.margin.left + camera.viewport.width()
            );
            let top = camera.margin.top;
            assert!(at.y >= top && at.y + size.y <= top + camera.viewport.height());
        }
        camera.transform = camera.transform.panned(Vec2::new(5000.0, 0.0));
        assert_eq!(camera.beside(3, size), None);
    }

    #[test]
    fn where_a_track_lies_is_said_in_words() {
        let mut camera = camera();
        let said = [7, 3, 5].map(|track| camera.place_in_words(track));
        assert_eq!(
            said,
            [Some("lower left"), Some("lower right"), Some("upper left")]
        );
        camera.transform = camera.transform.panned(Vec2::new(5000.0, 0.0));
        assert_eq!(
            (camera.place_in_words(3), camera.place_in_words(6)),
            (None, None)
        );
    }

    #[test]
    fn arrows_walk_and_begin_in_the_middle() {
        let camera = camera();
        assert_eq!(camera.track_towards(Some(7), Direction::Right), Some(3));
        assert_eq!(camera.track_towards(Some(7), Direction::Left), None);
        assert!(camera.track_towards(None, Direction::Left).is_some());
    }

    #[test]
    fn a_narrow_map_gives_the_axes_room_for_their_names() {
        let mut camera = camera();
        assert!(!camera.resize(864.0, 672.0));
        assert!(camera.resize(390.0, 400.0));
        assert_eq!(camera.viewport, Rect::from_size(390.0, 360.0));
    }
}

//! A page that nobody sees, laid out and drawn while the person still looks for a folder: the browser compiles a piece
//! of the program when it is first called, and the first real map should not wait for that.

use std::rc::Rc;

use gloo::timers::callback::Timeout;
use yew::prelude::*;

use super::map::{MapView, Props as MapProps};
use super::map_painter::{Canvases, Painter};
use super::same::Same;
use super::settings_panel::SettingsPanel;
use super::track_panel::TrackPanel;
use crate::app::{Camera, Description, Groups, Loaded, Map, Palette, Shares, Tracks};
use crate::neighbors::{Metric, ScoreIs};
use crate::pipeline::{Quality, Recommendation, RecommendationList, Settings, SpaceName};
use crate::plot::{Palette as Colors, Rect, Vec2};
use crate::protocol::{Cell, GroupInfo, MapInfo};
use crate::recommend::Scaling;
use crate::web::dom;

/// Tracks on the map.
const N_TRACKS: u32 = 48;
const SIZE_PX: (f64, f64) = (640.0, 480.0);
/// The first screen comes first.
const DELAY_MS: u32 = 50;
/// Times the map is drawn: what is called often is compiled once more, and better.
const N_DRAWN: u32 = 4;

/// Lays the page out and draws its map, soon.
pub fn rehearse() {
    Timeout::new(DELAY_MS, || {
        let Ok(root) = gloo::utils::document().create_element("div") else {
            return;
        };
        let page = yew::Renderer::<Page>::with_root(root).render();
        // After its last frame.
        Timeout::new(DELAY_MS * (N_DRAWN + 2), || page.destroy()).forget();
        for i in 1..=N_DRAWN {
            Timeout::new(DELAY_MS * i, draw).forget();
        }
    })
    .forget();
}

/// The parts that come with the first map.
#[component]
fn Page() -> Html {
    let map = map();
    let list = RecommendationList {
        space: SpaceName::Sound,
        metric: Metric::Euclidean,
        scaling: Scaling::Standardised,
        score_is: ScoreIs::Distance,
        items: vec![Recommendation {
            track: 1,
            score: 1.0,
            reason: String::new(),
        }],
    };
    let description = Description {
        track: 0,
        cells: vec![Cell {
            column: String::new(),
            text: String::new(),
            share: Some(0.5),
        }],
        by_sound: Some(list.clone()),
        by_features: Some(list),
    };
    html! {
        <>
            <SettingsPanel
                settings={Settings::default()} space={map.space} has_sound=true has_features=true
                groups={map.groups.as_ref().map(|groups| groups.info.clone())} map={None::<Same<Map>>} quality={None::<Same<Quality>>} palette={Palette::OkabeIto}
                loaded={map.loaded.clone()} used_columns={None::<Vec<String>>} act={map.act.clone()}
            />
            <MapView ..map.clone() />
            <TrackPanel
                loaded={map.loaded} selected={map.selected} description={Same(Rc::new(description))} shares={None::<Same<Shares>>} is_coming=false
                columns={None::<Vec<String>>} act={map.act} find_picture={map.find_picture}
            />
        </>
    }
}

fn map() -> MapProps {
    let names: Vec<String> = (0..N_TRACKS).map(|i| i.to_string()).collect();
    let tracks = Tracks {
        ids: names.iter().map(String::as_str).collect(),
        ..Tracks::default()
    };
    let map = Map {
        points: (0..N_TRACKS)
            .map(|i| Vec2::new(f64::from(i % 7), f64::from(i % 5)))
            .collect(),
        tracks: (0..N_TRACKS).collect(),
        info: MapInfo::default(),
    };
    let groups = Groups {
        labels: (0..N_TRACKS).map(|i| (i % 4) as u8).collect(),
        sizes: vec![N_TRACKS as usize / 4; 4],
        info: GroupInfo::default(),
    };
    MapProps {
        space: SpaceName::Sound,
        map: Same(Rc::new(map)),
        groups: Some(Same(Rc::new(groups))),
        group_names: Vec::new(),
        loaded: Same(Rc::new(Loaded {
            tracks,
            has_table: true,
            ..Loaded::default()
        })),
        selected: Some(0),
        hovered: None,
        neighbors: vec![1, 2],
        outliers: vec![3],
        colors: Colors::OkabeIto,
        is_dark: false,
        act: Callback::noop(),
        find_picture: Callback::from(|_| None),
        drawn: Callback::noop(),
        kept: Same(Rc::default()),
    }
}

fn draw() {
    let Some((points, axes)) = dom::canvas().zip(dom::canvas()) else {
        return;
    };
    let props = map();
    let mut camera = Camera::new(&props.map, N_TRACKS as usize);
    camera.resize(SIZE_PX.0, SIZE_PX.1);
    camera.fit();
    let canvases = Canvases {
        points,
        axes,
        obstacle: Rect::default(),
    };
    Painter::default().paint(&canvases, &props, &camera, None);
}

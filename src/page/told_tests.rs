//! What the page does with messages that are not as they should be: an error that the person sees, and nothing else.

use super::super::action::Action;
use super::super::reduce::reduce;
use super::super::state::Tracks;
use super::*;
use crate::data::{PictureKinds, Readings, TextColumn};
use crate::draw::Vec2;
use crate::join::JoinReport;
use crate::protocol::{ClusterInfo, JoinNames, MapInfo};
use crate::rank::Usual;
use crate::space::{SpaceName, Spaces};

const SPACE: SpaceName = SpaceName::Pixels;

fn names(n: usize) -> TextColumn {
    ["a", "b", "c", "d"].into_iter().take(n).collect()
}

/// Three tracks, a map of them, and a job under way.
fn working() -> State {
    let map = Map {
        points: vec![Vec2::new(0.0, 0.0); 3],
        tracks: vec![0, 1, 2],
        info: MapInfo::default(),
    };
    State {
        phase: Phase::Working,
        job: 1,
        loaded: Some(Rc::new(Loaded {
            tracks: Tracks {
                ids: names(3),
                titles: names(3),
                artists: names(3),
                files: names(3),
            },
            ..Loaded::default()
        })),
        spaces: Spaces::default().with(
            SpaceName::Pixels,
            SpaceView {
                map: Some(Rc::new(map)),
                clusters: None,
            },
        ),
        ..State::default()
    }
}

fn tell(state: &State, event: Event, attachments: &[Vec<u8>]) -> (State, Vec<Effect>) {
    let attachments = attachments.to_vec();
    reduce(state.clone(), Action::Told(Message { event, attachments }))
}

/// Asserts that the person is told to reload, and that nothing else changes or is done.
fn assert_refused(state: &State, event: Event, attachments: &[Vec<u8>]) {
    let what = format!("{event:?} with {attachments:?}");
    let (told, effects) = tell(state, event, attachments);
    let words = told.fatal.clone().unwrap_or_default();
    assert!(words.starts_with("Reload the page: "), "{what}: {words:?}");
    assert!(effects.is_empty(), "{what}: {effects:?}");
    assert_eq!((&told.status, told.progress), (&words, None), "{what}");
    assert_ne!(told.phase, Phase::Working, "{what}");
    let kept = (&told.loaded, &told.spaces);
    assert_eq!(kept, (&state.loaded, &state.spaces), "{what}");
}

fn joined() -> Event {
    Event::Joined {
        job: 1,
        report: Box::new(JoinReport::default()),
        names: JoinNames::default(),
        columns: Vec::new(),
        kinds: PictureKinds::default(),
        readings: Readings::default(),
        warnings: Vec::new(),
        left_out: Vec::new(),
        has_table: false,
        usual: Usual::default(),
        embeddings: Vec::new(),
    }
}

#[test]
fn names_of_tracks_are_taken_whole_or_not_at_all() {
    let column = |n| names(n).to_bytes();
    let whole = [column(2), column(2), column(2), column(2)];
    let (told, effects) = tell(&working(), joined(), &whole);
    assert_eq!(effects, [Effect::ForgetPictures]);
    assert_eq!(told.loaded.map(|loaded| loaded.tracks.len()), Some(2));

    let refused = |attachments: &[Vec<u8>]| assert_refused(&working(), joined(), attachments);
    refused(&[]);
    refused(&whole[..3]);
    refused(&[&whole[..], &whole[..1]].concat());
    refused(&[column(2), column(2), column(1), column(2)]);
    let mut cut = whole.clone();
    cut[1].pop();
    refused(&cut);
}

#[test]
fn a_map_is_taken_whole_or_not_at_all() {
    let map = || Event::Mapped {
        job: 1,
        space: SPACE,
        map: MapInfo::default(),
    };
    let tracks = |tracks: &[u32]| {
        tracks
            .iter()
            .flat_map(|track| track.to_le_bytes())
            .collect()
    };
    let whole: [Vec<u8>; 2] = [vec![0; 32], tracks(&[2, 0])];
    let (told, _) = tell(&working(), map(), &whole);
    let taken = told.spaces[SpaceName::Pixels]
        .map
        .as_ref()
        .map(|map| map.tracks.clone());
    assert_eq!((taken, told.fatal), (Some(vec![2, 0]), None));

    let refused = |attachments: &[Vec<u8>]| assert_refused(&working(), map(), attachments);
    refused(&[]);
    refused(&whole[..1]);
    refused(&[vec![0; 31], whole[1].clone()]);
    refused(&[vec![0; 48], whole[1].clone()]);
    refused(&[whole[0].clone(), vec![0; 7]]);
    refused(&[whole[0].clone(), tracks(&[0, 3])]);
}

#[test]
fn clusters_are_taken_whole_or_not_at_all() {
    let clusters = |k| Event::Clustered {
        job: 1,
        space: SPACE,
        clusters: ClusterInfo {
            k,
            ..ClusterInfo::default()
        },
    };
    let (told, _) = tell(&working(), clusters(2), &[vec![0, 1, 1]]);
    let sizes = told.spaces[SpaceName::Pixels]
        .clusters
        .as_ref()
        .map(|clusters| clusters.sizes.clone());
    assert_eq!(sizes, Some(vec![2, 1]));

    let refused = |k, attachments: &[Vec<u8>]| assert_refused(&working(), clusters(k), attachments);
    refused(2, &[]);
    refused(2, &[vec![0, 1]]);
    refused(2, &[vec![0, 1, 2]]);
    refused(usize::MAX, &[vec![0, 1, 1]]);
    let mut mapless = working();
    mapless.spaces[SpaceName::Pixels] = SpaceView::default();
    assert_refused(&mapless, clusters(2), &[vec![0, 1, 1]]);
}

fn document() -> Event {
    Event::Document {
        unfinished: Vec::new(),
    }
}

#[test]
fn no_file_is_written_of_nothing() {
    let mut ready = working();
    ready.phase = Phase::Ready;
    ready.is_reporting = true;
    for event in [document(), Event::Table, Event::Report] {
        let (told, effects) = tell(&ready, event.clone(), &[b"bytes".to_vec()]);
        assert!(matches!(&effects[..], [Effect::Download { bytes, .. }] if bytes == b"bytes"));
        assert_eq!(told.fatal, None);
        assert_refused(&ready, event, &[Vec::new()]);
    }
    assert_refused(&ready, document(), &[]);
    assert_refused(&ready, Event::Table, &[]);
    // A report of nothing is an answer.
    let (told, effects) = tell(&ready, Event::Report, &[]);
    assert!(effects.is_empty() && told.status == "There is nothing to report.");
}

#[test]
fn what_could_not_be_done_is_said() {
    let (told, effects) = tell(&working(), Event::Unable("There is no table.".into()), &[]);
    assert!(effects.is_empty() && told.fatal.is_none());
    assert_eq!(told.status, "There is no table.");
    for bytes in [&[][..], &[Vec::new()]] {
        let (told, effects) = tell(&working(), Event::Picture { track: 1 }, bytes);
        assert!(effects.is_empty() && told.fatal.is_none());
        assert_eq!(told.status, "The picture of b can no longer be read.");
    }
}

#[test]
fn what_could_not_be_read_asks_for_a_new_page() {
    assert_refused(&working(), Event::Misread("it was lost".into()), &[]);
    let (told, effects) = reduce(working(), Action::Misread(Unreadable::OtherBuild));
    let words =
        "Reload the page: Soundkin was updated while it was open. Then give it your files again.";
    assert_eq!(told.fatal.as_deref(), Some(words));
    assert!(effects.is_empty() && told.phase == Phase::Ready);
}

//! Page and session joined, without a browser: what the one sends the other hears, in order. Laws of the whole house.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use std::collections::BTreeSet;
use std::fmt::Write;
use std::rc::Rc;

use common::house::House;
use common::{add_text_table, fixtures, picture, report_params};
use proptest::prelude::*;
use proptest::sample::select;
use soundkin::analysis::Study;
use soundkin::effort;
use soundkin::neighbors::Metric;
use soundkin::page::{Action, Phase, State, View};
use soundkin::progress::Stage;
use soundkin::protocol::{Event, Message, Question, Request};
use soundkin::recommend::Scaling;
use soundkin::session::Session;
use soundkin::space::{ClusterOn, Layout, Settings, SpaceName};

const SOUND: SpaceName = SpaceName::Pixels;
const FEATURES: SpaceName = SpaceName::Features;

/// What the person sees, without the number of the job that made it.
fn seen(state: &State) -> State {
    State {
        job: 0,
        status: String::new(),
        notice: String::new(),
        ..state.clone()
    }
}

#[test]
fn a_setting_that_changes_nothing_in_a_space_changes_nothing_of_it() {
    type Change = (&'static str, fn(&mut Settings), &'static [SpaceName]);
    let changes: [Change; 8] = [
        ("list length", |s| s.top_n = 5, &[SOUND, FEATURES]),
        ("copies", |s| s.include_copies = true, &[SOUND, FEATURES]),
        (
            "metric",
            |s| s.recommending[SpaceName::Pixels].metric = Metric::Cosine,
            &[SOUND, FEATURES],
        ),
        ("within", |s| s.within_cluster = true, &[SOUND, FEATURES]),
        ("perplexity", |s| s.perplexity = 7, &[SOUND, FEATURES]),
        (
            "k of sound",
            |s| s.spaces[SpaceName::Pixels].k = 6,
            &[FEATURES],
        ),
        (
            "k of features",
            |s| s.spaces[SpaceName::Features].k = 5,
            &[SOUND],
        ),
        (
            "layout of sound",
            |s| s.spaces[SpaceName::Pixels].layout = Layout::Tsne,
            &[FEATURES],
        ),
    ];
    for (what, change, untouched) in changes {
        let mut house = House::new();
        house.name(SOUND, 0, "Night drive");
        house.name(FEATURES, 1, "Loud");
        let before = untouched.iter().map(|&space| {
            let view = &house.state.spaces[space];
            (
                view.map.clone().unwrap(),
                view.clusters.clone().unwrap(),
                house.state.names.clone(),
            )
        });
        let before: Vec<_> = before.collect();
        house.traffic();
        house.set(change);
        for (&space, (map, clusters, names)) in untouched.iter().zip(&before) {
            let view = &house.state.spaces[space];
            assert!(
                Rc::ptr_eq(map, view.map.as_ref().unwrap()),
                "{what}: another map"
            );
            assert!(
                Rc::ptr_eq(clusters, view.clusters.as_ref().unwrap()),
                "{what}: other groups"
            );
            assert_eq!(names.shown(space), house.state.names.shown(space), "{what}");
        }
        let of_space = |message: &Message| match &message.event {
            Event::Mapped { space, .. } | Event::Clustered { space, .. } => Some(*space),
            _ => None,
        };
        let sent: Vec<SpaceName> = house.said.iter().filter_map(of_space).collect();
        assert!(
            !sent.iter().any(|space| untouched.contains(space)),
            "{what}: {sent:?}"
        );
    }
}

#[test]
fn a_longer_list_sends_no_bytes_and_measures_nothing_again() {
    let mut house = House::new();
    house.act(Action::ShowView(View::Clusters));
    house.run();
    let before = house.state.answers.spaces[SOUND].clone();
    house.traffic();
    house.set(|settings| settings.top_n = 5);
    let (events, bytes) = house.traffic();
    assert_eq!(bytes, 0);
    let unwanted = ["Joined", "Mapped", "Grouped", "NoSpace"];
    assert!(
        !events.iter().any(|event| unwanted.contains(&&**event)),
        "{events:?}"
    );
    let after = &house.state.answers.spaces[SOUND];
    assert!(Rc::ptr_eq(
        before.scan.as_ref().unwrap(),
        after.scan.as_ref().unwrap()
    ));
    assert!(Rc::ptr_eq(
        before.quality.as_ref().unwrap(),
        after.quality.as_ref().unwrap()
    ));
    // The sentence says how long the lists are.
    assert_ne!(before.profiles, after.profiles);
    assert_eq!(house.n_by_sound(), 5);
}

#[test]
fn names_return_with_their_settings_and_are_carried_to_other_ones() {
    let mut house = House::new();
    house.name(FEATURES, 0, "Loud");
    house.name(SOUND, 0, "Night drive");
    house.set(|settings| settings.spaces[SpaceName::Features].k = 4);
    let carried: Vec<_> = house.state.names.shown(FEATURES).to_vec();
    let waiting = house.state.names.waiting(FEATURES).to_vec();
    assert_eq!(carried.len() + waiting.len(), 1, "{carried:?} {waiting:?}");
    assert!(
        carried
            .iter()
            .all(|name| name.is_carried && name.name == "Loud")
    );
    // A name that has no place is spoken of.
    assert_eq!(waiting.is_empty(), house.state.notice.is_empty());
    assert_eq!(house.state.cluster_name(SOUND, 0), "Night drive");
    house.set(|settings| settings.spaces[SpaceName::Features].k = 3);
    assert_eq!(house.state.cluster_name(FEATURES, 0), "Loud");
    assert!(
        house
            .state
            .names
            .shown(FEATURES)
            .iter()
            .all(|name| !name.is_carried)
    );
    // t-SNE and back.
    house.set(|settings| settings.spaces[SpaceName::Pixels].layout = Layout::Tsne);
    house.set(|settings| settings.spaces[SpaceName::Pixels].layout = Layout::Pca);
    assert_eq!(house.state.cluster_name(SOUND, 0), "Night drive");
}

#[test]
fn t_sne_and_back_is_as_it_was() {
    let mut house = House::new();
    house.name(SOUND, 1, "Night drive");
    let before = seen(&house.state);
    let document = house.document();
    house.set(|settings| settings.spaces[SpaceName::Pixels].layout = Layout::Tsne);
    let moved = house.state.spaces[SpaceName::Pixels].map.clone().unwrap();
    assert_eq!(moved.axis(0), "t-SNE 1");
    assert!(house.state.spaces[SpaceName::Pixels].map != before.spaces[SpaceName::Pixels].map);
    assert_ne!(house.document()["sound"], document["sound"]);
    assert_ne!(
        house.state.answers.spaces[SpaceName::Pixels].quality,
        before.answers.spaces[SpaceName::Pixels].quality
    );
    house.set(|settings| settings.spaces[SpaceName::Pixels].layout = Layout::Pca);
    assert_eq!(seen(&house.state), before);
    assert_eq!(house.document(), document);
}

#[test]
fn a_cancelled_layout_leaves_settings_that_are_true_and_does_not_begin_again() {
    let mut house = House::new();
    let before = seen(&house.state);
    let document = house.document();
    house.begin(|settings| settings.spaces[SpaceName::Pixels].layout = Layout::Tsne);
    while house.session.stage() != Some(Stage::Tsne) {
        house.step();
    }
    house.act(Action::Cancel);
    house.run();
    assert_eq!(
        house.state.settings.spaces[SpaceName::Pixels].layout,
        Layout::Pca
    );
    assert!(
        house.state.status.starts_with("Cancelled. The settings"),
        "{}",
        house.state.status
    );
    assert!(!house.state.is_cancelled, "there is nothing to go on with");
    assert_eq!(seen(&house.state), before);
    assert_eq!(house.document(), document);
    house.begin(|settings| settings.spaces[SpaceName::Pixels].k = 5);
    let mut stages = BTreeSet::new();
    while let Some(stage) = house.session.stage() {
        stages.insert(stage);
        house.step();
    }
    assert!(!stages.contains(&Stage::Tsne), "{stages:?}");
    assert_eq!(
        house.state.spaces[SpaceName::Pixels].map,
        before.spaces[SpaceName::Pixels].map
    );
}

#[test]
fn a_moving_map_that_is_given_up_for_another_setting_comes_back() {
    let mut house = House::new();
    let before = seen(&house.state);
    house.lay_out();
    assert_ne!(
        house.state.spaces[SpaceName::Pixels].map,
        before.spaces[SpaceName::Pixels].map
    );
    assert_eq!(
        house.state.spaces[SpaceName::Pixels].clusters,
        before.spaces[SpaceName::Pixels].clusters,
        "colours stay while tracks move"
    );
    house.set(|settings| settings.spaces[SpaceName::Pixels].layout = Layout::Pca);
    assert_eq!(seen(&house.state), before);
}

#[test]
fn a_layout_goes_on_when_something_else_changes() {
    let mut house = House::new();
    house.lay_out();
    house.begin(|settings| settings.top_n = 7);
    while house
        .session
        .progress()
        .is_some_and(|p| p.stage != Stage::Tsne)
    {
        house.step();
    }
    assert!(house.session.progress().unwrap().done >= 40);
    assert_eq!(house.n_by_sound(), 7);
    house.run();
    assert!(
        house.state.spaces[SpaceName::Pixels]
            .map
            .as_ref()
            .unwrap()
            .info
            .tsne
            .is_some()
    );
    let mut straight = House::new();
    straight.set(|settings| {
        settings.spaces[SpaceName::Pixels].layout = Layout::Tsne;
        settings.top_n = 7;
    });
    assert_eq!(house.document(), straight.document());
}

#[test]
fn while_work_runs_everything_else_is_there() {
    let mut house = House::new();
    let before = house.document();
    house.lay_out();
    house.act(Action::Select(Some(7)));
    let described = house.state.description().expect("the click is answered");
    assert!(
        described.lists[SpaceName::Pixels].is_some()
            && described.lists[SpaceName::Features].is_some()
    );
    house.act(Action::ShowView(View::Clusters));
    for _ in 0..50 {
        house.step();
    }
    assert!(
        house.state.answers.spaces[SpaceName::Pixels]
            .profiles
            .is_some()
    );
    assert!(
        !house.state.status.contains("no groups"),
        "{}",
        house.state.status
    );
    house.act(Action::ShowSpace(FEATURES));
    for _ in 0..200 {
        house.step();
    }
    assert_eq!(house.state.phase, Phase::Working);
    assert!(house.state.answers.raw_clusters.is_some());
    let document = house.document();
    assert_eq!(house.state.phase, Phase::Working);
    assert_eq!(document["unfinished"], serde_json::json!(["sound"]));
    assert!(
        house.state.notice.contains("pixels"),
        "{}",
        house.state.notice
    );
    assert_eq!(document["sound"], before["sound"]);
    assert_eq!(document["features"], before["features"]);
    house.run();
    let document = house.document();
    assert!(document.get("unfinished").is_none() && house.state.notice.is_empty());
    assert!(!document["sound"]["tsne"].is_null());
}

#[test]
fn files_that_are_added_take_the_place_of_what_stands_when_they_are_whole() {
    let mut house = House::new();
    house.name(SOUND, 0, "Night drive");
    let before = seen(&house.state);
    let more = picture("spectrograms/clip_early.png", 3);
    house.session.collection.add_picture(more);
    house.act(Action::GiveFiles(vec!["more".into()]));
    while house.session.stage() != Some(Stage::Kmeans) {
        house.step();
    }
    assert_eq!(
        house.state.spaces[SpaceName::Pixels],
        before.spaces[SpaceName::Pixels]
    );
    assert_eq!(house.state.described, before.described);
    let document = house.document();
    assert_eq!(
        document["unfinished"],
        serde_json::json!(["sound", "timbre", "features"])
    );
    assert_eq!(document["tracks"].as_array().unwrap().len(), 40);
    house.run();
    assert_eq!(house.state.n_tracks(), 41);
    assert_eq!(
        house.state.spaces[SpaceName::Pixels]
            .map
            .as_ref()
            .unwrap()
            .tracks
            .len(),
        41
    );
    let names = &house.state.names;
    let kept = names
        .shown(SOUND)
        .iter()
        .any(|given| given.name == "Night drive");
    assert!(kept || names.waiting(SOUND) == ["Night drive"]);
    assert!(kept || house.state.notice.contains("Night drive"));
    // Given up, they leave what stood.
    house
        .session
        .collection
        .add_picture(picture("spectrograms/clip_late.png", 4));
    let before = seen(&house.state);
    house.act(Action::GiveFiles(vec!["more".into()]));
    while house.session.stage() != Some(Stage::Kmeans) {
        house.step();
    }
    house.act(Action::Cancel);
    house.run();
    assert_eq!(house.state.status, "Cancelled. What was read is kept.");
    assert!(house.state.is_cancelled);
    assert_eq!(
        house.state.spaces[SpaceName::Pixels],
        before.spaces[SpaceName::Pixels]
    );
    house.act(Action::Continue);
    house.run();
    assert_eq!(house.state.n_tracks(), 42);
}

#[test]
fn settings_that_cannot_be_followed_leave_what_stands() {
    let mut house = House::new();
    let before = seen(&house.state);
    house.set(|settings| settings.columns = Some(vec!["nowhere".into()]));
    assert!(
        house.state.status.contains("nowhere"),
        "{}",
        house.state.status
    );
    assert_eq!(seen(&house.state), before);
}

#[test]
fn the_notebooks_way_gives_the_persons_own_back() {
    let mut house = House::new();
    house.set(|settings| {
        settings.recommending[SpaceName::Pixels].metric = Metric::Cosine;
        settings.recommending[SpaceName::Features].scaling = Scaling::Raw;
        settings.include_copies = true;
    });
    let before = seen(&house.state);
    house.act(Action::UseReference(true));
    house.run();
    assert!(house.state.settings.is_reference && house.state.settings.n_init == 1);
    house.act(Action::UseReference(false));
    house.run();
    assert_eq!(seen(&house.state), before);
}

#[test]
fn a_question_that_nobody_looks_at_stops_and_goes_on_where_it_was() {
    let mut house = House::new();
    house.act(Action::ShowView(View::Clusters));
    let done = |house: &House| house.session.studying().map_or(0, |progress| progress.done);
    while done(&house) < 4 {
        assert!(house.step());
    }
    house.act(Action::ShowView(View::Data));
    assert!(house.asked.contains(&Request::Leave(Study::Scan(SOUND))));
    house.run();
    assert!(
        house.state.answers.spaces[SpaceName::Pixels].scan.is_none(),
        "nobody waits for it"
    );
    house.act(Action::ShowView(View::Clusters));
    house.step();
    house.step();
    assert!(done(&house) >= 4, "it goes on where it was");
    // By the person too, who may begin it again.
    house.act(Action::GiveUp);
    house.run();
    assert!(house.state.answers.spaces[SpaceName::Pixels].scan.is_none());
    assert_eq!(house.state.given_up, [Study::Scan(SOUND)]);
    house.act(Action::Ask(Question::Study(Study::Scan(SOUND))));
    house.run();
    assert!(
        house.state.answers.spaces[SpaceName::Pixels].scan.is_some()
            && house.state.given_up.is_empty()
    );
}

#[test]
fn other_columns_are_tried_when_the_scorecard_is_there_and_again_after_a_change() {
    let mut session = Session::default();
    let table = std::fs::read_to_string(fixtures("scorecard/tracks.csv")).unwrap();
    add_text_table(&mut session.collection, &table);
    let mut house = House::of(session);
    house.begin(|settings| settings.columns = Some(vec!["warmth".into()]));
    house.act(Action::GiveFiles(vec!["x".into()]));
    house.act(Action::ShowView(View::Data));
    house.run();
    let gains = house.state.answers.column_gains.clone().unwrap();
    let names: Vec<&str> = gains.added.iter().map(|gain| &*gain.column).collect();
    assert_eq!(names, ["energy", "depth"]);
    // Another way to compare, or other columns: they are tried anew, once.
    let n_asked = |house: &House| {
        let is_it = |asked: &&Request| **asked == Request::Ask(Question::Study(Study::ColumnGains));
        house.asked.iter().filter(is_it).count()
    };
    assert_eq!(n_asked(&house), 1);
    house.set(|settings| settings.recommending[FEATURES].metric = Metric::Cosine);
    let other = house.state.answers.column_gains.clone().unwrap();
    assert_eq!((other.metric, n_asked(&house)), (Metric::Cosine, 2));
    house.set(|settings| settings.columns = None);
    assert_eq!(
        house
            .state
            .answers
            .scorecard
            .as_ref()
            .unwrap()
            .other_columns
            .len(),
        0
    );
    // Nothing is left to try, which is no fault to speak of.
    assert!(house.state.answers.column_gains.is_none());
    assert_eq!(
        (house.state.status.as_str(), n_asked(&house)),
        ("160 tracks", 3)
    );
}

#[test]
fn tracks_without_a_map_show_how_they_were_read() {
    let of = |text: &str| {
        let mut session = Session::default();
        add_text_table(&mut session.collection, text);
        let mut house = House::of(session);
        house.act(Action::GiveFiles(vec!["x".into()]));
        house.run();
        house.state
    };
    let state = of("title,artist\nA,x\nB,y\nC,z\n");
    assert_eq!(state.view, View::Data);
    assert_eq!(
        state.status,
        "3 tracks · No map: there is no picture and no column is read as numbers"
    );
    let state = of("title,tempo,energy\nA,90,\nB,,0.5\nC,80,\nD,,0.7\n");
    assert_eq!(state.view, View::Data);
    assert_eq!(
        state.status,
        "4 tracks · No map: there is no picture and no track has a number in each of the chosen columns"
    );
    assert_eq!(of("title,tempo\nA,90\nB,100\nC,80\n").view, View::Map);
}

/// What is said to have become of each job and question.
fn assert_all_is_answered(house: &House) {
    let mut begun = Vec::new();
    for request in &house.asked {
        match request {
            Request::Load { job, .. }
            | Request::Continue { job, .. }
            | Request::Configure { job, .. } => begun.push(*job),
            _ => {}
        }
    }
    let ended = house.said.iter().filter_map(|message| match message.event {
        Event::Finished { job, .. }
        | Event::Cancelled { job, .. }
        | Event::Failed { job, .. }
        | Event::Superseded { job } => Some(job),
        _ => None,
    });
    let mut ended: Vec<u32> = ended.collect();
    ended.sort_unstable();
    assert_eq!(ended, begun, "every job ends once");
    assert!(
        house.state.waits_for.is_empty(),
        "{:?}",
        house.state.waits_for
    );
    assert!(house.state.phase != Phase::Working);
}

/// Something that a person does.
#[derive(Clone, Debug)]
enum Deed {
    Set(Box<Settings>),
    Do(Box<Action>),
    Wait(usize),
    /// Messages arrive that were on their way.
    Hear(usize),
}

fn settings() -> impl Strategy<Value = Settings> {
    let space = (2_usize..6, any::<bool>(), any::<bool>());
    (
        space.clone(),
        space,
        1_usize..4,
        any::<bool>(),
        any::<bool>(),
    )
        .prop_map(|(sound, features, top_n, cosine, within)| {
            let mut settings = Settings {
                top_n,
                n_init: 2,
                within_cluster: within,
                ..Settings::default()
            };
            for (space, (k, on, tsne)) in
                [(SpaceName::Pixels, sound), (SpaceName::Features, features)]
            {
                let space = &mut settings.spaces[space];
                space.k = k;
                if on {
                    space.on = ClusterOn::Features;
                }
                if tsne {
                    space.layout = Layout::Tsne;
                }
            }
            if cosine {
                settings.recommending[SpaceName::Features].metric = Metric::Cosine;
            }
            settings
        })
}

fn deed() -> impl Strategy<Value = Deed> {
    let views = select(&[View::Map, View::Top, View::Compare, View::Clusters][..]);
    let spaces = select(&[SOUND, FEATURES][..]);
    prop_oneof![
        3 => settings().prop_map(|settings| Deed::Set(Box::new(settings))),
        2 => views.prop_map(|view| Deed::Do(Action::ShowView(view).into())),
        1 => spaces.prop_map(|space| Deed::Do(Action::ShowSpace(space).into())),
        1 => (0_usize..12).prop_map(|track| Deed::Do(Action::Select(Some(track)).into())),
        1 => Just(Deed::Do(Action::Cancel.into())),
        1 => Just(Deed::Do(Action::ExportAnalysis.into())),
        5 => (1_usize..60).prop_map(Deed::Wait),
        5 => (1_usize..9).prop_map(Deed::Hear),
    ]
}

/// Twelve pictures with rows.
fn small() -> House {
    let mut session = Session::default();
    let mut text = String::from("id,energy,valence,tempo,popularity\n");
    for i in 0..12 {
        session
            .collection
            .add_picture(picture(&format!("clip_{i}.png"), i * i));
        writeln!(
            text,
            "{i},0.{},0.{},{},{}",
            i * 37 % 91,
            i * 53 % 67,
            60 + i * 7,
            i % 5
        )
        .unwrap();
    }
    add_text_table(&mut session.collection, &text);
    let mut house = House::of(session);
    house.act(Action::GiveFiles(vec!["small".into()]));
    house.run();
    house
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_done_meanwhile_the_page_ends_up_as_if_it_had_been_set_at_once(
        deeds in prop::collection::vec(deed(), 0..20), last in settings(),
    ) {
        let mut house = small();
        house.is_slow = true;
        for deed in deeds {
            match deed {
                Deed::Set(settings) => house.act(Action::Configure(settings)),
                Deed::Do(action) => house.act(*action),
                Deed::Wait(steps) => {
                    for _ in 0..steps {
                        house.step();
                    }
                }
                Deed::Hear(messages) => house.deliver(messages),
            }
            // What the page shows is always whole.
            for space in [SOUND, FEATURES] {
                let view = &house.state.spaces[space];
                prop_assert!(view.map.is_some() && view.clusters.is_some(), "{space:?} is gone");
            }
        }
        house.run();
        assert_all_is_answered(&house);
        // After a layout was stopped its map is kept, so another perplexity asks for a new one.
        house.set(|settings| *settings = Settings { perplexity: 3, ..last.clone() });
        house.act(Action::Select(Some(0)));
        house.act(Action::ShowSpace(SOUND));
        house.act(Action::ShowView(View::Clusters));
        house.run();
        assert_all_is_answered(&house);
        let mut fresh = small();
        fresh.set(|settings| *settings = Settings { perplexity: 3, ..last });
        fresh.act(Action::Select(Some(0)));
        fresh.act(Action::ShowView(View::Clusters));
        fresh.run();
        for space in [SOUND, FEATURES] {
            prop_assert_eq!(&house.state.spaces[space], &fresh.state.spaces[space]);
        }
        prop_assert!(house.clusters(SOUND) == fresh.clusters(SOUND), "other clusters");
        prop_assert_eq!(&house.state.described, &fresh.state.described);
        house.saved.clear();
        prop_assert_eq!(house.document(), fresh.document());
    }

    #[test]
    fn a_value_set_and_set_back_gives_the_same_state(there in settings()) {
        let mut house = small();
        house.name(SOUND, 0, "first");
        house.name(FEATURES, 1, "second");
        let before = seen(&house.state);
        let back = before.settings.clone();
        house.set(|settings| *settings = there);
        house.set(|settings| *settings = back);
        prop_assert_eq!(seen(&house.state), before);
    }
}

/// A table like the notebook's, with so many rows and six features.
fn large_table(n: usize) -> Session {
    let mut text = String::from(
        ",track_id,artists,track_name,popularity,danceability,energy,acousticness,valence,instrumentalness,tempo,genre\n",
    );
    let mut rng = soundkin::rng::Mt19937::new(1);
    for i in 0..n {
        let mut x = || rng.next_f64();
        let (a, b, c, d, e) = (x(), x(), x(), x(), x());
        let tempo = 60.0 + 140.0 * x();
        let popularity = i % 100;
        writeln!(
            text,
            "{i},t{i},A,B,{popularity},{a:.3},{b:.3},{c:.3},{d:.3},{e:.3},{tempo:.3},g"
        )
        .unwrap();
    }
    let mut session = Session::default();
    add_text_table(&mut session.collection, &text);
    session
}

/// Loads, changes things, asks everything and exports everything; the most that one call did.
fn most_of_all(session: Session) -> u64 {
    let mut house = House::of(session);
    // One start: more of them are more steps, not longer ones.
    house.begin(|settings| settings.n_init = 1);
    house.act(Action::GiveFiles(vec!["x".into()]));
    house.run();
    for space in [SOUND, FEATURES] {
        house.act(Action::ShowSpace(space));
        for view in [View::Clusters, View::Compare, View::Top, View::Map] {
            house.act(Action::ShowView(view));
            house.run();
        }
    }
    house.set(|settings| settings.top_n = 5);
    house.set(|settings| {
        settings.spaces[SpaceName::Pixels].k = 12;
        settings.spaces[SpaceName::Pixels].on = ClusterOn::Features;
        settings.spaces[SpaceName::Features].k = 12;
    });
    house.set(|settings| {
        settings.spaces[SpaceName::Pixels] = Settings::default().spaces[SpaceName::Pixels];
        settings.spaces[SpaceName::Features] = Settings::default().spaces[SpaceName::Features];
    });
    house.act(Action::UseReference(true));
    house.run();
    house.document();
    house.session.ask_for_report(report_params());
    house.run();
    house.most
}

#[test]
fn no_call_does_more_than_a_short_piece_of_work_on_114_000_rows() {
    let most = most_of_all(large_table(114_000));
    println!(
        "114,000 rows: at most {most} numbers a call, of {}",
        effort::MOST_A_STEP
    );
    assert!(most <= effort::MOST_A_STEP, "{most}");
}

/// Ten thousand are gone through in tests/steps.rs, a fit at a time: all of this would take minutes with them.
#[test]
fn no_call_does_more_than_a_short_piece_of_work_on_250_pictures() {
    let mut session = Session::default();
    for i in 0..250 {
        session
            .collection
            .add_picture(picture(&format!("clip_{i}.png"), i));
    }
    let most = most_of_all(session);
    println!(
        "250 pictures: at most {most} numbers a call, of {}",
        effort::MOST_A_STEP
    );
    assert!(most <= effort::MOST_A_STEP, "{most}");
}

#[test]
fn what_a_longer_list_costs_on_114_000_rows() {
    let mut house = House::of(large_table(114_000));
    house.begin(|settings| settings.n_init = 1);
    house.act(Action::GiveFiles(vec!["x".into()]));
    while house.session.stage().is_some() {
        house.step();
    }
    house.traffic();
    house.most = 0;
    house.begin(|settings| settings.top_n = 5);
    let mut longest = 0.0_f64;
    while house.session.stage().is_some() {
        let begun = std::time::Instant::now();
        house.step();
        longest = longest.max(begun.elapsed().as_secs_f64() * 1e3);
    }
    let (events, bytes) = house.traffic();
    println!(
        "a longer list at 114,000 rows: {bytes} bytes, at most {} numbers a call, the longest {longest:.1} ms, {events:?}",
        house.most
    );
    assert_eq!(bytes, 0);
    // Looking through the rows for a missing number, and measuring one track against all.
    assert!(house.most <= 8 * 114_000 * 6, "{}", house.most);
}

#[test]
fn tracks_looked_at_are_listed_and_gone_back_to() {
    let mut house = House::new();
    let first = house.state.selected.unwrap();
    let others: Vec<usize> = (0..40).filter(|&track| track != first).take(8).collect();
    for &track in &others {
        house.act(Action::Select(Some(track)));
    }
    let mut before: Vec<usize> = others[..7].to_vec();
    before.reverse();
    assert_eq!(house.state.recent, before[..6]);
    let loaded = house.state.loaded.clone().unwrap();
    let id = |track: usize| Some(loaded.tracks.ids.get(track).to_owned());
    house.act(Action::Visit(View::Top, id(others[6])));
    assert_eq!(
        (house.state.view, house.state.selected),
        (View::Top, Some(others[6]))
    );
    // The one that was left stands in its place, and none twice.
    let mut listed = before[1..6].to_vec();
    listed.insert(0, others[7]);
    assert_eq!(house.state.recent, listed);
    house.act(Action::Visit(View::Map, Some("no such id".into())));
    assert_eq!(house.state.selected, Some(others[6]));
    house.act(Action::Visit(View::Map, None));
    assert_eq!((house.state.view, house.state.selected), (View::Map, None));
    // Other files: the same tracks are known by their ids.
    add_text_table(&mut house.session.collection, "track_id,extra\n0,1\n");
    house.act(Action::GiveFiles(vec!["more".into()]));
    house.run();
    let loaded = house.state.loaded.clone().unwrap();
    let ids: Vec<_> = house
        .state
        .recent
        .iter()
        .map(|&track| loaded.tracks.ids.get(track))
        .collect();
    assert_eq!(Some(ids[1].to_owned()), id(others[7]));
}

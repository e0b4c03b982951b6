//! Page and session joined, without a browser: what the one sends the other hears, in order. Laws of the whole house.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use std::collections::{BTreeSet, VecDeque};
use std::fmt::Write;
use std::rc::Rc;

use proptest::prelude::*;
use proptest::sample::select;
use serde_json::Value;

use common::{add_text_table, collection_of, fixtures, picture, report_params};
use soundkin::app::{Action, Effect, Phase, State, View, reduce};
use soundkin::effort;
use soundkin::neighbors::Metric;
use soundkin::pipeline::{ClusterOn, Layout, Settings, SpaceName, Study};
use soundkin::progress::Stage;
use soundkin::protocol::{Event, Message, Question, Request};
use soundkin::recommend::Scaling;
use soundkin::session::Session;

const SOUND: SpaceName = SpaceName::Sound;
const FEATURES: SpaceName = SpaceName::Features;

/// A page and a session, and what passes between them.
struct House {
    state: State,
    session: Session,
    /// What the session said.
    said: Vec<Message>,
    /// Files that were handed to the person.
    saved: Vec<(String, Vec<u8>)>,
    /// What the page asked, in words, and jobs that it began.
    asked: Vec<Request>,
    /// The most that one call of the session did.
    most: u64,
    /// What is on its way to the page, where it takes its time.
    post: VecDeque<Message>,
    is_slow: bool,
}

impl House {
    /// Tracks on the selected track's list by sound.
    fn n_by_sound(&self) -> usize {
        let described = self.state.description().unwrap();
        described.by_sound.as_ref().unwrap().items.len()
    }

    /// n40 is loaded and shown.
    fn new() -> Self {
        let mut session = Session::default();
        session.collection = collection_of(&fixtures("n40"));
        let mut house = Self::of(session);
        house.act(Action::GiveFiles(vec!["n40".into()]));
        house.run();
        assert_eq!(house.state.phase, Phase::Ready);
        house
    }

    fn of(session: Session) -> Self {
        Self {
            state: State::default(),
            session,
            said: Vec::new(),
            saved: Vec::new(),
            asked: Vec::new(),
            most: 0,
            post: VecDeque::new(),
            is_slow: false,
        }
    }

    fn act(&mut self, action: Action) {
        let (state, effects) = reduce(std::mem::take(&mut self.state), action);
        self.state = state;
        for effect in effects {
            match effect {
                Effect::Send(request) => self.hear(request),
                Effect::Download { name, bytes, .. } => self.saved.push((name, bytes)),
                _ => {}
            }
        }
    }

    /// The session hears a request, as the agent gives it.
    fn hear(&mut self, request: Request) {
        self.asked.push(request.clone());
        effort::spent();
        let session = &mut self.session;
        let said = match request {
            Request::Load { job, settings, .. }
            | Request::Continue { job, settings }
            | Request::Configure { job, settings } => session.begin(job, *settings),
            Request::Cancel => {
                if session.stop_layout() || session.stage().is_none() {
                    Vec::new()
                } else {
                    let mut said = session.cancel();
                    said.push(session.cancelled(self.state.job, 0).into());
                    said
                }
            }
            Request::CancelReport => {
                session.cancel_report();
                Vec::new()
            }
            Request::Leave(study) => {
                session.leave(study);
                Vec::new()
            }
            Request::Describe { track } => {
                let described = session.describe(track);
                vec![
                    described
                        .unwrap_or_else(|error| Event::Unable(error.to_string()))
                        .into(),
                ]
            }
            Request::Ask(question) => session
                .ask(&question)
                .map(|answer| Event::Answered(answer).into())
                .into_iter()
                .collect(),
            Request::Report(params) => {
                session.ask_for_report(*params);
                Vec::new()
            }
            Request::Document { query } => {
                session.ask_for_document(query, false);
                Vec::new()
            }
            Request::Table(_) | Request::Picture { .. } => Vec::new(),
        };
        self.tell(said);
    }

    fn tell(&mut self, said: Vec<Message>) {
        self.most = self.most.max(effort::spent());
        self.said.extend(said.iter().cloned());
        self.post.extend(said);
        if !self.is_slow {
            self.deliver(usize::MAX);
        }
    }

    /// The page gets so many messages of those on their way.
    fn deliver(&mut self, most: usize) {
        for _ in 0..most {
            let Some(message) = self.post.pop_front() else {
                return;
            };
            self.act(Action::Told(message));
        }
    }

    /// One call of the session, as the agent makes them; false when there is nothing to do.
    fn step(&mut self) -> bool {
        effort::spent();
        let said = if let Some(said) = self.session.answer() {
            Some(said)
        } else if self.session.stage().is_some() {
            Some(self.session.step())
        } else {
            self.session.study(&mut |_| None)
        };
        let is_busy = said.is_some();
        self.tell(said.unwrap_or_default());
        is_busy
    }

    fn run(&mut self) {
        while self.step() || !self.post.is_empty() {
            self.deliver(usize::MAX);
        }
    }

    /// Changes the settings and waits for what comes of it.
    fn set(&mut self, change: impl FnOnce(&mut Settings)) {
        self.begin(change);
        self.run();
    }

    fn begin(&mut self, change: impl FnOnce(&mut Settings)) {
        let mut settings = self.state.settings.clone();
        change(&mut settings);
        self.act(Action::Configure(Box::new(settings)));
    }

    /// In the middle of a layout of sound space by t-SNE.
    fn lay_out(&mut self) {
        self.begin(|settings| settings.sound.layout = Layout::Tsne);
        while self
            .session
            .progress()
            .is_some_and(|progress| progress.stage != Stage::Tsne || progress.done < 40)
        {
            self.step();
        }
        assert_eq!(self.state.phase, Phase::Working);
    }

    fn name(&mut self, space: SpaceName, cluster: usize, name: &str) {
        self.act(Action::NameCluster(space, cluster, name.into()));
    }

    fn document(&mut self) -> Value {
        self.act(Action::ExportAnalysis);
        while self.saved.is_empty() {
            assert!(self.step() || !self.post.is_empty(), "no document came");
            self.deliver(usize::MAX);
        }
        let (name, bytes) = self.saved.remove(0);
        assert_eq!(name, "soundkin-analysis.json");
        serde_json::from_slice(&bytes).unwrap()
    }

    /// Events since the last call, by name, and the bytes attached to them.
    fn traffic(&mut self) -> (Vec<String>, usize) {
        let said = std::mem::take(&mut self.said);
        let bytes = said.iter().flat_map(|m| &m.attachments).map(Vec::len).sum();
        let name = |message: &Message| {
            let text = format!("{:?}", message.event);
            let end = text.find([' ', '(', '{']).unwrap_or(text.len());
            text[..end].to_string()
        };
        (said.iter().map(name).collect(), bytes)
    }

    /// Everything of one space that the page shows in Clusters.
    fn clusters(&self, space: SpaceName) -> impl PartialEq + std::fmt::Debug + use<> {
        let answers = self.state.answers_about(space);
        let known = (answers.profiles.clone(), answers.scan.clone());
        assert!(known.0.is_some() && known.1.is_some());
        (self.state.cluster_names(space), known)
    }
}

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
            |s| s.by_sound.metric = Metric::Cosine,
            &[SOUND, FEATURES],
        ),
        ("within", |s| s.within_cluster = true, &[SOUND, FEATURES]),
        ("perplexity", |s| s.perplexity = 7, &[SOUND, FEATURES]),
        ("k of sound", |s| s.sound.k = 6, &[FEATURES]),
        ("k of features", |s| s.features.k = 5, &[SOUND]),
        (
            "layout of sound",
            |s| s.sound.layout = Layout::Tsne,
            &[FEATURES],
        ),
    ];
    for (what, change, untouched) in changes {
        let mut house = House::new();
        house.name(SOUND, 0, "Night drive");
        house.name(FEATURES, 1, "Loud");
        let before = untouched.iter().map(|&space| {
            let view = house.state.space_view(space);
            (
                view.map.clone().unwrap(),
                view.groups.clone().unwrap(),
                house.state.names.clone(),
            )
        });
        let before: Vec<_> = before.collect();
        house.traffic();
        house.set(change);
        for (&space, (map, groups, names)) in untouched.iter().zip(&before) {
            let view = house.state.space_view(space);
            assert!(
                Rc::ptr_eq(map, view.map.as_ref().unwrap()),
                "{what}: another map"
            );
            assert!(
                Rc::ptr_eq(groups, view.groups.as_ref().unwrap()),
                "{what}: other groups"
            );
            assert_eq!(names.shown(space), house.state.names.shown(space), "{what}");
        }
        let of_space = |message: &Message| match &message.event {
            Event::Mapped { space, .. } | Event::Grouped { space, .. } => Some(*space),
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
    let before = house.state.answers_about(SOUND).clone();
    house.traffic();
    house.set(|settings| settings.top_n = 5);
    let (events, bytes) = house.traffic();
    assert_eq!(bytes, 0);
    let unwanted = ["Joined", "Mapped", "Grouped", "NoSpace"];
    assert!(
        !events.iter().any(|event| unwanted.contains(&&**event)),
        "{events:?}"
    );
    let after = house.state.answers_about(SOUND);
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
    house.set(|settings| settings.features.k = 4);
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
    house.set(|settings| settings.features.k = 3);
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
    house.set(|settings| settings.sound.layout = Layout::Tsne);
    house.set(|settings| settings.sound.layout = Layout::Pca);
    assert_eq!(house.state.cluster_name(SOUND, 0), "Night drive");
}

#[test]
fn t_sne_and_back_is_as_it_was() {
    let mut house = House::new();
    house.name(SOUND, 1, "Night drive");
    let before = seen(&house.state);
    let document = house.document();
    house.set(|settings| settings.sound.layout = Layout::Tsne);
    let moved = house.state.sound.map.clone().unwrap();
    assert_eq!(moved.axis(0), "t-SNE 1");
    assert!(house.state.sound.map != before.sound.map);
    assert_ne!(house.document()["sound"], document["sound"]);
    assert_ne!(
        house.state.answers.sound.quality,
        before.answers.sound.quality
    );
    house.set(|settings| settings.sound.layout = Layout::Pca);
    assert_eq!(seen(&house.state), before);
    assert_eq!(house.document(), document);
}

#[test]
fn a_cancelled_layout_leaves_settings_that_are_true_and_does_not_begin_again() {
    let mut house = House::new();
    let before = seen(&house.state);
    let document = house.document();
    house.begin(|settings| settings.sound.layout = Layout::Tsne);
    while house.session.stage() != Some(Stage::Tsne) {
        house.step();
    }
    house.act(Action::Cancel);
    house.run();
    assert_eq!(house.state.settings.sound.layout, Layout::Pca);
    assert!(
        house.state.status.starts_with("Cancelled. The settings"),
        "{}",
        house.state.status
    );
    assert!(!house.state.is_cancelled, "there is nothing to go on with");
    assert_eq!(seen(&house.state), before);
    assert_eq!(house.document(), document);
    house.begin(|settings| settings.sound.k = 5);
    let mut stages = BTreeSet::new();
    while let Some(stage) = house.session.stage() {
        stages.insert(stage);
        house.step();
    }
    assert!(!stages.contains(&Stage::Tsne), "{stages:?}");
    assert_eq!(house.state.sound.map, before.sound.map);
}

#[test]
fn a_moving_map_that_is_given_up_for_another_setting_comes_back() {
    let mut house = House::new();
    let before = seen(&house.state);
    house.lay_out();
    assert_ne!(house.state.sound.map, before.sound.map);
    assert_eq!(
        house.state.sound.groups, before.sound.groups,
        "colours stay while tracks move"
    );
    house.set(|settings| settings.sound.layout = Layout::Pca);
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
    assert!(house.state.sound.map.as_ref().unwrap().info.tsne.is_some());
    let mut straight = House::new();
    straight.set(|settings| {
        settings.sound.layout = Layout::Tsne;
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
    assert!(described.by_sound.is_some() && described.by_features.is_some());
    house.act(Action::ShowView(View::Clusters));
    for _ in 0..50 {
        house.step();
    }
    assert!(house.state.answers.sound.profiles.is_some());
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
    assert!(house.state.answers.raw_groups.is_some());
    let document = house.document();
    assert_eq!(house.state.phase, Phase::Working);
    assert_eq!(document["unfinished"], serde_json::json!(["sound"]));
    assert!(
        house.state.notice.contains("sound"),
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
    assert_eq!(house.state.sound, before.sound);
    assert_eq!(house.state.described, before.described);
    let document = house.document();
    assert_eq!(
        document["unfinished"],
        serde_json::json!(["sound", "features"])
    );
    assert_eq!(document["tracks"].as_array().unwrap().len(), 40);
    house.run();
    assert_eq!(house.state.n_tracks(), 41);
    assert_eq!(house.state.sound.map.as_ref().unwrap().tracks.len(), 41);
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
    assert_eq!(house.state.sound, before.sound);
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
        settings.by_sound.metric = Metric::Cosine;
        settings.by_features.scaling = Scaling::Raw;
        settings.include_copies = true;
    });
    let before = seen(&house.state);
    house.act(Action::FollowNotebook(true));
    house.run();
    assert!(house.state.settings.as_notebook && house.state.settings.n_init == 1);
    house.act(Action::FollowNotebook(false));
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
        house.state.answers.sound.scan.is_none(),
        "nobody waits for it"
    );
    house.act(Action::ShowView(View::Clusters));
    house.step();
    house.step();
    assert!(done(&house) >= 4, "it goes on where it was");
    // By the person too, who may begin it again.
    house.act(Action::GiveUp);
    house.run();
    assert!(house.state.answers.sound.scan.is_none());
    assert_eq!(house.state.given_up, [Study::Scan(SOUND)]);
    house.act(Action::Ask(Question::Study(Study::Scan(SOUND))));
    house.run();
    assert!(house.state.answers.sound.scan.is_some() && house.state.given_up.is_empty());
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
            for (space, (k, on, tsne)) in [
                (&mut settings.sound, sound),
                (&mut settings.features, features),
            ] {
                space.k = k;
                if on {
                    space.on = ClusterOn::Features;
                }
                if tsne {
                    space.layout = Layout::Tsne;
                }
            }
            if cosine {
                settings.by_features.metric = Metric::Cosine;
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
                let view = house.state.space_view(space);
                prop_assert!(view.map.is_some() && view.groups.is_some(), "{space:?} is gone");
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
            prop_assert_eq!(house.state.space_view(space), fresh.state.space_view(space));
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
        settings.sound.k = 12;
        settings.sound.on = ClusterOn::Features;
        settings.features.k = 12;
    });
    house.set(|settings| {
        settings.sound = Settings::default().sound;
        settings.features = Settings::default().features;
    });
    house.act(Action::FollowNotebook(true));
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

//! Laws of the whole: the page's state under any actions, the session under any history, samples in any order.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use proptest::prelude::*;
use proptest::sample::select;

use common::{add_text_table, picture};
use soundkin::analysis::{
    Collection, Hits, RowsParams, SearchParams, Topic, Within, analyse, default_query,
};
use soundkin::data::{Matrix, PictureKinds, Readings, TextColumn};
use soundkin::embed::{Iterative, Pca, PcaFit};
use soundkin::features::Standardizer;
use soundkin::figures::ClusterColors;
use soundkin::join::JoinReport;
use soundkin::page::{Action, Effect, Phase, Searching, State, View, reduce};
use soundkin::progress::{Progress, Stage};
use soundkin::protocol::{
    Answer, ClusterInfo, Event, JoinNames, MapInfo, Message, Question, Request, Unreadable,
};
use soundkin::rank::Usual;
use soundkin::rng::Mt19937;
use soundkin::session::Session;
use soundkin::space::{ClusterOn, Settings, SpaceName, Spaces};

fn config(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

fn space() -> impl Strategy<Value = SpaceName> {
    select(&[SpaceName::Pixels, SpaceName::Features][..])
}

fn track() -> impl Strategy<Value = Option<usize>> {
    prop::option::of(prop_oneof![0_usize..9, any::<usize>()])
}

/// A buffer as the worker sends it, or anything.
fn buffer() -> impl Strategy<Value = Vec<u8>> {
    let names = prop::collection::vec(select(&["1", "2", "ab", "", "é"][..]), 0..9);
    let samples = prop::collection::vec(0_u32..9, 0..9);
    prop_oneof![
        3 => names.prop_map(|cells| cells.into_iter().collect::<TextColumn>().to_bytes()),
        2 => samples.prop_map(|tracks| tracks.iter().flat_map(|t| t.to_le_bytes()).collect()),
        2 => prop::collection::vec(0_u8..4, 0..9),
        2 => (0_usize..9).prop_map(|n| vec![7; 16 * n]),
        2 => prop::collection::vec(any::<u8>(), 0..200),
    ]
}

fn settings() -> impl Strategy<Value = Settings> {
    (0_usize..9, any::<bool>(), 1_usize..4, 0_u8..5).prop_map(|(k, on, n_init, columns)| {
        let mut settings = Settings {
            n_init,
            columns: match columns {
                0 => Some(vec!["a".into()]),
                1 => Some(vec!["b".into(), "c".into()]),
                2 => Some(Vec::new()),
                3 => Some(vec!["nowhere".into()]),
                _ => None,
            },
            ..Settings::default()
        };
        settings.spaces[SpaceName::Pixels].k = k;
        settings.spaces[SpaceName::Features].k = k + 1;
        if on {
            settings.spaces[SpaceName::Features].on = ClusterOn::Components;
        }
        settings
    })
}

const JOBS: std::ops::Range<u32> = 0..5;

/// An event that belongs to a job.
fn job_event() -> impl Strategy<Value = Event> {
    let map = (0_usize..9).prop_map(|left_out| MapInfo {
        columns: None,
        explained_variance_ratio: vec![0.5, 0.2],
        left_out,
        tsne: None,
    });
    let clusters = (0_usize..300, any::<f64>()).prop_map(|(k, inertia)| ClusterInfo {
        k,
        inertia,
        n_iter: 2,
        silhouette: None,
    });
    prop_oneof![
        (JOBS, any::<usize>(), any::<usize>()).prop_map(|(job, done, total)| {
            let stage = Stage::Decode;
            Event::Progress {
                job,
                progress: Progress { stage, done, total },
            }
        }),
        (JOBS, any::<usize>(), any::<bool>()).prop_map(|(job, images, has_table)| Event::Joined {
            job,
            report: Box::new(JoinReport {
                images,
                ..JoinReport::default()
            }),
            names: JoinNames::default(),
            columns: Vec::new(),
            warnings: Vec::new(),
            kinds: PictureKinds::default(),
            readings: Readings::default(),
            left_out: Vec::new(),
            has_table,
            usual: Usual::default(),
            embeddings: Vec::new(),
        }),
        (JOBS, space(), map).prop_map(|(job, space, map)| Event::Mapped { job, space, map }),
        (JOBS, space(), clusters).prop_map(|(job, space, clusters)| Event::Clustered {
            job,
            space,
            clusters
        }),
        (JOBS, space()).prop_map(|(job, space)| Event::NoSpace { job, space }),
        JOBS.prop_map(|job| Event::Superseded { job }),
        (JOBS, track()).prop_map(|(job, default_query)| Event::Finished { job, default_query }),
        (JOBS, 0_usize..99, 0_usize..99).prop_map(|(job, unread, loaded)| Event::Cancelled {
            job,
            unread,
            loaded,
            has_rest: unread % 2 == 0,
            settings: (loaded % 2 == 0).then(Box::default),
        }),
        (JOBS, ".{0,5}").prop_map(|(job, message)| {
            Event::Failed {
                job,
                settings: message.is_empty().then(Box::default),
                message,
                warnings: Vec::new(),
                readings: Readings::default(),
            }
        }),
    ]
}

fn topics() -> impl Strategy<Value = Vec<Topic>> {
    prop::collection::vec(
        select(Topic::all(SpaceName::all(0)).collect::<Vec<_>>()),
        0..5,
    )
}

fn event() -> impl Strategy<Value = Event> {
    prop_oneof![
        9 => job_event(),
        1 => Just(Event::Ready),
        1 => ".{0,5}".prop_map(Event::Misread),
        1 => ".{0,5}".prop_map(Event::Unable),
        1 => any::<f64>().prop_map(|duration_ms| Event::Took { stage: Stage::Pca, duration_ms }),
        1 => any::<usize>().prop_map(|track| {
            Event::Described { track, cells: Vec::new(), lists: Spaces::default() }
        }),
        1 => any::<usize>().prop_map(|track| Event::Picture { track }),
        1 => space().prop_map(|space| Event::Document { unfinished: vec![space] }),
        1 => (JOBS, topics()).prop_map(|(job, topics)| Event::Outdated { job, topics }),
        2 => hits().prop_map(|hits| Event::Answered(Answer::Hits(hits))),
    ]
}

/// With what belongs to it, or with anything at all.
fn message(event: impl Strategy<Value = Event>) -> impl Strategy<Value = Message> {
    event.prop_flat_map(|event| {
        let anything = prop::collection::vec(buffer(), 0..5);
        prop_oneof![3 => whole(&event), 1 => anything].prop_map(move |attachments| Message {
            event: event.clone(),
            attachments,
        })
    })
}

/// What belongs to an event; few numbers of samples, so that clusters often fit the map.
fn whole(event: &Event) -> BoxedStrategy<Vec<Vec<u8>>> {
    match event {
        Event::Joined { .. } => {
            let cells = prop::collection::vec(select(&["1", "2", "ab", "", "é"][..]), 5..7);
            cells
                .prop_map(|cells| vec![cells.into_iter().collect::<TextColumn>().to_bytes(); 4])
                .boxed()
        }
        Event::Mapped { .. } => {
            let tracks = prop::collection::vec(0_u32..6, 2..4);
            let map = |tracks: Vec<u32>| {
                let bytes = tracks.iter().flat_map(|track| track.to_le_bytes());
                vec![vec![7; 16 * tracks.len()], bytes.collect()]
            };
            tracks.prop_map(map).boxed()
        }
        Event::Clustered { .. } => {
            let labels = prop::collection::vec(0_u8..4, 2..4);
            labels.prop_map(|labels| vec![labels]).boxed()
        }
        Event::Picture { .. } | Event::Document { .. } => Just(vec![b"bytes".to_vec()]).boxed(),
        _ => Just(Vec::new()).boxed(),
    }
}

fn searching() -> impl Strategy<Value = Searching> {
    let words = || select(&["", "a", "1"][..]).prop_map(String::from);
    prop_oneof![
        Just(Searching::Open),
        Just(Searching::Close),
        Just(Searching::Enter),
        Just(Searching::Leave),
        words().prop_map(Searching::Type),
        words().prop_map(Searching::ByArtist),
        any::<bool>().prop_map(|is_forward| Searching::Walk { is_forward }),
        (0_u32..9).prop_map(Searching::Choose),
    ]
}

/// Tracks found, some of which may not be there.
fn hits() -> impl Strategy<Value = Hits> {
    let tracks = prop::collection::vec(0_u32..9, 0..5);
    (select(&["a", "1"][..]), tracks).prop_map(|(words, tracks)| Hits {
        params: SearchParams {
            words: words.into(),
            within: Within::Anywhere,
        },
        tracks,
    })
}

fn action() -> impl Strategy<Value = Action> {
    prop_oneof![
        1 => prop::collection::vec("[a-z]{1,3}".prop_map(String::from), 0..3).prop_map(Action::GiveFiles),
        1 => Just(Action::Continue),
        1 => Just(Action::Cancel),
        1 => Just(Action::GiveUp),
        1 => any::<bool>().prop_map(Action::UseReference),
        1 => settings().prop_map(|settings| Action::Configure(Box::new(settings))),
        1 => space().prop_map(Action::ShowSpace),
        1 => select(&[View::Map, View::Top, View::Compare, View::Clusters, View::Data][..]).prop_map(Action::ShowView),
        1 => select(&[ClusterColors::OkabeIto, ClusterColors::Reference][..]).prop_map(Action::UseColors),
        2 => track().prop_map(Action::Select),
        2 => track().prop_map(Action::Hover),
        2 => searching().prop_map(Action::Search),
        1 => (select(&["", "a"][..]), 0_usize..900).prop_map(|(search, first)| {
            let search = search.into();
            Action::Ask(Question::Rows(RowsParams { search, first, ..RowsParams::default() }))
        }),
        1 => (space(), 0_usize..14, "[a ]{0,3}").prop_map(|(space, cluster, name)| Action::NameCluster(space, cluster, name)),
        1 => Just(Action::ExportRows { params: RowsParams::default(), with_map: true }),
        1 => Just(Action::ExportAnalysis),
        1 => ".{0,5}".prop_map(Action::Fail),
        1 => Just(Action::Misread(Unreadable::OtherBuild)),
        1 => ".{0,5}".prop_map(Action::Say),
        20 => message(event()).prop_map(Action::Told),
    ]
}

fn assert_consistent(state: &State) {
    let n_tracks = state
        .loaded
        .as_ref()
        .map_or(0, |loaded| loaded.tracks.len());
    assert!(state.selected.is_none_or(|track| track < n_tracks));
    assert!(state.hovered.is_none_or(|track| track < n_tracks));
    for (_, view) in state.spaces.said() {
        let n_samples = view.map.as_ref().map_or(0, |map| {
            assert!(map.tracks.iter().all(|&track| (track as usize) < n_tracks));
            assert_eq!(map.points.len(), map.tracks.len());
            map.points.len()
        });
        if let Some(clusters) = &view.clusters {
            assert!(view.map.is_some());
            assert_eq!(clusters.labels.len(), n_samples);
            assert_eq!(clusters.sizes.iter().sum::<usize>(), n_samples);
            assert!(clusters.sizes.is_sorted_by(|a, b| a >= b));
            assert!(
                clusters
                    .labels
                    .iter()
                    .all(|&label| (label as usize) < clusters.sizes.len())
            );
        }
    }
    match state.phase {
        Phase::Working => assert!(state.job > 0),
        Phase::Ready => {
            assert!(state.loaded.is_some() && state.has_results());
            assert!(state.progress.is_none());
        }
        Phase::Empty => {
            assert!(state.loaded.is_none() || !state.has_results());
            assert!(state.progress.is_none());
        }
    }
    if let Some(described) = state.description() {
        assert_eq!(Some(described.track), state.selected);
    }
}

/// The job that an effect starts.
fn started(effect: &Effect) -> Option<u32> {
    match effect {
        Effect::Send(
            Request::Load { job, .. }
            | Request::Continue { job, .. }
            | Request::Configure { job, .. },
        ) => Some(*job),
        _ => None,
    }
}

proptest! {
    #![proptest_config(config(400))]

    #[test]
    fn the_page_stays_consistent(actions in prop::collection::vec(action(), 0..80)) {
        let mut state = State::default();
        for action in actions {
            let job = state.job;
            let (next, effects) = reduce(state, action);
            assert_consistent(&next);
            // Every job has a number of its own, the one whose events count.
            for new in effects.iter().filter_map(started) {
                prop_assert_eq!((new, next.job, next.phase), (job + 1, new, Phase::Working));
            }
            for effect in &effects {
                if let Effect::Send(Request::Describe { track }) = effect {
                    prop_assert_eq!(Some(*track), next.selected);
                }
            }
            state = next;
        }
    }

    #[test]
    fn how_other_jobs_go_changes_nothing(
        actions in prop::collection::vec(action(), 0..40), messages in prop::collection::vec(message(job_event()), 1..20),
    ) {
        let mut state = actions.into_iter().fold(State::default(), |state, action| reduce(state, action).0);
        // A number that no event of these bears: all of them are older.
        state.job += JOBS.end;
        let before = format!("{state:?}");
        // What stands is true whichever job made it.
        let is_of_job = |message: &Message| !matches!(
            message.event,
            Event::Joined { .. } | Event::Mapped { .. } | Event::Clustered { .. } | Event::NoSpace { .. }
        );
        for message in messages.into_iter().filter(is_of_job) {
            let (next, effects) = reduce(state, Action::Told(message));
            prop_assert!(effects.is_empty());
            state = next;
        }
        // Written down, because a coordinate may be NaN.
        prop_assert_eq!(format!("{state:?}"), before);
    }
}

/// What can happen to a session.
#[derive(Clone, Debug)]
enum Happening {
    Picture(usize, usize),
    Broken(usize),
    Table(usize),
    Begin(Box<Settings>),
    Step(usize),
    Cancel,
}

fn happening() -> impl Strategy<Value = Happening> {
    prop_oneof![
        3 => (0_usize..7, 0_usize..3).prop_map(|(file, seed)| Happening::Picture(file, seed)),
        1 => (0_usize..7).prop_map(Happening::Broken),
        1 => (0_usize..3).prop_map(Happening::Table),
        3 => settings().prop_map(|settings| Happening::Begin(settings.into())),
        6 => (1_usize..12).prop_map(Happening::Step),
        2 => Just(Happening::Cancel),
    ]
}

const TABLES: [&str; 3] = [
    "id,a,b,c\n0,1,2,3\n1,4,2,1\n2,0,,1\n3,5,5,2\n9,9,9,9\n",
    "id,a,b,c\n0,1,0,3\n1,4,2,1\n1,0,3,1\n4,5,5,2\n5,1,2,2\n6,0,0,0\n",
    "name,artist\n0,x\n1,y\n",
];

fn happen(session: &mut Session, what: Happening, job: u32) {
    match what {
        Happening::Picture(file, seed) => {
            session
                .collection
                .add_picture(picture(&format!("in/clip_{file}.png"), file + 10 * seed));
        }
        Happening::Broken(file) => {
            session
                .collection
                .add_broken_picture(&format!("in/clip_{file}.png"), "The file is empty.");
        }
        Happening::Table(which) => add_text_table(&mut session.collection, TABLES[which]),
        Happening::Begin(settings) => {
            session.begin(job, *settings);
        }
        Happening::Step(n) => {
            for _ in 0..n {
                session.step();
            }
        }
        Happening::Cancel => {
            session.cancel();
        }
    }
}

fn fresh_document(collection: &Collection, settings: &Settings) -> Result<String, String> {
    let analysis = analyse(collection, settings.clone()).map_err(|error| error.to_string())?;
    let query = default_query(&analysis.catalog);
    analysis.document(query).map_err(|error| error.to_string())
}

proptest! {
    #![proptest_config(config(150))]

    #[test]
    fn whatever_happened_before_the_end_is_that_of_a_fresh_run(
        history in prop::collection::vec(happening(), 0..40), settings in settings(),
    ) {
        let mut session = Session::default();
        for (job, what) in (1..).zip(history) {
            happen(&mut session, what, job);
        }
        session.begin(1000, settings.clone());
        let mut last = None;
        while session.stage().is_some() {
            last = session.step().pop().or(last);
        }
        let fresh = fresh_document(&session.collection, &settings);
        match last.unwrap().event {
            Event::Finished { .. } => prop_assert_eq!(session.document(None).ok(), fresh.ok()),
            Event::Failed { message, .. } => prop_assert_eq!(Err(message), fresh),
            other => prop_assert!(false, "{:?}", other),
        }
    }
}

fn pca(matrix: &Matrix) -> Pca {
    let mut matrix = matrix.clone();
    Standardizer::fit(&matrix).apply(&mut matrix);
    PcaFit::new(&matrix, 2).run(&matrix).unwrap()
}

proptest! {
    #![proptest_config(config(60))]

    #[test]
    fn permuting_samples_permutes_the_map((n, d, seed) in (3_usize..60, 3_usize..40, any::<u32>())) {
        let mut rng = Mt19937::new(seed);
        // Two directions that stand out of noise, so that the axes are well determined.
        let lines = Matrix::from_fn(n, 2, |_, c| (rng.next_f64() - 0.5) * [9.0, 4.0][c]);
        let matrix = Matrix::from_fn(n, d, |i, j| {
            let line = lines.row(i);
            line[0] * (j as f64).sin() + line[1] * (j as f64 * 0.7).cos() + rng.next_f64()
        });
        let order = rng.sample(n, n);
        let (plain, permuted) = (pca(&matrix), pca(&matrix.select(&order)));
        let gap = 1.0 - plain.explained_variance[1] / plain.explained_variance[0];
        prop_assume!(gap > 0.01);
        let size = plain.coords.values().iter().fold(0.0_f64, |most, x| most.max(x.abs()));
        for (i, &from) in order.iter().enumerate() {
            for c in 0..2 {
                let apart = plain.coords.row(from)[c] - permuted.coords.row(i)[c];
                prop_assert!(apart.abs() <= 1e-9 * size, "{apart:e}");
            }
        }
    }
}

//! What the page asks the session beside the analysis: maps by t-SNE, and the questions of the views.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use std::fmt::{Debug, Write};

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use common::{add_text_table, collection_of, fixtures, picture, report_params};
use soundkin::analysis::{Finding, RowsParams, Study};
use soundkin::error::AnalysisError;
use soundkin::progress::Stage;
use soundkin::protocol::{Answer, Event, MapInfo, Message, Question, decode, encode};
use soundkin::rank::{Order, Scope, SplitParams, TopParams};
use soundkin::report::Html;
use soundkin::session::Session;
use soundkin::space::{ClusterOn, Layout, Settings, SpaceName};

fn n40() -> Session {
    let mut session = Session::default();
    session.collection = collection_of(&fixtures("n40"));
    run(&mut session, &Settings::default());
    session
}

fn run(session: &mut Session, settings: &Settings) -> Vec<Message> {
    session.begin(1, settings.clone());
    let mut said = Vec::new();
    while session.stage().is_some() {
        said.extend(session.step());
    }
    said
}

fn with_tsne() -> Settings {
    let mut settings = Settings::default();
    settings.spaces[SpaceName::Pixels].layout = Layout::Tsne;
    settings
}

/// In the middle of a layout.
fn forty_iterations() -> Session {
    let mut session = n40();
    session.begin(2, with_tsne());
    while session
        .progress()
        .is_some_and(|p| p.stage != Stage::Tsne || p.done < 40)
    {
        session.step();
    }
    session
}

/// The maps of sound space that were sent.
fn maps(said: &[Message]) -> Vec<MapInfo> {
    let map = |message: &Message| match &message.event {
        Event::Mapped { space, map, .. } if *space == SpaceName::Pixels => Some(map.clone()),
        _ => None,
    };
    said.iter().filter_map(map).collect()
}

fn sound(session: &Session) -> Value {
    let document: Value = serde_json::from_str(&session.document(None).unwrap()).unwrap();
    document["sound"].clone()
}

/// The same value after a journey between page and worker.
fn sent<T: Serialize + DeserializeOwned + PartialEq + Debug>(value: &T) -> T {
    let arrived = decode(&encode(value).unwrap()).unwrap();
    assert_eq!(*value, arrived);
    arrived
}

/// The answer to a question, short or long.
fn answer(session: &mut Session, question: &Question) -> Answer {
    if let Some(answer) = session.ask(&sent(question)) {
        return sent(&answer);
    }
    loop {
        let said = session.study(&mut |_| None, &Html);
        for message in said.expect("the study ended without an answer") {
            if let Event::Answered(answer) = &message.event {
                return sent(answer);
            }
        }
    }
}

/// Is there anything to do beside jobs?
fn studies(session: &mut Session) -> bool {
    session.study(&mut |_| None, &Html).is_some()
}

#[test]
fn a_map_by_tsne_moves_and_ends_and_clusters_stay_what_they_are() {
    let mut session = n40();
    let before = sound(&session);
    assert!(before["tsne"].is_null() && before["clusters"]["on"] == "components");
    let said = run(&mut session, &with_tsne());
    let maps = maps(&said);
    // A frame every 20 iterations, and the last.
    assert!(maps.len() >= 20, "{}", maps.len());
    let last = maps[maps.len() - 1].tsne.as_ref().unwrap();
    assert!(last.n_iter >= 250 && last.kl_divergence.unwrap() < 0.5);
    // 40 tracks have fewer neighbours than the perplexity asked for.
    assert!((last.perplexity - 13.0).abs() < 1e-12);
    let after = sound(&session);
    assert_eq!(after["clusters"], before["clusters"]);
    assert_eq!(after["tsne"]["coords"].as_array().unwrap().len(), 40);
    assert_eq!(after["pca"], before["pca"]);
    // The same again changes nothing, and back again all is as it was.
    run(&mut session, &with_tsne());
    assert_eq!(sound(&session), after);
    run(&mut session, &Settings::default());
    assert_eq!(sound(&session), before);
}

/// Clusters stay with the coordinates that they were found in, until the person asks for others.
#[test]
fn clusters_of_a_map_by_tsne_are_asked_for_and_stay_with_it() {
    let mut session = n40();
    let before = sound(&session);
    let mut settings = with_tsne();
    run(&mut session, &settings);
    settings.spaces[SpaceName::Pixels].on = ClusterOn::Tsne;
    run(&mut session, &settings);
    let found = sound(&session);
    assert_eq!(found["clusters"]["on"], "tsne");
    assert_ne!(
        found["clusters"]["centroids"],
        before["clusters"]["centroids"]
    );
    // The map by PCA comes back, and the clusters stay; fresh files give the same.
    settings.spaces[SpaceName::Pixels].layout = Layout::Pca;
    let said = run(&mut session, &settings);
    let map = maps(&said).pop().unwrap();
    assert!(map.tsne.is_none());
    let is_found = |session: &Session| {
        let now = sound(session);
        ["pca", "tsne", "clusters"].map(|part| now[part] == found[part])
    };
    assert_eq!(is_found(&session), [true; 3]);
    let mut fresh = n40();
    run(&mut fresh, &settings);
    assert_eq!(is_found(&fresh), [true; 3]);
    // As many others are found in the same.
    settings.spaces[SpaceName::Pixels].k = 3;
    run(&mut session, &settings);
    let fewer = sound(&session);
    assert_eq!(
        (&fewer["clusters"]["on"], &fewer["clusters"]["k"]),
        (&"tsne".into(), &3.into())
    );
    assert_eq!(fewer["tsne"], found["tsne"]);
    run(&mut session, &Settings::default());
    assert_eq!(sound(&session), before);
}

/// The other map may be asked for when a space is all but made: what is made then is whole.
#[test]
fn another_layout_asked_for_at_any_step_gives_the_same() {
    let mut settings = with_tsne();
    settings.spaces[SpaceName::Pixels].on = ClusterOn::Tsne;
    let mut by_pca = settings.clone();
    by_pca.spaces[SpaceName::Pixels].layout = Layout::Pca;
    let fresh = || {
        let mut session = Session::default();
        session.collection = collection_of(&fixtures("n40"));
        session
    };
    let mut straight = fresh();
    run(&mut straight, &by_pca);
    let want = sound(&straight);
    for stage in [Stage::Pca, Stage::Tsne, Stage::Kmeans, Stage::Recommend] {
        let mut session = fresh();
        session.begin(1, settings.clone());
        while session.stage() != Some(stage) {
            session.step();
        }
        run(&mut session, &by_pca);
        let now = sound(&session);
        let is_same = ["pca", "tsne", "clusters"].map(|part| now[part] == want[part]);
        assert_eq!(is_same, [true; 3], "{stage:?}");
    }
}

#[test]
fn a_layout_that_is_stopped_is_kept() {
    let mut session = forty_iterations();
    assert!(session.stop_layout());
    while session.stage().is_some() {
        session.step();
    }
    let stopped = sound(&session);
    assert_eq!(stopped["tsne"]["n_iter"], 40);
    assert_eq!(stopped["clusters"]["on"], "components");
    assert!(!session.stop_layout());
    // It is a map like any other now: other clusters do not lay it out again.
    let mut settings = with_tsne();
    settings.spaces[SpaceName::Pixels].k = 3;
    run(&mut session, &settings);
    assert_eq!(sound(&session)["tsne"], stopped["tsne"]);
    assert_eq!(sound(&session)["clusters"]["k"], 3);
}

#[test]
fn a_layout_that_is_given_up_leaves_everything_as_it_was() {
    let mut session = forty_iterations();
    let before = sound(&n40());
    // What stood stands, also while the next one is made.
    assert_eq!(sound(&session), before);
    session.stop_layout();
    session.cancel();
    assert_eq!(sound(&session), before);
    assert_eq!(session.settings(), Some(&Settings::default()));
    run(
        &mut session,
        &Settings::default().with_k(SpaceName::Features, 5),
    );
    assert_eq!(sound(&session), before);
}

#[test]
fn short_questions_are_answered_at_once() {
    let mut session = n40();
    let params = TopParams {
        column: "popularity".into(),
        n: 10,
        order: Order::Descending,
        scope: Scope::Pictured,
        drawn: None,
    };
    let Answer::Top(top) = answer(&mut session, &Question::Top(params.clone())) else {
        panic!("no ranking");
    };
    assert_eq!(top.top.entries.len(), 10);
    assert_eq!(top.bars.columns.len(), 6);
    assert_eq!(top.bars.tracks.len(), 10);
    let unknown = TopParams {
        column: "no such column".into(),
        ..params
    };
    assert!(matches!(
        answer(&mut session, &Question::Top(unknown)),
        Answer::No(..)
    ));
    let split = SplitParams::of("energy", Scope::Pictured);
    assert!(matches!(
        answer(&mut session, &Question::Split(split)),
        Answer::Split(split) if split.low.count + split.high.count == 40
    ));
    assert!(matches!(
        answer(&mut session, &Question::Claims),
        Answer::Claims(claims) if claims.len() == 4
    ));
    for space in [SpaceName::Pixels, SpaceName::Features] {
        assert!(matches!(
            answer(&mut session, &Question::Profiles(space)),
            Answer::Profiles(of, profiles) if of == space && profiles.names.len() == profiles.profiles.len()
        ));
    }
    assert!(matches!(
        answer(&mut session, &Question::RawClusters),
        Answer::RawClusters(_)
    ));
    let Answer::Contributions { contributions, .. } = answer(
        &mut session,
        &Question::Contributions { query: 0, track: 1 },
    ) else {
        panic!("no shares");
    };
    let sum: f64 = contributions.parts.iter().map(|part| part.amount).sum();
    assert!((sum - contributions.total).abs() < 1e-12);
    assert!((contributions.total.sqrt() - contributions.score).abs() < 1e-12);
    let rows = RowsParams {
        count: 7,
        ..RowsParams::default()
    };
    assert!(matches!(
        answer(&mut session, &Question::Rows(rows)),
        Answer::Rows(rows) if rows.rows.len() == 7 && rows.rows.iter().all(|row| row.pictured)
    ));
}

#[test]
fn longer_questions_are_answered_step_by_step() {
    let mut session = n40();
    let Answer::Found(_, Finding::Scan(scan)) = answer(
        &mut session,
        &Question::Study(Study::Scan(SpaceName::Pixels)),
    ) else {
        panic!("no scan");
    };
    assert_eq!(scan.rows.len(), 11);
    // The row of the k in force says what was fitted.
    let fitted = &sound(&session)["clusters"];
    let row = scan.rows.iter().find(|row| row.k == 4).unwrap();
    assert_eq!(fitted["inertia"], row.inertia);
    let Answer::Found(_, Finding::Exposure(exposure)) = answer(
        &mut session,
        &Question::Study(Study::Exposure(SpaceName::Features)),
    ) else {
        panic!("no counts");
    };
    assert_eq!((exposure.n_lists, exposure.top_n), (40, 10));
    let Answer::Found(_, Finding::Quality(quality)) = answer(
        &mut session,
        &Question::Study(Study::Quality(SpaceName::Pixels)),
    ) else {
        panic!("no quality");
    };
    let Answer::Found(_, Finding::Separation(of_all)) = answer(
        &mut session,
        &Question::Study(Study::Separation(SpaceName::Pixels)),
    ) else {
        panic!("no silhouette");
    };
    // On the map by PCA it is 0.575; scikit-learn says this of the pixels.
    let of_all = of_all.unwrap();
    assert!(
        (of_all - 0.124_995_295_011_241_22).abs() < 1e-12,
        "{of_all}"
    );
    let trust = quality.trustworthiness.unwrap();
    assert_eq!((trust.n_neighbors, trust.n_samples), (12, 40));
    assert!((0.5..1.0).contains(&trust.value), "{}", trust.value);
    assert_eq!(quality.n_checked, 40);
    // Nothing is left; what was found out is said again at once, and after a change it is found out about what stands then.
    assert!(!studies(&mut session));
    let scan_of_sound = Question::Study(Study::Scan(SpaceName::Pixels));
    assert_eq!(
        session.ask(&scan_of_sound),
        Some(Answer::Found(
            Study::Scan(SpaceName::Pixels),
            Finding::Scan(scan.clone())
        ))
    );
    let mut on_tsne = with_tsne();
    on_tsne.spaces[SpaceName::Pixels].on = ClusterOn::Tsne;
    session.begin(3, on_tsne);
    session.ask(&Question::Study(Study::Exposure(SpaceName::Pixels)));
    while session.stage().is_some() {
        session.step();
    }
    // What was asked meanwhile is answered too.
    assert!(studies(&mut session));
    while studies(&mut session) {}
    assert!(matches!(
        answer(&mut session, &scan_of_sound),
        Answer::Found(_, Finding::Scan(other)) if other != scan
    ));
}

/// The studies that are answered until nothing is left to be done, in their order.
fn answered(session: &mut Session) -> Vec<Study> {
    let mut found = Vec::new();
    while let Some(said) = session.study(&mut |_| None, &Html) {
        found.extend(said.into_iter().filter_map(|message| match message.event {
            Event::Answered(Answer::Found(study, _)) => Some(study),
            _ => None,
        }));
    }
    found
}

#[test]
fn the_scorecard_makes_way_and_goes_on_where_it_stopped() {
    let steps = |session: &mut Session| {
        let mut n = 0;
        while studies(session) {
            n += 1;
        }
        n
    };
    let alone = {
        let mut session = n40();
        session.ask(&Question::Study(Study::Scorecard));
        steps(&mut session)
    };
    let mut session = n40();
    let quality = Study::Quality(SpaceName::Pixels);
    let begun = |session: &mut Session| {
        session.ask(&Question::Study(Study::Scorecard));
        (0..alone / 2).for_each(|_| assert!(studies(session)));
        session.ask(&Question::Study(quality));
    };
    begun(&mut session);
    assert_eq!(answered(&mut session), [quality, Study::Scorecard]);
    // One step more, in which it is taken up again.
    let mut session = n40();
    begun(&mut session);
    let left = steps(&mut session);
    let mut session = n40();
    session.ask(&Question::Study(quality));
    assert_eq!(alone / 2 + left, alone + steps(&mut session) + 1);
}

#[test]
fn what_nobody_wants_waits_while_the_pictures_are_looked_at_again() {
    let mut session = n40();
    let [quality, scan] = [Study::Quality, Study::Scan].map(|study| study(SpaceName::Pixels));
    session.ask(&Question::Study(quality));
    assert!(studies(&mut session));
    session.set_looking(true);
    assert!(!studies(&mut session));
    session.ask(&Question::Study(scan));
    assert_eq!(answered(&mut session), [scan]);
    session.set_looking(false);
    assert_eq!(answered(&mut session), [quality]);
}

#[test]
fn whoever_asks_about_nothing_hears_that_there_is_nothing() {
    let mut session = Session::default();
    let nothing = "Nothing could be read: no picture and no table.";
    for question in [
        Question::Claims,
        Question::RawClusters,
        Question::Profiles(SpaceName::Pixels),
        Question::Rows(RowsParams::default()),
    ] {
        assert_eq!(
            session.ask(&question),
            Some(Answer::No(question.clone(), nothing.into())),
        );
    }
    let study = Question::Study(Study::Quality(SpaceName::Pixels));
    assert!(matches!(answer(&mut session, &study), Answer::No(..)));
    assert!(session.describe(0).is_err() && session.document(None).is_err());
    assert!(session.table(&RowsParams::default(), None).is_err());
    assert!(!studies(&mut session));
    assert!(!session.stop_layout() && session.progress().is_none());
}

#[test]
fn pictures_alone_have_no_table_to_write() {
    let mut session = Session::default();
    session.collection.add_picture(picture("clip_1.png", 1));
    run(&mut session, &Settings::default());
    let written = session.table(&RowsParams::default(), None);
    assert_eq!(written, Err(AnalysisError::NoTable));
}

#[test]
fn a_space_that_is_not_there_ends_its_questions() {
    let mut session = Session::default();
    session.collection = collection_of(&fixtures("n40"));
    let settings = Settings {
        columns: Some(Vec::new()),
        ..Settings::default()
    };
    run(&mut session, &settings);
    for study in [Study::Scan, Study::Exposure, Study::Quality] {
        let question = Question::Study(study(SpaceName::Features));
        assert!(matches!(answer(&mut session, &question), Answer::No(..)));
    }
    assert!(!studies(&mut session));
    assert!(matches!(
        session.ask(&Question::Profiles(SpaceName::Features)),
        Some(Answer::No(..))
    ));
}

/// Steps until the report is there; its text and how far it was in between, in percent.
fn report(session: &mut Session) -> (String, Vec<usize>) {
    let mut percent = Vec::new();
    loop {
        let said = session.study(&mut |_| None, &Html).expect("no report");
        percent.extend(session.studying().map(|progress| progress.done));
        let written = said.into_iter().find(|m| matches!(m.event, Event::Report));
        if let Some(Message { attachments, .. }) = written {
            return (String::from_utf8(attachments.concat()).unwrap(), percent);
        }
    }
}

#[test]
fn a_report_is_written_step_by_step() {
    let mut session = n40();
    session.ask_for_report(report_params());
    let (html, percent) = report(&mut session);
    assert!(html.contains("Soundkin report") && html.contains("k = 3"));
    assert!(percent.is_sorted() && percent[0] == 0, "{percent:?}");
    assert!(percent.iter().filter(|&&p| (40..60).contains(&p)).count() > 1);
    assert!(!studies(&mut session) && session.studying().is_none());

    // Written again, it is the same, and what takes a while is known.
    session.ask_for_report(report_params());
    let (again, steps) = report(&mut session);
    assert!(again == html && steps.len() < percent.len() / 2);

    // Other settings: the page asks again, with what it knows then.
    session.ask_for_report(report_params());
    for _ in 0..5 {
        assert!(studies(&mut session));
    }
    run(
        &mut session,
        &Settings::default().with_k(SpaceName::Features, 5),
    );
    assert!(!studies(&mut session));
    session.ask_for_report(report_params());
    assert!(report(&mut session).0.contains("k = 5"));

    session.ask_for_report(report_params());
    assert!(studies(&mut session));
    session.cancel_report();
    assert!(!studies(&mut session));

    // Without anything loaded there is none.
    let mut empty = Session::default();
    empty.ask_for_report(report_params());
    assert_eq!(report(&mut empty).0, "");
}

#[test]
fn a_track_keeps_its_picture_while_more_are_read() {
    let mut session = n40();
    let paths = |session: &Session| -> Vec<Option<String>> {
        let path = |track| session.picture_path(track).map(str::to_owned);
        (0..40).map(path).collect()
    };
    let before = paths(&session);
    assert!(before.iter().all(Option::is_some));
    // It comes before all others, and belongs to no track yet.
    let early = picture("0/clip_early.png", 1);
    session.collection.add_picture(early);
    assert_eq!(paths(&session), before);
    run(&mut session, &Settings::default());
    assert_ne!(paths(&session), before);
}

#[test]
fn a_study_only_comes_nearer_its_end() {
    let mut text = String::from("id,energy,valence,tempo\n");
    for i in 0..4000 {
        let (a, b) = (i * 37 % 101, i * 53 % 211);
        writeln!(text, "{i},0.{a:03},0.{b:03},{}", 60 + i * 7 % 90).unwrap();
    }
    let mut session = Session::default();
    add_text_table(&mut session.collection, &text);
    run(&mut session, &Settings::default());
    session.ask(&Question::Study(Study::Quality(SpaceName::Features)));
    let mut shares = Vec::new();
    while studies(&mut session) {
        let progress = session.studying();
        shares.extend(progress.map(|p| p.done as f64 / p.total as f64));
    }
    assert!(shares.len() > 3 && shares.is_sorted(), "{shares:?}");
}

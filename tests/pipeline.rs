//! The session as the worker drives it: files in, steps to the end, messages out that say what `analyse` finds.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use serde_json::Value;

use common::{add_text_table, collection_of, fixtures, picture};
use soundkin::analysis::{Collection, analyse, default_query};
use soundkin::data::TextColumn;
use soundkin::progress::Stage;
use soundkin::protocol::{Event, Message};
use soundkin::session::Session;
use soundkin::space::{Settings, SpaceName};

/// Steps to the end; everything that was said.
fn finish(session: &mut Session) -> Vec<Message> {
    let mut said = Vec::new();
    while session.stage().is_some() {
        said.extend(session.step());
    }
    assert!(session.step().is_empty() && session.stage().is_none());
    said
}

fn run(session: &mut Session, job: u32, settings: &Settings) -> Vec<Message> {
    session.begin(job, settings.clone());
    let said = finish(session);
    for message in &said {
        let event = serde_json::to_value(&message.event).unwrap();
        let body = event.as_object().unwrap().values().next().unwrap();
        assert_eq!(body["job"], job, "{event}");
    }
    said
}

/// The document as any other program reads it.
fn document(session: &Session) -> Value {
    serde_json::from_str(&session.document(None).unwrap()).unwrap()
}

/// What a fresh run over the same collection says.
fn fresh(collection: &Collection, settings: &Settings) -> Value {
    let analysis = analyse(collection, settings.clone()).unwrap();
    let query = default_query(&analysis.catalog);
    serde_json::from_str(&analysis.document(query).unwrap()).unwrap()
}

fn n40() -> Session {
    let mut session = Session::default();
    session.collection = collection_of(&fixtures("n40"));
    session
}

fn regrouped(k: usize) -> Settings {
    let mut settings = Settings::default();
    settings.spaces[SpaceName::Pixels].k = k;
    settings
}

/// The maps and labels of one space, as attached.
fn attached(said: &[Message], wanted: SpaceName) -> (Option<Vec<Vec<u8>>>, Option<Vec<u8>>) {
    let (mut map, mut labels) = (None, None);
    for message in said {
        match &message.event {
            Event::Mapped { space, .. } if *space == wanted => {
                map = Some(message.attachments.clone());
            }
            Event::Clustered { space, .. } if *space == wanted => {
                labels = Some(message.attachments[0].clone());
            }
            _ => {}
        }
    }
    (map, labels)
}

#[test]
fn messages_say_what_analyse_finds() {
    let mut session = n40();
    let settings = Settings::default();
    let said = run(&mut session, 7, &settings);
    let analysis = analyse(&session.collection, settings.clone()).unwrap();

    let Event::Joined {
        report,
        columns,
        has_table: true,
        warnings,
        ..
    } = &said[0].event
    else {
        panic!("{:?}", said[0].event);
    };
    assert_eq!(**report, analysis.join);
    assert_eq!((columns.len(), warnings.len()), (21, 0));
    let names: Vec<TextColumn> = said[0]
        .attachments
        .iter()
        .map(|bytes| TextColumn::from_bytes(bytes).unwrap())
        .collect();
    assert_eq!(names.len(), 4);
    let artists: Vec<Option<&str>> = analysis.catalog.artists().collect();
    for (i, track) in analysis.catalog.tracks.iter().enumerate() {
        assert_eq!(names[0].get(i), track.id);
        assert_eq!(names[1].get(i), analysis.catalog.title(i).unwrap_or(""));
        assert_eq!(names[2].get(i), artists[i].unwrap_or(""));
        assert_eq!(names[3].get(i), format!("clip_{}.png", track.id));
    }
    for name in analysis.names() {
        let Some(space) = analysis.space(name) else {
            // Nobody has looked at the pictures for the second time.
            assert_eq!(name, SpaceName::Timbre);
            continue;
        };
        let (map, labels) = attached(&said, name);
        let map = map.unwrap();
        let coords: Vec<f64> = map[0]
            .chunks_exact(8)
            .map(|x| f64::from_le_bytes(x.try_into().unwrap()))
            .collect();
        assert_eq!(coords, *space.pca.coords.values());
        let tracks: Vec<usize> = map[1]
            .chunks_exact(4)
            .map(|x| u32::from_le_bytes(x.try_into().unwrap()) as usize)
            .collect();
        assert_eq!(tracks, space.samples.tracks);
        let labels: Vec<usize> = labels.unwrap().into_iter().map(usize::from).collect();
        assert_eq!(labels, space.clusters.fitted.labels);
    }
    let last = &said.last().unwrap().event;
    let query = default_query(&analysis.catalog);
    assert!(matches!(last, Event::Finished { default_query, .. } if *default_query == query));
    assert_eq!(document(&session), fresh(&session.collection, &settings));

    let Ok(Event::Described {
        track,
        cells,
        lists,
    }) = session.describe(3)
    else {
        panic!("not described");
    };
    assert_eq!((track, cells.len()), (3, 21));
    assert_eq!(lists, analysis.recommend(3).unwrap());
    assert_eq!(session.picture_path(0), Some("clip_0.png"));
    assert_eq!(session.picture_path(99), None);
}

#[test]
fn the_messages_survive_their_way_as_json() {
    for message in run(&mut n40(), 1, &Settings::default()) {
        let text = serde_json::to_string(&message.event).unwrap();
        let back: Event = serde_json::from_str(&text).unwrap();
        assert_eq!(serde_json::to_string(&back).unwrap(), text);
    }
}

#[test]
fn other_groups_leave_the_map_as_it_is() {
    let mut session = n40();
    let before = run(&mut session, 1, &Settings::default());
    session.begin(2, regrouped(6));
    let mut stages = Vec::new();
    let mut said = Vec::new();
    while let Some(stage) = session.stage() {
        stages.push(stage);
        said.extend(session.step());
    }
    assert!(!stages.contains(&Stage::Pca), "{stages:?}");
    assert!(!said.iter().any(|m| matches!(m.event, Event::Joined { .. })));
    // Only what is new is said: the clusters of sound space.
    assert_eq!(attached(&said, SpaceName::Features), (None, None));
    let (map, labels) = attached(&said, SpaceName::Pixels);
    assert!(map.is_none() && labels.is_some());
    assert_ne!(labels, attached(&before, SpaceName::Pixels).1);
    assert_eq!(
        document(&session),
        fresh(&session.collection, &regrouped(6))
    );
}

#[test]
fn other_columns_make_another_feature_space_only() {
    let mut session = n40();
    let before = run(&mut session, 1, &Settings::default());
    let settings = Settings {
        columns: Some(vec![
            "loudness".into(),
            "speechiness".into(),
            "tempo".into(),
        ]),
        ..Settings::default()
    };
    let said = run(&mut session, 2, &settings);
    assert_eq!(attached(&said, SpaceName::Pixels), (None, None));
    assert_ne!(
        attached(&said, SpaceName::Features).0,
        attached(&before, SpaceName::Features).0
    );
    assert_eq!(document(&session), fresh(&session.collection, &settings));
    run(&mut session, 3, &Settings::default());
    assert_eq!(
        document(&session),
        fresh(&session.collection, &Settings::default())
    );
}

#[test]
fn no_columns_leave_no_feature_space() {
    let mut session = n40();
    run(&mut session, 1, &Settings::default());
    let settings = Settings {
        columns: Some(Vec::new()),
        ..Settings::default()
    };
    let said = run(&mut session, 2, &settings);
    let none = |m: &Message| {
        matches!(
            m.event,
            Event::NoSpace {
                space: SpaceName::Features,
                ..
            }
        )
    };
    assert!(said.iter().any(none));
    assert_eq!(document(&session), fresh(&session.collection, &settings));
}

#[test]
fn a_table_that_comes_later_keeps_the_sound_space() {
    let mut session = Session::default();
    common::add_pictures(
        &mut session.collection,
        &fixtures("n40").join("spectrograms"),
    );
    let before = run(&mut session, 1, &Settings::default());
    assert!(matches!(
        before[before.len() - 2].event,
        Event::NoSpace {
            space: SpaceName::Features,
            ..
        }
    ));

    common::add_table(
        &mut session.collection,
        &fixtures("n40").join("dataset.csv"),
    );
    session.begin(2, Settings::default());
    let mut said = Vec::new();
    while session.stage().is_some() {
        let for_sound = attached(&said, SpaceName::Pixels).1.is_none();
        assert!(!for_sound || session.stage() != Some(Stage::Pca));
        said.extend(session.step());
    }
    assert!(matches!(
        said[0].event,
        Event::Joined {
            has_table: true,
            ..
        }
    ));
    assert_eq!(
        attached(&said, SpaceName::Pixels),
        attached(&before, SpaceName::Pixels)
    );
    assert_eq!(
        document(&session),
        fresh(&session.collection, &Settings::default())
    );
}

#[test]
fn pictures_that_come_later_are_mapped_with_the_others() {
    let mut session = Session::default();
    for i in 0..9 {
        session
            .collection
            .add_picture(picture(&format!("clip_{i}.png"), i));
        if i % 3 == 2 {
            run(&mut session, i as u32, &Settings::default());
            assert_eq!(
                document(&session),
                fresh(&session.collection, &Settings::default())
            );
        }
    }
    add_text_table(&mut session.collection, "id,a,b\n0,1,2\n1,1,3\n2,4,1\n");
    run(&mut session, 10, &Settings::default());
    // A new version of one picture, under the same name.
    session.collection.add_picture(picture("clip_4.png", 77));
    run(&mut session, 11, &Settings::default());
    assert_eq!(
        document(&session),
        fresh(&session.collection, &Settings::default())
    );
}

#[test]
fn cancelling_at_any_step_changes_nothing_that_comes_after() {
    let want = fresh(&n40().collection, &Settings::default());
    let mut stages = Vec::new();
    for n_steps in 0.. {
        let mut session = n40();
        session.begin(1, Settings::default());
        for _ in 0..n_steps {
            session.step();
        }
        let Some(stage) = session.stage() else { break };
        stages.push(stage);
        session.cancel();
        assert_eq!(session.stage(), None);
        run(&mut session, 2, &Settings::default());
        assert_eq!(document(&session), want, "after {n_steps} steps");
    }
    for stage in [Stage::Join, Stage::Standardise, Stage::Pca, Stage::Kmeans] {
        assert!(stages.contains(&stage), "{stage:?}");
    }
}

#[test]
fn cancelling_new_groups_keeps_the_old_ones() {
    let mut session = n40();
    run(&mut session, 1, &Settings::default());
    let before = document(&session);
    session.begin(2, regrouped(8));
    while session.stage() != Some(Stage::Kmeans) {
        session.step();
    }
    session.step();
    session.cancel();
    let after = document(&session);
    assert_eq!(after["sound"], before["sound"]);
    assert_eq!(after["features"], before["features"]);
    run(&mut session, 3, &regrouped(8));
    assert_eq!(
        document(&session),
        fresh(&session.collection, &regrouped(8))
    );
}

#[test]
fn what_cannot_be_done_is_said_in_words_and_does_no_harm() {
    let mut session = n40();
    let said = run(&mut Session::default(), 1, &Settings::default());
    assert_eq!(
        failure(&said),
        "Nothing could be read: no picture and no table."
    );

    run(&mut session, 1, &Settings::default());
    let unknown = Settings {
        columns: Some(vec!["energy".into(), "loudnes".into()]),
        ..Settings::default()
    };
    let said = run(&mut session, 2, &unknown);
    assert_eq!(
        failure(&said),
        "The table has no numeric column \"loudnes\"."
    );
    let text = Settings {
        columns: Some(vec!["track_name".into()]),
        ..Settings::default()
    };
    let said = run(&mut session, 3, &text);
    assert_eq!(
        failure(&said),
        "The table has no numeric column \"track_name\"."
    );

    let said = run(&mut session, 4, &regrouped(0));
    assert_eq!(
        failure(&said),
        "The number of clusters must be between 1 and the number of tracks (40), not 0."
    );
    // The map that was there still recommends.
    assert!(matches!(
        session.describe(3),
        Ok(Event::Described { lists, .. }) if lists[SpaceName::Pixels].is_some()
    ));
    run(&mut session, 5, &Settings::default());
    assert_eq!(
        document(&session),
        fresh(&session.collection, &Settings::default())
    );
}

/// What the one failure, which ends the job, says.
fn failure(said: &[Message]) -> &str {
    match &said.last().unwrap().event {
        Event::Failed { message, .. } => message,
        other => panic!("{other:?}"),
    }
}

//! A space that only this file knows, an embedding, goes wherever a space goes: fit, page, names, recommendations,
//! document, report, settings. Nothing else in the project is written for it.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use common::house::House;
use common::{collection_of, fixtures};
use soundkin::analysis::{Analysis, analyse};
use soundkin::data::{Embedding, Matrix};
use soundkin::page::{Action, Phase, View};
use soundkin::protocol::Request;
use soundkin::report::{html, write_up};
use soundkin::session::Session;
use soundkin::space::{Layout, Settings, SpaceName};

const OWN: SpaceName = SpaceName::Own(0);
/// Numbers for a track.
const N_COLUMNS: usize = 5;

/// Tracks in three clear heaps; the last of the collection has no numbers, and one id is of no track.
fn embedding(ids: &[String]) -> Embedding {
    let known = &ids[..ids.len() - 1];
    let values = (0..ids.len()).flat_map(|i| {
        (0..N_COLUMNS).map(move |j| {
            let heap = if i % 3 == j % 3 { 10.0 } else { 0.0 };
            heap + (i * 7 + j * 3) as f64 % 11.0 / 10.0
        })
    });
    Embedding::new(
        "My model".into(),
        known.iter().cloned().chain(["nobody".into()]).collect(),
        (0..N_COLUMNS).map(|j| format!("dimension_{j}")).collect(),
        Matrix::new(ids.len(), N_COLUMNS, values.collect()).unwrap(),
    )
    .unwrap()
}

fn ids() -> Vec<String> {
    let analysis = analyse(&collection_of(&fixtures("n40")), Settings::default()).unwrap();
    let tracks = analysis.catalog.tracks.iter();
    tracks.map(|track| track.id.clone()).collect()
}

fn house() -> House {
    let mut session = Session::default();
    session.collection = collection_of(&fixtures("n40"));
    session.collection.add_embedding(embedding(&ids()));
    let mut house = House::of(session);
    house.act(Action::GiveFiles(vec!["n40".into()]));
    house.run();
    assert_eq!(house.state.phase, Phase::Ready);
    house
}

fn analysis(settings: Settings) -> Analysis {
    let mut collection = collection_of(&fixtures("n40"));
    collection.add_embedding(embedding(&ids()));
    analyse(&collection, settings).unwrap()
}

#[test]
fn it_is_fitted_as_every_space() {
    let mut settings = Settings::default().with_k(OWN, 3);
    settings.spaces[OWN].layout = Layout::Tsne;
    let analysis = analysis(settings);
    let space = analysis.space(OWN).unwrap();
    assert_eq!(
        (space.matrix.n_samples(), space.matrix.n_features()),
        (39, N_COLUMNS)
    );
    assert!(space.tsne.is_some() && space.clusters.silhouette.unwrap() > 0.5);
    // Its heaps are its clusters.
    let label = |sample: usize| space.clusters.fitted.labels[sample];
    assert!((0..36).all(|sample| label(sample) == label(sample % 3)));
    assert!(label(0) != label(1) && label(1) != label(2) && label(0) != label(2));
}

#[test]
fn the_page_shows_it_with_its_own_name() {
    let mut house = house();
    assert_eq!(house.state.space_names().last(), Some(OWN));
    assert_eq!(house.state.words(OWN).by, "by My model");
    house.act(Action::ShowSpace(OWN));
    house.act(Action::ShowView(View::Clusters));
    house.run();
    assert_eq!(house.state.space(), OWN);
    assert_eq!(house.state.shown().map.as_ref().unwrap().tracks.len(), 39);
    // A name given to one of its clusters is its own, and stays when another space is laid out anew.
    house.name(OWN, 1, "Warm");
    let before = house.clusters(OWN);
    house.set(|settings| settings.spaces[SpaceName::Pixels].k = 6);
    assert!(house.clusters(OWN) == before);
    assert_eq!(house.state.given_names(), [(OWN, 1, "Warm".to_owned())]);
    house.set(|settings| settings.spaces[OWN].k = 2);
    assert_eq!(
        house.state.shown().clusters.as_ref().unwrap().sizes.len(),
        2
    );
}

#[test]
fn it_recommends_and_says_why() {
    let mut house = house();
    house.act(Action::Select(Some(0)));
    house.run();
    let described = house.state.description().unwrap();
    let list = described.lists[OWN].as_ref().unwrap();
    assert_eq!((list.space, list.items.len()), (OWN, 10));
    // All of its heap.
    assert!(list.items.iter().all(|item| item.track % 3 == 0));
    assert!(
        list.items
            .iter()
            .any(|item| item.reason.contains("dimension 0"))
    );
    house.act(Action::Select(Some(39)));
    house.run();
    assert!(house.state.description().unwrap().lists[OWN].is_none());
    assert_eq!(
        house.state.words(OWN).absent.to_string(),
        "This track has no numbers in My model."
    );
}

#[test]
fn document_settings_and_report_hold_it() {
    let mut house = house();
    house.set(|settings| settings.spaces[OWN].k = 3);
    let document = house.document();
    assert_eq!(document["own-1"]["n_samples"], 39);
    assert_eq!(document["own-1"]["clusters"]["k"], 3);
    let recommended = &document["recommendations"];
    assert_eq!(recommended["by_own-1"].as_array().unwrap().len(), 10);
    assert_eq!(recommended["lists"]["by_own-1"]["space"], "own-1");
    // What was written makes the same again.
    let settings: Settings = serde_json::from_value(document["settings"].clone()).unwrap();
    assert_eq!(settings, house.state.settings);
    assert_eq!(settings.spaces[OWN].k, 3);
    house.act(Action::ShowSpace(OWN));
    house.act(Action::ExportReport);
    let Some(Request::Report(params)) = house.asked.last() else {
        panic!("no report was asked for");
    };
    let report = write_up(&analysis(settings), params, &mut |_| None);
    let text = html(&report);
    for title in [
        "Map by My model",
        "Clusters by My model",
        "Cluster by My model",
    ] {
        assert!(text.contains(title), "{title}");
    }
    // The space in view comes first.
    assert!(text.find("Map by My model") < text.find("Map by pixels"));
}

#[test]
fn its_settings_cross_the_wire() {
    let mut settings = Settings::default().with_k(OWN, 9);
    settings.recommending[SpaceName::Own(2)].metric = soundkin::neighbors::Metric::Cosine;
    let sent = Request::Configure {
        job: 1,
        settings: Box::new(settings.clone()),
    };
    let bytes = soundkin::protocol::encode(&sent).unwrap();
    let Ok(Request::Configure {
        settings: heard, ..
    }) = soundkin::protocol::decode(&bytes)
    else {
        panic!("not heard");
    };
    assert_eq!(*heard, settings);
}

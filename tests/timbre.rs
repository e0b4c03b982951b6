//! Timbre in page and session: it comes when the pictures have been looked at again, is the usual space of sound from then
//! on, and goes with what it was made of.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use common::house::House;
use common::{collection_of, document, fixtures, listen, picture};
use soundkin::analysis::{Collection, Study, analyse};
use soundkin::data::{Frame, KindChoices, Measured};
use soundkin::features::timbre::{Part, TRAITS};
use soundkin::page::{Action, Phase, View};
use soundkin::protocol::{Question, Request};
use soundkin::session::Session;
use soundkin::space::{FEWEST_FOR_TIMBRE, Layout, Settings, SoundSpace, SpaceName};

const PIXELS: SpaceName = SpaceName::Pixels;
const TIMBRE: SpaceName = SpaceName::Timbre;

fn n_jobs(house: &House) -> usize {
    let is_job = |request: &&Request| matches!(request, Request::Configure { .. });
    house.asked.iter().filter(is_job).count()
}

#[test]
fn it_takes_the_place_of_pixels_when_all_pictures_were_looked_at_again() {
    let mut house = House::new();
    assert_eq!(
        (house.state.space(), house.state.sound_space()),
        (PIXELS, PIXELS)
    );
    assert!(house.state.description().unwrap().lists[TIMBRE].is_none());
    let (map, jobs) = (house.state.spaces[PIXELS].map.clone(), n_jobs(&house));
    house.listen();
    assert_eq!(house.state.phase, Phase::Ready);
    assert_eq!(
        (house.state.space(), house.state.sound_space()),
        (TIMBRE, TIMBRE)
    );
    assert_eq!(n_jobs(&house), jobs + 1);
    // Pixels stand as they stood, and are not listed.
    assert_eq!(house.state.spaces[PIXELS].map, map);
    let lists = &house.state.description().unwrap().lists;
    assert_eq!(lists[TIMBRE].as_ref().unwrap().items.len(), 10);
    assert!(lists[PIXELS].is_none() && lists[SpaceName::Features].is_some());
    // The same as on the command line.
    let mut collection = collection_of(&fixtures("n40"));
    listen(
        &mut collection,
        &fixtures("n40/spectrograms"),
        &Settings::default(),
    );
    let shown = house.state.selected.unwrap();
    let id = house
        .state
        .loaded
        .as_ref()
        .unwrap()
        .tracks
        .ids
        .get(shown)
        .to_owned();
    assert_eq!(
        house.document(),
        document(&collection, &Settings::default(), Some(&id))
    );
    // Another look finds nothing new.
    house.listen();
    assert_eq!(n_jobs(&house), jobs + 1);
}

#[test]
fn what_was_asked_of_pixels_is_left_where_timbre_takes_their_place() {
    let mut house = House::new();
    // Begun, and not at its end.
    house.act(Action::ShowView(View::Clusters));
    house.step();
    house.listen();
    let left = |request: &Request| matches!(request, Request::Leave(Study::Scan(PIXELS)));
    assert!(house.asked.iter().any(left));
    let answers = &house.state.answers.spaces;
    assert!(answers[PIXELS].scan.is_none() && answers[TIMBRE].scan.is_some());
}

#[test]
fn what_a_person_chose_to_see_stays_in_view() {
    let mut house = House::new();
    house.act(Action::ShowSpace(PIXELS));
    house.listen();
    assert_eq!(
        (house.state.space(), house.state.sound_space()),
        (PIXELS, TIMBRE)
    );
    house.set(|settings| settings.sound_space = SoundSpace::Pixels);
    assert!(house.state.description().unwrap().lists[TIMBRE].is_none());
    house.act(Action::UseReference(true));
    house.run();
    house.act(Action::UseReference(false));
    house.run();
    assert_eq!(house.state.settings.sound_space, SoundSpace::Pixels);
    house.set(|settings| settings.sound_space = SoundSpace::Auto);
    house.act(Action::UseReference(true));
    house.run();
    assert_eq!(house.state.sound_space(), PIXELS);
    house.act(Action::UseReference(false));
    house.run();
    assert_eq!(house.state.sound_space(), TIMBRE);
}

#[test]
fn it_goes_with_what_it_was_made_of_and_comes_back() {
    let mut house = House::new();
    house.listen();
    let before = house.document();
    // Without a track it is another one.
    house.act(Action::LeaveOut(vec![3]));
    house.run();
    let without = house.document();
    assert_eq!(
        (
            &without["timbre"]["n_samples"],
            &without["sound"]["n_samples"]
        ),
        (&39.into(), &39.into())
    );
    assert!(without["timbre"]["pca"]["coords"][3].is_null());
    house.act(Action::PutBack(vec![3]));
    house.run();
    assert_eq!(house.document()["timbre"], before["timbre"]);
    // Cut otherwise, the pictures are to be looked at again; until then sound is pixels.
    let key = house.state.loaded.as_ref().unwrap().kinds.kinds[0]
        .key
        .clone();
    let frame = Frame {
        left: 20,
        ..Frame::NONE
    };
    let choices = KindChoices {
        frame: Some(frame),
        ..KindChoices::default()
    };
    house.set(|settings| *settings = settings.clone().with_kind(&key, choices));
    assert_eq!(house.state.sound_space(), PIXELS);
    assert!(house.document()["timbre"].is_null());
    house.listen();
    assert_eq!(house.state.sound_space(), TIMBRE);
    assert_ne!(house.document()["timbre"]["pca"], before["timbre"]["pca"]);
    house.set(|settings| settings.kinds.clear());
    house.listen();
    assert_eq!(house.document()["timbre"], before["timbre"]);
}

#[test]
fn a_picture_that_is_gone_is_left_out_and_named() {
    let mut collection = collection_of(&fixtures("n40"));
    let (path, reading) = collection.unmeasured(&Settings::default())[7].clone();
    collection.keep_measured(&path, reading, Measured::default());
    listen(
        &mut collection,
        &fixtures("n40/spectrograms"),
        &Settings::default(),
    );
    let document = document(&collection, &Settings::default(), None);
    assert_eq!(document["timbre"]["n_samples"], 39);
    assert_eq!(document["timbre"]["left_out"].as_array().unwrap().len(), 1);
    assert!(document["timbre"]["clusters"]["labels"][7].is_null());
    assert_eq!(document["sound"]["n_samples"], 40);
}

#[test]
fn few_pictures_are_compared_by_pixels_unless_a_person_wants_it_otherwise() {
    let whole = collection_of(&fixtures("n40"));
    for n in [FEWEST_FOR_TIMBRE - 1, FEWEST_FOR_TIMBRE] {
        let mut session = Session::default();
        session.collection = Collection::default();
        for path in whole.picture_paths().take(n) {
            let bytes = std::fs::read(fixtures("n40/spectrograms").join(path)).unwrap();
            let picture = common::spectrogram(path, &bytes).unwrap();
            session.collection.add_picture(picture);
        }
        let mut house = House::of(session);
        house.act(Action::GiveFiles(vec!["some".into()]));
        house.run();
        house.listen();
        let usual = if n < FEWEST_FOR_TIMBRE {
            PIXELS
        } else {
            TIMBRE
        };
        assert_eq!(house.state.sound_space(), usual);
        house.set(|settings| settings.sound_space = SoundSpace::Timbre);
        assert_eq!(house.state.sound_space(), TIMBRE);
        assert!(house.state.description().unwrap().lists[TIMBRE].is_some());
    }
}

#[test]
fn a_reason_names_only_parts_that_make_much_of_the_score() {
    let mut collection = collection_of(&fixtures("n40"));
    listen(
        &mut collection,
        &fixtures("n40/spectrograms"),
        &Settings::default(),
    );
    let analysis = analyse(&collection, Settings::default()).unwrap();
    let (mut n_named, mut n_lists) = (0, 0);
    for query in 0..analysis.catalog.tracks.len() {
        let lists = analysis.recommend(query).unwrap();
        for item in &lists[TIMBRE].as_ref().unwrap().items {
            let parts = item.parts.unwrap();
            let sum: f64 = parts.iter().sum();
            assert!((sum - item.score).abs() < 1e-12);
            let speaks_for: f64 = parts.iter().filter(|adds| **adds > 0.0).sum();
            let is_large = |part: Part| parts[part as usize] >= 0.2 * speaks_for;
            let (shared, shares) = item
                .reason
                .split_once(" What speaks for it most: ")
                .unwrap_or((&item.reason, ""));
            for part in Part::ALL {
                assert!(
                    is_large(part) || !shares.contains(part.words()),
                    "{}",
                    item.reason
                );
            }
            for of in &TRAITS {
                let said = [of.noun, of.high, of.low]
                    .iter()
                    .any(|words| shared.contains(words));
                assert!(is_large(of.part) || !said, "{}", item.reason);
            }
            n_lists += 1;
            n_named += usize::from(shared.starts_with("Both have "));
        }
    }
    assert!(n_named * 3 > n_lists, "{n_named} of {n_lists}");
}

/// Another layout of timbre stands, and nobody has found out yet what it is worth.
fn asked_about_timbre() -> House {
    let mut house = House::new();
    house.listen();
    house.begin(|settings| settings.spaces[TIMBRE].layout = Layout::Tsne);
    while house.session.stage().is_some() {
        house.step();
    }
    let question = Question::Study(Study::Quality(TIMBRE));
    assert!(house.asked.contains(&Request::Ask(question)));
    assert!(house.state.waits_for.contains(&Study::Quality(TIMBRE)));
    house
}

#[test]
fn what_was_asked_of_it_is_no_fault_where_it_is_gone() {
    let mut house = asked_about_timbre();
    // More pictures come, which nobody has listened to yet, and the page is slow to hear what came of it.
    for i in 0..3 {
        let more = picture(&format!("more_{i}.png"), 1);
        house.session.collection.add_picture(more);
    }
    house.is_slow = true;
    house.act(Action::GiveFiles(vec!["more".into()]));
    while house.step() {}
    house.run();
    assert_eq!(house.state.space(), PIXELS);
    assert_eq!(house.state.waits_for, []);
    let status = &house.state.status;
    assert!(status.starts_with("43 tracks"), "{status}");
}

#[test]
fn it_stands_until_its_successor_is_begun() {
    let mut house = asked_about_timbre();
    let status = house.state.status.clone();
    // A picture says less when it is listened to once more, and the page is slow to hear of that.
    let unheard = collection_of(&fixtures("n40")).unmeasured(&Settings::default());
    let (path, reading) = unheard[0].clone();
    let collection = &mut house.session.collection;
    collection.keep_measured(&path, reading, Measured::default());
    house.is_slow = true;
    let found = house.session.look_again();
    assert!(found.has_timbre);
    while house.step() {}
    house.run();
    assert_eq!(house.state.status, status);
    assert!(house.state.answers.spaces[TIMBRE].quality.is_some());
}

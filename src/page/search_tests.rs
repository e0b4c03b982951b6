//! Typing, walking, choosing and leaving, without a worker.

use proptest::prelude::*;

use super::*;

fn hits(words: &str, within: Within, tracks: &[u32]) -> Hits {
    let params = SearchParams {
        words: words.into(),
        within,
    };
    Hits {
        params,
        tracks: tracks.to_vec(),
    }
}

fn typed(search: &mut Search, words: &str) -> Option<String> {
    words_of(search.look_for(words.into(), Within::Anywhere))
}

fn words_of(question: Option<Question>) -> Option<String> {
    match question? {
        Question::Search(params) => Some(params.words),
        other => panic!("{other:?}"),
    }
}

/// Eight tracks, of which "love" finds three.
fn love() -> Search {
    let mut search = Search::default();
    assert_eq!(typed(&mut search, "love").as_deref(), Some("love"));
    search.keep(hits("love", Within::Anywhere, &[5, 2, 7]), 8);
    search
}

#[test]
fn one_question_is_under_way_and_the_last_words_are_asked_next() {
    let mut search = Search::default();
    assert_eq!(words_of(search.warm_up()).as_deref(), Some(""));
    assert_eq!(typed(&mut search, "l"), None);
    search.keep(hits("", Within::Anywhere, &[]), 8);
    assert_eq!(words_of(search.question()).as_deref(), Some("l"));
    assert_eq!(
        [typed(&mut search, "lo"), typed(&mut search, "lov")],
        [None, None]
    );
    // The answer to words that stand there no longer is dropped.
    search.keep(hits("l", Within::Anywhere, &[1]), 8);
    assert!(search.found().is_none() && search.is_waiting());
    assert_eq!(words_of(search.question()).as_deref(), Some("lov"));
    search.keep(hits("lov", Within::Anywhere, &[1]), 8);
    assert!(!search.is_waiting() && search.question().is_none());
    // What stands stays until the next has come; without words there is nothing.
    assert_eq!(typed(&mut search, "love").as_deref(), Some("love"));
    assert!(search.is_waiting() && search.found().unwrap().len() == 1);
    assert_eq!(typed(&mut search, "  "), None);
    assert!(search.found().is_none() && !search.is_waiting() && !search.is_open());
    search.keep(hits("love", Within::Anywhere, &[1]), 8);
    assert!(search.found().is_none() && search.question().is_none());
    // The same words by an artist are another question.
    let by = search.look_for("love".into(), Within::Artists);
    assert!(matches!(by, Some(Question::Search(params)) if params.within == Within::Artists));
    search.keep(hits("love", Within::Anywhere, &[1]), 8);
    assert!(search.found().is_none());
    search.refuse();
    assert_eq!(words_of(search.question()).as_deref(), Some("love"));
}

#[test]
fn arrows_walk_round_and_enter_chooses() {
    let mut search = love();
    let places = [true, true, true, true, false, false].map(|is_forward| search.walk(is_forward));
    assert_eq!(places, [5, 2, 7, 5, 7, 2].map(Some));
    assert_eq!((search.active(), search.enter()), (Some(1), Some(2)));
    assert!(!search.is_open());
    // It opens where it was left.
    assert_eq!((search.walk(true), search.is_open()), (Some(2), true));
    assert_eq!(love().enter(), Some(5));
    assert_eq!(love().walk(false), Some(7));
    assert_eq!((love().choose(7), love().choose(3)), (Some(7), None));
    let mut search = love();
    search.leave();
    assert_eq!(search, Search::default());
    assert_eq!((search.walk(true), search.enter()), (None, None));
}

#[test]
fn enter_waits_for_what_is_to_come() {
    let mut search = love();
    typed(&mut search, "lover");
    assert_eq!(
        (search.walk(true), search.enter(), search.entered()),
        (None, None, None)
    );
    search.keep(hits("lover", Within::Anywhere, &[3]), 8);
    assert_eq!((search.entered(), search.entered()), (Some(3), None));
    // Whoever types on does not want it any more.
    typed(&mut search, "lovers");
    search.enter();
    typed(&mut search, "lovers r");
    search.keep(hits("lovers", Within::Anywhere, &[3]), 8);
    search.keep(hits("lovers r", Within::Anywhere, &[3]), 8);
    assert_eq!(search.entered(), None);
}

#[test]
fn other_tracks_are_asked_for_again() {
    let mut search = love();
    search.forget();
    assert!(search.found().is_none() && search.is_waiting());
    assert_eq!(words_of(search.question()).as_deref(), Some("love"));
    // A position beyond the tracks is none.
    search.keep(hits("love", Within::Anywhere, &[1, 4, 9]), 4);
    assert_eq!(search.found().unwrap().listed(), [1]);
}

#[test]
fn a_part_is_listed_and_all_are_marked() {
    let mut search = love();
    typed(&mut search, "e");
    let all: Vec<u32> = (0..200).rev().collect();
    search.keep(hits("e", Within::Anywhere, &all), 300);
    let found = search.found().unwrap();
    assert_eq!((found.len(), found.listed()), (200, &all[..50]));
    assert!(found.has(0) && found.has(199) && !found.has(200) && !found.has(999));
    assert_eq!(found.n_among(&[1, 250, 7]), 2);
}

proptest! {
    #[test]
    fn marks_are_hits_of_what_was_picked(tracks in prop::collection::vec(0_u32..12, 0..30), hit in prop::collection::vec(0_u32..12, 0..6), picked in prop::collection::vec(any::<bool>(), 30)) {
        let found = Found::new(hits("x", Within::Anywhere, &hit), 12);
        let picked = picked[..tracks.len()].to_vec();
        let both: Vec<bool> = picked.iter().zip(&tracks).map(|(picked, track)| *picked && hit.contains(track)).collect();
        prop_assert_eq!(with_hits(Some(picked.clone()), Some(&found), &tracks), Some(both));
        prop_assert_eq!(with_hits(Some(picked.clone()), None, &tracks), Some(picked));
        prop_assert_eq!(with_hits(None, None, &tracks), None);
        let marks = with_hits(None, Some(&found), &tracks).unwrap();
        prop_assert_eq!(marks.iter().filter(|mark| **mark).count(), found.n_among(&tracks));
    }
}

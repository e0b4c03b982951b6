//! Tracks by words: against a plain reference, letter by letter, and where they stand in the list.

use proptest::prelude::*;

use super::*;
use crate::testing::catalog;

const TRACKS: &str = "\
track_id,title,artists,genre,notes,energy
a1,Été,Ane Brun,folk,slow waltz,0.25
b2,L'été indien,Joe Dassin;Ane Brun,chanson,,0.5
c3,Summer,Brunhilde,été,\"in, two\",0.75
d4,Love Me,Éte Love,pop,,1
e5,Me Love,Air,pop,,1
f6,Fog,Fairuz;The Air,pop,,1
";

fn index(csv: &str, files: &[&'static str]) -> TrackIndex {
    let catalog = catalog(csv, &[]);
    TrackIndex::new(&catalog, |track| files.get(track).copied())
}

fn find(index: &mut TrackIndex, words: &str, within: Within) -> Vec<u32> {
    let params = SearchParams {
        words: words.into(),
        within,
    };
    let hits = index.find(&params);
    assert_eq!(hits.params, params);
    hits.tracks
}

fn found(words: &str) -> Vec<u32> {
    find(
        &mut index(TRACKS, &["x/Clip_1.png"]),
        words,
        Within::Anywhere,
    )
}

#[test]
fn the_best_come_first() {
    // It is the title, in the title, in the artists, elsewhere.
    assert_eq!(found("ETE"), [0, 1, 3, 2]);
    assert_eq!(found("love me"), [3, 4]);
    assert_eq!(found("me love"), [4, 3]);
    assert_eq!(found("lov"), [3, 4]);
    assert_eq!(found("brun"), [0, 1, 2]);
    assert_eq!(found("ete brun"), [0, 1, 2]);
    // Ids, files and notes, but no numbers.
    assert_eq!(
        [found("F6"), found("clip_1 x/"), found("waltz 1")],
        [vec![5], vec![0], vec![0]]
    );
    assert_eq!(
        [found("0.25"), found("nowhere"), found("")],
        [const { Vec::<u32>::new() }; 3]
    );
    assert_eq!(found("in, two"), [2]);
    // What ends in one cell does not go on in the next one.
    assert_eq!(found("foga"), [0_u32; 0]);
}

#[test]
fn an_artist_is_found_whole_and_alone() {
    let by = |name: &str| find(&mut index(TRACKS, &[]), name, Within::Artists);
    assert_eq!(by("Air"), [4, 5]);
    assert_eq!(by("ane brun"), [0, 1]);
    assert_eq!(by("Brun Ane"), [0_u32; 0]);
    assert_eq!(
        [by("Fairuz"), by("été love"), by("Summer")],
        [vec![5], vec![3], vec![]]
    );
    // One after the other, as anywhere.
    let mut index = index(TRACKS, &[]);
    assert_eq!(find(&mut index, "love", Within::Artists), [3]);
    assert_eq!(find(&mut index, "love", Within::Anywhere), [3, 4]);
    assert_eq!(find(&mut index, "lover", Within::Artists), [0_u32; 0]);
}

#[test]
fn what_is_left_out_is_found_too_and_nothing_needs_a_table() {
    let mut left_out = catalog(TRACKS, &[]);
    left_out.leave_out([0, 3]);
    let mut index = TrackIndex::new(&left_out, |_| None);
    assert_eq!(find(&mut index, "ETE", Within::Anywhere), [0, 1, 3, 2]);
    let pictures = catalog("", &[("x", &|_| 0), ("y", &|_| 1)]);
    let mut index = TrackIndex::new(&pictures, |track| pictures.file(track));
    assert_eq!(find(&mut index, "clip_y", Within::Anywhere), [1]);
    let mut nothing = TrackIndex::default();
    assert_eq!(find(&mut nothing, "x", Within::Anywhere), [0_u32; 0]);
}

/// How much a hit is worth to someone who looks into one track after the other.
fn worth(cells: &[String; 3], needle: &str) -> Option<usize> {
    let words: Vec<&str> = needle.split_whitespace().collect();
    let place = |word: &&str| cells.iter().position(|cell| cell.contains(*word));
    let places: Vec<usize> = words.iter().map(place).collect::<Option<_>>()?;
    let phrase = words.join(" ");
    let worst = places.into_iter().max()?;
    Some(match worst {
        0 if cells[0].trim() == phrase => 0,
        0 if cells[0].trim().starts_with(&phrase) => 1,
        worst => 2 + worst,
    })
}

fn table() -> impl Strategy<Value = Vec<[String; 3]>> {
    prop::collection::vec(["[ab ]{0,4}", "[ab ]{0,4}", "[abc]{1,3}"], 1..12)
}

fn csv_of(table: &[[String; 3]]) -> String {
    let rows = table
        .iter()
        .map(|cells| format!("\n\"{}\"", cells.join("\",\"")));
    std::iter::once("title,artists,album".to_owned())
        .chain(rows)
        .collect()
}

proptest! {
    #[test]
    fn a_plain_reference_finds_the_same(table in table(), needle in "[ab ]{0,4}") {
        let catalog = catalog(&csv_of(&table), &[]);
        prop_assume!(catalog.tracks.len() == table.len());
        let mut index = TrackIndex::new(&catalog, |_| None);
        let of = |cells: &[Cells; 3], track: usize| [0, 1, 2].map(|i| cells[i].get(track).to_owned());
        let cells: Vec<[String; 3]> = (0..table.len()).map(|track| of(&index.cells, track)).collect();
        let mut want: Vec<(usize, u32)> = (0..).zip(&cells)
            .filter_map(|(track, cells)| Some((worth(cells, &needle)?, track)))
            .collect();
        want.sort_unstable();
        let want: Vec<u32> = want.into_iter().map(|(_, track)| track).collect();
        prop_assert_eq!(find(&mut index, &needle, Within::Anywhere), want);
    }

    /// Whoever types letter by letter finds what they find who paste it.
    #[test]
    fn typing_on_finds_the_same_as_beginning_anew(table in table(), typed in prop::collection::vec("[ab ]{0,5}", 1..6)) {
        let text = csv_of(&table);
        let mut kept = index(&text, &[]);
        for words in typed {
            for end in 0..=words.len() {
                let anew = find(&mut index(&text, &[]), &words[..end], Within::Anywhere);
                prop_assert_eq!(find(&mut kept, &words[..end], Within::Anywhere), anew, "{}", words);
            }
        }
    }
}

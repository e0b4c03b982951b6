//! What a ranking holds, and what the two sides of a column are.

use soundkin::rank::{Order, Scope, Split, SplitParams, Threshold, TopParams, split, top};
use soundkin::sentences::{Ranked, RankedKind};

use super::{Case, catalog};

/// The first two of these numbers, by a column of that name; an empty cell is a missing one.
fn first(numbers: &[&str], order: Order, scope: Scope) -> Vec<Ranked> {
    let params = TopParams {
        column: "play_count".into(),
        n: 2,
        order,
        scope,
        drawn: None,
    };
    top(&table(numbers, &[]), &params).unwrap().sentences()
}

fn table(numbers: &[&str], pictures: &[(usize, u8)]) -> soundkin::data::Catalog {
    let rows = (0..)
        .zip(numbers)
        .map(|(i, number)| format!("{i},{number},1\n"));
    let rows: String = rows.collect();
    catalog(&format!("id,play_count,x\n{rows}"), pictures)
}

fn sides(numbers: &[&str], threshold: Threshold, pictures: &[(usize, u8)]) -> Split {
    let params = SplitParams {
        threshold,
        ..SplitParams::of("play_count", Scope::All)
    };
    split(&table(numbers, pictures), &params).unwrap()
}

pub(super) fn case(kind: RankedKind) -> Case {
    use RankedKind as Kind;
    let highest = |numbers: &[&str]| first(numbers, Order::Descending, Scope::All);
    let pictured = |numbers: &[&str]| first(numbers, Order::Descending, Scope::Pictured);
    let low = |numbers: &[&str]| [sides(numbers, Threshold::Median, &[]).low.sentence()];
    let quartiles = |numbers: &[&str]| sides(numbers, Threshold::Quartiles, &[]).left_out();
    let halves = |numbers: &[&str]| sides(numbers, Threshold::Median, &[]).left_out();
    let bright =
        |pictures: &[(usize, u8)]| sides(&["1", "9"], Threshold::Median, pictures).brightness();
    let twelve: Vec<String> = (0..12).map(|i| i.to_string()).collect();
    let twelve: Vec<&str> = twelve.iter().map(String::as_str).collect();
    match kind {
        Kind::First => Case::new(
            highest(&["1", "2", "3"]),
            "2 tracks with the highest play count, of 3; equal ones in file order.",
        )
        .not_so(
            first(&["1", "2", "3"], Order::Ascending, Scope::All),
            "with the lowest play count",
        )
        .not(pictured(&["1", "2", "3"]), "No track with a picture"),
        Kind::NoneHasNumber => Case::new(
            pictured(&["1", "2", "3"]),
            "No track with a picture has a number in play count.",
        )
        .not(highest(&["1", "2", "3"]), "2 tracks with the highest"),
        Kind::NumberIsMissing => Case::new(
            highest(&["1", "", "3"]),
            "1 track left out: play count is missing.",
        )
        .not(highest(&["1", "2", "3"]), "2 tracks with the highest"),
        Kind::SideIsEmpty => Case::new(low(&["3", "3"]), "play count below 3: 0 tracks.")
            .not(low(&["3", "4"]), "play count below 3.5: 1 track"),
        Kind::SideIsShown => Case::new(
            low(&["1", "2", "3", "4"]),
            "play count below 2.5: 2 tracks, all of them shown.",
        )
        .not(low(&["3", "3"]), "0 tracks.")
        .not(low(&twelve), "5 of them drawn at random"),
        Kind::SideIsSampled => Case::new(
            low(&twelve),
            "play count below 5.5: 6 tracks, 5 of them drawn at random.",
        )
        .not(low(&twelve[..10]), "5 tracks, all of them shown."),
        Kind::OnNeitherSide => Case::new(
            quartiles(&["1", "2", "3", "4", "5", ""]),
            "Left out: 3 tracks between the quartiles, 1 track without play count.",
        )
        .not(halves(&["1", "2", "3", "4", "5"]), "")
        .not_so(halves(&["1", "2", ""]), "Left out: 1 track without play count.")
        .not_so(
            quartiles(&["1", "2", "3", "4", "5"]),
            "Left out: 3 tracks between the quartiles.",
        ),
        Kind::BrightnessOfSides => Case::new(
            bright(&[(0, 0), (1, 255)]),
            "Mean brightness, in percent of white: 0 on the low side and 100 on the high side; in the upper bands 0 and 100.",
        )
        .not(bright(&[(1, 255)]), "")
        .not(bright(&[]), ""),
    }
}

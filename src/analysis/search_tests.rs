//! Words in cells: case, accents, order, pieces.

use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;

use super::*;

fn is_in(words: &str, cells: &[&str]) -> bool {
    Needle::new(words).is_in(&cells.iter().copied(), &mut String::new())
}

/// As a person would say it, letter by letter, without any haste.
fn plain(text: &str) -> String {
    let letters = text.nfkd().filter(|&c| canonical_combining_class(c) == 0);
    let lower = letters.flat_map(char::to_lowercase);
    lower.map(|c| if c == 'ł' { 'l' } else { c }).collect()
}

#[test]
fn neither_case_nor_accents_count_in_any_script() {
    let found = |words: &str, cell: &str| is_in(words, &[cell]);
    assert!(found("LOVE", "All You Need Is Love"));
    assert!(found(" love ", "glove"));
    assert!(found("ÉTÉ", "L'été indien") && found("ete", "L'été indien"));
    assert!(found("été", "ETE") && found("l'ete", "L\u{2019}E\u{301}te\u{301}"));
    assert!(found("zolc", "Zażółć 夜に駆ける") && found("夜に", "Zażółć 夜に駆ける"));
    assert!(found("привет", "ПРИВЕТ") && found("strasse", "Große Straße"));
    assert!(found("", "") && found("  ", "x"));
    assert!(!found("love", "lov") && !found("x", "") && !found("夜", "night"));
}

#[test]
fn all_words_must_be_found_each_in_any_cell() {
    let cells = ["All You Need Is Love", "The Beatles", "1967"];
    assert!(is_in("love beatles", &cells) && is_in("BEAT need 67", &cells));
    assert!(!is_in("love stones", &cells) && !is_in("isLove", &cells));
    // A word does not begin in one cell and end in the next.
    assert!(!is_in("lovethe", &cells));
}

#[test]
fn longer_and_more_words_narrow() {
    let narrows = |words: &str, before: &str| Needle::new(words).narrows(&Needle::new(before));
    assert!(narrows("love s", "LOVE") && narrows("x", "") && narrows("b a", "a"));
    assert!(narrows("Lové", "lo e") && narrows("a b", "b a"));
    assert!(!narrows("lo", "love") && !narrows("love", "love s"));
    assert_eq!(Needle::new("love lov LOVÉ"), Needle::new("love"));
}

proptest! {
    #[test]
    fn every_piece_of_a_cell_is_found(cell in "[ -~éÉñßłøж夜]{0,20}", from in 0_usize..20, to in 0_usize..20) {
        let letters: Vec<char> = cell.chars().collect();
        let (from, to) = (from.min(to).min(letters.len()), from.max(to).min(letters.len()));
        let piece: String = letters[from..to].iter().collect();
        let decomposed: String = piece.nfd().collect();
        let unmarked: String = piece.nfd().filter(|&c| canonical_combining_class(c) == 0).collect();
        for words in [piece.to_lowercase(), piece.to_uppercase(), piece, decomposed, unmarked] {
            prop_assert!(is_in(&words, &[&cell]), "{words:?}");
        }
    }

    #[test]
    fn the_order_of_words_does_not_matter(cells in prop::collection::vec("[a-cé ]{0,8}", 1..4), words in prop::collection::vec("[a-cé]{1,3}", 0..4)) {
        let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
        let mut backwards = words.clone();
        backwards.reverse();
        prop_assert_eq!(is_in(&words.join(" "), &cells), is_in(&backwards.join("  "), &cells));
        prop_assert_eq!(Needle::new(&words.join(" ")), Needle::new(&backwards.join("\t")));
    }

    #[test]
    fn a_plain_reference_agrees(cells in prop::collection::vec("[a-cA-CéÉł夜 ]{0,8}", 1..4), words in "[a-cA-CéÉł夜 ]{0,7}") {
        let plain_cells: Vec<String> = cells.iter().map(|cell| plain(cell)).collect();
        let want = plain(&words).split_whitespace().all(|word| plain_cells.iter().any(|cell| cell.contains(word)));
        let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
        prop_assert_eq!(is_in(&words, &cells), want);
    }

    #[test]
    fn what_narrows_is_found_nowhere_else(cell in "[a-cé ]{0,10}", words in "[a-cé ]{0,6}", before in "[a-cé ]{0,4}") {
        if Needle::new(&words).narrows(&Needle::new(&before)) && is_in(&words, &[&cell]) {
            prop_assert!(is_in(&before, &[&cell]));
        }
    }
}

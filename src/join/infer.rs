//! Where the ids stand in file names, found from the names. In: the names. Out: [`Pattern`]s, the likeliest first.

use std::cmp::Reverse;

use super::name::stem;
use super::pattern::{Pattern, base_name};
use crate::sorting::{sort_by, sort_by_key};

/// Patterns kept of each kind.
const MOST_PATTERNS: usize = 3;

/// The patterns of names that begin or end alike, and those around a number that several share. A name that has nothing to
/// do with the others is in none of these families and hides no pattern.
pub(super) fn infer(files: &[&str]) -> Vec<Pattern> {
    let mut patterns: Vec<Pattern> = Vec::new();
    for pattern in of_families(files).into_iter().chain(around_numbers(files)) {
        if !patterns.contains(&pattern) {
            patterns.push(pattern);
        }
    }
    patterns
}

/// What the largest families of names have in common: those with one [`head`], and those whose ends are alike.
fn of_families(files: &[&str]) -> Vec<Pattern> {
    let mut members: Vec<(End, String, &str)> = Vec::new();
    for &file in files {
        let letters = stem(file).chars();
        let front = head(letters.clone()).map(|head| (End::Front, head, file));
        let back = head(letters.rev()).map(|head| (End::Back, head, file));
        members.extend(front.into_iter().chain(back));
    }
    sort_by(&mut members, |a, b| (a.0, &a.1).cmp(&(b.0, &b.1)));
    let families = members.chunk_by(|a, b| (a.0, &a.1) == (b.0, &b.1));
    let mut families: Vec<Vec<&str>> = families
        .map(|members| members.iter().map(|(.., file)| *file).collect())
        .collect();
    sort_by_key(&mut families, |files| Reverse(files.len()));
    families
        .iter()
        .filter_map(|files| shared_by_all(files))
        .take(MOST_PATTERNS)
        .collect()
}

/// Which part of their names a family shares.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum End {
    Front,
    Back,
}

/// The shortest beginning of `letters` that [`cut_back`] may leave: up to a separator, or to a border between a letter and
/// a digit. `None` where there is no such border.
fn head(letters: impl Iterator<Item = char>) -> Option<String> {
    let mut head = String::new();
    for c in letters {
        if c.is_ascii_digit() && head.chars().next_back().is_some_and(char::is_alphabetic) {
            return Some(head);
        }
        head.push(c);
        if !c.is_alphanumeric() {
            return Some(head);
        }
    }
    None
}

/// The commonest surroundings of a run of digits.
fn around_numbers(files: &[&str]) -> Vec<Pattern> {
    let mut found: Vec<(&str, &str)> = Vec::new();
    for file in files {
        let stem = stem(file);
        let is_digit = |c: char| c.is_ascii_digit();
        let mut from = 0;
        while let Some(start) = stem
            .get(from..)
            .and_then(|rest| rest.find(is_digit))
            .map(|at| from + at)
        {
            let rest = stem.get(start..).unwrap_or_default();
            let end = start + rest.find(|c| !is_digit(c)).unwrap_or(rest.len());
            if let (Some(before), Some(behind)) = (stem.get(..start), stem.get(end..)) {
                found.push((before, behind));
            }
            from = end;
        }
    }
    sort_by_key(&mut found, |&around| around);
    let mut common: Vec<&[(&str, &str)]> = found
        .chunk_by(|a, b| a == b)
        .filter(|same| same.len() > 1 && !same[0].0.contains("<id>"))
        .collect();
    sort_by_key(&mut common, |same| Reverse(same.len()));
    common
        .into_iter()
        .take(MOST_PATTERNS)
        .map(|same| Pattern::around(same[0].0, &format!("{}.png", same[0].1)))
        .collect()
}

/// The pattern that the base names have in common. The common parts are cut back to where no letter or digit of an id
/// can be lost: to a separator, or to a border between a letter and a digit. `None` for fewer than two names.
fn shared_by_all(files: &[&str]) -> Option<Pattern> {
    let mut bases: Vec<&str> = files.iter().map(|file| base_name(file)).collect();
    sort_by_key(&mut bases, |base| *base);
    bases.dedup();
    let mut stems: Vec<&str> = bases
        .iter()
        .filter_map(|base| Some(base.rsplit_once('.')?.0))
        .collect();
    // Not as their bases are: those of "a.png" and "a.p1.png" share more than their stems.
    sort_by_key(&mut stems, |stem| *stem);
    let (first, last) = (*stems.first()?, *stems.last()?);
    if stems.len() < 2 || stems.len() != bases.len() {
        return None;
    }
    // The names are sorted: what the first and the last share, all share.
    let n_common = common(first.chars(), last.chars());
    let prefix = cut_back(&first.chars().take(n_common).collect::<String>(), |n| {
        stems
            .iter()
            .filter_map(move |stem| stem.chars().nth(n))
            .collect()
    });
    let n_prefix = prefix.chars().count();
    let n_common = stems
        .iter()
        .map(|stem| {
            common(first.chars().rev(), stem.chars().rev()).min(stem.chars().count() - n_prefix)
        })
        .min()?;
    let suffix = cut_back(
        &first.chars().rev().take(n_common).collect::<String>(),
        |n| {
            stems
                .iter()
                .filter_map(move |stem| stem.chars().rev().nth(n))
                .collect()
        },
    );
    let suffix: String = suffix.chars().rev().collect();
    let pattern = Pattern::around(&prefix, &format!("{suffix}.png"));
    let fits = files.iter().any(|file| pattern.id_of(file).is_some());
    (fits && !prefix.contains("<id>")).then_some(pattern)
}

/// Length of the common beginning, in characters.
fn common(a: impl Iterator<Item = char>, b: impl Iterator<Item = char>) -> usize {
    a.zip(b).take_while(|(a, b)| a == b).count()
}

/// Shortens what the names share to a safe border; `behind(n)` are the names' characters at `n`.
fn cut_back(shared: &str, behind: impl Fn(usize) -> Vec<char>) -> String {
    let mut kept: Vec<char> = shared.chars().collect();
    while kept.last().is_some_and(char::is_ascii_digit) {
        kept.pop();
    }
    let letters_end = kept.last().is_some_and(|c| c.is_alphabetic());
    let digits_follow = behind(kept.len()).iter().all(char::is_ascii_digit);
    if !(letters_end && digits_follow) {
        while kept.last().is_some_and(|c| c.is_alphanumeric()) {
            kept.pop();
        }
    }
    kept.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inferred(files: &[&str]) -> Option<String> {
        shared_by_all(files).map(|pattern| pattern.to_string())
    }

    #[test]
    fn infers_what_the_names_share() {
        assert_eq!(
            inferred(&["clip_1.png", "clip_10.png"]).unwrap(),
            "clip_<id>.png"
        );
        assert_eq!(
            inferred(&["a/track0012.png", "b/track0013.PNG"]).unwrap(),
            "track<id>.png"
        );
        assert_eq!(
            inferred(&["s-5_mel.png", "s-15_mel.png"]).unwrap(),
            "s-<id>_mel.png"
        );
        assert_eq!(inferred(&["abba.png", "abbey.png"]).unwrap(), "<id>.png");
        assert_eq!(inferred(&["1mel.png", "2mel.png"]).unwrap(), "<id>mel.png");
        assert_eq!(inferred(&["one.png"]), None);
        // A name that is another's beginning: the parts around the id must not overlap.
        assert!(inferred(&["a-a.png", "a-a-a.png"]).is_some());
        assert!(inferred(&["-.png", "--.png"]).is_some());
        // A name that ends where the others go on as its extension does.
        assert_eq!(
            inferred(&["a.p1.png", "a.png", "a.pz.png"]).unwrap(),
            "<id>.png"
        );
    }

    #[test]
    fn a_stranger_does_not_hide_the_pattern() {
        let patterns = infer(&["track0012.png", "Cover é.png", "track0013.png"]);
        assert!(
            patterns
                .iter()
                .any(|pattern| pattern.to_string() == "track<id>.png")
        );
        assert!(infer(&["é1é2é.png"]).is_empty());
        for (names, pattern) in [
            // The numbers of these two do not end in the same place.
            (["x01 .png", "x11.png"], "x<id>.png"),
            (["1 a7mel.png", "22mel.png"], "<id>mel.png"),
            (["a-x y-mel.png", "a-z-mel.png"], "a-<id>-mel.png"),
        ] {
            let alone = infer(&names);
            assert!(alone.iter().any(|known| known.to_string() == pattern));
            let [a, b] = names;
            assert_eq!(infer(&["~~~.png", a, b, "no border.png"]), alone);
        }
    }
}

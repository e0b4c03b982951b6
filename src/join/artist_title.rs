//! The last step: a name that holds a row's title and one of its artists, in either order. In: what is left over.
//!
//! Folders count as parts of the name: "Ann Lee/01 Song A.png".

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::matching::Matching;
use super::part_of_name::runs;
use super::step::Step;
use crate::data::Column;
use crate::data::spelling::folded;
use crate::sorting::set_of;

/// What parts the artists of one track from each other, spelled as folded.
const BETWEEN: [&str; 8] = [
    " feat ",
    " ft ",
    " featuring ",
    " and ",
    " x ",
    " vs ",
    " with ",
    " und ",
];

/// Joins what can be joined; the first present cell of `titles` and `artists` counts.
pub(super) fn run(matching: &mut Matching, titles: &[&Column], artists: &[&Column]) {
    let wanted: Vec<(u32, Vec<String>)> = (0..matching.names.len() as u32)
        .filter(|&picture| matching.row_of[picture as usize].is_none())
        .map(|picture| {
            let file = matching.names[picture as usize].path;
            (picture, file.split('/').map(folded).collect())
        })
        .collect();
    if wanted.is_empty() || titles.is_empty() || artists.is_empty() {
        return;
    }
    let parts = wanted.iter().flat_map(|(_, parts)| parts);
    let words = set_of(parts.flat_map(|part| runs(part)));
    let rows = rows_by_title(matching, titles, artists, &words);
    // Pairs by falling length of what they share, so that the longer title comes first.
    let mut pairs: BTreeMap<usize, BTreeSet<(u32, u32)>> = BTreeMap::new();
    for (picture, parts) in &wanted {
        for (part, title) in parts
            .iter()
            .enumerate()
            .flat_map(|(i, part)| runs(part).map(move |run| (i, run)))
        {
            for (artist, row) in rows.get(title).into_iter().flatten() {
                if holds_both(parts, part, title, artist) {
                    let length = title.chars().count() + artist.chars().count();
                    pairs.entry(length).or_default().insert((*picture, *row));
                }
            }
        }
    }
    for pairs in pairs.into_values().rev() {
        let is_left = |&(picture, row): &(u32, u32)| {
            matching.row_of[picture as usize].is_none() && matching.is_row_free(row)
        };
        let pairs: Vec<(u32, u32)> = pairs.into_iter().filter(is_left).collect();
        let (mut rows_of, mut pictures_of) = (BTreeMap::new(), BTreeMap::new());
        for (picture, row) in &pairs {
            *rows_of.entry(*picture).or_insert(0_usize) += 1;
            *pictures_of.entry(*row).or_insert(0_usize) += 1;
        }
        for (picture, row) in pairs {
            if rows_of.get(&picture) == Some(&1) && pictures_of.get(&row) == Some(&1) {
                matching.join(picture, row, Step::ArtistTitle);
            }
        }
    }
}

/// For each title that is in a name, each artist with the row.
fn rows_by_title(
    matching: &Matching,
    titles: &[&Column],
    artists: &[&Column],
    words: &BTreeSet<&str>,
) -> HashMap<String, Vec<(String, u32)>> {
    let first = |columns: &[&'_ Column], row: u32| {
        columns
            .iter()
            .find_map(|column| column.present(row as usize).map(str::to_owned))
    };
    let mut rows: HashMap<String, Vec<(String, u32)>> = HashMap::new();
    for row in (0..matching.cells.len() as u32).filter(|&row| matching.is_row_free(row)) {
        let Some(title) = first(titles, row).map(|title| folded(&title)) else {
            continue;
        };
        if !words.contains(title.as_str()) {
            continue;
        }
        let artists = first(artists, row)
            .map(|artists| parted(&artists))
            .unwrap_or_default();
        for artist in artists
            .into_iter()
            .filter(|artist| words.contains(artist.as_str()))
        {
            rows.entry(title.clone()).or_default().push((artist, row));
        }
    }
    rows
}

/// The artists of a cell, all of them together first.
fn parted(artists: &str) -> Vec<String> {
    let whole = folded(artists);
    let mut parts = vec![whole.clone()];
    for part in artists.split([',', ';', '/', '&', '|']) {
        let mut rest = folded(part);
        while let Some((at, word)) = BETWEEN
            .iter()
            .filter_map(|word| Some((rest.find(word)?, word)))
            .min()
        {
            let (before, after) = rest.split_at(at);
            let after = after.get(word.len()..).unwrap_or_default().to_owned();
            parts.push(before.to_owned());
            rest = after;
        }
        parts.push(rest);
    }
    let mut seen = BTreeSet::new();
    parts.retain(|part| !part.is_empty() && seen.insert(part.clone()));
    parts
}

/// Is the artist in another place than the title, which is in `part`?
fn holds_both(parts: &[String], part: usize, title: &str, artist: &str) -> bool {
    parts.iter().enumerate().any(|(i, words)| {
        if i != part {
            return is_run(words, artist);
        }
        // Beside the title, before or behind it.
        let padded = format!(" {words} ");
        let places = padded.match_indices(title).map(|(at, _)| at);
        let mut sides =
            places.filter_map(|at| Some((padded.get(..at)?, padded.get(at + title.len()..)?)));
        sides.any(|(before, after)| {
            before.ends_with(' ')
                && after.starts_with(' ')
                && (is_run(before.trim(), artist) || is_run(after.trim(), artist))
        })
    })
}

fn is_run(words: &str, artist: &str) -> bool {
    format!(" {words} ").contains(&format!(" {artist} "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn artists_stand_alone_or_together() {
        assert_eq!(
            parted("Ann Lee, Guest"),
            ["ann lee guest", "ann lee", "guest"]
        );
        assert_eq!(
            parted("Bo feat. Cy and Di"),
            ["bo feat cy and di", "bo", "cy", "di"]
        );
        assert!(parted(" ").is_empty());
    }

    #[test]
    fn artist_and_title_do_not_overlap() {
        let holds =
            |name: &str, title: &str, artist: &str| holds_both(&[folded(name)], 0, title, artist);
        assert!(holds("01 Ann Lee - Song A (live)", "song a", "ann lee"));
        assert!(holds("Song A - Ann Lee", "song a", "ann lee"));
        assert!(!holds("Song A", "song a", "song"));
        assert!(holds("Bo Bo", "bo", "bo"));
        assert!(holds_both(
            &["ann lee".into(), "1 song a".into()],
            1,
            "song a",
            "ann lee"
        ));
    }
}

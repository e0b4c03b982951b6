//! What the report says of the files that it was made from.

use std::collections::BTreeMap;

use soundkin::data::NamesReading;
use soundkin::error::Warning;
use soundkin::sentences::{Filed, FiledKind};

use super::Case;
use super::reported::{Given, rows};

/// Pictures, of which some cannot be read, and a table of three rows.
fn pictures(n: usize, n_broken: usize) -> String {
    let mut given = Given::new(n, &rows(&["0.1", "0.5", "0.9"]));
    for i in 0..n_broken {
        let file = format!("broken {i}.png");
        given.collection.add_broken_picture(&file, "It is broken.");
    }
    given.report()
}

/// Three pictures, and as many remarks.
fn remarks(n: usize) -> String {
    let mut given = Given::new(3, "");
    for i in 0..n {
        let warning = Warning::of_file("a.zip", format!("It has {i} faults."));
        given.collection.add_warning(warning);
    }
    given.report()
}

/// An archive whose names were read as guessed, or as a person chose.
fn names(guess: Option<&str>) -> String {
    let mut given = Given::new(3, "");
    let reading = NamesReading {
        file: "a.zip".into(),
        path: "a.zip".into(),
        encoding: "IBM850".into(),
        guess: guess.map(str::to_owned),
        ..NamesReading::default()
    };
    given.collection.read_names(reading, BTreeMap::new());
    given.report()
}

fn left_out() -> String {
    let mut given = Given::new(3, "");
    given.leave_out(&[1]);
    given.report()
}

#[allow(clippy::too_many_lines)] // One short arm a sentence.
pub(super) fn case(kind: FiledKind) -> Case {
    use FiledKind as Kind;
    let three = rows(&["0.1", "0.5", "0.9"]);
    let report = |n_pictures, table: &str| Given::new(n_pictures, table).report();
    match kind {
        Kind::TakePart => Case::read(
            report(3, ""),
            Filed::TakePart {
                n_tracks: 3,
                n_left_out: 0,
            },
            "3 tracks in this collection.",
        )
        .not_so_read(
            left_out(),
            "in this collection.",
            "2 of 3 tracks, 1 left out by hand in this collection.",
        ),
        Kind::OnePicture => Case::read(
            pictures(1, 0),
            Filed::OnePicture { is_read: true },
            "1 picture, which is readable.",
        )
        .not_so_read(pictures(0, 1), "1 picture, which", "could not be read.")
        .not_read(pictures(2, 0), "1 picture, which", "all of them readable"),
        Kind::AllPicturesRead => Case::read(
            pictures(3, 0),
            Filed::AllPicturesRead { n: 3 },
            "3 pictures, all of them readable.",
        )
        .not_read(pictures(3, 1), "all of them readable", "of which 1 could not be read.")
        .not_read(pictures(0, 0), "all of them readable", "There are no pictures"),
        Kind::PicturesUnread => Case::read(
            pictures(3, 1),
            Filed::PicturesUnread { n: 4, n_unread: 1 },
            "4 pictures, of which 1 could not be read.",
        )
        .not_read(pictures(3, 0), "could not be read.", "all of them readable"),
        Kind::TableHolds => Case::read(
            report(2, &three),
            Filed::TableHolds {
                file: "tracks.csv".into(),
                n_rows: 3,
                n_columns: 3,
                n_with_picture: 2,
            },
            "tracks.csv: 3 rows, 3 columns; 2 rows have a picture.",
        )
        .not_so_read(report(1, &three), "tracks.csv: 3 rows", "1 row has a picture.")
        .not_read(report(3, ""), "tracks.csv: 3 rows", "There is no table"),
        Kind::LeftOutOf => Case::read(
            // One row lacks a number, one picture has no row.
            report(4, &rows(&["0.1", "", "0.9"])),
            Filed::LeftOutOf {
                n: 2,
                lack: "a row or one of the features".into(),
                by: "by features".into(),
            },
            "2 tracks lack a row or one of the features and are left out where tracks are compared by features.",
        )
        .not_read(report(3, &three), "left out where tracks", "3 tracks")
        .not_read(report(3, ""), "left out where tracks", "3 tracks"),
        Kind::JoinedBy => Case::read(
            report(3, &three),
            Filed::JoinedBy {
                column: "id".into(),
                pattern: "<id>.png".into(),
            },
            "Pictures find their row by its “id” and by what they are called (<id>.png); each step takes only what those before left over.",
        )
        .not_read(report(3, ""), "find their row by", "There is no table")
        .not_read(report(0, &three), "find their row by", "There are no pictures"),
        Kind::NoPictures => {
            let words = "There are no pictures: everything that needs them is left out.";
            Case::read(report(0, &three), Filed::NoPictures, words)
                .not_read(report(3, &three), words, "3 pictures")
                .not_read(report(3, ""), words, "3 pictures")
        }
        Kind::NoTable => {
            let words = "There is no table: everything that needs its columns is left out.";
            Case::read(report(3, ""), Filed::NoTable, words)
                .not_read(report(3, &three), words, "tracks.csv")
        }
        Kind::NamesReadAs => Case::read(
            names(None),
            Filed::NamesReadAs {
                encoding: "IBM850".into(),
            },
            "They were read as IBM850, as chosen.",
        )
        .not_read(names(Some("It may be IBM850.")), "as chosen.", "It may be IBM850."),
        Kind::NoRemarks => {
            let words = "There is nothing to remark about the files.";
            Case::read(remarks(0), Filed::NoRemarks, words).not_read(remarks(1), words, "1 remark")
        }
        Kind::RemarksStand => Case::read(
            remarks(2),
            Filed::RemarksStand { n: 2 },
            "2 remarks stand about files in the appendix.",
        )
        .not_so_read(remarks(1), "about files in the appendix.", "1 remark stands")
        .not_read(remarks(0), "about files in the appendix.", "nothing to remark"),
        Kind::MoreRemarks => Case::read(remarks(51), Filed::MoreRemarks { n: 1 }, "And 1 more.")
            .not_read(remarks(50), "And 1 more.", "50 remarks"),
    }
}

#[test]
fn what_was_passed_over_is_not_denied() {
    let mut given = Given::new(3, "");
    given.collection.ignore("Thumbs.db");
    given.leave_out(&[1]);
    let text = given.report();
    assert!(text.contains("nothing to remark"), "{text}");
    assert!(!text.contains("No file was left out"), "{text}");
}

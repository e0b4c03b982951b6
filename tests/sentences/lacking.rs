//! Why a question has no answer, and a track no place.

use soundkin::analysis::{Collection, RowsParams, Study};
use soundkin::data::{ColumnKind, Embedding, Matrix, Spectrogram};
use soundkin::page::{Action, Loaded, Tracks, View, lacking, no_sound};
use soundkin::protocol::{Answer, ColumnInfo, Event, Question, Request};
use soundkin::sentences::{Lacking, LackingKind, Purpose};
use soundkin::session::Session;
use soundkin::space::SpaceName;

use super::Case;
use super::common::house::House;
use super::common::picture;
use super::reported::{Given, rows};

/// Why nothing is ranked, with columns of these kinds, or without a table.
fn absent(to: Purpose, columns: Option<&[ColumnKind]>) -> [Lacking; 1] {
    let info = |&kind: &ColumnKind| ColumnInfo {
        name: "x".into(),
        kind,
    };
    let loaded = Loaded {
        has_table: columns.is_some(),
        columns: columns.unwrap_or_default().iter().map(info).collect(),
        ..Loaded::default()
    };
    [lacking(&loaded, to)]
}

/// What the session answers, as the page shows it; nothing where that is an answer.
fn answered(n_pictures: usize, table: &str, question: Question) -> String {
    let mut session = Session::default();
    session.collection = Given::new(n_pictures, table).collection;
    let mut house = House::of(session);
    house.act(Action::GiveFiles(vec!["files".into()]));
    house.run();
    house.hear(Request::Ask(question));
    house.run();
    let why = house.said.iter().find_map(|message| match &message.event {
        Event::Answered(Answer::No(_, why)) => Some(why.clone()),
        _ => None,
    });
    why.unwrap_or_default()
}

/// What the table says when it shows no row of those that are asked for.
fn rows_found(params: RowsParams) -> Option<Lacking> {
    let mut house = House::new();
    house.act(Action::ShowView(View::Data));
    house.act(Action::Ask(Question::Rows(params)));
    house.run();
    house.state.answers.table.none_found()
}

fn search(words: &str, is_pictured: bool, is_left_out: bool) -> RowsParams {
    RowsParams {
        search: words.into(),
        pictured: is_pictured,
        left_out: is_left_out,
        count: 100,
        ..RowsParams::default()
    }
}

/// Why a track has no list by sound, where the first has a picture and the second has none.
fn silent(track: usize, space: SpaceName) -> Option<Lacking> {
    let column = |text: [&str; 2]| text.into_iter().collect();
    let loaded = Loaded {
        tracks: Tracks {
            ids: column(["1", "2"]),
            titles: column(["A", "B"]),
            artists: column(["", ""]),
            files: column(["1.png", ""]),
        },
        ..Loaded::default()
    };
    no_sound(&loaded, track, space)
}

/// The report about a track, where the person has numbers of their own for all but the last.
fn by_own(query: usize) -> String {
    let mut given = Given::new(0, &rows(&["0.1", "0.5", "0.9"]));
    let ids = ["0", "1"].map(str::to_owned).to_vec();
    let embedding = Embedding::new(
        "My model".into(),
        ids,
        vec!["x".into(), "y".into()],
        Matrix::new(2, 2, vec![0.0, 1.0, 1.0, 0.0]).unwrap(),
    );
    given.collection.add_embedding(embedding.unwrap());
    given.query = Some(query);
    given.space = SpaceName::Own(0);
    given.report()
}

#[allow(clippy::too_many_lines)] // One short arm a sentence.
pub(super) fn case(kind: LackingKind) -> Case {
    use ColumnKind::{Number, Text};
    use LackingKind as Kind;
    use Purpose::{Compare, Rank};
    let three = rows(&["0.1", "0.5", "0.9"]);
    let about = |n_pictures, table: &str, query| {
        Given {
            query: Some(query),
            ..Given::new(n_pictures, table)
        }
        .report()
    };
    match kind {
        Kind::Table => Case::new(absent(Rank, None), "There is no table to rank by.")
            .not_so(absent(Compare, None), "There is no table to compare by.")
            .not(absent(Rank, Some(&[Text])), "no numeric column to rank by")
            .not(absent(Rank, Some(&[Number])), "all the same"),
        Kind::NumericColumn => Case::new(
            absent(Compare, Some(&[Text])),
            "The table has no numeric column to compare by.",
        )
        .not_so(absent(Rank, Some(&[Text])), "to rank by")
        .not(absent(Rank, Some(&[Text, Number])), "all the same")
        .not(absent(Rank, None), "no table"),
        Kind::NumbersThatTell => Case::read(
            // Row numbers tell nothing, and are numbers.
            Given::new(3, "id,title\n0,A\n1,B\n2,C\n").report(),
            Lacking::NumbersThatTell { to: Rank },
            "The numbers of this table are ids, row counters or all the same: there is nothing to rank by.",
        )
        .not_read(Given::new(3, &three).report(), "row counters", "with the highest energy")
        .not_read(Given::new(3, "").report(), "row counters", "There is no table to rank by."),
        Kind::Picture => Case::new(
            silent(1, SpaceName::Pixels),
            "This track has no picture, so nothing can be said about its sound.",
        )
        .not(silent(0, SpaceName::Pixels), "")
        .not(silent(1, SpaceName::Features), ""),
        Kind::Timbre => Case::new(
            silent(1, SpaceName::Timbre),
            "This track has no picture whose timbre is known.",
        )
        .not(silent(0, SpaceName::Timbre), ""),
        Kind::ColumnOrRow => Case::read(
            about(0, &rows(&["0.1", "", "0.9"]), 1),
            Lacking::ColumnOrRow,
            "This track lacks one of the chosen columns, or has no row in the table.",
        )
        .not_read(about(0, &three, 1), "This track lacks", "Nearest to"),
        Kind::OwnNumbers => Case::read(
            by_own(2),
            Lacking::OwnNumbers {
                name: "My model".into(),
            },
            "This track has no numbers in My model.",
        )
        .not_read(by_own(1), "has no numbers in", "by My model"),
        Kind::ColumnOfTwo => {
            let shares = |track| Question::Contributions { query: 0, track };
            let table = rows(&["0.1", "", "0.9"]);
            let words = "One of the two tracks lacks a chosen column.";
            Case::read(answered(0, &table, shares(1)), Lacking::ColumnOfTwo, words)
                .not_read(answered(0, &table, shares(2)), words, "")
                .not_read(answered(3, "", shares(1)), words, "There are no columns")
        }
        Kind::ChosenColumns => {
            let raw = || Question::of(Study::RawClusters);
            let words = "There are no columns to group by.";
            Case::read(answered(3, "", raw()), Lacking::ChosenColumns, words).not_read(
                answered(0, &three, raw()),
                words,
                "",
            )
        }
        Kind::Clusters => {
            let of = |space| Question::of(Study::Profiles(space));
            let words = "This space has no clusters.";
            Case::read(answered(3, "", of(SpaceName::Features)), Lacking::Clusters, words)
                .not_read(answered(3, "", of(SpaceName::Pixels)), words, "")
        }
        Kind::Tracks => {
            let of = |space| Question::of(Study::Quality(space));
            let words = "This space has no tracks to measure.";
            Case::read(answered(3, "", of(SpaceName::Features)), Lacking::Tracks, words)
                .not_read(answered(3, "", of(SpaceName::Pixels)), words, "")
        }
        Kind::AnySpace => {
            let of = || Question::of(Study::Scorecard);
            let words = "There are no tracks to measure.";
            Case::read(answered(0, "id,name\nx,a\ny,b\n", of()), Lacking::AnySpace, words)
                // No column repeats its values, and there is much to measure.
                .not_read(answered(3, &three, of()), words, "")
        }
        Kind::OtherTrack => {
            let words = "There is no other track to recommend.";
            let mut three = Given::new(3, "");
            three.settings.spaces[SpaceName::Pixels].k = 1;
            Case::read(about(1, "", 0), Lacking::OtherTrack, words).not_read(
                three.report(),
                words,
                "Nearest to",
            )
        }
        Kind::RoomForTable => Case::read(
            crowded().check_room_for_table(250 << 20).unwrap_err(),
            Lacking::RoomForTable { limit_mb: 1024 },
            "Not read: there is no room for it beside what was read before, which stays. All files together may take 1,024 MB of this tab's memory.",
        )
        .not_read(
            Collection::default()
                .check_room_for_table(250 << 20)
                .err()
                .unwrap_or_default(),
            "there is no room",
            "",
        ),
        Kind::RoomForPictures => {
            let most = Collection::default().room_for_pictures();
            Case::read(
                Collection::no_room_for_pictures(1200),
                Lacking::RoomForPictures {
                    n: 1200,
                    limit_mb: 1024,
                    most,
                },
                "Not read: 1,200 pictures, for which there is no room beside what was read before, which stays. All files together may take 1,024 MB of this tab's memory. Of pictures alone that is about 139,157.",
            )
            .not_so_read(
                Collection::no_room_for_pictures(1),
                "for which there is no room",
                "Not read: 1 picture, for",
            )
        }
        Kind::Row => Case::new(rows_found(search("zzzz", false, false)), "No row holds these words.")
            .not_so(
                rows_found(search("", false, true)),
                "No row is left out.",
            )
            .not_so(
                rows_found(search("zzzz", true, false)),
                "No row with a picture holds these words.",
            )
            // A row holds them, and it is not left out.
            .not_so(
                rows_found(search("a", false, true)),
                "No row that is left out holds these words.",
            )
            .not(rows_found(search("a", false, false)), "")
            .not(rows_found(search("", true, false)), ""),
    }
}

/// Pictures that take more than half of the memory that there is.
fn crowded() -> Collection {
    let mut collection = Collection::default();
    let one = picture("", 0);
    for i in 0..80_000 {
        collection.add_picture(Spectrogram {
            file: format!("{i}.png"),
            ..one.clone()
        });
    }
    collection
}

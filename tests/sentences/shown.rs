//! How pictures are drawn, and which tracks and columns are shown.

use soundkin::data::{Frame, FrameUse, PictureKind, PictureKinds};
use soundkin::figures::{claims, how_many_shown, kinds, map, split, top};
use soundkin::join::{JoinParams, Key};
use soundkin::page::{
    Loaded, Tracks, first_words, nothing_holds_them, out_of_everything, would_match,
};
use soundkin::protocol::{Cell, CellNumber};
use soundkin::rank::{Order, Scope, SplitParams, TopParams, feature_bars};
use soundkin::sentences::{Pictured, PicturedKind, Shown, ShownKind};

use super::{Case, catalog, joined, names};

/// A kind for each number of pictures.
fn of(numbers: &[usize]) -> PictureKinds {
    let kind = |&n: &usize| PictureKind {
        n,
        width: 64,
        height: 48,
        ..PictureKind::default()
    };
    PictureKinds {
        kinds: numbers.iter().map(kind).collect(),
        of: vec![0; numbers.iter().sum()],
    }
}

/// `n_so` of ten pictures have this frame.
fn frame(frame: Frame, n_so: usize) -> [Pictured; 1] {
    let kind = PictureKind {
        n: 10,
        frame,
        n_framed_so: n_so,
        frames_differ: (n_so..10).map(|i| i.to_string()).collect(),
        ..PictureKind::default()
    };
    [kinds::frame(&kind, FrameUse::Cut)]
}

/// Two tracks of low energy and two of high, with these pictures.
fn sides(pictures: &[(usize, u8)]) -> Vec<Pictured> {
    let catalog = catalog("id,energy\n0,0.1\n1,0.2\n2,0.8\n3,0.9\n", pictures);
    let params = SplitParams::of("energy", Scope::All);
    split::caption(&soundkin::rank::split(&catalog, &params).unwrap())
}

pub(super) fn of_pictures(kind: PicturedKind) -> Case {
    use PicturedKind as Kind;
    let summary = |numbers: &[usize]| kinds::summary(&of(numbers));
    let warning = |numbers: &[usize]| kinds::warning(&of(numbers));
    let margin = Frame {
        left: 54,
        top: 36,
        right: 43,
        bottom: 36,
    };
    match kind {
        Kind::OnePicture => Case::new(summary(&[1]), "The picture is 64 x 48 in no known colour map.")
            .not(summary(&[2]), "All 2 pictures")
            .not(summary(&[1, 1]), "1 picture is")
            .not(summary(&[]), ""),
        Kind::AllOfOneKind => {
            Case::new(summary(&[1200]), "All 1,200 pictures are 64 x 48 in no known colour map.")
                .not(summary(&[3, 1]), "3 pictures are")
                .not(summary(&[1]), "The picture is")
        }
        Kind::SeveralKinds => Case::new(
            summary(&[9, 1, 1, 1, 1, 1]),
            "9 pictures are 64 x 48 in no known colour map, 1 is 64 x 48 in no known colour map, 1 is 64 x 48 in no known colour map, 1 is 64 x 48 in no known colour map, 1 is 64 x 48 in no known colour map and 1 is of another kind.",
        )
        .not(summary(&[9]), "All 9 pictures")
        .not(summary(&[]), ""),
        Kind::NoMargin => Case::new(frame(Frame::NONE, 10), "No margin.")
            .not(frame(Frame::NONE, 9), "Most have no margin.")
            .not(frame(margin, 10), "Margin of"),
        Kind::MostHaveNoMargin => Case::new(frame(Frame::NONE, 6), "Most have no margin.")
            .not(frame(Frame::NONE, 10), "No margin.")
            .not(frame(Frame::NONE, 5), "5 of 10 have no margin."),
        Kind::SomeHaveNoMargin => Case::new(frame(Frame::NONE, 4), "4 of 10 have no margin.")
            .not(frame(Frame::NONE, 6), "Most have no margin.")
            .not(frame(margin, 4), "(4 of 10)"),
        Kind::Margin => Case::new(
            frame(margin, 10),
            "Margin of 54 pixels left, 36 above, 43 right and 36 below: cut off.",
        )
        .not(frame(Frame::NONE, 10), "No margin."),
        Kind::KindsAreMixed => Case::new(
            warning(&[80, 20]),
            "More than one kind holds over a tenth of the pictures. Between kinds, distance is partly about how pictures are drawn, not about sound.",
        )
        .not(warning(&[90, 10]), "")
        .not(warning(&[100]), ""),
        Kind::MeansOf => Case::new(
            sides(&[(0, 10), (2, 20), (3, 30)]),
            "Means of all tracks with a picture: 1 track on the low side, 2 tracks on the high side. The top is the highest band.",
        )
        .not(sides(&[]), ""),
        Kind::RedIsBrighter => Case::new(
            sides(&[(0, 10), (2, 20)]),
            "Red is brighter on the high side.",
        )
        // Nothing is compared, so nothing is red.
        .not(sides(&[(2, 20)]), "0 tracks on the low side")
        .not(sides(&[]), ""),
        Kind::FewLikeThis => {
            let kind = |is_stranger| PictureKind {
                is_stranger,
                ..PictureKind::default()
            };
            Case::new(
                kinds::stranger(&kind(true)),
                "Few pictures are drawn like this. They may not belong to the others, and can bend the whole map.",
            )
            .not(kinds::stranger(&kind(false)), "")
        }
    }
}

/// Which features of the first two tracks are drawn, `wanted` or those that are chosen for them; and which miss a number.
fn drawn(columns: &[&str], wanted: Option<&[&str]>) -> [Option<Shown>; 2] {
    let header = "id,plays,energy,tempo,f0,f1,f2,f3,f4,f5,f6";
    let rows = "0,9,0.2,,1,2,3,4,5,6,7\n1,8,0.4,90,2,3,4,5,6,7,8\n2,7,0.8,60,3,4,5,6,7,8,9\n";
    let catalog = catalog(&format!("{header}\n{rows}"), &[]);
    let params = TopParams {
        column: "plays".into(),
        n: 2,
        order: Order::Descending,
        scope: Scope::All,
        drawn: wanted.map(names),
    };
    let found = soundkin::rank::top(&catalog, &params).unwrap();
    let bars = feature_bars(&catalog, &found.entries, &names(columns), &params).unwrap();
    [top::drawn(&found, &bars), top::missing(&bars)]
}

/// A claim about tracks with a picture, of which so many have no number.
fn claim(n_without: usize) -> Option<Shown> {
    let row = |i: usize| format!("{i},{}\n", if i < n_without { "" } else { "0.5" });
    let rows: String = (0..10).map(row).collect();
    let pictures: Vec<(usize, u8)> = (0..10).map(|i| (i, 20 * i as u8)).collect();
    let catalog = catalog(&format!("id,energy\n{rows}"), &pictures);
    let all = soundkin::explain::claims(&catalog);
    let mut said = all.iter().filter_map(claims::missing);
    said.next()
}

/// Two tracks, some of which the person left out.
fn loaded(left_out: &[u32]) -> Loaded {
    let column = |text: [&str; 2]| text.into_iter().collect();
    Loaded {
        tracks: Tracks {
            ids: column(["1", "2"]),
            titles: column(["A", "B"]),
            artists: column(["", ""]),
            files: column(["", ""]),
        },
        left_out: left_out.to_vec(),
        ..Loaded::default()
    }
}

/// Another key than the one in use, for the same table.
fn proposed(pictures: &[(usize, u8)], key: Option<&str>) -> Option<Shown> {
    let key = key.map(|column| Key {
        column: column.into(),
        pattern: "clip_<id>.png".parse().unwrap(),
    });
    let params = JoinParams {
        key,
        ..JoinParams::default()
    };
    would_match(&joined("id,number\n1,7\n2,8\n3,9\n", pictures, &params).1)
}

/// Why a track is shown first that has this popularity, at this share of the range.
fn first(share: Option<f64>, popularity: Option<&str>) -> [Shown; 1] {
    let cell = Cell {
        column: "chart_rank".into(),
        text: "93".into(),
        number: share.map(|share| CellNumber {
            text: "93".into(),
            share,
            rank: 0.9,
        }),
    };
    [first_words(&[cell], popularity)]
}

pub(super) fn of_tracks(kind: ShownKind) -> Case {
    use ShownKind as Kind;
    let all = ["energy", "tempo", "f0", "f1", "f2", "f3", "f4", "f5", "f6"];
    let which = |columns, wanted| drawn(columns, wanted)[0].clone();
    let missing = |columns| drawn(columns, None)[1].clone();
    let lack = |n_on_map| map::left_out("a picture", 1000, n_on_map);
    match kind {
        Kind::LackAndAreLeftOut => {
            Case::new(lack(999), "1 track lacks a picture and is left out.").not(lack(1000), "")
        }
        Kind::AllTracks => Case::new([how_many_shown(3000)], "3,000 tracks.")
            .not([how_many_shown(3001)], "of which 3,000 sampled"),
        Kind::TracksAtRandom => Case::new(
            [how_many_shown(3001)],
            "3,001 tracks, of which 3,000 sampled at random are shown.",
        )
        .not([how_many_shown(3000)], "3,000 tracks."),
        Kind::ChosenFeatures => Case::new(
            which(&all, Some(&["energy"])),
            "1 of 9 features are drawn: those that are chosen.",
        )
        .not(which(&all, None), "differ most")
        .not(which(&all[..2], Some(&all[..2])), ""),
        Kind::FeaturesThatDiffer => Case::new(
            which(&all, None),
            "8 of 9 features are drawn: those in which these tracks differ most from all others.",
        )
        .not(which(&all, Some(&["energy"])), "those that are chosen")
        .not(which(&all[..8], None), ""),
        Kind::Missing => {
            Case::new(missing(&all[..2]), "Missing: tempo in 1 track.").not(missing(&all[..1]), "")
        }
        Kind::NoneIsHigher => Case::new(
            first(Some(1.0), Some("chart_rank")),
            "Shown to begin with: no track has a higher chart rank (93).",
        )
        .not(first(Some(0.99), Some("chart_rank")), "choose another")
        .not(first(Some(0.5), Some("chart_rank")), "choose another")
        .not(first(None, Some("chart_rank")), "choose another")
        .not(first(Some(1.0), None), "choose another"),
        Kind::ToBeginWith => Case::new(
            first(Some(1.0), None),
            "Shown to begin with; choose another on the map, in a list or in Data.",
        )
        .not(
            first(Some(1.0), Some("chart_rank")),
            "no track has a higher",
        ),
        Kind::PicturedWithoutNumber => Case::new(
            claim(1),
            "1 track with a picture lacks the number and is left out.",
        )
        .not_so(
            claim(2),
            "2 tracks with a picture lack the number and are left out.",
        )
        .not(claim(0), ""),
        Kind::NothingHoldsThem => Case::new(
            nothing_holds_them(&loaded(&[0])),
            "1 of 2 tracks, 1 left out: nothing is computed from that one, and no map, list or number holds it.",
        )
        .not_so(nothing_holds_them(&loaded(&[0, 1])), "0 of 2 tracks, 2 left out")
        .not(nothing_holds_them(&loaded(&[])), ""),
        Kind::OutOfEverything => Case::new(
            out_of_everything(&loaded(&[0, 1]), &[0, 1]),
            "Left out of everything.",
        )
        .not(out_of_everything(&loaded(&[0]), &[0, 1]), "")
        .not(out_of_everything(&loaded(&[0]), &[]), ""),
        Kind::WouldMatch => Case::new(
            proposed(&[(7, 1), (8, 2)], Some("id")),
            "2 of 2 pictures match “number” with clip_<id>.png.",
        )
        .not(proposed(&[(7, 1), (8, 2)], Some("number")), "")
        .not(proposed(&[(7, 1), (8, 2)], None), ""),
    }
}

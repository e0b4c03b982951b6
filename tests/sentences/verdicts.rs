//! What is commonly said, and what was measured of it.

use soundkin::data::Catalog;
use soundkin::explain::{Claim, Exposure, ExposurePart, claims, exposure};
use soundkin::neighbors::Metric;
use soundkin::recommend::{OccurrenceParams, Occurrences};
use soundkin::sentences::{ClaimedKind, CountedKind, ExposedKind};

use super::{Case, catalog};

/// What is found of "High energy: brighter and denser upper bands" in twenty tracks: the last `n_high` have it, and pictures of
/// luma `high`, the others of `low`.
fn claim(n_high: usize, high: u8, low: u8) -> Claim {
    let is_high = |i: usize| i >= 20 - n_high;
    let row = |i: usize| format!("{i},{},1\n", if is_high(i) { 0.9 } else { 0.5 });
    let rows: String = (0..20).map(row).collect();
    let luma = |i: usize| if is_high(i) { high } else { low } + i as u8;
    let pictures: Vec<(usize, u8)> = (0..20).map(|i| (i, luma(i))).collect();
    let catalog = catalog(&format!("id,energy,x\n{rows}"), &pictures);
    claims(&catalog).remove(0)
}

pub(super) fn of_claims(kind: ClaimedKind) -> Case {
    let verdict = |n_high, high, low| [claim(n_high, high, low).found()];
    let parts = |n_high| {
        claim(n_high, 200, 50)
            .parts
            .into_iter()
            .map(|of| of.found())
    };
    let first = |n_high| parts(n_high).take(1);
    match kind {
        ClaimedKind::TooFewOnASide => Case::new(
            verdict(7, 200, 50),
            "Too few tracks: 7 with energy above 0.7 and 13 others; 8 on each side are needed.",
        )
        .not(verdict(8, 200, 50), "Supported by")
        .not(verdict(12, 50, 200), "Not supported"),
        ClaimedKind::SupportedBy => Case::new(
            verdict(10, 200, 50),
            "Supported by brightness of the upper bands and density of the upper bands.",
        )
        .not(verdict(10, 50, 200), "Not supported")
        .not(verdict(7, 200, 50), "Too few tracks"),
        ClaimedKind::NotSupported => Case::new(
            verdict(10, 50, 200),
            "Not supported: brightness of the upper bands is not higher, the opposite is true and density of the upper bands is not higher, the opposite is true.",
        )
        .not(verdict(10, 200, 50), "Supported by"),
        ClaimedKind::Compared => Case::new(
            first(10),
            "Mean brightness of the upper bands: 84.1 % against 21.4 % in the others; Cliff's delta 1.00 (95 % interval 0.44 to 1.00), a large effect: supported.",
        )
        .not(first(1), "cannot be compared"),
        ClaimedKind::NotCompared => Case::new(
            first(1),
            "The brightness of the upper bands cannot be compared: too few tracks.",
        )
        .not(first(2), "too few tracks."),
    }
}

fn occurrences(counts: &[usize], n_lists: usize) -> Occurrences {
    Occurrences {
        params: OccurrenceParams {
            metric: Metric::Euclidean,
            top_n: 3,
        },
        n_lists,
        counts: counts.to_vec(),
    }
}

fn table(header: &str, n: usize, row: impl Fn(usize) -> String) -> Catalog {
    let rows: Vec<String> = (0..n).map(|i| format!("{i},{}\n", row(i))).collect();
    let rows = rows.concat();
    catalog(&format!("id,{header}\n{rows}"), &[])
}

/// Of tracks that stand in ever more lists.
fn exposed(header: &str, n: usize, row: impl Fn(usize) -> String) -> Exposure {
    let (samples, counts): (Vec<usize>, Vec<usize>) = (0..n).map(|i| (i, i)).unzip();
    exposure(&table(header, n, row), &samples, &occurrences(&counts, n))
}

pub(super) fn of_exposure(kind: ExposedKind) -> Case {
    let rising = |n| exposed("loudness,tempo", n, |i| format!("{i},{i}"));
    let half = || exposed("energy,tempo", 12, |i| format!("{i},{}", i * 5 % 12));
    let turned = || exposed("loudness,tempo", 12, |i| format!("{},{}", 12 - i, 40 - i));
    let untimed = || exposed("loudness,x", 12, |i| format!("{i},1"));
    let same = |n| exposed("loudness,tempo", n, |i| format!("{i},6"));
    let tempo = |of: Exposure| of.parts.last().map(ExposurePart::found);
    match kind {
        ExposedKind::ColumnsAreMissing => Case::new(
            [untimed().found()],
            "Cannot be measured: the table needs tempo, and loudness or energy.",
        )
        .not([half().found()], "Not supported by tempo, only by energy."),
        ExposedKind::TooFewNumbers => Case::new(
            [rising(7).found()],
            "Too few tracks: 8 with a number are needed.",
        )
        .not([rising(8).found()], "Supported by"),
        ExposedKind::SupportedByBoth => {
            Case::new([rising(12).found()], "Supported by loudness and tempo.")
                .not([turned().found()], "Not supported by loudness and tempo.")
                .not([half().found()], "only by energy")
                .not([rising(7).found()], "Too few tracks")
                .not([untimed().found()], "Cannot be measured")
        }
        ExposedKind::NotSupportedBy => Case::new(
            [half().found()],
            "Not supported by tempo, only by energy.",
        )
        .not([rising(12).found()], "Supported by loudness and tempo.")
        .not([rising(7).found()], "Too few tracks"),
        ExposedKind::Correlated => Case::new(
            tempo(turned()),
            "Slower tracks are recommended less often: rank correlation of tempo with the number of lists -1.00 (95 % interval -1.00 to -1.00), 12 tracks: not supported.",
        )
        .not(tempo(same(12)), "is the same for all")
        .not(tempo(same(7)), "8 are needed"),
        ExposedKind::TooFewWithNumber => Case::new(
            tempo(same(7)),
            "Slower tracks are recommended less often: 7 tracks with a number in tempo; 8 are needed.",
        )
        .not(tempo(same(8)), "is the same for all"),
        ExposedKind::SameForAll => Case::new(
            tempo(same(8)),
            "Slower tracks are recommended less often: not supported, tempo or the number of lists is the same for all.",
        )
        .not(tempo(rising(8)), "rank correlation")
        .not(tempo(same(7)), "8 are needed"),
    }
}

pub(super) fn of_counts(kind: CountedKind) -> Case {
    let counted = |counts: &[usize]| {
        let n = counts.len();
        let samples: Vec<usize> = (0..n).collect();
        let found = occurrences(counts, n);
        let catalog = table("loudness,tempo", n, |i| format!("{i},{i}"));
        [exposure(&catalog, &samples, &found).counted("by sound")]
    };
    match kind {
        CountedKind::OfOneLength => Case::new(
            counted(&[4, 4, 4, 3, 0]),
            "5 lists by sound of 3 tracks each; 1 track in none of them; no track stands in more than 4.",
        )
        .not(counted(&[4, 4, 4, 2, 0]), "of up to 3 tracks each"),
        CountedKind::UpToALength => Case::new(
            // Three tracks, of which each has two others.
            counted(&[2, 2, 2]),
            "3 lists by sound of up to 3 tracks each; 0 tracks in none of them; no track stands in more than 2.",
        )
        .not(counted(&[3, 3, 3, 3]), "of 3 tracks each"),
    }
}

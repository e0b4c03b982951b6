//! Counts that rise with loudness, and counts that cannot be compared.

use super::*;
use crate::neighbors::Metric;
use crate::recommend::OccurrenceParams;
use crate::testing::catalog;

fn counted(counts: Vec<usize>) -> Occurrences {
    Occurrences {
        params: OccurrenceParams {
            metric: Metric::Euclidean,
            top_n: 3,
        },
        n_lists: counts.len(),
        counts,
    }
}

fn rows(header: &str, n: usize, row: impl Fn(usize) -> String) -> Catalog {
    let lines: Vec<String> = (0..n).map(|i| format!("{i},{}\n", row(i))).collect();
    catalog(&format!("id,{header}\n{}", lines.concat()), &[])
}

#[test]
fn both_parts_must_hold() {
    let catalog = rows("loudness,energy,tempo", 12, |i| {
        format!("{},{},{}", -20 + i as i32, 12 - i, i * i)
    });
    let samples: Vec<usize> = (0..12).collect();
    let rising = exposure(&catalog, &samples, &counted((0..12).collect()));
    assert_eq!(rising.verdict, Verdict::Supported);
    assert_eq!(rising.parts[0].column, "loudness");
    assert_eq!((rising.never, rising.most), (1, Some((11, 11))));
    assert_eq!(
        rising.counted("by sound").to_string(),
        "12 lists by sound of 3 tracks each; 1 track in none of them; no track stands in more than 11."
    );
    let turned = exposure(&catalog, &samples, &counted((0..12).rev().collect()));
    assert_eq!(turned.verdict, Verdict::NotSupported);
    assert_eq!(turned.sentence, "Not supported by loudness and tempo.");

    let half = rows("energy,tempo", 12, |i| format!("{i},{}", (i * 5) % 12));
    let half = exposure(&half, &samples, &counted((0..12).collect()));
    assert_eq!(half.sentence, "Not supported by tempo, only by energy.");
    assert_eq!(half.verdict, Verdict::NotSupported);
}

#[test]
fn a_weak_correlation_is_no_support_however_sure() {
    // Every list of numbers in turn, but for one in fifteen that rises with the counts.
    let n = 9000;
    let catalog = rows("loudness,tempo", n, |i| {
        let x = if i % 15 == 0 { i } else { i * 7919 % n };
        format!("{x},{i}")
    });
    let samples: Vec<usize> = (0..n).collect();
    let found = exposure(&catalog, &samples, &counted((0..n).collect()));
    let correlation = found.parts[0].correlation.unwrap();
    assert!(
        correlation.interval.low > 0.0 && correlation.rho < LEAST_RHO,
        "{correlation:?}"
    );
    assert_eq!(found.parts[0].verdict, Verdict::NotSupported);
}

#[test]
fn what_cannot_be_compared_has_words() {
    let few = rows("loudness,tempo", 7, |i| format!("{i},{i}"));
    let found = exposure(&few, &[0, 1, 2, 3, 4, 5, 6], &counted(vec![1; 7]));
    assert_eq!(found.verdict, Verdict::TooFewTracks);
    assert_eq!(
        found.sentence,
        "Too few tracks: 8 with a number are needed."
    );
    assert_eq!(
        found.parts[0].sentence,
        "Quieter tracks are recommended less often: 7 tracks with a number in loudness; 8 are needed."
    );
    let same = rows("loudness,tempo", 9, |_| "5,6".into());
    let found = exposure(
        &same,
        &[0, 1, 2, 3, 4, 5, 6, 7, 8],
        &counted((0..9).collect()),
    );
    assert_eq!(found.verdict, Verdict::NotSupported);
    assert!(
        found.parts[1]
            .sentence
            .ends_with("not supported, tempo or the number of lists is the same for all.")
    );
    let pair = exposure(&few, &[0, 1], &counted(vec![1; 2]));
    assert_eq!(
        pair.counted("by sound").to_string(),
        "2 lists by sound of up to 3 tracks each; 0 tracks in none of them; no track stands in more than 1."
    );
    let nothing = exposure(&Catalog::default(), &[], &counted(Vec::new()));
    assert_eq!(
        nothing.sentence,
        "Cannot be measured: the table needs tempo, and loudness or energy."
    );
    assert_eq!(
        nothing.counted("by sound").to_string(),
        "0 lists by sound of 3 tracks each; 0 tracks in none of them."
    );
    let untimed = rows("loudness,b", 9, |i| format!("{i},1"));
    let found = exposure(
        &untimed,
        &[0, 1, 2, 3, 4, 5, 6, 7, 8],
        &counted((0..9).collect()),
    );
    assert_eq!(found.verdict, Verdict::NotMeasured);
}

//! The first of a ranking: their features as grouped bars, and each feature in numbers.

use super::cell;
use crate::charts::{BarAxis, GroupedBars, Series};
use crate::data::{TextCell, TextTable};
use crate::rank::{FeatureBars, Order, Top};
use crate::sentences::Shown;
use crate::wording::{readable, tracks};

/// "the 10 tracks with the highest popularity".
fn which(top: &Top) -> String {
    let end = match top.params.order {
        Order::Descending => "highest",
        Order::Ascending => "lowest",
    };
    format!(
        "the {} with the {end} {}",
        tracks(top.entries.len()),
        readable(&top.params.column)
    )
}

/// Groups are tracks, series are features; on the scaled axis 0 is the least and 1 the largest number of all rows that
/// take part, so that tempo does not crush the others.
pub fn bars(top: &Top, bars: &FeatureBars, axis: BarAxis) -> GroupedBars {
    let drawn = bars.drawn.iter().map(|&j| &bars.columns[j]);
    let series = drawn.map(|column| {
        let (min, max) = (column.min.unwrap_or(0.0), column.max.unwrap_or(1.0));
        // Where all are equal they stand in the middle.
        let room = if max > min { 0.0 } else { 1.0 };
        Series {
            name: readable(&column.name),
            lo: min - room,
            hi: max + room,
        }
    });
    GroupedBars {
        title: format!("Features of {}", which(top)),
        group_title: "Track".into(),
        groups: bars.tracks.iter().map(|track| track.name.clone()).collect(),
        series: series.collect(),
        values: bars
            .tracks
            .iter()
            .map(|track| {
                let raw = bars.drawn.iter().map(|&j| track.raw[j]);
                raw.map(|x| x.unwrap_or(f64::NAN)).collect()
            })
            .collect(),
        axis,
    }
}

/// One row per feature: pandas' `describe` of the tracks in the list, in the units of the file.
pub fn summary(top: &Top, bars: &FeatureBars) -> TextTable {
    let mut table = TextTable::new(
        format!("Each feature of {}, in numbers", which(top)),
        [
            "Feature",
            "Tracks",
            "Missing",
            "Mean",
            "Standard deviation",
            "Least",
            "Lower quartile",
            "Median",
            "Upper quartile",
            "Largest",
        ],
    );
    for column in &bars.columns {
        let summary = column.summary.as_ref();
        let numbers = [
            summary.map(|s| s.mean),
            summary.and_then(|s| s.std),
            summary.map(|s| s.min),
            summary.map(|s| s.q1),
            summary.map(|s| s.median),
            summary.map(|s| s.q3),
            summary.map(|s| s.max),
        ];
        let start = [
            readable(&column.name),
            summary.map_or(0, |s| s.count).to_string(),
            column.missing.to_string(),
        ];
        table.push(
            start
                .map(TextCell::from)
                .into_iter()
                .chain(numbers.map(cell)),
        );
    }
    table
}

/// Which features are drawn, where not all are.
pub fn drawn(top: &Top, bars: &FeatureBars) -> Option<Shown> {
    let (n, of) = (bars.drawn.len(), bars.columns.len());
    let said = if top.params.drawn.is_some() {
        Shown::ChosenFeatures { n, of }
    } else {
        Shown::FeaturesThatDiffer { n, of }
    };
    (n != of).then_some(said)
}

/// What is missing from the bars, where something is.
pub fn missing(bars: &FeatureBars) -> Option<Shown> {
    let columns: Vec<_> = bars
        .columns
        .iter()
        .filter(|column| column.missing > 0)
        .map(|column| (column.name.clone(), column.missing))
        .collect();
    (!columns.is_empty()).then_some(Shown::Missing { columns })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charts::{Figure, Sheet};
    use crate::rank::{Scope, TopParams, feature_bars, top};
    use crate::testing::catalog;

    fn answer() -> (Top, FeatureBars) {
        let csv = "id,title,plays,energy,tempo,flat\n0,A,9,0.2,180,2\n1,B,8,,90,2\n2,C,7,0.8,60,2\n3,D,1,1,120,2\n";
        let catalog = catalog(csv, &[]);
        let params = TopParams {
            column: "plays".into(),
            n: 3,
            order: Order::Descending,
            scope: Scope::All,
            drawn: None,
        };
        let top = top(&catalog, &params).unwrap();
        let columns = ["energy", "tempo", "flat"].map(str::to_owned);
        let bars = feature_bars(&catalog, &top.entries, &columns, &params).unwrap();
        (top, bars)
    }

    #[test]
    fn the_scaled_bars_are_the_shared_values_of_the_answer() {
        let (top, answer) = answer();
        let figure = bars(&top, &answer, BarAxis::Scaled);
        assert_eq!(
            figure.title,
            "Features of the 3 tracks with the highest plays"
        );
        for (track, row) in answer.tracks.iter().zip(&figure.values) {
            for ((series, value), shared) in figure.series.iter().zip(row).zip(&track.shared) {
                let fraction = (value - series.lo) / (series.hi - series.lo);
                assert!(
                    shared.map_or(fraction.is_nan(), |x| (x - fraction).abs() < 1e-12),
                    "{} of {}",
                    series.name,
                    track.name
                );
            }
        }
        let drawn = figure.drawing(&Sheet::estimated(600.0));
        assert_eq!(drawn.caption, "1 of 9 values is missing and leaves a gap.");
        assert_eq!(figure.words((0, 1)).unwrap(), "A: tempo 180");
    }

    #[test]
    fn the_summary_describes_the_list_and_counts_what_is_missing() {
        let (top, answer) = answer();
        let table = summary(&top, &answer);
        assert_eq!(table.rows[0][..4], ["energy", "2", "1", "0.5"]);
        assert_eq!(table.rows[0][5..], ["0.2", "0.35", "0.5", "0.65", "0.8"]);
        assert_eq!(table.rows[1][..4], ["tempo", "3", "0", "110"]);
        let missing = missing(&answer).unwrap();
        assert_eq!(missing.to_string(), "Missing: energy in 1 track.");
    }
}

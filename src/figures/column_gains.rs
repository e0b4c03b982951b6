//! What further columns add, in words and a table, for the page.

use super::scorecard::way;
use crate::analysis::ColumnGains;
use crate::data::{TextCell, TextTable};
use crate::recommend::Scaling;
use crate::sentences::Scored;
use crate::wording::{counted, enumerate, fixed, part, readable};

/// "1 column", "6 columns".
fn columns(n: usize) -> String {
    counted(n, "column", "columns")
}

/// What comes of it: "By the 6 columns in force 24.1 % of a track's ten nearest share its genre. With 9 columns more it is
/// 38.2 %: 12.0 to 16.2 points more."
pub fn sentences(gains: &ColumnGains) -> [Scored; 2] {
    let now = Scored::ColumnsReach {
        n_columns: gains.columns.len(),
        masked_by: gains.masked_by.clone(),
        share: gains.share,
        label: gains.label.clone(),
    };
    let (Some(last), Some((_, interval))) = (gains.added.last(), gains.gain) else {
        let nothing = if gains.others.is_empty() {
            Scored::NoOtherColumn
        } else {
            Scored::NoOtherHelps
        };
        return [now, nothing];
    };
    let (n, share, more) = (gains.added.len(), last.share, [interval.low, interval.high]);
    let then = if interval.low > 0.0 {
        Scored::MoreColumnsHelp { n, share, more }
    } else {
        Scored::MoreColumnsMayHelp { n, share, more }
    };
    [now, then]
}

/// A row a column, in the order in which they help.
pub fn gains(gains: &ColumnGains) -> TextTable {
    let title = format!("What each column adds to {}", columns(gains.columns.len()));
    let mut table = TextTable::new(title, ["Column added", "Share with it", "Points more"]);
    let mut before = gains.share;
    for gain in &gains.added {
        let more = gain.share - before;
        before = gain.share;
        table.push([
            gain.column.clone().into(),
            TextCell::number(gain.share, part(gain.share)),
            TextCell::number(more * 100.0, fixed(more * 100.0, 1)),
        ]);
    }
    table
}

/// How it was found out; nothing where no column is added.
pub fn how(gains: &ColumnGains) -> Option<Scored> {
    (!gains.added.is_empty()).then(|| Scored::ChosenOneByOne {
        n_chose: gains.n_chose,
        n_measured: gains.n_measured,
        way: way(gains.metric, Scaling::Standardised),
    })
}

/// Columns that were not added: why, and their names.
pub fn left(gains: &ColumnGains) -> Vec<(String, String)> {
    let of = |why: &str, names: &[String]| {
        let readable: Vec<String> = names.iter().map(|name| readable(name)).collect();
        let names = enumerate(&readable)?;
        Some((format!("{why}: {}", columns(readable.len())), names))
    };
    let others = of("Tried, and of no more help", &gains.others);
    let incomplete = of(
        "Not tried, because some of the tracks have no number there",
        &gains.incomplete,
    );
    others.into_iter().chain(incomplete).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::ColumnGain;
    use crate::neighbors::Metric;
    use crate::sentences::text;
    use crate::stats::Interval;

    fn found(low: f64) -> ColumnGains {
        let gain = |column: &str, share| ColumnGain {
            column: column.into(),
            share,
        };
        ColumnGains {
            label: "main_genre".into(),
            masked_by: Some("artists".into()),
            metric: Metric::Euclidean,
            columns: vec!["energy".into(), "tempo".into()],
            share: 0.25,
            added: vec![gain("loudness", 0.3), gain("mode", 0.295)],
            others: vec!["key".into(), "time_signature".into()],
            incomplete: vec!["year".into()],
            gain: Some((0.045, Interval { low, high: 0.06 })),
            n_chose: 500,
            n_measured: 501,
        }
    }

    #[test]
    fn it_says_what_is_gained_and_whether_that_is_sure() {
        let want = "By the 2 columns in force 25.0 % of a track's ten nearest, those with the same artists aside, share its main genre.";
        let gained = text(sentences(&found(0.03)));
        assert_eq!(
            gained,
            format!("{want} With 2 columns more it is 29.5 %: 3.0 to 6.0 points more.")
        );
        assert!(text(sentences(&found(-0.01))).ends_with(
            "it is 29.5 %: between \u{2212}1.0 and 6.0 points more, which may be chance."
        ));
        let nothing = ColumnGains {
            added: Vec::new(),
            gain: None,
            ..found(0.0)
        };
        assert_eq!(
            text(sentences(&nothing)),
            format!("{want} No other column brings more of them near each other.")
        );
        assert_eq!((how(&nothing), left(&nothing).len()), (None, 2));
    }

    #[test]
    fn each_column_has_what_it_adds_to_those_before() {
        let table = gains(&found(0.03));
        let words = |row: &Vec<TextCell>| -> Vec<String> {
            row.iter().map(|cell| cell.words().to_owned()).collect()
        };
        assert_eq!(words(&table.rows[0]), ["loudness", "30.0 %", "5.0"]);
        assert_eq!(words(&table.rows[1]), ["mode", "29.5 %", "\u{2212}0.5"]);
        let of = |why: &str, names: &str| (why.to_owned(), names.to_owned());
        assert_eq!(
            left(&found(0.03)),
            [
                of(
                    "Tried, and of no more help: 2 columns",
                    "key and time signature"
                ),
                of(
                    "Not tried, because some of the tracks have no number there: 1 column",
                    "year"
                ),
            ]
        );
    }
}

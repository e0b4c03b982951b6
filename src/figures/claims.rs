//! Common claims: effects with their intervals, and the numbers behind each verdict.

use super::cell;
use crate::charts::{Forest, ForestRow};
use crate::data::{TextCell, TextTable};
use crate::explain::{Claim, Exposure, Tendency};
use crate::sentences::Shown;
use crate::wording::{fixed, readable};

/// That tracks are left out of a claim; `None` where all have its number.
pub fn missing(claim: &Claim) -> Option<Shown> {
    let n = claim.missing;
    (n > 0).then_some(Shown::PicturedWithoutNumber { n })
}

/// One row per part: Cliff's delta with its 95 % interval.
pub fn forest(claims: &[Claim]) -> Forest {
    let rows = claims.iter().flat_map(|claim| {
        claim.parts.iter().map(|part| {
            let effect = part.effect;
            ForestRow {
                label: format!(
                    "{}: {} {}",
                    claim.condition,
                    expected(part.expected),
                    part.name
                ),
                effect: effect.map_or(f64::NAN, |effect| effect.delta),
                lo: effect.map_or(f64::NAN, |effect| effect.interval.low),
                hi: effect.map_or(f64::NAN, |effect| effect.interval.high),
                verdict: part.verdict.words().into(),
            }
        })
    });
    Forest {
        title: "How far the pictures differ from those of all other tracks".into(),
        x_title: "Cliff's delta, with its 95 % interval".into(),
        rows: rows.collect(),
    }
}

/// The same for how often tracks are recommended: Spearman's rank correlation.
pub fn exposure_forest(exposure: &Exposure) -> Forest {
    let rows = exposure.parts.iter().map(|part| {
        let found = part.correlation;
        ForestRow {
            label: part.statement.clone(),
            effect: found.map_or(f64::NAN, |found| found.rho),
            lo: found.map_or(f64::NAN, |found| found.interval.low),
            hi: found.map_or(f64::NAN, |found| found.interval.high),
            verdict: part.verdict.words().into(),
        }
    });
    Forest {
        title: "How often tracks are recommended".into(),
        x_title: "Spearman's rank correlation, with its 95 % interval".into(),
        rows: rows.collect(),
    }
}

fn expected(direction: Tendency) -> &'static str {
    match direction {
        Tendency::Higher => "higher",
        Tendency::Lower => "lower",
    }
}

/// One row per part: which tracks, what was measured, both means, the effect and its interval.
pub fn table(claims: &[Claim], exposure: Option<&Exposure>) -> TextTable {
    let mut table = TextTable::new(
        "Common claims in numbers",
        [
            "Statement",
            "Tracks",
            "How many",
            "Others",
            "Expected",
            "Mean, %",
            "Mean of the others, %",
            "Effect",
            "From",
            "To",
            "Verdict",
        ],
    );
    let of_claims = claims.iter().flat_map(|claim| {
        claim.parts.iter().map(|part| {
            let effect = part.effect;
            vec![
                (&claim.statement).into(),
                (&claim.condition).into(),
                claim.n_group.to_string().into(),
                claim.n_rest.to_string().into(),
                format!("{} {}", expected(part.expected), part.name).into(),
                cell(part.mean_of_group),
                cell(part.mean_of_rest),
                two(effect.map(|effect| effect.delta)),
                two(effect.map(|effect| effect.interval.low)),
                two(effect.map(|effect| effect.interval.high)),
                part.verdict.words().into(),
            ]
        })
    });
    let parts = exposure.iter().flat_map(|exposure| &exposure.parts);
    let of_exposure = parts.map(|part| {
        let found = part.correlation;
        vec![
            (&part.statement).into(),
            format!("with {}", readable(&part.column)).into(),
            found.map_or_else(TextCell::default, |found| found.n.to_string().into()),
            TextCell::default(),
            "rank correlation above 0".into(),
            TextCell::default(),
            TextCell::default(),
            two(found.map(|found| found.rho)),
            two(found.map(|found| found.interval.low)),
            two(found.map(|found| found.interval.high)),
            part.verdict.words().into(),
        ]
    });
    table.rows = of_claims.chain(of_exposure).collect();
    table
}

/// An effect from -1 to 1.
fn two(x: Option<f64>) -> TextCell {
    x.map_or_else(TextCell::default, |x| TextCell::number(x, fixed(x, 2)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charts::Figure;
    use crate::data::Catalog;
    use crate::explain::{claims, exposure};
    use crate::neighbors::Metric;
    use crate::recommend::{OccurrenceParams, Occurrences};
    use crate::testing::catalog;

    /// Twenty tracks, the louder and faster the higher their number; those of high energy are light.
    fn collection() -> Catalog {
        let line = |i: usize| format!("{i:02},{},{i},{i}\n", if i < 10 { 0.5 } else { 0.9 });
        let lines: Vec<String> = (0..20).map(line).collect();
        let ids: Vec<String> = (0..20).map(|i| format!("{i:02}")).collect();
        let (dark, light) = (|_| 50, |_| 200);
        let pictures: Vec<(&str, &dyn Fn(usize) -> u8)> = ids
            .iter()
            .enumerate()
            .map(|(i, id)| -> (&str, &dyn Fn(usize) -> u8) {
                (id, if i < 10 { &dark } else { &light })
            })
            .collect();
        let csv = format!("id,energy,loudness,tempo\n{}", lines.concat());
        catalog(&csv, &pictures)
    }

    fn counted(catalog: &Catalog) -> Exposure {
        let occurrences = Occurrences {
            params: OccurrenceParams {
                metric: Metric::Euclidean,
                top_n: 5,
            },
            counts: (0..20).collect(),
            n_lists: 20,
        };
        exposure(catalog, &(0..20).collect::<Vec<_>>(), &occurrences)
    }

    #[test]
    fn every_finding_has_a_row_with_its_effect_and_interval() {
        let claims = claims(&collection());
        let figure = forest(&claims);
        // Nothing is claimed of acousticness and valence, which are not there.
        assert_eq!(figure.rows.len(), 4);
        let first = &figure.rows[0];
        assert_eq!(
            first.label,
            "energy above 0.7: higher brightness of the upper bands"
        );
        assert_eq!((first.effect, first.hi), (1.0, 1.0));
        assert!(figure.rows[2].effect.is_nan());
        assert_eq!(figure.rows[2].verdict, "too few tracks");
        assert!(figure.words((0, 0)).unwrap().ends_with("supported"));
    }

    #[test]
    fn the_table_has_claims_and_what_is_recommended() {
        let catalog = collection();
        let (claims, counted) = (claims(&catalog), counted(&catalog));
        let shown = table(&claims, Some(&counted));
        assert_eq!(shown.rows.len(), 6);
        assert!(
            shown
                .rows
                .iter()
                .all(|row| row.len() == shown.headers.len())
        );
        let first = &shown.rows[0];
        assert_eq!(first[1..4], ["energy above 0.7", "10", "10"]);
        assert_eq!(first[5..8], ["78.4", "19.6", "1.00"]);
        let last = &shown.rows[5];
        assert_eq!(last[1..4], ["with tempo", "20", ""]);
        assert_eq!((last[7].words(), last[10].words()), ("1.00", "supported"));
        assert_eq!(exposure_forest(&counted).rows[0].effect, 1.0);
        assert_eq!(table(&claims, None).rows.len(), 4);
    }
}

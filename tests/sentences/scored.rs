//! How far lists agree with labels, and what other columns add.

use soundkin::analysis::{ColumnGain, ColumnGains, Neighborhood, Score, Scorecard};
use soundkin::figures::{column_gains, scorecard};
use soundkin::neighbors::Metric;
use soundkin::recommend::Scaling;
use soundkin::sentences::{Scored, ScoredKind};
use soundkin::space::{RecommendSettings, Settings, SoundSpace, SpaceName};
use soundkin::stats::Interval;

use super::{Case, names};

fn row(metric: Metric, precision_at_10: f64) -> Score {
    Score {
        space: SpaceName::Timbre,
        metric,
        scaling: Scaling::Standardised,
        columns: None,
        label: "main_genre".into(),
        masked_by: None,
        n: 3000,
        n_labelled: 3000,
        precision_at_10,
        interval: Interval {
            low: 0.4,
            high: 0.6,
        },
        chance: 0.1,
    }
}

/// The shares by distance and by cosine.
fn card(distance: f64, cosine: f64) -> Scorecard {
    Scorecard {
        rows: vec![
            row(Metric::Euclidean, distance),
            row(Metric::Cosine, cosine),
        ],
        ..Scorecard::default()
    }
}

fn best(card: &Scorecard) -> Vec<Scored> {
    let best = scorecard::best(card);
    let said = best.map(|row| scorecard::best_words(card, row, "by timbre"));
    said.into_iter().flatten().collect()
}

/// Is the best way, which is by timbre and distance, in force where sound and timbre are compared so?
fn goes_by(sound_space: SoundSpace, metric: Metric) -> Option<Scored> {
    let mut settings = Settings {
        sound_space,
        ..Settings::default()
    };
    settings.recommending[SpaceName::Timbre] = RecommendSettings {
        metric,
        scaling: Scaling::Standardised,
    };
    scorecard::goes_by(&settings, &row(Metric::Euclidean, 0.5))
}

fn sampled(n_labelled: usize) -> Option<Scored> {
    let mut card = card(0.5, 0.4);
    card.rows[0].n_labelled = n_labelled;
    scorecard::sampled(&card)
}

fn hub(hubness: f64, hub: Option<(usize, usize)>) -> Option<Scored> {
    let row = Neighborhood {
        space: SpaceName::Timbre,
        hubness,
        hub,
        n_lists: 100,
        stability: None,
        trustworthiness: None,
    };
    scorecard::hub(&row, "timbre", |track| format!("Song {track}"))
}

fn line(metric: Metric) -> Option<Scored> {
    let way = RecommendSettings {
        metric,
        scaling: Scaling::Standardised,
    };
    let mut card = card(0.5, 0.4);
    // By cosine it is only known without the same artist.
    card.rows[1].masked_by = Some("artists".into());
    scorecard::line(&card, SpaceName::Timbre, way, "by timbre")
}

/// What `added` columns change: `low` is the lower end of the interval.
fn gains(added: &[&str], low: f64, others: &[&str]) -> ColumnGains {
    let gain = |column: &&str| ColumnGain {
        column: (*column).into(),
        share: 0.3,
    };
    ColumnGains {
        label: "main_genre".into(),
        masked_by: Some("artists".into()),
        metric: Metric::Euclidean,
        columns: names(&["energy", "tempo"]),
        share: 0.25,
        added: added.iter().map(gain).collect(),
        others: names(others),
        incomplete: names(&["year"]),
        gain: (!added.is_empty()).then_some((0.05, Interval { low, high: 0.06 })),
        n_chose: 500,
        n_measured: 501,
    }
}

fn more(added: &[&str], low: f64, others: &[&str]) -> [Scored; 2] {
    column_gains::sentences(&gains(added, low, others))
}

pub(super) fn case(kind: ScoredKind) -> Case {
    use ScoredKind as Kind;
    let lead = |card: Scorecard| [scorecard::lead(&card)];
    let how = |added: &[&str]| column_gains::how(&gains(added, 0.03, &["key"]));
    match kind {
        Kind::ShouldBeNear => Case::new(
            lead(card(0.5, 0.4)),
            "Tracks with the same main genre should be near each other. How often are they?",
        )
        .not(lead(Scorecard::default()), "No column says"),
        Kind::NoLabels => Case::new(
            lead(Scorecard::default()),
            "No column says which tracks belong together. This is what the neighbourhoods are worth by themselves.",
        )
        .not(lead(card(0.5, 0.4)), "Tracks with the same main genre"),
        Kind::ShareTheLabel => Case::new(
            line(Metric::Euclidean),
            "Of a track's ten nearest by timbre 50.0 % share its main genre; by chance 10.0 %.",
        )
        .not(line(Metric::Cosine), ""),
        Kind::BestHere => Case::new(
            best(&card(0.5, 0.4)),
            "Best here: by timbre (distance, standardised).",
        )
        .not(best(&card(0.5, 0.5)), "None is better here")
        .not(best(&Scorecard::default()), ""),
        Kind::NoneIsBetter => Case::new(
            best(&card(0.5, 0.5)),
            "None is better here, though some are as good: by timbre (distance, standardised).",
        )
        .not(best(&card(0.4, 0.5)), "Best here: by timbre (cosine, standardised)."),
        Kind::GoesByIt => Case::new(goes_by(SoundSpace::Auto, Metric::Euclidean), "Recommendations go by it.")
            .not(goes_by(SoundSpace::Pixels, Metric::Euclidean), "")
            .not(goes_by(SoundSpace::Timbre, Metric::Cosine), ""),
        Kind::OfSomeTracks => Case::new(
            sampled(114_000),
            "Measured for a seeded sample of 3,000 of 114,000 tracks; all stand in their lists.",
        )
        .not(sampled(3000), ""),
        Kind::StandsInMany => Case::new(
            hub(1.0, Some((7, 40))),
            "By timbre, “Song 7” stands among the ten nearest of 40 of 100 tracks.",
        )
        .not(hub(0.99, Some((7, 40))), "")
        .not(hub(2.0, None), ""),
        Kind::ColumnsReach => Case::new(
            more(&["mode"], 0.03, &["key"]),
            "By the 2 columns in force 25.0 % of a track's ten nearest, those with the same artists aside, share its main genre.",
        )
        .not_so(
            column_gains::sentences(&ColumnGains {
                masked_by: None,
                ..gains(&["mode"], 0.03, &["key"])
            }),
            "25.0 % of a track's ten nearest share its main genre.",
        ),
        Kind::NoOtherColumn => {
            Case::new(more(&[], 0.0, &[]), "There is no other column to try.")
                .not(more(&[], 0.0, &["key"]), "No other column brings")
                .not(more(&["mode"], 0.03, &[]), "With 1 column more")
        }
        Kind::NoOtherHelps => Case::new(
            more(&[], 0.0, &["key"]),
            "No other column brings more of them near each other.",
        )
        .not(more(&[], 0.0, &[]), "no other column to try")
        .not(more(&["mode"], 0.03, &["key"]), "With 1 column more"),
        Kind::MoreColumnsHelp => Case::new(
            more(&["mode", "flux"], 0.03, &["key"]),
            "With 2 columns more it is 30.0 %: 3.0 to 6.0 points more.",
        )
        .not(more(&["mode"], 0.0, &["key"]), "which may be chance")
        .not(more(&[], 0.0, &["key"]), "No other column brings"),
        Kind::MoreColumnsMayHelp => Case::new(
            more(&["mode"], -0.01, &["key"]),
            "With 1 column more it is 30.0 %: between \u{2212}1.0 and 6.0 points more, which may be chance.",
        )
        .not(more(&["mode"], 0.001, &["key"]), "0.1 to 6.0 points more."),
        Kind::ChosenOneByOne => Case::new(
            how(&["mode"]),
            "One column at a time, the one that helps most: 500 tracks chose, the shares are those of 501 others. Compared by distance, standardised.",
        )
        .not(how(&[]), ""),
    }
}

#[test]
fn where_artists_are_masked_the_best_way_is_one_of_those() {
    let mut card = card(0.9, 0.4);
    card.rows[1].masked_by = Some("artists".into());
    let said = best(&card)[0].to_string();
    assert_eq!(said, "Best here: by timbre (cosine, standardised).");
}

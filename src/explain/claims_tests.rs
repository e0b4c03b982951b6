//! Statements that hold, that fail, that are turned round, and that nobody can tell.

use super::*;
use crate::testing::catalog;

/// Twenty tracks: the last `n_high` have energy 0.9 and pictures of luma `high`, the others 0.5 and `low`.
fn collection(n_high: usize, high: u8, low: u8) -> Catalog {
    let is_high = |i: usize| i >= 20 - n_high;
    let line = |i: usize| {
        let energy = if is_high(i) { "0.9" } else { "0.5" };
        format!("{i},{energy},0.1,0.9\n")
    };
    let lines: Vec<String> = (0..20).map(line).collect();
    let csv = format!("id,energy,acousticness,valence\n{}", lines.concat());
    let ids: Vec<String> = (0..20).map(|i| i.to_string()).collect();
    let pixels: Vec<Box<dyn Fn(usize) -> u8>> = (0..20)
        .map(|i| {
            let luma = if is_high(i) { high } else { low };
            Box::new(move |_| luma + i as u8) as Box<dyn Fn(usize) -> u8>
        })
        .collect();
    let pictures: Vec<(&str, &dyn Fn(usize) -> u8)> = ids
        .iter()
        .zip(&pixels)
        .map(|(id, pixel)| (id.as_str(), &**pixel))
        .collect();
    catalog(&csv, &pictures)
}

#[test]
fn a_statement_that_holds_is_supported() {
    let claims = claims(&collection(10, 200, 50));
    let claim = &claims[0];
    assert_eq!((claim.n_group, claim.n_rest, claim.missing), (10, 10, 0));
    assert_eq!(claim.condition, "energy above 0.7");
    assert_eq!(claim.verdict, Verdict::Supported);
    assert_eq!(
        claim.sentence,
        "Supported by brightness of the upper bands and density of the upper bands."
    );
    assert_eq!(
        claim.parts[0].sentence,
        "Mean brightness of the upper bands: 84.1 % against 21.4 % in the others; Cliff's delta 1.00 (95 % interval 0.44 to 1.00), a large effect: supported."
    );
}

#[test]
fn the_opposite_is_called_the_opposite() {
    let claim = &claims(&collection(10, 50, 200))[0];
    assert_eq!(claim.verdict, Verdict::NotSupported);
    assert!(claim.sentence.starts_with(
        "Not supported: brightness of the upper bands is not higher, the opposite is true and density"
    ));
}

#[test]
fn no_difference_is_no_support() {
    let claim = &claims(&collection(10, 50, 50))[0];
    // Later tracks are a little brighter, by construction.
    assert_eq!(claim.parts[0].verdict, Verdict::Supported);
    let same: Vec<f64> = (0..10).map(f64::from).collect();
    let none = part(Measure::Brightness, Tendency::Lower, &same, &same);
    assert_eq!(none.verdict, Verdict::NotSupported);
    assert_eq!(
        in_words(std::slice::from_ref(&none)).to_string(),
        "Not supported: brightness is not clearly lower."
    );
    let lower: Vec<f64> = same.iter().map(|x| x - 100.0).collect();
    let held = part(Measure::Density, Tendency::Lower, &lower, &same);
    assert_eq!(
        in_words(&[none, held]).to_string(),
        "Not supported: brightness is not clearly lower, though density is."
    );
}

#[test]
fn a_negligible_effect_is_no_support_however_sure() {
    let rest: Vec<f64> = (0..20_000).map(f64::from).collect();
    let group: Vec<f64> = rest.iter().map(|x| x + 1000.0).collect();
    let found = part(Measure::Brightness, Tendency::Higher, &group, &rest);
    let effect = found.effect.unwrap();
    assert!(effect.interval.low > 0.0 && effect.delta < 0.147);
    assert_eq!(found.verdict, Verdict::NotSupported);
}

#[test]
fn seven_tracks_are_too_few_and_eight_are_enough() {
    let seven = &claims(&collection(7, 200, 50))[0];
    assert_eq!(seven.verdict, Verdict::TooFewTracks);
    assert_eq!(
        seven.sentence,
        "Too few tracks: 7 with energy above 0.7 and 13 others; 8 on each side are needed."
    );
    assert_eq!(
        claims(&collection(8, 200, 50))[0].verdict,
        Verdict::Supported
    );
    assert_eq!(
        claims(&collection(13, 200, 50))[0].verdict,
        Verdict::TooFewTracks
    );
}

#[test]
fn the_rule_is_told_as_it_is() {
    assert!(CLAIM_RULE.contains(&format!("fewer than {LEAST_TRACKS} tracks")));
    let told = 0.147;
    assert!(CLAIM_RULE.contains(&told.to_string()));
    assert_eq!(Strength::of(told), Strength::Small);
}

#[test]
fn only_what_its_column_is_there_for_is_claimed() {
    let black = |_: usize| 0;
    let without_columns = catalog("id,a,b\n0,1,2\n", &[("0", &black)]);
    let claims_of = claims(&without_columns);
    assert!(claims_of.is_empty());
    let one_column = claims(&catalog("id,acousticness,b\n0,,2\n", &[("0", &black)]));
    assert!(
        one_column
            .iter()
            .all(|claim| claim.condition.starts_with("acousticness"))
    );
    for catalog in [catalog("id,energy,b\n0,0.9,2\n", &[]), Catalog::default()] {
        for claim in claims(&catalog) {
            assert_eq!((claim.verdict, claim.n_group), (Verdict::TooFewTracks, 0));
            assert_eq!(claim.parts[0].effect, None);
        }
    }
}

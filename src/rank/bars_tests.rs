//! The shared scale, and what is missing from it.

use super::super::top::{Order, TopParams, top};
use super::*;
use crate::testing::catalog;

#[test]
fn the_shared_scale_spans_the_collection_and_not_the_shown_tracks() {
    let csv = "id,plays,tempo,flat\n0,9,60,2\n1,8,,2\n2,7,100,2\n3,1,160,2\n";
    let catalog = catalog(csv, &[]);
    let params = TopParams {
        column: "plays".into(),
        n: 3,
        order: Order::Descending,
        scope: Scope::All,
        drawn: None,
    };
    let entries = top(&catalog, &params).unwrap().entries;
    let columns = ["tempo".to_string(), "flat".to_string()];
    let bars = feature_bars(&catalog, &entries, &columns, &params).unwrap();
    let shared: Vec<_> = bars.tracks.iter().map(|track| track.shared[0]).collect();
    assert_eq!(shared, [Some(0.0), None, Some(0.4)]);
    assert_eq!(bars.tracks[2].raw, [Some(100.0), Some(2.0)]);
    assert_eq!(bars.tracks[2].shared[1], Some(0.5));
    assert_eq!((bars.columns[0].missing, bars.columns[1].missing), (1, 0));
    assert_eq!(bars.columns[0].summary.as_ref().unwrap().mean, 80.0);

    let unknown = ["name".to_string()];
    assert!(feature_bars(&catalog, &entries, &unknown, &params).is_err());
    let pictured = TopParams {
        scope: Scope::Pictured,
        ..params
    };
    let none = feature_bars(&catalog, &[], &columns, &pictured).unwrap();
    assert!(none.tracks.is_empty() && none.columns[0].min.is_none());
}

#[test]
fn at_most_eight_are_drawn_and_first_those_in_which_the_list_differs() {
    // The first two rows lead; in odd columns they lie apart from the others, further and further.
    let names: Vec<String> = (0..12).map(|j| format!("c{j}")).collect();
    let mut csv = format!("id,plays,{}\n", names.join(","));
    for row in 0..20 {
        let values = (0..12).map(|j| {
            let is_apart = row < 2 && j % 2 == 1;
            format!("{}", (row * 7 + j) % 5 + if is_apart { 10 * j } else { 0 })
        });
        let values: Vec<String> = values.collect();
        csv += &[row.to_string(), (100 - row).to_string(), values.join(",")].join(",");
        csv.push('\n');
    }
    let catalog = catalog(&csv, &[]);
    let mut params = TopParams {
        n: 2,
        ..TopParams::of("plays", Scope::All)
    };
    let entries = top(&catalog, &params).unwrap().entries;
    let bars = feature_bars(&catalog, &entries, &names, &params).unwrap();
    assert_eq!((bars.columns.len(), bars.drawn.len()), (12, MOST_DRAWN));
    assert!(bars.drawn.is_sorted());
    assert!((1..12).step_by(2).all(|j| bars.drawn.contains(&j)));
    params.drawn = Some(vec!["c7".into(), "c0".into(), "gone".into()]);
    let bars = feature_bars(&catalog, &entries, &names, &params).unwrap();
    assert_eq!(bars.drawn, [0, 7]);
    params.drawn = Some(names.clone());
    let bars = feature_bars(&catalog, &entries, &names, &params).unwrap();
    assert_eq!(bars.drawn, [0, 1, 2, 3, 4, 5, 6, 7]);
}

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
    };
    let entries = top(&catalog, &params).unwrap().entries;
    let columns = ["tempo".to_string(), "flat".to_string()];
    let bars = feature_bars(&catalog, &entries, &columns, Scope::All).unwrap();
    let shared: Vec<_> = bars.tracks.iter().map(|track| track.shared[0]).collect();
    assert_eq!(shared, [Some(0.0), None, Some(0.4)]);
    assert_eq!(bars.tracks[2].raw, [Some(100.0), Some(2.0)]);
    assert_eq!(bars.tracks[2].shared[1], Some(0.5));
    assert_eq!((bars.columns[0].missing, bars.columns[1].missing), (1, 0));
    assert_eq!(bars.columns[0].summary.as_ref().unwrap().mean, 80.0);

    let unknown = ["name".to_string()];
    assert!(feature_bars(&catalog, &entries, &unknown, Scope::All).is_err());
    let none = feature_bars(&catalog, &[], &columns, Scope::Pictured).unwrap();
    assert!(none.tracks.is_empty() && none.columns[0].min.is_none());
}

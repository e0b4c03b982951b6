//! What is ranked and compared by before a person chooses.

use std::cell::LazyCell;

use serde::{Deserialize, Serialize};

use super::rows::Scope;
use super::split::SplitParams;
use super::top::TopParams;
use crate::data::Catalog;
use crate::features::audio::default_columns;
use crate::join::{JoinReport, KnownColumns};

/// The first ranking and the first comparison.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Usual {
    /// By popularity, else by the first column that says something of tracks: no id and no row counter. `None` where there
    /// is none.
    pub top: Option<TopParams>,
    /// By energy, else likewise.
    pub split: Option<SplitParams>,
}

impl Usual {
    /// Those of `catalog`, joined as `join` says.
    pub fn of(catalog: &Catalog, join: &JoinReport) -> Self {
        let scope = Scope::default_for(catalog);
        // Looked for once, and only where it is needed.
        let first = LazyCell::new(|| {
            let table = catalog.table.as_deref()?;
            default_columns(table, &join.key_column).into_iter().next()
        });
        let KnownColumns {
            popularity, energy, ..
        } = join.columns.clone();
        let top = popularity.or_else(|| first.clone());
        let split = energy.or_else(|| first.clone());
        Self {
            top: top.map(|column| TopParams::of(&column, scope)),
            split: split.map(|column| SplitParams::of(&column, scope)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::joined;

    fn columns(csv: &str) -> [Option<String>; 2] {
        let (catalog, join) = joined(csv, &[]);
        let usual = Usual::of(&catalog, &join);
        [
            usual.top.map(|top| top.column),
            usual.split.map(|split| split.column),
        ]
    }

    #[test]
    fn neither_ids_nor_row_counters_come_first() {
        let csv = "Unnamed: 0,id,album_id,energy,tempo\n0,9,7,0.1,80\n1,8,7,0.7,90\n2,4,6,0.3,70\n";
        assert_eq!(
            columns(csv),
            ["energy", "energy"].map(|name| Some(name.into()))
        );
        let csv = "id,n,tempo,popularity\n9,0,80,3\n8,1,90,2\n4,2,70,9\n";
        assert_eq!(
            columns(csv),
            ["popularity", "tempo"].map(|name| Some(name.into()))
        );
        assert_eq!(columns("id,n\n9,0\n8,1\n4,2\n"), [None, None]);
    }
}

//! What a map says of the rows of a table, as columns beside them: cluster and coordinates.

use std::borrow::Cow;

use crate::analysis::Analysis;
use crate::cluster::number_by_size;
use crate::protocol::MapColumns;
use crate::space::Space;
use crate::wording::axis_name;

/// The columns of one map.
pub(super) struct OfMap<'a> {
    space: &'a Space,
    by: Cow<'static, str>,
    names: &'a [String],
    /// Cluster of each sample, the largest is 0.
    labels: Vec<usize>,
    /// Sample of each row; `None` for rows that are not on the map.
    sample_of: Vec<Option<usize>>,
}

impl<'a> OfMap<'a> {
    /// `None` where there is no such map.
    pub(super) fn new(analysis: &'a Analysis, wanted: &'a MapColumns) -> Option<Self> {
        let space = analysis.space(wanted.space)?;
        let catalog = &analysis.catalog;
        let n_rows = catalog.table.as_ref()?.n_rows;
        let mut sample_of = vec![None; n_rows];
        for (sample, &track) in space.samples.tracks.iter().enumerate() {
            if let Some(slot) = catalog.row(track).and_then(|row| sample_of.get_mut(row)) {
                *slot = Some(sample);
            }
        }
        let clusters = &space.clusters;
        Some(Self {
            space,
            by: wanted.space.words_in(catalog).by,
            names: &wanted.cluster_names,
            labels: number_by_size(&clusters.fitted.labels, clusters.params.n_clusters),
            sample_of,
        })
    }

    /// Each says which map it is of: a table may have a column called "cluster".
    pub(super) fn headers(&self) -> [String; 4] {
        let is_tsne = self.space.shown_tsne().is_some();
        let [x, y] = [0, 1].map(|axis| axis_name(axis, is_tsne));
        let all = ["cluster".to_owned(), "cluster name".to_owned(), x, y];
        all.map(|name| format!("{name} {}", self.by))
    }

    /// The cells of a row, empty where it is not on the map. The largest cluster is 1, as on the page.
    pub(super) fn cells(&self, row: u32) -> [Cow<'static, str>; 4] {
        let sample = self.sample_of.get(row as usize).copied().flatten();
        let Some(sample) = sample else {
            return Default::default();
        };
        let (label, at) = (self.labels[sample], self.space.coords().row(sample));
        let name = self.names.get(label).cloned().unwrap_or_default();
        [
            (label + 1).to_string().into(),
            name.into(),
            at[0].to_string().into(),
            at[1].to_string().into(),
        ]
    }
}

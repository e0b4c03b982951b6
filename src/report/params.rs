//! What a report shows beside everything that was computed.

use serde::{Deserialize, Serialize};

use crate::analysis::{Analysis, Study};
use crate::figures::{ClusterColors, ColorBy};
use crate::rank::{SplitParams, TopParams};
use crate::space::SpaceName;

/// What the report is to show beside everything that was computed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReportParams {
    /// When it is made, in words.
    pub date: String,
    /// The track whose recommendations are shown: position in the catalogue; `None` = the default one.
    pub query: Option<usize>,
    /// The space in view.
    pub space: SpaceName,
    /// What the map in view is coloured by.
    pub color_by: ColorBy,
    /// Colours of the clusters.
    pub colors: ClusterColors,
    /// The ranking in view; `None` = the notebook's.
    pub top: Option<TopParams>,
    /// The comparison in view; `None` = the notebook's.
    pub split: Option<SplitParams>,
    /// Names that the person gave to clusters: space, cluster by size, name.
    pub cluster_names: Vec<(SpaceName, usize, String)>,
}

impl ReportParams {
    /// What is to be found out about the colours of the map in view.
    pub(super) fn coloring_study(&self, analysis: &Analysis) -> Option<Study> {
        let table = analysis.catalog.table.as_deref();
        let columns = table.iter().flat_map(|table| &table.columns);
        let columns = columns.map(|column| (column.name.as_str(), column.kind));
        self.color_by.study(self.space, columns)
    }
}

//! The whole story, a short step per stage: collection -> catalogue -> spaces -> recommendations -> document.
//!
//! The worker steps through it and yields in between; the command line and the tests run it to the end.

mod agreement;
#[allow(clippy::module_inception)] // The noun of the folder.
mod analysis;
mod collection;
mod column_gains;
mod document;
mod document_join;
mod document_kinds;
mod document_scorecard;
mod document_writer;
mod kinds;
mod labels;
mod profiles;
mod raw_clusters;
mod recommendations;
mod rows;
mod scorecard;
mod search;
mod standing;
mod study;
mod topic;
mod track_search;

pub use agreement::{AgreementFit, LabelAgreement};
pub use analysis::{Analysis, analyse};
pub use collection::Collection;
pub use column_gains::{ColumnGain, ColumnGains, ColumnGainsFit};
pub use document::DocumentFit;
pub use labels::label_column;
pub use profiles::{Profiles, ProfilesFit, profiles};
pub use raw_clusters::{RawClusters, RawFit, raw_clusters};
pub use recommendations::{
    Recommendation, RecommendationList, Recommender, copies_of, default_query, find_query, query_of,
};
pub use rows::{RowOrder, Rows, RowsParams, TableRow};
pub use scorecard::{Neighborhood, Score, Scorecard, ScorecardFit};
pub use standing::Standing;
pub use study::{Finding, Findings, OutlierTrack, Quality, StudyFit};
pub use topic::{Study, Topic};
pub use track_search::{Hits, SearchParams, TrackIndex, Within};

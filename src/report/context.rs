//! What all parts of the report need: the analysis, its clusters with their names, the query.

use super::params::ReportParams;
use crate::analysis::{
    Analysis, Finding, Findings, LabelAgreement, Profiles, Quality, RawClusters, Scorecard,
    Standing, Study, query_of,
};
use crate::cluster::{Scan, number_by_size};
use crate::data::{Catalog, ColumnKind};
use crate::draw::Palette;
use crate::explain::Exposure;
use crate::sentences::{Lacking, Purpose};
use crate::space::{Space, SpaceName, SpaceWords, Spaces};

/// The clusters of all spaces as a person knows them; it takes a while to describe them.
pub(super) struct Described {
    spaces: Spaces<Option<DescribedSpace>>,
}

struct DescribedSpace {
    profiles: Profiles,
    names: Vec<String>,
    labels: Vec<usize>,
}

/// A space with its clusters as a person knows them.
pub(super) struct Shown<'a> {
    pub space: &'a Space,
    pub profiles: &'a Profiles,
    /// Names of the clusters, the largest first: those that the person gave, else the computed ones.
    pub names: &'a [String],
    /// Cluster of each sample, the largest is 0.
    pub labels: &'a [usize],
    pub palette: Palette,
}

pub(super) struct Context<'a> {
    pub analysis: &'a Analysis,
    findings: &'a Findings,
    standing: Standing,
    pub params: &'a ReportParams,
    spaces: Spaces<Option<Shown<'a>>>,
    /// The track whose recommendations are shown.
    pub query: Option<usize>,
}

impl<'a> Context<'a> {
    pub(super) fn new(
        analysis: &'a Analysis,
        findings: &'a Findings,
        described: &'a Described,
        params: &'a ReportParams,
    ) -> Self {
        let catalog = &analysis.catalog;
        Self {
            analysis,
            findings,
            standing: Standing::of(analysis),
            params,
            spaces: described
                .spaces
                .said()
                .map(|(name, described)| (name, shown(analysis, params, name, described.as_ref())))
                .collect(),
            query: query_of(catalog, params.query),
        }
    }

    pub(super) fn catalog(&self) -> &'a Catalog {
        &self.analysis.catalog
    }

    pub(super) fn shown(&self, space: SpaceName) -> Option<&Shown<'a>> {
        self.spaces[space].as_ref()
    }

    /// The space in view, else the first that there is: its map is the large one.
    pub(super) fn first_shown(&self) -> Option<SpaceName> {
        let mut spaces = std::iter::once(self.params.space).chain(self.analysis.names());
        spaces.find(|&space| self.shown(space).is_some())
    }

    /// Why there is no column to rank or to compare tracks by.
    pub(super) fn lacking(&self, to: Purpose) -> Lacking {
        let table = self.catalog().table.as_ref();
        let has_numbers = table.is_some_and(|table| {
            let mut columns = table.columns.iter();
            columns.any(|column| column.kind == ColumnKind::Number)
        });
        Lacking::to(to, table.is_some(), has_numbers)
    }

    /// How a person reads of a space.
    pub(super) fn words(&self, space: SpaceName) -> SpaceWords {
        space.words_in(self.catalog())
    }

    fn found(&self, study: Study) -> Option<&'a Finding> {
        self.findings.get(study, &self.standing)
    }

    /// Every number of clusters.
    pub(super) fn scan(&self, space: SpaceName) -> Option<&'a Scan> {
        match self.found(Study::Scan(space)) {
            Some(Finding::Scan(scan)) => Some(scan),
            _ => None,
        }
    }

    /// How often each track is recommended.
    pub(super) fn exposure(&self, space: SpaceName) -> Option<&'a Exposure> {
        match self.found(Study::Exposure(space)) {
            Some(Finding::Exposure(exposure)) => Some(exposure),
            _ => None,
        }
    }

    /// What the map is worth.
    pub(super) fn quality(&self, space: SpaceName) -> Option<&'a Quality> {
        match self.found(Study::Quality(space)) {
            Some(Finding::Quality(quality)) => Some(quality),
            _ => None,
        }
    }

    /// How well clusters separate in all that is compared, where they were found in less.
    pub(super) fn separation(&self, space: SpaceName) -> Option<f64> {
        match self.found(Study::Separation(space)) {
            Some(Finding::Separation(silhouette)) => *silhouette,
            _ => None,
        }
    }

    /// How well each space agrees with a column of labels.
    pub(super) fn scorecard(&self) -> Option<&'a Scorecard> {
        match self.found(Study::Scorecard) {
            Some(Finding::Scorecard(scorecard)) => Some(scorecard),
            _ => None,
        }
    }

    /// How far a space agrees with a column.
    pub(super) fn agreement(&self, study: Study) -> Option<&'a LabelAgreement> {
        match self.found(study) {
            Some(Finding::Agreement(found)) => found.as_ref(),
            _ => None,
        }
    }

    /// The notebook's last grouping.
    pub(super) fn raw_clusters(&self) -> Option<&'a RawClusters> {
        match self.found(Study::RawClusters) {
            Some(Finding::RawClusters(groups)) => Some(groups),
            _ => None,
        }
    }

    /// The title of a track, else its id.
    pub(super) fn name(&self, track: usize) -> String {
        let catalog = self.catalog();
        let id = || catalog.tracks.get(track).map(|track| track.id.as_str());
        catalog.title(track).or_else(id).unwrap_or("").to_owned()
    }

    pub(super) fn artists(&self, track: usize) -> String {
        let row = self.catalog().row_of_any(track);
        row.and_then(|row| self.catalog().row_artists(row))
            .unwrap_or("")
            .to_owned()
    }
}

impl Described {
    /// As far as the clusters are described in `findings`.
    pub(super) fn new(analysis: &Analysis, findings: &Findings, params: &ReportParams) -> Self {
        let standing = Standing::of(analysis);
        let of = |space| match findings.get(Study::Profiles(space), &standing) {
            Some(Finding::Profiles(profiles)) => {
                DescribedSpace::new(analysis, params, space, profiles)
            }
            _ => None,
        };
        Self {
            spaces: analysis.names().map(|name| (name, of(name))).collect(),
        }
    }
}

impl DescribedSpace {
    fn new(
        analysis: &Analysis,
        params: &ReportParams,
        name: SpaceName,
        profiles: &Profiles,
    ) -> Option<Self> {
        let clusters = &analysis.space(name)?.clusters;
        let mut names: Vec<String> = profiles.names.iter().map(|n| n.name.clone()).collect();
        for (space, cluster, given) in &params.cluster_names {
            if let Some(slot) = names.get_mut(*cluster).filter(|_| *space == name) {
                slot.clone_from(given);
            }
        }
        Some(Self {
            labels: number_by_size(&clusters.fitted.labels, clusters.params.n_clusters),
            profiles: profiles.clone(),
            names,
        })
    }
}

fn shown<'a>(
    analysis: &'a Analysis,
    params: &ReportParams,
    name: SpaceName,
    described: Option<&'a DescribedSpace>,
) -> Option<Shown<'a>> {
    let described = described?;
    Some(Shown {
        space: analysis.space(name)?,
        profiles: &described.profiles,
        names: &described.names,
        labels: &described.labels,
        palette: params.colors.palette(name),
    })
}

/// A cluster as legends and tables call it.
pub(super) fn numbered(cluster: usize, name: &str) -> String {
    format!("{}: {name}", cluster + 1)
}

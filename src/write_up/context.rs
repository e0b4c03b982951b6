//! What all parts of the report need: the analysis, its clusters with their names, the query.

use super::ReportParams;
use crate::cluster::Scan;
use crate::cluster::number_by_size;
use crate::data::Catalog;
use crate::explain::Exposure;
use crate::explain::three_digits;
use crate::pipeline::{
    Analysis, Finding, Findings, Profiles, Quality, RawGroups, Space, SpaceName, Standing, Study,
    default_query,
};
use crate::plot::Palette;
use crate::progress::grouped;

/// The clusters of both spaces as a person knows them; it takes a while to describe them.
pub(super) struct Described {
    sound: Option<DescribedSpace>,
    features: Option<DescribedSpace>,
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
    sound: Option<Shown<'a>>,
    features: Option<Shown<'a>>,
    /// The track whose recommendations are shown.
    pub query: Option<usize>,
}

impl<'a> Context<'a> {
    pub fn new(
        analysis: &'a Analysis,
        findings: &'a Findings,
        described: &'a Described,
        params: &'a ReportParams,
    ) -> Self {
        let catalog = &analysis.catalog;
        let query = params.query.filter(|&track| track < catalog.tracks.len());
        Self {
            analysis,
            findings,
            standing: Standing::of(analysis),
            params,
            sound: shown(analysis, SpaceName::Sound, described.sound.as_ref()),
            features: shown(analysis, SpaceName::Features, described.features.as_ref()),
            query: query.or_else(|| default_query(catalog)),
        }
    }

    pub fn catalog(&self) -> &'a Catalog {
        &self.analysis.catalog
    }

    pub fn shown(&self, space: SpaceName) -> Option<&Shown<'a>> {
        match space {
            SpaceName::Sound => self.sound.as_ref(),
            SpaceName::Features => self.features.as_ref(),
        }
    }

    fn found(&self, study: Study) -> Option<&'a Finding> {
        self.findings.get(study, &self.standing)
    }

    /// Every number of clusters.
    pub fn scan(&self, space: SpaceName) -> Option<&'a Scan> {
        match self.found(Study::Scan(space)) {
            Some(Finding::Scan(scan)) => Some(scan),
            _ => None,
        }
    }

    /// How often each track is recommended.
    pub fn exposure(&self, space: SpaceName) -> Option<&'a Exposure> {
        match self.found(Study::Exposure(space)) {
            Some(Finding::Exposure(exposure)) => Some(exposure),
            _ => None,
        }
    }

    /// What the map is worth.
    pub fn quality(&self, space: SpaceName) -> Option<&'a Quality> {
        match self.found(Study::Quality(space)) {
            Some(Finding::Quality(quality)) => Some(quality),
            _ => None,
        }
    }

    /// The notebook's last grouping.
    pub fn raw_groups(&self) -> Option<&'a RawGroups> {
        match self.found(Study::RawGroups) {
            Some(Finding::RawGroups(groups)) => Some(groups),
            _ => None,
        }
    }

    /// The title of a track, else its id.
    pub fn name(&self, track: usize) -> String {
        let catalog = self.catalog();
        let id = || catalog.tracks.get(track).map(|track| track.id.as_str());
        catalog.title(track).or_else(id).unwrap_or("").to_owned()
    }

    pub fn artists(&self, track: usize) -> String {
        let row = self.catalog().tracks.get(track).and_then(|t| t.row);
        row.and_then(|row| self.catalog().row_artists(row))
            .unwrap_or("")
            .to_owned()
    }
}

impl Described {
    /// As far as the clusters are described in `findings`.
    pub fn new(analysis: &Analysis, findings: &Findings, params: &ReportParams) -> Self {
        let standing = Standing::of(analysis);
        let of = |space| match findings.get(Study::Profiles(space), &standing) {
            Some(Finding::Profiles(profiles)) => {
                DescribedSpace::new(analysis, params, space, profiles)
            }
            _ => None,
        };
        Self {
            sound: of(SpaceName::Sound),
            features: of(SpaceName::Features),
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
    name: SpaceName,
    described: Option<&'a DescribedSpace>,
) -> Option<Shown<'a>> {
    let described = described?;
    Some(Shown {
        space: analysis.space(name)?,
        profiles: &described.profiles,
        names: &described.names,
        labels: &described.labels,
        palette: match (analysis.settings.as_notebook, name) {
            (false, _) => Palette::OkabeIto,
            (true, SpaceName::Sound) => Palette::Tab10,
            (true, SpaceName::Features) => Palette::Set2,
        },
    })
}

/// A cluster as legends and tables call it.
pub(super) fn numbered(cluster: usize, name: &str) -> String {
    format!("{}: {name}", cluster + 1)
}

/// A share of 0 to 1 in percent, as short as it may be.
pub(super) fn percent(share: f64) -> String {
    let percent = share * 100.0;
    let size = percent.abs();
    if (99.0..100.0).contains(&size) {
        // What is not quite everything is not called everything.
        let cut = (percent * 100.0).trunc() / 100.0;
        return format!("{cut} %");
    }
    let digits = if (10.0..99.0).contains(&size) {
        format!("{percent:.0}")
    } else if (1.0..10.0).contains(&size) {
        format!("{percent:.1}")
    } else {
        three_digits(percent)
    };
    format!("{digits} %")
}

/// A number with so many decimals, commas between thousands and the true minus sign; empty where there is none.
pub(super) fn fixed(x: f64, decimals: usize) -> String {
    if !x.is_finite() {
        return String::new();
    }
    let digits = format!("{:.decimals$}", x.abs());
    let is_zero = digits.bytes().all(|b| matches!(b, b'0' | b'.'));
    let sign = if x < 0.0 && !is_zero { "\u{2212}" } else { "" };
    let (whole, rest) = digits.split_at(digits.find('.').unwrap_or(digits.len()));
    let whole = whole.parse().map_or(whole.to_owned(), grouped);
    format!("{sign}{whole}{rest}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_shares_read_well() {
        let shown = [-0.001, 36_216.693, -1204.5, 0.0, f64::NAN].map(|x| fixed(x, 2));
        assert_eq!(shown, ["0.00", "36,216.69", "\u{2212}1,204.50", "0.00", ""]);
        assert_eq!(fixed(1e300, 0).len(), 301);
        let shares = [0.223, 0.091, 0.9998, 0.000_154, 1.0, 0.0].map(percent);
        let want = ["22 %", "9.1 %", "99.98 %", "0.0154 %", "100 %", "0 %"];
        assert_eq!(shares, want);
    }
}

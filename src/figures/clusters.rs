//! Clusters: how many there should be, what their members have in common, and the notebook's last grouping.

use super::sampled;
use crate::analysis::{Profiles, RawClusters};
use crate::charts::{LinePanel, Lines, MapColors, MapFigure, Mark};
use crate::cluster::{ClusterProfile, Scan};
use crate::data::{TextCell, TextTable};
use crate::draw::{Aspect, Palette, Vec2};
use crate::explain::decides;
use crate::sentences::Grouped;
use crate::wording::{self, axis_title, fixed, grouped, readable};

/// A gain below this, in percent, is one of rounding.
const LEAST_GAIN: f64 = 1e-9;

/// Inertia and silhouette of every number of clusters, the suggested one marked.
pub fn scan(scan: &Scan) -> Lines {
    let rows = &scan.rows;
    let suggested = scan.suggestion.k;
    let index = rows.iter().position(|row| Some(row.k) == suggested);
    let words = if scan.suggestion.stands_out {
        "suggested"
    } else {
        "highest silhouette"
    };
    Lines {
        title: "How many clusters".into(),
        x_title: "Clusters (k)".into(),
        steps: rows.iter().map(|row| row.k as f64).collect(),
        panels: vec![
            LinePanel {
                y_title: "Inertia: lower is tighter, look for the elbow".into(),
                values: rows.iter().map(|row| row.inertia).collect(),
            },
            LinePanel {
                y_title: "Mean silhouette: higher is more separate".into(),
                values: rows
                    .iter()
                    .map(|row| row.silhouette.unwrap_or(f64::NAN))
                    .collect(),
            },
        ],
        mark: index.map(|index| Mark {
            index,
            words: words.into(),
        }),
    }
}

/// What more than one start of k-means gained; `None` where there was only one.
pub fn gain(profiles: &Profiles, n_init: usize) -> Option<Grouped> {
    let percent = profiles.gain_percent?;
    Some(if percent < LEAST_GAIN {
        Grouped::FirstStartIsBest { n_init }
    } else {
        Grouped::LaterStartIsBetter { n_init, percent }
    })
}

/// What a table of means is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Means<'a> {
    /// "the clusters".
    pub clusters: &'a str,
    /// "in the units of the file".
    pub units: &'a str,
}

impl<'a> Means<'a> {
    /// Of the clusters of a space, whose numbers are in these units.
    pub fn of_space(units: &'a str) -> Self {
        let clusters = "the clusters";
        Self { clusters, units }
    }

    /// Of the clusters of the columns as the file has them.
    pub const RAW: Means<'static> = Means {
        clusters: "the clusters of the raw columns",
        units: "in the units of the file",
    };
}

/// One row per cluster: size, share, typical track, and the mean of each column, rounded to hundredths as the notebook does.
/// `names` and `typical` are those of the clusters, `of` says which these are and in what the means are given.
pub fn means(profiles: &Profiles, names: &[String], typical: &[String], of: Means) -> TextTable {
    let numbers = |profile: &ClusterProfile| {
        let means = profile.means.iter().zip(&profile.means_rounded);
        let cell = |(&mean, &rounded): (&f64, &f64)| TextCell::number(mean, fixed(rounded, 2));
        means.map(cell).collect()
    };
    let title = format!("Means of {}, {}", of.clusters, of.units);
    table(&title, profiles, names, Some(typical), numbers)
}

/// The same in standard deviations from the mean of the collection.
pub fn z_means(profiles: &Profiles, names: &[String], of: Means) -> TextTable {
    let numbers = |profile: &ClusterProfile| {
        let z_means = profile.z_means.iter();
        z_means.map(|&z| TextCell::number(z, fixed(z, 2))).collect()
    };
    let title = format!(
        "Means of {}, in standard deviations from the mean of all tracks",
        of.clusters
    );
    table(&title, profiles, names, None, numbers)
}

fn table(
    title: &str,
    profiles: &Profiles,
    names: &[String],
    typical: Option<&[String]>,
    numbers: impl Fn(&ClusterProfile) -> Vec<TextCell>,
) -> TextTable {
    let mut headers = vec!["Cluster".to_owned(), "Tracks".into(), "Share".into()];
    headers.extend(profiles.columns.iter().map(|column| readable(column)));
    headers.extend(typical.map(|_| "Typical track".to_owned()));
    let mut table = TextTable::new(title, headers);
    for (i, profile) in (0..).zip(&profiles.profiles) {
        let name = names.get(i).cloned();
        let mut row = vec![
            name.unwrap_or_else(|| format!("Cluster {}", i + 1)).into(),
            TextCell::number(profile.size as f64, grouped(profile.size)),
            TextCell::number(profile.share, share(profile)),
        ];
        row.extend(numbers(profile));
        row.extend(
            typical
                .and_then(|typical| typical.get(i))
                .map(TextCell::from),
        );
        table.rows.push(row);
    }
    table
}

/// "37.2 %".
pub fn share(profile: &ClusterProfile) -> String {
    wording::share(profile.share)
}

/// The notebook's last figure: the columns as the file has them, on their own two components, coloured by the clusters of
/// those columns; of very many tracks a part, [`sampled`]. `name` is what a sample is called.
pub fn raw_map(
    groups: &RawClusters,
    name: impl Fn(usize) -> String,
    palette: Palette,
) -> MapFigure {
    let axis = |axis: usize| axis_title(axis, Some(&groups.explained_variance_ratio));
    let sampled = sampled(groups.coords.len());
    let point = |&sample: &usize| Vec2::new(groups.coords[sample].0, groups.coords[sample].1);
    let place = |medoid: usize| sampled.binary_search(&medoid).ok();
    let typical = groups.profiles.profiles.iter();
    MapFigure {
        title: "Clusters of the raw columns".into(),
        points_in_data: sampled.iter().map(point).collect(),
        names: sampled.iter().map(|&sample| name(sample)).collect(),
        labelled: typical.filter_map(|p| place(p.medoid)).collect(),
        x_title: axis(0),
        y_title: axis(1),
        aspect: Aspect::Free,
        colors: MapColors::of_groups(
            sampled
                .iter()
                .map(|&sample| groups.labels[sample])
                .collect(),
            raw_names(groups),
            palette,
        ),
    }
}

/// Computed names of the clusters of the raw columns.
pub fn raw_names(groups: &RawClusters) -> Vec<String> {
    let names = groups.profiles.names.iter();
    names.map(|name| name.name.clone()).collect()
}

/// Which column decides when columns are grouped as the file has them.
pub fn leading(groups: &RawClusters) -> Grouped {
    let Some((column, share)) = groups.leading.clone() else {
        return Grouped::NothingTellsApart;
    };
    if decides(share) {
        Grouped::OneDecides { column, share }
    } else {
        Grouped::NoneDecides { column, share }
    }
}

#[cfg(test)]
#[path = "clusters_tests.rs"]
mod tests;

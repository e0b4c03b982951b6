//! How far the work is, in words a person understands.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::wording::grouped;

/// What is being done. The names of what a job does are those of the timing measures (`soundkin:pca`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Stage {
    /// Reading the list of files and the archives.
    Load,
    /// Pictures to 64 x 64 luma.
    Decode,
    /// The table's text to typed columns.
    Csv,
    /// Pictures to rows.
    Join,
    /// Columns to mean 0 and variance 1.
    Standardise,
    /// Principal components.
    Pca,
    /// Each track's neighbours, for the map by t-SNE.
    Neighbors,
    /// The map by t-SNE.
    Tsne,
    /// Clusters.
    Kmeans,
    /// Similar tracks and reasons.
    Recommend,
    /// Every number of clusters.
    Scan,
    /// How often each track is recommended.
    Exposure,
    /// What the map is worth.
    Quality,
    /// What the clusters are like.
    Profiles,
    /// Pictures at their own resolution.
    Survey,
    /// How well each space agrees with a column.
    Scorecard,
    /// Which other columns help.
    ColumnGains,
    /// The report, in percent.
    Report,
    /// The analysis document.
    Document,
}

impl Stage {
    /// The name used for timing measures.
    pub fn name(self) -> &'static str {
        match self {
            Self::Load => "load",
            Self::Decode => "decode",
            Self::Csv => "csv",
            Self::Join => "join",
            Self::Standardise => "standardise",
            Self::Pca => "pca",
            Self::Neighbors => "neighbors",
            Self::Tsne => "tsne",
            Self::Kmeans => "kmeans",
            Self::Recommend => "recommend",
            Self::Scan => "scan",
            Self::Exposure => "exposure",
            Self::Quality => "quality",
            Self::Profiles => "profiles",
            Self::Survey => "survey",
            Self::Scorecard => "scorecard",
            Self::ColumnGains => "column gains",
            Self::Report => "report",
            Self::Document => "document",
        }
    }
}

impl fmt::Display for Stage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Load => "Reading the files",
            Self::Decode => "Decoding pictures",
            Self::Csv => "Reading the table",
            Self::Join => "Joining pictures and rows",
            Self::Standardise => "Standardising",
            Self::Pca => "Finding the principal components",
            Self::Neighbors => "Looking for each track's neighbours",
            Self::Tsne => "Laying the map out by t-SNE",
            Self::Kmeans => "Grouping",
            Self::Recommend => "Looking for similar tracks",
            Self::Scan => "Comparing numbers of clusters",
            Self::Exposure => "Counting recommendations",
            Self::Quality => "Checking the map",
            Self::Profiles => "Describing the clusters",
            Self::Survey => "Looking closely at pictures",
            Self::Scorecard => "Comparing the spaces",
            Self::ColumnGains => "Trying other columns",
            Self::Report => "Writing the report",
            Self::Document => "Writing the analysis",
        })
    }
}

/// How far one stage is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// What is being done.
    pub stage: Stage,
    /// Units finished (pictures, steps, percent).
    pub done: usize,
    /// Units in all; 0 where it cannot be known.
    pub total: usize,
}

impl fmt::Display for Progress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.stage)?;
        if self.stage == Stage::Report {
            write!(f, ": {} %", self.done)?;
        } else if self.total > 0 {
            write!(f, ": {} of {}", grouped(self.done), grouped(self.total))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn progress_reads_as_a_sentence() {
        let progress = Progress {
            stage: Stage::Decode,
            done: 312,
            total: 1000,
        };
        assert_eq!(progress.to_string(), "Decoding pictures: 312 of 1,000");
    }
}

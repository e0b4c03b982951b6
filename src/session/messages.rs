//! What the session says, put into messages.

use crate::analysis::{Analysis, Collection};
use crate::data::{Catalog, Column, TextColumn};
use crate::draw::fraction_between;
use crate::embed::{Pca, Tsne};
use crate::protocol::{
    Cell, CellNumber, ClusterInfo, ColumnInfo, Event, JobId, JoinNames, MapInfo, Message, TsneInfo,
};
use crate::rank::Usual;
use crate::space::{Samples, Space};
use crate::stats::{decimals, mid_rank_of};
use crate::wording::{fixed, three_digits};

/// Names sent of a long list: more than a person reads.
const MOST_NAMES: usize = 500;

pub(super) fn joined(job: JobId, analysis: &Analysis, collection: &Collection) -> Message {
    let catalog = &analysis.catalog;
    let paths: Vec<&str> = collection.picture_paths().collect();
    let ids: TextColumn = catalog
        .tracks
        .iter()
        .map(|track| track.id.as_str())
        .collect();
    let titles: TextColumn = catalog.titles().map(Option::unwrap_or_default).collect();
    let artists: TextColumn = catalog.artists().map(Option::unwrap_or_default).collect();
    let file = |track| paths.get(catalog.picture_of_any(track)?).copied();
    let files: TextColumn = (0..catalog.tracks.len())
        .map(|track| file(track).unwrap_or(""))
        .collect();
    Message {
        event: Event::Joined {
            job,
            report: Box::new(analysis.join.clone()),
            names: join_names(analysis, collection),
            columns: columns(catalog),
            kinds: (*catalog.kinds).clone(),
            readings: analysis.readings.clone(),
            warnings: analysis.warnings.clone(),
            left_out: catalog.left_out().iter().map(|&i| i as u32).collect(),
            has_table: catalog.table.is_some(),
            usual: Usual::of(catalog, &analysis.join),
            embeddings: catalog
                .embeddings
                .iter()
                .map(|of| of.name.clone())
                .collect(),
        },
        attachments: [ids, titles, artists, files]
            .iter()
            .map(TextColumn::to_bytes)
            .collect(),
    }
}

fn join_names(analysis: &Analysis, collection: &Collection) -> JoinNames {
    let catalog = &analysis.catalog;
    let report = &analysis.join;
    let column = catalog
        .table
        .as_ref()
        .and_then(|table| table.column(&report.key_column));
    let called = |&row: &u32| match column.and_then(|column| column.present(row as usize)) {
        Some(id) => id.to_string(),
        None => format!("row {}", row + 1),
    };
    // What is left out was joined all the same.
    let matched = (0..)
        .zip(&catalog.tracks)
        .filter(|(i, _)| catalog.picture_of_any(*i).is_some() && catalog.row_of_any(*i).is_some());
    JoinNames {
        renamed: collection
            .renamed_pictures()
            .take(MOST_NAMES)
            .map(|(path, called)| (path.to_owned(), called.to_owned()))
            .collect(),
        broken_pictures: collection
            .broken_pictures()
            .take(MOST_NAMES)
            .map(str::to_string)
            .collect(),
        matched: matched
            .take(MOST_NAMES)
            .map(|(_, track)| track.id.clone())
            .collect(),
        rows_without_picture: report
            .indices_without_picture
            .iter()
            .take(MOST_NAMES)
            .map(called)
            .collect(),
    }
}

fn columns(catalog: &Catalog) -> Vec<ColumnInfo> {
    catalog.table.as_ref().map_or_else(Vec::new, |table| {
        table
            .columns
            .iter()
            .map(|column| ColumnInfo {
                name: column.name.clone(),
                kind: column.kind,
            })
            .collect()
    })
}

pub(super) fn mapped(job: JobId, space: &Space) -> Message {
    mapped_from(job, &space.samples, &space.pca, space.shown_tsne())
}

pub(super) fn mapped_from(
    job: JobId,
    samples: &Samples,
    pca: &Pca,
    tsne: Option<&Tsne>,
) -> Message {
    let coords = tsne.map_or(&pca.coords, |tsne| &tsne.coords);
    let tracks = samples
        .tracks
        .iter()
        .flat_map(|&track| (track as u32).to_le_bytes());
    Message {
        event: Event::Mapped {
            job,
            space: samples.name,
            map: MapInfo {
                columns: samples.columns.clone(),
                explained_variance_ratio: pca.explained_variance_ratio.clone(),
                tsne: tsne.map(|tsne| TsneInfo {
                    perplexity: tsne.perplexity,
                    n_iter: tsne.n_iter,
                    kl_divergence: Some(tsne.kl_divergence).filter(|kl| kl.is_finite()),
                }),
                left_out: samples.left_out.len(),
            },
        },
        attachments: vec![
            coords
                .values()
                .iter()
                .flat_map(|x| x.to_le_bytes())
                .collect(),
            tracks.collect(),
        ],
    }
}

pub(super) fn grouped(job: JobId, space: &Space) -> Message {
    let clusters = &space.clusters;
    Message {
        event: Event::Clustered {
            job,
            space: space.samples.name,
            clusters: ClusterInfo {
                k: clusters.params.n_clusters,
                inertia: clusters.fitted.inertia,
                n_iter: clusters.fitted.n_iter,
                silhouette: clusters.silhouette,
            },
        },
        attachments: vec![
            clusters
                .fitted
                .labels
                .iter()
                .map(|&label| label as u8)
                .collect(),
        ],
    }
}

/// The row of a track. One that is left out has no place in its columns, and none of the others has it in its own.
pub(super) fn cells(catalog: &Catalog, track: usize) -> Vec<Cell> {
    let row = catalog.row_of_any(track);
    let Some((table, row)) = catalog.table.as_ref().zip(row) else {
        return Vec::new();
    };
    let takes_part = catalog.takes_part(track);
    let rows: Vec<usize> = (0..table.n_rows)
        .filter(|&row| !catalog.is_row_left_out(row))
        .collect();
    let cell = |column: &Column| Cell {
        column: column.name.clone(),
        text: column.text.get(row).to_string(),
        number: column.number(row).filter(|_| takes_part).map(|x| {
            let values: Vec<f64> = rows.iter().filter_map(|&row| column.number(row)).collect();
            number_among(x, &values)
        }),
    };
    table.columns.iter().map(cell).collect()
}

fn number_among(x: f64, values: &[f64]) -> CellNumber {
    let (least, most) = values
        .iter()
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(least, most), &x| {
            (least.min(x), most.max(x))
        });
    CellNumber {
        text: decimals(values).map_or_else(|| three_digits(x), |decimals| fixed(x, decimals)),
        share: fraction_between(x, least, most),
        rank: mid_rank_of(values, x),
    }
}

//! The notebook's observations as measured claims, and how often tracks are recommended.

use super::context::Context;
use super::left_out;
use crate::embed::Iterative;
use crate::error::AnalysisError;
use crate::explain::{CLAIM_RULE, EXPOSURE_RULE, Exposure, claims, exposure};
use crate::figures;
use crate::pipeline::SpaceName;
use crate::report::{Block, ReportSection};

const HEADING: &str = "What the notebook said, measured";

pub(super) fn section(context: &Context) -> Result<Option<ReportSection>, AnalysisError> {
    let catalog = context.catalog();
    if catalog.table.is_none() {
        return Ok(Some(left_out(
            HEADING,
            "Left out: without a table there is nothing to compare the pictures with.",
        )));
    }
    let exposure = recommended_often(context)?;
    let has_pictures = !catalog.spectrograms.is_empty();
    let claims = if has_pictures {
        claims(catalog)
    } else {
        Vec::new()
    };
    let mut blocks: Vec<Block> = claims
        .iter()
        .map(|claim| {
            let missing = match claim.missing {
                0 => String::new(),
                n => format!(" {n} with a picture lack the number."),
            };
            Block::Paragraph(format!(
                "{} ({}). {}{missing}",
                claim.statement, claim.condition, claim.sentence
            ))
        })
        .collect();
    if has_pictures {
        let figure = figures::claims::forest(&claims);
        let caption = format!("{}. {CLAIM_RULE}", figure.title);
        blocks.push(Block::figure(&figure, caption));
    } else {
        blocks.push(Block::Paragraph(
            "There are no pictures: what the notebook says about them cannot be measured.".into(),
        ));
    }
    if let Some(exposure) = &exposure {
        blocks.push(Block::Paragraph(format!(
            "{}. {} {}",
            exposure.statement,
            exposure.sentence,
            exposure.counted()
        )));
        if !exposure.findings.is_empty() {
            let figure = figures::claims::exposure_forest(exposure);
            let caption = format!("{}. {EXPOSURE_RULE}", figure.title);
            blocks.push(Block::figure(&figure, caption));
        }
    }
    if has_pictures || exposure.is_some() {
        blocks.push(Block::Table(figures::claims::table(
            &claims,
            exposure.as_ref(),
        )));
    }
    Ok(Some(ReportSection {
        heading: HEADING.into(),
        sentence: "Are the notebook's observations borne out by this collection?".into(),
        blocks,
    }))
}

/// How often each track is recommended, in feature space where there is one.
fn recommended_often(context: &Context) -> Result<Option<Exposure>, AnalysisError> {
    let analysis = context.analysis;
    let features = analysis.recommender(SpaceName::Features);
    let Some(recommender) = features.or(analysis.recommender(SpaceName::Sound)) else {
        return Ok(None);
    };
    let catalog = context.catalog();
    let (fit, values) = recommender.occurrences(catalog, &analysis.settings)?;
    let samples = &recommender.space.samples.tracks;
    Ok(Some(exposure(catalog, samples, &fit.run(&values))))
}

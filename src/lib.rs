//! Soundkin: see which tracks sound alike, and why.
//!
//! The modules stand in the order in which data flows; each uses only what stands above it.
//!
//! ```text
//! error  sorting  rng  effort  vectors   what everybody needs
//! stats                                  how numbers are spread
//! wording  progress                      numbers, lists and stages as a person reads them
//! data                                   the nouns: table, matrix, catalogue, spectrogram
//! ingest                                 bytes -> typed values, nothing trusted
//! join                                   tables x pictures -> catalogue
//! features                               catalogue -> numbers
//! sentences                              all that is said about the data, with the facts it states
//! neighbors  embed  cluster  recommend   numbers -> distances, maps, clusters, lists
//! explain                                why, in sentences that the numbers support
//! space                                  samples -> map and clusters, whatever a space holds
//! rank                                   the first tracks by a column, two sides of a column
//! analysis                               the whole story, a short step per stage -> document
//! draw  raster  charts                   places and colours -> pixels, figures
//! figures                                answers -> charts and tables, for page and report
//! report                                 one HTML file that stands alone
//! intake                                 what each file is, and who decodes it
//! protocol                               what page and session say to each other
//! session  page                          what the worker knows and does; what the page knows and does
//! browser  worker  ui                    the only users of the browser (features "page" and "worker")
//! ```
//!
//! Conventions: rows are samples (tracks), columns are features; picture row 0 is the top, the highest band. Numbers
//! that are reported are f64. Numerics follow scikit-learn and Pillow, and say so where they do.

#![cfg_attr(
    test,
    allow(clippy::unwrap_used, clippy::expect_used, clippy::float_cmp)
)]

pub mod error;

pub mod sorting;

pub mod rng;

pub mod effort;

mod vectors;

pub mod stats;

pub mod wording;

pub mod progress;

pub mod data;

pub mod ingest;

pub mod join;

pub mod features;

pub mod sentences;

pub mod neighbors;

pub mod embed;

pub mod cluster;

pub mod recommend;

pub mod explain;

pub mod space;

pub mod rank;

pub mod analysis;

pub mod draw;

pub mod raster;

pub mod charts;

pub mod figures;

pub mod report;

pub mod intake;

pub mod protocol;

pub mod session;

pub mod page;

#[cfg(test)]
mod testing;

#[cfg(feature = "web")]
pub mod browser;

#[cfg(feature = "web")]
pub mod worker;

#[cfg(feature = "page")]
pub mod ui;

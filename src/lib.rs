//! Soundkin: see which tracks sound alike, and why.
//!
//! The modules stand in the order in which data flows; each uses only what stands above it.
//!
//! ```text
//! files -> ingest -> join -> features -> neighbors, embed, cluster -> recommend -> explain -> compare   pure Rust
//!                                     pipeline tells the whole story
//!          plot (values -> pixels, charts), figures (answers -> charts), report (what one takes away)   pure Rust
//!          write_up (what the report says)                                                      pure Rust
//!          intake (what each file is, who decodes it)                                           pure Rust
//!          protocol (what page and session say) -> session (computes), app (the page's state)   pure Rust
//!          web (the browser) -> worker (the session in a worker, and its helpers) -> ui         features "page", "worker"
//! ```
//!
//! Conventions: rows are samples (tracks), columns are features; picture row 0 is the top, the highest band. Numbers
//! that are reported are f64. Numerics follow scikit-learn and Pillow, and say so where they do.

#![cfg_attr(
    test,
    allow(clippy::unwrap_used, clippy::expect_used, clippy::float_cmp)
)]

pub mod error;

pub mod rng;

pub mod effort;

pub mod stats;

pub mod progress;

pub mod data;

pub mod ingest;

pub mod join;

pub mod features;

pub mod neighbors;

pub mod embed;

pub mod cluster;

pub mod recommend;

pub mod explain;

pub mod compare;

pub mod pipeline;

pub mod plot;

pub mod figures;

pub mod report;

pub mod write_up;

pub mod intake;

pub mod protocol;

pub mod session;

pub mod app;

#[cfg(test)]
mod testing;

#[cfg(feature = "web")]
pub mod web;

#[cfg(feature = "web")]
pub mod worker;

#[cfg(feature = "page")]
pub mod ui;

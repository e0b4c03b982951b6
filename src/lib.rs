//! Soundkin: see which tracks sound alike, and why.
//!
//! The modules stand in the order in which data flows; each uses only what stands above it.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used))]

pub mod data;
pub mod error;
pub mod plot;

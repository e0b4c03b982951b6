//! The nouns: what every stage takes and gives. No stage, no file format, no browser here.

mod bytes;
mod catalog;
mod matrix;
mod spectrogram;
mod table;
mod text_table;

pub use catalog::{Catalog, Track};
pub use matrix::Matrix;
pub use spectrogram::{N_PIXELS, SIDE, Spectrogram};
pub use table::{Column, ColumnKind, Table, TextColumn, is_missing};
pub use text_table::{TextCell, TextTable};

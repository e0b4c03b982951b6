//! The nouns: what every stage takes and gives. No stage, no file format, no browser here.

mod catalog;
mod matrix;
pub mod roles;
mod spectrogram;
pub mod spelling;
mod table;
mod text_table;

pub use catalog::{Catalog, NameColumns, Track, named_by};
pub use matrix::Matrix;
pub use roles::Role;
pub use spectrogram::{N_PIXELS, SIDE, Spectrogram};
pub use table::{Column, ColumnKind, Table, TextColumn, is_missing};
pub use text_table::{TextCell, TextTable};

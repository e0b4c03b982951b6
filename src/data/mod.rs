//! The nouns: what every stage takes and gives. No stage, no file format, no browser here.

mod bytes;
mod catalog;
mod matrix;
mod missing;
mod reading;
mod spectrogram;
mod table;
mod text_table;

pub use catalog::{Catalog, Track};
pub use matrix::Matrix;
pub use missing::{is_missing, is_missing_mark, is_missing_name};
pub use reading::{
    ChosenKind, ColumnReading, Decimal, OpenQuote, ReadingChoices, Shape, TableReading,
    separator_in_words,
};
pub use spectrogram::{N_PIXELS, SIDE, Spectrogram};
pub use table::{Column, ColumnKind, Table, TextColumn};
pub use text_table::{TextCell, TextTable};

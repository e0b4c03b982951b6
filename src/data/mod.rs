//! The nouns: what every stage takes and gives. No stage, no file format, no browser here.

mod bytes;
mod catalog;
mod matrix;
mod means;
mod missing;
mod names_reading;
mod reading;
pub mod roles;
mod spectrogram;
pub mod spelling;
mod table;
mod text_table;

pub use catalog::{Catalog, NameColumns, Track, named_by};
pub use matrix::Matrix;
pub use means::MeansFit;
pub use missing::{is_missing, is_missing_mark, is_missing_name};
pub use names_reading::{NamesReading, Readings};
pub use reading::{
    ChosenKind, ColumnReading, Decimal, OpenQuote, ReadingChoices, Shape, TableReading,
    separator_in_words,
};
pub use roles::Role;
pub use spectrogram::{N_PIXELS, SIDE, Spectrogram};
pub use table::{Column, ColumnKind, Table, TextColumn};
pub use text_table::{TextCell, TextTable};

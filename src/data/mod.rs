//! The nouns: what every stage takes and gives. No stage, no file format, no browser here.

mod bytes;
mod catalog;
mod color_map;
mod column;
mod csv;
mod embedding;
mod frame;
mod left_out;
mod matrix;
mod means;
mod missing;
mod names_reading;
mod picture;
mod picture_kind;
mod reading;
mod recordings;
mod role_columns;
pub mod roles;
mod spectrogram;
pub mod spelling;
mod table;
mod text_table;

pub use catalog::{Catalog, Track};
pub use color_map::ColorMap;
pub use column::{Column, ColumnKind, TextColumn};
pub use csv::{csv_bytes, csv_of};
pub use embedding::Embedding;
pub use frame::{Frame, FrameUse};
pub use left_out::{LeftOut, TrackKey};
pub use matrix::Matrix;
pub use means::MeansFit;
pub use missing::{is_missing, is_missing_mark};
pub use names_reading::{NamesReading, Readings};
pub use picture::{BandLevels, ColorMapFit, Look, Measured, Picture, PictureTimbre};
pub use picture_kind::{
    ChoicesByKind, KindChoices, PictureKind, PictureKinds, PictureReading, Shades,
};
pub use reading::{
    ChosenKind, ColumnReading, Decimal, OpenQuote, ReadingChoices, Shape, TableReading,
    separator_in_words,
};
pub use recordings::{CopyRule, CopyRules, RecordingKeys, Recordings};
pub use role_columns::{NameColumns, named_by};
pub use roles::Role;
pub use spectrogram::{N_PIXELS, SIDE, Spectrogram, turned_over};
pub use table::Table;
pub use text_table::{TextCell, TextTable};

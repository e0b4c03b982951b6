//! Bytes to typed values, nothing trusted: every byte sequence gives a value or a reason in plain words.
//!
//! In: the bytes of dropped files. Out: [`Picture`](crate::data::Picture)s, [`Table`](crate::data::Table)s, the entries of archives.

mod body;
pub mod claims;
mod codecs;
pub mod color_maps;
mod color_memory;
mod column_shape;
pub mod csv;
mod decimal;
mod describe;
mod dialect;
mod duration;
pub mod encoding;
pub mod format;
mod formula;
pub mod frame;
mod gzip;
mod header;
mod header_lines;
mod intensity;
mod jpeg;
pub mod kind;
mod letters;
pub mod limits;
mod line;
mod names;
mod negative;
mod notes;
mod number;
mod pictures;
pub mod png;
mod quotes;
mod raster;
mod resize;
mod rows;
mod shape;
mod single_quotes;
mod strict;
mod totals;
mod typing;
mod words;
pub mod zip;

pub use codecs::{Codecs, Decodes};
pub use format::Format;
pub use intensity::{Intensities, Undo};
pub use kind::Kind;
pub use letters::{Letters, ReadText, Tables};
pub use pictures::PictureReader;
pub use raster::Raster;

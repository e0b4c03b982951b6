//! JPEG, GIF and WebP in a part of their own: most collections are PNGs. Every worker that decodes loads it for itself, with
//! the first such picture that it gets.

use std::cell::OnceCell;
use std::fmt;

use serde::{Deserialize, Serialize};
use serde_bytes::ByteBuf;

use crate::browser::part::{self, Part};
use crate::error::PictureError;
use crate::ingest::{Codecs, Decodes, PictureReader, Raster};

/// What the part answers: a picture, as [`Raster`] has it.
#[derive(Serialize, Deserialize)]
struct Decoded {
    width: u32,
    height: u32,
    n_channels: usize,
    samples: ByteBuf,
}

/// From within the part: decodes.
pub fn serve() {
    part::offer(|file: ByteBuf| -> Result<Decoded, PictureError> {
        let raster = Codecs.decode(&file)?;
        Ok(Decoded {
            width: raster.width,
            height: raster.height,
            n_channels: raster.n_channels,
            samples: ByteBuf::from(raster.samples),
        })
    });
}

/// A reader that loads the part when it needs it.
pub(super) fn reader() -> PictureReader {
    PictureReader::new(Box::new(PicturesPart {
        part: Part::new("pictures"),
        missing: OnceCell::new(),
    }))
}

/// The part as a worker has it that decodes.
struct PicturesPart {
    part: Part,
    /// Why it cannot be had; then nobody tries again.
    missing: OnceCell<PictureError>,
}

impl fmt::Debug for PicturesPart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PicturesPart")
    }
}

impl Decodes for PicturesPart {
    fn decode(&self, bytes: &[u8]) -> Result<Raster, PictureError> {
        if let Some(missing) = self.missing.get() {
            return Err(missing.clone());
        }
        let asked = self.part.ask(serde_bytes::Bytes::new(bytes));
        let answered: Result<Decoded, PictureError> = asked.unwrap_or_else(|why| {
            let missing = || PictureError::NoDecoder(why);
            Err(self.missing.get_or_init(missing).clone())
        });
        let decoded = answered?;
        Ok(Raster {
            width: decoded.width,
            height: decoded.height,
            n_channels: decoded.n_channels,
            samples: decoded.samples.into_vec(),
            sixteen_bit_grey: false,
        })
    }
}

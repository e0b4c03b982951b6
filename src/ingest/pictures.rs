//! Picture files to what is kept of them.

use super::color_maps::{Colors, Recogniser};
use super::resize::Resizer;
use super::{Codecs, Decodes, Format, Intensities, Raster, Undo, frame, png};
use crate::data::{ColorMap, Frame, Look, Picture, PictureReading, Spectrogram};
use crate::error::{PictureError, Warning};

/// Reads picture files, one after the other, and remembers what makes the next one of the same size and colours quicker.
#[derive(Debug)]
pub struct PictureReader {
    others: Box<dyn Decodes>,
    whole: Resizer,
    cut: Resizer,
    recogniser: Recogniser,
    last_map: Option<ColorMap>,
    undo: Undo,
}

impl Default for PictureReader {
    /// A reader that decodes all formats by itself.
    fn default() -> Self {
        Self::new(Box::new(Codecs))
    }
}

impl PictureReader {
    /// A reader that leaves what is no PNG to `others`.
    pub fn new(others: Box<dyn Decodes>) -> Self {
        Self {
            others,
            whole: Resizer::default(),
            cut: Resizer::default(),
            recogniser: Recogniser::default(),
            last_map: None,
            undo: Undo::default(),
        }
    }

    /// Decodes a picture and reduces it to 64 x 64 luma bytes, whole and without its frame; `file` is the path it is known
    /// by. The frame is the one that is found, or `edges`, as far as these leave anything. The warning says what a person
    /// should know about a picture that was read all the same.
    pub fn read(
        &mut self,
        file: &str,
        bytes: &[u8],
        edges: Option<Frame>,
    ) -> Result<(Picture, Option<Warning>), PictureError> {
        let (raster, unsound) = self.decode(bytes)?;
        let mut remarks = Vec::new();
        if raster.sixteen_bit_grey {
            remarks.push(
                "A 16-bit grey picture: it was scaled to 8 bits (Pillow would have clipped it almost white)."
                    .to_owned(),
            );
        }
        if let Some(unsound) = unsound {
            remarks.push(format!(
                "A part beside the picture, {unsound}, does not match its checksum: the picture was read without it."
            ));
        }
        let warning = (!remarks.is_empty()).then(|| Warning::of_file(file, remarks.join(" ")));
        Ok((self.reduce(file, &raster, edges), warning))
    }

    /// What a picture shows at its own resolution. Whoever takes it reduces it: it is many times larger than what is kept
    /// of a picture.
    pub fn intensities(
        &mut self,
        bytes: &[u8],
        reading: PictureReading,
    ) -> Result<Intensities, PictureError> {
        let (raster, _) = self.decode(bytes)?;
        Ok(self.undo.intensities(&raster, reading))
    }

    /// The pixels, and of a PNG the part beside the picture that is not sound.
    fn decode(&self, bytes: &[u8]) -> Result<(Raster, Option<String>), PictureError> {
        match Format::of(bytes) {
            Some(Format::Jpeg | Format::Gif | Format::WebP) => {
                Ok((self.others.decode(bytes)?, None))
            }
            Some(Format::Png) | None => png::decode_most(bytes),
        }
    }

    fn reduce(&mut self, file: &str, raster: &Raster, edges: Option<Frame>) -> Picture {
        let (width, height) = (raster.width, raster.height);
        let found = frame::find(raster);
        let color_maps = self.recogniser.recognise(raster, found, self.last_map);
        self.last_map = color_maps
            .first()
            .map(|fit| fit.color_map)
            .or(self.last_map);
        let cut_at = edges.unwrap_or(found);
        let luma = raster.luma();
        let rows = || luma.chunks_exact(width as usize);
        let whole = self.whole.resize(rows(), width as usize);
        let inside = cut_at.inside(width, height);
        let cut = inside.filter(|_| cut_at != Frame::NONE).map(|size| {
            let (width, height) = (size.0 as usize, size.1 as usize);
            let rows = rows().skip(cut_at.top as usize).take(height);
            let left = cut_at.left as usize;
            let rows = rows.map(|row| &row[left..left + width]);
            self.cut.resize(rows, width).into()
        });
        Picture {
            whole: Spectrogram {
                file: file.to_owned(),
                width,
                height,
                pixels: whole.into(),
            },
            cut_at,
            cut,
            look: Look {
                may_be_silence: found != Frame::NONE
                    && self
                        .last_map
                        .is_some_and(|map| Colors::of(map).is_an_end(raster.color(0, 0))),
                frame: found,
                color_maps,
            },
            levels: None,
            timbre: None,
        }
    }
}

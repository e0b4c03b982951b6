//! A picture file as it was read: what the analysis compares of it, whole and cut, and how it is drawn.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{ColorMap, Frame, PictureReading, Spectrogram};

/// A picture file as it was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    /// All of it.
    pub whole: Spectrogram,
    /// The frame that `cut` is without.
    pub cut_at: Frame,
    /// What is inside the frame, as 64 x 64 luma bytes; `None` where there is no frame.
    pub cut: Option<Arc<[u8]>>,
    /// How it is drawn.
    pub look: Look,
    /// How loud its bands are, once that was measured.
    pub levels: Option<BandLevels>,
    /// What it sounds like, once that was measured.
    pub timbre: Option<PictureTimbre>,
}

/// What a picture sounds like.
#[derive(Clone, Debug, PartialEq)]
pub struct PictureTimbre {
    /// How the picture was read.
    pub reading: PictureReading,
    /// The numbers of [`features::timbre`](crate::features::timbre); none where the picture could not be read again.
    pub numbers: Arc<[f64]>,
}

/// What a second look at a picture finds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Measured {
    /// Mean intensity of each band, as in [`BandLevels`].
    pub levels: Vec<f32>,
    /// The numbers of [`features::timbre`](crate::features::timbre).
    pub timbre: Vec<f64>,
}

/// How loud the bands of a picture are.
#[derive(Clone, Debug, PartialEq)]
pub struct BandLevels {
    /// How the picture was read.
    pub reading: PictureReading,
    /// Mean intensity of each band, 0 to 1, the lowest first; none where the picture could not be read again.
    pub levels: Vec<f32>,
}

impl BandLevels {
    /// How far the lower quarter of the bands lies above the upper one along the colour map, as its first colour is 0 and
    /// row 0 is the top: -1 to 1.
    pub fn rise(&self) -> Option<f32> {
        let quarter = self.levels.len() / 4;
        let mean = |levels: &[f32]| levels.iter().sum::<f32>() / levels.len() as f32;
        let lower = mean(self.levels.get(..quarter)?);
        let rise = lower - mean(self.levels.get(self.levels.len() - quarter..)?);
        let is_mirrored = self.reading.is_reversed != self.reading.is_turned;
        (quarter > 0).then_some(if is_mirrored { -rise } else { rise })
    }
}

/// How a picture is drawn, as far as it tells by itself.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Look {
    /// What surrounds the spectrogram.
    pub frame: Frame,
    /// The paper of the frame is the quiet end of the nearest colour map: it may be silence and no frame.
    pub may_be_silence: bool,
    /// The colour maps that may be those of its pixels, the nearest first; none where no known one is near.
    pub color_maps: Vec<ColorMapFit>,
}

/// How well a colour map explains the pixels of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct ColorMapFit {
    /// The map.
    pub color_map: ColorMap,
    /// Mean distance of a pixel to the nearest colour of the map; a channel goes from 0 to 255.
    pub distance: f32,
    /// How far the lower quarter of the picture lies above the upper one along the map, -1 to 1.
    pub rise: f32,
}

impl Picture {
    /// Keeps what a second look found that read it so.
    pub fn keep(&mut self, reading: PictureReading, measured: Measured) {
        // Levels of the same colours say the same, whichever way up: the first stay, so that what they decide stays too.
        let is_known = self.levels.as_ref();
        if !is_known.is_some_and(|of| of.reading.is_drawn_as(reading)) {
            self.levels = Some(BandLevels {
                reading,
                levels: measured.levels,
            });
        }
        self.timbre = Some(PictureTimbre {
            reading,
            numbers: measured.timbre.into(),
        });
    }

    /// Was it measured as `reading` wants it?
    pub fn is_measured(&self, reading: PictureReading) -> bool {
        let timbre = self.timbre.as_ref();
        timbre.is_some_and(|of| of.reading == reading)
    }

    /// What is inside `frame`, as 64 x 64 luma bytes; `None` where the picture was not cut there.
    pub fn inside(&self, frame: Frame) -> Option<&Arc<[u8]>> {
        if frame == Frame::NONE {
            return Some(&self.whole.pixels);
        }
        self.cut.as_ref().filter(|_| self.cut_at == frame)
    }
}

impl From<Spectrogram> for Picture {
    /// Of a picture without a frame, of whose colours nothing is known.
    fn from(whole: Spectrogram) -> Self {
        Self {
            whole,
            cut_at: Frame::NONE,
            cut: None,
            look: Look::default(),
            levels: None,
            timbre: None,
        }
    }
}

//! The kinds of pictures as the document has them.

use serde::Serialize;

use crate::data::{ColorMap, Frame, PictureKind, PictureKinds};

/// One kind of pictures.
#[derive(Serialize)]
pub(super) struct KindEntry<'a> {
    n: usize,
    /// Without the frame.
    width: u32,
    height: u32,
    /// `None` for luma.
    colour_map: Option<ColorMap>,
    /// Is the first colour of the map the loud one?
    reversed: bool,
    /// Are low bands at the top?
    turned: bool,
    frame: Frame,
    frames_differ: &'a [String],
    upside_down: &'a [String],
    /// Few beside the others.
    stranger: bool,
}

pub(super) fn kinds(kinds: &PictureKinds) -> Vec<KindEntry<'_>> {
    fn entry(kind: &PictureKind) -> KindEntry<'_> {
        let PictureKind {
            key: _,
            n,
            width,
            height,
            shades,
            is_reversed,
            is_turned,
            frame,
            n_framed_so: _,
            frames_differ,
            upside_down,
            is_stranger,
            sample: _,
            choices: _,
        } = kind;
        KindEntry {
            n: *n,
            width: *width,
            height: *height,
            colour_map: shades.color_map(),
            reversed: *is_reversed,
            turned: *is_turned,
            frame: *frame,
            frames_differ,
            upside_down,
            stranger: *is_stranger,
        }
    }
    kinds.kinds.iter().map(entry).collect()
}

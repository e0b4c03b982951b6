//! Kinds of pictures in words, for page and report.

use crate::data::{Frame, FrameUse, PictureKind, PictureKinds, Shades};
use crate::wording::{enumerate, grouped};

/// Kinds named in a sentence; more are counted.
const MOST_KINDS: usize = 5;

/// "387 x 385 magma".
pub fn name(kind: &PictureKind) -> String {
    format!("{} x {} {}", kind.width, kind.height, shades(kind.shades))
}

/// What a way to make intensities of colours is called.
pub fn shades(shades: Shades) -> &'static str {
    match shades.name() {
        "gray" => "grey",
        "luma" => "in no known colour map",
        name => name,
    }
}

/// All kinds in a sentence: "900 pictures are 387 x 385 magma, 99 are 515 x 389 viridis and 1 is 64 x 64 grey."; `None`
/// without pictures.
pub fn summary(kinds: &PictureKinds) -> Option<String> {
    if let [only] = &kinds.kinds[..] {
        return Some(match only.n {
            1 => format!("The picture is {}.", name(only)),
            n => format!("All {} pictures are {}.", grouped(n), name(only)),
        });
    }
    let is = |n: usize| if n == 1 { "is" } else { "are" };
    let mut parts: Vec<String> = (0..)
        .zip(&kinds.kinds)
        .take(MOST_KINDS)
        .map(|(i, kind)| {
            let pictures = match (i, kind.n) {
                (0, 1) => " picture",
                (0, _) => " pictures",
                _ => "",
            };
            format!(
                "{}{pictures} {} {}",
                grouped(kind.n),
                is(kind.n),
                name(kind)
            )
        })
        .collect();
    let rest: usize = kinds.kinds.iter().skip(MOST_KINDS).map(|kind| kind.n).sum();
    if rest > 0 {
        let others = if rest == 1 {
            "another kind"
        } else {
            "other kinds"
        };
        parts.push(format!("{} {} of {others}", grouped(rest), is(rest)));
    }
    enumerate(&parts).map(|parts| format!("{parts}."))
}

/// What surrounds the spectrograms of a kind, and what is done with it: "Margin of 54 pixels left, 36 above, 43 right and 36
/// below: cut off."
pub fn frame(kind: &PictureKind, frames: FrameUse) -> String {
    if kind.frame == Frame::NONE {
        return if kind.frames_differ.is_empty() {
            "No margin.".into()
        } else {
            "Most have no margin.".into()
        };
    }
    let Frame {
        left,
        top,
        right,
        bottom,
    } = kind.frame;
    let what = match frames {
        FrameUse::Cut => "cut off",
        FrameUse::Keep => "kept",
    };
    let whose = match kind.frames_differ.len() {
        0 => String::new(),
        _ => format!(" ({} of {})", grouped(kind.n_framed_so), grouped(kind.n)),
    };
    format!(
        "Margin of {left} pixels left, {top} above, {right} right and {bottom} below{whose}: {what}."
    )
}

/// Said where pictures of several kinds are compared; `None` where that says nothing about distances.
pub fn warning(kinds: &PictureKinds) -> Option<&'static str> {
    kinds.is_mixed().then_some(
        "More than one kind holds over a tenth of the pictures. Between kinds, distance is partly about how pictures are \
         drawn, not about sound.",
    )
}

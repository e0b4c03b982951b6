//! Kinds of pictures in words, for page and report.

use crate::data::{Frame, FrameUse, PictureKind, PictureKinds, Shades};
use crate::sentences::Pictured;

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
pub fn summary(kinds: &PictureKinds) -> Option<Pictured> {
    match &kinds.kinds[..] {
        [] => None,
        [only] if only.n == 1 => Some(Pictured::OnePicture { kind: name(only) }),
        [only] => Some(Pictured::AllOfOneKind {
            n: only.n,
            kind: name(only),
        }),
        several => {
            let named = several.iter().take(MOST_KINDS);
            let rest = several.iter().skip(MOST_KINDS);
            Some(Pictured::SeveralKinds {
                kinds: named.map(|kind| (kind.n, name(kind))).collect(),
                n_rest: rest.map(|kind| kind.n).sum(),
            })
        }
    }
}

/// That a kind is rare; `None` where it is not.
pub fn stranger(kind: &PictureKind) -> Option<Pictured> {
    kind.is_stranger.then_some(Pictured::FewLikeThis)
}

/// What surrounds the spectrograms of a kind, and what is done with it: "Margin of 54 pixels left, 36 above, 43 right and 36
/// below: cut off."
pub fn frame(kind: &PictureKind, frames: FrameUse) -> Pictured {
    let (n, of) = (kind.n_framed_so, kind.n);
    let all_are_so = kind.frames_differ.is_empty();
    if kind.frame == Frame::NONE {
        return match () {
            () if all_are_so => Pictured::NoMargin,
            () if 2 * n > of => Pictured::MostHaveNoMargin,
            () => Pictured::SomeHaveNoMargin { n, of },
        };
    }
    Pictured::Margin {
        frame: kind.frame,
        some: (!all_are_so).then_some((n, of)),
        is_cut: frames == FrameUse::Cut,
    }
}

/// Said where pictures of several kinds are compared; `None` where that says nothing about distances.
pub fn warning(kinds: &PictureKinds) -> Option<Pictured> {
    kinds.is_mixed().then_some(Pictured::KindsAreMixed)
}

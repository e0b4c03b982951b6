//! One decoded picture: what the analysis keeps of its file.

use std::sync::Arc;

/// Side of the square every picture is resized to, in pixels, as in the notebook.
pub const SIDE: usize = 64;
/// Pixels of one resized picture.
pub const N_PIXELS: usize = SIDE * SIDE;

/// A picture reduced to 64 x 64 luma bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spectrogram {
    /// Path below the common root of the drop, `/` between the parts.
    pub file: String,
    /// Width of the file's picture, in pixels.
    pub width: u32,
    /// Height of the file's picture, in pixels.
    pub height: u32,
    /// `N_PIXELS` luma bytes, row by row; row 0 is the top, the highest band. Shared by whoever reads them: they are most
    /// of what a collection takes.
    pub pixels: Arc<[u8]>,
}

/// 64 x 64 pixels with the lowest row at the top.
pub fn turned_over(pixels: &[u8]) -> Arc<[u8]> {
    let rows = pixels.chunks(SIDE).rev();
    rows.flatten().copied().collect()
}

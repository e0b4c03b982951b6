//! Where the spectrogram is in a picture: margins, axes, tick labels, titles and colour bars are found and left outside.
//!
//! A picture has a frame where all four of its outermost lines have one colour, the paper. Inside, the spectrogram is the
//! longest run of rows, and within these the longest run of columns, that are more ink than paper.

use std::ops::Range;

use bytemuck::cast;
use wide::{u8x16, u32x4};

use super::raster::Raster;
use crate::data::Frame;

/// A channel may differ by so much and still be paper.
const PAPER_TOLERANCE: u8 = 8;
/// Lines of paper inside a spectrogram that do not end it: seams between its pixels.
const LARGEST_GAP: usize = 2;
/// Rows and columns of a spectrogram, at least.
const SMALLEST_SIDE: usize = 16;

/// What surrounds the spectrogram; [`Frame::NONE`] where nothing does, or where what is left would be less than 16 pixels
/// wide or high.
pub fn find(picture: &Raster) -> Frame {
    search(picture).unwrap_or(Frame::NONE)
}

fn search(picture: &Raster) -> Option<Frame> {
    let (width, height) = (picture.width as usize, picture.height as usize);
    if width < SMALLEST_SIDE || height < SMALLEST_SIDE {
        return None;
    }
    let paper = picture.color(0, 0);
    let in_row = |y: usize| (0..width).any(|x| is_ink(picture.color(x, y), paper));
    let in_column = |x: usize| (0..height).any(|y| is_ink(picture.color(x, y), paper));
    if in_row(0) || in_row(height - 1) || in_column(0) || in_column(width - 1) {
        return None;
    }
    let ink = Ink::of(picture, paper);
    // The rows that have the widest thing of the picture, then its columns, then its rows.
    let by_row = ink.by_row(0..width);
    let most = by_row.iter().copied().max().unwrap_or(0);
    let rows = longest_run(by_row.iter().map(|&n| 2 * n > most))?;
    let by_column = ink.by_column(rows.clone());
    let columns = longest_run(by_column.iter().map(|&n| 2 * n as usize > rows.len()))?;
    let by_row = ink.by_row(columns.clone());
    let rows = longest_run(by_row.iter().map(|&n| 2 * n as usize > columns.len()))?;
    Some(Frame {
        left: columns.start as u32,
        top: rows.start as u32,
        right: (width - columns.end) as u32,
        bottom: (height - rows.end) as u32,
    })
}

/// Is this another colour than that of the paper?
fn is_ink(color: [u8; 3], paper: [u8; 3]) -> bool {
    let differs = |channel: usize| color[channel].abs_diff(paper[channel]) > PAPER_TOLERANCE;
    differs(0) || differs(1) || differs(2)
}

/// Pixels that are looked at together.
const LANES: usize = 4;

/// Which pixels are not paper: all bits of a pixel's lane are set, or none. A row of whole vectors after the other; what
/// fills the last one is paper.
struct Ink {
    is_ink: Vec<u32x4>,
    vectors_per_row: usize,
}

impl Ink {
    fn of(picture: &Raster, paper: [u8; 3]) -> Self {
        let paper = packed(paper);
        let width = picture.width as usize;
        let vectors_per_row = width.div_ceil(LANES);
        let mut ink = Self {
            is_ink: Vec::with_capacity(vectors_per_row * picture.height as usize),
            vectors_per_row,
        };
        let rows = picture.samples.chunks_exact(width * picture.n_channels);
        for row in rows {
            match picture.n_channels {
                1 => ink.push(row, |grey| [grey; 3], paper),
                3 => ink.push(row.as_chunks().0, |color| color, paper),
                _ => ink.push(row.as_chunks().0, |[r, g, b, _]| [r, g, b], paper),
            }
        }
        ink
    }

    /// Adds a row of pixels.
    fn push<T: Copy>(&mut self, row: &[T], color: impl Fn(T) -> [u8; 3], paper: u32) {
        let papers: u8x16 = cast([paper; LANES]);
        let differ = |four: [u32; LANES]| {
            let pixels: u8x16 = cast(four);
            // One of both differences is 0: the one that would be negative.
            let differences = pixels.saturating_sub(papers) | papers.saturating_sub(pixels);
            let excess: u32x4 = cast(differences.saturating_sub(u8x16::splat(PAPER_TOLERANCE)));
            excess.simd_ne(u32x4::ZERO)
        };
        let packed = |pixel| packed(color(pixel));
        let (fours, rest) = row.as_chunks();
        self.is_ink.extend(
            fours
                .iter()
                .map(|&[a, b, c, d]| differ([packed(a), packed(b), packed(c), packed(d)])),
        );
        if !rest.is_empty() {
            let mut four = [paper; LANES];
            for (slot, &pixel) in four.iter_mut().zip(rest) {
                *slot = packed(pixel);
            }
            self.is_ink.push(differ(four));
        }
    }

    /// Number of inked pixels in each row, within these columns.
    fn by_row(&self, columns: Range<usize>) -> Vec<u32> {
        let within: Vec<u32x4> = (0..self.vectors_per_row)
            .map(|i| {
                let one = |lane| u32::from(columns.contains(&(i * LANES + lane)));
                u32x4::new(std::array::from_fn(one))
            })
            .collect();
        let rows = self.is_ink.chunks_exact(self.vectors_per_row);
        let count = |row: &[u32x4]| {
            let counted = row.iter().zip(&within).map(|(&ink, &within)| ink & within);
            counted.fold(u32x4::ZERO, |n, ink| n + ink).reduce_add()
        };
        rows.map(count).collect()
    }

    /// Number of inked pixels in each column, within these rows.
    fn by_column(&self, rows: Range<usize>) -> Vec<u32> {
        let mut counts = vec![u32x4::ZERO; self.vectors_per_row];
        let inside = rows.start * self.vectors_per_row..rows.end * self.vectors_per_row;
        for row in self.is_ink[inside].chunks_exact(self.vectors_per_row) {
            for (count, &ink) in counts.iter_mut().zip(row) {
                *count += ink & u32x4::ONE;
            }
        }
        counts.into_iter().flat_map(u32x4::to_array).collect()
    }
}

/// A colour in four bytes; the last, alpha, is 0, as nobody looks at it.
fn packed([red, green, blue]: [u8; 3]) -> u32 {
    u32::from_ne_bytes([red, green, blue, 0])
}

/// The longest run of lines that are `inside`, small gaps included, the first of equal ones; `None` where it is no
/// spectrogram.
fn longest_run(inside: impl Iterator<Item = bool>) -> Option<Range<usize>> {
    let mut longest = 0..0;
    let mut run = 0..0;
    for (line, _) in inside.enumerate().filter(|&(_, inside)| inside) {
        if run.is_empty() || line - run.end > LARGEST_GAP {
            run.start = line;
        }
        run.end = line + 1;
        if run.len() > longest.len() {
            longest = run.clone();
        }
    }
    (longest.len() >= SMALLEST_SIDE).then_some(longest)
}

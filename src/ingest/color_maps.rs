//! The colours of the known maps, and which of them a picture is drawn in.
//!
//! Most are matplotlib's, in `color_maps.bin` (`tests/fixtures/looks/color_maps.py` writes it); parula is MATLAB's.

use std::sync::LazyLock;

use wide::f32x8;

use super::color_memory::ColorMemory;
use super::raster::Raster;
use crate::data::{ColorMap, ColorMapFit, Frame};
use crate::vectors::Repeat;

/// Colours of a map, from its quiet to its loud end.
pub const N_COLORS: usize = 256;
/// Colours that are looked at together.
const LANES: usize = 8;
/// A channel of all colours of a map; 0 to 255, and whole but for parula.
type Channel = [f32; N_COLORS];
/// Differences of each colour's channel to that of the one before, modulo 256: a map after the other, a channel after the
/// other.
const STEPS: &[u8] = include_bytes!("color_maps.bin");

/// Pixels that are looked at to tell the map of a picture.
const N_LOOKED_AT: usize = 150;
/// Mean distance of a pixel to the nearest colour of a map up to which the map may be that of the picture.
const MAX_DISTANCE: f32 = 24.0;
/// Maps up to so much further away than the nearest may be the picture's map all the same.
const MARGIN: f32 = 4.0;

/// The square of the distance up to which a colour passes for an end of a map.
const MAX_SQUARE_OF_AN_END: f32 = 64.0;

/// The colours of a known map.
pub struct Colors {
    channels: [Channel; 3],
}

/// The colours of all known maps, in the order of [`ColorMap::all`].
static COLORS: LazyLock<Vec<Colors>> = LazyLock::new(|| {
    let (channels, _) = STEPS.as_chunks::<N_COLORS>();
    let maps = channels.as_chunks::<3>().0.iter();
    let maps = maps.map(|channels| Colors {
        channels: channels.map(|steps| {
            let mut value = 0u8;
            steps.map(|step| {
                value = value.wrapping_add(step);
                f32::from(value)
            })
        }),
    });
    maps.chain([Colors { channels: parula() }]).collect()
});

impl Colors {
    /// The colours of a map.
    pub fn of(map: ColorMap) -> &'static Self {
        &COLORS[map.position()]
    }

    /// The colour at a position.
    pub fn at(&self, position: u8) -> [u8; 3] {
        // Rounded to the nearest byte: only parula's are not whole.
        [0, 1, 2].map(|channel: usize| self.channels[channel][usize::from(position)].round() as u8)
    }

    /// Position of the colour nearest to this one, 0 to 255, and the square of its distance; the first of equal ones.
    pub fn nearest(&self, color: [u8; 3]) -> (u8, f32) {
        let mut least = f32x8::repeat(f32::INFINITY);
        // Of each lane, which of its colours is that.
        let mut which = f32x8::ZERO;
        for (i, squares) in (0u8..).zip(self.squares(color)) {
            let is_less = squares.simd_lt(least);
            least = is_less.select(squares, least);
            which = is_less.select(f32x8::repeat(f32::from(i)), which);
        }
        let positions = (0..).zip(which.to_array());
        let positions = positions.map(|(lane, which)| which as u8 * LANES as u8 + lane);
        let nearest = positions.zip(least.to_array());
        let nearest = nearest.min_by(|(i, a), (j, b)| a.total_cmp(b).then(i.cmp(j)));
        nearest.unwrap_or((0, f32::INFINITY))
    }

    /// Is this the first or the last colour, or as good as that?
    pub fn is_an_end(&self, color: [u8; 3]) -> bool {
        let (position, square) = self.nearest(color);
        let is_near_end = position <= 2 || position >= u8::MAX - 2;
        is_near_end && square <= MAX_SQUARE_OF_AN_END
    }

    /// The square of the distance to each colour, [`LANES`] at a time.
    fn squares(&self, color: [u8; 3]) -> impl Iterator<Item = f32x8> {
        let [red, green, blue] = self
            .channels
            .each_ref()
            .map(|channel| channel.as_chunks::<LANES>().0);
        let [r, g, b] = color.map(|channel| f32x8::repeat(f32::from(channel)));
        red.iter()
            .zip(green)
            .zip(blue)
            .map(move |((&red, &green), &blue)| {
                let (r, g, b) = (
                    f32x8::new(red) - r,
                    f32x8::new(green) - g,
                    f32x8::new(blue) - b,
                );
                r * r + g * g + b * b
            })
    }

    /// The distance of the nearest colour.
    fn distance(&self, color: [u8; 3]) -> f32 {
        let squares = self.squares(color);
        let least = squares.fold(f32x8::repeat(f32::INFINITY), f32x8::fast_min);
        least
            .to_array()
            .into_iter()
            .fold(f32::INFINITY, f32::min)
            .sqrt()
    }
}

/// Tells the colour maps of pictures, and remembers how far the colours it has seen are from each map.
#[derive(Debug, Default)]
pub struct Recogniser {
    /// Distance to each map; [`UNKNOWN`] is below 0.
    distances: ColorMemory<[f32; N_MAPS], 12>,
}

/// Number of known maps.
const N_MAPS: usize = ColorMap::NAMES.len();
/// A distance that was not measured yet.
const UNKNOWN: f32 = -1.0;

impl Recogniser {
    /// The maps that the spectrogram inside `frame` may be drawn in, the nearest first; none where no known one is near.
    /// `likely` is looked at first, which saves time where it is right and changes nothing.
    pub fn recognise(
        &mut self,
        picture: &Raster,
        frame: Frame,
        likely: Option<ColorMap>,
    ) -> Vec<ColorMapFit> {
        let Some(pixels) = spread_over(picture, frame) else {
            return Vec::new();
        };
        let n = pixels.len() as f32;
        let likely = likely.map_or(0, ColorMap::position);
        let mut maps: Vec<ColorMap> = ColorMap::all().collect();
        maps.rotate_left(likely);
        let mut least = MAX_DISTANCE;
        let mut near: Vec<(ColorMap, f32)> = Vec::new();
        for map in maps {
            let mut sum = 0.0;
            let is_near = pixels.iter().all(|pixel| {
                sum += self.distance(map, pixel.color);
                // A little more than the bound, which is applied below: sums are rounded.
                sum <= (least + MARGIN).min(MAX_DISTANCE) * n + 1.0
            });
            if is_near {
                least = least.min(sum / n);
                near.push((map, sum / n));
            }
        }
        near.retain(|&(_, distance)| distance <= (least + MARGIN).min(MAX_DISTANCE));
        near.sort_by(|(a, near), (b, far)| near.total_cmp(far).then(a.cmp(b)));
        near.into_iter()
            .map(|(color_map, distance)| ColorMapFit {
                color_map,
                distance,
                rise: rise(&pixels, color_map),
            })
            .collect()
    }

    fn distance(&mut self, map: ColorMap, color: [u8; 3]) -> f32 {
        let distances = self.distances.value(color, || [UNKNOWN; N_MAPS]);
        let distance = &mut distances[map.position()];
        if *distance < 0.0 {
            *distance = Colors::of(map).distance(color);
        }
        *distance
    }
}

/// A pixel of a spectrogram.
struct Pixel {
    color: [u8; 3],
    /// How far down it is: 0 at the upper edge, 1 at the lower one.
    depth: f64,
}

/// Pixels spread evenly over what is inside the frame: the R2 sequence, which no grid of the picture can be in step with.
fn spread_over(picture: &Raster, frame: Frame) -> Option<Vec<Pixel>> {
    let (width, height) = frame.inside(picture.width, picture.height)?;
    let pixels = (0..N_LOOKED_AT).map(|i| {
        let place = |step: f64| (0.5 + i as f64 * step).fract();
        // Powers of the inverse of the plastic number.
        let (x, y) = (
            place(0.754_877_666_246_692_8),
            place(0.569_840_290_998_053_3),
        );
        let at =
            |place: f64, side: u32, edge: u32| (place * f64::from(side)) as usize + edge as usize;
        Pixel {
            color: picture.color(at(x, width, frame.left), at(y, height, frame.top)),
            depth: y,
        }
    });
    Some(pixels.collect())
}

/// How far the lower quarter lies above the upper one along the map, -1 to 1.
fn rise(pixels: &[Pixel], map: ColorMap) -> f32 {
    let colors = Colors::of(map);
    let mean = |is_in: fn(f64) -> bool| {
        let positions = pixels.iter().filter(|pixel| is_in(pixel.depth));
        let positions = positions.map(|pixel| f32::from(colors.nearest(pixel.color).0) / 255.0);
        let (n, sum) = positions.fold((0.0, 0.0), |(n, sum), x| (n + 1.0, sum + x));
        sum / f32::max(n, 1.0)
    };
    mean(|depth| depth >= 0.75) - mean(|depth| depth < 0.25)
}

/// MATLAB's map, along straight lines between its anchors.
fn parula() -> [Channel; 3] {
    std::array::from_fn(|channel| {
        std::array::from_fn(|i| {
            let place = i as f64 * 63.0 / 255.0;
            let below = (place as usize).min(62);
            let value = |anchor: usize| f64::from(PARULA[anchor][channel]) / 10_000.0;
            let slope = value(below + 1) - value(below);
            ((value(below) + slope * (place - below as f64)) as f32) * 255.0
        })
    })
}

/// Anchors of parula, in ten-thousandths.
#[rustfmt::skip]
const PARULA: [[u16; 3]; 64] = [
    [2081, 1663, 5292], [2116, 1898, 5777], [2123, 2138, 6270],
    [2081, 2386, 6771], [1959, 2645, 7279], [1707, 2919, 7792],
    [1253, 3242, 8303], [591, 3598, 8683], [117, 3875, 8820],
    [60, 4086, 8828], [165, 4266, 8786], [329, 4430, 8720],
    [498, 4586, 8641], [629, 4737, 8554], [723, 4887, 8467],
    [779, 5040, 8384], [793, 5200, 8312], [749, 5375, 8263],
    [641, 5570, 8240], [488, 5772, 8228], [343, 5966, 8199],
    [265, 6137, 8135], [239, 6287, 8038], [231, 6418, 7913],
    [228, 6535, 7768], [267, 6642, 7607], [384, 6743, 7436],
    [590, 6838, 7254], [843, 6928, 7062], [1133, 7015, 6859],
    [1453, 7098, 6646], [1801, 7177, 6424], [2178, 7250, 6193],
    [2586, 7317, 5954], [3022, 7376, 5712], [3482, 7424, 5473],
    [3953, 7459, 5244], [4420, 7481, 5033], [4871, 7491, 4840],
    [5300, 7491, 4661], [5709, 7485, 4494], [6099, 7473, 4337],
    [6473, 7456, 4188], [6834, 7435, 4044], [7184, 7411, 3905],
    [7525, 7384, 3768], [7858, 7356, 3633], [8185, 7327, 3498],
    [8507, 7299, 3360], [8824, 7274, 3217], [9139, 7258, 3063],
    [9450, 7261, 2886], [9739, 7314, 2666], [9938, 7455, 2403],
    [9990, 7653, 2164], [9955, 7861, 1967], [9880, 8066, 1794],
    [9789, 8271, 1633], [9697, 8481, 1475], [9626, 8705, 1309],
    [9589, 8949, 1132], [9598, 9218, 948], [9661, 9514, 755],
    [9763, 9831, 538],
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_map_has_its_colours() {
        assert_eq!(STEPS.len(), (ColorMap::NAMES.len() - 1) * 3 * N_COLORS);
        let ends = |name: &str| {
            let colors = Colors::of(ColorMap::named(name).unwrap());
            [0, 255].map(|i| [0, 1, 2].map(|channel| colors.channels[channel][i] as u8))
        };
        assert_eq!(ends("gray"), [[0; 3], [255; 3]]);
        assert_eq!(ends("viridis"), [[68, 1, 84], [253, 231, 37]]);
        assert_eq!(ends("magma"), [[0, 0, 4], [252, 253, 191]]);
        assert_eq!(ends("afmhot"), [[0; 3], [255; 3]]);
        assert_eq!(ends("parula"), [[53, 42, 134], [248, 250, 13]]);
    }

    #[test]
    fn a_colour_of_a_map_is_found_in_it() {
        for map in ColorMap::all() {
            let colors = Colors::of(map);
            for i in 0..N_COLORS {
                let color = [0, 1, 2].map(|channel| colors.channels[channel][i].round() as u8);
                let (position, square) = colors.nearest(color);
                assert!(square <= 0.75, "{} {i}", map.name());
                assert!(position.abs_diff(i as u8) <= 6 || map.name() != "gray");
                assert!((colors.distance(color) - square.sqrt()).abs() < 1e-6);
            }
        }
    }
}

//! What a track is, before it sounds: its style and its features.
//!
//! The features are drawn here and nowhere else; the synthesis obeys them and the table prints them, so the two
//! spaces of the page (sound and features) agree as far as sound can show a feature, and no further.

use std::array::from_fn;

use Style::{Ambient, DrumAndBass, Folk, House, Metal, Piano};

use crate::rng::Rng;

/// The six styles. What is said of all of them stands in rows of six, in this order: see [`Style::of`].
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    Ambient,
    Piano,
    Folk,
    House,
    DrumAndBass,
    Metal,
}

/// The usual member of each style.
const CENTRES: [[f64; 7]; 6] = [
    // energy, acousticness, danceability, valence, tempo, instrumentalness, speechiness
    [0.19, 0.76, 0.24, 0.19, 82.0, 0.88, 0.040],
    [0.22, 0.94, 0.37, 0.33, 96.0, 0.90, 0.042],
    [0.42, 0.77, 0.56, 0.55, 110.0, 0.05, 0.038],
    [0.74, 0.07, 0.79, 0.58, 124.0, 0.62, 0.056],
    [0.87, 0.04, 0.55, 0.36, 173.0, 0.55, 0.085],
    [0.94, 0.01, 0.27, 0.24, 142.0, 0.42, 0.095],
];
/// What DJs mix keeps to one speed; what nobody mixes does not.
const TEMPO_SPREADS: [f64; 6] = [8.0, 8.0, 8.0, 2.0, 2.0, 6.0];
/// The style a track that sits between two chairs leans towards.
const NEIGHBOURS: [Style; 6] = [Piano, Ambient, Piano, DrumAndBass, House, DrumAndBass];

impl Style {
    pub(crate) const ALL: [Self; 6] = [Ambient, Piano, Folk, House, DrumAndBass, Metal];

    /// This style's entry in a row of six.
    pub(crate) fn of<T: Copy>(self, row: [T; 6]) -> T {
        row[self as usize]
    }
}

/// One track: everything its picture and its row are made from, in the units of the table.
#[derive(Clone, Copy)]
pub(crate) struct Track {
    pub style: Style,
    pub is_pictured: bool,
    pub is_major: bool,
    pub id: u32,            // In the file name and in the table's first column.
    pub energy: f64,        // How many onsets, how much drive, noise and brightness.
    pub acousticness: f64,  // How much is plucked or struck, with few harmonics, not saturated.
    pub danceability: f64,  // How regular the onsets are.
    pub valence: f64,       // Brightness and, by way of `mode`, the major third.
    pub tempo: f64,         // Beats a minute.
    pub speechiness: f64,   // How fast the syllables of the voice follow each other.
    pub key: u8,            // Pitch class of the tonic, 0 is C.
    pub loudness: f64,      // Decibels below full scale, averaged over the track.
    pub liveness: f64,      // How much of the room is heard.
    pub time_signature: u8, // Beats in a bar.
    pub lean: f64,          // How far towards the neighbouring style, 0 for most tracks.
    /// One without any voice.
    pub instrumentalness: f64,
}

impl Track {
    /// The track `id`, a pure function of its number and style.
    pub(crate) fn new(id: u32, style: Style, is_pictured: bool) -> Self {
        let rng = &mut Rng::new(u64::from(id) * 4 + 1);
        let leans = rng.chance(0.2);
        let lean = if leans { rng.between(0.25, 0.5) } else { 0.0 };
        let own = style.of(CENTRES);
        let mut other = style.of(NEIGHBOURS).of(CENTRES);
        // A house track that leans towards drum and bass is still danced to at its own speed.
        other[4] = own[4];
        let tempo_spread = style.of(TEMPO_SPREADS);
        let spread = [0.045, 0.05, 0.07, 0.12, tempo_spread, 0.13, 0.012];
        // What makes a track busier makes it less acoustic, too.
        let push = 0.07 * rng.bell();
        let drawn = |i| own[i] + (other[i] - own[i]) * lean + spread[i] * rng.bell();
        let [energy, acoustic, dance, valence, tempo, voiceless, speech] = from_fn(drawn);
        let energy = energy + push;
        let loudness = 1.3 * rng.bell() - 27.0 + 22.5 * energy.clamp(0.0, 1.0);
        // House, drum and bass and metal come with and without a voice, hardly ever with half of one.
        let instrumentalness = if matches!(style, House | DrumAndBass | Metal) {
            let is_sung = rng.chance(1.0 - own[5]);
            let [low, high] = if is_sung { [0.0, 0.1] } else { [0.6, 0.95] };
            rng.between(low, high)
        } else {
            voiceless
        };
        Self {
            id,
            style,
            is_pictured,
            energy: share(energy.max(0.02), rng),
            // Small shares are skewed: most electric tracks have next to nothing of it.
            acousticness: share(acoustic - push * own[1].min(0.6), rng),
            danceability: dance.clamp(0.06, 0.96),
            valence: valence.clamp(0.035, 0.97),
            tempo: tempo.clamp(58.0, 184.0),
            instrumentalness: share(instrumentalness, rng),
            speechiness: speech.clamp(0.026, 0.4),
            key: rng.below(12) as u8,
            is_major: rng.chance(0.15 + 0.8 * valence.clamp(0.0, 1.0)),
            loudness: loudness.min(-2.1),
            liveness: (0.1 + 0.05 * rng.bell().abs() + 0.35 * rng.unit() * rng.unit() * rng.unit())
                .clamp(0.03, 0.9),
            time_signature: 4 - u8::from(matches!(style, Piano | Folk) && rng.chance(0.25)),
            lean,
        }
    }
}

/// A share of one, neither quite one nor below nought, where small shares of it are skewed.
fn share(x: f64, rng: &mut Rng) -> f64 {
    // What runs over the top is spread below it, so that no value is the usual one.
    if x > 0.96 {
        return 0.96 + 0.036 * rng.unit();
    }
    if x >= 0.02 {
        return x;
    }
    // What falls below zero becomes a trace; below a millionth the public data set, too, says nought.
    let trace = rng.unit();
    let small = 0.02 * trace * trace * trace;
    if trace < 0.04 { 0.0 } else { small }
}

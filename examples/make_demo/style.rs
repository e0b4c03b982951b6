//! What a track is, before it sounds: its style and its features.
//!
//! The features are drawn here and nowhere else; the synthesis obeys them and the table prints them, so the two
//! spaces of the page (sound and features) agree as far as sound can show a feature, and no further.

use crate::rng::Rng;

/// The six styles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Style {
    Ambient,
    Piano,
    Folk,
    House,
    DrumAndBass,
    Metal,
}

impl Style {
    pub(crate) const ALL: [Self; 6] = [
        Self::Ambient,
        Self::Piano,
        Self::Folk,
        Self::House,
        Self::DrumAndBass,
        Self::Metal,
    ];

    /// The word in the column `track_genre`.
    pub(crate) fn genre(self) -> &'static str {
        match self {
            Self::Ambient => "ambient",
            Self::Piano => "piano",
            Self::Folk => "folk",
            Self::House => "house",
            Self::DrumAndBass => "drum-and-bass",
            Self::Metal => "metal",
        }
    }

    /// The usual member of the style.
    fn centre(self) -> Features {
        let row = match self {
            //                      dance energy acous instr vale speech tempo
            Self::Ambient => [0.24, 0.19, 0.76, 0.88, 0.19, 0.040, 82.0],
            Self::Piano => [0.37, 0.22, 0.94, 0.90, 0.33, 0.042, 96.0],
            Self::Folk => [0.56, 0.42, 0.77, 0.05, 0.55, 0.038, 110.0],
            Self::House => [0.79, 0.74, 0.07, 0.62, 0.58, 0.056, 124.0],
            Self::DrumAndBass => [0.55, 0.87, 0.04, 0.55, 0.36, 0.085, 173.0],
            Self::Metal => [0.27, 0.94, 0.01, 0.42, 0.24, 0.095, 142.0],
        };
        Features {
            danceability: row[0],
            energy: row[1],
            acousticness: row[2],
            instrumentalness: row[3],
            valence: row[4],
            speechiness: row[5],
            tempo: row[6],
        }
    }

    /// What DJs mix keeps to one speed; what nobody mixes does not.
    fn tempo_spread(self) -> f64 {
        match self {
            Self::House | Self::DrumAndBass => 2.0,
            Self::Metal => 6.0,
            _ => 8.0,
        }
    }

    /// The style a track that sits between two chairs leans towards.
    fn neighbour(self) -> Self {
        match self {
            Self::Ambient | Self::Folk => Self::Piano,
            Self::Piano => Self::Ambient,
            Self::House | Self::Metal => Self::DrumAndBass,
            Self::DrumAndBass => Self::House,
        }
    }
}

/// The features that can be heard, in the units of the table.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Features {
    /// How regular the onsets are.
    pub danceability: f64,
    /// How many onsets, how much drive, noise and brightness.
    pub energy: f64,
    /// How much is plucked or struck, with few harmonics, rather than saturated.
    pub acousticness: f64,
    /// One without any voice.
    pub instrumentalness: f64,
    /// Brightness and, by way of `mode`, the major third.
    pub valence: f64,
    /// How fast the syllables of the voice follow each other.
    pub speechiness: f64,
    /// Beats a minute.
    pub tempo: f64,
}

/// One track: everything its picture and its row are made from.
#[derive(Clone, Debug)]
pub(crate) struct Track {
    /// The number in the file name and in the table's first column.
    pub id: u32,
    pub style: Style,
    pub features: Features,
    /// Pitch class of the tonic, 0 is C.
    pub key: u8,
    /// Major or minor.
    pub is_major: bool,
    /// Decibels below full scale, averaged over the track.
    pub loudness: f64,
    /// How much of the room is heard.
    pub liveness: f64,
    /// Beats in a bar.
    pub time_signature: u8,
    /// How far towards the neighbouring style, 0 for most tracks.
    pub lean: f64,
}

impl Track {
    /// The track `id` of the collection `seed`, a pure function of the three.
    pub(crate) fn new(seed: u64, id: u32, style: Style) -> Self {
        let mut rng = Rng::new(seed, u64::from(id) * 4 + 1);
        let lean = if rng.chance(0.2) {
            rng.between(0.25, 0.5)
        } else {
            0.0
        };
        let (own, other) = (style.centre(), style.neighbour().centre());
        let mut around = |a: f64, b: f64, spread: f64| a + (b - a) * lean + spread * rng.bell();

        // What makes a track busier makes it less acoustic, too.
        let push = around(0.0, 0.0, 0.07);
        let energy = around(own.energy, other.energy, 0.045) + push;
        let acousticness =
            around(own.acousticness, other.acousticness, 0.05) - push * own.acousticness.min(0.6);
        let danceability = around(own.danceability, other.danceability, 0.07);
        let valence = around(own.valence, other.valence, 0.12);
        // A house track that leans towards drum and bass is still danced to at its own speed.
        let tempo = around(own.tempo, own.tempo, style.tempo_spread());
        let voiced = around(own.instrumentalness, other.instrumentalness, 0.13);
        let speechiness = around(own.speechiness, other.speechiness, 0.012);
        let loudness = around(0.0, 0.0, 1.3) - 27.0 + 22.5 * energy.clamp(0.0, 1.0);

        // House, drum and bass and metal come with and without a voice, hardly ever with half of one.
        let is_mixed = matches!(style, Style::House | Style::DrumAndBass | Style::Metal);
        let instrumentalness = if is_mixed {
            let sung = rng.chance(1.0 - own.instrumentalness);
            if sung {
                rng.unit() * 0.1
            } else {
                rng.between(0.6, 0.95)
            }
        } else {
            voiced
        };
        Self {
            id,
            style,
            features: Features {
                danceability: danceability.clamp(0.06, 0.96),
                energy: below_one(energy.max(0.02), &mut rng),
                // Small shares are skewed: most electric tracks have next to nothing of it.
                acousticness: share(acousticness, &mut rng),
                instrumentalness: share(instrumentalness, &mut rng),
                valence: valence.clamp(0.035, 0.97),
                speechiness: speechiness.clamp(0.026, 0.4),
                tempo: tempo.clamp(58.0, 184.0),
            },
            key: rng.below(12) as u8,
            is_major: rng.chance(0.15 + 0.8 * valence.clamp(0.0, 1.0)),
            loudness: loudness.min(-2.1),
            liveness: (0.1 + 0.05 * rng.bell().abs() + 0.35 * rng.unit() * rng.unit() * rng.unit())
                .clamp(0.03, 0.9),
            time_signature: if matches!(style, Style::Piano | Style::Folk) && rng.chance(0.25) {
                3
            } else {
                4
            },
            lean,
        }
    }
}

/// A share of one that never quite gets there; what falls below zero becomes a trace.
fn share(x: f64, rng: &mut Rng) -> f64 {
    if x < 0.02 {
        let trace = rng.unit();
        // Below a millionth the public data set, too, says nought.
        if trace < 0.04 {
            0.0
        } else {
            0.02 * trace * trace * trace
        }
    } else {
        below_one(x, rng)
    }
}

/// What runs over the top is spread below it, so that no value is the usual one.
fn below_one(x: f64, rng: &mut Rng) -> f64 {
    if x > 0.96 {
        0.96 + 0.036 * rng.unit()
    } else {
        x
    }
}

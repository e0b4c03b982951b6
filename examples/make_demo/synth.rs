//! A track's features to audio: what all styles share. Time, harmony, form, and the room at the end.

use crate::arrange;
use crate::dsp::{drive, gain_from_db, noise_bed, normalize, room, samples};
use crate::rng::Rng;
use crate::style::{Features, Style, Track};

/// Chord roots above the tonic, and whether the third is major.
type Chord = (f64, bool);

const MAJOR: [[Chord; 4]; 4] = [
    [(0.0, true), (7.0, true), (9.0, false), (5.0, true)],
    [(0.0, true), (5.0, true), (9.0, false), (7.0, true)],
    [(9.0, false), (5.0, true), (0.0, true), (7.0, true)],
    [(0.0, true), (4.0, false), (5.0, true), (5.0, false)],
];
const MINOR: [[Chord; 4]; 4] = [
    [(0.0, false), (8.0, true), (3.0, true), (10.0, true)],
    [(0.0, false), (5.0, false), (8.0, true), (7.0, true)],
    [(0.0, false), (3.0, true), (10.0, true), (5.0, false)],
    [(0.0, false), (10.0, true), (8.0, true), (7.0, true)],
];
const MAJOR_SCALE: [f64; 5] = [0.0, 2.0, 4.0, 7.0, 9.0];
const MINOR_SCALE: [f64; 5] = [0.0, 3.0, 5.0, 7.0, 10.0];

/// What an arrangement needs to know and the audio it adds to.
pub(crate) struct Session {
    pub out: Vec<f64>,
    pub rng: Rng,
    pub features: Features,
    pub lean: f64,
    /// Seconds.
    pub beat: f64,
    pub seconds: f64,
    pub beats_in_bar: usize,
    /// MIDI note of the tonic, 36..48.
    pub tonic: f64,
    progression: [Chord; 4],
    scale: [f64; 5],
}

/// One onset on the grid: which step it is and when it sounds.
#[derive(Clone, Copy)]
pub(crate) struct Onset {
    pub step: usize,
    pub at: f64,
}

impl Session {
    fn new(track: &Track, seed: u64, seconds: f64) -> Self {
        let mut rng = Rng::new(seed, u64::from(track.id) * 4 + 2);
        let (progressions, scale) = if track.is_major {
            (&MAJOR, MAJOR_SCALE)
        } else {
            (&MINOR, MINOR_SCALE)
        };
        Self {
            out: vec![0.0; samples(seconds)],
            progression: *rng.pick(progressions),
            rng,
            features: track.features,
            lean: track.lean,
            beat: 60.0 / track.features.tempo,
            seconds,
            beats_in_bar: usize::from(track.time_signature),
            tonic: 36.0 + f64::from(track.key),
            scale,
        }
    }

    /// The steps of a grid, so many to a beat. The less danceable the track, the further they stray.
    pub(crate) fn grid(&mut self, steps_in_beat: f64) -> Vec<Onset> {
        let step_seconds = self.beat / steps_in_beat;
        let loose = (1.0 - self.features.danceability).max(0.0);
        let stray = 0.13 * loose * loose * self.beat.min(0.6);
        (0..(self.seconds / step_seconds) as usize)
            .map(|step| Onset {
                step,
                at: (step as f64 * step_seconds + stray * self.rng.bell()).max(0.0),
            })
            .collect()
    }

    /// The chord of a bar as semitones above C-1: root, third, fifth, octave.
    pub(crate) fn chord(&self, bar: usize) -> [f64; 4] {
        let (root, is_major) = self.progression[bar % 4];
        // Chords stay within a fifth of the tonic instead of climbing.
        let root = self.tonic + if root > 7.0 { root - 12.0 } else { root };
        [
            root,
            root + if is_major { 4.0 } else { 3.0 },
            root + 7.0,
            root + 12.0,
        ]
    }

    /// A step of the pentatonic scale, counted from the tonic; it may be negative or beyond an octave.
    pub(crate) fn degree(&self, step: i32) -> f64 {
        let octave = f64::from(step.div_euclid(5));
        self.tonic + 12.0 * octave + self.scale[step.rem_euclid(5) as usize]
    }

    /// How much of a voice there is, 0 for an instrumental.
    pub(crate) fn voice(&self) -> f64 {
        (1.0 - self.features.instrumentalness - 0.35).max(0.0) / 0.65
    }
}

/// How loudness goes over the clip, as a previewed piece of a longer track would.
fn form(style: Style, rng: &mut Rng) -> [f64; 4] {
    const STEADY: [f64; 4] = [0.0; 4];
    const CRESCENDO: [f64; 4] = [-26.0, -15.0, -6.0, 0.0];
    const FADE: [f64; 4] = [0.0, -3.0, -12.0, -24.0];
    const SWELL: [f64; 4] = [-16.0, 0.0, -2.0, -16.0];
    const DIP: [f64; 4] = [0.0, -14.0, -11.0, 0.0];
    match style {
        Style::Ambient => *rng.pick(&[STEADY, CRESCENDO, FADE, SWELL, SWELL, DIP]),
        Style::Piano => *rng.pick(&[STEADY, STEADY, STEADY, CRESCENDO, SWELL]),
        _ => STEADY,
    }
}

/// Mono audio of `n_samples`, a pure function of the track and the seed.
pub(crate) fn render(track: &Track, seed: u64, n_samples: usize) -> Vec<f64> {
    // The clip starts in the middle of the music, as previews do, and on a bar, as people cut it.
    let lead_seconds = f64::from(track.time_signature) * 60.0 / track.features.tempo;
    let lead = samples(lead_seconds);
    let seconds = lead_seconds + n_samples as f64 / crate::dsp::SAMPLE_RATE + 0.1;
    let mut session = Session::new(track, seed, seconds);
    let play = match track.style {
        Style::Ambient => arrange::ambient,
        Style::Piano => arrange::piano,
        Style::Folk => arrange::folk,
        Style::House => arrange::house,
        Style::DrumAndBass => arrange::drum_and_bass,
        Style::Metal => arrange::metal,
    };
    play(&mut session);

    let Session { out, mut rng, .. } = session;
    let (amount, tail) = match track.style {
        Style::Ambient => (0.8, 3.5),
        Style::Piano => (0.3, 1.8),
        Style::Folk => (0.18, 0.9),
        Style::House | Style::DrumAndBass => (0.12, 0.7),
        Style::Metal => (0.15, 0.6),
    };
    let mut out = room(
        &out,
        amount + 0.3 * track.liveness,
        tail * (1.0 + track.liveness),
    );
    let levels = form(track.style, &mut rng);
    let last = (out.len() - 1).max(1) as f64;
    for (i, y) in out.iter_mut().enumerate() {
        let x = 3.0 * i as f64 / last;
        let part = (x as usize).min(2);
        let db = levels[part] + (levels[part + 1] - levels[part]) * (x - part as f64);
        *y *= gain_from_db(db);
    }
    normalize(&mut out, 1.0);
    let energy = track.features.energy;
    drive(
        &mut out,
        0.6 + 2.4 * energy * energy * (1.0 - track.features.acousticness),
    );
    normalize(&mut out, 1.0);
    // Rooms hiss a little, stages more, and busy mixes leave no gap.
    let bed = -72.0 + 22.0 * energy * energy + 26.0 * (track.liveness - 0.1);
    // A grand piano is recorded with open microphones, an ambient piece is made without any.
    let (bed, top) = match track.style {
        Style::Piano => (bed + 26.0, 9000.0),
        _ => (bed, 2500.0 + 7000.0 * energy),
    };
    noise_bed(&mut out, &mut rng, bed, top);
    out.drain(..lead);
    out.resize(n_samples, 0.0);
    out
}

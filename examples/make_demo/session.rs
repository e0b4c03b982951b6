//! A track while it is played: its time, its harmony, and the audio that the instruments add to.

use crate::dsp::samples;
use crate::rng::Rng;
use crate::style::Track;

/// A mode, in semitones above the tonic, and the chord progressions it is used with.
struct Mode {
    scale: [f64; 7],
    pentatonic: [f64; 5],
    progressions: [&'static str; 4],
}

const MAJOR: Mode = Mode {
    scale: [0.0, 2.0, 4.0, 5.0, 7.0, 9.0, 11.0],
    pentatonic: [0.0, 2.0, 4.0, 7.0, 9.0],
    progressions: ["I V vi IV", "I IV vi V", "vi IV I V", "I iii IV iv"],
};
const MINOR: Mode = Mode {
    scale: [0.0, 2.0, 3.0, 5.0, 7.0, 8.0, 10.0],
    pentatonic: [0.0, 3.0, 5.0, 7.0, 10.0],
    progressions: ["i VI III VII", "i iv VI V", "i III VII iv", "i VII VI V"],
};
const NUMERALS: [&str; 7] = ["I", "II", "III", "IV", "V", "VI", "VII"];

/// What an arrangement needs to know and the audio it adds to.
pub(crate) struct Session {
    pub out: Vec<f64>,
    pub rng: Rng,
    pub track: Track,
    /// Seconds in a beat, and in all.
    pub beat: f64,
    pub seconds: f64,
    /// MIDI note of the tonic, 36..48.
    tonic: f64,
    mode: Mode,
    /// Roman numerals, a bar each: those of major chords are upper case.
    progression: Vec<&'static str>,
}

impl Session {
    /// So many seconds of silence, in which `track` is to be played.
    pub(crate) fn new(track: &Track, seconds: f64) -> Self {
        let mut rng = Rng::new(u64::from(track.id) * 4 + 2);
        let mode = if track.is_major { MAJOR } else { MINOR };
        Self {
            out: vec![0.0; samples(seconds)],
            progression: rng.pick(&mode.progressions).split(' ').collect(),
            rng,
            track: *track,
            beat: 60.0 / track.tempo,
            seconds,
            tonic: 36.0 + f64::from(track.key),
            mode,
        }
    }

    /// The steps of a grid, so many to a beat, each with its time in seconds. The less danceable the track, the further
    /// they stray.
    pub(crate) fn grid(&mut self, steps_in_beat: f64) -> Vec<(usize, f64)> {
        let step_seconds = self.beat / steps_in_beat;
        let loose = (1.0 - self.track.danceability).max(0.0);
        let stray = 0.13 * loose * loose * self.beat.min(0.6);
        let mut at = |step| (step as f64 * step_seconds + stray * self.rng.bell()).max(0.0);
        let n_steps = (self.seconds / step_seconds) as usize;
        (0..n_steps).map(|step| (step, at(step))).collect()
    }

    /// The chord of a bar as MIDI notes: root, third, fifth, octave.
    pub(crate) fn chord(&self, bar: usize) -> [f64; 4] {
        let numeral = self.progression[bar % self.progression.len()];
        let is_this = |name: &&str| name.eq_ignore_ascii_case(numeral);
        let degree = NUMERALS.iter().position(is_this).unwrap_or(0);
        // Chords stay within a fifth of the tonic instead of climbing.
        let root = self.tonic + at_most(7.0, self.mode.scale[degree]);
        let is_major = numeral.starts_with(char::is_uppercase);
        let third = if is_major { 4.0 } else { 3.0 };
        [root, root + third, root + 7.0, root + 12.0]
    }

    /// The MIDI note of a step of the pentatonic scale, counted from the tonic; it may be beyond an octave.
    pub(crate) fn degree(&self, step: usize) -> f64 {
        self.tonic + 12.0 * (step / 5) as f64 + self.mode.pentatonic[step % 5]
    }
}

/// The note, or if that is above `top` its octave below.
pub(crate) fn at_most(top: f64, note: f64) -> f64 {
    if note > top { note - 12.0 } else { note }
}

/// Does a step sequencer's pattern, repeated for ever, have a hit (`x`) at this step?
pub(crate) fn hits(pattern: &str, step: usize) -> bool {
    pattern.as_bytes()[step % pattern.len()] == b'x'
}

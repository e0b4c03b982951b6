//! Instruments: each adds one note, hit or phrase to the mix. Times are seconds, pitches Hz, gains linear.

use std::f64::consts::TAU;

use crate::dsp::{Filter, SAMPLE_RATE, Saw, samples};
use crate::rng::Rng;

/// When, how long, how high, how loud.
#[derive(Clone, Copy)]
pub(crate) struct Note {
    pub at: f64,
    pub seconds: f64,
    pub hz: f64,
    pub gain: f64,
}

impl Note {
    pub(crate) fn new(at: f64, seconds: f64, hz: f64, gain: f64) -> Self {
        Self {
            at,
            seconds,
            hz,
            gain,
        }
    }
}

/// The part of the mix a note covers; nothing of it may lie before the start or behind the end.
fn span(out: &mut [f64], at: f64, seconds: f64) -> &mut [f64] {
    let start = samples(at).min(out.len());
    let end = (start + samples(seconds)).min(out.len());
    &mut out[start..end]
}

/// A struck or plucked string: partials that ring and die, the upper ones sooner.
#[derive(Clone, Copy)]
pub(crate) struct Strings {
    pub partials: usize,
    /// The k-th partial starts at `k^-slope`.
    pub slope: f64,
    /// Seconds until the first partial has fallen by 60 dB.
    pub decay: f64,
    /// How much sooner the upper partials are gone.
    pub damping: f64,
    /// How far stiffness pulls the upper partials up.
    pub stiffness: f64,
    /// Seconds to full loudness.
    pub attack: f64,
    /// Hz above which the body no longer carries the sound.
    pub body: f64,
}

impl Strings {
    pub(crate) fn play(self, out: &mut [f64], note: Note, rng: &mut Rng) {
        let out = span(out, note.at, note.seconds);
        let (attack, fade) = (samples(self.attack).max(1), samples(0.06));
        for k in 1..=self.partials {
            let k = k as f64;
            let hz = note.hz * k * (1.0 + self.stiffness * k * k).sqrt();
            if hz > 0.47 * SAMPLE_RATE {
                break;
            }
            let decay = self.decay / (1.0 + self.damping * (k - 1.0));
            let radius = 10_f64.powf(-3.0 / (decay * SAMPLE_RATE));
            // A turning pointer costs four products a sample where sin() would cost fifty.
            let (sin, cos) = (TAU * hz / SAMPLE_RATE).sin_cos();
            let (turn_re, turn_im) = (radius * cos, radius * sin);
            let (mut im, mut re) = (TAU * rng.unit()).sin_cos();
            let carried = 1.0 / (1.0 + (hz / self.body).powi(3));
            let level = note.gain * k.powf(-self.slope) * carried * rng.between(0.75, 1.25);
            let len = out.len();
            for (i, y) in out.iter_mut().enumerate() {
                let rise = (i as f64 / attack as f64).min(1.0);
                let fall = ((len - i) as f64 / fade as f64).min(1.0);
                *y += level * rise * fall * im;
                (re, im) = (re * turn_re - im * turn_im, re * turn_im + im * turn_re);
            }
        }
    }
}

/// Detuned sawtooths behind a moving low-pass: pads, stabs, basses, and the strings of a loud guitar.
#[derive(Clone, Copy)]
pub(crate) struct Synth {
    pub voices: usize,
    /// Spread of the voices, as a share of the pitch.
    pub detune: f64,
    /// Cutoff in Hz at the start and at the end.
    pub cutoff: [f64; 2],
    pub quality: f64,
    /// Seconds to full loudness and back to none.
    pub attack: f64,
    pub release: f64,
    /// Turns a second and depth in octaves of a slow wobble of the cutoff.
    pub wobble: [f64; 2],
}

impl Synth {
    pub(crate) fn play(self, out: &mut [f64], note: Note, rng: &mut Rng) {
        let out = span(out, note.at, note.seconds);
        let len = out.len();
        let mut filter = Filter::new(self.cutoff[0], self.quality);
        let mut saws: Vec<(Saw, f64)> = (0..self.voices)
            .map(|_| {
                (
                    Saw::new(rng),
                    note.hz * (1.0 + self.detune * rng.between(-1.0, 1.0)),
                )
            })
            .collect();
        let (attack, release) = (samples(self.attack).max(1), samples(self.release).max(1));
        let full = samples(note.seconds).max(1);
        let phase = rng.unit();
        for (i, y) in out.iter_mut().enumerate() {
            if i % 32 == 0 {
                let x = i as f64 / full as f64;
                let turn = (TAU * (phase + self.wobble[0] * i as f64 / SAMPLE_RATE)).sin();
                let octaves = (self.cutoff[1] / self.cutoff[0]).log2() * x + self.wobble[1] * turn;
                filter.tune(self.cutoff[0] * octaves.exp2(), self.quality);
            }
            let rise = (i as f64 / attack as f64).min(1.0);
            // A note cut by the end of the clip is not faded: the music goes on behind it.
            let fall = ((full.max(len) - i) as f64 / release as f64).min(1.0);
            let x: f64 = saws.iter_mut().map(|(saw, hz)| saw.run(*hz)).sum();
            *y += note.gain * rise * rise * fall * filter.run(x).low;
        }
    }
}

/// A burst of noise between two cutoffs: hats, snares, claps, cymbals, shakers, breath.
#[derive(Clone, Copy)]
pub(crate) struct Burst {
    pub at: f64,
    /// Seconds to fall by 60 dB.
    pub decay: f64,
    pub gain: f64,
    /// Cutoffs in Hz.
    pub low: f64,
    pub high: f64,
}

impl Burst {
    pub(crate) fn new(at: f64, decay: f64, gain: f64, [low, high]: [f64; 2]) -> Self {
        Self {
            at,
            decay,
            gain,
            low,
            high,
        }
    }

    pub(crate) fn play(self, out: &mut [f64], rng: &mut Rng) {
        self.swell(out, 0.0005, rng);
    }

    /// The same with a slow start of `rise` seconds: a wave, a breath, a riser.
    pub(crate) fn swell(self, out: &mut [f64], rise: f64, rng: &mut Rng) {
        let rise = samples(rise).max(1) as f64;
        let fall = 10_f64.powf(-3.0 / (self.decay * SAMPLE_RATE));
        let (mut low, mut high) = (Filter::new(self.low, 0.7), Filter::new(self.high, 0.7));
        let mut level = self.gain;
        let covered = span(out, self.at, self.decay * 1.2);
        for (i, y) in covered.iter_mut().enumerate() {
            let x = low.run(rng.between(-1.0, 1.0)).high;
            *y += level * (i as f64 / rise).min(1.0) * high.run(x).low;
            level *= fall;
        }
    }
}

/// A drum with a pitch that drops: kicks, toms, the body of a snare.
#[derive(Clone, Copy)]
pub(crate) struct Drum {
    pub at: f64,
    pub decay: f64,
    pub gain: f64,
    /// Where the pitch ends, and how far above it starts, in Hz.
    pub hz: f64,
    pub drop: f64,
}

impl Drum {
    pub(crate) fn new(at: f64, decay: f64, gain: f64, [hz, drop]: [f64; 2]) -> Self {
        Self {
            at,
            decay,
            gain,
            hz,
            drop,
        }
    }

    pub(crate) fn play(self, out: &mut [f64]) {
        let fall = 10_f64.powf(-3.0 / (self.decay * SAMPLE_RATE));
        let settle = 10_f64.powf(-3.0 / (0.12 * SAMPLE_RATE));
        let (mut level, mut drop, mut phase) = (self.gain, self.drop, 0.0);
        for y in span(out, self.at, self.decay) {
            phase += (self.hz + drop) / SAMPLE_RATE;
            *y += level * (TAU * phase).sin();
            level *= fall;
            drop *= settle;
        }
    }
}

/// The first three resonances of a, i, o and e, in Hz.
const VOWELS: [[f64; 3]; 4] = [
    [730.0, 1090.0, 2440.0],
    [280.0, 2250.0, 2950.0],
    [450.0, 850.0, 2350.0],
    [530.0, 1840.0, 2480.0],
];

/// A sung or shouted syllable.
#[derive(Clone, Copy)]
pub(crate) struct Voice {
    /// Share of breath in the source: 0 sings, 1 screams.
    pub rough: f64,
}

impl Voice {
    pub(crate) fn sing(self, out: &mut [f64], note: Note, rng: &mut Rng) {
        let vowel = *rng.pick(&VOWELS);
        let mut formants = vowel.map(|hz| Filter::new(hz, 9.0 - 6.5 * self.rough));
        let mut saw = Saw::new(rng);
        let (vibrato, phase) = (rng.between(4.8, 6.2), rng.unit());
        let glide = rng.between(-0.12, 0.04);
        let out = span(out, note.at, note.seconds);
        let full = samples(note.seconds).max(1) as f64;
        for (i, y) in out.iter_mut().enumerate() {
            let (t, x) = (i as f64 / SAMPLE_RATE, i as f64 / full);
            // Singers slide into a note and only then let it swing.
            let bend = glide * (-t * 18.0).exp() + 0.014 * x * (TAU * (vibrato * t + phase)).sin();
            let source = (1.0 - self.rough) * saw.run(note.hz * (1.0 + bend))
                + self.rough * rng.between(-1.0, 1.0);
            let sum: f64 = formants
                .iter_mut()
                .zip([1.0, 0.8, 0.6])
                .map(|(formant, level)| level * formant.run(source).band)
                .sum();
            let env = (x * 9.0).min(1.0) * ((1.0 - x) * 5.0).min(1.0);
            *y += note.gain * env * sum;
        }
    }
}

//! The instruments of a [`Session`]: each method adds a note, a hit or a melody to its audio. `at` and `decay` (the
//! time to fall by 60 dB) are seconds, gains linear, frequencies Hz.

use std::f64::consts::TAU;

use rustfft::num_complex::Complex;

use crate::dsp::{Filter, SAMPLE_RATE, decay_factor, hz, ramp, samples, sawtooth};
use crate::session::Session;

/// When and for how long (seconds), how high (MIDI note number), how loud (linear gain).
pub(crate) type Note = [f64; 4];

/// A string, in this order: number of partials; slope (partial k starts at `k^-slope`); decay of the first partial;
/// damping (how much sooner the upper ones are gone); stiffness (how far they are pulled up); attack in seconds; Hz
/// above which the body no longer carries the sound.
pub(crate) type StringPatch = [f64; 7];

/// A synthesiser's sound, in this order: number of voices; their detuning, as a share of the pitch; quality of the
/// filter; attack and release in seconds; turns a second and depth in octaves of a slow wobble of the cutoff.
pub(crate) type SynthPatch = [f64; 7];

/// The first three resonances (formants) of a, i, o and e.
const VOWELS: [[f64; 3]; 4] = [
    [730.0, 1090.0, 2440.0],
    [280.0, 2250.0, 2950.0],
    [450.0, 850.0, 2350.0],
    [530.0, 1840.0, 2480.0],
];

/// The part of the mix a note covers; nothing of it may lie before the start or behind the end.
pub(crate) fn span(out: &mut [f64], at: f64, seconds: f64) -> &mut [f64] {
    let start = samples(at).min(out.len());
    let end = (start + samples(seconds)).min(out.len());
    &mut out[start..end]
}

impl Session {
    /// Additive synthesis: a struck or plucked string, whose partials ring and die, the upper ones sooner.
    pub(crate) fn string(&mut self, patch: StringPatch, [at, seconds, note, gain]: Note) {
        let [partials, slope, decay, damping, stiffness, attack, body] = patch;
        let out = span(&mut self.out, at, seconds);
        let len = out.len();
        for k in (1..=partials as usize).map(|k| k as f64) {
            let partial = hz(note) * k * (1.0 + stiffness * k * k).sqrt();
            if partial > 0.47 * SAMPLE_RATE {
                break;
            }
            let radius = decay_factor(decay / (1.0 + damping * (k - 1.0)));
            // A turning phasor costs four products a sample where sin() would cost fifty.
            let turn = Complex::from_polar(radius, TAU * partial / SAMPLE_RATE);
            let mut phasor = Complex::cis(TAU * self.rng.unit());
            let carried = 1.0 / (1.0 + (partial / body).powi(3));
            let level = gain * k.powf(-slope) * carried * self.rng.between(0.75, 1.25);
            for (i, y) in out.iter_mut().enumerate() {
                *y += level * ramp(i, attack) * ramp(len - i, 0.06) * phasor.im;
                phasor *= turn;
            }
        }
    }

    /// Subtractive synthesis: detuned sawtooths behind a low-pass whose cutoff moves from one value to another. Pads,
    /// stabs, basses, and the strings of a loud guitar.
    pub(crate) fn synth(&mut self, patch: SynthPatch, cutoff: [f64; 2], note: Note) {
        let [voices, detune, quality, attack, release, wobble, depth] = patch;
        let [at, seconds, note, gain] = note;
        let mut saw = |_| {
            let (phase, off) = (self.rng.unit(), self.rng.between(-1.0, 1.0));
            [phase, hz(note) * (1.0 + detune * off)]
        };
        let mut saws: Vec<[f64; 2]> = (0..voices as usize).map(&mut saw).collect();
        let mut filter = Filter::new(cutoff[0], quality);
        let (full, phase) = (samples(seconds).max(1), self.rng.unit());
        for (i, y) in span(&mut self.out, at, seconds).iter_mut().enumerate() {
            if i % 32 == 0 {
                let x = i as f64 / full as f64;
                let turn = (TAU * (phase + wobble * i as f64 / SAMPLE_RATE)).sin();
                let octaves = (cutoff[1] / cutoff[0]).log2() * x + depth * turn;
                filter.tune(cutoff[0] * octaves.exp2(), quality);
            }
            let voices = saws.iter_mut().map(|[phase, hz]| sawtooth(phase, *hz));
            let [low, ..] = filter.run(voices.sum());
            let rise = ramp(i, attack);
            // A note cut by the end of the clip is not faded: the music goes on behind it.
            *y += gain * rise * rise * ramp(full - i, release) * low;
        }
    }

    /// A sung or shouted syllable. `rough` is the share of breath in the source: 0 sings, 1 screams.
    fn voice(&mut self, rough: f64, [at, seconds, note, gain]: Note) {
        let vowel = self.rng.pick(&VOWELS);
        let mut formants = vowel.map(|hz| Filter::new(hz, 9.0 - 6.5 * rough));
        let mut saw = self.rng.unit();
        let (vibrato, phase) = (self.rng.between(4.8, 6.2), self.rng.unit());
        let glide = self.rng.between(-0.12, 0.04);
        let full = samples(seconds).max(1) as f64;
        for (i, y) in span(&mut self.out, at, seconds).iter_mut().enumerate() {
            let (t, x) = (i as f64 / SAMPLE_RATE, i as f64 / full);
            // Singers slide into a note and only then let it swing.
            let bend = glide * (-t * 18.0).exp() + 0.014 * x * (TAU * (vibrato * t + phase)).sin();
            let tone = (1.0 - rough) * sawtooth(&mut saw, hz(note) * (1.0 + bend));
            let source = tone + rough * self.rng.between(-1.0, 1.0);
            let formants = formants.iter_mut().zip([1.0, 0.8, 0.6]);
            let sum: f64 = formants.map(|(f, level)| level * f.run(source)[1]).sum();
            let envelope = (x * 9.0).min(1.0) * ((1.0 - x) * 5.0).min(1.0);
            *y += gain * envelope * sum;
        }
    }

    /// A melody for the voice, the louder the less instrumental the track is: a walk on the pentatonic scale.
    pub(crate) fn melody(&mut self, rough: f64, level: f64) {
        let gain = level * ((1.0 - self.track.instrumentalness - 0.35).max(0.0) / 0.65);
        if gain < 0.02 {
            return;
        }
        let (mut place, mut at) = (5, self.rng.unit() * self.beat);
        while at < self.seconds {
            let is_fast = self.rng.chance(8.0 * self.track.speechiness);
            let steps = if is_fast { 0.5 } else { 1.0 };
            let seconds = self.beat.max(0.4) * steps * self.rng.pick(&[1.0, 1.0, 1.5]);
            if self.rng.chance(0.82) {
                place = (place + self.rng.pick(&[-2, -1, 0, 1, 2])).clamp(2, 9);
                let note = self.degree(place as usize) + 12.0;
                self.voice(rough, [at, seconds, note, gain]);
            }
            at += seconds;
        }
    }

    /// A burst of noise between two cutoffs: hats, claps, cymbals, shakers, picks.
    pub(crate) fn burst(&mut self, at: f64, decay: f64, gain: f64, band: [f64; 2]) {
        self.swell(0.0005, at, decay, gain, band);
    }

    /// The same with a slow start of `rise` seconds: a wave, a breath.
    pub(crate) fn swell(&mut self, rise: f64, at: f64, decay: f64, gain: f64, band: [f64; 2]) {
        let [mut above, mut below] = band.map(|cutoff| Filter::new(cutoff, 0.7));
        let (mut level, fall) = (gain, decay_factor(decay));
        let out = span(&mut self.out, at, decay * 1.2);
        for (i, y) in out.iter_mut().enumerate() {
            let [.., high] = above.run(self.rng.between(-1.0, 1.0));
            let [low, ..] = below.run(high);
            *y += level * ramp(i, rise) * low;
            level *= fall;
        }
    }

    /// A drum whose pitch drops to `pitch` from `drop` above it: kicks, toms, the body of a snare.
    pub(crate) fn drum(&mut self, at: f64, decay: f64, gain: f64, [pitch, drop]: [f64; 2]) {
        let (fall, settle) = (decay_factor(decay), decay_factor(0.12));
        let (mut level, mut drop, mut phase) = (gain, drop, 0.0);
        for y in span(&mut self.out, at, decay) {
            phase += (pitch + drop) / SAMPLE_RATE;
            *y += level * (TAU * phase).sin();
            level *= fall;
            drop *= settle;
        }
    }

    pub(crate) fn kick(&mut self, at: f64, gain: f64) {
        self.drum(at, 0.32, gain, [47.0, 190.0]);
        self.burst(at, 0.02, gain * 0.4, [1200.0, 6000.0]);
    }

    pub(crate) fn snare(&mut self, at: f64, gain: f64) {
        self.drum(at, 0.16, gain * 0.7, [185.0, 60.0]);
        self.burst(at, 0.26, gain, [900.0, 8500.0]);
    }

    pub(crate) fn hat(&mut self, at: f64, decay: f64, gain: f64) {
        self.burst(at, decay, gain, [6500.0, 10_300.0]);
    }
}

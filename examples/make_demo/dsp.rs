//! The building blocks of every instrument: envelopes, an oscillator, a filter, a room.

use std::f64::consts::PI;

/// Samples a second, librosa's default.
pub(crate) const SAMPLE_RATE: f64 = 22_050.0;

/// Samples in so many seconds.
pub(crate) fn samples(seconds: f64) -> usize {
    (seconds.max(0.0) * SAMPLE_RATE) as usize
}

/// Frequency of a MIDI note number, 69 is 440 Hz.
pub(crate) fn hz(note: f64) -> f64 {
    440.0 * ((note - 69.0) / 12.0).exp2()
}

/// Decibels to a factor.
pub(crate) fn gain_from_db(db: f64) -> f64 {
    10_f64.powf(db / 20.0)
}

/// A straight envelope: from 0 at sample 0 to 1 after `seconds`, and 1 from there on.
pub(crate) fn ramp(i: usize, seconds: f64) -> f64 {
    (i as f64 / samples(seconds).max(1) as f64).min(1.0)
}

/// The factor a sample that lets a level fall by 60 dB in `seconds`.
pub(crate) fn decay_factor(seconds: f64) -> f64 {
    10_f64.powf(-3.0 / (seconds * SAMPLE_RATE))
}

/// State variable filter (Zavalishin's trapezoidal form): stable while its cutoff moves.
#[derive(Default)]
pub(crate) struct Filter {
    g: f64,
    damping: f64,
    state: [f64; 2],
}

impl Filter {
    /// At rest, with the given cutoff in Hz and quality.
    pub(crate) fn new(cutoff: f64, quality: f64) -> Self {
        let mut filter = Self::default();
        filter.tune(cutoff, quality);
        filter
    }

    /// Moves the cutoff; the state stays.
    pub(crate) fn tune(&mut self, cutoff: f64, quality: f64) {
        self.g = (PI * cutoff.clamp(15.0, 0.47 * SAMPLE_RATE) / SAMPLE_RATE).tan();
        self.damping = 1.0 / quality;
    }

    /// One sample in, and out what passes low, between and high.
    pub(crate) fn run(&mut self, x: f64) -> [f64; 3] {
        let a1 = 1.0 / (1.0 + self.g * (self.g + self.damping));
        let v3 = x - self.state[1];
        let band = a1 * self.state[0] + a1 * self.g * v3;
        let low = self.state[1] + self.g * band;
        self.state = [2.0 * band - self.state[0], 2.0 * low - self.state[1]];
        [low, band, x - self.damping * band - low]
    }
}

/// The next sample, in -1..1, of a sawtooth at `hz`, whose `phase` goes from 0 to 1. Its jump is rounded (`PolyBLEP`),
/// so that little of it folds back.
pub(crate) fn sawtooth(phase: &mut f64, hz: f64) -> f64 {
    let step = hz / SAMPLE_RATE;
    *phase = (*phase + step).fract();
    let (after, before) = (*phase / step, (*phase - 1.0) / step);
    let corner = if *phase < step {
        after + after - after * after - 1.0
    } else if *phase > 1.0 - step {
        before * before + before + before + 1.0
    } else {
        0.0
    };
    2.0 * *phase - 1.0 - corner
}

/// Schroeder's reverberator: four combs side by side, two all-passes in a row. `amount` is the share of room,
/// `seconds` the time to fall by 60 dB.
pub(crate) fn room(dry: &[f64], amount: f64, seconds: f64) -> Vec<f64> {
    let mut wet = vec![0.0; dry.len()];
    for delay in [655_usize, 743, 829, 901] {
        let feedback = gain_from_db(-60.0 * delay as f64 / SAMPLE_RATE / seconds);
        let (mut line, mut dull) = (vec![0.0; delay], 0.0);
        for (i, (&x, out)) in dry.iter().zip(&mut wet).enumerate() {
            let back = line[i % delay];
            // Air and walls take the top first.
            dull += 0.65 * (back - dull);
            line[i % delay] = x + feedback * dull;
            *out += 0.25 * back;
        }
    }
    for delay in [113_usize, 37] {
        let mut line = vec![0.0; delay];
        for (i, out) in wet.iter_mut().enumerate() {
            let back = line[i % delay];
            line[i % delay] = *out + 0.6 * back;
            *out = back - 0.6 * line[i % delay];
        }
    }
    let mix = |(d, w): (&f64, f64)| d * (1.0 - 0.4 * amount) + w * amount;
    dry.iter().zip(wet).map(mix).collect()
}

/// Makes the largest sample 1.
pub(crate) fn normalize(out: &mut [f64]) {
    let largest = out.iter().fold(1e-9_f64, |m, y| m.max(y.abs()));
    for y in out {
        *y *= 1.0 / largest;
    }
}

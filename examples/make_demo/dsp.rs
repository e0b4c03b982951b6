//! The small parts every instrument is built from: a filter, a sawtooth, a room.

use std::f64::consts::PI;

use crate::rng::Rng;

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

/// State variable filter (Zavalishin's trapezoidal form): stable while its cutoff moves.
#[derive(Default)]
pub(crate) struct Filter {
    g: f64,
    damping: f64,
    state: [f64; 2],
}

/// The three outputs of a [`Filter`].
pub(crate) struct Bands {
    pub low: f64,
    pub band: f64,
    pub high: f64,
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

    /// One sample.
    pub(crate) fn run(&mut self, x: f64) -> Bands {
        let a1 = 1.0 / (1.0 + self.g * (self.g + self.damping));
        let v3 = x - self.state[1];
        let band = a1 * self.state[0] + a1 * self.g * v3;
        let low = self.state[1] + self.g * band;
        self.state = [2.0 * band - self.state[0], 2.0 * low - self.state[1]];
        Bands {
            low,
            band,
            high: x - self.damping * band - low,
        }
    }
}

/// A sawtooth whose jump is rounded (`PolyBLEP`), so that little of it folds back.
pub(crate) struct Saw {
    phase: f64,
}

impl Saw {
    /// Starts anywhere in its period.
    pub(crate) fn new(rng: &mut Rng) -> Self {
        Self { phase: rng.unit() }
    }

    /// The next sample at `hz`, in -1..1.
    pub(crate) fn run(&mut self, hz: f64) -> f64 {
        let step = hz / SAMPLE_RATE;
        self.phase += step;
        if self.phase >= 1.0 {
            self.phase -= 1.0;
        }
        let t = self.phase;
        let corner = if t < step {
            let u = t / step;
            u + u - u * u - 1.0
        } else if t > 1.0 - step {
            let u = (t - 1.0) / step;
            u * u + u + u + 1.0
        } else {
            0.0
        };
        2.0 * t - 1.0 - corner
    }
}

/// Schroeder's room: four combs side by side, two all-passes in a row. `amount` is the share of room, `seconds` the
/// time to fall by 60 dB.
pub(crate) fn room(dry: &[f64], amount: f64, seconds: f64) -> Vec<f64> {
    let mut wet = vec![0.0; dry.len()];
    for delay in [655_usize, 743, 829, 901] {
        let feedback = gain_from_db(-60.0 * delay as f64 / SAMPLE_RATE / seconds);
        let mut line = vec![0.0; delay];
        let mut dull = 0.0;
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
            let x = *out + 0.6 * back;
            line[i % delay] = x;
            *out = back - 0.6 * x;
        }
    }
    dry.iter()
        .zip(&wet)
        .map(|(&d, &w)| d * (1.0 - 0.4 * amount) + w * amount)
        .collect()
}

/// Adds a bed of noise, `db` against full scale, with more of it at the bottom than at the top as rooms and tape
/// have; `top` in Hz is where it ends.
pub(crate) fn noise_bed(out: &mut [f64], rng: &mut Rng, db: f64, top: f64) {
    let (mut slow, mut end) = (0.0, Filter::new(top, 0.7));
    let gain = gain_from_db(db);
    for y in out {
        let white = rng.between(-1.7, 1.7);
        slow += 0.03 * (white - slow);
        *y += gain * end.run(0.35 * white + 5.0 * slow).low;
    }
}

/// Soft saturation, loudness kept near where it was.
pub(crate) fn drive(out: &mut [f64], amount: f64) {
    for y in out {
        *y = (*y * amount).tanh();
    }
}

/// Makes the largest sample `peak`.
pub(crate) fn normalize(out: &mut [f64], peak: f64) {
    let largest = out.iter().fold(1e-9_f64, |m, y| m.max(y.abs()));
    for y in out {
        *y *= peak / largest;
    }
}

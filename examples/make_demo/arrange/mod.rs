//! One arrangement a style, and what several of them share: the singer and the drum kit.

mod ambient;
mod drum_and_bass;
mod folk;
mod house;
mod metal;
mod piano;

pub(crate) use ambient::ambient;
pub(crate) use drum_and_bass::drum_and_bass;
pub(crate) use folk::folk;
pub(crate) use house::house;
pub(crate) use metal::metal;
pub(crate) use piano::piano;

use crate::dsp::{SAMPLE_RATE, hz, samples};
use crate::instruments::{Burst, Drum, Note, Voice};
use crate::synth::{Onset, Session};

pub(crate) fn melody(s: &mut Session, rough: f64, level: f64) {
    let gain = level * s.voice();
    if gain < 0.02 {
        return;
    }
    let mut place = 5_i32;
    let mut at = s.rng.unit() * s.beat;
    while at < s.seconds {
        let steps = if s.rng.chance(8.0 * s.features.speechiness) {
            0.5
        } else {
            1.0
        };
        let seconds = s.beat.max(0.4) * steps * *s.rng.pick(&[1.0, 1.0, 1.5]);
        if s.rng.chance(0.82) {
            place = (place + *s.rng.pick(&[-2, -1, 0, 1, 2])).clamp(2, 9);
            let note = Note::new(at, seconds, hz(s.degree(place) + 12.0), gain);
            Voice { rough }.sing(&mut s.out, note, &mut s.rng);
        }
        at += seconds;
    }
}

fn kick(s: &mut Session, at: f64, gain: f64) {
    Drum::new(at, 0.32, gain, [47.0, 190.0]).play(&mut s.out);
    Burst::new(at, 0.02, gain * 0.4, [1200.0, 6000.0]).play(&mut s.out, &mut s.rng);
}

fn snare(s: &mut Session, at: f64, gain: f64) {
    Drum::new(at, 0.16, gain * 0.7, [185.0, 60.0]).play(&mut s.out);
    Burst::new(at, 0.26, gain, [900.0, 8500.0]).play(&mut s.out, &mut s.rng);
}

fn hat(s: &mut Session, at: f64, gain: f64, decay: f64) {
    Burst {
        at,
        decay,
        gain,
        low: 6500.0,
        high: 10_300.0,
    }
    .play(&mut s.out, &mut s.rng);
}

fn duck(out: &mut [f64], beats: &[Onset], depth: f64) {
    for beat in beats {
        let start = samples(beat.at).min(out.len());
        for (i, y) in out[start..].iter_mut().take(samples(0.3)).enumerate() {
            let x = i as f64 / SAMPLE_RATE / 0.3;
            *y *= 1.0 - depth * (1.0 - x) * (1.0 - x);
        }
    }
}

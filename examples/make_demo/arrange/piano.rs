//! Solo piano.

use crate::dsp::hz;
use crate::instruments::{Burst, Note, Strings};
use crate::synth::Session;

pub(crate) fn piano(s: &mut Session) {
    let f = s.features;
    let keys = |loudness: f64| Strings {
        partials: 14,
        slope: 2.5 - 0.9 * loudness - 0.35 * f.valence,
        decay: 5.5,
        damping: 0.28,
        stiffness: 0.0004,
        attack: 0.004,
        body: 2000.0 + 3000.0 * f.valence,
    };
    let is_broken = s.rng.chance(0.35 + f.energy);
    let per_beat = if is_broken { 2.0 } else { 1.0 };
    let order = *s.rng.pick(&[[0, 2, 3, 1], [0, 2, 1, 2], [0, 1, 2, 3]]);
    for onset in s.grid(per_beat) {
        let steps = s.beats_in_bar * per_beat as usize;
        let (bar, step) = (onset.step / steps, onset.step % steps);
        let chord = s.chord(bar);
        let strike = |s: &mut Session, note: f64, gain: f64, seconds: f64| {
            let note = Note::new(onset.at, seconds, hz(note), gain);
            keys(gain).play(&mut s.out, note, &mut s.rng);
        };
        if step == 0 {
            strike(s, chord[0], 0.5, 3.0);
        }
        if is_broken {
            strike(s, chord[order[step % 4]] + 12.0, 0.25, 1.8);
        } else if step == 0 || (step == 2 && f.energy > 0.18) {
            for note in chord {
                strike(s, note + 12.0, 0.22, 2.6);
            }
        }
    }
    let mut place = 9_i32;
    for onset in s.grid(2.0) {
        let is_strong = onset.step.is_multiple_of(2);
        if s.rng.chance(if is_strong {
            0.45 + f.energy
        } else {
            0.1 + 0.9 * f.energy
        }) {
            place = (place + *s.rng.pick(&[-2, -1, -1, 1, 1, 2])).clamp(5, 15);
            let gain = s.rng.between(0.3, 0.75);
            let note = Note::new(onset.at, 2.4, hz(s.degree(place) + 12.0), gain);
            keys(gain).play(&mut s.out, note, &mut s.rng);
            // The hammer and the key bed.
            Burst::new(onset.at, 0.06, 0.03, [90.0, 3500.0]).play(&mut s.out, &mut s.rng);
        }
    }
}

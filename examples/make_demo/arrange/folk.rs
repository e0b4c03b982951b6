//! Folk: a guitar and a voice.

use super::melody;
use crate::dsp::hz;
use crate::instruments::{Burst, Drum, Note, Strings};
use crate::synth::Session;

pub(crate) fn folk(s: &mut Session) {
    let f = s.features;
    let guitar = Strings {
        partials: 26,
        slope: 1.25 - 0.5 * f.valence,
        decay: 1.3 + 0.9 * f.acousticness,
        damping: 0.09,
        stiffness: 0.00012,
        attack: 0.002,
        body: 4000.0 + 3000.0 * f.valence,
    };
    let is_strummed = s.rng.chance(0.2 + 0.8 * f.energy);
    let order = *s
        .rng
        .pick(&[[0, 3, 2, 4, 1, 3], [0, 2, 3, 1, 4, 2], [0, 4, 3, 2, 3, 4]]);
    let pattern = *s.rng.pick(&[
        [1, 0, 1, 1, 0, 1, 1, 1],
        [1, 1, 1, 0, 1, 1, 1, 0],
        [1, 0, 1, 1, 1, 0, 1, 1],
    ]);
    for onset in s.grid(2.0) {
        let steps = s.beats_in_bar * 2;
        let (bar, step) = (onset.step / steps, onset.step % steps);
        let [root, third, fifth, octave] = s.chord(bar);
        let strings = [root, fifth, octave, third + 12.0, fifth + 12.0].map(|n| n + 5.0);
        let pluck = |s: &mut Session, string: usize, delay: f64, gain: f64| {
            let note = Note::new(onset.at + delay, 1.6, hz(strings[string]), gain);
            guitar.play(&mut s.out, note, &mut s.rng);
        };
        if is_strummed {
            if pattern[step % 8] == 1 {
                let is_up = step % 2 == 1;
                let gain = if step == 0 { 0.4 } else { 0.22 };
                for i in 0..5 {
                    let string = if is_up { 4 - i } else { i };
                    pluck(s, string, i as f64 * 0.012, gain);
                }
                Burst::new(onset.at, 0.09, 0.25, [2200.0, 7000.0]).play(&mut s.out, &mut s.rng);
            }
        } else {
            pluck(s, order[step % 6], 0.0, 0.45);
            if step == 0 {
                pluck(s, 0, 0.0, 0.5);
            }
            Burst::new(onset.at, 0.04, 0.12, [1500.0, 6000.0]).play(&mut s.out, &mut s.rng);
        }
    }
    melody(s, 0.0, 0.42);
    if f.energy > 0.45 {
        for onset in s.grid(4.0) {
            let gain = if onset.step % 4 == 2 { 0.16 } else { 0.07 };
            Burst::new(onset.at, 0.07, gain, [5000.0, 9500.0]).play(&mut s.out, &mut s.rng);
        }
        for onset in s.grid(1.0) {
            if onset.step % 2 == 0 {
                let at = onset.at;
                Drum::new(at, 0.25, 0.5, [60.0, 60.0]).play(&mut s.out);
            }
        }
    }
}

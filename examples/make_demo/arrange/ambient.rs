//! Ambient: slow chords, a few bells, breath.

use crate::dsp::hz;
use crate::instruments::{Burst, Drum, Note, Strings, Synth};
use crate::synth::Session;

pub(crate) fn ambient(s: &mut Session) {
    let f = s.features;
    let bright = 180.0 + 600.0 * f.valence + 900.0 * f.energy;
    let bar = s.beat * (4.0 + 2.0 * s.rng.unit());
    let octave = *s.rng.pick(&[0.0, 0.0, 12.0]);
    for i in 0..=(s.seconds / bar) as usize {
        for (k, note) in s.chord(i).into_iter().enumerate() {
            let pad = Synth {
                voices: 3,
                detune: 0.004,
                cutoff: [
                    bright * s.rng.between(0.4, 0.9),
                    bright * s.rng.between(0.9, 2.2),
                ],
                quality: 1.1,
                attack: bar * s.rng.between(0.3, 0.6),
                release: bar * 0.7,
                wobble: [s.rng.between(0.1, 0.4), 0.35],
            };
            let note = Note {
                at: i as f64 * bar * 0.97,
                seconds: bar * 1.6,
                hz: hz(note + octave + if k == 1 { 12.0 } else { 0.0 }),
                gain: 0.2,
            };
            pad.play(&mut s.out, note, &mut s.rng);
        }
    }
    // Bells on the beat: more of them in a busier track, and closer to the grid in a more regular one.
    let bell = Strings {
        partials: 5,
        slope: 1.5 - 0.5 * f.valence,
        decay: 4.0,
        damping: 0.5,
        stiffness: 0.012,
        attack: 0.02,
        body: 5000.0,
    };
    for onset in s.grid(1.0) {
        if s.rng.chance(0.12 + 1.1 * f.energy) {
            let step = s.rng.below(9) as i32 + 8;
            let note = Note {
                at: onset.at,
                seconds: 4.0,
                hz: hz(s.degree(step)),
                gain: s.rng.between(0.04, 0.15),
            };
            bell.play(&mut s.out, note, &mut s.rng);
        }
        if s.lean > 0.0 && onset.step.is_multiple_of(2) {
            let at = onset.at;
            Drum::new(at, 0.5, 0.5, [48.0, 30.0]).play(&mut s.out);
        }
    }
    // Breath or surf: bursts so long that they are waves.
    for wave in 0..3 {
        let low = s.rng.between(300.0, 1500.0);
        let at = (f64::from(wave) + s.rng.unit()) * s.seconds / 3.0;
        let gain = 0.03 + 0.15 * f.energy;
        Burst::new(at, 5.0, gain, [low, low * 2.5]).swell(&mut s.out, 1.6, &mut s.rng);
    }
}

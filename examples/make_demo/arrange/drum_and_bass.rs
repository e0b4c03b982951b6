//! Drum and bass: a broken beat over a bass that holds.

use super::{hat, kick, melody, snare};
use crate::dsp::hz;
use crate::instruments::{Burst, Note, Strings, Synth};
use crate::synth::Session;

const BREAKS: [(u16, u16); 3] = [
    (0b0000_0100_0000_0001, 0b0001_0000_0001_0000),
    (0b0000_1100_0000_0001, 0b1001_0000_0001_0000),
    (0b0000_0100_0000_0101, 0b0001_0010_1001_0000),
];

pub(crate) fn drum_and_bass(s: &mut Session) {
    let f = s.features;
    let bar = s.beat * 4.0;
    let is_liquid = s.lean > 0.0 || f.valence > 0.4;
    let growl_hz = *s.rng.pick(&[0.5, 1.0, 2.0]) / s.beat * 0.5;
    for i in 0..=(s.seconds / bar) as usize {
        let chord = s.chord(i / 2);
        let at = i as f64 * bar;
        let sub = Strings {
            partials: 2,
            slope: 2.2,
            decay: 9.0,
            damping: 0.3,
            stiffness: 0.0,
            attack: 0.02,
            body: 400.0,
        };
        let root = if chord[0] > 41.0 {
            chord[0] - 12.0
        } else {
            chord[0]
        };
        sub.play(
            &mut s.out,
            Note::new(at, bar * 0.96, hz(root), 0.55),
            &mut s.rng,
        );
        let growl = Synth {
            voices: 3,
            detune: 0.012,
            cutoff: [280.0 + 500.0 * f.energy, 380.0 + 700.0 * f.energy],
            quality: 2.2,
            attack: 0.02,
            release: 0.1,
            wobble: [growl_hz, 0.9],
        };
        let gain = if is_liquid { 0.03 } else { 0.13 };
        for half in 0..2 {
            let at = at + f64::from(half) * bar * 0.5;
            if s.rng.chance(0.85) {
                let note = Note::new(at, bar * 0.47, hz(root + 12.0), gain);
                growl.play(&mut s.out, note, &mut s.rng);
            }
        }
        let pad = Synth {
            voices: 2,
            detune: 0.005,
            cutoff: [500.0 + 1500.0 * f.valence, 900.0 + 2500.0 * f.valence],
            quality: 0.8,
            attack: 0.2,
            release: 0.4,
            wobble: [0.2, 0.3],
        };
        for note in chord {
            let gain = if is_liquid { 0.07 } else { 0.01 };
            pad.play(
                &mut s.out,
                Note::new(at, bar, hz(note + 24.0), gain),
                &mut s.rng,
            );
        }
    }
    melody(s, 0.1, 0.2);
    let (kicks, snares) = *s.rng.pick(&BREAKS);
    // A quarter of the clips start in the intro and drop half way.
    let drop = if s.rng.chance(0.25) {
        s.seconds * s.rng.between(0.35, 0.6)
    } else {
        0.0
    };
    for onset in s.grid(4.0) {
        let step = onset.step % 16;
        let level = if onset.at < drop { 0.0 } else { 1.0 };
        if level > 0.0 && kicks >> step & 1 == 1 {
            kick(s, onset.at, 0.8);
        }
        if level > 0.0 && snares >> step & 1 == 1 {
            snare(s, onset.at, if step % 8 == 4 { 0.75 } else { 0.3 });
        }
        if step.is_multiple_of(2) {
            hat(s, onset.at, 0.2 + 0.2 * f.energy, 0.09);
        } else if s.rng.chance(f.energy * 0.8) {
            hat(s, onset.at, 0.16, 0.05);
        }
        // A ride that rings over everything is what fills the top of the picture.
        if step % 4 == 0 {
            Burst::new(onset.at, 0.6, 0.1 * f.energy, [4200.0, 9800.0])
                .play(&mut s.out, &mut s.rng);
        }
    }
    if drop > 0.0 {
        Burst::new(drop, 2.5, 0.4, [2500.0, 10_000.0]).play(&mut s.out, &mut s.rng);
    }
}

//! House: four kicks in the bar.

use super::{duck, hat, kick, melody};
use crate::dsp::hz;
use crate::instruments::{Burst, Note, Synth};
use crate::synth::Session;

pub(crate) fn house(s: &mut Session) {
    let f = s.features;
    let beats = s.grid(1.0);
    let steps_in_bar = 16;
    let open = 500.0 + 2600.0 * f.valence;
    // The filter of the stabs travels through the clip: up, down or not at all.
    let travel = *s.rng.pick(&[0.25, 1.0, 1.0, 4.0]);
    let rhythm = *s.rng.pick(&[
        0b0010_0100_1001_0010_u16,
        0b0100_1000_0100_1000,
        0b0000_0100_1000_0000,
    ]);
    let sixteenths = s.grid(4.0);
    let total = sixteenths.len() as f64;
    for &onset in &sixteenths {
        let (bar, step) = (onset.step / steps_in_bar, onset.step % steps_in_bar);
        let chord = s.chord(bar);
        if rhythm >> step & 1 == 1 {
            let x = onset.step as f64 / total;
            let cutoff = open * f64::powf(travel, x - 0.5);
            let stab = Synth {
                voices: 2,
                detune: 0.006,
                cutoff: [cutoff * 1.8, cutoff * 0.5],
                quality: 1.6,
                attack: 0.004,
                release: 0.2,
                wobble: [0.0, 0.0],
            };
            for note in chord {
                let note = Note::new(onset.at, 0.3, hz(note + 24.0), 0.06);
                stab.play(&mut s.out, note, &mut s.rng);
            }
        }
        if step % 4 == 2 || (step % 4 == 3 && s.rng.chance(f.energy - 0.45)) {
            let bass = Synth {
                voices: 1,
                detune: 0.0,
                cutoff: [700.0 + 500.0 * f.energy, 160.0],
                quality: 1.8,
                attack: 0.003,
                release: 0.05,
                wobble: [0.0, 0.0],
            };
            let note = Note::new(onset.at, 0.2, hz(chord[0]), 0.3);
            bass.play(&mut s.out, note, &mut s.rng);
        }
    }
    // A wide chord that breathes with the kick.
    let bar = s.beat * 4.0;
    for i in 0..=(s.seconds / bar) as usize {
        let pad = Synth {
            voices: 3,
            detune: 0.007,
            cutoff: [open, open * travel.sqrt()],
            quality: 0.8,
            attack: 0.05,
            release: 0.1,
            wobble: [0.3, 0.3],
        };
        for note in s.chord(i) {
            let note = Note::new(i as f64 * bar, bar, hz(note + 12.0), 0.035);
            pad.play(&mut s.out, note, &mut s.rng);
        }
    }
    melody(s, 0.05, 0.2);
    duck(&mut s.out, &beats, 0.8);
    // One in four is caught in its breakdown: the kick stops for some bars and comes back.
    let pause = if s.rng.chance(0.25) {
        let from = s.rng.below(beats.len() / 2);
        from..from + 8
    } else {
        0..0
    };
    for &beat in &beats {
        if !pause.contains(&beat.step) {
            kick(s, beat.at, 0.95);
        }
        if beat.step % 2 == 1 {
            Burst::new(beat.at, 0.2, 0.34, [1100.0, 5000.0]).play(&mut s.out, &mut s.rng);
        }
    }
    for &onset in &sixteenths {
        if onset.step % 4 == 2 {
            hat(s, onset.at, 0.55 + 0.6 * f.energy, 0.3);
        } else if s.rng.chance(1.6 * (f.energy - 0.3)) {
            hat(s, onset.at, 0.45, 0.09);
        }
    }
}

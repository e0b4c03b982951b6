//! Metal: guitars, drums and a scream, all of them loud.

use super::{kick, melody, snare};
use crate::dsp::{Filter, drive, hz};
use crate::instruments::{Burst, Note, Synth};
use crate::synth::Session;

pub(crate) fn metal(s: &mut Session) {
    let f = s.features;
    // Muted riffs with gaps are what makes some of it danceable.
    let is_muted = s.rng.chance(0.15 + f.danceability);
    // The slow kind lets its chords ring.
    let is_ringing = !is_muted && s.rng.chance(0.5);
    let riff: Vec<bool> = (0..16).map(|i| i % 4 == 0 || s.rng.chance(0.5)).collect();
    let mut guitars = vec![0.0; s.out.len()];
    let moves: Vec<f64> = (0..8)
        .map(|_| *s.rng.pick(&[0.0, 0.0, 1.0, 3.0, 5.0, 6.0, 7.0]))
        .collect();
    for onset in s.grid(4.0) {
        let step = onset.step % 16;
        if is_muted && !riff[step] || is_ringing && !step.is_multiple_of(8) {
            continue;
        }
        let root = s.chord(onset.step / 16)[0] + moves[onset.step / 8 % 8];
        let root = if root > 45.0 { root - 12.0 } else { root };
        let string = Synth {
            voices: 2,
            detune: 0.004,
            cutoff: if is_muted {
                [2600.0, 700.0]
            } else {
                [5000.0, 3500.0]
            },
            quality: 0.8,
            attack: 0.003,
            release: 0.02,
            wobble: [0.0, 0.0],
        };
        let seconds = s.beat
            * if is_muted {
                0.2
            } else if is_ringing {
                2.0
            } else {
                0.27
            };
        for interval in [0.0, 7.0, 12.0] {
            let note = Note::new(onset.at, seconds, hz(root + interval), 0.25);
            string.play(&mut guitars, note, &mut s.rng);
        }
    }
    drive(&mut guitars, 3.0 + 9.0 * f.energy);
    let mut cabinet = Filter::new(3600.0 + 2400.0 * f.valence, 0.8);
    for (y, x) in s.out.iter_mut().zip(&guitars) {
        *y += 0.5 * cabinet.run(*x).low;
    }
    if s.voice() > 0.0 {
        melody(s, 0.75, 0.5);
    }
    let is_blast = f.energy > 0.93;
    for onset in s.grid(4.0) {
        let step = onset.step % 16;
        if is_blast || is_muted && riff[step] || step % 4 == 0 {
            kick(s, onset.at, 0.55);
        }
        if is_blast && step % 2 == 1 || !is_blast && step % 8 == 4 {
            snare(s, onset.at, 0.6);
        }
        if step.is_multiple_of(4) {
            Burst::new(onset.at, 1.6, 0.08 + 0.14 * f.energy, [3000.0, 10_000.0])
                .play(&mut s.out, &mut s.rng);
        }
        if onset.step.is_multiple_of(32) {
            Burst::new(onset.at, 3.0, 0.5, [1800.0, 10_300.0]).play(&mut s.out, &mut s.rng);
        }
    }
}

//! The loud styles: how house, drum and bass and metal are arranged. Patterns are those of a step sequencer, a step a
//! sixteenth.

use crate::dsp::{Filter, SAMPLE_RATE};
use crate::instruments::{StringPatch, SynthPatch, span};
use crate::session::{Session, at_most, hits};

//                        voices detune  Q  attack release wobble
const STAB: SynthPatch = [2.0, 0.006, 1.6, 0.004, 0.2, 0.0, 0.0];
const BASS: SynthPatch = [1.0, 0.0, 1.8, 0.003, 0.05, 0.0, 0.0];
const WIDE_PAD: SynthPatch = [3.0, 0.007, 0.8, 0.05, 0.1, 0.3, 0.3];
const SOFT_PAD: SynthPatch = [2.0, 0.005, 0.8, 0.2, 0.4, 0.2, 0.3];
const POWER_CHORD: SynthPatch = [2.0, 0.004, 0.8, 0.003, 0.02, 0.0, 0.0];
//                       partials slope decay damping stiffness attack body
const SUB: StringPatch = [2.0, 2.2, 9.0, 0.3, 0.0, 0.02, 400.0];

const STABS: [&str; 3] = [".x..x..x..x..x..", "...x..x....x..x.", ".......x..x....."];
/// Kick and snare.
const BREAKS: [[&str; 2]; 3] = [
    ["x.........x.....", "....x.......x..."],
    ["x.........xx....", "....x.......x..x"],
    ["x.x.......x.....", "....x..x.x..x..."],
];

/// Four kicks in the bar, and stabs between them.
pub(crate) fn house(s: &mut Session) {
    let t = s.track;
    let beats = s.grid(1.0);
    let open = 500.0 + 2600.0 * t.valence;
    // The filter of the stabs travels through the clip: up, down or not at all.
    let travel: f64 = s.rng.pick(&[0.25, 1.0, 1.0, 4.0]);
    let stabs = s.rng.pick(&STABS);
    let sixteenths = s.grid(4.0);
    for &(step, at) in &sixteenths {
        let chord = s.chord(step / 16);
        if hits(stabs, step) {
            let x = step as f64 / sixteenths.len() as f64;
            let sweep = [1.8, 0.5].map(|share| open * travel.powf(x - 0.5) * share);
            for note in chord {
                s.synth(STAB, sweep, [at, 0.3, note + 24.0, 0.06]);
            }
        }
        if hits("..x.", step) || hits("...x", step) && s.rng.chance(t.energy - 0.45) {
            let cutoff = [700.0 + 500.0 * t.energy, 160.0];
            s.synth(BASS, cutoff, [at, 0.2, chord[0], 0.3]);
        }
    }
    // A wide chord that breathes with the kick.
    let bar = s.beat * 4.0;
    for i in 0..=(s.seconds / bar) as usize {
        for note in s.chord(i) {
            let cutoff = [open, open * travel.sqrt()];
            s.synth(WIDE_PAD, cutoff, [i as f64 * bar, bar, note + 12.0, 0.035]);
        }
    }
    s.melody(0.05, 0.2);
    // Each kick ducks all that sounds so far (side-chain compression).
    for &(_, at) in &beats {
        for (i, y) in span(&mut s.out, at, 0.3).iter_mut().enumerate() {
            let x = i as f64 / SAMPLE_RATE / 0.3;
            *y *= 1.0 - 0.8 * (1.0 - x) * (1.0 - x);
        }
    }
    // One in four is caught in its breakdown: the kick stops for some bars and comes back.
    let pause = s.rng.chance(0.25).then(|| s.rng.below(beats.len() / 2));
    let pause = pause.map_or(0..0, |from| from..from + 8);
    for &(beat, at) in &beats {
        if !pause.contains(&beat) {
            s.kick(at, 0.95);
        }
        if hits(".x", beat) {
            s.burst(at, 0.2, 0.34, [1100.0, 5000.0]);
        }
    }
    for &(step, at) in &sixteenths {
        if hits("..x.", step) {
            s.hat(at, 0.3, 0.55 + 0.6 * t.energy);
        } else if s.rng.chance(1.6 * (t.energy - 0.3)) {
            s.hat(at, 0.09, 0.45);
        }
    }
}

/// A broken beat over a bass that holds.
pub(crate) fn drum_and_bass(s: &mut Session) {
    let t = s.track;
    let bar = s.beat * 4.0;
    // The liquid kind has chords where the other growls.
    let is_liquid = t.lean > 0.0 || t.valence > 0.4;
    let growl_gain = if is_liquid { 0.03 } else { 0.13 };
    let pad_gain = if is_liquid { 0.07 } else { 0.01 };
    let growl_hz = s.rng.pick(&[0.5, 1.0, 2.0]) / s.beat * 0.5;
    let growl = [3.0, 0.012, 2.2, 0.02, 0.1, growl_hz, 0.9];
    let growl_cutoff = [280.0 + 500.0 * t.energy, 380.0 + 700.0 * t.energy];
    let pad_cutoff = [500.0 + 1500.0 * t.valence, 900.0 + 2500.0 * t.valence];
    for i in 0..=(s.seconds / bar) as usize {
        let (at, chord) = (i as f64 * bar, s.chord(i / 2));
        let root = at_most(41.0, chord[0]);
        s.string(SUB, [at, bar * 0.96, root, 0.55]);
        for half in 0..2 {
            let at = at + f64::from(half) * bar * 0.5;
            if s.rng.chance(0.85) {
                s.synth(
                    growl,
                    growl_cutoff,
                    [at, bar * 0.47, root + 12.0, growl_gain],
                );
            }
        }
        for note in chord {
            s.synth(SOFT_PAD, pad_cutoff, [at, bar, note + 24.0, pad_gain]);
        }
    }
    s.melody(0.1, 0.2);
    let [kicks, snares] = s.rng.pick(&BREAKS);
    // A quarter of the clips start in the intro and drop half way.
    let starts_early = s.rng.chance(0.25);
    let drop = starts_early.then(|| s.seconds * s.rng.between(0.35, 0.6));
    for (step, at) in s.grid(4.0) {
        let is_full = drop.is_none_or(|drop| at >= drop);
        if is_full && hits(kicks, step) {
            s.kick(at, 0.8);
        }
        if is_full && hits(snares, step) {
            s.snare(at, if hits("....x...", step) { 0.75 } else { 0.3 });
        }
        if hits("x.", step) {
            s.hat(at, 0.09, 0.2 + 0.2 * t.energy);
        } else if s.rng.chance(t.energy * 0.8) {
            s.hat(at, 0.05, 0.16);
        }
        // A ride that rings over everything is what fills the top of the picture.
        if hits("x...", step) {
            s.burst(at, 0.6, 0.1 * t.energy, [4200.0, 9800.0]);
        }
    }
    if let Some(drop) = drop {
        s.burst(drop, 2.5, 0.4, [2500.0, 10_000.0]);
    }
}

/// Guitars, drums and a scream, all of them loud.
pub(crate) fn metal(s: &mut Session) {
    let t = s.track;
    // Muted riffs with gaps are what makes some of it danceable.
    let is_muted = s.rng.chance(0.15 + t.danceability);
    // The slow kind lets its chords ring.
    let is_ringing = !is_muted && s.rng.chance(0.5);
    let riff: [bool; 16] = std::array::from_fn(|i| hits("x...", i) || s.rng.chance(0.5));
    let moves: [f64; 8] = [(); 8].map(|()| s.rng.pick(&[0.0, 0.0, 1.0, 3.0, 5.0, 6.0, 7.0]));
    let (cutoff, beats) = match (is_muted, is_ringing) {
        (true, _) => ([2600.0, 700.0], 0.2),
        (_, true) => ([5000.0, 3500.0], 2.0),
        _ => ([5000.0, 3500.0], 0.27),
    };
    for (step, at) in s.grid(4.0) {
        if is_muted && !riff[step % 16] || is_ringing && !hits("x.......", step) {
            continue;
        }
        let root = at_most(45.0, s.chord(step / 16)[0] + moves[step / 8 % 8]);
        for interval in [0.0, 7.0, 12.0] {
            s.synth(
                POWER_CHORD,
                cutoff,
                [at, s.beat * beats, root + interval, 0.25],
            );
        }
    }
    // So far there are only guitars: the amplifier saturates, the cabinet takes the top off.
    let mut cabinet = Filter::new(3600.0 + 2400.0 * t.valence, 0.8);
    for y in &mut s.out {
        let [low, ..] = cabinet.run((*y * (3.0 + 9.0 * t.energy)).tanh());
        *y = 0.5 * low;
    }
    s.melody(0.75, 0.5);
    let is_blast = t.energy > 0.93;
    for (step, at) in s.grid(4.0) {
        if is_blast || is_muted && riff[step % 16] || hits("x...", step) {
            s.kick(at, 0.55);
        }
        if hits(if is_blast { ".x" } else { "....x..." }, step) {
            s.snare(at, 0.6);
        }
        if hits("x...", step) {
            s.burst(at, 1.6, 0.08 + 0.14 * t.energy, [3000.0, 10_000.0]);
        }
        if step.is_multiple_of(32) {
            s.burst(at, 3.0, 0.5, [1800.0, 10_300.0]);
        }
    }
}

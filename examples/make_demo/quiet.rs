//! The quiet styles: how ambient, piano and folk are arranged.

use crate::instruments::Note;
use crate::session::{Session, hits};

/// Slow chords, a few bells, breath.
pub(crate) fn ambient(s: &mut Session) {
    let t = s.track;
    let bright = 180.0 + 600.0 * t.valence + 900.0 * t.energy;
    let bar = s.beat * (4.0 + 2.0 * s.rng.unit());
    let octave = s.rng.pick(&[0.0, 0.0, 12.0]);
    for i in 0..=(s.seconds / bar) as usize {
        for (k, note) in s.chord(i).into_iter().enumerate() {
            let cutoff = [[0.4, 0.9], [0.9, 2.2]].map(|[a, b]| bright * s.rng.between(a, b));
            let attack = bar * s.rng.between(0.3, 0.6);
            let wobble = s.rng.between(0.1, 0.4);
            let pad = [3.0, 0.004, 1.1, attack, bar * 0.7, wobble, 0.35];
            let third_up = if k == 1 { 12.0 } else { 0.0 };
            let (at, note) = (i as f64 * bar * 0.97, note + octave + third_up);
            s.synth(pad, cutoff, [at, bar * 1.6, note, 0.2]);
        }
    }
    // Bells on the beat: more of them in a busier track, and closer to the grid in a more regular one.
    let slope = 1.5 - 0.5 * t.valence;
    let bell = [5.0, slope, 4.0, 0.5, 0.012, 0.02, 5000.0];
    for (step, at) in s.grid(1.0) {
        if s.rng.chance(0.12 + 1.1 * t.energy) {
            let place = 8 + s.rng.below(9);
            let gain = s.rng.between(0.04, 0.15);
            s.string(bell, [at, 4.0, s.degree(place), gain]);
        }
        if t.lean > 0.0 && hits("x.", step) {
            s.drum(at, 0.5, 0.5, [48.0, 30.0]);
        }
    }
    // Breath or surf: bursts so long that they are waves.
    for wave in 0..3 {
        let low = s.rng.between(300.0, 1500.0);
        let at = (f64::from(wave) + s.rng.unit()) * s.seconds / 3.0;
        s.swell(1.6, at, 5.0, 0.03 + 0.15 * t.energy, [low, low * 2.5]);
    }
}

/// A grand piano alone: chords or broken chords in the left hand, a melody in the right.
pub(crate) fn piano(s: &mut Session) {
    let t = s.track;
    let body = 2000.0 + 3000.0 * t.valence;
    // Keys that are struck harder sound brighter.
    let strike = |s: &mut Session, note: Note| {
        let [.., gain] = note;
        let slope = 2.5 - 0.9 * gain - 0.35 * t.valence;
        s.string([14.0, slope, 5.5, 0.28, 0.0004, 0.004, body], note);
    };
    let is_broken = s.rng.chance(0.35 + t.energy);
    let steps_in_beat = if is_broken { 2 } else { 1 };
    let order = s.rng.pick(&[[0, 2, 3, 1], [0, 2, 1, 2], [0, 1, 2, 3]]);
    for (step, at) in s.grid(f64::from(steps_in_beat)) {
        let steps_in_bar = usize::from(t.time_signature * steps_in_beat);
        let (chord, step) = (s.chord(step / steps_in_bar), step % steps_in_bar);
        if step == 0 {
            strike(s, [at, 3.0, chord[0], 0.5]);
        }
        if is_broken {
            strike(s, [at, 1.8, chord[order[step % 4]] + 12.0, 0.25]);
        } else if step == 0 || (step == 2 && t.energy > 0.18) {
            for note in chord {
                strike(s, [at, 2.6, note + 12.0, 0.22]);
            }
        }
    }
    let (on_beat, off_beat) = (0.45 + t.energy, 0.1 + 0.9 * t.energy);
    let mut place = 9;
    for (step, at) in s.grid(2.0) {
        let busy = if hits("x.", step) { on_beat } else { off_beat };
        if s.rng.chance(busy) {
            place = (place + s.rng.pick(&[-2, -1, -1, 1, 1, 2])).clamp(5, 15);
            let gain = s.rng.between(0.3, 0.75);
            strike(s, [at, 2.4, s.degree(place as usize) + 12.0, gain]);
            // The hammer and the key bed.
            s.burst(at, 0.06, 0.03, [90.0, 3500.0]);
        }
    }
}

/// A guitar and a voice; where it is lively, a shaker and a foot.
pub(crate) fn folk(s: &mut Session) {
    let t = s.track;
    let (slope, decay) = (1.25 - 0.5 * t.valence, 1.3 + 0.9 * t.acousticness);
    let body = 4000.0 + 3000.0 * t.valence;
    let guitar = [26.0, slope, decay, 0.09, 0.00012, 0.002, body];
    let is_strummed = s.rng.chance(0.2 + 0.8 * t.energy);
    let fingers = [[0, 3, 2, 4, 1, 3], [0, 2, 3, 1, 4, 2], [0, 4, 3, 2, 3, 4]];
    let picked = s.rng.pick(&fingers);
    let strummed = s.rng.pick(&["x.xx.xxx", "xxx.xxx.", "x.xxx.xx"]);
    for (step, at) in s.grid(2.0) {
        let steps_in_bar = usize::from(t.time_signature) * 2;
        let (bar, step) = (step / steps_in_bar, step % steps_in_bar);
        let [root, third, fifth, octave] = s.chord(bar);
        let strings = [root, fifth, octave, third + 12.0, fifth + 12.0].map(|note| note + 5.0);
        if is_strummed && hits(strummed, step) {
            let gain = if step == 0 { 0.4 } else { 0.22 };
            for i in 0..5 {
                let string = if hits(".x", step) { 4 - i } else { i };
                s.string(guitar, [at + i as f64 * 0.012, 1.6, strings[string], gain]);
            }
            s.burst(at, 0.09, 0.25, [2200.0, 7000.0]);
        } else if !is_strummed {
            s.string(guitar, [at, 1.6, strings[picked[step % 6]], 0.45]);
            if step == 0 {
                s.string(guitar, [at, 1.6, root + 5.0, 0.5]);
            }
            s.burst(at, 0.04, 0.12, [1500.0, 6000.0]);
        }
    }
    s.melody(0.0, 0.42);
    if t.energy > 0.45 {
        for (step, at) in s.grid(4.0) {
            let gain = if hits("..x.", step) { 0.16 } else { 0.07 };
            s.burst(at, 0.07, gain, [5000.0, 9500.0]);
        }
        for (_, at) in s.grid(1.0).into_iter().step_by(2) {
            s.drum(at, 0.25, 0.5, [60.0, 60.0]);
        }
    }
}

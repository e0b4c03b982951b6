//! A track to audio: its arrangement is played, then mixed down with the room and the form that its style has.

use crate::dsp::{Filter, SAMPLE_RATE, gain_from_db, normalize, room, samples};
use crate::loud::{drum_and_bass, house, metal};
use crate::quiet::{ambient, folk, piano};
use crate::rng::Rng;
use crate::session::Session;
use crate::style::{Style, Track};

const ARRANGEMENTS: [fn(&mut Session); 6] = [ambient, piano, folk, house, drum_and_bass, metal];
/// How much of the room is heard, and how many seconds it rings.
const ROOM_SHARES: [f64; 6] = [0.8, 0.3, 0.18, 0.12, 0.12, 0.15];
const ROOM_SECONDS: [f64; 6] = [3.5, 1.8, 0.9, 0.7, 0.7, 0.6];

/// How loudness goes over the clip, as a previewed piece of a longer track would: decibels at start, thirds and end.
fn form(style: Style, rng: &mut Rng) -> [f64; 4] {
    const STEADY: [f64; 4] = [0.0; 4];
    const CRESCENDO: [f64; 4] = [-26.0, -15.0, -6.0, 0.0];
    const FADE: [f64; 4] = [0.0, -3.0, -12.0, -24.0];
    const SWELL: [f64; 4] = [-16.0, 0.0, -2.0, -16.0];
    const DIP: [f64; 4] = [0.0, -14.0, -11.0, 0.0];
    match style {
        Style::Ambient => rng.pick(&[STEADY, CRESCENDO, FADE, SWELL, SWELL, DIP]),
        Style::Piano => rng.pick(&[STEADY, STEADY, STEADY, CRESCENDO, SWELL]),
        _ => STEADY,
    }
}

/// Mono audio of `n_samples`, a pure function of the track.
pub(crate) fn audio(track: &Track, n_samples: usize) -> Vec<f64> {
    // The clip starts in the middle of the music, as previews do, and on a bar, as people cut it.
    let lead = f64::from(track.time_signature) * 60.0 / track.tempo;
    let mut session = Session::new(track, lead + n_samples as f64 / SAMPLE_RATE + 0.1);
    track.style.of(ARRANGEMENTS)(&mut session);

    let Session { out, mut rng, .. } = session;
    let amount = track.style.of(ROOM_SHARES) + 0.3 * track.liveness;
    let seconds = track.style.of(ROOM_SECONDS) * (1.0 + track.liveness);
    let mut out = room(&out, amount, seconds);
    let levels = form(track.style, &mut rng);
    let last = (out.len() - 1).max(1) as f64;
    for (i, y) in out.iter_mut().enumerate() {
        let x = 3.0 * i as f64 / last;
        let part = (x as usize).min(2);
        let [from, to] = [levels[part], levels[part + 1]];
        *y *= gain_from_db(from + (to - from) * (x - part as f64));
    }
    normalize(&mut out);
    // Soft saturation, loudness kept near where it was.
    let energy = track.energy;
    let drive = 0.6 + 2.4 * energy * energy * (1.0 - track.acousticness);
    for y in &mut out {
        *y = (*y * drive).tanh();
    }
    normalize(&mut out);
    add_noise(&mut out, track, &mut rng);
    out.drain(..samples(lead));
    out.resize(n_samples, 0.0);
    out
}

/// Adds a bed of noise, with more of it at the bottom than at the top as rooms and tape have.
fn add_noise(out: &mut [f64], track: &Track, rng: &mut Rng) {
    let energy = track.energy;
    // Rooms hiss a little, stages more, and busy mixes leave no gap.
    let db = -72.0 + 22.0 * energy * energy + 26.0 * (track.liveness - 0.1);
    // A grand piano is recorded with open microphones, an ambient piece is made without any.
    let (db, top) = match track.style {
        Style::Piano => (db + 26.0, 9000.0),
        _ => (db, 2500.0 + 7000.0 * energy),
    };
    let (gain, mut slow, mut end) = (gain_from_db(db), 0.0, Filter::new(top, 0.7));
    for y in out {
        let white = rng.between(-1.7, 1.7);
        slow += 0.03 * (white - slow);
        let [low, ..] = end.run(0.35 * white + 5.0 * slow);
        *y += gain * low;
    }
}

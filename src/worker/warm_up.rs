//! Work done before the first files come, so that they need not wait for the compiler.
//!
//! A browser compiles a program fast at first and well only where it is hot; in between it runs several times slower.
//! So every worker does a little of its own kind of work while the person still looks for a folder, and stops at the
//! first real order.

use gloo::timers::callback::Timeout;

use super::job::Session;
use crate::data::{N_PIXELS, Spectrogram};
use crate::ingest::{Resizer, spectrogram_with};
use crate::pipeline::Settings;
use crate::rng::Mt19937;

/// A piece of the demo, with every kind of row filter.
const PICTURE: &[u8] = include_bytes!("../../static/warm-up.png");
/// Decodings: as many pixels as in ten ordinary pictures.
const DECODINGS: usize = 200;
/// Decodings in one go; a real order waits no longer.
const AT_ONCE: usize = 10;
/// Pictures of the small analysis.
const N_SAMPLES: usize = 48;

/// Decodes a small picture again and again until `is_wanted` says that real work has come.
pub fn decoding(is_wanted: impl Fn() -> bool + 'static) {
    decode(is_wanted, 0);
}

fn decode(is_wanted: impl Fn() -> bool + 'static, done: usize) {
    Timeout::new(0, move || {
        if done >= DECODINGS || is_wanted() {
            return;
        }
        let mut resizer = Resizer::default();
        for _ in 0..AT_ONCE {
            // Only the doing counts.
            let _ = spectrogram_with(&mut resizer, "", PICTURE);
        }
        decode(is_wanted, done + AT_ONCE);
    })
    .forget();
}

/// Analyses a few pictures of noise, step by step, until `is_wanted` says that real work has come.
pub fn analysis(is_wanted: impl Fn() -> bool + 'static) {
    let mut rng = Mt19937::new(0);
    let mut session = Session::default();
    for i in 0..N_SAMPLES {
        session.collection.add_picture(Spectrogram {
            file: format!("{i}.png"),
            width: 1,
            height: 1,
            pixels: (0..N_PIXELS).map(|_| rng.next_u32() as u8).collect(),
        });
    }
    session.begin(0, Settings::default());
    step(is_wanted, session);
}

fn step(is_wanted: impl Fn() -> bool + 'static, mut session: Session) {
    Timeout::new(0, move || {
        if session.stage().is_none() || is_wanted() {
            return;
        }
        session.step();
        step(is_wanted, session);
    })
    .forget();
}

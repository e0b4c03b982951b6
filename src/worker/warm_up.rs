//! Work done before the first files come, so that they need not wait for the compiler.
//!
//! A browser compiles a program fast at first and well only where it is hot; in between it runs several times slower.
//! So every worker does a little of its own kind of work while the person still looks for a folder, and stops at the
//! first real order.

use gloo::timers::callback::Timeout;

use super::letters::LettersPart;
use super::pictures;
use crate::data::{N_PIXELS, ReadingChoices, Spectrogram};
use crate::features::audio::NOTEBOOK_COLUMNS;
use crate::ingest::csv;
use crate::rng::Mt19937;
use crate::session::Session;
use crate::space::Settings;

/// A piece of the demo, with every kind of row filter.
const PICTURE: &[u8] = include_bytes!("../../static/warm-up.png");
/// Decodings: as many pixels as in ten ordinary pictures.
const DECODINGS: usize = 800;
/// Decodings in one go; a real order waits no longer.
const AT_ONCE: usize = 40;
/// Pictures and rows of the small analysis, and times it is made: what is called often is compiled once more, and better.
const N_SAMPLES: usize = 64;
const N_ROWS: usize = 500;
const N_ANALYSES: usize = 3;

/// Decodes a small picture again and again until `is_wanted` says that real work has come.
pub(super) fn decoding(is_wanted: impl Fn() -> bool + 'static) {
    decode(is_wanted, 0);
}

fn decode(is_wanted: impl Fn() -> bool + 'static, done: usize) {
    Timeout::new(0, move || {
        if done >= DECODINGS || is_wanted() {
            return;
        }
        let mut reader = pictures::reader();
        for _ in 0..AT_ONCE {
            // Only the doing counts.
            let _ = reader.read("", PICTURE, None);
        }
        decode(is_wanted, done + AT_ONCE);
    })
    .forget();
}

/// Analyses a table and a few pictures of noise, step by step, until `is_wanted` says that real work has come.
pub(super) fn analysis(is_wanted: impl Fn() -> bool + 'static) {
    step(is_wanted, Session::default(), N_ANALYSES);
}

fn step(is_wanted: impl Fn() -> bool + 'static, mut session: Session, left: usize) {
    Timeout::new(0, move || {
        if is_wanted() {
            return;
        }
        if session.stage().is_some() {
            session.step();
            step(is_wanted, session, left);
        } else if left > 0 {
            step(is_wanted, noise(left as u32), left - 1);
        }
    })
    .forget();
}

/// A session about to analyse noise.
fn noise(seed: u32) -> Session {
    let mut rng = Mt19937::new(seed);
    let mut session = Session::default();
    for i in 0..N_SAMPLES {
        session.collection.add_picture(Spectrogram {
            file: format!("clip_{i}.png"),
            width: 1,
            height: 1,
            pixels: (0..N_PIXELS).map(|_| rng.next_u32() as u8).collect(),
        });
    }
    let row = |i| {
        let values = NOTEBOOK_COLUMNS.map(|_| rng.next_f64().to_string());
        format!("{i},{}\n", values.join(","))
    };
    let rows: String = (0..N_ROWS).map(row).collect();
    let rows = format!(",{}\n{rows}", NOTEBOOK_COLUMNS.join(","));
    if let Ok((table, warnings)) = csv::read_with(
        "",
        rows.as_bytes(),
        &ReadingChoices::default(),
        &LettersPart::new(),
    ) {
        session.collection.add_table(table, warnings);
    }
    session.begin(0, Settings::default());
    session
}

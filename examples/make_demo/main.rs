//! Makes the demo data set, `static/demo/soundkin-demo.zip`: pictures of music that nobody recorded, and their table.
//!
//! ```text
//! cargo run --release --no-default-features --example make_demo             # write it
//! cargo run --release --no-default-features --example make_demo -- --check  # compare with the file that is there
//! ```
//!
//! The flow: `style` draws what a track is; `quiet` and `loud` arrange it for the `instruments` of a `session`; `mix`
//! makes audio of it all, `spectrogram` a picture of that; `table` writes the rows. The same bytes come out on every
//! run; another machine's sines may differ in the last bit, so `--check` allows the pictures a hair, the table nothing.

mod dsp;
mod instruments;
mod loud;
mod mix;
mod quiet;
mod rng;
mod session;
mod spectrogram;
mod style;
mod table;

use std::error::Error;
use std::io::{Cursor, Read, Write};

use rng::Rng;
use style::{Style, Track};
use zip::CompressionMethod::{Deflated, Stored};
use zip::write::SimpleFileOptions;

const FILE: &str = "static/demo/soundkin-demo.zip";
/// Pictures of each style.
const PER_STYLE: usize = 20;
/// Rows of the table that have no picture, so that the report of the join has something to say.
const ROWS_ONLY: usize = 20;
/// Width of a picture: one column per frame, 7.4 seconds in all.
const WIDTH: usize = 320;

/// An entry of the archive.
type Entry = (String, Vec<u8>);

fn main() -> Result<(), Box<dyn Error>> {
    let entries = make()?;
    if std::env::args().any(|arg| arg == "--check") {
        return check(&entries, &std::fs::read(FILE)?);
    }
    let archive = pack(&entries)?;
    std::fs::write(FILE, &archive)?;
    println!("{FILE}: {} entries, {} bytes", entries.len(), archive.len());
    Ok(())
}

/// All entries in order: the table first, then the pictures by id.
fn make() -> Result<Vec<Entry>, Box<dyn Error>> {
    let tracks = cast();
    let mut entries = vec![("tracks.csv".to_owned(), table::csv(&tracks)?)];
    for track in tracks.iter().filter(|track| track.is_pictured) {
        let audio = mix::audio(track, spectrogram::n_samples(WIDTH));
        let name = format!("spectrograms/clip_{}.png", track.id);
        entries.push((name, spectrogram::png(&audio)?));
    }
    Ok(entries)
}

/// The tracks by id. Ids have gaps and styles are mixed: an excerpt of a larger collection, whose order says nothing.
fn cast() -> Vec<Track> {
    let mut rng = Rng::new(0);
    let pictured = Style::ALL.map(|style| [(style, true); PER_STYLE]);
    let others = Style::ALL.map(|style| (style, false));
    let others = others.into_iter().cycle().take(ROWS_ONLY);
    let mut roles: Vec<_> = pictured.into_iter().flatten().chain(others).collect();
    rng.shuffle(&mut roles);
    let mut id = 40;
    let mut track = |(style, is_pictured)| {
        id += 1 + rng.below(60) as u32;
        Track::new(id, style, is_pictured)
    };
    roles.into_iter().map(&mut track).collect()
}

/// The archive, free of clocks and users.
fn pack(entries: &[Entry]) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .last_modified_time(zip::DateTime::default())
        .unix_permissions(0o644);
    for (name, bytes) in entries {
        // A PNG is packed already.
        let is_table = name.ends_with("csv");
        let method = if is_table { Deflated } else { Stored };
        archive.start_file(name.as_str(), options.compression_method(method))?;
        archive.write_all(bytes)?;
    }
    Ok(archive.finish()?.into_inner())
}

/// Compares fresh entries with the archive on disk: names and table exactly, pictures as [`spectrogram::is_same`] does.
fn check(entries: &[Entry], file: &[u8]) -> Result<(), Box<dyn Error>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(file))?;
    if archive.len() != entries.len() {
        return Err(format!("{} entries instead of {}", archive.len(), entries.len()).into());
    }
    let mut identical = 0;
    for (i, (name, fresh)) in entries.iter().enumerate() {
        let mut entry = archive.by_index(i)?;
        let mut stored = Vec::new();
        entry.read_to_end(&mut stored)?;
        let is_identical = stored == *fresh;
        identical += usize::from(is_identical);
        let is_close = || spectrogram::is_same(&stored, fresh);
        if entry.name() != name || !is_identical && (name.ends_with("csv") || !is_close()?) {
            return Err(format!("{name} differs").into());
        }
    }
    let all = entries.len();
    println!("{FILE}: {identical} of {all} entries identical, the others within tolerance");
    Ok(())
}

//! Makes the demo data set, `static/demo/soundkin-demo.zip`: pictures of music that nobody recorded, and their table.
//!
//! ```text
//! cargo run --release --no-default-features --example make_demo             # write it
//! cargo run --release --no-default-features --example make_demo -- --check  # compare with the file that is there
//! ```
//!
//! The flow: `style` draws what a track is, `synth` (with `arrange`, `instruments`, `dsp`) plays it, `mel` turns the
//! audio into decibels, `picture` into a PNG, `table` writes the rows. The same bytes come out on every run; another
//! machine's sines may differ in the last bit, so `--check` allows the pictures a hair and the table nothing.

mod arrange;
mod dsp;
mod instruments;
mod mel;
mod picture;
mod rng;
mod style;
mod synth;
mod table;

use std::error::Error;
use std::io::{Cursor, Read, Write};

use rng::Rng;
use style::{Style, Track};
use zip::write::SimpleFileOptions;

const FILE: &str = "static/demo/soundkin-demo.zip";
const SEED: u64 = 2026;
/// Pictures of each style.
const PER_STYLE: usize = 20;
/// Rows of the table that have no picture, so that the report of the join has something to say.
const ROWS_ONLY: usize = 20;
/// Width of a picture: one column a frame, 7.4 seconds in all.
const WIDTH: usize = 320;

/// An entry of the archive.
type Entry = (String, Vec<u8>);

fn main() -> Result<(), Box<dyn Error>> {
    let entries = make()?;
    if std::env::args().any(|arg| arg == "--check") {
        return check(&entries, &std::fs::read(FILE)?);
    }
    let archive = pack(&entries)?;
    std::fs::create_dir_all("static/demo")?;
    std::fs::write(FILE, &archive)?;
    println!("{FILE}: {} entries, {} bytes", entries.len(), archive.len());
    Ok(())
}

/// All entries in order: the table first, then the pictures by id.
fn make() -> Result<Vec<Entry>, Box<dyn Error>> {
    let (tracks, with_picture) = cast();
    let analyzer = mel::Analyzer::new();
    let mut pictures = Vec::new();
    for track in tracks.iter().filter(|t| with_picture.contains(&t.id)) {
        let audio = synth::render(track, SEED, (WIDTH - 1) * mel::HOP + mel::N_FFT);
        let name = format!("spectrograms/clip_{}.png", track.id);
        pictures.push((name, picture::png(&analyzer.mel_db(&audio))?));
    }
    // The page names the most popular tracks first: one with a picture, of a style everybody recognises.
    let hit = tracks
        .iter()
        .find(|t| t.style == Style::House && with_picture.contains(&t.id))
        .map_or(0, |t| t.id);
    let mut entries = vec![("tracks.csv".to_owned(), table::csv(&tracks, SEED, hit)?)];
    entries.append(&mut pictures);
    Ok(entries)
}

/// The tracks by id, and the ids of those that get a picture.
///
/// Ids have gaps and styles are mixed: an excerpt of a larger collection, whose order says nothing.
fn cast() -> (Vec<Track>, Vec<u32>) {
    let mut rng = Rng::new(SEED, 0);
    let mut roles: Vec<(Style, bool)> = Style::ALL
        .into_iter()
        .flat_map(|style| std::iter::repeat_n((style, true), PER_STYLE))
        .chain((0..ROWS_ONLY).map(|i| (Style::ALL[i % Style::ALL.len()], false)))
        .collect();
    rng.shuffle(&mut roles);
    let mut id = 40;
    let mut with_picture = Vec::new();
    let tracks = roles
        .into_iter()
        .map(|(style, is_pictured)| {
            id += 1 + rng.below(60) as u32;
            if is_pictured {
                with_picture.push(id);
            }
            Track::new(SEED, id, style)
        })
        .collect();
    (tracks, with_picture)
}

/// The archive, free of clocks and users.
fn pack(entries: &[Entry]) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .last_modified_time(zip::DateTime::default())
        .unix_permissions(0o644);
    for (name, bytes) in entries {
        // A PNG is packed already.
        let method = if name.ends_with("csv") {
            zip::CompressionMethod::Deflated
        } else {
            zip::CompressionMethod::Stored
        };
        archive.start_file(name.as_str(), options.compression_method(method))?;
        archive.write_all(bytes)?;
    }
    Ok(archive.finish()?.into_inner())
}

/// Compares fresh entries with the archive on disk: names and table exactly, pictures to one palette step in one
/// pixel of a hundred.
fn check(entries: &[Entry], file: &[u8]) -> Result<(), Box<dyn Error>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(file))?;
    if archive.len() != entries.len() {
        return Err(format!("{} entries instead of {}", archive.len(), entries.len()).into());
    }
    let mut identical = 0;
    for (i, (name, fresh)) in entries.iter().enumerate() {
        let mut entry = archive.by_index(i)?;
        if entry.name() != name {
            return Err(format!("{} in the place of {name}", entry.name()).into());
        }
        let mut stored = Vec::new();
        entry.read_to_end(&mut stored)?;
        if stored == *fresh {
            identical += 1;
        } else if name.ends_with("csv") || !is_same_picture(&stored, fresh)? {
            return Err(format!("{name} differs").into());
        }
    }
    println!(
        "{FILE}: {identical} of {} entries identical, the others within tolerance",
        entries.len()
    );
    Ok(())
}

fn is_same_picture(a: &[u8], b: &[u8]) -> Result<bool, Box<dyn Error>> {
    let (a, b) = (picture::read(a)?, picture::read(b)?);
    if (a.0, a.1) != (b.0, b.1) {
        return Ok(false);
    }
    let mut off = 0;
    for (x, y) in a.2.iter().zip(&b.2) {
        match x.abs_diff(*y) {
            0 => {}
            1 => off += 1,
            _ => return Ok(false),
        }
    }
    Ok(off * 100 <= a.2.len())
}

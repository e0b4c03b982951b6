//! How far the luma of JPEGs is from Pillow's. In: a folder that `tests/fixtures/jpeg/make.py FOLDER` has filled. Out: a line for
//! each way of saving.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use soundkin::data::N_PIXELS;
use soundkin::ingest::{Codecs, Decodes, PictureReader};

/// Distances of pixels, in levels of 255.
#[derive(Default)]
struct Distance {
    n: u64,
    sum: u64,
    max: u8,
}

impl Distance {
    fn add(&mut self, ours: &[u8], theirs: &[u8]) {
        assert_eq!(ours.len(), theirs.len(), "sizes");
        for (a, b) in ours.iter().zip(theirs) {
            let apart = a.abs_diff(*b);
            self.n += 1;
            self.sum += u64::from(apart);
            self.max = self.max.max(apart);
        }
    }

    fn line(&self) -> String {
        let mean = self.sum as f64 / self.n.max(1) as f64;
        format!("mean {mean:.4}, at most {}", self.max)
    }
}

fn main() -> Result<(), String> {
    let folder = std::env::args().nth(1).ok_or("Which folder?")?;
    let mut found: BTreeMap<String, [Distance; 2]> = BTreeMap::new();
    for path in jpegs(Path::new(&folder)).map_err(|error| format!("{folder}: {error}"))? {
        measure(&path, &mut found).map_err(|error| format!("{}: {error}", path.display()))?;
    }
    for (way, [whole, small]) in found {
        println!("{way}: {}; of 64 x 64: {}", whole.line(), small.line());
    }
    Ok(())
}

fn jpegs(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let entries: Result<Vec<_>, _> = std::fs::read_dir(folder)?.collect();
    let paths = entries?.into_iter().map(|entry| entry.path());
    Ok(paths
        .filter(|path| path.extension().is_some_and(|end| end == "jpg"))
        .collect())
}

/// Adds the distances of one picture, called `name-quality-subsampling`.
fn measure(path: &Path, found: &mut BTreeMap<String, [Distance; 2]>) -> Result<(), String> {
    let in_words = |error: std::io::Error| error.to_string();
    let bytes = std::fs::read(path).map_err(in_words)?;
    let theirs = std::fs::read(path.with_extension("u8")).map_err(in_words)?;
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let way = stem.split_once('-').map_or("", |(_, way)| way);
    let ours = Codecs.decode(&bytes).map_err(|error| error.to_string())?;
    let read = PictureReader::default().read(&stem, &bytes, None);
    let (picture, _) = read.map_err(|error| error.to_string())?;
    let (whole, small) = theirs.split_at(theirs.len().saturating_sub(N_PIXELS));
    let distances = found.entry(way.to_owned()).or_default();
    distances[0].add(&ours.luma(), whole);
    distances[1].add(&picture.whole.pixels, small);
    Ok(())
}

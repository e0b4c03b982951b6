//! The report of the page on the command line: `cargo run --example report --no-default-features -- folder table.csv
//! out.html`, with the options of `analyze`; a "-" in place of the folder or the table is none.

mod reading;

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use reading::{OPTIONS, parse, run};
use soundkin::report::{ReportParams, html, write_up};

fn main() -> ExitCode {
    match report() {
        Ok(words) => {
            eprintln!("{words}");
            ExitCode::SUCCESS
        }
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

fn report() -> Result<String, String> {
    let mut arguments = parse(std::env::args().skip(1))?;
    let [folder, table, out] = &arguments.words[..] else {
        return Err(format!("usage: report FOLDER TABLE.csv OUT.html {OPTIONS}"));
    };
    let path = |word: &String| (word != "-").then(|| PathBuf::from(word));
    (arguments.spectrograms, arguments.tracks) = (path(folder), path(table).into_iter().collect());
    let out = PathBuf::from(out);
    let (analysis, _) = run(&arguments)?;
    let query = arguments.query.as_ref();
    let query = query.and_then(|id| analysis.catalog.tracks.iter().position(|t| t.id == *id));
    let params = ReportParams {
        color_by: soundkin::figures::ColorBy::Clusters,
        colors: soundkin::figures::ClusterColors::default(),
        date: String::new(),
        query,
        space: analysis.sound_space(),
        top: None,
        split: None,
        cluster_names: Vec::new(),
    };
    let folder = arguments.spectrograms.as_deref();
    let mut picture = |track: usize| {
        let file = &analysis.catalog.spectrogram(track)?.file;
        // A track bears its path below what all pictures share, which may be deeper than the folder.
        fs::read(reading::below(folder?, file)?).ok()
    };
    let text = html(&write_up(&analysis, &params, &mut picture));
    fs::write(&out, &text).map_err(|error| format!("{}: {error}", out.display()))?;
    Ok(format!("{}: {} bytes", out.display(), text.len()))
}

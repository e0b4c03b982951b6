//! The analysis of the page on the command line: folders and a table in, the same JSON document out.

mod reading;

use std::process::ExitCode;

use reading::{OPTIONS, parse, run};

fn main() -> ExitCode {
    match document() {
        Ok(document) => {
            println!("{document}");
            ExitCode::SUCCESS
        }
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

fn document() -> Result<String, String> {
    let arguments = parse(std::env::args().skip(1))?;
    let has_files = arguments.spectrograms.is_some() || !arguments.tracks.is_empty();
    if !has_files || !arguments.words.is_empty() {
        return Err(format!(
            "usage: analyze --spectrograms DIR [--tracks FILE.csv ...] {OPTIONS}"
        ));
    }
    let (analysis, query) = run(&arguments)?;
    analysis.document(query).map_err(|error| error.to_string())
}

//! The analysis of the page on the command line: folders and a table in, the same JSON document out.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use soundkin::ingest::{Resizer, csv, spectrogram_with};
use soundkin::pipeline::{Collection, Settings, analyse, default_query, find_query};

const USAGE: &str = "usage: analyze --spectrograms DIR [--tracks FILE.csv] [--query ID] [--k-sound 4] [--k-features 3]
       [--columns a,b,c] [--top 10] [--seed 42] [--as-notebook]";

/// What was asked for.
struct Arguments {
    spectrograms: Option<PathBuf>,
    tracks: Option<PathBuf>,
    query: Option<String>,
    settings: Settings,
}

fn main() -> ExitCode {
    match parse(std::env::args().skip(1)).and_then(|arguments| run(&arguments)) {
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

fn parse(mut words: impl Iterator<Item = String>) -> Result<Arguments, String> {
    let mut arguments = Arguments {
        spectrograms: None,
        tracks: None,
        query: None,
        settings: Settings::default(),
    };
    let mut as_notebook = false;
    while let Some(option) = words.next() {
        if option == "--as-notebook" {
            as_notebook = true;
            continue;
        }
        let value = words
            .next()
            .ok_or_else(|| format!("{option} needs a value. {USAGE}"))?;
        let number = || {
            value
                .parse()
                .map_err(|_| format!("{option} takes a whole number, not \"{value}\"."))
        };
        let settings = &mut arguments.settings;
        match option.as_str() {
            "--spectrograms" => arguments.spectrograms = Some(value.into()),
            "--tracks" => arguments.tracks = Some(value.into()),
            "--query" => arguments.query = Some(value),
            "--k-sound" => settings.sound.k = number()?,
            "--k-features" => settings.features.k = number()?,
            "--columns" => settings.columns = Some(value.split(',').map(str::to_string).collect()),
            "--top" => settings.top_n = number()?,
            "--seed" => settings.random_state = number()? as u32,
            _ => return Err(format!("Unknown option {option}. {USAGE}")),
        }
    }
    if as_notebook {
        arguments.settings = arguments.settings.as_notebook();
    }
    if arguments.spectrograms.is_none() && arguments.tracks.is_none() {
        return Err(USAGE.into());
    }
    Ok(arguments)
}

fn run(arguments: &Arguments) -> Result<String, String> {
    let mut collection = Collection::default();
    if let Some(folder) = &arguments.spectrograms {
        let mut resizer = Resizer::default();
        for path in pictures_below(folder)? {
            let name = path
                .strip_prefix(folder)
                .unwrap_or(&path)
                .to_string_lossy()
                .replace('\\', "/");
            let bytes =
                std::fs::read(&path).map_err(|error| format!("{}: {error}", path.display()))?;
            match spectrogram_with(&mut resizer, &name, &bytes) {
                Ok((spectrogram, remark)) => {
                    collection.add_picture(spectrogram);
                    if let Some(remark) = remark {
                        collection.add_warning(remark);
                    }
                }
                Err(error) => collection.add_broken_picture(&name, error),
            }
        }
    }
    if let Some(path) = &arguments.tracks {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let bytes = std::fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
        match csv::read(&name, &bytes) {
            Ok((table, warnings)) => collection.add_table(table, warnings),
            Err(error) => collection.add_warning(soundkin::error::Warning::of_file(name, error)),
        }
    }
    let analysis =
        analyse(&collection, arguments.settings.clone()).map_err(|error| error.to_string())?;
    let query = match &arguments.query {
        Some(id) => Some(find_query(&analysis.catalog, id).map_err(|error| error.to_string())?),
        None => default_query(&analysis.catalog),
    };
    analysis.document(query).map_err(|error| error.to_string())
}

/// Every .png file in `folder` and the folders below it, hidden ones left out.
fn pictures_below(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(folder) = open.pop() {
        let entries =
            std::fs::read_dir(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        for entry in entries {
            let path = entry
                .map_err(|error| format!("{}: {error}", folder.display()))?
                .path();
            let hidden = path
                .file_name()
                .is_some_and(|name| name.to_string_lossy().starts_with('.'));
            if hidden {
                continue;
            }
            if path.is_dir() {
                open.push(path);
            } else if path
                .extension()
                .is_some_and(|extension| extension.eq_ignore_ascii_case("png"))
            {
                found.push(path);
            }
        }
    }
    Ok(found)
}

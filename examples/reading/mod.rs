//! What the examples share: options and files to an analysis.
#![allow(dead_code)] // Not every example uses all of it.

use std::path::{Path, PathBuf};

use soundkin::ingest::{Resizer, kind, spectrogram_with};
use soundkin::pipeline::{Analysis, Collection, Settings, analyse, default_query, find_query};

/// The options.
pub(crate) const OPTIONS: &str = "[--query ID] [--k-sound 4] [--k-features 3]
       [--columns a,b,c] [--top 10] [--seed 42] [--as-notebook]";

/// What was asked for.
pub(crate) struct Arguments {
    /// A folder of pictures.
    pub spectrograms: Option<PathBuf>,
    /// CSV files.
    pub tracks: Vec<PathBuf>,
    /// The id of a track.
    pub query: Option<String>,
    /// Every other option.
    pub settings: Settings,
    /// Words that belong to no option, in order.
    pub words: Vec<String>,
}

/// Reads the command line; what is wrong with it otherwise.
pub(crate) fn parse(mut words: impl Iterator<Item = String>) -> Result<Arguments, String> {
    let mut arguments = Arguments {
        spectrograms: None,
        tracks: Vec::new(),
        query: None,
        settings: Settings::default(),
        words: Vec::new(),
    };
    let mut as_notebook = false;
    while let Some(option) = words.next() {
        if option == "--as-notebook" {
            as_notebook = true;
            continue;
        }
        if !option.starts_with("--") {
            arguments.words.push(option);
            continue;
        }
        let value = words
            .next()
            .ok_or_else(|| format!("{option} needs a value."))?;
        let number = || {
            value
                .parse()
                .map_err(|_| format!("{option} takes a whole number, not \"{value}\"."))
        };
        let settings = &mut arguments.settings;
        match option.as_str() {
            "--spectrograms" => arguments.spectrograms = Some(value.into()),
            "--tracks" => arguments.tracks.push(value.into()),
            "--query" => arguments.query = Some(value),
            "--k-sound" => settings.sound.k = number()?,
            "--k-features" => settings.features.k = number()?,
            "--columns" => settings.columns = Some(value.split(',').map(str::to_string).collect()),
            "--top" => settings.top_n = number()?,
            "--seed" => settings.random_state = number()? as u32,
            _ => return Err(format!("Unknown option {option}. The options: {OPTIONS}")),
        }
    }
    if as_notebook {
        arguments.settings = arguments.settings.as_notebook();
    }
    Ok(arguments)
}

/// Reads the files and analyses them; also says which track the lists are for.
pub(crate) fn run(arguments: &Arguments) -> Result<(Analysis, Option<usize>), String> {
    let mut collection = Collection::default();
    if let Some(folder) = &arguments.spectrograms {
        let mut resizer = Resizer::default();
        let found = files_below(folder)?;
        let below = |path: &Path| {
            let name = path.strip_prefix(folder).unwrap_or(path);
            name.to_string_lossy().replace('\\', "/")
        };
        for path in &found {
            if kind::is_system_file(&below(path)) {
                collection.ignore(&below(path));
            }
        }
        for path in found.iter().filter(|path| is_picture(path)) {
            let name = below(path);
            if kind::is_system_file(&name) {
                continue;
            }
            let bytes =
                std::fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
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
    for path in &arguments.tracks {
        let name = path.to_string_lossy().replace('\\', "/");
        let bytes = std::fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
        let choices = arguments.settings.reading.get(&*name).cloned();
        collection.read_table(&name, &bytes, &choices.unwrap_or_default(), false);
    }
    let analysis =
        analyse(&collection, arguments.settings.clone()).map_err(|error| error.to_string())?;
    let query = match &arguments.query {
        Some(id) => Some(find_query(&analysis.catalog, id).map_err(|error| error.to_string())?),
        None => default_query(&analysis.catalog),
    };
    Ok((analysis, query))
}

/// Every .png file in `folder` and the folders below it.
pub(crate) fn pictures_below(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let mut found = files_below(folder)?;
    found.retain(|path| is_picture(path));
    Ok(found)
}

fn is_picture(path: &Path) -> bool {
    path.extension()
        .is_some_and(|extension| extension.eq_ignore_ascii_case("png"))
}

/// Every file in `folder` and the folders below it.
fn files_below(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(folder) = open.pop() {
        let entries =
            std::fs::read_dir(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        for entry in entries {
            let path = entry
                .map_err(|error| format!("{}: {error}", folder.display()))?
                .path();
            if path.is_dir() {
                open.push(path);
            } else {
                found.push(path);
            }
        }
    }
    Ok(found)
}

/// The file in `folder` or below whose path ends with `name`.
pub(crate) fn below(folder: &Path, name: &str) -> Option<PathBuf> {
    let direct = folder.join(name);
    if direct.exists() {
        return Some(direct);
    }
    pictures_below(folder)
        .ok()?
        .into_iter()
        .find(|path| path.ends_with(name))
}

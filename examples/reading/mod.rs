//! What the examples share: options and files to an analysis.
#![allow(dead_code)] // Not every example uses all of it.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use soundkin::analysis::{Analysis, Collection, analyse, find_query, label_column, query_of};
use soundkin::data::FrameUse;
use soundkin::ingest::{Kind, PictureReader, Tables, kind};
use soundkin::space::{Settings, SoundSpace, SpaceName};

/// The options.
pub(crate) const OPTIONS: &str = "[--query ID] [--leave-out ID ...] [--k-sound 4] [--k-features 3]
       [--columns a,b,c] [--top 10] [--seed 42] [--frame keep|cut] [--sound-space timbre|pixels]
       [--label NAME] [--as-notebook]";

/// What was asked for.
pub(crate) struct Arguments {
    /// A folder of pictures.
    pub spectrograms: Option<PathBuf>,
    /// CSV files.
    pub tracks: Vec<PathBuf>,
    /// The id of a track.
    pub query: Option<String>,
    /// The ids of tracks to leave out.
    pub leave_out: Vec<String>,
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
        leave_out: Vec::new(),
        settings: Settings::default(),
        words: Vec::new(),
    };
    let mut is_reference = false;
    let (mut frame, mut sound_space) = (None, None);
    while let Some(option) = words.next() {
        if option == "--as-notebook" {
            is_reference = true;
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
            "--leave-out" => arguments.leave_out.push(value),
            "--k-sound" => settings.spaces[SpaceName::Pixels].k = number()?,
            "--k-features" => settings.spaces[SpaceName::Features].k = number()?,
            "--columns" => settings.columns = Some(value.split(',').map(str::to_string).collect()),
            "--top" => settings.top_n = number()?,
            "--seed" => settings.random_state = number()? as u32,
            "--label" => settings.label = Some(value),
            "--sound-space" => {
                sound_space = Some(match value.as_str() {
                    "timbre" => SoundSpace::Timbre,
                    "pixels" => SoundSpace::Pixels,
                    _ => {
                        return Err(format!(
                            "--sound-space is timbre or pixels, not \"{value}\"."
                        ));
                    }
                });
            }
            "--frame" => {
                frame = Some(match value.as_str() {
                    "keep" => FrameUse::Keep,
                    "cut" => FrameUse::Cut,
                    _ => return Err(format!("--frame is keep or cut, not \"{value}\".")),
                });
            }
            _ => return Err(format!("Unknown option {option}. The options: {OPTIONS}")),
        }
    }
    if is_reference {
        arguments.settings = arguments.settings.as_reference();
    }
    if let Some(sound_space) = sound_space {
        arguments.settings.sound_space = sound_space;
    }
    // Whole pictures, unless told otherwise: these numbers are compared with those of other programs.
    arguments.settings.frame = frame.unwrap_or(FrameUse::Keep);
    Ok(arguments)
}

/// Reads the files and analyses them; also says which track the lists are for.
pub(crate) fn run(arguments: &Arguments) -> Result<(Analysis, Option<usize>), String> {
    let mut collection = Collection::default();
    if let Some(folder) = &arguments.spectrograms {
        let mut reader = PictureReader::default();
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
            match reader.read(&name, &bytes, None) {
                Ok((picture, remark)) => {
                    collection.add_picture(picture);
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
        collection.read_table(&name, &bytes, &choices.unwrap_or_default(), false, &Tables);
    }
    let mut settings = arguments.settings.clone();
    if let Some(folder) = &arguments.spectrograms
        && settings.sound_space != SoundSpace::Pixels
    {
        let file = |path: &str| std::fs::read(folder.join(path)).ok();
        collection.look_again(&settings, &mut PictureReader::default(), file);
    }
    leave_out(&mut settings, &collection, &arguments.leave_out)?;
    let analysis = analyse(&collection, settings).map_err(|error| error.to_string())?;
    label_column(&analysis).map_err(|error| format!("--label: {error}"))?;
    let query = match &arguments.query {
        Some(id) => Some(find_query(&analysis.catalog, id).map_err(|error| error.to_string())?),
        None => None,
    };
    let query = query_of(&analysis.catalog, query);
    Ok((analysis, query))
}

/// Leaves out every track that has one of the `ids`; they are known once pictures and rows are joined.
fn leave_out(
    settings: &mut Settings,
    collection: &Collection,
    ids: &[String],
) -> Result<(), String> {
    if ids.is_empty() {
        return Ok(());
    }
    let (catalog, _) = collection.join(settings);
    let mut found = Vec::new();
    for id in ids {
        let of_all = (0..).zip(&catalog.tracks);
        let with_id = of_all.filter(|(_, track)| track.id == *id);
        let before = found.len();
        found.extend(with_id.map(|(track, _)| track));
        if found.len() == before {
            return Err(format!("--leave-out: no track has the id \"{id}\"."));
        }
    }
    collection.note_left_out(&catalog, &mut settings.left_out, &found);
    Ok(())
}

/// Every picture in `folder` and the folders below it.
pub(crate) fn pictures_below(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let mut found = files_below(folder)?;
    found.retain(|path| is_picture(path));
    Ok(found)
}

/// Is it a picture, by its name or its first bytes?
fn is_picture(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let mut head = Vec::new();
    let opened = File::open(path).and_then(|file| file.take(64).read_to_end(&mut head));
    opened.is_ok() && kind::of(&name, &head) == Kind::Picture
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

//! What a picture is called: its path, the id in it, its bare name.

use super::cell::without_extension;
use super::pattern::{Pattern, base_name};
use crate::data::spelling::folded;

/// The names of one picture.
pub(super) struct PictureName<'a> {
    /// Path below the common root.
    pub file: &'a str,
    /// The same without the extension.
    pub path: &'a str,
    /// The id where the pattern says that it stands.
    pub id: Option<&'a str>,
    /// The base name without its extension.
    pub stem: &'a str,
    /// The stem without a second extension: "song" of "song.wav.png".
    pub bare: &'a str,
}

/// One of the names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NameKey {
    /// The path as it is.
    File,
    /// The path without extension.
    Path,
    /// The id.
    Id,
    /// The base name without extension.
    Stem,
    /// The same without a second one.
    Bare,
}

impl<'a> PictureName<'a> {
    /// The names of the picture at `file`.
    pub(super) fn new(file: &'a str, pattern: &Pattern) -> Self {
        let stem = stem(file);
        let without_dot = file.len() - base_name(file).len() + stem.len();
        Self {
            file,
            path: file.get(..without_dot).unwrap_or(file),
            id: pattern.id_of(file),
            stem,
            bare: without_extension(stem).unwrap_or(stem),
        }
    }

    /// One of its names; `None` where it has none, or it is the same as one that comes before. What is empty names nothing.
    pub(super) fn key(&self, key: NameKey) -> Option<&'a str> {
        let name = match key {
            NameKey::File => Some(self.file),
            NameKey::Path => Some(self.path).filter(|&path| path != self.stem),
            NameKey::Id => self.id,
            NameKey::Stem => Some(self.stem).filter(|&stem| Some(stem) != self.id),
            NameKey::Bare => Some(self.bare).filter(|&bare| bare != self.stem),
        };
        name.filter(|name| !name.is_empty())
    }

    /// The folded folders above it, the outermost first; those of `root` come before.
    pub(super) fn folders(&self, root: &str) -> Vec<String> {
        let above = self.file.len() - base_name(self.file).len();
        let above = self.file.get(..above).unwrap_or_default();
        folders(root).into_iter().chain(folders(above)).collect()
    }
}

/// The folded parts of a path of folders.
pub(super) fn folders(path: &str) -> Vec<String> {
    path.split(['/', '\\'])
        .filter(|part| !matches!(*part, "" | "." | ".."))
        .map(folded)
        .collect()
}

/// The base name of a path without its extension.
pub(super) fn stem(file: &str) -> &str {
    let base = base_name(file);
    base.rsplit_once('.').map_or(base, |(stem, _)| stem)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_has_many_names() {
        let name = PictureName::new("Été/b/clip_7.wav.png", &Pattern::default());
        assert_eq!(name.path, "Été/b/clip_7.wav");
        assert_eq!((name.id, name.stem), (Some("7.wav"), "clip_7.wav"));
        assert_eq!(name.bare, "clip_7");
        assert_eq!(name.folders("x/").len(), 3);
        assert_eq!(name.key(NameKey::Stem), Some("clip_7.wav"));
        let plain = PictureName::new("a", &Pattern::whole_name());
        assert_eq!((plain.path, plain.stem, plain.id), ("a", "a", None));
        assert_eq!(plain.key(NameKey::Path), None);
    }
}

//! Files that nobody can use. In: their paths and what they seem to be. Out: remarks; many files of one kind are one
//! remark with a list, not a remark each.

use std::collections::BTreeMap;

use crate::error::Warning;
use crate::wording::grouped;

/// So many files of a kind are named one by one.
const FEW: usize = 3;
const READS: &str =
    "Soundkin reads PNG, JPEG, GIF and WebP pictures, CSV tables and zip archives of them.";

/// The files that were refused, by where they are and what they seem to be.
#[derive(Default)]
pub(super) struct Refused {
    paths: BTreeMap<(String, &'static str), Vec<String>>,
    archives: BTreeMap<String, Contents>,
}

/// What is in an archive.
#[derive(Default)]
struct Contents {
    n_files: usize,
    /// Paths of those with a password.
    locked: Vec<String>,
}

impl Refused {
    /// Notes the file at `path`, perhaps of an archive; `described` is what it seems to be, with its article.
    pub(super) fn add(&mut self, archive: Option<&str>, path: String, described: &'static str) {
        let folder = || path.rsplit_once('/').map_or("", |(folder, _)| folder);
        // Files of one folder with all that are below it belong together, as those of one archive do.
        let place = archive.unwrap_or_else(|| folder().split('/').next().unwrap_or_default());
        let key = (place.to_owned(), described);
        self.paths.entry(key).or_default().push(path);
    }

    /// Counts a file of an archive, whatever it is.
    pub(super) fn count_entry(&mut self, archive: &str) {
        self.archives.entry(archive.to_owned()).or_default().n_files += 1;
    }

    /// Notes the file at `path` of an archive, which has a password.
    pub(super) fn add_locked(&mut self, archive: &str, path: String) {
        let archive = self.archives.entry(archive.to_owned()).or_default();
        archive.locked.push(path);
    }

    /// The remarks on all that was noted, which are then forgotten.
    pub(super) fn take(&mut self) -> Vec<Warning> {
        let mut warnings = Vec::new();
        for (archive, Contents { n_files, locked }) in std::mem::take(&mut self.archives) {
            let what = match locked.len() {
                0 => continue,
                n if n == n_files => "The zip archive is".to_owned(),
                n => format!("{} of its {} files are", grouped(n), grouped(n_files)),
            };
            let reason =
                format!("{what} protected by a password: unpack it first and give the folder.");
            // A line for the archive, not one for each of its files.
            warnings.push(Warning::of_files(archive, reason, locked));
        }
        for ((place, described), paths) in std::mem::take(&mut self.paths) {
            if paths.len() <= FEW {
                warnings.extend(paths.into_iter().map(|path| {
                    Warning::of_file(path, format!("Not used: this is {described}. {READS}"))
                }));
                continue;
            }
            let n = grouped(paths.len());
            let (file, files) = if place.is_empty() {
                (format!("{n} files"), format!("{n} files"))
            } else {
                (place, format!("{n} of its files"))
            };
            let reason = format!("Not used: {files}, each of which is {described}. {READS}");
            warnings.push(Warning::of_files(file, reason, paths));
        }
        warnings
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_files_are_named_and_many_are_listed() {
        let mut refused = Refused::default();
        for i in 0..8000 {
            refused.add(
                Some("fma.zip"),
                format!("fma.zip/{i}.mp3"),
                "an MP3 recording",
            );
        }
        refused.add(Some("fma.zip"), "fma.zip/README".into(), "text");
        for i in 0..4 {
            refused.add(None, format!("set/{i}/a.gif"), "a GIF picture");
            refused.add(None, format!("{i}.txt"), "text");
        }
        let warnings = refused.take();
        let said: Vec<(&str, &str, usize)> = warnings
            .iter()
            .map(|w| {
                (
                    &*w.file,
                    w.reason.split(". ").next().unwrap(),
                    w.names.len(),
                )
            })
            .collect();
        assert_eq!(
            said,
            [
                ("4 files", "Not used: 4 files, each of which is text", 4),
                (
                    "fma.zip",
                    "Not used: 8,000 of its files, each of which is an MP3 recording",
                    8000
                ),
                ("fma.zip/README", "Not used: this is text", 0),
                (
                    "set",
                    "Not used: 4 of its files, each of which is a GIF picture",
                    4
                ),
            ]
        );
        assert!(refused.take().is_empty());
    }

    #[test]
    fn files_with_a_password_are_one_remark_an_archive() {
        let mut refused = Refused::default();
        for i in 0..3 {
            refused.count_entry("some.zip");
            refused.count_entry("open.zip");
            if i > 0 {
                refused.add_locked("some.zip", format!("some.zip/{i}.png"));
            }
        }
        let warnings = refused.take();
        assert_eq!(warnings.len(), 1);
        assert_eq!(warnings[0].file, "some.zip");
        assert_eq!(warnings[0].names, ["some.zip/1.png", "some.zip/2.png"]);
        assert!(warnings[0].reason.starts_with("2 of its 3 files are"));
    }
}

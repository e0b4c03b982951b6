//! The name of the build: another for every other source, the same wherever and however the same sources lie.
#![allow(clippy::unwrap_used, clippy::expect_used)]

#[allow(dead_code, reason = "its main is cargo's")]
#[path = "../build.rs"]
mod build;

use std::fs;
use std::path::{Path, PathBuf};

use build::fingerprint;

/// A small project in a folder of its own, removed when dropped.
struct Project(PathBuf);

impl Project {
    fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("soundkin-{}-{name}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    fn write(&self, name: &str, text: &str) -> &Self {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
        self
    }

    fn fingerprint(&self) -> String {
        fingerprint(&self.0).unwrap()
    }
}

impl Drop for Project {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Files in this order of making.
fn project(name: &str, files: &[(&str, &str)]) -> Project {
    let project = Project::new(name);
    for (file, text) in files {
        project.write(file, text);
    }
    project
}

const FILES: [(&str, &str); 6] = [
    ("build.rs", "fn main() {}"),
    ("Cargo.toml", "[package]"),
    ("Cargo.lock", "version = 4"),
    ("src/lib.rs", "mod a; mod b;"),
    ("src/a.rs", "enum A { One, Two }"),
    ("src/b/mod.rs", "struct B;"),
];

#[test]
fn the_programs_bear_the_name_of_these_sources() {
    let here = fingerprint(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap();
    assert_eq!(soundkin::protocol::BUILD, here);
    assert!(here.len() == 16 && here.bytes().all(|digit| digit.is_ascii_hexdigit()));
}

#[test]
fn every_change_of_a_source_changes_it() {
    let project = project("changes", &FILES);
    let mut seen = vec![project.fingerprint()];
    let mut other = |what: &str| {
        let now = project.fingerprint();
        assert!(!seen.contains(&now), "{what} is not noticed");
        seen.push(now);
    };
    for (name, text) in FILES {
        project.write(name, &format!("{text} "));
        other(name);
    }
    // Two variants change places: the same letters, the same length.
    project.write("src/a.rs", "enum A { Two, One } ");
    other("another order");
    project.write("src/style.css", "");
    other("an empty file more");
    fs::rename(project.0.join("src/a.rs"), project.0.join("src/c.rs")).unwrap();
    other("another name");
    // What one file loses the next one gains.
    project
        .write("src/b/mod.rs", "struct B")
        .write("src/c.rs", "; enum A { Two, One } ");
    other("a text that moved");
}

#[test]
fn nothing_else_changes_it() {
    let first = project("first", &FILES);
    let mut backwards = FILES;
    backwards.reverse();
    let second = project("second", &backwards);
    second
        .write("README.md", "Read me.")
        .write("tests/a.rs", "")
        .write("src/.a.rs.swp", "");
    assert_eq!(first.fingerprint(), second.fingerprint());
    assert_eq!(first.fingerprint(), first.fingerprint());
}

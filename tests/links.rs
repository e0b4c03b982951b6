//! What the documents point at is there: links, pictures, headings and the paths they name. Nothing is fetched.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Files below `folder` for which `wanted` holds; what is built, fetched or hidden from git is not looked at.
fn files(folder: &Path, wanted: &impl Fn(&Path) -> bool) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        if path.is_dir() {
            if !["target", "dist", ".git", ".artifacts", "node_modules"].contains(&name) {
                found.extend(files(&path, wanted));
            }
        } else if wanted(&path) {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn documents() -> Vec<PathBuf> {
    files(root(), &|path| path.extension().is_some_and(|e| e == "md"))
}

/// The text without what stands in fenced blocks.
fn prose(text: &str) -> String {
    let mut fenced = false;
    let lines = text.lines().filter(|line| {
        let fence = line.trim_start().starts_with("```");
        fenced ^= fence;
        !fenced && !fence
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// The targets of all `[words](target)` and `![words](target)`.
fn targets(text: &str) -> Vec<String> {
    let ends = text.match_indices("](").map(|(at, _)| &text[at + 2..]);
    let targets = ends.filter_map(|rest| rest.split_once(')'));
    targets
        .map(|(target, _)| target.split_whitespace().next().unwrap_or("").to_owned())
        .collect()
}

/// What stands between single backticks.
fn code_spans(text: &str) -> Vec<String> {
    let spans = text
        .lines()
        .flat_map(|line| line.split('`').skip(1).step_by(2));
    spans.map(str::to_owned).collect()
}

/// Headings as the places that a `#target` can name.
fn anchors(text: &str) -> BTreeSet<String> {
    let headings = text.lines().filter(|line| line.starts_with('#'));
    let anchor = |heading: &str| {
        let words = heading.trim_start_matches('#').trim().to_lowercase();
        let kept = words
            .chars()
            .filter(|c| c.is_alphanumeric() || " -_".contains(*c));
        kept.map(|c| if c == ' ' { '-' } else { c }).collect()
    };
    headings.map(anchor).collect()
}

/// A web address: a scheme, a host with a dot, and nothing that does not belong there.
fn is_address(target: &str) -> bool {
    let Some((scheme, rest)) = target.split_once("://") else {
        return false;
    };
    let host = rest.split(['/', '?', '#']).next().unwrap_or("");
    let local = ["127.0.0.1:8080", "localhost:8080"].contains(&host);
    let named = host.contains('.')
        && host.split('.').all(|label| {
            !label.is_empty() && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
        });
    (scheme == "https" && named || scheme == "http" && local)
        && rest
            .chars()
            .all(|c| c.is_ascii_graphic() && !"<>\"\\^`{|}".contains(c))
}

/// What is wrong with a target in `document`, if anything is.
fn fault(document: &Path, text: &str, target: &str) -> Option<String> {
    if target.contains("://") {
        return (!is_address(target)).then(|| format!("{target} is no address"));
    }
    let (path, anchor) = target.split_once('#').unwrap_or((target, ""));
    let there = document.parent().unwrap().join(path);
    if !path.is_empty() && !there.exists() {
        return Some(format!("{path} is not there"));
    }
    let words = if path.is_empty() {
        text.to_owned()
    } else if anchor.is_empty() {
        return None;
    } else {
        fs::read_to_string(&there).unwrap()
    };
    (!anchors(&words).contains(anchor)).then(|| format!("no heading is #{anchor}"))
}

/// Does this name a file or folder of the project? Then it has to be there.
fn names_a_path(span: &str) -> bool {
    const FOLDERS: [&str; 8] = [
        ".github/",
        "benches/",
        "examples/",
        "scripts/",
        "src/",
        "static/",
        "tests/",
        ".cargo/",
    ];
    let path = |c: char| c.is_ascii_alphanumeric() || "/._-".contains(c);
    FOLDERS.iter().any(|folder| span.starts_with(folder)) && span.chars().all(path)
}

fn assert_none(faults: &[String]) {
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn links_of_documents_lead_somewhere() {
    let mut faults = Vec::new();
    let mut n_links = 0;
    for document in documents() {
        let text = prose(&fs::read_to_string(&document).unwrap());
        for target in targets(&text) {
            n_links += 1;
            let fault = fault(&document, &text, &target);
            faults.extend(fault.map(|fault| format!("{}: {fault}", document.display())));
        }
    }
    assert_none(&faults);
    assert!(n_links >= 2, "{n_links}");
}

#[test]
fn paths_that_documents_name_are_there() {
    let mut faults = Vec::new();
    let mut n_paths = 0;
    for document in documents() {
        let text = prose(&fs::read_to_string(&document).unwrap());
        for span in code_spans(&text).iter().filter(|span| names_a_path(span)) {
            n_paths += 1;
            if !root().join(span).exists() {
                faults.push(format!("{}: {span} is not there", document.display()));
            }
        }
    }
    assert_none(&faults);
    assert!(n_paths >= 2, "{n_paths}");
}

/// The table of the fixtures has a row for each of their folders, and no others.
#[test]
fn every_fixture_is_described() {
    let folder = root().join("tests/fixtures");
    let text = fs::read_to_string(folder.join("README.md")).unwrap();
    let rows = text.lines().filter_map(|line| line.strip_prefix("| `"));
    let rows: BTreeSet<&str> = rows.filter_map(|row| row.split('`').next()).collect();
    assert!(rows.len() >= 8, "{rows:?}");
    for row in &rows {
        assert!(
            folder.join(row).is_dir(),
            "{row} is described and not there"
        );
    }
    for path in files(&folder, &|path| !path.ends_with("README.md")) {
        let inside = path.strip_prefix(&folder).unwrap();
        let described = inside
            .ancestors()
            .any(|above| rows.contains(above.to_str().unwrap()));
        assert!(described, "{} is not described", inside.display());
    }
}

/// What is called of the Makefile: `make` and a name, on a line of its own, behind `run:` or between backticks.
fn make_targets(text: &str) -> Vec<String> {
    let lines = text.lines().filter_map(|line| {
        let line = line.trim().trim_start_matches("- ");
        line.trim_start_matches("run: ").strip_prefix("make ")
    });
    let spans = code_spans(text);
    let spans = spans
        .iter()
        .filter_map(|span| Some(span.split_once("make ")?.1));
    let calls = lines.chain(spans);
    let names = calls.filter_map(|call| call.split_whitespace().next());
    names.map(str::to_owned).collect()
}

/// Scripts and Makefile targets that the workflows and the README call.
#[test]
fn what_is_called_is_there() {
    let makefile = fs::read_to_string(root().join("Makefile")).unwrap();
    let mut callers = files(&root().join(".github"), &|path| {
        path.extension().is_some_and(|e| e == "yml")
    });
    callers.extend([root().join("README.md"), root().join(".ci/run")]);
    for path in callers {
        let text = fs::read_to_string(&path)
            .unwrap()
            .replace("exec make", "make");
        let called = make_targets(&text);
        assert!(!called.is_empty(), "{}", path.display());
        for target in called {
            let there = makefile.contains(&format!("\n{target}:"));
            assert!(there, "{}: make {target}", path.display());
        }
        let words = text.split(|c: char| c.is_whitespace() || "`'\"()".contains(c));
        for script in words.filter(|word| word.starts_with("scripts/")) {
            assert!(
                root().join(script).is_file(),
                "{}: {script}",
                path.display()
            );
        }
    }
}

/// No test may depend on what only some machines have: nothing above the project is opened.
#[test]
fn tests_read_nothing_outside_the_project() {
    let above = ["..", "shared"].join("/");
    let sources = files(&root().join("tests"), &|path| {
        path.extension().is_some_and(|e| e == "rs" || e == "sh")
    });
    assert!(sources.len() > 20);
    for path in sources {
        let text = fs::read_to_string(&path).unwrap();
        assert!(!text.contains(&above), "{}", path.display());
    }
}

#[test]
fn faults_are_found() {
    let document = root().join("README.md");
    let text = "# One heading, or two\n[a](#one-heading-or-two)";
    let fault = |target: &str| fault(&document, text, target);
    for target in [
        "LICENSE",
        "#one-heading-or-two",
        "https://docs.rs/png/latest/png/",
        "src/lib.rs",
    ] {
        assert_eq!(fault(target), None);
    }
    for target in [
        "NOTICE",
        "#two",
        "http://docs.rs/",
        "https://docs/",
        "https:// docs.rs",
        "README.md#none",
    ] {
        assert!(fault(target).is_some(), "{target}");
    }
    assert_eq!(targets("[a](b) ![c](d \"e\")"), ["b", "d"]);
    assert!(names_a_path("tests/setup.sh") && !names_a_path("tests/*.rs"));
    assert_eq!(prose("a\n```sh\n[b](c)\n```\nd"), "a\nd");
}

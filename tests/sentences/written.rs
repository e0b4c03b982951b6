//! Nobody writes around the enum: what ends with a full stop and speaks of data is put into words in `src/sentences` alone.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use syn::parse::{Parse, ParseStream};
use syn::visit::{self, Visit};
use syn::{Attribute, Item, Macro, token};

/// Where sentences are written besides, and why. Each of them is looked at: what has none left goes from this list.
const ELSEWHERE: [(&str, &str); 15] = [
    ("sentences", "the enum itself"),
    ("analysis", "how much room there is for files"),
    ("browser", "the end of what went wrong"),
    (
        "charts",
        "what an empty figure says, and what a screen reader is told of a drawing: its next readers",
    ),
    (
        "data",
        "what stands for a missing number, and how a table was read",
    ),
    (
        "explain",
        "the rules by which statements are judged, which are the same for any data",
    ),
    (
        "ingest",
        "what was found in a file, and what was done with it",
    ),
    (
        "intake",
        "what was found in a file, and what was done with it",
    ),
    ("join", "what was found when files were put together"),
    ("page", "the status line, and what went wrong"),
    (
        "report",
        "what its parts are and what they lack; some of it speaks of data, and belongs into the enum next",
    ),
    ("session", "why a question has no answer"),
    ("space", "why a track is not in a space"),
    (
        "ui",
        "what a person can do; some of it speaks of data, and belongs into the enum next",
    ),
    ("worker", "what went wrong"),
];
/// The beginnings of all that is written in `explain`.
const RULES: [&str; 2] = [
    "A statement is supported when, for",
    "Each part is supported when the",
];

/// The sentences written in a file, without those of its tests.
#[derive(Default)]
struct Written(Vec<String>);

impl<'ast> Visit<'ast> for Written {
    fn visit_lit_str(&mut self, literal: &'ast syn::LitStr) {
        self.look_at(literal);
    }

    // Documentation is no text of the program.
    fn visit_attribute(&mut self, _: &'ast Attribute) {}

    fn visit_item(&mut self, item: &'ast Item) {
        let attributes: &[Attribute] = match item {
            Item::Fn(item) => &item.attrs,
            Item::Impl(item) => &item.attrs,
            Item::Mod(item) => &item.attrs,
            _ => &[],
        };
        if !attributes.iter().any(is_for_tests) {
            visit::visit_item(self, item);
        }
    }

    fn visit_macro(&mut self, called: &'ast Macro) {
        let Texts(texts) = called.parse_body().unwrap();
        for text in &texts {
            self.look_at(text);
        }
    }
}

impl Written {
    fn look_at(&mut self, literal: &syn::LitStr) {
        let text = literal.value();
        let text = text.trim();
        // A stop alone ends what was written before it.
        if text.ends_with('.') && !text.ends_with("..") {
            self.0.push(text.to_owned());
        }
    }
}

/// All texts within a macro, whatever its language.
struct Texts(Vec<syn::LitStr>);

impl Parse for Texts {
    fn parse(input: ParseStream) -> syn::Result<Self> {
        let mut texts = Vec::new();
        while !input.is_empty() {
            let within;
            if input.peek(syn::LitStr) {
                texts.push(input.parse()?);
                continue;
            } else if input.peek(token::Brace) {
                syn::braced!(within in input);
            } else if input.peek(token::Paren) {
                syn::parenthesized!(within in input);
            } else if input.peek(token::Bracket) {
                syn::bracketed!(within in input);
            } else {
                input.step(|at| {
                    at.token_tree()
                        .map(|(_, next)| ((), next))
                        .ok_or(at.error("end"))
                })?;
                continue;
            }
            texts.extend(Self::parse(&within)?.0);
        }
        Ok(Self(texts))
    }
}

fn is_for_tests(attribute: &Attribute) -> bool {
    let is_test = |path: syn::Path| path.is_ident("test");
    attribute.path().is_ident("cfg") && attribute.parse_args().is_ok_and(is_test)
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    paths
        .flat_map(|path| {
            if path.is_dir() {
                files(&path)
            } else {
                vec![path]
            }
        })
        .collect()
}

/// Sentences by room.
fn written() -> BTreeMap<String, Vec<String>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut rooms: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for path in files(&root) {
        let name = path.file_stem().unwrap().to_str().unwrap();
        let is_test = name.ends_with("_tests") || matches!(name, "laws" | "testing" | "tests");
        if is_test || path.extension().is_none_or(|kind| kind != "rs") {
            continue;
        }
        let mut found = Written::default();
        found.visit_file(&syn::parse_file(&fs::read_to_string(&path).unwrap()).unwrap());
        let room = path.strip_prefix(&root).unwrap().iter().next().unwrap();
        let room = room.to_str().unwrap().trim_end_matches(".rs");
        rooms.entry(room.into()).or_default().extend(found.0);
    }
    rooms.retain(|_, sentences| !sentences.is_empty());
    rooms
}

#[test]
fn sentences_are_written_in_the_enum_or_where_it_is_said_why_not() {
    let written = written();
    for (room, sentences) in &written {
        let is_known = ELSEWHERE.iter().any(|(known, _)| known == room);
        assert!(
            is_known,
            "src/{room} writes what belongs into src/sentences: {sentences:#?}"
        );
    }
    for (room, _) in ELSEWHERE {
        assert!(written.contains_key(room), "src/{room} writes no sentences");
    }
    let is_rule = |text: &&String| RULES.iter().any(|rule| text.starts_with(rule));
    let others: Vec<&String> = written["explain"]
        .iter()
        .filter(|text| !is_rule(text))
        .collect();
    assert!(others.is_empty(), "{others:#?}");
}

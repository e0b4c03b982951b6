//! Nobody writes around the enum: what ends with a full stop and speaks of data is put into words in `src/sentences` alone.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use syn::parse::{Parse, ParseStream};
use syn::visit::{self, Visit};
use syn::{Attribute, Item, Macro, token};

/// Rooms whose sentences are variants of enums of their own, or no sentences at all, and why.
const ROOMS: [(&str, &str); 7] = [
    ("sentences", "the enum itself"),
    ("browser", "the end of what went wrong"),
    (
        "data",
        "what stands for a missing number, and how a table was read",
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
    ("worker", "what went wrong"),
];

/// Texts that say nothing which could be true of one collection and false of another.
struct Stays {
    /// Where they are written.
    room: &'static str,
    /// What they are.
    why: &'static str,
    /// All of them.
    texts: &'static [&'static str],
}

/// All that is written in other rooms than [`ROOMS`].
const STAYS: &[Stays] = &[
    Stays {
        room: "report",
        why: "which is true whatever the files are: what a figure or a part is, and how it is to be read",
        texts: &[
            "How many clusters, {}. Inertia falls as clusters are added: look for the elbow. The silhouette is highest where they separate best.",
            "A typical track of each cluster: the member whose distances to all others in it have the smallest sum.",
            "A typical track of each cluster.",
            "How many there are of each, and which.",
            "How the files were read and joined, what is shown, and all settings for a program.",
            "{} Each axis has a scale of its own.",
            "For comparison, without standardising. {} In the clusters by features the columns are standardised first.",
            "For comparison, the cosine of the columns as the file has them: the larger the numbers of a column, the more it counts.",
        ],
    },
    Stays {
        room: "report",
        why: "which a person is promised of every report",
        texts: &[
            "Made by Soundkin {} from files that stayed where they are; this document fetches nothing.",
            "With the same files, these settings give the same results.",
        ],
    },
    Stays {
        room: "page",
        why: "what to do when page and worker are not of one version",
        texts: &["Reload the page: {why}. Then give it your files again."],
    },
    Stays {
        room: "page",
        why: "what a person can do",
        texts: &["Select a track to see how far the others are."],
    },
    Stays {
        room: "explain",
        why: "the rules by which statements are judged, which are the same for any data",
        texts: &[
            "A statement is supported when, for everything it says, the whole 95 % interval of Cliff's delta lies on the stated side of 0 and the effect is not negligible (0.147 or more in size). With fewer than 8 tracks on either side nothing is decided.",
            "Each part is supported when the whole 95 % interval of Spearman's rank correlation lies above 0 and the correlation is at least 0.1; the statement is when both parts are. With fewer than 8 tracks nothing is decided.",
        ],
    },
    Stays {
        room: "ui",
        why: "what the browser did not do",
        texts: &[
            "This browser does not let the page start its worker. Please try another browser.",
            "The demo data could not be loaded. Please try again.",
            "The browser did not take the file.",
            "This browser did not make a picture of the figure. SVG may work.",
        ],
    },
    Stays {
        room: "ui",
        why: "a decimal point, and the end of what is told of a point that keys reach: its names",
        texts: &["."],
    },
    Stays {
        room: "ui",
        why: "what a person can do",
        texts: &[
            "Add a table of tracks (CSV) to see the first of any numeric column.",
            "Choose a column to rank by it all the same.",
            "A click on a track shows it on the map with its recommendations.",
            "Names are made from what sets a cluster apart. Type another to change one.",
            "A click on a point uses that number.",
            "Add a table of tracks (CSV) to compare the two sides of any numeric column.",
            "Fewer letters find more.",
            "Map of {} tracks{hits}. Arrow keys walk to the nearest track in that direction, Enter goes to its panel, plus and minus zoom, 0 shows all, B begins a box that selects, Escape clears.",
            "Out of every map, list and number, until you put it back.",
            "Select a track on the map to see its spectrogram, its features and what sounds like it.",
            "Add a table of tracks (CSV) to compare features too.",
        ],
    },
    Stays {
        room: "ui",
        why: "how what is shown is to be read, which is the same for any data",
        texts: &[
            "Each bar shows where the value lies between the least and the largest one of its feature. Point at a bar to read the value itself.",
            "Values as the file has them: features with large numbers can hide the others.",
            "For comparison: k-means on the columns as the file has them, without standardising.",
            "{} Each axis has a scale of its own; the percentages are their contributions of the variance.",
            "1: all neighbours on the map are neighbours in the data. 0.5: the map is no better than chance.",
            "Right of the line: more than in all other tracks. An interval that leaves out 0 stands in the accent colour.",
            "How pictures and rows of the table found each other, and what was left out.",
            "{} Tracks close together are likely to be.",
            "Values are standardised: 0 is the mean of the column, 1 a standard deviation above it.",
        ],
    },
    Stays {
        room: "ui",
        why: "what a setting means",
        texts: &[
            "Not safe for colour-blind eyes.",
            "Timbre comes when all pictures have been looked at closely.",
            "Timbre is usual from {FEWEST_FOR_TIMBRE} pictures on: of fewer, what is usual cannot be told.",
            "“Remastered 2011”, “Deluxe” and “Single Version” are the same recording; “Live”, “Acoustic”, “Remix” and “Instrumental” are not.",
            "Raw: the larger the numbers of a column, the more it counts.",
            "scikit-learn's own defaults: one start, raw values, copies kept, all pixels, matplotlib's colours. For checking numbers against a script of your own.",
        ],
    },
    Stays {
        room: "ui",
        why: "what comes here",
        texts: &[
            "The clusters stand here as soon as they are found.",
            "The map appears here as soon as the files are read.",
            "This list comes as soon as it is computed.",
        ],
    },
    Stays {
        room: "ui",
        why: "the answer to letters that a person types, while they type",
        texts: &["No column is called so."],
    },
];
/// What to do with another one.
const WHAT_TO_DO: &str = "What could be true of one collection and false of another, and what was just done, is a variant \
     of an enum in src/sentences, which holds the facts: write it there, with a case in which it is false. Help, and what is \
     true of any data, goes into STAYS in tests/sentences/written.rs, with the reason.";

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
    let mut written = written();
    for (room, why) in ROOMS {
        let all = written.remove(room);
        assert!(all.is_some(), "src/{room} writes no sentences: {why}");
    }
    for (room, sentences) in &mut written {
        for Stays { texts, .. } in STAYS.iter().filter(|stays| stays.room == room) {
            sentences.retain(|text| !texts.contains(&text.as_str()));
        }
        assert!(
            sentences.is_empty(),
            "src/{room} writes {sentences:#?}. {WHAT_TO_DO}"
        );
    }
}

#[test]
fn what_stays_is_still_written() {
    let written = written();
    for Stays { room, why, texts } in STAYS {
        for text in *texts {
            let is_written = written
                .get(*room)
                .is_some_and(|all| all.iter().any(|written| written == text));
            assert!(is_written, "src/{room} no longer writes {text:?}: {why}");
        }
    }
}

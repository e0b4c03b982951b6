//! The picture in `src/lib.rs` is true: rooms stand in the order in which data flows, each uses only what stands above
//! it, and no two files use each other.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use syn::visit::Visit;
use syn::{Attribute, File, Item, UseTree};

/// A module by its path below the crate: `["charts", "axis"]`.
type Module = Vec<String>;

/// What one file names.
#[derive(Default)]
struct Names {
    /// Paths that it uses, as written.
    used: Vec<Vec<String>>,
    /// Name that it passes on, and the path it has it from.
    passed_on: Vec<(String, Vec<String>)>,
}

/// Every file of `src` but the programs and the tests, by its module.
fn files() -> BTreeMap<Module, Names> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut left = vec![root.clone()];
    let mut files = BTreeMap::new();
    while let Some(folder) = left.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                left.push(path);
            } else if path.extension().is_some_and(|kind| kind == "rs") {
                files.insert(module(path.strip_prefix(&root).unwrap()), path);
            }
        }
    }
    let parsed: BTreeMap<Module, File> = files
        .into_iter()
        .filter(|(module, _)| module.first().is_none_or(|room| room != "bin"))
        .map(|(module, path)| (module, parse(&path)))
        .collect();
    let tests: BTreeSet<Module> = parsed
        .iter()
        .flat_map(|(at, file)| test_files(at, file))
        .collect();
    parsed
        .into_iter()
        .filter(|(module, _)| !tests.contains(module))
        .map(|(module, file)| (module, names(&file)))
        .collect()
}

fn parse(path: &PathBuf) -> File {
    syn::parse_file(&fs::read_to_string(path).unwrap()).unwrap()
}

fn module(path: &Path) -> Module {
    let path = path.with_extension("");
    let mut module: Module = path
        .iter()
        .map(|part| part.to_str().unwrap().to_owned())
        .collect();
    module.pop_if(|last| last == "mod" || last == "lib");
    module
}

/// Modules that only tests have, declared in this file.
fn test_files<'a>(at: &'a [String], file: &'a File) -> impl Iterator<Item = Module> + 'a {
    file.items.iter().filter_map(move |item| match item {
        Item::Mod(module) if is_for_tests(&module.attrs) => {
            let elsewhere = module.attrs.iter().find_map(stated_path);
            // Such a path begins at the folder of the file; only files that are not `mod.rs` state one here.
            let folder = if elsewhere.is_some() {
                &at[..at.len() - 1]
            } else {
                at
            };
            let name = elsewhere.unwrap_or_else(|| module.ident.to_string());
            Some([folder, &[name]].concat())
        }
        _ => None,
    })
}

/// The name of the file in `#[path = "name.rs"]`.
fn stated_path(attribute: &Attribute) -> Option<String> {
    let stated = attribute.meta.require_name_value().ok()?;
    let syn::Expr::Lit(literal) = &stated.value else {
        return None;
    };
    match &literal.lit {
        syn::Lit::Str(path) if stated.path.is_ident("path") => {
            Some(path.value().trim_end_matches(".rs").to_owned())
        }
        _ => None,
    }
}

fn is_for_tests(attributes: &[Attribute]) -> bool {
    let is_test = |attribute: &Attribute| {
        attribute.path().is_ident("cfg")
            && attribute
                .parse_args::<syn::Path>()
                .is_ok_and(|path| path.is_ident("test"))
    };
    attributes.iter().any(is_test)
}

fn names(file: &File) -> Names {
    struct Paths(Vec<Vec<String>>);
    impl<'ast> Visit<'ast> for Paths {
        fn visit_path(&mut self, path: &'ast syn::Path) {
            self.0.push(
                path.segments
                    .iter()
                    .map(|part| part.ident.to_string())
                    .collect(),
            );
            syn::visit::visit_path(self, path);
        }
        fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
            self.0.extend(leaves(&item.tree));
        }
        fn visit_item_mod(&mut self, module: &'ast syn::ItemMod) {
            if !is_for_tests(&module.attrs) {
                syn::visit::visit_item_mod(self, module);
            }
        }
    }
    let mut found = Names::default();
    let mut paths = Paths(Vec::new());
    for item in &file.items {
        match item {
            Item::Use(item) if !matches!(item.vis, syn::Visibility::Inherited) => {
                let of = |path: Vec<String>| Some((path.last()?.clone(), path));
                found
                    .passed_on
                    .extend(leaves(&item.tree).into_iter().filter_map(of));
            }
            item => paths.visit_item(item),
        }
    }
    found.used = paths.0;
    found
}

/// All paths of a `use`.
fn leaves(tree: &UseTree) -> Vec<Vec<String>> {
    let below = |name: &syn::Ident, paths: Vec<Vec<String>>| {
        let name = [name.to_string()];
        paths
            .into_iter()
            .map(|path| [&name[..], &path].concat())
            .collect()
    };
    match tree {
        UseTree::Path(path) => below(&path.ident, leaves(&path.tree)),
        UseTree::Name(name) if name.ident == "self" => vec![Vec::new()],
        UseTree::Name(name) => vec![vec![name.ident.to_string()]],
        UseTree::Rename(name) => vec![vec![name.ident.to_string()]],
        UseTree::Glob(_) => vec![Vec::new()],
        UseTree::Group(group) => group.items.iter().flat_map(leaves).collect(),
    }
}

/// The file that defines what `path` names, as written in the file `at`; `None` for what is not of this crate.
fn home(files: &BTreeMap<Module, Names>, at: &[String], path: &[String]) -> Option<Module> {
    let is_room = |name: &String| files.keys().any(|module| module.first() == Some(name));
    let mut at = match path.first()?.as_str() {
        "crate" => Vec::new(),
        "self" | "super" => at.to_vec(),
        // A module beside or below, named without `self`.
        name if files.contains_key(&[at, &[name.to_owned()]].concat()) && !is_room(&path[0]) => {
            at.to_vec()
        }
        _ => return None,
    };
    for name in path {
        match name.as_str() {
            "crate" | "self" => {}
            "super" => {
                at.pop();
            }
            name => {
                let below = [&at[..], &[name.to_owned()]].concat();
                if files.contains_key(&below) {
                    at = below;
                    continue;
                }
                let passed_on = &files.get(&at)?.passed_on;
                return match passed_on.iter().find(|(known, _)| known == name) {
                    Some((_, path)) => home(files, &at, path),
                    None => Some(at),
                };
            }
        }
    }
    Some(at)
}

/// Which files each file uses.
fn uses(files: &BTreeMap<Module, Names>) -> BTreeMap<&Module, BTreeSet<Module>> {
    files
        .iter()
        .map(|(at, names)| {
            let used = names.used.iter().filter_map(|path| home(files, at, path));
            // A folder's `mod.rs` and its files are one thing in several files.
            let is_same = |used: &Module| used.starts_with(at) || at.starts_with(used);
            (at, used.filter(|used| !is_same(used)).collect())
        })
        .collect()
}

/// The modules of `src/lib.rs`, as they stand there.
fn rooms() -> Vec<String> {
    let root = parse(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs"));
    let room = |item: &Item| match item {
        Item::Mod(module) if !is_for_tests(&module.attrs) => Some(module.ident.to_string()),
        _ => None,
    };
    root.items.iter().filter_map(room).collect()
}

/// Everything that `file` uses, directly or through others.
fn reached<'a>(
    uses: &'a BTreeMap<&'a Module, BTreeSet<Module>>,
    file: &Module,
) -> BTreeSet<&'a Module> {
    let mut reached = BTreeSet::new();
    let mut left: Vec<&Module> = uses[file].iter().collect();
    while let Some(file) = left.pop() {
        if reached.insert(file) {
            left.extend(&uses[file]);
        }
    }
    reached
}

#[test]
fn a_room_uses_only_what_stands_above_it() {
    let files = files();
    let rooms = rooms();
    let place = |module: &Module| rooms.iter().position(|room| Some(room) == module.first());
    let upside_down: Vec<String> = uses(&files)
        .into_iter()
        .flat_map(|(user, used)| used.into_iter().map(move |used| (user, used)))
        .filter(|(user, used)| place(used) > place(user) && !user.is_empty())
        .map(|(user, used)| format!("{} uses {}", user.join("/"), used.join("/")))
        .collect();
    assert!(rooms.len() > 20, "the rooms were not found: {rooms:?}");
    assert!(upside_down.is_empty(), "{upside_down:#?}");
}

#[test]
fn no_two_files_use_each_other() {
    let files = files();
    let uses = uses(&files);
    let reached: BTreeMap<&Module, BTreeSet<&Module>> = uses
        .keys()
        .map(|&file| (file, reached(&uses, file)))
        .collect();
    let circles: BTreeSet<Vec<String>> = reached
        .iter()
        .filter(|(file, reached)| reached.contains(**file))
        .map(|(file, others)| {
            let back = others
                .iter()
                .filter(|other| reached[**other].contains(*file));
            back.map(|file| file.join("/")).collect()
        })
        .collect();
    assert!(
        uses.values().map(BTreeSet::len).sum::<usize>() > 500,
        "uses were not found"
    );
    assert!(circles.is_empty(), "{circles:#?}");
}

#[test]
fn the_picture_names_every_room_in_its_place() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs");
    let text = fs::read_to_string(root).unwrap();
    let picture = text.split("```").nth(1).unwrap();
    let names = picture.lines().filter_map(|line| line.strip_prefix("//! "));
    // Names stand in the first column, what they are in the second.
    let drawn: Vec<&str> = names
        .flat_map(|line| line.get(..38).unwrap_or(line).split_whitespace())
        .collect();
    assert_eq!(drawn, rooms());
}

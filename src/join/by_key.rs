//! The steps that compare names with the key column alone, from the strictest to the loosest. In: what is not matched yet.
//! Out: more pairs.

use std::collections::BTreeMap;

use super::cell::{folders_and_name, ids_in_address, plain_number};
use super::keys::Keys;
use super::matching::Matching;
use super::name::NameKey;
use super::part_of_name;
use super::step::Step;
use crate::data::spelling::folded;

/// Which part of a cell is compared.
#[derive(Clone, Copy, PartialEq)]
enum Part {
    Whole,
    FileName,
    Address,
}

/// How two texts are compared.
#[derive(Clone, Copy, PartialEq)]
enum Form {
    AsIs,
    Folded,
    Number,
}

/// Takes all steps but those in `off`, and but artist and title, which need more than one column.
pub(super) fn run(matching: &mut Matching, off: &[Step]) {
    let names = [NameKey::Id, NameKey::Stem, NameKey::Bare];
    for step in Step::ALL.into_iter().filter(|step| !off.contains(step)) {
        if matching.matched() == matching.names.len().min(matching.cells.len()) {
            return;
        }
        match step {
            Step::Exact => {
                let names = [NameKey::File, NameKey::Id, NameKey::Stem];
                pass(matching, step, Form::AsIs, Part::Whole, &names);
            }
            Step::Normalised => {
                let names = [NameKey::Path, NameKey::Id, NameKey::Stem];
                pass(matching, step, Form::Folded, Part::Whole, &names);
            }
            Step::FileName => {
                pass(matching, step, Form::AsIs, Part::FileName, &names);
                pass(matching, step, Form::Folded, Part::FileName, &names);
            }
            Step::Number => pass(matching, step, Form::Number, Part::FileName, &names),
            Step::Uri => {
                pass(matching, step, Form::AsIs, Part::Address, &names);
                pass(matching, step, Form::Folded, Part::Address, &names);
            }
            Step::PartOfName => part_of_name::run(matching),
            Step::ArtistTitle => {}
        }
    }
}

/// One comparison: each of `names` in turn, all open rows at once.
fn pass(matching: &mut Matching, step: Step, form: Form, part: Part, names: &[NameKey]) {
    let mut keys = Keys::default();
    let mut offers: Vec<Vec<(usize, u32)>> = vec![Vec::new(); names.len()];
    for picture in matching.open_pictures() {
        for (offers, &kind) in offers.iter_mut().zip(names) {
            let Some(name) = matching.names[picture as usize].key(kind) else {
                continue;
            };
            let slot = match form {
                Form::AsIs => Some(keys.insert(name)),
                Form::Folded => Some(folded(name))
                    .filter(|name| !name.is_empty())
                    .map(|name| keys.insert(&name)),
                Form::Number => plain_number(name).map(|number| keys.insert(&number)),
            };
            offers.extend(slot.map(|slot| (slot, picture)));
        }
    }
    keys.close();
    let mut rows_of: Vec<Vec<u32>> = vec![Vec::new(); keys.len()];
    for row in 0..matching.cells.len() as u32 {
        if matching.is_row_open(row)
            && let Some(slot) = slot_of(&mut keys, matching.cells.get(row as usize), form, part)
        {
            rows_of[slot].push(row);
        }
    }
    for offers in offers {
        let mut pictures_of: BTreeMap<usize, Vec<u32>> = BTreeMap::new();
        for (slot, picture) in offers {
            if !rows_of[slot].is_empty() && matching.is_open(picture) {
                pictures_of.entry(slot).or_default().push(picture);
            }
        }
        for (slot, pictures) in pictures_of {
            let is_open = |&row: &u32| matching.is_row_open(row);
            let rows: Vec<u32> = rows_of[slot].iter().copied().filter(is_open).collect();
            matching.resolve(step, &pictures, &rows);
        }
    }
}

/// The key that a cell is.
fn slot_of(keys: &mut Keys, cell: &str, form: Form, part: Part) -> Option<usize> {
    if part == Part::Address {
        return ids_in_address(cell).iter().find_map(|id| match form {
            Form::AsIs => keys.find(id),
            Form::Folded | Form::Number => keys.find_folded(id),
        });
    }
    let cell = match part {
        Part::FileName => folders_and_name(cell).1,
        Part::Whole | Part::Address => cell,
    };
    match form {
        Form::AsIs => keys.find(cell),
        Form::Folded => keys.find_folded(cell),
        Form::Number => keys.find(&plain_number(cell)?),
    }
}

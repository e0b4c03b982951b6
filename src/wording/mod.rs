//! Numbers, lists and units as a person reads them, and signs that are not cut inside: the only place that formats.

mod number;
mod signs;
mod words;

pub use number::{
    fixed, grouped, is_plain_number, part, percent, plain, share, signed, spoken, three_digits,
};
pub use signs::{cut, cuts, spaces, trimmed_end, trimmed_start};
pub use words::{
    alternatives, axis_name, axis_title, capitalised, counted, enumerate, place, readable,
    taking_part, tracks,
};

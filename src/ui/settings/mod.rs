//! What can be chosen about the analysis.

pub(crate) mod color_choice;
mod column_choice;
pub(crate) mod layout_choice;
pub(crate) mod panel;

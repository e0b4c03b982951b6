//! What several views are made of.

pub(crate) mod cards;
pub(crate) mod column_boxes;
pub(crate) mod column_select;
pub(crate) mod controls;
pub(crate) mod figure;
pub(crate) mod fold;
pub(crate) mod ids;
pub(crate) mod keep_figure;
pub(crate) mod leave_out;
pub(crate) mod names;
pub(crate) mod picture;
pub(crate) mod same;
pub(crate) mod table;
pub(crate) mod theme;
pub(crate) mod tip;

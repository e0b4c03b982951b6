//! How a person reads of a space.

use std::borrow::Cow;

use crate::sentences::Lacking;

/// How a person reads of a space.
#[derive(Clone, Debug, PartialEq)]
pub struct SpaceWords {
    /// What is chosen: "Sound (pictures)".
    pub choice: Cow<'static, str>,
    /// What tracks are compared by, in a list of several: "sound".
    pub what: Cow<'static, str>,
    /// The end of titles: "by sound" in "Map by sound".
    pub by: Cow<'static, str>,
    /// All that k-means can read of it: "all pixels".
    pub all: Cow<'static, str>,
    /// What its numbers are given in: "in the units of the file".
    pub units: Cow<'static, str>,
    /// What tracks lack that are left out: "a picture".
    pub lack: Cow<'static, str>,
    /// Why a track is not in it.
    pub absent: Lacking,
    /// Why the collection has no such space, as the end of a sentence.
    pub none: Cow<'static, str>,
    /// What its map answers.
    pub map_question: Cow<'static, str>,
    /// What its clusters answer.
    pub clusters_question: Cow<'static, str>,
}

//! Where the id stands in a picture's file name. In: "`clip_<id>.png`". Out: a [`Pattern`] that finds ids.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::ingest::format::EXTENSIONS;

/// Stands for the id in a pattern's text.
const ID: &str = "<id>";

/// What surrounds the id in the base name of a file; written as "`clip_<id>.png`".
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Pattern {
    /// What stands before the id.
    prefix: String,
    /// What stands after it, the extension included.
    suffix: String,
}

/// A text without `<id>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("A pattern says where the id stands in the file name, as in clip_<id>.png.")]
pub struct PatternError;

impl Pattern {
    /// The pattern with these parts around the id; `prefix` must not hold "`<id>`" itself.
    pub(super) fn around(prefix: &str, suffix: &str) -> Self {
        Self {
            prefix: prefix.to_owned(),
            suffix: suffix.to_owned(),
        }
    }

    /// The pattern of the notebook, `clip_<id>.png`.
    pub(super) fn of_notebook() -> Self {
        Self::around("clip_", ".png")
    }

    /// The whole name but the extension, `<id>.png`.
    pub(super) fn whole_name() -> Self {
        Self::around("", ".png")
    }

    /// The id in the base name of the path `file`, as it stands there; `None` where the name does not fit or the id
    /// would be empty. The extension's case does not matter, everything else's does; that of one format of pictures stands
    /// for those of all.
    pub(super) fn id_of<'a>(&self, file: &'a str) -> Option<&'a str> {
        let base = base_name(file);
        let rest = base.strip_prefix(self.prefix.as_str())?;
        let id = strip_suffix(rest, &self.suffix)?;
        (!id.is_empty()).then_some(id)
    }
}

/// `text` without `suffix`, whose part from the last dot on may differ in case, or be that of another picture.
fn strip_suffix<'a>(text: &'a str, suffix: &str) -> Option<&'a str> {
    if let (Some(stem), Some(text)) = (without_format(suffix), without_format(text)) {
        return text.strip_suffix(stem);
    }
    let (id, end) = text.split_at_checked(text.len().checked_sub(suffix.len())?)?;
    let dot = suffix.rfind('.').unwrap_or(suffix.len());
    let (stem, extension) = end.split_at_checked(dot)?;
    (stem == &suffix[..dot] && extension.eq_ignore_ascii_case(&suffix[dot..])).then_some(id)
}

/// A name without the extension of a picture; `None` where it has none.
fn without_format(name: &str) -> Option<&str> {
    let (stem, extension) = name.rsplit_once('.')?;
    let is_picture = EXTENSIONS
        .iter()
        .any(|known| known.eq_ignore_ascii_case(extension));
    is_picture.then_some(stem)
}

/// The last part of a path.
pub(crate) fn base_name(file: &str) -> &str {
    file.rsplit('/').next().unwrap_or(file)
}

impl Default for Pattern {
    fn default() -> Self {
        Self::of_notebook()
    }
}

impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{ID}{}", self.prefix, self.suffix)
    }
}

impl FromStr for Pattern {
    type Err = PatternError;

    fn from_str(text: &str) -> Result<Self, PatternError> {
        let (prefix, suffix) = text.split_once(ID).ok_or(PatternError)?;
        Ok(Self::around(prefix, suffix))
    }
}

impl TryFrom<String> for Pattern {
    type Error = PatternError;

    fn try_from(text: String) -> Result<Self, PatternError> {
        text.parse()
    }
}

impl From<Pattern> for String {
    fn from(pattern: Pattern) -> Self {
        pattern.to_string()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn finds_the_id_of_a_path() {
        let pattern = Pattern::of_notebook();
        assert_eq!(pattern.id_of("a/clip_007.PNG"), Some("007"));
        assert_eq!(pattern.id_of("clip_.png"), None);
        assert_eq!(pattern.id_of("Clip_7.png"), None);
        assert_eq!(pattern.id_of("clip_7.jpg"), Some("7"));
        assert_eq!(pattern.id_of("clip_7.JPEG"), Some("7"));
        assert_eq!(pattern.id_of("clip_7.txt"), None);
        assert_eq!(pattern.id_of("clip_7"), None);
        let mel: Pattern = "<id>_mel.png".parse().unwrap();
        assert_eq!(mel.id_of("blues.00000_mel.png"), Some("blues.00000"));
        assert_eq!(mel.id_of("é_mel.png"), Some("é"));
        assert_eq!("clip.png".parse::<Pattern>(), Err(PatternError));
    }

    #[test]
    fn is_written_as_a_string() {
        let json = serde_json::to_string(&Pattern::of_notebook()).unwrap();
        assert_eq!(json, "\"clip_<id>.png\"");
        assert!(serde_json::from_str::<Pattern>("\"x.png\"").is_err());
    }

    proptest! {
        #[test]
        fn text_and_back(prefix in "[^<]{0,8}", suffix in ".{0,8}", id in "[a-z0-9]{1,9}") {
            let pattern: Pattern = format!("{prefix}<id>{suffix}").parse().unwrap();
            prop_assert_eq!(&pattern.to_string().parse::<Pattern>().unwrap(), &pattern);
            let name = format!("{prefix}{id}{suffix}");
            prop_assume!(!name.contains('/'));
            prop_assert_eq!(pattern.id_of(&name), Some(id.as_str()));
        }
    }
}

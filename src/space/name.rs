//! Which space, and one value for each space.

use std::fmt;
use std::ops::{Index, IndexMut};

use serde::{Deserialize, Serialize};

use crate::data::Catalog;
use crate::sorting::sort_by_key;

/// Which space.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub enum SpaceName {
    /// 64 x 64 luma of the pictures. Its key is "sound": documents of before there was timbre call it so.
    Pixels,
    /// What the pictures sound like.
    Timbre,
    /// Numeric columns of the table.
    Features,
    /// An embedding that the person brought: its position in [`Catalog::embeddings`].
    Own(u8),
}

impl SpaceName {
    /// All that a collection with so many embeddings can have, in the order in which they are made and shown.
    pub fn all(n_embeddings: usize) -> impl Iterator<Item = Self> + Clone + use<> {
        let own = (0..=u8::MAX).take(n_embeddings).map(Self::Own);
        [Self::Pixels, Self::Timbre, Self::Features]
            .into_iter()
            .chain(own)
    }

    /// All that `catalog` can have.
    pub fn of(catalog: &Catalog) -> impl Iterator<Item = Self> + Clone + use<> {
        Self::all(catalog.embeddings.len())
    }

    /// Is it one of those that "by sound" may mean?
    pub fn is_of_sound(self) -> bool {
        matches!(self, Self::Pixels | Self::Timbre)
    }

    /// Does it recommend where `sound` is what "by sound" means?
    pub fn recommends(self, sound: Self) -> bool {
        self == sound || !self.is_of_sound()
    }

    /// The word that stands for it in documents, messages and the page's own names.
    pub fn key(self) -> String {
        self.to_string()
    }
}

impl fmt::Display for SpaceName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Pixels => f.write_str("sound"),
            Self::Timbre => f.write_str("timbre"),
            Self::Features => f.write_str("features"),
            Self::Own(position) => write!(f, "own-{}", u16::from(*position) + 1),
        }
    }
}

impl From<SpaceName> for String {
    fn from(name: SpaceName) -> Self {
        name.key()
    }
}

impl TryFrom<String> for SpaceName {
    type Error = String;

    fn try_from(key: String) -> Result<Self, String> {
        let own = || {
            let number: u16 = key.strip_prefix("own-")?.parse().ok()?;
            Some(Self::Own(u8::try_from(number.checked_sub(1)?).ok()?))
        };
        match key.as_str() {
            "sound" => Ok(Self::Pixels),
            "timbre" => Ok(Self::Timbre),
            "features" => Ok(Self::Features),
            _ => own().ok_or_else(|| format!("there is no space “{key}”")),
        }
    }
}

/// One value for each space. Spaces that nothing was said of share one.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Spaces<T> {
    /// In order. A list, because there are few, and a map would be another program for every kind of value.
    said: Vec<(SpaceName, T)>,
    others: T,
}

impl<T> Spaces<T> {
    /// The same value for all spaces.
    pub fn all(others: T) -> Self {
        Self {
            said: Vec::new(),
            others,
        }
    }

    /// The same with another value for one space.
    #[must_use]
    pub fn with(mut self, name: SpaceName, value: T) -> Self {
        self.say(name, value);
        self
    }

    /// The spaces that something was said of, in order, and what.
    pub fn said(&self) -> impl Iterator<Item = (SpaceName, &T)> {
        self.said.iter().map(|(name, value)| (*name, value))
    }

    /// The same, to change.
    pub fn said_mut(&mut self) -> impl Iterator<Item = (SpaceName, &mut T)> {
        self.said.iter_mut().map(|(name, value)| (*name, value))
    }

    /// The spaces that something was said of here or in `other`, in order.
    pub fn names_with<U>(&self, other: &Spaces<U>) -> Vec<SpaceName> {
        let mut names: Vec<SpaceName> = self.said.iter().map(|(name, _)| *name).collect();
        let more = other.said.iter().map(|(name, _)| *name);
        names.extend(more.filter(|&name| self.place(name).is_err()));
        sort_by_key(&mut names, |name| *name);
        names
    }

    /// Where something is said of a space, or where it would be.
    fn place(&self, name: SpaceName) -> Result<usize, usize> {
        self.said.binary_search_by_key(&name, |(name, _)| *name)
    }

    fn say(&mut self, name: SpaceName, value: T) {
        match self.place(name) {
            Ok(at) => self.said[at].1 = value,
            Err(at) => self.said.insert(at, (name, value)),
        }
    }
}

impl<T> Index<SpaceName> for Spaces<T> {
    type Output = T;

    fn index(&self, name: SpaceName) -> &T {
        self.place(name).map_or(&self.others, |at| &self.said[at].1)
    }
}

impl<T: Clone> IndexMut<SpaceName> for Spaces<T> {
    fn index_mut(&mut self, name: SpaceName) -> &mut T {
        let at = self.place(name).unwrap_or_else(|at| {
            self.said.insert(at, (name, self.others.clone()));
            at
        });
        &mut self.said[at].1
    }
}

/// Equal where every space has an equal value, whether or not it was said.
impl<T: PartialEq> PartialEq for Spaces<T> {
    fn eq(&self, other: &Self) -> bool {
        let is_same = |name| self[name] == other[name];
        self.others == other.others && self.names_with(other).into_iter().all(is_same)
    }
}

impl<T: Eq> Eq for Spaces<T> {}

impl<T> FromIterator<(SpaceName, Option<T>)> for Spaces<Option<T>> {
    fn from_iter<I: IntoIterator<Item = (SpaceName, Option<T>)>>(said: I) -> Self {
        let mut all = Self::all(None);
        for (name, value) in said {
            all.say(name, value);
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_returns_from_its_key() {
        for name in SpaceName::all(300) {
            assert_eq!(SpaceName::try_from(name.key()), Ok(name));
        }
        assert_eq!(SpaceName::all(300).count(), 3 + 256);
        assert_eq!(SpaceName::Own(1).key(), "own-2");
        for strange in ["", "own-", "own-0", "own-257", "Sound"] {
            assert!(SpaceName::try_from(strange.to_owned()).is_err());
        }
    }

    #[test]
    fn what_was_not_said_is_the_same_for_all() {
        let mut spaces = Spaces::all(3);
        assert_eq!(spaces[SpaceName::Own(7)], 3);
        spaces[SpaceName::Pixels] = 4;
        assert_eq!(spaces, Spaces::all(3).with(SpaceName::Pixels, 4));
        spaces[SpaceName::Pixels] = 3;
        assert_eq!(spaces, Spaces::all(3));
        assert_ne!(spaces, Spaces::all(4));
    }
}

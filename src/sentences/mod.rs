//! Everything that is said about the data: one variant for each statement, which holds the facts that it states and can
//! be true or false.
//!
//! In: facts, from those who found them. Out: words. Nobody else ends a sentence of words about the data with a full stop
//! (`tests/sentences` looks), so that this is the whole list; and a `match` without a wildcard there demands for each of
//! them one case in which it is said, and one in which it would be false and is not.
//!
//! To say something new: add a variant where its neighbours are, give it words in `Display`, say it where it is found out,
//! and let the compiler lead you to the two cases.
//!
//! The one enum is made of several, because page and worker each say only some of it, and should weigh no more.

use std::fmt;

/// Declares one enum of sentences and, beside it, that of its kinds: the same without the facts.
macro_rules! sentences {
    (
        $(#[$about:meta])*
        $group:ident of $kind:ident {
            $( $(#[$said:meta])* $name:ident $({ $($facts:tt)* })?, )*
        }
    ) => {
        $(#[$about])*
        #[derive(Clone, Debug, PartialEq)]
        pub enum $group {
            $( $(#[$said])* $name $({ $($facts)* })?, )*
        }

        #[doc = concat!("The kinds of [`", stringify!($group), "`]: which sentence it is, whatever its facts.")]
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $kind {
            $( $(#[$said])* $name, )*
        }

        impl $kind {
            /// All of them.
            pub const ALL: &[Self] = &[$( Self::$name, )*];
        }

        impl $group {
            /// Which sentence it is.
            pub fn kind(&self) -> $kind {
                match self {
                    $( Self::$name { .. } => $kind::$name, )*
                }
            }
        }
    };
}

mod alike;
mod colored;
mod drawn;
mod ended;
mod filed;
mod grouped;
mod lacking;
mod mapped;
mod ranked;
mod recommended;
mod reported;
mod scored;
mod searched;
mod shown;
mod verdicts;

pub use alike::{Alike, AlikeKind, MadeOf, MadeOfKind, Shared};
pub use colored::{Colored, ColoredKind};
pub use drawn::{Drawn, DrawnKind};
pub use ended::{Ended, EndedKind};
pub use filed::{Filed, FiledKind};
pub use grouped::{Grouped, GroupedKind, MeasuredOn, OfOneSize, Suggested, SuggestedKind};
pub use lacking::{Lacking, LackingKind, Purpose};
pub use mapped::{Mapped, MappedKind};
pub use ranked::{Ranked, RankedKind};
pub use recommended::{Recommended, RecommendedKind};
pub use reported::{Reported, ReportedKind};
pub use scored::{Counted, CountedKind, Lists, Scored, ScoredKind};
pub use searched::{Searched, SearchedKind};
pub use shown::{Pictured, PicturedKind, Shown, ShownKind};
pub use verdicts::{Claimed, ClaimedKind, Exposed, ExposedKind, Failed};

/// Makes one enum of several.
macro_rules! one_of {
    ($( $(#[$about:meta])* $group:ident of $kind:ident, )*) => {
        /// Whatever is said about the data.
        #[derive(Clone, Debug, PartialEq)]
        pub enum Sentence {
            $( $(#[$about])* $group($group), )*
        }

        /// Which sentence it is, whatever its facts.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum SentenceKind {
            $( $(#[$about])* $group($kind), )*
        }

        impl Sentence {
            /// Which sentence it is.
            pub fn kind(&self) -> SentenceKind {
                match self {
                    $( Self::$group(said) => SentenceKind::$group(said.kind()), )*
                }
            }
        }

        impl SentenceKind {
            /// All of them.
            pub fn all() -> impl Iterator<Item = Self> {
                std::iter::empty()$( .chain($kind::ALL.iter().copied().map(Self::$group)) )*
            }
        }

        impl fmt::Display for Sentence {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                match self {
                    $( Self::$group(said) => said.fmt(f), )*
                }
            }
        }

        $(
            impl From<$group> for Sentence {
                fn from(said: $group) -> Self {
                    Self::$group(said)
                }
            }
        )*
    };
}

one_of! {
    /// Why two tracks are alike.
    Alike of AlikeKind,
    /// What their score is made of.
    MadeOf of MadeOfKind,
    /// How recommending works.
    Recommended of RecommendedKind,
    /// What clusters are worth.
    Grouped of GroupedKind,
    /// How many clusters there should be, and which of them nothing separates.
    Suggested of SuggestedKind,
    /// What is commonly said of spectrograms.
    Claimed of ClaimedKind,
    /// What is commonly said of recommendations.
    Exposed of ExposedKind,
    /// How often each track is recommended.
    Counted of CountedKind,
    /// How far lists agree with labels.
    Scored of ScoredKind,
    /// What a ranking holds, and what the two sides of a column are.
    Ranked of RankedKind,
    /// How pictures are drawn.
    Pictured of PicturedKind,
    /// Which tracks and columns are shown.
    Shown of ShownKind,
    /// What colours do not show.
    Colored of ColoredKind,
    /// What maps show, and how far they can be trusted.
    Mapped of MappedKind,
    /// What figures hold.
    Drawn of DrawnKind,
    /// Why there is no answer.
    Lacking of LackingKind,
    /// What was just done.
    Ended of EndedKind,
    /// What the report says of files.
    Filed of FiledKind,
    /// What the report says of its parts.
    Reported of ReportedKind,
    /// What a search among the tracks has found.
    Searched of SearchedKind,
}

/// Sentences one after the other; nothing for none.
pub fn text<T: fmt::Display>(sentences: impl IntoIterator<Item = T>) -> String {
    let sentences = sentences.into_iter();
    let sentences: Vec<String> = sentences.map(|said| said.to_string()).collect();
    sentences.join(" ")
}

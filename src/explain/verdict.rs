//! What was found about a statement. In: verdicts on its parts. Out: one on the whole.

use serde::{Deserialize, Serialize};

/// Fewer tracks on either side prove nothing.
pub(super) const LEAST_TRACKS: usize = 8;

/// Does the collection bear a statement out?
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Everything it says was measured.
    Supported,
    /// Something it says was not.
    NotSupported,
    /// There are too few tracks to tell.
    TooFewTracks,
    /// The table has not the columns that it is about.
    NotMeasured,
}

impl Verdict {
    /// "supported", "not supported", "too few tracks", "not measured".
    pub fn words(self) -> &'static str {
        match self {
            Self::Supported => "supported",
            Self::NotSupported => "not supported",
            Self::TooFewTracks => "too few tracks",
            Self::NotMeasured => "not measured",
        }
    }

    /// The verdict on a statement of several parts: too few tracks for one are too few for all.
    pub(super) fn of_all(parts: &[Self]) -> Self {
        if parts.is_empty() || parts.contains(&Self::TooFewTracks) {
            Self::TooFewTracks
        } else if parts.contains(&Self::NotSupported) {
            Self::NotSupported
        } else {
            Self::Supported
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_statement_is_as_good_as_its_weakest_part() {
        use Verdict::{NotSupported, Supported, TooFewTracks};
        assert_eq!(Verdict::of_all(&[Supported, Supported]), Supported);
        assert_eq!(Verdict::of_all(&[Supported, NotSupported]), NotSupported);
        assert_eq!(Verdict::of_all(&[NotSupported, TooFewTracks]), TooFewTracks);
        assert_eq!(Verdict::of_all(&[]), TooFewTracks);
    }
}

//! Finding words in cells, whatever their case. In: what the person typed. Out: does a cell hold it?

/// What is looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Needle {
    /// In small letters, without blanks around it.
    lower: String,
}

impl Needle {
    /// Blanks around the words do not count; without words everything is found.
    pub(super) fn new(words: &str) -> Self {
        Self {
            lower: words.trim().to_lowercase(),
        }
    }

    /// Does every cell hold it?
    pub(super) fn is_empty(&self) -> bool {
        self.lower.is_empty()
    }

    /// Does `cell` hold it? Letters beyond ASCII are compared as Unicode has them in small.
    pub(super) fn is_in(&self, cell: &str) -> bool {
        if self.lower.is_ascii() {
            self.is_in_bytes(cell.as_bytes())
        } else {
            // Small letters of ASCII text are ASCII text.
            !cell.is_ascii() && cell.to_lowercase().contains(&self.lower)
        }
    }

    /// Is found only where `other` is found as well?
    pub(super) fn narrows(&self, other: &Self) -> bool {
        self.lower.contains(&other.lower)
    }

    fn is_in_bytes(&self, cell: &[u8]) -> bool {
        let Some((first, rest)) = self.lower.as_bytes().split_first() else {
            return true;
        };
        // Where there is not enough room behind it, the first letter is of no use.
        let places = cell.len().saturating_sub(rest.len());
        cell[..places].iter().enumerate().any(|(i, byte)| {
            byte.to_ascii_lowercase() == *first
                && cell[i + 1..=i + rest.len()].eq_ignore_ascii_case(rest)
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn case_does_not_count_in_any_script() {
        let found = |words: &str, cell: &str| Needle::new(words).is_in(cell);
        assert!(found("LOVE", "All You Need Is Love"));
        assert!(found(" love ", "glove"));
        assert!(found("ÉTÉ", "L'été indien"));
        assert!(found("привет", "ПРИВЕТ"));
        assert!(found("夜に", "Zażółć 夜に駆ける"));
        assert!(found("", "") && found("  ", "x"));
        assert!(!found("été", "ete") && !found("love", "lov") && !found("x", ""));
    }

    #[test]
    fn longer_words_narrow() {
        assert!(Needle::new("love s").narrows(&Needle::new("LOVE")));
        assert!(Needle::new("x").narrows(&Needle::new("")));
        assert!(!Needle::new("lo").narrows(&Needle::new("love")));
    }

    proptest! {
        #[test]
        fn every_piece_of_a_cell_is_found(cell in "[ -~éÉßж夜]{0,20}", from in 0_usize..20, to in 0_usize..20) {
            let letters: Vec<char> = cell.chars().collect();
            let (from, to) = (from.min(to).min(letters.len()), from.max(to).min(letters.len()));
            let piece: String = letters[from..to].iter().collect();
            prop_assert!(Needle::new(&piece).is_in(&cell));
            prop_assert!(Needle::new(&piece.to_lowercase()).is_in(&cell));
        }
    }
}

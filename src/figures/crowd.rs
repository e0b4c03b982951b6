//! A map of very many tracks as a figure: a part of them, sampled at random, shows the same and can still be written down.

use crate::rng::Mt19937;
use crate::sentences::Shown;
use crate::sorting::sort_by_key;

/// Tracks on the figure of a map, at most.
const MOST: usize = 3_000;
const SEED: u32 = 0;

/// Which of `n` samples are shown, in order: all, or a seeded part.
pub fn sampled(n: usize) -> Vec<usize> {
    let mut sampled = if n > MOST {
        Mt19937::new(SEED).sample(n, MOST)
    } else {
        (0..n).collect()
    };
    sort_by_key(&mut sampled, |at| *at);
    sampled
}

/// Which of `n` tracks a figure shows, to begin its caption.
pub fn how_many_shown(n: usize) -> Shown {
    if n > MOST {
        Shown::TracksAtRandom { n, n_shown: MOST }
    } else {
        Shown::AllTracks { n }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_small_map_is_drawn_whole_and_a_large_one_in_part() {
        assert_eq!(sampled(3), [0, 1, 2]);
        assert_eq!(how_many_shown(3000).to_string(), "3,000 tracks.");
        let part = sampled(114_000);
        assert_eq!(part.len(), MOST);
        assert!(part.is_sorted() && part[MOST - 1] < 114_000);
        assert_eq!(part, sampled(114_000));
        assert!(how_many_shown(114_000).to_string().contains("which 3,000"));
    }
}

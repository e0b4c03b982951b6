//! A map of very many tracks as a figure: a part of them, sampled at random, shows the same and can still be written down.

use crate::rng::Mt19937;
use crate::sorting::sort_by_key;
use crate::wording::grouped;

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

/// What a caption adds about that, after the number of tracks.
pub fn sampled_words(n: usize) -> String {
    if n > MOST {
        format!(", of which {} sampled at random are shown.", grouped(MOST))
    } else {
        ".".into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_small_map_is_drawn_whole_and_a_large_one_in_part() {
        assert_eq!(sampled(3), [0, 1, 2]);
        assert_eq!(sampled_words(3000), ".");
        let part = sampled(114_000);
        assert_eq!(part.len(), MOST);
        assert!(part.is_sorted() && part[MOST - 1] < 114_000);
        assert_eq!(part, sampled(114_000));
        assert!(sampled_words(114_000).contains("3,000"));
    }
}

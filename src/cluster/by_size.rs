//! Clusters numbered by size, so that colours stay with what they mean. In: sizes by label. Out: the number of each label.

use crate::sorting::order;

/// The number of each label: 0 for the largest cluster, ties by the old number. `sizes` are the members by label.
pub fn numbers_by_size(sizes: &[usize]) -> Vec<usize> {
    // Stable: of equal ones the first label stays in front.
    let order = order(sizes.len(), &|a, b| sizes[b].cmp(&sizes[a]));
    let mut numbers = vec![0; sizes.len()];
    for (number, label) in order.into_iter().enumerate() {
        numbers[label] = number;
    }
    numbers
}

/// The same groups, the largest numbered 0; labels are below `k`.
pub fn number_by_size(labels: &[usize], k: usize) -> Vec<usize> {
    let mut sizes = vec![0; k.max(labels.iter().max().map_or(0, |most| most + 1))];
    for &label in labels {
        sizes[label] += 1;
    }
    let numbers = numbers_by_size(&sizes);
    labels.iter().map(|&label| numbers[label]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_largest_is_first_and_equals_keep_their_order() {
        assert_eq!(numbers_by_size(&[2, 5, 0, 2, 9]), [2, 1, 4, 3, 0]);
        assert_eq!(number_by_size(&[0, 1, 1, 2, 2, 2], 4), [2, 1, 1, 0, 0, 0]);
        assert!(number_by_size(&[], 3).is_empty());
    }
}

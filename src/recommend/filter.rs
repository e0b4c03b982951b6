//! Which tracks may be recommended at all: closures for [`similar_tracks`](super::similar_tracks), and what is taken of its
//! list.

/// Lets in the tracks of the cluster that `query` is in: the notebook's "suggested based on cluster membership". Sample `i`
/// is track `samples[i]` in cluster `labels[i]`; the clusters may be those of another space than the one that is searched.
/// A query that is in no cluster has no company: nothing is let in.
pub fn within_cluster(samples: &[usize], labels: &[usize], query: usize) -> impl Fn(usize) -> bool {
    let n_tracks = samples.iter().max().map_or(0, |most| most + 1);
    let mut cluster_of: Vec<Option<usize>> = vec![None; n_tracks];
    for (&track, &label) in samples.iter().zip(labels) {
        cluster_of[track] = Some(label);
    }
    let cluster = move |track: usize| cluster_of.get(track).copied().flatten();
    move |track| cluster(query).is_some() && cluster(track) == cluster(query)
}

/// The first `top_n` of what `find` gives, the nearest first, that are admitted. `find` gives as many as it is asked for, if
/// there are so many; `None` where there is no list. `begin` begins a list: what it returns is asked of one after the other.
pub fn shortlist<T, A: FnMut(&T) -> bool>(
    top_n: usize,
    find: impl Fn(usize) -> Option<Vec<T>>,
    begin: impl Fn() -> A,
) -> Option<Vec<T>> {
    let mut wanted = top_n;
    loop {
        let found = find(wanted)?;
        let is_all = found.len() < wanted;
        let admitted: Vec<T> = found.into_iter().filter(begin()).take(top_n).collect();
        if is_all || admitted.len() == top_n {
            return Some(admitted);
        }
        wanted *= 2;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::Matrix;
    use crate::neighbors::Metric;
    use crate::recommend::similar_tracks;

    #[test]
    fn only_the_querys_cluster_is_searched() {
        let data = Matrix::from_fn(5, 1, |i, _| i as f64);
        let samples = [9, 2, 5, 4, 7];
        let labels = [0, 1, 0, 1, 0];
        let found = |query: usize| -> Vec<usize> {
            let inside = within_cluster(&samples, &labels, query);
            let found = similar_tracks(&data, &samples, query, Metric::Euclidean, 9, inside);
            found.unwrap().iter().map(|similar| similar.track).collect()
        };
        assert_eq!(found(9), [5, 7]);
        assert_eq!(found(4), [2]);
        let nowhere = within_cluster(&samples[..2], &labels[..2], 5);
        assert!(!nowhere(5) && !nowhere(9) && !nowhere(100));
        assert!(!within_cluster(&[], &[], 0)(0));
    }
}

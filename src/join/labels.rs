//! What files are called. In: their paths. Out: names short enough to read.

/// As much of the end of each path as tells it from the others.
pub fn labels(paths: &[&str]) -> Vec<String> {
    let end = |path: &str, n_parts: usize| {
        let mut parts: Vec<&str> = path.rsplit('/').take(n_parts).collect();
        parts.reverse();
        parts.join("/")
    };
    let label = |path: &&str| {
        let depth = path.split('/').count();
        let is_alone = |n: &usize| {
            let mine = end(path, *n);
            paths.iter().filter(|other| end(other, *n) == mine).count() == 1
        };
        let n = (1..depth).find(is_alone).unwrap_or(depth);
        end(path, n)
    };
    paths.iter().map(label).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_tell_files_apart() {
        let found = labels(&["x/a/t.csv", "x/b/t.csv", "x/b/u.csv"]);
        assert_eq!(found, ["a/t.csv", "b/t.csv", "u.csv"]);
        assert_eq!(labels(&["t.csv", "a/t.csv"]), ["t.csv", "a/t.csv"]);
    }
}

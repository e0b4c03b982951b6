//! Counts and lists as people write them.

use crate::progress::grouped;

/// "a", "a and b", "a, b and c"; `None` for nothing.
pub fn enumerate<T: AsRef<str>>(items: &[T]) -> Option<String> {
    let (last, rest) = items.split_last()?;
    let rest: Vec<&str> = rest.iter().map(AsRef::as_ref).collect();
    let last = last.as_ref();
    Some(if rest.is_empty() {
        last.to_string()
    } else {
        format!("{} and {last}", rest.join(", "))
    })
}

/// "1 track", "2,000 tracks".
pub fn tracks(n: usize) -> String {
    format!("{} {}", grouped(n), if n == 1 { "track" } else { "tracks" })
}

/// The name of a column as a word in a sentence: `duration_ms` is "duration ms".
pub fn readable(column: &str) -> String {
    column.replace('_', " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_and_counts_read_well() {
        assert_eq!(enumerate(&["a"]).as_deref(), Some("a"));
        assert_eq!(enumerate(&["a", "b", "c"]).as_deref(), Some("a, b and c"));
        assert_eq!(enumerate::<&str>(&[]), None);
        assert_eq!([tracks(1), tracks(2000)], ["1 track", "2,000 tracks"]);
    }
}

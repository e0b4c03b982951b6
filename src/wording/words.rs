//! Counts and lists as people write them.

use super::number::{grouped, plain};

/// "a", "a and b", "a, b and c"; `None` for nothing.
pub fn enumerate<T: AsRef<str>>(items: &[T]) -> Option<String> {
    joined(items, "and")
}

/// "a", "a or b", "a, b or c"; `None` for nothing.
pub fn alternatives<T: AsRef<str>>(items: &[T]) -> Option<String> {
    joined(items, "or")
}

fn joined<T: AsRef<str>>(items: &[T], word: &str) -> Option<String> {
    let (last, rest) = items.split_last()?;
    let rest: Vec<&str> = rest.iter().map(AsRef::as_ref).collect();
    let last = last.as_ref();
    Some(if rest.is_empty() {
        last.to_string()
    } else {
        format!("{} {word} {last}", rest.join(", "))
    })
}

/// "1 picture", "2,000 pictures".
pub fn counted(n: usize, one: &str, many: &str) -> String {
    format!("{} {}", grouped(n), if n == 1 { one } else { many })
}

/// "1 track", "2,000 tracks".
pub fn tracks(n: usize) -> String {
    counted(n, "track", "tracks")
}

/// "120 tracks"; "119 of 120 tracks, 1 left out" where `left_out` of them are.
pub fn taking_part(n_tracks: usize, left_out: usize) -> String {
    if left_out == 0 {
        return tracks(n_tracks);
    }
    format!(
        "{} of {}, {} left out",
        grouped(n_tracks.saturating_sub(left_out)),
        tracks(n_tracks),
        grouped(left_out)
    )
}

/// The title of a map's axis, counted from 0: "PC1 (22.3 % of the variance)", where `ratios` are the shares of the
/// principal components, 0 to 1; "t-SNE 1" where there are none.
pub fn axis_title(axis: usize, ratios: Option<&[f64]>) -> String {
    let name = axis_name(axis, ratios.is_none());
    let Some(ratios) = ratios else {
        return name;
    };
    let share = ratios.get(axis).copied().unwrap_or(0.0);
    format!("{name} ({} % of the variance)", plain(share * 100.0, 1))
}

/// The name of an axis of a map, 0 or 1: "PC1", or "t-SNE 1".
pub fn axis_name(axis: usize, is_tsne: bool) -> String {
    let map = if is_tsne { "t-SNE " } else { "PC" };
    format!("{map}{}", axis + 1)
}

/// "top 8 %", "lowest 3 %" or "in the middle", of the share of a collection that lies below, 0 to 1.
pub fn place(rank: f64) -> String {
    let percent = |share: f64| (share * 100.0).ceil().max(1.0);
    if rank <= 0.25 {
        format!("lowest {} %", percent(rank))
    } else if rank < 0.75 {
        "in the middle".into()
    } else {
        format!("top {} %", percent(1.0 - rank))
    }
}

/// The name of a column as a word in a sentence: `duration_ms` is "duration ms".
pub fn readable(column: &str) -> String {
    column.replace('_', " ")
}

/// The same with a capital letter.
pub fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(letters).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_and_counts_read_well() {
        assert_eq!(enumerate(&["a"]).as_deref(), Some("a"));
        assert_eq!(enumerate(&["a", "b", "c"]).as_deref(), Some("a, b and c"));
        assert_eq!(enumerate::<&str>(&[]), None);
        assert_eq!(alternatives(&["a", "b", "c"]).as_deref(), Some("a, b or c"));
        assert_eq!([tracks(1), tracks(2000)], ["1 track", "2,000 tracks"]);
        let places = [0.0, 0.021, 0.5, 0.75, 0.996].map(place);
        assert_eq!(
            places,
            [
                "lowest 1 %",
                "lowest 3 %",
                "in the middle",
                "top 25 %",
                "top 1 %"
            ]
        );
    }
}

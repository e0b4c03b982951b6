//! Rows at the end of a table that are no tracks: totals, means, a word. In: the typed columns. Out: notes about them.

use super::describe::shortened;
use super::notes::Notes;
use crate::data::Column;

/// Fewest rows whose sum says something.
const N_SUMMED: usize = 3;
/// Rows at the end that may sum up the others.
const MOST_TOTALS: usize = 3;

/// Notes the last rows that, unlike tracks, sum up the others: they have gaps, and each of their numbers is the sum or the
/// mean of those above; and a last row that is nothing but a word.
pub(super) fn note(columns: &[Column], lines: &[u64], notes: &mut Notes) {
    let n_rows = lines.len();
    let first = n_rows.saturating_sub(MOST_TOTALS).max(N_SUMMED);
    let has_gap = |row: usize| columns.iter().any(|column| column.text.get(row).is_empty());
    for row in (first..n_rows).filter(|&row| has_gap(row)) {
        let what = (first.max(N_SUMMED)..=row)
            .rev()
            .find_map(|end| summed_up(columns, row, end));
        if let Some((what, &line)) = what.zip(lines.get(row)) {
            let place = if row + 1 == n_rows {
                "The last row"
            } else {
                "This row"
            };
            let reason = format!(
                "{place} holds the {what} of the rows above it; it counts as a track like them."
            );
            notes.of_column(line, reason);
        }
    }
    let Some((&line, above)) = lines
        .split_last()
        .filter(|(_, above)| above.len() >= N_SUMMED)
    else {
        return;
    };
    let last = above.len();
    let n_present = |row: usize| {
        columns
            .iter()
            .filter(|column| !column.text.get(row).is_empty())
            .count()
    };
    if columns.len() > 2 && n_present(last) == 1 && (0..last).all(|row| n_present(row) > 1) {
        let mut cells = columns.iter().map(|column| column.text.get(last));
        let word = shortened(cells.find(|cell| !cell.is_empty()).unwrap_or_default());
        notes.of_column(
            line,
            format!(
                "The last row holds nothing but \"{word}\"; it counts as a track like the others."
            ),
        );
    }
}

/// What the numbers of `row` are of all those above `end`: sums or means; `None` where one is neither, or there is none.
fn summed_up(columns: &[Column], row: usize, end: usize) -> Option<&'static str> {
    const TOLERANCE: f64 = 1e-9;
    let (mut is_sum, mut is_mean, mut n_columns, mut n_varied) = (true, true, 0, 0);
    for column in columns {
        let Some(&total) = column.numbers.get(row).filter(|total| total.is_finite()) else {
            continue;
        };
        let above = column.numbers.iter().take(end).filter(|x| x.is_finite());
        let (sum, size, n) = above.fold((0.0, 0.0, 0.0), |(sum, size, n), x| {
            (sum + x, size + x.abs(), n + 1.0)
        });
        let is_near = |wanted: f64, size: f64| f64::abs(wanted - total) <= TOLERANCE * size;
        n_columns += 1;
        n_varied += usize::from(
            column
                .numbers
                .iter()
                .take(end)
                .any(|x| (x - total).abs() > 0.0),
        );
        is_sum &= total != 0.0 && is_near(sum, size);
        is_mean &= n > 0.0 && size > 0.0 && is_near(sum / n, size / n);
        if !is_sum && !is_mean {
            return None;
        }
    }
    // One number alone may be the mean by chance, and in a column of equal numbers each is.
    match (n_columns, is_sum) {
        (0, _) => None,
        (_, true) => Some("sums"),
        _ => (n_varied > 1).then_some("means"),
    }
}

#[cfg(test)]
mod tests {
    use crate::ingest::csv;

    fn reasons(last: &str) -> Vec<String> {
        let text = format!("id,title,bpm,plays\na,x,80,1\nb,y,90,3\nc,z,100,8\n{last}");
        let (table, warnings) = csv::read("t.csv", text.as_bytes()).unwrap();
        assert!(table.n_rows > 3);
        warnings.into_iter().map(|warning| warning.reason).collect()
    }

    #[test]
    fn totals_and_means_are_named() {
        assert!(reasons(",,270,12\n")[0].contains("the sums of"));
        assert!(reasons("Mean,,90,4\n")[0].contains("the means of"));
        let both = reasons(",,270,12\nMean,,90,4\n");
        assert!(
            both.len() == 2 && both[0].starts_with("This row holds the sums"),
            "{both:?}"
        );
        assert!(reasons("Total,,,\n")[0].contains("nothing but \"Total\""));
        for track in ["d,,90,5\n", "d,v,,\n", "d,,80,3\n"] {
            assert!(reasons(track).is_empty(), "{track}");
        }
    }
}

//! A CSV file's bytes to a typed table. In: the whole file. Out: a [`Table`] and what was doubtful, or a plain reason.
//!
//! Reads what people have: any usual encoding and separator, decimal commas, titles above the header, headers of several
//! lines, ragged rows, rows wholly in quotes. Names of columns and missing words are those of pandas' `read_csv`.
//! Whatever is guessed stands in the table's reading, and a person may choose otherwise.

use csv::StringRecord;

use super::body::Body;
use super::dialect::{Dialect, sample};
use super::header::{Header, drop_titles, header, may_have_row_names, unique};
use super::letters::{Letters, Tables};
use super::line::named_separator;
use super::notes::Notes;
use super::rows::{Rows, with_ascii_separator};
use super::{encoding, gzip, single_quotes};
use crate::data::{ReadingChoices, Table, TableReading, separator_in_words};
use crate::error::{CsvError, Warning};

/// Most cells, those that short rows lack among them: a wide header above millions of them would fill the memory.
/// A cell takes 12 bytes besides its text, and a number 8 more in each matrix: together about 600 MB.
const MAX_CELLS: usize = if cfg!(test) { 1_000_000 } else { 20_000_000 };
/// Most bytes of a table's file.
pub const MAX_BYTES: usize = encoding::MAX_BYTES;
/// Rows looked at before the header is settled.
const N_HEAD: usize = 24;

/// What is said of a file with more than [`MAX_BYTES`].
pub fn too_large() -> CsvError {
    encoding::TOO_LARGE
}

/// Reads a table; `file` is the name it is known by.
pub fn read(file: &str, bytes: &[u8]) -> Result<(Table, Vec<Warning>), CsvError> {
    read_as(file, bytes, &ReadingChoices::default()).map_err(|(error, _)| error)
}

/// Reads a table as a person wants it; what they left open is guessed. Where it cannot be read, what was found of it comes
/// with the error.
#[allow(clippy::result_large_err)] // Once a table.
pub fn read_as(
    file: &str,
    bytes: &[u8],
    choices: &ReadingChoices,
) -> Result<(Table, Vec<Warning>), (CsvError, TableReading)> {
    read_with(file, bytes, choices, &Tables)
}

/// The same where the letters of older encodings may be elsewhere.
#[allow(clippy::result_large_err)] // Once a table.
pub fn read_with(
    file: &str,
    bytes: &[u8],
    choices: &ReadingChoices,
    letters: &dyn Letters,
) -> Result<(Table, Vec<Warning>), (CsvError, TableReading)> {
    let mut reading = TableReading {
        file: file.to_owned(),
        path: file.to_owned(),
        choices: choices.clone(),
        ..TableReading::default()
    };
    read_into(file, bytes, &mut reading, letters).map_err(|error| {
        reading.error = Some(error.to_string());
        (error, reading)
    })
}

fn read_into(
    file: &str,
    bytes: &[u8],
    reading: &mut TableReading,
    letters: &dyn Letters,
) -> Result<(Table, Vec<Warning>), CsvError> {
    let choices = reading.choices.clone();
    let bytes = gzip::unpacked(bytes)?;
    let decoded = encoding::decode(&bytes, choices.encoding.as_deref(), letters)?;
    decoded.encoding.clone_into(&mut reading.encoding);
    reading.encodings = encoding::samples(&bytes, decoded.encoding, letters);
    reading.guesses.extend(decoded.doubt.clone());
    let doubt = decoded.doubt.map(|reason| Warning::of_file(file, reason));
    let mut notes = Notes::new(file, doubt);

    // Lines that end as on the old Macintosh are counted as well.
    let text = if decoded.text.contains('\n') {
        decoded.text
    } else {
        decoded.text.replace('\r', "\n").into()
    };
    let text = match single_quotes::doubled(&text) {
        Some(doubled) => {
            let guess = "Cells stand in single quotes, which were taken off.";
            reading.guesses.push(guess.to_owned());
            doubled.into()
        }
        None => text,
    };
    let (text, named) = named_separator(&text);
    if let (Some(separator), None) = (named, choices.separator) {
        reading.guesses.push(format!(
            "The first line names the separator: {}.",
            separator_in_words(separator)
        ));
    }
    let (text, separator) = with_ascii_separator(text, choices.separator.or(named));
    let dialect = match separator.ascii {
        Some(separator) => Dialect::with(separator, &text),
        None => Dialect::sniff(&text).ok_or_else(|| no_columns(reading, &text))?,
    };
    reading.separator = Some(separator.shown.unwrap_or(char::from(dialect.separator)));
    let mended = dialect.mend(&text, choices.open_quote);
    notes.open_quotes(&mended.open_quotes, &mended.long_cells);
    if !mended.open_quotes.is_empty() {
        let n = mended.open_quotes.len();
        let lines = if n == 1 {
            "1 line has".into()
        } else {
            format!("{n} lines have")
        };
        reading.guesses.push(format!(
            "{lines} an opening quote that is not closed: it was read as text."
        ));
    }

    let mut rows = Rows::new(&mended.text, dialect, separator.shown);
    let mut head = rows.head(N_HEAD);
    drop_titles(&mut head, choices.header_lines == Some(0), &mut notes);
    let header = header(&mut head, choices.header_lines, &mut notes);
    let Header {
        mut names,
        n_lines,
        guess,
    } = header.map_err(|error| match error {
        CsvError::NoColumns => no_columns(reading, &text),
        error => error,
    })?;
    reading.header_lines = n_lines;
    reading.guesses.extend(guess);
    let header_line = (n_lines == 1).then(|| StringRecord::from(names.clone()));
    if n_lines == 1
        && may_have_row_names(&names, &head)
        && rows.all_have(names.len() + 1, head.front().map_or(0, |(line, _)| *line))
    {
        names.insert(0, String::new());
        reading.guesses.push(
            "The header has a name fewer than each row has cells: the first column has none."
                .to_owned(),
        );
    }
    let names = unique(names);
    let mut body = Body::new(names.len(), header_line, &head, text.len());
    for (line, record) in head {
        body.push(line, &record, &mut notes);
    }
    let mut record = StringRecord::new();
    while let Some(line) = rows.next(&mut record) {
        body.push(line, &record, &mut notes);
        if body.n_rows() * names.len() > MAX_CELLS {
            let limit = "20 million cells";
            return Err(CsvError::TooLarge { limit });
        }
    }
    if body.n_rows() == 0 {
        return Err(CsvError::NoRows);
    }
    notes.count(rows.n_unwrapped, "stood in quotes as a whole; unwrapped");
    Ok((body.into_table(names, reading, &mut notes), notes.finish()))
}

/// Nothing separates cells: a person sees the lines as they are and can say what does.
fn no_columns(reading: &mut TableReading, text: &str) -> CsvError {
    const N_LINES: usize = 10;
    reading.preview = sample(text)
        .lines()
        .take(N_LINES)
        .map(|line| vec![line.to_owned()])
        .collect();
    CsvError::NoColumns
}

#[cfg(test)]
#[path = "csv_tests.rs"]
mod tests;

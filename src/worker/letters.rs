//! The letters of older encodings in a part of their own: their tables weigh more than all that computes.

use std::cell::OnceCell;

use encoding_rs::Encoding;
use serde::{Deserialize, Serialize};

use crate::browser::part::{self, Part};
use crate::error::NoLetters;
use crate::ingest::{Letters, ReadText, Tables};

/// What the part is asked.
#[derive(Serialize, Deserialize)]
enum Question {
    /// Which encoding do these bytes seem to have?
    Detect(Vec<u8>),
    /// How do these texts read in the encoding of this name?
    Read(Vec<Vec<u8>>, String),
}

/// What it answers; a name that nobody knows has no texts.
#[derive(Serialize, Deserialize)]
enum Answer {
    /// The name of the encoding.
    Detected(String),
    /// The texts, in their order.
    Read(Vec<ReadText>),
}

/// From within the part: answers.
pub fn serve() {
    part::offer(|question| -> Result<Answer, NoLetters> {
        Ok(match question {
            Question::Detect(bytes) => Answer::Detected(Tables.detect(&bytes)?.name().to_owned()),
            Question::Read(texts, encoding) => {
                let texts: Vec<&[u8]> = texts.iter().map(Vec::as_slice).collect();
                Answer::Read(Tables.read(&texts, known(&encoding)?)?)
            }
        })
    });
}

fn known(name: &str) -> Result<&'static Encoding, NoLetters> {
    Encoding::for_label(name.as_bytes()).ok_or_else(|| NoLetters(format!("{name} is unknown")))
}

/// The letters as the session worker has them.
pub(super) struct LettersPart {
    part: Part,
    /// Why they cannot be had; then nobody tries again.
    missing: OnceCell<NoLetters>,
}

impl LettersPart {
    pub(super) const fn new() -> Self {
        Self {
            part: Part::new("letters"),
            missing: OnceCell::new(),
        }
    }

    fn ask(&self, question: &Question) -> Result<Answer, NoLetters> {
        if let Some(missing) = self.missing.get() {
            return Err(missing.clone());
        }
        let answered: Result<Result<Answer, NoLetters>, String> = self.part.ask(question);
        answered.unwrap_or_else(|why| Err(self.missing.get_or_init(|| NoLetters(why)).clone()))
    }
}

impl Letters for LettersPart {
    fn detect(&self, bytes: &[u8]) -> Result<&'static Encoding, NoLetters> {
        match self.ask(&Question::Detect(bytes.to_vec()))? {
            Answer::Detected(name) => known(&name),
            Answer::Read(_) => Err(strange()),
        }
    }

    fn read(
        &self,
        texts: &[&[u8]],
        encoding: &'static Encoding,
    ) -> Result<Vec<ReadText>, NoLetters> {
        let texts: Vec<Vec<u8>> = texts.iter().map(|text| text.to_vec()).collect();
        let n_texts = texts.len();
        match self.ask(&Question::Read(texts, encoding.name().to_owned()))? {
            Answer::Read(read) if read.len() == n_texts => Ok(read),
            _ => Err(strange()),
        }
    }
}

fn strange() -> NoLetters {
    NoLetters("it answered something else".to_owned())
}

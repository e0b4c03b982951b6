//! The numbers of the headings. On paper the contents cannot say on which page a part stands, so they say its number.

use super::contents::{Chapter, Heading, ReportSection};

/// What a part of the work wrote.
#[derive(Default)]
pub(super) struct Written {
    /// For the body; `None` where all that it says stands in the appendix.
    pub body: Option<ReportSection>,
    /// What not everybody reads: all the numbers.
    pub appendix: Vec<ReportSection>,
    /// What the first page says of it.
    pub gist: Vec<String>,
}

impl Written {
    /// For the body alone.
    pub(super) fn body(section: ReportSection) -> Self {
        Self {
            body: Some(section),
            ..Self::default()
        }
    }

    /// For the appendix alone.
    pub(super) fn appendix(section: ReportSection) -> Self {
        Self {
            appendix: vec![section],
            ..Self::default()
        }
    }
}

/// Counts chapters and their parts.
#[derive(Default)]
pub(super) struct Numbering {
    open: Option<Chapter>,
    n_chapters: usize,
    n_parts: usize,
    n_appendix: usize,
}

impl Numbering {
    /// Gives what was written its numbers; the body then knows where the appendix says more.
    pub(super) fn number(&mut self, written: &mut Written) {
        for section in &mut written.appendix {
            section.chapter = Chapter::Appendix;
            if self.n_appendix == 0 {
                section.opens = Some(Heading {
                    number: String::new(),
                    words: Chapter::Appendix.words().into(),
                });
            }
            self.n_appendix += 1;
            section.heading.number = format!("A{}", self.n_appendix);
        }
        let Some(body) = &mut written.body else {
            return;
        };
        body.more = written
            .appendix
            .iter()
            .map(|section| section.heading.clone())
            .collect();
        if self.open != Some(body.chapter) {
            self.open = Some(body.chapter);
            self.n_chapters += 1;
            self.n_parts = 0;
            body.opens = Some(Heading {
                number: self.n_chapters.to_string(),
                words: body.chapter.words().into(),
            });
        }
        if !body.heading.words.is_empty() {
            self.n_parts += 1;
            body.heading.number = format!("{}.{}", self.n_chapters, self.n_parts);
        }
    }
}

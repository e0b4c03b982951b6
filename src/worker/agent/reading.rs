//! Files on their way in: tables are read here, pictures are read a little ahead of what the helpers decode.

use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;
use web_sys::File;

use super::helpers::Load;
use super::{Agent, Running, Shared};
use crate::browser::files::read_together;
use crate::browser::port;
use crate::error::Warning;
use crate::ingest::limits;
use crate::intake::{Batch, FileHandle, GONE, Source, Ticket, Unread};
use crate::progress::{Progress, Stage};

/// Pictures that go to a helper at a time, at most.
const BATCH: usize = 16;
/// So many batches a helper are made of what waits, so that all helpers end together.
const BATCHES: usize = 4;
/// Pictures on their way for each helper, at most: some are read while others are decoded, and few are lost on
/// cancelling.
const QUEUE: usize = 32;
/// The same before a table is read, which takes a while in which nobody feeds the helpers.
const DEEP_QUEUE: usize = 80;

/// Pictures whose files were read together, and their bytes.
type ReadTogether<'a> = (&'a [Ticket], &'a [File], Result<JsValue, JsValue>);

/// What came of an attempt to feed the helpers.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Fed {
    /// Nothing is to be done now.
    Nothing,
    /// Files are being read. There may be more to do.
    Begun,
    /// A piece of work was done here. There may be more to do.
    Worked,
}

impl Agent {
    pub(super) fn read_table(&mut self, table: &Unread<File>) {
        self.tell_progress(Progress {
            stage: Stage::Csv,
            done: 0,
            total: 0,
        });
        let started = self.now();
        let has_room = self.session.collection.check_room_for_table(table.size);
        let bytes = has_room.and_then(|()| self.inbox.bytes(&table.source));
        self.is_primed = false;
        let read_again = self.inbox.keep_table(table);
        let path = table.path.as_str();
        let settings = self.job.as_ref().map(|job| &job.settings);
        let choices = settings.and_then(|settings| settings.reading.get(path).cloned());
        let collection = &mut self.session.collection;
        match bytes {
            Ok(bytes) => {
                let choices = choices.unwrap_or_default();
                collection.read_table(path, &bytes, &choices, read_again, &self.letters);
            }
            Err(reason) => collection.add_warning(Warning::of_file(path, reason)),
        }
        let spent = self.now() - started;
        self.spend(Stage::Csv, spent);
    }

    /// Makes the next picture or batch ready for the helpers, a little ahead of what they decode.
    pub(super) fn feed(&mut self) -> Fed {
        self.send();
        if self.decode_here() {
            return Fed::Worked;
        }
        if let Some((ticket, unread)) = self.crew.take_again() {
            let source = unread.source.clone();
            return self.read(ticket, source);
        }
        let has_table = self.inbox.has_table();
        if has_table && self.is_primed {
            return Fed::Nothing;
        }
        let fed = self.feed_from_line(if has_table { DEEP_QUEUE } else { QUEUE });
        self.is_primed = has_table && fed == Fed::Nothing;
        fed
    }

    /// The same from the line of those that were never read, up to so many pictures for each helper.
    fn feed_from_line(&mut self, depth: usize) -> Fed {
        let n_helpers = self.crew.n_wanted();
        let n_taken = self.crew.n_taken();
        if self.inbox.n_pictures() == 0 || n_taken >= depth * n_helpers {
            return Fed::Nothing;
        }
        let now = self.now();
        if let Some(job) = &mut self.job {
            job.decoding_since.get_or_insert(now);
        }
        let room = self.session.collection.room_for_pictures();
        // What is measured is here already.
        let most = if self.survey.is_some() {
            usize::MAX
        } else {
            room.saturating_sub(n_taken)
        };
        if most == 0 {
            // Those on their way may turn out to be none.
            if n_taken == 0 {
                self.inbox.refuse_pictures(&mut self.session.collection);
            }
            return Fed::Nothing;
        }
        let share = self.inbox.n_pictures() / (BATCHES * n_helpers);
        let share = share.clamp(1, BATCH).min(most);
        match self.inbox.next_batch(share, self.crew.room_in_bytes()) {
            Batch::Files(files) if files.is_empty() => Fed::Nothing,
            Batch::Files(files) => {
                let mut batch = Vec::with_capacity(files.len());
                for (unread, file) in files {
                    match limits::check_size(unread.size) {
                        Ok(()) => {
                            let size = unread.size;
                            batch.push((self.crew.take(unread, size), file));
                        }
                        Err(error) => self.broken(&unread, &error.to_string()),
                    }
                }
                self.read_files(batch);
                Fed::Begun
            }
            Batch::Entry(unread) => {
                let (source, size) = (unread.source.clone(), unread.size);
                let ticket = self.crew.take(unread, size);
                self.read(ticket, source)
            }
        }
    }

    /// Reads one picture.
    fn read(&mut self, ticket: Ticket, source: Source<File>) -> Fed {
        if let Source::File(file) = source {
            self.read_files(vec![(ticket, file)]);
            return Fed::Begun;
        }
        match self.inbox.bytes(&source) {
            Ok(bytes) => {
                let load = Load {
                    buffer: port::buffer(&bytes),
                    lengths: vec![bytes.len() as u32],
                };
                self.ready(&[ticket], load);
                self.send();
            }
            Err(reason) => self.give_up(&[ticket], &reason),
        }
        Fed::Worked
    }

    /// Has files read, and decoded when they are.
    fn read_files(&mut self, batch: Vec<(Ticket, File)>) {
        if batch.is_empty() {
            return;
        }
        let (tickets, files): (Vec<Ticket>, Vec<File>) = batch.into_iter().unzip();
        self.batches_read_now += 1;
        let me = self.me.clone();
        spawn_local(async move {
            let mut read = vec![(&tickets[..], &files[..], read_together(&files).await)];
            if read[0].2.is_err() {
                // One of the files is gone. Which one shows when each is read alone.
                read.clear();
                for (ticket, file) in tickets.chunks(1).zip(files.chunks(1)) {
                    read.push((ticket, file, read_together(file).await));
                }
            }
            if let Some(agent) = me.upgrade() {
                Self::hand_on(&agent, read);
            }
        });
    }

    /// A batch is read, or cannot be.
    fn hand_on(shared: &Shared, read: Vec<ReadTogether>) {
        let mut agent = shared.borrow_mut();
        agent.batches_read_now -= 1;
        for (tickets, files, buffer) in read {
            match buffer {
                Ok(buffer) => {
                    let lengths = files.iter().map(|file| FileHandle::size(file) as u32);
                    let lengths = lengths.collect();
                    agent.ready(tickets, Load { buffer, lengths });
                }
                Err(_) => agent.give_up(tickets, GONE),
            }
        }
        agent.after_pictures();
    }

    fn give_up(&mut self, tickets: &[Ticket], reason: &str) {
        for &ticket in tickets {
            // A cancel may have taken it back meanwhile.
            if let Some(unread) = self.crew.give_up(ticket) {
                self.broken(&unread, reason);
            }
        }
    }

    /// Pictures that are not decoded yet.
    pub(super) fn n_waiting(&self) -> usize {
        self.inbox.n_pictures() + self.crew.n_taken()
    }

    /// Has more read, says how far it is, goes on after the last.
    pub(super) fn after_pictures(&mut self) {
        let is_reading = self.job.as_ref().is_some_and(Running::is_reading);
        if !is_reading && self.survey.is_none() {
            return;
        }
        let fed = loop {
            let fed = self.feed();
            if fed != Fed::Begun {
                break fed;
            }
        };
        let done = self.job.as_ref().map_or(0, |job| job.pictures_done);
        let n_waiting = self.n_waiting();
        self.tell_survey();
        if n_waiting == 0 {
            self.end_survey();
        }
        self.tell_progress(Progress {
            stage: Stage::Decode,
            done,
            total: done + n_waiting,
        });
        let reads_table = self.batches_read_now == 0 && self.inbox.has_table();
        if fed == Fed::Worked || n_waiting == 0 || reads_table {
            self.go_on();
        }
    }
}

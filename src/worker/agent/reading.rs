//! Files on their way in: tables are read here, pictures are read a little ahead of what the helpers decode.

use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;
use web_sys::File;

use super::super::decoder::{Order, Outcome};
use super::super::inbox::{Batch, Unread};
use super::{Agent, Shared};
use crate::data::Spectrogram;
use crate::error::Warning;
use crate::ingest::csv;
use crate::progress::{Progress, Stage};
use crate::web::files::{GONE, read_together};
use crate::web::port;

/// Pictures that go to a helper at a time, at most.
const BATCH: usize = 16;
/// So many batches a helper are made of what waits, so that all helpers end together.
const BATCHES: usize = 4;
/// Pictures on their way for each helper, at most: some are read while others are decoded, and few are lost on
/// cancelling.
const QUEUE: usize = 32;
/// The same before a table is read, which takes a while in which nobody feeds the helpers.
const DEEP_QUEUE: usize = 80;

impl Agent {
    pub(super) fn read_table(&mut self, table: &Unread) {
        self.tell_progress(Progress {
            stage: Stage::Csv,
            done: 0,
            total: 0,
        });
        let started = self.now();
        let name = table.path.clone();
        let bytes = self.inbox.bytes(&table.source);
        let read =
            bytes.and_then(|bytes| csv::read(&name, &bytes).map_err(|error| error.to_string()));
        let collection = &mut self.session.collection;
        match read {
            Ok((table, warnings)) => collection.add_table(table, warnings),
            Err(reason) => collection.add_warning(Warning::of_file(name, reason)),
        }
        let spent = self.now() - started;
        self.spend(Stage::Csv, spent);
    }

    /// Reads pictures for the helpers, a little ahead of what they decode.
    pub(super) fn feed(&mut self) {
        let n_helpers = self.decoders.n_helpers().max(1);
        let depth = match self.inbox.has_table() {
            true if !self.decoding.is_empty() => return,
            true => DEEP_QUEUE,
            false => QUEUE,
        };
        while self.decoding.len() < depth * n_helpers && self.inbox.n_pictures() > 0 {
            let now = self.now();
            if let Some(job) = &mut self.job {
                job.decoding_since.get_or_insert(now);
            }
            let share = self.inbox.n_pictures() / (BATCHES * n_helpers);
            match self.inbox.next_batch(share.clamp(1, BATCH)) {
                Batch::Files(files) => self.read_pictures(files),
                Batch::Entry(unread) => match self.inbox.bytes(&unread.source) {
                    Ok(bytes) => {
                        let orders = self.orders([(unread, bytes.len() as f64)]);
                        self.decode(&orders, port::buffer(&bytes));
                    }
                    Err(reason) => self.broken(&unread.path, &reason),
                },
            }
        }
    }

    /// Notes that these pictures, each with the length of its file, are on their way.
    fn orders(&mut self, pictures: impl IntoIterator<Item = (Unread, f64)>) -> Vec<Order> {
        let mut order = |(unread, length): (Unread, f64)| {
            let ticket = self.next_ticket;
            self.next_ticket = ticket.wrapping_add(1);
            let path = unread.path.clone();
            self.decoding.insert(ticket, unread);
            Order {
                ticket,
                path,
                length: length as u32,
            }
        };
        pictures.into_iter().map(&mut order).collect()
    }

    /// Has files read, and decoded when they are.
    fn read_pictures(&mut self, files: Vec<(Unread, File)>) {
        let (pictures, files): (Vec<_>, Vec<_>) = files
            .into_iter()
            .map(|(unread, file)| ((unread, file.size()), file))
            .unzip();
        let orders = self.orders(pictures);
        self.batches_read_now += 1;
        let me = self.me.clone();
        spawn_local(async move {
            let mut read = vec![(&orders[..], read_together(&files).await)];
            if read[0].1.is_err() {
                // One of the files is gone. Which one shows when each is read alone.
                read.clear();
                for (order, file) in orders.chunks(1).zip(files.chunks(1)) {
                    read.push((order, read_together(file).await));
                }
            }
            if let Some(agent) = me.upgrade() {
                Self::hand_on(&agent, read);
            }
        });
    }

    /// A batch is read, or cannot be.
    fn hand_on(shared: &Shared, read: Vec<(&[Order], Result<JsValue, JsValue>)>) {
        let mut agent = shared.borrow_mut();
        agent.batches_read_now -= 1;
        for (orders, bytes) in read {
            // A cancel may have taken them back meanwhile.
            if !agent.decoding.contains_key(&orders[0].ticket) {
                continue;
            }
            match bytes {
                Ok(bytes) => agent.decode(orders, bytes),
                Err(_) => agent.give_up(orders, GONE),
            }
        }
        agent.after_pictures();
    }

    fn decode(&mut self, orders: &[Order], bytes: JsValue) {
        if self.decoders.send(orders, bytes).is_err() {
            self.give_up(orders, "The picture could not be handed to a decoder.");
        }
    }

    fn give_up(&mut self, orders: &[Order], reason: &str) {
        for order in orders {
            self.decoders.settle(order.ticket);
            if let Some(unread) = self.decoding.remove(&order.ticket) {
                self.broken(&unread.path, reason);
            }
        }
    }

    /// Pictures that are not decoded yet.
    pub(super) fn n_waiting(&self) -> usize {
        self.inbox.n_pictures() + self.decoding.len()
    }

    fn broken(&mut self, path: &str, reason: &str) {
        self.session.collection.add_broken_picture(path, reason);
        if let Some(job) = &mut self.job {
            job.pictures_done += 1;
        }
    }

    pub(super) fn decoded(shared: &Shared, outcomes: Vec<(Outcome, Vec<u8>)>) {
        let mut agent = shared.borrow_mut();
        for (outcome, pixels) in outcomes {
            agent.settle(outcome, pixels);
        }
        agent.after_pictures();
    }

    /// Has more read, says how far it is, goes on after the last.
    fn after_pictures(&mut self) {
        let Some(job) = &self.job else { return };
        let done = job.pictures_done;
        self.feed();
        let n_waiting = self.n_waiting();
        self.tell_progress(Progress {
            stage: Stage::Decode,
            done,
            total: done + n_waiting,
        });
        if n_waiting == 0 || (self.batches_read_now == 0 && self.inbox.has_table()) {
            self.go_on();
        }
    }

    /// Takes a decoded picture, or why there is none.
    fn settle(&mut self, outcome: Outcome, pixels: Vec<u8>) {
        self.decoders.settle(outcome.ticket);
        let Some(unread) = self.decoding.remove(&outcome.ticket) else {
            return;
        };
        match outcome.result {
            Ok((width, height, remark)) => {
                let collection = &mut self.session.collection;
                collection.add_picture(Spectrogram {
                    file: unread.path.clone(),
                    width,
                    height,
                    pixels,
                });
                if let Some(remark) = remark {
                    collection.add_warning(Warning::of_file(unread.path, remark));
                }
                if let Some(job) = &mut self.job {
                    job.pictures_done += 1;
                }
            }
            Err(reason) => self.broken(&unread.path, &reason),
        }
    }
}

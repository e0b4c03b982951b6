//! The helpers of the session worker: started, given pictures, heard, and replaced when they die.

use std::sync::Arc;

use js_sys::Uint8Array;
use serde_bytes::ByteBuf;
use wasm_bindgen::JsValue;

use super::super::helper::{Heard, Helper};
use super::super::orders::{Attached, Decoded, Made, Order, PartOrder, PartOutcome};
use super::{Agent, Shared};
use crate::data::{Measured, Picture, Spectrogram};
use crate::error::Warning;
use crate::ingest::claims::claimed_pixels;
use crate::intake::{HelperId, Orphan, PictureTask, Ticket, Unread};
use crate::progress::{Progress, Stage};
use crate::protocol::Event;

/// Said of a picture that its helpers did not survive, or that is too large to do without one.
const LOST: &str = "The picture could not be decoded: the browser's workers stopped while they had it, perhaps because \
                    there is not enough memory.";
const NO_HELPER: &str = "The picture could not be decoded: the browser starts no workers for it.";

/// Files to decode together, back to back.
pub(super) struct Load {
    /// Their bytes.
    pub(super) buffer: JsValue,
    /// Bytes of each.
    pub(super) lengths: Vec<u32>,
}

impl Load {
    /// Pixels that each of the pictures claims.
    fn claimed_pixels(&self) -> Vec<u64> {
        let heads = self.parts().map(|(all, start, length)| {
            let file = all.subarray(start, start + length);
            claimed_pixels(&|at, n| {
                let end = at.saturating_add(n).min(length as usize);
                file.subarray(at.min(end) as u32, end as u32).to_vec()
            })
        });
        heads.collect()
    }

    /// All bytes, and where each file begins and how long it is.
    fn parts(&self) -> impl Iterator<Item = (Uint8Array, u32, u32)> {
        let all = Uint8Array::new(&self.buffer);
        let starts = self.lengths.iter().scan(0, |end, &length| {
            let start = *end;
            *end += length;
            Some((start, length))
        });
        starts.map(move |(start, length)| (all.clone(), start, length))
    }
}

impl Agent {
    /// Starts helpers for those that are missing.
    pub(super) fn start_helpers(&mut self) {
        while let Some(id) = self.crew.start_next() {
            let me = self.me.clone();
            let heard = move |heard| {
                if let Some(agent) = me.upgrade() {
                    Self::heard(&agent, id, heard);
                }
            };
            match Helper::start(&self.scope, heard) {
                Some(helper) => drop(self.helpers.insert(id, helper)),
                None => self.bury(id),
            }
        }
    }

    fn heard(shared: &Shared, id: HelperId, heard: Heard) {
        let mut agent = shared.borrow_mut();
        match heard {
            Heard::Outcomes(outcomes) => {
                agent.crew.came_up(id);
                for (ticket, made) in outcomes {
                    if let Some(unread) = agent.crew.settle(id, ticket) {
                        agent.keep(unread, made);
                    }
                }
            }
            Heard::Misread(why) => {
                agent.tell(Event::Misread(why));
                agent.bury(id);
            }
            Heard::Dead => agent.bury(id),
        }
        agent.start_helpers();
        agent.after_pictures();
    }

    /// A helper is dead: ends what is left of it.
    fn bury(&mut self, id: HelperId) {
        self.helpers.remove(&id);
        for unread in self.crew.died(id) {
            self.broken(&unread, LOST);
        }
    }

    /// Hands out what is read, as far as the helpers may have more.
    pub(super) fn send(&mut self) {
        while let Some(order) = self.crew.next_order() {
            let Load { buffer, lengths } = order.bytes;
            let orders: Vec<Order> = order
                .tickets
                .into_iter()
                .zip(lengths)
                .map(|(ticket, length)| Order {
                    ticket,
                    length,
                    task: self
                        .crew
                        .picture(ticket)
                        .map_or(PictureTask::Reduce, |unread| unread.task),
                })
                .collect();
            let helper = self.helpers.get(&order.helper);
            if helper.is_none_or(|helper| helper.send(&orders, buffer).is_err()) {
                self.bury(order.helper);
                self.start_helpers();
            }
        }
    }

    /// Pictures are read and wait for a helper: together if they are small, else one by one.
    pub(super) fn ready(&mut self, tickets: &[Ticket], load: Load) {
        let pixels = load.claimed_pixels();
        if tickets.len() == 1 || self.crew.is_light(pixels.iter().sum()) {
            let pictures = tickets.iter().copied().zip(pixels).collect();
            return self.crew.ready(pictures, load);
        }
        let pictures = tickets.iter().zip(pixels).zip(load.parts());
        for ((&ticket, n_pixels), (all, start, length)) in pictures {
            let alone = Load {
                buffer: all.slice(start, start + length).buffer().into(),
                lengths: vec![length],
            };
            self.crew.ready(vec![(ticket, n_pixels)], alone);
        }
    }

    /// Decodes here what no helper can be had for; false when there is nothing of the kind.
    pub(super) fn decode_here(&mut self) -> bool {
        let Some(orphan) = self.crew.next_orphan() else {
            return false;
        };
        let Orphan {
            pictures,
            bytes,
            is_safe,
        } = orphan;
        for (unread, (all, start, length)) in pictures.into_iter().zip(bytes.parts()) {
            if !is_safe {
                self.broken(&unread, NO_HELPER);
                continue;
            }
            let file = all.subarray(start, start + length).to_vec();
            let made = self.ask_decoder(unread.task, file);
            self.keep(unread, made);
        }
        let done = self.job.as_ref().map_or(0, |job| job.pictures_done);
        self.tell_progress(Progress {
            stage: Stage::Decode,
            done,
            total: done + self.n_waiting(),
        });
        true
    }

    /// What the part makes of a picture, or why nothing.
    fn ask_decoder(&mut self, task: PictureTask, file: Vec<u8>) -> Result<Made, String> {
        let cannot = |why: &String| Err(format!("The picture could not be decoded: {why}."));
        if let Some(why) = &self.no_decoder {
            return cannot(why);
        }
        let order: PartOrder = (task, ByteBuf::from(file));
        let outcome: Result<PartOutcome, String> = self.decoder.ask(&order);
        match outcome.and_then(|(result, attached)| Attached(&attached).made(result)) {
            Ok(made) => made,
            Err(why) => cannot(self.no_decoder.insert(why)),
        }
    }

    /// Keeps what was made of a picture, or why nothing was.
    fn keep(&mut self, unread: Unread<web_sys::File>, made: Result<Made, String>) {
        match made {
            Ok(Made::Reduced(decoded, pixels)) => {
                let Decoded {
                    width,
                    height,
                    remark,
                    look,
                    cut_at,
                    is_cut: _,
                } = decoded;
                let remark = remark.map(|remark| Warning::of_file(unread.path.clone(), remark));
                let whole = Spectrogram {
                    file: unread.path,
                    width,
                    height,
                    pixels: pixels.whole.into(),
                };
                let picture = Picture {
                    whole,
                    cut_at,
                    cut: pixels.cut.map(Arc::from),
                    look,
                    levels: None,
                    timbre: None,
                };
                self.add(picture, remark);
            }
            Ok(Made::Measured(measured)) => self.measured(&unread, measured),
            Err(reason) => self.broken(&unread, &reason),
        }
    }

    fn add(&mut self, picture: Picture, remark: Option<Warning>) {
        self.session.collection.add_picture(picture);
        if let Some(remark) = remark {
            self.session.collection.add_warning(remark);
        }
        self.count();
    }

    /// Notes that a picture could not be read. What was read of it before stays.
    pub(super) fn broken(&mut self, unread: &Unread<web_sys::File>, reason: &str) {
        if unread.task.can_wait() {
            return self.measured(unread, Measured::default());
        }
        let collection = &mut self.session.collection;
        collection.add_broken_picture(&unread.path, reason);
        self.count();
    }

    fn count(&mut self) {
        if let Some(job) = &mut self.job {
            job.pictures_done += 1;
        }
    }
}

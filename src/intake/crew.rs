//! Who decodes which picture: the bookkeeping of the helpers, one event after the other.
//!
//! A picture is taken from its line, read, waits with its bytes for a helper, and is settled: decoded or refused by a
//! helper, given back by a cancel, or given up. A helper may die at any time, and not every helper lives to begin with.
//! Whatever happens, every picture that was taken is handed back exactly once.

use std::collections::{BTreeMap, VecDeque};

use super::order::{HelperId, Limits, Order, Orphan, Ticket};

/// The helpers and what they have. `P` is a picture, `B` the bytes of some of them as they are sent.
pub struct Crew<P, B> {
    limits: Limits,
    n_wanted: usize,
    helpers: BTreeMap<HelperId, Helper>,
    next_helper: HelperId,
    next_ticket: Ticket,
    /// Pictures that are read, wait or are at a helper.
    taken: BTreeMap<Ticket, Taken<P>>,
    /// Read and waiting, in the order in which they go.
    parcels: VecDeque<Parcel<B>>,
    /// Their helper died: to be read once more. With it whether that was their second.
    again: VecDeque<(P, u64, bool)>,
    /// The helper with the large pictures.
    heavy: Option<HelperId>,
    /// Helpers that died in a row without having done anything.
    n_idle_deaths: usize,
}

#[derive(Default)]
struct Helper {
    /// Has it been heard?
    is_up: bool,
    /// Its pictures and their pixels, those too that a cancel has taken back: it decodes them all the same.
    has: BTreeMap<Ticket, u64>,
    /// Has it one of the pictures that were with a helper when it died?
    is_trying: bool,
}

struct Taken<P> {
    picture: P,
    n_bytes: u64,
    /// Was it with a helper that died?
    is_second: bool,
}

struct Parcel<B> {
    pictures: Vec<(Ticket, u64)>,
    bytes: B,
    is_second: bool,
}

impl<P, B> Crew<P, B> {
    /// A crew of so many helpers, none of which is started.
    pub fn new(n_wanted: usize, limits: Limits) -> Self {
        Self {
            limits,
            n_wanted: n_wanted.max(1),
            helpers: BTreeMap::new(),
            next_helper: 0,
            next_ticket: 0,
            taken: BTreeMap::new(),
            parcels: VecDeque::new(),
            again: VecDeque::new(),
            heavy: None,
            n_idle_deaths: 0,
        }
    }

    /// A helper to start now, if one is missing and there is use in it. It may be given orders at once.
    pub fn start_next(&mut self) -> Option<HelperId> {
        if self.helpers.len() >= self.n_wanted || self.has_given_up() {
            return None;
        }
        let id = self.next_helper;
        self.next_helper = id.wrapping_add(1);
        self.helpers.insert(id, Helper::default());
        Some(id)
    }

    /// A helper says that it is there.
    pub fn came_up(&mut self, id: HelperId) {
        if let Some(helper) = self.helpers.get_mut(&id) {
            helper.is_up = true;
        }
    }

    /// Helpers that are wanted.
    pub fn n_wanted(&self) -> usize {
        self.n_wanted
    }

    /// Pictures that are on their way.
    pub fn n_taken(&self) -> usize {
        self.taken.len() + self.again.len()
    }

    /// A picture that is on its way.
    pub fn picture(&self, ticket: Ticket) -> Option<&P> {
        self.taken.get(&ticket).map(|taken| &taken.picture)
    }

    fn has_given_up(&self) -> bool {
        self.n_idle_deaths >= self.limits.idle_deaths.max(1) * self.n_wanted
    }

    /// Is there nobody, and will there be nobody?
    pub fn is_deserted(&self) -> bool {
        self.helpers.is_empty() && self.has_given_up()
    }

    /// Bytes of files that may be read now besides those on their way; `None` where one of any size may.
    pub fn room_in_bytes(&self) -> Option<u64> {
        let taken: u64 = self.taken.values().map(|taken| taken.n_bytes).sum();
        (!self.taken.is_empty()).then(|| self.limits.file_bytes.saturating_sub(taken))
    }

    /// Takes a picture whose file has so many bytes: they are read next.
    pub fn take(&mut self, picture: P, n_bytes: u64) -> Ticket {
        self.insert(picture, n_bytes, false)
    }

    fn insert(&mut self, picture: P, n_bytes: u64, is_second: bool) -> Ticket {
        let ticket = self.next_ticket;
        self.next_ticket = ticket.wrapping_add(1);
        let taken = Taken {
            picture,
            n_bytes,
            is_second,
        };
        self.taken.insert(ticket, taken);
        ticket
    }

    /// The next picture that has to be read once more because its helper died, if there is room for its bytes.
    pub fn take_again(&mut self) -> Option<(Ticket, &P)> {
        let room = self.room_in_bytes().unwrap_or(u64::MAX);
        let (picture, n_bytes, is_second) = self
            .again
            .pop_front_if(|(_, n_bytes, _)| *n_bytes <= room)?;
        let ticket = self.insert(picture, n_bytes, is_second);
        Some((ticket, &self.taken.get(&ticket)?.picture))
    }

    /// Is this still waited for?
    pub fn is_taken(&self, ticket: Ticket) -> bool {
        self.taken.contains_key(&ticket)
    }

    /// Do pictures of so many pixels make an ordinary parcel? Pictures that do not go one by one.
    pub fn is_light(&self, n_pixels: u64) -> bool {
        n_pixels <= self.limits.light
    }

    /// Pictures are read, each with its pixels, and wait for a helper. What was taken back meanwhile is left out only with
    /// all others, as a cancel takes all.
    pub fn ready(&mut self, pictures: Vec<(Ticket, u64)>, bytes: B) {
        let are_taken = pictures.iter().all(|(ticket, _)| self.is_taken(*ticket));
        let Some(first) = pictures.first().filter(|_| are_taken) else {
            return;
        };
        let is_second = self
            .taken
            .get(&first.0)
            .is_some_and(|taken| taken.is_second);
        self.parcels.push_back(Parcel {
            pictures,
            bytes,
            is_second,
        });
    }

    /// What to send now, if anything.
    pub fn next_order(&mut self) -> Option<Order<B>> {
        let parcel = self.parcels.front()?;
        let n_pixels: u64 = parcel.pictures.iter().map(|(_, n_pixels)| n_pixels).sum();
        let is_heavy = !self.is_light(n_pixels);
        let has = self.helpers.values().flat_map(|helper| helper.has.values());
        let (count, sum) = has.fold((0, 0_u64), |(count, sum), n| (count + 1, sum + n));
        if count > 0 && sum + n_pixels > self.limits.pixels {
            return None;
        }
        let heavy = self.heavy.filter(|_| is_heavy);
        let (&id, _) = self
            .helpers
            .iter()
            .filter(|(id, helper)| {
                // Whoever tries what another died of has nothing else: nobody shall suffer for it.
                let is_free = !helper.is_trying && (!parcel.is_second || helper.has.is_empty());
                is_free && heavy.is_none_or(|heavy| heavy == **id)
            })
            .min_by_key(|(_, helper)| helper.has.len())?;
        let Parcel {
            pictures,
            bytes,
            is_second,
        } = self.parcels.pop_front()?;
        if is_heavy {
            self.heavy = Some(id);
        }
        let helper = self.helpers.get_mut(&id)?;
        helper.is_trying = is_second;
        helper.has.extend(pictures.iter().copied());
        Some(Order {
            helper: id,
            tickets: pictures.into_iter().map(|(ticket, _)| ticket).collect(),
            bytes,
        })
    }

    /// The next of what is read when there is nobody to decode it.
    pub fn next_orphan(&mut self) -> Option<Orphan<P, B>> {
        if !self.is_deserted() {
            return None;
        }
        let parcel = self.parcels.pop_front()?;
        let n_pixels = parcel.pictures.iter().map(|(_, n_pixels)| n_pixels).sum();
        let tickets = parcel.pictures.iter();
        Some(Orphan {
            pictures: tickets
                .filter_map(|(ticket, _)| Some(self.taken.remove(ticket)?.picture))
                .collect(),
            bytes: parcel.bytes,
            is_safe: !parcel.is_second && self.is_light(n_pixels),
        })
    }

    /// A helper is done with a picture; `None` where that was taken back, or is not this helper's.
    pub fn settle(&mut self, id: HelperId, ticket: Ticket) -> Option<P> {
        let helper = self.helpers.get_mut(&id)?;
        helper.is_up = true;
        helper.has.remove(&ticket)?;
        helper.is_trying &= !helper.has.is_empty();
        self.n_idle_deaths = 0;
        Some(self.taken.remove(&ticket)?.picture)
    }

    /// A picture could not be read; `None` where it was taken back.
    pub fn give_up(&mut self, ticket: Ticket) -> Option<P> {
        Some(self.taken.remove(&ticket)?.picture)
    }

    /// A helper is dead, or was never alive. Its pictures are read again for another, each at most once; those that were
    /// with two helpers when they died are handed back.
    pub fn died(&mut self, id: HelperId) -> Vec<P> {
        let Some(helper) = self.helpers.remove(&id) else {
            return Vec::new();
        };
        if self.heavy == Some(id) {
            self.heavy = None;
        }
        if !helper.is_up || helper.has.is_empty() {
            self.n_idle_deaths += 1;
        }
        let mut lost = Vec::new();
        for ticket in helper.has.into_keys() {
            let Some(taken) = self.taken.remove(&ticket) else {
                continue;
            };
            if helper.is_up && taken.is_second {
                lost.push(taken.picture);
            } else {
                // Whoever never was there has not tried.
                let is_second = taken.is_second || helper.is_up;
                self.again
                    .push_back((taken.picture, taken.n_bytes, is_second));
            }
        }
        lost
    }

    /// Takes back all pictures, the first that was taken first.
    pub fn cancel(&mut self) -> Vec<P> {
        self.parcels.clear();
        let taken = std::mem::take(&mut self.taken).into_values();
        let again = std::mem::take(&mut self.again).into_iter();
        again
            .map(|(picture, ..)| picture)
            .chain(taken.map(|taken| taken.picture))
            .collect()
    }
}

#[cfg(test)]
#[path = "crew_tests.rs"]
mod tests;

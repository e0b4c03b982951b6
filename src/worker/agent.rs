//! The session worker's outside: hears the page, reads files, keeps the decoders busy, steps the session.
//!
//! Nothing here waits: every call does a short piece of work, and the rest is scheduled, so that Cancel is heard in
//! between.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::{Rc, Weak};

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{DedicatedWorkerGlobalScope, File, MessageEvent};

use super::decoder::{self, Order, Outcome, Pool};
use super::inbox::{Batch, Inbox, Unread};
use super::job::Session;
use super::messages::Message;
use super::protocol::{Event, JobId, PROTOCOL, Request};
use super::warm_up;
use crate::data::Spectrogram;
use crate::error::Warning;
use crate::ingest::csv;
use crate::pipeline::Settings;
use crate::progress::{Progress, Stage};
use crate::web::files::{GONE, read_together};
use crate::web::port::{self, Port};

/// Script of this worker, beside the page; the helpers run the same.
const SCRIPT: &str = "worker_loader.js";
/// Work goes on at most this long before messages are heard.
const SLICE_MS: f64 = 40.0;
/// Progress is said at most this often.
const PROGRESS_MS: f64 = 50.0;
/// Pictures that go to a helper at a time, at most.
const BATCH: usize = 16;
/// So many batches a helper are made of what waits, so that all helpers end together.
const BATCHES: usize = 4;
/// Pictures on their way for each helper, at most: some are read while others are decoded, and few are lost on
/// cancelling.
const QUEUE: usize = 32;
/// The same before a table is read, which takes a while in which nobody feeds the helpers.
const DEEP_QUEUE: usize = 80;

/// Starts the worker in the role its name gives it.
pub fn start() {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    if scope.name() == decoder::NAME {
        decoder::serve(&scope);
    } else {
        Agent::start(&scope);
    }
}

/// The job under way, seen from outside the session.
struct Running {
    id: JobId,
    settings: Settings,
    /// Does it read files, or only compute?
    reads: bool,
    /// Has the session begun to compute?
    computes: bool,
    pictures_done: usize,
    started: f64,
    decoding_since: Option<f64>,
    spent: BTreeMap<Stage, f64>,
}

struct Agent {
    /// Itself, for what it waits for.
    me: Weak<RefCell<Agent>>,
    scope: DedicatedWorkerGlobalScope,
    session: Session,
    decoders: Pool,
    inbox: Inbox,
    /// Pictures being read or decoded, by their tickets.
    decoding: BTreeMap<u32, Unread>,
    batches_read_now: usize,
    next_ticket: u32,
    job: Option<Running>,
    next_progress: f64,
}

type Shared = Rc<RefCell<Agent>>;

impl Agent {
    fn start(scope: &DedicatedWorkerGlobalScope) {
        let cores = scope.navigator().hardware_concurrency() as usize;
        let agent: Rc<RefCell<Option<Shared>>> = Rc::default();
        let heard = agent.clone();
        let decoders = Pool::start(SCRIPT, cores, &move |outcomes| {
            if let Some(agent) = heard.borrow().as_ref() {
                Self::decoded(agent, outcomes);
            }
        });
        let shared = Rc::new_cyclic(|me| {
            RefCell::new(Self {
                me: me.clone(),
                scope: scope.clone(),
                session: Session::default(),
                decoders,
                inbox: Inbox::default(),
                decoding: BTreeMap::new(),
                batches_read_now: 0,
                next_ticket: 0,
                job: None,
                next_progress: 0.0,
            })
        });
        *agent.borrow_mut() = Some(shared.clone());
        let to = shared.clone();
        EventListener::new(scope, "message", move |event| {
            let received = event
                .dyn_ref::<MessageEvent>()
                .and_then(port::receive::<Request>);
            if let Some((request, attached)) = received {
                Self::asked(&to, request, attached);
            }
        })
        .forget();
        shared.borrow().tell(Event::Ready { protocol: PROTOCOL });
        warm_up::analysis(move || shared.borrow().job.is_some());
    }

    fn now(&self) -> f64 {
        self.scope.performance().map_or(0.0, |clock| clock.now())
    }

    fn tell(&self, message: impl Into<Message>) {
        let Message { event, attachments } = message.into();
        let buffers: Vec<JsValue> = attachments
            .iter()
            .map(|bytes| port::buffer(bytes))
            .collect();
        // A post can only fail when the page is gone, and then nobody waits.
        let _ = self.scope.post(&event, buffers);
    }

    fn asked(shared: &Shared, request: Request, attached: Vec<JsValue>) {
        let mut agent = shared.borrow_mut();
        match request {
            Request::Load {
                job,
                paths,
                settings,
            } => {
                let files = attached
                    .into_iter()
                    .filter_map(|file| file.dyn_into::<File>().ok());
                agent.session.collection.begin_drop();
                agent.inbox.give(paths.into_iter().zip(files));
                agent.run(job, settings, true);
            }
            Request::Continue { job, settings } => agent.run(job, settings, true),
            Request::Configure { job, settings } => {
                let reads = agent.job.as_ref().is_some_and(|job| job.reads);
                agent.run(job, settings, reads);
            }
            Request::Cancel => agent.cancel(),
            Request::Describe { track } => {
                let started = agent.now();
                if let Some(event) = agent.session.describe(track) {
                    agent.tell(event);
                    let duration_ms = agent.now() - started;
                    agent.tell(Event::Took {
                        stage: Stage::Recommend,
                        duration_ms,
                    });
                }
            }
            Request::Ask(question) => {
                if let Some(answer) = agent.session.ask(question) {
                    agent.tell(Event::Answered(answer));
                }
            }
            Request::Report(params) => {
                let Self { session, inbox, .. } = &mut *agent;
                let html = session.report(&params, &mut |path| inbox.picture(path));
                agent.tell(Message {
                    event: Event::Report,
                    attachments: html.map(String::into_bytes).into_iter().collect(),
                });
            }
            Request::Table(params) => {
                let csv = agent.session.table(&params);
                agent.tell(Message {
                    event: Event::Table,
                    attachments: csv.into_iter().collect(),
                });
            }
            Request::Picture { track } => {
                let bytes = agent.picture(track);
                agent.tell(Message {
                    event: Event::Picture { track },
                    attachments: bytes.into_iter().collect(),
                });
            }
            Request::Document { query } => {
                let document = agent.session.document(query);
                agent.tell(Message {
                    event: Event::Document,
                    attachments: document.map(String::into_bytes).into_iter().collect(),
                });
            }
        }
        drop(agent);
        Self::go_on(shared);
    }

    fn run(&mut self, id: JobId, settings: Settings, reads: bool) {
        self.session.cancel();
        let now = self.now();
        self.job = Some(Running {
            id,
            settings,
            reads,
            computes: false,
            pictures_done: 0,
            started: now,
            decoding_since: None,
            spent: BTreeMap::new(),
        });
        self.next_progress = now + PROGRESS_MS;
    }

    fn cancel(&mut self) {
        if self.session.stop_layout() {
            return;
        }
        let Some(job) = self.job.take() else { return };
        self.session.cancel();
        // Pictures at the helpers go back in line; their outcomes will find no ticket.
        while let Some((ticket, unread)) = self.decoding.pop_last() {
            self.decoders.settle(ticket);
            self.inbox.put_back(unread);
        }
        self.tell(Event::Cancelled {
            job: job.id,
            unread: self.inbox.n_unread(),
            loaded: self.session.collection.n_pictures(),
        });
    }

    /// Schedules the next piece of work, after whatever messages wait.
    fn go_on(shared: &Shared) {
        let shared = shared.clone();
        Timeout::new(0, move || {
            let more = shared.borrow_mut().work();
            if more {
                Self::go_on(&shared);
            }
        })
        .forget();
    }

    /// A piece of work; true when the next one can begin, false when there is nothing to do or something to wait for.
    fn work(&mut self) -> bool {
        let until = self.now() + SLICE_MS;
        while self.now() < until {
            let Some(job) = &self.job else {
                let (goes_on, answer) = self.session.study();
                if let Some(answer) = answer {
                    self.tell(Event::Answered(answer));
                }
                if goes_on {
                    continue;
                }
                return false;
            };
            if !job.reads || job.computes {
                if !self.compute() {
                    return false;
                }
                continue;
            }
            if self.inbox.sort_next(&mut self.session.collection) {
                continue;
            }
            self.feed();
            if self.batches_read_now == 0
                && let Some(table) = self.inbox.next_table()
            {
                self.read_table(&table);
                continue;
            }
            if self.n_waiting() > 0 {
                // Who reads or decodes calls when it is done.
                return false;
            }
            self.end_reading();
        }
        true
    }

    fn read_table(&mut self, table: &Unread) {
        self.tell_progress(Stage::Csv, 0, 0);
        let started = self.now();
        let name = table
            .path
            .rsplit('/')
            .next()
            .unwrap_or(&table.path)
            .to_string();
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
    fn feed(&mut self) {
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
        agent.after_pictures(shared);
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
    fn n_waiting(&self) -> usize {
        self.inbox.n_pictures() + self.decoding.len()
    }

    fn broken(&mut self, path: &str, reason: &str) {
        self.session.collection.add_broken_picture(path, reason);
        if let Some(job) = &mut self.job {
            job.pictures_done += 1;
        }
    }

    fn decoded(shared: &Shared, outcomes: Vec<(Outcome, Vec<u8>)>) {
        let mut agent = shared.borrow_mut();
        for (outcome, pixels) in outcomes {
            agent.settle(outcome, pixels);
        }
        agent.after_pictures(shared);
    }

    /// Has more read, says how far it is, goes on after the last.
    fn after_pictures(&mut self, shared: &Shared) {
        let Some(job) = &self.job else { return };
        let done = job.pictures_done;
        self.feed();
        let n_waiting = self.n_waiting();
        self.tell_progress(Stage::Decode, done, done + n_waiting);
        if n_waiting == 0 || (self.batches_read_now == 0 && self.inbox.has_table()) {
            Self::go_on(shared);
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

    fn tell_progress(&mut self, stage: Stage, done: usize, total: usize) {
        let now = self.now();
        let Some(job) = self.job.as_ref().filter(|_| now >= self.next_progress) else {
            return;
        };
        let progress = Progress { stage, done, total };
        self.tell(Event::Progress {
            job: job.id,
            progress,
        });
        self.next_progress = now + PROGRESS_MS;
    }

    fn spend(&mut self, stage: Stage, duration_ms: f64) {
        if let Some(job) = &mut self.job {
            *job.spent.entry(stage).or_default() += duration_ms;
        }
    }

    /// All files are read: the session can compute.
    fn end_reading(&mut self) {
        let now = self.now();
        if let Some(job) = &mut self.job {
            job.computes = true;
            job.spent.insert(Stage::Load, now - job.started);
            if let Some(since) = job.decoding_since {
                job.spent.insert(Stage::Decode, now - since);
            }
        }
    }

    /// One step of the session; false when the job is done.
    fn compute(&mut self) -> bool {
        let Some(job) = &mut self.job else {
            return false;
        };
        if self.session.stage().is_none() {
            job.computes = true;
            self.session.begin(job.id, job.settings.clone());
        }
        let Some(stage) = self.session.stage() else {
            return false;
        };
        let started = self.now();
        let messages = self.session.step();
        let spent = self.now() - started;
        self.spend(stage, spent);
        let (done, total) = self
            .session
            .progress()
            .filter(|progress| progress.stage == stage)
            .map_or((0, 0), |progress| (progress.done, progress.total));
        self.tell_progress(stage, done, total);
        let is_done = self.session.stage().is_none();
        if is_done {
            self.tell_durations();
        }
        for message in messages {
            self.tell(message);
        }
        if is_done {
            self.job = None;
        }
        !is_done
    }

    fn tell_durations(&self) {
        let Some(job) = &self.job else { return };
        for (&stage, &duration_ms) in &job.spent {
            // Recommending is measured where it is done.
            if stage != Stage::Recommend {
                self.tell(Event::Took { stage, duration_ms });
            }
        }
    }

    /// The bytes of a track's picture file.
    fn picture(&mut self, track: usize) -> Option<Vec<u8>> {
        let path = self.session.picture_path(track)?;
        self.inbox.picture(path)
    }
}

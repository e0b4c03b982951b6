//! The session worker's outside: hears the page, schedules the work, steps the session.
//!
//! Nothing here waits: every call does a short piece of work, and the rest is scheduled, so that Cancel is heard in
//! between.

mod helpers;
mod reading;
mod survey;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::{Rc, Weak};

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DedicatedWorkerGlobalScope, File};

use super::helper::Helper;
use super::letters::LettersPart;
use super::printer::PrinterPart;
use super::warm_up;
use crate::browser::part::Part;
use crate::browser::port::Port;
use crate::browser::{panics, port};
use crate::error::AnalysisError;
use crate::intake::{Crew, HelperId, Inbox, Limits, PictureTask, Unread};
use crate::progress::{Progress, Stage};
use crate::protocol::{Event, JobId, Message, Request, Unreadable};
use crate::session::Session;
use crate::space::Settings;
use helpers::Load;
use reading::Fed;
use survey::Survey;

/// Helpers at most: reading files, not cores, is the limit beyond.
const MOST_HELPERS: usize = 8;
/// What may be on its way at once. Of a picture at a helper two things are in memory: its file, and while it is decoded
/// two to nine bytes per pixel. A helper decodes one at a time, so that all of them together take at most nine times `light`
/// bytes each (18 MB), and the one with the large pictures 350 MB.
const LIMITS: Limits = Limits {
    file_bytes: 64 << 20,
    pixels: 32 << 20,
    light: 2 << 20,
    idle_deaths: 2,
};
/// Work goes on at most this long before messages are heard.
const SLICE_MS: f64 = 40.0;
/// Progress is said at most this often.
const PROGRESS_MS: f64 = 50.0;

/// Starts the session worker.
pub fn start() {
    panics::throw();
    Agent::start(&js_sys::global().unchecked_into());
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
    /// Were pictures looked for that are to be cut otherwise? Once is enough: a file may be gone.
    has_cut_again: bool,
    started: f64,
    decoding_since: Option<f64>,
    spent: BTreeMap<Stage, f64>,
}

impl Running {
    /// Are there files that it still reads?
    fn is_reading(&self) -> bool {
        self.reads && !self.computes
    }
}

struct Agent {
    /// Itself, for what it waits for.
    me: Weak<RefCell<Agent>>,
    scope: DedicatedWorkerGlobalScope,
    session: Session,
    inbox: Inbox<File>,
    /// Pictures being read or decoded, and by whom.
    crew: Crew<Unread<File>, Load>,
    helpers: BTreeMap<HelperId, Helper>,
    /// For files and names in older encodings.
    letters: LettersPart,
    /// For reports.
    printer: PrinterPart,
    /// For the pictures that no helper can be had for.
    decoder: Part,
    /// Why it cannot be had; it is tried again with the next files.
    no_decoder: Option<String>,
    batches_read_now: usize,
    /// Have the helpers enough to do while a table is read?
    is_primed: bool,
    job: Option<Running>,
    /// The second look at the pictures, and whether one is to begin.
    survey: Option<Survey>,
    is_survey_due: bool,
    next_progress: f64,
    is_scheduled: bool,
}

type Shared = Rc<RefCell<Agent>>;

impl Agent {
    fn start(scope: &DedicatedWorkerGlobalScope) {
        let cores = scope.navigator().hardware_concurrency() as usize;
        let shared = Rc::new_cyclic(|me| {
            RefCell::new(Self {
                me: me.clone(),
                scope: scope.clone(),
                session: Session::default(),
                inbox: Inbox::default(),
                crew: Crew::new(cores.clamp(1, MOST_HELPERS), LIMITS),
                helpers: BTreeMap::new(),
                letters: LettersPart::new(),
                printer: PrinterPart::new(),
                decoder: Part::new("decoder"),
                no_decoder: None,
                batches_read_now: 0,
                is_primed: false,
                job: None,
                survey: None,
                is_survey_due: false,
                next_progress: 0.0,
                is_scheduled: false,
            })
        });
        shared.borrow_mut().start_helpers();
        let to = shared.clone();
        let listeners = port::listen(scope, move |received| match received {
            Ok((request, attached)) => Self::asked(&to, request, attached),
            Err(error) => to.borrow().tell(Event::Misread(error.to_string())),
        });
        listeners.into_iter().for_each(EventListener::forget);
        shared.borrow().tell(Event::Ready);
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
        if self.scope.post(&event, buffers).is_err() {
            let why = Unreadable::Strange("it could not be sent").to_string();
            // Where this fails too the page is gone, and then nobody waits.
            let _ = self.scope.post(&Event::Misread(why), []);
        }
    }

    fn tell_all(&self, messages: Vec<Message>) {
        for message in messages {
            self.tell(message);
        }
    }

    fn asked(shared: &Shared, request: Request, attached: Vec<JsValue>) {
        let mut agent = shared.borrow_mut();
        match request {
            Request::Load {
                job,
                paths,
                settings,
            } => {
                let files: Vec<File> = attached
                    .into_iter()
                    .filter_map(|file| file.dyn_into::<File>().ok())
                    .collect();
                if files.len() != paths.len() {
                    let why = Unreadable::Strange("files are missing");
                    return agent.tell(Event::Misread(why.to_string()));
                }
                agent.no_decoder = None;
                agent.session.collection.begin_drop();
                agent.inbox.give(paths.into_iter().zip(files));
                agent.run(job, *settings, true);
            }
            Request::Continue { job, settings } => agent.run(job, *settings, true),
            Request::Configure { job, settings } => {
                let otherwise = agent
                    .session
                    .collection
                    .tables_read_otherwise(&settings.reading);
                agent.stop_survey();
                let reads_again = agent.inbox.read_again(&otherwise) | agent.cut_again(&settings);
                let reads = agent.job.as_ref().is_some_and(Running::is_reading) || reads_again;
                agent.run(job, *settings, reads);
            }
            Request::Cancel => agent.cancel(),
            Request::CancelSurvey => agent.stop_survey(),
            Request::CancelReport => {
                agent.session.cancel_report();
                agent.session.cancel_document();
            }
            Request::Leave(study) => agent.session.leave(study),
            Request::Describe { track } => {
                let started = agent.now();
                let described = agent.session.describe(track);
                agent.tell(described.unwrap_or_else(|error| Event::Unable(error.to_string())));
                let duration_ms = agent.now() - started;
                agent.tell(Event::Took {
                    stage: Stage::Recommend,
                    duration_ms,
                });
            }
            Request::Ask(question) => {
                if let Some(answer) = agent.session.ask(&question) {
                    agent.tell(Event::Answered(answer));
                }
            }
            Request::Report(params) => agent.session.ask_for_report(*params),
            Request::Table(params, of_map) => {
                let csv = agent.session.table(&params, of_map.as_ref());
                agent.give(Event::Table, csv);
            }
            Request::Picture { track } => {
                let bytes = agent.picture(track);
                agent.tell(Message {
                    event: Event::Picture { track },
                    attachments: bytes.into_iter().collect(),
                });
            }
            Request::Document { query } => {
                let is_reading = agent.job.as_ref().is_some_and(Running::is_reading);
                agent.session.ask_for_document(query, is_reading);
            }
        }
        agent.go_on();
    }

    /// Gives the page a file that it asked for, or says why there is none.
    fn give(&self, event: Event, file: Result<Vec<u8>, AnalysisError>) {
        self.tell(match file {
            Ok(bytes) => Message {
                event,
                attachments: vec![bytes],
            },
            Err(error) => Event::Unable(error.to_string()).into(),
        });
    }

    fn run(&mut self, id: JobId, settings: Settings, reads: bool) {
        self.stop_survey();
        let old = self.job.take();
        // Of its own jobs the session says itself that they are over.
        if let Some(old) = old.filter(|_| self.session.stage().is_none()) {
            self.tell(Event::Superseded { job: old.id });
        }
        let said = if reads {
            self.session.set_aside(id)
        } else {
            self.begin_session(id, &settings)
        };
        self.tell_all(said);
        let now = self.now();
        self.job = Some(Running {
            id,
            settings,
            reads,
            computes: !reads,
            pictures_done: 0,
            has_cut_again: false,
            started: now,
            decoding_since: None,
            spent: BTreeMap::new(),
        });
        self.next_progress = now + PROGRESS_MS;
    }

    /// What was read is to be joined and computed, with names in archives read as they are wanted now.
    fn begin_session(&mut self, id: JobId, settings: &Settings) -> Vec<Message> {
        let collection = &mut self.session.collection;
        self.inbox
            .read_names(&settings.reading, collection, &self.letters);
        self.session.begin(id, settings.clone())
    }

    fn cancel(&mut self) {
        if self.session.stop_layout() {
            return;
        }
        let Some(job) = self.job.take() else { return };
        let said = self.session.cancel();
        self.tell_all(said);
        // Pictures at the helpers go back in line; their outcomes will find no ticket.
        for unread in self.crew.cancel().into_iter().rev() {
            self.inbox.put_back(unread);
        }
        self.inbox.note_refused(&mut self.session.collection);
        self.is_primed = false;
        self.tell(self.session.cancelled(job.id, self.inbox.n_unread()));
    }

    /// Schedules the next piece of work, after whatever messages wait; once, however often it is called.
    fn go_on(&mut self) {
        if std::mem::replace(&mut self.is_scheduled, true) {
            return;
        }
        let me = self.me.clone();
        Timeout::new(0, move || {
            let Some(agent) = me.upgrade() else { return };
            let mut agent = agent.borrow_mut();
            agent.is_scheduled = false;
            if agent.work() {
                agent.go_on();
            }
        })
        .forget();
    }

    /// A piece of work; true when the next one can begin, false when there is nothing to do or something to wait for.
    fn work(&mut self) -> bool {
        let until = self.now() + SLICE_MS;
        while self.now() < until {
            if let Some(messages) = self.session.answer() {
                self.tell_all(messages);
                continue;
            }
            let Some(job) = &self.job else {
                // Helpers look again while this worker studies.
                if !self.look_again() && !self.study() {
                    return false;
                }
                continue;
            };
            if !job.reads || job.computes {
                self.compute();
                continue;
            }
            if self
                .inbox
                .sort_next(&mut self.session.collection, &self.letters)
            {
                let (done, total) = self.inbox.progress();
                self.tell_progress(Progress {
                    stage: Stage::Load,
                    done,
                    total,
                });
                continue;
            }
            if self.feed() != Fed::Nothing {
                continue;
            }
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

    fn tell_progress(&mut self, progress: Progress) {
        let now = self.now();
        let Some(job) = self.job.as_ref().filter(|_| now >= self.next_progress) else {
            return;
        };
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

    /// Lines up the pictures that are to be cut otherwise than they were; false where there are none.
    fn cut_again(&mut self, settings: &Settings) -> bool {
        let otherwise = self.session.collection.pictures_cut_otherwise(settings);
        let otherwise = otherwise.into_iter();
        let tasks = otherwise.map(|(path, frame)| (path, PictureTask::CutAt(frame)));
        self.inbox.read_pictures_again(tasks) > 0
    }

    /// All files are read: the session can compute, unless pictures turned out to be of a kind that is cut otherwise.
    fn end_reading(&mut self) {
        let now = self.now();
        if let Some(job) = self.job.as_mut().filter(|job| !job.has_cut_again) {
            job.has_cut_again = true;
            let settings = job.settings.clone();
            if self.cut_again(&settings) {
                return;
            }
        }
        if let Some(job) = &mut self.job {
            job.computes = true;
            job.spent.insert(Stage::Load, now - job.started);
            if let Some(since) = job.decoding_since {
                job.spent.insert(Stage::Decode, now - since);
            }
        }
    }

    /// One step of the session.
    fn compute(&mut self) {
        let Some(job) = &mut self.job else {
            return;
        };
        if self.session.stage().is_none() {
            job.computes = true;
            let (id, settings) = (job.id, job.settings.clone());
            let said = self.begin_session(id, &settings);
            self.tell_all(said);
        }
        let Some(stage) = self.session.stage() else {
            self.job = None;
            return;
        };
        let started = self.now();
        let messages = self.session.step();
        let spent = self.now() - started;
        self.spend(stage, spent);
        if let Some(progress) = self.session.progress() {
            self.tell_progress(progress);
        }
        let is_done = self.session.stage().is_none();
        if is_done {
            self.tell_durations();
        }
        self.tell_all(messages);
        if is_done {
            self.is_survey_due = true;
            self.job = None;
        }
    }

    /// A piece of a report or a longer question; false when there is none.
    fn study(&mut self) -> bool {
        self.session.set_looking(self.survey.is_some());
        let Self {
            session,
            inbox,
            printer,
            ..
        } = self;
        let Some(messages) = session.study(&mut |path| inbox.picture(path), printer) else {
            return false;
        };
        let now = self.now();
        if let Some(progress) = self
            .session
            .studying()
            .filter(|_| now >= self.next_progress)
        {
            self.tell(Event::Studying(progress));
            self.next_progress = now + PROGRESS_MS;
        }
        self.tell_all(messages);
        true
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

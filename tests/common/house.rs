//! A page and a session without a browser: what the one sends the other hears, in order.

use std::collections::VecDeque;

use serde_json::Value;

use super::{collection_of, fixtures, listen};
use soundkin::effort;
use soundkin::page::{Action, Effect, Phase, State, reduce};
use soundkin::progress::Stage;
use soundkin::protocol::{Event, Message, Request};
use soundkin::report::Html;
use soundkin::session::{SecondLook, Session};
use soundkin::space::{Layout, Settings, SpaceName};

/// A page and a session, and what passes between them.
pub struct House {
    pub state: State,
    pub session: Session,
    /// What the session said.
    pub said: Vec<Message>,
    /// Files that were handed to the person.
    pub saved: Vec<(String, Vec<u8>)>,
    /// What the page asked, in words, and jobs that it began.
    pub asked: Vec<Request>,
    /// The most that one call of the session did.
    pub most: u64,
    /// What is on its way to the page, where it takes its time.
    pub post: VecDeque<Message>,
    pub is_slow: bool,
}

impl House {
    /// Tracks on the selected track's list by sound.
    pub fn n_by_sound(&self) -> usize {
        let described = self.state.description().unwrap();
        described.lists[SpaceName::Pixels]
            .as_ref()
            .unwrap()
            .items
            .len()
    }

    /// n40 is loaded and shown.
    pub fn new() -> Self {
        let mut session = Session::default();
        session.collection = collection_of(&fixtures("n40"));
        let mut house = Self::of(session);
        house.act(Action::GiveFiles(vec!["n40".into()]));
        house.run();
        assert_eq!(house.state.phase, Phase::Ready);
        house
    }

    pub fn of(session: Session) -> Self {
        Self {
            state: State::default(),
            session,
            said: Vec::new(),
            saved: Vec::new(),
            asked: Vec::new(),
            most: 0,
            post: VecDeque::new(),
            is_slow: false,
        }
    }

    pub fn act(&mut self, action: Action) {
        let (state, effects) = reduce(std::mem::take(&mut self.state), action);
        self.state = state;
        for effect in effects {
            match effect {
                Effect::Send(request) => self.hear(request),
                Effect::Download { name, bytes, .. } => self.saved.push((name, bytes)),
                _ => {}
            }
        }
    }

    /// The session hears a request, as the agent gives it.
    pub fn hear(&mut self, request: Request) {
        self.asked.push(request.clone());
        effort::spent();
        let session = &mut self.session;
        let said = match request {
            Request::Load { job, settings, .. }
            | Request::Continue { job, settings }
            | Request::Configure { job, settings } => session.begin(job, *settings),
            Request::Cancel => {
                if session.stop_layout() || session.stage().is_none() {
                    Vec::new()
                } else {
                    let mut said = session.cancel();
                    said.push(session.cancelled(self.state.job, 0).into());
                    said
                }
            }
            Request::CancelReport => {
                session.cancel_report();
                Vec::new()
            }
            Request::Leave(study) => {
                session.leave(study);
                Vec::new()
            }
            Request::Describe { track } => {
                let described = session.describe(track);
                vec![
                    described
                        .unwrap_or_else(|error| Event::Unable(error.to_string()))
                        .into(),
                ]
            }
            Request::Ask(question) => session
                .ask(&question)
                .map(|answer| Event::Answered(answer).into())
                .into_iter()
                .collect(),
            Request::Report(params) => {
                session.ask_for_report(*params);
                Vec::new()
            }
            Request::Document { query } => {
                session.ask_for_document(query, false);
                Vec::new()
            }
            Request::CancelSurvey | Request::Table(..) | Request::Picture { .. } => Vec::new(),
        };
        self.tell(said);
    }

    pub fn tell(&mut self, said: Vec<Message>) {
        self.most = self.most.max(effort::spent());
        self.said.extend(said.iter().cloned());
        self.post.extend(said);
        if !self.is_slow {
            self.deliver(usize::MAX);
        }
    }

    /// The page gets so many messages of those on their way.
    pub fn deliver(&mut self, most: usize) {
        for _ in 0..most {
            let Some(message) = self.post.pop_front() else {
                return;
            };
            self.act(Action::Told(message));
        }
    }

    /// One call of the session, as the agent makes them; false when there is nothing to do.
    pub fn step(&mut self) -> bool {
        effort::spent();
        let said = if let Some(said) = self.session.answer() {
            Some(said)
        } else if self.session.stage().is_some() {
            Some(self.session.step())
        } else {
            self.session.study(&mut |_| None, &Html)
        };
        let is_busy = said.is_some();
        self.tell(said.unwrap_or_default());
        is_busy
    }

    pub fn run(&mut self) {
        while self.step() || !self.post.is_empty() {
            self.deliver(usize::MAX);
        }
    }

    /// The pictures of n40 are looked at again, and what comes of it.
    pub fn listen(&mut self) {
        let settings = self.session.settings().unwrap().clone();
        let folder = fixtures("n40/spectrograms");
        listen(&mut self.session.collection, &folder, &settings);
        self.end_survey();
    }

    /// The second look is over, as the agent says it.
    pub fn end_survey(&mut self) {
        let SecondLook { kinds, has_timbre } = self.session.look_again();
        let surveyed = Event::Surveyed {
            kinds,
            has_timbre,
            n_gone: 0,
        };
        self.tell(vec![surveyed.into()]);
        self.run();
    }

    /// Changes the settings and waits for what comes of it.
    pub fn set(&mut self, change: impl FnOnce(&mut Settings)) {
        self.begin(change);
        self.run();
    }

    pub fn begin(&mut self, change: impl FnOnce(&mut Settings)) {
        let mut settings = self.state.settings.clone();
        change(&mut settings);
        self.act(Action::Configure(Box::new(settings)));
    }

    /// In the middle of a layout of sound space by t-SNE.
    pub fn lay_out(&mut self) {
        self.begin(|settings| settings.spaces[SpaceName::Pixels].layout = Layout::Tsne);
        while self
            .session
            .progress()
            .is_some_and(|progress| progress.stage != Stage::Tsne || progress.done < 40)
        {
            self.step();
        }
        assert_eq!(self.state.phase, Phase::Working);
    }

    pub fn name(&mut self, space: SpaceName, cluster: usize, name: &str) {
        self.act(Action::NameCluster(space, cluster, name.into()));
    }

    pub fn document(&mut self) -> Value {
        self.act(Action::ExportAnalysis);
        while self.saved.is_empty() {
            assert!(self.step() || !self.post.is_empty(), "no document came");
            self.deliver(usize::MAX);
        }
        let (name, bytes) = self.saved.remove(0);
        assert_eq!(name, "soundkin-analysis.json");
        serde_json::from_slice(&bytes).unwrap()
    }

    /// Events since the last call, by name, and the bytes attached to them.
    pub fn traffic(&mut self) -> (Vec<String>, usize) {
        let said = std::mem::take(&mut self.said);
        let bytes = said.iter().flat_map(|m| &m.attachments).map(Vec::len).sum();
        let name = |message: &Message| {
            let text = format!("{:?}", message.event);
            let end = text.find([' ', '(', '{']).unwrap_or(text.len());
            text[..end].to_string()
        };
        (said.iter().map(name).collect(), bytes)
    }

    /// Everything of one space that the page shows in Clusters.
    pub fn clusters(&self, space: SpaceName) -> impl PartialEq + std::fmt::Debug + use<> {
        let answers = &self.state.answers.spaces[space];
        let known = (answers.profiles.clone(), answers.scan.clone());
        assert!(known.0.is_some() && known.1.is_some());
        (self.state.cluster_names(space), known)
    }
}

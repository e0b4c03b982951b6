//! The second look at the pictures, when no job is under way: at their own resolution, with their colours undone,
//! which can only begin when all pictures together have said which colours those are.

use web_sys::File;

use super::reading::Fed;
use super::{Agent, PROGRESS_MS};
use crate::data::Measured;
use crate::intake::{PictureTask, Unread};
use crate::progress::{Progress, Stage};
use crate::protocol::Event;
use crate::session::SecondLook;

/// A second look under way.
pub(super) struct Survey {
    done: usize,
    total: usize,
    /// Pictures that could not be read again.
    n_gone: usize,
}

impl Agent {
    /// A piece of the second look; true when the next one can begin.
    pub(super) fn look_again(&mut self) -> bool {
        if self.survey.is_some() {
            let fed = self.feed();
            if self.n_waiting() == 0 {
                self.end_survey();
                return true;
            }
            // Who reads or decodes calls when it is done.
            return fed != Fed::Nothing;
        }
        if !std::mem::take(&mut self.is_survey_due) {
            return false;
        }
        let Some(settings) = self.session.settings() else {
            return false;
        };
        let unmeasured = self.session.collection.unmeasured(settings).into_iter();
        let tasks = unmeasured.map(|(path, reading)| (path, PictureTask::Measure(reading)));
        let total = self.inbox.read_pictures_again(tasks);
        if total > 0 {
            self.survey = Some(Survey {
                done: 0,
                total,
                n_gone: 0,
            });
            self.next_progress = self.now() + PROGRESS_MS;
        }
        total > 0
    }

    /// Keeps what was found of a picture; nothing where it could not be read again.
    pub(super) fn measured(&mut self, unread: &Unread<File>, measured: Measured) {
        let (PictureTask::Measure(reading), Some(survey)) = (unread.task, &mut self.survey) else {
            return;
        };
        survey.done += 1;
        survey.n_gone += usize::from(measured.timbre.is_empty());
        let collection = &mut self.session.collection;
        collection.keep_measured(&unread.path, reading, measured);
    }

    /// Says how far the second look is.
    pub(super) fn tell_survey(&mut self) {
        let now = self.now();
        let Some(survey) = self.survey.as_ref().filter(|_| now >= self.next_progress) else {
            return;
        };
        self.tell(Event::Surveying(Progress {
            stage: Stage::Survey,
            done: survey.done,
            total: survey.total,
        }));
        self.next_progress = now + PROGRESS_MS;
    }

    /// Says what came of the second look, if one was under way.
    pub(super) fn end_survey(&mut self) {
        let Some(survey) = self.survey.take() else {
            return;
        };
        let SecondLook { kinds, has_timbre } = self.session.look_again();
        // What is known better of the kinds may be how to look at them.
        self.is_survey_due = kinds.is_some();
        self.tell(Event::Surveyed {
            kinds,
            has_timbre,
            n_gone: survey.n_gone,
        });
    }

    /// Ends the second look where it is: something else is to be done, or a person does not want it. It is taken up again
    /// after the next job.
    pub(super) fn stop_survey(&mut self) {
        self.is_survey_due = false;
        if self.survey.take().is_some() {
            self.inbox.forget_what_can_wait();
            // Their outcomes will find no ticket.
            drop(self.crew.cancel());
        }
    }
}

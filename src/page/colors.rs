//! The colouring of a map that was asked for, and the one that stands until it comes.

use std::rc::Rc;

use crate::figures::{Coloring, ColoringParams};
use crate::space::SpaceName;

/// The colouring that was asked for, and the one that stands.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Colors {
    asked: Option<ColoringParams>,
    /// With what was asked; nothing where there is none, as without a track in question.
    standing: Option<(ColoringParams, Option<Rc<Coloring>>)>,
}

impl Colors {
    /// Was it asked for, or does it stand?
    pub(super) fn knows(&self, params: &ColoringParams) -> bool {
        let standing = self.standing.as_ref().map(|(of, _)| of);
        [self.asked.as_ref(), standing].contains(&Some(params))
    }

    pub(super) fn ask(&mut self, params: ColoringParams) {
        self.asked = Some(params);
    }

    /// Keeps an answer, if it is the one that was last asked for; `n_samples` is that of the map.
    pub(super) fn keep(
        &mut self,
        params: ColoringParams,
        found: Option<Coloring>,
        n_samples: usize,
    ) {
        if self.asked.as_ref() != Some(&params) {
            return;
        }
        self.asked = None;
        // It may be about a map that is gone.
        let fits = found
            .as_ref()
            .is_none_or(|found| found.classes.len() == n_samples);
        if fits {
            self.standing = Some((params, found.map(Rc::new)));
        }
    }

    /// Other tracks stand on the map of this space.
    pub(super) fn forget_space(&mut self, space: SpaceName) {
        self.standing.take_if(|(of, _)| of.space == space);
        self.asked.take_if(|of| of.space == space);
    }

    /// The colouring that stands, if any, with what it was asked for; nothing where it is known that there is none.
    pub(super) fn standing(&self) -> Option<&(ColoringParams, Option<Rc<Coloring>>)> {
        self.standing.as_ref()
    }

    /// This stands from now on.
    pub(super) fn stand(&mut self, params: ColoringParams, coloring: Rc<Coloring>) {
        self.standing = Some((params, Some(coloring)));
    }

    /// Is it known that there are none?
    pub(super) fn has_none(&self) -> bool {
        self.asked.is_none() && matches!(self.standing, Some((_, None)))
    }
}

//! Moves the samples of the map downhill, scikit-learn's way: momentum, a gain for every coordinate, and a rule for
//! when to stop (`_gradient_descent` in `sklearn.manifold._t_sne`; Jacobs, "Increased rates of convergence", 1988).

use super::affinities::Affinities;
use super::attraction::{attract, kl_divergence};
use super::repulsion::Repulsion;
use crate::effort::spend;

/// Iterations in which neighbours attract each other too much, so that groups find together.
pub(super) const EXPLORATION_ITER: usize = 250;
const EXPLORATION_MOMENTUM: f32 = 0.5;
const FINAL_MOMENTUM: f32 = 0.8;
const GAIN_STEP: f32 = 0.2;
const GAIN_DECAY: f32 = 0.8;
const LEAST_GAIN: f32 = 0.01;
/// Iterations from one look at the divergence to the next.
const CHECK_ITER: usize = 50;
const N_ITER_WITHOUT_PROGRESS: usize = 300;
/// Length of the gradient, gains included, at which the map counts as standing still.
const MIN_GRAD_NORM: f64 = 1e-7;

/// How fast and how long.
#[derive(Clone, Copy)]
pub(super) struct Schedule {
    pub(super) early_exaggeration: f32,
    pub(super) learning_rate: f32,
    pub(super) max_iter: usize,
}

/// A map on its way.
pub(super) struct Descent {
    schedule: Schedule,
    affinities: Affinities,
    repulsion: Repulsion,
    xs: Axis,
    ys: Axis,
    n_iter: usize,
    is_exploring: bool,
    divergence: Option<f64>,
    /// The least divergence looked at since the exploration, and the iteration that had it.
    best: (f64, usize),
}

/// One coordinate of every sample.
struct Axis {
    values: Vec<f32>,
    motion: Motion,
}

struct Motion {
    updates: Vec<f32>,
    gains: Vec<f32>,
}

impl Motion {
    fn at_rest(n_samples: usize) -> Self {
        Self {
            updates: vec![0.0; n_samples],
            gains: vec![1.0; n_samples],
        }
    }

    /// The next update of sample `i`; returns its gradient, gain included.
    fn turn(&mut self, i: usize, gradient: f32, momentum: f32, learning_rate: f32) -> f32 {
        let (update, gain) = (&mut self.updates[i], &mut self.gains[i]);
        let turned = if *update * gradient < 0.0 {
            *gain + GAIN_STEP
        } else {
            *gain * GAIN_DECAY
        };
        *gain = turned.max(LEAST_GAIN);
        let gradient = gradient * *gain;
        *update = momentum * *update - learning_rate * gradient;
        gradient
    }
}

impl Axis {
    fn new(values: Vec<f32>) -> Self {
        Self {
            motion: Motion::at_rest(values.len()),
            values,
        }
    }

    fn advance(&mut self) {
        for (x, update) in self.values.iter_mut().zip(&self.motion.updates) {
            *x += update;
        }
    }
}

impl Descent {
    /// Starts at (`xs`, `ys`).
    pub(super) fn new(
        schedule: Schedule,
        affinities: Affinities,
        xs: Vec<f32>,
        ys: Vec<f32>,
    ) -> Self {
        Self {
            schedule,
            affinities,
            repulsion: Repulsion::default(),
            xs: Axis::new(xs),
            ys: Axis::new(ys),
            n_iter: 0,
            is_exploring: true,
            divergence: None,
            best: (f64::INFINITY, 0),
        }
    }

    /// Where the samples are now.
    pub(super) fn coords(&self) -> (&[f32], &[f32]) {
        (&self.xs.values, &self.ys.values)
    }

    /// Iterations done.
    pub(super) fn n_iter(&self) -> usize {
        self.n_iter
    }

    /// The divergence when last looked at, in nats.
    pub(super) fn divergence(&self) -> Option<f64> {
        self.divergence
    }

    /// The divergence now, in nats.
    pub(super) fn measure(&self) -> f64 {
        let (xs, ys) = self.coords();
        let total = Repulsion::default().compute(xs, ys);
        kl_divergence(&self.affinities, xs, ys, total)
    }

    /// A part of an iteration; true when the last one is done.
    pub(super) fn step(&mut self) -> bool {
        let pushed = self.repulsion.step(&self.xs.values, &self.ys.values);
        let Some(total) = pushed else {
            return false;
        };
        spend(self.affinities.values.len(), 4);
        let is_checked = (self.n_iter + 1).is_multiple_of(CHECK_ITER);
        if is_checked {
            let (xs, ys) = self.coords();
            self.divergence = Some(kl_divergence(&self.affinities, xs, ys, total));
        }
        let length = self.turn(total);
        self.xs.advance();
        self.ys.advance();
        self.n_iter += 1;
        let stands_still = is_checked && length <= MIN_GRAD_NORM;
        if self.is_exploring {
            if stands_still || self.n_iter >= EXPLORATION_ITER {
                self.is_exploring = false;
                self.xs.motion = Motion::at_rest(self.xs.values.len());
                self.ys.motion = Motion::at_rest(self.ys.values.len());
                self.best = (f64::INFINITY, self.n_iter);
            }
            return self.n_iter >= self.schedule.max_iter;
        }
        stands_still || is_checked && self.is_stuck() || self.n_iter >= self.schedule.max_iter
    }

    /// Prepares the next move of every sample; returns the length of the gradient, gains included.
    fn turn(&mut self, total: f64) -> f64 {
        let rate = self.schedule.learning_rate;
        let (exaggeration, momentum) = if self.is_exploring {
            (self.schedule.early_exaggeration, EXPLORATION_MOMENTUM)
        } else {
            (1.0, FINAL_MOMENTUM)
        };
        let share = (1.0 / total) as f32;
        let Self {
            repulsion, xs, ys, ..
        } = self;
        let mut squares = 0.0;
        attract(&self.affinities, &xs.values, &ys.values, |i, pull| {
            let gradient = [
                4.0 * (exaggeration * pull[0] - share * repulsion.xs[i]),
                4.0 * (exaggeration * pull[1] - share * repulsion.ys[i]),
            ];
            let x = f64::from(xs.motion.turn(i, gradient[0], momentum, rate));
            let y = f64::from(ys.motion.turn(i, gradient[1], momentum, rate));
            squares += x * x + y * y;
        });
        squares.sqrt()
    }

    /// Has the divergence not fallen for long?
    fn is_stuck(&mut self) -> bool {
        let divergence = self.divergence.unwrap_or(f64::INFINITY);
        if divergence < self.best.0 {
            self.best = (divergence, self.n_iter);
        }
        self.n_iter - self.best.1 > N_ITER_WITHOUT_PROGRESS
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_stops_after_three_hundred_iterations_without_progress() {
        let schedule = Schedule {
            early_exaggeration: 12.0,
            learning_rate: 50.0,
            max_iter: 1000,
        };
        let mut descent = Descent::new(schedule, Affinities::default(), vec![], vec![]);
        let mut look = |n_iter, divergence| {
            descent.n_iter = n_iter;
            descent.divergence = Some(divergence);
            descent.is_stuck()
        };
        assert!(!look(300, 2.0));
        assert!(!look(350, 1.0));
        assert!(!look(400, 1.5));
        assert!(!look(650, 1.5));
        assert!(look(700, 1.5));
        assert!(!look(750, 0.9));
    }
}

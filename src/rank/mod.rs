//! Tracks side by side: the first of a ranking, two halves of the collection.

mod bars;
mod brightness;
mod rows;
mod split;
mod top;
mod usual;

pub use bars::{BarColumn, BarTrack, FeatureBars, MOST_DRAWN, feature_bars};
pub use brightness::{Brightness, MeanPicture};
pub use rows::{Entry, Scope};
pub use split::{Side, Split, SplitParams, Threshold, split};
pub use top::{Order, Top, TopParams, top};
pub use usual::Usual;

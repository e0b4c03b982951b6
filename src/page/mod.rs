//! What the user can do, pure: state, actions, the function between them, and the effects left to the browser.

mod action;
mod camera;
mod coloring;
mod colors;
mod decode;
mod endings;
mod gesture;
mod jobs;
mod joined;
mod labels;
mod map_rows;
mod names;
mod outline;
mod panels;
mod paths;
mod questions;
mod reduce;
mod row_window;
mod scheme;
mod search;
mod searching;
mod select;
mod selecting;
mod selection;
mod state;
mod table_pages;
mod told;
mod unusual;
mod wanted;
mod words;

pub use action::{Action, Effect, Searching};
pub use camera::Camera;
pub use gesture::{Gesture, Pointers};
pub use labels::{Label, Labels, Scene};
pub use map_rows::MapRows;
pub use names::{ClusterNames, Clustering, GivenName, successor};
pub use outline::{Outline, Tool};
pub use panels::{Panel, Panels, Width};
pub use paths::distinct;
pub use reduce::reduce;
pub use row_window::{RowList, RowWindow};
pub use scheme::Scheme;
pub use search::{Found, Search, with_hits};
pub use selection::{Combine, Selecting, Selection, narrowed};
pub use state::{
    Answers, BegunBy, Clusters, Description, ListContributions, Loaded, Map, OwnWay, Phase,
    SpaceAnswers, SpaceView, State, Tracks, View,
};
pub use table_pages::TablePages;
pub use unusual::unusual;
pub use words::{
    first_words, given_up, lacking, name_carried, names_wait, no_sound, nothing_holds_them,
    out_of_everything, would_match,
};

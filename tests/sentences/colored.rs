//! What the colours of a map leave out.

use soundkin::figures::color_legend::unseen;
use soundkin::figures::{ColorBy, Coloring};
use soundkin::page::Action;
use soundkin::sentences::{Colored, ColoredKind};
use soundkin::session::Session;
use soundkin::space::SpaceName;

use super::Case;
use super::common::house::House;
use super::common::{add_text_table, picture};

fn of_values(cells: &[&'static str], most: usize) -> Vec<Colored> {
    let values = cells.iter().map(|cell| Some(*cell));
    unseen(&Coloring::of_values(values, most).key)
}

fn of_sizes(sizes: &[Option<f64>]) -> Vec<Colored> {
    unseen(&Coloring::of_sizes(sizes.iter().copied(), None).key)
}

/// All sizes from 0 to 100.
fn hundred() -> Vec<Option<f64>> {
    (0..=100).map(|i| Some(f64::from(i))).collect()
}

/// Twelve tracks with pictures, of which number 7 has no tempo; every third is of one mood, and each has a title of its own.
fn twelve() -> House {
    let mut session = Session::default();
    let row = |i: usize| {
        let tempo = if i == 7 {
            String::new()
        } else {
            (i * i).to_string()
        };
        format!("{i},Song {i},mood {},0.{i},{tempo}\n", i % 3)
    };
    let rows = (1..=12).map(row).collect::<Vec<_>>().concat();
    add_text_table(
        &mut session.collection,
        &format!("id,title,mood,energy,tempo\n{rows}"),
    );
    for i in 1..=12 {
        session
            .collection
            .add_picture(picture(&format!("clip_{i}.png"), i));
    }
    let mut house = House::of(session);
    house.act(Action::GiveFiles(vec!["twelve".into()]));
    house.run();
    house.act(Action::ShowSpace(SpaceName::Pixels));
    house
}

/// Its map by how far the tracks are in features from one of them.
fn of_distances(selected: &str) -> Option<Colored> {
    let mut house = twelve();
    house.act(Action::ColorPoints(ColorBy::Distance(SpaceName::Features)));
    let ids = &house.state.loaded.as_ref().unwrap().tracks.ids;
    let track = ids.iter().position(|id| id == selected);
    house.act(Action::Select(track));
    house.run();
    assert_eq!(house.state.space(), SpaceName::Pixels);
    house.state.coloring_lack()
}

/// Its map by how far the nearest of tracks have the same value of a column.
fn of_agreement(column: &str) -> Option<Colored> {
    let mut house = twelve();
    house.act(Action::ColorPoints(ColorBy::Agreement(column.into())));
    house.run();
    house.state.coloring_lack()
}

pub(super) fn case(kind: ColoredKind) -> Case {
    use ColoredKind as Kind;
    match kind {
        Kind::OthersAreGrey => Case::new(
            of_values(&["a", "a", "b", "b", "c"], 2),
            "The 2 most frequent values have a colour, 1 other is grey.",
        )
        .not(of_values(&["a", "b"], 2), "")
        .not_so(of_values(&["a", "b", "c", "d"], 2), "2 others are grey"),
        Kind::Clipped => Case::new(
            of_sizes(&hundred()),
            "The colours run from 2 to 98, the 2nd and the 98th percentile; 4 tracks beyond have the colour of an end.",
        )
        .not(of_sizes(&[Some(3.0), Some(3.0)]), ""),
        Kind::NoSize => Case::new(of_sizes(&[Some(3.0), None, Some(3.0)]), "1 track without a value is grey.")
            .not(of_sizes(&[Some(3.0), Some(3.0)]), "")
            .not_so(of_sizes(&[Some(3.0), None, None, Some(3.0)]), "2 tracks without a value are grey."),
        Kind::NothingShared => Case::new(
            of_agreement("title"),
            "No two of these tracks have the same title.",
        )
        .not(of_agreement("mood"), ""),
        Kind::NoDistances => Case::new(
            of_distances("7"),
            "“Song 7” cannot be compared by features, so that nothing has a colour.",
        )
        .not(of_distances("8"), "")
        .not(of_distances(""), ""),
    }
}

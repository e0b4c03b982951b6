//! Pictures in rows and columns.

use super::laws::{checked, hostile_titles, words_of};
use super::*;
use crate::draw::{Rect, Rgb, Theme};

fn card(title: &str) -> Card {
    Card {
        picture: Some(Picture::Pixels(Pixels {
            n_columns: 2,
            colors: vec![Rgb::default(); 4],
        })),
        title: title.to_owned(),
        artist: "Someone".to_owned(),
        value: "97".to_owned(),
    }
}

fn top_ten() -> PictureGrid {
    PictureGrid {
        title: "Most popular".to_owned(),
        value_title: "Popularity".to_owned(),
        sections: vec![CardGroup {
            heading: String::new(),
            cards: (0..10).map(|i| card(&format!("Track {i}"))).collect(),
        }],
        n_columns: 5,
        aspect: 1.5,
    }
}

#[test]
fn two_by_five_when_there_is_room_and_five_by_two_when_not() {
    let columns: Vec<usize> = checked(&top_ten())
        .iter()
        .map(|drawing| {
            let top =
                |shape: &&Shape| matches!(shape, Shape::Picture { rect, .. } if rect.min.y < 1.0);
            drawing.shapes.iter().filter(top).count()
        })
        .collect();
    assert_eq!(columns, [2, 5, 5, 5]);
}

#[test]
fn pictures_keep_their_shape_and_answer_with_their_names() {
    let figure = top_ten();
    for drawing in checked(&figure) {
        let places: Vec<Rect> = drawing
            .shapes
            .iter()
            .filter_map(|shape| match shape {
                Shape::Picture { rect, .. } => Some(*rect),
                _ => None,
            })
            .collect();
        for (i, place) in places.iter().enumerate() {
            assert!((place.width() / place.height() - 1.5).abs() < 0.02);
            assert_eq!(drawing.hit(place.center()), Some((0, i)));
        }
    }
    assert_eq!(figure.words((0, 9)).unwrap(), "Track 9 - Someone - 97");
    assert_eq!(figure.words((1, 0)), None);
}

#[test]
fn a_track_without_a_picture_says_so_and_files_stay_files() {
    let mut figure = top_ten();
    let uri = data_uri(b"not really a picture");
    figure.sections[0].cards[0].picture = None;
    figure.sections[0].cards[1].picture = Some(Picture::Address(uri.clone()));
    figure.sections[0].cards[2].picture = Some(Picture::Address("https://a.b/c".into()));
    let drawing = &checked(&figure)[1];
    assert_eq!(drawing.caption, "1 of 10 tracks has no picture.");
    let gaps = words_of(drawing)
        .iter()
        .filter(|w| **w == "no picture")
        .count();
    assert_eq!(gaps, 2);
    assert_eq!(drawing.pictures().count(), 1);
    let text = svg(drawing, &Theme::LIGHT, &Picture::address);
    assert!(text.contains(&format!("href=\"{uri}\"")) && !text.contains("https"));
}

#[test]
fn sections_and_hostile_names_stay_in_their_place() {
    let mut figure = top_ten();
    figure.sections = hostile_titles()
        .iter()
        .map(|title| CardGroup {
            heading: title.clone(),
            cards: vec![card(title), card("next")],
        })
        .collect();
    figure.aspect = f64::NAN;
    figure.n_columns = 0;
    checked(&figure);
    assert_eq!(words_of(&checked(&PictureGrid::default())[0]).len(), 1);
}

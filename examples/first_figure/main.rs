//! Makes the figure of the first screen: `static/example.html` and its pictures in `static/example/`. It shows what the page
//! says about the demo, so that nothing on it is made up.
//!
//! ```text
//! cargo run --release --no-default-features --example first_figure             # write it
//! cargo run --release --no-default-features --example first_figure -- --check  # is it still what the page says?
//! ```

use std::error::Error;
use std::fs::{self, File};
use std::io::Read;
use std::path::Path;

use maud::{Markup, html};
use zip::ZipArchive;

use soundkin::analysis::{
    Analysis, Collection, RecommendationList, Recommender, analyse, default_query,
};
use soundkin::cluster::number_by_size;
use soundkin::data::ReadingChoices;
use soundkin::draw::{Palette, Theme};
use soundkin::ingest::{PictureReader, Tables};
use soundkin::space::{Settings, Space, SpaceName};
use soundkin::wording::plain;

const DEMO: &str = "static/demo/soundkin-demo.zip";
const FIGURE: &str = "static/example.html";
const PICTURES: &str = "static/example";
const MAP: &str = "map.svg";
/// The space that the page shows of pictures like these.
const SPACE: SpaceName = SpaceName::Timbre;
/// Recommended tracks in the figure.
const N_SHOWN: usize = 2;

/// A file to write, by its path.
type Made = (String, Vec<u8>);

fn main() -> Result<(), Box<dyn Error>> {
    let made = make(&entries()?)?;
    if std::env::args().any(|arg| arg == "--check") {
        let differs = |(path, bytes): &&Made| fs::read(path).ok().as_ref() != Some(bytes);
        return match made.iter().find(differs) {
            Some((path, _)) => Err(format!("{path} is not what the page says now").into()),
            None => Ok(()),
        };
    }
    fs::create_dir_all(PICTURES)?;
    for (path, bytes) in made {
        fs::write(path, bytes)?;
    }
    Ok(())
}

/// The files of the demo with their names.
fn entries() -> Result<Vec<Made>, Box<dyn Error>> {
    let mut archive = ZipArchive::new(File::open(DEMO)?)?;
    let mut entries = Vec::new();
    for i in 0..archive.len() {
        let mut entry = archive.by_index(i)?;
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes)?;
        entries.push((entry.name().to_owned(), bytes));
    }
    Ok(entries)
}

fn make(entries: &[Made]) -> Result<Vec<Made>, Box<dyn Error>> {
    let analysis = analysis(entries)?;
    let space = analysis.space(SPACE).ok_or("no such space")?;
    let catalog = &analysis.catalog;
    let query = default_query(catalog).ok_or("no track")?;
    let recommender = Recommender {
        space: space.clone(),
    };
    let list = recommender
        .recommend(catalog, query, &analysis.settings)?
        .ok_or("no list")?;
    let mut made = vec![
        (
            FIGURE.to_owned(),
            figure(&analysis, query, &list).into_string().into_bytes(),
        ),
        (
            format!("{PICTURES}/{MAP}"),
            map(space, query, &list).into_string().into_bytes(),
        ),
    ];
    let shown = list.items.iter().take(N_SHOWN).map(|item| item.track);
    for track in std::iter::once(query).chain(shown) {
        let file = &catalog.spectrogram(track).ok_or("no picture")?.file;
        let picture = entries
            .iter()
            .find(|(name, _)| name.ends_with(file.as_str()));
        let (_, bytes) = picture.ok_or_else(|| format!("no {file} in the demo"))?;
        made.push((format!("{PICTURES}/{}", name_of(file)), bytes.clone()));
    }
    Ok(made)
}

/// What the page makes of the demo.
fn analysis(entries: &[Made]) -> Result<Analysis, Box<dyn Error>> {
    let mut collection = Collection::default();
    let mut reader = PictureReader::default();
    for (name, bytes) in entries {
        if name.ends_with("png") {
            let (picture, _) = reader.read(name, bytes, None)?;
            collection.add_picture(picture);
        } else {
            collection.read_table(name, bytes, &ReadingChoices::default(), false, &Tables);
        }
    }
    let settings = Settings::default();
    let file = |name: &str| {
        let picture = entries.iter().find(|(of, _)| of == name);
        picture.map(|(_, bytes)| bytes.clone())
    };
    collection.look_again(&settings, &mut reader, file);
    Ok(analyse(&collection, settings)?)
}

fn name_of(file: &str) -> &str {
    Path::new(file)
        .file_name()
        .and_then(|name| name.to_str())
        .unwrap_or(file)
}

fn first_sentence(reason: &str) -> &str {
    reason.find(". ").map_or(reason, |end| &reason[..=end])
}

/// The map, the track in question, what sounds most like it, and why.
fn figure(analysis: &Analysis, query: usize, list: &RecommendationList) -> Markup {
    let catalog = &analysis.catalog;
    let title = |track| catalog.title(track).unwrap_or_default();
    let row = |track: usize, said: String| {
        let file = catalog
            .spectrogram(track)
            .map_or("", |picture| &picture.file);
        let row = catalog.row_of_any(track);
        let artists = row
            .and_then(|row| catalog.row_artists(row))
            .unwrap_or_default();
        html! {
            li {
                img src={ "example/" (name_of(file)) } width="320" height="192" loading="lazy" alt="";
                strong { (title(track)) }
                span { (artists) }
                span { (said) }
            }
            "\n"
        }
    };
    let shown = || list.items.iter().take(N_SHOWN);
    // The first reason that names something.
    let told = shown().find(|item| item.reason.starts_with("Both"));
    html! {
        figure class="example" {
            img class="example-map" src={ "example/" (MAP) } width="640" height="320" loading="lazy"
                alt="The map of the demo: 120 tracks in four colours, with lines from one track to those that sound most like it.";
            "\n"
            ol {
                "\n"
                (row(query, "the track in question".to_owned()))
                @for item in shown() { (row(item.track, format!("similarity {}", plain(item.score, 2)))) }
            }
            figcaption {
                "From the demo: a track and the two that sound most like it."
                @if let Some(item) = told { " Why “" (title(item.track)) "”? " (first_sentence(&item.reason)) }
            }
        }
        "\n"
    }
}

/// The tracks along the first two principal components, both to one scale.
fn map(space: &Space, query: usize, list: &RecommendationList) -> Markup {
    const SIZE: [f64; 2] = [640.0, 320.0];
    const MARGIN: f64 = 14.0;
    let coords = &space.pca.coords;
    let samples = &space.samples.tracks;
    let points: Vec<[f64; 2]> = coords.rows().map(|row| [row[0], row[1]]).collect();
    let bounds = [0, 1].map(|axis| {
        let along = points.iter().map(|point| point[axis]);
        along.fold((f64::MAX, f64::MIN), |(least, most), x| {
            (least.min(x), most.max(x))
        })
    });
    let scale = (0..2)
        .map(|axis| (SIZE[axis] - 2.0 * MARGIN) / (bounds[axis].1 - bounds[axis].0))
        .fold(f64::MAX, f64::min);
    let place = |sample: usize| {
        let [x, y] = [0, 1].map(|axis| {
            let (least, most) = bounds[axis];
            (points[sample][axis] - f64::midpoint(least, most)) * scale
        });
        [SIZE[0] / 2.0 + x, SIZE[1] / 2.0 - y].map(|pixel| pixel.round() as i64)
    };
    let labels = number_by_size(
        &space.clusters.fitted.labels,
        space.clusters.params.n_clusters,
    );
    let color = |sample: usize| {
        Palette::OkabeIto
            .color(labels[sample] as u8, &Theme::LIGHT)
            .css()
    };
    let sample_of = |track: usize| samples.iter().position(|&of| of == track);
    let ends = sample_of(query).map(place);
    html! {
        svg xmlns="http://www.w3.org/2000/svg" viewBox={ "0 0 " (SIZE[0]) " " (SIZE[1]) } {
            @if let Some([x, y]) = ends {
                @for [to_x, to_y] in list.items.iter().filter_map(|item| sample_of(item.track)).map(place) {
                    path d={ "M" (x) " " (y) "L" (to_x) " " (to_y) } stroke="#8a939c" {}
                }
            }
            @for sample in 0..points.len() {
                @let [x, y] = place(sample);
                circle cx=(x) cy=(y) r="5" fill=(color(sample)) {}
            }
            @if let Some([x, y]) = ends {
                circle cx=(x) cy=(y) r="10" fill="none" stroke="#0f6b6b" stroke-width="2" {}
            }
        }
    }
}

//! The table of tracks, with the columns of the public Spotify tracks data set; all names are invented.

use std::error::Error;

use crate::rng::Rng;
use crate::style::{Style, Track};

const HEADER: [&str; 21] = [
    "",
    "track_id",
    "artists",
    "album_name",
    "track_name",
    "popularity",
    "duration_ms",
    "explicit",
    "danceability",
    "energy",
    "key",
    "loudness",
    "mode",
    "speechiness",
    "acousticness",
    "instrumentalness",
    "liveness",
    "valence",
    "tempo",
    "time_signature",
    "track_genre",
];

const FIRST: [&str; 40] = [
    "Amber", "Borrowed", "Quiet", "Northern", "Paper", "Salt", "Slow", "Copper", "Hollow", "Glass",
    "Winter", "Second", "Distant", "Velvet", "Open", "Silver", "Late", "Narrow", "Painted", "Wild",
    "Early", "Broken", "Cedar", "Pale", "Low", "Blue", "Inner", "Faded", "Long", "Golden", "Small",
    "Burning", "Hidden", "Tidal", "Iron", "Electric", "Hushed", "Other", "Granite", "First",
];
const SECOND: [&str; 44] = [
    "Harbour",
    "Lantern",
    "Meridian",
    "Orchard",
    "Window",
    "River",
    "Garden",
    "Signal",
    "Morning",
    "Shoreline",
    "Letters",
    "Weather",
    "Horizon",
    "Static",
    "Juniper",
    "Rooms",
    "Current",
    "Feather",
    "Stairway",
    "Canyon",
    "Evening",
    "Circles",
    "Platform",
    "Snowfall",
    "Bridge",
    "Satellite",
    "Echoes",
    "Country",
    "Mirror",
    "Tides",
    "Summer",
    "Thread",
    "Compass",
    "Ashes",
    "Avenue",
    "Constellation",
    "Field",
    "Passage",
    "Thunder",
    "Shelter",
    "Engine",
    "Island",
    "Crossing",
    "Light",
];
/// Titles of their own, in the languages people name music in.
const SPECIAL: [&str; 10] = [
    "Café à l'aube",
    "Über den Dächern",
    "Coração de sal",
    "雨の駅",
    "Små ljus",
    "Niño de la luna",
    "Тихий свет",
    "Hôtel des Étoiles",
    "Þögn",
    "Łąka",
];
const COMMAS: &str = "Rain, Rain, Stay";
const GIVEN: [&str; 24] = [
    "Lena", "Omar", "Priya", "Tomás", "Ingrid", "Kenji", "Noor", "Marek", "Amélie", "Jonas", "Zoë",
    "Idris", "Clara", "Mateo", "Yuki", "Freya", "Samuel", "Anouk", "Elif", "Rosa", "Tariq", "Maja",
    "Oskar", "Leila",
];
const FAMILY: [&str; 24] = [
    "Lindqvist",
    "Okafor",
    "Sato",
    "Haddad",
    "Novak",
    "Mendes",
    "Ferrer",
    "Brandt",
    "Whitlock",
    "Kowalska",
    "Ashdown",
    "Varga",
    "Moreau",
    "Castellan",
    "Nyström",
    "Delacroix",
    "Ibarra",
    "Thorne",
    "Eriksen",
    "Yamada",
    "Quill",
    "Marchetti",
    "Brennan",
    "Osei",
];
/// What bands and projects of a style call themselves, before or after a word of [`SECOND`].
fn band(style: Style, word: &str, rng: &mut Rng) -> String {
    match style {
        Style::Ambient => format!("{word} {}", rng.pick(&["Drift", "Archive", "Observatory"])),
        Style::Piano | Style::Folk => {
            format!(
                "{word} {}",
                rng.pick(&["Trio", "& Sons", "Folk Club", "Duo"])
            )
        }
        Style::House => format!("{word} {}", rng.pick(&["Disco", "Club", "Soundsystem"])),
        Style::DrumAndBass => format!("{} {word}", rng.pick(&["DJ", "MC", "Sub"])),
        Style::Metal => format!("{} {word}", rng.pick(&["Black", "Iron", "Crown of"])),
    }
}

fn words(rng: &mut Rng) -> String {
    match rng.below(10) {
        0..5 => format!("{} {}", rng.pick(&FIRST), rng.pick(&SECOND)),
        5..7 => (*rng.pick(&SECOND)).to_owned(),
        7 => format!("{} and {}", rng.pick(&SECOND), rng.pick(&SECOND)),
        8 => format!("The {} {}", rng.pick(&FIRST), rng.pick(&SECOND)),
        _ => format!("{} of {}", rng.pick(&SECOND), rng.pick(&SECOND)),
    }
}

fn artist(style: Style, rng: &mut Rng) -> String {
    let solo = match style {
        Style::Piano => 0.95,
        Style::Folk => 0.7,
        Style::Metal => 0.05,
        _ => 0.35,
    };
    if rng.chance(solo) {
        format!("{} {}", rng.pick(&GIVEN), rng.pick(&FAMILY))
    } else {
        let word = *rng.pick(&SECOND);
        band(style, word, rng)
    }
}

fn title(style: Style, rng: &mut Rng) -> String {
    let base = words(rng);
    let is_quiet = matches!(style, Style::Ambient | Style::Piano | Style::Folk);
    if is_quiet && rng.chance(0.16) {
        return (*rng.pick(&SPECIAL)).to_owned();
    }
    match (style, rng.below(9)) {
        (Style::Piano, 0..3) => {
            let form = rng.pick(&["Nocturne", "Prelude", "Étude", "Waltz"]);
            format!("{form} No. {}", rng.below(12) + 1)
        }
        (Style::House, 0..2) => format!("{base} - Club Mix"),
        (Style::DrumAndBass, 0) => format!("{base} - VIP"),
        (Style::Folk, 0) => format!("{base} - Live"),
        _ => base,
    }
}

/// Three significant digits, as the public data set rounds its features.
fn digits(x: f64) -> Result<String, Box<dyn Error>> {
    let rounded: f64 = format!("{x:.2e}").parse()?;
    Ok(rounded.to_string())
}

/// A name for a track as the service would give it: 22 letters and digits.
fn track_id(rng: &mut Rng) -> String {
    const LETTERS: &[u8] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    (0..22).map(|_| char::from(*rng.pick(LETTERS))).collect()
}

/// The CSV file. `hit` is the id of the most popular track; every other one stays well below it.
pub(crate) fn csv(tracks: &[Track], seed: u64, hit: u32) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::Any(b'\n'))
        .from_writer(Vec::new());
    writer.write_record(HEADER)?;
    let mut seen = std::collections::BTreeSet::new();
    for track in tracks {
        let mut rng = Rng::new(seed, u64::from(track.id) * 4);
        let mut artists = artist(track.style, &mut rng);
        if rng.chance(0.12) {
            artists = format!("{artists};{}", artist(track.style, &mut rng));
        }
        let mut name = title(track.style, &mut rng);
        // One title, the first folk track's, has commas: the quotes of CSV are to be seen at work.
        if track.style == Style::Folk && !seen.contains(COMMAS) {
            COMMAS.clone_into(&mut name);
        }
        while !seen.insert(name.clone()) {
            name = words(&mut rng);
        }
        let album = if rng.chance(0.3) {
            name.clone()
        } else {
            words(&mut rng)
        };
        let popularity = if track.id == hit {
            93
        } else if rng.chance(0.06) {
            0
        } else {
            (36.0 + 15.0 * rng.bell()).clamp(1.0, 76.0) as u32
        };
        let mean_ms = match track.style {
            Style::Piano => 172_000.0,
            Style::Folk => 214_000.0,
            Style::House => 318_000.0,
            _ => 268_000.0,
        };
        let duration_ms = (mean_ms * (1.0 + 0.18 * rng.bell())).max(61_000.0) as u32;
        let is_explicit = matches!(track.style, Style::Metal | Style::DrumAndBass)
            && track.features.instrumentalness < 0.5
            && rng.chance(0.3);
        let f = &track.features;
        writer.write_record([
            track.id.to_string(),
            track_id(&mut rng),
            artists,
            album,
            name,
            popularity.to_string(),
            duration_ms.to_string(),
            if is_explicit { "True" } else { "False" }.to_owned(),
            digits(f.danceability)?,
            digits(f.energy)?,
            track.key.to_string(),
            format!("{:.3}", track.loudness),
            u8::from(track.is_major).to_string(),
            digits(f.speechiness)?,
            digits(f.acousticness)?,
            digits(f.instrumentalness)?,
            digits(track.liveness)?,
            digits(f.valence)?,
            format!("{:.3}", f.tempo),
            track.time_signature.to_string(),
            track.style.genre().to_owned(),
        ])?;
    }
    Ok(writer.into_inner()?)
}

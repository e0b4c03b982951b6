//! The table of tracks, with the columns of the public Spotify tracks data set; all names are invented.

use std::collections::BTreeSet;
use std::error::Error;

use crate::rng::Rng;
use crate::style::{Style, Track};

// All lists are texts that commas separate: a word per line would be long. See `one_of`.

const COLUMNS: &str = ", track_id, artists, album_name, track_name, popularity, duration_ms, explicit, danceability, \
    energy, key, loudness, mode, speechiness, acousticness, instrumentalness, liveness, valence, tempo, \
    time_signature, track_genre";

/// What titles are made of.
const FIRST: &str = "Amber, Borrowed, Quiet, Northern, Paper, Salt, Slow, Copper, Hollow, Glass, Winter, Second, \
    Distant, Velvet, Open, Silver, Late, Narrow, Painted, Wild, Early, Broken, Cedar, Pale, Low, Blue, Inner, Faded, \
    Long, Golden, Small, Burning, Hidden, Tidal, Iron, Electric, Hushed, Other, Granite, First";
const SECOND: &str = "Harbour, Lantern, Meridian, Orchard, Window, River, Garden, Signal, Morning, Shoreline, \
    Letters, Weather, Horizon, Static, Juniper, Rooms, Current, Feather, Stairway, Canyon, Evening, Circles, Platform, \
    Snowfall, Bridge, Satellite, Echoes, Country, Mirror, Tides, Summer, Thread, Compass, Ashes, Avenue, \
    Constellation, Field, Passage, Thunder, Shelter, Engine, Island, Crossing, Light";
/// Titles of their own, in the languages people name music in.
const SPECIAL: &str = "Café à l'aube, Über den Dächern, Coração de sal, 雨の駅, Små ljus, Niño de la luna, Тихий свет, \
    Hôtel des Étoiles, Þögn, Łąka";
const COMMAS: &str = "Rain, Rain, Stay";
const GIVEN: &str = "Lena, Omar, Priya, Tomás, Ingrid, Kenji, Noor, Marek, Amélie, Jonas, Zoë, Idris, Clara, Mateo, \
    Yuki, Freya, Samuel, Anouk, Elif, Rosa, Tariq, Maja, Oskar, Leila";
const FAMILY: &str = "Lindqvist, Okafor, Sato, Haddad, Novak, Mendes, Ferrer, Brandt, Whitlock, Kowalska, Ashdown, \
    Varga, Moreau, Castellan, Nyström, Delacroix, Ibarra, Thorne, Eriksen, Yamada, Quill, Marchetti, Brennan, Osei";

/// The word in the column `track_genre`, and what bands and projects of the style call themselves, around a word of
/// [`SECOND`].
const NAMES: [[&str; 2]; 6] = [
    ["ambient", "_ Drift, _ Archive, _ Observatory"],
    ["piano", "_ Trio, _ & Sons, _ Folk Club, _ Duo"],
    ["folk", "_ Trio, _ & Sons, _ Folk Club, _ Duo"],
    ["house", "_ Disco, _ Club, _ Soundsystem"],
    ["drum-and-bass", "DJ _, MC _, Sub _"],
    ["metal", "Black _, Iron _, Crown of _"],
];
/// How many artists of a style go by their own name.
const SOLO: [f64; 6] = [0.35, 0.95, 0.7, 0.35, 0.35, 0.05];
const DURATIONS_MS: [f64; 6] = [268e3, 172e3, 214e3, 318e3, 268e3, 268e3];

fn one_of(list: &'static str, rng: &mut Rng) -> &'static str {
    let entries: Vec<&str> = list.split(", ").collect();
    rng.pick(&entries)
}

fn words(rng: &mut Rng) -> String {
    match rng.below(10) {
        0..5 => format!("{} {}", one_of(FIRST, rng), one_of(SECOND, rng)),
        5..7 => one_of(SECOND, rng).to_owned(),
        7 => format!("{} and {}", one_of(SECOND, rng), one_of(SECOND, rng)),
        8 => format!("The {} {}", one_of(FIRST, rng), one_of(SECOND, rng)),
        _ => format!("{} of {}", one_of(SECOND, rng), one_of(SECOND, rng)),
    }
}

fn artist(style: Style, rng: &mut Rng) -> String {
    if rng.chance(style.of(SOLO)) {
        return format!("{} {}", one_of(GIVEN, rng), one_of(FAMILY, rng));
    }
    let word = one_of(SECOND, rng);
    one_of(style.of(NAMES)[1], rng).replace('_', word)
}

fn title(style: Style, rng: &mut Rng) -> String {
    let base = words(rng);
    let is_quiet = matches!(style, Style::Ambient | Style::Piano | Style::Folk);
    if is_quiet && rng.chance(0.16) {
        return one_of(SPECIAL, rng).to_owned();
    }
    match (style, rng.below(9)) {
        (Style::Piano, 0..3) => {
            let form = one_of("Nocturne, Prelude, Étude, Waltz", rng);
            format!("{form} No. {}", rng.below(12) + 1)
        }
        (Style::House, 0..2) => format!("{base} - Club Mix"),
        (Style::DrumAndBass, 0) => format!("{base} - VIP"),
        (Style::Folk, 0) => format!("{base} - Live"),
        _ => base,
    }
}

/// Three significant digits, as the public data set rounds its features.
fn digits(x: f64) -> f64 {
    format!("{x:.2e}").parse().unwrap_or(x)
}

/// A name for a track as the service would give it: 22 letters and digits.
fn track_id(rng: &mut Rng) -> String {
    const LETTERS: &[u8] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    (0..22).map(|_| char::from(rng.pick(LETTERS))).collect()
}

/// The CSV file.
pub(crate) fn csv(tracks: &[Track]) -> Result<Vec<u8>, Box<dyn Error>> {
    // The page names the most popular tracks first: one with a picture, of a style everybody recognises.
    let is_recognised = |t: &&Track| t.style == Style::House && t.is_pictured;
    let hit = tracks.iter().find(is_recognised).map(|t| t.id);
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(COLUMNS.split(", "))?;
    let mut seen = BTreeSet::new();
    for t in tracks {
        let style = t.style;
        let rng = &mut Rng::new(u64::from(t.id) * 4);
        let mut artists = artist(style, rng);
        if rng.chance(0.12) {
            artists = format!("{artists};{}", artist(style, rng));
        }
        let mut name = title(style, rng);
        // One title, the first folk track's, has commas: the quotes of CSV are to be seen at work.
        if style == Style::Folk && !seen.contains(COMMAS) {
            COMMAS.clone_into(&mut name);
        }
        while !seen.insert(name.clone()) {
            name = words(rng);
        }
        let is_single = rng.chance(0.3);
        let album = if is_single { name.clone() } else { words(rng) };
        // All but the hit stay well below it.
        let popularity = match t.id {
            id if hit == Some(id) => 93,
            _ if rng.chance(0.06) => 0,
            _ => (36.0 + 15.0 * rng.bell()).clamp(1.0, 76.0) as u32,
        };
        let duration_ms = style.of(DURATIONS_MS) * (1.0 + 0.18 * rng.bell());
        let duration_ms = duration_ms.max(61_000.0) as u32;
        let is_shouted = matches!(style, Style::Metal | Style::DrumAndBass);
        let is_explicit = is_shouted && t.instrumentalness < 0.5 && rng.chance(0.3);
        let explicit = if is_explicit { "True" } else { "False" };
        let (id, track_id, [genre, _]) = (t.id, track_id(rng), style.of(NAMES));
        let (key, mode, loudness) = (t.key, u8::from(t.is_major), t.loudness);
        let (tempo, time_signature) = (t.tempo, t.time_signature);
        let [danceability, energy] = [t.danceability, t.energy].map(digits);
        let [speechiness, acousticness] = [t.speechiness, t.acousticness].map(digits);
        let [instrumentalness, liveness] = [t.instrumentalness, t.liveness].map(digits);
        let valence = digits(t.valence);
        let row = format!(
            "{id}|{track_id}|{artists}|{album}|{name}|{popularity}|{duration_ms}|{explicit}|{danceability}|{energy}|\
            {key}|{loudness:.3}|{mode}|{speechiness}|{acousticness}|{instrumentalness}|{liveness}|{valence}|\
            {tempo:.3}|{time_signature}|{genre}"
        );
        writer.write_record(row.split('|'))?;
    }
    Ok(writer.into_inner()?)
}

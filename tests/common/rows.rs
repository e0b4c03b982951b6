//! Long tables that the tests make themselves, bit by bit as `fixtures/scikit-learn/make.py` does: the same generator,
//! the same arithmetic. Numbers are written so that reading gives the same ones back.

use std::fmt::Write;

use soundkin::rng::Mt19937;

/// The six features of a row in the order of `make.py`, and its popularity, out of eight uniform numbers.
fn three_groups(u: &[f64]) -> ([f64; 6], f64) {
    let group = (3.0 * u[0]).floor();
    let features = [
        0.15 * group + 0.6 * u[1],
        0.9 - 0.2 * group - 0.4 * u[2],
        u[3] * u[3],
        0.1 + 0.8 * u[4],
        u[5] * u[5] * u[5],
        70.0 + 25.0 * group + 60.0 * u[6],
    ];
    (features, (101.0 * u[7]).floor())
}

/// A cell that is empty where the number is `missing`.
fn cell(number: f64, missing: bool) -> String {
    if missing {
        String::new()
    } else {
        number.to_string()
    }
}

/// 20,000 rows of eight columns.
pub fn twenty_thousand() -> String {
    let mut rng = Mt19937::new(2024);
    let mut csv = String::from(
        "id,danceability,energy,acousticness,valence,instrumentalness,tempo,popularity\n",
    );
    for id in 0..20_000 {
        let u: [f64; 8] = std::array::from_fn(|_| rng.next_f64());
        let (
            [
                danceability,
                energy,
                acousticness,
                valence,
                instrumentalness,
                tempo,
            ],
            popularity,
        ) = three_groups(&u);
        let energy = cell(energy, id % 211 == 7);
        writeln!(
            csv,
            "{id},{danceability},{energy},{acousticness},{valence},{instrumentalness},{tempo},{popularity}",
        )
        .unwrap();
    }
    csv
}

/// 114,000 rows, the size and header of the notebook's own table: 114 genres, titles with commas, quotes and accents,
/// sixty rows without names.
pub fn notebook_size() -> String {
    let mut rng = Mt19937::new(114);
    let mut csv = String::from(
        ",track_id,artists,album_name,track_name,popularity,duration_ms,explicit,danceability,energy,key,loudness,mode,\
         speechiness,acousticness,instrumentalness,liveness,valence,tempo,time_signature,track_genre\n",
    );
    for id in 0..114_000 {
        let u: [f64; 12] = std::array::from_fn(|_| rng.next_f64());
        let (
            [
                danceability,
                energy,
                acousticness,
                valence,
                instrumentalness,
                tempo,
            ],
            popularity,
        ) = three_groups(&u);
        let energy = cell(energy, id % 5003 == 7);
        let tempo = cell(tempo, id % 7919 == 11);
        let (artist, album, title) = names(id);
        writeln!(
            csv,
            "{id},t{id:021},{artist},{album},{title},{popularity},{duration},{explicit},{danceability},{energy},{key},\
             {loudness},{mode},{speechiness},{acousticness},{instrumentalness},{liveness},{valence},{tempo},4,genre {genre}",
            duration = 120_000 + (240_000.0 * u[11]).floor() as u32,
            explicit = if id % 20 == 0 { "True" } else { "False" },
            key = id % 12,
            loudness = 26.0 * u[8] - 30.0,
            mode = id % 2,
            speechiness = 0.02 + 0.3 * u[9],
            liveness = u[10],
            genre = id / 1_000,
        )
        .unwrap();
    }
    csv
}

/// Artist, album and title of a row, quoted as CSV wants it.
fn names(id: usize) -> (String, String, String) {
    if id % 1901 == 7 {
        return (String::new(), String::new(), String::new());
    }
    let artist = if id % 50 == 3 {
        format!("\"Tamsin, The \"\"Echo\"\" {}\"", id % 4093)
    } else {
        format!("Artist {0};Señor {0}", id % 4093)
    };
    let title = if id % 40 == 9 {
        format!("\"Rain {id}, Pt. 2\"")
    } else {
        format!("Ночь {id}")
    };
    (artist, format!("Album {}", id / 12), title)
}

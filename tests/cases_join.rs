//! Small folders and tables rebuilt from public reports: what was wanted is in each one's `EXPECT.md`, and typed here.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use common::{analysed, document_of, fixtures, report_params, spectrogram};
use soundkin::analysis::Collection;
use soundkin::data::ReadingChoices;
use soundkin::error::by_reason;
use soundkin::ingest::Tables;
use soundkin::ingest::csv;
use soundkin::ingest::zip::Archive;
use soundkin::join::{Key, Step};
use soundkin::report::{html, write_up};
use soundkin::space::Settings;

fn case(name: &str) -> PathBuf {
    fixtures("cases").join(name)
}

/// Every file of a folder and its folders, by its path below the folder.
fn files(folder: &Path) -> BTreeMap<String, PathBuf> {
    let mut found = BTreeMap::new();
    let mut open = vec![(String::new(), folder.to_path_buf())];
    while let Some((name, folder)) = open.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            let name = format!("{name}{}", path.file_name().unwrap().to_str().unwrap());
            if path.is_dir() {
                open.push((format!("{name}/"), path));
            } else {
                found.insert(name, path);
            }
        }
    }
    found
}

/// The pictures of a folder and these tables.
fn collection(pictures: &Path, tables: &[PathBuf]) -> Collection {
    let mut collection = Collection::default();
    for (name, path) in files(pictures)
        .iter()
        .filter(|(name, _)| Path::new(name).extension().is_some_and(|end| end == "png"))
    {
        match spectrogram(name, &fs::read(path).unwrap()) {
            Ok(picture) => collection.add_picture(picture),
            Err(error) => collection.add_broken_picture(name, error),
        }
    }
    for table in tables {
        let name = table.file_name().unwrap().to_str().unwrap();
        let (table, warnings) = csv::read(name, &fs::read(table).unwrap()).unwrap();
        collection.add_table(table, warnings);
    }
    collection
}

fn read(case_name: &str, pictures: &str, table: &str) -> Collection {
    let case = case(case_name);
    collection(&case.join(pictures), &[case.join(table)])
}

fn document(collection: &Collection) -> Value {
    document_of(collection, &Settings::default())
}

/// Pictures and the ids they were joined by.
fn pairs(document: &Value) -> BTreeMap<&str, &str> {
    let tracks = document["tracks"].as_array().unwrap().iter();
    tracks
        .map(|track| {
            (
                track["file"].as_str().unwrap(),
                track["id"].as_str().unwrap(),
            )
        })
        .collect()
}

/// Pictures joined by each step that joined any.
fn steps(document: &Value) -> BTreeMap<&str, u64> {
    let steps = document["join"]["steps"].as_array().unwrap().iter();
    let counts = steps.map(|step| {
        (
            step["step"].as_str().unwrap(),
            step["matched"].as_u64().unwrap(),
        )
    });
    counts.filter(|(_, matched)| *matched > 0).collect()
}

fn assert_all_joined(document: &Value, n: usize) {
    let join = &document["join"];
    for key in ["matched", "rows", "rows_with_picture", "decoded"] {
        assert_eq!(join[key], n, "{key}: {join}");
    }
    assert_eq!(
        (&join["orphan_images"], &join["ambiguous"]),
        (&json!([]), &json!([]))
    );
    let matched: u64 = steps(document).values().sum();
    assert_eq!(matched, n as u64);
}

#[test]
fn ids_without_their_zeros_03() {
    let document = document(&read("03-fma-padded-ids", "pictures", "tracks.csv"));
    assert_all_joined(&document, 12);
    assert_eq!(steps(&document), [("number", 12)].into());
    let pairs = pairs(&document);
    assert_eq!((pairs["000002.png"], pairs["000200.png"]), ("2", "200"));
    assert_eq!(
        document["join"]["steps"][3]["examples"]
            .as_array()
            .unwrap()
            .len(),
        3
    );
}

#[test]
fn accents_in_two_pieces_06() {
    let document = document(&read("06-nfd-names", "pictures", "tracks.csv"));
    assert_all_joined(&document, 12);
    assert_eq!(steps(&document), [("exact", 6), ("normalised", 6)].into());
    let titles: Vec<&str> = document["tracks"]
        .as_array()
        .unwrap()
        .iter()
        .map(|t| t["title"].as_str().unwrap())
        .collect();
    assert!(titles.contains(&"Café Azul") && titles.contains(&"Åsa"));
}

#[test]
fn folders_of_one_first_byte_and_names_of_a_japanese_zip_07_34() {
    for (folder, n, file) in [
        ("pictures", 9, "Été/Été 0.png"),
        ("japanese", 6, "桜/桜 0.png"),
        ("flat", 4, "Été.png"),
    ] {
        let document = document(&collection(
            &case("34-folders-of-one-first-byte").join(folder),
            &[],
        ));
        assert_eq!(document["join"]["decoded"], n);
        assert!(pairs(&document).contains_key(file), "{document}");
    }
    let names = ["ソナタ一番", "表の歌", "能楽の夜", "十月の雨", "桜"];
    let mut collection = Collection::default();
    let picture = fs::read(case("34-folders-of-one-first-byte").join("flat/Été.png")).unwrap();
    for name in names {
        collection.add_picture(spectrogram(&format!("pictures.zip/{name}.png"), &picture).unwrap());
    }
    let bytes = fs::read(case("07-shift-jis-zip").join("tracks-utf8.csv")).unwrap();
    collection.add_table(csv::read("tracks.csv", &bytes).unwrap().0, Vec::new());
    let document = document(&collection);
    assert_eq!(document["join"]["matched"], 5);
    assert_eq!(document["join"]["rows"], 12);
}

#[test]
fn one_exact_match_hides_no_others_09() {
    let document = document(&read("09-one-exact-hides-others", "pictures", "tracks.csv"));
    assert_all_joined(&document, 12);
    let pairs = pairs(&document);
    assert_eq!(
        (pairs["Intro.png"], pairs["My_First_Song.png"]),
        ("Intro.wav", "My First Song.wav")
    );
}

#[test]
fn the_folder_decides_between_equal_names_17() {
    let collection = read("17-same-names-two-folders", "pictures", "tracks.csv");
    let document = document(&collection);
    assert_all_joined(&document, 12);
    let pairs = pairs(&document);
    for genre in ["jazz", "rock"] {
        for take in 0..6 {
            assert_eq!(
                pairs[&*format!("{genre}/take_{take}.png")],
                format!("{genre}/take_{take}.wav")
            );
        }
    }
    let (catalog, _) = collection.join(&Settings::default());
    let rock = catalog
        .tracks
        .iter()
        .position(|track| track.id == "rock/take_0.wav")
        .unwrap();
    assert_eq!(catalog.spectrogram(rock).unwrap().file, "rock/take_0.png");
    assert_eq!(
        (catalog.number(rock, "tempo"), catalog.text(rock, "genre")),
        (Some(125.0), Some("rock"))
    );
    assert_eq!(document["tracks"][rock]["genre"], "rock");
}

#[test]
fn archives_tell_pictures_of_one_name_apart_18() {
    let mut collection = Collection::default();
    for name in ["test.zip", "train.zip"] {
        let bytes = fs::read(case("18-two-zips-same-paths").join(name)).unwrap();
        let mut archive = Archive::open(Cursor::new(bytes)).unwrap();
        for entry in archive.entries() {
            let bytes = archive.read(entry.index).unwrap();
            collection.add_picture(spectrogram(&format!("{name}/{}", entry.name), &bytes).unwrap());
        }
    }
    let document = document(&collection);
    assert_eq!(document["tracks"].as_array().unwrap().len(), 12);
    assert_eq!(pairs(&document)["train.zip/spec/clip_5.png"], "5");
}

#[test]
fn odd_pngs_are_the_picture_they_show_19_20() {
    for (name, n) in [("19-png-odd-chunks", 25), ("20-apng", 5)] {
        let collection = collection(&case(name).join("pictures"), &[]);
        assert_eq!(collection.broken_pictures().count(), 0, "{name}");
        let (catalog, _) = collection.join(&Settings::default());
        assert_eq!(catalog.spectrograms.len(), n, "{name}");
        assert!(
            catalog
                .spectrograms
                .iter()
                .all(|picture| picture.pixels == catalog.spectrograms[0].pixels),
            "{name}"
        );
    }
}

#[test]
fn artist_and_title_in_the_name_22() {
    let collection = read("22-artist-title-names", "pictures", "playlist.csv");
    let joined = document(&collection);
    assert_all_joined(&joined, 12);
    let tracks = joined["tracks"].as_array().unwrap();
    let track = |file: &str| tracks.iter().find(|track| track["file"] == file).unwrap();
    assert_eq!(track("Bo Kim - Song K.png")["title"], "Song K");
    assert_eq!(track("Ann Lee - Song A.png")["artists"], "Ann Lee, Guest");
    // The same without the step before: by artist and title, whatever the key.
    let settings = Settings {
        steps_off: vec![Step::PartOfName],
        ..Settings::default()
    };
    let again = document_of(&collection, &settings);
    assert_all_joined(&again, 12);
    assert_eq!(steps(&again), [("artist_title", 12)].into());
    assert_eq!(
        again["tracks"]
            .as_array()
            .unwrap()
            .iter()
            .map(|t| &t["title"])
            .collect::<Vec<_>>(),
        tracks.iter().map(|t| &t["title"]).collect::<Vec<_>>()
    );
}

#[test]
fn two_tables_side_by_side_23() {
    let folder = case("23-two-tables/meta-and-features");
    let tables = [folder.join("features.csv"), folder.join("tracks.csv")];
    let both = document(&collection(&folder, &tables));
    assert_all_joined(&both, 12);
    assert_eq!(
        (&both["tracks"][0]["title"], &both["tracks"][0]["artists"]),
        (&json!("Song 0"), &json!("Artist 0"))
    );
    assert_eq!(both["features"]["columns"], json!(["tempo", "energy"]));
    assert_eq!(
        both["join"]["tables"][1]["role"],
        json!({"beside": ["features.csv", "id"]})
    );
    assert_eq!(both["warnings"], json!([]));
    let reversed: Vec<PathBuf> = tables.iter().rev().cloned().collect();
    assert_eq!(document(&collection(&folder, &reversed)), both);
    let settings = Settings {
        tables_aside: vec!["tracks.csv".into()],
        ..Settings::default()
    };
    let alone = document_of(&collection(&folder, &tables), &settings);
    assert_eq!(
        (&alone["join"]["matched"], &alone["tracks"][0]["title"]),
        (&json!(12), &Value::Null)
    );
}

#[test]
fn tables_have_one_path_wherever_their_folder_lies_23() {
    let folder = case("23-two-tables/meta-and-features");
    let tables = |above: &str| {
        let mut collection = collection(&folder, &[]);
        for file in ["features.csv", "tracks.csv"] {
            let bytes = fs::read(folder.join(file)).unwrap();
            collection.read_table(
                &format!("{above}{file}"),
                &bytes,
                &ReadingChoices::default(),
                false,
                &Tables,
            );
        }
        document(&collection)["join"]["tables"].clone()
    };
    assert_eq!(tables("")[0]["path"], "features.csv");
    for above in ["meta-and-features/", "/home/me/music/meta-and-features/"] {
        assert_eq!(tables(above), tables(""), "{above}");
    }
}

#[test]
fn markup_in_titles_is_text_26() {
    let collection = read("26-markup-in-names", "pictures", "tracks.csv");
    let document = document(&collection);
    assert_all_joined(&document, 8);
    assert_eq!(
        document["tracks"][2]["title"],
        "<img src=x onerror=alert(1)>"
    );
    let html = html(&write_up(
        &analysed(&collection, &Settings::default()),
        &report_params(),
        &mut |_| None,
    ));
    for markup in ["<img src=x", "<script>window.hit", "<b>Bold"] {
        assert!(!html.contains(markup), "{markup}");
    }
}

#[test]
fn ids_are_no_features_28() {
    let document = document(&read("28-id-columns", "pictures", "tracks.csv"));
    assert_all_joined(&document, 12);
    assert_eq!(
        document["features"]["columns"],
        json!(["track_number", "tempo", "energy"])
    );
}

#[test]
fn a_locked_archive_is_locked_as_a_whole_30() {
    let bytes = fs::read(case("30-locked-and-nested-zips").join("locked.zip")).unwrap();
    let mut archive = Archive::open(Cursor::new(bytes)).unwrap();
    let entries = archive.entries();
    assert!(entries.len() == 12 && entries.iter().all(|entry| entry.is_locked));
    // An archive that is packed otherwise: the same reason for each of its files is one remark.
    let bytes = fs::read(case("30-locked-and-nested-zips").join("bzip2.zip")).unwrap();
    let mut archive = Archive::open(Cursor::new(bytes)).unwrap();
    let mut collection = Collection::default();
    for entry in archive.entries() {
        let error = archive.read(entry.index).unwrap_err();
        collection.add_broken_picture(&entry.name, error);
    }
    let warnings = collection.warnings(None);
    assert!(warnings.len() > 1);
    assert_eq!(by_reason(&warnings).len(), 1);
}

#[test]
fn rounded_ids_are_called_rounded_31() {
    let document = document(&read("31-excel-science-ids", "pictures", "tracks.csv"));
    assert_eq!(
        (&document["join"]["matched"], &document["join"]["rows"]),
        (&json!(0), &json!(12))
    );
    let reason = document["join"]["reason"].as_str().unwrap();
    assert!(
        reason.contains("rounded by a spreadsheet: 1.23457E+11"),
        "{reason}"
    );
    let warnings = document["warnings"].as_array().unwrap();
    assert!(warnings.iter().any(|warning| warning["reason"] == reason));
}

#[test]
fn tables_of_exportify_in_english_and_german_33() {
    let six = |document: &Value| document["features"]["columns"].clone();
    for (language, popularity, columns) in [
        (
            "english",
            "Popularity",
            [
                "Danceability",
                "Energy",
                "Acousticness",
                "Valence",
                "Instrumentalness",
                "Tempo",
            ],
        ),
        (
            "german",
            "Beliebtheit",
            [
                "Tanzbarkeit",
                "Energie",
                "Akustik",
                "Valenz",
                "Instrumentalität",
                "Tempo",
            ],
        ),
    ] {
        let table = format!("{language}/playlist.csv");
        let by_id = document(&read("33-exportify", "pictures", &table));
        assert_all_joined(&by_id, 12);
        assert_eq!(steps(&by_id), [("uri", 12)].into(), "{language}");
        let tracks = by_id["tracks"].as_array().unwrap();
        let first = tracks
            .iter()
            .find(|track| track["file"] == "4uQahMCjMI75M1A2tKUA00.png")
            .unwrap();
        assert_eq!(
            (&first["title"], &first["artists"]),
            (&json!("Song A"), &json!("Ann Lee"))
        );
        assert_eq!(six(&by_id), json!(columns));
        assert_eq!(by_id["join"]["columns"]["popularity"], popularity);
        let by_title = document(&read("33-exportify", "pictures-by-title", &table));
        assert_all_joined(&by_title, 12);
        assert_eq!(steps(&by_title), [("exact", 12)].into());
        // Without the six: all but ids, popularity and constants.
        let alone = document(&collection(
            &case("33-exportify/english"),
            &[case("33-exportify").join(&table)],
        ));
        assert_eq!(alone["tracks"][1]["title"], "Song B");
    }
}

#[test]
fn steps_can_be_switched_off_and_a_key_be_chosen() {
    let collection = read("03-fma-padded-ids", "pictures", "tracks.csv");
    let settings = Settings {
        steps_off: vec![Step::Number],
        ..Settings::default()
    };
    let off = document_of(&collection, &settings);
    assert_eq!(off["join"]["matched"], 0);
    assert_eq!(
        off["join"]["reason"],
        "Steps that may find more are switched off."
    );
    assert!(
        off["join"]["steps"]
            .as_array()
            .unwrap()
            .iter()
            .all(|step| step["step"] != "number")
    );
    let settings = Settings {
        key: Some(Key {
            column: "interest".into(),
            pattern: "<id>.png".parse().unwrap(),
        }),
        ..Settings::default()
    };
    let chosen = document_of(&collection, &settings);
    assert_eq!(
        (&chosen["join"]["matched"], &chosen["join"]["key_column"]),
        (&json!(0), &json!("interest"))
    );
    let proposal = &chosen["join"]["proposal"];
    assert_eq!(
        (&proposal["column"], &proposal["matches"]),
        (&json!("track_id"), &json!(12))
    );
    assert!(
        chosen["join"]["reason"]
            .as_str()
            .unwrap()
            .starts_with("No picture's name, for example “000002”")
    );
}

#[test]
fn chosen_columns_name_the_tracks() {
    let collection = read("33-exportify", "pictures", "english/playlist.csv");
    let mut settings = Settings::default();
    settings.names.title = Some("Album Name".into());
    settings.names.genre = Some("Explicit".into());
    let document = document_of(&collection, &settings);
    assert_eq!(
        (
            &document["tracks"][0]["title"],
            &document["tracks"][0]["genre"]
        ),
        (&json!("Album 0"), &json!("false"))
    );
    assert_eq!(document["tracks"][0]["artists"], "Ann Lee");
}

#[test]
fn a_table_and_a_picture_that_have_nothing_to_do_with_it_change_no_value() {
    let case = case("17-same-names-two-folders");
    let (pictures, table) = (case.join("pictures"), case.join("tracks.csv"));
    let mut with_more = collection(&pictures, std::slice::from_ref(&table));
    let sizes = b"part,width\nleft,3\nright,4\n";
    with_more.add_table(csv::read("sizes.csv", sizes).unwrap().0, Vec::new());
    with_more.ignore("jazz/.DS_Store");
    let (alone, more) = (
        document(&collection(&pictures, &[table])),
        document(&with_more),
    );
    for key in ["tracks", "sound", "features", "recommendations", "settings"] {
        assert_eq!(alone[key], more[key], "{key}");
    }
    assert_eq!(
        (&alone["ignored_files"], &more["ignored_files"]),
        (&json!(0), &json!(1))
    );
    assert_eq!(more["warnings"][0]["file"], "sizes.csv");
}

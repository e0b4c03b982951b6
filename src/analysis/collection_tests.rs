use super::*;
use crate::data::ColumnKind;
use crate::ingest::Tables;

#[test]
fn the_shared_folder_is_cut_off_whole() {
    for (paths, folder) in [
        (&["a/b/1.png", "a/b/2.png"][..], "a/b/"),
        (&["a/b/1.png", "a/bc/2.png"], "a/"),
        (&["1.png", "a/2.png"], ""),
        (&["a/é1.png", "a/è2.png"], "a/"),
        // Folders of one first byte.
        (&["Été/1.png", "Österreich/2.png"], ""),
        (&["x/桜/1.png", "x/海/2.png"], "x/"),
        (&["a//1.png", "a//2.png"], "a//"),
        (&[], ""),
    ] {
        assert_eq!(common_folder(paths.iter().copied()), folder, "{paths:?}");
    }
}

fn table(file: &str, rows: &str) -> Table {
    let csv = format!("id,name\n{rows}");
    crate::ingest::csv::read(file, csv.as_bytes()).unwrap().0
}

#[test]
fn of_several_tables_the_one_that_fits_leads() {
    let mut collection = Collection::default();
    collection.add_picture(Spectrogram {
        file: "clip_7.png".into(),
        width: 1,
        height: 1,
        pixels: vec![0; N_PIXELS].into(),
    });
    let joined = |collection: &Collection| collection.join(&Settings::default());
    let file = |collection: &Collection| joined(collection).0.table.unwrap().file.clone();
    collection.add_table(table("set/tracks.csv", "7,a\n8,b\n"), Vec::new());
    collection.add_table(
        crate::ingest::csv::read("set/sizes.csv", b"part,size\nx,1\ny,2\n")
            .unwrap()
            .0,
        Vec::new(),
    );
    assert_eq!(file(&collection), "tracks.csv");
    let join = joined(&collection).1;
    assert!(collection.warnings(None).is_empty());
    assert_eq!(collection.warnings(Some(&join))[0].file, "sizes.csv");
    collection.begin_drop();
    collection.add_table(table("corrected.csv", "7,a\n"), Vec::new());
    assert_eq!(file(&collection), "corrected.csv");
    let aside = Settings {
        tables_aside: vec!["corrected.csv".into()],
        ..Settings::default()
    };
    assert_eq!(collection.join(&aside).0.table.unwrap().file, "tracks.csv");
}

#[test]
fn a_table_is_read_again_as_a_person_wants() {
    let mut collection = Collection::default();
    let bytes = b"id,x\n1,2.5\n2,3.5\n";
    let with = |separator| ReadingChoices {
        separator,
        ..ReadingChoices::default()
    };
    let as_guessed = BTreeMap::new();
    collection.read_table("a.csv", bytes, &with(None), false, &Tables);
    collection.begin_drop();
    collection.read_table("b.csv", bytes, &with(None), false, &Tables);
    assert!(collection.tables_read_otherwise(&as_guessed).is_empty());
    let wanted = BTreeMap::from([("a.csv".to_owned(), with(Some('.')))]);
    assert_eq!(collection.tables_read_otherwise(&wanted), ["a.csv"]);
    collection.read_table("a.csv", bytes, &with(Some('.')), true, &Tables);
    assert_eq!(collection.tables_read_otherwise(&as_guessed), ["a.csv"]);
    let columns = |collection: &Collection| collection.readings().tables[0].columns.len();
    assert_eq!(columns(&collection), 2);
    // What cannot be read so stays, and that is said.
    collection.read_table("a.csv", bytes, &with(Some('|')), true, &Tables);
    assert_eq!(columns(&collection), 2);
    assert!(collection.readings().tables[0].error.is_some());
    assert!(
        collection
            .warnings(None)
            .iter()
            .any(|w| w.file == "a.csv" && w.reason.contains("stays as it was"))
    );
    collection.read_table("a.csv", bytes, &with(None), true, &Tables);
    assert_eq!(collection.readings().tables[0].error, None);
    assert!(
        collection
            .warnings(None)
            .iter()
            .all(|w| !w.reason.contains("stays as it was"))
    );
    // It is no newer than b.csv for all that.
    let (catalog, report) = collection.join(&Settings::default());
    assert_eq!(catalog.table.unwrap().file, "b.csv");
    let replaced = crate::join::TableRole::ReplacedBy("b.csv".into());
    assert_eq!(report.tables[0].role, replaced);
}

#[test]
fn tables_of_one_name_in_several_folders_are_read_each_in_its_own_way() {
    let mut collection = Collection::default();
    let guessed = ReadingChoices::default();
    let words = ReadingChoices {
        kinds: BTreeMap::from([("x".to_owned(), crate::data::ChosenKind::Words)]),
        ..ReadingChoices::default()
    };
    collection.read_table(
        "set/a/t.csv",
        b"id,x\n1,2.5\n2,3.5\n",
        &guessed,
        false,
        &Tables,
    );
    collection.read_table(
        "set/b/t.csv",
        b"id,x\n3,4.5\n4,5.5\n",
        &guessed,
        false,
        &Tables,
    );
    collection.read_table("set/c/t.csv", b"", &guessed, false, &Tables);
    let files = |collection: &Collection| -> Vec<(String, String)> {
        let readings = collection.readings().tables.into_iter();
        readings.map(|read| (read.file, read.path)).collect()
    };
    let named = |letter: &str| (format!("{letter}/t.csv"), format!("set/{letter}/t.csv"));
    assert_eq!(files(&collection), ["a", "b", "c"].map(named));
    assert_eq!(collection.warnings(None)[0].file, "c/t.csv");
    let settings = Settings::default().with_reading("set/b/t.csv", words.clone());
    assert_eq!(
        collection.tables_read_otherwise(&settings.reading),
        ["set/b/t.csv"]
    );
    collection.read_table(
        "set/b/t.csv",
        b"id,x\n3,4.5\n4,5.5\n",
        &words,
        true,
        &Tables,
    );
    assert!(
        collection
            .tables_read_otherwise(&settings.reading)
            .is_empty()
    );
    let kinds: Vec<ColumnKind> = collection.readings().tables[..2]
        .iter()
        .map(|reading| reading.columns[1].kind)
        .collect();
    assert_eq!(kinds, [ColumnKind::Number, ColumnKind::Category]);
    let (catalog, report) = collection.join(&settings);
    assert_eq!((catalog.table.unwrap().n_rows, report.tables.len()), (4, 2));
}

#[test]
fn the_same_picture_twice_counts_once_and_heals_a_broken_one() {
    let picture = Spectrogram {
        file: "clip_1.png".into(),
        width: 1,
        height: 1,
        pixels: vec![0; N_PIXELS].into(),
    };
    let mut collection = Collection::default();
    collection.add_broken_picture("clip_1.png", "The file is empty.");
    collection.add_broken_picture("clip_2.png", "The file is empty.");
    collection.add_picture(picture.clone());
    collection.add_picture(picture);
    let (catalog, report) = collection.join(&Settings::default());
    assert_eq!((report.images, catalog.tracks.len()), (2, 1));
    assert_eq!(collection.warnings(None).len(), 1);
}

#[test]
fn what_has_no_room_is_refused_before_it_is_read() {
    let mut collection = Collection::default();
    let alone = collection.room_for_pictures();
    assert!((130_000..150_000).contains(&alone));
    assert!(collection.check_room_for_table(200 << 20).is_ok());
    let refused = collection.check_room_for_table(1 << 30).unwrap_err();
    assert_eq!(refused, "The table has more than 256 MB of text.");
    // What is there counts, by what it takes.
    let cell = "x".repeat(1000);
    let rows: Vec<String> = (0..2000).map(|i| format!("{i},{cell}\n")).collect();
    let rows = rows.concat();
    collection.add_table(table("large.csv", &rows), Vec::new());
    let left = collection.room_for_pictures();
    assert!((200..350).contains(&(alone - left)), "{}", alone - left);
    let refused = Collection::no_room_for_pictures(1200);
    assert!(
        refused.starts_with("Not read: 1,200 pictures, "),
        "{refused}"
    );
    // 500 tables like that are as much as there may be.
    let large = collection.tables[0].clone();
    for i in 0..500 {
        let path = format!("{i}.csv");
        collection.tables.push(GivenTable {
            path,
            ..large.clone()
        });
    }
    let refused = collection.check_room_for_table(100 << 20).unwrap_err();
    assert!(
        refused.contains("beside what was read before, which stays"),
        "{refused}"
    );
    assert!(collection.check_room_for_table(1 << 20).is_ok());
}

#[test]
fn warnings_do_not_tell_who_was_first() {
    let mut collection = Collection::default();
    collection.add_warning(Warning::of_line("b.csv", 9, "One cell too many."));
    collection.add_warning(Warning::of_line("b.csv", 2, "One cell too few."));
    collection.add_warning(Warning::of_file("a.png", "The file is empty."));
    collection.add_warning(Warning::of_file("b.csv", "Read as Windows-1252."));
    let warnings = collection.warnings(None);
    let places: Vec<_> = warnings.iter().map(|w| (w.file.as_str(), w.line)).collect();
    assert_eq!(
        places,
        [
            ("a.png", None),
            ("b.csv", None),
            ("b.csv", Some(2)),
            ("b.csv", Some(9))
        ]
    );
}

use super::*;

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
        pixels: vec![0; crate::data::N_PIXELS],
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
fn the_same_picture_twice_counts_once_and_heals_a_broken_one() {
    let picture = Spectrogram {
        file: "clip_1.png".into(),
        width: 1,
        height: 1,
        pixels: vec![0; crate::data::N_PIXELS],
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

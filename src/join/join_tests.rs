use super::super::report::Ambiguous;
use super::*;
use crate::data::N_PIXELS;
use crate::ingest::csv;

fn pictures(files: &[&str]) -> Rc<Vec<Spectrogram>> {
    let picture = |file: &&str| Spectrogram {
        file: (*file).to_owned(),
        width: 1,
        height: 1,
        pixels: vec![0; N_PIXELS].into(),
    };
    Rc::new(files.iter().map(picture).collect())
}

#[allow(clippy::unnecessary_wraps)] // As `join` takes it.
fn table(text: &str) -> Option<Rc<Table>> {
    Some(Rc::new(csv::read("t.csv", text.as_bytes()).unwrap().0))
}

fn with_key(key: Key) -> JoinParams {
    JoinParams {
        key: Some(key),
        ..JoinParams::default()
    }
}

const TABLE: &str = ",track_id,title\n0,aa,A\n5,bb,B\n5,cc,C\n9,aa,D\n12,ee,E\n";

#[test]
fn the_notebooks_join_with_everything_that_is_missing() {
    let files = [
        "clip_0.png",
        "clip_12.png",
        "clip_5.png",
        "clip_99.png",
        "cover.png",
    ];
    let (catalog, report) = join(pictures(&files), table(TABLE), &JoinParams::default());
    let rows: Vec<_> = (0..catalog.tracks.len()).map(|i| catalog.row(i)).collect();
    // The id 5 stands in two rows: nothing tells which of them the picture shows.
    assert_eq!(rows, [Some(0), Some(4), None, None, None]);
    let ids: Vec<_> = catalog.tracks.iter().map(|t| t.id.as_str()).collect();
    assert_eq!(ids, ["0", "12", "5", "99", "cover"]);
    assert_eq!(catalog.title(1), Some("E"));
    assert_eq!((report.matched, report.rows), (2, 5));
    assert_eq!(
        (report.rows_with_picture, report.rows_without_picture),
        (2, 3)
    );
    assert_eq!(report.indices_without_picture, [1, 2, 3]);
    assert_eq!(
        report.orphan_images,
        ["clip_5.png", "clip_99.png", "cover.png"]
    );
    assert_eq!(
        report.ambiguous,
        [Ambiguous {
            key: "5".into(),
            images: vec!["clip_5.png".into()],
            rows: vec!["5".into(), "5".into()],
            row_numbers: vec![2, 3],
        }]
    );
    assert_eq!(report.duplicate_ids, ["5"]);
    assert_eq!(report.key_column, "Unnamed: 0");
    assert_eq!(report.proposal, None);
}

#[test]
fn a_better_key_is_taken_or_proposed() {
    let files = ["bb.png", "clip_0.png", "ee.png"];
    let (_, report) = join(pictures(&files), table(TABLE), &JoinParams::default());
    // The notebook's key matches one picture: it stays, and the better one is proposed.
    assert_eq!(
        (report.key_column.as_str(), report.matched),
        ("Unnamed: 0", 1)
    );
    let proposal = report.proposal.unwrap();
    assert_eq!(
        (proposal.column.as_str(), proposal.matches),
        ("track_id", 2)
    );
    let (catalog, report) = join(pictures(&files), table(TABLE), &with_key(proposal.key()));
    assert_eq!(report.matched, 2);
    assert_eq!(report.duplicate_ids, ["aa"]);
    assert_eq!(catalog.tracks[0].id, "bb");
    assert_eq!(catalog.tracks[1].id, "clip_0");
    let (_, report) = join(pictures(&["bb.png"]), table(TABLE), &JoinParams::default());
    assert_eq!(
        (report.key_column.as_str(), report.matched),
        ("track_id", 1)
    );
}

#[test]
fn no_pattern_is_said_that_no_name_has() {
    let pattern = |files: &[&str], text: &str| {
        let (_, report) = join(pictures(files), table(text), &JoinParams::default());
        (report.matched, report.pattern.to_string())
    };
    let titles = "title,tempo\nAbba,90\nKoda,91\n";
    let said = |matched, pattern: &str| (matched, pattern.to_owned());
    assert_eq!(
        pattern(&["Abba.png", "Koda.png"], titles),
        said(2, "<id>.png")
    );
    assert_eq!(
        pattern(&["Lilo.png", "Nemo.png"], titles),
        said(0, "<id>.png")
    );
    assert_eq!(
        pattern(&["clip_7.png", "clip_8.png"], titles),
        said(0, "clip_<id>.png")
    );
}

#[test]
fn either_side_may_be_missing() {
    let (catalog, report) = join(pictures(&[]), table(TABLE), &JoinParams::default());
    assert_eq!((catalog.tracks.len(), report.rows_without_picture), (5, 5));
    assert_eq!(catalog.tracks[3].id, "9");
    let (catalog, report) = join(
        pictures(&["a/clip_3.png", "b.png"]),
        None,
        &JoinParams::default(),
    );
    let ids: Vec<_> = catalog.tracks.iter().map(|t| t.id.as_str()).collect();
    assert_eq!(ids, ["3", "b"]);
    assert_eq!((report.rows, report.orphan_images.len()), (0, 0));
    let key = Key {
        column: "nowhere".to_owned(),
        pattern: Pattern::default(),
    };
    let (_, report) = join(pictures(&["clip_9.png"]), table(TABLE), &with_key(key));
    assert_eq!((report.matched, report.rows_without_picture), (0, 5));
    assert_eq!(report.proposal.map(|p| p.matches), Some(1));
}

#[test]
fn loose_keys_join_too() {
    let table = table("filename,label\nblues.00000.wav,blues\njazz.00001.wav,jazz\n");
    let (catalog, report) = join(pictures(&["blues00000.png"]), table, &JoinParams::default());
    assert_eq!(
        (report.matched, report.key_column.as_str()),
        (1, "filename")
    );
    assert_eq!(catalog.tracks[0].id, "blues.00000.wav");
}

use super::*;
use crate::ingest::csv;

fn table(text: &str) -> Table {
    csv::read("t.csv", text.as_bytes()).unwrap().0
}

fn found(files: &[&str], table: &Table) -> Vec<Candidate> {
    candidates(files, table, &JoinParams::default())
}

#[test]
fn the_notebooks_choice_comes_first() {
    let table = table(",track_id,popularity\n0,aa,2\n1,bb,1\n2,cc,0\n");
    let best = found(&["clip_0.png", "clip_2.png"], &table);
    assert_eq!(best[0].column, "Unnamed: 0");
    assert_eq!(best[0].pattern, Pattern::of_notebook());
    assert_eq!(best[0].matches, 2);
    assert_eq!(best[1].column, "popularity");
    let best = found(&["aa.png", "cc.png", "dd.png"], &table);
    assert_eq!((best[0].column.as_str(), best[0].matches), ("track_id", 2));
    assert!(found(&["x.png"], &table).is_empty());
}

#[test]
fn keys_may_be_file_names_or_differ_in_signs() {
    let table = table("filename,label\nblues.00000.wav,blues\njazz.00001.wav,jazz\n");
    let exact = found(&["blues/blues.00000.png"], &table);
    assert_eq!(
        (exact[0].column.as_str(), exact[0].matches),
        ("filename", 1)
    );
    let loose = found(&["blues/blues00000.png", "jazz/jazz00001.png"], &table);
    assert_eq!(
        (loose[0].column.as_str(), loose[0].matches),
        ("filename", 2)
    );
    assert_eq!(loose[0].pattern, Pattern::whole_name());
}

#[test]
fn a_leading_zero_is_lost_only_as_a_step() {
    let table = table("id,name\n7,x\n8,y\n");
    assert_eq!(found(&["007.png"], &table)[0].matches, 1);
    let off = JoinParams {
        steps_off: vec![Step::Number],
        ..JoinParams::default()
    };
    assert!(candidates(&["007.png"], &table, &off).is_empty());
}

#[test]
fn luck_with_small_numbers_does_not_hide_the_ids() {
    // Three popularities are by chance names of pictures; the ids are all of them, with zeros.
    let table = table(
        "popularity,code,tempo\n1,0001,9.5\n2,0002,8.5\n3,0003,7.5\n40,0004,6.5\n50,0005,5.5\n",
    );
    let files = ["1.png", "2.png", "3.png", "4.png", "5.png"];
    let found = found(&files, &table);
    assert_eq!((found[0].column.as_str(), found[0].matches), ("code", 5));
}

#[test]
fn digits_of_any_script_part_words() {
    for (file, cell) in [
        ("1 \u{2461} a.png", "1 \u{2461}a"),
        ("1 2 a.png", "1 \u{662}a"),
        ("x 2.png", "x\u{ff12}"),
    ] {
        let table = table(&format!("n,title\n5,{cell}\n6,other\n"));
        let best = found(&[file], &table);
        let first = best
            .first()
            .map(|best| (best.column.as_str(), best.matches));
        assert_eq!(first, Some(("title", 1)), "{file}");
    }
}

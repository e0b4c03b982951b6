use super::*;
use crate::ingest::csv;

fn table(text: &str) -> Table {
    csv::read("t.csv", text.as_bytes()).unwrap().0
}

fn inferred(files: &[&str]) -> Option<String> {
    infer(files).map(|pattern| pattern.to_string())
}

#[test]
fn infers_what_the_names_share() {
    let infer = inferred;
    assert_eq!(
        infer(&["clip_1.png", "clip_10.png"]).unwrap(),
        "clip_<id>.png"
    );
    assert_eq!(
        infer(&["a/track0012.png", "b/track0013.PNG"]).unwrap(),
        "track<id>.png"
    );
    assert_eq!(
        infer(&["s-5_mel.png", "s-15_mel.png"]).unwrap(),
        "s-<id>_mel.png"
    );
    assert_eq!(infer(&["abba.png", "abbey.png"]).unwrap(), "<id>.png");
    assert_eq!(infer(&["1mel.png", "2mel.png"]).unwrap(), "<id>mel.png");
    assert_eq!(infer(&["one.png"]), None);
    // A name that is another's beginning: the parts around the id must not overlap.
    assert!(infer(&["a-a.png", "a-a-a.png"]).is_some());
    assert!(infer(&["-.png", "--.png"]).is_some());
}

#[test]
fn the_notebooks_choice_comes_first() {
    let table = table(",track_id,popularity\n0,aa,2\n1,bb,1\n2,cc,0\n");
    let best = candidates(&["clip_0.png", "clip_2.png"], &table);
    assert_eq!(best[0].column, "Unnamed: 0");
    assert_eq!(best[0].pattern, Pattern::of_notebook());
    assert_eq!(best[0].matches, 2);
    assert_eq!(best[1].column, "popularity");
    let best = candidates(&["aa.png", "cc.png", "dd.png"], &table);
    assert_eq!((best[0].column.as_str(), best[0].matches), ("track_id", 2));
    assert!(candidates(&["x.png"], &table).is_empty());
}

#[test]
fn keys_may_be_file_names_or_differ_in_signs() {
    let table = table("filename,label\nblues.00000.wav,blues\njazz.00001.wav,jazz\n");
    let exact = candidates(&["blues/blues.00000.png"], &table);
    assert_eq!(
        (exact[0].column.as_str(), exact[0].matches),
        ("filename", 1)
    );
    let loose = candidates(&["blues/blues00000.png", "jazz/jazz00001.png"], &table);
    assert_eq!(
        (loose[0].column.as_str(), loose[0].matches),
        ("filename", 2)
    );
    assert_eq!(loose[0].pattern, Pattern::whole_name());
}

#[test]
fn a_leading_zero_is_never_lost() {
    let table = table("id,name\n7,x\n8,y\n");
    assert!(candidates(&["007.png"], &table).is_empty());
}

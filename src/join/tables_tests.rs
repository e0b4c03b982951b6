use super::*;
use crate::data::ColumnKind;
use crate::ingest::csv;

fn given(path: &str, drop: u32, text: &str) -> GivenTable {
    GivenTable {
        path: path.into(),
        called: path.into(),
        drop,
        table: Rc::new(csv::read(path, text.as_bytes()).unwrap().0),
    }
}

fn one_of(given: &[GivenTable], aside: &[String]) -> (Rc<Table>, Vec<String>) {
    let combined = combine(given, aside, &|_, _| 0);
    let uses = combined.uses.iter();
    let uses = uses
        .map(|used| format!("{}: {}", used.file, used.role))
        .collect();
    (combined.table.unwrap(), uses)
}

#[test]
fn same_columns_stand_one_below_the_other() {
    let tables = [
        given("set/b/tracks.csv", 0, "tempo,id\n90,3\n,4\n"),
        given("set/a/tracks.csv", 0, "id,tempo\n1,70\n2,80\n"),
    ];
    let (table, uses) = one_of(&tables, &[]);
    assert_eq!(table.n_rows, 4);
    assert_eq!(
        table.column("id").unwrap().text.iter().collect::<Vec<_>>(),
        ["1", "2", "3", "4"]
    );
    let tempo = table.column("tempo").unwrap();
    assert_eq!(tempo.kind, ColumnKind::Number);
    assert_eq!((tempo.number(2), tempo.number(3)), (Some(90.0), None));
    assert_eq!(uses[0], "a/tracks.csv: Used.");
    assert!(uses[1].starts_with("b/tracks.csv: Used: it has the columns of a/tracks.csv"));
    let reversed: Vec<GivenTable> = tables.iter().rev().cloned().collect();
    assert_eq!(
        format!("{:?}", one_of(&reversed, &[]).0),
        format!("{table:?}")
    );
    let (table, uses) = one_of(&tables, &["set/a/tracks.csv".into()]);
    assert_eq!(
        (table.n_rows, uses[0].as_str()),
        (2, "a/tracks.csv: Set aside.")
    );
}

#[test]
fn a_common_key_puts_them_side_by_side() {
    let tables = [
        given("info.csv", 0, "track_id,title\n0002,B\n0001,A\n0009,J\n"),
        given(
            "data.csv",
            0,
            "track_id,tempo,title\n1,70.5,x\n2,80.5,B\n3,90.5,C\n",
        ),
        given("other.csv", 0, "name,age\nx,1\ny,2\n"),
    ];
    let (table, uses) = one_of(&tables, &[]);
    let cells = |name: &str| table.column(name).unwrap().text.iter().collect::<Vec<_>>();
    // The path that comes first leads; rows that only one has stay.
    assert_eq!(cells("track_id"), ["1", "2", "3", "0009"]);
    assert_eq!(cells("title (info.csv)"), ["A", "B", "", "J"]);
    assert_eq!(table.column("tempo").unwrap().number(3), None);
    assert!(uses[1].contains("beside those of data.csv, by the key “track_id”"));
    assert!(uses[2].starts_with("other.csv: Not used: it has neither"));
}

#[test]
fn rows_in_the_same_order_need_no_distinct_key() {
    let tables = [
        given(
            "song_data.csv",
            0,
            "song_name,tempo\nIntro,70.5\nIntro,80.5\nB,9.5\nC,1.5\n",
        ),
        given(
            "song_info.csv",
            0,
            "song_name,artist_name\nIntro,X\nIntro,Y\nB,Z\nC,W\n",
        ),
    ];
    let (table, _) = one_of(&tables, &[]);
    let artists = table.column("artist_name").unwrap();
    assert_eq!(
        artists.text.iter().collect::<Vec<_>>(),
        ["X", "Y", "Z", "W"]
    );
}

#[test]
fn row_counters_and_measures_are_no_keys() {
    let tables = [
        given("a.csv", 0, ",energy\n0,0.5\n1,0.25\n2,0.75\n"),
        given("b.csv", 0, ",energy,age\n0,0.5,1\n1,0.25,2\n2,0.75,3\n"),
    ];
    assert_eq!(one_of(&tables, &[]).0.columns.len(), 2);
}

#[test]
fn a_corrected_table_of_a_later_drop_takes_the_place_of_the_first() {
    let tables = [
        given("tracks.csv", 0, "id,name\n1,a\n2,b\n"),
        given("corrected.csv", 1, "id,name\n1,A\n2,B\n"),
        given("more.csv", 1, "id,name\n3,C\n4,D\n"),
    ];
    let (table, uses) = one_of(&tables, &[]);
    assert_eq!(
        table
            .column("name")
            .unwrap()
            .text
            .iter()
            .collect::<Vec<_>>(),
        ["A", "B", "C", "D"]
    );
    assert_eq!(
        uses[2],
        "tracks.csv: Not used: corrected.csv came later and has the same rows."
    );
}

use super::*;

fn mended(text: &str, open_quote: Option<OpenQuote>) -> (String, Vec<u64>) {
    let writing = Writing {
        separator: b',',
        escape: None,
        is_padded: false,
        open_quote,
    };
    let habit = Habit::of(text, b',', None);
    let mended = mend(text, writing, &habit);
    (mended.text.into_owned(), mended.open_quotes)
}

#[test]
fn what_is_well_stays() {
    for text in [
        "a,b\n1,\"x, y\"\n2,\"say \"\"hi\"\"\"\n",
        "a,b\n\"two\nlines\",1\n",
        "a,b\n1,5\" tape\n",
    ] {
        assert_eq!(mended(text, None), (text.to_owned(), Vec::new()));
    }
}

#[test]
fn an_open_quote_is_text_unless_somebody_says_it_is_not() {
    let text = "id,t\n1,\"Foo\n2,Bar\n3,Baz\"\n";
    assert_eq!(
        mended(text, None),
        ("id,t\n1,\"\"\"Foo\"\n2,Bar\n3,Baz\"\n".into(), vec![2])
    );
    assert_eq!(
        mended(text, Some(OpenQuote::GoesOn)),
        (text.into(), Vec::new())
    );
    // Where the cell stands first, its last line has as many cells as a row.
    let first = "t,x\n\"two\nlines\",1\nb,2\nc,3\n";
    assert_eq!(mended(first, None), (first.into(), Vec::new()));
    let stray = "id,t,x\n1,\"Foo,8\n2,Baz\",9\n3,c,7\n4,d,6\n";
    assert_eq!(mended(stray, None).1, [2]);
    let windows = "id,t,x\r\n1,\"a\n2,b\",9\r\n3,c,7\r\n4,d,6\r\n";
    assert_eq!(mended(windows, None), (windows.into(), Vec::new()));
    let lines = "id,t\n1,\"two\nlines\"\n";
    assert!(mended(lines, None).1.is_empty());
    assert_eq!(mended(lines, Some(OpenQuote::IsText)).1, [2]);
}

#[test]
fn titles_of_two_lines_are_no_rows() {
    // The second line of each title, by itself, is a row like the others.
    let row = |i: usize| format!("{i},\"Song\n(live, \"\"unplugged\"\")\",{i}5\n");
    for n_rows in [1, 2, 12] {
        let rows: String = (0..n_rows).map(row).collect();
        let text = format!("id,t,x\n{rows}{n_rows},Other,5\n");
        assert_eq!(mended(&text, None), (text.clone(), Vec::new()), "{n_rows}");
    }
    // Many such lines with the number in the same column alone: what is in order everywhere means what it says.
    let row = |i: usize| format!("a{i}b,\"Song\nlive, 5\",{i}5\n");
    let text: String = std::iter::once("id,t,x\n".to_owned())
        .chain((0..9).map(row))
        .collect();
    assert_eq!(mended(&text, None), (text.clone(), Vec::new()));
}

#[test]
fn quotes_inside_quotes_are_written_twice() {
    assert_eq!(
        mended("id,t\n1,\"12\" Remix\"\n", None).0,
        "id,t\n1,\"12\"\" Remix\"\n"
    );
    assert_eq!(
        mended("id,t\n1, \"x\" \n2,y\n", None).0,
        "id,t\n1,\"x\"\n2,y\n"
    );
}

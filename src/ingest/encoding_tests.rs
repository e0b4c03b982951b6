use super::super::letters::Tables;
use super::*;

fn text(bytes: &[u8]) -> String {
    decode(bytes, None, &Tables).unwrap().text.into_owned()
}

#[test]
fn every_usual_encoding_gives_the_same_text() {
    let want = "id,name\n1,Señorita çé\n2,Beyoncé à la mode\n";
    let utf_16 = |big: bool, mark: bool| -> Vec<u8> {
        mark.then_some(0xfeff)
            .into_iter()
            .chain(want.encode_utf16())
            .flat_map(|unit| {
                if big {
                    unit.to_be_bytes()
                } else {
                    unit.to_le_bytes()
                }
            })
            .collect()
    };
    let latin: Vec<u8> = want.chars().map(|c| c as u32 as u8).collect();
    for bytes in [
        want.as_bytes().to_vec(),
        [b"\xef\xbb\xbf", want.as_bytes()].concat(),
        utf_16(true, true),
        utf_16(false, true),
        utf_16(true, false),
        utf_16(false, false),
        latin,
        MACINTOSH.encode(want).0.into_owned(),
    ] {
        assert_eq!(text(&bytes), want);
    }
}

#[test]
fn a_person_may_choose_another() {
    let want = "id,name\n1,песня\n2,Ночь\n";
    let (bytes, ..) = WINDOWS_1251.encode(want);
    assert_eq!(
        decode(&bytes, Some("windows-1251"), &Tables).unwrap().text,
        want
    );
    let wrong = decode(&bytes, Some("windows-1252"), &Tables).unwrap();
    assert!(wrong.text.contains("íÿ") && wrong.encoding == "windows-1252");
    let samples = samples(&bytes, "windows-1251", &Tables);
    assert!(
        samples.contains(&("windows-1251".into(), "1,песня".into())),
        "{samples:?}"
    );
    assert!(samples.iter().any(|(name, _)| name == "macintosh"));
    assert!(!samples.iter().any(|(name, _)| name == "UTF-8"));
}

#[test]
fn what_differs_is_shown_of_all_that_make_sense() {
    assert_eq!(samples(b"id,name\n1,plain\n", "UTF-8", &Tables), []);
    let (bytes, ..) = SHIFT_JIS.encode("id,name\n1,桜の歌\n");
    let found = samples(&bytes, "Shift_JIS", &Tables);
    assert!(
        found.contains(&("Shift_JIS".into(), "1,桜の歌".into())),
        "{found:?}"
    );
}

#[test]
fn what_is_not_text_is_named() {
    assert!(matches!(decode(b"", None, &Tables), Err(CsvError::Empty)));
    assert!(matches!(
        decode(b"\xef\xbb\xbf \n", None, &Tables),
        Err(CsvError::Empty)
    ));
    let found = |bytes: &[u8]| decode(bytes, None, &Tables).err().unwrap().to_string();
    assert!(found(b"\x89PNG\r\n\x1a\n").contains("PNG picture"));
    assert!(found(b"version https://git-lfs.github.com/spec/v1\n").contains("LFS pointer"));
    assert!(found(b"\x00\x01\x02\x03\x04\x05").contains("binary"));
}

#[test]
fn a_stray_byte_in_utf_8_does_not_turn_all_of_it_into_latin() {
    let mut bytes = "é".repeat(50).into_bytes();
    bytes.push(0xff);
    let decoded = decode(&bytes, None, &Tables).unwrap();
    assert!(decoded.text.starts_with("éé"));
    assert!(decoded.doubt.is_some());
}

use super::*;

/// A real one of 100 x 75 pixels.
const WHOLE: &[u8] = include_bytes!("../../tests/fixtures/jpeg/color-420.jpg");

fn claimed(file: &[u8]) -> Option<Claim> {
    claim(&|start, n| file.iter().skip(start).take(n).copied().collect())
}

#[test]
fn the_size_is_found_behind_other_segments() {
    let want = Some(Claim {
        width: 100,
        height: 75,
    });
    assert_eq!(claimed(WHOLE), want);
    // An EXIF segment of the greatest length, and fill bytes before the next marker.
    let filled = vec![0xff; 65_533 + 3];
    let exif = [&b"\xff\xe1\xff\xff"[..], &filled].concat();
    let longer = [&WHOLE[..2], &exif, &WHOLE[2..]].concat();
    assert_eq!(claimed(&longer), want);
    assert_eq!(decode(&longer), decode(WHOLE));
    assert_eq!(claimed(&WHOLE[..20]), None);
    assert_eq!(claimed(b"\xff\xd8\xff"), None);
    assert_eq!(claimed(b"\xff\xd8\xff\xd9"), None);
}

#[test]
fn what_is_not_coded_as_usual_is_refused_by_name() {
    let at = WHOLE
        .windows(2)
        .position(|pair| pair == b"\xff\xc0")
        .unwrap();
    for (marker, words) in [
        (0xc3, "lossless"),
        (0xc5, "hierarchical"),
        (0xc9, "arithmetically"),
    ] {
        let mut file = WHOLE.to_vec();
        file[at + 1] = marker;
        let error = decode(&file).unwrap_err();
        assert!(matches!(error, PictureError::Unread(_)), "{error}");
        assert!(error.to_string().contains(words), "{error}");
    }
    let mut twelve = WHOLE.to_vec();
    twelve[at + 4] = 12;
    assert!(
        decode(&twelve)
            .unwrap_err()
            .to_string()
            .contains("more than 8 bits")
    );
}

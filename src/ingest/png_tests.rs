use super::*;

#[test]
fn other_formats_are_named() {
    let found = |bytes: &[u8]| decode(bytes).unwrap_err().to_string();
    assert_eq!(found(b""), "The file is empty.");
    assert_eq!(
        found(b"%PDF-1.7"),
        "This is a PDF document, not a PNG, JPEG, GIF or WebP picture."
    );
    assert_eq!(
        found(b"hello"),
        "This is text, not a PNG, JPEG, GIF or WebP picture."
    );
    assert!(matches!(
        decode(b"\x89PNG\r\n"),
        Err(PictureError::Truncated)
    ));
    assert!(found(b"\x89PNG\n\x1a\n").contains("copied as text"));
}

#[test]
fn a_huge_claim_is_refused_from_the_header() {
    let mut bytes = PNG_SIGNATURE.to_vec();
    bytes.extend(b"\0\0\0\x0dIHDR\0\0\xea\x60\0\0\xea\x60\x08\x02\0\0\0....");
    let width = 60_000;
    assert!(
        matches!(decode(&bytes), Err(PictureError::TooLarge { width: w, limit: 64, .. }) if w == width)
    );
}

#[test]
fn pixels_are_claimed_by_what_will_be_decoded() {
    let head = |width: u32, height: u32, color: u8| {
        let mut bytes = PNG_SIGNATURE.to_vec();
        bytes.extend(b"\0\0\0\x0dIHDR");
        bytes.extend(width.to_be_bytes().iter().chain(&height.to_be_bytes()));
        bytes.extend([8, color, 0, 0, 0, 1, 2, 3, 4]);
        bytes
    };
    assert_eq!(head(300, 200, 6).len(), HEAD);
    let n_pixels = |head: &[u8]| claim(head).map(Claim::n_pixels);
    assert_eq!(n_pixels(&head(300, 200, 6)), Some(60_000));
    assert_eq!(n_pixels(&head(60_000, 60_000, 2)), None);
    assert_eq!(n_pixels(&head(300, 200, 5)), None);
    assert_eq!(n_pixels(&head(300, 200, 6)[..HEAD - 1]), None);
    assert_eq!(n_pixels(b"GIF89a"), None);
}

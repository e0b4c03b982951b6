use super::*;

#[test]
fn other_formats_are_named() {
    let found = |bytes: &[u8]| decode(bytes).unwrap_err().to_string();
    assert_eq!(found(b""), "The file is empty.");
    assert_eq!(found(b"GIF89a.."), "This is a GIF picture, not a PNG.");
    assert_eq!(found(b"hello"), "This is text, not a PNG.");
    assert!(matches!(decode(b"\x89PNG\r\n"), Err(PngError::Truncated)));
    assert!(found(b"\x89PNG\n\x1a\n").contains("copied as text"));
}

#[test]
fn a_huge_claim_is_refused_from_the_header() {
    let mut bytes = PNG_SIGNATURE.to_vec();
    bytes.extend(b"\0\0\0\x0dIHDR\0\0\xea\x60\0\0\xea\x60\x08\x02\0\0\0....");
    let width = 60_000;
    assert!(
        matches!(decode(&bytes), Err(PngError::TooLarge { width: w, limit: 64, .. }) if w == width)
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
    assert_eq!(claimed_pixels(&head(300, 200, 6)), 60_000);
    assert_eq!(claimed_pixels(&head(60_000, 60_000, 2)), 0);
    assert_eq!(claimed_pixels(&head(300, 200, 5)), 0);
    assert_eq!(claimed_pixels(&head(300, 200, 6)[..HEAD - 1]), 0);
    assert_eq!(claimed_pixels(b"GIF89a"), 0);
    assert!(check_size(1 << 20).is_ok());
    let refused = check_size(1 << 30).unwrap_err().to_string();
    assert_eq!(refused, "The file has more than 256 MB.");
}

#[test]
fn luma_of_the_primaries_is_that_of_pillow() {
    assert_eq!(luma(255, 255, 255), 255);
    assert_eq!(
        [luma(255, 0, 0), luma(0, 255, 0), luma(0, 0, 255)],
        [76, 150, 29]
    );
}

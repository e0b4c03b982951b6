//! Whole pictures that came to harm, and other files under a .png name: refused with what is wrong, or read as they were.

use super::assert_plain;
use super::encode::{chunk, header, rgba};
use soundkin::error::PngError;
use soundkin::ingest::png::decode;

/// Where the picture data of [`rgba`] begins and how long it is: behind the signature and the header.
fn data(file: &[u8]) -> (usize, usize) {
    assert_eq!(&file[37..41], b"IDAT");
    let length = u32::from_be_bytes(*file[33..].first_chunk().unwrap());
    (41, length as usize)
}

fn refused(file: &[u8]) -> PngError {
    let error = decode(file).unwrap_err();
    assert_plain(&error.to_string());
    error
}

#[test]
fn a_file_cut_anywhere_is_named_as_cut() {
    let file = rgba();
    assert!(matches!(refused(&[]), PngError::Empty));
    for end in 1..file.len() {
        let error = refused(&file[..end]);
        assert!(matches!(error, PngError::Truncated), "{end}: {error}");
    }
    assert!(file.len() > 500);
}

#[test]
fn a_changed_byte_never_gives_another_picture() {
    let file = rgba();
    let whole = decode(&file).unwrap();
    let mut n_refused = 0;
    for at in 0..file.len() {
        let mut changed = file.clone();
        changed[at] ^= 0x10;
        match decode(&changed) {
            Ok(luma) => assert!(luma == whole, "byte {at}"),
            Err(error) => {
                assert_plain(&error.to_string());
                n_refused += 1;
            }
        }
    }
    // All but the checksum of the end, which holds nothing.
    assert!(n_refused >= file.len() - 4, "{n_refused} of {}", file.len());
}

#[test]
fn what_is_wrong_is_said() {
    let file = rgba();
    let (at, length) = data(&file);
    let mut checksum = file.clone();
    checksum[at + length] ^= 1;
    let mut as_text = Vec::new();
    for &byte in &file {
        as_text.extend((byte == b'\n').then_some(b'\r'));
        as_text.push(byte);
    }
    let signature = &file[..8];
    let end = chunk(b"IEND", &[]);
    let nothing = chunk(b"IDAT", &[0x78, 0x9c, 3, 0, 0, 0, 0, 1]);
    let claim = |width, height, depth, color_type| {
        let header = header(width, height, depth, color_type);
        [signature, &header, &nothing, &end].concat()
    };
    for (file, words) in [
        (checksum, "does not match its checksum"),
        (as_text, "copied as text"),
        (claim(0, 3, 8, 6), "width or height is zero"),
        (claim(3, 0, 8, 6), "width or height is zero"),
        (claim(3, 3, 3, 0), "colour type that does not exist"),
        (claim(3, 3, 4, 2), "colour type that does not exist"),
        (claim(3, 3, 8, 7), "colour type that does not exist"),
        // A palette picture without a palette.
        (claim(3, 3, 8, 3), "damaged"),
        (
            [signature, &header(3, 3, 8, 2), &end].concat(),
            "no picture data",
        ),
        (
            [signature, &nothing, &end].concat(),
            "does not begin with a picture header",
        ),
    ] {
        let error = refused(&file);
        assert!(matches!(error, PngError::Damaged(_)), "{words}: {error}");
        assert!(error.to_string().contains(words), "{words}: {error}");
    }
    let error = refused(&claim(60_000, 60_000, 8, 2));
    assert!(matches!(
        error,
        PngError::TooLarge {
            width: 60_000,
            height: 60_000,
            ..
        }
    ));
    assert!(matches!(
        refused(&claim(70_000, 1, 8, 0)),
        PngError::TooLong { side: 70_000, .. }
    ));
    // So few bytes cannot hold so many pixels.
    assert!(matches!(
        refused(&claim(5_000, 5_000, 8, 2)),
        PngError::Truncated
    ));
}

#[test]
fn bytes_behind_the_end_do_no_harm() {
    let file = rgba();
    for more in [&b"garbage"[..], &[0; 700], &file] {
        let longer = [&file, more].concat();
        assert_eq!(decode(&longer).unwrap(), decode(&file).unwrap());
    }
}

#[test]
fn other_formats_are_named_whatever_the_file_is_called() {
    for (bytes, found) in [
        (&b"GIF89a\x01\0\x01\0\x80\0\0"[..], "a GIF picture"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF\0", "a JPEG picture"),
        (b"RIFF\x24\0\0\0WEBPVP8 ", "a WebP picture"),
        (b"BM\x36\0\0\0\0\0\0\0\x36\0", "a BMP picture"),
        (b"%PDF-1.7\n", "a PDF document"),
        (b"PK\x03\x04\x14\0", "a zip archive"),
        (
            b"<!DOCTYPE html>\n<html><body>404 Not Found</body></html>\n",
            "a web page",
        ),
        (b"<html>\n", "a web page"),
        (
            b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
            "an SVG drawing",
        ),
        (
            b"version https://git-lfs.github.com/spec/v1\noid sha256:00ff\nsize 155242\n",
            "a Git LFS pointer",
        ),
        (b"this is no picture", "text"),
        (b"\0\x01\x02\x03\x04\x05\x06\x07\x08", "binary data"),
    ] {
        let error = refused(bytes);
        assert!(matches!(error, PngError::NotPng { .. }), "{found}: {error}");
        assert!(error.to_string().contains(found), "{found}: {error}");
    }
}

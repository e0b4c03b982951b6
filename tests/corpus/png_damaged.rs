//! Whole pictures that came to harm, and other files under a .png name: refused with what is wrong, or read as they were.

use super::assert_plain;
use std::fs;

use super::common::fixtures;
use super::encode::{Encoding, chunk, header, level, rgba, with_chunks};
use soundkin::error::PictureError;
use soundkin::ingest::PictureReader;
use soundkin::ingest::png::{decode, decode_most};

/// Where the picture data of [`rgba`] begins and how long it is: behind the signature and the header.
fn data(file: &[u8]) -> (usize, usize) {
    assert_eq!(&file[37..41], b"IDAT");
    let length = u32::from_be_bytes(*file[33..].first_chunk().unwrap());
    (41, length as usize)
}

fn refused(file: &[u8]) -> PictureError {
    let error = decode(file).unwrap_err();
    assert_plain(&error.to_string());
    error
}

#[test]
fn a_file_cut_anywhere_is_named_as_cut() {
    let file = rgba();
    assert!(matches!(refused(&[]), PictureError::Empty));
    for end in 1..file.len() {
        let error = refused(&file[..end]);
        assert!(matches!(error, PictureError::Truncated), "{end}: {error}");
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
        match decode_most(&changed) {
            Ok((raster, unsound)) => {
                assert!(raster == whole, "byte {at}");
                assert_eq!(unsound.as_deref(), Some("IEND"), "byte {at}");
            }
            Err(error) => {
                assert_plain(&error.to_string());
                n_refused += 1;
            }
        }
    }
    // All but the checksum of the end, which holds nothing.
    assert_eq!(n_refused, file.len() - 4);
}

/// Everything that the policy at the head of `src/ingest/png.rs` names.
#[test]
fn what_may_have_changed_the_pixels_is_refused_by_name() {
    let file = rgba();
    let (at, length) = data(&file);
    let refused_with = |file: &[u8], words: &str| {
        let error = refused(file).to_string();
        assert!(error.contains(words), "{words}: {error}");
    };
    let changed = |at: usize| {
        let mut changed = file.clone();
        changed[at] ^= 1;
        changed
    };
    refused_with(&changed(29), "header (IHDR) does not match its checksum");
    refused_with(
        &changed(at + length),
        "picture data (IDAT) does not match its checksum",
    );
    // The checksum of what is unpacked, under one of what is packed that is right again.
    let mut data = file[at..at + length].to_vec();
    data[length - 1] ^= 1;
    let (head, end) = (&file[..at - 8], &file[at + length + 4..]);
    refused_with(
        &[head, &chunk(b"IDAT", &data), end].concat(),
        "picture data (IDAT) does not match the checksum inside it",
    );
    refused_with(
        &with_chunks(&file, &chunk(b"ABCD", b"something")),
        "a part, ABCD, that no program may pass over",
    );
    refused_with(
        &with_chunks(&file, &header(37, 29, 8, 6)),
        "second picture header (IHDR)",
    );
    assert!(matches!(
        refused(&file[..file.len() - 12]),
        PictureError::Truncated
    ));
    let half = length / 2;
    let scattered = [
        head,
        &chunk(b"IDAT", &file[at..at + half]),
        &chunk(b"tIME", &[7, 234, 11, 26, 3, 17, 0]),
        &chunk(b"IDAT", &file[at + half..at + length]),
        end,
    ];
    refused_with(
        &scattered.concat(),
        "other parts lie between those of its picture data",
    );
}

#[test]
fn a_palette_must_be_there_and_sound() {
    let mut indexed = Encoding::new(png::ColorType::Indexed, png::BitDepth::Eight);
    indexed.palette = (0..=255).flat_map(|i| [i, 255 - i, i / 2]).collect();
    let file = indexed.file(|x, y| [u16::from(level(x, y))]);
    decode(&file).unwrap();
    let at = file.windows(4).position(|name| name == b"PLTE").unwrap();
    let mut changed = file.clone();
    changed[at + 4] ^= 1;
    let error = refused(&changed).to_string();
    assert!(
        error.contains("palette (PLTE) does not match its checksum"),
        "{error}"
    );
    let (head, behind) = (&file[..at - 4], &file[at + 4 + 768 + 4..]);
    let error = refused(&[head, behind].concat()).to_string();
    assert!(error.contains("palette (PLTE) is missing"), "{error}");
    let odd = [head, &chunk(b"PLTE", &[1, 2, 3, 4]), behind].concat();
    let error = refused(&odd).to_string();
    assert!(
        error.contains("palette (PLTE) is no list of colours"),
        "{error}"
    );
}

#[test]
fn a_wrong_checksum_beside_the_pixels_is_remarked() {
    let file = rgba();
    let mut text = chunk(b"tEXt", b"Title\0noise");
    text[12] ^= 1;
    let odd = with_chunks(&file, &text);
    let (raster, unsound) = decode_most(&odd).unwrap();
    assert_eq!(
        (raster, unsound.as_deref()),
        (decode(&file).unwrap(), Some("tEXt"))
    );
    let (picture, remark) = PictureReader::default().read("a.png", &odd, None).unwrap();
    assert_eq!(picture.whole.width, 37);
    let remark = remark.unwrap().reason;
    assert_plain(&remark);
    assert!(
        remark.contains("tEXt, does not match its checksum"),
        "{remark}"
    );
}

/// Files on which readers differ.
#[test]
fn harmed_files_are_read_or_refused_by_name() {
    let folder = fixtures("png-harmed");
    let read = |file: &str| decode_most(&fs::read(folder.join(file)).unwrap());
    assert_eq!(read("f_text_crc.png").unwrap().1.as_deref(), Some("tEXt"));
    for (file, words) in [
        ("g_idat_crc.png", "(IDAT) does not match its checksum"),
        ("l_unknown_critical.png", "that no program may pass over"),
        (
            "q_adler.png",
            "(IDAT) does not match the checksum inside it",
        ),
        ("v_no_plte.png", "palette (PLTE) is missing"),
    ] {
        let error = read(file).unwrap_err().to_string();
        assert!(error.contains(words), "{file}: {error}");
    }
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
        (claim(3, 3, 8, 3), "palette (PLTE) is missing"),
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
        assert!(
            matches!(error, PictureError::Damaged(_)),
            "{words}: {error}"
        );
        assert!(error.to_string().contains(words), "{words}: {error}");
    }
    let error = refused(&claim(60_000, 60_000, 8, 2));
    assert!(matches!(
        error,
        PictureError::TooLarge {
            width: 60_000,
            height: 60_000,
            ..
        }
    ));
    assert!(matches!(
        refused(&claim(70_000, 1, 8, 0)),
        PictureError::TooLong { side: 70_000, .. }
    ));
    // So few bytes cannot hold so many pixels.
    assert!(matches!(
        refused(&claim(5_000, 5_000, 8, 2)),
        PictureError::Truncated
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
        (
            &b"BM\x36\0\0\0\0\0\0\0\x36\0"[..],
            "a BMP picture (save it as PNG)",
        ),
        (b"II*\0\x08\0\0\0", "a TIFF picture (save it as PNG)"),
        (
            b"\0\0\0\x1cftypavif\0\0\0\0",
            "an AVIF picture (save it as PNG)",
        ),
        (
            b"\0\0\0\x1cftypheic\0\0\0\0",
            "a HEIC picture (save it as PNG)",
        ),
        (b"%PDF-1.7\n", "a PDF document"),
        (b"PK\x03\x04\x14\0", "a zip archive"),
        (
            b"<!DOCTYPE html>\n<html><body>404 Not Found</body></html>\n",
            "a web page",
        ),
        (b"<html>\n", "a web page"),
        (
            b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
            "an SVG drawing (save it as PNG)",
        ),
        (
            b"version https://git-lfs.github.com/spec/v1\noid sha256:00ff\nsize 155242\n",
            "a Git LFS pointer",
        ),
        (b"this is no picture", "text"),
        (b"\0\x01\x02\x03\x04\x05\x06\x07\x08", "binary data"),
    ] {
        let error = refused(bytes);
        assert!(
            matches!(error, PictureError::NotPicture { .. }),
            "{found}: {error}"
        );
        assert!(error.to_string().contains(found), "{found}: {error}");
    }
}

//! Chunks beside the picture, right, broken, repeated or in a wrong order: the picture is read as if they were not there.

use std::io::Cursor;

use super::encode::{HEIGHT, WIDTH, chunk, header, rgba, with_chunks};
use soundkin::ingest::Raster;
use soundkin::ingest::png::decode;

fn whole() -> Raster {
    decode(&rgba()).unwrap()
}

#[test]
fn other_chunks_do_not_change_the_picture() {
    let gamma = chunk(b"gAMA", &45_455_u32.to_be_bytes());
    let srgb = chunk(b"sRGB", &[0]);
    let chromaticities = chunk(b"cHRM", &[0, 0, 122, 38].repeat(8));
    let profile = chunk(b"iCCP", b"a profile\0\0this does not unpack");
    let words = |name: &[u8; 4], start: &[u8], n| chunk(name, &[start, &b"la ".repeat(n)].concat());
    let cases: Vec<(&str, Vec<u8>)> = vec![
        ("gamma, then sRGB", [gamma.clone(), srgb.clone()].concat()),
        ("sRGB, then gamma", [srgb.clone(), gamma.clone()].concat()),
        ("chromaticities", [gamma.clone(), chromaticities].concat()),
        ("gamma twice", gamma.repeat(2)),
        ("gamma of no length", chunk(b"gAMA", &[])),
        ("gamma of zero", chunk(b"gAMA", &[0; 4])),
        ("a broken profile", profile.clone()),
        ("two profiles", profile.repeat(2)),
        ("profile and sRGB", [profile, srgb].concat()),
        ("early EXIF", chunk(b"eXIf", b"MM\0*\0\0\0\x08\0\0")),
        ("EXIF of nonsense", chunk(b"eXIf", b"nonsense")),
        ("significant bits", chunk(b"sBIT", &[5, 6, 5, 8])),
        ("significant bits of another type", chunk(b"sBIT", &[5])),
        (
            "too many significant bits",
            chunk(b"sBIT", &[99, 99, 99, 99]),
        ),
        ("a background", chunk(b"bKGD", &[0, 1, 0, 2, 0, 3])),
        ("a background of another type", chunk(b"bKGD", &[1])),
        (
            "size of a pixel",
            chunk(b"pHYs", &[0, 0, 11, 19, 0, 0, 11, 19, 1]),
        ),
        ("half a size of a pixel", chunk(b"pHYs", &[0, 0, 11])),
        ("a time", chunk(b"tIME", &[7, 234, 11, 26, 3, 17, 0])),
        ("a time that is none", chunk(b"tIME", &[255; 7])),
        ("long text", words(b"tEXt", b"Comment\0", 70_000)),
        (
            "long text in two languages",
            words(b"iTXt", b"Title\0\0\0de\0Titel\0", 50_000),
        ),
        (
            "packed text that does not unpack",
            words(b"zTXt", b"Comment\0\0", 9),
        ),
        ("text without a keyword", words(b"tEXt", b"", 9)),
        ("video colours", chunk(b"cICP", &[9, 16, 0, 1])),
        (
            "light level and mastering",
            [
                chunk(b"cLLI", &[0, 0, 39, 16, 0, 0, 39, 16]),
                chunk(b"mDCV", &[1; 24]),
            ]
            .concat(),
        ),
        ("a chunk nobody knows", chunk(b"abCd", b"\0\x01\x02")),
        ("a suggested palette", chunk(b"sPLT", b"six\0\x08\0")),
        ("a histogram without a palette", chunk(b"hIST", &[0, 1])),
    ];
    let want = whole();
    for (what, chunks) in &cases {
        let luma = decode(&with_chunks(&rgba(), chunks));
        assert_eq!(luma.expect(what), want, "{what}");
    }
    assert_eq!(cases.len(), 29);
}

#[test]
fn text_behind_the_picture_is_passed_over() {
    let file = rgba();
    let (picture, end) = file.split_at(file.len() - 12);
    assert_eq!(end, chunk(b"IEND", &[]));
    for chunks in [
        chunk(b"tEXt", b"Software\0Soundkin"),
        chunk(b"zTXt", b"Comment\0\0this does not unpack"),
        chunk(b"eXIf", b"II*\0\x08\0\0\0\0\0"),
    ] {
        assert_eq!(decode(&[picture, &chunks, end].concat()).unwrap(), whole());
    }
}

/// A picture whose data came in many pieces, some of them empty.
#[test]
fn data_in_pieces_is_put_together() {
    let file = rgba();
    let end = file.len() - 12;
    let data = &file[41..end - 4];
    let mut pieces = file[..33].to_vec();
    for piece in data.chunks(7) {
        pieces.extend(chunk(b"IDAT", piece));
        pieces.extend(chunk(b"IDAT", &[]));
    }
    pieces.extend(&file[end..]);
    assert_eq!(decode(&pieces).unwrap(), whole());
}

/// Of a picture that moves, the one that shows where nothing moves.
#[test]
fn the_first_frame_of_an_animation_is_read() {
    let frame = |shade: u8| vec![shade; (WIDTH * HEIGHT) as usize];
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(Cursor::new(&mut file), WIDTH, HEIGHT);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_animated(3, 0).unwrap();
    let mut writer = encoder.write_header().unwrap();
    for shade in [40, 90, 200] {
        writer.write_image_data(&frame(shade)).unwrap();
    }
    writer.finish().unwrap();
    assert_eq!(decode(&file).unwrap().luma(), frame(40));
}

/// The header's own rules hold with anything behind it.
#[test]
fn a_second_header_is_refused() {
    let twice = with_chunks(&rgba(), &header(WIDTH, HEIGHT, 8, 6));
    super::assert_plain(&decode(&twice).unwrap_err().to_string());
}

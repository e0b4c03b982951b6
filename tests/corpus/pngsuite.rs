//! `PngSuite`, and what a decoder's tracker collected after it (`fixtures/pngsuite`, `fixtures/png-odd`).

use std::fs;

use super::common::fixtures;
use super::common::sets::files;
use super::{assert_plain, name};
use soundkin::ingest::png::decode;

#[test]
fn pngsuite_decodes_to_the_published_pixels() {
    let folder = fixtures("pngsuite");
    let expected = fs::read(folder.join("expected.u8")).unwrap();
    let index = fs::read_to_string(folder.join("expected.tsv")).unwrap();
    let mut rest = expected.as_slice();
    for line in index.lines() {
        let [file, width, height] = line.split('\t').collect::<Vec<_>>()[..] else {
            panic!("{line}");
        };
        let luma = decode(&fs::read(folder.join(file)).unwrap()).expect(file);
        assert_eq!(luma.width.to_string(), width, "{file}");
        assert_eq!(luma.height.to_string(), height, "{file}");
        let want = rest.split_off(..luma.luma().len()).unwrap();
        assert!(luma.luma() == want, "{file}");
        assert_eq!(
            luma.sixteen_bit_grey,
            file[4..].starts_with("0g16"),
            "{file}"
        );
    }
    assert!(rest.is_empty());
    assert_eq!(index.lines().count(), 160);
}

/// How many files of a folder are marked as corrupt; each is refused in words.
fn n_refused(folder: &str) -> usize {
    let corrupt: Vec<_> = files(&fixtures(folder), "png")
        .into_iter()
        .filter(|path| name(path).starts_with('x'))
        .collect();
    for path in &corrupt {
        let error = decode(&fs::read(path).unwrap()).expect_err(name(path));
        assert_plain(&error.to_string());
    }
    corrupt.len()
}

#[test]
fn corrupt_files_are_refused() {
    assert_eq!(n_refused("pngsuite"), 14);
    assert_eq!(n_refused("png-odd"), 8);
}

#[test]
fn odd_files_are_read() {
    let folder = fixtures("png-odd");
    let read = |file: &str| decode(&fs::read(folder.join(file)).unwrap()).expect(file);
    for (file, width, height) in [
        ("acid2.png", 2, 2),
        ("basi3p01_2.png", 32, 32),
        ("basi3p02_2.png", 32, 32),
        ("cicp_pq.png", 8, 8),
        ("invalid_palette_index.png", 10, 10),
        ("issue-403.png", 100, 50),
    ] {
        let luma = read(file);
        assert_eq!((luma.width, luma.height), (width, height), "{file}");
        assert_eq!(luma.luma().len(), (width * height) as usize, "{file}");
    }
    assert_eq!(files(&folder, "png").len(), 14);
    // Two colours and four, and which of them stand in two corners.
    let levels = |file: &str| {
        let mut levels = read(file).luma();
        let corners = (levels[0], levels[levels.len() - 1]);
        levels.sort_unstable();
        levels.dedup();
        (levels, corners)
    };
    assert_eq!(levels("acid2.png"), (vec![0, 226], (226, 226)));
    assert_eq!(levels("basi3p01_2.png"), (vec![72, 255], (255, 72)));
    assert_eq!(levels("basi3p02_2.png"), (vec![0, 31, 72, 255], (31, 72)));
    assert_eq!(levels("issue-403.png"), (vec![150], (150, 150)));
}

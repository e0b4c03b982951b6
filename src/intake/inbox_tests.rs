use std::cell::Cell;
use std::io::{self, Cursor, Write};
use std::rc::Rc;

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::*;
use crate::ingest::Tables;
use crate::space::Settings;

/// A file in memory that counts what is read of it.
#[derive(Clone, Debug)]
struct File {
    bytes: Rc<Vec<u8>>,
    read: Rc<Cell<u64>>,
}

impl File {
    fn new(bytes: Vec<u8>) -> Self {
        Self {
            bytes: Rc::new(bytes),
            read: Rc::default(),
        }
    }
}

impl FileHandle for File {
    fn size(&self) -> u64 {
        self.bytes.len() as u64
    }

    fn last_modified(&self) -> f64 {
        0.0
    }

    fn slice(&self, start: u64, end: u64) -> io::Result<Vec<u8>> {
        self.read.set(self.read.get() + end - start);
        Ok(self.bytes[start as usize..end as usize].to_vec())
    }
}

fn zip(files: impl IntoIterator<Item = (String, Vec<u8>)>, method: CompressionMethod) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(method);
    for (name, bytes) in files {
        writer.start_file(name, options).unwrap();
        writer.write_all(&bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// What begins like an MP3 recording; every fourth lies about it in its name, every eighth has no extension.
fn recordings(n: usize, n_bytes: usize) -> impl Iterator<Item = (String, Vec<u8>)> {
    (0..n).map(move |i| {
        let mut bytes = b"ID3\x04".to_vec();
        // Nothing that deflate makes small.
        let mut state = i as u32 | 1;
        bytes.resize_with(n_bytes, || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 24) as u8
        });
        let name = match i % 8 {
            0 => format!("fma/{i:06}"),
            4 => format!("fma/{i:06}.dat"),
            _ => format!("fma/{i:06}.mp3"),
        };
        (name, bytes)
    })
}

#[test]
fn of_an_archive_of_recordings_only_the_heads_are_read() {
    for method in [CompressionMethod::Stored, CompressionMethod::Deflated] {
        let (n, n_bytes) = (200, 100_000);
        let file = File::new(zip(recordings(n, n_bytes), method));
        let mut inbox = Inbox::default();
        let mut collection = Collection::default();
        inbox.give([("fma.zip".to_owned(), file.clone())].into_iter());
        let mut n_steps = 0;
        while inbox.sort_next(&mut collection, &Tables) {
            n_steps += 1;
        }
        // One for the archive, one for the name of each entry, one for each entry, one to close it.
        assert_eq!(n_steps, 2 * n + 2);
        // A page of bytes for each, and the directory: not the 20 MB of the recordings.
        let most = (n as u64) * (2 << 12) + (1 << 18);
        assert!(
            file.read.get() < most,
            "{} of {}",
            file.read.get(),
            file.size()
        );
        let warnings = collection.warnings(None);
        assert_eq!(warnings.len(), 1);
        assert_eq!(warnings[0].names.len(), n);
        assert!(
            warnings[0]
                .reason
                .contains("200 of its files, each of which is an MP3 recording")
        );
        assert_eq!(inbox.n_unread(), 0);
    }
}

#[test]
fn sorting_an_archive_stops_between_any_two_entries() {
    let file = File::new(zip(recordings(100, 2000), CompressionMethod::Deflated));
    let mut inbox = Inbox::default();
    let mut collection = Collection::default();
    inbox.give([("fma.zip".to_owned(), file.clone())].into_iter());
    // The archive, all names, which are guessed together, and 30 entries.
    for _ in 0..131 {
        inbox.sort_next(&mut collection, &Tables);
    }
    assert_eq!(inbox.progress(), (31, 101));
    // A cancel comes here: what is known is said, the rest waits, and nothing more is read.
    let read = file.read.get();
    inbox.note_refused(&mut collection);
    assert_eq!(collection.warnings(None)[0].names.len(), 30);
    assert_eq!(inbox.n_unread(), 70);
    assert_eq!(file.read.get(), read);
    while inbox.sort_next(&mut collection, &Tables) {}
    let listed: usize = collection
        .warnings(None)
        .iter()
        .map(|w| w.names.len())
        .sum();
    assert_eq!(listed, 100);
}

#[test]
fn pictures_and_tables_of_archives_are_found_beside_the_rest() {
    let inner = zip([("x.png".to_owned(), vec![1])], CompressionMethod::Stored);
    let entries = [
        ("set/clip_1.png", &b"no PNG"[..]),
        ("set/tracks.csv", b"id,a\n1,2\n"),
        ("set/notes", b"\x89PNG\r\n\x1a\nand so on"),
        ("set/inner.zip", &inner),
        ("set/.DS_Store", b"x"),
    ];
    let entries = entries.map(|(name, bytes)| (name.to_owned(), bytes.to_vec()));
    let file = File::new(zip(entries, CompressionMethod::Deflated));
    let mut inbox = Inbox::default();
    let mut collection = Collection::default();
    let damaged = File::new(b"PK\x03\x04 and nothing else".to_vec());
    let files = [
        ("a.zip", file),
        ("b.zip", damaged),
        ("c.csv", File::new(b"x".to_vec())),
    ];
    inbox.give(
        files
            .map(|(path, file)| (path.to_owned(), file))
            .into_iter(),
    );
    while inbox.sort_next(&mut collection, &Tables) {}
    assert_eq!((inbox.n_pictures(), inbox.n_unread()), (2, 4));
    let Batch::Entry(first) = inbox.next_batch(16, None) else {
        panic!("an entry goes alone");
    };
    assert_eq!(
        (first.path.as_str(), first.size),
        ("a.zip/set/clip_1.png", 6)
    );
    assert_eq!(inbox.bytes(&first.source).unwrap(), b"no PNG");
    assert_eq!(inbox.picture("a.zip/set/notes").unwrap().len(), 17);
    let refused: Vec<String> = collection
        .warnings(None)
        .into_iter()
        .map(|w| w.file)
        .collect();
    assert_eq!(refused, ["a.zip/set/inner.zip", "b.zip"]);
    // What systems write is counted, in archives too.
    assert_eq!(collection.join(&Settings::default()).1.ignored_files, 1);
}

#[test]
fn an_archive_with_a_password_is_one_remark() {
    let cases = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/cases");
    let bytes = std::fs::read(format!("{cases}/30-locked-and-nested-zips/locked.zip")).unwrap();
    let n_files = Archive::open(Cursor::new(&bytes)).unwrap().entries().len();
    let mut inbox = Inbox::default();
    let mut collection = Collection::default();
    inbox.give([("locked.zip".to_owned(), File::new(bytes))].into_iter());
    while inbox.sort_next(&mut collection, &Tables) {}
    let warnings = collection.warnings(None);
    assert_eq!((warnings.len(), inbox.n_unread()), (1, 0));
    assert_eq!(warnings[0].file, "locked.zip");
    assert_eq!(warnings[0].names.len(), n_files);
    assert_eq!(
        warnings[0].reason,
        "The zip archive is protected by a password: unpack it first and give the folder."
    );
}

#[test]
fn a_table_that_comes_again_before_it_is_read_otherwise_is_the_newer_one() {
    let mut inbox = Inbox::default();
    let mut collection = Collection::default();
    let path = "set/t.csv".to_owned();
    let mut give = |inbox: &mut Inbox<File>, bytes: &[u8]| {
        inbox.give([(path.clone(), File::new(bytes.to_vec()))].into_iter());
        while inbox.sort_next(&mut collection, &Tables) {}
    };
    give(&mut inbox, b"id,x\n1,2\n");
    let first = inbox.next_table().unwrap();
    assert!(!inbox.keep_table(&first));
    give(&mut inbox, b"id,x\n1,2\n3,4\n");
    assert!(inbox.read_again(std::slice::from_ref(&first.path)));
    let newer = inbox.next_table().unwrap();
    assert_eq!((inbox.keep_table(&newer), newer.size), (false, 13));
    assert!(!inbox.has_table());
    assert!(inbox.read_again(&[first.path]));
    let again = inbox.next_table().unwrap();
    assert_eq!((inbox.keep_table(&again), again.size), (true, 13));
}

#[test]
fn a_batch_has_no_more_bytes_than_there_is_room_for() {
    let mut inbox = Inbox::default();
    let sizes = [5 << 20, 2 << 20, 2 << 20, 20 << 20, 10];
    let files = sizes.iter().enumerate().map(|(i, &size)| {
        let file = File::new(vec![i as u8; size]);
        (format!("{i}.png"), file)
    });
    inbox.give(files);
    while inbox.sort_next(&mut Collection::default(), &Tables) {}
    let mut batch = |most, room| match inbox.next_batch(most, room) {
        Batch::Files(files) => files.iter().map(|(unread, _)| unread.size >> 20).collect(),
        Batch::Entry(_) => vec![u64::MAX],
    };
    let none: [u64; 0] = [];
    assert_eq!(batch(16, Some(4 << 20)), none);
    assert_eq!(batch(16, Some(6 << 20)), [5]);
    assert_eq!(batch(1, None), [2]);
    assert_eq!(batch(16, None), [2]);
    assert_eq!(batch(16, Some(1 << 20)), none);
    // A picture that is larger than a batch goes alone.
    assert_eq!(batch(16, None), [20]);
    assert_eq!(batch(16, None), [0]);
}

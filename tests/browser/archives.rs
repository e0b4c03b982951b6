//! Archives of what nobody can use: one sentence and a list, from the first bytes of each entry.

use std::fs::File;
use std::io::Write;
use std::path::Path;

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::sets::{fixtures, n40};
use crate::temp_dir::TempDir;

/// An archive of `n` recordings of 64 kB, half of them packed, a third without an extension; then what is in `more`.
fn write_recordings(path: &Path, n: usize, more: &[(&str, Vec<u8>)]) {
    let mut zip = ZipWriter::new(File::create(path).unwrap());
    let mut recording = b"ID3\x04".to_vec();
    recording.extend((0..64_000_u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 24) as u8));
    for i in 0..n {
        let method = [CompressionMethod::Stored, CompressionMethod::Deflated][i % 2];
        let options = SimpleFileOptions::default().compression_method(method);
        let extension = [".mp3", ".MP3", ""][i % 3];
        zip.start_file(format!("fma/{i:06}{extension}"), options)
            .unwrap();
        zip.write_all(&recording).unwrap();
    }
    for (name, bytes) in more {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap();
}

in_each_browser! {
    async fn an_archive_of_recordings_is_refused_with_one_sentence_and_a_list(page: Page) {
        let home = TempDir::new();
        let archive = home.0.join("fma.zip");
        write_recordings(&archive, 600, &[]);
        page.wait_for_state("empty").await;
        page.give_folder(&home.0).await;
        let words = "Nothing could be read: no picture and no table. 600 files could not be used.";
        let is = format!("document.body.dataset.state === 'empty' && document.querySelector('[role=status]').innerText.includes({words:?})");
        page.wait_until(words, &is).await;
        assert_eq!(page.count("#warnings > li").await, 1);
        let said = page.text("#warnings > li").await;
        assert!(said.contains("fma.zip"), "{said}");
        assert!(said.contains("Not used: 600 of its files, each of which is an MP3 recording."), "{said}");
        page.click("#warnings details summary").await;
        let named = page.texts("#warnings details li").await;
        assert!(named[0].ends_with("fma/000000.mp3"), "{named:?}");
        assert!(page.text("#warnings details").await.contains("and 100 more"));

        // Pictures among them are read.
        let more = TempDir::new();
        let clip = |i: usize| std::fs::read(fixtures("n40/spectrograms").join(format!("clip_{i}.png"))).unwrap();
        write_recordings(&more.0.join("mixed.zip"), 50, &[("a/clip_0.png", clip(0)), ("b/picture", clip(1))]);
        n40(&more.0);
        page.give_folder(&more.0).await;
        page.wait_until("the pictures", "document.querySelector('[role=status]').innerText.startsWith('42 tracks')").await;
    }
}

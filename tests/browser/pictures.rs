//! Pictures as people save them, from files to the exported document: frames that are cut, kinds, strangers.

use std::path::Path;

use serde_json::Value;
use soundkin::data::{Frame, FrameUse};
use soundkin::ingest::png::decode;
use soundkin::space::Settings;

use crate::sets::{answers, assert_close, fixtures, native_document, png};
use crate::temp_dir::TempDir;

/// What a plotting program leaves around the 144 x 96 pixels of n40.
const FRAME: Frame = Frame {
    left: 40,
    top: 22,
    right: 52,
    bottom: 30,
};

/// Writes the pictures of n40, each in white margins, with ticks, letters and a colour bar, and their table.
fn framed_n40(folder: &Path) {
    for entry in std::fs::read_dir(fixtures("n40/spectrograms")).unwrap() {
        let path = entry.unwrap().path();
        let bare = decode(&std::fs::read(&path).unwrap()).unwrap();
        let (inner_width, inner_height) = (bare.width as usize, bare.height as usize);
        let (left, top) = (FRAME.left as usize, FRAME.top as usize);
        let width = left + inner_width + FRAME.right as usize;
        let height = top + inner_height + FRAME.bottom as usize;
        let mut pixels = vec![255; width * height * 3];
        let mut put = |x: usize, y: usize, color: [u8; 3]| {
            pixels[(y * width + x) * 3..][..3].copy_from_slice(&color);
        };
        for y in 0..inner_height {
            for x in 0..inner_width {
                put(left + x, top + y, bare.color(x, y));
            }
            for x in left + inner_width + 12..left + inner_width + 20 {
                put(x, top + y, bare.color(0, y));
            }
            if y.is_multiple_of(19) {
                for x in left - 5..left - 2 {
                    put(x, top + y, [0; 3]);
                }
                for x in (left - 20..left - 8).step_by(2) {
                    put(x, top + y, [40; 3]);
                }
            }
        }
        std::fs::write(
            folder.join(path.file_name().unwrap()),
            png(&pixels, width, height),
        )
        .unwrap();
    }
    std::fs::copy(fixtures("n40/dataset.csv"), folder.join("dataset.csv")).unwrap();
}

fn ratios(document: &Value) -> Vec<f64> {
    let ratios = document["sound"]["pca"]["explained_variance_ratio"].as_array();
    ratios
        .unwrap()
        .iter()
        .map(|x| x.as_f64().unwrap())
        .collect()
}

in_each_browser! {
    async fn a_frame_is_cut_and_kept(page: Page) {
        let folder = TempDir::new();
        framed_n40(&folder.0);
        page.open_with(&folder.0).await;
        page.wait_for_state("ready").await;
        page.show_part("Data").await;
        assert_eq!(page.text("#kinds").await, "All 40 pictures are 144 x 96 magma.");
        let margin = "Margin of 40 pixels left, 22 above, 52 right and 30 below: cut off.";
        assert_eq!(page.text(".kind .frame").await, margin);

        // Cut, they are the pictures that never had a frame: scikit-learn's numbers of those.
        let cut = page.document().await;
        assert_eq!(cut["settings"]["frame"], "cut");
        let kind = &cut["kinds"][0];
        assert_eq!((&kind["n"], &kind["width"], &kind["height"]), (&40.into(), &144.into(), &96.into()));
        assert_eq!(kind["colour_map"], "magma");
        assert_eq!(kind["frame"]["left"], 40);
        let want = &answers("n40/n40.json")["pca"]["explained_variance_ratio"];
        for (got, want) in ratios(&cut).iter().zip(want.as_array().unwrap()) {
            assert!((got - want.as_f64().unwrap()).abs() < 1e-6, "{got} is not {want}");
        }

        page.click("#cut-frames").await;
        page.wait_until("the frame is kept", "document.querySelector('.kind .frame').innerText.endsWith('kept.')").await;
        page.wait_for_state("ready").await;
        let kept = page.document().await;
        assert_eq!(kept["settings"]["frame"], "keep");
        let settings = Settings { frame: FrameUse::Keep, ..Settings::default() };
        let native = native_document(&folder.0, settings, None);
        assert_close(&kept["sound"], &native["sound"], 1e-9, "sound");
        assert!((ratios(&kept)[0] - ratios(&cut)[0]).abs() > 1e-3);

        page.click("#cut-frames").await;
        page.wait_until("the frame is cut again", "document.querySelector('.kind .frame').innerText.endsWith('cut off.')").await;
        page.wait_for_state("ready").await;
        assert_eq!(page.document().await["sound"], cut["sound"]);
    }

    async fn edges_can_be_typed_and_a_stranger_is_named(page: Page) {
        let folder = TempDir::new();
        framed_n40(&folder.0);
        let grey: Vec<u8> = (0..300 * 200).flat_map(|i| [(i % 300 / 2) as u8 + (i / 300 / 4) as u8; 3]).collect();
        std::fs::write(folder.0.join("holiday.png"), png(&grey, 300, 200)).unwrap();
        page.open_with(&folder.0).await;
        page.wait_for_state("ready").await;
        page.show_part("Data").await;
        assert_eq!(page.text("#kinds").await, "40 pictures are 144 x 96 magma and 1 is 300 x 200 grey.");
        assert_eq!(page.count(".stranger").await, 1);
        assert_eq!(page.count("[data-kind='300x200 gray'] .stranger").await, 1);
        let before = page.document().await;
        assert_eq!(before["kinds"][1]["stranger"], true);

        // Without it, the others are those of a folder that never had it.
        page.click("[data-kind='300x200 gray'] .leave-kind-out").await;
        page.wait_for_status("40 of 41 tracks, 1 left out · 40 of 103 rows have a picture").await;
        page.wait_for_state("ready").await;
        let without = page.document().await;
        assert_eq!(without["left_out_by_hand"].as_array().unwrap().len(), 1);
        let want = &answers("n40/n40.json")["pca"]["explained_variance_ratio"];
        for (got, want) in ratios(&without).iter().zip(want.as_array().unwrap()) {
            assert!((got - want.as_f64().unwrap()).abs() < 1e-6, "{got} is not {want}");
        }
        page.click("[data-kind='300x200 gray'] .put-kind-back").await;
        page.wait_for_status("41 tracks · 40 of 103 rows have a picture").await;
        page.wait_for_state("ready").await;
        assert_eq!(page.document().await["sound"], before["sound"]);

        // What is typed is cut from the files, read once more.
        let edge = "[data-kind='144x96 magma'] #edge-left-0";
        page.run(&format!(
            "const edge = document.querySelector(\"{edge}\"); edge.value = '70'; edge.dispatchEvent(new Event('change', {{ bubbles: true }})); return true;"
        )).await;
        page.wait_until("the edge is 70", "document.querySelector('.kind .frame').innerText.startsWith('Margin of 70')").await;
        page.wait_for_state("ready").await;
        let typed = page.document().await;
        assert_eq!(typed["settings"]["kinds"]["144x96 magma"]["frame"]["left"], 70);
        assert_eq!(typed["kinds"][0]["frame"]["left"], 70);
        assert_ne!(typed["sound"]["pca"]["coords"], before["sound"]["pca"]["coords"]);
        page.click("[data-kind='144x96 magma'] .as-found").await;
        page.wait_until("the edge is 40", "document.querySelector('.kind .frame').innerText.startsWith('Margin of 40')").await;
        page.wait_for_state("ready").await;
        assert_eq!(page.document().await["sound"], before["sound"]);
    }
}

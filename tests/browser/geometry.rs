//! What a ruler says of the page: what is pressed is large enough, words are cut only with a sign and at their end, whatever
//! way they run, nothing shows below what stands still, and axes have names on the narrowest map.

use std::fmt::Write;
use std::path::Path;

use serde_json::{Value, json};

use crate::page::Page;
use crate::sets::{copy_pictures, fixtures, n40};
use crate::temp_dir::TempDir;

const SIZES: [(u32, u32); 4] = [(1440, 900), (1024, 768), (720, 450), (390, 844)];
const PARTS: [&str; 5] = ["Map", "Top", "Compare", "Clusters", "Data"];

/// What is pressed and has fewer than 24 pixels; of a check box with its label, which answers too.
const SMALL: &str = "
    return [...document.querySelectorAll('button, select, input, summary')]
        .filter((e) => e.checkVisibility() && !e.matches('.away, .skip'))
        .map((e) => [e, (e.closest('label') ?? e).getBoundingClientRect()])
        .filter(([, { width, height }]) => Math.min(width, height) < 23.5)
        .map(([e, { width, height }]) => `${e.tagName}#${e.id}.${e.className} ${e.innerText} ${width} x ${height}`)";

/// Words that are cut at the edge of their box without an ellipsis.
const CUT: &str = "
    const isCut = (e, { overflowX, overflowY }) =>
        e.scrollWidth > e.clientWidth + 1 && overflowX === 'hidden' || e.scrollHeight > e.clientHeight + 1 && overflowY === 'hidden';
    return [...document.querySelectorAll('body *')]
        .filter((e) => e.checkVisibility() && e.innerText?.trim() && e.clientWidth > 1)
        .map((e) => [e, getComputedStyle(e)])
        .filter(([e, style]) => style.textOverflow !== 'ellipsis' && style.webkitLineClamp === 'none' && isCut(e, style))
        .map(([e]) => `${e.tagName}#${e.id}.${e.className} ${e.innerText.slice(0, 40)}`)";

/// Parts of the page that are wider than they have room.
const WIDE: &str = "
    return [...document.querySelectorAll('.track, .settings, .stage, .data, .read, .clusters, .left-out-tracks')]
        .filter((e) => e.scrollWidth > e.clientWidth)
        .map((e) => `${e.className} ${e.scrollWidth} in ${e.clientWidth}`)";

/// Names whose first letter cannot be seen.
const HEADLESS: &str = "
    return [...document.querySelectorAll('.entry-title, .entry-artists, .data-table td')]
        .map((e) => [e, document.createTreeWalker(e, NodeFilter.SHOW_TEXT).nextNode()])
        .filter(([e, words]) => e.checkVisibility() && words?.length > 0)
        .filter(([e, words]) => {
            const first = document.createRange();
            first.setStart(words, 0);
            first.setEnd(words, 1);
            const [letter, box] = [first.getBoundingClientRect(), e.getBoundingClientRect()];
            return letter.left < box.left - 1 || letter.right > box.right + 1 || letter.top < box.top - 8 || letter.bottom > box.bottom + 8;
        })
        .map(([e]) => e.innerText)";

/// The 40 pictures of n40 with a table of names that are long, run from right to left or do both.
fn odd_names(folder: &Path) {
    const NAMES: [&str; 5] = [
        "A very long title that goes on for longer than any list of tracks has room for - 2019 Remastered Version",
        "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
        "أغنية طويلة جدا باللغة العربية عن الليل والبحر والمدينة القديمة وعن كل ما كان فيها من قبل",
        "שיר ארוך מאוד בעברית על הלילה ועל הים ועל העיר הישנה ועל כל מה שהיה בה לפני כן",
        "夜に駆ける夜に駆ける夜に駆ける夜に駆ける夜に駆ける夜に駆ける夜に駆ける夜に駆ける",
    ];
    copy_pictures("n40", folder);
    let mut table = "id,track_name,artists,popularity,energy,tempo\n".to_owned();
    for (i, entry) in std::fs::read_dir(folder).unwrap().enumerate() {
        let file = entry.unwrap().file_name().into_string().unwrap();
        let id = file
            .trim_start_matches("clip_")
            .trim_end_matches(".png")
            .to_owned();
        let (name, artist) = (NAMES[i % 5], NAMES[(i / 5 + 2) % 5]);
        let energy = (i * 7 % 40) as f64 / 40.0;
        writeln!(
            table,
            "{id},{name},{artist},{},{energy},{}",
            i * 11 % 90,
            80 + i
        )
        .unwrap();
    }
    std::fs::write(folder.join("tracks.csv"), table).unwrap();
}

/// Runs a script until it finds nothing, as long as the page may still be on its way there; what it found last.
async fn found(page: &Page, script: &str) -> Value {
    let mut last = Value::Null;
    for _ in 0..30 {
        last = page.run(script).await;
        if last == json!([]) {
            break;
        }
        page.turns(4).await;
    }
    last
}

in_chromium! {
    async fn everything_can_be_read_and_pressed(page: Page) {
        let home = TempDir::new();
        n40(&home.0);
        std::fs::write(home.0.join("clip_broken.png"), "").unwrap();
        page.open_as_usual(&home.0).await;
        for part in PARTS {
            page.show_part(part).await;
            for (width, height) in SIZES {
                page.set_viewport(width, height).await;
                if width < 1100 && page.count(".rail[aria-expanded=false]").await > 0 {
                    page.click(".rail").await;
                }
                page.run("document.querySelectorAll('details:not(.map-keep)').forEach((details) => (details.open = true))").await;
                page.wait_until(&format!("what makes the scores, {part} at {width} x {height}"), "!document.querySelector('details.why') || document.querySelector('.shares')").await;
                page.turns(10).await;
                for script in [SMALL, CUT, WIDE] {
                    assert_eq!(found(&page, script).await, json!([]), "{part} at {width} x {height}");
                }
            }
        }
    }

    async fn a_low_window_has_the_legend_on_one_line(page: Page) {
        let home = TempDir::new();
        n40(&home.0);
        page.open_as_usual(&home.0).await;
        page.set_viewport(720, 450).await;
        let legend = page.run("
            const legend = document.querySelector('.legend');
            const tops = [...legend.querySelectorAll('li')].map((e) => e.getBoundingClientRect().top);
            return [tops.length > 2, new Set(tops).size, legend.scrollHeight <= legend.clientHeight]").await;
        assert_eq!(legend, json!([true, 1, true]));
    }

    async fn pictures_of_what_is_left_out_are_small(page: Page) {
        let home = TempDir::new();
        n40(&home.0);
        page.open_as_usual(&home.0).await;
        page.click("#leave-out").await;
        page.find("#put-back").await;
        page.show_part("Data").await;
        page.wait_until("its picture", "document.querySelector('.left-out-tracks img')?.naturalWidth > 0").await;
        for (width, height) in SIZES {
            page.set_viewport(width, height).await;
            let over = page.run("
                const box = (css) => document.querySelector(`.left-out-tracks ${css}`).getBoundingClientRect();
                return [box('img').right <= box('.entry-words').left, box('.entry-words').right <= box('button').left, box('img').height]").await;
            assert_eq!(over, json!([true, true, 40]), "{width} x {height}");
        }
    }

    async fn no_click_is_offered_where_there_is_no_point(page: Page) {
        let home = TempDir::new();
        let (picture, alone) = (fixtures("n40/spectrograms/clip_0.png"), home.0.join("clip_0.png"));
        std::fs::copy(picture, alone).unwrap();
        page.wait_for_state("empty").await;
        page.give_folder(&home.0).await;
        page.wait_for_state("ready").await;
        page.show_part("Clusters").await;
        let words = page.text("#scan-figure").await;
        assert!(!words.contains("click"), "{words}");
    }

    async fn what_can_be_dropped_is_said_in_the_middle(page: Page) {
        page.wait_for_state("empty").await;
        page.set_viewport(390, 844).await;
        page.run("
            const dataTransfer = new DataTransfer();
            dataTransfer.items.add(new File(['x'], 'a.png', { type: 'image/png' }));
            for (const type of ['dragenter', 'dragover'])
                document.body.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));").await;
        page.find(".drop-here").await;
        let off = page.run("
            const words = document.createRange();
            words.selectNodeContents(document.querySelector('.drop-here'));
            return [...words.getClientRects()].map(({ left, right }) => Math.abs(left + right - innerWidth))").await;
        let off = off.as_array().unwrap();
        assert!(off.len() > 1 && off.iter().all(|off| off.as_f64().unwrap() < 16.0), "{off:?}");
    }
}

in_each_browser! {
    async fn names_begin_where_they_can_be_read(page: Page) {
        let home = TempDir::new();
        odd_names(&home.0);
        page.open_as_usual(&home.0).await;
        for part in ["Map", "Top", "Clusters", "Data"] {
            page.show_part(part).await;
            page.find(if part == "Data" { ".data-table td" } else { ".entry-title" }).await;
            for width in [1280, 700] {
                page.set_viewport(width, 800).await;
                assert_eq!(found(&page, HEADLESS).await, json!([]), "{part} at {width}");
            }
        }
    }

    async fn a_narrow_map_names_its_axes(page: Page) {
        let home = TempDir::new();
        n40(&home.0);
        page.open_as_usual(&home.0).await;
        page.set_viewport(390, 844).await;
        // Above and below the points there are words, not over them.
        page.wait_until("names of the axes", "(() => {
            const axes = document.querySelector('.axes');
            const box = (e) => e.getBoundingClientRect();
            const [frame, points] = [box(axes), box(document.querySelector('.points'))];
            const ratio = axes.height / frame.height;
            // Read from a copy: a canvas that is read often is drawn in another way.
            const copy = Object.assign(document.createElement('canvas'), { width: axes.width, height: axes.height });
            const context = copy.getContext('2d', { willReadFrequently: true });
            context.drawImage(axes, 0, 0);
            const isWritten = (y, height) => {
                const { data } = context.getImageData(0, Math.ceil(y * ratio), axes.width, Math.floor(height * ratio));
                return data.some((value, i) => value !== data[i % 4]);
            };
            const [above, below] = [points.top - frame.top, frame.bottom - points.bottom];
            return points.width < 560 && above > 15 && below > 15 && isWritten(0, above) && isWritten(frame.height - below, below);
        })()").await;
    }

    async fn columns_go_below_the_one_that_stands_still(page: Page) {
        let home = TempDir::new();
        n40(&home.0);
        page.open_as_usual(&home.0).await;
        page.show_part("Data").await;
        page.find(".table-row td").await;
        for left in [0, 150, 333] {
            let edge = page.run(&format!("
                const scroller = document.querySelector('.table-scroller');
                scroller.scrollIntoView({{ block: 'center' }});
                scroller.scrollLeft = {left};
                return [...document.querySelectorAll('.table-row th, thead .col-row')].slice(0, 6).filter((e) => {{
                    const {{ right, top, height }} = e.getBoundingClientRect();
                    const {{ borderRightStyle, borderRightWidth, backgroundColor }} = getComputedStyle(e);
                    const isSolid = borderRightStyle === 'solid' && parseFloat(borderRightWidth) > 0 && !backgroundColor.includes('rgba');
                    return !isSolid || !e.contains(document.elementFromPoint(right - 2, top + height / 2));
                }}).map((e) => e.outerHTML)")).await;
            assert_eq!(edge, json!([]), "{left}");
        }
    }

    async fn what_folds_a_panel_away_stands_at_its_end(page: Page) {
        let home = TempDir::new();
        n40(&home.0);
        page.open_as_usual(&home.0).await;
        let off = "
            const box = (css) => document.querySelector(css).getBoundingClientRect();
            return box('.track').right - box('.track .fold').right";
        page.click("[aria-label='Clear the selection']").await;
        page.wait_until("nothing selected", "!document.querySelector('[data-track]')").await;
        let off = page.run(off).await.as_f64().unwrap();
        assert!((0.0..40.0).contains(&off), "{off}");
    }
}

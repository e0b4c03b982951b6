//! No violation of accessibility in any view, theme, width and state.
//!
//! axe looks at the page's own elements and colours, which are the same in every engine: once is enough.

use crate::axe::assert_accessible;
use crate::page::Page;
use crate::sets::{copy_pictures, fixtures, n40};
use crate::temp_dir::TempDir;

const VIEWS: [&str; 5] = ["Map", "Top", "Compare", "Clusters", "Data"];

/// Opens whatever can be folded away.
async fn open_all(page: &Page) {
    page.run("for (const details of document.querySelectorAll('details')) details.open = true")
        .await;
    page.at_rest().await;
}

/// Each of these views with all lists open.
async fn look_at(page: &Page, views: &[&str]) {
    for view in views {
        page.show_part(view).await;
        page.wait_for_rest().await;
        open_all(page).await;
        assert_accessible(page).await;
    }
}

/// Every view in both themes, on a desk and on a phone, with all lists open.
async fn walk(page: &Page) {
    for (width, height) in [(1440, 900), (390, 844)] {
        page.set_viewport(width, height).await;
        for theme in ["light", "dark"] {
            page.choose("#theme", theme).await;
            look_at(page, &VIEWS).await;
        }
    }
}

in_chromium! {
    async fn every_view_theme_and_width_is_accessible(page: Page) {
        let home = TempDir::new();
        n40(&home.0);
        // What is not well: a broken picture, a row more, a picture without a row.
        std::fs::write(home.0.join("clip_broken.png"), b"\x89PNG\r\n\x1a\n").unwrap();
        std::fs::copy(fixtures("n40/spectrograms/clip_0.png"), home.0.join("stranger.png")).unwrap();
        page.open_as_usual(&home.0).await;
        walk(&page).await;
    }

    async fn features_with_a_layout_by_tsne_are_accessible(page: Page) {
        let home = TempDir::new();
        n40(&home.0);
        page.open_as_usual(&home.0).await;
        page.click("#space-features").await;
        page.click("#layout-tsne").await;
        page.wait_until("the map by t-SNE", "document.querySelector('#tsne-info')").await;
        page.wait_for_rest().await;
        look_at(&page, &["Map", "Compare", "Clusters"]).await;
        // Nothing selected, the panels folded, the list of keys open.
        page.show_part("Map").await;
        page.click("[aria-label='Clear the selection']").await;
        page.wait_until("nothing selected", "!document.querySelector('[data-track]')").await;
        assert_accessible(&page).await;
        page.click(".settings .fold").await;
        page.click(".track .fold").await;
        page.wait_until("both folded", "document.querySelectorAll('.rail').length === 2").await;
        page.click("#show-keys").await;
        page.wait_until("the list of keys", "document.querySelector('#keys').open").await;
        assert_accessible(&page).await;
    }

    async fn what_goes_wrong_is_accessible(page: Page) {
        let home = TempDir::new();
        // Nothing that can be read.
        page.wait_for_state("empty").await;
        std::fs::write(home.0.join("song.wav"), b"RIFF\0\0\0\0WAVEfmt ").unwrap();
        page.give_folder(&home.0).await;
        page.wait_until("why", "document.querySelector('.problems, #show-warnings')").await;
        open_all(&page).await;
        assert_accessible(&page).await;
        // Pictures and a table that have nothing to do with each other.
        let other = TempDir::new();
        assert_eq!(copy_pictures("n40", &other.0), 40);
        std::fs::write(other.0.join("table.csv"), "id,title,energy\nx1,A,0.5\nx2,B,0.25\nx3,C,0.75\n").unwrap();
        page.give_folder(&other.0).await;
        page.wait_for_rest().await;
        look_at(&page, &VIEWS).await;
        page.type_into("#table-search", "no such words").await;
        page.wait_until("nothing is found", "document.querySelector('#table-count')?.innerText.startsWith('0')").await;
        assert_accessible(&page).await;
    }

    async fn work_under_way_is_accessible(page: Page) {
        page.wait_for_state("empty").await;
        let home = TempDir::new();
        n40(&home.0);
        page.server.hold("worker_bg.wasm");
        page.goto(&page.server.url()).await;
        page.wait_for_state("empty").await;
        page.give_folder(&home.0).await;
        page.wait_for_state("working").await;
        assert_accessible(&page).await;
        page.server.release();
        page.wait_for_rest().await;
    }
}

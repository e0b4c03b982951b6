//! What stands stays: names, maps, numbers and explanations, while settings change and while work runs.

use serde_json::{Value, json};

use crate::page::Page;
use crate::sets::{n40, table};
use crate::temp_dir::TempDir;

/// Rows whose map by t-SNE takes long enough to do something meanwhile.
const ROWS: usize = 6000;

/// The forty tracks of n40, loaded.
async fn forty(page: &Page) -> TempDir {
    let folder = TempDir::new();
    n40(&folder.0);
    page.open_with(&folder.0).await;
    folder
}

/// A table alone, loaded.
async fn many_rows(page: &Page) -> TempDir {
    let folder = TempDir::new();
    std::fs::write(folder.0.join("tracks.csv"), table(ROWS)).unwrap();
    page.open_with(&folder.0).await;
    folder
}

/// Waits until nothing is computed and `is` holds.
async fn wait_for(page: &Page, what: &str, is: &str) {
    page.wait_until(
        what,
        &format!("document.body.dataset.state === 'ready' && ({is})"),
    )
    .await;
}

/// Gives a control a value, as a person does who leaves it afterwards.
async fn set(page: &Page, css: &str, value: &str) {
    page.find(css).await;
    page.choose(css, value).await;
}

/// Names of the clusters in the legend, the largest first.
async fn names(page: &Page) -> Vec<String> {
    page.texts(".legend .legend-name").await
}

/// The map as numbers, kept with its button.
async fn map_csv(page: &Page) -> Vec<u8> {
    page.click(".map-keep summary").await;
    let file = page.download(".map-keep .keep button:last-child").await;
    assert_eq!(
        file.name.rsplit_once('.').map(|(_, end)| end),
        Some("csv"),
        "{}",
        file.name
    );
    page.click(".map-keep summary").await;
    file.bytes
}

/// Notes every word of the status line from here on, for [`status_words`].
async fn listen(page: &Page) {
    page.run(
        "window.__said = [];
         const status = document.querySelector('.status');
         new MutationObserver(() => window.__said.push(status.innerText))
           .observe(status, { childList: true, characterData: true, subtree: true });",
    )
    .await;
}

async fn status_words(page: &Page) -> Vec<String> {
    serde_json::from_value(page.run("return window.__said").await).unwrap()
}

in_each_browser! {
    async fn a_name_survives_every_other_setting(page: Page) {
        let _folder = forty(&page).await;
        page.show_part("Clusters").await;
        page.find("#cluster-name-0").await;
        page.run("document.querySelector('#cluster-name-0').select()").await;
        page.type_into("#cluster-name-0", "Night drive\n").await;
        page.show_part("Map").await;
        page.wait_until("the name", "document.querySelector('.legend').innerText.includes('Night drive')").await;
        let before = names(&page).await;
        assert_eq!(before[0], "Night drive");
        // Looked at closer: this stays too.
        page.run("document.querySelector('#map').focus()").await;
        page.press("+").await;
        let zoomed = page.map_pixels().await;

        set(&page, "#top-n", "5").await;
        wait_for(&page, "five recommendations", "document.querySelectorAll('#by-sound li').length === 5").await;
        set(&page, "#by-sound-way", "cosine-standardised").await;
        wait_for(&page, "another way", "document.querySelector('#by-sound').parentElement.innerText.includes('cosine')").await;
        page.click("#include-copies").await;
        wait_for(&page, "copies", "document.querySelector('#include-copies').checked").await;
        assert_eq!(names(&page).await, before);
        set(&page, "#by-sound-way", "euclidean-standardised").await;
        set(&page, "#top-n", "10").await;
        wait_for(&page, "ten recommendations", "document.querySelectorAll('#by-sound li').length === 10").await;
        page.wait_for_map("the map as it was looked at", &zoomed).await;

        // The other space's clusters are its own.
        page.click("#space-features").await;
        page.find("#space-features:checked").await;
        set(&page, "#k", "5").await;
        wait_for(&page, "five clusters", "document.querySelectorAll('.legend li').length === 5").await;
        page.click("#space-sound").await;
        page.wait_until("four clusters", "document.querySelectorAll('.legend li').length === 4").await;
        assert_eq!(names(&page).await[0], "Night drive");

        // Another number carries the name over, or says that it waits.
        set(&page, "#k", "5").await;
        wait_for(&page, "five clusters", "document.querySelectorAll('.legend li').length === 5").await;
        page.show_part("Clusters").await;
        page.wait_until("five cards", "document.querySelectorAll('.cluster-card').length === 5").await;
        let told = page.run("return [document.querySelectorAll('.carried').length, document.querySelector('#waiting-names')?.innerText ?? '']").await;
        let is_carried = told[0] == 1 && page.text(".carried").await.to_lowercase().contains("name carried over");
        assert!(is_carried || told[1].as_str().unwrap().contains("Night drive"), "{told}");
        set(&page, "#k", "4").await;
        wait_for(&page, "four cards", "document.querySelectorAll('.cluster-card').length === 4").await;
        assert_eq!(page.count(".carried").await, 0);
        assert_eq!(page.run("return document.querySelector('#cluster-name-0').value").await, "Night drive");
    }

    async fn a_map_by_tsne_can_be_undone(page: Page) {
        let _folder = forty(&page).await;
        let before = page.document().await;
        let numbers = map_csv(&page).await;
        page.set_viewport(1280, 800).await;
        page.map_pixels().await;
        let (map, legend) = (page.map_pixels().await, page.texts(".legend li").await);
        let worth = page.text("#trustworthiness").await;

        page.click("#layout-tsne").await;
        wait_for(&page, "the map by t-SNE", "document.querySelector('#tsne-info')?.innerText.includes('iterations')").await;
        page.wait_until("its worth", &format!("(document.querySelector('#trustworthiness')?.innerText ?? {0}) !== {0}", json!(worth))).await;
        assert_ne!(page.map_pixels().await, map);

        page.click("#layout-pca").await;
        wait_for(&page, "no t-SNE", "!document.querySelector('#tsne-info')").await;
        page.wait_until("the worth of before", &format!("document.querySelector('#trustworthiness')?.innerText === {}", json!(worth))).await;
        page.wait_for_map("the map of before", &map).await;
        assert_eq!(page.texts(".legend li").await, legend);
        let after = map_csv(&page).await;
        assert!(after == numbers, "{}\n{}", String::from_utf8_lossy(&numbers[..200]), String::from_utf8_lossy(&after[..200]));
        assert!(String::from_utf8_lossy(&after).contains("PC1"));
        assert_eq!(page.document().await, before);
    }

    async fn a_layout_that_is_cancelled_is_not_begun_again(page: Page) {
        let _folder = many_rows(&page).await;
        let legend = page.texts(".legend li").await;
        // At once: when the map moves, Cancel ends the layout and keeps the map as it is.
        page.run(
            "const watch = new MutationObserver(() => {
               const button = document.querySelector('#cancel');
               if (!button || !document.querySelector('.status')?.innerText.includes('neighbours')) return;
               watch.disconnect();
               button.click();
             });
             watch.observe(document.body, { childList: true, characterData: true, subtree: true });",
        )
        .await;
        page.click("#layout-tsne").await;
        wait_for(&page, "the map of before", "document.querySelector('#layout-pca').checked").await;
        let words = page.text(".status").await;
        assert!(words.starts_with("Cancelled. The settings are again those of what you see."), "{words}");
        assert_eq!(page.count("#continue").await, 0, "there is nothing to go on with");
        assert_eq!(page.texts(".legend li").await, legend);

        listen(&page).await;
        set(&page, "#k", "4").await;
        wait_for(&page, "four clusters", "document.querySelectorAll('.legend li').length === 4").await;
        assert!(page.run("return document.querySelector('#layout-pca').checked").await.as_bool().unwrap());
        let said = status_words(&page).await;
        assert!(!said.iter().any(|words| words.contains("neighbours") || words.contains("t-SNE")), "{said:?}");
        assert!(page.document().await["features"].get("tsne").is_none());
    }

    async fn everything_is_there_while_a_map_is_laid_out(page: Page) {
        let _folder = many_rows(&page).await;
        let before = page.document().await;
        let is_working = "document.body.dataset.state === 'working'";
        page.click("#layout-tsne").await;
        page.wait_until("the search", "document.querySelector('.status').innerText.includes('neighbours')").await;

        // A click on a track answers its list.
        let next = page.run("return document.querySelector('#by-features li:nth-child(3) [data-id]').dataset.id").await;
        page.run("document.querySelector('#by-features li:nth-child(3) [data-id]').click()").await;
        page.wait_until(
            "the other track's list",
            &format!("{is_working} && document.querySelector('[data-track]')?.dataset.track === {next} && document.querySelectorAll('#by-features li').length === 10 && !document.querySelector('#by-features [data-id={next}]')"),
        ).await;
        // Clusters has its groups.
        page.show_part("Clusters").await;
        page.wait_until("the clusters", &format!("{is_working} && document.querySelectorAll('.cluster-card').length === 3")).await;
        page.show_part("Map").await;
        // The document holds what stands, and says that more is coming.
        let document = page.document_now().await;
        page.wait_until("that it is unfinished", "document.querySelector('#notice')?.innerText.includes('features')").await;
        assert_eq!(document["unfinished"], json!(["features"]));
        assert_eq!(document["features"], before["features"]);
        assert_eq!(document["recommendations"]["query"], next);

        page.run("window.__stop = setInterval(() => document.querySelector('#cancel')?.innerText.includes('keep') && (document.querySelector('#cancel').click(), clearInterval(window.__stop)), 50)").await;
        page.wait_until_within("the map by t-SNE", "document.body.dataset.state === 'ready'", std::time::Duration::from_mins(2)).await;
        let after: Value = page.document().await;
        assert!(after.get("unfinished").is_none() && after["features"]["tsne"]["n_iter"].as_u64().unwrap() > 0);
        assert_eq!(page.count("#notice").await, 0);
    }

    async fn an_explanation_that_is_open_stays_and_fills_again(page: Page) {
        let _folder = forty(&page).await;
        page.click("#by-features li:first-child .why summary").await;
        page.find("#by-features li:first-child .why table").await;
        set(&page, "#top-n", "5").await;
        wait_for(&page, "five recommendations", "document.querySelectorAll('#by-features li').length === 5").await;
        page.wait_until("the explanation", "document.querySelector('#by-features li:first-child .why[open] table')").await;
        set(&page, "#by-features-way", "cosine-standardised").await;
        wait_for(&page, "another way", "document.querySelector('#by-features').parentElement.innerText.includes('cosine')").await;
        page.wait_until(
            "every open explanation",
            "[...document.querySelectorAll('#by-features .why[open]')].every(why => why.querySelector('table'))",
        ).await;
    }
}

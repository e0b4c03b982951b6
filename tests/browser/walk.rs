//! Walking about the map: pointer, keys, lists, settings.

use std::time::Instant;

use serde_json::{Value, json};
use soundkin::draw::Vec2;
use soundkin::page::{Camera, Map};
use thirtyfour::{TypingData, prelude::*};
use tokio::time::sleep;

use crate::browsers::Browser;
use crate::page::{PATIENCE, POLL, Page};
use crate::sets::n40;
use crate::temp_dir::TempDir;

/// How often the page is looked at before the pointer tries again.
const LOOKS: usize = 20;

impl Page {
    /// The whole map as the camera sees it, from the exported numbers, not from the page; and the id of each of its points.
    pub async fn camera(&self, document: &Value) -> (Camera, Vec<String>) {
        let shown =
            "return document.querySelector('[name=space]:checked').id.slice('space-'.length)";
        let space = self.run(shown).await;
        // The legend above the map is higher when it has the names of the clusters.
        let named = "[...document.querySelectorAll('.legend li')].every((li) => !/^Cluster \\d/.test(li.innerText))";
        self.wait_until("the names of the clusters", named).await;
        if self.browser == Browser::WebKit {
            // Its bar of downloads, which this cannot close, takes more room with each.
            self.set_viewport(1280, 800).await;
            self.map_pixels().await;
        }
        let size = self
            .run(
                "const frame = document.querySelector('.map').getBoundingClientRect();
                 return [frame.width, frame.height]",
            )
            .await;
        let [width, height] = [0, 1].map(|i: usize| size[i].as_f64().unwrap());
        let coords = document[space.as_str().unwrap()]["pca"]["coords"]
            .as_array()
            .unwrap();
        let tracks = document["tracks"].as_array().unwrap();
        let point = |pair: &Value| Vec2::new(pair[0].as_f64().unwrap(), pair[1].as_f64().unwrap());
        let on_map = (0..).zip(coords).filter(|(_, pair)| !pair.is_null());
        let map = Map {
            points: on_map.clone().map(|(_, pair)| point(pair)).collect(),
            tracks: on_map.map(|(track, _)| track).collect(),
            ..Map::default()
        };
        let id = |&track: &u32| tracks[track as usize]["id"].as_str().unwrap().to_owned();
        let ids = map.tracks.iter().map(id).collect();
        let mut camera = Camera::new(&map, tracks.len());
        camera.resize(width, height);
        camera.fit();
        (camera, ids)
    }

    /// Where a track's point stands, from the middle of the map, when the whole map is shown.
    pub async fn place_on_map(&self, document: &Value, id: &str) -> (i64, i64) {
        let (camera, ids) = self.camera(document).await;
        let sample = ids.iter().position(|other| other == id).unwrap();
        let pos = camera.transform.screen_from_data(camera.points[sample]);
        let center = camera.viewport.center();
        (
            (pos.x - center.x).round() as i64,
            (pos.y - center.y).round() as i64,
        )
    }

    /// A place from the middle of the map, as one in the window.
    pub async fn in_window(&self, (x, y): (i64, i64)) -> (i64, i64) {
        let middle = self
            .run("const at = document.querySelector('#map').getBoundingClientRect(); return [at.left + at.width / 2, at.top + at.height / 2]")
            .await;
        let round = |i: usize| middle[i].as_f64().unwrap().round() as i64;
        (round(0) + x, round(1) + y)
    }

    /// Moves the pointer to a track's point and waits until the map names it; gives the place.
    ///
    /// Words that come above the map move it: then the pointer missed the point, and goes to where it is now.
    pub async fn point_at(&self, document: &Value, id: &str) -> (i64, i64) {
        let names_it = format!(
            "return Boolean(document.querySelector('.tip')?.textContent.includes({}))",
            json!(title(document, id))
        );
        let start = Instant::now();
        loop {
            let place = self.place_on_map(document, id).await;
            let (x, y) = self.in_window(place).await;
            let chain = self.driver.action_chain();
            chain.move_to(x, y).perform().await.unwrap();
            for _ in 0..LOOKS {
                if self.run(&names_it).await == true {
                    return place;
                }
                sleep(POLL).await;
            }
            assert!(start.elapsed() < PATIENCE, "the pointer does not find {id}");
        }
    }

    /// Clicks a place, from the middle of the map.
    pub async fn click_at(&self, place: (i64, i64)) {
        let (x, y) = self.in_window(place).await;
        let chain = self.driver.action_chain();
        chain.move_to(x, y).click().perform().await.unwrap();
    }

    /// Selects a track by a click on its point in sound space; the whole map must be in view, and the document is any
    /// export of it.
    pub async fn select_on_map(&self, document: &Value, id: &str) {
        let place = self.place_on_map(document, id).await;
        self.click_at(place).await;
        self.wait_for_selected(id).await;
    }

    /// Waits until a track is selected and its lists are there.
    pub async fn wait_for_selected(&self, id: &str) {
        let is = format!(
            "document.querySelector('[data-track]')?.dataset.track === {} && document.querySelector('#by-sound, #by-features')",
            json!(id)
        );
        self.wait_until(&format!("track {id}"), &is).await;
    }

    /// The id of the selected track.
    pub async fn selected(&self) -> Option<String> {
        let id = self
            .run("return document.querySelector('[data-track]')?.dataset.track ?? null")
            .await;
        id.as_str().map(str::to_owned)
    }

    /// What the map shows, once it has been drawn.
    pub async fn map_pixels(&self) -> Value {
        self.run_async(
            "await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
             return document.querySelector('#map').toDataURL();",
            Vec::new(),
        )
        .await
    }

    /// Waits until the map shows this, as [`Page::map_pixels`] gave it.
    pub async fn wait_for_map(&self, what: &str, pixels: &Value) {
        self.wait_until(
            what,
            &format!("document.querySelector('#map').toDataURL() === {pixels}"),
        )
        .await;
    }

    /// Presses keys while the map has the focus.
    async fn press_on_map(&self, keys: impl Into<TypingData>) {
        self.run("document.querySelector('#map').focus()").await;
        self.press(keys).await;
    }
}

async fn open(page: &Page) -> (TempDir, Value) {
    let home = TempDir::new();
    n40(&home.0);
    page.wait_for_state("empty").await;
    page.give_folder(&home.0).await;
    page.wait_for_state("ready").await;
    let document = page.document().await;
    (home, document)
}

fn title<'a>(document: &'a Value, id: &str) -> &'a str {
    let tracks = document["tracks"].as_array().unwrap();
    let track = tracks.iter().find(|track| track["id"] == id).unwrap();
    track["title"].as_str().unwrap()
}

fn ids(list: &Value) -> Vec<String> {
    list.as_array()
        .unwrap()
        .iter()
        .map(|one| one["id"].as_str().unwrap().to_owned())
        .collect()
}

async fn entries(page: &Page, list: &str) -> Vec<String> {
    let found = page
        .run_with("return [...document.querySelectorAll(arguments[0] + ' [data-id]')].map(entry => entry.dataset.id)", vec![json!(list)])
        .await;
    serde_json::from_value(found).unwrap()
}

in_each_browser! {
    async fn with_the_pointer(page: Page) {
        let (_home, document) = open(&page).await;
        // The first query, with both lists.
        page.wait_for_selected("100").await;

        let place = page.point_at(&document, "10018").await;
        page.wait_until("the picture of the track pointed at", "document.querySelector('.tip img')?.naturalWidth > 0").await;
        let named = format!("document.querySelector('.tip')?.textContent.startsWith({})", json!(title(&document, "10018")));
        page.wait_until("its title beside it", &named).await;
        assert_eq!(page.run("return [document.querySelector('.tip img').naturalWidth, document.querySelector('.tip img').naturalHeight]").await, json!([144, 96]));
        assert_eq!(page.selected().await.as_deref(), Some("100"), "pointing does not select");
        page.click_at(place).await;
        page.wait_for_selected("10018").await;
        assert_eq!(page.text("h2#selected-title").await, title(&document, "10018"));

        let document = page.document().await;
        for (list, key) in [("#by-sound", "by_sound"), ("#by-features", "by_features")] {
            let want = &document["recommendations"][key];
            assert_eq!(entries(&page, list).await, ids(want), "{list}");
            assert_eq!(page.count(&format!("{list} li")).await, 10);
            let scores = page.texts(&format!("{list} .score")).await;
            assert_eq!(scores.len(), 10);
            for (shown, want) in scores.iter().zip(want.as_array().unwrap()) {
                let (shown, want) = (shown.replace('\u{2212}', "-").parse::<f64>().unwrap(), want["score"].as_f64().unwrap());
                assert!((shown - want).abs() < 0.006 * want.abs(), "{shown} for {want}");
            }
            let reasons = page.texts(&format!("{list} .reason")).await;
            let wanted: Vec<&str> = want.as_array().unwrap().iter().map(|one| one["reason"].as_str().unwrap()).collect();
            assert_eq!(reasons, wanted);
            for reason in reasons {
                assert!(reason.ends_with('.') && reason.split(' ').count() > 3, "{reason:?} is no sentence");
            }
        }
        page.wait_until("the pictures of the lists", "[...document.querySelectorAll('#by-sound img')].filter(img => img.naturalWidth > 0).length === 10").await;

        // A recommendation is the next query.
        let next = entries(&page, "#by-sound").await[2].clone();
        page.click("#by-sound li:nth-child(3) [data-id]").await;
        page.wait_for_selected(&next).await;
        assert_eq!(page.text("#selected-title").await, title(&document, &next));
        assert!(!entries(&page, "#by-sound").await.contains(&next), "a track is not recommended to itself");

        // A click on nothing clears: the corner of the axes' paper has no points.
        let size = page.run("const map = document.querySelector('#map'); return [map.clientWidth, map.clientHeight]").await;
        page.click_at((-size[0].as_i64().unwrap() / 2 + 3, -size[1].as_i64().unwrap() / 2 + 3)).await;
        page.wait_until("nothing selected", "!document.querySelector('[data-track]')").await;
        assert!(page.text("aside[aria-label='Selected track']").await.contains("Select a track"), "nothing selected says what to do");
        assert_eq!(page.document().await["recommendations"]["query"], "100", "without a selection the default query is exported");
    }

    async fn with_keys(page: Page) {
        let (_home, document) = open(&page).await;
        page.wait_for_selected("100").await;
        let coords = document["timbre"]["pca"]["coords"].as_array().unwrap();
        let position = |id: &str| {
            let tracks = document["tracks"].as_array().unwrap();
            let at = tracks.iter().position(|track| track["id"] == id).unwrap();
            (coords[at][0].as_f64().unwrap(), coords[at][1].as_f64().unwrap())
        };
        // From somewhere in the middle every direction has a neighbour.
        let mut from = "100".to_owned();
        for (key, along) in [(Key::Left, (-1.0, 0.0)), (Key::Right, (1.0, 0.0)), (Key::Up, (0.0, 1.0)), (Key::Down, (0.0, -1.0)), (Key::Left, (-1.0, 0.0))] {
            page.press_on_map(String::from(char::from(key.clone()))).await;
            page.wait_until("another track", &format!("document.querySelector('[data-track]')?.dataset.track !== {}", json!(from))).await;
            let to = page.selected().await.unwrap();
            let ((x0, y0), (x1, y1)) = (position(&from), position(&to));
            assert!((x1 - x0) * along.0 + (y1 - y0) * along.1 > 0.0, "{key:?} went from {from} to {to}");
            from = to;
        }
        page.wait_for_selected(&from).await;

        let whole = page.map_pixels().await;
        page.press_on_map("+").await;
        let nearer = page.map_pixels().await;
        assert_ne!(nearer, whole, "+ changes the map");
        page.press_on_map("-").await;
        assert_ne!(page.map_pixels().await, nearer, "- changes the map");
        page.press_on_map("--").await;
        assert_ne!(page.map_pixels().await, whole);
        page.press_on_map("0").await;
        page.wait_for_map("0 shows all again", &whole).await;

        page.press_on_map(String::from(char::from(Key::Escape))).await;
        page.wait_until("nothing selected", "!document.querySelector('[data-track]')").await;
        // The first arrow comes to the track in the middle.
        page.press_on_map(String::from(char::from(Key::Right))).await;
        page.wait_until("a track", "document.querySelector('[data-track]')").await;
    }

    /// By wheel and drag too; then off the map and back, which leaves it as it was.
    async fn back_to_the_map_as_it_was(page: Page) {
        let (home, _) = open(&page).await;
        let whole = page.map_pixels().await;
        let selected = page.selected().await;
        page.run("const at = document.querySelector('#map').getBoundingClientRect();
            document.querySelector('#map').dispatchEvent(new WheelEvent('wheel', { deltaY: -240, clientX: at.left + 200, clientY: at.top + 150, bubbles: true, cancelable: true }))").await;
        let zoomed = page.map_pixels().await;
        assert_ne!(zoomed, whole, "the wheel zooms");
        let (x, y) = page.in_window((-60, 40)).await;
        page.driver.action_chain().move_to(x, y).click_and_hold().move_by_offset(70, -30).release().perform().await.unwrap();
        // Off the map, where no point is under the pointer.
        page.driver.action_chain().move_to(5, 5).perform().await.unwrap();
        page.wait_until("no hover", "!document.querySelector('.tip')").await;
        let moved = page.map_pixels().await;
        assert_ne!(moved, zoomed, "a drag moves the map");
        assert_eq!(page.selected().await, selected, "a drag selects nothing");

        page.show_part("Top").await;
        page.show_part("Clusters").await;
        page.driver.back().await.unwrap();
        page.wait_until("Top again", "document.querySelector('#top') && document.querySelector('nav [aria-current]').innerText === 'Top'").await;
        page.driver.back().await.unwrap();
        page.wait_for_map("the map as it was left", &moved).await;
        page.driver.forward().await.unwrap();
        page.wait_until("Top once more", "document.querySelector('#top')").await;

        // A link leads to a part.
        page.goto("about:blank").await;
        page.goto(&format!("{}#/compare", page.server.url())).await;
        page.wait_for_state("empty").await;
        page.give_folder(&home.0).await;
        page.wait_for_state("ready").await;
        page.find("#compare #split-low-list").await;
    }

    async fn through_the_settings(page: Page) {
        let (_home, before) = open(&page).await;
        let sound = page.map_pixels().await;

        page.click("#space-features").await;
        page.wait_until("the other map", "document.querySelector('#space-features').checked").await;
        assert_ne!(page.map_pixels().await, sound);
        // The same track on the other map.
        page.point_at(&before, "10018").await;
        // k-means gives the sizes, the legend shows them, the largest first.
        assert_eq!(legend(&page).await, sizes(&before["features"]));

        let slider = page.find("#k").await;
        slider.send_keys(Key::Right + "").await.unwrap();
        page.wait_until("four clusters", "document.body.dataset.state === 'ready' && document.querySelectorAll('.legend li').length === 4").await;
        let after = page.document().await;
        assert_eq!(after["settings"]["features"]["k"], 4);
        assert_eq!(after["sound"], before["sound"], "the other space is left as it was");
        assert_eq!(legend(&page).await, sizes(&after["features"]));

        let swatch = "return getComputedStyle(document.querySelector('.legend .swatch')).backgroundColor";
        let color = page.run(swatch).await;
        page.click("#palette option[value=reference]").await;
        page.wait_until("other colours", &format!("getComputedStyle(document.querySelector('.legend .swatch')).backgroundColor !== {color}")).await;
        // Set2's first colour.
        assert_eq!(page.run(swatch).await, "rgb(102, 194, 165)");

        page.click("details:has(#columns) summary").await;
        let first = "#columns label:has(input:checked)";
        let name = page.text(first).await;
        page.click(&format!("{first} input")).await;
        page.wait_until("five columns", "document.body.dataset.state === 'ready' && document.querySelectorAll('#columns input:checked').length === 5").await;
        let fewer = page.document().await;
        let columns = |document: &Value| -> Vec<String> { serde_json::from_value(document["features"]["columns"].clone()).unwrap() };
        let mut wanted = columns(&after);
        wanted.retain(|column| *column != name.trim());
        assert_eq!(columns(&fewer), wanted);
        assert_eq!(fewer["features"]["n_features"], 5);
        assert_ne!(fewer["features"]["pca"], after["features"]["pca"]);

        page.click("#space-sound").await;
        page.wait_until("the map of sounds", "document.querySelector('#space-sound').checked").await;
        assert_eq!(legend(&page).await, sizes(&before["sound"]));
        page.click("#top-n").await;
        page.type_into("#top-n", Key::Control + "a").await;
        page.type_into("#top-n", "3").await;
        page.click("#space-sound").await;
        // A window without the focus, such as Firefox's here, does not notice that the field is left.
        page.run("if (!document.hasFocus()) document.querySelector('#top-n').dispatchEvent(new Event('change', { bubbles: true }))").await;
        page.wait_until("three recommendations", "document.querySelectorAll('#by-sound li').length === 3 && document.querySelectorAll('#by-features li').length === 3").await;
        assert_eq!(page.document().await["recommendations"]["by_sound"].as_array().unwrap()[..], before["recommendations"]["by_sound"].as_array().unwrap()[..3]);
    }
}

async fn legend(page: &Page) -> Vec<u64> {
    let texts = page.texts(".legend li").await;
    texts
        .iter()
        .map(|text| text.split_whitespace().last().unwrap().parse().unwrap())
        .collect()
}

/// How many tracks each cluster has, the largest first.
fn sizes(space: &Value) -> Vec<u64> {
    let mut sizes = vec![0; space["clusters"]["k"].as_u64().unwrap() as usize];
    for label in space["clusters"]["labels"].as_array().unwrap() {
        sizes[label.as_u64().unwrap() as usize] += 1;
    }
    sizes.sort_unstable_by(|a, b| b.cmp(a));
    sizes
}

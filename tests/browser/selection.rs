//! Tracks taken together on the map, from files on disk to the kept table: by mouse, by finger and by keys, against the
//! coordinates of the exported document.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use soundkin::draw::Vec2;
use thirtyfour::prelude::*;

use crate::axe::assert_accessible;
use crate::page::Page;
use crate::sets::n40;
use crate::temp_dir::TempDir;

/// Where each track stands on the map, from its upper left corner, by id.
type Places = Vec<(String, Vec2)>;

async fn open(page: &Page) -> (TempDir, Places, Value) {
    let home = TempDir::new();
    n40(&home.0);
    page.open_with(&home.0).await;
    let document = page.document().await;
    let (camera, ids) = page.camera(&document).await;
    let places = ids
        .into_iter()
        .zip(&camera.points)
        .map(|(id, &point)| (id, camera.transform.screen_from_data(point)))
        .collect();
    (home, places, document)
}

/// Those whose place is so.
fn those(places: &Places, is_in: impl Fn(Vec2) -> bool) -> BTreeSet<String> {
    places
        .iter()
        .filter(|(_, at)| is_in(*at))
        .map(|(id, _)| id.clone())
        .collect()
}

/// The middle of the widest gap between points from left to right, in the middle half of them: no point is near it.
fn gap(places: &Places) -> f64 {
    let mut x: Vec<f64> = places.iter().map(|(_, at)| at.x).collect();
    x.sort_by(f64::total_cmp);
    let pairs = x[x.len() / 4..x.len() * 3 / 4].windows(2);
    let widest = pairs.max_by(|a, b| (a[1] - a[0]).total_cmp(&(b[1] - b[0])));
    let [left, right] = widest.unwrap() else {
        unreachable!("windows of two")
    };
    f64::midpoint(*left, *right)
}

async fn wait_for_count(page: &Page, n: usize) {
    let words = match n {
        0 => String::new(),
        n => format!("{n} of 40 tracks selected"),
    };
    let is = format!(
        "document.querySelector('#selection-count').textContent === {}",
        json!(words)
    );
    page.wait_until(&words, &is).await;
}

/// Ids in the kept table of the map. It comes last: the bar of downloads moves the map in some browsers.
async fn kept(page: &Page) -> BTreeSet<String> {
    page.run("document.querySelector('.map-keep').open = true")
        .await;
    let table = page.download(".map-keep .keep button:last-child").await;
    table.rows()[1..].iter().map(|row| row[0].clone()).collect()
}

async fn press_button(page: &Page, name: &str) {
    let script = "[...document.querySelectorAll('.map-head button')].find((b) => b.textContent === arguments[0]).click()";
    page.run_with(script, vec![name.into()]).await;
}

/// A finger goes along these places of the map.
async fn draw(page: &Page, places: &[(f64, f64)]) {
    let script = "const [places] = arguments;
        const map = document.querySelector('#map');
        const fire = (type, [x, y]) => {
          const at = map.getBoundingClientRect();
          map.dispatchEvent(new PointerEvent(type, { pointerId: 7, pointerType: 'touch', isPrimary: true, bubbles: true, button: type === 'pointermove' ? -1 : 0, buttons: 1, clientX: at.left + x, clientY: at.top + y }));
        };
        fire('pointerdown', places[0]);
        for (const place of places.slice(1)) {
          fire('pointermove', place);
          await new Promise(requestAnimationFrame);
        }
        fire('pointerup', places.at(-1));";
    page.run_async(script, vec![json!(places)]).await;
}

/// Width and height of the map.
async fn size(page: &Page) -> (f64, f64) {
    let size = page
        .run("const map = document.querySelector('#map'); return [map.clientWidth, map.clientHeight]")
        .await;
    (size[0].as_f64().unwrap(), size[1].as_f64().unwrap())
}

fn is_in_polygon(corners: &[(f64, f64)], at: Vec2) -> bool {
    let edges = corners.iter().zip(corners.iter().cycle().skip(1));
    let crossed = edges.filter(|(a, b)| {
        (a.1 > at.y) != (b.1 > at.y) && at.x < (b.0 - a.0) * (at.y - a.1) / (b.1 - a.1) + a.0
    });
    crossed.count() % 2 == 1
}

in_each_browser! {
    async fn a_box_by_mouse(page: Page) {
        let (_home, places, _) = open(&page).await;
        let (edge, (width, height)) = (gap(&places), size(&page).await);
        let left = those(&places, |at| at.x < edge);
        assert!(left.len() > 5 && left.len() < 35);
        let before = page.selected().await;
        let corner = page.in_window((2 - width as i64 / 2, 2 - height as i64 / 2)).await;
        let other = page.in_window((edge.round() as i64 - width as i64 / 2, height as i64 / 2 - 3)).await;
        let chain = page.driver.action_chain();
        chain.key_down(Key::Shift).move_to(corner.0, corner.1).click_and_hold().move_to(other.0, other.1).release().key_up(Key::Shift).perform().await.unwrap();
        wait_for_count(&page, left.len()).await;
        assert_eq!(page.selected().await, before, "the track in question is another matter");
        assert!(page.count(".outline").await == 0);
        press_button(&page, "Invert").await;
        wait_for_count(&page, 40 - left.len()).await;
        press_button(&page, "Invert").await;
        wait_for_count(&page, left.len()).await;
        assert_eq!(kept(&page).await, left);
        press_button(&page, "Clear").await;
        wait_for_count(&page, 0).await;
        assert_eq!(kept(&page).await.len(), 40);
    }

    async fn a_lasso_by_finger(page: Page) {
        let (_home, places, _) = open(&page).await;
        let (width, height) = size(&page).await;
        press_button(&page, "Lasso").await;
        // Around the upper left half, and a corner below that goes in and out.
        let corners = [(1.0, 1.0), (width - 1.0, 1.0), (width * 0.6, height * 0.55), (width * 0.3, height * 0.35), (1.0, height - 1.0)];
        let around = those(&places, |at| is_in_polygon(&corners, at));
        assert!(around.len() > 5 && around.len() < 35, "{}", around.len());
        draw(&page, &corners).await;
        wait_for_count(&page, around.len()).await;
        press_button(&page, "Add").await;
        let lower = [(0.0, height * 0.5), (width, height * 0.5), (width, height), (0.0, height)];
        let both: BTreeSet<String> = around.union(&those(&places, |at| is_in_polygon(&lower, at))).cloned().collect();
        draw(&page, &lower).await;
        wait_for_count(&page, both.len()).await;
        press_button(&page, "Take out").await;
        draw(&page, &corners).await;
        let want: BTreeSet<String> = both.difference(&around).cloned().collect();
        wait_for_count(&page, want.len()).await;
        assert_eq!(kept(&page).await, want);
    }

    async fn a_box_by_keys(page: Page) {
        let (_home, places, _) = open(&page).await;
        let (width, height) = size(&page).await;
        page.run("document.querySelector('#map').focus()").await;
        page.press("b").await;
        page.find(".outline").await;
        for key in [Key::Left, Key::Left, Key::Up] {
            page.press(key).await;
        }
        page.driver.action_chain().key_down(Key::Shift).send_keys(Key::Right + Key::Down).key_up(Key::Shift).perform().await.unwrap();
        let (x, y) = (width / 3.0 - 24.0, height / 3.0 - 12.0);
        let (right, low) = (x + width / 3.0 + 12.0, y + height / 3.0 + 12.0);
        let want = those(&places, |at| at.x >= x && at.x <= right && at.y >= y && at.y <= low);
        assert!(want.len() > 2 && want.len() < 40);
        assert_accessible(&page).await;
        page.press(Key::Enter).await;
        wait_for_count(&page, want.len()).await;
        assert_accessible(&page).await;
        // Escape leaves a box first, then what is selected.
        page.press("b").await;
        page.find(".outline").await;
        page.press(Key::Escape).await;
        page.wait_until("no box", "!document.querySelector('.outline')").await;
        wait_for_count(&page, want.len()).await;
        assert_eq!(kept(&page).await, want);
        page.run("document.querySelector('#map').focus()").await;
        page.press(Key::Escape).await;
        wait_for_count(&page, 0).await;
    }

    async fn from_the_legend_and_from_a_search(page: Page) {
        let (_home, _, document) = open(&page).await;
        page.press("/").await;
        page.type_into("#search", "light").await;
        page.wait_until("all letters", "document.querySelector('#search-count') && !document.querySelector('.is-old') && document.querySelector('#search').value === 'light'").await;
        let hits = page.count("#search-hits [data-id]").await as usize;
        assert!(hits > 1 && hits < 40);
        take_offered(&page, hits, "found").await;

        // The largest cluster, which the legend has first.
        let labels = document["sound"]["clusters"]["labels"].as_array().unwrap();
        let n_with = |label: &Value| labels.iter().filter(|other| *other == label).count();
        let largest = labels.iter().max_by_key(|label| n_with(label)).unwrap();
        let tracks = document["tracks"].as_array().unwrap();
        let members: BTreeSet<String> = tracks
            .iter()
            .zip(labels)
            .filter(|(_, label)| *label == largest)
            .map(|(track, _)| track["id"].as_str().unwrap().to_owned())
            .collect();
        page.click(".legend-entry").await;
        take_offered(&page, members.len(), "brought out").await;
        // It stays when the legend brings nothing out any more.
        page.click(".legend-entry").await;
        page.wait_until("all colours", "!document.querySelector('.legend-entry[aria-pressed=true]')").await;
        assert_eq!(kept(&page).await, members);
    }
}

/// Presses the button that offers to select so many tracks.
async fn take_offered(page: &Page, n: usize, words: &str) {
    let name = format!("Select the {n} {words}");
    let is_there = format!(
        "[...document.querySelectorAll('#selection button')].some((b) => b.textContent === {})",
        json!(name)
    );
    page.wait_until(&name, &is_there).await;
    press_button(page, &name).await;
    wait_for_count(page, n).await;
}

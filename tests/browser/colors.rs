//! What the map is coloured by, from files on disk: legends and kept tables against plain readings of the table, the
//! percentiles as numpy has them, the lists and the scorecard of the exported document.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::axe::assert_accessible;
use crate::page::Page;
use crate::sets::n40;
use crate::temp_dir::TempDir;

/// The last column of the map's table by id, and its heading.
async fn kept(page: &Page) -> (String, BTreeMap<String, String>) {
    let rows = page
        .download(".map-keep .keep button:last-child")
        .await
        .rows();
    let last = |row: &[String]| row.last().unwrap().clone();
    let cells = rows[1..].iter().map(|row| (row[0].clone(), last(row)));
    (last(&rows[0]), cells.collect())
}

/// Cells of a column of the table on disk by id.
fn cells(folder: &TempDir, name: &str) -> BTreeMap<String, String> {
    let mut files = std::fs::read_dir(&folder.0)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let table = files.find(|path| path.extension().is_some_and(|kind| kind == "csv"));
    let table = table.unwrap();
    let mut reader = csv::Reader::from_path(table).unwrap();
    let at = reader
        .headers()
        .unwrap()
        .iter()
        .position(|of| of == name)
        .unwrap();
    reader
        .records()
        .map(|row| {
            let row = row.unwrap();
            (row[0].to_owned(), row[at].to_owned())
        })
        .collect()
}

/// `numpy.percentile`.
fn percentile(values: &[f64], percent: f64) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let at = percent / 100.0 * (sorted.len() - 1) as f64;
    let (low, part) = (at.floor() as usize, at.fract());
    sorted[low] + part * (sorted[(low + 1).min(sorted.len() - 1)] - sorted[low])
}

async fn color_by(page: &Page, key: &str, title: &str) {
    page.choose("#color-by", key).await;
    page.wait_until(
        "its legend",
        &format!("document.querySelector('.legend-title')?.innerText.includes('{title}') && document.querySelector('.legend-scale, .legend-of .legend-entry')"),
    ).await;
}

in_each_browser! {
    async fn by_words_numbers_distances_and_agreement(page: Page) {
        let folder = TempDir::new();
        n40(&folder.0);
        page.open_with(&folder.0).await;
        let document = page.document().await;
        page.click(".map-keep summary").await;

        // Words: the eleven most frequent values, and the rest in grey; the counts are those of a plain reader.
        color_by(&page, "column:track_genre", "track genre").await;
        let (heading, genres) = kept(&page).await;
        assert_eq!(heading, "coloured by: track genre");
        let on_disk = cells(&folder, "track_genre");
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for id in genres.keys() {
            *counts.entry(&on_disk[id]).or_default() += 1;
        }
        let names = page.texts(".legend .legend-name").await;
        let numbers: Vec<usize> = page.texts(".legend .number").await.iter().map(|n| n.parse().unwrap()).collect();
        assert_eq!(numbers.iter().sum::<usize>(), 40);
        assert!(numbers[..names.len().min(11)].is_sorted_by(|a, b| a >= b), "{numbers:?}");
        for (name, n) in names.iter().zip(&numbers).filter(|(name, _)| *name != "others") {
            assert_eq!(counts[name.as_str()], *n, "{name}");
        }
        assert_eq!(names.len(), counts.len().min(12));
        for (id, genre) in &genres {
            assert!(*genre == on_disk[id] || (genre == "others" && !names.contains(&on_disk[id])), "{id}: {genre}");
        }
        // One of them is brought out, and kept alone.
        page.click(".legend li:nth-child(1) .legend-entry").await;
        page.wait_until("it is picked", "document.querySelector('.legend li:nth-child(1) .legend-entry').getAttribute('aria-pressed') === 'true'").await;
        let (_, picked) = kept(&page).await;
        assert_eq!((picked.len(), picked.values().all(|genre| *genre == names[0])), (numbers[0], true));

        // Numbers: each as the file has it, colours from the 2nd to the 98th percentile.
        color_by(&page, "column:tempo", "tempo").await;
        let (heading, tempos) = kept(&page).await;
        assert_eq!(heading, "coloured by: tempo");
        let on_disk = cells(&folder, "tempo");
        let tempo = |cell: &String| cell.parse::<f64>().unwrap();
        assert!(tempos.iter().all(|(id, cell)| tempo(cell).to_bits() == tempo(&on_disk[id]).to_bits()));
        let values: Vec<f64> = tempos.values().map(tempo).collect();
        let ends = page.texts(".legend-scale .number").await;
        for (end, percent) in ends.iter().zip([2.0, 98.0]) {
            let (got, want) = (end.parse::<f64>().unwrap(), percentile(&values, percent));
            // Three digits stand there.
            assert!((got - want).abs() <= 0.005 * want.abs(), "{got} for {want}");
        }
        let said = page.text("#color-words").await;
        let beyond = values.iter().filter(|&&value| value < percentile(&values, 2.0) || value > percentile(&values, 98.0)).count();
        assert!(said.contains(&format!("; {beyond} tracks beyond")), "{said}");

        // Distances: the scores of the exported list.
        color_by(&page, "distance:features", "Distance to").await;
        let (_, distances) = kept(&page).await;
        for item in document["recommendations"]["by_features"].as_array().unwrap() {
            let got: f64 = distances[item["id"].as_str().unwrap()].parse().unwrap();
            assert!((got - item["score"].as_f64().unwrap()).abs() < 1e-9, "{item}");
        }
        assert_eq!(distances[document["recommendations"]["query"].as_str().unwrap()], "0");

        // Agreement: the mean of the shares is what the scorecard says of this column.
        let rows = document["scorecard"]["rows"].as_array().unwrap();
        let is_it = |row: &&Value| row["space"] == "pixels" && row["metric"] == "euclidean" && row["scaling"] == "standardised" && row["masked_by"].is_null();
        let row = rows.iter().find(is_it).unwrap();
        let label = row["label"].as_str().unwrap();
        color_by(&page, &format!("agreement:{label}"), "ten nearest").await;
        let (_, shares) = kept(&page).await;
        let shares: Vec<f64> = shares.values().filter(|cell| !cell.is_empty()).map(|cell| cell.parse().unwrap()).collect();
        let mean = shares.iter().sum::<f64>() / shares.len() as f64;
        assert_eq!(shares.len() as u64, row["n"].as_u64().unwrap());
        assert!((mean - row["precision_at_10"].as_f64().unwrap()).abs() < 1e-9, "{mean} for {row}");
        let said = page.text("#color-words").await;
        let percent = |key: &str| format!("{:.1} %", 100.0 * row[key].as_f64().unwrap());
        assert!(said.contains(&percent("precision_at_10")) && said.contains(&format!("by chance {}", percent("chance"))), "{said} for {row}");

        // Back to clusters.
        page.choose("#color-by", "clusters").await;
        page.wait_until("the clusters", "document.querySelector('ul.legend')?.getAttribute('aria-label').startsWith('Clusters') && !document.querySelector('.legend-title')").await;
    }
}

in_each_browser! {
    async fn what_is_hidden_is_off_the_map_and_out_of_what_is_kept(page: Page) {
        let folder = TempDir::new();
        n40(&folder.0);
        page.open_with(&folder.0).await;
        page.click(".map-keep summary").await;
        let names = page.texts(".legend .legend-name").await;
        let sizes: Vec<usize> = page.texts(".legend .number").await.iter().map(|n| n.parse().unwrap()).collect();
        page.at_rest().await;
        let all = page.map_pixels().await;
        let is_hidden = |is: bool| format!("document.querySelector('.legend li:nth-child(1) .legend-hide').getAttribute('aria-pressed') === '{is}'");
        page.click(".legend li:nth-child(1) .legend-hide").await;
        page.wait_until("it is hidden", &is_hidden(true)).await;
        page.at_rest().await;
        assert_ne!(page.map_pixels().await, all);
        // By key, and all is as it was.
        page.run("document.querySelector('.legend li:nth-child(1) .legend-hide').focus()").await;
        page.press(" ").await;
        page.wait_until("it is back", &is_hidden(false)).await;
        page.wait_for_map("the map as it was", &all).await;
        page.press(" ").await;
        page.wait_until("it is hidden again", &is_hidden(true)).await;
        // A download comes last: the panel that some browsers open for it takes the keyboard.
        let rows = page.download(".map-keep .keep button:last-child").await.rows();
        assert_eq!(rows.len() - 1, 40 - sizes[0]);
        assert!(rows[1..].iter().all(|row| row[7] != names[0]));
    }
}

in_chromium! {
    async fn legends_of_any_kind_are_accessible_in_both_themes(page: Page) {
        let folder = TempDir::new();
        n40(&folder.0);
        page.open_with(&folder.0).await;
        for theme in ["light", "dark"] {
            page.choose("#theme", theme).await;
            for (key, title) in [("column:track_genre", "track genre"), ("column:energy", "energy"), ("distance:features", "Distance")] {
                color_by(&page, key, title).await;
                assert_accessible(&page).await;
            }
        }
    }
}

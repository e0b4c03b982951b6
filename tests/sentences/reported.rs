//! What the report says of its parts, and reports of small collections for all who ask what is read there.

use soundkin::analysis::{Analysis, Collection, analyse};
use soundkin::report::{html, write_up};
use soundkin::sentences::{Reported, ReportedKind};
use soundkin::space::{Layout, Settings, SpaceName};

use super::common::{add_text_table, picture, report_params};
use super::{Case, names};

/// Files, settings, and what the person looks at.
pub(super) struct Given {
    pub collection: Collection,
    pub settings: Settings,
    pub query: Option<usize>,
    pub space: SpaceName,
    /// Are the files of pictures too large for the report? Else they are gone.
    pub is_large: bool,
}

impl Given {
    /// So many pictures, 0.png first, and a table, if any.
    pub(super) fn new(n_pictures: usize, table: &str) -> Self {
        let mut collection = Collection::default();
        for i in 0..n_pictures {
            collection.add_picture(picture(&format!("{i}.png"), i));
        }
        if !table.is_empty() {
            add_text_table(&mut collection, table);
        }
        Self {
            collection,
            settings: Settings::default(),
            query: None,
            space: SpaceName::Pixels,
            is_large: false,
        }
    }

    /// The person leaves tracks out.
    pub(super) fn leave_out(&mut self, tracks: &[usize]) {
        let (catalog, _) = self.collection.join(&self.settings);
        let left_out = &mut self.settings.left_out;
        self.collection.note_left_out(&catalog, left_out, tracks);
    }

    fn analysis(&self) -> Analysis {
        analyse(&self.collection, self.settings.clone()).unwrap()
    }

    /// All that is read in the report, an element a line.
    pub(super) fn report(&self) -> String {
        let mut params = report_params();
        params.query = self.query;
        params.space = self.space;
        let mut file = |_: usize| self.is_large.then(|| vec![0; 2_000_000]);
        let report = html(&write_up(&self.analysis(), &params, &mut file));
        read(&report)
    }

    /// Share of the variance that the map by pixels shows.
    pub(super) fn share(&self) -> f64 {
        let analysis = self.analysis();
        let ratios = &analysis.space(SpaceName::Pixels).unwrap().pca;
        ratios.explained_variance_ratio.iter().take(2).sum()
    }

    /// Perplexity, iterations and divergence of the map by t-SNE of pixels.
    pub(super) fn tsne(mut self) -> (f64, usize, f64) {
        self.settings.spaces[SpaceName::Pixels].layout = Layout::Tsne;
        let analysis = self.analysis();
        let tsne = analysis.space(SpaceName::Pixels).unwrap().shown_tsne();
        let tsne = tsne.unwrap();
        (tsne.perplexity, tsne.n_iter, tsne.kl_divergence)
    }
}

/// The words of a page.
fn read(html: &str) -> String {
    let body = &html[html.find("<body>").unwrap()..];
    let mut text = String::new();
    for part in body.split('<') {
        let words = part.split_once('>').map_or("", |(_, words)| words);
        text.push_str(words);
        text.push('\n');
    }
    let text = text.replace("&lt;", "<").replace("&gt;", ">");
    text.replace("&quot;", "\"").replace("&amp;", "&")
}

/// A table of tracks called A, B, C and so on with these energies; an empty one is missing.
pub(super) fn rows(energies: &[&str]) -> String {
    let row = |(i, energy): (u8, &&str)| format!("{i},{},{energy}\n", (b'A' + i % 26) as char);
    let rows: String = (0..).zip(energies).map(row).collect();
    format!("id,title,energy\n{rows}")
}

/// A table of so many tracks.
fn many(n: usize) -> String {
    let row = |i: usize| format!("{i},T{i},{}\n", (i * 7) % 31);
    let rows: String = (0..n).map(row).collect();
    format!("id,title,energy\n{rows}")
}

#[allow(clippy::too_many_lines)] // One short arm a sentence.
pub(super) fn case(kind: ReportedKind) -> Case {
    use ReportedKind as Kind;
    let three = rows(&["0.1", "0.5", "0.9"]);
    let report = |n_pictures, table: &str| Given::new(n_pictures, table).report();
    let grouped = |k| {
        let mut given = Given::new(3, "");
        given.settings.spaces[SpaceName::Pixels].k = k;
        given.report()
    };
    match kind {
        Kind::NoSpace => Case::read(
            report(3, ""),
            Reported::NoSpace {
                why: "there is no numeric column to compare tracks by".into(),
            },
            "Left out: there is no numeric column to compare tracks by.",
        )
        .not_so_read(report(0, &three), "Left out: there is no", "no picture.")
        .not_read(report(3, &three), "Left out: there is no", "3 tracks"),
        Kind::ComparedBy => Case::read(
            report(1, ""),
            Reported::ComparedBy {
                by: "by pixels".into(),
                n_tracks: 1,
                n_clusters: 1,
                sizes: vec![1],
            },
            "Compared by pixels: 1 track in 1 cluster.",
        )
        .not_so_read(grouped(3), "Compared by pixels: ", "3 tracks in 3 clusters of 1, 1 and 1.")
        .not_read(report(0, &three), "Compared by pixels: ", "Compared by features: "),
        Kind::MapTrust => Case::read(
            report(0, &many(40)),
            Reported::MapTrust {
                value: 0.999,
                is_first: true,
            },
            "Trustworthiness of the map: 0.999 (1: all who are near on it are near in truth; about 0.5: a random map).",
        )
        .not_read(report(3, ""), "Trustworthiness of the map", "too few tracks"),
        Kind::InUse => Case::read(grouped(3), Reported::InUse { k: 3 }, "In use: k = 3.")
            .not_so_read(grouped(2), "In use: k = ", "In use: k = 2."),
        Kind::RawGrouping => Case::read(
            report(0, &rows(&["1", "2"])),
            Reported::RawGrouping {
                n_tracks: 2,
                k: 2,
                inertia: 0.0,
                n_iter: 1,
            },
            "2 tracks. k-means (k = 2) on the columns as the file has them: inertia 0.00 after 1 iteration.",
        )
        .not_read(report(3, ""), "on the columns as the file has them: inertia", "3 tracks"),
        Kind::NoTrack => {
            let mut all = Given::new(3, "");
            all.leave_out(&[0, 1, 2]);
            let words = "Left out: there is no track.";
            Case::read(all.report(), Reported::NoTrack, words)
                .not_read(report(3, ""), words, "What is like")
        }
        Kind::OnFirstPage => {
            let words = "The first of them stand with their pictures on the first page.";
            Case::read(report(3, ""), Reported::OnFirstPage, words)
                .not_read(report(0, &three), words, "Nearest to")
        }
        Kind::NearestTo => Case::read(
            report(0, &three),
            Reported::NearestTo {
                name: "A".into(),
                by: "by features".into(),
                nearest: names(&["B", "C"]),
            },
            "Nearest to “A” by features: “B” and “C”.",
        )
        .not_so_read(report(0, &rows(&["0.1", "9", "0.2"])), "Nearest to “A” by features: “", "“C” and “B”.")
        .not_read(report(0, &rows(&["1"])), "Nearest to", "1 track in this collection."),
        Kind::NoListFor => {
            let about = |query| {
                Given {
                    query: Some(query),
                    ..Given::new(4, &three)
                }
                .report()
            };
            Case::read(
                about(3),
                Reported::NoListFor { name: "3".into() },
                "There is no list for “3”.",
            )
            .not_read(about(1), "There is no list for", "Nearest to “B” by features")
        }
        Kind::SameList => Case::read(
            grouped(1),
            Reported::SameList {
                title: "By pixels, within its cluster only (1: near the average)".into(),
            },
            "By pixels, within its cluster only (1: near the average): the same list.",
        )
        .not_read(grouped(3), "the same list.", "no other track"),
        Kind::FirstShownHere => Case::read(
            report(0, &many(20)),
            Reported::FirstShownHere { n: 5 },
            "The first 5 are shown here, the others in the appendix.",
        )
        .not_read(report(0, &three), "are shown here", "with the highest"),
        Kind::FirstOf => Case::read(
            report(0, &many(201)),
            Reported::FirstOf {
                n_shown: 200,
                n: 201,
            },
            "The first 200 of 201 tracks.",
        )
        .not_read(report(0, &many(200)), "The first 200 of", "200 tracks"),
        Kind::Rounded => Case::read(
            report(0, &rows(&["0.12345678901", "0.5", "0.9"])),
            Reported::Rounded { most_signs: 10 },
            "Numbers of more than 10 signs are rounded, all of their column alike; the others are as the file has them.",
        )
        .not_read(report(0, &three), "signs are rounded", "3 tracks"),
        Kind::GreyPictures => {
            let large = Given {
                is_large: true,
                ..Given::new(3, "")
            };
            Case::read(
                large.report(),
                Reported::GreyPictures { is_too_large: true },
                "Pictures in grey are those of the analysis, 64 x 64 pixels, to keep this file small.",
            )
            .not_so_read(
                report(3, ""),
                "Pictures in grey are",
                "pixels: their files could not be read again.",
            )
            .not_read(report(0, &three), "Pictures in grey", "There are no pictures")
        }
        Kind::NothingToCompareWith => {
            let words = "Left out: without a table there is nothing to compare the pictures with.";
            Case::read(report(3, ""), Reported::NothingToCompareWith, words)
                .not_read(report(3, &three), words, "3 tracks")
        }
        Kind::NothingToMeasure => {
            let words = "There are no pictures: what is said of them cannot be measured.";
            Case::read(report(0, &three), Reported::NothingToMeasure, words)
                .not_read(report(3, &three), words, "3 pictures")
        }
    }
}

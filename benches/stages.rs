//! Every stage on data of fixed size, made here from a fixed seed: `make bench`.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use std::fmt::Write;
use std::hint::black_box;
use std::io::Cursor;
use std::rc::Rc;
use std::time::Duration;

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};

use soundkin::analysis::{SearchParams, TrackIndex, Within};
use soundkin::cluster::{KMeansFit, KMeansParams, silhouette};
use soundkin::data::{ColorMap, Matrix, N_PIXELS, PictureReading, Shades, Spectrogram, Table};
use soundkin::draw::{Aspect, Palette, Rect, Theme, Transform, Vec2};
use soundkin::embed::{Iterative, OutliersFit, PcaFit, TrustworthinessFit, TsneFit, TsneParams};
use soundkin::features::Standardizer;
use soundkin::features::levels::band_levels;
use soundkin::features::timbre;
use soundkin::figures::Coloring;
use soundkin::ingest::color_maps::Colors;
use soundkin::ingest::{PictureReader, csv};
use soundkin::join::{JoinParams, join};
use soundkin::neighbors::{Metric, nearest};
use soundkin::raster::{Marks, PixelBuffer, PointColors, Scatter};
use soundkin::rng::Mt19937;

/// Rows of the notebook's table.
const ROWS: usize = 114_000;

/// Smooth bands with noise, as a spectrogram's: a few directions hold most of the variance.
fn luma(n: usize) -> Matrix {
    let mut rng = Mt19937::new(1);
    let mut picture = |_| {
        let weights: [f64; 6] = std::array::from_fn(|k| 60.0 * rng.next_f64() / (k + 1) as f64);
        let pixel = |j: usize| {
            let (y, x) = ((j / 64) as f64 / 64.0, (j % 64) as f64 / 64.0);
            let bands = (0..)
                .zip(weights)
                .map(|(k, w)| w * (f64::from(k + 1) * (3.0 * y + x)).cos());
            let noise = 30.0 * f64::from(rng.next_u32() & 255) / 255.0;
            (120.0 + bands.sum::<f64>() + noise).clamp(0.0, 255.0) as u8
        };
        (0..N_PIXELS).map(pixel).collect()
    };
    Matrix::of_bytes(N_PIXELS, (0..n).map(&mut picture).collect()).unwrap()
}

/// The same samples with all their numbers kept: what making them from bytes costs is seen beside it.
fn numbers(matrix: &Matrix) -> Matrix {
    let values = matrix.values().into_owned();
    Matrix::new(matrix.n_samples(), matrix.n_features(), values).unwrap()
}

/// Three overlapping groups of audio features.
fn features(n: usize) -> Matrix {
    let mut rng = Mt19937::new(2);
    let mut matrix = Matrix::zeros(n, 6);
    for i in 0..n {
        let group = (3.0 * rng.next_f64()).floor();
        for (j, slot) in matrix.row_mut(i).iter_mut().enumerate() {
            *slot = 0.2 * group * ((j % 3) as f64 - 1.0) + rng.next_f64();
        }
        matrix.row_mut(i)[5] *= 80.0;
    }
    matrix
}

fn standardised(mut matrix: Matrix) -> Matrix {
    Standardizer::fit(&matrix).apply(&mut matrix);
    matrix
}

/// The timbre of so many pictures: numbers that vary together, a few ways.
fn timbres(n: usize) -> Matrix {
    let mut rng = Mt19937::new(5);
    Matrix::from_fn(n, timbre::N_NUMBERS, |i, j| {
        ((i * 7 + j) % 13) as f64 + rng.next_f64()
    })
}

/// A picture of the notebook's size: RGBA, smooth with noise.
fn png() -> Vec<u8> {
    let mut rng = Mt19937::new(3);
    let magma = Colors::of(ColorMap::named("magma").unwrap());
    let picture = image::RgbaImage::from_fn(432, 288, |x, y| {
        let value = 120.0
            + 80.0 * (f64::from(x) / 40.0).sin() * (f64::from(y) / 30.0).cos()
            + 20.0 * rng.next_f64();
        let [r, g, b] = magma.at(value as u8);
        image::Rgba([r, g, b, 255])
    });
    let mut bytes = Cursor::new(Vec::new());
    picture
        .write_to(&mut bytes, image::ImageFormat::Png)
        .unwrap();
    bytes.into_inner()
}

/// A table in the header of the notebook's, about 20 MB.
fn tracks_csv(n: usize) -> String {
    let mut rng = Mt19937::new(4);
    let mut text = String::from(
        ",track_id,artists,album_name,track_name,popularity,duration_ms,explicit,danceability,energy,key,loudness,mode,\
         speechiness,acousticness,instrumentalness,liveness,valence,tempo,time_signature,track_genre\n",
    );
    for i in 0..n {
        let u: [f64; 9] = std::array::from_fn(|_| (rng.next_f64() * 1e4).floor() / 1e4);
        writeln!(
            text,
            "{i},5SuOikwiRyPMVoIQDJUg{i:06},\"Artist {}, Someone Else\",Album of the year {},Track number {i} with a name,{},{},\
             False,{},{},{},-{},1,{},{},{},{},{},{},4,genre {}",
            i % 9000,
            i % 20_000,
            i % 101,
            200_000 + i,
            u[0],
            u[1],
            i % 12,
            u[2] * 20.0,
            u[3],
            u[4],
            u[5],
            u[6],
            u[7],
            60.0 + 120.0 * u[8],
            i % 114,
        )
        .unwrap();
    }
    text
}

fn ingest(c: &mut Criterion) {
    let (png, text) = (png(), tracks_csv(ROWS));
    let mut reader = PictureReader::default();
    c.bench_function("decode_and_resize/432x288_rgba", |b| {
        b.iter(|| reader.read("clip_1.png", black_box(&png), None).unwrap());
    });
    // The second look: at most 1.3 of the first.
    let look = reader.read("clip_1.png", &png, None).unwrap().0.look;
    let shades = look.color_maps.first();
    let reading = PictureReading {
        frame: look.frame,
        shades: shades.map_or(Shades::Luma, |fit| Shades::Along(fit.color_map)),
        ..PictureReading::default()
    };
    c.bench_function("measure_again/432x288_rgba", |b| {
        b.iter(|| band_levels(&reader.intensities(black_box(&png), reading).unwrap()));
    });
    // At most what decoding takes.
    let shown = reader.intensities(&png, reading).unwrap();
    c.bench_function("timbre/432x288", |b| {
        b.iter(|| timbre::describe(black_box(&shown)));
    });
    c.bench_function("read_csv/114000_rows", |b| {
        b.iter(|| csv::read("dataset.csv", black_box(text.as_bytes())).unwrap());
    });
    let (table, _) = csv::read("dataset.csv", text.as_bytes()).unwrap();
    let table: Rc<Table> = Rc::new(table);
    let picture = |i: usize| Spectrogram {
        file: format!("clip_{}.png", i * 100),
        width: 64,
        height: 64,
        pixels: vec![0; N_PIXELS].into(),
    };
    // What is left over goes through every step, and through a look for a better key.
    let stranger = |i: usize| Spectrogram {
        file: format!("take {i} of nothing.png"),
        ..picture(i)
    };
    for (name, n_strangers) in [("", 0), ("_300_left_over", 300)] {
        let known = (0..1000 - n_strangers).map(picture);
        let mut pictures: Vec<Spectrogram> = known.chain((0..n_strangers).map(stranger)).collect();
        pictures.sort_by(|a, b| a.file.cmp(&b.file));
        let pictures = Rc::new(pictures);
        c.bench_function(&format!("join/1000_pictures{name}_114000_rows"), |b| {
            b.iter(|| {
                join(
                    black_box(&pictures).clone(),
                    Some(table.clone()),
                    &JoinParams::default(),
                )
            });
        });
    }
}

/// Looking for tracks as a person types: at most 50 ms, in the browser too.
fn search(c: &mut Criterion) {
    let (table, _) = csv::read("dataset.csv", tracks_csv(ROWS).as_bytes()).unwrap();
    let pictures = Rc::new(Vec::new());
    let (catalog, _) = join(pictures, Some(Rc::new(table)), &JoinParams::default());
    let index = || TrackIndex::new(black_box(&catalog), |_| None);
    c.bench_function("search_index/114000_rows", |b| b.iter(index));
    let mut index = index();
    println!("search_index/114000_rows: {} bytes", index.n_bytes());
    let mut find = |words: &str, within| {
        let words = words.into();
        index.find(&SearchParams { words, within })
    };
    // In nearly all tracks, in some by several words, in none.
    for (name, words) in [
        ("search_a_letter", "e"),
        ("search_3_words", "artist 77 genre"),
        ("search_in_vain", "nothing of this kind"),
    ] {
        println!(
            "{name}: {} hits",
            find(words, Within::Anywhere).tracks.len()
        );
        c.bench_function(&format!("{name}/114000_rows"), |b| {
            b.iter(|| {
                // Without words nothing is kept that could be narrowed.
                find("", Within::Anywhere);
                find(black_box(words), Within::Anywhere)
            });
        });
    }
    c.bench_function("search_a_letter_more/114000_rows", |b| {
        b.iter(|| {
            find("e", Within::Anywhere);
            find(black_box("er"), Within::Anywhere)
        });
    });
    c.bench_function("search_an_artist/114000_rows", |b| {
        b.iter(|| find(black_box("Someone Else"), Within::Artists));
    });
}

fn pixels(c: &mut Criterion) {
    let raw = luma(1000);
    // At most half a second in the browser.
    c.bench_function("whiten/1000x390", |b| {
        b.iter_batched(|| timbres(1_000), timbre::Timbre::of, BatchSize::LargeInput);
    });
    c.bench_function("standardise/1000x4096", |b| {
        b.iter_batched(|| raw.clone(), standardised, BatchSize::LargeInput);
    });
    let bytes = standardised(raw);
    let params = KMeansParams {
        n_clusters: 4,
        n_init: 1,
        random_state: 42,
    };
    let plain = numbers(&bytes);
    for (of, matrix) in [("bytes", &bytes), ("numbers", &plain)] {
        c.bench_function(&format!("pca_2_of_{of}/1000x4096"), |b| {
            b.iter(|| PcaFit::new(black_box(matrix), 2).run(matrix));
        });
        c.bench_function(&format!("nearest_10_euclidean_of_{of}/1000x4096"), |b| {
            b.iter(|| nearest(black_box(matrix), 7, Metric::Euclidean, 10, |_| true));
        });
        let fit = || KMeansFit::new(params, black_box(matrix)).unwrap();
        c.bench_function(&format!("k_means_4_one_start_of_{of}/1000x4096"), |b| {
            b.iter(|| fit().run(matrix));
        });
        let labels = fit().run(matrix).unwrap().labels;
        c.bench_function(&format!("silhouette_of_{of}/1000x4096"), |b| {
            b.iter(|| silhouette(black_box(matrix), &labels));
        });
        c.bench_function(&format!("outliers_of_{of}/1000x4096"), |b| {
            b.iter(|| OutliersFit::new(black_box(matrix)).run(matrix));
        });
    }
    drop((bytes, plain));
    let bytes = standardised(luma(10_000));
    let plain = numbers(&bytes);
    for (of, matrix) in [("bytes", &bytes), ("numbers", &plain)] {
        c.bench_function(&format!("pca_2_of_{of}/10000x4096"), |b| {
            b.iter(|| PcaFit::new(black_box(matrix), 2).run(matrix));
        });
        c.bench_function(&format!("k_means_4_one_start_of_{of}/10000x4096"), |b| {
            b.iter(|| {
                KMeansFit::new(params, black_box(matrix))
                    .unwrap()
                    .run(matrix)
            });
        });
    }
}

fn table(c: &mut Criterion) {
    let raw = features(ROWS);
    c.bench_function("standardise/114000x6", |b| {
        b.iter_batched(|| raw.clone(), standardised, BatchSize::LargeInput);
    });
    let matrix = standardised(raw);
    let params = KMeansParams {
        n_clusters: 3,
        n_init: 1,
        random_state: 42,
    };
    c.bench_function("k_means_3_one_start/114000x6", |b| {
        b.iter(|| {
            KMeansFit::new(params, black_box(&matrix))
                .unwrap()
                .run(&matrix)
        });
    });
    for (name, metric) in [("euclidean", Metric::Euclidean), ("cosine", Metric::Cosine)] {
        c.bench_function(&format!("nearest_10_{name}/114000x6"), |b| {
            b.iter(|| nearest(black_box(&matrix), 7, metric, 10, |_| true));
        });
    }
    c.bench_function("pca_2/114000x6", |b| {
        b.iter(|| PcaFit::new(black_box(&matrix), 2).run(&matrix));
    });
    let fitted = KMeansFit::new(params, &matrix)
        .unwrap()
        .run(&matrix)
        .unwrap();
    c.bench_function("silhouette_sample_3000/114000x6", |b| {
        b.iter(|| silhouette(black_box(&matrix), &fitted.labels));
    });
}

fn layout(c: &mut Criterion) {
    let sound = standardised(luma(1000));
    let pca = PcaFit::new(&sound, 50).run(&sound).unwrap().coords;
    let fit = || TsneFit::new(TsneParams::default(), black_box(&pca), &pca).unwrap();
    c.bench_function("tsne_perplexity_30/1000x50", |b| b.iter(|| fit().run(&pca)));
    c.bench_function("trustworthiness_12/1000x4096", |b| {
        b.iter(|| {
            TrustworthinessFit::new(black_box(&sound), &pca, 12)
                .unwrap()
                .run(&sound)
        });
    });
    let table = standardised(features(ROWS));
    c.bench_function("outliers_sample_3000/114000x6", |b| {
        b.iter(|| OutliersFit::new(black_box(&table)).run(&table));
    });
    let many = Matrix::from_fn(10_000, 50, |i, j| {
        pca.row(i % 1000)[j] + (((7 * i + 13 * j) % 101) as f64 / 20.0)
    });
    c.bench_function("tsne_perplexity_30/10000x50", |b| {
        b.iter(|| {
            TsneFit::new(TsneParams::default(), black_box(&many), &many)
                .unwrap()
                .run(&many)
        });
    });
}

/// A map of all rows, drawn and coloured anew. Colours of sizes must cost no more than those of clusters.
fn map(c: &mut Criterion) {
    let points: Vec<Vec2> = (0..ROWS)
        .map(|i| {
            let turn = i as f64 * 2.399_963;
            let far = (i as f64).sqrt();
            Vec2::new(far * turn.cos(), far * turn.sin())
        })
        .collect();
    let numbers = (0..ROWS).map(|i| Some(((i * 7919) % 1009) as f64));
    let words: Vec<String> = (0..ROWS)
        .map(|i| format!("genre {}", (i * 31) % 114))
        .collect();
    c.bench_function("color_by_words/114000_points", |b| {
        let words = || words.iter().map(|word| Some(word.as_str()));
        b.iter(|| Coloring::of_values(black_box(words()), 11));
    });
    c.bench_function("color_by_numbers/114000_points", |b| {
        b.iter(|| Coloring::of_sizes(black_box(numbers.clone()), None));
    });
    let viewport = Rect::from_size(1100.0, 700.0);
    let bounds = Rect::around(&points).unwrap_or_default();
    let transform = Transform::fit(bounds, viewport, 20.0, Aspect::Equal);
    let of_sizes = Coloring::of_sizes(numbers.clone(), None);
    let clusters: Vec<u8> = (0..ROWS).map(|i| (i % 4) as u8).collect();
    let colors = [
        ("clusters", &clusters, Palette::OkabeIto),
        ("numbers", &of_sizes.classes, Palette::Viridis),
    ];
    for (name, classes, palette) in colors {
        let mut buffer = PixelBuffer::new(1100, 700);
        let scatter = Scatter {
            points_in_data: &points,
            colors: PointColors {
                classes,
                palette,
                has_glyphs: false,
            },
            emphasized: None,
            marks: Marks::default(),
            theme: &Theme::LIGHT,
            grid: true,
        };
        c.bench_function(&format!("draw_map_by_{name}/114000_points"), |b| {
            b.iter(|| scatter.draw(black_box(&mut buffer), &transform, 1.0));
        });
    }
}

criterion_group! {
    name = stages;
    config = Criterion::default()
        .sample_size(10)
        .warm_up_time(Duration::from_millis(300))
        .measurement_time(Duration::from_secs(2));
    targets = ingest, search, pixels, table, layout, map
}
criterion_main!(stages);

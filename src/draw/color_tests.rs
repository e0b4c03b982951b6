//! Facts about the colours: they stay apart, also for the colour-blind, and text can be read.

use super::color::{NO_CLASS, Palette, Theme};
use super::rgb::Rgb;

fn linear(c: Rgb) -> [f64; 3] {
    [c.r, c.g, c.b].map(|v| {
        let v = f64::from(v) / 255.0;
        if v <= 0.04045 {
            v / 12.92
        } else {
            ((v + 0.055) / 1.055).powf(2.4)
        }
    })
}

fn times(m: [[f64; 3]; 3], v: [f64; 3]) -> [f64; 3] {
    m.map(|row| row[0] * v[0] + row[1] * v[1] + row[2] * v[2])
}

/// Machado, Oliveira and Fernandes 2009, severity 1, on linear RGB.
fn deuteranopia(linear_rgb: [f64; 3]) -> [f64; 3] {
    times(
        [
            [0.367_322, 0.860_646, -0.227_968],
            [0.280_085, 0.672_501, 0.047_413],
            [-0.011_820, 0.042_940, 0.968_881],
        ],
        linear_rgb,
    )
    .map(|v| v.clamp(0.0, 1.0))
}

/// Björn Ottosson's `OKLab`, where equal distances look about equally different; black to white is 1.
fn oklab(linear_rgb: [f64; 3]) -> [f64; 3] {
    let lms = times(
        [
            [0.412_221_470_8, 0.536_332_536_3, 0.051_445_992_9],
            [0.211_903_498_2, 0.680_699_545_1, 0.107_396_956_6],
            [0.088_302_461_9, 0.281_718_837_6, 0.629_978_700_5],
        ],
        linear_rgb,
    );
    times(
        [
            [0.210_454_255_3, 0.793_617_785_0, -0.004_072_046_8],
            [1.977_998_495_1, -2.428_592_205_0, 0.450_593_709_9],
            [0.025_904_037_1, 0.782_771_766_2, -0.808_675_766_0],
        ],
        lms.map(f64::cbrt),
    )
}

fn distance(a: [f64; 3], b: [f64; 3]) -> f64 {
    (0..3).map(|i| (a[i] - b[i]).powi(2)).sum::<f64>().sqrt()
}

#[test]
fn twelve_classes_stay_apart_under_deuteranopia() {
    // Okabe and Ito's own closest pair is bluish green and reddish purple, at 0.076; tab10 comes down to 0.02.
    const MIN_DISTANCE: f64 = 0.075;
    const MIN_DISTANCE_NORMAL: f64 = 0.12;
    for theme in [Theme::LIGHT, Theme::DARK] {
        let colors: Vec<Rgb> = (0..12)
            .map(|i| Palette::OkabeIto.color(i, &theme))
            .collect();
        for (i, &a) in colors.iter().enumerate() {
            for &b in &colors[..i] {
                let seen = distance(
                    oklab(deuteranopia(linear(a))),
                    oklab(deuteranopia(linear(b))),
                );
                assert!(seen > MIN_DISTANCE, "{} {} {seen}", a.css(), b.css());
                let seen = distance(oklab(linear(a)), oklab(linear(b)));
                assert!(seen > MIN_DISTANCE_NORMAL, "{} {} {seen}", a.css(), b.css());
            }
            assert!(distance(oklab(linear(a)), oklab(linear(theme.paper))) > 0.09);
        }
    }
}

#[test]
fn text_has_the_contrast_it_needs() {
    let luminance = |c: Rgb| {
        let [r, g, b] = linear(c);
        0.2126 * r + 0.7152 * g + 0.0722 * b
    };
    for theme in [Theme::LIGHT, Theme::DARK] {
        for text in [theme.ink, theme.muted, theme.accent] {
            let (a, b) = (luminance(text), luminance(theme.paper));
            assert!((a.max(b) + 0.05) / (a.min(b) + 0.05) >= 4.5);
        }
    }
}

#[test]
fn any_class_has_a_color() {
    let sizes = [
        (Palette::OkabeIto, 12),
        (Palette::Tab10, 10),
        (Palette::Set2, 8),
    ];
    for (palette, n) in sizes {
        for class in 0..=NO_CLASS {
            palette.color(class, &Theme::DARK);
        }
        assert_eq!(
            palette.color(n, &Theme::LIGHT),
            palette.color(0, &Theme::LIGHT)
        );
        assert_eq!(palette.color(NO_CLASS, &Theme::LIGHT), Theme::LIGHT.muted);
    }
}

#[test]
fn colors_mix_and_print() {
    let c = Rgb::from_hex(0x000F_6B6B);
    assert_eq!(c.css(), "#0f6b6b");
    assert_eq!(c.mixed(Theme::LIGHT.paper, 0.0), c);
    assert_eq!(c.mixed(Theme::LIGHT.paper, 1.0), Theme::LIGHT.paper);
    assert_eq!(c.mixed(Theme::LIGHT.paper, f64::NAN), c);
    assert_eq!(c.with_opacity(f64::NAN).a, 0);
}

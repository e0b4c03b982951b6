//! How the page is looked at: the window's size, media features, pictures of it.

use std::path::PathBuf;

use serde_json::json;
use tokio::time::timeout;

use crate::browsers::Browser;
use crate::page::{PATIENCE, Page};

impl Page {
    /// Gives the page inside the window this size, in CSS pixels, and waits until it has taken it.
    pub async fn set_viewport(&self, width: u32, height: u32) {
        if self.browser == Browser::Chromium {
            // Its windows have a least width, its pretended devices have not.
            let device = json!({ "width": width, "height": height, "deviceScaleFactor": 0, "mobile": false });
            let command = "Emulation.setDeviceMetricsOverride";
            self.driver.cdp().send_raw(command, device).await.unwrap();
            // The page hears of it a turn later.
            self.settled_viewport().await;
            return;
        }
        // The window has a frame of unknown size, and takes its new size when it likes.
        let (mut outer_width, mut outer_height) = (i64::from(width), i64::from(height));
        for _ in 0..3 {
            self.driver
                .set_window_rect(0, 0, outer_width as u32, outer_height as u32)
                .await
                .unwrap();
            let [inner_width, inner_height] = self.settled_viewport().await;
            let (missing_width, missing_height) = (
                i64::from(width) - inner_width,
                i64::from(height) - inner_height,
            );
            if missing_width == 0 && missing_height == 0 {
                return;
            }
            outer_width += missing_width;
            outer_height += missing_height;
        }
    }

    /// The size of the page inside the window, once it has been the same for some turns.
    pub async fn settled_viewport(&self) -> [i64; 2] {
        let mut last = [0, 0];
        loop {
            self.turns(4).await;
            let inner = self.run("return [innerWidth, innerHeight]").await;
            let size = [0, 1].map(|i: usize| inner[i].as_i64().unwrap());
            if size == last {
                return size;
            }
            last = size;
        }
    }

    /// Chromium only: sets media features, e.g. `prefers-color-scheme` to `dark`.
    pub async fn emulate_media(&self, feature: &str, value: &str) {
        assert_eq!(
            self.browser,
            Browser::Chromium,
            "only Chromium can pretend to be dark"
        );
        let features = json!({ "features": [{ "name": feature, "value": value }] });
        self.driver
            .cdp()
            .send_raw("Emulation.setEmulatedMedia", features)
            .await
            .unwrap();
    }

    /// Waits until nothing moves: no transition of a colour or a place is under way.
    pub async fn at_rest(&self) {
        self.turns(2).await;
        self.wait_until(
            "the end of all movement",
            "document.getAnimations().every(({ playState }) => playState !== 'running')",
        )
        .await;
    }

    /// Saves a picture of the window as `.artifacts/<name>.png`.
    pub async fn screenshot(&self, name: &str) -> PathBuf {
        // WebKit may be a frame late.
        let frames = "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 50)))";
        let _ = timeout(PATIENCE, self.driver.execute_async(frames, Vec::new())).await;
        let path = artifacts().join(format!("{name}.png"));
        self.driver.screenshot(&path).await.unwrap();
        path
    }
}

pub fn artifacts() -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(".artifacts");
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

//! What the page says behind the scenes: errors, requests, measures, tasks.

use serde_json::json;

use crate::browsers::Browser;
use crate::page::{Page, strings};

/// A `performance.measure` of the page.
#[derive(Debug, Clone, PartialEq)]
pub struct Measure {
    pub name: String,
    pub start_ms: f64,
    pub duration_ms: f64,
}

impl Page {
    /// What the page measured with `performance.measure`, in order of start.
    pub async fn measures(&self) -> Vec<Measure> {
        let found = self
            .run("return performance.getEntriesByType('measure').map(m => [m.name, m.startTime, m.duration])")
            .await;
        let mut measures: Vec<Measure> = found
            .as_array()
            .unwrap()
            .iter()
            .map(|measure| Measure {
                name: measure[0].as_str().unwrap().to_owned(),
                start_ms: measure[1].as_f64().unwrap(),
                duration_ms: measure[2].as_f64().unwrap(),
            })
            .collect();
        measures.sort_by(|a, b| a.start_ms.total_cmp(&b.start_ms));
        measures
    }

    /// The longest task of the main thread since the last call, in ms. Exact in Chromium (tasks under 50 ms count as 0),
    /// from the gaps between timers elsewhere.
    pub async fn longest_task_ms(&self) -> f64 {
        self.run("const longest = window.__longest; window.__longest = 0; return longest")
            .await
            .as_f64()
            .unwrap()
    }

    /// Errors and warnings so far: console, uncaught, unhandled, files not found, workers, policy.
    pub async fn errors(&self) -> Vec<String> {
        let mut errors = strings(&self.run("return window.__errs || []").await);
        if self.browser == Browser::Chromium {
            // Its log also has what workers said. Reading empties it, so the page keeps it.
            let log = self.driver.browser_log().await.unwrap_or_default();
            let log: Vec<String> = log
                .iter()
                .filter(|entry| entry.level == "SEVERE" || entry.level == "WARNING")
                .map(|entry| format!("log: {}", entry.message))
                .collect();
            let all = self
                .run_with(
                    "return (window.__log = (window.__log || []).concat(arguments[0]))",
                    vec![json!(log)],
                )
                .await;
            errors.extend(strings(&all));
        }
        errors
    }

    /// Forgets the errors so far: for a test that provokes them.
    pub async fn forget_errors(&self) {
        self.errors().await;
        self.run("(window.__errs || []).length = 0; window.__log = []")
            .await;
    }

    /// Asserts that there was no error and that nothing was asked of anyone but the page's own host.
    pub async fn assert_quiet(&self) {
        let errors = self.errors().await;
        assert!(errors.is_empty(), "the page's errors: {errors:#?}");
        let elsewhere = self
            .run("return performance.getEntriesByType('resource').map(r => r.name).filter(name => !name.startsWith(location.origin + '/') && !/^(blob|data):/.test(name))")
            .await;
        assert_eq!(
            strings(&elsewhere),
            Vec::<String>::new(),
            "asked of another origin"
        );
        let missing: Vec<String> = self
            .server
            .log()
            .into_iter()
            .filter(|line| !line.starts_with("200 "))
            .collect();
        assert!(
            missing.is_empty(),
            "asked in vain, or not with GET: {missing:?}"
        );
    }
}

//! The page as a person meets it: what it says, what can be clicked, what it gives back.
//!
//! Everything here waits until it is so and stops the test with the page's own words when it never is.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use thirtyfour::{TypingData, prelude::*};
use tokio::time::{sleep, timeout};

use crate::browsers::{Browser, Session};
use crate::server::Server;

/// How long to wait for anything, unless a call says otherwise.
pub const PATIENCE: Duration = Duration::from_secs(30);
/// How long a whole test may take.
const TEST: Duration = Duration::from_mins(5);
const POLL: Duration = Duration::from_millis(25);

/// The page in one browser. Clones are the same page.
#[derive(Clone)]
pub struct Page {
    pub driver: WebDriver,
    pub browser: Browser,
    pub server: Arc<Server>,
    downloads: PathBuf,
}

/// A `performance.measure` of the page.
#[derive(Debug, Clone, PartialEq)]
pub struct Measure {
    pub name: String,
    pub start_ms: f64,
    pub duration_ms: f64,
}

/// A file that the page gave.
#[derive(Debug)]
pub struct Download {
    pub name: String,
    pub bytes: Vec<u8>,
}

/// Opens the page in a fresh browser, does `body`, and asserts that there was no error and no request elsewhere.
///
/// On failure a screenshot and a text file named `name` are left in `.artifacts/`.
///
/// A browser whose own process dies (`WebKitGTK`'s does now and then, by an illegal instruction of its library) is started
/// once more, and said so; whatever the page does wrong fails at once.
pub async fn visit<F>(browser: Browser, name: &str, body: impl Fn(Page) -> F)
where
    F: Future<Output = ()> + Send + 'static,
{
    if !browser.is_wanted() {
        return;
    }
    if let Err(Died) = attempt(browser, name, &body).await {
        println!("{name}: the browser died; once more");
        let again = attempt(browser, name, &body).await;
        assert!(again.is_ok(), "{name}: the browser died twice");
    }
}

/// The browser's process ended in the middle of a test.
struct Died;

async fn attempt<F>(browser: Browser, name: &str, body: &impl Fn(Page) -> F) -> Result<(), Died>
where
    F: Future<Output = ()> + Send + 'static,
{
    let server = Arc::new(Server::start().await);
    let session = Session::start(browser).await;
    let page = Page {
        driver: session.driver.clone(),
        browser,
        server,
        downloads: session.downloads.clone(),
    };
    page.goto(&page.server.url()).await;
    let body = body(page.clone());
    let ending = page.clone();
    // A task of its own, so that a panic can be reported and the browser ended.
    let mut test = tokio::spawn(async move {
        body.await;
        ending.assert_quiet().await;
    });
    let outcome = timeout(TEST, &mut test).await;
    test.abort();
    let failed = !matches!(outcome, Ok(Ok(())));
    // A page that hangs has a session still.
    let title = timeout(PATIENCE, page.driver.title());
    if failed && matches!(title.await, Ok(Err(_))) {
        session.quit().await;
        return Err(Died);
    }
    if failed {
        let _ = timeout(PATIENCE, page.leave_evidence(name)).await;
    }
    session.quit().await;
    match outcome {
        Ok(Ok(())) => Ok(()),
        Ok(Err(panic)) => std::panic::resume_unwind(panic.into_panic()),
        Err(elapsed) => panic!("{name} took longer than {TEST:?}: {elapsed}"),
    }
}

impl Page {
    /// Opens a URL; the page itself is open from the start.
    pub async fn goto(&self, url: &str) {
        self.driver
            .goto(url)
            .await
            .unwrap_or_else(|error| panic!("{url} does not open: {error}"));
    }

    /// Opens the page anew, gives it a folder and waits for the map and the first query's panel, which may take room
    /// from the map.
    pub async fn open_with(&self, folder: &Path) {
        self.set_viewport(1280, 800).await;
        self.goto(&self.server.url()).await;
        self.wait_for_state("empty").await;
        self.give_folder(folder).await;
        self.wait_for_state("ready").await;
        self.find("#by-sound, #by-features").await;
        // What is said of the map moves the settings below it.
        self.find("#trustworthiness").await;
    }

    /// Waits for `<body data-state="...">`.
    pub async fn wait_for_state(&self, state: &str) {
        self.wait_for_state_within(state, PATIENCE).await;
    }

    pub async fn wait_for_state_within(&self, state: &str, patience: Duration) {
        let is = format!(
            "document.body && document.body.dataset.state === {}",
            json!(state)
        );
        self.wait_until_within(&format!("state {state:?}"), &is, patience)
            .await;
    }

    /// Waits until results stand and the status line says this.
    pub async fn wait_for_status(&self, words: &str) {
        let is = format!(
            "document.body.dataset.state === 'ready' && [...document.querySelectorAll('[role=status]')].some(e => e.innerText.trim() === {})",
            json!(words)
        );
        self.wait_until(&format!("status {words:?}"), &is).await;
    }

    /// The page's state: `data-state` of the body.
    pub async fn state(&self) -> String {
        self.string("return document.body.dataset.state || ''")
            .await
    }

    /// The words of the status line.
    pub async fn status(&self) -> String {
        self.string("return [...document.querySelectorAll('[role=status], #status')].map(e => e.innerText).join(' | ')").await
    }

    /// Waits until a JavaScript expression is true; `what` names it in the error.
    pub async fn wait_until(&self, what: &str, expression: &str) {
        self.wait_until_within(what, expression, PATIENCE).await;
    }

    pub async fn wait_until_within(&self, what: &str, expression: &str, patience: Duration) {
        let start = Instant::now();
        let script = format!("return Boolean({expression})");
        // While the page loads anew it may not answer.
        while !self
            .driver
            .execute(script.as_str(), Vec::new())
            .await
            .is_ok_and(|is| is.json() == &json!(true))
        {
            if start.elapsed() > patience {
                let (state, status, errors) =
                    (self.state().await, self.status().await, self.errors().await);
                panic!(
                    "waited {patience:?} for {what}; the state is {state:?}, the page says {status:?}, its errors are {errors:?}"
                );
            }
            sleep(POLL).await;
        }
    }

    /// Waits for an element.
    pub async fn find(&self, css: &str) -> WebElement {
        self.wait_until(css, &format!("document.querySelector({})", json!(css)))
            .await;
        self.driver
            .find(By::Css(css))
            .await
            .unwrap_or_else(|error| panic!("{css}: {error}"))
    }

    /// Waits for an element and clicks it as a person would.
    pub async fn click(&self, css: &str) {
        let element = self.find(css).await;
        // WebKit does not scroll within a part of the page, and what still moves would be missed.
        self.run_async(
            "const frame = () => new Promise((drawn) => requestAnimationFrame(drawn));
             let last;
             for (let tries = 0; tries < 100; tries += 1) {
               arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' });
               await frame();
               await frame();
               const { x, y, width, height } = arguments[0].getBoundingClientRect();
               const place = [x, y, width, height].join();
               if (place === last) return;
               last = place;
             }",
            vec![element.to_json().unwrap()],
        )
        .await;
        element
            .click()
            .await
            .unwrap_or_else(|error| panic!("click on {css}: {error}"));
    }

    /// Waits for an element and types into it.
    pub async fn type_into(&self, css: &str, keys: impl Into<TypingData>) {
        self.find(css)
            .await
            .send_keys(keys)
            .await
            .unwrap_or_else(|error| panic!("type into {css}: {error}"));
    }

    /// Waits for an element; its text as shown.
    pub async fn text(&self, css: &str) -> String {
        self.find(css)
            .await
            .text()
            .await
            .unwrap_or_else(|error| panic!("text of {css}: {error}"))
    }

    /// The texts of all elements that match now.
    pub async fn texts(&self, css: &str) -> Vec<String> {
        let found = self
            .run(&format!(
                "return [...document.querySelectorAll({})].map(e => e.innerText)",
                json!(css)
            ))
            .await;
        strings(&found)
    }

    /// How many elements match now.
    pub async fn count(&self, css: &str) -> u64 {
        self.run(&format!(
            "return document.querySelectorAll({}).length",
            json!(css)
        ))
        .await
        .as_u64()
        .unwrap()
    }

    /// Runs JavaScript (a function body); gives what it returns.
    pub async fn run(&self, script: &str) -> Value {
        self.run_with(script, Vec::new()).await
    }

    /// The same with `arguments`.
    pub async fn run_with(&self, script: &str, arguments: Vec<Value>) -> Value {
        let result = self.driver.execute(script, arguments).await;
        result
            .unwrap_or_else(|error| panic!("{script}: {error}"))
            .json()
            .clone()
    }

    /// Runs the body of an async function with `arguments`; gives what it resolves to, stops the test if it rejects.
    pub async fn run_async(&self, body: &str, arguments: Vec<Value>) -> Value {
        let script = format!(
            "const done = arguments[arguments.length - 1];
             (async function () {{ {body} }}).apply(null, [...arguments].slice(0, -1))
               .then((value) => done({{ value: value === undefined ? null : value }}), (error) => done({{ error: String(error) }}));"
        );
        let result = self.driver.execute_async(script, arguments).await;
        let result = result
            .unwrap_or_else(|error| panic!("{body}: {error}"))
            .json()
            .clone();
        assert!(result.get("error").is_none(), "{body}: {}", result["error"]);
        result["value"].clone()
    }

    async fn string(&self, script: &str) -> String {
        self.run(script)
            .await
            .as_str()
            .unwrap_or_default()
            .to_owned()
    }

    /// Clicks what saves a file and reads the file.
    pub async fn download(&self, css: &str) -> Download {
        let before = self.downloaded();
        self.click(css).await;
        self.next_download(&before).await
    }

    /// The names in the download folder.
    pub fn downloaded(&self) -> Vec<String> {
        std::fs::read_dir(&self.downloads)
            .unwrap()
            .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
            .filter(|name| {
                let unfinished = [".part", ".crdownload", ".wkdownload", ".tmp"];
                !name.starts_with('.') && !unfinished.iter().any(|end| name.ends_with(end))
            })
            .collect()
    }

    /// Waits for a download that is not among `before` and reads it when it is whole; takes it away.
    pub async fn next_download(&self, before: &[String]) -> Download {
        let start = Instant::now();
        let mut last_size = None;
        loop {
            // Firefox writes an empty file first, and keeps a .part beside it until the end.
            let new = self
                .downloaded()
                .into_iter()
                .find(|name| !before.contains(name));
            if let Some(name) = new {
                let path = self.downloads.join(&name);
                let size = std::fs::metadata(&path).map_or(0, |data| data.len());
                let is_partial = self.downloads.join(format!("{name}.part")).exists();
                if size > 0 && !is_partial && last_size == Some(size) {
                    let bytes = std::fs::read(&path).unwrap();
                    // The next of the same name would else replace it in one browser, and get a number in the others.
                    std::fs::remove_file(&path).unwrap();
                    if self.browser == Browser::WebKit {
                        // Its bar of downloads comes up and takes room from the page.
                        sleep(Duration::from_millis(500)).await;
                    }
                    return Download { name, bytes };
                }
                last_size = Some(size);
            }
            assert!(
                start.elapsed() < PATIENCE,
                "no download within {PATIENCE:?}; there is {:?}",
                self.downloaded()
            );
            sleep(Duration::from_millis(50)).await;
        }
    }

    /// The analysis document, exported with its button.
    pub async fn document_bytes(&self) -> Vec<u8> {
        let file = self.download("#export-analysis").await;
        assert_eq!(file.name, "soundkin-analysis.json");
        file.bytes
    }

    /// The same as a value.
    pub async fn document(&self) -> Value {
        serde_json::from_slice(&self.document_bytes().await).unwrap()
    }

    /// Opens a part of the page: "Map" or "Data".
    pub async fn show_part(&self, name: &str) {
        let tab = format!("//nav//button[normalize-space()='{name}']");
        self.driver
            .find(By::XPath(tab))
            .await
            .unwrap()
            .click()
            .await
            .unwrap();
        let is_front = format!(
            "[...document.querySelectorAll('nav [aria-current]')].some(tab => tab.innerText.trim() === {})",
            json!(name)
        );
        self.wait_until(name, &is_front).await;
    }

    /// The numbers of the join on the Data part, by name; goes there.
    pub async fn join_numbers(&self) -> BTreeMap<String, String> {
        self.show_part("Data").await;
        let rows = self
            .run("return [...document.querySelectorAll('dl dt')].map(name => [name.innerText, name.nextElementSibling.firstChild.textContent])")
            .await;
        serde_json::from_value::<Vec<(String, String)>>(rows)
            .unwrap()
            .into_iter()
            .collect()
    }

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

    /// Gives the page inside the window this size, in CSS pixels.
    pub async fn set_viewport(&self, width: u32, height: u32) {
        if self.browser == Browser::Chromium {
            // Its windows have a least width, its pretended devices have not.
            let device = json!({ "width": width, "height": height, "deviceScaleFactor": 0, "mobile": false });
            let command = "Emulation.setDeviceMetricsOverride";
            self.driver.cdp().send_raw(command, device).await.unwrap();
            return;
        }
        let (mut outer_width, mut outer_height) = (i64::from(width), i64::from(height));
        for _ in 0..3 {
            self.driver
                .set_window_rect(0, 0, outer_width as u32, outer_height as u32)
                .await
                .unwrap();
            sleep(Duration::from_millis(50)).await;
            let inner = self.run("return [innerWidth, innerHeight]").await;
            let (missing_width, missing_height) = (
                i64::from(width) - inner[0].as_i64().unwrap(),
                i64::from(height) - inner[1].as_i64().unwrap(),
            );
            if missing_width == 0 && missing_height == 0 {
                return;
            }
            outer_width += missing_width;
            outer_height += missing_height;
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

    /// Saves a picture of the window as `.artifacts/<name>.png`.
    pub async fn screenshot(&self, name: &str) -> PathBuf {
        // WebKit may be a frame late.
        let frames = "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 50)))";
        let _ = timeout(
            Duration::from_secs(2),
            self.driver.execute_async(frames, Vec::new()),
        )
        .await;
        let path = artifacts().join(format!("{name}.png"));
        self.driver.screenshot(&path).await.unwrap();
        path
    }

    async fn leave_evidence(&self, name: &str) {
        let log = self.server.log().join("\n  ");
        let text = match self
            .driver
            .execute(
                "return [document.body.dataset.state, document.body.innerText, location.href]",
                Vec::new(),
            )
            .await
        {
            Ok(said) => {
                let errors = self.errors().await;
                format!(
                    "state, text, URL: {:#}\nerrors: {errors:#?}\nrequests:\n  {log}\n",
                    said.json()
                )
            }
            Err(error) => format!("the page does not answer: {error}\nrequests:\n  {log}\n"),
        };
        let _ = std::fs::write(artifacts().join(format!("{name}.txt")), &text);
        eprintln!("{name} failed; see .artifacts/{name}.png and .txt\n{text}");
        self.screenshot(name).await;
    }
}

fn artifacts() -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(".artifacts");
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

fn strings(value: &Value) -> Vec<String> {
    value
        .as_array()
        .map(|all| {
            all.iter()
                .map(|one| one.as_str().map_or_else(|| one.to_string(), str::to_owned))
                .collect()
        })
        .unwrap_or_default()
}

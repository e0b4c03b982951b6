//! The page as a person meets it: what it says and what can be clicked.
//!
//! Everything here waits until it is so and stops the test with the page's own words when it never is.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use thirtyfour::{TypingData, prelude::*};
use tokio::time::sleep;

use crate::browsers::Browser;
use crate::server::Server;

/// How long to wait for anything, unless a call says otherwise: it only ends a test that hangs, on a busy machine too.
pub const PATIENCE: Duration = Duration::from_mins(2);
/// Each look takes time from the page, which is what all wait for.
pub const POLL: Duration = Duration::from_millis(50);

/// The page in one browser. Clones are the same page.
#[derive(Clone)]
pub struct Page {
    pub driver: WebDriver,
    pub browser: Browser,
    pub server: Arc<Server>,
    /// Where its downloads arrive.
    pub downloads: PathBuf,
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
        self.open_as_usual(folder).await;
        // The numbers of these tests are those of pixels, as the notebook had them.
        if self
            .run("return document.querySelector('#sound-space')?.value")
            .await
            == "timbre"
        {
            self.choose("#sound-space", "pixels").await;
            self.wait_until("pixels", "document.body.dataset.state === 'ready' && document.querySelector('#space-sound').checked && document.querySelector('#sound-space').value === 'pixels'").await;
            self.find("#trustworthiness").await;
        }
    }

    /// Chooses an option of a select, or another value of a control, as a person does it.
    pub async fn choose(&self, css: &str, value: &str) {
        let script = "const control = document.querySelector(arguments[0]); control.value = arguments[1]; control.dispatchEvent(new Event('change', { bubbles: true }));";
        self.run_with(script, vec![css.into(), value.into()]).await;
    }

    /// The same with everything as it is without a choice: sound is compared by timbre where there are enough pictures.
    pub async fn open_as_usual(&self, folder: &Path) {
        self.set_viewport(1280, 800).await;
        self.goto(&self.server.url()).await;
        self.wait_for_state("empty").await;
        self.give_folder(folder).await;
        self.wait_for_rest().await;
        self.find("#by-sound, #by-features").await;
        // What is said of the map may still move the settings below it.
        self.find("#trustworthiness").await;
    }

    /// Waits until nothing goes on that would change what stands: pictures have been looked at again, and what they sound
    /// like is a space.
    pub async fn wait_for_rest(&self) {
        let is_at_rest = "document.body.dataset.state === 'ready' && document.body.dataset.spaces.split(' ').includes('sound') === document.body.dataset.spaces.split(' ').includes('timbre')";
        self.wait_until("rest", is_at_rest).await;
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
                self.give_up(&format!("waited {patience:?} for {what}"))
                    .await;
            }
            sleep(POLL).await;
        }
    }

    /// Presses keys where the focus is.
    pub async fn press(&self, keys: impl Into<TypingData>) {
        let chain = self.driver.action_chain();
        chain.send_keys(keys).perform().await.unwrap();
    }

    /// Waits for an element.
    pub async fn find(&self, css: &str) -> WebElement {
        let start = Instant::now();
        loop {
            match self.driver.find(By::Css(css)).await {
                Ok(element) => return element,
                Err(error) => self.wait_after(css, start, error).await,
            }
        }
    }

    /// Waits a moment after what could not be done with an element, which the page may have drawn anew; stops the test when
    /// that goes on for too long.
    async fn wait_after(&self, css: &str, start: Instant, error: WebDriverError) {
        if start.elapsed() > PATIENCE {
            self.give_up(&format!("{css}: {error}")).await;
        }
        sleep(POLL).await;
    }

    /// Stops the test with what the page says.
    async fn give_up(&self, why: &str) -> ! {
        let (state, status, errors) =
            (self.state().await, self.status().await, self.errors().await);
        panic!(
            "{why}; the state is {state:?}, the page says {status:?}, its errors are {errors:?}"
        );
    }

    /// Waits for an element and clicks it as a person would.
    pub async fn click(&self, css: &str) {
        self.find(css).await;
        // WebKit does not scroll within a part of the page, and what still moves would be missed.
        self.run_async(
            "const frame = () => new Promise((drawn) => requestAnimationFrame(drawn));
             let last;
             for (let tries = 0; tries < 100; tries += 1) {
               document.querySelector(arguments[0])?.scrollIntoView({ block: 'center', behavior: 'instant' });
               await frame();
               await frame();
               const { x, y, width, height } = document.querySelector(arguments[0])?.getBoundingClientRect() ?? {};
               const place = [x, y, width, height].join();
               if (place === last) return;
               last = place;
             }",
            vec![css.into()],
        )
        .await;
        self.click_until_met(By::Css(css)).await;
    }

    /// Clicks on what is found so until the click has met it.
    async fn click_until_met(&self, what: By) {
        let start = Instant::now();
        loop {
            let clicked = match self.driver.find(what.clone()).await {
                Ok(element) => self.click_once(&element).await,
                Err(error) => Err(error.to_string()),
            };
            if clicked == Ok(true) {
                return;
            }
            assert!(start.elapsed() < PATIENCE, "click on {what:?}: {clicked:?}");
            self.turns(4).await;
        }
    }

    /// Clicks where an element is, and waits until the page has heard it; false where it met something else, because the
    /// page moved in between. What is drawn anew cannot be clicked yet.
    async fn click_once(&self, element: &WebElement) -> Result<bool, String> {
        let before = self
            .run("return [performance.timeOrigin, window.__clicks.length]")
            .await;
        element.click().await.map_err(|error| error.to_string())?;
        // Browsers do not agree on whether an option hears a click.
        if element
            .tag_name()
            .await
            .is_ok_and(|name| name.eq_ignore_ascii_case("option"))
        {
            self.turns(1).await;
            return Ok(element.is_selected().await.unwrap_or(true));
        }
        let is_other_page = format!("performance.timeOrigin !== {}", before[0]);
        let heard = format!("{is_other_page} || window.__clicks.length > {}", before[1]);
        self.wait_until("a click", &heard).await;
        let script = format!(
            "return {is_other_page} || window.__clicks.slice({}).some(clicked => arguments[0].contains(clicked))",
            before[1]
        );
        let met = self
            .driver
            .execute(script, vec![element.to_json().unwrap()])
            .await;
        self.turns(1).await;
        // An element that is gone by now was clicked.
        Ok(met.map_or(true, |met| met.json() == &json!(true)))
    }

    /// Waits for an element and types into it.
    pub async fn type_into(&self, css: &str, keys: impl Into<TypingData>) {
        let keys = keys.into().to_string();
        let start = Instant::now();
        while let Err(error) = self.find(css).await.send_keys(keys.as_str()).await {
            self.wait_after(css, start, error).await;
        }
    }

    /// Waits for an element; its text as shown.
    pub async fn text(&self, css: &str) -> String {
        let start = Instant::now();
        loop {
            match self.find(css).await.text().await {
                Ok(text) => return text,
                Err(error) => self.wait_after(css, start, error).await,
            }
        }
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

    /// Lets the page take so many turns: frames, and what it has put off until after them.
    pub async fn turns(&self, n: usize) {
        self.run_async(
            "for (let turn = 0; turn < arguments[0]; turn += 1)
               await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));",
            vec![json!(n)],
        )
        .await;
    }

    pub async fn string(&self, script: &str) -> String {
        self.run(script)
            .await
            .as_str()
            .unwrap_or_default()
            .to_owned()
    }

    /// Opens a part of the page: "Map" or "Data".
    pub async fn show_part(&self, name: &str) {
        let tab = format!("//nav//button[normalize-space()='{name}']");
        self.click_until_met(By::XPath(&tab)).await;
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
}

pub fn strings(value: &Value) -> Vec<String> {
    value
        .as_array()
        .map(|all| {
            all.iter()
                .map(|one| one.as_str().map_or_else(|| one.to_string(), str::to_owned))
                .collect()
        })
        .unwrap_or_default()
}

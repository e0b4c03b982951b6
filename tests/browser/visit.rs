//! One test in one browser: opens the page, does what the test says, and asserts that all was quiet.

use std::sync::{Arc, LazyLock, Mutex};
use std::time::Duration;

use tokio::runtime::Runtime;
use tokio::time::timeout;

use crate::browsers::{Browser, Compilers};
use crate::engine_fault::KernelLog;
use crate::looks::artifacts;
use crate::page::{PATIENCE, Page};
use crate::server::Server;
use crate::session::Session;
use crate::temp_dir::outlived_by_its_folders;

/// How long a whole test may take: it only ends one that hangs.
const TEST: Duration = Duration::from_mins(10);

/// What every failed assertion said so far, with its place.
static PANICS: Mutex<Vec<String>> = Mutex::new(Vec::new());

/// One runtime for all tests, since a browser, and the connection to it, goes from test to test. What its threads print is
/// not shown with the test they work for, so the test itself says why it failed.
static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| {
    std::panic::set_hook(Box::new(|panic| {
        eprintln!("{panic}");
        PANICS.lock().unwrap().push(panic.to_string());
    }));
    Runtime::new().expect("threads for the tests")
});

/// Runs what a test does.
pub fn run<T>(work: impl Future<Output = T>) -> T {
    RUNTIME.block_on(work)
}

/// [`visit_with`] the quick compilers.
pub async fn visit<F>(browser: Browser, name: &str, body: impl Fn(Page) -> F)
where
    F: Future<Output = ()> + Send + 'static,
{
    visit_with(browser, Compilers::Quick, name, body).await;
}

/// Opens the page in a browser as if it were fresh, does `body`, and asserts that there was no error and no request
/// elsewhere.
///
/// On failure a screenshot and a text file named `name` are left in `.artifacts/`.
///
/// A tab that dies fails its test, for a page that exhausts memory dies so. Only where the system's log shows the one known
/// fault of an engine (see [`crate::engine_fault`]) does the test begin again, once, and says so.
pub async fn visit_with<F>(
    browser: Browser,
    compilers: Compilers,
    name: &str,
    body: impl Fn(Page) -> F,
) where
    F: Future<Output = ()> + Send + 'static,
{
    if !browser.is_wanted() {
        return;
    }
    if let Err(EngineFault(line)) = attempt(browser, compilers, name, &body).await {
        println!("{name}: {browser:?} died of a fault of its own ({line}); once more");
        let again = attempt(browser, compilers, name, &body).await;
        assert!(again.is_ok(), "{name}: {browser:?} died twice");
    }
}

/// The engine ended in the middle of a test, by its own fault: the line of the system's log that shows it.
struct EngineFault(String);

async fn attempt<F>(
    browser: Browser,
    compilers: Compilers,
    name: &str,
    body: &impl Fn(Page) -> F,
) -> Result<(), EngineFault>
where
    F: Future<Output = ()> + Send + 'static,
{
    let log = KernelLog::from_now();
    let server = Arc::new(Server::start().await);
    let session = Session::take(browser, compilers).await;
    let page = Page {
        driver: session.driver.clone(),
        browser,
        server,
        downloads: session.downloads.clone(),
    };
    page.goto(&page.server.url()).await;
    let processes = session.processes();
    let body = body(page.clone());
    let ending = page.clone();
    // A task of its own, so that a panic can be reported and the browser ended.
    let mut test = tokio::spawn(outlived_by_its_folders(async move {
        body.await;
        ending.assert_quiet().await;
    }));
    let outcome = timeout(TEST, &mut test).await;
    test.abort();
    if matches!(outcome, Ok(Ok(()))) {
        session.give_back().await;
        return Ok(());
    }
    // A page that hangs has a title still.
    let title = timeout(PATIENCE, page.driver.title());
    let is_dead = matches!(title.await, Ok(Err(_)));
    if !is_dead {
        let _ = timeout(PATIENCE, page.leave_evidence(name)).await;
    }
    session.quit().await;
    if is_dead && let Some(line) = log.engine_fault(&processes) {
        return Err(EngineFault(line));
    }
    match outcome {
        Ok(Ok(())) => Ok(()),
        Ok(Err(panic)) if is_dead => panic!("{name}: the tab died: {panic}"),
        Ok(Err(panic)) => panic!("{name}: {}", in_full(&panic.to_string())),
        Err(elapsed) => panic!("{name} took longer than {TEST:?}: {elapsed}"),
    }
}

/// The place and the whole text of a panic of which `short` holds the text.
fn in_full(short: &str) -> String {
    let panics = PANICS.lock().unwrap();
    let is_it = |full: &&String| full.lines().skip(1).any(|line| short.contains(line));
    panics
        .iter()
        .rev()
        .find(is_it)
        .map_or_else(|| short.to_owned(), Clone::clone)
}

impl Page {
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

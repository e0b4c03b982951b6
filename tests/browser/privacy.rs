//! Nothing leaves the tab: neither the page nor its worker nor a helper can reach another origin, in whatever way.
//!
//! Each of the three runs privacy.js, which tries; a second server would see it. First the same is run in a worker that
//! no policy binds, so that a try that can never succeed is not taken for one that is refused.

use std::time::Duration;

use tokio::time::{sleep, timeout};

use crate::server::Server;
use crate::sets::fixtures;

/// How long a place may take to try everything: it only ends a test that hangs.
const PATIENCE: Duration = Duration::from_mins(3);
const POLL: Duration = Duration::from_millis(50);

/// Tries in every place.
const TRIES: [&str; 9] = [
    "fetch", "eval", "function", "import", "socket", "events", "worker", "nested", "blob",
];
/// A worker's own, and the page's.
const IN_WORKERS: &[&str] = &["scripts"];
const ON_PAGES: &[&str] = &["script", "style", "image"];

struct Origins<'a> {
    home: &'a Server,
    away: &'a Server,
}

impl Origins<'_> {
    /// JavaScript that tries all there is in a place; `place` is an expression.
    fn tries(&self, place: &str) -> String {
        let (home, away) = (self.home.test_folder(), self.away.test_folder());
        format!(
            "{}\ntryToLeave({place}, {home:?}, {away:?}, {:?});\n",
            include_str!("privacy.js"),
            format!("{home}nested.js")
        )
    }

    /// Adds a script that runs them.
    fn script(&self, name: &str, place: &str) -> String {
        let text = self.tries(&format!("{place:?}")).into_bytes();
        self.home.route(name, "text/javascript", text)
    }

    /// What a place told of its tries, in order: `fetch=refused`.
    fn told(&self, place: &str) -> Vec<String> {
        let start = format!("200 /__test/told?{place}-");
        let log = self.home.log();
        let tries = log.iter().filter_map(|line| line.strip_prefix(&start));
        tries.map(str::to_owned).collect()
    }

    /// Waits until a place has tried everything.
    async fn wait_for(&self, place: &str) {
        let end = format!("200 /__test/told?{place}=end");
        let is_told = async {
            while !self.home.log().contains(&end) {
                sleep(POLL).await;
            }
        };
        let told = timeout(PATIENCE, is_told).await;
        assert!(
            told.is_ok(),
            "{place} came to no end: {:?}",
            self.home.log()
        );
    }

    fn assert_all_refused(&self, place: &str, also: &[&str]) {
        let told = self.told(place);
        for name in TRIES.iter().chain(also) {
            let is_told = |outcome: &str| told.contains(&format!("{name}={outcome}"));
            assert!(
                is_told("refused") && !is_told("done"),
                "{name} in {place}: {told:?}"
            );
        }
    }
}

/// What the second server serves, so that a try that arrives succeeds.
fn welcome(away: &Server, place: &str) {
    for name in ["fetch", "events", "blob", "image.png"] {
        away.route(&format!("{place}-{name}"), "text/plain", Vec::new());
    }
    for name in ["import.js", "scripts.js", "script.js", "worker.js"] {
        away.route(&format!("{place}-{name}"), "text/javascript", Vec::new());
    }
}

in_each_browser! {
    async fn neither_page_nor_worker_nor_helper_can_leave(page: Page) {
        let away = Server::start().await;
        let origins = Origins { home: &page.server, away: &away };
        let places = ["free", "page", "session", "soundkin-decoder"];
        for place in &places {
            welcome(&away, place);
        }
        page.server.route("told", "text/plain", Vec::new());
        let nested = format!(
            "fetch({:?}, {{ mode: 'no-cors' }}).then(() => postMessage(1), (error) => setTimeout(() => {{ throw error; }}));",
            format!("{}nested", away.test_folder())
        );
        page.server.route("nested.js", "text/javascript", nested.into_bytes());

        // Where no policy is, what is tried is done, and seen.
        let script = origins.script("free.js", "free");
        let html = format!("<!DOCTYPE html><title>Free</title><link rel=\"icon\" href=\"data:,\"><script src=\"{}free-start.js\"></script>", page.server.test_folder());
        page.server.route("free-start.js", "text/javascript", format!("new Worker({script:?});").into_bytes());
        let free = page.server.route("free.html", "text/html", html.into_bytes());
        page.goto(&free).await;
        origins.wait_for("free").await;
        let (told, log) = (origins.told("free"), away.log().join("\n"));
        for done in ["fetch", "eval", "function", "nested", "blob", "scripts"] {
            assert!(told.contains(&format!("{done}=done")), "{done} in a free worker: {told:?}");
        }
        for seen in ["free-fetch", "free-scripts.js", "free-blob", "free-socket", "/nested"] {
            assert!(log.contains(seen), "{seen} of a free worker was not seen: {log}");
        }
        away.forget_log();

        // The page as it is, but that each of its parts tries too.
        page.server.append("worker_loader", &origins.tries("self.name || 'session'"));
        page.goto(&page.server.url()).await;
        page.wait_for_state("empty").await;
        let script = origins.script("page.js", "page");
        page.run_with("document.body.append(Object.assign(document.createElement('script'), { src: arguments[0] }))", vec![script.into()]).await;
        for place in ["page", "session", "soundkin-decoder"] {
            origins.wait_for(place).await;
        }
        origins.assert_all_refused("page", ON_PAGES);
        origins.assert_all_refused("session", IN_WORKERS);
        origins.assert_all_refused("soundkin-decoder", IN_WORKERS);
        assert_eq!(away.log(), Vec::<String>::new(), "what came to another origin");

        // So bound it reads what it is given.
        page.give_folder(&fixtures("n40")).await;
        page.wait_for_state("ready").await;

        // What was refused stands on the console.
        page.forget_errors().await;
        page.server.forget_changes();
        page.goto(&page.server.url()).await;
        page.wait_for_state("empty").await;
    }
}

//! A static web server for the tests: dist/ under a sub path, as a careless static host would serve it.
//!
//! In: nothing; out: a page at [`Server::url`] and the list of every path that was asked for. It serves with a
//! `Content-Security-Policy` header or changed files if told to, and puts hook.js first into the page's head, which
//! collects its errors.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;
use tokio::time::sleep;

/// Where dist/ appears: proof that the page's URLs are relative.
const SUB_PATH: &str = "/some/where/";
/// Routes of the tests' own.
const TEST_PATH: &str = "/__test/";
const POLL: Duration = Duration::from_millis(10);

/// A running server; it ends when dropped.
pub struct Server {
    address: std::net::SocketAddr,
    shared: Arc<Shared>,
    task: JoinHandle<()>,
}

struct Shared {
    dist: PathBuf,
    policy: Mutex<Option<String>>,
    routes: Mutex<HashMap<String, (&'static str, Vec<u8>)>>,
    changes: Mutex<Vec<Change>>,
    refusals: Mutex<Vec<Refusal>>,
    held: Mutex<Vec<String>>,
    log: Mutex<Vec<String>>,
}

/// Whether a file whose name begins so is missing this time, by the query of its address.
struct Refusal {
    name: String,
    is_missing: Box<dyn Fn(&str) -> bool + Send>,
}

/// What becomes of the bytes of a file whose name begins so.
struct Change {
    name: String,
    of: Box<dyn Fn(Vec<u8>) -> Vec<u8> + Send>,
}

impl Server {
    /// Serves dist/ on a free port.
    pub async fn start() -> Self {
        let dist = Path::new(env!("CARGO_MANIFEST_DIR")).join("dist");
        assert!(
            dist.join("index.html").exists(),
            "there is no dist/: run make build"
        );
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let shared = Arc::new(Shared {
            dist,
            policy: Mutex::default(),
            routes: Mutex::default(),
            changes: Mutex::default(),
            refusals: Mutex::default(),
            held: Mutex::default(),
            log: Mutex::default(),
        });
        let of_task = Arc::clone(&shared);
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(answer(stream, Arc::clone(&of_task)));
            }
        });
        let server = Self {
            address,
            shared,
            task,
        };
        server.route(
            "hook.js",
            "text/javascript",
            include_bytes!("hook.js").to_vec(),
        );
        server
    }

    /// `http://127.0.0.1:port`
    pub fn origin(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The page.
    pub fn url(&self) -> String {
        format!("{}{SUB_PATH}", self.origin())
    }

    /// Adds a file of the tests' own and says its URL.
    pub fn route(&self, name: &str, mime: &'static str, bytes: Vec<u8>) -> String {
        self.shared
            .routes
            .lock()
            .unwrap()
            .insert(name.to_owned(), (mime, bytes));
        format!("{}{TEST_PATH}{name}", self.origin())
    }

    /// From now on sends this `Content-Security-Policy` header too.
    pub fn set_policy(&self, policy: &str) {
        *self.shared.policy.lock().unwrap() = Some(policy.to_owned());
    }

    /// From now on serves the files of dist/ whose name begins so with other bytes. Names end in a hash.
    pub fn change(&self, name: &str, of: impl Fn(Vec<u8>) -> Vec<u8> + Send + 'static) {
        let name = name.to_owned();
        let of = Box::new(of);
        self.shared
            .changes
            .lock()
            .unwrap()
            .push(Change { name, of });
    }

    /// From now on a file whose name begins so is missing whenever `is_missing` says so of the query of its address.
    pub fn refuse(&self, name: &str, is_missing: impl Fn(&str) -> bool + Send + 'static) {
        let name = name.to_owned();
        let is_missing = Box::new(is_missing);
        self.shared
            .refusals
            .lock()
            .unwrap()
            .push(Refusal { name, is_missing });
    }

    /// From now on these files end in more text.
    pub fn append(&self, name: &str, text: &str) {
        let text = text.as_bytes().to_vec();
        self.change(name, move |bytes| [&bytes[..], &text].concat());
    }

    /// Answers nobody who asks for a file whose name begins so, until [`Self::release`].
    pub fn hold(&self, name: &str) {
        self.shared.held.lock().unwrap().push(name.to_owned());
    }

    /// Answers those who wait.
    pub fn release(&self) {
        self.shared.held.lock().unwrap().clear();
    }

    /// Serves the files as they are again.
    pub fn forget_changes(&self) {
        self.shared.changes.lock().unwrap().clear();
        self.shared.refusals.lock().unwrap().clear();
    }

    /// Where the tests' own files are.
    pub fn test_folder(&self) -> String {
        format!("{}{TEST_PATH}", self.origin())
    }

    /// Every path that was asked for so far, with the status of the answer: `200 /some/where/`.
    pub fn log(&self) -> Vec<String> {
        self.shared.log.lock().unwrap().clone()
    }

    /// Starts the list anew: for a test that asks for what is not there.
    pub fn forget_log(&self) {
        self.shared.log.lock().unwrap().clear();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn answer(mut stream: TcpStream, shared: Arc<Shared>) {
    let mut lines = BufReader::new(&mut stream).lines();
    let Ok(Some(request)) = lines.next_line().await else {
        return;
    };
    while let Ok(Some(line)) = lines.next_line().await {
        if line.is_empty() {
            break;
        }
    }
    let mut words = request.split(' ');
    let (method, target) = (
        words.next().unwrap_or_default(),
        words.next().unwrap_or_default(),
    );
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    while shared.is_held(path) {
        sleep(POLL).await;
    }
    let (status, mime, body) = match shared.find(path, query) {
        _ if method != "GET" && method != "HEAD" => {
            ("405 Method Not Allowed", "text/plain", Vec::new())
        }
        Some((mime, body)) => ("200 OK", mime, body),
        None => ("404 Not Found", "text/plain", b"no such file".to_vec()),
    };
    let line = format!("{} {target}", &status[..3]);
    shared.log.lock().unwrap().push(if method == "GET" {
        line
    } else {
        format!("{line} ({method})")
    });
    let policy = shared.policy.lock().unwrap().clone();
    let policy = policy.map_or_else(String::new, |policy| {
        format!("Content-Security-Policy: {policy}\r\n")
    });
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {mime}\r\nContent-Length: {}\r\nCache-Control: no-store\r\n{policy}Connection: close\r\n\r\n",
        body.len()
    );
    // A browser may hang up early; that is its right.
    if stream.write_all(head.as_bytes()).await.is_ok()
        && method != "HEAD"
        && stream.write_all(&body).await.is_ok()
    {
        let _ = stream.shutdown().await;
    }
}

impl Shared {
    fn find(&self, path: &str, query: &str) -> Option<(&'static str, Vec<u8>)> {
        if let Some(name) = path.strip_prefix(TEST_PATH) {
            if self.is_missing(name, query) {
                return None;
            }
            return self.routes.lock().unwrap().get(name).cloned();
        }
        let name = match path.strip_prefix(SUB_PATH)? {
            "" => "index.html",
            name => name,
        };
        if name.split('/').any(|part| part == "..") {
            return None;
        }
        if self.is_missing(name, query) {
            return None;
        }
        let mut bytes = std::fs::read(self.dist.join(name)).ok()?;
        for change in self.changes.lock().unwrap().iter() {
            if without_hash(name).starts_with(&change.name) {
                bytes = (change.of)(bytes);
            }
        }
        if name == "index.html" {
            let page = String::from_utf8(bytes).unwrap();
            let (before, after) = page.split_once("<head>").expect("the page has a head");
            let hooked =
                format!("{before}<head><script src=\"{TEST_PATH}hook.js\"></script>{after}");
            return Some(("text/html; charset=utf-8", hooked.into_bytes()));
        }
        Some((mime(name), bytes))
    }

    fn is_held(&self, path: &str) -> bool {
        let name = path.rsplit('/').next().map(without_hash);
        let name = name.unwrap_or_default();
        let held = self.held.lock().unwrap();
        held.iter().any(|held| name.starts_with(held.as_str()))
    }

    fn is_missing(&self, name: &str, query: &str) -> bool {
        let refusals = self.refusals.lock().unwrap();
        let mut of_name = refusals
            .iter()
            .filter(|refusal| without_hash(name).starts_with(&refusal.name));
        of_name.any(|refusal| (refusal.is_missing)(query))
    }
}

/// The name of a file as it was before its content's hash came into it: `worker_bg.wasm` of `worker-0123456789abcdef_bg.wasm`.
pub fn without_hash(name: &str) -> String {
    // trunk writes no zeros in front.
    const SHORTEST: usize = 12;
    let is_digit = |c: char| c.is_ascii_hexdigit();
    let after = |at: usize| name[at + 1..].trim_start_matches(is_digit);
    let is_hash = |&at: &usize| name.len() - at - 1 - after(at).len() >= SHORTEST;
    let places = name.match_indices('-').map(|(at, _)| at);
    let place = places.into_iter().find(is_hash);
    place.map_or_else(
        || name.to_owned(),
        |at| format!("{}{}", &name[..at], after(at)),
    )
}

#[test]
fn names_are_known_without_their_hashes() {
    for (name, plain) in [
        ("worker-0123456789abcdef_bg.wasm", "worker_bg.wasm"),
        ("app-10e318a3c13d61c_bg.wasm", "app_bg.wasm"),
        ("worker_loader-0123456789abcdef.js", "worker_loader.js"),
        ("icon-512.png", "icon-512.png"),
    ] {
        assert_eq!(without_hash(name), plain);
    }
}

fn mime(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript",
        "css" => "text/css",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "csv" => "text/csv",
        "zip" => "application/zip",
        _ => "application/octet-stream",
    }
}

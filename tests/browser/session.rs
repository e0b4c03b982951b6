//! A browser and its driver. In: which of the three; out: a session that tests use one after the other.
//!
//! Each session has its own driver process, port, profile, home and download folder, so several run side by side. Starting
//! one takes seconds, so a test that leaves its browser well hands it on: the next test gets a new tab or window, an empty
//! download folder, a window of the first size, and, since each test has a server on a port of its own, an origin without storage.

use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::Mutex;
use std::time::Duration;

use serde_json::Value;
use thirtyfour::error::WebDriverResult;
use thirtyfour::prelude::*;
use thirtyfour::{Capabilities, Rect};
use tokio::process::{Child, Command};
use tokio::time::{sleep, timeout};

use crate::browsers::{Browser, Compilers, free_port};
use crate::page::PATIENCE;
use crate::temp_dir::TempDir;

/// How long a driver and its browser may take to start, on a busy machine.
const START: Duration = Duration::from_mins(2);
/// A start that fails is tried again: ports may be taken meanwhile, and WebKit's first start may miss its X server.
const STARTS: usize = 3;
/// A window in which everything has room.
const WIDE: (u32, u32) = (1280, 886);
/// How long a browser may take to open a tab or to end.
const CHANGE: Duration = Duration::from_mins(1);

/// Browsers that wait for their next test. They end with this program: see [`DriverProcess`].
static IDLE: Mutex<Vec<Session>> = Mutex::new(Vec::new());

/// A browser with its driver.
pub struct Session {
    pub driver: WebDriver,
    pub browser: Browser,
    compilers: Compilers,
    /// Where this session's downloads arrive.
    pub downloads: PathBuf,
    window: Option<Rect>,
    process: DriverProcess,
}

impl Session {
    /// A browser as if it were fresh: one that waits, or a new one.
    pub async fn take(browser: Browser, compilers: Compilers) -> Self {
        let waiting = {
            let mut idle = IDLE.lock().unwrap();
            let place = idle
                .iter()
                .position(|session| (session.browser, session.compilers) == (browser, compilers));
            place.map(|place| idle.swap_remove(place))
        };
        match waiting {
            Some(session) => session,
            None => Self::start(browser, compilers).await,
        }
    }

    /// Hands the browser on to the next test, or ends it where it cannot be made as if fresh.
    pub async fn give_back(self) {
        if matches!(timeout(CHANGE, self.refresh()).await, Ok(Ok(()))) {
            IDLE.lock().unwrap().push(self);
        } else {
            self.quit().await;
        }
    }

    /// Ends the browser politely; what is left of it ends with the driver's process group.
    pub async fn quit(self) {
        let _ = timeout(CHANGE, self.driver.clone().quit()).await;
    }

    /// Where its profile lies.
    pub fn home(&self) -> PathBuf {
        self.downloads.with_file_name("")
    }

    /// Process ids of what the driver started, itself among them.
    pub fn processes(&self) -> Vec<u32> {
        self.process.members()
    }

    /// A fresh browser with an empty profile and a window of 1280 x 800.
    async fn start(browser: Browser, compilers: Compilers) -> Self {
        let mut reasons = Vec::new();
        for _ in 0..STARTS {
            match timeout(START, Self::try_start(browser, compilers)).await {
                Ok(Ok(session)) => return session,
                Ok(Err(reason)) => reasons.push(reason),
                Err(_) => reasons.push(format!("no answer within {START:?}")),
            }
        }
        panic!("{browser:?} does not start: {}", reasons.join("; "));
    }

    async fn try_start(browser: Browser, compilers: Compilers) -> Result<Self, String> {
        let home = TempDir::new();
        let downloads = home.folder("downloads");
        let capabilities = browser.capabilities(&home.folder("profile"), &downloads);
        let process = DriverProcess::start(browser, compilers, home, &downloads).await?;
        let Value::Object(capabilities) = capabilities else {
            unreachable!("capabilities are objects")
        };
        let driver = WebDriver::new(&process.url, Capabilities::from(capabilities))
            .await
            .map_err(|error| error.to_string())?;
        let set = driver.set_script_timeout(PATIENCE).await;
        set.map_err(|error| error.to_string())?;
        // Chromium's window keeps its size: tests only pretend another.
        let window = if browser == Browser::Chromium {
            None
        } else {
            if browser == Browser::WebKit {
                // Its first window is one in which the page has no room for its settings beside the map.
                let wide = driver.set_window_rect(0, 0, WIDE.0, WIDE.1).await;
                wide.map_err(|error| error.to_string())?;
            }
            let rect = driver.get_window_rect().await;
            Some(rect.map_err(|error| error.to_string())?)
        };
        Ok(Self {
            driver,
            browser,
            compilers,
            downloads,
            window,
            process,
        })
    }

    /// A new tab or window instead of the old one with all it held, the first size, no downloads, no log.
    async fn refresh(&self) -> WebDriverResult<()> {
        let driver = &self.driver;
        driver.execute(CLEAR_STORAGE, Vec::new()).await?;
        let old = driver.windows().await?;
        // WebKit's bar of downloads belongs to the window, and takes more room from the page with each.
        let new = match self.browser {
            Browser::WebKit => driver.new_window().await?,
            Browser::Chromium | Browser::Firefox => driver.new_tab().await?,
        };
        for handle in old {
            driver.switch_to_window(handle).await?;
            driver.close_window().await?;
        }
        driver.switch_to_window(new).await?;
        if let Some(Rect {
            x,
            y,
            width,
            height,
        }) = &self.window
        {
            driver
                .set_window_rect(*x, *y, *width as u32, *height as u32)
                .await?;
        }
        if self.browser == Browser::Chromium {
            driver.browser_log().await?;
        }
        for entry in std::fs::read_dir(&self.downloads)?.flatten() {
            std::fs::remove_file(entry.path())?;
        }
        Ok(())
    }
}

/// The page keeps little, and by origin; no test should find what another left all the same.
const CLEAR_STORAGE: &str =
    "try { localStorage.clear(); sessionStorage.clear(); } catch (no_storage_here) {}";

/// A driver and, in its process group, what it started.
///
/// A watcher ends them all when it hears no more of this program: however this program ends, no browser outlives it.
struct DriverProcess {
    url: String,
    group: u32,
    /// Ends the group and takes its folder away when its standard input closes, which it does with this value.
    _watcher: Child,
    /// Waited for, so that it leaves no trace when it ends.
    _driver: Child,
}

impl DriverProcess {
    async fn start(
        browser: Browser,
        compilers: Compilers,
        home: TempDir,
        downloads: &Path,
    ) -> Result<Self, String> {
        let port = free_port();
        let mut driver = browser
            .driver(compilers, &home.0, downloads)
            .arg(format!("--port={port}"))
            .env("HOME", &home.0)
            .env("TMPDIR", home.folder("tmp"))
            .env_remove("XDG_CONFIG_HOME")
            .env_remove("XDG_CACHE_HOME")
            .env_remove("XDG_DATA_HOME")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .process_group(0)
            .spawn()
            .map_err(|error| format!("its driver: {error}"))?;
        let group = driver.id().ok_or("its driver ended at once")?;
        let watcher = Command::new("sh")
            .args(["-c", WATCH, &group.to_string()])
            .arg(home.keep())
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .process_group(0)
            .spawn()
            .map_err(|error| format!("its watcher: {error}"))?;
        let address = ("127.0.0.1", port);
        while tokio::net::TcpStream::connect(address).await.is_err() {
            if let Ok(Some(status)) = driver.try_wait() {
                return Err(format!("its driver ended with {status}"));
            }
            sleep(Duration::from_millis(20)).await;
        }
        Ok(Self {
            url: format!("http://127.0.0.1:{port}"),
            group,
            _watcher: watcher,
            _driver: driver,
        })
    }

    fn members(&self) -> Vec<u32> {
        let Ok(processes) = std::fs::read_dir("/proc") else {
            return Vec::new();
        };
        processes
            .filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok())
            .filter(|id| {
                let stat = std::fs::read_to_string(format!("/proc/{id}/stat")).unwrap_or_default();
                // The name may hold anything and ends with the last bracket; state, parent and group follow.
                let rest = stat.rsplit(')').next().unwrap_or_default();
                rest.split_whitespace().nth(2) == Some(&self.group.to_string())
            })
            .collect()
    }
}

/// `$0` is the group, `$1` the folder. A browser that is still ending may write once more.
const WATCH: &str = r#"cat >/dev/null
kill -s KILL -- "-$0"
for i in 1 2 3 4 5; do rm -rf -- "$1" && break; sleep 0.2; done"#;

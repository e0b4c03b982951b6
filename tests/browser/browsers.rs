//! Starts a browser and its driver: in: which of the three; out: a session of its own, gone when dropped.
//!
//! Each session has its own driver process, port, profile, home and download folder, so tests run side by side. Drivers:
//! chromedriver, geckodriver and WebKitWebDriver, found on PATH; the last wants an X server (`xvfb-run`).

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use serde_json::{Value, json};
use thirtyfour::{Capabilities, WebDriver};
use tokio::process::{Child, Command};
use tokio::time::{sleep, timeout};

/// How long a driver and its browser may take to start, on a busy machine.
const START: Duration = Duration::from_mins(1);
/// A start that fails is tried again: ports may be taken meanwhile, and WebKit's first start may miss its X server.
const STARTS: usize = 3;

/// The three engines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Browser {
    Chromium,
    Firefox,
    WebKit,
}

impl Browser {
    /// Is this browser to be tested? All are, unless `BROWSERS` names some.
    pub fn is_wanted(self) -> bool {
        std::env::var("BROWSERS").map_or(true, |wanted| {
            wanted.trim().is_empty()
                || wanted
                    .split([',', ' '])
                    .any(|name| name.eq_ignore_ascii_case(&format!("{self:?}")))
        })
    }
}

/// A browser with its driver.
pub struct Session {
    pub driver: WebDriver,
    /// Where this session's downloads arrive.
    pub downloads: PathBuf,
    _process: DriverProcess,
    _home: TempDir,
}

impl Session {
    /// A fresh browser with an empty profile and a window of 1280 x 800.
    pub async fn start(browser: Browser) -> Self {
        let mut reasons = Vec::new();
        for _ in 0..STARTS {
            match timeout(START, Self::try_start(browser)).await {
                Ok(Ok(session)) => return session,
                Ok(Err(reason)) => reasons.push(reason),
                Err(_) => reasons.push(format!("no answer within {START:?}")),
            }
        }
        panic!("{browser:?} does not start: {}", reasons.join("; "));
    }

    async fn try_start(browser: Browser) -> Result<Self, String> {
        let home = TempDir::new();
        let downloads = home.folder("downloads");
        let process = DriverProcess::start(browser, &home.0, &downloads).await?;
        let capabilities = match browser {
            Browser::Chromium => chromium(&home.folder("profile"), &downloads),
            Browser::Firefox => firefox(&downloads),
            Browser::WebKit => webkit(),
        };
        let Value::Object(capabilities) = capabilities else {
            unreachable!("capabilities are objects")
        };
        let driver = WebDriver::new(&process.url, Capabilities::from(capabilities))
            .await
            .map_err(|e| e.to_string())?;
        Ok(Self {
            driver,
            downloads,
            _process: process,
            _home: home,
        })
    }

    /// Ends the browser politely; what is left of it ends with the driver's process group.
    pub async fn quit(self) {
        let _ = timeout(Duration::from_secs(10), self.driver.clone().quit()).await;
    }
}

fn chromium(profile: &Path, downloads: &Path) -> Value {
    json!({
        "browserName": "chrome",
        "goog:loggingPrefs": { "browser": "ALL" },
        "goog:chromeOptions": {
            "binary": on_path(&["chromium", "chromium-browser", "google-chrome"]),
            "args": [
                "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-dev-shm-usage", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--disable-sync",
                // The window's frame takes 143 px.
                "--window-size=1280,943",
                format!("--user-data-dir={}", profile.display()),
            ],
            "prefs": {
                "download.default_directory": downloads,
                "download.prompt_for_download": false,
                // Else every download after the first that lacks a user's gesture is silently dropped.
                "profile.default_content_setting_values.automatic_downloads": 1,
            },
        },
    })
}

fn firefox(downloads: &Path) -> Value {
    json!({
        "browserName": "firefox",
        "moz:firefoxOptions": {
            "binary": on_path(&["firefox-esr", "firefox"]),
            "args": ["-headless", "--width", "1280", "--height", "886"],
            "prefs": {
                "browser.download.folderList": 2,
                "browser.download.dir": downloads,
                "browser.download.useDownloadDir": true,
                "services.settings.server": "data:,x",
                "datareporting.policy.dataSubmissionEnabled": false,
            },
        },
    })
}

fn webkit() -> Value {
    let mut options = json!({ "args": ["--automation"] });
    let folders = [
        "/usr/lib/x86_64-linux-gnu",
        "/usr/lib/aarch64-linux-gnu",
        "/usr/lib64",
        "/usr/libexec",
        "/usr/lib",
    ];
    let engines = ["webkit2gtk-4.1", "webkitgtk-6.0", "webkit2gtk-4.0"];
    // Where none of these is the file, the driver knows its own.
    let found = engines
        .iter()
        .flat_map(|engine| {
            folders
                .iter()
                .map(move |folder| Path::new(folder).join(engine).join("MiniBrowser"))
        })
        .find(|path| path.exists());
    if let Some(path) = found {
        options["binary"] = json!(path);
    }
    json!({ "webkitgtk:browserOptions": options })
}

/// The first of these programs that PATH has.
fn on_path(names: &[&str]) -> PathBuf {
    let path = std::env::var_os("PATH").unwrap_or_default();
    names
        .iter()
        .flat_map(|name| std::env::split_paths(&path).map(move |folder| folder.join(name)))
        .find(|file| file.is_file())
        .unwrap_or_else(|| panic!("none of {names:?} is on PATH: run scripts/setup test"))
}

/// A driver and, in its process group, what it started.
struct DriverProcess {
    url: String,
    child: Child,
}

impl DriverProcess {
    async fn start(browser: Browser, home: &Path, downloads: &Path) -> Result<Self, String> {
        let port = free_port();
        let mut command = match browser {
            Browser::Chromium => Command::new(on_path(&["chromedriver"])),
            Browser::Firefox => {
                let mut command = Command::new(on_path(&["geckodriver"]));
                // Its default is one port for all.
                command.arg(format!("--websocket-port={}", free_port()));
                command
            }
            Browser::WebKit => {
                assert!(
                    std::env::var_os("DISPLAY").is_some(),
                    "WebKit wants an X server: run this under xvfb-run"
                );
                let config = home.join(".config");
                std::fs::create_dir_all(&config).unwrap();
                let folders = format!("XDG_DOWNLOAD_DIR=\"{}\"\n", downloads.display());
                std::fs::write(config.join("user-dirs.dirs"), folders).unwrap();
                let mut command = Command::new(on_path(&["WebKitWebDriver"]));
                command
                    .env("GDK_BACKEND", "x11")
                    .env_remove("WAYLAND_DISPLAY");
                command
            }
        };
        command
            .arg(format!("--port={port}"))
            .env("HOME", home)
            .env_remove("XDG_CONFIG_HOME")
            .env_remove("XDG_CACHE_HOME")
            .env_remove("XDG_DATA_HOME")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .process_group(0)
            .kill_on_drop(true);
        let child = command
            .spawn()
            .map_err(|error| format!("its driver: {error}"))?;
        let mut process = Self {
            url: format!("http://127.0.0.1:{port}"),
            child,
        };
        loop {
            if tokio::net::TcpStream::connect(("127.0.0.1", port))
                .await
                .is_ok()
            {
                return Ok(process);
            }
            if let Ok(Some(status)) = process.child.try_wait() {
                return Err(format!("its driver ended with {status}"));
            }
            sleep(Duration::from_millis(20)).await;
        }
    }
}

impl Drop for DriverProcess {
    fn drop(&mut self) {
        if let Some(group) = self.child.id() {
            let kill = format!("kill -KILL -- -{group}");
            let _ = std::process::Command::new("sh")
                .args(["-c", &kill])
                .stderr(Stdio::null())
                .status();
        }
    }
}

/// A port of 127.0.0.1 that nobody listens to.
fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
        .port()
}

/// A folder of its own, removed when dropped.
pub struct TempDir(pub PathBuf);

impl TempDir {
    pub fn new() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let name = format!(
            "soundkin-{}-{}",
            std::process::id(),
            NEXT.fetch_add(1, Ordering::Relaxed)
        );
        let path = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    /// A new folder in it.
    pub fn folder(&self, name: &str) -> PathBuf {
        let path = self.0.join(name);
        std::fs::create_dir_all(&path).unwrap();
        path
    }
}

impl Drop for TempDir {
    fn drop(&mut self) {
        // A browser that is still ending may write once more.
        for _ in 0..5 {
            if std::fs::remove_dir_all(&self.0).is_ok() || !self.0.exists() {
                return;
            }
            std::thread::sleep(Duration::from_millis(100));
        }
    }
}

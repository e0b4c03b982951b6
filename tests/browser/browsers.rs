//! The three engines: which are wanted, where their programs are, what each is told when it starts.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use tokio::process::Command;

/// The three engines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Browser {
    Chromium,
    Firefox,
    WebKit,
}

/// What a browser makes of a WebAssembly program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compilers {
    /// All that it has, as a person's browser does.
    All,
    /// Only the quick one, where the browser takes longer to compile a program well than a test takes to use it. The same
    /// program has the same results.
    Quick,
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

    /// Its driver, still without a port.
    pub fn driver(self, compilers: Compilers, home: &Path, downloads: &Path) -> Command {
        match self {
            Self::Chromium => Command::new(on_path(&["chromedriver"])),
            Self::Firefox => {
                let mut command = Command::new(on_path(&["geckodriver"]));
                // Its default is one port for all.
                command.arg(format!("--websocket-port={}", free_port()));
                command
            }
            Self::WebKit => {
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
                    .env_remove("WAYLAND_DISPLAY")
                    // Layers are put together by a processor that plays a graphics card: a third of all its time.
                    .env("WEBKIT_DISABLE_COMPOSITING_MODE", "1");
                if compilers == Compilers::Quick {
                    command.env("JSC_useOMGJIT", "0");
                }
                command
            }
        }
    }

    /// What a new session of it is asked for.
    pub fn capabilities(self, profile: &Path, downloads: &Path) -> Value {
        match self {
            Self::Chromium => chromium(profile, downloads),
            Self::Firefox => firefox(downloads),
            Self::WebKit => webkit(),
        }
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

/// A port of 127.0.0.1 that nobody listens to.
pub fn free_port() -> u16 {
    std::net::TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
        .port()
}

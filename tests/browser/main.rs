//! The real page in real browsers: Chromium, Firefox and WebKit, driven through WebDriver, fed with real files.
//!
//! `make test-browser` builds the page and runs this; `BROWSERS=chromium,firefox` keeps to some of the three, and what a
//! failing test saw is in `.artifacts/`. A test is one function of a [`page::Page`], run in each browser:
//!
//! ```ignore
//! in_each_browser! {
//!     async fn shows_its_name(page: Page) {
//!         page.wait_for_state("empty").await;
//!         assert_eq!(page.text("h1").await, "Soundkin");
//!     }
//! }
//! ```
//!
//! After each test the page must have had no error on its console and must have asked nothing of any other origin.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    unreachable_pub,
    reason = "a test that cannot go on should stop"
)]

/// A test in each of the three browsers, as three tests: `name::chromium`, `name::firefox`, `name::webkit`. The first line
/// may be `compilers: All;`, for what is to be proven of the programs as a person's browser compiles them.
macro_rules! in_each_browser {
    ($(#[$attribute:meta])* async fn $($tests:tt)+) => {
        in_each_browser! { compilers: Quick; $(#[$attribute])* async fn $($tests)+ }
    };
    (compilers: $compilers:ident; $($(#[$attribute:meta])* async fn $name:ident($page:ident: Page) $body:block)+) => {$(
        mod $name {
            #[allow(unused_imports, reason = "a body may need nothing of its module")]
            use super::*;

            $(#[$attribute])*
            async fn body($page: $crate::page::Page) $body

            #[test]
            fn chromium() {
                $crate::visit::run($crate::visit::visit_with($crate::browsers::Browser::Chromium, $crate::browsers::Compilers::$compilers, concat!(stringify!($name), "-chromium"), body));
            }

            #[test]
            fn firefox() {
                $crate::visit::run($crate::visit::visit_with($crate::browsers::Browser::Firefox, $crate::browsers::Compilers::$compilers, concat!(stringify!($name), "-firefox"), body));
            }

            #[test]
            fn webkit() {
                $crate::visit::run($crate::visit::visit_with($crate::browsers::Browser::WebKit, $crate::browsers::Compilers::$compilers, concat!(stringify!($name), "-webkit"), body));
            }
        }
    )+};
}

/// A test of the tests' own tools, in one browser.
macro_rules! in_chromium {
    ($($(#[$attribute:meta])* async fn $name:ident($page:ident: Page) $body:block)+) => {$(
        $(#[$attribute])*
        #[test]
        fn $name() {
            async fn body($page: $crate::page::Page) $body
            $crate::visit::run($crate::visit::visit($crate::browsers::Browser::Chromium, stringify!($name), body));
        }
    )+};
}

mod axe;
mod browsers;
mod downloads;
mod engine_fault;
mod files;
mod first_screen;
mod looks;
mod page;
mod paper;
mod quiet;
mod server;
mod session;
mod sets;
mod temp_dir;
mod timbre;
mod visit;

// The tests.
mod accessible;
mod archives;
mod bench;
mod cancel;
mod colors;
mod errors;
mod exports;
mod folder;
mod folders;
mod formats;
mod geometry;
mod harness;
mod helpers;
mod left_out;
mod memory;
mod numbers;
mod panels;
mod parts;
mod pictures;
mod privacy;
mod reading;
mod report_pages;
mod responsive;
mod search;
mod selection;
mod smoke;
mod standing;
mod versions;
mod views;
mod walk;

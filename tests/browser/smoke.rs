//! The page starts, in each browser, and is quiet.

use crate::axe;

in_each_browser! {
    /// Also under a sub path, with relative URLs only: the server has nothing else to give.
    async fn shows_its_name(page: Page) {
        page.wait_for_state("empty").await;
        assert_eq!(page.text("h1").await, "Soundkin");
        assert_eq!(page.run("return document.title").await, "Soundkin");
        assert_eq!(page.run("return document.documentElement.lang").await, "en");
        axe::assert_accessible(&page).await;
    }

    /// Someone opens dist/index.html from the disk: browsers do not run modules from there.
    async fn says_that_it_was_opened_as_a_file(page: Page) {
        page.goto(concat!("file://", env!("CARGO_MANIFEST_DIR"), "/dist/index.html")).await;
        page.wait_for_state("cannot-start").await;
        assert_eq!(page.text("h1").await, "Soundkin");
        assert!(page.text("[role=alert]").await.contains("make serve"));
        page.forget_errors().await;
        page.goto(&page.server.url()).await;
        page.wait_for_state("empty").await;
    }

    /// A host may send a policy of its own, as strict as the page's.
    async fn lives_under_a_strict_policy(page: Page) {
        page.server.set_policy("default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src blob:; style-src 'self' 'unsafe-inline'; img-src 'self' blob: data:; connect-src 'self' blob: data:; manifest-src 'self'");
        page.goto(&page.server.url()).await;
        page.wait_for_state("empty").await;
    }
}

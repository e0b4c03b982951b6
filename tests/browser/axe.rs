//! Accessibility, checked by axe-core in the page.
//!
//! In: the page as it stands; out: nothing, or the violations of weight, with the elements they are about.

use std::path::PathBuf;

use serde_json::{Value, json};

use crate::page::Page;

/// axe-core, where scripts/setup puts it.
fn source() -> String {
    let cargo_home = std::env::var_os("CARGO_HOME").map_or_else(
        || PathBuf::from(std::env::var_os("HOME").expect("a home")).join(".cargo"),
        PathBuf::from,
    );
    let path = cargo_home.join("soundkin-tools/node_modules/axe-core/axe.min.js");
    std::fs::read_to_string(&path)
        .unwrap_or_else(|error| panic!("{}: {error}: run scripts/setup test", path.display()))
}

/// Asserts that axe finds no violation.
pub async fn assert_accessible(page: &Page) {
    let violations = violations(page).await;
    assert!(
        violations.is_empty(),
        "not accessible: {:#}",
        json!(violations)
    );
}

/// All violations, each `{ id, impact, help, nodes }`.
pub async fn violations(page: &Page) -> Vec<Value> {
    if page.run("return typeof axe === 'undefined'").await == json!(true) {
        page.run(&source()).await;
    }
    let found = page
        .run_async(
            "const { violations } = await axe.run(document, { resultTypes: ['violations'] });
             return violations.map(({ id, impact, help, nodes }) => ({ id, impact, help, nodes: nodes.map(node => node.html + ' ' + (node.failureSummary || '')) }));",
            Vec::new(),
        )
        .await;
    found.as_array().cloned().unwrap_or_default()
}

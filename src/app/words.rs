//! What the status line says.

use super::state::Loaded;
use crate::progress::grouped;

/// The status line of finished work.
pub(super) fn summary(loaded: &Loaded) -> String {
    let report = &loaded.report;
    let mut parts = vec![counted(loaded.tracks.len(), "track", "tracks")];
    if loaded.has_table && report.decoded > 0 {
        parts.push(format!(
            "{} of {} rows have a picture",
            grouped(report.rows_with_picture),
            grouped(report.rows)
        ));
    }
    if report.matched == 0 {
        parts.extend(report.reason.clone());
    }
    let unread = report.images - report.decoded.min(report.images);
    if unread > 0 {
        parts.push(format!(
            "{} of {} could not be read",
            grouped(unread),
            counted(report.images, "picture", "pictures")
        ));
    }
    parts.join(" · ")
}

pub(super) fn failure(message: &str, n_warnings: usize) -> String {
    if n_warnings == 0 {
        return message.to_string();
    }
    format!(
        "{message} {} could not be used.",
        counted(n_warnings, "file", "files")
    )
}

/// "1 track", "2,000 tracks".
fn counted(n: usize, one: &str, many: &str) -> String {
    format!("{} {}", grouped(n), if n == 1 { one } else { many })
}

//! Which build speaks.

/// Raised with every change of these types: a page and a worker of different builds must notice.
pub const PROTOCOL: u32 = 3;

//! Facts and laws of t-SNE.

use super::*;

//! The colours that everything is drawn in.

use crate::draw::Theme;

/// Paper and ink of the page.
pub(crate) fn theme(is_dark: bool) -> &'static Theme {
    if is_dark { &Theme::DARK } else { &Theme::LIGHT }
}

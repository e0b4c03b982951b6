//! The page.

fn main() {
    soundkin::ui::start();
}

//! The session worker, and its helpers.

fn main() {
    soundkin::worker::agent::start();
}

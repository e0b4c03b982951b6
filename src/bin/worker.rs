//! The session worker.

fn main() {
    soundkin::worker::agent::start();
}

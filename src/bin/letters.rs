//! The part of the session worker that reads older encodings, loaded where a file needs it.

fn main() {
    soundkin::worker::letters::serve();
}

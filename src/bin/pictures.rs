//! The part of the workers that reads pictures that are no PNGs, loaded with the first of them.

fn main() {
    soundkin::worker::pictures::serve();
}

//! The program of the helper workers, which decode pictures.

fn main() {
    soundkin::worker::decoder::start();
}

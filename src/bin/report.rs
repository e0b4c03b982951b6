//! The part of the session worker that draws and writes the report, loaded when one is asked for.

fn main() {
    soundkin::worker::printer::serve();
}

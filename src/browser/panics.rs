//! What a panic says, where nobody sees the console.

/// From now on a panic ends as an error with its words and its place, which a worker's owner hears; without this it hears
/// that unreachable code was reached.
pub fn throw() {
    std::panic::set_hook(Box::new(|panic| {
        wasm_bindgen::throw_str(&panic.to_string())
    }));
}

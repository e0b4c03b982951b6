//! What the crew gives out, and how much of it at once.

/// What a picture bears while it is on its way.
pub type Ticket = u32;
/// A helper; one that takes the place of another has a new number.
pub type HelperId = u32;

/// How much may be on its way at once.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Bytes of files that are read and not settled. A larger file goes alone.
    pub file_bytes: u64,
    /// Pixels at the helpers. A larger picture goes alone.
    pub pixels: u64,
    /// Pixels above which pictures go to one and the same helper: its memory never shrinks again, and one such memory is
    /// enough.
    pub light: u64,
    /// Helpers that may die one after the other, for each that is wanted, without having done anything: then there is no
    /// use in starting more.
    pub idle_deaths: usize,
}

/// Pictures to send to a helper.
#[derive(Debug)]
pub struct Order<B> {
    /// To whom.
    pub helper: HelperId,
    /// Which, in the order of their bytes.
    pub tickets: Vec<Ticket>,
    /// Their bytes.
    pub bytes: B,
}

/// Pictures that no helper will ever take.
#[derive(Debug)]
pub struct Orphan<P, B> {
    /// Which, in the order of their bytes; settled with this.
    pub pictures: Vec<P>,
    /// Their bytes.
    pub bytes: B,
    /// May whoever calls decode them? Not what a helper died of, and not what takes much memory.
    pub is_safe: bool,
}

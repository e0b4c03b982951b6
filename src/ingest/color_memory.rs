//! What was found out about colours, remembered: pictures have few, or many that are alike.

/// No colour: those have 24 bits.
const NOTHING: u32 = u32::MAX;

/// Remembers a value for each of up to `2^BITS` colours: of those that share a place, for the last.
#[derive(Debug)]
pub(super) struct ColorMemory<T, const BITS: u32> {
    /// Colour and value, at the colour's place; nothing before the first.
    seen: Vec<(u32, T)>,
}

impl<T, const BITS: u32> Default for ColorMemory<T, BITS> {
    fn default() -> Self {
        Self { seen: Vec::new() }
    }
}

impl<T: Copy + Default, const BITS: u32> ColorMemory<T, BITS> {
    /// The value of a colour, which is found out where it is not remembered.
    #[inline]
    pub(super) fn value(&mut self, color: [u8; 3], find: impl FnOnce() -> T) -> &mut T {
        let [red, green, blue] = color;
        let key = u32::from_be_bytes([0, red, green, blue]);
        // A multiplication spreads colours that are alike over all places.
        let place = key.wrapping_mul(0x9e37_79b1) >> (32 - BITS);
        if self.seen.is_empty() {
            self.seen = vec![(NOTHING, T::default()); 1 << BITS];
        }
        let remembered = &mut self.seen[place as usize];
        if remembered.0 != key {
            *remembered = (key, find());
        }
        &mut remembered.1
    }

    /// Forgets all.
    pub(super) fn clear(&mut self) {
        self.seen.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_colour_has_its_own_value_also_where_colours_share_a_place() {
        let mut memory = ColorMemory::<u32, 4>::default();
        let colors = || (0..64u8).map(|i| [i, 255 - i, i ^ 5]);
        for _ in 0..2 {
            for color in colors() {
                let sum = color.map(u32::from).iter().sum();
                assert_eq!(*memory.value(color, || sum), sum);
                assert_eq!(*memory.value(color, || panic!("it is remembered")), sum);
            }
        }
        memory.clear();
        assert_eq!(*memory.value([0, 255, 0], || 1), 1);
    }
}

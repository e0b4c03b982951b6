//! The one random generator: MT19937 with numpy's legacy stream.
//!
//! `numpy.random.RandomState(seed)` is frozen, so `random_state = 42` means here what it means in the notebook.
//! Matsumoto and Nishimura, "Mersenne Twister", 1998.

const N: usize = 624;
const M: usize = 397;

/// numpy's `RandomState(seed)` for an integer seed.
#[derive(Clone)]
pub struct Mt19937 {
    state: [u32; N],
    next: usize,
}

impl Mt19937 {
    /// The generator that `RandomState(seed)` starts with.
    pub fn new(seed: u32) -> Self {
        let mut state = [0; N];
        state[0] = seed;
        for i in 1..N {
            let before = state[i - 1];
            state[i] = 1_812_433_253_u32
                .wrapping_mul(before ^ (before >> 30))
                .wrapping_add(i as u32);
        }
        Self { state, next: N }
    }

    fn refill(&mut self) {
        let s = &mut self.state;
        for k in 0..N {
            let y = (s[k] & 0x8000_0000) | (s[(k + 1) % N] & 0x7FFF_FFFF);
            s[k] = s[(k + M) % N] ^ (y >> 1) ^ if y & 1 == 1 { 0x9908_B0DF } else { 0 };
        }
        self.next = 0;
    }

    /// 32 random bits.
    pub fn next_u32(&mut self) -> u32 {
        if self.next == N {
            self.refill();
        }
        let mut y = self.state[self.next];
        self.next += 1;
        y ^= y >> 11;
        y ^= (y << 7) & 0x9D2C_5680;
        y ^= (y << 15) & 0xEFC6_0000;
        y ^ (y >> 18)
    }

    /// 53 random bits in [0, 1): `random_sample()`.
    pub fn next_f64(&mut self) -> f64 {
        let high = f64::from(self.next_u32() >> 5);
        let low = f64::from(self.next_u32() >> 6);
        (high * 67_108_864.0 + low) / 9_007_199_254_740_992.0
    }

    /// A number in 0..=`top` by masked rejection: what numpy's `shuffle` and `randint(top + 1)` draw.
    pub fn at_most(&mut self, top: u32) -> u32 {
        let mask = top
            .checked_ilog2()
            .map_or(0, |bits| u32::MAX >> (31 - bits));
        if mask == 0 {
            return 0;
        }
        loop {
            let value = self.next_u32() & mask;
            if value <= top {
                return value;
            }
        }
    }

    /// `permutation(n)[:size]`: the positions that pandas' `.sample(size, random_state=seed)` takes from `n` rows.
    pub fn sample(&mut self, n: usize, size: usize) -> Vec<usize> {
        let mut positions: Vec<usize> = (0..n).collect();
        for i in (1..n).rev() {
            let j = self.at_most(i as u32) as usize;
            positions.swap(i, j);
        }
        positions.truncate(size);
        positions
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stream_is_that_of_numpy() {
        // numpy.random.RandomState(42).random_sample(3)
        let mut rng = Mt19937::new(42);
        let drawn: Vec<f64> = (0..3).map(|_| rng.next_f64()).collect();
        assert_eq!(
            drawn,
            [
                0.374_540_118_847_362_5,
                0.950_714_306_409_916_2,
                0.731_993_941_811_405_1
            ]
        );
    }

    #[test]
    fn whole_numbers_are_those_of_numpy() {
        // numpy.random.RandomState(42).randint(0, 10, size=8), then randint(0, 1000, size=4)
        let mut rng = Mt19937::new(42);
        let drawn: Vec<u32> = (0..8).map(|_| rng.at_most(9)).collect();
        assert_eq!(drawn, [6, 3, 7, 4, 6, 9, 2, 6]);
        let drawn: Vec<u32> = (0..4).map(|_| rng.at_most(999)).collect();
        assert_eq!(drawn, [330, 458, 87, 372]);
    }

    #[test]
    fn samples_are_those_of_pandas() {
        // numpy.random.RandomState(1).permutation(10)[:5]
        assert_eq!(Mt19937::new(1).sample(10, 5), [2, 9, 6, 4, 0]);
        assert_eq!(Mt19937::new(1).sample(0, 5), [0_usize; 0]);
        assert_eq!(Mt19937::new(1).sample(1, 5), [0]);
    }
}

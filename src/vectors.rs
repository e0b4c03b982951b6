//! What loops need in which several numbers are worked on at a time. A compiler that is told to make small programs does
//! nothing of it by itself: it goes through arrays in loops, however short they are, which costs more than the arithmetic.

use wide::{f32x8, f64x4, f64x8, i32x8};

#[cfg(target_arch = "wasm32")]
use bytemuck::cast;
#[cfg(target_arch = "wasm32")]
use core::arch::wasm32::{f32x4_splat, f64x2_splat, i32x4_splat};

/// Numbers that are mostly worked on at a time.
pub(crate) const EIGHT: usize = 8;

/// What `of` makes of each, without a loop.
#[inline]
pub(crate) fn eight<T, U>([a, b, c, d, e, f, g, h]: [T; EIGHT], of: impl Fn(T) -> U) -> [U; EIGHT] {
    [of(a), of(b), of(c), of(d), of(e), of(f), of(g), of(h)]
}

/// A vector whose lanes may all hold one number. `splat` of the library fills an array for it, and an array that is written
/// out is the same to the compiler: in the browser the instruction that there is for it is asked for by name.
pub(crate) trait Repeat {
    /// What a lane holds.
    type Number;

    /// The vector with `x` in every lane.
    fn repeat(x: Self::Number) -> Self;
}

/// The vector of so many parts, which are made one by one: a part that is named twice would be repeated in a loop.
macro_rules! repeat {
    ($vector:ty, $number:ty, $($splat:ident)+) => {
        impl Repeat for $vector {
            type Number = $number;

            #[cfg(target_arch = "wasm32")]
            #[inline]
            fn repeat(x: $number) -> Self {
                cast([$($splat(x)),+])
            }

            #[cfg(not(target_arch = "wasm32"))]
            #[expect(clippy::disallowed_methods, reason = "this is the place")]
            #[inline]
            fn repeat(x: $number) -> Self {
                Self::splat(x)
            }
        }
    };
}

repeat!(f32x8, f32, f32x4_splat f32x4_splat);
repeat!(i32x8, i32, i32x4_splat i32x4_splat);
repeat!(f64x4, f64, f64x2_splat f64x2_splat);
repeat!(f64x8, f64, f64x2_splat f64x2_splat f64x2_splat f64x2_splat);

//! Vectors of equal numbers, for the loops in which several numbers are worked on at a time.
//!
//! `splat` of the library fills an array. A compiler that is told to make small programs does that in a loop, which costs
//! more than the arithmetic around it, and an array that is written out is the same to it. In the browser the one
//! instruction that there is for it is asked for by name.

use wide::{f32x8, f64x4, f64x8, i32x8};

#[cfg(target_arch = "wasm32")]
use bytemuck::cast;
#[cfg(target_arch = "wasm32")]
use core::arch::wasm32::{f32x4_splat, f64x2_splat, i32x4_splat};

/// A vector whose lanes may all hold one number.
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

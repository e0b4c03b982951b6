//! How large a picture may be. In: what a file claims before it is decoded. Out: nothing, or why it is refused.

use crate::error::PictureError;

/// Most pixels a picture may claim.
const MAX_PIXELS: u64 = 64_000_000;
/// Most bytes its decoded pixels may take.
pub(super) const MAX_BYTES: u64 = 256 << 20;
/// Longest side, in pixels; keeps the weights of the resize small.
const MAX_SIDE: u32 = 65_536;

/// Refuses a file of so many bytes before it is read: no picture of at most 64 million pixels needs as many.
pub fn check_size(n_bytes: u64) -> Result<(), PictureError> {
    let limit_mb = MAX_BYTES >> 20;
    (n_bytes <= MAX_BYTES)
        .then_some(())
        .ok_or(PictureError::TooManyBytes { limit_mb })
}

/// Width and height that a file claims, in pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Claim {
    pub(super) width: u32,
    pub(super) height: u32,
}

impl Claim {
    /// Refuses what is empty or too large.
    pub(super) fn check(self) -> Result<Self, PictureError> {
        if self.width == 0 || self.height == 0 {
            return Err(PictureError::Damaged("its width or height is zero".into()));
        }
        if self.n_pixels() > MAX_PIXELS {
            return Err(self.too_large(1));
        }
        let sides = [self.width, self.height];
        match sides.into_iter().find(|&side| side > MAX_SIDE) {
            Some(side) => Err(PictureError::TooLong {
                side,
                limit: MAX_SIDE,
            }),
            None => Ok(self),
        }
    }

    pub(super) fn n_pixels(self) -> u64 {
        u64::from(self.width) * u64::from(self.height)
    }

    /// What is said of it when each pixel takes so many bytes.
    pub(super) fn too_large(self, bytes_per_pixel: u64) -> PictureError {
        let limit = MAX_PIXELS.min(MAX_BYTES / bytes_per_pixel.max(1)) / 1_000_000;
        PictureError::TooLarge {
            width: self.width,
            height: self.height,
            limit: limit as u32,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn large_files_and_long_sides_are_refused() {
        assert!(check_size(1 << 20).is_ok());
        let refused = check_size(1 << 30).unwrap_err().to_string();
        assert_eq!(refused, "The file has more than 256 MB.");
        let check = |width, height| Claim { width, height }.check();
        assert!(check(8_000, 8_000).is_ok());
        assert!(matches!(
            check(8_001, 8_000),
            Err(PictureError::TooLarge { limit: 64, .. })
        ));
        assert!(matches!(
            check(1, 65_537),
            Err(PictureError::TooLong { side: 65_537, .. })
        ));
        assert!(matches!(check(0, 1), Err(PictureError::Damaged(_))));
    }
}

//! Bytes that gzip has packed. In: a file. Out: what is in it, or the file as it is.

use std::borrow::Cow;
use std::io::Read;

use flate2::read::MultiGzDecoder;

use crate::error::CsvError;

/// Most bytes a file may unpack to.
const MAX_BYTES: u64 = 1 << 30;

/// The file's bytes, unpacked where they are packed; at most 1,024 MB of them.
pub(super) fn unpacked(bytes: &[u8]) -> Result<Cow<'_, [u8]>, CsvError> {
    if !bytes.starts_with(b"\x1f\x8b\x08") {
        return Ok(Cow::Borrowed(bytes));
    }
    let mut unpacked = Vec::new();
    let mut limited = MultiGzDecoder::new(bytes).take(MAX_BYTES + 1);
    let end = limited.read_to_end(&mut unpacked);
    if unpacked.len() as u64 > MAX_BYTES {
        let limit = "1,024 MB of text";
        return Err(CsvError::TooLarge { limit });
    }
    match end {
        Ok(_) => Ok(Cow::Owned(unpacked)),
        Err(_) => Err(CsvError::Damaged),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::*;

    #[test]
    fn packed_files_are_unpacked_and_damage_is_told() {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(b"a,b\n1,2\n").unwrap();
        let packed = encoder.finish().unwrap();
        assert_eq!(&*unpacked(&packed).unwrap(), b"a,b\n1,2\n");
        assert_eq!(&*unpacked(b"a,b").unwrap(), b"a,b");
        assert!(matches!(
            unpacked(&packed[..packed.len() - 6]),
            Err(CsvError::Damaged)
        ));
    }
}

//! A message as bytes, and back: never read as something that it is not.
//!
//! Every message bears the name of the build that wrote it. The bytes of another build may look like a message of this
//! one and mean something else, so they are not looked at.

use serde::Serialize;
use serde::de::DeserializeOwned;

/// The build that this program is of: sixteen hexadecimal digits that `build.rs` makes from all sources.
pub const BUILD: &str = env!("SOUNDKIN_BUILD");

/// Why a message was not read, as the end of a sentence.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// It comes from another build.
    #[error("Soundkin was updated while it was open")]
    OtherBuild,
    /// It is of this build and yet no message.
    #[error("a message between its parts could not be read ({0})")]
    Damaged(#[from] postcard::Error),
    /// It is a message, and yet not what it should be: why, in words.
    #[error("a message between its parts could not be read ({0})")]
    Strange(&'static str),
}

/// The bytes of a message.
pub fn encode<T: Serialize + ?Sized>(message: &T) -> Result<Vec<u8>, Unreadable> {
    let build = BUILD.as_bytes().to_vec();
    Ok(postcard::to_extend(message, build)?)
}

/// The message of these bytes: all of them, and of this build.
pub fn decode<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Unreadable> {
    let message = bytes
        .strip_prefix(BUILD.as_bytes())
        .ok_or(Unreadable::OtherBuild)?;
    match postcard::take_from_bytes(message) {
        Ok((message, [])) => Ok(message),
        Ok(_) => Err(Unreadable::Strange("it is longer than it should be")),
        Err(error) => Err(error.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::{Event, Request};

    #[test]
    fn what_was_written_is_read() {
        for request in [Request::Cancel, Request::Describe { track: 70_000 }] {
            assert_eq!(decode(&encode(&request).unwrap()), Ok(request));
        }
    }

    #[test]
    fn another_build_is_not_read() {
        let mut bytes = encode(&Request::Cancel).unwrap();
        bytes[0] ^= 1;
        assert_eq!(decode::<Request>(&bytes), Err(Unreadable::OtherBuild));
        // What workers said before messages bore a name: "ready", protocol 3.
        assert_eq!(
            decode::<Event>(&[0, 3]).unwrap_err(),
            Unreadable::OtherBuild
        );
        assert_eq!(decode::<Event>(&[]).unwrap_err(), Unreadable::OtherBuild);
    }

    #[test]
    fn a_message_is_read_whole_or_not_at_all() {
        let whole = encode(&Request::Describe { track: 70_000 }).unwrap();
        let is_damaged = |bytes: &[u8]| {
            let read = decode::<Request>(bytes);
            matches!(read, Err(Unreadable::Damaged(_) | Unreadable::Strange(_)))
        };
        for end in BUILD.len()..whole.len() {
            assert!(is_damaged(&whole[..end]), "{end} of {}", whole.len());
        }
        let mut longer = whole.clone();
        longer.push(0);
        assert!(is_damaged(&longer));
        let mut nonsense = whole;
        nonsense[BUILD.len()..].fill(255);
        assert!(is_damaged(&nonsense));
    }
}

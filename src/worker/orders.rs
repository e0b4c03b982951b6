//! What the session worker has decoded by others: orders, outcomes, and the bytes that travel beside them.

use serde::{Deserialize, Serialize};
use serde_bytes::ByteBuf;

use crate::data::{Frame, Look, Measured, N_PIXELS};
use crate::intake::PictureTask;
use crate::protocol::Unreadable;

/// Name of a helper worker; `static/worker_loader.js` knows it too.
pub(super) const NAME: &str = "soundkin-decoder";

/// A picture to decode. Attached to the message: the bytes of all its pictures' files, back to back.
#[derive(Serialize, Deserialize)]
pub(super) struct Order {
    /// What the outcome will bear.
    pub ticket: u32,
    /// Bytes of its file.
    pub length: u32,
    /// What is to be done with it.
    pub task: PictureTask,
}

/// What became of it. Attached to the message: of each of its pictures that is well what was made of it, back to back: 64 x
/// 64 luma bytes, and where it was cut of what is inside; or the levels of its bands as f32 and the numbers of its timbre as
/// f64. A message without outcomes says that the helper is there.
#[derive(Serialize, Deserialize)]
pub(super) struct Outcome {
    /// Of which order.
    pub ticket: u32,
    /// The picture without what is attached, or why it was not read.
    pub result: Result<Done, String>,
}

/// What was made of a picture, without what is attached.
#[derive(Serialize, Deserialize)]
pub(super) enum Done {
    /// It was reduced to what is compared.
    Reduced(Decoded),
    /// So many of its bands were measured, and so many numbers of its timbre.
    Measured(u32, u32),
}

/// An order that is given to the part, which decodes within the session worker: what to do, and the file.
pub(super) type PartOrder = (PictureTask, ByteBuf);

/// What the part answers: what was made, or why nothing was, and what is attached.
pub(super) type PartOutcome = (Result<Done, String>, ByteBuf);

/// What was made of a picture.
pub(super) enum Made {
    /// It was reduced to what is compared.
    Reduced(Decoded, Pixels),
    /// It was looked at for the second time.
    Measured(Measured),
}

/// A picture without its pixels.
#[derive(Serialize, Deserialize)]
pub(super) struct Decoded {
    /// Width of the file's picture, in pixels.
    pub width: u32,
    /// Its height, in pixels.
    pub height: u32,
    /// What a person should know about it.
    pub remark: Option<String>,
    /// How it is drawn.
    pub look: Look,
    /// The frame that it was cut at.
    pub cut_at: Frame,
    /// Are the pixels inside the frame attached?
    pub is_cut: bool,
}

/// The pixels of a picture.
pub(super) struct Pixels {
    /// All of it, as 64 x 64 luma bytes.
    pub whole: Vec<u8>,
    /// What is inside its frame.
    pub cut: Option<Vec<u8>>,
}

/// What a helper says: what became of its orders, or why it could not read them.
pub(super) type Reply = Result<Vec<Outcome>, String>;

/// What was made of pictures, taken from what is attached, in their order.
pub(super) struct Attached<'a>(pub(super) &'a [u8]);

impl Attached<'_> {
    /// What was made of the next picture, or why nothing was; an error where less is attached than was said.
    pub(super) fn made(
        &mut self,
        result: Result<Done, String>,
    ) -> Result<Result<Made, String>, String> {
        Ok(match result {
            Err(why) => Err(why),
            Ok(Done::Measured(n_levels, n_numbers)) => {
                // What wasm writes and reads is little-endian.
                let levels = self.take(n_levels as usize * size_of::<f32>())?;
                let timbre = self.take(n_numbers as usize * size_of::<f64>())?;
                Ok(Made::Measured(Measured {
                    levels: bytemuck::pod_collect_to_vec(&levels),
                    timbre: bytemuck::pod_collect_to_vec(&timbre),
                }))
            }
            Ok(Done::Reduced(decoded)) => {
                let whole = self.take(N_PIXELS)?;
                let cut = decoded.is_cut.then(|| self.take(N_PIXELS)).transpose()?;
                Ok(Made::Reduced(decoded, Pixels { whole, cut }))
            }
        })
    }

    fn take(&mut self, n: usize) -> Result<Vec<u8>, String> {
        let taken = self.0.split_off(..n).map(<[u8]>::to_vec);
        taken.ok_or_else(Self::missing)
    }

    /// An error where more is attached than was said.
    pub(super) fn end(&self) -> Result<(), String> {
        self.0.is_empty().then_some(()).ok_or_else(Self::missing)
    }

    fn missing() -> String {
        Unreadable::Strange("pixels are missing").to_string()
    }
}

//! Settings as they are written down: in a document each space has keys of its own, which are a promise (`version`).
//! Every field is named on the way out and on the way in, so that a new one does not compile before it is written.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::name::SpaceName;
use super::settings::{RecommendSettings, Settings, SoundSpace, SpaceSettings};
use crate::data::{ChoicesByKind, CopyRules, FrameUse, LeftOut, NameColumns, ReadingChoices};
use crate::join::{Key, Step};
use crate::sorting::map_of;

/// All but the later spaces and the tracks that are left out.
#[derive(Serialize, Deserialize)]
struct Written {
    as_notebook: bool,
    key: Option<Key>,
    #[serde(default)]
    frame: FrameUse,
    #[serde(default)]
    kinds: ChoicesByKind,
    #[serde(default)]
    reading: BTreeMap<String, ReadingChoices>,
    #[serde(default)]
    steps_off: Vec<Step>,
    #[serde(default)]
    names: NameColumns,
    #[serde(default)]
    tables_aside: Vec<String>,
    columns: Option<Vec<String>>,
    sound: SpaceSettings,
    features: SpaceSettings,
    n_init: usize,
    perplexity: u32,
    random_state: u32,
    top_n: usize,
    #[serde(default)]
    sound_space: SoundSpace,
    by_sound: RecommendSettings,
    by_features: RecommendSettings,
    #[serde(default)]
    label: Option<String>,
    include_copies: bool,
    #[serde(default)]
    copies: CopyRules,
    #[serde(default)]
    most_by_artist: Option<usize>,
    within_cluster: bool,
}

/// The spaces that documents did not have from the beginning: timbre and embeddings.
type Own = BTreeMap<SpaceName, (SpaceSettings, RecommendSettings)>;

/// As a person reads it: what is usual for the later spaces is left unsaid, and that no track is left out.
#[derive(Serialize, Deserialize)]
struct Readable {
    #[serde(flatten)]
    written: Written,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    own: Own,
    #[serde(default, skip_serializing_if = "LeftOut::is_empty")]
    left_out_by_hand: LeftOut,
}

impl Serialize for Settings {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (written, own, left_out_by_hand) = parts(self.clone());
        if serializer.is_human_readable() {
            let readable = Readable {
                written,
                own,
                left_out_by_hand,
            };
            readable.serialize(serializer)
        } else {
            (written, own, left_out_by_hand).serialize(serializer)
        }
    }
}

impl<'de> Deserialize<'de> for Settings {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (written, own, left_out) = if deserializer.is_human_readable() {
            let Readable {
                written,
                own,
                left_out_by_hand,
            } = Readable::deserialize(deserializer)?;
            (written, own, left_out_by_hand)
        } else {
            <(Written, Own, LeftOut)>::deserialize(deserializer)?
        };
        Ok(whole(written, own, left_out))
    }
}

fn parts(settings: Settings) -> (Written, Own, LeftOut) {
    let usual = Settings::default();
    let Settings {
        is_reference: as_notebook,
        key,
        frame,
        kinds,
        reading,
        steps_off,
        names,
        tables_aside,
        left_out,
        columns,
        spaces,
        n_init,
        perplexity,
        random_state,
        top_n,
        sound_space,
        recommending,
        label,
        include_copies,
        copies,
        most_by_artist,
        within_cluster,
    } = settings;
    let own = spaces.names_with(&recommending).into_iter();
    let own = own.filter(|name| matches!(name, SpaceName::Own(_) | SpaceName::Timbre));
    let own = own.map(|name| (name, (spaces[name], recommending[name])));
    let is_usual = |name, said: &(SpaceSettings, RecommendSettings)| {
        *said == (usual.spaces[name], usual.recommending[name])
    };
    let own = map_of(own.filter(|(name, said)| !is_usual(*name, said)));
    let written = Written {
        as_notebook,
        key,
        frame,
        kinds,
        reading,
        steps_off,
        names,
        tables_aside,
        columns,
        sound: spaces[SpaceName::Pixels],
        features: spaces[SpaceName::Features],
        n_init,
        perplexity,
        random_state,
        top_n,
        sound_space,
        by_sound: recommending[SpaceName::Pixels],
        by_features: recommending[SpaceName::Features],
        label,
        include_copies,
        copies,
        most_by_artist,
        within_cluster,
    };
    (written, own, left_out)
}

fn whole(written: Written, own: Own, left_out: LeftOut) -> Settings {
    let usual = Settings::default();
    let Written {
        as_notebook,
        key,
        frame,
        kinds,
        reading,
        steps_off,
        names,
        tables_aside,
        columns,
        sound,
        features,
        n_init,
        perplexity,
        random_state,
        top_n,
        sound_space,
        by_sound,
        by_features,
        label,
        include_copies,
        copies,
        most_by_artist,
        within_cluster,
    } = written;
    let mut spaces = usual.spaces;
    let mut recommending = usual.recommending;
    let said = [
        (SpaceName::Pixels, (sound, by_sound)),
        (SpaceName::Features, (features, by_features)),
    ];
    for (name, said) in said.into_iter().chain(own) {
        (spaces[name], recommending[name]) = said;
    }
    Settings {
        is_reference: as_notebook,
        key,
        frame,
        kinds,
        reading,
        steps_off,
        names,
        tables_aside,
        left_out,
        columns,
        spaces,
        n_init,
        perplexity,
        random_state,
        top_n,
        sound_space,
        recommending,
        label,
        include_copies,
        copies,
        most_by_artist,
        within_cluster,
    }
}

//! What stands beside the map, and whether it is folded away.

/// A panel beside the map.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Panel {
    /// The selected track.
    #[default]
    Track,
    /// The settings.
    Settings,
}

/// How wide the window is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Width {
    /// Both panels have room beside the map.
    #[default]
    Wide,
    /// One has; the settings lie over the map while they are open.
    Narrow,
    /// None has: below the map, one at a time.
    Phone,
}

/// Which panels are to be seen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Panels {
    /// Did the person fold the settings away, where they have room?
    pub is_settings_folded: bool,
    /// Did the person fold the selected track away?
    pub is_track_folded: bool,
    /// Do the settings lie over the map, where they have no room?
    pub is_drawer_open: bool,
    /// The panel below the map, where none has room beside it.
    pub tab: Panel,
}

impl Panels {
    /// Is it to be seen?
    pub fn shows(&self, panel: Panel, width: Width) -> bool {
        match (width, panel) {
            (Width::Phone, panel) => self.tab == panel,
            (Width::Narrow, Panel::Settings) => self.is_drawer_open,
            (Width::Wide, Panel::Settings) => !self.is_settings_folded,
            (_, Panel::Track) => !self.is_track_folded,
        }
    }

    /// The same with a panel folded away or brought back.
    #[must_use]
    pub fn turned(self, panel: Panel, width: Width) -> Self {
        let mut panels = self;
        match (width, panel) {
            (Width::Phone, panel) => panels.tab = panel,
            (Width::Narrow, Panel::Settings) => panels.is_drawer_open ^= true,
            (Width::Wide, Panel::Settings) => panels.is_settings_folded ^= true,
            (_, Panel::Track) => panels.is_track_folded ^= true,
        }
        panels
    }

    /// What is kept until the next visit, as text: what the person folded away.
    pub fn to_text(self) -> String {
        let folded = [
            (self.is_settings_folded, "settings"),
            (self.is_track_folded, "track"),
        ];
        let names = folded.into_iter().filter(|(is_folded, _)| *is_folded);
        let names: Vec<&str> = names.map(|(_, name)| name).collect();
        names.join(" ")
    }

    /// What was kept.
    pub fn of_text(text: &str) -> Self {
        let has = |name: &str| text.split(' ').any(|word| word == name);
        Self {
            is_settings_folded: has("settings"),
            is_track_folded: has("track"),
            ..Self::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panel_is_turned_and_turned_back_at_every_width() {
        for width in [Width::Wide, Width::Narrow, Width::Phone] {
            for panel in [Panel::Track, Panel::Settings] {
                let before = Panels::default();
                let turned = before.turned(panel, width);
                if width == Width::Phone {
                    assert!(turned.shows(panel, width));
                } else {
                    assert_ne!(turned.shows(panel, width), before.shows(panel, width));
                    assert_eq!(turned.turned(panel, width), before);
                }
            }
        }
    }

    #[test]
    fn what_was_folded_is_kept_and_nothing_else() {
        let folded = Panels {
            is_settings_folded: true,
            is_track_folded: true,
            is_drawer_open: true,
            tab: Panel::Settings,
        };
        assert_eq!(
            Panels::of_text(&folded.to_text()),
            Panels {
                is_drawer_open: false,
                tab: Panel::Track,
                ..folded
            }
        );
        for text in ["", "nonsense", "settings-x"] {
            assert_eq!(Panels::of_text(text), Panels::default());
        }
    }
}

//! Light or dark.

/// The page's colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scheme {
    /// As the person's system has it.
    #[default]
    System,
    /// Dark ink on light paper.
    Light,
    /// Light ink on dark paper.
    Dark,
}

impl Scheme {
    /// All, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    /// What it is kept as.
    pub fn name(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The one of this name; as the system has it for any other.
    pub fn named(name: &str) -> Self {
        let mut all = Self::ALL.into_iter();
        all.find(|scheme| scheme.name() == name).unwrap_or_default()
    }

    /// Is the paper dark?
    pub fn is_dark(self, prefers_dark: bool) -> bool {
        match self {
            Self::System => prefers_dark,
            Self::Light => false,
            Self::Dark => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_scheme_has_its_name_and_the_system_has_all_others() {
        for scheme in Scheme::ALL {
            assert_eq!(Scheme::named(scheme.name()), scheme);
        }
        assert_eq!(Scheme::named("sepia"), Scheme::System);
        assert_eq!(
            [true, false].map(|dark| Scheme::System.is_dark(dark)),
            [true, false]
        );
        assert!(Scheme::Dark.is_dark(false) && !Scheme::Light.is_dark(true));
    }
}

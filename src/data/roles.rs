//! What a column holds, by its heading. In: headings in any of a dozen languages, as Exportify, its forks and music
//! programs write them. Out: a [`Role`].
//!
//! Case, accents, spaces, punctuation, plural endings and a unit in brackets do not matter.

use super::spelling;
use crate::sorting::sort_by_key;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Names of tracks.
    Title,
    /// Who plays.
    Artist,
    /// Kinds of music.
    Genre,
    /// How much a track is listened to.
    Popularity,
    /// The first of Spotify's audio features that the notebook used, and so on.
    Danceability,
    /// How intense a track is.
    Energy,
    /// How sure a track is acoustic.
    Acousticness,
    /// How cheerful a track is.
    Valence,
    /// How sure a track is without song.
    Instrumentalness,
    /// Beats per minute.
    Tempo,
}

/// Spellings of each role as [`spelling::header`] leaves them, parted by spaces; those that come first are taken first.
const SPELLINGS: [(Role, &str); 10] = [
    (
        Role::Title,
        "trackname title name track tracktitle songname songtitle song titel songtitel tracktitel liedtitel \
         musiktitel liedname lied nomdutitre titre nomdelapiste nomdelachanson titredelachanson nomdumorceau \
         titredumorceau chanson morceau piste nombredelacancion titulodelacancion titulo nombredelapista \
         cancion pista nombre nomedellatraccia titolodellatraccia titolodelbrano nomedelbrano titolo brano \
         traccia canzone nome nomedafaixa titulodafaixa nomedamusica titulodamusica nomedacancao faixa \
         musica nummernaam naamvannummer naamvanhetnummer titelvannummer tracknaam liedje naam nazwautworu \
         tytulutworu tytulpiosenki nazwapiosenki tytul utwor piosenka nazwa latennamn latnamn lattitel lat \
         namn トラック名 曲名 タイトル 楽曲名 曲のタイトル 題名 曲 parcaadi sarkiadi parcaismi sarkiismi baslik parca sarki",
    ),
    (
        Role::Artist,
        "artist artistname trackartist mainartist performer band singer musician kunstlername kunstler \
         interpret interpreten musiker nomdelartiste nomdesartiste artiste interprete groupe chanteur \
         nombredelartista nombredelosartista artista cantante nomedellartista nomedegliartisti artisti \
         nomedoartista nomedosartista cantor banda naamvanartiest naamvandeartiest artiestnaam artiest \
         artiesten uitvoerder nazwaartysty nazwawykonawcy wykonawca wykonawcy artysta artysci artistennamn \
         artistnamn artister アーティスト名 アーティスト 歌手名 歌手 演奏者 sanatciadi sanatciismi sanatci sanatcilar yorumcu \
         sarkici",
    ),
    (
        Role::Genre,
        "genre trackgenre musicgenre genretop trackgenretop artistgenre albumgenre style musikgenre \
         musikrichtung stil kunstlergenre genremusical genredelartiste genredelalbum genero generomusical \
         generodelartista generodelalbum genere generemusicale generi generidellartista generidellalbum \
         generodoartista generodoalbum genrevandeartiest genrevanhetalbum muziekgenre gatunek \
         gatunekmuzyczny gatunki gatunekartysty gatunkiartysty genrer artistengenrer albumetgenrer \
         musikgenrer ジャンル アーティストジャンル アルバムジャンル 音楽ジャンル tur turler muzikturu sanatciturleri albumturleri",
    ),
    (
        Role::Popularity,
        "popularity trackpopularity songpopularity beliebtheit popularitat popularite popularidad popolarita \
         popularidade populariteit popularnosc popularitet 人気度 人気 populerlik populerite",
    ),
    (
        Role::Danceability,
        "danceability tanzbarkeit danseabilite dansabilite bailabilidad ballabilita danzabilita \
         dancabilidade dansbaarheid tanecznosc dansbarhet ダンサビリティ ダンサビリティー ダンス性 踊りやすさ dansedilebilirlik \
         danedilebilirlik",
    ),
    (
        Role::Energy,
        "energy energie energia energi エネルギー エナジー enerji",
    ),
    (
        Role::Acousticness,
        "acousticne akustik akustizitat acoustique acousticite acoustic acustica acusticidad acustico \
         acusticita acusticidade akoestiek akoestisch akoestischheid akustycznosc akustyka akustiskhet \
         アコースティック性 アコースティック度 アコースティックネス アコースティック akustiklik",
    ),
    (
        Role::Valence,
        "valence valenz valencia valenza valentie walencja walencyjnosc valen 感情値 感情価 ヴァレンス バレンス ポジティブ度 \
         duygusallik valan degerlik",
    ),
    (
        Role::Instrumentalness,
        "instrumentalne instrumentalitat instrumental instrumentalite instrumentalidad strumentalita \
         instrumentalidade instrumentaliteit instrumentalnosc instrumentalhet instrumentellhet インストゥルメンタル性 \
         インストゥルメンタル度 インストゥルメンタルネス インスト度 enstrumantalite enstrumantallik",
    ),
    (Role::Tempo, "tempo bpm tempobpm テンポ tempi"),
];

/// Words before a heading that say nothing: "ID3 Title", `song_popularity`.
const PREFIXES: [&str; 4] = ["id3", "spotify", "track", "song"];

/// How good a spelling of `role` the heading is: 0 is the best; `None` where it is none.
pub fn rank(heading: &str, role: Role) -> Option<usize> {
    rank_of(&spelling::header(heading), role)
}

fn rank_of(header: &str, role: Role) -> Option<usize> {
    let (_, spellings) = SPELLINGS.iter().find(|(of, _)| *of == role)?;
    let place = |header: &str| {
        spellings
            .split(' ')
            .position(|known| is_same(known, header))
    };
    place(header).or_else(|| {
        let shorter = PREFIXES
            .iter()
            .find_map(|prefix| header.strip_prefix(prefix));
        // What is known as it stands comes before what is known in part.
        shorter.and_then(place).map(|place| spellings.len() + place)
    })
}

/// Japanese has letters with marks, which headings have lost.
fn is_same(known: &str, header: &str) -> bool {
    known == header
        || (!known.is_ascii() && !header.is_ascii() && spelling::header(known) == header)
}

/// Which of `headings` hold `role`, the best spelling first, equals in their order.
pub fn columns_of<'a>(headings: impl Iterator<Item = &'a str>, role: Role) -> Vec<usize> {
    let mut found: Vec<(usize, usize)> = headings
        .enumerate()
        .filter_map(|(column, heading)| Some((rank(heading, role)?, column)))
        .collect();
    sort_by_key(&mut found, |&(rank, _)| rank);
    found.into_iter().map(|(_, column)| column).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_are_as_they_are_looked_for() {
        for (role, spellings) in SPELLINGS {
            for known in spellings.split(' ') {
                assert!(rank(known, role).is_some(), "{known}");
                if known.is_ascii() {
                    assert_eq!(spelling::header(known), known);
                }
            }
        }
    }

    #[test]
    fn headings_of_many_programs_are_known() {
        for (heading, role) in [
            ("Track Name", Role::Title),
            ("Nom du titre", Role::Title),
            ("Låtens namn", Role::Title),
            ("Parça Adı", Role::Title),
            ("ID3 Title", Role::Title),
            ("Artist Name(s)", Role::Artist),
            ("Nom(s) de l'artiste", Role::Artist),
            ("Nombre(s) del artista", Role::Artist),
            ("Artistens namn", Role::Artist),
            ("Dançabilidade", Role::Danceability),
            ("danceability_%", Role::Danceability),
            ("Dans Edilebilirlik", Role::Danceability),
            ("インストゥルメンタル性", Role::Instrumentalness),
            ("Tempo (BPM)", Role::Tempo),
            ("Popülerlik", Role::Popularity),
            ("song_popularity", Role::Popularity),
        ] {
            assert!(rank(heading, role).is_some(), "{heading}");
        }
        for (heading, role) in [
            ("Album Artist Name(s)", Role::Artist),
            ("Album Name", Role::Title),
            ("track_number", Role::Title),
            ("popular", Role::Popularity),
        ] {
            assert_eq!(rank(heading, role), None, "{heading}");
        }
    }

    #[test]
    fn the_best_spelling_comes_first() {
        let headings = ["name", "Titel", "track_name", "energy"];
        assert_eq!(columns_of(headings.into_iter(), Role::Title), [2, 0, 1]);
    }
}

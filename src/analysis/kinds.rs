//! Pictures fall into kinds: those that one program drew in one way. In: how each picture is drawn, by itself. Out: the
//! kinds, and for each picture the frame in force.

use std::collections::{BTreeMap, HashMap};

use crate::data::{
    BandLevels, ChoicesByKind, ColorMap, Frame, Picture, PictureKind, PictureKinds, PictureReading,
    Shades,
};
use crate::sorting::sort_by_key;

/// Most pictures of a kind of strangers, and how many times as many the largest kind has.
const MOST_STRANGERS: usize = 3;
const STRANGER_RATIO: usize = 5;
/// Where more than one picture in so many is in a kind as small as that, size says nothing about the kind.
const SMALL_KINDS: usize = 5;
/// Difference of lower and upper bands along the map, from which on it says which end is up. A quarter of the range.
const CLEAR_RISE: f32 = 0.25;

/// The kinds of some pictures, and the frame in force of each.
#[derive(Clone, Debug, Default)]
pub(super) struct Sorted {
    pub(super) kinds: PictureKinds,
    /// Frame of each picture: that of its kind where a person said so, else its own.
    pub(super) frames: Vec<Frame>,
    /// Which pictures are to be turned over, because their low bands are at the top.
    pub(super) turned: Vec<bool>,
}

impl Sorted {
    /// How a picture is to be read.
    pub(super) fn reading(&self, picture: usize) -> Option<PictureReading> {
        let kind = self.kinds.kind_of(picture)?;
        Some(PictureReading {
            is_turned: *self.turned.get(picture)?,
            ..kind.reading(*self.frames.get(picture)?)
        })
    }
}

/// Sorts pictures, each with what it is called, into kinds.
pub(super) fn sort(pictures: &[(&str, &Picture)], choices: &ChoicesByKind) -> Sorted {
    let maps = vote(pictures);
    let frames = believable_frames(pictures, &maps);
    let sizes: Vec<(u32, u32)> = pictures
        .iter()
        .zip(&frames)
        .map(|((_, picture), frame)| {
            let (width, height) = (picture.whole.width, picture.whole.height);
            frame.inside(width, height).unwrap_or((width, height))
        })
        .collect();
    let one = |i: usize| One {
        called: pictures[i].0,
        picture: pictures[i].1,
        map: maps[i],
        frame: frames[i],
        size: sizes[i],
    };
    let ones: Vec<One> = (0..pictures.len()).map(one).collect();
    let mut groups = group(&ones, Alike::InSize);
    if are_split(&groups, ones.len()) {
        groups = group(&ones, Alike::InHeight);
    }
    // Where nothing is usual, nothing is strange.
    let largest = if are_split(&groups, ones.len()) {
        0
    } else {
        groups.iter().map(Vec::len).max().unwrap_or(0)
    };
    sort_by_key(&mut groups, |members| {
        (std::cmp::Reverse(members.len()), members.first().copied())
    });
    let mut sorted = Sorted {
        kinds: PictureKinds {
            kinds: Vec::with_capacity(groups.len()),
            of: vec![0; ones.len()],
        },
        frames,
        turned: vec![false; ones.len()],
    };
    for (position, members) in (0..).zip(&groups) {
        let kind = describe(&ones, members, choices, largest);
        let turns_over = kind.choices.turns_upside_down == Some(true);
        for &member in members {
            sorted.kinds.of[member] = position;
            let is_upside_down = || {
                kind.upside_down
                    .iter()
                    .any(|file| file == ones[member].called)
            };
            sorted.turned[member] = kind.is_turned != (turns_over && is_upside_down());
            if let Some(frame) = kind.choices.frame {
                let whole = &ones[member].picture.whole;
                if frame.inside(whole.width, whole.height).is_some() {
                    sorted.frames[member] = frame;
                }
            }
        }
        sorted.kinds.kinds.push(kind);
    }
    sorted
}

/// A picture and what is known of it.
struct One<'a> {
    called: &'a str,
    picture: &'a Picture,
    map: Option<ColorMap>,
    frame: Frame,
    /// Without the frame.
    size: (u32, u32),
}

/// The colour map of each picture. Dark pictures fit several maps: of those the one that most pictures of the same size
/// fit best counts, then the one that most of all do.
fn vote(pictures: &[(&str, &Picture)]) -> Vec<Option<ColorMap>> {
    // Those of one size, and those of all.
    let mut votes: HashMap<(Option<(u32, u32)>, ColorMap), usize> = HashMap::new();
    let size = |picture: &Picture| Some((picture.whole.width, picture.whole.height));
    for (_, picture) in pictures {
        if let Some(best) = picture.look.color_maps.first() {
            for among in [size(picture), None] {
                *votes.entry((among, best.color_map)).or_default() += 1;
            }
        }
    }
    let voted = |picture: &Picture| {
        let fits = picture.look.color_maps.iter().map(|fit| fit.color_map);
        let votes = |map: ColorMap| {
            [size(picture), None].map(|among| votes.get(&(among, map)).copied().unwrap_or(0))
        };
        // The last of equal ones wins, and the nearest stands first.
        fits.rev().max_by_key(|&map| votes(map))
    };
    pictures.iter().map(|(_, picture)| voted(picture)).collect()
}

/// The frame of each picture. One that may be silence counts only where most pictures of the same size and colours have it.
fn believable_frames(pictures: &[(&str, &Picture)], maps: &[Option<ColorMap>]) -> Vec<Frame> {
    let drawn_as = |(_, picture): &(&str, &Picture), map: &Option<ColorMap>| {
        (picture.whole.width, picture.whole.height, *map)
    };
    // Those with one frame, and with any.
    let mut counts: HashMap<_, usize> = HashMap::new();
    for (picture, map) in pictures.iter().zip(maps) {
        for frame in [Some(picture.1.look.frame), None] {
            *counts.entry((drawn_as(picture, map), frame)).or_default() += 1;
        }
    }
    let believable = |(one, map): (&(&str, &Picture), &Option<ColorMap>)| {
        let look = &one.1.look;
        let [so, n] = [Some(look.frame), None].map(|frame| {
            counts
                .get(&(drawn_as(one, map), frame))
                .copied()
                .unwrap_or(0)
        });
        if look.may_be_silence && 2 * so <= n {
            Frame::NONE
        } else {
            look.frame
        }
    };
    pictures.iter().zip(maps).map(believable).collect()
}

/// What pictures of one colour map must have in common to be of one kind.
#[derive(Clone, Copy)]
enum Alike {
    /// The size of the file, both with or both without a frame; or the size without the frame.
    InSize,
    /// The height without the frame: tracks of different lengths.
    InHeight,
}

/// Pictures that are alike, directly or by way of others.
fn group(ones: &[One], alike: Alike) -> Vec<Vec<usize>> {
    let mut first_with: HashMap<(Option<ColorMap>, u8, u32, u32), usize> = HashMap::new();
    // The first picture of the group that each belongs to, as far as it is known: a forest.
    let mut parent: Vec<usize> = (0..ones.len()).collect();
    for (i, one) in ones.iter().enumerate() {
        let whole = &one.picture.whole;
        let (width, height) = one.size;
        let is_framed = u8::from(one.frame != Frame::NONE);
        let keys = match alike {
            Alike::InSize => [(2, width, height), (is_framed, whole.width, whole.height)],
            Alike::InHeight => [(3, 0, height); 2],
        };
        for (what, width, height) in keys {
            let first = *first_with
                .entry((one.map, what, width, height))
                .or_insert(i);
            let (a, b) = (root(&mut parent, first), root(&mut parent, i));
            parent[a.max(b)] = a.min(b);
        }
    }
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for i in 0..ones.len() {
        groups.entry(root(&mut parent, i)).or_default().push(i);
    }
    groups.into_values().collect()
}

fn root(parent: &mut [usize], mut of: usize) -> usize {
    while parent[of] != of {
        parent[of] = parent[parent[of]];
        of = parent[of];
    }
    of
}

/// Are many pictures in kinds of a few?
fn are_split(groups: &[Vec<usize>], n: usize) -> bool {
    let small = groups.iter().filter(|group| group.len() <= MOST_STRANGERS);
    let n_small: usize = small.map(Vec::len).sum();
    groups.len() > 1 && n_small * SMALL_KINDS > n
}

/// The commonest of some values, and how often it occurs; the first of equal ones.
fn commonest<T: Copy + Ord>(values: impl Iterator<Item = T>) -> Option<(T, usize)> {
    let mut counts: BTreeMap<T, (usize, usize)> = BTreeMap::new();
    for (i, value) in values.enumerate() {
        counts.entry(value).or_insert((0, i)).0 += 1;
    }
    let counts = counts.into_iter();
    let most = counts.max_by_key(|&(_, (n, first))| (n, std::cmp::Reverse(first)))?;
    Some((most.0, most.1.0))
}

fn describe(ones: &[One], members: &[usize], all: &ChoicesByKind, largest: usize) -> PictureKind {
    let of = || members.iter().map(|&member| &ones[member]);
    let map = of().next().and_then(|one| one.map);
    let ((width, height), _) = commonest(of().map(|one| one.size)).unwrap_or_default();
    let (frame, n_framed_so) = commonest(of().map(|one| one.frame)).unwrap_or_default();
    let found = map.map_or(Shades::Luma, Shades::Along);
    let key = format!("{width}x{height} {}", found.name());
    let choices = all.get(&key).cloned().unwrap_or_default();
    // All pixels say more than the few that were looked at first.
    let rise = |one: &One| {
        let measured = one.picture.levels.as_ref().filter(|_| map.is_some());
        if let Some(rise) = measured.and_then(BandLevels::rise) {
            return rise;
        }
        let mut fits = one.picture.look.color_maps.iter();
        let fit = fits.find(|fit| Some(fit.color_map) == one.map);
        fit.map_or(0.0, |fit| fit.rise)
    };
    let mean_rise = of().map(rise).sum::<f32>() / members.len().max(1) as f32;
    let is_turned = choices.is_turned.unwrap_or(false);
    // The loud end is the one that is brighter in the lower bands.
    let is_reversed = mean_rise < 0.0;
    let stands_on_its_head =
        |one: &&One| rise(one) * mean_rise.signum() < -CLEAR_RISE && mean_rise.abs() > CLEAR_RISE;
    let is_typical =
        |&&member: &&usize| ones[member].frame == frame && ones[member].size == (width, height);
    let names =
        |ones: &mut dyn Iterator<Item = &One>| ones.map(|one| one.called.to_owned()).collect();
    PictureKind {
        n: members.len(),
        width,
        height,
        shades: choices.shades.unwrap_or(found),
        is_reversed: choices.is_reversed.unwrap_or(is_reversed != is_turned),
        is_turned,
        frame: choices.frame.unwrap_or(frame),
        n_framed_so: if choices.frame.is_some() {
            members.len()
        } else {
            n_framed_so
        },
        frames_differ: match choices.frame {
            Some(_) => Vec::new(),
            None => names(&mut of().filter(|one| one.frame != frame)),
        },
        upside_down: names(&mut of().filter(stands_on_its_head)),
        is_stranger: members.len() <= MOST_STRANGERS && members.len() * STRANGER_RATIO <= largest,
        sample: members
            .iter()
            .find(is_typical)
            .or(members.first())
            .copied()
            .unwrap_or(0),
        key,
        choices,
    }
}

use proptest::prelude::*;

use super::*;

const LIMITS: Limits = Limits {
    file_bytes: 100,
    pixels: 40,
    light: 10,
    idle_deaths: 2,
};

/// A crew whose wanted helpers are started and there.
fn crew(n: usize) -> Crew<char, ()> {
    let mut crew = Crew::new(n, LIMITS);
    while let Some(id) = crew.start_next() {
        crew.came_up(id);
    }
    crew
}

/// Takes and reads a picture of so many pixels.
fn ready<B: Default>(crew: &mut Crew<char, B>, name: char, n_pixels: u64) -> Ticket {
    let ticket = crew.take(name, 1);
    crew.ready(vec![(ticket, n_pixels)], B::default());
    ticket
}

/// Reads again what has to be, and sends what can be: who got what.
fn send(crew: &mut Crew<char, ()>) -> Vec<(HelperId, Vec<Ticket>)> {
    while let Some((ticket, _)) = crew.take_again() {
        crew.ready(vec![(ticket, 1)], ());
    }
    std::iter::from_fn(|| crew.next_order())
        .map(|order| (order.helper, order.tickets))
        .collect()
}

#[test]
fn the_pictures_of_a_dead_helper_go_to_another_once_and_one_by_one() {
    let mut crew = crew(2);
    let bad = crew.take('x', 1);
    let good = crew.take('a', 1);
    crew.ready(vec![(bad, 1), (good, 1)], ());
    assert_eq!(send(&mut crew), [(0, vec![bad, good])]);
    assert!(crew.died(0).is_empty());
    // The one that lives gets the first alone; the second waits, though a new helper is soon there.
    assert_eq!(send(&mut crew), [(1, vec![2])]);
    assert_eq!(crew.start_next(), Some(2));
    crew.came_up(2);
    assert_eq!(send(&mut crew), [(2, vec![3])]);
    assert_eq!(crew.died(1), ['x']);
    assert_eq!(crew.settle(2, 3), Some('a'));
    assert_eq!(crew.n_taken(), 0);
    // It has done something: another takes the place of the second dead one.
    assert_eq!(crew.start_next(), Some(3));
}

#[test]
fn a_helper_that_never_was_there_has_not_tried() {
    let mut crew: Crew<char, ()> = Crew::new(1, LIMITS);
    let first = crew.start_next().unwrap();
    ready(&mut crew, 'a', 1);
    assert_eq!(send(&mut crew), [(first, vec![0])]);
    assert!(crew.died(first).is_empty());
    let second = crew.start_next().unwrap();
    crew.came_up(second);
    assert_eq!(send(&mut crew), [(second, vec![1])]);
    // The first that knew of the picture dies: it gets one more.
    assert!(crew.died(second).is_empty());
    let third = crew.start_next().unwrap();
    crew.came_up(third);
    assert_eq!(send(&mut crew), [(third, vec![2])]);
    assert_eq!(crew.died(third), ['a']);
}

#[test]
fn helpers_that_never_start_are_not_started_for_ever() {
    let mut crew: Crew<char, ()> = Crew::new(3, LIMITS);
    ready(&mut crew, 'a', 1);
    ready(&mut crew, 'b', 11);
    let mut n_started = 0;
    while let Some(id) = crew.start_next() {
        n_started += 1;
        send(&mut crew);
        assert!(crew.died(id).is_empty());
    }
    assert_eq!(n_started, 6);
    assert!(crew.is_deserted());
    while let Some((ticket, &name)) = crew.take_again() {
        crew.ready(vec![(ticket, if name == 'b' { 11 } else { 1 })], ());
    }
    let orphans: Vec<_> = std::iter::from_fn(|| crew.next_orphan())
        .map(|orphan| (orphan.pictures, orphan.is_safe))
        .collect();
    assert_eq!(orphans, [(vec!['a'], true), (vec!['b'], false)]);
    assert_eq!(crew.n_taken(), 0);
}

#[test]
fn large_pictures_go_alone_and_all_to_the_same_helper() {
    let mut crew = crew(3);
    let tickets: Vec<Ticket> = [1, 30, 30, 99, 1]
        .into_iter()
        .map(|n_pixels| ready(&mut crew, 'p', n_pixels))
        .collect();
    let mut sent = send(&mut crew);
    assert_eq!(sent, [(0, vec![tickets[0]]), (1, vec![tickets[1]])]);
    let mut order = Vec::new();
    while let Some((helper, tickets)) = sent.pop() {
        for ticket in tickets {
            crew.settle(helper, ticket).unwrap();
            order.push((helper, ticket));
            sent.extend(send(&mut crew));
        }
    }
    let heavy: Vec<HelperId> = order
        .iter()
        .filter(|(_, ticket)| tickets[1..4].contains(ticket))
        .map(|(helper, _)| *helper)
        .collect();
    assert_eq!(heavy, [1, 1, 1]);
    assert_eq!(crew.n_taken(), 0);
}

#[test]
fn files_are_read_as_far_as_there_is_room() {
    let mut crew = crew(1);
    assert_eq!(crew.room_in_bytes(), None);
    crew.take('a', 70);
    assert_eq!(crew.room_in_bytes(), Some(30));
    let large = crew.take('b', 500);
    assert_eq!(crew.room_in_bytes(), Some(0));
    assert_eq!(crew.give_up(large), Some('b'));
    assert_eq!(crew.room_in_bytes(), Some(30));
}

#[derive(Clone, Debug)]
enum Move {
    Start,
    Up(usize),
    Take(Vec<u64>),
    TakeAgain,
    Read(usize, bool),
    Send,
    Settle(usize, usize),
    Die(usize),
    Orphan,
    Cancel,
}

fn moves() -> impl Strategy<Value = Vec<Move>> {
    let any = any::<usize>;
    let one = prop_oneof![
        2 => Just(Move::Start),
        2 => any().prop_map(Move::Up),
        4 => prop::collection::vec(0_u64..60, 1..5).prop_map(Move::Take),
        3 => Just(Move::TakeAgain),
        5 => (any(), prop::bool::weighted(0.9)).prop_map(|(i, is_well)| Move::Read(i, is_well)),
        5 => Just(Move::Send),
        5 => (any(), any()).prop_map(|(i, j)| Move::Settle(i, j)),
        2 => any().prop_map(Move::Die),
        1 => Just(Move::Orphan),
        1 => prop::bool::weighted(0.3).prop_map(|yes| if yes { Move::Cancel } else { Move::Send }),
    ];
    prop::collection::vec(one, 0..120)
}

/// The world around a crew: files that are read, helpers that live, and how often each picture came back.
struct World {
    crew: Crew<usize, ()>,
    pixels: Vec<u64>,
    /// Batches being read.
    reading: Vec<Vec<(Ticket, u64)>>,
    /// What each living helper was sent and has not answered.
    helpers: BTreeMap<HelperId, Vec<Ticket>>,
    n_handed_back: Vec<usize>,
    n_tries: Vec<usize>,
    picture_of: BTreeMap<Ticket, usize>,
    heavy: Vec<HelperId>,
}

impl World {
    fn hand_back(&mut self, pictures: impl IntoIterator<Item = usize>) {
        for picture in pictures {
            self.n_handed_back[picture] += 1;
        }
    }

    fn helper(&self, i: usize) -> Option<HelperId> {
        self.helpers
            .keys()
            .copied()
            .nth(i % self.helpers.len().max(1))
    }

    fn start(&mut self) -> bool {
        let started = self.crew.start_next();
        if let Some(id) = started {
            assert!(self.helpers.insert(id, Vec::new()).is_none());
            assert!(self.helpers.len() <= self.crew.n_wanted());
        }
        started.is_some()
    }

    fn take_again(&mut self) -> bool {
        let Some((ticket, &picture)) = self.crew.take_again() else {
            return false;
        };
        self.picture_of.insert(ticket, picture);
        self.reading.push(vec![(ticket, self.pixels[picture])]);
        true
    }

    fn read(&mut self, i: usize, is_well: bool) {
        if self.reading.is_empty() {
            return;
        }
        let batch = self.reading.remove(i % self.reading.len());
        if is_well {
            let is_light = self.crew.is_light(batch.iter().map(|(_, n)| n).sum());
            let parcels: Vec<Vec<(Ticket, u64)>> = if is_light {
                vec![batch]
            } else {
                batch.into_iter().map(|one| vec![one]).collect()
            };
            for parcel in parcels {
                self.crew.ready(parcel, ());
            }
        } else {
            let given_up: Vec<usize> = batch
                .iter()
                .filter_map(|(ticket, _)| self.crew.give_up(*ticket))
                .collect();
            self.hand_back(given_up);
        }
    }

    fn send(&mut self) -> bool {
        let Some(order) = self.crew.next_order() else {
            return false;
        };
        let pixels = |ticket: &Ticket| self.pixels[self.picture_of[ticket]];
        let sum: u64 = order.tickets.iter().map(pixels).sum();
        if sum > LIMITS.light {
            self.heavy.retain(|id| self.helpers.contains_key(id));
            self.heavy.push(order.helper);
            // One living helper has all large pictures.
            assert!(self.heavy.iter().all(|&id| id == order.helper));
        }
        for ticket in &order.tickets {
            self.n_tries[self.picture_of[ticket]] += 1;
        }
        self.helpers
            .get_mut(&order.helper)
            .unwrap()
            .extend(order.tickets);
        let out = || self.helpers.values().flatten();
        let in_flight: u64 = out().map(pixels).sum();
        assert!(in_flight <= LIMITS.pixels || out().count() == 1);
        true
    }

    fn settle(&mut self, i: usize, j: usize) {
        let Some(id) = self.helper(i) else { return };
        let has = self.helpers.get_mut(&id).unwrap();
        if has.is_empty() {
            return;
        }
        let ticket = has.remove(j % has.len());
        let settled = self.crew.settle(id, ticket);
        self.hand_back(settled);
        // The same answer again is nobody's.
        assert!(self.crew.settle(id, ticket).is_none());
    }

    fn die(&mut self, i: usize) {
        let Some(id) = self.helper(i) else { return };
        self.helpers.remove(&id);
        let lost = self.crew.died(id);
        self.hand_back(lost);
        assert!(self.crew.died(id).is_empty());
    }

    fn orphan(&mut self) -> bool {
        let orphan = self.crew.next_orphan();
        let found = orphan.is_some();
        self.hand_back(orphan.into_iter().flat_map(|orphan| orphan.pictures));
        found
    }

    fn make(&mut self, step: &Move) {
        match step {
            Move::Start => drop(self.start()),
            Move::Up(i) => {
                if let Some(id) = self.helper(*i) {
                    self.crew.came_up(id);
                }
            }
            Move::Take(sizes) => {
                let mut batch = Vec::new();
                for &n_pixels in sizes {
                    if self.crew.room_in_bytes().is_some_and(|room| room < 10) {
                        break;
                    }
                    let picture = self.pixels.len();
                    self.pixels.push(n_pixels);
                    self.n_handed_back.push(0);
                    self.n_tries.push(0);
                    let ticket = self.crew.take(picture, 10);
                    self.picture_of.insert(ticket, picture);
                    batch.push((ticket, n_pixels));
                }
                if !batch.is_empty() {
                    self.reading.push(batch);
                }
            }
            Move::TakeAgain => drop(self.take_again()),
            Move::Read(i, is_well) => self.read(*i, *is_well),
            Move::Send => drop(self.send()),
            Move::Settle(i, j) => self.settle(*i, *j),
            Move::Die(i) => self.die(*i),
            Move::Orphan => drop(self.orphan()),
            Move::Cancel => {
                let back = self.crew.cancel();
                self.hand_back(back);
                assert_eq!(self.crew.n_taken(), 0);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn every_picture_comes_back_exactly_once(n_helpers in 1_usize..4, steps in moves()) {
        let mut world = World {
            crew: Crew::new(n_helpers, LIMITS),
            pixels: Vec::new(),
            reading: Vec::new(),
            helpers: BTreeMap::new(),
            n_handed_back: Vec::new(),
            n_tries: Vec::new(),
            picture_of: BTreeMap::new(),
            heavy: Vec::new(),
        };
        for step in &steps {
            world.make(step);
            prop_assert!(world.n_handed_back.iter().all(|&n| n <= 1));
        }
        // From here on all is well: whoever lives answers, whoever is missing is started. The load ends.
        let mut n_left = 0;
        while world.crew.n_taken() > 0 {
            while world.start() {}
            for id in world.helpers.keys().copied().collect::<Vec<_>>() {
                world.crew.came_up(id);
            }
            while world.take_again() {}
            while !world.reading.is_empty() {
                world.read(0, true);
            }
            while world.send() {}
            for i in 0..world.helpers.len() {
                world.settle(i, 0);
            }
            while world.orphan() {}
            n_left += 1;
            prop_assert!(n_left < 10_000, "it never ends");
        }
        prop_assert!(world.n_handed_back.iter().all(|&n| n == 1));
    }

    /// Whoever knew of a picture and died counts: no picture kills more than two.
    #[test]
    fn a_picture_kills_two_helpers_and_the_others_are_well(
        n_helpers in 1_usize..4, n in 1_usize..30, killers in prop::collection::btree_set(0_usize..30, 0..6), at_once in 1_usize..9,
    ) {
        let mut crew: Crew<usize, ()> = Crew::new(n_helpers, LIMITS);
        let mut lines: VecDeque<usize> = (0..n).collect();
        let (mut well, mut lost, mut deaths) = (Vec::new(), Vec::new(), 0);
        while !lines.is_empty() || crew.n_taken() > 0 {
            while let Some(id) = crew.start_next() {
                crew.came_up(id);
            }
            while let Some((ticket, _)) = crew.take_again() {
                crew.ready(vec![(ticket, 1)], ());
            }
            let batch: Vec<_> = (0..at_once).filter_map(|_| lines.pop_front()).map(|p| (crew.take(p, 1), 1)).collect();
            crew.ready(batch, ());
            // A helper decodes in order, up to what it dies of.
            while let Some(order) = crew.next_order() {
                for ticket in order.tickets {
                    let picture = crew.taken[&ticket].picture;
                    if killers.contains(&picture) {
                        deaths += 1;
                        lost.extend(crew.died(order.helper));
                        break;
                    }
                    well.extend(crew.settle(order.helper, ticket));
                }
            }
        }
        well.sort_unstable();
        lost.sort_unstable();
        prop_assert_eq!(well, (0..n).filter(|p| !killers.contains(p)).collect::<Vec<_>>());
        prop_assert_eq!(lost.clone(), (0..n).filter(|p| killers.contains(p)).collect::<Vec<_>>());
        prop_assert!(deaths <= 2 * lost.len());
    }
}

//! Tables, and names in archives, read again as a person wants them: page and session joined, without a browser between.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use std::collections::{BTreeMap, VecDeque};
use std::fs;
use std::io;
use std::rc::Rc;

use serde_json::Value;

use common::{fixtures, picture, spectrogram, strings};
use soundkin::data::{ChosenKind, Decimal, NamesReading, ReadingChoices};
use soundkin::ingest::Tables;
use soundkin::intake::{Batch, FileHandle, Inbox};
use soundkin::page::{Action, Effect, State, reduce};
use soundkin::protocol::Request;
use soundkin::session::Session;
use soundkin::space::{Settings, SpaceName};

/// A file in memory.
#[derive(Clone)]
struct File(Rc<Vec<u8>>);

impl FileHandle for File {
    fn size(&self) -> u64 {
        self.0.len() as u64
    }

    fn last_modified(&self) -> f64 {
        0.0
    }

    fn slice(&self, start: u64, end: u64) -> io::Result<Vec<u8>> {
        Ok(self.0[start as usize..end as usize].to_vec())
    }
}

/// A page, its session, and what it was given: archives of pictures, and the bytes of tables.
struct House {
    state: State,
    session: Session,
    inbox: Inbox<File>,
    tables: BTreeMap<String, Vec<u8>>,
}

impl House {
    /// With these tables and pictures `clip_0.png` and so on.
    fn new(tables: &[(&str, Vec<u8>)], n_pictures: usize) -> Self {
        let mut house = Self::empty(tables);
        for i in 0..n_pictures {
            house
                .session
                .collection
                .add_picture(picture(&format!("clip_{i}.png"), i));
        }
        house.act(Action::GiveFiles(vec!["a folder".into()]));
        house
    }

    /// With these tables and this archive of pictures, read with these settings.
    fn with_archive(
        tables: &[(&str, Vec<u8>)],
        path: &str,
        archive: &str,
        settings: Settings,
    ) -> Self {
        let mut house = Self::empty(tables);
        let file = File(Rc::new(case(archive)));
        house.inbox.give([(path.to_owned(), file)].into_iter());
        house.state.settings = settings;
        house.act(Action::GiveFiles(vec![path.into()]));
        house
    }

    fn empty(tables: &[(&str, Vec<u8>)]) -> Self {
        Self {
            state: State::default(),
            session: Session::default(),
            inbox: Inbox::default(),
            tables: tables
                .iter()
                .map(|(file, bytes)| ((*file).to_owned(), bytes.clone()))
                .collect(),
        }
    }

    /// What the worker does with files.
    fn read_files(&mut self) {
        while self.inbox.sort_next(&mut self.session.collection, &Tables) {}
        while let Batch::Entry(unread) = self.inbox.next_batch(1, None) {
            let bytes = self.inbox.bytes(&unread.source).unwrap();
            let picture = spectrogram(&unread.path, &bytes).unwrap();
            self.session.collection.add_picture(picture);
        }
    }

    fn act(&mut self, action: Action) {
        let mut actions = VecDeque::from([action]);
        while let Some(action) = actions.pop_front() {
            let (state, effects) = reduce(std::mem::take(&mut self.state), action);
            self.state = state;
            for effect in effects {
                let Effect::Send(request) = effect else {
                    continue;
                };
                actions.extend(self.ask(request).into_iter().map(Action::Told));
            }
        }
    }

    /// What the worker does: reads tables that are to be read otherwise, then computes.
    fn ask(&mut self, request: Request) -> Vec<soundkin::protocol::Message> {
        let (job, settings) = match request {
            Request::Load { job, settings, .. } => {
                self.read_files();
                for (file, bytes) in &self.tables {
                    let choices = settings.reading.get(file).cloned().unwrap_or_default();
                    self.session
                        .collection
                        .read_table(file, bytes, &choices, false, &Tables);
                }
                (job, settings)
            }
            Request::Configure { job, settings } => {
                for file in self
                    .session
                    .collection
                    .tables_read_otherwise(&settings.reading)
                {
                    let choices = settings.reading.get(&file).cloned().unwrap_or_default();
                    self.session.collection.read_table(
                        &file,
                        &self.tables[&file],
                        &choices,
                        true,
                        &Tables,
                    );
                }
                (job, settings)
            }
            Request::Describe { track } => {
                return self
                    .session
                    .describe(track)
                    .map(Into::into)
                    .into_iter()
                    .collect();
            }
            _ => return Vec::new(),
        };
        self.inbox
            .read_names(&settings.reading, &mut self.session.collection, &Tables);
        let mut said = self.session.begin(job, *settings);
        while self.session.stage().is_some() {
            said.extend(self.session.step());
        }
        said
    }

    fn choose(&mut self, file: &str, change: impl Fn(&mut ReadingChoices)) {
        let mut choices = self
            .state
            .settings
            .reading
            .get(file)
            .cloned()
            .unwrap_or_default();
        change(&mut choices);
        let settings = self.state.settings.clone().with_reading(file, choices);
        self.act(Action::Configure(Box::new(settings)));
    }

    fn numeric_columns(&self) -> Vec<String> {
        let loaded = self.state.loaded.as_ref().unwrap();
        loaded.numeric_columns().map(str::to_owned).collect()
    }

    fn selected_file(&self) -> &str {
        let loaded = self.state.loaded.as_ref().unwrap();
        loaded.tracks.files.get(self.state.selected.unwrap())
    }
}

fn case(path: &str) -> Vec<u8> {
    fs::read(fixtures("cases").join(path)).unwrap()
}

#[test]
fn a_choice_reads_the_table_again_and_keeps_everything_else() {
    let mut house = House::new(&[("tracks.csv", case("02-decimal-comma/tracks.csv"))], 12);
    assert_eq!(house.numeric_columns(), ["id", "tempo", "energy", "plays"]);
    house.act(Action::Select(Some(7)));
    let chosen = house.selected_file().to_owned();
    house.act(Action::NameCluster(
        SpaceName::Pixels,
        0,
        "Night drive".into(),
    ));
    let mut settings = house.state.settings.clone();
    settings.top_n = 4;
    house.act(Action::Configure(Box::new(settings)));

    house.choose("tracks.csv", |choices| {
        choices.decimal = Some(Decimal::Point);
    });
    assert_eq!(house.numeric_columns(), ["id", "plays"]);
    let reading = &house.state.loaded.as_ref().unwrap().readings.tables[0];
    assert_eq!(
        (reading.decimal, reading.choices.decimal),
        (Decimal::Point, Some(Decimal::Point))
    );
    assert_eq!(reading.preview.len(), 10);
    assert_eq!(house.selected_file(), chosen);
    assert_eq!(house.state.settings.top_n, 4);
    assert_eq!(
        house.state.cluster_name(SpaceName::Pixels, 0),
        "Night drive"
    );

    // As guessed.
    let settings = house
        .state
        .settings
        .clone()
        .with_reading("tracks.csv", ReadingChoices::default());
    assert!(settings.reading.is_empty());
    house.act(Action::Configure(Box::new(settings)));
    assert_eq!(house.numeric_columns(), ["id", "tempo", "energy", "plays"]);
    assert_eq!(house.selected_file(), chosen);
    assert_eq!(
        house.state.cluster_name(SpaceName::Pixels, 0),
        "Night drive"
    );
}

#[test]
fn every_choice_is_followed() {
    let bytes = "Liste\nfile;tempo;mood\n0.wav;80;caf\u{e9}\n1.wav;-9;none\n2.wav;95;\"open\n3.wav;about 7;x\n";
    let latin: Vec<u8> = bytes.chars().map(|c| c as u32 as u8).collect();
    let mut house = House::new(&[("t.csv", latin)], 0);
    let reading = |house: &House| house.state.loaded.as_ref().unwrap().readings.tables[0].clone();
    let cell =
        |house: &House, row: usize, column: usize| reading(house).preview[row][column].clone();
    assert_eq!(cell(&house, 0, 2), "caf\u{e9}");
    house.choose("t.csv", |choices| {
        choices.encoding = Some("windows-1251".into());
    });
    assert_eq!(
        (cell(&house, 0, 2), reading(&house).encoding),
        ("caf\u{439}".into(), "windows-1251".into())
    );
    house.choose("t.csv", |choices| choices.encoding = None);
    assert!(house.numeric_columns().is_empty());
    house.choose("t.csv", |choices| {
        choices.kinds.insert("tempo".into(), ChosenKind::Numbers);
    });
    assert_eq!(house.numeric_columns(), ["tempo"]);
    let n_numbers = |house: &House| reading(house).columns[1].n_numbers;
    assert_eq!(n_numbers(&house), 3);
    house.choose("t.csv", |choices| choices.missing = Some(vec!["-9".into()]));
    assert_eq!(
        (n_numbers(&house), reading(&house).missing),
        (2, vec!["-9".to_owned()])
    );
    house.choose("t.csv", |choices| choices.header_lines = Some(0));
    assert_eq!(reading(&house).columns[0].name, "Column 1");
    house.choose("t.csv", |choices| choices.header_lines = Some(2));
    assert_eq!(reading(&house).columns[1].name, "tempo 80");
    // What cannot be is said, and the table stays.
    house.choose("t.csv", |choices| choices.separator = Some('|'));
    assert!(reading(&house).error.is_some());
    assert_eq!(reading(&house).columns.len(), 3);
    house.act(Action::Configure(Box::default()));
    assert_eq!(
        (reading(&house).error, cell(&house, 0, 2)),
        (None, "caf\u{e9}".into())
    );
}

#[test]
fn a_table_that_nothing_separates_shows_its_lines_and_takes_a_separator() {
    let mut house = House::new(&[("t.csv", b"id:tempo\n0:80\n1:90\n".to_vec())], 2);
    let loaded = house.state.loaded.as_ref().unwrap();
    assert!(!loaded.has_table);
    assert_eq!(loaded.readings.tables[0].preview[1], ["0:80"]);
    house.choose("t.csv", |choices| choices.separator = Some(':'));
    assert!(house.state.loaded.as_ref().unwrap().has_table);
    assert_eq!(house.numeric_columns(), ["id", "tempo"]);
}

#[test]
fn the_document_says_how_tables_were_read() {
    let mut house = House::new(&[("tracks.csv", case("15-null-markers/tracks.csv"))], 12);
    house.choose("tracks.csv", |choices| choices.header_lines = Some(1));
    let document: Value = serde_json::from_str(&house.session.document(None).unwrap()).unwrap();
    let reading = &document["reading"][0];
    assert_eq!(reading["file"], "tracks.csv");
    assert_eq!(
        (
            &reading["encoding"],
            &reading["separator"],
            &reading["decimal"]
        ),
        (&"UTF-8".into(), &",".into(), &".".into())
    );
    assert_eq!(reading["header_lines"], 1);
    assert_eq!(strings(&reading["missing"]), ["\\N", "-", "#DIV/0!", "?"]);
    assert_eq!(
        (
            &reading["key_column"],
            &reading["title_column"],
            &reading["artist_column"]
        ),
        (&"id".into(), &"title".into(), &Value::Null)
    );
    assert!(
        strings(&reading["guesses"])
            .iter()
            .any(|guess| guess.contains("year"))
    );
    // The choices are among the parameters, and make the same again.
    let settings: Settings = serde_json::from_value(document["settings"].clone()).unwrap();
    assert_eq!(settings, house.state.settings);
}

#[test]
fn names_in_an_archive_are_read_again_and_everything_else_stays() {
    let tables = [("tracks.csv", case("07-shift-jis-zip/tracks-utf8.csv"))];
    let archive = "07-shift-jis-zip/pictures.zip";
    let mut house = House::with_archive(&tables, "set/songs.zip", archive, Settings::default());
    let names = |house: &House| -> NamesReading {
        house.state.loaded.as_ref().unwrap().readings.names[0].clone()
    };
    let report = |house: &House| house.state.loaded.as_ref().unwrap().report.clone();
    let remarks = |house: &House| house.state.loaded.as_ref().unwrap().warnings.clone();
    let document = |house: &House| -> Value {
        serde_json::from_str(&house.session.document(None).unwrap()).unwrap()
    };
    assert_eq!(
        (&names(&house).encoding[..], report(&house).matched),
        ("Shift_JIS", 12)
    );
    assert_eq!(remarks(&house)[0].reason, names(&house).guess.unwrap());
    let as_guessed = document(&house);
    let reading = &as_guessed["reading"][1];
    assert_eq!(
        (&reading["file"], &reading["encoding"]),
        (&"songs.zip".into(), &"Shift_JIS".into())
    );
    assert_eq!(strings(&reading["names"]), names(&house).preview);

    house.act(Action::Select(Some(7)));
    let picture = |house: &House| {
        let track = house.state.selected.unwrap();
        house.session.picture_path(track).unwrap().to_owned()
    };
    let chosen = picture(&house);
    house.act(Action::NameCluster(
        SpaceName::Pixels,
        0,
        "Night drive".into(),
    ));
    house.choose("set/songs.zip", |choices| {
        choices.encoding = Some("windows-1251".into());
    });
    let (read, kept) = (
        names(&house),
        (
            picture(&house),
            house.state.cluster_name(SpaceName::Pixels, 0),
        ),
    );
    assert_eq!(
        (&read.encoding[..], &read.guess, report(&house).matched),
        ("windows-1251", &None, 0)
    );
    assert!(
        remarks(&house)
            .iter()
            .all(|remark| !remark.reason.contains("does not say"))
    );
    assert_eq!(kept, (chosen.clone(), "Night drive".into()));
    // Tracks and lists are called as they are read now.
    let otherwise = document(&house);
    let mut files = otherwise["tracks"].as_array().unwrap().iter();
    assert!(files.any(|track| read.preview[0].ends_with(track["file"].as_str().unwrap())));
    assert_eq!(
        otherwise["settings"]["reading"]["set/songs.zip"]["encoding"],
        "windows-1251"
    );

    // Chosen from the first it is the same.
    let settings: Settings = serde_json::from_value(otherwise["settings"].clone()).unwrap();
    let again = House::with_archive(&tables, "set/songs.zip", archive, settings);
    assert_eq!(document(&again), otherwise);

    house.choose("set/songs.zip", |choices| choices.encoding = None);
    assert_eq!(document(&house), as_guessed);
    assert_eq!(
        (
            picture(&house),
            house.state.cluster_name(SpaceName::Pixels, 0)
        ),
        (chosen, "Night drive".into())
    );
}

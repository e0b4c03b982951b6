//! What a browser prints, read back from the PDF: how many pages, how full each is, how small its letters are.

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId, Stream};
use thirtyfour::common::print::{PrintMargins, PrintPage, PrintParameters};

use crate::page::Page;

/// A4 with the report's margins, in centimetres.
const PAPER_CM: (f64, f64) = (21.0, 29.7);
const MARGIN_CM: f64 = 1.6;
const POINTS_A_CM: f64 = 72.0 / 2.54;
/// What reaches further into the margin than this is no part of the text: the paper itself, the number of the page.
const INTO_MARGIN: f64 = 3.0;
/// Letters of headings are at least so large, and larger than all others.
const HEADING: f64 = 10.45;

/// A printed page, in points.
#[derive(Debug)]
pub struct Sheet {
    /// Of the height between the margins, the part down to the lowest words or shapes.
    pub fill: f64,
    /// From the lowest heading down to the lowest words or shapes; infinite where there is none.
    pub below_heading: f64,
    /// The smallest letters, those in the margin too; infinite where there are none.
    pub smallest: f64,
    /// What it says.
    pub words: String,
}

impl Page {
    /// Prints what is open on A4.
    pub async fn print(&self) -> Vec<Sheet> {
        let margin = MARGIN_CM;
        let parameters = PrintParameters {
            background: true,
            page: PrintPage {
                width: PAPER_CM.0,
                height: PAPER_CM.1,
            },
            margin: PrintMargins {
                top: margin,
                bottom: margin,
                left: margin,
                right: margin,
            },
            ..PrintParameters::default()
        };
        sheets(&self.driver.print_page(parameters).await.unwrap())
    }
}

/// The pages of a PDF.
fn sheets(pdf: &[u8]) -> Vec<Sheet> {
    let document = Document::load_mem(pdf).unwrap();
    let bottom = MARGIN_CM * POINTS_A_CM;
    let top = PAPER_CM.1 * POINTS_A_CM - bottom;
    let sheet = |(&number, &page): (&u32, &ObjectId)| {
        let mut reader = Reader {
            document: &document,
            bottom: bottom - INTO_MARGIN,
            lowest: top,
            heading: f64::INFINITY,
            smallest: f64::INFINITY,
        };
        let (own, inherited) = document.get_page_resources(page).unwrap();
        let inherited = inherited
            .iter()
            .filter_map(|&id| document.get_dictionary(id).ok());
        let resources: Vec<&Dictionary> = own.into_iter().chain(inherited).collect();
        reader.read(&document.get_page_content(page), &resources, SAME);
        Sheet {
            fill: (top - reader.lowest) / (top - bottom),
            below_heading: reader.heading - reader.lowest,
            smallest: reader.smallest,
            words: document.extract_text(&[number]).unwrap(),
        }
    };
    document.get_pages().iter().map(sheet).collect()
}

/// From one plane to another: (a x + c y + e, b x + d y + f).
type Matrix = [f64; 6];
const SAME: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

/// First `m`, then `n`.
fn then(m: Matrix, n: Matrix) -> Matrix {
    let (x, y) = at(n, (m[4], m[5]));
    [
        m[0] * n[0] + m[1] * n[2],
        m[0] * n[1] + m[1] * n[3],
        m[2] * n[0] + m[3] * n[2],
        m[2] * n[1] + m[3] * n[3],
        x,
        y,
    ]
}

fn at(m: Matrix, (x, y): (f64, f64)) -> (f64, f64) {
    (m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5])
}

/// What q keeps and Q brings back.
#[derive(Clone, Copy)]
struct State {
    page: Matrix,
    letters: f64,
    leading: f64,
    /// What is filled looks like the paper.
    white: bool,
}

/// Follows what is drawn on a page.
struct Reader<'a> {
    document: &'a Document,
    /// Where the margin begins.
    bottom: f64,
    lowest: f64,
    /// Where the lowest heading stands.
    heading: f64,
    smallest: f64,
}

impl<'a> Reader<'a> {
    fn read(&mut self, content: &[u8], resources: &[&'a Dictionary], page: Matrix) {
        let mut state = State {
            page,
            letters: 0.0,
            leading: 0.0,
            white: false,
        };
        let mut kept = Vec::new();
        let (mut line, mut text) = (SAME, SAME);
        let mut path: Vec<(f64, f64)> = Vec::new();
        for operation in Content::decode(content).unwrap().operations {
            let words = &operation.operands;
            let n: Vec<f64> = words.iter().filter_map(number).collect();
            match operation.operator.as_str() {
                "q" => kept.push(state),
                "Q" => state = kept.pop().unwrap(),
                "cm" => state.page = then(matrix(&n), state.page),
                "BT" => (line, text) = (SAME, SAME),
                "Tf" => state.letters = n[0],
                "TL" => state.leading = n[0],
                "Tm" => (line, text) = (matrix(&n), matrix(&n)),
                "Td" | "TD" => {
                    if operation.operator == "TD" {
                        state.leading = -n[1];
                    }
                    line = then([1.0, 0.0, 0.0, 1.0, n[0], n[1]], line);
                    text = line;
                }
                "T*" | "'" | "\"" => {
                    line = then([1.0, 0.0, 0.0, 1.0, 0.0, -state.leading], line);
                    text = line;
                    if operation.operator != "T*" {
                        self.letters(state, text);
                    }
                }
                "Tj" | "TJ" => self.letters(state, text),
                "m" | "l" | "c" | "v" | "y" => {
                    path.extend(n.chunks_exact(2).map(|p| at(state.page, (p[0], p[1]))));
                }
                "re" => path.extend(corners(state.page, n[0], n[1], n[2], n[3])),
                // A path that only cuts what follows is not seen.
                "n" => path.clear(),
                "g" | "rg" | "sc" | "scn" => state.white = n.iter().all(|&part| part > 0.99),
                "f" | "F" | "f*" if state.white => path.clear(),
                "f" | "F" | "f*" | "B" | "B*" | "b" | "b*" | "S" | "s" => {
                    self.shape(&std::mem::take(&mut path));
                }
                "Do" => self.object(words[0].as_name().unwrap(), resources, state.page),
                _ => {}
            }
        }
    }

    fn letters(&mut self, state: State, text: Matrix) {
        let on_page = then(text, state.page);
        let size = state.letters.abs() * on_page[2].hypot(on_page[3]);
        self.smallest = self.smallest.min(size);
        if size >= HEADING {
            self.heading = self.heading.min(on_page[5]);
        }
        self.shape(&[(on_page[4], on_page[5])]);
    }

    /// Something is seen between these points.
    fn shape(&mut self, points: &[(f64, f64)]) {
        let lowest = points
            .iter()
            .fold(f64::INFINITY, |lowest, &(_, y)| lowest.min(y));
        if lowest >= self.bottom {
            self.lowest = self.lowest.min(lowest);
        }
    }

    fn object(&mut self, name: &[u8], resources: &[&'a Dictionary], page: Matrix) {
        let Some(stream) = self.find(name, resources) else {
            panic!("no object {}", String::from_utf8_lossy(name));
        };
        if stream
            .dict
            .get(b"Subtype")
            .and_then(Object::as_name)
            .unwrap()
            == b"Image"
        {
            self.shape(&corners(page, 0.0, 0.0, 1.0, 1.0));
            return;
        }
        let own = stream.dict.get(b"Matrix").and_then(Object::as_array);
        let own: Vec<f64> = own.map_or_else(
            |_| SAME.to_vec(),
            |all| all.iter().filter_map(number).collect(),
        );
        let within = self.dictionary(&stream.dict, b"Resources");
        let within: Vec<&Dictionary> = within.into_iter().collect();
        let content = stream.get_plain_content().unwrap();
        self.read(
            &content,
            if within.is_empty() {
                resources
            } else {
                &within
            },
            then(matrix(&own), page),
        );
    }

    fn find(&self, name: &[u8], resources: &[&'a Dictionary]) -> Option<&'a Stream> {
        let mut objects = resources
            .iter()
            .filter_map(|all| self.dictionary(all, b"XObject"));
        objects.find_map(|objects| {
            let found = objects.get(name).ok()?;
            self.document.dereference(found).ok()?.1.as_stream().ok()
        })
    }

    fn dictionary(&self, of: &'a Dictionary, name: &[u8]) -> Option<&'a Dictionary> {
        self.document
            .dereference(of.get(name).ok()?)
            .ok()?
            .1
            .as_dict()
            .ok()
    }
}

fn number(object: &Object) -> Option<f64> {
    object.as_float().ok().map(f64::from)
}

fn matrix(numbers: &[f64]) -> Matrix {
    numbers.try_into().unwrap()
}

fn corners(page: Matrix, x: f64, y: f64, width: f64, height: f64) -> [(f64, f64); 4] {
    [
        (x, y),
        (x + width, y),
        (x + width, y + height),
        (x, y + height),
    ]
    .map(|point| at(page, point))
}

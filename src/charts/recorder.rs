//! A plotters backend that only writes down what it is told, for tests.

use std::cell::RefCell;
use std::rc::Rc;

use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters::prelude::{DrawingBackend, IntoDrawingArea};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingErrorKind, FontTransform,
};

/// What was drawn, in order within each kind.
#[derive(Default)]
pub(super) struct Record {
    /// Upper left and lower right corner, colour.
    pub rects: Vec<(BackendCoord, BackendCoord, (u8, u8, u8))>,
    /// Words, their place, and whether they are read upward.
    pub texts: Vec<(String, BackendCoord, bool)>,
    /// Centre and radius.
    pub circles: Vec<(BackendCoord, u32)>,
    /// Points and width of a line.
    pub paths: Vec<(Vec<BackendCoord>, u32)>,
}

/// Hands out an area of 800 by 600 pixels and gives back what was drawn on it.
pub(super) fn record(draw: impl FnOnce(&DrawingArea<Recorder, Shift>)) -> Record {
    let record = Rc::new(RefCell::new(Record::default()));
    let area = Recorder(Rc::clone(&record)).into_drawing_area();
    draw(&area);
    drop(area);
    Rc::try_unwrap(record).ok().unwrap().into_inner()
}

/// The backend.
pub(super) struct Recorder(Rc<RefCell<Record>>);

type Drawn = Result<(), DrawingErrorKind<std::io::Error>>;

impl DrawingBackend for Recorder {
    type ErrorType = std::io::Error;

    fn get_size(&self) -> (u32, u32) {
        (800, 600)
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    fn draw_pixel(&mut self, _: BackendCoord, _: BackendColor) -> Drawn {
        panic!("drawings are made of whole shapes")
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        upper_left: BackendCoord,
        bottom_right: BackendCoord,
        style: &S,
        fill: bool,
    ) -> Drawn {
        assert!(fill);
        let rect = (upper_left, bottom_right, style.color().rgb);
        self.0.borrow_mut().rects.push(rect);
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        let path = (path.into_iter().collect(), style.stroke_width());
        self.0.borrow_mut().paths.push(path);
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        center: BackendCoord,
        radius: u32,
        _: &S,
        fill: bool,
    ) -> Drawn {
        assert!(fill);
        self.0.borrow_mut().circles.push((center, radius));
        Ok(())
    }

    fn draw_text<S: BackendTextStyle>(
        &mut self,
        text: &str,
        style: &S,
        pos: BackendCoord,
    ) -> Drawn {
        let upward = matches!(style.transform(), FontTransform::Rotate270);
        self.0
            .borrow_mut()
            .texts
            .push((text.to_owned(), pos, upward));
        Ok(())
    }
}

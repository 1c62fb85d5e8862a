//! Drawing QR codes. Server only.

use std::fmt::Write;

use qrcode::{Color, EcLevel, QrCode};

/// A QR code, drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Qr {
    /// How many modules it has on a side.
    pub size: u32,
    /// Its dark modules as SVG path data, for a line as wide as a module.
    pub path: String,
}

/// Draws a text; `None` if it is too long for any QR code (some two thousand bytes).
pub(super) fn draw(text: &str) -> Option<Qr> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M).ok()?;
    let size = code.width();
    let mut path = String::new();
    for (y, row) in code.into_colors().chunks(size).enumerate() {
        let mut x = 0;
        for run in row.chunk_by(|a, b| a == b) {
            if run[0] == Color::Dark {
                let _ = write!(path, "M{x} {y}.5h{}", run.len());
            }
            x += run.len();
        }
    }
    Some(Qr { size: u32::try_from(size).ok()?, path })
}

#[cfg(test)]
mod tests {
    use super::draw;

    #[test]
    fn a_drawing_is_what_the_code_is() {
        let text = "https://ior.example/organisera/dagar/avslutning-2027/incheckning?kod=00112233445566778899";
        let drawn = draw(text).unwrap();
        let code = qrcode::QrCode::with_error_correction_level(text, qrcode::EcLevel::M).unwrap();
        let mut dark = vec![false; code.width() * code.width()];
        for line in drawn.path.split('M').skip(1) {
            let (place, length) = line.split_once(".5h").unwrap();
            let (x, y) = place.split_once(' ').unwrap();
            let start = y.parse::<usize>().unwrap() * code.width() + x.parse::<usize>().unwrap();
            dark[start..start + length.parse::<usize>().unwrap()].fill(true);
        }
        let expected: Vec<_> = code.to_colors().into_iter().map(|color| color == qrcode::Color::Dark).collect();
        assert_eq!(dark, expected);
        assert!(draw(&"x".repeat(5000)).is_none());
    }
}

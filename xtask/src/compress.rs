//! Packed twins (`.br`, `.gz`) that the server sends in place of the file.

use crate::workspace::Mode;
use anyhow::{Context, Result};
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::Write as _;
use std::path::Path;

/// Kinds of file that get smaller by packing; pictures and fonts are packed already.
const TEXT: [&str; 9] = ["css", "html", "js", "json", "svg", "txt", "wasm", "webmanifest", "xml"];

/// How hard to try.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Effort {
    /// Every byte counts.
    Best,
    /// The WASM, large in a dev build and only sent to the same machine, is packed lightly.
    QuickWasm,
}

impl Effort {
    /// What suits a way of building.
    pub fn of(mode: Mode) -> Self {
        match mode {
            Mode::Dev => Self::QuickWasm,
            Mode::Release => Self::Best,
        }
    }

    fn brotli_quality(self, file: &Path) -> i32 {
        if self == Self::QuickWasm && has_extension(file, "wasm") { 2 } else { 11 }
    }
}

/// Whether a file gets twins.
pub fn pays_off(file: &Path) -> bool {
    TEXT.iter().any(|extension| has_extension(file, extension))
}

/// The twins' extensions and contents.
pub fn twins(file: &Path, content: &[u8], effort: Effort) -> Result<[(&'static str, Vec<u8>); 2]> {
    let quality = effort.brotli_quality(file);
    let level = if quality == 11 { Compression::best() } else { Compression::fast() };
    Ok([("br", brotli(content, quality)?), ("gz", gzip(content, level)?)])
}

fn brotli(mut content: &[u8], quality: i32) -> Result<Vec<u8>> {
    let params = brotli::enc::BrotliEncoderParams { quality, size_hint: content.len(), ..Default::default() };
    let mut packed = Vec::new();
    brotli::BrotliCompress(&mut content, &mut packed, &params).context("brotli failed")?;
    Ok(packed)
}

fn gzip(content: &[u8], level: Compression) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), level);
    encoder.write_all(content).context("gzip failed")?;
    encoder.finish().context("gzip failed")
}

fn has_extension(file: &Path, extension: &str) -> bool {
    file.extension().is_some_and(|found| found == extension)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read as _;

    #[test]
    fn twins_unpack_to_the_file() {
        let content = "Svara ja. ".repeat(100).into_bytes();
        for effort in [Effort::Best, Effort::QuickWasm] {
            let [(_, br), (_, gz)] = twins(Path::new("a.wasm"), &content, effort).unwrap();
            let mut unpacked = Vec::new();
            brotli::BrotliDecompress(&mut br.as_slice(), &mut unpacked).unwrap();
            assert_eq!(unpacked, content);
            unpacked.clear();
            flate2::read::GzDecoder::new(gz.as_slice()).read_to_end(&mut unpacked).unwrap();
            assert_eq!(unpacked, content);
        }
    }
}

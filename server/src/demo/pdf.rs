//! The smallest PDF files that programs open: one page, a heading, some lines.

/// A file of one A4 page (ISO 32000-1, 7.5 and 9).
pub(super) fn pdf(lines: &[&str]) -> Vec<u8> {
    let text = lines.iter().enumerate().map(|(n, line)| {
        let (size, leading) = if n == 0 { (22, 40) } else { (12, 22) };
        [format!("/F {size} Tf {leading} TL (").into_bytes(), latin(line), b") Tj T*\n".to_vec()].concat()
    });
    let text = [b"BT 72 740 Td\n".to_vec(), text.collect::<Vec<_>>().concat(), b"ET".to_vec()].concat();
    let stream = [format!("<</Length {}>>\nstream\n", text.len()).into_bytes(), text, b"\nendstream".to_vec()];
    let objects = [
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>".to_vec(),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 4 0 R>>>>/Contents 5 0 R>>".to_vec(),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>".to_vec(),
        stream.concat(),
    ];
    written(&objects)
}

/// Objects one after the other, and the table of where each begins.
fn written(objects: &[Vec<u8>]) -> Vec<u8> {
    let (mut file, mut places) = (b"%PDF-1.4\n".to_vec(), vec!["0000000000 65535 f \n".to_owned()]);
    for (number, object) in (1..).zip(objects) {
        places.push(format!("{:010} 00000 n \n", file.len()));
        file.extend(format!("{number} 0 obj\n").into_bytes());
        file.extend(object);
        file.extend(b"\nendobj\n");
    }
    let (count, table, places) = (places.len(), file.len(), places.concat());
    let end = format!("xref\n0 {count}\n{places}trailer\n<</Size {count}/Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n");
    file.extend(end.into_bytes());
    file
}

/// Text in Latin-1, with what ends a text marked as part of it.
fn latin(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    for c in text.chars() {
        if ['(', ')', '\\'].contains(&c) {
            bytes.push(b'\\');
        }
        bytes.push(u8::try_from(u32::from(c)).unwrap_or(b'?'));
    }
    bytes
}

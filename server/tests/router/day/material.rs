//! Files of days: what is taken and what is refused, who gets it, and how.

use app::day::api::read_day;
use axum::http::{Request, header};
use domain::day::{Audience, material::MAX_SIZE};

use crate::{
    support::{Answer, Browser, KICKOFF, World, form},
    upload::{self, BOUNDARY, body},
};

const PAGE: &str = "/organisera/dagar/uppstart-2026/material";
const UPLOAD: &str = "/organisera/material";
const PDF: &[u8] = b"%PDF-1.4\nett program";

async fn post(browser: &Browser, body: Vec<u8>) -> Answer {
    upload::post(browser, UPLOAD, body).await
}

async fn upload(browser: &Browser, audience: &str, name: &str, content: &[u8]) -> Answer {
    post(browser, body(&[("slug", KICKOFF), ("audience", audience)], Some((name, content)))).await
}

/// An archive of empty files, without a checksum: enough to be told by.
fn zip(names: &[&str]) -> Vec<u8> {
    use std::io::{Cursor, Write};

    use zip::{ZipWriter, write::SimpleFileOptions};

    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for name in names {
        archive.start_file(*name, SimpleFileOptions::default()).unwrap();
        archive.write_all(b"<xml/>").unwrap();
    }
    archive.finish().unwrap().into_inner()
}

#[tokio::test]
async fn a_file_goes_from_an_organiser_to_those_it_is_for() {
    let world = World::new().await;
    let organiser = world.browser("organisator1").await;
    assert!(organiser.get(PAGE).await.says("Dagen har inga filer än."));
    for (audience, name) in [("everyone", "Råd & \u{202e}tips.pdf"), ("mentors", "C:\\Mina dokument\\Frågor.PDF")] {
        let answer = upload(&organiser, audience, name, PDF).await;
        assert_eq!(answer.status, 303, "{}", answer.body);
        let page = organiser.get(answer.location()).await;
        assert!(answer.location().starts_with(&format!("{PAGE}?tillagd=")) && page.says("är tillagd."));
    }
    let adept = world.browser("adept1").await.get("/dagar/uppstart-2026").await;
    assert!(adept.says("Råd &amp; tips.pdf") && adept.says("PDF, 1 kB") && !adept.says("Frågor.PDF"));
    let mentor = world.browser("mentor1").await;
    let page = mentor.get("/dagar/uppstart-2026").await;
    let link = page.body.split("href=\"").find(|rest| rest.contains("Frågor.PDF")).unwrap().split('"').next().unwrap();
    let file = mentor.get(link).await;
    assert_eq!(file.body.as_bytes(), PDF);
    for (name, value) in [
        ("content-type", "application/pdf"),
        ("x-content-type-options", "nosniff"),
        ("cache-control", "private, no-store"),
        ("content-disposition", "attachment; filename=\"Fragor.PDF\"; filename*=UTF-8''Fr%C3%A5gor.PDF"),
    ] {
        assert_eq!(file.header(name), value);
    }
    assert!(file.header("content-security-policy").starts_with("default-src 'none'"));
}

#[tokio::test]
async fn every_kind_is_taken_by_what_it_is() {
    let organiser = World::new().await.browser("organisator1").await;
    let office = |folder: &str| zip(&["[Content_Types].xml", "_rels/.rels", &format!("{folder}/main.xml")]);
    for (name, content) in [
        ("a.pdf", PDF.to_vec()),
        ("a.pptx", office("ppt")),
        ("a.docx", office("word")),
        ("a.xlsx", office("xl")),
        ("a.png", b"\x89PNG\r\n\x1a\n....".to_vec()),
        ("a.jpg", b"\xff\xd8\xff\xe0....".to_vec()),
        ("a.JPEG", b"\xff\xd8\xff\xe1....".to_vec()),
    ] {
        assert_eq!(upload(&organiser, "everyone", name, &content).await.status, 303, "{name}");
    }
}

#[tokio::test]
async fn what_is_no_such_file_is_refused_and_explained() {
    let world = World::new().await;
    let organiser = world.browser("organisator1").await;
    let kind = "Den sortens fil går inte att lägga till.";
    let lies = "Filens innehåll är inte det som namnet säger.";
    let document = zip(&["[Content_Types].xml", "word/document.xml"]);
    for (name, content, why) in [
        ("", b"".as_slice(), "Välj en fil."),
        ("bild.svg", b"<svg onload=alert(1)>", kind),
        ("sida.html", b"<script>alert(1)</script>", kind),
        ("program.exe", b"MZ\x90", kind),
        ("program.pdf.exe", PDF, kind),
        ("arkiv.zip", &document, kind),
        ("makro.docm", &document, kind),
        ("utan-slut", PDF, kind),
        (".pdf", PDF, kind),
        ("exe.\u{202e}fdp", PDF, kind),
        ("program.pdf", b"MZ\x90", lies),
        ("sida.pdf", b"<html>%PDF-1.4", lies),
        ("bild.png", b"<svg xmlns='http://www.w3.org/2000/svg'/>", lies),
        ("bild.png", b"\xff\xd8\xff\xe0", lies),
        ("bok.xlsx", &document, lies),
        ("bild.docx", PDF, lies),
        ("tom.pdf", b"", lies),
        ("arkiv.docx", &zip(&["evil.exe"]), lies),
        ("makro.docx", &zip(&["[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"]), lies),
        // A page and an archive at once.
        ("sida.docx", &[b"<script>alert(1)</script>".as_slice(), &document].concat(), lies),
        ("tvåfaldig.docx", &[&document, b"<script>alert(1)</script>".as_slice()].concat(), lies),
    ] {
        let answer = upload(&organiser, "mentors", name, content).await;
        assert_eq!(answer.status, 422, "{name}");
        assert!(answer.says("Det är något som behöver rättas") && answer.says(why), "{name}: {}", answer.body);
        let chosen = answer.body.split("value=\"mentors\"").nth(1).unwrap().split('>').next().unwrap();
        assert!(chosen.contains("checked"), "{name}: whom it is for is kept");
        assert!(answer.says(&format!("history.replaceState(null, '', \"{PAGE}\")")), "the address is the page's");
    }
    assert!(organiser.get(PAGE).await.says("Dagen har inga filer än."));
    let english = organiser.in_english();
    assert!(upload(&english, "everyone", "x.svg", b"<svg/>").await.says("Files of that kind cannot be added."));
}

#[tokio::test]
async fn whom_it_is_for_has_to_be_said() {
    let organiser = World::new().await.browser("organisator1").await;
    for audience in ["", "adepts", "everyone' OR 1=1"] {
        let answer = upload(&organiser, audience, "a.pdf", PDF).await;
        assert!(answer.status == 422 && answer.says("Vem är den för? Välj ett av alternativen."), "{audience}");
    }
}

#[tokio::test]
async fn a_name_is_nothing_but_a_name() {
    let world = World::new().await;
    let organiser = world.browser("organisator1").await;
    for (name, kept) in [
        ("../../../etc/cron.d/ond.pdf", "ond.pdf"),
        ("..\\..\\ond.pdf", "ond.pdf"),
        ("/etc/passwd/.ond.pdf", "ond.pdf"),
        ("a<b>c|d?.pdf", "a-b-c-d-.pdf"),
        ("a\u{200b}\u{2066}b.pdf", "ab.pdf"),
        ("  mellan   rum .pdf", "mellan rum.pdf"),
    ] {
        let answer = upload(&organiser, "everyone", name, PDF).await;
        let id = answer.location().rsplit('=').next().unwrap();
        let file = organiser.get(&format!("/dagar/uppstart-2026/material/{id}")).await;
        assert_eq!(file.header("content-disposition"), format!("attachment; filename=\"{kept}\""), "{name}");
    }
}

#[tokio::test]
async fn what_is_too_large_is_told_so_and_not_kept() {
    let world = World::new().await;
    let organiser = world.browser("organisator1").await;
    let mut largest = PDF.to_vec();
    largest.resize(MAX_SIZE, b' ');
    assert_eq!(upload(&organiser, "mentors", "störst.pdf", &largest).await.status, 303);
    for size in [MAX_SIZE + 1, MAX_SIZE + 65 * 1024, 11 * 1024 * 1024, 40 * 1024 * 1024] {
        let mut content = PDF.to_vec();
        content.resize(size, b' ');
        let answer = upload(&organiser, "mentors", "stor.pdf", &content).await;
        assert_eq!(answer.status, 413, "{size}");
        assert!(answer.says("Filen är större än 10 MB."), "{size}: {}", answer.body);
        let chosen = answer.body.split("value=\"mentors\"").nth(1).unwrap().split('>').next().unwrap();
        assert!(chosen.contains("checked"), "{size}: whom it is for is kept");
    }
    // Not a file, and no part either.
    let answer = post(&organiser, vec![b'x'; 11 * 1024 * 1024]).await;
    assert_eq!(answer.status, 413);
    assert_eq!(organiser.get(PAGE).await.body.matches("class=\"files__file\"").count(), 1);
}

#[tokio::test]
async fn what_is_no_form_is_refused() {
    let world = World::new().await;
    let organiser = world.browser("organisator1").await;
    let whole = body(&[("slug", KICKOFF), ("audience", "everyone")], Some(("a.pdf", PDF)));
    for kind in ["multipart/form-data", "multipart/form-data; boundary=", "application/x-www-form-urlencoded", "x"] {
        let answer = organiser.send(Request::post(UPLOAD).header(header::CONTENT_TYPE, kind), whole.clone()).await;
        assert_eq!((answer.status, answer.says("Något i formuläret kom inte fram")), (400, true), "{kind}");
    }
    let answer = organiser.send(Request::post(UPLOAD), whole.clone()).await;
    assert_eq!(answer.status, 400);
    for cut in [0, 10, whole.len() / 2, whole.len() - 10] {
        assert_eq!(post(&organiser, whole[..cut].to_vec()).await.status, 400, "the first {cut} bytes");
    }
    assert!(organiser.get(PAGE).await.says("Dagen har inga filer än."));
}

#[tokio::test]
async fn nobody_else_adds_a_file() {
    let world = World::new().await;
    for who in ["adept1", "mentor1", "kontakt1", "arbetsgrupp1", "reserv1"] {
        let answer = upload(&world.browser(who).await, "everyone", "a.pdf", PDF).await;
        assert!(answer.status == 404 && answer.says("Här finns ingen sida"), "{who}");
    }
    let answer = upload(&world.stranger(), "everyone", "a.pdf", PDF).await;
    assert_eq!((answer.status, answer.location()), (303, "/logga-in"));
    let organiser = world.browser("organisator1").await;
    for slug in ["finns-inte", "", "../../x", "a?b"] {
        let form = body(&[("slug", slug), ("audience", "everyone")], Some(("a.pdf", PDF)));
        assert_eq!(post(&organiser, form).await.status, 404, "{slug}");
    }
    assert!(organiser.get(PAGE).await.says("Dagen har inga filer än."));
}

#[tokio::test]
async fn a_foreign_page_adds_no_file() {
    let world = World::new().await;
    let organiser = world.browser("organisator1").await;
    let whole = body(&[("slug", KICKOFF), ("audience", "everyone")], Some(("a.pdf", PDF)));
    for (name, value) in [("origin", "https://evil.example"), ("origin", "null"), ("sec-fetch-site", "cross-site")] {
        let kind = format!("multipart/form-data; boundary={BOUNDARY}");
        let request = Request::post(UPLOAD).header(header::CONTENT_TYPE, kind).header(name, value);
        assert_eq!(organiser.send(request, whole.clone()).await.status, 403, "{name}: {value}");
    }
    assert!(organiser.get(PAGE).await.says("Dagen har inga filer än."));
}

#[tokio::test]
async fn a_form_that_arrives_twice_adds_one() {
    let organiser = World::new().await.browser("organisator1").await;
    let fields = |key| [("nyckel", key), ("slug", KICKOFF), ("audience", "everyone")];
    let mut locations = Vec::new();
    for (key, content) in [("1", PDF), ("1", PDF), ("2", PDF), ("1", b"%PDF-another")] {
        let answer = post(&organiser, body(&fields(key), Some(("a.pdf", content)))).await;
        locations.push(answer.location().to_owned());
    }
    assert_eq!(locations[0], locations[1]);
    locations.sort();
    locations.dedup();
    assert_eq!(locations.len(), 3, "another form, and another file in the same form");
}

#[tokio::test]
async fn a_file_of_the_mentors_is_the_same_as_none_to_an_adept() {
    let world = World::new().await;
    let id = world.file(Audience::Mentors).await;
    let adept = world.browser("adept1").await;
    let page = async |id: &str| {
        let path = format!("/dagar/uppstart-2026/material/{id}");
        let answer = adept.get(&path).await;
        (answer.status, answer.without_nonce().replace(&path, "{path}"))
    };
    let missing = page("888888").await;
    assert_eq!(missing.0, 404);
    assert_eq!(page(&id.to_string()).await, missing);
    for odd in ["x", "-1", "1.0", "9223372036854775808"] {
        assert_eq!(page(odd).await, missing, "{odd}");
    }
    let name = "Råd för mentors";
    assert!(!adept.get("/dagar/uppstart-2026").await.says(name));
    let read = async |browser: &Browser| format!("{:?}", browser.read(read_day(KICKOFF.to_owned())).await.unwrap());
    assert!(!read(&adept).await.contains(name));
    assert!(read(&world.browser("mentor1").await).await.contains(name), "as a control");
    let stranger = world.stranger().get(&format!("/dagar/uppstart-2026/material/{id}")).await;
    assert_eq!((stranger.status, stranger.location()), (303, "/logga-in?till=/dagar/uppstart-2026"));
}

#[tokio::test]
async fn a_file_that_is_taken_away_is_gone() {
    let world = World::new().await;
    let id = world.file(Audience::Everyone).await;
    let (organiser, adept) = (world.browser("organisator1").await, world.browser("adept1").await);
    let address = format!("/dagar/uppstart-2026/material/{id}");
    assert_eq!(adept.get(&address).await.status, 200);
    let answer = organiser.submit(PAGE, "material/remove", &form(&[("sida", PAGE), ("id", &id.to_string())])).await;
    assert_eq!((answer.status, answer.location().to_owned()), (303, format!("{PAGE}?borta=1")));
    assert_eq!(adept.get(&address).await.status, 404);
    assert!(!adept.get("/dagar/uppstart-2026").await.says("Material"));
}

//! The report for the steering group: the page and the workbook say the same, and nothing
//! that the page does not show.

use std::io::{Cursor, Read};

use jiff::SignedDuration;
use zip::ZipArchive;

use crate::support::{World, form};

const PAGE: &str = "/organisera/rapport";
const WORKBOOK: &str = "/organisera/rapport.xlsx";

/// What is in all that the pair writes, and must be in neither.
const CANARY: &str = "kanarie";

/// All that a workbook says, as the XML that it is made of.
fn unpacked(workbook: Vec<u8>) -> String {
    let mut archive = ZipArchive::new(Cursor::new(workbook)).unwrap();
    let mut all = String::new();
    for n in 0..archive.len() {
        archive.by_index(n).unwrap().read_to_string(&mut all).unwrap();
    }
    all
}

/// A year after the kick-off, which half of the adepts came to.
async fn a_year_later() -> World {
    let world = World::new().await;
    let organiser = world.browser("organisator1").await;
    let [segment, _] = world.segments().await;
    for n in 1..=12 {
        let person = world.caller(&format!("adept{n}")).await.person;
        let fields = form(&[("segment", &segment.to_string()), ("person", &person.to_string())]);
        assert_eq!(organiser.call("attendance/check-in", &fields).await.status, 200);
    }
    let meeting = world.meeting_of("adept1").await;
    let written = world.browser("adept1").await.get(&format!("/par/traffar/{meeting}")).await;
    assert!(written.says(CANARY), "control: the pair reads it");
    world.after(SignedDuration::from_hours(24 * 365))
}

#[tokio::test]
async fn the_page_and_the_workbook_say_the_same() {
    let world = a_year_later().await;
    let organiser = world.browser("organisator1").await;
    let page = organiser.get(PAGE).await;
    assert_eq!(page.status, 200);
    for words in
        ["Rapport till styrgruppen", "Omgång 15, 2026–2027", "12 av ", "Hämta som Excel", "Så är siffrorna gjorda"]
    {
        assert!(page.says(words), "{words}: {}", page.body);
    }
    let workbook = organiser.download(WORKBOOK).await;
    assert_eq!(workbook.status(), 200);
    let workbook = unpacked(workbook.into_body());
    for words in ["Organisationer", "Gemensamma dagar", "Parens rytm", "Puls", "12 av "] {
        assert!(workbook.contains(words), "{words}");
    }
    let english = world.browser("organisator1").await.in_english().get(PAGE).await;
    assert!(english.says("Report for the steering group") && english.says("Round 15, 2026–2027"), "{}", english.body);
}

#[tokio::test]
async fn neither_holds_what_a_pair_wrote_or_anyones_name() {
    let world = a_year_later().await;
    let organiser = world.browser("organisator1").await;
    let page = organiser.get(PAGE).await.body;
    let workbook = unpacked(organiser.download(WORKBOOK).await.into_body());
    let (_, main) = page.split_once("<main").expect("the page's own part");
    let mut secrets = vec![CANARY.to_owned(), "example.org".to_owned()];
    let people = world.state.store.demo_people().await.unwrap();
    assert!(people.len() > 10);
    secrets.extend(people.into_iter().map(|person| person.name));
    for secret in secrets {
        assert!(!main.contains(&secret) && !workbook.contains(&secret), "{secret}");
    }
}

#[tokio::test]
async fn an_empty_round_has_no_figures_yet() {
    let world = World::new().await;
    let organiser = world.browser("organisator1").await;
    let page = organiser.get(PAGE).await;
    assert!(page.says("Ingen gemensam dag har varit än."), "{}", page.body);
    // A round that there is not is no other report.
    assert!(organiser.get(&format!("{PAGE}?bara=99")).await.says("Omgång 15, 2026–2027"));
}

//! Everyone in the network, and one person's page.

use domain::people::{Duty, directory::Filter};
use store::people::duty::Ending;

use super::duty::person;
use crate::{
    fields::{fields_of, sent},
    support::{Answer, Browser, World, form, log},
};

const PEOPLE: &str = "/organisera/personer";

/// How many a list says that it has found.
fn found(page: &Answer, n: u32) -> bool {
    page.status == 200 && page.says(&format!("<caption>{n} person"))
}

async fn edit(organiser: &Browser, page: &str, person: &str, changes: &[(&str, &str)]) -> Answer {
    let fields = [("name", "Amina Nyhittad"), ("title", "Chef"), ("phone", "031-12 34 56"), ("lang", "sv")];
    let fields = fields.map(|(name, value)| {
        (name, changes.iter().find(|(changed, _)| *changed == name).map_or(value, |(_, changed)| *changed))
    });
    let read = fields_of(&organiser.get(page).await.body, "people/edit");
    organiser.submit(page, "people/edit", &sent(&read, &[&[("person", person)][..], &fields[..]].concat())).await
}

/// What is looked for stands in the address, so that it can be kept and sent on.
#[tokio::test]
async fn people_are_found_by_what_the_address_says() {
    let world = World::new().await;
    let organiser = world.browser("organisator1").await;
    for (query, n) in [
        ("", 66),
        ("?sok=exempelsson", 2),
        ("?sok=OVNINGSBERG", 2),
        ("?sok=adept1%40example.org", 1),
        ("?sok=%25", 0),
        ("?roll=working_group", 3),
        ("?roll=contact_person&sok=bor%C3%A5s", 2),
        ("?roll=organiser&omgang=15", 2),
        ("?omgang=14", 0),
        ("?roll=ingen&org=x&omgang=-1", 66),
    ] {
        let page = organiser.get(&format!("{PEOPLE}{query}")).await;
        assert!(if n == 0 { page.says("class=\"empty\"") } else { found(&page, n) }, "{query}");
    }
    assert!(!organiser.get(&format!("{PEOPLE}?sok=%3Cb%3E")).await.says("value=\"<b>"));
}

/// Fifty at a time; the whole list is read page by page and nobody stands in it twice.
#[tokio::test]
async fn a_long_list_is_read_page_by_page() {
    let world = World::new().await;
    let organiser = world.browser("organisator1").await;
    let first = organiser.get(PEOPLE).await;
    assert!(first.says("1–50 av 66") && first.says(&format!("href=\"{PEOPLE}?sida=2\"")));
    let second = organiser.get(&format!("{PEOPLE}?sida=2")).await;
    assert!(second.says("51–66 av 66") && second.says(&format!("href=\"{PEOPLE}\"")));
    assert!(organiser.get(&format!("{PEOPLE}?sida=99")).await.says("1–50 av 66"), "there is no such page");

    let caller = world.caller("organisator1").await;
    let mut people = Vec::new();
    for page in [0, 1] {
        let listed = world.state.store.directory(&caller, &Filter::default().turned_to(page)).await.unwrap().unwrap();
        people.extend(listed.people.into_iter().map(|entry| entry.person));
    }
    people.sort_unstable();
    people.dedup();
    assert_eq!(people.len(), 66);
}

/// All that organisers may see, and nothing of what a pair writes.
#[tokio::test]
async fn a_persons_page_tells_all_but_what_the_pair_writes() {
    let world = World::new().await;
    let organiser = world.browser("organisator1").await;
    assert_eq!(world.browser("adept1").await.call("pair/log-meeting", &form(&log())).await.status, 200);
    let (adept, mentor) = (person(&world, "adept1").await, person(&world, "mentor1").await);
    let page = organiser.get(&format!("{PEOPLE}/{mentor}")).await;
    for told in ["mailto:mentor1@example.org", "href=\"tel:", "Mentor, omgång 15", "Omgång 15", "Lämnar omgången"] {
        assert!(page.says(told), "{told}");
    }
    assert!(page.says(&format!("href=\"{PEOPLE}/{adept}\"")), "their pair");
    for person in [&adept, &mentor] {
        let page = organiser.get(&format!("{PEOPLE}/{person}")).await;
        for word in ["kanarienotis", "kanarieåtgärd", "kanariereflektion"] {
            assert!(!page.says(word), "{word}");
        }
    }
}

/// Without JavaScript: a receipt with the focus, or the form again with what was typed.
#[tokio::test]
async fn details_are_edited_on_the_persons_page() {
    let world = World::new().await;
    let organiser = world.browser("organisator1").await;
    let id = person(&world, "adept1").await;
    let page = format!("{PEOPLE}/{id}");
    let wrong = edit(&organiser, &page, &id, &[("name", ""), ("phone", "031-77")]).await;
    assert!(wrong.status == 422 && wrong.says("value=\"031-77\"") && wrong.says("aria-invalid=\"true\""));

    let saved = edit(&organiser, &page, &id, &[]).await;
    assert_eq!((saved.status, saved.location()), (303, format!("{page}?sparad=1").as_str()));
    let shown = organiser.get(saved.location()).await;
    assert!(shown.says(" autofocus") && shown.says("<h1") && shown.says("Amina Nyhittad"));
    let mentor = world.browser("mentor1").await.get("/par").await;
    assert!(mentor.says("Amina Nyhittad") && mentor.says("031-12 34 56"), "the mentor reads it too");
    assert!(found(&organiser.get(&format!("{PEOPLE}?sok=nyhittad")).await, 1));
}

/// By the rule for everyone: whoever acts for an organisation is not moved.
#[tokio::test]
async fn a_changed_employer_goes_through_the_rule() {
    let world = World::new().await;
    let organiser = world.browser("organisator1").await;
    let id = person(&world, "adept1").await;
    let page = format!("{PEOPLE}/{id}");
    let fields = form(&[("person", &id), ("organisation", "3")]);
    let moved = organiser.submit(&page, "people/move", &fields).await;
    assert_eq!((moved.status, moved.location()), (303, format!("{page}?bytt=1").as_str()));
    assert!(organiser.get(moved.location()).await.says(" autofocus"));
    assert_eq!(world.caller("adept1").await.organisation.0, 3);

    let contact = person(&world, "kontakt1").await;
    let page = format!("{PEOPLE}/{contact}");
    assert!(organiser.get(&page).await.says("kontaktperson, i arbetsgruppen eller organisatör"));
    let refused = organiser.submit(&page, "people/move", &form(&[("person", &contact), ("organisation", "3")])).await;
    assert_eq!((refused.status, world.caller("kontakt1").await.organisation.0), (404, 1));
}

/// Out everywhere at the next request; in again when it is undone.
#[tokio::test]
async fn whoever_is_deactivated_comes_in_no_more() {
    let world = World::new().await;
    let organiser = world.browser("organisator1").await;
    let (contact, id) = (world.browser("kontakt1").await, person(&world, "kontakt1").await);
    let page = format!("{PEOPLE}/{id}");
    let deactivate = form(&[("person", &id)]);
    let refused = organiser.submit(&page, "people/set-active", &deactivate).await;
    assert_eq!(refused.status, 409, "they have a duty");
    assert_eq!(contact.get("/min-sida").await.status, 200);

    let caller = world.caller("organisator1").await;
    let (person, duty) = (world.caller("kontakt1").await.person, Duty::ContactPerson);
    let (store, now) = (&world.state.store, world.state.clock.now());
    store.end_duty(&caller, None, person, duty, &Ending::default(), now).await.unwrap();
    let done = organiser.submit(&page, "people/set-active", &deactivate).await;
    assert_eq!((done.status, done.location()), (303, format!("{page}?inaktiv=1").as_str()));
    assert!(organiser.get(done.location()).await.says(" autofocus"));
    assert_eq!(contact.get("/min-sida").await.status, 303, "signed out");
    let before = world.messages().await.len();
    let ask = form(&[("email", "kontakt1@example.org")]);
    assert_eq!(world.stranger().submit("/logga-in", "people/request-sign-in", &ask).await.status, 303, "as ever");
    assert_eq!(world.messages().await.len(), before, "and no mail");
    assert!(organiser.get(&format!("{PEOPLE}?sok=kontakt1")).await.says("inaktiv"));

    let again = organiser.submit(&page, "people/set-active", &form(&[("person", &id), ("active", "1")])).await;
    assert_eq!(again.location(), format!("{page}?aktiv=1"));
    assert_eq!(world.browser("kontakt1").await.get("/min-sida").await.status, 200);
}

//! The addresses that people sign in with: by a link, by the one who has asked for it.

use jiff::SignedDuration;
use store::mail::outbox::Email;

use super::duty::person;
use crate::support::{Answer, Browser, World, form, words_of};

const PAGE: &str = "/installningar/adress";

async fn ask(browser: &Browser, kind: &str, email: &str) -> Answer {
    browser.submit(PAGE, "address/ask", &form(&[("kind", kind), ("email", email)])).await
}

/// The token of the latest link to an address.
async fn link_to(world: &World, address: &str) -> String {
    let messages = world.messages().await.into_iter().rev();
    let mut links = messages.filter(|parcel| parcel.to == address).filter_map(|parcel| match parcel.message {
        Email::AddressAsked { link, .. } => Some(link),
        _ => None,
    });
    links.next().expect("a link")
}

async fn confirm(browser: &Browser, link: &str) -> Answer {
    browser.submit(&format!("{PAGE}/{link}"), "address/confirm", &form(&[("token", link)])).await
}

async fn asks_to_sign_in(world: &World, email: &str) -> usize {
    let before = world.messages().await.len();
    let fields = form(&[("email", email)]);
    assert_eq!(world.stranger().submit("/logga-in", "people/request-sign-in", &fields).await.status, 303);
    world.messages().await.len() - before
}

/// The old one stays until the link to the new one has been opened, and hears of it at once.
#[tokio::test]
async fn an_address_is_changed_by_its_link() {
    let world = World::new().await;
    let adept = world.browser("adept1").await;
    let sent = ask(&adept, "main", "ny@example.org").await;
    assert_eq!((sent.status, sent.location()), (303, "/installningar/adress?skickat=1"));
    let page = adept.get(sent.location()).await;
    assert!(page.says(" autofocus") && page.says("ny@example.org") && page.says("adept1@example.org"));
    let messages = world.messages().await;
    let note = messages.iter().find(|parcel| parcel.to == "adept1@example.org").unwrap();
    assert!(matches!(&note.message, Email::AddressWanted { address, .. } if address == "ny@example.org"));
    let link = link_to(&world, "ny@example.org").await;
    let asked = messages.iter().find(|parcel| parcel.to == "ny@example.org").unwrap();
    assert!(words_of(asked).text.contains(&format!("https://ior.example{PAGE}/{link}")));
    assert_eq!(
        (asks_to_sign_in(&world, "adept1@example.org").await, asks_to_sign_in(&world, "ny@example.org").await),
        (1, 0)
    );

    // To look at the page spends nothing.
    for _ in 0..2 {
        assert_eq!(adept.get(&format!("{PAGE}/{link}")).await.status, 200);
    }
    let done = confirm(&adept, &link).await;
    assert_eq!((done.status, done.location()), (303, "/installningar/adress?klar=1"));
    assert!(adept.get(done.location()).await.says(" autofocus"), "still signed in");
    assert_eq!(
        (asks_to_sign_in(&world, "adept1@example.org").await, asks_to_sign_in(&world, "ny@example.org").await),
        (0, 1)
    );
    assert!(confirm(&adept, &link).await.status >= 400, "once");
}

/// A link in the wrong hands gives nobody an account, and nobody an address.
#[tokio::test]
async fn a_link_is_only_for_whoever_has_asked_for_it() {
    let world = World::new().await;
    let (adept, other) = (world.browser("adept1").await, world.browser("adept2").await);
    ask(&adept, "main", "fel@example.org").await;
    let link = link_to(&world, "fel@example.org").await;
    assert_eq!(other.get(&format!("{PAGE}/{link}")).await.status, 404);
    assert_eq!(confirm(&other, &link).await.status, 404);
    let stranger = world.stranger().get(&format!("{PAGE}/{link}")).await;
    assert_eq!((stranger.status, stranger.location()), (303, format!("/logga-in?till={PAGE}/{link}").as_str()));
    assert_eq!(asks_to_sign_in(&world, "fel@example.org").await, 0);
    let late = world.after(SignedDuration::from_hours(24 * 30));
    assert_ne!(confirm(&late.browser("adept1").await, &link).await.status, 303, "too old");
}

/// Whether an address is someone's is said to that one, and to nobody who asks.
#[tokio::test]
async fn an_address_of_someone_else_is_asked_for_like_any_other() {
    let world = World::new().await;
    let mut answers = Vec::new();
    for email in ["mentor2@example.org", "ingen@example.org"] {
        let adept = world.browser("adept1").await;
        let sent = ask(&adept, "second", email).await;
        answers.push((sent.status, sent.location().to_owned()));
    }
    assert_eq!(answers[0], answers[1]);
    let messages = world.messages().await;
    let to = |address: &str| {
        let sent = messages.iter().filter(|parcel| parcel.to == address);
        sent.map(|parcel| &parcel.message).collect::<Vec<_>>()
    };
    assert!(matches!(to("mentor2@example.org")[..], [Email::AddressTaken]));
    assert!(matches!(to("ingen@example.org")[..], [Email::AddressAsked { .. }]));

    let adept = world.browser("adept1").await;
    let own = ask(&adept, "main", "Adept1@example.org").await;
    assert!(own.status == 422 && own.says("Det är redan adressen"));
}

/// Before one changes employer: both let one in, and one of them gets the mail.
#[tokio::test]
async fn a_second_address_is_proved_early() {
    let world = World::new().await;
    let adept = world.browser("adept1").await;
    ask(&adept, "second", "hemma@example.org").await;
    let link = link_to(&world, "hemma@example.org").await;
    assert_eq!(confirm(&adept, &link).await.status, 303);
    for address in ["adept1@example.org", "hemma@example.org"] {
        assert_eq!(asks_to_sign_in(&world, address).await, 1, "{address}");
        assert_eq!(world.messages().await.pop().unwrap().to, address);
    }
    let swapped = adept.submit(PAGE, "address/swap", "").await;
    assert_eq!(swapped.location(), "/installningar/adress?klar=1");
    let (caller, now) = (world.caller("adept1").await, world.state.clock.now());
    let own = world.state.store.own_addresses(&caller, now).await.unwrap();
    assert_eq!(own.main.as_str(), "hemma@example.org");
    assert_eq!(adept.submit(PAGE, "address/drop", "").await.status, 303);
    assert_eq!(asks_to_sign_in(&world, "adept1@example.org").await, 0);
    assert_eq!(adept.submit(PAGE, "address/drop", "").await.status, 404, "there is no second one");
}

/// With a reason, told to all whom it concerns; whoever was in is out.
#[tokio::test]
async fn an_organiser_changes_an_address() {
    let world = World::new().await;
    let (organiser, adept) = (world.browser("organisator1").await, world.browser("adept1").await);
    let id = person(&world, "adept1").await;
    let page = format!("/organisera/personer/{id}");
    let change = |reason| form(&[("person", id.as_str()), ("email", "ny@example.org"), ("reason", reason)]);
    let wrong = organiser.submit(&page, "address/change", &change(" ")).await;
    assert!(wrong.status == 422 && wrong.says("value=\"ny@example.org\"") && wrong.says("aria-invalid=\"true\""));
    assert_eq!(adept.get("/min-sida").await.status, 200, "nothing has happened");

    let done = organiser.submit(&page, "address/change", &change("kanariskäl")).await;
    assert_eq!((done.status, done.location()), (303, format!("{page}?adress=1").as_str()));
    let shown = organiser.get(done.location()).await;
    assert!(shown.says(" autofocus") && shown.says("kanariskäl") && shown.says("adept1@example.org"));
    assert_eq!(adept.get("/min-sida").await.status, 303, "signed out");
    let messages = world.messages().await;
    let told: Vec<_> =
        messages.iter().filter(|parcel| matches!(parcel.message, Email::AddressChanged { .. })).collect();
    let mut to: Vec<_> = told.iter().map(|parcel| parcel.to.as_str()).collect();
    to.sort_unstable();
    assert_eq!(to, ["adept1@example.org", "mentor1@example.org", "ny@example.org", "organisator2@example.org"]);
    assert!(told.iter().all(|parcel| words_of(parcel).text.contains("kanariskäl")));

    let taken = form(&[("person", id.as_str()), ("email", "mentor1@example.org"), ("reason", "a")]);
    let taken = organiser.submit(&page, "address/change", &taken).await;
    assert!(taken.status == 422 && taken.says("Någon annan i nätverket har adressen"));
}

/// Like signing in: however often someone asks, an address is written to a few times.
#[tokio::test]
async fn an_address_is_not_flooded() {
    let world = World::new().await;
    let adept = world.browser("adept1").await;
    let mut refused = 0;
    for _ in 0..12 {
        refused += usize::from(ask(&adept, "main", "offer@example.org").await.status != 303);
    }
    let sent = world.messages().await.into_iter().filter(|parcel| parcel.to == "offer@example.org").count();
    assert!((1..=5).contains(&sent) && refused > 0, "{sent} sent, {refused} refused");
}

//! A round's life: closing it, what is refused then, the way back, and certificates.

use jiff::SignedDuration;

use crate::{
    access::Statuses,
    support::{World, form, log, words_of},
};

/// The pages of a round's life and of its people's certificates. The round runs, so that
/// there are no certificates yet.
#[rustfmt::skip]
pub const PAGES: [(&str, Statuses); 6] = [
    //                                    nobody adept mentor other contact group organiser reserve
    ("/organisera/omgang",                 [303, 404, 404, 404, 404, 404, 200, 404]),
    ("/organisera/avslut",                 [303, 404, 404, 404, 404, 404, 200, 404]),
    ("/organisera/slakttrad",              [303, 404, 404, 404, 404, 404, 200, 404]),
    ("/organisera/intyg/{adept}",          [303, 404, 404, 404, 404, 404, 404, 404]),
    ("/organisera/intyg/999999",           [303, 404, 404, 404, 404, 404, 404, 404]),
    ("/min-sida/intyg",                    [303, 404, 404, 404, 404, 404, 404, 404]),
];

/// What closes a round and opens it. It has days ahead, and is not closed.
#[rustfmt::skip]
pub const WRITES: [(&str, &str, Statuses); 4] = [
    //                                            nobody adept mentor other contact group organiser reserve
    ("closing/close",           "",                [401, 404, 404, 404, 404, 404, 409, 404]),
    ("closing/reopen",          "",                [401, 404, 404, 404, 404, 404, 200, 404]),
    ("closing/archive",         "archived=1",      [401, 404, 404, 404, 404, 404, 404, 404]),
    ("closing/wish",            "willing=yes",     [401, 404, 404, 404, 404, 404, 404, 404]),
];

const LIFE: &str = "/organisera/omgang";
const CLOSE: &str = "/organisera/avslut";

/// A fortnight after the round's last day: its days have been.
async fn over() -> World {
    World::new().await.after(SignedDuration::from_hours(24 * 430))
}

#[tokio::test]
async fn an_organiser_closes_the_round_and_opens_it_again() {
    let world = over().await;
    let organiser = world.browser("organisator1").await;
    let list = organiser.get("/organisera/omgangar").await;
    assert!(list.says("Kan avslutas") && list.says("href=\"/organisera/slakttrad\""), "{}", list.body);
    let before = organiser.get(LIFE).await;
    assert!(before.says("Avsluta omgången") && !before.says("notice--ok"), "{}", before.body);
    let page = organiser.get(CLOSE).await;
    assert!(page.says("Så går det till") && page.says("Efter ett dygn får adepter och mentorer"), "{}", page.body);

    let closed = organiser.submit(CLOSE, "closing/close", "").await;
    assert_eq!((closed.status, closed.location()), (303, "/organisera/omgang?avslutad=1"));
    let told = organiser.get(closed.location()).await;
    assert!(
        told.says("Omgången är avslutad. Nu går den att läsa") && told.says("Öppna omgången igen"),
        "{}",
        told.body
    );
    assert!(organiser.get(CLOSE).await.says("Omgången är redan avslutad."));
    assert!(organiser.get("/organisera").await.says("Omgång 15 är avslutad."));
    let english = world.browser("organisator1").await.in_english().get("/organisera").await;
    assert!(english.says("Round 15 is closed. All of it can be read"));

    let opened = organiser.submit(LIFE, "closing/reopen", "").await;
    assert_eq!((opened.status, opened.location()), (303, "/organisera/omgang?oppnad=1"));
    assert!(!organiser.get("/organisera").await.says("Omgång 15 är avslutad."));
    assert!(world.messages().await.is_empty(), "nothing was sent");
}

#[tokio::test]
async fn what_is_written_in_a_closed_round_is_refused_in_words() {
    let world = over().await;
    let (organiser, adept) = (world.browser("organisator1").await, world.browser("adept1").await);
    assert_eq!(organiser.submit(CLOSE, "closing/close", "").await.status, 303);
    let refused = organiser.submit("/organisera/personer/uppdrag", "duty/appoint", &appointed()).await;
    assert!(refused.status == 409 && refused.says("Omgången är avslutad. Allt går att läsa"), "{}", refused.body);
    let logged = adept.submit("/par/traffar/ny", "pair/log-meeting", &form(&log())).await;
    assert_eq!(logged.status, 409, "{}", logged.body);
    // The control: once it is open again, it is taken.
    assert_eq!(organiser.submit(LIFE, "closing/reopen", "").await.status, 303);
    let taken = organiser.submit("/organisera/personer/uppdrag", "duty/appoint", &appointed()).await;
    assert_eq!(taken.status, 303, "{}", taken.body);
}

fn appointed() -> String {
    form(&[("duty", "working_group"), ("email", "ny@example.org"), ("name", "Nina Ny"), ("organisation", "1")])
}

#[tokio::test]
async fn participants_are_thanked_and_print_their_certificates() {
    let world = over().await;
    let (organiser, adept) = (world.browser("organisator1").await, world.browser("adept1").await);
    let own = adept.get("/min-sida/intyg").await;
    assert!(own.status == 200 && own.says("har deltagit som adept i Mentorprogram IOR nr\u{a0}15"), "{}", own.body);
    let english = adept.get("/min-sida/intyg?sprak=en").await;
    assert!(english.says("has taken part as an adept") && english.says("lang=\"en\""), "{}", english.body);
    let person = world.caller("adept1").await.person;
    let address = format!("/organisera/intyg/{person}");
    let seen = organiser.get(&address).await;
    assert!(seen.says("har deltagit som adept") && organiser.get(LIFE).await.says(&address), "{}", seen.body);
    for who in ["mentor1", "kontakt1", "arbetsgrupp1"] {
        assert_eq!(world.browser(who).await.get(&address).await.status, 404, "{who}");
    }
    assert_eq!(world.browser("kontakt1").await.get("/min-sida/intyg").await.status, 404, "no participant");

    assert_eq!(organiser.submit(CLOSE, "closing/close", "").await.status, 303);
    let next_day = world.after(SignedDuration::from_hours(25));
    assert!(next_day.state.store.thank_rounds(next_day.state.clock.now()).await.unwrap() > 40);
    let messages = next_day.messages().await;
    let thanks: Vec<_> = messages.iter().map(words_of).filter(|words| words.text.contains("/min-sida/intyg")).collect();
    assert!(thanks.len() == messages.len() && thanks[0].text.contains("/omgang/15/min-sida/intyg"));

    // An adept is asked to be a mentor; who has a mentor's part is not.
    let page = adept.get("/min-sida").await;
    assert!(page.says("Vill du bli mentor längre fram?") && page.says("Din väg genom programmet"), "{}", page.body);
    assert!(!world.browser("mentor1").await.get("/min-sida").await.says("Vill du bli mentor"));
    let unsaid = adept.submit("/min-sida", "closing/wish", "willing=").await;
    assert_eq!(unsaid.status, 422);
    let said = adept.submit("/min-sida", "closing/wish", "willing=yes").await;
    assert_eq!((said.status, said.location()), (303, "/min-sida?mentor=ja"));
    assert!(adept.get(said.location()).await.says("Tack! Organisatörerna ser ditt ja"));
}

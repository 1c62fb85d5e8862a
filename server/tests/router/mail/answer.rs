//! Answering from an email: looking changes nothing, one press answers, for whoever the
//! email went to.

use store::mail::outbox::Email;

use crate::support::{Browser, KICKOFF, World, form, words_of};

/// What the buttons of the latest reminder to someone carry, and the mail's text.
async fn reminded(world: &World, who: &str) -> (String, String) {
    let organiser = world.browser("organisator1").await;
    assert_eq!(organiser.call("organise/remind", &form(&[("slug", KICKOFF)])).await.status, 200);
    asked(world, who, |message| matches!(message, Email::Reminder { .. })).await
}

async fn asked(world: &World, who: &str, is_it: impl Fn(&Email) -> bool) -> (String, String) {
    let to = format!("{who}@example.org");
    let parcels = world.messages().await;
    let parcel = parcels.into_iter().rfind(|parcel| parcel.to == to && is_it(&parcel.message)).expect("the email");
    (parcel.ticket.clone().expect("a ticket"), words_of(&parcel).text)
}

async fn standing(world: &World, who: &str) -> String {
    let caller = world.caller(who).await;
    let view = world.state.store.day(&caller, KICKOFF, world.state.clock.now()).await.unwrap().unwrap();
    view.answers[0].mine.name().to_owned()
}

async fn press(browser: &Browser, ticket: &str, function: &str, field: (&str, &str)) -> crate::support::Answer {
    browser.submit(&format!("/svar/{ticket}"), function, &form(&[("ticket", ticket), field])).await
}

#[tokio::test]
async fn a_day_is_answered_by_one_press_without_signing_in() {
    let world = World::new().await;
    let (ticket, text) = reminded(&world, "adept1").await;
    for answer in ["yes", "maybe", "no"] {
        let address = format!("https://ior.example/svar/{ticket}?svar={answer}");
        assert!(text.contains(&address), "{address} in {text}");
    }
    // Whatever follows links changes nothing.
    let stranger = world.stranger();
    for address in [format!("/svar/{ticket}"), format!("/svar/{ticket}?svar=yes"), format!("/svar/{ticket}?svar=no")] {
        let page = stranger.get(&address).await;
        assert_eq!(page.status, 200);
        assert!(page.says("Svaret gäller Amina Exempelsson. Du behöver inte logga in."), "{}", page.body);
    }
    assert_eq!(standing(&world, "adept1").await, "none");

    let done = press(&stranger, &ticket, "mail/answer-day", ("answer", "yes")).await;
    assert_eq!((done.status, done.location()), (303, format!("/svar/{ticket}?klart=1").as_str()));
    let page = stranger.get(done.location()).await;
    assert!(page.says(" autofocus") && page.says("Du har svarat: Ja."), "{}", page.body);
    assert_eq!(standing(&world, "adept1").await, "yes");
    // Pressed again, from the old mail: the page says what was answered, and it can be changed.
    assert!(stranger.get(&format!("/svar/{ticket}?svar=no")).await.says("Du har svarat: Ja."));
    assert_eq!(press(&stranger, &ticket, "mail/answer-day", ("answer", "no")).await.status, 303);
    assert_eq!(standing(&world, "adept1").await, "no");
    // For that answer only: nobody is signed in by it.
    assert_eq!(stranger.get("/min-sida").await.status, 303);
    assert_eq!(press(&stranger, &ticket, "mail/answer-times", ("time", "0")).await.status, 404);
}

#[tokio::test]
async fn who_is_signed_in_as_someone_else_is_told_whose_answer_it_is() {
    let world = World::new().await;
    let (ticket, _) = reminded(&world, "adept1").await;
    let other = world.browser("mentor2").await;
    let page = other.get(&format!("/svar/{ticket}?svar=yes")).await;
    assert!(page.says("men mejlet gick till Amina Exempelsson. Svaret här gäller Amina Exempelsson."), "{}", page.body);
    assert_eq!(press(&other, &ticket, "mail/answer-day", ("answer", "maybe")).await.status, 303);
    assert_eq!((standing(&world, "adept1").await, standing(&world, "mentor2").await), ("maybe".into(), "none".into()));
    let own = world.browser("adept1").await.get(&format!("/svar/{ticket}")).await;
    assert!(own.says("Svaret gäller Amina Exempelsson."));
}

#[tokio::test]
async fn a_proposed_time_is_chosen_by_one_press() {
    let world = World::new().await;
    let id = world.proposal_of("adept2").await;
    assert!(id > 0);
    let (ticket, text) = asked(&world, "mentor2", |message| matches!(message, Email::Proposed { .. })).await;
    assert!(text.contains(&format!("https://ior.example/svar/{ticket}")));
    let stranger = world.stranger();
    let page = stranger.get(&format!("/svar/{ticket}")).await;
    assert!(page.says("fredag 27 mars 2026, 13.30") && !page.says("kanarieplats"), "{}", page.body);
    let done = press(&stranger, &ticket, "mail/answer-times", ("time", "1")).await;
    assert_eq!((done.status, done.location()), (303, format!("/svar/{ticket}?bestamt=1").as_str()));
    let page = stranger.get(done.location()).await;
    assert!(page.says(" autofocus") && page.says("Frågan är redan besvarad"), "{}", page.body);
    let next = world.state.store.meetings(&world.caller("mentor2").await).await.unwrap().next.unwrap();
    assert_eq!(next.at.to_string(), "2026-03-27T13:30:00");
    assert!(press(&stranger, &ticket, "mail/answer-times", ("time", "0")).await.status >= 400);
}

#[tokio::test]
async fn a_link_that_is_none_says_so_and_nothing_else() {
    let world = World::new().await;
    let (ticket, _) = reminded(&world, "adept1").await;
    let browser = world.stranger();
    for other in ["okand", &ticket[..ticket.len() - 2], &format!("{ticket}00")] {
        let page = browser.get(&format!("/svar/{other}")).await;
        assert!(page.status == 404 && page.says("Länken gäller inte") && !page.says("Amina"), "{}", page.body);
        assert_eq!(press(&browser, other, "mail/answer-day", ("answer", "yes")).await.status, 404);
    }
}

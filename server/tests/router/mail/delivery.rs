//! Emails that did not arrive: organisers see them and send them again, and whoever
//! brought one about reads it where they asked.

use domain::mail::delivery::{Next, Reason};

use crate::{
    application::{applicant, contact_of, open_world},
    support::{World, form},
};

const PAGE: &str = "/organisera/mejl";

/// Gives up what waits to be sent to someone.
async fn give_up(world: &World, to: &str) {
    let (store, now) = (&world.state.store, world.state.clock.now());
    let parcel = world.messages().await.into_iter().find(|parcel| parcel.to == to).expect("an email");
    store.email_failed(parcel.id, "recipient: 550 5.1.1", Next::GiveUp(Reason::Refused), now).await.unwrap();
}

/// The numbers of what was given up.
async fn given_up(world: &World) -> Vec<String> {
    let organiser = world.caller("organisator1").await;
    let overview = world.state.store.deliveries(&organiser, world.state.clock.now()).await.unwrap().unwrap();
    overview.given_up.iter().map(|email| email.id.to_string()).collect()
}

#[tokio::test]
async fn what_was_given_up_is_seen_and_sent_again() {
    let world = World::new().await;
    let organiser = world.browser("organisator1").await;
    assert!(organiser.get(PAGE).await.says("Alla mejl har kommit fram"));
    world.proposal_of("adept1").await;
    give_up(&world, "mentor1@example.org").await;

    assert!(world.stranger().get("/readyz").await.says("mail: warning, emails were given up\n"));
    let overview = organiser.get("/organisera").await;
    assert!(overview.says("Ett mejl kom inte fram.") && overview.says(&format!("href=\"{PAGE}\"")));
    let page = organiser.get(PAGE).await;
    for said in ["mentor1@example.org", "Om paret, ", "Adressen tar inte emot mejl."] {
        assert!(page.says(said), "{said} in {}", page.body);
    }
    assert!(!page.says("kanarieplats"), "what it says is not theirs");
    let [adept, mentor] = ["adept1", "mentor1"].map(|who| world.browser(who));
    let (adept, mentor) = (adept.await, mentor.await);
    assert!(adept.get("/par").await.says("(mentor1@example.org) nådde inte fram."));
    assert!(!mentor.get("/par").await.says("nådde inte fram"));

    let [id] = given_up(&world).await.try_into().unwrap();
    let again = organiser.submit(PAGE, "mail/send-again", &form(&[("id", &id)])).await;
    assert_eq!((again.status, again.location()), (303, "/organisera/mejl?skickat=1"));
    assert!(organiser.get(again.location()).await.says("Skickas igen."));
    assert_eq!(world.messages().await.iter().filter(|parcel| parcel.to == "mentor1@example.org").count(), 1);
    assert!(world.stranger().get("/readyz").await.says("mail: ok, nothing given up\n"));
    assert!(!adept.get("/par").await.says("nådde inte fram"));
    // A second press finds nothing, and says so.
    let late = organiser.submit(PAGE, "mail/send-again", &form(&[("id", &id)])).await;
    assert!(late.status == 404 && late.says("Någon annan har redan skickat det igen"), "{}", late.body);
    assert!(organiser.in_english().get(PAGE).await.says("Emails that did not arrive"));
}

#[tokio::test]
async fn all_are_sent_again_or_one_is_let_go() {
    let world = World::new().await;
    let organiser = world.browser("organisator1").await;
    for (who, to) in [("adept1", "mentor1@example.org"), ("adept2", "mentor2@example.org")] {
        world.proposal_of(who).await;
        give_up(&world, to).await;
    }
    let ids = given_up(&world).await;
    let dropped = organiser.submit(PAGE, "mail/drop", &form(&[("id", &ids[0])])).await;
    assert_eq!((dropped.status, dropped.location()), (303, "/organisera/mejl?borta=1"));
    assert_eq!(given_up(&world).await, ids[1..]);
    assert_eq!(organiser.submit(PAGE, "mail/send-again", "").await.status, 303);
    assert!(given_up(&world).await.is_empty());
    assert_eq!(world.messages().await.len(), 1);
}

#[tokio::test]
async fn an_applicant_reads_that_the_question_did_not_arrive() {
    let world = open_world().await;
    let browser = applicant(&world).await;
    assert_eq!(browser.submit("/ansok/ansokan", "application/send", "").await.status, 303);
    assert!(!browser.get("/ansok/ansokan").await.says("nådde inte fram"));
    give_up(&world, "chefen@example.org").await;
    assert!(browser.get("/ansok/ansokan").await.says("Mejlet till Chefen (chefen@example.org) nådde inte fram."));
    let other = form(&[("manager[name]", "Annan Chef"), ("manager[email]", "annan@example.org")]);
    assert_eq!(browser.submit("/ansok/ansokan", "application/ask-other", &other).await.status, 303);
    assert!(!browser.get("/ansok/ansokan").await.says("nådde inte fram"), "another is asked now");
}

#[tokio::test]
async fn a_contact_person_reads_that_a_nomination_did_not_arrive() {
    let world = open_world().await;
    let contact = contact_of(&world).await;
    let nominee = form(&[("name", "Ny Ek"), ("email", "ny@example.org"), ("part", "adept")]);
    assert_eq!(contact.submit("/kontakt/nominera", "application/nominate", &nominee).await.status, 303);
    give_up(&world, "ny@example.org").await;
    assert!(contact.get("/kontakt/ansokningar").await.says("Mejlet till Ny Ek (ny@example.org) nådde inte fram."));
    // A member elsewhere is named by what was typed, and by nothing else.
    let stand_in =
        form(&[("name", "Siv"), ("email", "adept1@example.org"), ("from", "2026-02-20"), ("until", "2026-02-21")]);
    assert_eq!(contact.submit("/kontakt/ersattare", "application/appoint-stand-in", &stand_in).await.status, 303);
    give_up(&world, "adept1@example.org").await;
    assert!(contact.get("/kontakt/ersattare").await.says("Mejlet till Siv (adept1@example.org) nådde inte fram."));
}

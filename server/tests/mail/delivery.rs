//! Whose fault a failure is, and what comes of it: over real SMTP, step by step.

use std::{sync::Arc, time::Duration};

use domain::mail::delivery::Reason;
use jiff::SignedDuration;
use store::mail::outbox::Email;

use crate::{
    desk::{Desk, SOON, State, until, work},
    smtp::{Mood, Server, server_that},
};

const ALMOST_FIVE_DAYS: SignedDuration = SignedDuration::from_hours(5 * 24 - 1);
const FIVE_DAYS: SignedDuration = SignedDuration::from_hours(5 * 24);

/// What became of an email that was tried once, so long after it was written, and why.
async fn tried(server: &Server, after: SignedDuration) -> (State, String) {
    let desk = Arc::new(Desk::default());
    desk.put("mentor1@example.org", "Åsa", Email::Invitation);
    let work = work(&desk, server.impatient(), after);
    until("a try", || desk.rows.lock().unwrap()[0].attempts == 1).await;
    work.stop().await;
    (desk.states().remove(0), desk.whys().remove(0))
}

/// Each step of a delivery has a time limit of its own, and so does the doctor's question.
#[tokio::test]
async fn a_silent_mail_server_holds_up_nothing() {
    for (at, step) in [
        ("", "connect"),
        ("EHLO", "connect"),
        ("AUTH", "authenticate"),
        ("MAIL", "sender"),
        ("RCPT", "recipient"),
        ("DATA", "data"),
        (".", "content"),
    ] {
        let server = server_that(Mood::Silent(at));
        let (state, why) = tried(&server, SOON).await;
        assert!(matches!(state, State::Waiting(_)), "{step}: {state:?}");
        assert_eq!(why, format!("{step}: no answer within 0.1 s"));
        let greeted = server.impatient().greet().await;
        let is_greeted_in_vain = ["connect", "authenticate"].contains(&step);
        assert_eq!(greeted.is_err(), is_greeted_in_vain, "{step}: {greeted:?}");
    }
}

/// What is ours to mend gives nothing up within five days, and everything after them.
#[tokio::test]
async fn nothing_is_given_up_for_reasons_of_ours() {
    for (at, reply, why) in [
        ("", "421 4.3.2 not now", "connect: 421 4.3.2"),
        ("AUTH", "535 5.7.8 who are you", "authenticate: 535 5.7.8"),
        ("MAIL", "550 5.1.0 not you", "sender: 550 5.1.0"),
        ("RCPT", "450 4.2.1 not now", "recipient: 450 4.2.1"),
        ("RCPT", "554 5.7.1 no relaying", "recipient: 554 5.7.1"),
        ("DATA", "451 4.3.0 not now", "data: 451 4.3.0"),
        (".", "554 5.7.1 looks like spam", "content: 554 5.7.1"),
    ] {
        let server = server_that(Mood::Says(at, reply));
        let (state, told) = tried(&server, ALMOST_FIVE_DAYS).await;
        assert!(matches!(state, State::Waiting(_)), "{reply} at {at}: {state:?}");
        assert_eq!(told, why);
        assert_eq!(tried(&server, FIVE_DAYS).await.0, State::GivenUp(Reason::Unreachable), "{reply} at {at}");
    }
}

/// A mailbox that is not there will not be tomorrow.
#[tokio::test]
async fn what_the_recipient_refuses_is_given_up_at_once() {
    for (at, reply) in [("RCPT", "550 5.1.1 no such mailbox"), ("RCPT", "550 unknown"), (".", "552 5.2.2 mailbox full")]
    {
        let server = server_that(Mood::Says(at, reply));
        assert_eq!(tried(&server, SOON).await.0, State::GivenUp(Reason::Refused), "{reply}");
    }
}

/// A server that does not know us is not asked once for each email.
#[tokio::test]
async fn others_wait_while_the_server_serves_nobody() {
    let (server, desk) = (server_that(Mood::Says("AUTH", "535 5.7.8 who are you")), Arc::new(Desk::default()));
    for to in ["mentor1@example.org", "mentor2@example.org"] {
        desk.put(to, "Åsa", Email::Invitation);
    }
    let work = work(&desk, server.impatient(), SOON);
    until("a try", || desk.rows.lock().unwrap()[0].attempts == 1).await;
    work.notify.notify_one();
    tokio::time::sleep(Duration::from_millis(300)).await;
    work.stop().await;
    assert_eq!(desk.rows.lock().unwrap()[1].attempts, 0);
}

/// Whoever gets an email twice, because the first answer to it was lost, can tell.
#[tokio::test]
async fn an_email_sent_again_has_the_same_message_id() {
    let server = server_that(Mood::Says(".", "451 4.3.0 lost"));
    let desk = Arc::new(Desk::default());
    desk.put("mentor1@example.org", "Åsa", Email::Invitation);
    let first = work(&desk, server.impatient(), SOON);
    until("a try", || desk.rows.lock().unwrap()[0].attempts == 1).await;
    first.stop().await;
    server.behave(Mood::Serves);
    let second = work(&desk, server.impatient(), SignedDuration::from_mins(3));
    until("sent", || desk.states() == [State::Sent]).await;
    second.stop().await;
    let kept = server.kept();
    let id = |mail: &String| mail.lines().find(|line| line.starts_with("Message-ID: ")).map(str::to_owned);
    assert_eq!((kept.len(), id(&kept[0]).is_some()), (2, true));
    assert_eq!(id(&kept[0]), id(&kept[1]));
}

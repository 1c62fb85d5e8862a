//! Nobody makes the product write to others more often, or otherwise, than is meant.

use jiff::SignedDuration;

use crate::{
    application::{applicant, open_world},
    support::{World, form, words_of},
};

const OWN: &str = "/ansok/ansokan";

fn manager(name: &str, email: &str) -> String {
    form(&[("manager[name]", name), ("manager[email]", email)])
}

async fn emails_to(world: &World, part: &str) -> usize {
    world.messages().await.iter().filter(|parcel| parcel.to.contains(part)).count()
}

/// A name that leads somewhere is refused; of addresses, three and each of them once.
#[tokio::test]
async fn an_applicant_writes_to_no_stranger() {
    let world = open_world().await;
    let browser = applicant(&world).await;
    assert_eq!(browser.submit(OWN, "application/send", "").await.status, 303);

    let lure = manager("Congratulations! https://evil.example/z", "victim@victim.example");
    for _ in 0..5 {
        let refused = browser.submit(OWN, "application/ask-other", &lure).await;
        assert!(refused.status == 422 && refused.says("Skriv ett namn, utan webb- eller e-postadress."));
    }
    assert_eq!(emails_to(&world, "victim").await, 0);

    let mut asked = 0;
    for n in 0..20 {
        let one_mailbox = format!("victim+{n}@victim.example");
        asked += u16::from(browser.call("application/ask-other", &manager("Chef", &one_mailbox)).await.status == 200);
    }
    assert_eq!((asked, emails_to(&world, "victim").await), (1, 1));
    for n in 0..20 {
        browser.call("application/ask-other", &manager("Chef", &format!("victim{n}@victim.example"))).await;
    }
    assert_eq!(emails_to(&world, "victim").await, 2, "the own manager, and two more");
    let refused = browser.submit(OWN, "application/ask-other", &manager("Chef", "v@victim.example")).await;
    assert!(refused.status == 429 && refused.says("Tre chefer har redan fått frågan"), "{}", refused.status);
    let again = browser.submit(OWN, "application/ask-again", "").await;
    assert!(again.status == 429 && again.says("Ett sådant mejl har nyligen gått till den adressen"));
}

/// To and fro a hundred times is one email an hour, and the last of them.
#[tokio::test]
async fn what_says_nothing_new_is_not_written() {
    let world = World::new().await;
    let adept = world.browser("adept1").await;
    for n in 0..50 {
        assert_eq!(adept.call("signal/send", &form(&[("word", &n.to_string())])).await.status, 200);
        assert_eq!(adept.call("signal/take-back", "").await.status, 200);
        let turn = if n % 2 == 0 { "turn=pause" } else { "turn=resume" };
        assert_eq!(adept.call("course/turn", turn).await.status, 200);
    }
    let day = world.after(SignedDuration::from_hours(3));
    assert_eq!((emails_to(&day, "mentor1@").await, emails_to(&day, "organisator1@").await), (2, 1));
}

/// Whatever someone calls themselves, subjects are ours.
#[tokio::test]
async fn subjects_hold_no_names() {
    let world = open_world().await;
    let browser = applicant(&world).await;
    assert_eq!(browser.submit(OWN, "application/send", "").await.status, 303);
    let asked = world.messages().await.into_iter().find(|parcel| parcel.to == "chefen@example.org").unwrap();
    let words = words_of(&asked);
    assert_eq!(words.subject, "Stöder du en ansökan till Mentorprogrammet IOR?");
    assert!(words.text.contains("Ny Ek"), "as a control, the text says who");
}

//! Once a day is over: who came, and thank-you emails.

use domain::{day::SegmentId, people::Lang};
use jiff::SignedDuration;
use store::mail::outbox::Email;

use crate::support::{KICKOFF, World, form, words_of};

const PAGE: &str = "/organisera/dagar/uppstart-2026/efter";
const BOARD: &str = "/organisera/dagar/uppstart-2026";

/// The evening of the kick-off, to which these people came.
async fn evening(came: &[&str]) -> World {
    let world = World::new().await;
    let organiser = world.caller("organisator1").await;
    let [everyone, _] = world.segments().await;
    for who in came {
        let person = world.caller(who).await.person;
        let now = world.state.clock.now();
        world.state.store.check_in(&organiser, SegmentId(everyone), person, now).await.unwrap();
    }
    world.after(SignedDuration::from_hours(14 * 24 + 9))
}

#[tokio::test]
async fn who_came_is_told_once_the_day_is_over() {
    let world = evening(&["adept2", "mentor2"]).await;
    let organiser = world.browser("organisator1").await;
    assert!(organiser.get(BOARD).await.says(&format!("href=\"{PAGE}\"")));
    let page = organiser.get(PAGE).await;
    for text in ["data-label=\"Inbjudna\" class=\"number\">44<", "data-label=\"Kom\" class=\"number\">2<"] {
        assert!(page.says(text), "{text} in {}", page.body);
    }
    // The first mentor had said yes.
    let no_shows = page.body.split("Sa ja och kom inte, 09.00").nth(1).unwrap().split("</section>").next().unwrap();
    assert!(no_shows.contains("Lars Påhittqvist"));
    let csv = organiser.get(&format!("{BOARD}/svar.csv")).await;
    let row = |name: &str| csv.body.lines().find(|line| line.contains(name)).unwrap().to_owned();
    assert!(row("Lars Påhittqvist").ends_with(';'));
    assert_eq!(csv.body.lines().filter(|line| line.ends_with(";2026-02-20 09:00")).count(), 2);
    assert!(organiser.in_english().get(PAGE).await.says("Said yes and did not come"));
}

#[tokio::test]
async fn before_it_is_over_there_is_nothing_to_thank_for() {
    let world = World::new().await;
    let organiser = world.browser("organisator1").await;
    assert!(!organiser.get(BOARD).await.says(PAGE));
    let page = organiser.get(PAGE).await;
    assert!(page.says("Tackmejl skickas när dagen är slut.") && page.says("Ingen checkades in."));
    let answer = organiser.call("after/thank", &form(&[("slug", KICKOFF)])).await;
    assert_eq!((answer.status, world.messages().await.len()), (404, 0));
}

#[tokio::test]
async fn thanks_are_sent_once_and_asked_about_first() {
    let world = evening(&["adept2", "mentor2"]).await;
    let file = world.file(domain::day::Audience::Mentors).await;
    let organiser = world.browser("organisator1").await;
    let page = organiser.get(PAGE).await;
    assert!(page.says("2 som var där får ett tack") && page.says("42 som var inbjudna och inte kom"));
    assert!(page.says("Skicka 44 mejl nu") && page.says("Materialet (1 fil)"));
    assert!(world.messages().await.is_empty(), "looking sends nothing; the file is number {file}");

    let fields = form(&[("sida", PAGE), ("slug", KICKOFF)]);
    for _ in 0..2 {
        let answer = organiser.submit(PAGE, "after/thank", &fields).await;
        assert_eq!((answer.status, answer.location().to_owned()), (303, format!("{PAGE}?skickat=1")));
        let page = organiser.get(PAGE).await;
        assert!(page.says("Tackmejlen skickades 6 mars 2026 kl. 18.00.") && !page.says("mejl nu"));
        assert_eq!(world.messages().await.len(), 44);
    }
    let messages = world.messages().await;
    let mail = |to: &str| {
        let parcel = messages.iter().find(|parcel| parcel.to == format!("{to}@example.org")).unwrap();
        words_of(parcel)
    };
    for (to, says, says_not) in [
        ("adept2", "https://ior.example/dagar/uppstart-2026/utvardering", "Till materialet"),
        ("mentor2", "Till materialet", "Vi saknade"),
        ("mentor1", "Vi saknade dig på Uppstart", "utvardering"),
        ("adept1", "Vi saknade dig på Uppstart", "Till materialet"),
    ] {
        let mail = mail(to);
        assert!(mail.text.contains(says) && mail.html.contains(says), "{to}: {}", mail.text);
        assert!(!mail.text.contains(says_not) && !mail.html.contains(says_not), "{to}: {}", mail.text);
    }
    let english = messages.iter().find(|parcel| parcel.lang == Lang::En).unwrap();
    assert!(matches!(english.message, Email::Missed { .. }));
    assert!(words_of(english).text.contains("We missed you at Kick-off"));
}

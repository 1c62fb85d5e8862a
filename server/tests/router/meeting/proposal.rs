//! Proposing, agreeing, moving and cancelling: what the two see of it, what
//! their post brings, and that nobody else learns anything.

use app::{pair::api::read_room, text::date::month, ui::PAGE_FIELD};
use domain::{meeting::Agreed, people::Lang};
use store::mail::outbox::{About, Email};

use crate::{
    live::{DAYS, PAIR, Stream, answers},
    pair::where_is,
    support::{Answer, Browser, World, form, proposal, proposal_with, words_of},
};

const PROPOSE: &str = "/par/traffar/foresla";
const NEXT: &str = "/par/traffar/nasta";
/// The place of the proposal.
const PLACE: &str = "kanarieplats";

/// Someone of the second pair, which has nothing agreed to begin with.
async fn agreed(browser: &Browser) -> Option<Agreed> {
    browser.read(read_room()).await.unwrap().meetings.next
}

/// Posts a form as without JavaScript, and expects to be taken to the pair's page, which
/// says what was done and has the focus there.
async fn goes_on(browser: &Browser, page: &str, function: &str, fields: &str) {
    let answer = browser.submit(page, function, fields).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    assert!(answer.location().starts_with("/par?klart="), "{}", answer.location());
    assert!(browser.get(answer.location()).await.says(" autofocus"), "{}", answer.location());
}

#[tokio::test]
async fn a_proposal_becomes_the_next_meeting_of_both() {
    let world = World::new().await;
    let (adept, mentor) = (world.browser("adept1").await, world.browser("mentor1").await);
    goes_on(&adept, PROPOSE, "proposal/propose", &form(&proposal())).await;
    // The first pair has agreed on a meeting, which would be moved.
    assert!(adept.get("/par").await.says("Du vill flytta "));
    for page in ["/par", "/min-sida"] {
        let page = mentor.get(page).await;
        for words in [
            "Amina vill flytta ",
            "Ja, flytta till onsdag 1 april 2026 kl. 09.00",
            "Studiebesök hos dig, 90 minuter",
            PLACE,
        ] {
            assert!(page.says(words), "{words}");
        }
    }
    assert!(mentor.get("/min-sida").await.says("Svara på tiderna som Amina föreslår"));

    let room = mentor.read(read_room()).await.unwrap();
    let fields = format!("id={}&time=1", room.meetings.open.unwrap().id);
    goes_on(&mentor, "/par", "proposal/accept", &fields).await;
    for browser in [&adept, &mentor] {
        let agreed = agreed(browser).await.unwrap();
        assert_eq!(agreed.at.to_string(), "2026-03-27T13:30:00");
        let page = browser.get(NEXT).await;
        for words in ["fredag 27 mars 2026 kl. 13.30", "15.00", PLACE, "Så blir studiebesöket värt det"] {
            assert!(page.says(words), "{words} in {}", page.body);
        }
        let file = browser.get("/par/traffar/nasta/kalender.ics").await.body;
        assert!(file.contains("DTSTART;TZID=Europe/Stockholm:20260327T133000\r\n") && file.contains(PLACE));
        let domain = world.state.store.calendar_domain("ior.example").await.unwrap();
        assert!(file.contains(&format!("UID:meeting-{}@{domain}\r\nDTSTAMP:20260220T0800", agreed.id)), "{file}");
    }
}

/// What happens next is said where one is taken, for as long as it is so.
#[tokio::test]
async fn what_was_done_is_said_until_it_no_longer_holds() {
    let world = World::new().await;
    let (adept, mentor) = (world.browser("adept1").await, world.browser("mentor1").await);
    let sent = adept.submit(PROPOSE, "proposal/propose", &form(&proposal())).await;
    let says = async |browser: &Browser, answer: &Answer, words: &str| {
        let page = browser.get(answer.location()).await;
        assert!(page.says(words), "{words} in {}", page.body);
    };
    says(&adept, &sent, "Förslaget är skickat till").await;
    let id = adept.read(read_room()).await.unwrap().meetings.open.unwrap().id;
    let fields = form(&[("id", &id.to_string()), ("time", "1"), (PAGE_FIELD, "/min-sida?x=1")]);
    let settled = mentor.submit("/min-sida", "proposal/accept", &fields).await;
    assert_eq!(settled.location(), "/min-sida?klart=bestamt", "one stays where one pressed");
    says(&mentor, &settled, "Tiden är bestämd: fredag 27 mars 2026 kl. 13.30.").await;
    assert!(!adept.get(sent.location()).await.says("Förslaget är skickat"), "it has been answered");

    let next = agreed(&mentor).await.unwrap();
    let cancel = format!("meeting={}&sequence={}", next.id, next.sequence);
    let cancelled = adept.submit(NEXT, "proposal/cancel", &cancel).await;
    says(&adept, &cancelled, "Träffen är inställd.").await;
    assert!(!mentor.get(settled.location()).await.says("Tiden är bestämd"));
    let id = world.proposal_of("adept1").await;
    let declined = mentor.submit("/par/traffar/tacka-nej", "proposal/decline", &format!("id={id}")).await;
    says(&mentor, &declined, "Du har tackat nej").await;
    let id = world.proposal_of("adept1").await;
    let withdrawn = adept.submit(PROPOSE, "proposal/withdraw", &format!("id={id}")).await;
    says(&adept, &withdrawn, "Förslaget är tillbakadraget.").await;
}

#[tokio::test]
async fn wrong_input_is_explained_and_kept() {
    let world = World::new().await;
    let adept = world.browser("adept1").await;
    let before = world.everything().await;
    let cases = [
        ("proposal[times][0][date]", "2026-02-19", "Datumet har redan varit."),
        ("proposal[times][1][date]", "2026-02-20x", "Skriv ett datum som finns"),
        ("proposal[times][1][time]", "", "Fyll i det här."),
        ("proposal[minutes]", "4", "Skriv ett heltal från 5 till 600."),
        ("proposal[form]", "", "Välj ett av alternativen."),
        ("proposal[host]", "x", "Välj ett av alternativen."),
        ("proposal[form]", "digital", "Skriv en hel adress som börjar med https://."),
    ];
    for (field, value, words) in cases {
        let fields = form(&proposal_with(&[(field, value), ("proposal[link]", "http://mote.example")]));
        let answer = adept.submit(PROPOSE, "proposal/propose", &fields).await;
        assert_eq!(answer.status, 422, "{field}={value}");
        assert!(answer.says(words), "{field}={value}: {}", answer.body);
        // All of it comes back.
        let (date, time, place) = ("2026-04-01", "13.30", PLACE);
        for (kept, of) in
            [(date, "proposal[times][0][date]"), (time, "proposal[times][1][time]"), (place, "proposal[place]")]
        {
            assert!(of == field || answer.says(&format!("value=\"{kept}\"")), "{kept} after {field}={value}");
        }
        assert!(answer.says(&format!("value=\"{value}\"")) || value.is_empty() || field == "proposal[host]");
    }
    assert_eq!(world.everything().await, before);
}

#[tokio::test]
async fn a_time_is_proposed_once_and_at_all() {
    let world = World::new().await;
    let adept = world.browser("adept1").await;
    let twice = [("proposal[times][1][date]", "2026-04-01"), ("proposal[times][1][time]", "09:00")];
    let none = ["[0][date]", "[0][time]", "[1][date]", "[1][time]"];
    let names = none.map(|name| format!("proposal[times]{name}"));
    let none: Vec<_> = names.iter().map(|name| (name.as_str(), "")).collect();
    let today = [("proposal[times][1][date]", "2026-02-20"), ("proposal[times][1][time]", "08:59")];
    for (changes, words) in [
        (twice.as_slice(), "Det står redan här ovanför."),
        (none.as_slice(), "Fyll i det här."),
        (today.as_slice(), "Klockslaget har redan varit."),
    ] {
        let answer = adept.submit(PROPOSE, "proposal/propose", &form(&proposal_with(changes))).await;
        assert_eq!(answer.status, 422);
        assert!(answer.says(words), "{words}");
    }
    let direct = form(&proposal_with(&[("direct", "1")]));
    let answer = adept.submit(PROPOSE, "proposal/propose", &direct).await;
    assert!(answer.status == 422 && answer.says("Skriv en enda tid när du bestämmer direkt."));
}

/// Both sides of a change of the clock: the wall says what was typed, and the
/// hour that spring skips becomes the next one.
#[tokio::test]
async fn hours_are_swedish_also_when_the_clock_changes() {
    let world = World::new().await;
    let adept = world.browser("adept2").await;
    for (date, time, shown, starts, ends) in [
        ("2026-03-27", "23:30", "23.30", "20260327T233000", "20260328T010000"),
        ("2026-03-29", "01:30", "01.30", "20260329T013000", "20260329T040000"),
        ("2026-03-29", "02:30", "03.30", "20260329T033000", "20260329T050000"),
        ("2026-10-25", "02:30", "02.30", "20261025T023000", "20261025T030000"),
        ("2026-10-25", "09:00", "09.00", "20261025T090000", "20261025T103000"),
    ] {
        let mut fields = proposal_with(&[
            ("proposal[times][0][date]", date),
            ("proposal[times][0][time]", time),
            ("proposal[times][1][date]", ""),
            ("proposal[times][1][time]", ""),
        ]);
        fields.push(("direct", "1"));
        goes_on(&adept, PROPOSE, "proposal/propose", &form(&fields)).await;
        assert!(adept.get(NEXT).await.says(&format!("kl. {shown}")), "{date} {time}");
        let file = adept.get("/par/traffar/nasta/kalender.ics").await.body;
        for value in [format!("DTSTART;TZID=Europe/Stockholm:{starts}"), format!("DTEND;TZID=Europe/Stockholm:{ends}")]
        {
            assert!(file.contains(&value), "{value} in {file}");
        }
    }
}

/// While a meeting is agreed on, other times are a move of it, on the pages and in the
/// mail; and the same sent again is no second mail.
#[tokio::test]
async fn other_times_for_an_agreed_meeting_are_a_move_of_it() {
    let world = World::new().await;
    let (adept, mentor) = (world.browser("adept2").await, world.browser("mentor2").await);
    let id = world.proposal_of("adept2").await;
    goes_on(&mentor, "/par", "proposal/accept", &format!("id={id}&time=0")).await;
    let at = agreed(&mentor).await.unwrap().at;
    let day = format!("{} {}", at.day(), month(Lang::Sv, at.date()));
    let before = world.messages().await.len();
    let fields = form(&proposal_with(&[("proposal[times][0][date]", "2026-04-02")]));
    for _ in 0..2 {
        goes_on(&adept, PROPOSE, "proposal/propose", &fields).await;
    }
    for path in ["/par", "/min-sida"] {
        let page = mentor.get(path).await;
        assert!(
            page.says(&format!("vill flytta {day} till")) && page.says("Ja, flytta till "),
            "{path}: {}",
            page.body
        );
        assert!(adept.get(path).await.says(&format!("Du vill flytta {day} till")), "{path}");
    }
    let messages = world.messages().await.split_off(before);
    let [parcel] = messages.as_slice() else { panic!("one email, not {}", messages.len()) };
    let words = words_of(parcel);
    assert!(words.text.contains(&format!("vill flytta {day} till")), "{}", words.text);
}

#[tokio::test]
async fn declining_withdrawing_and_cancelling_leave_a_word_to_the_partner() {
    let world = World::new().await;
    let (adept, mentor) = (world.browser("adept2").await, world.browser("mentor2").await);
    let id = world.proposal_of("adept2").await;
    goes_on(&mentor, "/par/traffar/tacka-nej", "proposal/decline", &format!("id={id}&word=kanarienej")).await;
    assert!(adept.get("/par").await.says("kanarienej"));
    let gone = mentor.submit("/par", "proposal/accept", &format!("id={id}&time=0")).await;
    assert!(gone.status == 410 && gone.says("Det gäller inte längre"), "{}", gone.body);

    let id = world.proposal_of("adept2").await;
    goes_on(&adept, PROPOSE, "proposal/withdraw", &format!("id={id}")).await;
    assert_eq!(mentor.get("/par/traffar/tacka-nej").await.status, 404);

    let id = world.proposal_of("adept2").await;
    goes_on(&mentor, "/par", "proposal/accept", &format!("id={id}&time=0")).await;
    let next = agreed(&adept).await.unwrap();
    let cancel = |sequence: u32| format!("meeting={}&sequence={sequence}&word=kanarieinställd", next.id);
    assert_eq!(mentor.submit(NEXT, "proposal/cancel", &cancel(next.sequence + 1)).await.status, 410);
    goes_on(&mentor, NEXT, "proposal/cancel", &cancel(next.sequence)).await;
    assert!(adept.get("/par").await.says("kanarieinställd"));
    assert!(adept.get(NEXT).await.says("Ingen träff är bestämd just nu."));
}

/// The pair's next meeting before it was moved, after, and cancelled: every
/// email goes to both, and to nobody else.
#[tokio::test]
async fn every_change_goes_to_both_by_mail() {
    let world = World::new().await;
    let mentor = world.browser("mentor2").await;
    let before = world.messages().await.len();
    let mut fields = proposal_with(&[("proposal[times][1][date]", ""), ("proposal[times][1][time]", "")]);
    fields.push(("direct", "1"));
    goes_on(&mentor, PROPOSE, "proposal/propose", &form(&fields)).await;
    let first = agreed(&mentor).await.unwrap();
    let id = world.proposal_of("adept2").await;
    goes_on(&mentor, "/par", "proposal/accept", &format!("id={id}&time=1")).await;
    let moved = agreed(&mentor).await.unwrap();
    assert_eq!((moved.id, moved.sequence), (first.id, first.sequence + 1));
    goes_on(&mentor, NEXT, "proposal/cancel", &format!("meeting={}&sequence={}", moved.id, moved.sequence)).await;

    let messages = world.messages().await.split_off(before);
    let mut invitations = Vec::new();
    for message in &messages {
        if let Email::Meeting(invitation) = &message.message {
            invitations.push((invitation.about, invitation.agreed.sequence, message.to.as_str()));
        } else {
            assert!(matches!(&message.message, Email::Proposed { by, .. } if by.starts_with("Johan")));
            assert_eq!(message.to, "mentor2@example.org");
        }
    }
    let first = first.sequence;
    let about = if first == 0 { About::Agreed } else { About::Moved };
    let both = ["adept2@example.org", "mentor2@example.org"];
    let expected = [(about, first), (About::Moved, first + 1), (About::Cancelled, first + 2)];
    let expected: Vec<_> = expected.into_iter().flat_map(|(about, n)| both.map(|to| (about, n, to))).collect();
    assert_eq!(invitations, expected);
}

#[tokio::test]
async fn nobody_else_learns_where_they_meet() {
    let world = World::new().await;
    let meeting = world.meeting_of("adept1").await;
    let id = world.proposal_of("adept1").await;
    let mentor = world.browser("mentor1").await;
    let others = ["adept2", "mentor2", "kontakt1", "kontakt2", "arbetsgrupp1", "organisator1", "reserv1"];
    for step in ["proposed", "agreed"] {
        if step == "agreed" {
            goes_on(&mentor, "/par", "proposal/accept", &format!("id={id}&time=0")).await;
        }
        for who in others {
            assert!(where_is(PLACE, &world.browser(who).await, &meeting).await.is_empty(), "{who}, {step}");
        }
        // As a control, the pair's own pages have it.
        assert!(where_is(PLACE, &mentor, &meeting).await.contains(&"/par".to_owned()), "{step}");
    }
    assert!(world.messages().await.iter().all(|parcel| !words_of(parcel).subject.contains(PLACE)));
}

/// The organiser's stream is silent: not even that something happens is theirs.
#[tokio::test]
async fn the_partner_hears_of_a_proposal_at_once_and_the_organiser_does_not() {
    let world = World::new().await;
    let [everyone, _] = world.segments().await;
    let mut partner = Stream::of(&world.browser("mentor1").await).await;
    let mut organiser = Stream::of(&world.browser("organisator1").await).await;
    let id = world.proposal_of("adept1").await;
    assert_eq!(partner.next().await.as_deref(), PAIR);
    let mut adept = Stream::of(&world.browser("adept1").await).await;
    goes_on(&world.browser("mentor1").await, "/par", "proposal/accept", &format!("id={id}&time=0")).await;
    assert_eq!(adept.next().await.as_deref(), PAIR);
    answers(&world.browser("adept1").await, everyone).await;
    assert_eq!(organiser.next().await.as_deref(), DAYS, "of three changes the last");
}

/// Links lead to pages; no page changes anything by being opened.
#[tokio::test]
async fn opening_a_page_changes_nothing() {
    let world = World::new().await;
    world.proposal_of("adept1").await;
    let before = world.everything().await;
    let mentor = world.browser("mentor1").await;
    for path in ["/par", PROPOSE, NEXT, "/par/traffar/tacka-nej", "/par/traffar/nasta/kalender.ics"] {
        assert_eq!(mentor.get(path).await.status, 200, "{path}");
    }
    world.signed_out(&[&mentor]).await;
    assert_eq!(world.everything().await, before);
}

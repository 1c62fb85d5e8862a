//! Announcements, as without JavaScript: written, looked at, scheduled, sent, and who got
//! it; and what is wrong with what was typed.

use domain::{
    day::Answer as Reply,
    mail::delivery::{Next, Reason},
};
use jiff::SignedDuration;

use crate::{
    access::Statuses,
    support::{Answer, Browser, World, form, words_of},
};

/// The pages. One that exists is in its own test.
#[rustfmt::skip]
pub const PAGES: [(&str, Statuses); 4] = [
    //                                     nobody adept mentor other contact group organiser reserve
    ("/organisera/utskick",                 [303, 404, 404, 404, 404, 404, 200, 404]),
    ("/organisera/utskick/nytt",            [303, 404, 404, 404, 404, 404, 200, 404]),
    ("/organisera/utskick/999999",          [303, 404, 404, 404, 404, 404, 404, 404]),
    ("/organisera/utskick/999999/andra",    [303, 404, 404, 404, 404, 404, 404, 404]),
];

/// The forms, in an order in which each finds what the one before has made.
#[rustfmt::skip]
pub const WRITES: [(&str, &str, Statuses); 7] = [
    //                                                       nobody adept mentor other contact group organiser reserve
    ("announcement/save",     SAVE,                            [401, 404, 404, 404, 404, 404, 200, 404]),
    ("announcement/delete",   "id=1",                          [401, 404, 404, 404, 404, 404, 200, 404]),
    ("announcement/save",     SAVE,                            [401, 404, 404, 404, 404, 404, 200, 404]),
    ("announcement/test",     "id=2",                          [401, 404, 404, 404, 404, 404, 200, 404]),
    ("announcement/schedule", "id=2&version=1&at[when]=now",   [401, 404, 404, 404, 404, 404, 200, 404]),
    ("announcement/cancel",   "id=2",                          [401, 404, 404, 404, 404, 404, 200, 404]),
    ("announcement/retry",    "id=2&person=999999",            [401, 404, 404, 404, 404, 404, 404, 404]),
];

const SAVE: &str = "announcement[to][duties][mentor]=1&announcement[subject_sv]=a&announcement[body_sv]=a";
const LIST: &str = "/organisera/utskick";
const NEW: &str = "/organisera/utskick/nytt";

/// What an organiser writes to adepts and mentors who said maybe.
fn written<'a>(occasion: &'a str, changes: &[(&'a str, &'a str)]) -> String {
    let mut fields = vec![
        ("announcement[to][duties][adept]", "1"),
        ("announcement[to][duties][mentor]", "1"),
        ("announcement[to][occasion]", occasion),
        ("announcement[to][answers][maybe]", "1"),
        ("announcement[subject_sv]", "Kommer du, {förnamn}?"),
        ("announcement[body_sv]", "Hör av dig **snart**.\n\n- [dagen](/dagar/uppstart-2026)"),
        ("announcement[subject_en]", ""),
        ("announcement[body_en]", ""),
    ];
    for change in changes {
        fields.retain(|(name, _)| *name != change.0);
        fields.push(*change);
    }
    form(&fields)
}

async fn submit(organiser: &Browser, function: &str, fields: &str) -> Answer {
    organiser.submit(NEW, &format!("announcement/{function}"), fields).await
}

/// A world in which `adept1` said maybe to the kick-off, and the name of that part.
async fn world() -> (World, String) {
    let world = World::new().await;
    let [everyone, _] = world.segments().await;
    let (adept, now) = (world.caller("adept1").await, world.state.clock.now());
    world.state.store.answer(&adept, domain::day::SegmentId(everyone), Reply::Maybe, now).await.unwrap();
    (world, format!("pass-{everyone}"))
}

async fn send_due(world: &World, after: SignedDuration) -> u32 {
    world.state.store.send_announcements(world.state.clock.now() + after).await.unwrap()
}

#[tokio::test]
async fn it_goes_from_draft_to_who_got_it() {
    let (world, occasion) = world().await;
    let organiser = world.browser("organisator1").await;
    assert!(organiser.get(LIST).await.says("Inget är skrivet än."));
    assert!(organiser.get("/organisera").await.says("href=\"/organisera/utskick\""));

    let sent = written(&occasion, &[]);
    let preview = submit(&organiser, "save", &format!("{sent}&preview=1")).await;
    assert_eq!(preview.status, 422);
    for said in [
        "Så här blir det. Inget är publicerat eller skickat än.",
        "får det, som det ser ut nu.",
        "<strong>snart<",
        "Kommer du, {förnamn}?",
    ] {
        assert!(preview.says(said), "{said} in {}", preview.body);
    }
    assert!(organiser.get(LIST).await.says("Inget är skrivet än."), "nothing is saved yet");

    let saved = submit(&organiser, "save", &sent).await;
    assert_eq!((saved.status, saved.location()), (303, "/organisera/utskick/1?sparat=1"));
    let page = organiser.get(saved.location()).await;
    for said in
        ["Utskicket är sparat.", "får det, som det ser ut nu.", "har svarat kanske", "<h1", "Skicka ett test till mig"]
    {
        assert!(page.says(said), "{said} in {}", page.body);
    }
    assert!(organiser.get("/organisera/utskick/1/andra").await.says("value=\"Kommer du, {förnamn}?\""));

    let tested = submit(&organiser, "test", "id=1").await;
    assert_eq!(tested.location(), "/organisera/utskick/1?test=1");
    let test = world.messages().await.pop().unwrap();
    let words = words_of(&test);
    assert!(
        test.to == "organisator1@example.org" && words.subject.starts_with("Test: Kommer du, "),
        "{}",
        words.subject
    );
    assert!(words.text.contains("- dagen (https://ior.example/dagar/uppstart-2026)"), "{}", words.text);

    let later = form(&[
        ("id", "1"),
        ("version", "1"),
        ("at[when]", "later"),
        ("at[date]", "2026-02-21"),
        ("at[time]", "08.00"),
    ]);
    let scheduled = submit(&organiser, "schedule", &later).await;
    assert_eq!(scheduled.location(), "/organisera/utskick/1?planerat=1");
    let told = organiser.get(scheduled.location()).await;
    assert!(told.says("Utskicket går ut lördag 21 februari 2026, 08.00."), "{}", told.body);
    assert_eq!(send_due(&world, SignedDuration::ZERO).await, 0);
    let cancelled = submit(&organiser, "cancel", "id=1").await;
    assert!(organiser.get(cancelled.location()).await.says("Utskicket är stoppat"));
    assert_eq!(send_due(&world, SignedDuration::from_hours(48)).await, 0);

    let now = form(&[("id", "1"), ("version", "1"), ("at[when]", "now")]);
    assert_eq!(submit(&organiser, "schedule", &now).await.status, 303);
    assert_eq!(send_due(&world, SignedDuration::ZERO).await, 1);
    let page = organiser.get("/organisera/utskick/1").await;
    assert!(page.says("0 lämnade till mejlservern, ") && page.says(" väntar, 0 fick det inte"), "{}", page.body);
    assert!(page.says("Utskicket har gått ut.") && page.says("Väntar på att skickas"));

    let (store, at) = (&world.state.store, world.state.clock.now());
    let parcel = world.messages().await.into_iter().find(|parcel| parcel.to == "adept1@example.org").unwrap();
    store.email_failed(parcel.id, "550 5.1.1", Next::GiveUp(Reason::Refused), at).await.unwrap();
    let page = organiser.get("/organisera/utskick/1").await;
    assert!(page.says("Kom inte fram") && page.says("adept1@example.org"), "{}", page.body);
    let adept = world.caller("adept1").await.person;
    let again = submit(&organiser, "retry", &form(&[("id", "1"), ("person", &adept.to_string())])).await;
    assert!(organiser.get(again.location()).await.says("Mejlet skickas igen."));
    let late = organiser.submit("/organisera/utskick/1", "announcement/cancel", "id=1").await;
    assert!(late.status == 409 && late.says("Någon annan hann ändra före dig."), "{}", late.status);
    assert!(organiser.in_english().get("/organisera/utskick/1").await.says("The announcement has gone out."));
}

#[tokio::test]
async fn what_is_wrong_is_told_beside_the_field_and_kept() {
    let (world, occasion) = world().await;
    let organiser = world.browser("organisator1").await;
    for (field, value, told) in [
        ("announcement[body_sv]", "Hej\n\n{nasta dag}", "På rad 3 står {nasta dag}, som inte betyder något."),
        ("announcement[body_sv]", "<b>x</b>", "HTML går inte att använda här."),
        ("announcement[body_sv]", "", "Fyll i det här."),
        ("announcement[subject_en]", "Hello", "Fyll i det här."),
        ("announcement[to][occasion]", "", "Fyll i det här."),
        ("announcement[to][occasion]", "dag-x", "Välj ett av alternativen."),
    ] {
        for also in ["", "&preview=1"] {
            let sent = written(&occasion, &[(field, value), ("announcement[subject_sv]", "Kanarieämne")]);
            let page = submit(&organiser, "save", &format!("{sent}{also}")).await;
            assert!(page.status == 422 && page.says(told), "{field}: {} {}", page.status, page.body);
            assert!(page.says("value=\"Kanarieämne\""), "{field}: what was typed is kept");
        }
    }
    let none = submit(&organiser, "save", "announcement[subject_sv]=a&announcement[body_sv]=a").await;
    assert!(none.status == 422 && none.says("Kryssa i minst en ruta."), "{}", none.body);
    assert!(organiser.get(LIST).await.says("Inget är skrivet än."));

    submit(&organiser, "save", &written(&occasion, &[])).await;
    for (when, date, time, told) in [
        ("", "", "", "Välj ett av alternativen."),
        ("later", "", "08.00", "Fyll i det här."),
        ("later", "2026-02-30", "08.00", "Skriv ett datum som finns"),
        ("later", "2026-02-20", "08.59", "Den tiden har redan varit."),
        ("later", "2026-02-19", "08.00", "Datumet har redan varit."),
        ("later", "2026-03-29", "02.30", "klockan ställs fram den natten"),
        ("later", "2028-01-01", "08.00", "Välj ett datum inom ett år."),
    ] {
        let fields = form(&[("id", "1"), ("version", "1"), ("at[when]", when), ("at[date]", date), ("at[time]", time)]);
        let page = organiser.submit("/organisera/utskick/1", "announcement/schedule", &fields).await;
        assert!(page.status == 422 && page.says(told), "{when} {date} {time}: {} {}", page.status, page.body);
    }
    let stale = form(&[("id", "1"), ("version", "7"), ("at[when]", "now")]);
    assert_eq!(organiser.submit("/organisera/utskick/1", "announcement/schedule", &stale).await.status, 409);
}

/// Where there is no text in a language, that is said before; each gets what there is.
#[tokio::test]
async fn a_missing_language_is_told_before() {
    let (world, occasion) = world().await;
    world.state.store.set_language(&world.caller("adept1").await, domain::people::Lang::En).await.unwrap();
    let organiser = world.browser("organisator1").await;
    submit(&organiser, "save", &written(&occasion, &[])).await;
    let page = organiser.get("/organisera/utskick/1").await;
    assert!(page.says("En av dem har valt engelska och får den svenska."), "{}", page.body);
    submit(&organiser, "schedule", "id=1&version=1&at[when]=now").await;
    send_due(&world, SignedDuration::ZERO).await;
    let parcel = world.messages().await.into_iter().find(|parcel| parcel.to == "adept1@example.org").unwrap();
    let words = words_of(&parcel);
    assert!(words.text.starts_with("Hej ") && words.html.contains("<html lang=\"sv\">"), "{}", words.text);
}

/// A day's board leads to a new announcement that is begun with those who said maybe.
#[tokio::test]
async fn a_board_leads_to_those_who_said_maybe() {
    let (world, _) = world().await;
    let organiser = world.browser("organisator1").await;
    let link = "/organisera/utskick/nytt?dag=uppstart-2026&amp;svar=maybe";
    assert!(organiser.get("/organisera/dagar/uppstart-2026").await.says(link));
    let page = organiser.get(&link.replace("&amp;", "&")).await;
    for said in ["får det, som det ser ut nu.", "Vet du nu?", "Do you know by now?"] {
        assert!(page.says(said), "{said} in {}", page.body);
    }
    assert!(!world.browser("mentor1").await.get("/dagar/uppstart-2026").await.says("/organisera/utskick"));
}

/// An announcement that exists is the same as none to everyone else.
#[tokio::test]
async fn only_organisers_know_of_it() {
    let (world, occasion) = world().await;
    submit(&world.browser("organisator1").await, "save", &written(&occasion, &[])).await;
    for who in ["adept1", "mentor1", "kontakt1", "arbetsgrupp1", "reserv1"] {
        let browser = world.browser(who).await;
        for path in ["/organisera/utskick/1", "/organisera/utskick/1/andra"] {
            assert_eq!(browser.get(path).await.status, 404, "{who} {path}");
        }
        for (function, fields, _) in WRITES {
            assert_eq!(browser.call(function, &fields.replace("=2", "=1")).await.status, 404, "{who} {function}");
        }
    }
}

//! One's own calendar: subscribed, changed, revoked. Whoever has its address needs no
//! session; without it there is nothing there.

use axum::http::{Request, Response, header};
use jiff::SignedDuration;

use crate::{
    files::{entries, times},
    support::{Browser, World, form, proposal},
};

const PAGE: &str = "/installningar/kalender";

/// Makes an address, and reads it from the page that shows it.
async fn subscribe(browser: &Browser, name: &str) -> String {
    let made = browser.submit(PAGE, "calendar/make", &form(&[("name", name)])).await;
    assert_eq!((made.status, made.location()), (303, "/installningar/kalender?ny=1"));
    let page = browser.get(made.location()).await;
    assert!(page.says(" autofocus"));
    let code = page.body.split("<code>").nth(1).expect("the address").split(".ics").next().unwrap();
    let (_, token) = code.rsplit_once("/kalender/").expect("an address of ours");
    format!("/kalender/{token}.ics")
}

async fn fetch(world: &World, path: &str) -> Response<Vec<u8>> {
    world.stranger().download(path).await
}

async fn file(world: &World, path: &str) -> String {
    let answer = fetch(world, path).await;
    assert_eq!(answer.status(), 200);
    String::from_utf8(answer.into_body()).unwrap()
}

/// What entries are called, without the moment when the file was made.
async fn summaries(world: &World, path: &str) -> Vec<String> {
    entries(&file(world, path).await).into_iter().map(|mut entry| entry.remove("SUMMARY").unwrap()).collect()
}

#[tokio::test]
async fn a_calendar_is_subscribed_to_changed_and_revoked() {
    let world = World::new().await;
    let (adept, mentor) = (world.browser("adept2").await, world.browser("mentor2").await);
    assert!(adept.get(PAGE).await.says("Ingen kalender hämtar något än."));
    let path = subscribe(&adept, "Telefonen").await;
    let page = adept.get(PAGE).await;
    for words in ["Telefonen", "Inte hämtad än.", "webcal://", "calendar.google.com", "rel=\"noreferrer\""] {
        assert!(page.says(words), "{words}");
    }
    assert!(!mentor.get(PAGE).await.says(&path), "another's page does not have it");

    let first = summaries(&world, &path).await;
    assert!(first.iter().any(|summary| summary.contains("Uppstart")), "{first:?}");
    assert!(!first.iter().any(|summary| summary.starts_with("Mentorträff")), "{first:?}");
    assert!(adept.get(PAGE).await.says("Hämtad senast"));

    // A meeting is agreed on: it appears, with the partner's name and no word of theirs.
    assert_eq!(mentor.call("proposal/propose", &form(&proposal())).await.status, 200);
    let open = world.state.store.meetings(&world.caller("adept2").await).await.unwrap().open.unwrap();
    let fields = format!("id={}&time=1", open.id);
    assert_eq!(adept.call("proposal/accept", &fields).await.status, 200);
    let with = file(&world, &path).await;
    let meeting = entries(&with).into_iter().find(|entry| entry["SUMMARY"].starts_with("Mentorträff")).unwrap();
    assert_eq!(meeting["DTSTART;TZID=Europe/Stockholm"], "20260327T133000");
    assert_eq!((meeting["STATUS"].as_str(), meeting["LOCATION"].as_str()), ("CONFIRMED", "kanarieplats"));

    let next = world.state.store.meetings(&world.caller("adept2").await).await.unwrap().next.unwrap();
    let fields = format!("meeting={}&sequence={}", next.id, next.sequence);
    assert_eq!(adept.call("proposal/cancel", &fields).await.status, 200);
    let cancelled = entries(&file(&world, &path).await);
    let cancelled = cancelled.iter().find(|entry| entry["UID"] == meeting["UID"]).unwrap();
    assert_eq!((cancelled["STATUS"].as_str(), cancelled["SEQUENCE"].as_str()), ("CANCELLED", "1"));

    let id = adept.get(PAGE).await.body.split("id=\"kalender-").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let gone = adept.submit(PAGE, "calendar/revoke", &form(&[("id", &id)])).await;
    assert_eq!((gone.status, gone.location()), (303, "/installningar/kalender?borta=1"));
    let page = adept.get(gone.location()).await;
    assert!(page.says("Adressen är borttagen.") && !page.says("<code>"), "what is revoked is not shown");
    let stranger = world.stranger();
    let (revoked, never) = (stranger.get(&path).await, stranger.get("/kalender/finns-inte.ics").await);
    assert_eq!((revoked.status, never.status), (404, 404));
    let plain = |answer: &crate::support::Answer, path: &str| answer.without_nonce().replace(path, "{path}");
    assert_eq!(plain(&revoked, &path), plain(&never, "/kalender/finns-inte.ics"), "as one that never was");
}

/// What has not changed is not sent again, and nobody keeps it for others.
#[tokio::test]
async fn a_calendar_that_says_the_same_is_not_sent_again() {
    let world = World::new().await;
    let adept = world.browser("adept1").await;
    let path = subscribe(&adept, "").await;
    let first = fetch(&world, &path).await;
    let header = |answer: &Response<Vec<u8>>, name: &str| answer.headers()[name].to_str().unwrap().to_owned();
    assert_eq!(header(&first, "content-type"), "text/calendar; charset=utf-8");
    assert_eq!(header(&first, "cache-control"), "private, no-cache");
    assert!(first.headers().get("set-cookie").is_none());
    let tag = header(&first, "etag");
    let later = world.after(SignedDuration::from_hours(3));
    let again = async |world: &World| {
        let request = Request::get(&path).header(header::IF_NONE_MATCH, &tag);
        world.stranger().open(request, "").await.status()
    };
    assert_eq!(again(&later).await, 304);
    let [everyone, _] = world.segments().await;
    let fields = form(&[("segment", &everyone.to_string()), ("answer", "yes")]);
    assert_eq!(adept.call("day/answer", &fields).await.status, 200);
    assert_eq!(again(&later).await, 200);
    let body = file(&later, &path).await;
    let entry = entries(&body).into_iter().find(|entry| entry["UID"].starts_with(&format!("segment-{everyone}@")));
    assert_eq!(entry.unwrap()["STATUS"], "CONFIRMED");
    assert!(body.contains("\r\nREFRESH-INTERVAL;VALUE=DURATION:PT4H\r\n"));
}

/// The hours are those of the day's own file, and so of its page.
#[tokio::test]
async fn hours_are_those_of_the_pages() {
    let world = World::new().await;
    let mentor = world.browser("mentor3").await;
    let path = subscribe(&mentor, "").await;
    let own = entries(&file(&world, &path).await);
    let mut seen = 0;
    for slug in ["uppstart-2026", "erfarenhetsutbyte-2026", "inspirationsdag-2026", "avslutning-2027"] {
        for entry in entries(&mentor.get(&format!("/dagar/{slug}/kalender.ics")).await.body) {
            let same = own.iter().find(|own| own["UID"] == entry["UID"]).expect("in the calendar");
            assert_eq!((times(same), &same["SUMMARY"]), (times(&entry), &entry["SUMMARY"]));
            seen += 1;
        }
    }
    assert_eq!(seen, 5);
}

/// A program that asks without end is told to wait; others are not.
#[tokio::test]
async fn a_calendar_is_not_fetched_without_end() {
    let world = World::new().await;
    let (mine, other) = (world.browser("adept1").await, world.browser("adept2").await);
    let (path, others) = (subscribe(&mine, "").await, subscribe(&other, "").await);
    let mut statuses = Vec::new();
    for _ in 0..12 {
        statuses.push(fetch(&world, &path).await.status().as_u16());
    }
    assert_eq!((statuses[9], statuses[10]), (200, 429), "{statuses:?}");
    assert_eq!(fetch(&world, &others).await.status(), 200);
    let later = world.after(SignedDuration::from_mins(1));
    assert_eq!(fetch(&later, &path).await.status(), 200);
}

/// The secret is shown in the browser that made it, to whoever made it, and never in the
/// address of a page.
#[tokio::test]
async fn the_secret_is_shown_to_its_owner_only() {
    let world = World::new().await;
    let adept = world.browser("adept1").await;
    let path = subscribe(&adept, "").await;
    let token = path.trim_start_matches("/kalender/").trim_end_matches(".ics");
    assert!(!world.browser("adept1").await.get(PAGE).await.says(token), "another browser of theirs");
    let shared = world.browser("adept2").await;
    shared.set_cookie("__Host-ior-kalender", token);
    assert!(!shared.get(PAGE).await.says(token), "someone else in the same browser");
    assert!(adept.get(PAGE).await.says(token));
    assert_eq!(adept.call("people/sign-out", "").await.status, 200);
    assert_eq!(adept.cookie("__Host-ior-kalender"), None);
    let long = form(&[("name", &"a".repeat(61))]);
    assert_eq!(world.browser("adept3").await.submit(PAGE, "calendar/make", &long).await.status, 422);
}

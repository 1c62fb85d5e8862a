//! Who helps at the door: named on a page of the day's, told by email, and taken back.

use jiff::SignedDuration;

use crate::{
    live::{DAYS, Stream},
    support::{Answer, Browser, KICKOFF, World, email, form, words_of},
};

const PAGE: &str = "/organisera/dagar/uppstart-2026/medhjalpare";
const DOOR: &str = "/organisera/dagar/uppstart-2026/incheckning";
/// From when the worlds begin to one in the afternoon before the kick-off.
const EVE: SignedDuration = SignedDuration::from_hours(13 * 24 + 4);

async fn fields(world: &World, who: &str) -> String {
    form(&[("sida", PAGE), ("slug", KICKOFF), ("person", &world.caller(who).await.person.to_string())])
}

/// A world on the eve of the kick-off, in which someone in reserve helps; their browser and
/// an organiser's.
async fn helped() -> (World, Browser, Browser) {
    let world = World::new().await;
    let answer =
        world.browser("organisator1").await.submit(PAGE, "helper/name", &fields(&world, "reserv1").await).await;
    assert_eq!((answer.status, answer.location()), (303, format!("{PAGE}?utsedd=1").as_str()));
    let eve = world.after(EVE);
    let (helper, organiser) = (eve.browser("reserv1").await, eve.browser("organisator1").await);
    (eve, helper, organiser)
}

/// What the emails to someone say, oldest first.
async fn told(world: &World, address: &str) -> Vec<String> {
    let messages = world.messages().await;
    messages.iter().filter(|parcel| parcel.to == address).map(|parcel| words_of(parcel).text).collect()
}

#[tokio::test]
async fn someone_is_found_named_and_told() {
    let world = World::new().await;
    let organiser = world.browser("organisator1").await;
    let page = organiser.get(PAGE).await;
    assert!(page.says("Ingen är utsedd än") && page.says("5 mars 2026 kl. 12.00") && !page.says("helper/name"));
    assert!(organiser.get("/organisera/dagar/uppstart-2026").await.says("/medhjalpare"));
    let found = organiser.get(&format!("{PAGE}?sok=amina")).await;
    assert!(found.says("Amina Exempelsson") && found.says("/api/helper/name"));
    let none = organiser.get(&format!("{PAGE}?sok=ingenalls")).await;
    assert!(none.says("Ingen i nätverket stämmer"));

    organiser.submit(PAGE, "helper/name", &fields(&world, "adept1").await).await;
    let page = organiser.get(&format!("{PAGE}?utsedd=1")).await;
    assert!(
        page.says("Amina Exempelsson") && page.says("Utsedd 20 februari 2026 av Katarina") && page.says(" autofocus")
    );
    let told = told(&world, email("adept1").as_str()).await;
    let last = told.last().unwrap();
    for words in ["hjälpa till i dörren på Uppstart", "6 mars 2026", "5 mars 2026 kl. 12.00", DOOR] {
        assert!(last.contains(words), "{words} in {last}");
    }
    let en = world.browser("organisator1").await.in_english().get(PAGE).await;
    assert!(en.says("Help at the door") && en.says("Take back"));
}

#[tokio::test]
async fn someone_new_is_let_in_and_what_is_wrong_is_said() {
    let world = World::new().await;
    let organiser = world.browser("organisator1").await;
    let fields = |email: &str, name: &str| {
        form(&[("sida", PAGE), ("slug", KICKOFF), ("email", email), ("name", name), ("organisation", "1")])
    };
    let wrong = organiser.submit(PAGE, "helper/let-in", &fields("vera", "")).await;
    assert_eq!(wrong.status, 422);
    assert!(wrong.says("value=\"vera\"") && wrong.says("Fyll i det här."));
    let other = organiser.submit(PAGE, "helper/let-in", &fields("adept1@example.org", "Vera Värd")).await;
    assert!(other.status == 422 && other.says("hör till någon med ett annat namn"));
    let done = organiser.submit(PAGE, "helper/let-in", &fields("vera@example.org", "Vera Värd")).await;
    assert_eq!((done.status, done.location()), (303, format!("{PAGE}?utsedd=1").as_str()));
    assert!(organiser.get(PAGE).await.says("Vera Värd"));
    let vera = world.after(EVE).browser("vera").await;
    assert_eq!(vera.get(DOOR).await.status, 200);
    assert_eq!(vera.get("/organisera/dagar/uppstart-2026").await.status, 404);
}

#[tokio::test]
async fn a_helper_is_led_to_a_door_without_answers_and_numbers() {
    let (_, helper, organiser) = helped().await;
    let home = helper.get("/hem").await;
    assert_eq!((home.status, home.location()), (303, DOOR));
    assert!(helper.get("/min-sida").await.says(&format!("href=\"{DOOR}\"")), "in the navigation");
    let (own, full) = (helper.get(DOOR).await, organiser.get(DOOR).await);
    assert!(own.says("Amina Exempelsson") && own.says("/api/attendance/check-in") && own.says("data-kept"));
    for words in ["href=\"tel:", "070-174", "Inget svar än", "/namnskyltar", "/medhjalpare", "Till dagens tavla"] {
        assert!(!own.says(words) && full.says(words), "{words}");
    }
}

/// What is taken back ends at once, in the open page too; then there is nothing there.
#[tokio::test]
async fn what_is_taken_back_is_as_if_it_had_never_been() {
    let (eve, helper, organiser) = helped().await;
    let (segment, adept) = (eve.segments().await[0].to_string(), eve.caller("adept1").await.person.to_string());
    let press = form(&[("segment", &segment), ("person", &adept)]);
    let mut stream = Stream::of(&helper).await;
    assert_eq!(helper.call("attendance/check-in", &press).await.status, 200);
    assert_eq!(stream.next().await.as_deref(), DAYS);
    assert!(organiser.get(DOOR).await.says("Incheckad 13.00 av"));

    let end = fields(&eve, "reserv1").await;
    let answer = organiser.submit(PAGE, "helper/end", &end).await;
    assert_eq!((answer.status, answer.location()), (303, format!("{PAGE}?tillbaka=1").as_str()));
    assert_eq!(stream.next().await.as_deref(), Some("event: changed\ndata: all"));
    let page = async |path: &str| {
        let answer: Answer = helper.get(path).await;
        (answer.status, answer.without_nonce().replace(path, "{path}"))
    };
    let missing = page("/organisera/dagar/finns-inte/incheckning").await;
    assert_eq!(missing.0, 404);
    assert_eq!(page(DOOR).await, missing);
    let (gone, never) =
        (helper.call("attendance/undo", &press).await, helper.call("attendance/undo", "segment=999999&person=1").await);
    assert_eq!((gone.status, &gone.body), (404, &never.body));
    assert!(!helper.get("/min-sida").await.says("/incheckning"));
    organiser.call("attendance/undo", &press).await;
    let told = told(&eve, email("reserv1").as_str()).await;
    assert!(told.last().unwrap().contains("inte längre hjälpa till i dörren"));
    eve.stop.send(true).unwrap();
    assert!(stream.next().await.unwrap_or_default().ends_with("event: goodbye"), "and they hear of nothing more");
}

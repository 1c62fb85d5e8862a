//! The live channel: something changed, to those who may know, and no more.
//!
//! That nothing comes is shown by what comes instead: the listener does
//! something of its own afterwards, and hears of that first.

use axum::{
    body::Body,
    http::{Request, header},
};
use http_body_util::BodyExt;

use super::support::{Browser, KICKOFF, World, form, log, soon};

/// An open stream.
pub struct Stream {
    body: Body,
    text: String,
    /// How far the server had come when it was opened.
    pub sequence: String,
}

impl Stream {
    /// Opens the browser's stream, and hears that it is open.
    pub async fn of(browser: &Browser) -> Self {
        let response = browser.open(Request::get("/live").header(header::ACCEPT, "text/event-stream"), "").await;
        assert_eq!(response.status(), 200);
        assert_eq!(response.headers()[header::CONTENT_TYPE], "text/event-stream");
        let mut stream = Self { body: response.into_body(), text: String::new(), sequence: String::new() };
        let hello = stream.next().await.expect("a hello");
        let data = hello.strip_prefix("retry: 2000\nevent: hello\ndata: ").expect(&hello);
        let data: serde_json::Value = serde_json::from_str(data).unwrap();
        assert_eq!((data.as_object().unwrap().len(), &data["build"]), (2, &"b1".into()), "{hello}");
        data["seq"].as_str().unwrap().clone_into(&mut stream.sequence);
        stream
    }

    /// The next event, as it was sent; `None` when the stream has ended.
    pub async fn next(&mut self) -> Option<String> {
        soon(async {
            loop {
                if let Some((event, rest)) = self.text.split_once("\n\n") {
                    let (event, rest) = (event.to_owned(), rest.to_owned());
                    self.text = rest;
                    if !event.starts_with(':') {
                        return Some(event);
                    }
                    continue;
                }
                let frame = self.body.frame().await?.unwrap();
                self.text += std::str::from_utf8(frame.data_ref()?).unwrap();
            }
        })
        .await
    }
}

/// All that a browser is ever told.
pub const DAYS: Option<&str> = Some("event: changed\ndata: days");
/// The same about the pair.
pub const PAIR: Option<&str> = Some("event: changed\ndata: pair");

pub async fn answers(browser: &Browser, segment: i64) {
    let fields = form(&[("segment", &segment.to_string()), ("answer", "no")]);
    assert_eq!(browser.call("day/answer", &fields).await.status, 200);
}

async fn logs_a_meeting(browser: &Browser) {
    assert_eq!(browser.call("pair/log-meeting", &form(&log())).await.status, 200);
}

#[tokio::test]
async fn a_stranger_gets_no_stream() {
    let world = World::new().await;
    let answer = world.stranger().send(Request::get("/live"), "").await;
    assert_eq!((answer.status, answer.body.as_str()), (401, "Du behöver logga in först."));
}

/// A page reads itself anew only if something changed between its rendering and
/// the opening of the stream.
#[tokio::test]
async fn a_page_knows_whether_it_has_missed_something() {
    let world = World::new().await;
    let [everyone, _] = world.segments().await;
    let adept = world.browser("adept1").await;
    let says = async |sequence: &str| adept.get("/min-sida").await.says(&format!("data-sequence=\"{sequence}\""));
    let current = says(&world.state.store.sequence()).await;
    let mut stream = Stream::of(&adept).await;
    assert!(current && says(&stream.sequence).await);
    answers(&world.browser("mentor1").await, everyone).await;
    assert_eq!(stream.next().await.as_deref(), DAYS);
    assert!(!says(&stream.sequence).await, "the page has come further");
    let later = Stream::of(&adept).await;
    assert!(later.sequence != stream.sequence && says(&later.sequence).await);
}

#[tokio::test]
async fn the_partner_hears_of_an_answer() {
    let world = World::new().await;
    let [everyone, _] = world.segments().await;
    let (adept, mentor) = (world.browser("adept1").await, world.browser("mentor1").await);
    let mut stream = Stream::of(&adept).await;
    answers(&mentor, everyone).await;
    assert_eq!(stream.next().await.as_deref(), DAYS);
    // What it was is read through the same checks as ever.
    assert!(adept.get("/min-sida").await.says("Lars kommer inte"));
}

#[tokio::test]
async fn organisers_and_the_contact_person_hear_of_an_answer() {
    let world = World::new().await;
    let [everyone, _] = world.segments().await;
    // The contact person of the adept's organisation is the second: Göteborgs Stad.
    for who in ["organisator1", "kontakt2", "adept1"] {
        let mut stream = Stream::of(&world.browser(who).await).await;
        answers(&world.browser("adept1").await, everyone).await;
        assert_eq!(stream.next().await.as_deref(), DAYS, "{who}");
    }
}

/// A flood of answers reaches an organiser's page as a few events, the last of
/// them after the last answer.
#[tokio::test]
async fn a_flood_of_answers_is_told_in_a_few_events() {
    let world = World::new().await;
    let [everyone, _] = world.segments().await;
    let (organiser, adept) = (world.browser("organisator1").await, world.browser("adept1").await);
    let mut stream = Stream::of(&organiser).await;
    for _ in 0..FLOOD {
        answers(&adept, everyone).await;
    }
    logs_a_meeting(&adept).await;
    let mut events = 1;
    while stream.next().await.as_deref() == DAYS {
        events += 1;
    }
    assert!(events < FLOOD / 5, "{events} events");
}

/// How many answers make a flood.
const FLOOD: u32 = 200;

#[tokio::test]
async fn another_pair_hears_nothing_of_it() {
    let world = World::new().await;
    let [everyone, _] = world.segments().await;
    let other = world.browser("adept2").await;
    let mut stream = Stream::of(&other).await;
    answers(&world.browser("mentor1").await, everyone).await;
    logs_a_meeting(&other).await;
    assert_eq!(stream.next().await.as_deref(), PAIR, "their own meeting comes first");
}

#[tokio::test]
async fn another_organisations_contact_person_hears_nothing_of_it() {
    let world = World::new().await;
    let [everyone, _] = world.segments().await;
    let mut stream = Stream::of(&world.browser("kontakt1").await).await;
    // The first pair works for Göteborgs Stad and Skatteverket, the second's mentor for Borås Stad.
    for who in ["adept1", "mentor1"] {
        answers(&world.browser(who).await, everyone).await;
    }
    logs_a_meeting(&world.browser("mentor2").await).await;
    answers(&world.browser("mentor2").await, everyone).await;
    assert_eq!(stream.next().await.as_deref(), DAYS);
    world.stop.send(true).unwrap();
    let next = stream.next().await.unwrap_or_default();
    assert!(next.ends_with("event: goodbye"), "of four changes they heard one: {next}");
}

#[tokio::test]
async fn an_adept_hears_nothing_of_the_mentors_part() {
    let world = World::new().await;
    let [_, mentors] = world.segments().await;
    let (adept, mentor) = (world.browser("adept1").await, world.browser("mentor1").await);
    let mut stream = Stream::of(&adept).await;
    let mut control = Stream::of(&mentor).await;
    answers(&mentor, mentors).await;
    assert_eq!(control.next().await.as_deref(), DAYS);
    logs_a_meeting(&adept).await;
    assert_eq!(stream.next().await.as_deref(), PAIR);
}

#[tokio::test]
async fn a_meeting_is_heard_of_by_the_pair_and_the_organisers() {
    let world = World::new().await;
    for who in ["adept1", "mentor1", "organisator1"] {
        let mut stream = Stream::of(&world.browser(who).await).await;
        logs_a_meeting(&world.browser("adept1").await).await;
        assert_eq!(stream.next().await.as_deref(), PAIR, "{who}");
    }
}

#[tokio::test]
async fn a_meeting_is_heard_of_by_nobody_else() {
    let world = World::new().await;
    let [everyone, _] = world.segments().await;
    for (who, own) in [("mentor2", "mentor2"), ("kontakt2", "adept1")] {
        let mut stream = Stream::of(&world.browser(who).await).await;
        logs_a_meeting(&world.browser("adept1").await).await;
        answers(&world.browser(own).await, everyone).await;
        assert_eq!(stream.next().await.as_deref(), DAYS, "{who}");
    }
}

/// Signing out in one tab ends the stream of the others: what happens next is
/// not heard any more.
#[tokio::test]
async fn a_stream_ends_when_its_session_does() {
    let world = World::new().await;
    let [everyone, _] = world.segments().await;
    let (adept, mentor) = (world.browser("adept1").await, world.browser("mentor1").await);
    let mut stream = Stream::of(&adept).await;
    assert_eq!(adept.call("people/sign-out", "").await.status, 200);
    answers(&mentor, everyone).await;
    assert_eq!(stream.next().await, None);
}

#[tokio::test]
async fn a_quiet_stream_ends_too_when_its_session_does() {
    let world = World::new().await;
    let adept = world.browser("adept1").await;
    let mut stream = Stream::of(&adept).await;
    assert_eq!(adept.call("people/sign-out-everywhere", "").await.status, 200);
    assert_eq!(stream.next().await, None);
}

#[tokio::test]
async fn all_streams_end_when_the_server_stops() {
    let world = World::new().await;
    let mut streams = Vec::new();
    for who in ["adept1", "organisator1"] {
        streams.push(Stream::of(&world.browser(who).await).await);
    }
    world.stop.send(true).unwrap();
    for mut stream in streams {
        // When to come back: within seconds, and not all at once.
        let goodbye = stream.next().await.expect("a goodbye");
        assert!(goodbye.starts_with("retry: ") && goodbye.ends_with("\nevent: goodbye"), "{goodbye}");
        assert_eq!(stream.next().await, None);
    }
}

/// Ten tabs are ten listeners, and each hears it.
#[tokio::test]
async fn many_streams_of_one_person_all_hear_it() {
    let world = World::new().await;
    let [everyone, _] = world.segments().await;
    let adept = world.browser("adept1").await;
    let mut streams = Vec::new();
    for _ in 0..10 {
        streams.push(Stream::of(&adept).await);
    }
    answers(&world.browser("mentor1").await, everyone).await;
    for stream in &mut streams {
        assert_eq!(stream.next().await.as_deref(), DAYS);
    }
    assert!(adept.get(&format!("/dagar/{KICKOFF}")).await.says("Lars kommer inte"));
}

/// What a proxy must not keep back until there is more of it.
#[tokio::test]
async fn no_proxy_is_to_buffer_a_stream() {
    let adept = World::new().await.browser("adept1").await;
    let response = adept.open(Request::get("/live"), "").await;
    assert_eq!(response.headers()["x-accel-buffering"], "no");
    assert!(!response.headers().contains_key(header::CONTENT_ENCODING));
}

/// A page hears that the connection lives: a comment it would not.
#[tokio::test]
async fn a_quiet_stream_has_a_heartbeat() {
    let world = World::new().await;
    let mut stream = Stream::of(&world.browser("adept1").await).await;
    assert_eq!(stream.next().await.as_deref(), Some("event: heartbeat\ndata: ok"));
}

#[tokio::test]
async fn a_session_has_so_many_streams_and_no_more() {
    let world = World::new().await;
    let adept = world.browser("adept1").await;
    let mut streams = Vec::new();
    for _ in 0..16 {
        streams.push(Stream::of(&adept).await);
    }
    let refused = adept.send(Request::get("/live"), "").await;
    assert_eq!(
        (refused.status, refused.body.as_str()),
        (429, "Det blev många försök på kort tid. Vänta en kvart och försök igen.")
    );
    // Another session of theirs has its own, and one that has ended makes room.
    drop(Stream::of(&world.browser("adept1").await).await);
    streams.pop();
    let mut left = 0;
    while adept.open(Request::get("/live"), "").await.status() != 200 {
        left += 1;
        assert!(left < 1000, "a stream that has ended is still counted");
        tokio::task::yield_now().await;
    }
}

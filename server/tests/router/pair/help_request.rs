//! Asking to be contacted: from one of a pair to the organisers, past the partner.

use app::round::today::api::read_today;
use domain::round::today::Item;

use super::where_is;
use crate::support::{World, form};

const PAGE: &str = "/par/kontakt";
const WORD: &str = "kanarieord";

/// A help request that `who` has sent, with a comment, and not shared.
pub async fn help_request_of(world: &World, who: &str) -> i64 {
    assert_eq!(world.browser(who).await.call("signal/send", &form(&[("word", WORD)])).await.status, 200);
    let entries = world.browser("organisator1").await.read(read_today()).await.unwrap().today.entries;
    let requests = entries.into_iter().filter_map(|entry| match entry.what {
        Item::HelpRequest(request) => Some(request.id.0),
        _ => None,
    });
    requests.max().unwrap()
}

#[tokio::test]
async fn an_organiser_sees_it_and_the_sender_sees_that() {
    let world = World::new().await;
    let (mentor, organiser) = (world.browser("mentor1").await, world.browser("organisator1").await);
    let messages = world.messages().await.len();
    let id = help_request_of(&world, "mentor1").await.to_string();
    assert_eq!(world.messages().await.len(), messages + 2, "both organisers");
    assert!(mentor.get(PAGE).await.says("Ingen har sett det än."));
    let overview = organiser.get("/organisera").await;
    assert!(
        overview.says("vill prata med en organisatör (mentor)")
            && overview.says(WORD)
            && overview.says("vill bli kontaktad: mentor")
    );

    assert_eq!(organiser.submit("/organisera", "signal/mark", &form(&[("id", &id)])).await.status, 303);
    assert!(mentor.get(PAGE).await.says("Katarina Påhittqvist har sett det och hör av sig."));
    assert_eq!(organiser.submit("/organisera", "signal/mark", &form(&[("id", &id), ("done", "1")])).await.status, 303);
    assert!(!organiser.get("/organisera").await.says("vill prata med en organisatör"));
    assert!(!mentor.get(PAGE).await.says("Du bad om kontakt"));
}

#[tokio::test]
async fn the_partner_sees_nothing_of_it_unless_it_is_shared() {
    let world = World::new().await;
    let meeting = world.meeting_of("adept1").await;
    let adept = world.browser("adept1").await;
    let traces = async || {
        let mut traces = where_is(WORD, &adept, &meeting).await;
        traces.extend(where_is("bad om kontakt", &adept, &meeting).await);
        traces.extend(where_is("Vill bli kontaktad", &adept, &meeting).await);
        traces
    };
    // But for how far the server has come, which says nothing of what has changed.
    let room = async || {
        let page = adept.get("/par").await.without_nonce();
        let (start, rest) = page.split_once("data-sequence=\"").expect("a sequence");
        format!("{start}{}", rest.split_once('"').unwrap().1)
    };
    let before = room().await;
    help_request_of(&world, "mentor1").await;
    assert_eq!(traces().await, [""; 0]);
    assert_eq!(room().await.len(), before.len());

    let mentor = world.browser("mentor1").await;
    let shared = mentor.submit(PAGE, "signal/send", &form(&[("word", WORD), ("shared", "1")])).await;
    assert_eq!((shared.status, shared.location()), (303, "/par/kontakt?sparad=1"));
    let log = format!("/par/traffar/{meeting}");
    assert_eq!(traces().await, ["/par", PAGE, "/par", log.as_str()]);
    assert_eq!(where_is(WORD, &adept, &meeting).await, [""; 0], "never what it says");
    assert_eq!(mentor.submit(PAGE, "signal/take-back", "").await.status, 303);
    assert_eq!(traces().await, [""; 0]);
}

#[tokio::test]
async fn a_long_word_is_explained_and_kept() {
    let world = World::new().await;
    let mentor = world.browser("mentor1").await;
    let long = "ord ".repeat(126);
    let page = mentor.submit(PAGE, "signal/send", &form(&[("word", &long), ("shared", "1")])).await;
    assert_eq!(page.status, 422);
    assert!(page.says("Korta den till högst 500.") && page.says("ord ord ord") && page.says("checked"));
    assert!(!world.browser("organisator1").await.get("/organisera").await.says("vill prata med en organisatör"));
}

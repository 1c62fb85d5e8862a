//! The document around every page: what the page script is told, and which code
//! comes with the page.

use super::{
    access::pages,
    support::{Answer, World},
};

/// The document's first tag.
fn root(page: &Answer) -> &str {
    page.body.split_once("<html").and_then(|(_, rest)| rest.split_once('>')).expect("a document").0
}

#[tokio::test]
async fn the_page_script_is_told_what_it_needs() {
    let world = World::new().await;
    let person = world.caller("adept1").await.person;
    let (adept, stranger) = (world.browser("adept1").await, world.stranger());
    let sequence = world.state.store.sequence();
    let told = [
        ("lang", "sv"),
        ("data-build", "b1"),
        ("data-sequence", sequence.as_str()),
        ("data-extras-js", "/pkg/a.js"),
        ("data-islands-js", "/pkg/a.js"),
        ("data-islands-wasm", "/pkg/a.wasm"),
    ];
    for page in [adept.get("/min-sida").await, stranger.get("/").await, stranger.get("/finns-inte").await] {
        for (name, value) in told {
            assert!(root(&page).contains(&format!(" {name}=\"{value}\"")), "{name} in {}", root(&page));
        }
        assert!(root(&page).contains(" data-offline=\""));
    }
    let page = adept.get("/min-sida").await;
    assert!(root(&page).contains(&format!(" data-viewer=\"{person}\"")), "{}", root(&page));
    assert!(!root(&stranger.get("/").await).contains("data-viewer"), "nobody is signed in");
    assert!(root(&stranger.in_english().get("/").await).contains(" lang=\"en\""));
}

/// Browsers show all that is in it, comments too.
#[tokio::test]
async fn a_title_is_nothing_but_text() {
    let page = World::new().await.stranger().get("/logga-in").await;
    let title = page.body.split_once("<title>").and_then(|(_, rest)| rest.split_once("</title>")).expect("a title").0;
    assert_eq!(title, "Logga in – Mentorprogrammet");
}

/// One small script for every page; the islands' code only where there are islands.
#[tokio::test]
async fn every_page_brings_the_code_that_it_needs_and_no_more() {
    let world = World::new().await;
    let mut with_islands = Vec::new();
    for who in ["adept1", "organisator1"] {
        let browser = world.browser(who).await;
        for (path, _) in pages().filter(|(path, _)| !path.contains('{')) {
            let page = browser.get(path).await;
            // The script, and which links the browser may fetch ahead.
            assert_eq!(page.body.matches("<script").count(), 2, "{path}");
            let script = page.body.split_once("<script").and_then(|(_, rest)| rest.split_once('>')).unwrap().0;
            assert!(script.contains("type=\"module\"") && script.contains("src=\"/pkg/a.js\""), "{path}: {script}");
            assert!(!page.says("__RESOLVED_RESOURCES"), "{path}");
            let islands = page.says("<leptos-island");
            assert_eq!(page.says("rel=\"modulepreload\""), islands, "{path}");
            assert_eq!(page.says("as=\"fetch\""), islands, "{path}");
            if islands {
                with_islands.push((who, path));
            }
        }
    }
    for page in [("adept1", "/min-sida"), ("organisator1", "/organisera/dagar/uppstart-2026/incheckning")] {
        assert!(with_islands.contains(&page), "as a control: {page:?} is not among {with_islands:?}");
    }
}

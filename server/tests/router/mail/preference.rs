//! Choosing emails away, in the settings and from an email; and reading what was sent.

use axum::http::{Method, Request};

use crate::support::{World, form, words_of};

const PAGE: &str = "/installningar/mejl";

/// The token of the email that asks someone for an answer.
async fn token_to(world: &World, who: &str) -> String {
    let organiser = world.browser("organisator1").await;
    let asked = organiser.submit("/organisera/dagar/uppstart-2026", "organise/remind", "slug=uppstart-2026").await;
    assert_eq!(asked.status, 303, "{}", asked.body);
    let parcels = world.messages().await;
    let parcel = parcels.iter().find(|parcel| parcel.to == format!("{who}@example.org")).expect("an email");
    parcel.unsubscribe.clone().expect("a token")
}

#[tokio::test]
async fn kinds_are_chosen_and_only_what_is_necessary() {
    let world = World::new().await;
    let browser = world.browser("adept1").await;
    let page = browser.get(PAGE).await;
    assert!(
        page.says("Det här får du alltid") && page.says("name=\"kinds[answers]\" value=\"1\" checked"),
        "{}",
        page.body
    );
    let saved = browser.submit(PAGE, "mail/choose", &form(&[("kinds[pulse]", "1")])).await;
    assert_eq!((saved.status, saved.location()), (303, "/installningar/mejl?sparat=1"));
    let page = browser.get(saved.location()).await;
    assert!(page.says("Sparat.") && page.says("name=\"kinds[pulse]\" value=\"1\" checked"), "{}", page.body);
    assert!(!page.says("name=\"kinds[answers]\" value=\"1\" checked"));
    assert_eq!(browser.submit(PAGE, "mail/choose", "").await.status, 303);
    let page = browser.get(PAGE).await;
    assert!(!page.says("checked") && !page.says("Bara det nödvändiga"));
    assert!(browser.in_english().get(PAGE).await.says("What you always get"));
}

#[tokio::test]
async fn an_email_s_page_changes_nothing_until_its_button_is_pressed() {
    let world = World::new().await;
    let token = token_to(&world, "adept2").await;
    let (page, stranger) = (format!("/mejl/avsluta/{token}"), world.stranger());
    let away = async || world.state.store.unwanted_emails(&world.caller("adept2").await).await.unwrap().len();
    assert!(stranger.get(&page).await.says("Påminnelser om att svara på en gemensam dag"));
    assert_eq!(away().await, 0);
    let done = stranger.submit(&page, "mail/unsubscribe", &form(&[("token", &token)])).await;
    assert_eq!((done.status, done.location()), (303, format!("{page}?klart=1").as_str()));
    assert!(stranger.get(done.location()).await.says("Klart."));
    assert_eq!(away().await, 1);
}

/// A mail program's server posts without cookies, and from wherever it is (RFC 8058).
#[tokio::test]
async fn one_press_in_a_mail_program_is_enough() {
    let world = World::new().await;
    let token = token_to(&world, "adept2").await;
    let post = |token: &str| {
        let path = format!("/mejl/avsluta/{token}");
        Request::builder()
            .method(Method::POST)
            .uri(path)
            .header("origin", "https://mail.example")
            .header("sec-fetch-site", "cross-site")
            .header("content-type", "application/x-www-form-urlencoded")
    };
    let stranger = world.stranger();
    for _ in 0..2 {
        assert_eq!(stranger.send(post(&token), "List-Unsubscribe=One-Click").await.status, 200);
    }
    assert_eq!(world.state.store.unwanted_emails(&world.caller("adept2").await).await.unwrap().len(), 1);
    assert_eq!(stranger.send(post("okand"), "List-Unsubscribe=One-Click").await.status, 404);
    // Everything else is still refused from there.
    let elsewhere = Request::builder().method(Method::POST).uri("/sprak").header("origin", "https://mail.example");
    assert_eq!(stranger.send(elsewhere, "lang=en").await.status, 403);
}

#[tokio::test]
async fn what_was_sent_is_read_by_its_recipient_and_holds_no_secret() {
    let world = World::new().await;
    token_to(&world, "adept2").await;
    let parcel = world.messages().await.into_iter().find(|parcel| parcel.to == "adept2@example.org").unwrap();
    // Sealed anew each time.
    let token = parcel.unsubscribe.clone().unwrap();
    assert!(words_of(&parcel).text.contains(&format!("/mejl/avsluta/{token}")));
    let page = world.browser("adept2").await.get("/installningar/mejl/skickat").await;
    assert!(
        page.says("Påminnelse: du hade inte svarat om du kommer") && page.says("Väntar på att skickas"),
        "{}",
        page.body
    );
    assert!(!page.says(&token) && !page.says("/logga-in/lank/"));
    let other = world.browser("organisator1").await.get("/installningar/mejl/skickat").await;
    assert!(!other.says("du hade inte svarat"), "{}", other.body);
}

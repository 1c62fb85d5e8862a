//! For whom a form was rendered: in the hands of whoever signed in since, in
//! another tab of the same browser, it does nothing.

use app::{day::material, people::import, ui::READER_FIELD};

use super::{
    access::{pages, writes},
    support::{Answer, Browser, KICKOFF, World, form, log, post},
    upload,
};

/// Signing in does the same for whoever asks.
const FOR_ANYONE: [&str; 4] =
    ["people/request-sign-in", "people/request-again", "people/sign-in-by-code", "people/sign-in-by-link"];

const WHO: [&str; 5] = ["adept1", "mentor1", "kontakt1", "arbetsgrupp1", "organisator1"];

/// The number of someone else.
async fn other(world: &World) -> String {
    world.caller("adept9").await.person.to_string()
}

/// Fields as a page says them that was rendered for someone.
fn rendered_for(reader: &str, fields: &str) -> String {
    format!("{READER_FIELD}={reader}&{fields}")
}

#[tokio::test]
async fn a_form_that_was_rendered_for_another_does_nothing() {
    let world = World::new().await;
    let before = world.everything().await;
    for reader in [other(&world).await, String::new()] {
        for who in WHO {
            let browser = world.browser(who).await;
            for (function, fields, _) in writes().filter(|(function, ..)| !FOR_ANYONE.contains(function)) {
                let fields = rendered_for(&reader, fields);
                let called = browser.call(function, &fields).await;
                assert_eq!((called.status, called.body.as_str()), (403, r#""OtherReader""#), "{who}: {function}");
                let sent = browser.submit("/min-sida", function, &fields).await;
                assert_eq!(sent.status, 403, "{who}: {function}");
                let in_place = in_place(&browser, function, &fields).await;
                assert_eq!((in_place.status, in_place.header("x-location")), (403, ""), "{who}: {function}");
                assert!(in_place.body.starts_with("Sidan visades för någon annan"), "{}", in_place.body);
            }
            world.signed_out(&[&browser]).await;
        }
    }
    assert_eq!(world.everything().await, before);
}

/// A form that does not say for whom is none of ours.
#[tokio::test]
async fn a_form_that_was_rendered_for_nobody_in_particular_does_nothing() {
    let world = World::new().await;
    let browser = world.browser("organisator1").await;
    for (function, fields, _) in writes().filter(|(function, ..)| !FOR_ANYONE.contains(function)) {
        let request = post(function).header("accept", "application/json");
        assert_eq!(browser.send(request, fields.to_owned()).await.status, 400, "{function}");
    }
}

/// Whoever is signed out by now signs in first, as ever.
#[tokio::test]
async fn whoever_is_signed_out_is_asked_to_sign_in() {
    let world = World::new().await;
    let fields = rendered_for(&other(&world).await, &form(&log()));
    let answer = world.stranger().call("pair/log-meeting", &fields).await;
    assert_eq!((answer.status, answer.body.as_str()), (401, r#""SignIn""#));
}

/// What was typed is shown to whoever typed it, and to the other in none of their pages.
#[tokio::test]
async fn what_was_typed_is_kept_and_mixed_into_nobodys_page() {
    let world = World::new().await;
    let mentor = world.browser("mentor1").await;
    let fields = rendered_for(&other(&world).await, &form(&[("log[notes]", "en lång tanke"), ("log[minutes]", "75")]));
    let answer = mentor.submit("/par/traffar/ny", "pair/log-meeting", &fields).await;
    assert_eq!(answer.status, 403);
    assert!(answer.says("Sidan visades för någon annan") && answer.says("en lång tanke") && answer.says("Försök igen"));
    assert!(!answer.says("Logga ut") && !answer.says("Mitt par"), "it is no page of the mentor's");
    for path in ["/par/traffar/ny", "/par/traffar/ny?utkast=1", "/min-sida"] {
        assert!(!mentor.get(path).await.says("en lång tanke"), "{path}");
    }
    let draft = mentor.call("people/save-draft", &fields).await;
    assert_eq!(draft.status, 403);
    assert!(draft.header("x-error-words").starts_with("Sidan%20visades"), "{}", draft.header("x-error-words"));
    assert!(!mentor.get("/par/traffar/ny?utkast=1").await.says("en lång tanke"));
}

#[tokio::test]
async fn a_file_that_was_chosen_by_another_is_not_taken() {
    let world = World::new().await;
    let organiser = world.browser("organisator1").await;
    let reader = other(&world).await;
    let file = upload::body(&[("slug", KICKOFF), ("audience", "everyone")], Some(("a.pdf", b"%PDF-1.4")));
    let rows = upload::body(&[], Some(("rader.csv", "Omgång;Adept\r\n".as_bytes())));
    for (path, body) in [(material::UPLOAD, file), (import::UPLOAD, rows)] {
        assert_eq!(upload::post_for(&organiser, &reader, path, body.clone()).await.status, 403, "{path}");
        assert_ne!(upload::post(&organiser, path, body).await.status, 403, "as a control: {path}");
    }
}

/// Every form of every page says for whom it was rendered.
#[tokio::test]
async fn every_form_says_for_whom_it_was_rendered() {
    let world = World::new().await;
    let mut seen = 0;
    for who in WHO {
        let browser = world.browser(who).await;
        let hidden = format!("name=\"{READER_FIELD}\" value=\"{}\"", world.caller(who).await.person);
        for (path, _) in pages().filter(|(path, _)| !path.contains('{')) {
            for form in browser.get(path).await.body.split("<form").skip(1) {
                let form = form.split("</form>").next().unwrap();
                let (tag, inside) = form.split_once('>').unwrap();
                // The demo's door and the choice of colours do nothing with anyone's data.
                if tag.contains("method=\"post\"") && !tag.contains("/utseende") {
                    assert!(inside.contains(&hidden), "{who} at {path}: {tag}");
                    seen += 1;
                }
            }
        }
    }
    assert!(seen > 100, "{seen}");
}

/// Posts a form as the page script does.
async fn in_place(browser: &Browser, function: &str, fields: &str) -> Answer {
    let request = post(function).header("accept", "text/html").header("x-in-place", "1");
    browser.send(request, fields.to_owned()).await
}

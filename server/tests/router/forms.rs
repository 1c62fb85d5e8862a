//! What comes back from forms, with and without JavaScript: a redirect if all
//! was right; otherwise a status, what is wrong in the reader's language, and
//! what was typed. And nothing has changed.

use app::ui::PAGE_FIELD;
use axum::http::header;

use super::support::{Answer, Browser, HOST, World, form, log, log_with, post};
use crate::pair::agreement::goal_of;

const NEW: &str = "/par/traffar/ny";

async fn logs(browser: &Browser, fields: &str) -> Answer {
    browser.submit(NEW, "pair/log-meeting", fields).await
}

// ---- without JavaScript ----

#[tokio::test]
async fn a_right_form_leads_on() {
    let adept = World::new().await.browser("adept1").await;
    let answer = logs(&adept, &form(&log())).await;
    assert_eq!(answer.status, 303);
    assert!(answer.location().starts_with("/par/traffar/") && answer.location().ends_with("?sparad=1"));
}

#[tokio::test]
async fn a_form_that_leads_nowhere_leads_back() {
    let world = World::new().await;
    let [everyone, _] = world.segments().await;
    let fields = form(&[("segment", &everyone.to_string()), ("answer", "maybe")]);
    for page in ["/min-sida", "/dagar/uppstart-2026"] {
        let answer = world.browser("adept1").await.submit(page, "day/answer", &fields).await;
        assert_eq!((answer.status, answer.location()), (303, page));
    }
}

/// All that can be wrong with a log: the field, what was typed, and the
/// message in Swedish and in English.
const WRONG: [(&str, &str, &str, &str); 15] = [
    ("log[date]", "", "Fyll i det här.", "Fill this in."),
    ("log[date]", "2026-02-30", "Skriv ett datum som finns", "Write a date that exists"),
    ("log[date]", "i förrgår", "Skriv ett datum som finns", "Write a date that exists"),
    ("log[date]", "+002026-02-19", "Skriv ett datum som finns", "Write a date that exists"),
    ("log[date]", "2026-02-21", "Datumet har inte varit än.", "That date has not come yet."),
    ("log[date]", "9999-12-31", "Datumet har inte varit än.", "That date has not come yet."),
    ("log[date]", "2026-01-31", "Datumet ligger före programomgångens början.", "That date is before the round began."),
    ("log[minutes]", "", "Fyll i det här.", "Fill this in."),
    ("log[minutes]", "0", "Skriv ett heltal från 5 till 600.", "Write a whole number from 5 to 600."),
    ("log[minutes]", "-60", "Skriv ett heltal från 5 till 600.", "Write a whole number from 5 to 600."),
    (
        "log[minutes]",
        "99999999999999999999",
        "Skriv ett heltal från 5 till 600.",
        "Write a whole number from 5 to 600.",
    ),
    ("log[minutes]", "abc", "Skriv ett heltal från 5 till 600.", "Write a whole number from 5 to 600."),
    ("log[form]", "telefon", "Välj ett av alternativen.", "Choose one of the options."),
    ("log[next_date]", "2026-02-19", "Datumet har redan varit.", "That date has passed."),
    ("log[next_time]", "kl nio", "Skriv ett klockslag", "Write a time of day"),
];

#[tokio::test]
async fn a_wrong_field_is_explained_and_nothing_changes() {
    let world = World::new().await;
    let before = world.everything().await;
    let (sv, en) = (world.browser("adept1").await, world.browser("adept1").await.in_english());
    for (field, typed, swedish, english) in WRONG {
        let fields = log_with(field, typed);
        for (browser, message, summary) in
            [(&sv, swedish, "Det är något som behöver rättas"), (&en, english, "Something needs correcting")]
        {
            let page = logs(browser, &fields).await;
            assert_eq!(page.status, 422, "{field} {typed:?}");
            assert!(page.says(message) && page.says(summary), "{field} {typed:?}: {message}");
            assert!(page.says("kanarienotis</textarea>"), "{field} {typed:?}: what was typed is kept");
            let id = field.replace('[', "-").replace(']', "");
            assert!(
                page.says(&format!("href=\"#{id}\"")) && page.says(&format!("id=\"{id}\"")),
                "{id}: the summary leads to it"
            );
            if field != "log[form]" {
                assert!(page.says(&format!("value=\"{typed}\"")), "{field}: {typed:?} is kept");
            }
        }
    }
    world.signed_out(&[&sv, &en]).await;
    assert_eq!(world.everything().await, before);
}

#[tokio::test]
async fn all_that_is_wrong_is_said_at_once() {
    let adept = World::new().await.browser("adept1").await;
    let page = logs(&adept, "log[actions][0][what]=x&log[actions][0][who]=chefen&log[actions][1][what]=y&log[actions][1][who]=adept&log[actions][1][due]=snart").await;
    assert_eq!(page.status, 422);
    for id in ["log-date", "log-minutes", "log-form", "log-actions-0-who", "log-actions-1-due"] {
        assert!(page.says(&format!("href=\"#{id}\"")), "{id}");
    }
}

/// Leptos writes a text area's children unescaped: ours must not be closed by its text.
#[tokio::test]
async fn typed_markup_comes_back_as_text() {
    let adept = World::new().await.browser("adept1").await;
    let nasty = "</textarea><script>alert(1)</script>\" onfocus=\"alert(2) &lt;b&gt; '";
    let fields = form(&[
        ("log[date]", nasty),
        ("log[notes]", nasty),
        ("log[reflection]", nasty),
        ("log[actions][0][what]", nasty),
    ]);
    let page = logs(&adept, &fields).await;
    assert_eq!(page.status, 422);
    assert!(!page.says("<script>alert"));
    // Quotes are escaped where they would end something: in the two lines, not in the two text areas.
    let typed = "&lt;/textarea&gt;&lt;script&gt;alert(1)&lt;/script&gt;";
    assert_eq!(
        page.body.matches(&format!("value=\"{typed}&quot; onfocus=&quot;alert(2) &amp;lt;b&amp;gt;")).count(),
        2
    );
    assert_eq!(page.body.matches(&format!("\n{typed}\" onfocus=\"alert(2) &amp;lt;b&amp;gt; '</textarea>")).count(), 2);
}

/// The same for what was saved, on every page that shows it.
#[tokio::test]
async fn saved_markup_is_shown_as_text() {
    let world = World::new().await;
    let adept = world.browser("adept1").await;
    let nasty = "</textarea></script><script>alert(1)</script><img src=x onerror=alert(2)>";
    let mut fields = log();
    for field in &mut fields {
        if ["log[notes]", "log[reflection]", "log[actions][0][what]"].contains(&field.0) {
            field.1 = nasty;
        }
    }
    let saved = logs(&adept, &form(&fields)).await;
    let meeting = saved.location().replace("?sparad=1", "");
    for path in [meeting.clone(), format!("{meeting}/andra"), "/par".into(), "/min-sida".into()] {
        let page = adept.get(&path).await;
        assert_eq!(page.status, 200);
        assert!(!page.says("<script>alert") && !page.says("<img src=x"), "{path}");
    }
}

#[tokio::test]
async fn a_text_that_is_too_long_is_explained_and_kept() {
    let world = World::new().await;
    let adept = world.browser("adept1").await;
    let long = "å".repeat(500_000);
    let page = logs(&adept, &format!("log[notes]={long}&log[date]=2026-02-19&log[minutes]=60&log[form]=digital")).await;
    assert_eq!(page.status, 422);
    assert!(page.says("Texten är 500000 tecken. Korta den till högst 20000."));
    assert!(page.says(&format!("\n{long}</textarea>")), "every letter of it");
    assert!(!adept.get("/par").await.says("2026-02-19"), "nothing was saved");
}

#[tokio::test]
async fn more_than_any_form_sends_is_refused() {
    let world = World::new().await;
    let adept = world.browser("adept1").await;
    let before = world.everything().await;
    let huge = format!("log[notes]={}", "a".repeat(server::forms::MAX_FORM));
    let without = logs(&adept, &huge).await;
    assert_eq!(without.status, 413);
    assert!(without.says("Det du skickade är för stort."), "{}", without.body);
    let with = adept.call("pair/log-meeting", &huge).await;
    assert_eq!((with.status, with.body.as_str()), (413, r#""TooLarge""#));
    assert_eq!(world.everything().await, before);
}

#[tokio::test]
async fn a_form_that_is_too_large_is_refused_in_the_readers_language() {
    let adept = World::new().await.browser("adept1").await.in_english();
    let page = logs(&adept, &format!("log[notes]={}", "a".repeat(server::forms::MAX_FORM))).await;
    assert_eq!(page.status, 413);
    assert!(page.says("What you sent is too large."), "{}", page.body);
}

#[tokio::test]
async fn an_answer_that_is_too_late_is_explained() {
    let world = World::new().await;
    let [everyone, _] = world.segments().await;
    let a_week_later = world.after(jiff::SignedDuration::from_hours(24 * 8));
    let adept = a_week_later.browser("adept1").await;
    let before = world.everything().await;
    let fields = |answer| form(&[("segment", &everyone.to_string()), ("answer", answer)]);
    for page in ["/dagar/uppstart-2026", "/min-sida"] {
        let late = adept.submit(page, "day/answer", &fields("yes")).await;
        assert_eq!(late.status, 409, "{page}");
        assert!(late.says("Svarstiden har gått ut. Du kan fortfarande svara nej"), "{page}");
    }
    assert_eq!(world.everything().await, before);
    assert_eq!(adept.submit("/min-sida", "day/answer", &fields("no")).await.status, 303, "a no is always welcome");
}

#[tokio::test]
async fn an_answer_that_is_none_changes_nothing() {
    let world = World::new().await;
    let [everyone, _] = world.segments().await;
    let adept = world.browser("adept1").await;
    let before = world.everything().await;
    for (fields, status) in [
        (format!("segment={everyone}&answer=ja"), 422),
        (format!("segment={everyone}&answer="), 422),
        (format!("segment={everyone}"), 422),
        ("answer=yes".to_owned(), 400),
        ("segment=abc&answer=yes".to_owned(), 400),
        ("segment=-1&answer=yes".to_owned(), 404),
        ("segment=9223372036854775808&answer=yes".to_owned(), 400),
        ("%ff%fe=%00&&&===".to_owned(), 400),
        (String::new(), 400),
    ] {
        let page = adept.submit("/min-sida", "day/answer", &fields).await;
        assert_eq!(page.status, status, "{fields}");
        assert!(page.says("<h1"), "{fields}: it is the page again");
        assert_eq!(adept.call("day/answer", &fields).await.status, status, "{fields}");
    }
    assert_eq!(world.everything().await, before);
}

#[tokio::test]
async fn a_form_that_nobody_made_is_not_found() {
    let world = World::new().await;
    let adept = world.browser("adept1").await;
    let before = world.everything().await;
    for function in ["finns/inte", "", "day", "day/answer/", "dashboard", "pair/meeting"] {
        for answer in [adept.submit("/min-sida", function, "x=1").await, adept.call(function, "x=1").await] {
            assert_eq!(answer.status, 404, "{function}: {}", answer.body);
            assert!(!answer.says("server_fn") && !answer.says("register_explicit"), "{function}: {}", answer.body);
        }
    }
    assert_eq!(world.everything().await, before);
}

/// Whoever was signed out while they wrote is told so, and keeps nothing that is not theirs.
#[tokio::test]
async fn a_form_of_someone_signed_out_is_not_taken() {
    let world = World::new().await;
    let answer = logs(&world.stranger(), &form(&log())).await;
    assert_eq!(answer.status, 401);
    assert!(answer.says("Du behöver logga in först."), "{}", answer.body);
}

// ---- with JavaScript ----

#[tokio::test]
async fn scripts_get_the_error_as_json() {
    let world = World::new().await;
    let adept = world.browser("adept1").await;
    let wrong = adept.call("pair/log-meeting", &log_with("log[date]", "2026-02-21")).await;
    assert_eq!(wrong.status, 422);
    assert_eq!(wrong.body, r#"{"Invalid":[{"field":"log[date]","problem":"InTheFuture"}]}"#);
    let missing = adept.call("day/answer", "segment=999999&answer=yes").await;
    assert_eq!((missing.status, missing.body.as_str()), (404, r#""NotFound""#));
    let nobody = world.stranger().call("day/answer", "segment=999999&answer=yes").await;
    assert_eq!((nobody.status, nobody.body.as_str()), (401, r#""SignIn""#));
    let malformed = adept.call("day/answer", "segment=x").await;
    assert_eq!((malformed.status, malformed.body.as_str()), (400, r#""Malformed""#));
}

#[tokio::test]
async fn scripts_are_told_where_to_go_on_and_not_taken_there() {
    let adept = World::new().await.browser("adept1").await;
    let answer = adept.call("pair/log-meeting", &form(&log())).await;
    assert_eq!(answer.status, 200);
    assert!(answer.location().starts_with("/par/traffar/"));
}

/// In the header's percent-encoding, as an island reads it.
fn words(answer: &Answer) -> String {
    let encoded = answer.header("x-error-words");
    assert!(!encoded.contains(['+', ' ']), "not as in a form: {encoded}");
    let field = format!("words={encoded}");
    url::form_urlencoded::parse(field.as_bytes()).next().unwrap().1.into_owned()
}

#[tokio::test]
async fn scripts_are_told_what_went_wrong_in_the_readers_words() {
    let world = World::new().await;
    let [everyone, _] = world.segments().await;
    let fields = form(&[("segment", &everyone.to_string()), ("answer", "yes")]);
    let nobody = world.stranger().call("day/answer", &fields).await;
    assert_eq!(words(&nobody), "Du behöver logga in först.");
    let nobody = world.stranger().in_english().call("day/answer", &fields).await;
    assert_eq!(words(&nobody), "You need to sign in first.");
    let a_week_later = world.after(jiff::SignedDuration::from_hours(24 * 8));
    let late = a_week_later.browser("adept1").await.call("day/answer", &fields).await;
    assert_eq!(late.status, 409);
    assert!(words(&late).starts_with("Svarstiden har gått ut. Du kan fortfarande svara nej"), "{}", words(&late));
    let right = world.browser("adept1").await.call("day/answer", &fields).await;
    assert_eq!((right.status, right.header("x-error-words")), (200, ""));
}

// ---- sent by the page script, in place ----

/// Posts a form of `page` as the page script does.
async fn in_place(browser: &Browser, page: &str, function: &str, fields: &str) -> Answer {
    let request = post(function)
        .header(header::ACCEPT, "text/html")
        .header("x-in-place", "1")
        .header(header::REFERER, format!("http://{HOST}{page}"))
        .header(header::ORIGIN, format!("http://{HOST}"))
        .header("sec-fetch-site", "same-origin");
    browser.send(request, browser.as_rendered(fields).await).await
}

#[tokio::test]
async fn the_page_script_is_told_where_a_form_leads() {
    let world = World::new().await;
    let [everyone, _] = world.segments().await;
    let goal = goal_of(&world, "adept1").await.to_string();
    let (adept, mentor) = (world.browser("adept1").await, world.browser("mentor1").await);
    let fields = form(&[("segment", &everyone.to_string()), ("answer", "maybe")]);
    for page in ["/min-sida", "/dagar/uppstart-2026?x=1"] {
        let back = in_place(&adept, page, "day/answer", &fields).await;
        assert_eq!((back.status, back.header("x-location"), back.location()), (204, page, ""));
        assert!(back.body.is_empty() && back.cookies().is_empty());
    }
    let elsewhere = format!("{fields}&{}", form(&[(PAGE_FIELD, "/dagar/uppstart-2026")]));
    let back = in_place(&adept, "/min-sida", "day/answer", &elsewhere).await;
    assert_eq!((back.status, back.header("x-location")), (204, "/dagar/uppstart-2026"), "as the form itself says");

    let on = in_place(&adept, NEW, "pair/log-meeting", &form(&log())).await;
    assert_eq!(on.status, 204);
    assert!(on.header("x-location").starts_with("/par/traffar/") && on.header("x-location").ends_with("?sparad=1"));
    let page = "/par/overenskommelse";
    assert_eq!(in_place(&mentor, page, "agreement/sign", "version=1").await.status, 204);
    let progress = form(&[("goal", &goal), ("ticks[1]", "1")]);
    let noted = in_place(&mentor, page, "agreement/progress", &progress).await;
    assert_eq!((noted.status, noted.header("x-location")), (204, "/par/overenskommelse#mal"), "with its fragment");
}

#[tokio::test]
async fn a_form_sent_in_place_keeps_its_cookies() {
    let world = World::new().await;
    let fields = form(&[("email", "adept1@example.org"), ("till", "/dagar")]);
    let plain = world.stranger().submit("/logga-in", "people/request-sign-in", &fields).await;
    let asked = in_place(&world.stranger(), "/logga-in", "people/request-sign-in", &fields).await;
    assert_eq!((asked.status, asked.header("x-location")), (204, plain.location()));
    assert_eq!((plain.status, plain.cookies().len()), (303, asked.cookies().len()));
    assert!(!asked.cookies().is_empty());
}

#[tokio::test]
async fn a_form_that_is_wrong_is_answered_as_ever_in_place() {
    let world = World::new().await;
    let before = world.everything().await;
    let (adept, stranger) = (world.browser("adept1").await, world.stranger());
    let (wrong, right) = (log_with("log[date]", "2026-02-21"), form(&log()));
    let plain = logs(&adept, &wrong).await;
    let answer = in_place(&adept, NEW, "pair/log-meeting", &wrong).await;
    assert_eq!((answer.status, plain.status, answer.header("x-location")), (422, 422, ""));
    assert_eq!(answer.without_nonce(), plain.without_nonce());
    // What was typed stands in the page that is open; without scripts it comes along.
    let plain = logs(&stranger, &right).await;
    let answer = in_place(&stranger, NEW, "pair/log-meeting", &right).await;
    assert_eq!((answer.status, plain.status, answer.header("x-location")), (401, 401, ""));
    assert!(!answer.says("kanarienotis") && plain.says("kanarienotis"));
    for page in [&answer, &plain] {
        assert!(page.says("href=\"/logga-in?till=/par/traffar/ny\""), "{}", page.body);
    }
    world.signed_out(&[&adept]).await;
    assert_eq!(world.everything().await, before);
}

// ---- the page that a form says it was on ----

/// What a `Referer` may say, and where its form leads back to.
const REFERERS: [(&str, &str); 9] = [
    ("http://ior.example/min-sida", "/min-sida"),
    ("https://evil.example/min-sida", "/min-sida"),
    ("https://evil.example", "/"),
    ("https://evil.example//evil.example/x", "/"),
    ("//evil.example/x", "/"),
    ("/\\evil.example", "/"),
    ("javascript:alert(1)", "/"),
    ("evil.example", "/"),
    ("", "/"),
];

#[tokio::test]
async fn a_foreign_referer_leads_nobody_away() {
    let world = World::new().await;
    let [everyone, _] = world.segments().await;
    let adept = world.browser("adept1").await;
    for (referer, back) in REFERERS {
        let request = || post("day/answer").header(header::ACCEPT, "text/html").header(header::REFERER, referer);
        let fields = adept.as_rendered(&format!("segment={everyone}&answer=yes")).await;
        let right = adept.send(request(), fields).await;
        assert_eq!((right.status, right.location()), (303, back), "{referer}");
        // And what was wrong is never shown on another site's page, nor told to it.
        let wrong = adept.send(request(), adept.as_rendered("segment=x").await).await;
        assert_eq!((wrong.status, wrong.location()), (400, ""), "{referer}");
    }
}

#[tokio::test]
async fn a_referer_that_is_no_page_still_gets_the_status() {
    let adept = World::new().await.browser("adept1").await;
    for page in ["/api/day/answer", "/finns-inte", "/healthz", "/sprak", "/organisera"] {
        let request = post("day/answer").header(header::ACCEPT, "text/html");
        let answer = adept.send(request.header(header::REFERER, format!("http://{HOST}{page}")), "segment=x").await;
        assert_eq!(answer.status, 400, "{page}");
    }
}

/// After a first try the address bar names the action: the form itself says where it stands.
#[tokio::test]
async fn a_form_says_which_page_it_is_on() {
    let world = World::new().await;
    let adept = world.browser("adept1").await;
    let first = logs(&adept, &log_with("log[date]", "")).await;
    assert!(first.says(&format!(r#"name="{PAGE_FIELD}" value="{NEW}""#)));
    let again = format!("{}&{}", log_with("log[date]", ""), form(&[(PAGE_FIELD, NEW)]));
    let second = adept.submit("/api/pair/log-meeting", "pair/log-meeting", &again).await;
    assert_eq!(second.status, 422);
    assert!(second.says("kanarienotis</textarea>"));
}

#[tokio::test]
async fn a_form_cannot_say_that_it_is_on_another_site() {
    let world = World::new().await;
    let [everyone, _] = world.segments().await;
    let adept = world.browser("adept1").await;
    for page in ["//evil.example", "/\\evil.example", "https://evil.example", "/dagar\r\nX: y", ""] {
        let fields = form(&[("segment", &everyone.to_string()), ("answer", "yes"), (PAGE_FIELD, page)]);
        let answer = adept.submit("/min-sida", "day/answer", &fields).await;
        assert_eq!((answer.status, answer.location()), (303, "/min-sida"), "{page:?}");
    }
}

/// Without scripts a page opens where one sees what came of the form; the page script stays where it is.
#[tokio::test]
async fn an_answer_lands_where_it_is_shown() {
    let world = World::new().await;
    let [everyone, _] = world.segments().await;
    let adept = world.browser("adept1").await;
    for path in ["/min-sida", "/dagar/uppstart-2026"] {
        let named = format!("{path}#del-{everyone}");
        let page = adept.get(path).await;
        assert!(page.says(&format!("id=\"del-{everyone}\"")) && page.says(&format!("value=\"{named}\"")), "{path}");
        let fields = form(&[("segment", &everyone.to_string()), ("answer", "yes"), (PAGE_FIELD, &named)]);
        let answer = adept.submit("/min-sida", "day/answer", &fields).await;
        assert_eq!((answer.status, answer.location()), (303, named.as_str()));
        assert_eq!(in_place(&adept, "/min-sida", "day/answer", &fields).await.header("x-location"), path);
    }
    for place in ["", "\"><script>", "å", "a b", "a#b"] {
        let named = format!("/min-sida#{place}");
        let fields = form(&[("segment", &everyone.to_string()), ("answer", "yes"), (PAGE_FIELD, &named)]);
        assert_eq!(adept.submit("/dagar", "day/answer", &fields).await.location(), "/min-sida", "{place:?}");
    }
}

//! Signing in, staying signed in, signing out.

mod import;

use app::people::api::read_settings;
use axum::http::{Request, header};
use jiff::SignedDuration;
use store::mail::outbox::Email;

use super::support::{Answer, Browser, HOST, World, form};

const MINUTE: SignedDuration = SignedDuration::from_mins(1);

/// Asks for a mail, as the sign-in page does.
async fn ask(browser: &Browser, email: &str) -> Answer {
    browser.submit("/logga-in", "people/request-sign-in", &form(&[("email", email), ("till", "/dagar")])).await
}

/// The link's token and the code of the latest email.
async fn latest_email(world: &World) -> (String, String) {
    match world.messages().await.pop().expect("a letter").message {
        Email::SignIn { link, code } => (link, code),
        _ => panic!("another letter"),
    }
}

/// A browser that has asked for a mail to `adept1`, and what the mail says.
async fn asked(world: &World) -> (Browser, String, String) {
    let browser = world.stranger();
    assert_eq!(ask(&browser, "adept1@example.org").await.status, 303);
    let (link, code) = latest_email(world).await;
    (browser, link, code)
}

async fn follow(browser: &Browser, link: &str) -> Answer {
    let page = format!("/logga-in/lank/{link}");
    browser.submit(&page, "people/sign-in-by-link", &form(&[("token", link)])).await
}

async fn type_code(browser: &Browser, code: &str) -> Answer {
    browser
        .submit("/logga-in/kod?till=/dagar", "people/sign-in-by-code", &form(&[("code", code), ("till", "/dagar")]))
        .await
}

async fn is_signed_in(browser: &Browser) -> bool {
    browser.get("/min-sida").await.status == 200
}

// ---- asking ----

/// Nobody learns from the answer who is in the programme.
#[tokio::test]
async fn a_known_and_an_unknown_address_get_the_same_answer() {
    let world = World::new().await;
    for accept in ["application/json", "text/html"] {
        let mut answers = Vec::new();
        for email in ["adept1@example.org", "ingen@example.org"] {
            let request = super::support::post("people/request-sign-in").header(header::ACCEPT, accept);
            let answer = world.stranger().send(request, form(&[("email", email)])).await;
            let cookies: Vec<_> = answer.cookies().iter().map(|cookie| shape(cookie)).collect();
            let mut headers: Vec<_> = answer.headers.keys().map(ToString::to_string).collect();
            headers.sort();
            answers.push((answer.status, answer.location().to_owned(), answer.body.clone(), cookies, headers));
        }
        assert_eq!(answers[0], answers[1]);
    }
    let to: Vec<_> = world.messages().await.into_iter().map(|message| message.to).collect();
    assert_eq!(to, ["adept1@example.org", "adept1@example.org"], "as a control, only one of them gets mail");
}

/// A cookie without its secret.
fn shape(cookie: &str) -> String {
    let (name, rest) = cookie.split_once('=').unwrap();
    format!("{name}=…{}", rest.split_once(';').unwrap().1)
}

#[tokio::test]
async fn the_page_for_the_code_is_the_same_for_an_unknown_address() {
    let world = World::new().await;
    let mut pages = Vec::new();
    for email in ["adept1@example.org", "ingen@example.org"] {
        let browser = world.stranger();
        let asked = ask(&browser, email).await;
        let wrong = type_code(&browser, "000000").await;
        pages.push((browser.get(asked.location()).await.without_nonce(), wrong.status, wrong.without_nonce()));
    }
    assert_eq!(pages[0], pages[1]);
}

#[tokio::test]
async fn what_is_no_address_is_explained() {
    let world = World::new().await;
    for (typed, message) in
        [("", "Fyll i det här."), ("adept1", "Skriv en e-postadress, till exempel namn@organisation.se.")]
    {
        let answer = ask(&world.stranger(), typed).await;
        assert_eq!(answer.status, 422, "{typed}");
        assert!(answer.says(message), "{typed}");
    }
    assert!(world.messages().await.is_empty());
}

#[tokio::test]
async fn an_address_that_asks_too_often_waits() {
    let world = World::new().await;
    for _ in 0..store::people::MAX_PER_ADDRESS {
        assert_eq!(ask(&world.stranger(), "adept1@example.org").await.status, 303);
    }
    let refused = ask(&world.stranger(), "adept1@example.org").await;
    assert_eq!(refused.status, 429);
    assert!(refused.says("Det blev många försök på kort tid."));
    assert_eq!(ask(&world.stranger(), "mentor1@example.org").await.status, 303, "others need not wait");
    assert_eq!(ask(&world.after(MINUTE * 15).stranger(), "adept1@example.org").await.status, 303);
}

// ---- the link ----

/// Mail scanners follow links: looking spends nothing, pressing the button does.
#[tokio::test]
async fn a_link_may_be_looked_at_and_lets_in_once() {
    let world = World::new().await;
    let (_, link, _) = asked(&world).await;
    let page = format!("/logga-in/lank/{link}");
    let scanner = world.stranger();
    for _ in 0..10 {
        assert_eq!(scanner.get(&page).await.status, 200);
        assert_eq!(scanner.send(Request::head(&page), "").await.status, 200);
    }
    assert!(!is_signed_in(&scanner).await);

    // The mail may be read on another device than the one that asked.
    let browser = world.stranger();
    let followed = follow(&browser, &link).await;
    assert_eq!((followed.status, followed.location()), (303, "/min-sida"));
    assert!(is_signed_in(&browser).await);

    let late = world.stranger();
    let again = follow(&late, &link).await;
    assert_eq!(again.status, 410);
    assert!(again.says("Länken är redan använd."), "{}", again.body);
    assert_eq!(late.get(&page).await.status, 410);
    assert!(!is_signed_in(&late).await);
}

#[tokio::test]
async fn link_and_code_are_good_for_a_quarter_of_an_hour() {
    let world = World::new().await;
    let (browser, link, code) = asked(&world).await;
    // The server's clock runs on while the test does: a minute to spare.
    let (soon, late) = (world.after(MINUTE * 14), world.after(MINUTE * 15));
    let page = format!("/logga-in/lank/{link}");
    let expired = late.stranger().get(&page).await;
    assert_eq!(expired.status, 410);
    assert!(expired.says("Tiden har gått ut"));
    assert_eq!(follow(&late.stranger(), &link).await.status, 410);
    let ticket = browser.cookie("ior-biljett").unwrap();
    let late = late.stranger();
    late.set_cookie("ior-biljett", &ticket);
    assert_eq!(type_code(&late, &code).await.status, 410);
    // As a control, nothing of this spent it.
    assert_eq!(follow(&soon.stranger(), &link).await.status, 303);
}

#[tokio::test]
async fn a_link_that_never_was_is_not_found() {
    let stranger = World::new().await.stranger();
    for token in ["a".repeat(64), "okand".into(), "%27%20OR%201=1".into(), "..%2f..".into()] {
        assert_eq!(stranger.get(&format!("/logga-in/lank/{token}")).await.status, 404, "{token}");
        assert_eq!(follow(&stranger, &token).await.status, 404, "{token}");
    }
}

// ---- the code ----

#[tokio::test]
async fn a_wrong_code_may_be_tried_again_but_not_for_ever() {
    let world = World::new().await;
    let (browser, _, code) = asked(&world).await;
    let wrong = if code == "000000" { "000001" } else { "000000" };
    for _ in 1..store::people::MAX_WRONG_CODES {
        let answer = type_code(&browser, wrong).await;
        assert_eq!(answer.status, 422);
        assert!(answer.says("Koden stämmer inte."));
    }
    assert_eq!(type_code(&browser, wrong).await.status, 410);
    assert_eq!(type_code(&browser, &code).await.status, 410, "the right one comes too late");
    assert!(!is_signed_in(&browser).await);
}

#[tokio::test]
async fn the_code_signs_in_the_browser_that_asked_and_no_other() {
    let world = World::new().await;
    let (browser, link, code) = asked(&world).await;
    let elsewhere = world.stranger();
    assert_eq!(type_code(&elsewhere, &code).await.status, 410);
    assert!(!is_signed_in(&elsewhere).await);

    // As people read it out, and as mail programs and keyboards hand it on.
    let wide: String = code[3..].bytes().filter_map(|b| char::from_u32(u32::from(b - b'0') + 0xff10)).collect();
    let answer = type_code(&browser, &format!(" \u{2068}{} –{wide}\u{200b}\u{2069}", &code[..3])).await;
    assert_eq!((answer.status, answer.location()), (303, "/dagar"));
    assert!(is_signed_in(&browser).await);
    assert_eq!(browser.cookie("ior-biljett"), None, "the ticket is taken back");
    assert_eq!(follow(&world.stranger(), &link).await.status, 410, "the link is spent with it");
}

#[tokio::test]
async fn no_code_is_a_field_to_fill_in() {
    let world = World::new().await;
    let (browser, ..) = asked(&world).await;
    for nothing in ["code=", "code=+%E2%80%8B"] {
        let answer = browser.call("people/sign-in-by-code", nothing).await;
        let missing = r#"{"Invalid":[{"field":"code","problem":"Missing"}]}"#;
        assert_eq!((answer.status, answer.body.as_str()), (422, missing), "{nothing}");
    }
}

// ---- cookies and sessions ----

#[tokio::test]
async fn over_https_cookies_are_bound_to_the_host() {
    for (https, session, ticket) in [(true, "__Host-ior", "__Host-ior-biljett"), (false, "ior", "ior-biljett")] {
        let world = World::with(|settings| settings.https = https).await;
        let browser = world.stranger();
        let asked = ask(&browser, "adept1@example.org").await;
        let secure = if https { "; Secure" } else { "" };
        let flags = |seconds: u32| format!(" Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}");
        let shapes = |answer: &Answer| answer.cookies().into_iter().map(shape).collect::<Vec<_>>();
        assert_eq!(shapes(&asked), [format!("{ticket}=…{}", flags(900))]);

        let (link, _) = latest_email(&world).await;
        let followed = follow(&browser, &link).await;
        let expected = [format!("{session}=…{}", flags(30 * 24 * 3600)), format!("{ticket}=…{}", flags(0))];
        assert_eq!(shapes(&followed), expected);
        assert!(is_signed_in(&browser).await);
    }
}

/// A session that someone else has planted is not the one that one gets.
#[tokio::test]
async fn signing_in_makes_a_new_session() {
    let world = World::new().await;
    let (browser, link, _) = asked(&world).await;
    let planted = "f".repeat(64);
    browser.set_cookie("ior", &planted);
    follow(&browser, &link).await;
    assert_ne!(browser.cookie("ior").unwrap(), planted);
    let attacker = world.stranger();
    attacker.set_cookie("ior", &planted);
    assert!(!is_signed_in(&attacker).await);
}

#[tokio::test]
async fn a_made_up_session_is_nobody() {
    let stranger = World::new().await.stranger();
    for value in ["", "0", &"0".repeat(64), &"0".repeat(9000), "%00", "' OR 1=1"] {
        stranger.set_cookie("ior", value);
        assert!(!is_signed_in(&stranger).await, "{value}");
    }
}

#[tokio::test]
async fn signing_out_ends_the_session_itself() {
    let world = World::new().await;
    let (browser, other) = (world.browser("adept1").await, world.browser("adept1").await);
    let secret = browser.cookie("ior").unwrap();
    let answer = browser.submit("/min-sida", "people/sign-out", "").await;
    assert_eq!((answer.status, answer.location()), (303, "/"));
    assert_eq!(browser.cookie("ior"), None);
    // Whoever kept a copy of the cookie has nothing.
    browser.set_cookie("ior", &secret);
    assert!(!is_signed_in(&browser).await);
    assert!(is_signed_in(&other).await, "the other browser stays");
}

#[tokio::test]
async fn signing_out_everywhere_ends_all_of_ones_sessions() {
    let world = World::new().await;
    let (here, there, partner) =
        (world.browser("adept1").await, world.browser("adept1").await, world.browser("mentor1").await);
    let answer = here.submit("/installningar", "people/sign-out-everywhere", "").await;
    assert_eq!((answer.status, answer.location()), (303, "/"));
    assert!(!is_signed_in(&here).await && !is_signed_in(&there).await);
    assert!(is_signed_in(&partner).await);
}

#[tokio::test]
async fn a_lost_browser_is_signed_out_from_another() {
    let world = World::new().await;
    let (lost, here) = (world.browser("adept1").await, world.browser("adept1").await);
    let settings = here.read(read_settings()).await.unwrap();
    let other = settings.sessions.iter().find(|session| !session.current).unwrap();
    assert!(here.get("/installningar").await.says(&format!(r#"name="id" value="{}""#, other.id)));
    let answer = here.submit("/installningar", "people/end-session", &format!("id={}", other.id)).await;
    assert_eq!((answer.status, answer.location()), (303, "/installningar"));
    assert!(!is_signed_in(&lost).await);
    assert!(is_signed_in(&here).await);
}

#[tokio::test]
async fn nobody_ends_another_persons_session() {
    let world = World::new().await;
    let (victim, attacker) = (world.browser("mentor1").await, world.browser("adept1").await);
    let settings = victim.read(read_settings()).await.unwrap();
    let foreign = attacker.call("people/end-session", &format!("id={}", settings.sessions[0].id)).await;
    let missing = attacker.call("people/end-session", "id=999999").await;
    assert_eq!((foreign.status, &foreign.body), (missing.status, &missing.body));
    assert!(is_signed_in(&victim).await);
}

#[tokio::test]
async fn a_session_ends_after_thirty_days_without_use() {
    let world = World::new().await;
    let browser = world.browser("adept1").await;
    let secret = browser.cookie("ior").unwrap();
    let later = async |days: i64| {
        let browser = world.after(SignedDuration::from_hours(24 * days)).stranger();
        browser.set_cookie("ior", &secret);
        browser
    };
    assert!(is_signed_in(&later(29).await).await);
    assert!(is_signed_in(&later(58).await).await, "using it has moved its end");
    assert!(!is_signed_in(&later(89).await).await);
}

// ---- where one goes afterwards ----

/// What someone might put into a link to send people elsewhere.
const NASTY: [&str; 30] = [
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\/evil.example",
    "\\\\evil.example",
    "https://evil.example",
    "http:evil.example",
    "HTTPS://evil.example/",
    "javascript:alert(1)",
    "data:text/html,x",
    "evil.example",
    "@evil.example",
    "/@evil.example/..//evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "/\r\n/evil.example",
    "\t//evil.example",
    " //evil.example",
    "/ /evil.example",
    "/dagar\r\nLocation: https://evil.example",
    "/dagar\r\nSet-Cookie: ior=x",
    "/dagar\u{0}",
    "/\u{ff0f}evil.example",
    "/．．/evil.example",
    "/dagar<script>",
    "/logga-in?till=//evil.example",
    "/logga-in/lank/x",
    "?till=//evil.example",
    "#//evil.example",
    "http://ior.example@evil.example",
];

/// Whether a browser on our site stays there.
fn stays(location: &str) -> bool {
    let here = url::Url::parse(&format!("http://{HOST}/logga-in")).unwrap();
    here.join(location).is_ok_and(|to| to.origin() == here.origin())
}

#[tokio::test]
async fn nobody_is_sent_to_another_site_after_signing_in() {
    let world = World::with(|settings| settings.demo = true).await;
    for (n, till) in (1..).zip(NASTY) {
        let who = if n <= 22 { format!("adept{n}@example.org") } else { format!("mentor{}@example.org", n - 22) };
        let browser = world.stranger();
        let asked =
            browser.submit("/logga-in", "people/request-sign-in", &form(&[("email", &who), ("till", till)])).await;
        assert_eq!((asked.status, asked.location()), (303, "/logga-in/kod"), "{till:?}");
        let (_, code) = latest_email(&world).await;
        let fields = form(&[("code", &code), ("till", till)]);
        let in_by_code = browser.submit("/logga-in/kod", "people/sign-in-by-code", &fields).await;
        assert_eq!((in_by_code.status, in_by_code.location()), (303, "/min-sida"), "{till:?}");
        let request = Request::post("/demo/logga-in").header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        let in_demo = world.stranger().send(request, form(&[("email", &who), ("till", till)])).await;
        assert_eq!((in_demo.status, in_demo.location()), (303, "/min-sida"), "{till:?}");
    }
}

#[tokio::test]
async fn nobody_is_sent_to_another_site_when_they_switch_the_language() {
    let stranger = World::new().await.stranger();
    for till in NASTY {
        let request = Request::post("/sprak").header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        let answer = stranger.send(request, form(&[("lang", "en"), ("till", till)])).await;
        // The sign-in page's own address is one of ours; what it asks for is checked when it is used.
        let back = if till.starts_with("/logga-in") { till } else { "/" };
        assert_eq!((answer.status, answer.location()), (303, back), "{till:?}");
        assert!(stays(answer.location()), "{till:?}");
        assert_eq!(answer.cookies().len(), 1, "{till:?}");
    }
}

/// The address of a page that needs signing in is not to be trusted either.
#[tokio::test]
async fn the_way_to_the_sign_in_page_stays_on_the_site() {
    let stranger = World::new().await.stranger();
    for path in [
        "/dagar/%2f%2fevil.example",
        "/dagar/x%0d%0aLocation:%20https:%2f%2fevil.example",
        "/dagar/%C3%A5",
        "/dagar/a&till=%2f%2fevil.example",
        "/dagar/%5Cevil.example",
    ] {
        let answer = stranger.get(path).await;
        assert_eq!(answer.status, 303, "{path}: {}", answer.location());
        assert!(answer.location().starts_with("/logga-in?till=/dagar/") && stays(answer.location()), "{path}");
        assert_eq!(stranger.get(answer.location()).await.status, 200, "{path}");
    }
}

/// A control for the two above: a path of ours is gone on to.
#[tokio::test]
async fn one_goes_on_to_where_one_was_going() {
    let world = World::new().await;
    let browser = world.stranger();
    let to_sign_in = browser.get("/dagar/uppstart-2026").await.location().to_owned();
    assert!(browser.get(&to_sign_in).await.says(r#"name="till" value="/dagar/uppstart-2026""#));
    let fields = form(&[("email", "adept1@example.org"), ("till", "/dagar/uppstart-2026")]);
    let asked = browser.submit(&to_sign_in, "people/request-sign-in", &fields).await;
    assert_eq!(asked.location(), "/logga-in/kod?till=/dagar/uppstart-2026");
    assert!(browser.get(asked.location()).await.says(r#"name="till" value="/dagar/uppstart-2026""#));
}

/// The same page, in the other language, and so it stays.
#[tokio::test]
async fn the_language_is_kept_and_so_is_the_page() {
    let world = World::new().await;
    let browser = world.browser("adept1").await;
    assert!(browser.get("/dagar").await.says(r#"<html lang="sv""#));
    let request = Request::post("/sprak").header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    let answer = browser.send(request, form(&[("lang", "en"), ("till", "/dagar?x=1")])).await;
    assert_eq!((answer.status, answer.location()), (303, "/dagar?x=1"));
    let page = browser.get("/dagar").await;
    assert!(page.says(r#"<html lang="en""#) && page.says("Common days"));
}

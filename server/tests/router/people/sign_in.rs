//! Signing in: by a link, by a code, and where one goes on to.

use axum::http::{Request, header};
use domain::people::Lang;
use jiff::SignedDuration;
use store::mail::outbox::Email;

use crate::support::{Answer, Browser, HOST, World, form, post, words_of};

const MINUTE: SignedDuration = SignedDuration::from_mins(1);

/// Asks for a mail, as the sign-in page does.
pub async fn ask(browser: &Browser, email: &str) -> Answer {
    browser.submit("/logga-in", "people/request-sign-in", &form(&[("email", email), ("till", "/dagar")])).await
}

/// The link's token and the code of the latest email.
pub async fn latest_email(world: &World) -> (String, String) {
    match world.messages().await.pop().expect("an email").message {
        Email::SignIn { link, code, .. } => (link, code),
        _ => panic!("another email"),
    }
}

/// A browser that has asked for a mail to `adept1`, and what the mail says.
pub async fn asked(world: &World) -> (Browser, String, String) {
    let browser = world.stranger();
    assert_eq!(ask(&browser, "adept1@example.org").await.status, 303);
    let (link, code) = latest_email(world).await;
    (browser, link, code)
}

pub async fn follow(browser: &Browser, link: &str) -> Answer {
    let page = format!("/logga-in/lank/{link}");
    browser.submit(&page, "people/sign-in-by-link", &form(&[("token", link)])).await
}

pub async fn type_code(browser: &Browser, code: &str) -> Answer {
    browser
        .submit("/logga-in/kod?till=/dagar", "people/sign-in-by-code", &form(&[("code", code), ("till", "/dagar")]))
        .await
}

pub async fn is_signed_in(browser: &Browser) -> bool {
    browser.get("/min-sida").await.status == 200
}

/// Nobody learns from the answer who is in the programme.
#[tokio::test]
async fn a_known_and_an_unknown_address_get_the_same_answer() {
    let world = World::new().await;
    for accept in ["application/json", "text/html"] {
        let mut answers = Vec::new();
        for email in ["adept1@example.org", "ingen@example.org"] {
            let request = post("people/request-sign-in").header(header::ACCEPT, accept);
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
pub(super) fn shape(cookie: &str) -> String {
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

/// The mail comes in the language of the page, and so do all others from then on.
#[tokio::test]
async fn mail_comes_in_the_language_of_the_page() {
    let world = World::new().await;
    let browser = world.stranger().in_english();
    ask(&browser, "adept1@example.org").await;
    let language = async || world.messages().await.pop().unwrap().lang;
    assert_eq!(language().await, Lang::En);
    ask(&world.stranger(), "adept1@example.org").await;
    assert_eq!(language().await, Lang::Sv, "nobody has signed in yet");
    let (link, _) = latest_email(&world).await;
    follow(&browser, &link).await;
    ask(&world.stranger(), "adept1@example.org").await;
    assert_eq!(language().await, Lang::En);
}

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
    assert_eq!((followed.status, followed.location()), (303, "/logga-in?till=/hem&inloggad=1"));
    assert_eq!(browser.get(followed.location()).await.location(), "/hem");
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
    let expired = type_code(&late, &code).await;
    assert!(expired.status == 410 && expired.says("Tiden har gått ut"), "{}", expired.body);
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
    for code in [wrong, &code] {
        let answer = type_code(&browser, code).await;
        assert!(answer.status == 410 && answer.says("Det blev fem fel koder"), "{code}: {}", answer.body);
        assert!(answer.says("api/people/request-again"), "{code}: it offers a new mail");
    }
    assert!(!is_signed_in(&browser).await);
}

#[tokio::test]
async fn the_code_signs_in_the_browser_that_asked_and_no_other() {
    let world = World::new().await;
    let (browser, link, code) = asked(&world).await;
    let elsewhere = world.stranger();
    let lost = type_code(&elsewhere, &code).await;
    assert!(lost.status == 422 && lost.says("måste ta emot kakor"), "{}", lost.body);
    assert!(!is_signed_in(&elsewhere).await);

    // As people read it out, and as mail programs and keyboards hand it on.
    let wide: String = code[3..].bytes().filter_map(|b| char::from_u32(u32::from(b - b'0') + 0xff10)).collect();
    let answer = type_code(&browser, &format!(" \u{2068}{} –{wide}\u{200b}\u{2069}", &code[..3])).await;
    assert_eq!((answer.status, answer.location()), (303, "/dagar"));
    assert!(is_signed_in(&browser).await);
    assert_eq!(browser.cookie("ior-biljett"), None, "the ticket is taken back");
    assert_eq!(follow(&world.stranger(), &link).await.status, 410, "the link is spent with it");
}

/// Pressed twice, or again after going back.
#[tokio::test]
async fn a_code_that_has_let_one_in_leads_on() {
    let world = World::new().await;
    let (browser, _, code) = asked(&world).await;
    for _ in 0..2 {
        let answer = type_code(&browser, &code).await;
        assert_eq!((answer.status, answer.location()), (303, "/dagar"));
    }
}

/// The link of the same mail was used, perhaps on another device.
#[tokio::test]
async fn a_used_code_is_said_to_be_used() {
    let world = World::new().await;
    let (browser, link, code) = asked(&world).await;
    assert_eq!(follow(&world.stranger(), &link).await.status, 303);
    let answer = type_code(&browser, &code).await;
    assert!(answer.status == 410 && answer.says("Koden är redan använd."), "{}", answer.body);
    assert!(answer.says("api/people/request-again"));
}

/// A browser without cookies is told so before anything is typed, and after a link
/// that has let someone in who is nobody at the next page.
#[tokio::test]
async fn a_browser_that_keeps_no_cookies_is_told_so() {
    let world = World::new().await;
    assert!(world.stranger().get("/logga-in/kod?till=/dagar").await.says("måste ta emot kakor"));
    let page = world.stranger().get("/logga-in?till=/dagar&inloggad=1").await;
    assert!(page.status == 200 && page.says("role=\"alert\""), "{}", page.body);
    assert!(!world.stranger().get("/logga-in?till=/dagar").await.says("role=\"alert\""), "control");
    let (browser, ..) = asked(&world).await;
    assert!(!browser.get("/logga-in/kod?till=/dagar").await.says("måste ta emot kakor"), "control");
}

/// To the same address, which the page does not name, and on to the same page.
#[tokio::test]
async fn an_old_link_offers_a_new_mail() {
    let world = World::new().await;
    let (_, link, _) = asked(&world).await;
    assert_eq!(follow(&world.stranger(), &link).await.status, 303);
    let later = world.after(MINUTE * 20);
    for (world, why) in [(&world, "Länken är redan använd."), (&later, "Länken är redan använd.")] {
        let browser = world.stranger();
        let page = browser.get(&format!("/logga-in/lank/{link}?till=/dagar")).await;
        assert!(page.status == 410 && page.says(why), "{}", page.body);
        assert!(!page.says("adept1"), "the address is told to nobody");
        let before = world.messages().await.len();
        let fields = form(&[("token", link.as_str()), ("till", "/dagar")]);
        let again = browser.submit("/logga-in/lank/x", "people/request-again", &fields).await;
        assert_eq!((again.status, again.location()), (303, "/logga-in/kod?till=/dagar"));
        let messages = world.messages().await;
        assert_eq!((messages.len(), messages.last().unwrap().to.as_str()), (before + 1, "adept1@example.org"));
        let (_, code) = latest_email(world).await;
        let signed_in = type_code(&browser, &code).await;
        assert_eq!((signed_in.status, signed_in.location()), (303, "/dagar"));
    }
}

/// The mail's link leads on to the page that was asked for, as the code does.
#[tokio::test]
async fn the_link_leads_on_to_the_page_that_was_asked_for() {
    let world = World::new().await;
    let browser = world.stranger();
    ask(&browser, "adept1@example.org").await;
    let parcel = world.messages().await.pop().unwrap();
    let Email::SignIn { link, .. } = &parcel.message else { panic!("another email") };
    let address = format!("/logga-in/lank/{link}?till=/dagar");
    let plain = words_of(&parcel).text;
    assert!(plain.contains(&address), "{plain}");
    assert!(browser.get(&address).await.says(r#"name="till" value="/dagar""#));
    let fields = form(&[("token", link.as_str()), ("till", "/dagar")]);
    let followed = browser.submit(&address, "people/sign-in-by-link", &fields).await;
    assert_eq!(browser.get(followed.location()).await.location(), "/dagar");
}

/// Whoever is signed in has no more to do at these pages.
#[tokio::test]
async fn whoever_is_signed_in_is_led_on() {
    let world = World::new().await;
    let (_, link, _) = asked(&world).await;
    let browser = world.stranger();
    let expired = world.after(MINUTE * 20);
    follow(&browser, &link).await;
    let old = format!("/logga-in/lank/{link}");
    for (page, leads) in [
        ("/logga-in?till=/dagar".to_owned(), "/dagar"),
        ("/logga-in/kod?till=/par".to_owned(), "/par"),
        ("/logga-in?till=//evil.example".to_owned(), "/hem"),
        (old.clone(), "/hem"),
        (format!("{old}?till=/dagar"), "/dagar"),
        (format!("/logga-in/lank/{}?till=/dagar", "a".repeat(64)), "/dagar"),
    ] {
        for browser in [&browser, &expired.moved(&browser)] {
            let answer = browser.get(&page).await;
            assert_eq!((answer.status, answer.location()), (303, leads), "{page}");
        }
    }
    assert_eq!(browser.get("/logga-in").await.status, 200, "someone else may want to sign in here");
}

/// Where a draft may wait, it is said so before one signs in.
#[tokio::test]
async fn the_way_to_sign_in_says_that_what_was_typed_is_kept() {
    let stranger = World::new().await.stranger();
    let says = "finns det kvar som utkast";
    for (page, kept) in [("/par/traffar/ny", true), ("/ansok/ansokan/onskemal", true), ("/dagar", false)] {
        let to_sign_in = stranger.get(page).await.location().to_owned();
        assert_eq!(stranger.get(&to_sign_in).await.says(says), kept, "{page}");
    }
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
        assert_eq!((in_by_code.status, in_by_code.location()), (303, "/hem"), "{till:?}");
        let request = Request::post("/demo/logga-in").header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        let in_demo = world.stranger().send(request, form(&[("email", &who), ("till", till)])).await;
        assert_eq!((in_demo.status, in_demo.location()), (303, "/hem"), "{till:?}");
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
    for (path, sign_in) in [
        ("/dagar/%2f%2fevil.example", "/logga-in?till=/dagar/%252f%252fevil.example"),
        // An address with a colon is none of ours: one is not led back to it.
        ("/dagar/x%0d%0aLocation:%20https:%2f%2fevil.example", "/logga-in"),
        ("/dagar/%C3%A5", "/logga-in?till=/dagar/%25C3%25A5"),
        ("/dagar/a&till=%2f%2fevil.example", "/logga-in?till=/dagar/a%26till%3D%252f%252fevil.example"),
        ("/dagar/%5Cevil.example", "/logga-in?till=/dagar/%255Cevil.example"),
    ] {
        let answer = stranger.get(path).await;
        assert_eq!((answer.status, answer.location()), (303, sign_in), "{path}");
        assert!(stays(answer.location()), "{path}");
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

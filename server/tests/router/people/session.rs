//! Staying signed in, signing out.

use app::people::api::read_settings;
use jiff::SignedDuration;

use super::sign_in::{ask, asked, follow, is_signed_in, latest_email, shape};
use crate::support::{Answer, World};

#[tokio::test]
async fn over_https_cookies_are_bound_to_the_host() {
    for (https, session) in [(true, "__Host-ior"), (false, "ior")] {
        let world = World::with(|settings| settings.https = https).await;
        let browser = world.stranger();
        let asked = ask(&browser, "adept1@example.org").await;
        let secure = if https { "; Secure" } else { "" };
        let flags = |seconds: u32| format!(" Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}");
        let shapes = |answer: &Answer| answer.cookies().into_iter().map(shape).collect::<Vec<_>>();
        let day = 24 * 3600;
        assert_eq!(shapes(&asked), [format!("{session}-biljett=…{}", flags(day))]);

        let (link, _) = latest_email(&world).await;
        let followed = follow(&browser, &link).await;
        let expected = [
            format!("{session}=…{}", flags(30 * day)),
            format!("{session}-enhet=…{}", flags(365 * day)),
            format!("{session}-biljett=…{}", flags(0)),
        ];
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
    assert_eq!((answer.status, answer.location()), (303, "/installningar?utloggad=1"));
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

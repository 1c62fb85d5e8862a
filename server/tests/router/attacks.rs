//! Attacks that once worked. Each has a test, here or beside what it attacks.

use std::{fs, path::Path};

use domain::people::sign_in::MAX_WRONG_PER_DAY;
use jiff::SignedDuration;
use store::{
    mail::outbox::Email,
    people::{MAX_PER_ADDRESS, MAX_WRONG_CODES},
};

use crate::{
    day::evaluation::{PEOPLE, RESULTS, answered, give},
    people::sign_in::{ask, asked, follow, is_signed_in, latest_email, type_code},
    support::{World, form},
};

/// The attacks by their number in `attacks.md`: in which file the test is, and its name.
const CASES: [(u32, &str, &str); 10] = [
    (1, include_str!("mail/budget.rs"), "an_applicant_writes_to_no_stranger"),
    (2, include_str!("mail/budget.rs"), "what_says_nothing_new_is_not_written"),
    (3, include_str!("day/arrangements.rs"), "whoever_takes_over_a_day_is_seen_and_reads_nothing"),
    (4, include_str!("attacks.rs"), "no_difference_tells_what_one_person_thinks"),
    (5, include_str!("health.rs"), "what_waits_is_not_told_to_anyone"),
    (6, include_str!("../../../store/src/contract/mail/delivery.rs"), "a_pairs_words_are_gone_with_its_key"),
    (7, include_str!("../../../store/src/contract/matching/candidates.rs"), "a_declared_conflict_hides_the_applicant"),
    (8, include_str!("refusal.rs"), "a_name_that_cannot_be_looked_up_is_not_there"),
    (9, include_str!("live.rs"), "a_session_has_so_many_streams_and_no_more"),
    (9, include_str!("listen.rs"), "a_reader_who_reads_nothing_is_let_go"),
];

#[test]
fn every_attack_has_its_test() {
    for (number, file, name) in CASES {
        assert!(file.contains(&format!("async fn {name}(")), "{number}: {name}");
    }
    let list = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/cases/attacks.md");
    let Ok(list) = fs::read_to_string(list) else { return };
    let numbers = list.lines().filter_map(|line| line.split_once(". ")?.0.parse::<u32>().ok());
    let missing: Vec<_> = numbers.filter(|number| CASES.iter().all(|(known, ..)| known != number)).collect();
    assert_eq!(missing, Vec::<u32>::new());
}

/// Two readings around one answer, and one person left after all others are checked out,
/// tell the same as nothing.
#[tokio::test]
async fn no_difference_tells_what_one_person_thinks() {
    let world = answered(9).await;
    let read = async |world: &World| {
        let page = world.browser("organisator1").await.get(RESULTS).await.without_nonce();
        page.split_once("<main").unwrap().1.to_owned()
    };
    let before = read(&world).await;
    let last = world.browser(PEOPLE[9]).await;
    assert_eq!(give(&last, ["1", "1", "1"], "Sist").await.status, 303);
    assert_eq!(read(&world).await, before, "nothing before it has closed");

    // Everyone but the last is checked out.
    let organiser = world.browser("organisator1").await;
    let segment = world.segments().await[0].to_string();
    for who in &PEOPLE[..9] {
        let person = world.caller(who).await.person.to_string();
        let undone = organiser.call("attendance/undo", &form(&[("segment", &segment), ("person", &person)])).await;
        assert_eq!(undone.status, 200, "{who}");
    }
    assert_eq!(read(&world).await, before);
    let undone = world.browser(PEOPLE[0]).await;
    assert_eq!(give(&undone, ["5", "4", "3"], "Ändå").await.status, 303, "who may answer is settled");

    let closed = world.after(SignedDuration::from_hours(30 * 24));
    let results = read(&closed).await;
    assert!(results.contains("10 svar."), "{results}");
    let same = answered(10).await.after(SignedDuration::from_hours(30 * 24));
    assert!(read(&same).await.contains("10 svar."), "with nobody checked out");
}

/// Strangers shut nobody out of a browser in which they have signed in before.
#[tokio::test]
async fn five_requests_by_a_stranger_shut_nobody_out() {
    let world = World::new().await;
    let (own, link, _) = asked(&world).await;
    assert_eq!(follow(&own, &link).await.status, 303);
    assert_eq!(own.call("people/sign-out", "").await.status, 200);
    let later = world.after(SignedDuration::from_mins(20));
    for _ in 0..MAX_PER_ADDRESS {
        assert_eq!(ask(&later.stranger(), "adept1@example.org").await.status, 303);
    }
    assert_eq!(ask(&later.stranger(), "adept1@example.org").await.status, 429, "the control");
    let own = later.moved(&own);
    assert_eq!(ask(&own, "adept1@example.org").await.status, 303);
    let (_, code) = latest_email(&later).await;
    assert_eq!(type_code(&own, &code).await.status, 303);
    assert!(is_signed_in(&own).await);
}

/// Whoever guesses codes has so many guesses in a day, and the address's owner is told.
#[tokio::test]
async fn an_account_takes_so_many_wrong_codes_in_a_day() {
    let world = World::new().await;
    let mut said = Vec::new();
    for _ in 0..MAX_WRONG_PER_DAY / MAX_WRONG_CODES {
        let (guesser, _, code) = asked(&world).await;
        let wrong = if code == "000000" { "000001" } else { "000000" };
        for _ in 0..MAX_WRONG_CODES {
            said.push(type_code(&guesser, wrong).await);
        }
    }
    let last = said.pop().unwrap();
    assert!(last.status == 429 && last.says("Använd länken i mejlet i stället."), "{}", last.body);
    assert!(said.iter().all(|answer| answer.status != 429));
    let told = world.messages().await.into_iter().filter(|parcel| matches!(parcel.message, Email::WrongCodes { .. }));
    assert_eq!(told.map(|parcel| parcel.to).collect::<Vec<_>>(), ["adept1@example.org"]);

    let browser = world.stranger();
    assert_eq!(ask(&browser, "adept1@example.org").await.status, 303);
    let latest = world.messages().await.into_iter().rev().find_map(|parcel| match parcel.message {
        Email::SignIn { link, code, .. } => Some((link, code)),
        _ => None,
    });
    let (link, code) = latest.unwrap();
    assert_eq!(type_code(&browser, &code).await.status, 429, "nor the right one");
    assert_eq!(follow(&browser, &link).await.status, 303, "the link lets in");
    assert!(is_signed_in(&browser).await);
}

/// One damaged row, or a key that is gone, is said where the text would be: pages and
/// files are there.
#[tokio::test]
async fn what_does_not_open_takes_no_page_down() {
    let world = World::new().await;
    let meeting = world.meeting_of("adept1").await;
    let adept = world.browser("adept1").await;
    let pages = [format!("/par/traffar/{meeting}"), "/par".to_owned(), "/min-sida".to_owned()];
    for (file, damage, words) in [
        ("ior.sqlite", "UPDATE notes SET sealed = x'00'", "Texten går inte att läsa."),
        ("ior.keyring.sqlite", "DELETE FROM pair_keys", "Texten är raderad."),
    ] {
        world.write(file, damage).await;
        for page in &pages {
            assert_eq!(adept.get(page).await.status, 200, "{damage}: {page}");
        }
        assert!(adept.get(&pages[0]).await.says(words), "{damage}");
        let [whole, data] = [adept.get("/par/logg.html").await, adept.get("/par/logg.json").await];
        assert!(whole.status == 200 && whole.says(words), "{damage}: {}", whole.body);
        assert!(data.status == 200 && data.says("null"), "{damage}: {}", data.body);
    }
}

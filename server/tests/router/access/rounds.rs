//! The tables by rounds: whoever is something in round 15 gets its pages at its name, as
//! without one, and at the name of round 16, in which they are nothing, none of them; nor
//! does any server function do anything for them there.

use app::{round::focus::is_of_a_round, ui::READER_FIELD};

use super::{Numbers, WHO, form, pages, writes};
use crate::round::focus::{in_round, two_rounds};

/// Those of [`WHO`] who are nothing in round 16.
const ONLY_IN_15: [&str; 5] = ["mentor1", "adept2", "arbetsgrupp1", "reserv1", "organisator2"];

#[tokio::test]
async fn no_page_of_another_round_is_there() {
    let world = two_rounds().await;
    let numbers = Numbers::logged_by(&world, "mentor1").await;
    let (mut wrong, mut asked) = (Vec::new(), 0);
    for who in ONLY_IN_15 {
        let browser = world.browser(who).await;
        let column = WHO.iter().position(|one| *one == who);
        for (path, statuses) in pages().filter(|(path, _)| is_of_a_round(path)) {
            let path = numbers.fill(path);
            let other = browser.get(&in_round(16, &path)).await.status;
            asked += 1;
            if other != 404 {
                wrong.push(format!("{who} at {path} in 16: {other}"));
            }
            // The control: in their own round it is as without a name.
            let own = browser.get(&in_round(15, &path)).await.status;
            let expected = column.map_or(own, |column| statuses[column]);
            if own != expected {
                wrong.push(format!("{who} at {path} in 15: {own}, not {expected}"));
            }
        }
    }
    assert!(asked > 200, "{asked}");
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[tokio::test]
async fn no_server_function_does_anything_in_another_round() {
    let world = two_rounds().await;
    let numbers = Numbers::logged_by(&world, "mentor1").await;
    let (mut wrong, mut asked) = (Vec::new(), 0);
    for who in ONLY_IN_15 {
        let browser = world.browser(who).await;
        for (function, fields, statuses) in writes() {
            // What is for anyone is in no round.
            if statuses[0] != 401 {
                continue;
            }
            let reader = form(&[(READER_FIELD, &format!("{}.16", browser.reader().await))]);
            let status = browser.call(function, &format!("{reader}&{}", numbers.fill(fields))).await.status;
            asked += 1;
            if status != 404 {
                wrong.push(format!("{who} to {function} in 16: {status}"));
            }
        }
    }
    assert!(asked > 200, "{asked}");
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Whoever had a duty in both rounds and has lost the one keeps the other, and reaches by
/// it nothing of the one.
#[tokio::test]
async fn a_duty_that_ended_in_one_round_opens_nothing_there() {
    let world = two_rounds().await;
    let numbers = Numbers::logged_by(&world, "mentor1").await;
    let mut wrong = Vec::new();
    for (who, duty, by, area) in [
        ("kontakt1", "contact_person", "organisator1", "/kontakt"),
        ("organisator1", "organiser", "organisator2", "/organisera"),
    ] {
        let (browser, person) = (world.browser(who).await, world.caller(who).await.person.to_string());
        let fields = form(&[("person", &person), ("duty", duty)]);
        let ended = world.browser(by).await.call("duty/end", &in_15(&world, by, &fields).await).await;
        assert_eq!(ended.status, 200, "{who}");
        let of_the_area = |path: &str| path == area || path.starts_with(&format!("{area}/"));
        for (path, _) in pages().filter(|(path, _)| of_the_area(path)) {
            let status = browser.get(&in_round(15, &numbers.fill(path))).await.status;
            if status != 404 {
                wrong.push(format!("{who} at {path} in 15: {status}"));
            }
        }
        assert_eq!(browser.get(&in_round(16, area)).await.status, 200, "{who}: control");
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Fields of a form that was rendered in round 15.
async fn in_15(world: &super::World, who: &str, fields: &str) -> String {
    let reader = world.browser(who).await.reader().await;
    format!("{}&{fields}", form(&[(READER_FIELD, &format!("{reader}.15"))]))
}

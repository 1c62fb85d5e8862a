//! Whoever had a duty: by their next request they get what anyone gets who is signed in,
//! and no more.

use super::{FILES, Numbers, Statuses, WHO, World, form, pages, writes};

/// The column of someone who takes part in nothing yet: what is theirs is everyone's.
const RESERVE: usize = 7;

/// Whether something is there for whoever is in a column because of their duty.
fn comes_with_it(statuses: &Statuses, column: usize) -> bool {
    statuses[column] != 404 && statuses[RESERVE] == 404
}

#[tokio::test]
async fn whoever_had_a_duty_is_refused_everywhere() {
    let mut wrong = Vec::new();
    for (who, duty, by) in [
        ("kontakt1", "contact_person", "organisator1"),
        ("arbetsgrupp1", "working_group", "organisator1"),
        ("organisator1", "organiser", "organisator2"),
    ] {
        let world = World::new().await;
        let numbers = Numbers::of(&world).await;
        let column = WHO.iter().position(|one| *one == who).unwrap();
        let (browser, person) = (world.browser(who).await, world.caller(who).await.person.to_string());
        let theirs: Vec<_> = pages().chain(FILES).filter(|(_, statuses)| comes_with_it(statuses, column)).collect();
        assert!(!theirs.is_empty(), "{who}: control");
        assert_ne!(browser.get(&numbers.fill(theirs[0].0)).await.status, 404, "{who}: control");

        let fields = form(&[("person", &person), ("duty", duty)]);
        assert_eq!(world.browser(by).await.call("duty/end", &fields).await.status, 200, "{who}");
        for (path, _) in theirs {
            let status = browser.download(&numbers.fill(path)).await.status();
            if status != 404 {
                wrong.push(format!("{who} at {path}: {status}"));
            }
        }
        for (function, fields, statuses) in writes() {
            if comes_with_it(&statuses, column) {
                let status = browser.call(function, &numbers.fill(fields)).await.status;
                if status != 404 {
                    wrong.push(format!("{who} to {function}: {status}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

//! Earlier rounds from a spreadsheet.

use std::collections::BTreeMap;

use domain::people::import::{Column, Row, Wrong};

use crate::contract::{
    Bench, World,
    world::{TITLE, now},
};
use crate::{Error, idempotency::IdempotencyKey};

/// Someone's row in round 14.
fn row(line: u32, role: &str, name: &str, organisation: &str, partner: &str) -> Row {
    let email = format!("{}@example.org", name.to_lowercase());
    let cells = [
        (Column::Round, "14"),
        (Column::Role, role),
        (Column::Name, name),
        (Column::Email, &email),
        (Column::Organisation, organisation),
        (Column::Title, TITLE),
        (Column::Partner, partner),
        (Column::From, "2024-03-06"),
        (Column::To, "2025-05-28"),
    ];
    let cells = cells.map(|(column, text)| (column, text.to_owned()));
    Row { line, cells: cells.into(), unreadable: BTreeMap::new() }
}

/// Two who are new, of whom one names the other, and one who is in the world:
/// a mentor now, who was an adept then.
fn rows() -> Vec<Row> {
    vec![
        row(2, "adept", "Sara", "Alfa kommun", "bo@example.org"),
        row(3, "mentor", "Bo", "Ärla region", ""),
        row(4, "adept", "Mentor1", "Östra verket", ""),
    ]
}

/// What was imported is there once, and people who are known stay as they are.
async fn earlier_rounds_are_imported_once(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let organiser = world.caller("organisator1").await;
    let before = bench.rows().await;
    let plan = world.store.plan_import(&organiser, &rows()).await.unwrap().unwrap();
    assert_eq!((plan.rounds.len(), plan.new_people(), plan.pairs.len()), (1, 2, 1));
    assert_eq!(bench.rows().await, before, "a look changes nothing");

    let key = IdempotencyKey::of("import", b"1");
    for _ in 0..2 {
        assert_eq!(world.store.import(&organiser, Some(&key), &rows(), now()).await.unwrap(), 3);
    }
    assert_eq!(world.store.import(&organiser, None, &rows(), now()).await.unwrap(), 3, "nor by another form");
    let after = bench.rows().await;
    for (table, more) in [("rounds", 1), ("persons", 2), ("duties", 3), ("pairs", 1), ("organisations", 0)] {
        assert_eq!(after[table] - before[table], more, "{table}");
    }
    let again = world.store.plan_import(&organiser, &rows()).await.unwrap().unwrap();
    assert!(again.is_empty() && again.rounds[0].is_known);
    let current = world.store.main_round(now()).await.unwrap().unwrap();
    assert_eq!(current.number, 15, "the current round is still that");
    assert_eq!(world.caller("mentor1").await.name, "Åsa Ek");
}
contract_test!(earlier_rounds_are_imported_once);

/// Someone may have had two partners one after the other, but not at the same time.
async fn one_pair_follows_another(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let organiser = world.caller("organisator1").await;
    let before = bench.rows().await;
    let with_bo = |name: &str, from: &str, to: &str| {
        let mut adept = row(2, "adept", name, "Alfa kommun", "bo@example.org");
        adept.cells.extend([(Column::From, from.to_owned()), (Column::To, to.to_owned())]);
        [adept, row(3, "mentor", "Bo", "Ärla region", "")]
    };
    for (name, from, to) in [("Sara", "2024-03-06", "2024-08-31"), ("Eva", "2024-09-01", "2025-05-28")] {
        world.store.import(&organiser, None, &with_bo(name, from, to), now()).await.unwrap();
    }
    let third = with_bo("Ida", "2024-08-01", "2024-10-01");
    let faults = world.store.plan_import(&organiser, &third).await.unwrap().unwrap_err();
    assert_eq!(faults.len(), 1);
    assert_eq!((faults[0].line, &faults[0].wrong), (Some(2), &Wrong::KnownInOtherPair));
    assert_eq!(bench.rows().await["pairs"] - before["pairs"], 2);
}
contract_test!(one_pair_follows_another);

/// All of it or nothing.
async fn a_wrong_row_imports_nothing(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let organiser = world.caller("organisator1").await;
    let before = bench.rows().await;
    let mut wrong = rows();
    wrong.push(row(5, "mentor", "Eva", "Okända verket", ""));
    let faults = world.store.plan_import(&organiser, &wrong).await.unwrap().unwrap_err();
    assert_eq!(faults.len(), 1);
    assert_eq!((faults[0].line, faults[0].column), (Some(5), Some(Column::Organisation)));
    assert_eq!(faults[0].wrong, Wrong::NotInTheNetwork);
    let outcome = world.store.import(&organiser, None, &wrong, now()).await;
    assert!(matches!(outcome, Err(Error::Conflict)), "{outcome:?}");
    assert_eq!(bench.rows().await, before);
}
contract_test!(a_wrong_row_imports_nothing);

/// What one organiser imports is known when the other does.
async fn of_two_imports_at_once_the_second_is_told(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let organiser = world.caller("organisator1").await;
    let other =
        vec![row(2, "adept", "Sara", "Alfa kommun", "eva@example.org"), row(3, "mentor", "Eva", "Åsby kommun", "")];
    let (rows, now) = (rows(), now());
    let (one, two) = tokio::join!(
        world.store.import(&organiser, None, &rows, now),
        world.store.import(&organiser, None, &other, now)
    );
    assert!(one.is_ok() != two.is_ok(), "{one:?}, {two:?}");
    let faults = world.store.plan_import(&organiser, if one.is_ok() { &other } else { &rows }).await.unwrap();
    assert!(faults.unwrap_err().iter().all(|fault| fault.wrong == Wrong::KnownInOtherPair));
}
contract_test!(of_two_imports_at_once_the_second_is_told);

/// For anyone else there is nothing to import.
async fn only_organisers_import(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let before = bench.rows().await;
    for name in ["adept1", "mentor1", "reserv1", "kontakt1", "arbetsgrupp1"] {
        let caller = world.caller(name).await;
        assert!(matches!(world.store.plan_import(&caller, &rows()).await, Err(Error::NotFound)), "{name}");
        assert!(matches!(world.store.import(&caller, None, &rows(), now()).await, Err(Error::NotFound)), "{name}");
        world.store.end_session(&caller, caller.session).await.unwrap();
    }
    assert_eq!(bench.rows().await, before);
}
contract_test!(only_organisers_import);

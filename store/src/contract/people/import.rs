//! People from a spreadsheet, of the round that is open and of earlier ones.

use std::collections::BTreeMap;

use domain::people::{
    Duty, Refusal,
    import::{Column, ImportId, Imported, Order, Row, Wrong},
    organisation::OrganisationKind,
};

use crate::contract::{
    Bench, World,
    application::emails_to,
    world::{TITLE, email, later, new_session, now},
};
use crate::{Error, idempotency::IdempotencyKey, mail::outbox::Email};

fn order(rows: &[Row]) -> Order {
    Order { file: "deltagare.xlsx".to_owned(), rows: rows.to_vec(), ..Order::default() }
}

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
    let plan = world.store.plan_import(&organiser, &rows(), &[], now()).await.unwrap().unwrap();
    assert_eq!((plan.rounds.len(), plan.new_people(), plan.pairs.len()), (1, 2, 1));
    assert_eq!(bench.rows().await, before, "a look changes nothing");

    let key = IdempotencyKey::of("import", b"1");
    for _ in 0..2 {
        assert_eq!(world.store.import(&organiser, Some(&key), &order(&rows()), now()).await.unwrap(), 3);
    }
    assert_eq!(world.store.import(&organiser, None, &order(&rows()), now()).await.unwrap(), 3, "nor by another form");
    let after = bench.rows().await;
    for (table, more) in [("rounds", 1), ("persons", 2), ("duties", 3), ("pairs", 1), ("organisations", 0)] {
        assert_eq!(after[table] - before[table], more, "{table}");
    }
    let again = world.store.plan_import(&organiser, &rows(), &[], now()).await.unwrap().unwrap();
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
        world.store.import(&organiser, None, &order(&with_bo(name, from, to)), now()).await.unwrap();
    }
    let third = with_bo("Ida", "2024-08-01", "2024-10-01");
    let faults = world.store.plan_import(&organiser, &third, &[], now()).await.unwrap().unwrap_err();
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
    let faults = world.store.plan_import(&organiser, &wrong, &[], now()).await.unwrap().unwrap_err();
    assert_eq!(faults.len(), 1);
    assert_eq!((faults[0].line, faults[0].column), (Some(5), Some(Column::Organisation)));
    assert_eq!(faults[0].wrong, Wrong::NotInTheNetwork);
    let outcome = world.store.import(&organiser, None, &order(&wrong), now()).await;
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
    let (rows, later, now) = (order(&rows()), order(&other), now());
    let (one, two) = tokio::join!(
        world.store.import(&organiser, None, &rows, now),
        world.store.import(&organiser, None, &later, now)
    );
    assert!(one.is_ok() != two.is_ok(), "{one:?}, {two:?}");
    let faults =
        world.store.plan_import(&organiser, if one.is_ok() { &other } else { &rows.rows }, &[], now).await.unwrap();
    assert!(faults.unwrap_err().iter().all(|fault| fault.wrong == Wrong::KnownInOtherPair));
}
contract_test!(of_two_imports_at_once_the_second_is_told);

/// For anyone else there is nothing to import.
async fn only_organisers_import(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let before = bench.rows().await;
    for name in ["adept1", "mentor1", "reserv1", "kontakt1", "arbetsgrupp1"] {
        let caller = world.caller(name).await;
        assert!(matches!(world.store.plan_import(&caller, &rows(), &[], now()).await, Err(Error::NotFound)), "{name}");
        assert!(
            matches!(world.store.import(&caller, None, &order(&rows()), now()).await, Err(Error::NotFound)),
            "{name}"
        );
        world.store.end_session(&caller, caller.session).await.unwrap();
    }
    assert_eq!(bench.rows().await, before);
}
contract_test!(only_organisers_import);

/// A row of the round that is open, which says neither its number nor days.
fn open_row(line: u32, role: &str, name: &str, organisation: &str, partner: &str) -> Row {
    let mut row = row(line, role, name, organisation, partner);
    row.cells.retain(|column, _| !matches!(column, Column::Round | Column::From | Column::To));
    row
}

/// Two who are new, one of an organisation that is new too, and who are a pair.
fn open_rows() -> Vec<Row> {
    vec![open_row(2, "adept", "Sara", "Alfa kommun", "bo@example.org"), open_row(3, "mentor", "Bo", "Nya verket", "")]
}

/// People, a pair and an organisation come into a round that is running; the two are told
/// of each other and asked to its days. All of it goes again as if it had never been.
async fn a_running_round_takes_people_in_and_an_import_is_undone(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let (store, organiser) = (&*world.store, world.caller("organisator1").await);
    let before = bench.rows().await;
    let unknown = store.plan_import(&organiser, &open_rows(), &[], now()).await.unwrap().unwrap_err();
    assert_eq!((unknown.len(), &unknown[0].wrong), (1, &Wrong::NotInTheNetwork));
    let accepted = vec!["Nya verket".to_owned()];
    let order = Order { accepted: accepted.clone(), invite: true, ..order(&open_rows()) };
    let plan = store.plan_import(&organiser, &order.rows, &accepted, now()).await.unwrap().unwrap();
    assert_eq!((plan.new_people(), plan.new_pairs(), plan.can_be_invited()), (2, 1, 2));
    assert_eq!((plan.organisations.as_slice(), plan.rounds[0].number), (accepted.as_slice(), 15));
    store.import(&organiser, None, &order, now()).await.unwrap();

    let (sara, bo) = (world.caller("sara").await, world.caller("bo").await);
    assert_eq!((sara.duties.as_slice(), sara.pair, sara.pair.is_some()), ([Duty::Adept].as_slice(), bo.pair, true));
    let told: Vec<_> = emails_to(store, "sara").await.into_iter().map(|parcel| parcel.message).collect();
    assert!(told.contains(&Email::Invitation));
    let matched =
        |message: &&Email| matches!(message, Email::Matched { partner, .. } if partner.organisation == "Nya verket");
    assert_eq!(told.iter().filter(matched).count(), 1);
    let kinds = store.organisation_list(&organiser).await.unwrap().unwrap();
    let new = kinds.iter().find(|line| line.description.name == "Nya verket").unwrap();
    assert_eq!(new.description.kind, OrganisationKind::State, "as its name says");

    let imports = store.imports(&organiser).await.unwrap().unwrap();
    let brought = Imported { rounds: 0, organisations: 1, people: 2, duties: 2, pairs: 1 };
    assert_eq!((imports.len(), imports[0].brought, imports[0].file.as_str()), (1, brought, "deltagare.xlsx"));
    let page = store.import_page(&organiser, imports[0].id).await.unwrap().unwrap();
    assert_eq!((page.parts.len(), page.pairs.as_slice()), (2, [("Sara".to_owned(), "Bo".to_owned())].as_slice()));

    store.undo_import(&organiser, imports[0].id, later(1)).await.unwrap();
    let after = bench.rows().await;
    for table in ["persons", "duties", "pairs", "organisations", "duty_history", "outbox", "tally"] {
        assert_eq!(after[table], before[table], "{table}");
    }
    assert!(store.sign_in_as(&email("sara"), &new_session(), now()).await.is_err(), "nobody of that address is left");
    let undone = store.imports(&organiser).await.unwrap().unwrap().remove(0);
    assert_eq!(undone.undone, Some(("Olga Ek".to_owned(), later(1))));
    assert!(matches!(store.undo_import(&organiser, undone.id, later(2)).await, Err(Error::NotFound)), "once");
    store.import(&organiser, None, &order, later(3)).await.unwrap();
    assert_eq!(world.caller("sara").await.duties, [Duty::Adept], "and again");
}
contract_test!(a_running_round_takes_people_in_and_an_import_is_undone);

/// What others count on stays, all of it.
async fn an_import_in_use_is_not_undone(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let (store, organiser) = (&*world.store, world.caller("organisator1").await);
    let order = Order { accepted: vec!["Nya verket".to_owned()], ..order(&open_rows()) };
    store.import(&organiser, None, &order, now()).await.unwrap();
    let import = store.imports(&organiser).await.unwrap().unwrap()[0].id;
    let sara = world.caller("sara").await;
    world.log(&sara, "Vi har setts.").await;
    let before = bench.rows().await;
    let outcome = store.undo_import(&organiser, import, now()).await;
    assert!(matches!(outcome, Err(Error::Refused(why)) if why == Refusal::ImportInUse.into()), "{outcome:?}");
    assert_eq!(bench.rows().await, before);
}
contract_test!(an_import_in_use_is_not_undone);

/// The rules of the matching hold for those who are there and for those who come.
async fn the_rules_hold_for_a_file_too(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let (store, organiser) = (&*world.store, world.caller("organisator1").await);
    let wrong = async |rows: &[Row]| {
        let faults = store.plan_import(&organiser, rows, &[], now()).await.unwrap().unwrap_err();
        (faults[0].column, faults[0].wrong.clone())
    };
    let with = |partner: &str| [open_row(2, "adept", "Sara", "Alfa kommun", partner)];
    assert_eq!(wrong(&with("mentor1@example.org")).await, (Some(Column::Partner), Wrong::KnownInOtherPair));
    assert_eq!(wrong(&with("ingen@example.org")).await, (Some(Column::Partner), Wrong::NoSuchPartner));
    assert_eq!(wrong(&with("mentor2@example.org")).await, (Some(Column::Partner), Wrong::SameOrganisation(2)));
    assert_eq!(wrong(&with("adept2@example.org")).await, (Some(Column::Partner), Wrong::SameRole(2)));
    let other = [open_row(2, "mentor", "Adept1", "Alfa kommun", "")];
    assert_eq!(wrong(&other).await, (Some(Column::Role), Wrong::KnownInOtherRole(Duty::Adept)));

    // A mentor whose pair has ended gets an adept who comes by a file.
    assert!(bench.write("UPDATE pairs SET state = 'ended', state_since = '2026-11-01'".to_owned()).await);
    let order = order(&with("mentor1@example.org"));
    store.import(&organiser, None, &order, now()).await.unwrap();
    assert_eq!(world.caller("sara").await.pair, world.caller("mentor1").await.pair);
    let mut split = [open_row(2, "adept", "Adept2", "Östra verket", "mentor2@example.org")];
    split[0].cells.insert(Column::Name, "Zara Ek".to_owned());
    let faults = store.plan_import(&organiser, &split, &[], now()).await.unwrap().unwrap_err();
    assert!(faults.iter().any(|fault| matches!(fault.wrong, Wrong::Apart(rule) if rule.can_be_lifted())), "{faults:?}");
}
contract_test!(the_rules_hold_for_a_file_too);

/// What has been imported is not theirs to know.
async fn nobody_else_sees_imports(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let organiser = world.caller("organisator1").await;
    world.store.import(&organiser, None, &order(&rows()), now()).await.unwrap();
    let import = world.store.imports(&organiser).await.unwrap().unwrap()[0].id;
    for name in ["adept1", "mentor1", "reserv1", "kontakt1", "arbetsgrupp1"] {
        let caller = world.caller(name).await;
        assert!(world.store.imports(&caller).await.unwrap().is_none(), "{name}");
        assert!(world.store.import_page(&caller, import).await.unwrap().is_none(), "{name}");
        assert!(matches!(world.store.undo_import(&caller, import, now()).await, Err(Error::NotFound)), "{name}");
    }
    assert!(world.store.import_page(&organiser, ImportId(99)).await.unwrap().is_none());
}
contract_test!(nobody_else_sees_imports);

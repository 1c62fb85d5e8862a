//! Someone who is there twice: what a merge moves, what it keeps, what stands in its way.

use std::collections::BTreeMap;

use domain::{
    Refusal,
    day::{Answer, board::Filter},
    meeting::{Log, log::form_of},
    people::{
        self, Caller, Duty, PersonId,
        duplicate::{Choice, DoubleAnswer, Obstacle, Which},
    },
};

use super::draft::draft;
use crate::{
    Error, Result,
    contract::{
        Bench, References, World, holds,
        world::{email, later, log, new_session, now, pair_up, person, request, round, text},
    },
    idempotency::IdempotencyKey,
    mail::outbox::Email,
    people::{
        LinkState,
        duplicate::{Fate, REFERENCES},
    },
    secret::Secret,
};

const WORDS: &str = "kanariefågel i reflektionen";

/// A world in which `dubbel` is `adept1` again, under another address.
async fn twice(bench: &dyn Bench) -> World {
    let mut loaded = round(15);
    loaded.people.push(person("dubbel", "Örjan E. Ek", "Alfa kommun", Duty::Adept));
    loaded.people.push(person("organisator2", "Ola Ek", "Åsby kommun", Duty::Organiser));
    World::of(bench, &loaded).await
}

async fn merge(world: &World, from: &str, into: &str, choice: &Choice) -> Result<()> {
    let (from, into) = (world.caller(from).await.person, world.caller(into).await.person);
    let organiser = world.caller("organisator1").await;
    world.store.merge_people(&organiser, None, (from, into), choice, now()).await
}

async fn obstacles(world: &World, from: PersonId, into: PersonId) -> Vec<Obstacle> {
    let organiser = world.caller("organisator1").await;
    world.store.duplicate_preview(&organiser, from, into).await.unwrap().unwrap().obstacles
}

/// Whom an address lets in.
async fn let_in(world: &World, address: &str) -> Option<Caller> {
    let (asked, session) = (request(address), new_session());
    world.store.request_sign_in(&asked, later(1)).await.unwrap();
    let good = world.store.redeem_link(&asked.link, &session, later(1)).await.unwrap() == LinkState::Good;
    if good { world.store.caller(&session.secret, later(1)).await.unwrap() } else { None }
}

/// What a list of rules lacks or has wrong, beside a schema.
fn amiss(schema: &References, rules: &[(&str, &str, Fate)]) -> Vec<String> {
    let mut rules: BTreeMap<_, _> =
        rules.iter().map(|(table, column, fate)| (((*table).to_owned(), (*column).to_owned()), fate)).collect();
    let mut amiss = Vec::new();
    for (reference, unique) in schema {
        let (table, column) = reference;
        let fits = match rules.remove(reference) {
            None => false,
            Some(Fate::Follows) => unique.is_empty(),
            Some(Fate::Yields(keys)) => unique.iter().all(|others| others.iter().eq(keys.iter())),
            Some(Fate::Goes(_) | Fate::Own(_)) => true,
        };
        if !fits {
            amiss.push(format!("{table}.{column}, unique with {unique:?}"));
        }
    }
    amiss.extend(rules.into_keys().map(|(table, column)| format!("{table}.{column} names nobody")));
    amiss
}

/// Every column that names a person has a rule, and the rule fits what is unique with it.
/// A new table without one fails here.
async fn every_reference_to_a_person_has_a_rule(bench: &dyn Bench) {
    let schema = bench.references("persons").await;
    assert!(schema.len() > 60, "{}", schema.len());
    assert_eq!(amiss(&schema, REFERENCES), Vec::<String>::new());
    // Without its rule each of them is missed; with a rule that is too simple it is, too.
    for (place, (table, column, fate)) in REFERENCES.iter().enumerate() {
        let missing = |amiss: &[String]| amiss.iter().any(|line| line.starts_with(&format!("{table}.{column},")));
        let mut without = REFERENCES.to_vec();
        without.remove(place);
        assert!(missing(&amiss(&schema, &without)), "{table}.{column}");
        if matches!(fate, Fate::Yields(_)) {
            without.push((*table, *column, Fate::Follows));
            assert!(missing(&amiss(&schema, &without)), "{table}.{column} simplified");
        }
    }
}
contract_test!(every_reference_to_a_person_has_a_rule);

/// Their pair, what they wrote and what they answered are there for the one who stays, and
/// for nobody else; what was sealed for the one opens for the other.
async fn a_merge_takes_everything_along(bench: &dyn Bench) {
    let world = twice(bench).await;
    let store = &*world.store;
    let adept = world.caller("adept1").await;
    let december = world.segment("december", 0).await;
    let meeting = store
        .log_meeting(&adept, None, &Log { reflection: text(WORDS), ..log("Vi talade om mod.") }, now())
        .await
        .unwrap();
    let drafts = [draft(form_of(None).as_str(), WORDS), draft("/ansok/ansokan/syfte", WORDS)];
    for draft in &drafts {
        store.save_draft(&adept, draft).await.unwrap();
    }
    store.answer(&adept, december, Answer::Yes, now()).await.unwrap();
    store.save_comment(&adept, december, &text("Kommer med tåget")).await.unwrap();
    store.send_help_request(&adept, &text("Ring mig"), false, now()).await.unwrap();
    store.make_feed(&adept, None, &text("Telefonen"), &Secret::generate(), now()).await.unwrap();

    let dubbel = world.caller("dubbel").await.person;
    let organiser = world.caller("organisator1").await;
    let preview = store.duplicate_preview(&organiser, adept.person, dubbel).await.unwrap().unwrap();
    assert_eq!((preview.obstacles, preview.partners), (Vec::new(), vec!["Åsa Ek".to_owned()]));
    let moves = preview.moves;
    assert_eq!((moves.duties, moves.pairs, moves.meetings, moves.answers), (1, 1, 1, 1));
    assert_eq!((moves.drafts, moves.feeds, moves.seats), (2, 1, 0));

    let choice = Choice { name: Which::From, ..Choice::STAYS };
    let key = IdempotencyKey::of("people/merge", b"1");
    for _ in 0..2 {
        store.merge_people(&organiser, Some(&key), (adept.person, dubbel), &choice, now()).await.unwrap();
    }
    let one = world.caller("dubbel").await;
    assert_eq!((one.person, one.name.as_str(), one.pair), (dubbel, "Örjan Ek", adept.pair));
    assert_eq!(one.duties, [Duty::Adept]);
    let read = store.meeting(&one, meeting).await.unwrap().unwrap();
    assert_eq!((read.notes.as_str(), read.reflection.as_str()), ("Vi talade om mod.", WORDS));
    let mut kept = store.drafts(&one, None).await.unwrap();
    kept.sort_by_key(|draft| draft.id.0);
    let mut expected = drafts.to_vec();
    expected.sort_by_key(|draft| draft.id.0);
    assert_eq!(kept, expected);
    assert_eq!(store.own_comment(&one, december).await.unwrap(), "Kommer med tåget");
    assert_eq!(store.feeds(&one).await.unwrap().len(), 1);
    let asked = world.help_requests("organisator1", now()).await;
    assert!(format!("{asked:?}").contains("Ring mig"), "{asked:?}");
    for name in ["mentor1", "organisator1"] {
        let other = world.caller(name).await;
        let seen = store.meeting(&other, meeting).await.unwrap().map(|read| read.reflection).unwrap_or_default();
        assert_eq!(seen, "", "{name}");
    }
    assert!(!holds(&bench.dump().await, WORDS));
    let board = store.day_board(&organiser, "december", &Filter::default(), now()).await.unwrap().unwrap().board;
    assert_eq!(domain::day::board::tally(&board.segments[0].counts, |_| true).yes, 1);
}
contract_test!(a_merge_takes_everything_along);

/// Both are signed out; both addresses lead to the one, and all are told.
async fn both_addresses_lead_to_the_one_who_stays(bench: &dyn Bench) {
    let world = twice(bench).await;
    let store = &*world.store;
    let (gone, stays) = (world.caller("adept1").await.person, world.caller("dubbel").await.person);
    let sessions = [new_session(), new_session()];
    for (name, session) in ["adept1", "dubbel"].into_iter().zip(&sessions) {
        store.sign_in_as(&email(name), session, now()).await.unwrap();
    }
    merge(&world, "adept1", "dubbel", &Choice::STAYS).await.unwrap();
    for session in &sessions {
        assert!(store.caller(&session.secret, now()).await.unwrap().is_none());
    }
    for address in ["adept1", "dubbel"] {
        assert_eq!(let_in(&world, address).await.map(|caller| caller.person), Some(stays), "{address}");
    }
    let told = store.due_emails(99, later(1)).await.unwrap();
    let told = |name: &str, whose: Option<&str>| {
        told.iter().any(|parcel| {
            let said = matches!(&parcel.message, Email::Merged { whose: of, by, .. }
                if of.as_deref() == whose && by == "Olga Ek");
            said && parcel.to == email(name).as_str()
        })
    };
    for name in ["adept1", "dubbel"] {
        assert!(told(name, None), "{name}");
    }
    for name in ["mentor1", "organisator2"] {
        assert!(told(name, Some("Örjan E. Ek")), "{name}");
    }
    assert!(!told("adept2", Some("Örjan E. Ek")) && !told("organisator1", Some("Örjan E. Ek")));

    let organiser = world.caller("organisator1").await;
    assert!(store.person_page(&organiser, gone, now()).await.unwrap().is_none());
    assert_eq!(store.merged_into(&organiser, gone).await.unwrap(), Some(stays));
    assert_eq!(store.merged_into(&world.caller("mentor1").await, gone).await.unwrap(), None);
    let page = store.person_page(&organiser, stays, now()).await.unwrap().unwrap();
    assert_eq!(page.second_email.as_deref(), Some("adept1@example.org"));
    assert_eq!((page.merged[0].name.as_str(), page.merged[0].by.as_str()), ("Örjan Ek", "Olga Ek"));
    assert_eq!(page.addresses[0].to, "adept1@example.org");
}
contract_test!(both_addresses_lead_to_the_one_who_stays);

/// An address that is not theirs lets nobody in.
async fn an_address_that_is_left_out_leads_nowhere(bench: &dyn Bench) {
    let world = twice(bench).await;
    let choice = Choice { email: Which::From, both: false, ..Choice::STAYS };
    let stays = world.caller("dubbel").await.person;
    merge(&world, "adept1", "dubbel", &choice).await.unwrap();
    assert_eq!(let_in(&world, "adept1").await.map(|caller| caller.person), Some(stays));
    assert!(let_in(&world, "dubbel").await.is_none());
}
contract_test!(an_address_that_is_left_out_leads_nowhere);

/// Of two answers the later one stays, and a seat that is not needed passes on.
async fn one_answer_stays_and_a_seat_passes_on(bench: &dyn Bench) {
    let world = twice(bench).await;
    let store = &*world.store;
    let organiser = world.caller("organisator1").await;
    let (april, december) = (world.segment("april", 0).await, world.segment("december", 0).await);
    store.set_capacity(&organiser, december, Some(2), now()).await.unwrap();
    for (name, segment, answer, at) in [
        ("dubbel", april, Answer::Yes, now()),
        ("adept1", april, Answer::No, later(1)),
        ("dubbel", december, Answer::Yes, now()),
        ("adept1", december, Answer::Yes, now()),
        ("mentor1", december, Answer::Yes, later(1)),
    ] {
        store.answer(&world.caller(name).await, segment, answer, at).await.unwrap();
    }
    let (gone, stays) = (world.caller("adept1").await.person, world.caller("dubbel").await.person);
    let preview = store.duplicate_preview(&organiser, gone, stays).await.unwrap().unwrap();
    let found: Vec<_> = preview.answers.iter().map(DoubleAnswer::stays).collect();
    assert_eq!(found, [Which::Into, Which::From]);
    store.merge_people(&organiser, None, (gone, stays), &Choice::STAYS, later(2)).await.unwrap();
    let counts = async |day: &str| {
        let board = store.day_board(&organiser, day, &Filter::default(), later(2)).await.unwrap().unwrap().board;
        let sum = domain::day::board::tally(&board.segments[0].counts, |_| true);
        (sum.yes, sum.no)
    };
    assert_eq!(counts("april").await, (0, 1));
    // The other seat is held for whoever waited.
    assert_eq!(counts("december").await, (1, 0));
    let offered = store.due_emails(99, later(2)).await.unwrap();
    let mentor = email("mentor1");
    assert!(offered.iter().any(|parcel| parcel.to == mentor.as_str()
        && matches!(parcel.message, Email::SeatOffered { .. } | Email::SeatGiven { .. })));
}
contract_test!(one_answer_stays_and_a_seat_passes_on);

/// Two who are two stay two; and nobody reads another's letters by merging themselves.
async fn what_stands_in_the_way_is_said_and_refused(bench: &dyn Bench) {
    let world = twice(bench).await;
    let store = &*world.store;
    let number = async |name: &str| world.caller(name).await.person;
    let (adept, mentor) = (number("adept1").await, number("mentor1").await);
    assert_eq!(obstacles(&world, adept, mentor).await, [Obstacle::SamePair(15), Obstacle::TwoRoles(15)]);
    assert_eq!(obstacles(&world, adept, number("adept2").await).await, [Obstacle::TwoPairs(15)]);
    let own = number("organisator1").await;
    assert_eq!(obstacles(&world, adept, own).await, [Obstacle::Own]);
    let contact = number("kontakt1").await;
    assert_eq!(obstacles(&world, contact, number("organisator2").await).await, [Obstacle::TwoOrganisations]);
    let before = bench.rows().await;
    for (from, into) in
        [("adept1", "mentor1"), ("adept1", "adept2"), ("adept1", "organisator1"), ("organisator1", "dubbel")]
    {
        let refused = merge(&world, from, into, &Choice::STAYS).await;
        let why = people::Refusal::CannotMerge;
        assert!(matches!(refused, Err(Error::Refused(Refusal::People(found))) if found == why), "{from}: {refused:?}");
    }
    let after = bench.rows().await;
    for table in ["persons", "pairs", "duties", "outbox", "person_merges"] {
        assert_eq!(after[table], before[table], "{table}");
    }
    let dubbel = number("dubbel").await;
    assert!(pair_up(bench, "dubbel", "mentor2").await);
    assert_eq!(obstacles(&world, dubbel, adept).await, [Obstacle::TwoPairs(15)]);
    for name in ["adept1", "mentor1", "kontakt1", "arbetsgrupp1"] {
        let caller = world.caller(name).await;
        assert!(store.duplicate_preview(&caller, dubbel, adept).await.unwrap().is_none(), "{name}");
        assert!(store.duplicate_candidates(&caller, adept, None).await.unwrap().is_none(), "{name}");
        let merged = store.merge_people(&caller, None, (dubbel, adept), &Choice::STAYS, now()).await;
        assert!(matches!(merged, Err(Error::NotFound)), "{name}");
    }
    let organiser = world.caller("organisator1").await;
    for (from, into) in [(adept, adept), (adept, PersonId(999_999)), (PersonId(999_999), adept)] {
        assert!(store.duplicate_preview(&organiser, from, into).await.unwrap().is_none());
        let merged = store.merge_people(&organiser, None, (from, into), &Choice::STAYS, now()).await;
        assert!(matches!(merged, Err(Error::NotFound)));
    }
    let candidates = store.duplicate_candidates(&organiser, adept, Some("Örjan")).await.unwrap().unwrap();
    assert_eq!(candidates.people.iter().map(|found| found.person).collect::<Vec<_>>(), [dubbel]);
}
contract_test!(what_stands_in_the_way_is_said_and_refused);

/// Whoever acts for an organisation acts for the same one afterwards; a colleague's duty as
/// organiser goes on.
async fn duties_go_on_for_the_same_organisation(bench: &dyn Bench) {
    let mut loaded = round(15);
    loaded.people.push(person("karl", "Karl Ek", "Ärla region", Duty::Reserve));
    loaded.people.push(person("organisator2", "Ola Ek", "Åsby kommun", Duty::Organiser));
    let world = World::of(bench, &loaded).await;
    let contact = world.caller("kontakt1").await;
    merge(&world, "kontakt1", "karl", &Choice::STAYS).await.unwrap();
    let karl = world.caller("karl").await;
    assert_eq!(karl.organisation, contact.organisation, "it could not be chosen");
    assert_eq!(karl.duties, [Duty::Reserve, Duty::ContactPerson]);
    merge(&world, "organisator2", "reserv1", &Choice::STAYS).await.unwrap();
    let reserve = world.caller("reserv1").await;
    assert!(reserve.duties.contains(&Duty::Organiser));
    let alive = world.store.directory(&reserve, &people::directory::Filter::default()).await.unwrap().unwrap();
    assert_eq!(alive.found, 8, "ten were there");
}
contract_test!(duties_go_on_for_the_same_organisation);

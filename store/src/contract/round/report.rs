//! Figures for the steering group.

use domain::{
    day::{
        Answer,
        evaluation::{Evaluation, Spread},
    },
    figures::Split,
    pair::pulse::{self, Moment},
    people::{
        Duty,
        organisation::{Description, OrganisationKind},
    },
    round::report::{Answered, Origin, Report},
};
use jiff::{Timestamp, civil::date};

use super::closing::fourteen;
use crate::{
    contract::{
        Bench, World,
        world::{email, later, log, now, person, round},
    },
    round::{NewCheckIn, NewPair, NewPulse, NewReply, NewRound, PastDay},
};

/// What a search of a report must not find: a pair's words, and anyone's name.
const CANARY: &str = "Kanariefågeln sjöng vackert.";

/// When December's day is over and evaluated.
fn january() -> Timestamp {
    later(24 * 60)
}

/// Nine of one organisation, who all came, eight of another and two of a third, who did
/// not; eight pairs, of whom three have met; and what some think.
fn large() -> NewRound {
    let mut large = round(15);
    let alfa: Vec<_> = (0..7).map(|n| format!("alfa{n}")).collect();
    let others: Vec<_> = (0..8).map(|n| format!("annan{n}")).collect();
    large.people.extend(alfa.iter().map(|name| person(name, "Alva Namn", "Alfa kommun", Duty::Adept)));
    let employer = |n: usize| if n < 6 { "Östra verket" } else { "Ärla region" };
    let other = |(n, name): (usize, &String)| person(name, "Otto Namn", employer(n), Duty::Mentor);
    large.people.extend(others.iter().enumerate().map(other));
    let pair = large.pairs[0].clone();
    large.pairs.extend((0..6).map(|n| {
        let met = (n < 3).then(|| (log(CANARY), email(&alfa[n]), now()));
        let meetings = met.into_iter().collect();
        NewPair { adept: email(&alfa[n]), mentor: email(&others[n]), meetings, ..pair.clone() }
    }));
    let came: Vec<_> = alfa.iter().map(String::as_str).chain(["adept1", "mentor2"]).map(email).collect();
    large.replies = came
        .iter()
        .map(|person| NewReply {
            person: person.clone(),
            day: "december".to_owned(),
            segment: 0,
            answer: Answer::Yes,
            at: now(),
        })
        .collect();
    let evaluation = Evaluation::parse(["5", "4", "3"], CANARY).unwrap();
    large.days[1].past = Some(PastDay {
        organiser: email("organisator1"),
        check_ins: came.iter().map(|who| NewCheckIn { person: who.clone(), segment: 0, at: later(24 * 12) }).collect(),
        materials: Vec::new(),
        evaluations: came.iter().map(|who| (who.clone(), evaluation.clone())).collect(),
        thanked_at: None,
    });
    // September's question is the middle one of the round, with which the aims are asked about.
    let november = pulse::Answer::parse("4", CANARY).unwrap();
    let september = november.clone().with_aims(["5", "", "3", "1"]).unwrap();
    for (asked, answer) in [(date(2026, 9, 1), september), (date(2026, 11, 1), november)] {
        let answers = came.iter().map(|who| NewPulse { person: who.clone(), asked, answer: answer.clone(), at: now() });
        large.pulses.extend(answers);
    }
    large
}

fn numbers(report: &Report) -> Vec<u32> {
    report.rounds.iter().map(|round| round.number).collect()
}

async fn a_report_tells_of_five_or_more(bench: &dyn Bench) {
    let world = World::of(bench, &large()).await;
    let report = world.report("organisator1", january()).await.unwrap();
    assert_eq!((numbers(&report), report.rounds[0].participants), (vec![15], 19));
    let round = &report.rounds[0];
    let [day] = round.days.as_slice() else { panic!("{:?}", round.days) };
    assert_eq!((day.title.sv.as_str(), day.came), ("december", Some(Split::Both { yes: 9, no: 10 })));
    assert_eq!(day.answers, [(Answered::This(None), 10), (Answered::This(Some(Answer::Yes)), 9)]);
    let thought = day.evaluation.unwrap();
    assert_eq!((thought[0].answers(), thought[0].mean_in_tenths()), (5, 50), "whole steps of five");
    assert_eq!(round.rhythm, Some(Split::Untold(8)), "three of eight have met");
    let november = round.pulse.last().unwrap();
    assert_eq!((november.asked, november.spread.map(Spread::answers)), (date(2026, 11, 1), Some(5)));
    let [start, middle] = round.aims.as_slice() else { panic!("{:?}", round.aims) };
    assert_eq!((start.moment, start.spreads), (Moment::Start, [None; 4]));
    let told = middle.spreads.map(|spread| spread.map(|spread| (spread.answers(), spread.mean_in_tenths())));
    assert_eq!((middle.moment, told), (Moment::Middle, [Some((5, 50)), None, Some((5, 30)), Some((5, 10))]));

    // The two from the region are told of with the others, not apart.
    let organisations = report.organisations.as_ref().unwrap();
    let table = &organisations.table;
    let [Origin::One(alfa, _), Origin::Others] = table.rows[..] else { panic!("{:?}", table.rows) };
    assert_eq!(organisations.names.values().collect::<Vec<_>>(), ["Alfa kommun"]);
    assert!(organisations.names.contains_key(&alfa) && organisations.attendance);
    assert_eq!(table.cells, [[Some([9, 9, 0])], [Some([10, 0, 10])]]);
    assert_eq!((table.total, table.column_totals.as_slice()), ([19, 9, 10], [[19, 9, 10]].as_slice()));

    let told = format!("{report:?}");
    for secret in [CANARY, "Namn", "Alva", "Otto", "Örjan", "Zara", "example.org"] {
        assert!(!told.contains(secret), "{secret}");
    }
    for name in ["adept1", "mentor1", "reserv1", "arbetsgrupp1", "kontakt1"] {
        assert_eq!(world.report(name, january()).await, None, "{name}");
    }
}
contract_test!(a_report_tells_of_five_or_more);

/// What has not been yet, and what can still be answered, is not in it.
async fn a_report_does_not_follow_what_goes_on(bench: &dyn Bench) {
    let world = World::of(bench, &large()).await;
    let early = world.report("organisator1", later(24 * 11)).await.unwrap();
    assert!(early.rounds[0].days.is_empty(), "the day lies ahead");
    assert!(!early.organisations.unwrap().attendance);
    let soon = world.report("organisator1", later(24 * 14)).await.unwrap();
    assert_eq!(soon.rounds[0].days[0].evaluation, None, "it can be evaluated");
    assert!(soon.rounds[0].pulse.iter().all(|figure| figure.asked < date(2026, 11, 1)), "November's question is open");
}
contract_test!(a_report_does_not_follow_what_goes_on);

/// A round that is too small is in no total, and one that someone does not run is in none
/// of theirs.
async fn a_report_is_of_the_rounds_that_someone_runs(bench: &dyn Bench) {
    let world = World::of(bench, &large()).await;
    assert!(world.store.load_round(&fourteen(), now()).await.unwrap());
    let mut other = round(16);
    other.people.retain(|person| person.duty != Duty::Organiser);
    other.people.push(person("organisator16", "Oskar Ek", "Alfa kommun", Duty::Organiser));
    assert!(world.store.load_round(&other, now()).await.unwrap());
    let both = world.report("organisator1", january()).await.unwrap();
    assert_eq!((numbers(&both), both.too_small.as_slice()), (vec![15], [14].as_slice()));
    assert_eq!(both.organisations.as_ref().unwrap().table.total[0], 19);
    let theirs = world.report("organisator16", january()).await.unwrap();
    assert_eq!((numbers(&theirs), theirs.too_small.as_slice(), theirs.organisations), (vec![], [16].as_slice(), None));
}
contract_test!(a_report_is_of_the_rounds_that_someone_runs);

/// Someone counts for the organisation that they worked for when the round began, and what
/// has been merged counts for what it has become.
async fn a_report_counts_employers_as_the_ledger_does(bench: &dyn Bench) {
    let world = World::of(bench, &large()).await;
    let organiser = world.caller("organisator1").await;
    let organisations = world.store.organisations().await.unwrap();
    let id = |name: &str| organisations.iter().find(|one| one.name == name).unwrap().id;
    world.store.merge_organisations(&organiser, None, id("Ärla region"), id("Östra verket"), january()).await.unwrap();
    let merged = world.store.organisation_page(&organiser, id("Östra verket")).await.unwrap().unwrap();
    let described = Description { name: "Östra".into(), short_name: String::new(), kind: OrganisationKind::State };
    world.store.edit_organisation(&organiser, id("Östra verket"), &merged.description, &described).await.unwrap();
    let report = world.report("organisator1", january()).await.unwrap();
    let organisations = report.organisations.unwrap();
    assert_eq!(organisations.names.values().collect::<Vec<_>>(), ["Östra", "Alfa kommun"]);
    let totals = organisations.table.row_totals;
    assert!(totals.contains(&[10, 0, 10]) && totals.contains(&[9, 9, 0]), "{totals:?}");
}
contract_test!(a_report_counts_employers_as_the_ledger_does);

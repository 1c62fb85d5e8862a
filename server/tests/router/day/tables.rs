//! The table planner: from the form to the sheet on the table.

use std::collections::BTreeMap;

use app::day::tables::api::read_tables;
use domain::day::{
    check_in::Attendee,
    tables::{Sitter, Step, TablesView, To},
};

use crate::{
    live::{DAYS, Stream, answers},
    support::{Answer, Browser, KICKOFF, World, form},
};

const PAGE: &str = "/organisera/dagar/uppstart-2026/bord";

struct Planner {
    world: World,
    organiser: Browser,
    segment: i64,
}

impl Planner {
    async fn new() -> Self {
        let world = World::new().await;
        let ([segment, _], organiser) = (world.segments().await, world.browser("organisator1").await);
        Self { world, organiser, segment }
    }

    async fn drawn() -> Self {
        let planner = Self::new().await;
        let answer = planner.draw("5", "2", 0).await;
        assert_eq!((answer.status, answer.location()), (303, PAGE));
        planner
    }

    async fn draw(&self, tables: &str, rounds: &str, version: u32) -> Answer {
        let (segment, version) = (self.segment.to_string(), version.to_string());
        let fields = [("segment", segment.as_str()), ("version", &version), ("tables", tables), ("rounds", rounds)];
        self.organiser.submit(PAGE, "tables/draw", &form(&fields)).await
    }

    async fn take(&self, step: Step) -> Answer {
        self.change(&step.to_string(), self.view().await.version).await
    }

    async fn change(&self, step: &str, version: u32) -> Answer {
        let (segment, version) = (self.segment.to_string(), version.to_string());
        let fields = [("segment", segment.as_str()), ("version", &version), ("step", step)];
        self.organiser.submit(PAGE, "tables/change", &form(&fields)).await
    }

    async fn view(&self) -> TablesView {
        let address = format!("{PAGE}?pass={}", self.segment);
        self.organiser.read_on(&address, &[("slug", KICKOFF)], read_tables()).await.unwrap()
    }

    async fn page(&self) -> Answer {
        self.organiser.get(PAGE).await
    }
}

#[tokio::test]
async fn those_who_come_are_spread_over_tables_and_it_is_said_what_that_is_worth() {
    let planner = Planner::new().await;
    let coming = planner.view().await.coming;
    let page = planner.page().await;
    assert!(page.says(&format!("{coming} personer kommer.")) && page.says("Fördela på bord"));

    planner.draw("5", "2", 0).await;
    let (page, view) = (planner.page().await, planner.view().await);
    assert_eq!(view.plan.seats.len(), 2 * coming as usize);
    assert!(page.says(&format!("<strong>{}<", view.score.new)));
    assert!(page.says(&format!(" nya kontakter av högst {}", view.score.bound)));
    assert!(page.says("Ingen sitter med sin mentor eller adept, eller med någon från samma organisation."));
    for person in &view.people {
        assert_eq!(page.says(&person.name), view.plan.seats_someone(person.person), "{}", person.name);
    }
}

#[tokio::test]
async fn wrong_numbers_are_explained_and_given_back() {
    let planner = Planner::new().await;
    let most = planner.view().await.coming / 2;
    for (tables, rounds, words) in [
        ("0", "2", "Skriv ett heltal från 1 till 200.".to_owned()),
        ("sju", "2", "Skriv ett heltal från 1 till 200.".to_owned()),
        ("", "2", "Fyll i det här.".to_owned()),
        ("3", "10", "Skriv ett heltal från 1 till 9.".to_owned()),
        ("150", "2", format!("Skriv ett heltal från 1 till {most}.")),
    ] {
        let page = planner.draw(tables, rounds, 0).await;
        assert_eq!(page.status, 422, "{tables} {rounds}");
        assert!(page.says(&words), "{tables} {rounds}: {words}");
        for typed in [tables, rounds] {
            assert!(page.says(&format!("value=\"{typed}\"")), "{typed} is kept");
        }
    }
    assert!(planner.view().await.plan.seats.is_empty());
}

#[tokio::test]
async fn what_a_move_costs_is_said_and_it_can_be_undone() {
    let planner = Planner::drawn().await;
    let before = planner.view().await;
    let seated: Vec<_> = before.people.iter().filter(|guest| before.plan.seats_someone(guest.person)).collect();
    let of_one_organisation = seated.iter().enumerate().find_map(|(n, one)| {
        let colleague = |other: &&&Sitter| one.organisation.is_some() && other.organisation == one.organisation;
        let colleague = seated[n + 1..].iter().find(colleague)?;
        Some((*one, *colleague))
    });
    let (someone, colleague) = of_one_organisation.expect("some of those who come are colleagues");
    let table = before.plan.table_of(1, colleague.person).unwrap();
    let to = To::Table(table);
    assert_eq!(planner.take(Step::Move { round: 1, person: someone.person, to }).await.status, 303);
    let page = planner.page().await;
    for words in [
        "Två sitter tillsammans som helst inte skulle det".to_owned(),
        format!("Runda 1, bord {table}: "),
        format!("Sitter med {}, samma organisation", someone.name),
        format!("Sitter med {}, samma organisation", colleague.name),
    ] {
        assert!(page.says(&words), "{words}");
    }
    assert_eq!(planner.take(Step::Undo).await.status, 303);
    assert_eq!(planner.view().await.plan, before.plan);
}

#[tokio::test]
async fn a_panel_opens_by_a_link_and_offers_every_other_seat() {
    let planner = Planner::drawn().await;
    let view = planner.view().await;
    let seat = view.plan.seats[0];
    let page = planner.organiser.get(&format!("{PAGE}?flytta={}-{}", seat.round, seat.person)).await;
    let options: Vec<_> =
        page.body.split("<option value=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let elsewhere = view.plan.seats.iter().filter(|other| other.round == 1 && other.table != seat.table);
    let tables = [2, 3, 4, 5].map(To::Table).into_iter();
    let mut wanted: Vec<_> = tables
        .chain(elsewhere.map(|other| To::SeatOf(other.person)))
        .map(|to| Step::Move { round: 1, person: seat.person, to }.to_string())
        .collect();
    let mut options: Vec<_> = options.into_iter().map(str::to_owned).collect();
    wanted.sort();
    options.sort();
    assert_eq!(options, wanted);
    assert!(!planner.page().await.says("<option"), "as a control, it is closed");
}

#[tokio::test]
async fn whoever_is_too_late_sees_what_the_other_made_of_it() {
    let planner = Planner::drawn().await;
    let other = planner.world.browser("organisator2").await;
    let fields = form(&[("segment", &planner.segment.to_string()), ("version", "1"), ("step", "clear")]);
    assert_eq!(other.submit(PAGE, "tables/change", &fields).await.status, 303);
    let seat = "lock 1 1";
    let page = planner.change(seat, 1).await;
    assert_eq!(page.status, 409);
    assert!(page.says("Någon annan hann ändra före dig.") && page.says("Fördela på bord"));
    assert!(page.says("name=\"version\" value=\"2\""), "the next try is about what is shown");
    let page = planner.draw("5", "2", 1).await;
    assert!(page.status == 409 && page.says("Någon annan hann ändra före dig."));
}

#[tokio::test]
async fn what_is_no_step_changes_nothing() {
    let planner = Planner::drawn().await;
    let before = planner.view().await;
    for (step, status) in [
        ("", 400),
        ("draw 3 4000000000", 404),
        ("move 1 1", 400),
        ("move 1 1 table 99", 404),
        ("move 99 1 table 1", 404),
        ("lock 1 999999", 404),
        ("out x", 400),
        ("place", 404),
    ] {
        let answer = planner.change(step, before.version).await;
        assert_eq!(answer.status, status, "{step}");
    }
    assert_eq!(planner.view().await, before);
}

#[tokio::test]
async fn late_answers_are_shown_and_seen_to() {
    let planner = Planner::drawn().await;
    let [adept, mentor] = [planner.world.browser("adept1").await, planner.world.browser("mentor1").await];
    let (new, gone) = (planner.world.caller("adept1").await, planner.world.caller("mentor1").await);
    assert!(!planner.page().await.says("Ändrat sedan ni fördelade"));
    let yes = form(&[("segment", &planner.segment.to_string()), ("answer", "yes")]);
    assert_eq!(adept.call("day/answer", &yes).await.status, 200);
    answers(&mentor, planner.segment).await;

    let page = planner.page().await;
    for words in ["Ändrat sedan ni fördelade", "Kommer inte längre", "Har ingen plats än"] {
        assert!(page.says(words), "{words}");
    }
    let step = |step: Step| format!("value=\"{step}\"");
    let (gone, new) = (Attendee::from(gone.person), Attendee::from(new.person));
    assert!(page.says(&step(Step::TakeOut(gone))) && page.says(&step(Step::Place(Some(new)))));
    planner.take(Step::TakeOut(gone)).await;
    planner.take(Step::Place(Some(new))).await;
    let view = planner.view().await;
    assert!(view.plan.seats_someone(new) && !view.plan.seats_someone(gone));
    assert!(!planner.page().await.says("Ändrat sedan ni fördelade"));
}

#[tokio::test]
async fn organisers_hear_of_each_others_changes_and_participants_of_none() {
    let planner = Planner::new().await;
    let [everyone, _] = planner.world.segments().await;
    let (other, adept) = (planner.world.browser("organisator2").await, planner.world.browser("adept1").await);
    let (mut others, mut adepts) = (Stream::of(&other).await, Stream::of(&adept).await);
    planner.draw("5", "2", 0).await;
    assert_eq!(others.next().await.as_deref(), DAYS);
    answers(&adept, everyone).await;
    assert_eq!(adepts.next().await.as_deref(), DAYS, "the first that they hear of is their own answer");
    assert_eq!(planner.view().await.version, 1, "as a control, there was something to hear of");
}

#[tokio::test]
async fn sheets_say_who_sits_where_in_each_round() {
    let planner = Planner::drawn().await;
    let view = planner.view().await;
    let page = planner.organiser.get(&format!("{PAGE}/utskrift?pass={}", planner.segment)).await;
    let (list, sheets) = page.body.split_once("class=\"sheets\"").unwrap();
    let names: BTreeMap<Attendee, &str> = view.people.iter().map(|one| (one.person, one.name.as_str())).collect();
    let sheets: Vec<_> = sheets.split("class=\"sheet\"").skip(1).collect();
    assert_eq!(sheets.len(), 5);
    for seat in &view.plan.seats {
        let name = names[&seat.person];
        assert!(sheets[seat.table as usize - 1].contains(name), "{name} at table {}", seat.table);
        let row = list.split(name).nth(1).unwrap().split("</tr>").next().unwrap();
        assert!(
            row.contains(&format!("data-label=\"Runda {}\" class=\"number\">{}<", seat.round, seat.table)),
            "{row}"
        );
    }
    let en = planner.world.browser("organisator1").await.in_english().get(&format!("{PAGE}/utskrift")).await;
    assert!(en.says("Table 3") && en.says("Round 2"));
}

#[tokio::test]
async fn a_guest_is_seated_and_stands_on_the_sheets() {
    let planner = Planner::new().await;
    let segment = planner.segment.to_string();
    let new = [("segment", segment.as_str()), ("kind", "speaker"), ("name", "Tala Talsson"), ("organisation", "Åsby")];
    assert_eq!(planner.organiser.call("attendance/add-guest", &form(&new)).await.status, 200);
    planner.draw("5", "2", 0).await;
    let view = planner.view().await;
    let visitor = view.people.iter().find(|one| one.name == "Tala Talsson").unwrap().person;
    assert!(view.plan.seats_someone(visitor));
    let sheets = planner.organiser.get(&format!("{PAGE}/utskrift?pass={segment}")).await;
    for page in [planner.page().await, sheets] {
        assert!(page.says("Tala Talsson") && page.says("Talare, Åsby"));
    }
    let panel = planner.organiser.get(&format!("{PAGE}?flytta=1-{visitor}")).await;
    assert!(panel.says("Flytta Tala Talsson till"));
}

#[tokio::test]
async fn a_double_click_draws_once() {
    let planner = Planner::new().await;
    let segment = planner.segment.to_string();
    let fields = form(&[("segment", &segment), ("version", "0"), ("tables", "3"), ("rounds", "2"), ("nyckel", "abc")]);
    for _ in 0..2 {
        assert_eq!(planner.organiser.submit(PAGE, "tables/draw", &fields).await.status, 303);
    }
    assert_eq!(planner.view().await.version, 1);
}

/// Participants see nothing of it.
#[tokio::test]
async fn the_plan_is_the_organisers() {
    let planner = Planner::drawn().await;
    for who in ["adept1", "mentor1", "kontakt1", "arbetsgrupp1", "reserv1"] {
        let browser = planner.world.browser(who).await;
        for path in [PAGE.to_owned(), format!("{PAGE}/utskrift")] {
            assert_eq!(browser.get(&path).await.status, 404, "{who}");
        }
        let day = browser.get("/dagar/uppstart-2026").await;
        assert!(!day.says("Bord 1"), "{who}");
    }
}

//! The door: the check-in page without JavaScript, visitors, badges.

use app::day::{board::api::read_board, check_in::api::read_door};
use domain::{
    day::check_in::{CheckedIn, Door},
    people::{Duty, EmailAddress, Lang},
};
use store::{
    people::NewPerson,
    round::{NewArrangements, NewDay, NewRound},
};

use crate::{
    live::{DAYS, Stream},
    support::{Answer, Browser, KICKOFF, World, form, start},
};

const DOOR: &str = "/organisera/dagar/uppstart-2026/incheckning";

async fn door(organiser: &Browser) -> Door {
    organiser.read(read_door(KICKOFF.to_owned(), None)).await.unwrap()
}

/// The fields of someone's button in the first segment, on the page of that query.
async fn button(world: &World, who: &str, query: &str) -> String {
    let (segment, person) = (world.segments().await[0].to_string(), world.caller(who).await.person.to_string());
    form(&[("sida", &format!("{DOOR}{query}")), ("segment", &segment), ("person", &person)])
}

/// How many are here and how many are invited, and the visitors' words.
fn count(page: &Answer) -> String {
    let count = page.body.split("class=\"door-count\">").nth(1).unwrap().split("</p>").next().unwrap();
    count.replace("<strong>", "").replace("</strong>", "").replace("<!>", "")
}

/// Everyone whose button the page shows.
fn buttons(page: &Answer) -> usize {
    page.body.matches("name=\"person\"").count()
}

#[tokio::test]
async fn a_press_without_javascript_comes_back_to_the_same_search() {
    let world = World::new().await;
    let organiser = world.browser("organisator1").await;
    let page = organiser.get(&format!("{DOOR}?sok=min")).await;
    assert_eq!((count(&page).as_str(), buttons(&page)), ("0 av 44 här", 1));
    for typed in ["%C3%A5sa", "asa", "a%CC%8Asa", "hallarsson%C2%A0%C3%85S", "%E2%80%8Basa"] {
        let page = organiser.get(&format!("{DOOR}?sok={typed}")).await;
        assert!(buttons(&page) == 1 && page.says("Åsa Platshållarsson"), "{typed}");
    }
    let fields = button(&world, "adept1", "?sok=min").await;
    for _ in 0..2 {
        let answer = organiser.submit(DOOR, "attendance/check-in", &fields).await;
        assert_eq!((answer.status, answer.location()), (303, "/organisera/dagar/uppstart-2026/incheckning?sok=min"));
        let page = organiser.get(answer.location()).await;
        assert_eq!((count(&page).as_str(), buttons(&page)), ("1 av 44 här", 1));
        assert!(page.says("Incheckad 09.00 av Katarina") && page.says("/api/attendance/undo"));
    }
    let answer = organiser.submit(DOOR, "attendance/undo", &fields).await;
    assert_eq!(count(&organiser.get(answer.location()).await), "0 av 44 här");
}

#[tokio::test]
async fn after_a_press_without_javascript_the_next_name_can_be_typed() {
    let world = World::new().await;
    let organiser = world.browser("organisator1").await;
    let (segment, person) = (world.segments().await[0].to_string(), world.caller("adept1").await.person.to_string());
    let next = format!("{DOOR}?pass={segment}&klar={person}");
    let page = organiser.get(&format!("{DOOR}?sok=min")).await;
    assert!(page.says(&format!("value=\"{}\"", next.replace('&', "&amp;"))), "{}", page.body);
    assert!(!page.says("är incheckad.") && !page.says(" autofocus"));
    let fields = form(&[("sida", &next), ("segment", &segment), ("person", &person)]);
    let answer = organiser.submit(DOOR, "attendance/check-in", &fields).await;
    let page = organiser.get(answer.location()).await;
    assert_eq!((answer.location(), buttons(&page)), (next.as_str(), 45), "all, and the one who is done");
    assert!(page.says("är incheckad.") && page.says(" autofocus"));
    let page = organiser.get(&format!("{DOOR}?klar=999999")).await;
    assert!(page.status == 200 && !page.says("är incheckad."));
}

/// Whoever is missing can be called, and whoever is here need not be.
#[tokio::test]
async fn a_number_is_shown_as_long_as_someone_is_missing() {
    let world = World::new().await;
    let organiser = world.browser("organisator1").await;
    let numbers = async || organiser.get(DOOR).await.body.matches("href=\"tel:").count();
    let before = numbers().await;
    let fields = button(&world, "adept1", "").await;
    organiser.call("attendance/check-in", &fields).await;
    assert_eq!(numbers().await + 1, before);
}

/// The browser may keep the page until the day is over.
#[tokio::test]
async fn the_door_says_for_how_long_it_may_be_kept() {
    let world = World::new().await;
    let organiser = world.browser("organisator1").await;
    assert!(organiser.get(DOOR).await.says("data-kept=\""));
    assert!(!organiser.get("/organisera/dagar/uppstart-2026").await.says("data-kept"));
    let site = &world.state.settings.site_root;
    std::fs::create_dir_all(site).unwrap();
    std::fs::write(site.join("door-worker.js"), "addEventListener").unwrap();
    let worker = world.stranger().get("/door-worker.js").await;
    assert_eq!((worker.status, worker.header("content-type")), (200, "text/javascript"));
    assert_eq!(worker.header("content-security-policy"), "default-src 'none'; connect-src 'self'");
    assert_eq!(worker.header("cache-control"), "private, no-store");
}

#[tokio::test]
async fn who_was_first_is_told_to_who_comes_second() {
    let world = World::new().await;
    let fields = button(&world, "adept1", "").await;
    let (one, other) = (world.browser("organisator1").await, world.browser("organisator2").await);
    let first: CheckedIn = one.call("attendance/check-in", &fields).await.parse();
    let second: CheckedIn = other.call("attendance/check-in", &fields).await.parse();
    assert_eq!(first, second);
}

#[tokio::test]
async fn other_organisers_hear_of_it_and_participants_do_not() {
    let world = World::new().await;
    let (organiser, adept) = (world.browser("organisator1").await, world.browser("adept1").await);
    let fields = button(&world, "adept1", "").await;
    let mut other = Stream::of(&world.browser("organisator2").await).await;
    let mut own = Stream::of(&adept).await;
    organiser.call("attendance/check-in", &fields).await;
    assert_eq!(other.next().await.as_deref(), DAYS);
    world.stop.send(true).unwrap();
    assert!(own.next().await.unwrap_or_default().ends_with("event: goodbye"));
}

#[tokio::test]
async fn a_visitors_form_that_arrives_twice_makes_one() {
    let world = World::new().await;
    let organiser = world.browser("organisator1").await;
    let segment = world.segments().await[0].to_string();
    let visitor = |name: &str, key: &str| {
        form(&[("sida", DOOR), ("nyckel", key), ("segment", &segment), ("name", name), ("organisation", "Åsby")])
    };
    for _ in 0..2 {
        let answer = organiser.submit(DOOR, "attendance/add-visitor", &visitor("Gerda", "1")).await;
        assert_eq!((answer.status, answer.location()), (303, DOOR));
    }
    assert_eq!(count(&organiser.get(DOOR).await), "0 av 44 här, och 1 besökare");
    organiser.submit(DOOR, "attendance/add-visitor", &visitor("Gerda", "2")).await;
    let page = organiser.get(DOOR).await;
    assert_eq!(count(&page), "0 av 44 här, och 2 besökare", "another Gerda");

    let missing = organiser.submit(DOOR, "attendance/add-visitor", &visitor(" ", "3")).await;
    assert_eq!(missing.status, 422);
    assert!(missing.says("Besökarens namn: Fyll i det här.") && missing.says("value=\"Åsby\""));
    let long = organiser.submit(DOOR, "attendance/add-visitor", &visitor(&"å".repeat(101), "4")).await;
    assert!(long.status == 422 && long.says("Texten är 101 tecken. Korta den till högst 100."));
}

#[tokio::test]
async fn a_badge_shows_its_person_and_changes_nothing() {
    let world = World::new().await;
    let organiser = world.browser("organisator1").await;
    let before = door(&organiser).await;
    let arrival = before.guests.iter().find(|arrival| arrival.name == "Johan Demoström").unwrap();
    let page = organiser.get(&format!("{DOOR}?kod={}", arrival.badge)).await;
    let card = page.body.split("class=\"scanned\"").nth(1).unwrap().split("</section>").next().unwrap();
    assert!(card.contains("Johan Demoström") && card.contains("Checka in"));
    assert_eq!(door(&organiser).await, before);

    let unknown = organiser.get(&format!("{DOOR}?kod=00112233445566778899")).await;
    assert!(unknown.status == 200 && unknown.says("Koden hör inte till någon"));
    // To whoever is no organiser, every code is the same: no page.
    let adept = world.browser("adept2").await;
    let own = adept.get(&format!("{DOOR}?kod={}", arrival.badge)).await;
    assert!(own.status == 404 && !own.says("Incheckning"));
}

#[tokio::test]
async fn badges_name_people_to_people_and_to_nobody_else() {
    let world = World::new().await;
    let organiser = world.browser("organisator1").await;
    let badges = async || organiser.get("/organisera/dagar/uppstart-2026/namnskyltar").await;
    let number = |page: &Answer| page.body.matches("<li class=\"badge\">").count();
    let totals = organiser.read(read_board(KICKOFF, "")).await.unwrap().board.totals.unwrap();
    let page = badges().await;
    assert_eq!(number(&page), totals.whole.yes as usize, "for those who come");
    assert!(totals.whole.yes < 44 && !page.says("Amina Exempelsson"), "she has not answered");
    super::answer(&world.browser("adept1").await, world.segments().await[0], "yes").await;
    let page = badges().await;
    assert_eq!(number(&page), totals.whole.yes as usize + 1);
    assert!(page.says("Amina Exempelsson") && page.says("Göteborgs Stad"));
    for arrival in door(&organiser).await.guests {
        assert!(arrival.badge.len() == 20 && arrival.badge.bytes().all(|b| b.is_ascii_hexdigit()));
    }
}

#[tokio::test]
async fn signing_in_leads_back_to_the_badge() {
    let stranger = World::new().await.stranger();
    let answer = stranger.get(&format!("{DOOR}?kod=00ff")).await;
    assert_eq!((answer.status, answer.location()), (303, format!("/logga-in?till={DOOR}%3Fkod%3D00ff").as_str()));
}

#[tokio::test]
async fn of_a_great_crowd_a_hundred_are_shown() {
    let world = World::new().await;
    assert!(world.state.store.load_round(&crowd(1000), start()).await.unwrap());
    let (organiser, door) = (world.browser("organisator1").await, format!("/omgang/16{DOOR}"));
    let page = organiser.get(&door).await;
    assert_eq!((count(&page).as_str(), buttons(&page)), ("0 av 1000 här", 100));
    assert!(page.says("900 till stämmer."));
    let page = organiser.get(&format!("{door}?sok=n7%20tal")).await;
    assert_eq!(buttons(&page), 100, "those from 700 on");
    let page = organiser.get(&format!("{door}?sok=n77")).await;
    assert!(buttons(&page) == 11 && !page.says("till stämmer."));
}

/// A round with the demo's kick-off, an organiser, and so many mentors.
fn crowd(size: usize) -> NewRound {
    let round = server::demo::round(start());
    let person = |name: &str, address: &str, duty| NewPerson {
        email: EmailAddress::parse(&format!("{address}@example.org")).unwrap(),
        name: name.to_owned(),
        title: String::new(),
        phone: String::new(),
        organisation: round.organisations[0].clone(),
        lang: Lang::Sv,
        duty,
    };
    let mentors = (0..size).map(|n| person(&format!("N{n} Talsson"), &format!("n{n}"), Duty::Mentor));
    let organiser = person("Katarina Talsson", "organisator1", Duty::Organiser);
    let days: Vec<NewDay> = round.days.iter().filter(|day| day.slug == KICKOFF).cloned().collect();
    NewRound {
        number: 16,
        people: mentors.chain([organiser]).collect(),
        days,
        applications: Vec::new(),
        pairs: Vec::new(),
        replies: Vec::new(),
        arrangements: NewArrangements::default(),
        organisations: round.organisations.clone(),
        ..round.clone()
    }
}

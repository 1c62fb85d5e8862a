//! What surrounds an answer: needs, guests, meeting around a day; and what the
//! contact person must not learn of it.

use app::day::{
    api::read_day,
    board::api::{read_board, read_own_organisation},
    check_in::api::read_door,
    needs::api::read_day_needs,
};
use domain::day::{
    board::{BoardView, DayBoard, tally},
    check_in::Door,
};
use jiff::SignedDuration;

use super::editor::make_responsible;
use crate::{
    fields::{fields_of, sent},
    live::{DAYS, Stream},
    support::{Answer, Browser, KICKOFF, World, form},
};

const NEEDS: &str = "/dagar/uppstart-2026/behov";
const DAY: &str = "/organisera/dagar/uppstart-2026";
const GUESTS: &str = "/organisera/dagar/uppstart-2026/gaster";
const FOOD: &str = "kanariemandel";
const ACCESS: &str = "kanarieramp";

/// What someone says who needs a good deal, to the one whom the page names.
async fn needs(world: &World) -> String {
    let responsible = world.caller("organisator1").await.person.to_string();
    form(&[
        ("slug", KICKOFF),
        ("given_to", &responsible),
        ("diets[vegan]", "1"),
        ("diets[nut_allergy]", "1"),
        ("food", FOOD),
        ("aids[hearing_loop]", "1"),
        ("access", ACCESS),
    ])
}

async fn answer(browser: &Browser, segment: i64, answer: &str) {
    let fields = form(&[("segment", &segment.to_string()), ("answer", answer)]);
    assert_eq!(browser.call("day/answer", &fields).await.status, 200);
}

// ---- needs ----

#[tokio::test]
async fn needs_are_said_without_javascript_and_come_back() {
    let world = World::new().await;
    let mentor = world.browser("mentor1").await;
    assert!(mentor.get("/dagar/uppstart-2026").await.says("inget angett"));
    let page = mentor.get(NEEDS).await;
    assert!(
        page.says("Bara Katarina") && page.says("Allt raderas 20 mars 2026") && !page.says("modulepreload"),
        "a plain page"
    );

    let saved = mentor.submit(NEEDS, "needs/save", &needs(&world).await).await;
    assert_eq!((saved.status, saved.location()), (303, "/dagar/uppstart-2026/behov?sparat=ja"));
    let page = mentor.get(saved.location()).await;
    assert!(page.says("Sparat.") && page.says(FOOD) && page.says(ACCESS));
    assert_eq!(page.body.matches(" checked").count(), 3);
    for path in ["/dagar/uppstart-2026", "/min-sida"] {
        assert!(mentor.get(path).await.says(": noterat"), "{path}");
    }
    let cleared = mentor.submit(NEEDS, "needs/save", &form(&[("slug", KICKOFF)])).await;
    let page = mentor.get(cleared.location()).await;
    assert!(page.says("Borttaget.") && !page.says(FOOD));
}

#[tokio::test]
async fn what_was_typed_wrong_is_kept() {
    let world = World::new().await;
    let mentor = world.browser("mentor1").await;
    let long = "å".repeat(301);
    let fields =
        form(&[("sida", NEEDS), ("slug", KICKOFF), ("diets[vegan]", "1"), ("food", &long), ("access", ACCESS)]);
    let page = mentor.submit(NEEDS, "needs/save", &fields).await;
    assert_eq!(page.status, 422);
    assert!(page.says("Mer om kost: Texten är 301 tecken.") && page.says(&long) && page.says(ACCESS));
    assert_eq!(page.body.matches(" checked").count(), 1);
    let unknown = mentor.call("needs/save", &form(&[("slug", KICKOFF), ("diets[cake]", "1")])).await;
    assert_eq!(unknown.status, 422);
}

#[tokio::test]
async fn only_the_responsible_organiser_reads_names() {
    let world = World::new().await;
    world.browser("mentor1").await.call("needs/save", &needs(&world).await).await;
    let (responsible, other) = (world.browser("organisator1").await, world.browser("organisator2").await);
    let page = responsible.get(&format!("{DAY}/behov")).await;
    for text in ["Lars", FOOD, ACCESS, "Hörslinga", "Veganskt, Utan nötter"] {
        assert!(page.says(text), "{text}");
    }
    let page = other.get(&format!("{DAY}/behov")).await;
    assert!(page.says("Veganskt") && page.says("Bara Katarina") && page.says("1 har skrivit mer om kost."));
    let told = other.read(read_day_needs(KICKOFF.to_owned())).await.unwrap();
    assert!(told.people.is_none() && !told.order.plates.is_empty());
    for answer in [page.body, format!("{told:?}")] {
        for text in [FOOD, ACCESS, "hearing_loop", "HearingLoop", "Hörslinga", "Lars"] {
            assert!(!answer.contains(text), "{text}");
        }
    }
    // As a control, the responsible one's holds them.
    let told = format!("{:?}", responsible.read(read_day_needs(KICKOFF.to_owned())).await.unwrap());
    assert!(told.contains(ACCESS) && told.contains("HearingLoop") && told.contains("Lars"));
}

#[tokio::test]
async fn whoever_takes_over_a_day_is_seen_and_reads_nothing() {
    let world = World::new().await;
    let mentor = world.browser("mentor1").await;
    mentor.call("needs/save", &needs(&world).await).await;
    let (former, other) = (world.browser("organisator1").await, world.browser("organisator2").await);
    let own = world.caller("organisator2").await.person.to_string();
    let taken = make_responsible(&other, KICKOFF, &own).await;
    assert_eq!(taken.status, 303, "{}", taken.body);

    let page = other.get(&format!("{DAY}/behov")).await;
    assert!(page.says("Ändringar av vem som får läsa") && !page.says(FOOD) && !page.says("Lars"));
    assert!(former.get(&format!("{DAY}/behov")).await.says("Lämna över till"), "or the former one agrees");
    let page = mentor.get(NEEDS).await;
    assert!(page.says("Ja, låt") && page.says(FOOD));
    let given = mentor.submit(NEEDS, "needs/give", &form(&[("slug", KICKOFF), ("given_to", &own)])).await;
    assert_eq!((given.status, given.location()), (303, "/dagar/uppstart-2026/behov?sparat=ja"));
    assert!(!mentor.get(NEEDS).await.says("Ja, låt"));
    assert!(other.get(&format!("{DAY}/behov")).await.says(FOOD), "once the person agrees");
    let hand_over = form(&[("slug", KICKOFF), ("given_to", &own)]);
    let guests = former.submit(&format!("{DAY}/behov"), "needs/hand-over", &hand_over).await;
    assert_eq!(guests.status, 303, "what was noted of guests");
    let nothing = former.submit(&format!("{DAY}/behov"), "needs/hand-over", &hand_over).await;
    assert_eq!(nothing.status, 404, "nothing is left to hand over");
}

#[tokio::test]
async fn needs_go_with_the_answer_and_with_time() {
    let world = World::new().await;
    let [everyone, mentors] = world.segments().await;
    let mentor = world.browser("mentor1").await;
    mentor.call("needs/save", &needs(&world).await).await;
    // Two weeks after the day: the kick-off is on 6 March.
    let later = world.after(SignedDuration::from_hours(24 * 28));
    assert_eq!(later.browser("mentor1").await.get(NEEDS).await.status, 404);
    assert!(!later.browser("organisator1").await.get(&format!("{DAY}/behov")).await.says(FOOD));
    answer(&mentor, everyone, "no").await;
    answer(&mentor, mentors, "no").await;
    assert_eq!(mentor.get(NEEDS).await.status, 404);
    answer(&mentor, everyone, "yes").await;
    let page = mentor.get(NEEDS).await;
    assert!(page.status == 200 && !page.says(FOOD), "it is gone for good");
}

// ---- the contact person ----

/// Reasons, words, needs, guests: none of it is in what they are told.
#[tokio::test]
async fn a_contact_person_learns_answers_and_nothing_else() {
    let world = World::new().await;
    let [everyone, _] = world.segments().await;
    let (adept, organiser) = (world.browser("adept1").await, world.browser("organisator1").await);
    answer(&adept, everyone, "yes").await;
    adept.call("needs/save", &needs(&world).await).await;
    let say = form(&[("slug", KICKOFF), ("segment", &everyone.to_string()), ("word", "kanarieord")]);
    assert_eq!(adept.call("day/say", &say).await.status, 200);
    let meet = form(&[("day", &world.kickoff().await.to_string()), ("say", "before")]);
    assert_eq!(adept.call("day/meet-up", &meet).await.status, 200);
    for kind in ["guest", "speaker"] {
        assert_eq!(add_guest(&world, &organiser, kind, "Kanarie Gästsson", "Göteborgs Stad").await.status, 200);
    }
    // The adept works for the second contact person's organisation.
    let contact = world.browser("kontakt2").await;
    let pages = [contact.get("/kontakt").await, contact.get("/dagar/uppstart-2026").await];
    assert_eq!([pages[0].status, pages[1].status], [200; 2]);
    let read = [
        format!("{:?}", contact.read(read_own_organisation()).await.unwrap()),
        format!("{:?}", contact.read(read_day(KICKOFF.to_owned())).await.unwrap()),
    ];
    for seen in pages.map(|page| page.body.replace("&quot;", "\"")).into_iter().chain(read) {
        let words = [FOOD, ACCESS, "kanarieord", "Kanarie Gästsson", "Hörslinga", "Vegan"];
        let data = ["hearing_loop", "HearingLoop", "vegan", r#"has_comment":true"#, "has_comment: true", "mates"];
        for text in words.into_iter().chain(data) {
            assert!(!seen.contains(text), "{text}");
        }
    }
    let page = contact.get("/kontakt").await;
    assert!(page.says("Amina Exempelsson"), "as a control");
    // As a control, all of it is there for those it is for.
    assert!(adept.get(NEEDS).await.says(FOOD) && organiser.get(GUESTS).await.says("Kanarie Gästsson"));
}

// ---- guests and speakers ----

async fn add_guest(world: &World, organiser: &Browser, kind: &str, name: &str, organisation: &str) -> Answer {
    let segment = world.segments().await[0].to_string();
    let fields = [("segment", segment.as_str()), ("kind", kind), ("name", name), ("organisation", organisation)];
    organiser.call("attendance/add-guest", &form(&fields)).await
}

async fn door(organiser: &Browser) -> Door {
    organiser.read(read_door(KICKOFF.to_owned(), None)).await.unwrap()
}

#[tokio::test]
async fn a_guest_counts_is_badged_listed_and_let_in() {
    let world = World::new().await;
    let organiser = world.browser("organisator1").await;
    assert!(organiser.get(GUESTS).await.says("Inga gäster väntas än."));
    for name in ["Tala Talsson", "Gäst Gästsson"] {
        add_guest(&world, &organiser, "speaker", name, "Åsby").await;
    }
    let board = organiser.read(read_board(KICKOFF, "")).await.unwrap();
    let coming = tally(&board.board.segments[0].counts, |_| true).yes;
    assert!(organiser.get(DAY).await.says(&format!("{coming} kommer + 2 gäster = {}", coming + 2)));
    let badges = organiser.get(&format!("{DAY}/namnskyltar")).await;
    let whole = board.board.totals.as_ref().unwrap().whole;
    assert_eq!(badges.body.matches("<li class=\"badge\">").count(), whole.yes as usize + 2);
    assert!(badges.says("Tala Talsson") && badges.says("Talare"));
    let list = organiser.get(&format!("{DAY}/lista")).await;
    assert!(list.says("Tala Talsson") && list.says("Väntas") && list.says("Amina Exempelsson"));
    assert!(!organiser.get(&format!("{DAY}/lista?roll=adept")).await.says("Tala Talsson"));
    let csv = organiser.get(&format!("{DAY}/svar.csv")).await;
    assert!(csv.says("Tala Talsson;Talare;Åsby;Väntas;"), "{}", csv.body);
    assert!(!organiser.get(&format!("{DAY}/svar.csv?svar=no")).await.says("Tala Talsson"));

    let visitor = door(&organiser).await.visitors[0].clone();
    let page = organiser.get(&format!("{DAY}/incheckning?kod={}", visitor.badge)).await;
    let card = page.body.split("class=\"scanned\"").nth(1).unwrap().split("</section>").next().unwrap();
    assert!(card.contains("Tala Talsson") && card.contains("check-in-visitor") && page.says(" av 46 här"));
    let fields = form(&[("sida", &format!("{DAY}/incheckning")), ("visitor", &visitor.id.to_string())]);
    organiser.submit(DAY, "attendance/check-in-visitor", &fields).await;
    assert!(organiser.get(&format!("{DAY}/incheckning?sok=tala")).await.says("Incheckad 09.00"));
    organiser.submit(DAY, "attendance/undo-visitor", &fields).await;
    assert!(door(&organiser).await.visitors.iter().all(|visitor| visitor.check_in.is_none()));
}

#[tokio::test]
async fn a_guest_is_changed_and_removed() {
    let world = World::new().await;
    let organiser = world.browser("organisator1").await;
    add_guest(&world, &organiser, "guest", "Gäst Gästsson", "").await;
    let id = door(&organiser).await.visitors[0].id.to_string();
    let edit = format!("{GUESTS}/{id}");
    let read = fields_of(&organiser.get(&edit).await.body, "attendance/edit-guest");
    let fields = |name: &str, kind: &str| {
        sent(&read, &[("sida", &edit), ("name", name), ("kind", kind), ("organisation", "Åsby")])
    };
    let wrong = organiser.submit(&edit, "attendance/edit-guest", &fields(" ", "guest")).await;
    assert!(wrong.status == 422 && wrong.says("Namn: Fyll i det här.") && wrong.says("value=\"Åsby\""));
    let changed = organiser.submit(&edit, "attendance/edit-guest", &fields("Gäst Gäststrand", "speaker")).await;
    assert_eq!((changed.status, changed.location().to_owned()), (303, format!("{GUESTS}?sparad=1")));
    let page = organiser.get(GUESTS).await;
    assert!(
        page.says("Gäst Gäststrand") && page.says("Talare") && page.says(", Åsby") && page.says("90 dagar efter dagen")
    );
    organiser.submit(GUESTS, "attendance/remove-visitor", &form(&[("visitor", &id)])).await;
    assert!(!organiser.get(GUESTS).await.says("Gäst Gäststrand"));
    let nobody = organiser.submit(GUESTS, "attendance/add-guest", &form(&[("kind", "walk_in"), ("name", "")])).await;
    assert_eq!(nobody.status, 422);
}

/// How many the kitchen cooks for, as an organiser reads it.
async fn total(organiser: &Browser) -> String {
    let page = organiser.get(&format!("{DAY}/behov")).await;
    let foot = page.body.split("<tfoot>").nth(1).unwrap().split("</tfoot>").next().unwrap();
    foot.chars().filter(char::is_ascii_digit).collect()
}

#[tokio::test]
async fn a_guest_has_needs_and_counts_in_the_kitchens_total() {
    let world = World::new().await;
    let (responsible, other) = (world.browser("organisator1").await, world.browser("organisator2").await);
    let eaters = async || responsible.read(read_day_needs(KICKOFF.to_owned())).await.unwrap().eaters;
    let before = eaters().await;
    assert_eq!(total(&other).await, before.to_string());
    add_guest(&world, &responsible, "speaker", "Tala Talsson", "Åsby").await;
    assert_eq!((eaters().await, total(&other).await), (before + 1, (before + 1).to_string()));

    let id = door(&responsible).await.visitors[0].id.to_string();
    let page = format!("{GUESTS}/{id}");
    let refused = other.get(&page).await;
    assert!(refused.says("Bara Katarina") && !refused.says("needs/save-guest"));
    let fields = form(&[("sida", &page), ("slug", KICKOFF), ("guest", &id), ("diets[vegan]", "1"), ("food", FOOD)]);
    let saved = responsible.submit(&page, "needs/save-guest", &fields).await;
    assert_eq!((saved.status, saved.location()), (303, format!("{page}?noterat=ja").as_str()));
    let noted = responsible.get(saved.location()).await;
    assert!(noted.says("Sparat.") && noted.says(FOOD));

    let needs = responsible.get(&format!("{DAY}/behov")).await;
    assert!(needs.says("Tala Talsson") && needs.says("Talare, Åsby") && needs.says(FOOD));
    let seen = other.get(&format!("{DAY}/behov")).await;
    assert!(seen.says("Utan särskilda önskemål") && !seen.says(FOOD) && !seen.says("Tala Talsson"));
    assert_eq!(total(&other).await, (before + 1).to_string());
    assert_eq!(other.submit(&page, "needs/save-guest", &fields).await.status, 404);
}

// ---- meeting around the day ----

#[tokio::test]
async fn the_two_of_a_pair_agree_with_one_click_each() {
    let world = World::new().await;
    let day = world.kickoff().await.to_string();
    let (adept, mentor) = (world.browser("adept1").await, world.browser("mentor1").await);
    let say = |what: &str, slot: &str| form(&[("sida", "/dagar/uppstart-2026"), ("day", &day), (what, slot)]);
    let mut stream = Stream::of(&mentor).await;
    adept.submit("/dagar/uppstart-2026", "day/meet-up", &say("say", "before")).await;
    assert_eq!(stream.next().await.as_deref(), DAYS, "the partner hears of it");
    assert!(mentor.get("/min-sida").await.says("Amina kan ses före."));
    mentor.submit("/dagar/uppstart-2026", "day/meet-up", &say("say", "before")).await;
    for (browser, path) in [(&adept, "/min-sida"), (&mentor, "/dagar/uppstart-2026")] {
        assert!(browser.get(path).await.says("Ni ses före, från 08.30."), "{path}");
    }
    adept.submit("/dagar/uppstart-2026", "day/meet-up", &say("unsay", "before")).await;
    assert!(!mentor.get("/min-sida").await.says("Ni ses före"));
    for wrong in ["", "say=never", "unsay=x"] {
        assert_eq!(adept.call("day/meet-up", &format!("day={day}&{wrong}")).await.status, 400, "{wrong}");
    }
}

/// Nobody is asked to meet while they are at the part that follows, by their own answer.
#[tokio::test]
async fn whoever_goes_on_to_the_next_part_does_not_meet_after() {
    let world = World::new().await;
    let [everyone, mentors] = world.segments().await;
    let (adept, mentor) = (world.browser("adept1").await, world.browser("mentor1").await);
    for (browser, segment) in [(&adept, everyone), (&mentor, everyone), (&mentor, mentors)] {
        super::answer(browser, segment, "yes").await;
    }
    for browser in [&adept, &mentor] {
        let page = browser.get("/dagar/uppstart-2026").await;
        assert!(page.says("Före, från 08.30") && !page.says("Efter, från 13.00"), "{}", page.body);
    }
    super::answer(&mentor, mentors, "no").await;
    assert!(adept.get("/dagar/uppstart-2026").await.says("Efter, från 13.00"));
}

#[tokio::test]
async fn organisers_hear_nothing_of_where_two_meet() {
    let world = World::new().await;
    let day = world.kickoff().await.to_string();
    let adept = world.browser("adept1").await;
    let mut streams = Vec::new();
    for who in ["organisator1", "kontakt2", "adept2"] {
        streams.push((who, Stream::of(&world.browser(who).await).await));
    }
    adept.call("day/meet-up", &form(&[("day", &day), ("say", "before")])).await;
    world.stop.send(true).unwrap();
    for (who, stream) in &mut streams {
        assert!(stream.next().await.unwrap_or_default().ends_with("event: goodbye"), "{who}");
    }
}

// ---- figures ----

#[tokio::test]
async fn the_board_adds_up_the_whole_day_and_draws_how_it_came() {
    let world = World::new().await;
    let [everyone, mentors] = world.segments().await;
    let (organiser, mentor) = (world.browser("organisator1").await, world.browser("mentor1").await);
    answer(&mentor, everyone, "no").await;
    answer(&mentor, mentors, "yes").await;
    let board = organiser.read(read_board(KICKOFF, "")).await.unwrap();
    let DayBoard { board: BoardView { totals, .. }, trends, .. } = board;
    let totals = totals.unwrap();
    assert_eq!(totals.segments.iter().map(|tally| tally.invited()).collect::<Vec<_>>(), [44, 22]);
    assert_eq!(totals.whole.invited(), 44, "everyone counts once");
    assert!(totals.whole.yes > totals.segments[0].yes, "who comes to one part comes");
    for (tally, trend) in totals.segments.iter().zip(&trends) {
        let last = trend.points.last().unwrap();
        assert_eq!((last.yes, last.maybe, last.no), (tally.yes, tally.maybe, tally.no));
    }
    let page = organiser.get(DAY).await;
    assert!(page.says("Hela dagen") && page.says("role=\"img\"") && page.says("sista svarsdag"));
    let one_part = organiser.get("/organisera/dagar/inspirationsdag-2026").await;
    assert!(!one_part.says("Hela dagen") && one_part.says("+ 3 gäster"));
}

//! The organisers' and the contact persons' pages, each of which is read at once.

use std::collections::BTreeMap;

use domain::{
    day::{
        Answer, Audience, Board, Day, Guest, Standing, Tally,
        board::{Filter, Overview, PAGE, PrintList},
        check_in::{NewVisitor, VisitorKind},
        evaluation::{Evaluation, Findings, closes},
        follow_up::{FollowUpView, Thanks, turnout},
        headcount::{Headcount, STRENGTH},
        material::{DayMaterials, FileKind, NewMaterial},
    },
    pair::{help_request::Comment, pulse},
    people::{OrganisationId, Role, Settings},
};
use jiff::Timestamp;

use crate::Caller;
use crate::contract::{
    Bench, World,
    day::board::{MANY, crowd},
    world::{later, new_session, now},
};

/// Everyone who is neither an organiser nor, by these names, a contact person.
const OTHERS: [&str; 5] = ["adept1", "mentor1", "reserv1", "arbetsgrupp1", "kontakt1"];

/// Some are here, some are expected, and one part has no limited number of seats.
async fn with_visitors(bench: &dyn Bench) -> World {
    let world = crowd(bench).await;
    let (store, organiser) = (&world.store, world.caller("organisator1").await);
    let (first, second) = (world.segment("april", 0).await, world.segment("april", 1).await);
    for (name, segment) in [("skara3", first), ("mentor1", first), ("mentor1", second)] {
        store.check_in(&organiser, segment, world.caller(name).await.person, now()).await.unwrap();
    }
    let guest = NewVisitor::expected(VisitorKind::Guest.name(), "Åsa Gäst", "Åsby").unwrap();
    for segment in [first, second] {
        store.add_visitor(&organiser, None, segment, &guest, now()).await.unwrap();
    }
    let walk_in = NewVisitor::walk_in("Gunnar Gäst", "").unwrap();
    store.add_visitor(&organiser, None, first, &walk_in, now()).await.unwrap();
    let mentor = world.caller("mentor2").await;
    store.answer(&mentor, second, Answer::Maybe, now()).await.unwrap();
    world
}

/// A day's board is what the whole lists say: a page of those whom the filter
/// lists, figures of those whom it counts, and everyone once in the totals.
async fn check_board(world: &World, organiser: &Caller, filter: &Filter, at: Timestamp) {
    let board = world.store.day_board(organiser, "april", filter, at).await.unwrap().unwrap().board;
    let all = async |filter| world.store.board(organiser, "april", filter, at).await.unwrap().unwrap().segments;
    let counted = Filter { segment: None, standing: None, ..filter.clone() };
    let (listed, counted, everyone) = (all(filter).await, all(&counted).await, all(&Filter::default()).await);
    for (n, part) in board.segments.iter().enumerate() {
        let page = listed[n].guests.chunks(PAGE as usize).nth(filter.page as usize).unwrap_or_default();
        assert_eq!(part.guests, page, "{filter:?}");
        let figures =
            part.counts.iter().map(|count| (key(count.role, count.organisation, count.standing), count.people));
        assert_eq!(figures.collect::<BTreeMap<_, _>>(), figures_of(&counted[n].guests), "{filter:?}");
    }
    let totals = board.totals.unwrap();
    assert_eq!(totals.segments, everyone.iter().map(|part| tally_of(&part.guests)).collect::<Vec<_>>());
    let mut strongest = BTreeMap::new();
    for guest in everyone.iter().flat_map(|part| &part.guests) {
        let strength = STRENGTH.iter().position(|standing| *standing == guest.standing).unwrap();
        let known = strongest.entry(guest.person).or_default();
        *known = strength.max(*known);
    }
    assert_eq!(totals.whole, strongest.into_values().map(|strength| STRENGTH[strength]).collect());
}

/// A role, an organisation and a standing, in an order.
fn key(role: Role, organisation: OrganisationId, standing: Standing) -> (&'static str, i64, &'static str) {
    (role.name(), organisation.0, standing.name())
}

/// How many of each role and organisation stand where.
fn figures_of(guests: &[Guest]) -> BTreeMap<(&'static str, i64, &'static str), u32> {
    let mut figures = BTreeMap::new();
    for guest in guests {
        *figures.entry(key(guest.role, guest.organisation, guest.standing)).or_default() += 1;
    }
    figures
}

fn tally_of(guests: &[Guest]) -> Tally {
    guests.iter().map(|guest| guest.standing).collect()
}

/// A day's board, whatever is asked.
async fn a_days_board_is_read_at_once(bench: &dyn Bench) {
    let world = with_visitors(bench).await;
    let organiser = world.caller("organisator1").await;
    let (first, second) = (world.segment("april", 0).await, world.segment("april", 1).await);
    let organisation = Some(world.caller("skara0").await.organisation);
    let mut filters = vec![
        Filter::default(),
        Filter { page: 1, ..Filter::default() },
        Filter { segment: Some(first), page: 1, ..Filter::default() },
        Filter { segment: Some(second), ..Filter::default() },
        Filter { organisation, ..Filter::default() },
        Filter { organisation, role: Some(Role::Adept), search: "ärla".to_owned(), ..Filter::default() },
    ];
    filters.extend(Role::ALL.iter().map(|role| Filter { role: Some(*role), ..Filter::default() }));
    filters.extend(Standing::ALL.iter().map(|standing| Filter { standing: Some(*standing), ..Filter::default() }));
    for search in ["åke", "%", "östra", "finns inte"] {
        filters.push(Filter { search: search.to_owned(), ..Filter::default() });
    }
    let before_offers_lapse = now();
    for at in [before_offers_lapse, later(24 * 30)] {
        for filter in &filters {
            check_board(&world, &organiser, filter, at).await;
        }
    }
    let all = Filter::default();
    let page = world.store.day_board(&organiser, "april", &all, now()).await.unwrap().unwrap();
    assert_eq!(page.presence.of(first), Headcount { guests: 2, visitors: 1, expected: 1 });
    assert_eq!(page.presence.of(second), Headcount { guests: 1, visitors: 0, expected: 1 });
    assert_eq!(page.presence.whole, Headcount { guests: 2, visitors: 1, expected: 1 }, "everyone counts once");
    assert_eq!(page.trends.iter().map(|trend| trend.segment).collect::<Vec<_>>(), [first, second]);
    assert_eq!(page.board.segments.iter().map(|part| part.taken).collect::<Vec<_>>(), [20, 0]);
    let organisations: Vec<_> = page.board.organisations.into_iter().map(|organisation| organisation.name).collect();
    assert_eq!(organisations, ["Alfa kommun", "Åsby kommun", "Ärla region", "Östra verket"]);
    assert!(world.store.day_board(&organiser, "finns-inte", &all, now()).await.unwrap().is_none());
    for name in OTHERS {
        let page = world.store.day_board(&world.caller(name).await, "april", &all, now()).await.unwrap();
        assert!(page.is_none(), "{name}");
    }
}
contract_test!(a_days_board_is_read_at_once);

/// The organisers' first page.
async fn an_overview_is_read_at_once(bench: &dyn Bench) {
    let world = with_visitors(bench).await;
    let (store, organiser) = (&world.store, world.caller("organisator1").await);
    store
        .send_help_request(&world.caller("adept1").await, &Comment::parse("hör av er").unwrap(), false, now())
        .await
        .unwrap();
    for name in ["adept1", "adept2", "mentor1", "mentor2"] {
        let answer = pulse::Answer::parse("4", "").unwrap();
        store.answer_pulse(&world.caller(name).await, &answer, now()).await.unwrap();
    }
    for at in [now(), later(24 * 120)] {
        let Overview { days, pairs, pulse } = store.overview_page(&organiser, at).await.unwrap().unwrap();
        let help_requests = world.help_requests("organisator1", at).await;
        let slugs: Vec<_> = days.iter().map(|figures| figures.day.slug.as_str()).collect();
        assert_eq!(slugs, ["december", "april"]);
        let adepts: Vec<_> = pairs.iter().map(|pair| (pair.adept.as_str(), pair.asks.as_slice())).collect();
        assert_eq!(adepts, [("Zara Ek", [].as_slice()), ("Örjan Ek", [Role::Adept].as_slice())]);
        assert_eq!(
            (help_requests.len(), help_requests[0].name.as_str(), help_requests[0].word.as_str()),
            (1, "Örjan Ek", "hör av er")
        );
        assert!(!pulse.is_empty() && pulse.iter().all(|figure| figure.spread.is_none()), "four are too few");
    }
    for name in OTHERS {
        assert_eq!(store.overview_page(&world.caller(name).await, now()).await.unwrap(), None, "{name}");
    }
}
contract_test!(an_overview_is_read_at_once);

/// The contact person's page: the own organisation's people, on every day.
async fn the_own_organisation_is_read_at_once(bench: &dyn Bench) {
    let world = with_visitors(bench).await;
    let (store, contact) = (&world.store, world.caller("kontakt1").await);
    let filter = Filter { organisation: Some(contact.organisation), ..Filter::default() };
    let mut parts = Vec::<Board>::new();
    for slug in ["december", "april"] {
        parts.push(store.board(&contact, slug, &filter, now()).await.unwrap().unwrap());
    }
    assert_eq!(store.own_organisation(&contact, now()).await.unwrap(), Some(parts.clone()));
    let guests: Vec<_> = parts.iter().flat_map(|board| &board.segments).flat_map(|part| &part.guests).collect();
    assert!(guests.iter().any(|guest| guest.standing == Standing::Yes));
    assert!(guests.iter().all(|guest| guest.organisation == contact.organisation && !guest.has_comment));
    for name in ["adept1", "mentor1", "reserv1", "arbetsgrupp1", "organisator1"] {
        assert_eq!(store.own_organisation(&world.caller(name).await, now()).await.unwrap(), None, "{name}");
    }
}
contract_test!(the_own_organisation_is_read_at_once);

/// The list to be printed has those in the round and those who are expected.
async fn a_list_is_read_at_once(bench: &dyn Bench) {
    let world = with_visitors(bench).await;
    let (store, organiser) = (&world.store, world.caller("organisator1").await);
    let segment = Some(world.segment("april", 0).await);
    for (filter, expected) in [
        (Filter::default(), 2),
        (Filter { segment, ..Filter::default() }, 1),
        (Filter { standing: Some(Standing::No), ..Filter::default() }, 0),
        (Filter { search: "åsa".to_owned(), ..Filter::default() }, 2),
    ] {
        let PrintList { board, visitors } =
            store.print_list(&organiser, "april", &filter, now()).await.unwrap().unwrap();
        assert_eq!(Some(board), store.board(&organiser, "april", &filter, now()).await.unwrap());
        let (_, mut all) = store.visitors(&organiser, "april", now()).await.unwrap().unwrap();
        all.retain(|visitor| filter.lists_expected(visitor));
        assert_eq!((visitors.len(), visitors), (expected, all), "{filter:?}");
    }
    for name in OTHERS {
        let list = store.print_list(&world.caller(name).await, "april", &Filter::default(), now()).await.unwrap();
        assert_eq!(list, None, "{name}");
    }
}
contract_test!(a_list_is_read_at_once);

/// A file for mentors, and what one of them thinks. The day, as a list shows it.
async fn add_file_and_evaluation(world: &World, over: Timestamp) -> Day {
    let (store, organiser) = (&world.store, world.caller("organisator1").await);
    let (name, content) = ("m.pdf".to_owned(), b"%PDF-".to_vec());
    let file = NewMaterial { audience: Audience::Mentors, name, kind: FileKind::Pdf, content };
    store.add_material(&organiser, "april", None, &file, now()).await.unwrap();
    let day = store.day(&organiser, "april", now()).await.unwrap().unwrap().day.brief();
    let evaluation = Evaluation::parse(["4", "5", "3"], "").unwrap();
    store.evaluate(&world.caller("mentor1").await, day.id, &evaluation, over).await.unwrap();
    day
}

/// What comes after a day.
async fn what_comes_after_a_day_is_read_at_once(bench: &dyn Bench) {
    let world = with_visitors(bench).await;
    let (store, organiser) = (&world.store, world.caller("organisator1").await);
    let over = "2027-04-09T13:00Z".parse().unwrap();
    let day = add_file_and_evaluation(&world, over).await;
    for at in [now(), over] {
        let FollowUpView { day: of, parts, thanks, evaluations, files } =
            store.follow_up(&organiser, "april", at).await.unwrap().unwrap();
        assert_eq!((of, evaluations, files), (day.clone(), None, 1), "it is still open");
        let board = store.board(&organiser, "april", &Filter::default(), at).await.unwrap().unwrap();
        let page = store.day_board(&organiser, "april", &Filter::default(), at).await.unwrap().unwrap();
        let came = store.came(&organiser, "april").await.unwrap();
        assert_eq!(parts, turnout(&board, &came, &page.presence));
        let came: Vec<_> = parts.iter().map(|part| (part.invited, part.came, part.visitors)).collect();
        assert_eq!(came, [(MANY + 4, 2, 1), (2, 1, 0)]);
        let expected = Thanks { there: 2, missed: MANY + 2, sent_at: None };
        assert_eq!(thanks, (at == over).then_some(expected), "once it is over");
    }
    for name in OTHERS {
        assert_eq!(store.follow_up(&world.caller(name).await, "april", over).await.unwrap(), None, "{name}");
    }
}
contract_test!(what_comes_after_a_day_is_read_at_once);

/// A day's files and its evaluation, with the day.
async fn files_and_results_are_read_with_their_day(bench: &dyn Bench) {
    let world = with_visitors(bench).await;
    let (store, organiser) = (&world.store, world.caller("organisator1").await);
    let day = add_file_and_evaluation(&world, "2027-04-09T14:00Z".parse().unwrap()).await;
    let DayMaterials { day: of, files } = store.day_materials(&organiser, "april").await.unwrap().unwrap();
    let seen: Vec<_> = files.iter().map(|file| (file.name.as_str(), file.audience, file.size)).collect();
    assert_eq!((of, seen), (day.clone(), vec![("m.pdf", Audience::Mentors, 5)]));
    let closed = closes(day.ends());
    let results = store.day_results(&organiser, "april", closed).await.unwrap().unwrap();
    assert_eq!((results.day, results.findings, results.comments.len()), (day, Some(Findings::default()), 0));
    assert_eq!(store.day_results(&organiser, "finns-inte", closed).await.unwrap(), None);
    for name in OTHERS {
        let caller = world.caller(name).await;
        assert_eq!(store.day_materials(&caller, "april").await.unwrap(), None, "{name}");
        assert_eq!(store.day_results(&caller, "april", closed).await.unwrap(), None, "{name}");
    }
}
contract_test!(files_and_results_are_read_with_their_day);

/// The settings are the caller's own.
async fn settings_are_read_at_once(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let store = &world.store;
    store.sign_in_as(&crate::contract::world::email("adept1"), &new_session(), now()).await.unwrap();
    let adept = world.caller("adept1").await;
    let Settings { sessions, earlier_pairs } = store.settings(&adept, now()).await.unwrap();
    assert_eq!((sessions.len(), earlier_pairs.len()), (2, 0));
    let current: Vec<_> = sessions.iter().filter(|session| session.current).map(|session| session.id).collect();
    assert_eq!(current, [adept.session]);
    assert_eq!(store.settings(&world.caller("mentor1").await, now()).await.unwrap().sessions.len(), 1);
}
contract_test!(settings_are_read_at_once);

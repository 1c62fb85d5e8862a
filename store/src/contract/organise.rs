//! The organisers' and the contact persons' pages: each is read at once, and says
//! what its parts say one by one.

use domain::{
    attendance::{NewVisitor, VisitorKind},
    board::{BoardView, DayBoard, DayFigures, Filter, Overview, PrintList},
    day::{Answer, Audience, Board, Standing},
    evaluation::{DayResults, Evaluation},
    material::{DayMaterials, FileKind, NewMaterial},
    people::{Role, Settings},
    pulse,
    signal::Word,
    turnout::{AfterDay, turnout},
};
use jiff::Timestamp;

use super::{
    Bench, World,
    board::crowd,
    world::{later, new_session, now},
};
use crate::Caller;

/// Everyone who is neither an organiser nor, by these names, a contact person.
const OTHERS: [&str; 5] = ["adept1", "mentor1", "reserv1", "arbetsgrupp1", "kontakt1"];

/// Some are here, some are expected, and one part has no limited number of seats.
async fn with_visitors(bench: &impl Bench) -> World {
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

/// The same board with its counts in one order.
fn in_order(mut board: BoardView) -> BoardView {
    for segment in &mut board.segments {
        segment.counts.sort_by_key(|count| (count.role.name(), count.organisation.0, count.standing.name()));
    }
    board
}

/// What the page of a board was put together of.
async fn parts_of_board(world: &World, caller: &Caller, filter: &Filter, at: Timestamp) -> Option<DayBoard> {
    let board = world.store.board_view(caller, "april", filter, at).await.unwrap()?;
    Some(DayBoard {
        board: in_order(BoardView { day: board.day.clone().brief(), ..board }),
        presence: world.store.presence(caller, "april").await.unwrap(),
        trends: world.store.trends(caller, "april").await.unwrap(),
    })
}

async fn board_page(world: &World, caller: &Caller, filter: &Filter, at: Timestamp) -> Option<DayBoard> {
    let page = world.store.day_board(caller, "april", filter, at).await.unwrap()?;
    Some(DayBoard { board: in_order(page.board), ..page })
}

/// A day's board, whatever is asked.
pub async fn a_days_board_is_read_at_once(bench: &impl Bench) {
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
            let parts = parts_of_board(&world, &organiser, filter, at).await.unwrap();
            assert_eq!(board_page(&world, &organiser, filter, at).await.unwrap(), parts, "{filter:?}");
        }
    }
    let page = board_page(&world, &organiser, &Filter::default(), now()).await.unwrap();
    assert!(page.presence.whole.guests == 2 && page.presence.whole.expected == 1 && !page.trends.is_empty());
    assert!(page.board.totals.is_some() && page.board.segments.iter().all(|segment| !segment.guests.is_empty()));
    assert!(world.store.day_board(&organiser, "finns-inte", &Filter::default(), now()).await.unwrap().is_none());
    for name in OTHERS {
        assert!(board_page(&world, &world.caller(name).await, &Filter::default(), now()).await.is_none(), "{name}");
    }
}

/// The organisers' first page.
pub async fn an_overview_is_read_at_once(bench: &impl Bench) {
    let world = with_visitors(bench).await;
    let (store, organiser) = (&world.store, world.caller("organisator1").await);
    store.send_signal(&world.caller("adept1").await, &Word::parse("hör av er").unwrap(), false, now()).await.unwrap();
    for name in ["adept1", "adept2", "mentor1", "mentor2"] {
        let answer = pulse::Answer::parse("4", "").unwrap();
        store.answer_pulse(&world.caller(name).await, &answer, now()).await.unwrap();
    }
    for at in [now(), later(24 * 120)] {
        let parts = Overview {
            days: store.overview(&organiser, at).await.unwrap(),
            pairs: store.pair_health(&organiser, at).await.unwrap(),
            calls: store.calls(&organiser).await.unwrap(),
            pulse: store.pulse_figures(&organiser, at).await.unwrap(),
        };
        assert!(parts.days.len() == 2 && parts.pairs.len() == 2 && parts.calls.len() == 1 && !parts.pulse.is_empty());
        assert_eq!(store.overview_page(&organiser, at).await.unwrap(), Some(parts));
    }
    for name in OTHERS {
        assert_eq!(store.overview_page(&world.caller(name).await, now()).await.unwrap(), None, "{name}");
    }
}

/// The contact person's page: the own organisation's people, on every day that an
/// overview has figures of.
pub async fn the_own_organisation_is_read_at_once(bench: &impl Bench) {
    let world = with_visitors(bench).await;
    let (store, contact) = (&world.store, world.caller("kontakt1").await);
    let filter = Filter { organisation: Some(contact.organisation), ..Filter::default() };
    let mut parts = Vec::<Board>::new();
    for DayFigures { day, .. } in store.overview(&contact, now()).await.unwrap() {
        parts.extend(store.board(&contact, &day.slug, &filter, now()).await.unwrap());
    }
    assert_eq!(store.own_organisation(&contact, now()).await.unwrap(), Some(parts.clone()));
    let guests: Vec<_> = parts.iter().flat_map(|board| &board.segments).flat_map(|part| &part.guests).collect();
    assert!(guests.iter().any(|guest| guest.standing == Standing::Yes));
    assert!(guests.iter().all(|guest| guest.organisation == contact.organisation && !guest.has_word));
    for name in ["adept1", "mentor1", "reserv1", "arbetsgrupp1", "organisator1"] {
        assert_eq!(store.own_organisation(&world.caller(name).await, now()).await.unwrap(), None, "{name}");
    }
}

/// The list to be printed has those in the round and those who are expected.
pub async fn a_list_is_read_at_once(bench: &impl Bench) {
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

/// What comes after a day.
pub async fn what_comes_after_a_day_is_read_at_once(bench: &impl Bench) {
    let world = with_visitors(bench).await;
    let (store, organiser) = (&world.store, world.caller("organisator1").await);
    let over = "2027-04-09T13:00Z".parse().unwrap();
    for at in [now(), over] {
        let board = store.board(&organiser, "april", &Filter::default(), at).await.unwrap().unwrap();
        let came = store.came(&organiser, "april").await.unwrap();
        let parts = turnout(&board, &came, &store.presence(&organiser, "april").await.unwrap());
        assert_eq!(parts[0].came, 2);
        let results = store.results(&organiser, "april").await.unwrap().unwrap();
        let after = AfterDay {
            parts,
            thanks: store.thanks(&organiser, "april", at).await.unwrap(),
            evaluations: results.findings.answers,
            files: u32::try_from(store.materials(&organiser, "april", at).await.unwrap().len()).unwrap(),
            day: board.day,
        };
        assert_eq!(after.thanks.is_some(), at == over);
        assert_eq!(store.after_day(&organiser, "april", at).await.unwrap(), Some(after));
    }
    for name in OTHERS {
        assert_eq!(store.after_day(&world.caller(name).await, "april", over).await.unwrap(), None, "{name}");
    }
}

/// A day's files and its evaluation, with the day.
pub async fn files_and_results_are_read_with_their_day(bench: &impl Bench) {
    let world = with_visitors(bench).await;
    let (store, organiser) = (&world.store, world.caller("organisator1").await);
    let (name, content) = ("m.pdf".to_owned(), b"%PDF-".to_vec());
    let file = NewMaterial { audience: Audience::Mentors, name, kind: FileKind::Pdf, content };
    store.add_material(&organiser, "april", None, &file, now()).await.unwrap();
    let day = store.day(&organiser, "april", now()).await.unwrap().unwrap().day.brief();
    let files = store.materials(&organiser, "april", now()).await.unwrap();
    assert_eq!(files.len(), 1);
    let materials = store.day_materials(&organiser, "april").await.unwrap();
    assert_eq!(materials, Some(DayMaterials { day: day.clone(), files }));

    let over = "2027-04-09T14:00Z".parse().unwrap();
    let evaluation = Evaluation::parse(["4", "5", "3"], "").unwrap();
    store.evaluate(&world.caller("mentor1").await, day.id, &evaluation, over).await.unwrap();
    let results = store.results(&organiser, "april").await.unwrap().unwrap();
    assert_eq!(results.findings.answers, 1);
    let page = DayResults { day, findings: results.findings, comments: results.comments };
    assert_eq!(store.day_results(&organiser, "april").await.unwrap(), Some(page));
    for name in OTHERS {
        let caller = world.caller(name).await;
        assert_eq!(store.day_materials(&caller, "april").await.unwrap(), None, "{name}");
        assert_eq!(store.day_results(&caller, "april").await.unwrap(), None, "{name}");
    }
}

/// The settings are the caller's own.
pub async fn settings_are_read_at_once(bench: &impl Bench) {
    let world = World::new(bench).await;
    let store = &world.store;
    store.sign_in_as(&super::world::email("adept1"), &new_session(), now()).await.unwrap();
    let adept = world.caller("adept1").await;
    let parts = Settings {
        sessions: store.sessions(&adept, now()).await.unwrap(),
        earlier_pairs: store.earlier_pairs(&adept, now()).await.unwrap(),
    };
    assert_eq!(parts.sessions.len(), 2);
    assert_eq!(store.settings(&adept, now()).await.unwrap(), parts);
    assert_eq!(store.settings(&world.caller("mentor1").await, now()).await.unwrap().sessions.len(), 1);
}

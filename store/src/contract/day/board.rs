//! The organiser's board: whatever is asked, figures and pages say the same as
//! the whole list.

use domain::{
    day::{
        Answer, Board, Guest, SegmentId, Standing, Tally,
        board::{BoardView, Filter, PAGE, tally},
    },
    input::{finds, fold},
    people::{Caller, Duty, Role},
};

use crate::contract::{
    Bench, World,
    world::{now, person, round},
};
use crate::order;

/// More adepts than a page holds, so that one of them waits for a seat.
pub(crate) const MANY: u32 = PAGE + 20;

/// A round with more people than a page holds; some of them answer to one part.
pub(crate) async fn crowd(bench: &dyn Bench) -> World {
    let mut round = round(15);
    let name = |n| format!("{} {n:02}", ["Åke", "Ärla", "Örjan", "Zita", "Édith", "100 % _ \\"][n as usize % 6]);
    let adept = |n| {
        let organisation = if n % 3 == 0 { "Östra verket" } else { "Alfa kommun" };
        person(&format!("skara{n}"), &name(n), organisation, Duty::Adept)
    };
    round.people.extend((0..MANY).map(adept));
    let store = bench.store();
    assert!(store.load_round(&round, now()).await.unwrap());
    let world = World { store };
    let segment = world.segment("april", 0).await;
    let organiser = world.caller("organisator1").await;
    world.store.set_capacity(&organiser, segment, Some(20), now()).await.unwrap();
    for n in 0..30 {
        let caller = world.caller(&format!("skara{n}")).await;
        let answer = if n % 10 == 9 { Answer::No } else { Answer::Yes };
        world.store.answer(&caller, segment, answer, now()).await.unwrap();
    }
    // One who has a seat gives it up: it is held for the first in the queue.
    let first = world.caller("skara0").await;
    world.store.answer(&first, segment, Answer::Maybe, now()).await.unwrap();
    world
}

async fn view(world: &World, organiser: &Caller, filter: &Filter) -> BoardView {
    world.store.day_board(organiser, "april", filter, now()).await.unwrap().unwrap().board
}

/// Everyone whom a filter lists, read page by page.
async fn pages(world: &World, filter: &Filter, segment: SegmentId) -> Vec<String> {
    let organiser = world.caller("organisator1").await;
    let mut names = Vec::new();
    for page in 0.. {
        let view = view(world, &organiser, &filter.turned_to(segment, page)).await;
        let part = view.segments.into_iter().find(|part| part.segment.id == segment).unwrap();
        assert!(part.guests.len() <= PAGE as usize);
        let listed = part.listed(filter);
        names.extend(part.guests.into_iter().map(|guest| guest.name));
        if page * PAGE >= listed {
            assert_eq!(names.len(), listed as usize, "{filter:?}");
            break;
        }
    }
    names
}

fn names(board: &Board) -> Vec<String> {
    board.segments[0].guests.iter().map(|guest| guest.name.clone()).collect()
}

/// Under every question the pages together are the list, in its order, and the
/// figures count it.
async fn pages_and_figures_are_those_of_the_whole_list(bench: &dyn Bench) {
    let world = crowd(bench).await;
    let segment = world.segment("april", 0).await;
    let organiser = world.caller("organisator1").await;
    let organisation = world.caller("skara0").await.organisation;
    let everyone = world.store.board(&organiser, "april", &Filter::default(), now()).await.unwrap().unwrap();
    let seated: Tally = everyone.segments[0].guests.iter().map(|guest| guest.standing).collect();
    assert_eq!((seated.yes, seated.offered, seated.maybe, seated.no), (19, 1, 1, 3));
    assert_eq!(seated.waiting, 6);
    let sorted = {
        let mut names = names(&everyone);
        names.sort_by_key(|name| order::swedish(name));
        names
    };
    assert_eq!(names(&everyone), sorted);

    let any = || Filter { segment: Some(segment), ..Filter::default() };
    let mut filters = vec![any()];
    filters.extend(Standing::ALL.iter().map(|standing| Filter { standing: Some(*standing), ..any() }));
    filters.extend(Role::ALL.iter().map(|role| Filter { role: Some(*role), ..any() }));
    filters.push(Filter { organisation: Some(organisation), ..any() });
    for search in ["åke", "ÄRLA", "edith", "%", "_", "\\", "östra", "alfa 1", "a k", "finns inte", "alfa"] {
        filters.push(Filter { search: search.to_owned(), ..any() });
        filters.push(Filter { search: search.to_owned(), standing: Some(Standing::Unanswered), ..any() });
    }
    for filter in filters {
        let whole = world.store.board(&organiser, "april", &filter, now()).await.unwrap().unwrap();
        let found = |text: &str| finds(&fold(text), &fold(&filter.search));
        let is_listed = |guest: &&Guest| {
            filter.standing.is_none_or(|standing| standing == guest.standing)
                && filter.role.is_none_or(|role| role == guest.role)
                && filter.organisation.is_none_or(|organisation| organisation == guest.organisation)
                && (found(&guest.name) || found(&guest.organisation_name))
        };
        let expected: Vec<_> =
            everyone.segments[0].guests.iter().filter(is_listed).map(|guest| guest.name.clone()).collect();
        assert_eq!(names(&whole), expected, "{filter:?}");
        assert_eq!(pages(&world, &filter, segment).await, expected, "{filter:?}");
        assert!(whole.segments[1].guests.is_empty(), "its list is shut");
    }
}
contract_test!(pages_and_figures_are_those_of_the_whole_list);

/// Organisers can call those who are missing; nobody else reads a number here.
async fn a_telephone_number_is_for_organisers(bench: &dyn Bench) {
    const PHONE: &str = "070-174 06 05";
    let mut round = round(15);
    for person in &mut round.people {
        PHONE.clone_into(&mut person.phone);
    }
    let world = World::of(bench, &round).await;
    let (organiser, contact) = (world.caller("organisator1").await, world.caller("kontakt1").await);
    let segment = world.segment("april", 0).await;
    let phones = |guests: &[Guest]| guests.iter().map(|guest| guest.phone.clone()).collect::<Vec<_>>();
    let page = view(&world, &organiser, &Filter { segment: Some(segment), ..Filter::default() }).await;
    assert_eq!(phones(&page.segments[0].guests), vec![PHONE; 4]);
    let door = world.store.door(&organiser, "april", Some(segment), now()).await.unwrap().unwrap();
    assert!(!door.guests.is_empty() && door.guests.iter().all(|arrival| arrival.phone == PHONE));
    let boards = world.store.own_organisation(&contact, now()).await.unwrap().unwrap();
    let seen: Vec<_> = boards.iter().flat_map(|board| &board.segments).flat_map(|part| phones(&part.guests)).collect();
    assert!(!seen.is_empty() && seen.iter().all(String::is_empty), "{seen:?}");
}
contract_test!(a_telephone_number_is_for_organisers);

/// Whom people mean is found in lists, pages and figures, however the two are
/// written; `None` for nobody.
async fn a_search_finds_whom_people_mean(bench: &dyn Bench) {
    const NAMES: [&str; 8] = [
        "Øyvind Exempelsen",
        "Åsa Östberg",
        "Per Testlund",
        "Sinéad O’Connor",
        "Maja Demostro\u{308}m",
        "A\u{30a}ke\u{a0}Vik",
        "Anna-Karin Påhittad",
        "★ ★",
    ];
    let mut round = round(15);
    let named = |(n, name): (usize, &&str)| person(&format!("sok{n}"), name, "Ärla region", Duty::Adept);
    round.people.extend(NAMES.iter().enumerate().map(named));
    round.people.push(person("asby", "Nils Ny", "Åsby kommun", Duty::Mentor));
    let world = World::of(bench, &round).await;
    let organiser = world.caller("organisator1").await;
    let segment = world.segment("april", 0).await;
    for (typed, meant) in [
        ("øyv", Some(NAMES[0])),
        ("OYVIND", Some(NAMES[0])),
        ("asa öst", Some(NAMES[1])),
        ("a\u{30a}sa ost", Some(NAMES[1])),
        ("testlund", Some(NAMES[2])),
        ("tlund", Some(NAMES[2])),
        ("per lund", Some(NAMES[2])),
        ("lund per", None),
        ("o'con", Some(NAMES[3])),
        ("o´con", Some(NAMES[3])),
        ("oconnor", Some(NAMES[3])),
        ("demostrom", Some(NAMES[4])),
        ("ström", Some(NAMES[4])),
        ("åke\u{a0}vik", Some(NAMES[5])),
        ("ake  vik\u{200b}", Some(NAMES[5])),
        ("anna karin", Some(NAMES[6])),
        ("anna\u{2011}karin", Some(NAMES[6])),
        ("★", Some(NAMES[7])),
        ("%", None),
        ("p_zz", None),
        ("asby", Some("Nils Ny")),
    ] {
        let filter = Filter { segment: Some(segment), search: typed.to_owned(), ..Filter::default() };
        let board = world.store.board(&organiser, "april", &filter, now()).await.unwrap().unwrap();
        let meant: Vec<_> = meant.into_iter().collect();
        assert_eq!(names(&board), meant, "{typed}");
        assert_eq!(pages(&world, &filter, segment).await, meant, "{typed}");
    }
}
contract_test!(a_search_finds_whom_people_mean);

/// A contact person's board is about the own organisation, whatever they ask for.
/// An organiser's is about the one that they ask for; the seats that are taken are
/// everyone's.
async fn a_contact_persons_board_is_about_their_own(bench: &dyn Bench) {
    let world = crowd(bench).await;
    let segment = world.segment("april", 0).await;
    let (organiser, contact) = (world.caller("organisator1").await, world.caller("kontakt1").await);
    let other = world.caller("skara0").await.organisation;
    assert_ne!(other, contact.organisation);
    let filter = Filter { organisation: Some(other), ..Filter::default() };
    let board = world.store.board(&contact, "april", &filter, now()).await.unwrap().unwrap();
    assert!(board.segments[0].guests.iter().all(|guest| guest.organisation == contact.organisation));
    let alfa = 2 + (0..MANY).filter(|n| n % 3 != 0).count();
    assert_eq!(board.segments[0].guests.len(), alfa);
    for name in ["adept1", "mentor1", "reserv1", "arbetsgrupp1"] {
        let caller = world.caller(name).await;
        assert!(world.store.board(&caller, "april", &filter, now()).await.unwrap().is_none(), "{name}");
    }
    let view = view(&world, &organiser, &filter).await;
    assert!(view.segments[0].counts.iter().all(|count| count.organisation == other));
    assert_eq!((view.segments[0].segment.id, view.segments[0].taken), (segment, 20), "an organiser's filter is theirs");
}
contract_test!(a_contact_persons_board_is_about_their_own);

/// An overview has the same figures as the boards.
async fn an_overview_has_the_figures_of_the_boards(bench: &dyn Bench) {
    let world = crowd(bench).await;
    let organiser = world.caller("organisator1").await;
    let days = world.store.overview_page(&organiser, now()).await.unwrap().unwrap().days;
    assert_eq!(days.iter().map(|figures| &*figures.day.slug).collect::<Vec<_>>(), ["december", "april"]);
    let unanswered = MANY + 4 - 30;
    assert_eq!(days[1].tallies[0], Tally { yes: 19, offered: 1, waiting: 6, maybe: 1, no: 3, unanswered });
    for figures in days {
        let page = world.store.day_board(&organiser, &figures.day.slug, &Filter::default(), now()).await;
        let segments = page.unwrap().unwrap().board.segments;
        let tallies: Vec<_> = segments.iter().map(|part| tally(&part.counts, |_| true)).collect();
        assert_eq!(figures.tallies, tallies);
    }
}
contract_test!(an_overview_has_the_figures_of_the_boards);

/// Whoever changes employer is counted with the new one, answers and all.
async fn figures_follow_who_works_where(bench: &dyn Bench) {
    let world = crowd(bench).await;
    let organiser = world.caller("organisator1").await;
    let organisations = world.store.organisations().await.unwrap();
    let to = organisations.iter().find(|organisation| organisation.name == "Åsby kommun").unwrap().id;
    for n in [1, 2, 9, 50] {
        let person = world.caller(&format!("skara{n}")).await.person;
        world.store.change_employer(&organiser, person, to, now()).await.unwrap();
    }
    for organisation in organisations {
        let filter = Filter { organisation: Some(organisation.id), ..Filter::default() };
        let view = view(&world, &organiser, &filter).await;
        let listed = world.store.board(&organiser, "april", &filter, now()).await.unwrap().unwrap();
        for (part, list) in view.segments.iter().zip(&listed.segments) {
            let counted: Tally = list.guests.iter().map(|guest| guest.standing).collect();
            assert_eq!(tally(&part.counts, |_| true), counted, "{}", organisation.name);
        }
    }
}
contract_test!(figures_follow_who_works_where);

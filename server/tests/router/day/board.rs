//! The organiser's board and the contact person's page: figures, and the list
//! behind each.

use app::day::board::api::{read_board, read_own_organisation};
use jiff::SignedDuration;
use store::mail::outbox::Email;

use crate::support::{Answer, Browser, KICKOFF, World, form};

const BOARD: &str = "/organisera/dagar/uppstart-2026";

/// The big figures of a board's page: yes, maybe, no and unanswered, for each segment.
pub(super) fn figures(page: &Answer) -> Vec<[u32; 4]> {
    let numbers = page.body.split("tally__number\">").skip(1);
    let numbers: Vec<u32> =
        numbers.map(|rest| rest.split(|c: char| !c.is_ascii_digit()).next().unwrap().parse().unwrap()).collect();
    numbers.chunks(4).map(|four| four.try_into().unwrap()).collect()
}

/// The names in a board's lists.
pub(super) fn listed(page: &Answer) -> Vec<&str> {
    let rows = page.body.split("<th scope=\"row\">").skip(1);
    // The figures by role and organisation are rows too: people have a role beside them.
    rows.filter(|row| {
        row.contains("data-label=\"Roll\"") && row.find("data-label") < row.find("<tr").or(Some(row.len()))
    })
    // Each name is a link to the answer, and written by someone.
    .map(|row| row.split('>').nth(2).unwrap().split('<').next().unwrap())
    .collect()
}

async fn answer(browser: &Browser, segment: i64, answer: &str) {
    let fields = form(&[("segment", &segment.to_string()), ("answer", answer)]);
    assert_eq!(browser.call("day/answer", &fields).await.status, 200);
}

#[tokio::test]
async fn an_answer_moves_one_person_from_one_figure_to_another() {
    let world = World::new().await;
    let [everyone, _] = world.segments().await;
    let (organiser, adept) = (world.browser("organisator1").await, world.browser("adept1").await);
    let before = figures(&organiser.get(BOARD).await);
    let [yes, maybe, no, unanswered] = before[0];
    assert_eq!(yes + maybe + no + unanswered, 44);
    assert_eq!(before[1].iter().sum::<u32>(), 22, "the mentors' part has mentors only");

    answer(&adept, everyone, "yes").await;
    assert_eq!(figures(&organiser.get(BOARD).await), [[yes + 1, maybe, no, unanswered - 1], before[1]]);
    answer(&adept, everyone, "no").await;
    assert_eq!(figures(&organiser.get(BOARD).await), [[yes, maybe, no + 1, unanswered - 1], before[1]]);
}

#[tokio::test]
async fn behind_each_figure_is_its_list() {
    let world = World::new().await;
    let [everyone, mentors] = world.segments().await;
    let organiser = world.browser("organisator1").await;
    let all = figures(&organiser.get(BOARD).await);
    for (n, segment) in [everyone, mentors].into_iter().enumerate() {
        for (figure, name) in ["yes", "maybe", "no", "none"].into_iter().enumerate() {
            let page = organiser.get(&format!("{BOARD}?pass={segment}&svar={name}")).await;
            assert_eq!(figures(&page), all, "a list changes no figure");
            assert_eq!(listed(&page).len(), all[n][figure] as usize, "{name} of segment {n}");
        }
    }
    assert!(listed(&organiser.get(&format!("{BOARD}?svar=none")).await).contains(&"Amina Exempelsson"));
}

#[tokio::test]
async fn the_address_says_which_part_of_a_board_is_shown() {
    let world = World::new().await;
    let [everyone, _] = world.segments().await;
    let organiser = world.browser("organisator1").await;
    let shown = async |query: &str| {
        let page = organiser.get(&format!("{BOARD}?pass={everyone}&{query}")).await;
        assert_eq!(page.status, 200, "{query}");
        let names: Vec<_> = listed(&page).into_iter().map(str::to_owned).collect();
        (figures(&page)[0].iter().sum::<u32>(), names)
    };
    assert_eq!(shown("").await.0, 44);
    assert_eq!(shown("roll=adept").await.0, 22);
    assert_eq!(shown("sok=amina").await, (1, vec!["Amina Exempelsson".to_owned()]));
    assert_eq!(shown("sok=%20EXEMPELSSON%20&roll=mentor").await, (1, vec!["Björn Exempelsson".to_owned()]));
    assert_eq!(shown("sok=skatteverket&roll=adept").await.1, ["Samira Påhittsson", "Yusuf Fantasiqvist"]);
    // What does not exist is left out, or matches nobody; it is never an error.
    assert_eq!(shown("roll=chef&org=x&svar=kanske").await.0, 44);
    assert_eq!(shown("org=999999").await, (0, vec![]));
    assert_eq!(shown("sok=%3Cscript%3Ealert(1)%3C/script%3E").await, (0, vec![]));
}

#[tokio::test]
async fn a_search_comes_back_as_text() {
    let organiser = World::new().await.browser("organisator1").await;
    let page = organiser.get(&format!("{BOARD}?sok=%22%3E%3Cscript%3Ealert(1)%3C/script%3E")).await;
    assert!(!page.says("<script>alert") && page.says("Ingen stämmer med urvalet."));
}

#[tokio::test]
async fn a_board_is_read_in_both_languages() {
    let world = World::new().await;
    let sv = world.browser("organisator1").await.get(BOARD).await;
    for text in ["Uppstart", "44 inbjudna", "kommer inte", "utan svar", "44 personer: alla inbjudna", "Enbart mentorer"]
    {
        assert!(sv.says(text), "{text}");
    }
    let en = world.browser("organisator1").await.in_english().get(BOARD).await;
    for text in ["Kick-off", "44 invited", "not coming", "unanswered", "44 people: everyone invited", "Mentors only"] {
        assert!(en.says(text), "{text}");
    }
}

#[tokio::test]
async fn the_overview_has_every_day_and_every_pair() {
    let world = World::new().await;
    let page = world.browser("organisator1").await.get("/organisera").await;
    for text in ["Uppstart", "Erfarenhetsutbyte", "Inspirationsdag om ledarskap", "Avslutning", "22 par", "Inte börjat"]
    {
        assert!(page.says(text), "{text}");
    }
    let en = world.browser("organisator1").await.in_english().get("/organisera").await;
    assert!(en.says("22 pairs") && en.says("Not started"));
}

// ---- the contact person ----

#[tokio::test]
async fn a_contact_person_sees_the_own_organisations_people_and_no_others() {
    let world = World::new().await;
    let organiser = world.browser("organisator1").await;
    let everyone = organiser.read(read_board(KICKOFF, "")).await.unwrap();
    let everyone = &everyone.board.segments[0].guests;
    for (who, organisation) in
        [("kontakt1", "Borås Stad"), ("kontakt2", "Göteborgs Stad"), ("kontakt14", "Västra Götalandsregionen")]
    {
        let contact = world.browser(who).await;
        let page = contact.get("/kontakt").await;
        let read = format!("{:?}", contact.read(read_own_organisation()).await.unwrap());
        for guest in everyone {
            let own = guest.organisation_name == organisation;
            assert_eq!(page.says(&guest.name), own, "{} on {who}'s page", guest.name);
            assert_eq!(read.contains(&guest.name), own, "{} among what {who} reads", guest.name);
        }
    }
}

#[tokio::test]
async fn a_contact_person_follows_the_own_organisations_answers() {
    let world = World::new().await;
    let [everyone, mentors] = world.segments().await;
    let status = async |lang: &str| {
        let contact = world.browser("kontakt2").await;
        let contact = if lang == "en" { contact.in_english() } else { contact };
        let page = contact.get("/kontakt").await;
        let mut rows = page.body.split("Amina Exempelsson").skip(1).map(|rest| rest.split("</li>").next().unwrap());
        let status = |row: &str| ["Inget svar än", "Kanske", "Maybe"].into_iter().find(|text| row.contains(text));
        rows.find_map(status).unwrap_or("?").to_owned()
    };
    assert_eq!(status("sv").await, "Inget svar än");
    answer(&world.browser("adept1").await, everyone, "maybe").await;
    assert_eq!(status("sv").await, "Kanske");
    assert_eq!(status("en").await, "Maybe");
    // The mentors' part is the contact person's to see, as product.md says.
    let boards = world.browser("kontakt2").await.read(read_own_organisation()).await.unwrap();
    assert!(boards[0].segments.iter().any(|board| board.segment.id.0 == mentors));
}

/// The deadline has passed, and the day is yet to come.
#[tokio::test]
async fn stragglers_are_reminded_in_words_of_their_own() {
    let world = World::new().await.after(SignedDuration::from_hours(24 * 9));
    let organiser = world.browser("organisator1").await;
    let page = organiser.get(BOARD).await;
    assert!(page.says("Skicka påminnelsen") && page.says("Sista dagen att svara var"), "{}", page.body);
    let answer = organiser.submit(BOARD, "organise/remind", &form(&[("slug", KICKOFF)])).await;
    let late = world.messages().await.into_iter().filter(|parcel| matches!(parcel.message, Email::LateReminder { .. }));
    assert_eq!(answer.location(), format!("{BOARD}?paminda={}", late.count()));
    let over = world.after(SignedDuration::from_hours(24 * 9));
    assert!(!over.browser("organisator1").await.get(BOARD).await.says("Skicka påminnelsen"));
}

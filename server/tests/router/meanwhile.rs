//! Two people change the same thing at once, each in a form that was read before the other
//! saved. What only one of them changed stays; what both changed is asked about, side by
//! side, and nothing is saved meanwhile.

use domain::{
    meeting::{MeetingId, log::form_of},
    merge::BASE_FIELD,
};

use crate::{
    application::open_world,
    fields::{Fields, fields_of, said, sent},
    support::{Answer, Browser, KICKOFF, World, form},
};

/// A form that writes over what is saved.
struct Edit {
    /// Who changes it.
    who: [&'static str; 2],
    /// Where it stands.
    page: String,
    /// What it posts to.
    function: &'static str,
    /// A field, and three things that it can say.
    one: (&'static str, [&'static str; 3]),
    /// Another field, and what it can say.
    other: (&'static str, &'static str),
}

const ORGANISERS: [&str; 2] = ["organisator1", "organisator2"];
const PAIR: [&str; 2] = ["adept1", "mentor1"];

/// What is made first, so that it can be edited: the pages of an announcement and of a guest.
async fn made(world: &World) -> [String; 2] {
    // An agreement has a goal.
    crate::pair::agreement::goal_of(world, "adept1").await;
    let organiser = world.browser("organisator1").await;
    let letter = [
        ("announcement[to][duties][mentor]", "1"),
        ("announcement[subject_sv]", "Hej"),
        ("announcement[body_sv]", "Hej"),
    ];
    let letter = organiser.submit("/organisera/utskick/nytt", "announcement/save", &form(&letter)).await;
    let letter = letter.location().split('?').next().unwrap().to_owned();
    let network = [
        ("network[name]", "Nätverket"),
        ("network[host]", "Beta"),
        ("network[contact]", "a@example.org"),
        ("network[controller_sv]", "Beta"),
        ("network[controller_en]", "Beta"),
    ];
    assert_eq!(organiser.submit("/organisera/start/natverk", "start/save-network", &form(&network)).await.status, 303);
    let segment = world.segments().await[0].to_string();
    let guest = form(&[("segment", &segment), ("kind", "guest"), ("name", "Gäst Gästsson"), ("organisation", "Åsby")]);
    let guests = format!("/organisera/dagar/{KICKOFF}/gaster");
    assert_eq!(organiser.submit(&guests, "attendance/add-guest", &guest).await.status, 303);
    let listed = organiser.get(&guests).await.body;
    let guest = listed.split(&format!("href=\"{guests}/")).nth(1).unwrap().split('"').next().unwrap();
    [format!("{letter}/andra"), format!("{guests}/{guest}")]
}

/// All of them.
async fn edits(world: &World) -> Vec<Edit> {
    let edit = |who, page: &str, function, one, other| Edit { who, page: page.to_owned(), function, one, other };
    let adept = world.caller("adept1").await.person;
    let meeting: i64 = world.meeting_of("adept1").await.parse().unwrap();
    let [letter, guest] = made(world).await;
    vec![
        edit(
            ORGANISERS,
            &format!("/organisera/personer/{adept}"),
            "people/edit",
            ("title", ["Chef", "Enhetschef", "Avdelningschef"]),
            ("phone", "031-12 34 56"),
        ),
        edit(
            ORGANISERS,
            "/organisera/organisationer/1",
            "organisation/edit",
            ("short_name", ["Ett", "Två", "Tre"]),
            ("name", "Ett annat namn"),
        ),
        edit(
            ORGANISERS,
            "/organisera/ansokan",
            "application/save-call",
            ("call[who_sv]", ["Chefer", "Chefer med personalansvar", "Alla chefer"]),
            ("call[contact_phone]", "031-12 34 56"),
        ),
        edit(
            ["organisator1", "arbetsgrupp1"],
            "/matchning",
            "matching/weights",
            ("weights[themes]", ["2", "3", "4"]),
            ("weights[areas]", "9"),
        ),
        edit(
            ORGANISERS,
            "/organisera/start/natverk",
            "start/save-network",
            ("network[name]", ["Ett nätverk", "Två nätverk", "Tre nätverk"]),
            ("network[host]", "Alfa kommun"),
        ),
        edit(
            ORGANISERS,
            "/organisera/sidor",
            "public-page/contacts",
            ("contacts[questions]", ["ett@example.org", "tva@example.org", "tre@example.org"]),
            ("contacts[security]", "it@example.org"),
        ),
        edit(
            ORGANISERS,
            &guest,
            "attendance/edit-guest",
            ("organisation", ["Alfa", "Beta", "Gamma"]),
            ("kind", "speaker"),
        ),
        edit(
            ORGANISERS,
            &letter,
            "announcement/save",
            ("announcement[subject_sv]", ["Ett", "Två", "Tre"]),
            ("announcement[body_sv]", "Kom i tid."),
        ),
        edit(
            ORGANISERS,
            &format!("/organisera/dagar/{KICKOFF}/andra"),
            "planning/edit",
            ("day[summary_sv]", ["Ett.", "Två.", "Tre."]),
            ("day[summary_en]", "One."),
        ),
        edit(
            ORGANISERS,
            "/organisera/sidor/natverket",
            "public-page/publish",
            ("text[title_sv]", ["Ett", "Två", "Tre"]),
            ("text[title_en]", "One"),
        ),
        edit(
            PAIR,
            "/par/overenskommelse/andra",
            "agreement/propose",
            ("terms[rules]", ["Ett.", "Två.", "Tre."]),
            ("terms[every_weeks]", "6"),
        ),
        edit(
            PAIR,
            &form_of(Some(MeetingId(meeting))),
            "pair/edit-meeting",
            ("log[notes]", ["Ett.", "Två.", "Tre."]),
            ("log[minutes]", "45"),
        ),
    ]
}

/// Whoever has no address for weaknesses has no last day for it either.
fn with_company(function: &str, change: (&str, &str)) -> Vec<(String, String)> {
    let until = (function == "public-page/contacts" && change.0 == "contacts[security]")
        .then(|| ("contacts[until]".to_owned(), "2026-12-31".to_owned()));
    [(change.0.to_owned(), change.1.to_owned())].into_iter().chain(until).collect()
}

impl Edit {
    async fn read(&self, browser: &Browser) -> Fields {
        fields_of(&browser.get(&self.page).await.body, self.function)
    }

    async fn save(&self, browser: &Browser, read: &Fields, change: (&str, &str)) -> Answer {
        let changes = with_company(self.function, change);
        let changes: Vec<_> = changes.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        browser.submit(&self.page, self.function, &sent(read, &changes)).await
    }
}

#[tokio::test]
async fn nobodys_change_is_overwritten_unseen() {
    let world = open_world().await;
    for edit in edits(&world).await {
        let what = edit.function;
        let [one, other] = [world.browser(edit.who[0]).await, world.browser(edit.who[1]).await];
        let (field, [first, second, third]) = edit.one;

        // Each changes something else: both stay.
        let read = [edit.read(&one).await, edit.read(&other).await];
        assert!(
            said(&read[0], BASE_FIELD).starts_with('{') || ["public-page/publish", "agreement/propose"].contains(&what)
        );
        let saved = edit.save(&other, &read[1], edit.other).await;
        assert_eq!(saved.status, 303, "{what}: {}", saved.body);
        let saved = edit.save(&one, &read[0], (field, first)).await;
        assert_eq!(saved.status, 303, "{what}: {}", saved.body);
        let read = [edit.read(&one).await, edit.read(&other).await];
        assert_eq!((said(&read[0], field), said(&read[0], edit.other.0)), (first, edit.other.1), "{what}");

        // The same: both are shown, and the first stays until the second has seen it.
        assert_eq!(edit.save(&other, &read[1], (field, second)).await.status, 303, "{what}");
        let asked = edit.save(&one, &read[0], (field, third)).await;
        assert_eq!(asked.status, 409, "{what}: {}", asked.body);
        let table = asked.body.split("class=\"meanwhile\"").nth(1).unwrap_or_else(|| panic!("{what}: {}", asked.body));
        let table = table.split("</table>").next().unwrap();
        assert!(table.contains(second) && table.contains(third), "{what}: {table}");
        assert_eq!(table.matches("<tr").count(), 2, "{what}: the heads and one row: {table}");
        assert_eq!(said(&edit.read(&other).await, field), second, "{what}: nothing is saved");

        // Once it is seen, it can be settled.
        let shown = fields_of(&asked.body, what);
        assert_eq!(said(&shown, field), third, "{what}: one's own is in the form");
        let settled = edit.save(&one, &shown, (field, third)).await;
        assert_eq!(settled.status, 303, "{what}: {}", settled.body);
        assert_eq!(said(&edit.read(&other).await, field), third, "{what}");
    }
}

/// A form that does not say what it was read as changes nothing that it would not see.
#[tokio::test]
async fn a_form_without_what_it_was_read_as_is_asked_about_all_of_it() {
    let world = World::new().await;
    let organiser = world.browser("organisator1").await;
    let person = world.caller("adept1").await.person.to_string();
    let page = format!("/organisera/personer/{person}");
    let fields = form(&[("person", person.as_str()), ("name", "Amina Nyhittad"), ("lang", "sv")]);
    let asked = organiser.submit(&page, "people/edit", &fields).await;
    assert!(asked.status == 409 && asked.says("class=\"meanwhile\""), "{}", asked.body);
    assert!(!organiser.get(&page).await.says("Amina Nyhittad"));
}

/// Steps that the partner has ticked meanwhile stay ticked.
#[tokio::test]
async fn both_tick_steps_of_a_goal() {
    const PAGE: &str = "/par/overenskommelse";
    let world = World::new().await;
    crate::pair::agreement::goal_of(&world, "adept1").await;
    let [adept, mentor] = [world.browser("adept1").await, world.browser("mentor1").await];
    assert_eq!(mentor.call("agreement/sign", "version=1").await.status, 200);
    let read = async |browser: &Browser| fields_of(&browser.get(PAGE).await.body, "agreement/progress");
    let both = [read(&adept).await, read(&mentor).await];
    for (browser, read, step) in [(&adept, &both[0], "ticks[0]"), (&mentor, &both[1], "ticks[1]")] {
        let noted = browser.submit(PAGE, "agreement/progress", &sent(read, &[(step, "1")])).await;
        assert_eq!(noted.status, 303, "{}", noted.body);
    }
    let noted = read(&adept).await;
    assert_eq!(["ticks[0]", "ticks[1]"].map(|step| said(&noted, step)), ["1", "1"]);
}

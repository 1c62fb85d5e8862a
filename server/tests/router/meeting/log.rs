//! What becomes of a pair's log: drafts, two who write at once, ticks, history,
//! deletion, and the log as a file.

use std::sync::Arc;

use app::{
    pair::api::{read_meeting, read_room},
    people::draft::DRAFT_FIELD,
    ui::{KEY_FIELD, PAGE_FIELD},
};
use domain::meeting::log::UNDO;
use jiff::SignedDuration;

use crate::{
    pair::agreement::goal_of,
    support::{Answer, Browser, World, form, log, log_with},
};

const NEW: &str = "/par/traffar/ny";
/// What tells a form from every other.
const KEY: &str = "00000000000000aa";

fn edit_page(meeting: &str) -> String {
    format!("/par/traffar/{meeting}/andra")
}

/// A log of a meeting, read as a version, with one field changed.
fn edit(meeting: &str, version: u8, field: &'static str, value: &str) -> String {
    let fields = log_with(field, "STÄLLET");
    let value = form(&[("v", value)]);
    format!("id={meeting}&version={version}&{}", fields.replace(&form(&[("v", "STÄLLET")])[2..], &value[2..]))
}

// ---- what people write ----

/// Addresses are links that tell other sites nothing, and every text has the direction of its own script.
#[tokio::test]
async fn addresses_in_a_log_are_links() {
    const ADDRESS: &str = "https://stad.example/:w:/r/sites/Ledning/Doc.aspx?a=1&b=%7B2%7D";
    let world = World::new().await;
    let adept = world.browser("adept1").await;
    let notes = format!("Läs ({ADDRESS}).\n\njavascript:alert(1) https://bank.example@evil.example");
    let action = format!("Svara på {ADDRESS}");
    let mut fields: Vec<(&str, &str)> = log();
    for (name, value) in &mut fields {
        match *name {
            "log[notes]" => *value = &notes,
            "log[actions][0][what]" => *value = &action,
            _ => {}
        }
    }
    let saved = adept.submit(NEW, "pair/log-meeting", &form(&fields)).await;
    let address = ADDRESS.replace('&', "&amp;");
    let link = format!("<a href=\"{address}\" rel=\"noopener nofollow ugc\">{address}");
    for (path, links) in [(saved.location(), 2), ("/par", 1)] {
        for who in ["adept1", "mentor1"] {
            let page = world.browser(who).await.get(path).await;
            assert_eq!(page.body.matches(&link).count(), links, "{path} of {who}");
            assert!(!page.says("href=\"javascript") && !page.says("href=\"https://bank"), "{path} of {who}");
        }
    }
    let page = adept.get(saved.location()).await;
    assert!(page.says("<p dir=\"auto\">Läs (") && page.says("<bdi>Svara på "));
}

/// The fields of a form that keeps drafts, on a page.
fn drafted(page: &str, fields: &str) -> String {
    form(&[(KEY_FIELD, KEY), (PAGE_FIELD, page), (DRAFT_FIELD, "1")]) + "&" + fields
}

// ---- the same meeting twice ----

#[tokio::test]
async fn a_meeting_that_the_partner_has_logged_is_noticed() {
    let world = World::new().await;
    let theirs = world.meeting_of("adept1").await;
    let mentor = world.browser("mentor1").await;
    let mut fields = log();
    let told = mentor.submit(NEW, "pair/log-meeting", &form(&fields)).await;
    assert_eq!(told.status, 409);
    assert!(told.says("har redan loggat en träff den dagen.") && told.says("value=\"2026-02-10\""));
    assert!(told.says(&format!("href=\"/par/traffar/{theirs}\"")) && told.says("name=\"log[again]\""));
    assert!(told.says("kanarienotis</textarea>"), "what was typed is kept");

    fields.push(("log[again]", "1"));
    assert_eq!(mentor.submit(NEW, "pair/log-meeting", &form(&fields)).await.status, 303);
    let room = mentor.read(read_room()).await.unwrap();
    assert_eq!(room.meetings.held.len(), 2);
}

// ---- the same form twice ----

/// Going back after a save and saving once more makes no second meeting.
#[tokio::test]
async fn a_form_that_was_gone_back_to_makes_no_second_meeting() {
    let world = World::new().await;
    let adept = world.browser("adept1").await;
    let keyed = |fields: &str| format!("{KEY_FIELD}={KEY}&{fields}");
    let first = adept.submit(NEW, "pair/log-meeting", &keyed(&form(&log()))).await;
    let again = adept.submit(NEW, "pair/log-meeting", &keyed(&form(&log()))).await;
    assert_eq!((again.status, again.location()), (303, first.location()));

    // Something else was typed meanwhile: it is asked which is meant.
    let other = keyed(&log_with("log[notes]", "rättade ord"));
    let asked = adept.submit(NEW, "pair/log-meeting", &other).await;
    let meeting = first.location().strip_suffix("?sparad=1").unwrap();
    assert!(asked.status == 409 && asked.says("Du har redan sparat den här träffen."), "{}", asked.body);
    assert!(asked.says(&format!("href=\"{meeting}/andra\"")) && asked.says("rättade ord</textarea>"));
    assert_eq!(adept.read(read_room()).await.unwrap().meetings.held.len(), 1);
    let also = adept.submit(NEW, "pair/log-meeting", &format!("{other}&log[again]=1")).await;
    assert_eq!(also.status, 303);
    assert_eq!(adept.read(read_room()).await.unwrap().meetings.held.len(), 2);
}

// ---- when both write ----

#[tokio::test(flavor = "multi_thread")]
async fn of_fifty_who_save_one_version_forty_nine_are_shown_both_texts() {
    let world = World::new().await;
    fifty_save_one_version([&world, &world]).await;
}

/// The same at two servers at once.
#[tokio::test(flavor = "multi_thread")]
async fn of_fifty_at_two_servers_forty_nine_are_shown_both_texts() {
    let (one, other, database) = World::two().await;
    fifty_save_one_version([&one, &other]).await;
    database.end([one, other]).await;
}

/// One is kept; everyone else is shown both texts, and keeps what they typed.
async fn fifty_save_one_version(servers: [&World; 2]) {
    let meeting = servers[0].meeting_of("adept1").await;
    let browsers = [Arc::new(servers[0].browser("adept1").await), Arc::new(servers[1].browser("mentor1").await)];
    for browser in &browsers {
        let draft = drafted(&edit_page(&meeting), &edit(&meeting, 1, "log[notes]", "utkastets ord"));
        assert_eq!(browser.call("people/save-draft", &draft).await.status, 200);
    }
    let saves: Vec<_> = (0..50)
        .map(|n| {
            let (browser, meeting) = (browsers[n % 2].clone(), meeting.clone());
            tokio::spawn(async move {
                let fields = edit(&meeting, 1, "log[notes]", &format!("ord nummer {n}."));
                let fields = drafted(&edit_page(&meeting), &fields);
                browser.submit(&edit_page(&meeting), "pair/edit-meeting", &fields).await
            })
        })
        .collect();
    let mut answers: Vec<Answer> = Vec::new();
    for save in saves {
        answers.push(save.await.unwrap());
    }
    let done: Vec<_> = (0..50).filter(|n| answers[*n].status == 303).collect();
    assert_eq!(done.len(), 1, "{:?}", answers.iter().map(|answer| answer.status).collect::<Vec<_>>());
    let winner = format!("<mark>ord nummer {}.", done[0]);
    for (n, answer) in answers.iter().enumerate().filter(|(n, _)| *n != done[0]) {
        assert_eq!(answer.status, 409);
        assert!(answer.says(&format!("\nord nummer {n}.</textarea>")), "{n}: one's own is in its field");
        assert!(answer.says(&winner), "{n}: the saved one is beside it, marked");
    }
    let [winner, loser] = [&*browsers[done[0] % 2], &*browsers[1 - done[0] % 2]];
    let kept = async |browser: &Browser| browser.get(&edit_page(&meeting)).await.says("Du har ett utkast från");
    assert!(kept(loser).await, "whose save was not taken keeps the draft");
    assert!(!kept(winner).await);
    let page = loser.read(read_meeting(meeting)).await.unwrap();
    assert_eq!((page.meeting.version, page.meeting.notes), (2, format!("ord nummer {}.", done[0])));
}

/// "Ta med det i min text": both texts in one form, which saves over the partner's version.
#[tokio::test]
async fn what_the_partner_saved_is_taken_along() {
    let world = World::new().await;
    let meeting = world.meeting_of("adept1").await;
    let (adept, mentor) = (world.browser("adept1").await, world.browser("mentor1").await);
    let page = edit_page(&meeting);
    assert_eq!(
        mentor.submit(&page, "pair/edit-meeting", &edit(&meeting, 1, "log[notes]", "mentorns ord")).await.status,
        303
    );
    let mine = drafted(&page, &edit(&meeting, 1, "log[notes]", "adeptens ord"));
    let stale = adept.submit(&page, "pair/edit-meeting", &mine).await;
    assert!(stale.status == 409 && stale.says("formaction=\"/api/pair/take-theirs\""));

    let taken = adept.submit(&page, "pair/take-theirs", &mine).await;
    assert_eq!((taken.status, taken.location()), (303, format!("{page}?utkast={KEY}").as_str()));
    let both = adept.get(taken.location()).await;
    assert!(both.says("\nadeptens ord\n\nmentorns ord</textarea>"), "{}", both.body);
    assert!(both.says("name=\"version\" value=\"2\""));
    assert_eq!(both.body.matches("value=\"kanarieåtgärd\"").count(), 1, "an action that both have is there once");
    assert_eq!(mentor.get(&page).await.body.matches("adeptens ord").count(), 0, "still the writer's alone");
    let saved = adept.submit(&page, "pair/edit-meeting", &edit(&meeting, 2, "log[notes]", "bådas ord")).await;
    assert_eq!(saved.status, 303);
}

/// A draft is about the version that it was begun on: what the partner saved
/// meanwhile is not written over.
#[tokio::test]
async fn a_draft_does_not_forget_its_version() {
    let world = World::new().await;
    let meeting = world.meeting_of("adept1").await;
    let (adept, mentor) = (world.browser("adept1").await, world.browser("mentor1").await);
    let page = edit_page(&meeting);
    let mine = drafted(&page, &edit(&meeting, 1, "log[notes]", "adeptens ord"));
    let kept = adept.submit(&page, "people/save-draft", &mine).await;
    assert_eq!(
        mentor.submit(&page, "pair/edit-meeting", &edit(&meeting, 1, "log[notes]", "mentorns ord")).await.status,
        303
    );
    let resumed = adept.get(kept.location()).await;
    assert!(resumed.says("adeptens ord</textarea>") && resumed.says("name=\"version\" value=\"1\""));
}

// ---- what is done ----

#[tokio::test]
async fn an_action_is_ticked_where_it_stands() {
    let world = World::new().await;
    let meeting = world.meeting_of("adept1").await;
    let mentor = world.browser("mentor1").await;
    let (room, log) = (mentor.get("/par").await, mentor.get(&format!("/par/traffar/{meeting}")).await);
    for page in [&room, &log] {
        assert!(page.says("aria-label=\"Bocka av: kanarieåtgärd\""));
    }
    let tick = |version: u8, done| format!("{PAGE_FIELD}=/par&id={meeting}&version={version}&position=0&done={done}");
    let ticked = mentor.submit("/par", "pair/tick-action", &tick(1, true)).await;
    assert_eq!((ticked.status, ticked.location()), (303, format!("/par?bockad={meeting}.0").as_str()));
    let gone = mentor.get(ticked.location()).await;
    assert!(gone.says("Inget är kvar att göra.") && gone.says("Avbockad: kanarieåtgärd"), "{}", gone.body);
    assert!(gone.says("aria-label=\"Ångra: kanarieåtgärd\""));
    assert!(mentor.get(&format!("/par/traffar/{meeting}")).await.says("aria-label=\"Ångra: kanarieåtgärd\""));

    let stale = world.browser("adept1").await.submit("/par", "pair/tick-action", &tick(1, true)).await;
    assert!(stale.status == 409 && stale.says("role=\"alert\""));

    let undone = mentor.submit(ticked.location(), "pair/tick-action", &tick(2, false)).await;
    assert_eq!((undone.status, undone.location()), (303, format!("/par#bocka-{meeting}-0").as_str()));
    let back = mentor.get("/par").await;
    assert!(back.says(&format!("id=\"bocka-{meeting}-0\"")) && back.says("aria-label=\"Bocka av: kanarieåtgärd\""));
    assert!(!mentor.get(ticked.location()).await.says("Avbockad"), "it is not done any more");
}

/// Once there are goals, the form asks which of them it was about.
#[tokio::test]
async fn a_log_is_linked_to_a_goal() {
    let world = World::new().await;
    let adept = world.browser("adept1").await;
    assert!(!adept.get(NEW).await.says("Vilket mål handlade träffen om?"));
    let goal = goal_of(&world, "adept1").await;
    assert_eq!(world.browser("mentor1").await.call("agreement/sign", "version=1").await.status, 200);
    assert!(adept.get(NEW).await.says("Vilket mål handlade träffen om?"));
    let fields = format!("{}&log[goal]={goal}", form(&log()));
    let saved = adept.submit(NEW, "pair/log-meeting", &fields).await;
    assert_eq!(saved.status, 303);
    assert!(adept.get(saved.location()).await.says("Mål: kanariemål"));
    assert_eq!(adept.call("pair/log-meeting", &format!("{}&log[goal]=99999", form(&log()))).await.status, 404);
}

// ---- history and deletion ----

#[tokio::test]
async fn what_it_said_before_is_read_by_the_two() {
    let world = World::new().await;
    let meeting = world.meeting_of("adept1").await;
    let mentor = world.browser("mentor1").await;
    let page = edit_page(&meeting);
    assert_eq!(
        mentor.submit(&page, "pair/edit-meeting", &edit(&meeting, 1, "log[notes]", "mentorns ord")).await.status,
        303
    );
    for who in ["adept1", "mentor1"] {
        let history = world.browser(who).await.get(&format!("/par/traffar/{meeting}/historik")).await;
        let (new, old) = (history.body.find("mentorns ord").unwrap(), history.body.find("kanarienotis").unwrap());
        assert!(new < old, "the latest first");
        assert!(!history.says("kanariereflektion"));
    }
}

#[tokio::test]
async fn a_deleted_log_is_told_and_can_be_brought_back() {
    let world = World::new().await;
    let meeting = world.meeting_of("adept1").await;
    let (adept, mentor) = (world.browser("adept1").await, world.browser("mentor1").await);
    let ask = format!("/par/traffar/{meeting}/ta-bort");
    let asked = mentor.get(&ask).await;
    assert!(asked.says("tisdag 10 februari 2026") && asked.says("Ni kan båda ångra i en vecka."));
    let before = world.everything().await;
    let deleted = mentor.submit(&ask, "pair/delete-meeting", &format!("id={meeting}")).await;
    assert_eq!((deleted.status, deleted.location()), (303, "/par?klart=borttaget"));
    assert!(mentor.get(deleted.location()).await.says("Loggen är borttagen."));

    assert_eq!(adept.get(&format!("/par/traffar/{meeting}")).await.status, 404);
    let room = adept.get("/par").await;
    assert!(
        room.says("tog bort loggen från tisdag 10 februari 2026.") && room.says("torsdag 26 februari 2026"),
        "{}",
        room.body
    );
    assert!(!adept.get("/par/logg.html").await.says("kanarienotis"));
    let restored = adept.submit("/par", "pair/restore-meeting", &format!("id={meeting}")).await;
    assert_eq!(restored.location(), format!("/par/traffar/{meeting}?tillbaka=1"));
    assert!(adept.get(restored.location()).await.says("Loggen är tillbaka."));
    assert_eq!(world.everything().await.replace("version: 2", "version: 1"), before);

    assert_eq!(mentor.call("pair/delete-meeting", &format!("id={meeting}")).await.status, 200);
    let later = world.state.clock.now() + UNDO + SignedDuration::from_mins(1);
    world.state.store.erase_deleted(later).await.unwrap();
    assert_eq!(adept.call("pair/restore-meeting", &format!("id={meeting}")).await.status, 404);
    assert!(!adept.get("/par").await.says("tog bort loggen"));
}

// ---- the log as a file ----

#[tokio::test]
async fn each_takes_the_shared_log_and_their_own_reflections() {
    let world = World::new().await;
    world.meeting_of("adept1").await;
    for (who, private) in [("adept1", true), ("mentor1", false)] {
        let browser = world.browser(who).await;
        let page = browser.get("/par/logg.html").await;
        assert!(
            page.says("kanarienotis") && page.says("tisdag 10 februari 2026") && page.says("Studiebesök, 75 minuter")
        );
        assert_eq!(page.says("kanariereflektion"), private, "{who}");
        let data: serde_json::Value = browser.get("/par/logg.json").await.parse();
        let meeting = &data["meetings"][0];
        assert_eq!((&meeting["date"], &meeting["form"]), (&"2026-02-10".into(), &"study_visit".into()));
        assert_eq!(
            (&meeting["notes"], &meeting["actions"][0]["what"]),
            (&"kanarienotis".into(), &"kanarieåtgärd".into())
        );
        assert_eq!(meeting["own_reflection"], if private { "kanariereflektion" } else { "" });
    }
}

/// What was written cannot become markup.
#[tokio::test]
async fn a_file_shows_text_as_text() {
    let world = World::new().await;
    let adept = world.browser("adept1").await;
    let nasty = log_with("log[notes]", "<script>alert(1)</script>");
    assert_eq!(adept.call("pair/log-meeting", &nasty).await.status, 200);
    let page = adept.get("/par/logg.html").await;
    assert!(page.says("&lt;script&gt;alert(1)") && !page.says("<script"));
}

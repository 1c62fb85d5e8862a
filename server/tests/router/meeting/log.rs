//! What becomes of a pair's log: drafts, two who write at once, ticks, history,
//! deletion, and the log as a file.

use std::sync::Arc;

use app::pair::api::{read_meeting, read_room};
use domain::meeting::log::UNDO;
use jiff::SignedDuration;

use crate::{
    pair::agreement::goal_of,
    support::{Answer, World, form, log, log_with},
};

const NEW: &str = "/par/traffar/ny";

fn edit_page(meeting: &str) -> String {
    format!("/par/traffar/{meeting}/andra")
}

/// A log of a meeting, read as a version, with one field changed.
fn edit(meeting: &str, version: u8, field: &'static str, value: &str) -> String {
    let fields = log_with(field, "STÄLLET");
    let value = form(&[("v", value)]);
    format!("id={meeting}&version={version}&{}", fields.replace(&form(&[("v", "STÄLLET")])[2..], &value[2..]))
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

// ---- drafts ----

/// Without JavaScript: kept by a button, offered on opening, gone on with or discarded.
#[tokio::test]
async fn a_draft_is_kept_offered_and_gone_on_with() {
    let world = World::new().await;
    let adept = world.browser("adept1").await;
    assert!(!adept.get(NEW).await.says("Du har ett utkast"));
    // As typed: a date that is none is kept, too.
    let mut fields = log();
    fields[0] = ("log[date]", "2026-02-3");
    fields.extend([("log[actions][4][what]", "femte åtgärden"), ("log[actions][4][done]", "1")]);
    let kept = adept.submit(NEW, "pair/save-draft", &form(&fields)).await;
    assert_eq!((kept.status, kept.location()), (303, "/par/traffar/ny?utkast=1"));

    let offered = adept.get(NEW).await;
    assert!(offered.says("Du har ett utkast från") && offered.says("Fortsätt på utkastet"));
    assert!(!offered.says("kanarienotis</textarea>"), "nothing is filled in unasked");
    assert!(!world.browser("mentor1").await.get(NEW).await.says("utkast från"), "it is the writer's alone");
    let resumed = adept.get(kept.location()).await;
    for typed in
        ["kanarienotis</textarea>", "kanariereflektion</textarea>", "kanarieåtgärd", "femte åtgärden", "2026-02-3"]
    {
        assert!(resumed.says(typed), "{typed}");
    }

    let discarded = adept.submit(NEW, "pair/discard-draft", "id=0").await;
    assert_eq!((discarded.status, discarded.location()), (303, NEW));
    assert!(!adept.get(kept.location()).await.says("kanarienotis"));
}

#[tokio::test]
async fn a_saved_log_has_no_draft() {
    let world = World::new().await;
    let adept = world.browser("adept1").await;
    for _ in 0..2 {
        assert_eq!(adept.call("pair/save-draft", &form(&log())).await.status, 200);
        let wrong = adept.call("pair/log-meeting", &log_with("log[date]", "igår")).await;
        assert_eq!(wrong.status, 422);
        assert!(adept.get(NEW).await.says("Du har ett utkast"), "an error loses none");
        assert_eq!(adept.call("pair/log-meeting", &form(&log())).await.status, 200);
        assert!(!adept.get(NEW).await.says("Du har ett utkast"));
    }
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
        let draft = edit(&meeting, 1, "log[notes]", "utkastets ord");
        assert_eq!(browser.call("pair/save-draft", &draft).await.status, 200);
    }
    let saves: Vec<_> = (0..50)
        .map(|n| {
            let (browser, meeting) = (browsers[n % 2].clone(), meeting.clone());
            tokio::spawn(async move {
                let fields = edit(&meeting, 1, "log[notes]", &format!("ord nummer {n}."));
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
    let loser = &browsers[1 - done[0] % 2];
    let page = loser.read(read_meeting(meeting)).await.unwrap();
    assert!(format!("{:?}", page.begun.draft).contains("utkastets ord"), "whose save was not taken keeps the draft");
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
    let mine = edit(&meeting, 1, "log[notes]", "adeptens ord");
    let stale = adept.submit(&page, "pair/edit-meeting", &mine).await;
    assert!(stale.status == 409 && stale.says("formaction=\"/api/pair/take-theirs\""));

    let taken = adept.submit(&page, "pair/take-theirs", &mine).await;
    assert_eq!((taken.status, taken.location()), (303, format!("{page}?utkast=1").as_str()));
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
    let kept = adept.submit(&page, "pair/save-draft", &edit(&meeting, 1, "log[notes]", "adeptens ord")).await;
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
    let tick = |version: u8, done| format!("id={meeting}&version={version}&position=0&done={done}");
    let ticked = mentor.submit("/par", "pair/tick-action", &tick(1, true)).await;
    assert_eq!((ticked.status, ticked.location()), (303, "/par"));
    assert!(mentor.get("/par").await.says("Inget är kvar att göra."));
    assert!(mentor.get(&format!("/par/traffar/{meeting}")).await.says("aria-label=\"Ångra: kanarieåtgärd\""));

    let stale = world.browser("adept1").await.submit("/par", "pair/tick-action", &tick(1, true)).await;
    assert!(stale.status == 409 && stale.says("role=\"alert\""));
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
    assert_eq!((deleted.status, deleted.location()), (303, "/par"));

    assert_eq!(adept.get(&format!("/par/traffar/{meeting}")).await.status, 404);
    let room = adept.get("/par").await;
    assert!(
        room.says("tog bort loggen från tisdag 10 februari 2026.") && room.says("torsdag 26 februari 2026"),
        "{}",
        room.body
    );
    assert!(!adept.get("/par/logg.html").await.says("kanarienotis"));
    let restored = adept.submit("/par", "pair/restore-meeting", &format!("id={meeting}")).await;
    assert_eq!(restored.location(), format!("/par/traffar/{meeting}"));
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

//! Drafts without JavaScript: kept by a button, offered above their form, and gone only
//! when that very form was sent or its writer says so.

use app::{
    people::draft::DRAFT_FIELD,
    ui::{KEY_FIELD, PAGE_FIELD},
};

use crate::support::{Answer, Browser, World, form, log, log_with};

const NEW: &str = "/par/traffar/ny";
const DRAFTS: &str = "/min-sida/utkast";
/// What tells one form from another.
const KEYS: [&str; 3] = ["00000000000000a1", "00000000000000a2", "00000000000000a3"];

/// The fields of a form that keeps drafts, on a page.
fn of(key: &str, page: &str, fields: &str) -> String {
    form(&[(KEY_FIELD, key), (PAGE_FIELD, page), (DRAFT_FIELD, "1")]) + "&" + fields
}

async fn keep(browser: &Browser, key: &str, page: &str, fields: &str) -> Answer {
    browser.submit(page, "people/save-draft", &of(key, page, fields)).await
}

/// Which of the drafts a page offers.
fn offered(page: &Answer) -> Vec<&'static str> {
    KEYS.into_iter().filter(|key| page.says(&format!("id=\"utkast-{key}\""))).collect()
}

#[tokio::test]
async fn a_draft_is_kept_offered_and_gone_on_with() {
    let world = World::new().await;
    let adept = world.browser("adept1").await;
    assert!(!adept.get(NEW).await.says("Du har ett utkast"));
    // As typed: a date that is none is kept, too.
    let mut fields = log();
    fields[0] = ("log[date]", "2026-02-3");
    fields.extend([("log[actions][4][what]", "femte åtgärden"), ("log[actions][4][done]", "1")]);
    let kept = keep(&adept, KEYS[0], NEW, &form(&fields)).await;
    assert_eq!((kept.status, kept.location()), (303, format!("{NEW}?utkast={}", KEYS[0]).as_str()));

    let page = adept.get(NEW).await;
    assert!(page.says("Du har ett utkast från") && page.says("Fortsätt på utkastet"), "{}", page.body);
    assert!(page.says("<bdi>kanarienotis<"), "with its first words");
    assert!(!page.says("kanarienotis</textarea>"), "nothing is filled in unasked");
    let (offer, field) = (page.body.find("id=\"utkast-").unwrap(), page.body.find("name=\"log[date]\"").unwrap());
    assert!(offer < field, "above the form");
    assert!(!world.browser("mentor1").await.get(NEW).await.says("Du har ett utkast från"), "it is the writer's alone");

    let resumed = adept.get(kept.location()).await;
    for typed in
        ["kanarienotis</textarea>", "kanariereflektion</textarea>", "kanarieåtgärd", "femte åtgärden", "2026-02-3"]
    {
        assert!(resumed.says(typed), "{typed}");
    }
    assert!(resumed.says(&format!("name=\"{KEY_FIELD}\" value=\"{}\"", KEYS[0])), "it is the same form");
}

/// A draft that nobody answers to is not lost by the next one, nor by what is saved.
#[tokio::test]
async fn each_draft_goes_with_its_own_form_only() {
    let world = World::new().await;
    let adept = world.browser("adept1").await;
    for key in KEYS {
        assert_eq!(keep(&adept, key, NEW, &log_with("log[notes]", "ord")).await.status, 303);
    }
    assert_eq!(offered(&adept.get(NEW).await), KEYS);

    let wrong = adept.submit(NEW, "pair/log-meeting", &of(KEYS[1], NEW, &log_with("log[date]", "igår"))).await;
    assert_eq!(wrong.status, 422);
    assert_eq!(offered(&wrong), [KEYS[0], KEYS[2]], "what comes back is not offered beside itself");
    assert_eq!(offered(&adept.get(NEW).await), KEYS, "an error loses none");
    let saved = adept.submit(NEW, "pair/log-meeting", &of(KEYS[1], NEW, &form(&log()))).await;
    assert_eq!(saved.status, 303);
    assert_eq!(offered(&adept.get(NEW).await), [KEYS[0], KEYS[2]]);
    let other = form(&log()) + "&log[again]=1";
    assert_eq!(adept.submit(NEW, "pair/log-meeting", &other).await.status, 303);
    assert_eq!(offered(&adept.get(NEW).await), [KEYS[0], KEYS[2]], "a form of its own");
}

#[tokio::test]
async fn what_is_discarded_is_told_and_can_be_brought_back() {
    let world = World::new().await;
    let adept = world.browser("adept1").await;
    keep(&adept, KEYS[0], NEW, &form(&log())).await;
    for page in [NEW, DRAFTS] {
        let fields = form(&[("draft", KEYS[0]), (PAGE_FIELD, page)]);
        let discarded = adept.submit(page, "people/discard-draft", &fields).await;
        assert_eq!((discarded.status, discarded.location()), (303, format!("{page}?slangt={}", KEYS[0]).as_str()));
        let told = adept.get(discarded.location()).await;
        assert!(told.says("Utkastet är kastat.") && told.says(" autofocus"), "{}", told.body);
        assert!(told.says("api/people/restore-draft") && offered(&told).is_empty());
        let resumed = adept.get(&format!("{NEW}?utkast={}", KEYS[0])).await;
        assert!(!resumed.says("kanarienotis</textarea>"));

        let restored = adept.submit(page, "people/restore-draft", &fields).await;
        assert_eq!((restored.status, restored.location()), (303, format!("{page}#utkast-{}", KEYS[0]).as_str()));
        assert_eq!(offered(&adept.get(page).await), [KEYS[0]]);
    }
}

#[tokio::test]
async fn drafts_are_found_from_the_dashboard() {
    let world = World::new().await;
    let adept = world.browser("adept1").await;
    let todo = "Fortsätt på ditt utkast: Logga en träff";
    assert!(!adept.get("/min-sida").await.says(todo));
    keep(&adept, KEYS[0], NEW, &form(&log())).await;
    let home = adept.get("/min-sida").await;
    assert!(home.says(todo) && home.says(&format!("href=\"{DRAFTS}\"")), "{}", home.body);
    let all = adept.get(DRAFTS).await;
    assert!(all.says("Logga en träff") && all.says("kanariereflektion"), "to be read and copied");
    assert!(!world.browser("mentor1").await.get("/min-sida").await.says("Fortsätt på ditt utkast"));
}

/// Whoever has another first page finds them there.
#[tokio::test]
async fn drafts_are_found_from_everyones_first_page() {
    let world = World::new().await;
    let todo = "Fortsätt på ditt utkast: ";
    for (who, first, form_page) in [
        ("organisator1", "/organisera", "/organisera/ansokan"),
        ("kontakt1", "/kontakt", "/kontakt/nominera"),
        ("arbetsgrupp1", "/urval", "/urval/7"),
    ] {
        let browser = world.browser(who).await;
        assert!(!browser.get(first).await.says(todo), "{first}");
        assert_eq!(keep(&browser, KEYS[0], form_page, &form(&[("kanarie", "Några ord")])).await.status, 303);
        let page = browser.get(first).await;
        assert!(page.says(todo) && page.says(&format!("href=\"{DRAFTS}\"")), "{first}: {}", page.body);
    }
}

/// Someone may look over the writer's shoulder: what is one's own is not read out beside
/// the form, whoever typed it last.
#[tokio::test]
async fn an_offer_shows_no_word_of_ones_own() {
    let world = World::new().await;
    let adept = world.browser("adept1").await;
    let shown = async |fields: &str, page: &str| {
        assert_eq!(keep(&adept, KEYS[0], page, fields).await.status, 303);
        let offers = adept.get(page).await;
        assert_eq!(offered(&offers), [KEYS[0]]);
        let offer = offers.body.split("id=\"utkast-").nth(1).unwrap().split("</form>").next().unwrap();
        offer.to_owned()
    };
    let last = form(&log()) + "&ord=kanariereflektion";
    let offer = shown(&last, NEW).await;
    assert!(offer.contains("kanarienotis") && !offer.contains("kanariereflektion"), "{offer}");
    let alone = form(&[("log[reflection]", "kanariereflektion"), ("ord", "kanariereflektion")]);
    let offer = shown(&alone, NEW).await;
    assert!(offer.contains("Du har ett utkast från") && !offer.contains("kanariereflektion"), "{offer}");
}

/// The partner ends the pair while one writes.
#[tokio::test]
async fn what_is_typed_when_the_pair_ends_is_not_lost() {
    let world = World::new().await;
    let (adept, mentor) = (world.browser("adept1").await, world.browser("mentor1").await);
    keep(&adept, KEYS[0], NEW, &form(&log())).await;
    assert_eq!(mentor.submit("/par/lage/end", "course/turn", "turn=end").await.status, 303);
    let save = of(KEYS[0], NEW, &log_with("log[notes]", "de sista orden"));
    let refused = adept.submit(NEW, "pair/log-meeting", &save).await;
    assert_eq!(refused.status, 409, "{}", refused.body);
    assert!(refused.says("Ert mentorpar är avslutat") && refused.says("de sista orden"), "{}", refused.body);
    assert!(!refused.says("Sidan finns inte"));
    let all = adept.get(DRAFTS).await;
    assert!(all.status == 200 && all.says("kanariereflektion"), "what was kept can still be read: {}", all.body);
}

/// The partner deletes the log that one is changing.
#[tokio::test]
async fn what_is_typed_in_a_form_that_is_gone_is_not_lost() {
    let world = World::new().await;
    let meeting = world.meeting_of("adept1").await;
    let (adept, mentor) = (world.browser("adept1").await, world.browser("mentor1").await);
    let page = format!("/par/traffar/{meeting}/andra");
    assert_eq!(mentor.call("pair/delete-meeting", &format!("id={meeting}")).await.status, 200);
    let fields = format!("id={meeting}&version=1&{}", log_with("log[notes]", "de sista orden"));
    let refused = adept.submit(&page, "pair/edit-meeting", &of(KEYS[0], &page, &fields)).await;
    assert_eq!(refused.status, 404);
    assert!(refused.says("finns inte längre") && refused.says("de sista orden"), "{}", refused.body);
}

/// All the long forms keep drafts, each for whoever fills it in.
#[tokio::test]
async fn every_long_form_keeps_drafts() {
    let world = World::new().await;
    let meeting = world.meeting_of("adept1").await;
    let edit = format!("/par/traffar/{meeting}/andra");
    for (who, page) in [
        ("adept1", NEW),
        ("adept1", edit.as_str()),
        ("adept1", "/par/overenskommelse/andra"),
        ("organisator1", "/organisera/dagar/ny"),
        ("organisator1", "/organisera/dagar/uppstart-2026/andra"),
        ("organisator1", "/organisera/sidor/natverket"),
        ("organisator1", "/organisera/utskick/nytt"),
        ("organisator1", "/organisera/start/natverk"),
        ("organisator1", "/organisera/ansokan"),
        ("kontakt1", "/kontakt/nominera"),
        ("mentor1", "/dagar/uppstart-2026/behov"),
    ] {
        let browser = world.browser(who).await;
        assert!(browser.get(page).await.says("<form-drafts "), "{page}");
        let kept = keep(&browser, KEYS[0], page, &form(&[("kanarie", "Några ord")])).await;
        assert_eq!((kept.status, kept.location()), (303, format!("{page}?utkast={}", KEYS[0]).as_str()), "{page}");
        let offers = browser.get(page).await;
        assert!(offered(&offers) == [KEYS[0]] && offers.says("Några ord"), "{page}");
        let discard = form(&[("draft", KEYS[0]), (PAGE_FIELD, page)]);
        assert_eq!(browser.submit(page, "people/discard-draft", &discard).await.status, 303);
    }
}

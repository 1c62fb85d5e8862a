//! A mentor with two adepts: every page and form says which pair it is, and what is the
//! one's is not there in the other.

use app::{
    round::focus::{is_of_a_pair, split},
    ui::{PAGE_FIELD, READER_FIELD},
};

use crate::{
    access::{FILES, pages, writes},
    support::{Answer, Browser, World, form, log, proposal},
};

/// Those of the first pair, and the adept of the second.
const ADEPT: &str = "adept1";
const MENTOR: &str = "mentor1";
const SECOND: &str = "reserv1";

/// The demo's world, in which someone in reserve has become the mentor's second adept.
async fn mentor_of_two() -> World {
    let world = World::new().await;
    let pair = "INSERT INTO pairs (round_id, adept_id, mentor_id, every_weeks, since, state, state_since) \
        SELECT r.id, a.id, m.id, 4, '2026-02-10', 'active', '2026-02-10' FROM rounds r, persons a, persons m \
        WHERE a.email LIKE 'reserv1@%' AND m.email LIKE 'mentor1@%'";
    world.write("ior.sqlite", pair).await;
    let duty =
        "UPDATE duties SET duty = 'adept' WHERE person_id = (SELECT id FROM persons WHERE email LIKE 'reserv1@%')";
    world.write("ior.sqlite", duty).await;
    world
}

/// The numbers of the two pairs.
async fn pairs(world: &World) -> [i64; 2] {
    [world.caller(ADEPT).await.pair.unwrap().0, world.caller(SECOND).await.pair.unwrap().0]
}

/// A form of a page of a pair, as without JavaScript.
async fn submit(browser: &Browser, pair: i64, page: &str, function: &str, fields: &[(&str, &str)]) -> Answer {
    let reader = format!("{}..{pair}", browser.reader().await);
    let fields = format!("{}&{}", form(&[(READER_FIELD, &reader), (PAGE_FIELD, page)]), form(fields));
    browser.submit(page, function, &fields).await
}

/// The fields of a good log, with one of them as given.
fn log_with(field: &'static str, value: &'static str) -> Vec<(&'static str, &'static str)> {
    let others = log().into_iter().filter(|(name, _)| *name != field);
    others.chain([(field, value)]).collect()
}

/// The links and forms of a page that lead to a pair's page without naming the pair.
fn unnamed(page: &Answer) -> Vec<&str> {
    let links = ["href=\"", "action=\""].into_iter().flat_map(|name| page.body.split(name).skip(1));
    let links = links.filter_map(|rest| rest.split('"').next());
    links.filter(|link| is_of_a_pair(link) && split(link).is_none()).collect()
}

/// The pages of a pair, without those of one meeting.
fn of_a_pair() -> impl Iterator<Item = &'static str> {
    pages().map(|(path, _)| path).filter(|path| is_of_a_pair(path) && !path.contains('{') && !path.contains("999"))
}

#[tokio::test]
async fn the_list_leads_to_each_pair() {
    let world = mentor_of_two().await;
    let [first, second] = pairs(&world).await;
    let (mentor, adept) = (world.browser(MENTOR).await, world.browser(ADEPT).await);
    assert_eq!(mentor.get("/par").await.location(), "/par/alla");
    let list = mentor.get("/par/alla").await;
    assert_eq!(list.status, 200);
    for pair in [first, second] {
        assert!(list.says(&format!("href=\"/par/{pair}\"")), "{pair}");
    }
    assert!(list.says("Ingen träff är bestämd") && list.says("Bestäm er första träff"));
    // Whoever has one pair is at it, and sees nothing of names.
    assert_eq!(adept.get("/par/alla").await.location(), "/par");
    let own = adept.get("/par").await;
    assert!(own.status == 200 && !own.says(&format!("/par/{first}")) && !own.says("Alla par"));
    assert_eq!(world.browser("organisator1").await.get("/par/alla").await.status, 404);
    // On pages of no pair, navigation leads to the list.
    for path in ["/min-sida", "/dagar", "/installningar"] {
        assert!(mentor.get(path).await.says("href=\"/par/alla\""), "{path}");
    }
    let home = mentor.get("/min-sida").await;
    assert!(home.says(&format!("href=\"/par/{second}\"")) && home.says("På väg"));
}

#[tokio::test]
async fn every_page_of_a_pair_says_which_it_is() {
    let world = mentor_of_two().await;
    let [first, second] = pairs(&world).await;
    let mentor = world.browser(MENTOR).await;
    let (reader, mut seen) = (mentor.reader().await, 0);
    for path in of_a_pair() {
        for pair in [first, second] {
            let named = path.replacen("/par", &format!("/par/{pair}"), 1);
            let page = mentor.get(&named).await;
            if page.status == 404 {
                continue;
            }
            seen += 1;
            assert_eq!(page.status, 200, "{named}");
            assert_eq!(unnamed(&page), [] as [&str; 0], "{named}");
            let forms = page.body.matches(&format!("name=\"{READER_FIELD}\" value=\"{reader}")).count();
            let of_this = page.body.matches(&format!("name=\"{READER_FIELD}\" value=\"{reader}..{pair}\"")).count();
            assert!(forms > 0 && forms == of_this, "{named}: {of_this} of {forms}");
            assert!(page.says(&format!("href=\"/par/{first}\"")) && page.says(&format!("href=\"/par/{second}\"")));
        }
        // Without a name it is the first pair's in which it is there.
        let led = mentor.get(path).await;
        let leads = led.status == 404 || led.location().starts_with("/par/");
        assert!(leads, "{path}: {} {}", led.status, led.location());
    }
    assert!(seen > 14, "{seen}");
}

#[tokio::test]
async fn what_is_logged_in_the_one_is_not_in_the_other() {
    let world = mentor_of_two().await;
    let [first, second] = pairs(&world).await;
    let (mentor, adept) = (world.browser(MENTOR).await, world.browser(ADEPT).await);
    let page = format!("/par/{second}/traffar/ny");
    let wrong = submit(&mentor, second, &page, "pair/log-meeting", &log_with("log[minutes]", "x")).await;
    assert!(wrong.status == 422 && unnamed(&wrong).is_empty(), "{}: it comes back in its pair", wrong.status);
    let logged = submit(&mentor, second, &page, "pair/log-meeting", &log_with("log[notes]", "kanariefågel")).await;
    let meeting = logged.location().split('?').next().unwrap().to_owned();
    assert!(meeting.starts_with(&format!("/par/{second}/traffar/")), "{}", logged.location());
    assert!(mentor.get(&meeting).await.says("kanariefågel"));
    let number = meeting.rsplit('/').next().unwrap();
    assert_eq!(
        mentor.get(&format!("/par/traffar/{number}")).await.location(),
        meeting,
        "a link in an email leads there"
    );

    for end in ["", "/andra", "/historik", "/ta-bort"] {
        let in_first = format!("/par/{first}/traffar/{number}{end}");
        assert_eq!(mentor.get(&in_first).await.status, 404, "{in_first}");
        assert_eq!(adept.get(&in_first).await.status, 404, "{in_first}");
        assert_eq!(adept.get(&format!("{meeting}{end}")).await.status, 404);
    }
    for name in [ADEPT, "mentor2", "organisator1", ""] {
        let browser = if name.is_empty() { world.stranger() } else { world.browser(name).await };
        let answer = browser.get(&format!("/par/{second}")).await;
        assert_eq!(answer.status, if name.is_empty() { 303 } else { 404 }, "{name}");
    }
    assert_eq!(mentor.get("/par/999999").await.status, 404);
    let second_adept = world.browser(SECOND).await;
    assert!(second_adept.get(&format!("/par/traffar/{number}")).await.says("kanariefågel"));
    for file in ["logg.html", "logg.json"] {
        assert!(mentor.get(&format!("/par/{second}/{file}")).await.says("kanariefågel"), "{file}");
        assert!(!mentor.get(&format!("/par/{first}/{file}")).await.says("kanariefågel"), "{file}");
    }
}

/// Every page, file and server function of a pair, at what is the other's.
#[tokio::test]
async fn nothing_of_the_one_is_reached_from_the_other() {
    let world = mentor_of_two().await;
    let [first, second] = pairs(&world).await;
    let mentor = world.browser(MENTOR).await;
    let adept = world.browser(SECOND).await;
    let answer = adept.call("pair/log-meeting", &form(&log())).await;
    let meeting = answer.location().strip_prefix("/par/traffar/").unwrap().split('?').next().unwrap().to_owned();
    assert_eq!(adept.call("proposal/propose", &form(&proposal())).await.status, 200);
    let open = world.state.store.meetings(&world.caller(SECOND).await).await.unwrap().open.unwrap().id.0;
    let fill = |text: &str| text.replace("{meeting}", &meeting).replace("{proposal}", &open.to_string());
    // All but when the file was made.
    let diary = async || {
        let whole = mentor.get(&format!("/par/{second}/logg.json")).await.body;
        whole.split_once("\"meetings\"").unwrap().1.to_owned()
    };
    let before = diary().await;

    let (mut wrong, mut asked) = (Vec::new(), 0);
    let paths = pages().chain(FILES).map(|(path, _)| path).filter(|path| is_of_a_pair(path) && path.contains('{'));
    for path in paths.filter(|path| fill(path) != *path && !fill(path).contains('{')) {
        let path = fill(path).replacen("/par", &format!("/par/{first}"), 1);
        let status = mentor.get(&path).await.status;
        asked += 1;
        if status != 404 {
            wrong.push(format!("{path}: {status}"));
        }
    }
    let reader = format!("{}..{first}", mentor.reader().await);
    for (function, fields, _) in
        writes().filter(|(_, fields, _)| fill(fields) != **fields && !fill(fields).contains('{'))
    {
        let fields = format!("{}&{}", form(&[(READER_FIELD, &reader)]), fill(fields));
        let status = mentor.call(function, &fields).await.status;
        asked += 1;
        if ![404, 410].contains(&status) {
            wrong.push(format!("{function}: {status}"));
        }
    }
    assert!(asked > 8, "{asked}");
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert_eq!(diary().await, before);
}

#[tokio::test]
async fn a_form_of_a_pair_that_is_not_ones_own_is_refused() {
    let world = mentor_of_two().await;
    let [first, second] = pairs(&world).await;
    for (who, pair) in
        [(ADEPT, second), (SECOND, first), ("mentor2", first), ("organisator1", first), (MENTOR, 999_999)]
    {
        let page = format!("/par/{pair}/traffar/ny");
        let answer = submit(&world.browser(who).await, pair, &page, "pair/log-meeting", &log()).await;
        assert_eq!(answer.status, 404, "{who} in {pair}");
    }
    let mentor = world.browser(MENTOR).await;
    let reader = mentor.reader().await;
    for odd in ["..", "..x", ".x.1", "...", ". .1"] {
        let fields = format!("{}&{}", form(&[(READER_FIELD, &format!("{reader}{odd}"))]), form(&log()));
        assert_eq!(mentor.call("pair/log-meeting", &fields).await.status, 400, "{odd}");
    }
    // The control: in their own.
    let logged = submit(&mentor, first, &format!("/par/{first}/traffar/ny"), "pair/log-meeting", &log()).await;
    assert!(logged.location().starts_with(&format!("/par/{first}/traffar/")), "{}", logged.location());
}

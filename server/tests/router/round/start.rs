//! From nothing to a living round: the set-up link, what is told before there is an
//! organiser, and the list of what there is to do.

use domain::{
    day::{DayForm, Plan},
    people::{Duty, Lang},
    round::start::two_years,
};
use jiff::SignedDuration;
use store::{
    people::{NewPerson, NewSession, SignInRequest},
    round::start::Founder,
    secret::{Code, Secret},
};

use crate::{
    access::Statuses,
    people::sign_in::{follow, latest_email, type_code},
    support::{Answer, Browser, World, email, form, start},
};

/// Pages of beginning. In a programme that has begun, no set-up link is good.
#[rustfmt::skip]
pub const PAGES: [(&str, Statuses); 6] = [
    //                                    nobody adept mentor other contact group organiser reserve
    ("/start",                             [404, 404, 404, 404, 404, 404, 404, 404]),
    ("/start/okand",                       [410, 410, 410, 410, 410, 410, 410, 410]),
    ("/organisera/start",                  [303, 404, 404, 404, 404, 404, 200, 404]),
    ("/organisera/start/natverk",          [303, 404, 404, 404, 404, 404, 200, 404]),
    ("/organisera/start/organisationer",   [303, 404, 404, 404, 404, 404, 200, 404]),
    ("/organisera/start/omgang",           [303, 404, 404, 404, 404, 404, 200, 404]),
];

/// Server functions of beginning. The round has its days already.
#[rustfmt::skip]
pub const WRITES: [(&str, &str, Statuses); 4] = [
    //                                            nobody adept mentor other contact group organiser reserve
    ("start/claim",             CLAIM,             [409, 409, 409, 409, 409, 409, 409, 409]),
    ("start/save-network",      NETWORK,           [401, 404, 404, 404, 404, 404, 200, 404]),
    ("start/add-organisations", "names=Ny%0AGamla", [401, 404, 404, 404, 404, 404, 200, 404]),
    ("start/plan-round",        ROUND,             [401, 404, 404, 404, 404, 404, 409, 404]),
];

const CLAIM: &str = "token=okand&name=Eva%20Ek&email=eva@example.org&organisation=Alfa%20kommun&lang=sv";
const NETWORK: &str = "network[name]=Alfa&network[host]=Beta&network[contact]=a@example.org\
    &network[controller_sv]=Beta&network[controller_en]=Beta";
const ROUND: &str = "round[number]=3&round[max_pairs]=20&round[starts_on]=2026-03-01&round[ends_on]=2027-06-30\
    &round[days][0][date]=2026-04-10&round[days][0][parts][0][from]=09:00&round[days][0][parts][0][to]=13:00\
    &round[days][0][parts][1][from]=13:00&round[days][0][parts][1][to]=15:30\
    &round[days][1][date]=2026-05-22&round[days][1][parts][0][from]=09:00&round[days][1][parts][0][to]=13:00\
    &round[days][2][date]=2026-10-16&round[days][2][parts][0][from]=09:00&round[days][2][parts][0][to]=15:00\
    &round[days][3][date]=2027-04-09&round[days][3][parts][0][from]=09.00&round[days][3][parts][0][to]=13.00";

/// A link that `ior serve` would print.
async fn offered(world: &World) -> String {
    let link = Secret::generate();
    assert!(world.state.store.offer_setup(&link, world.state.clock.now()).await.unwrap());
    link.reveal().to_owned()
}

fn claiming(token: &str, who: &str) -> String {
    let address = format!("{who}@example.org");
    form(&[("token", token), ("name", "Eva Ek"), ("email", &address), ("organisation", "Alfa kommun"), ("lang", "sv")])
}

async fn claim(browser: &Browser, token: &str, who: &str) -> Answer {
    browser.submit(&format!("/start/{token}"), "start/claim", &claiming(token, who)).await
}

/// An installation with an organiser and a round that is still to be planned.
async fn founded() -> World {
    let world = World::empty().await;
    let founder = Founder {
        name: "Eva Ek".to_owned(),
        organisation: "Alfa kommun".to_owned(),
        lang: Lang::Sv,
        round: (1, two_years(2026).0, two_years(2026).1),
        sign_in: SignInRequest {
            email: email("eva"),
            client: String::new(),
            kept: Vec::new(),
            ticket: Secret::generate(),
            link: Secret::generate(),
            code: Code::generate(),
            till: String::new(),
            lang: None,
        },
    };
    world.state.store.found(&founder, start()).await.unwrap();
    world
}

/// The pages that answer without an organiser; everything else is the one that says why.
#[tokio::test]
async fn before_there_is_an_organiser_every_page_says_what_to_do() {
    let world = World::empty().await;
    let stranger = world.stranger();
    for path in
        ["/", "/programmet", "/datum", "/datum.ics", "/ansok", "/min-sida", "/organisera", "/finns-inte", "/start"]
    {
        let page = stranger.get(path).await;
        assert_eq!(page.status, 503, "{path}");
        assert!(page.says("Programmet har inte börjat än") && page.says("ior init --email"), "{path}");
    }
    let english = world.stranger().in_english();
    assert!(english.get("/").await.says("The programme has not begun yet"));
    let apply = stranger.call("application/start", "name=A&email=a@example.org").await;
    assert_eq!(apply.status, 503);
    for path in ["/logga-in", "/logga-in/kod", "/integritet", "/tillganglighet", "/healthz", "/readyz", "/robots.txt"] {
        assert_eq!(stranger.get(path).await.status, 200, "{path}");
    }
    let asked = stranger.submit("/logga-in", "people/request-sign-in", "email=a@example.org").await;
    assert_eq!(asked.status, 303);
    assert!(world.messages().await.is_empty());
}

#[tokio::test]
async fn a_set_up_link_makes_one_organiser_and_is_spent() {
    let world = World::empty().await;
    let (token, other) = (offered(&world).await, offered(&world).await);
    let page = format!("/start/{token}");
    let browser = world.stranger();
    // Whoever only follows links changes nothing.
    for _ in 0..3 {
        let shown = browser.get(&page).await;
        assert!(shown.status == 200 && shown.says("Bli organisatör"), "{}", shown.body);
    }
    let wrong = browser.submit(&page, "start/claim", &form(&[("token", &token), ("name", "Eva Ek")])).await;
    assert_eq!(wrong.status, 422);
    assert!(wrong.says("value=\"Eva Ek\"") && wrong.says("Din e-postadress: Fyll i det här."), "{}", wrong.body);

    let done = claim(&browser, &token, "eva").await;
    assert_eq!((done.status, done.location()), (303, "/logga-in/kod?till=/organisera/start"));
    let (_, code) = latest_email(&world).await;
    let signed_in = type_code(&browser, &code).await;
    assert_eq!(signed_in.status, 303);
    assert_eq!(browser.get("/organisera/start").await.status, 200);
    assert!(browser.get("/").await.status == 200, "the product is open");

    for (link, who) in [(&token, "adam"), (&other, "bo")] {
        let stranger = world.stranger();
        let gone = stranger.get(&format!("/start/{link}")).await;
        assert!(gone.status == 410 && gone.says("Det finns redan en organisatör här."), "{}", gone.status);
        let refused = claim(&stranger, link, who).await;
        assert!(refused.status == 409 && refused.says("Det finns redan en organisatör här."));
    }
    assert_eq!(world.messages().await.len(), 1, "nobody else was let in");
    let offered = world.state.store.offer_setup(&Secret::generate(), start()).await.unwrap();
    assert!(!offered, "no other link is made");
}

#[tokio::test]
async fn a_set_up_link_is_good_for_a_day() {
    let world = World::empty().await;
    let token = offered(&world).await;
    let later = world.after(SignedDuration::from_hours(24));
    let late = later.stranger();
    let page = late.get(&format!("/start/{token}")).await;
    assert!(page.status == 410 && page.says("mer än 24 timmar gammal"));
    assert_eq!(claim(&late, &token, "eva").await.status, 410);
    assert!(!world.state.store.has_organiser().await.unwrap());
    let unknown = late.get("/start/finns-inte").await;
    assert!(unknown.status == 404 && unknown.says("Länken finns inte här"));
    assert_eq!(claim(&late, Secret::generate().reveal(), "eva").await.status, 404);
    // As a control, just before it is good.
    let just = world.after(SignedDuration::from_hours(23));
    assert_eq!(claim(&just.stranger(), &token, "eva").await.status, 303);
}

const SLUG: &str = "uppstart-2026";
const KICKOFF: &str = "/organisera/dagar/uppstart-2026";

/// Every page of organisers, in a round where there is nothing yet.
const ORGANISERS_PAGES: [&str; 22] = [
    "/",
    "/programmet",
    "/natverket",
    "/datum",
    "/ansok",
    "/min-sida",
    "/dagar",
    "/installningar",
    "/organisera",
    "/organisera/start",
    "/organisera/start/omgang",
    "/organisera/dagar/ny",
    "/organisera/ansokan",
    "/organisera/arbetsgivare",
    "/organisera/personer",
    "/organisera/personer/uppdrag",
    "/organisera/organisationer",
    "/organisera/import",
    "/organisera/sidor",
    "/organisera/mejl",
    "/urval",
    "/matchning",
];
/// The same of a day of the round.
const PAGES_OF_DAY: [&str; 12] = [
    "",
    "/andra",
    "/incheckning",
    "/namnskyltar",
    "/efter",
    "/material",
    "/utvardering",
    "/bord",
    "/bord/utskrift",
    "/behov",
    "/gaster",
    "/lista",
];

/// Gives the kick-off a place, and publishes it.
async fn publish_kickoff(world: &World) {
    let (store, eva) = (&world.state.store, world.caller("eva").await);
    let day = store.planned_day(&eva, SLUG).await.unwrap().unwrap();
    let plan = Plan { venue: "Salen".to_owned(), address: "Gatan 1".to_owned(), ..day.plan };
    store.edit_day(&eva, SLUG, day.version, &plan, DayForm::default().consent(), start()).await.unwrap();
    store.publish_day(&eva, SLUG, start()).await.unwrap();
}

#[tokio::test]
async fn the_pages_of_organisers_stand_on_a_round_with_nothing_in_it() {
    let world = founded().await;
    let organiser = world.browser("eva").await;
    for path in ORGANISERS_PAGES.into_iter().chain(["/urval/jamfor", "/urval/beslut"]) {
        assert_eq!(organiser.get(path).await.status, 200, "{path}");
    }
    assert!(!organiser.get("/").await.says("Programomgång 1"), "nobody has said that there is one");
    let own = organiser.get("/min-sida").await;
    assert!(own.says("så snart de är bestämda") && !own.says("har varit"), "no day has been");
    assert!(!organiser.get("/organisera").await.says("färre än fem svar"), "nobody was asked how it goes");
    assert_eq!(organiser.call("start/plan-round", ROUND).await.status, 200);
    for path in ORGANISERS_PAGES {
        assert_eq!(organiser.get(path).await.status, 200, "{path}");
    }
    for published in [false, true] {
        if published {
            publish_kickoff(&world).await;
        }
        for page in PAGES_OF_DAY {
            let path = format!("{KICKOFF}{page}");
            let status = organiser.get(&path).await.status;
            // Nobody comes to a draft: it has no door.
            let expected = if published || page != "/incheckning" { 200 } else { 404 };
            assert_eq!(status, expected, "{path}, published: {published}");
        }
    }
}

#[tokio::test]
async fn the_list_is_worked_off_and_says_what_is_left() {
    let world = founded().await;
    let organiser = world.browser("eva").await;
    assert!(organiser.get("/organisera").await.says("href=\"/organisera/start\""));
    assert!(organiser.get("/organisera/start").await.says("6 saker är kvar."));

    let page = "/organisera/start/natverk";
    let wrong = organiser.submit(page, "start/save-network", "network[name]=Nätverket%20Väst&network[contact]=x").await;
    assert!(wrong.status == 422 && wrong.says("value=\"Nätverket Väst\""));
    let saved = organiser.submit(page, "start/save-network", NETWORK).await;
    assert_eq!((saved.status, saved.location()), (303, "/organisera/start?natverk=1"));
    assert!(organiser.get("/integritet").await.says("mailto:a@example.org"));
    assert!(organiser.get("/integritet").await.says("har Beta"));

    let page = "/organisera/start/organisationer";
    let none = organiser.submit(page, "start/add-organisations", "names=%20%0A").await;
    assert!(none.status == 422 && none.says("Organisationernas namn: Fyll i det här."));
    let names = form(&[("names", "Beta region\n\nalfa  kommun\nGamma verket\nbeta region\n")]);
    let added = organiser.submit(page, "start/add-organisations", &names).await;
    assert_eq!(added.location(), "/organisera/start/organisationer?nya=2&fanns=3&dubbla=5&tomma=1");
    let told = organiser.get(added.location()).await;
    let said =
        "2 organisationer är tillagda. Fanns redan: rad 3. Stod två gånger i listan: rad 5. En tom rad hoppades över.";
    assert!(told.says(said), "{}", told.body);

    let page = "/organisera/start/omgang";
    let early = ROUND.replace("2026-05-22", "2026-02-20").replace("round[number]=3", "round[number]=");
    let wrong = organiser.submit(page, "start/plan-round", &early).await;
    assert!(wrong.status == 422 && wrong.says("Omgångens nummer: Fyll i det här."), "{}", wrong.body);
    assert!(wrong.says("Erfarenhetsutbyte, datum: Datumet har redan varit.") && wrong.says("value=\"2026-02-20\""));
    let planned = organiser.submit(page, "start/plan-round", ROUND).await;
    assert_eq!(planned.location(), "/organisera/start?omgang=1");
    let list = organiser.get(planned.location()).await;
    assert!(
        list.says("Omgång 3, 2026–2027, högst 20 par.") && list.says("Publicerade: 0. Utkast: 4."),
        "{}",
        list.body
    );
    let again = organiser.submit(page, "start/plan-round", ROUND).await;
    assert!(again.status == 409 && again.says("Omgången har redan dagar."));

    // A draft has no place yet, and nobody can be invited to nowhere.
    let day = "/organisera/dagar/uppstart-2026";
    let nowhere = organiser.submit(day, "planning/publish", "slug=uppstart-2026").await;
    assert!(nowhere.status == 409 && nowhere.says("Dagen har ingen plats än."), "{}", nowhere.body);
    assert_eq!(world.stranger().get("/datum").await.status, 200);
    assert!(!world.stranger().get("/datum").await.says("Erfarenhetsutbyte"));
}

/// Someone new is let in by a link, as `ior init` prints it, and by nothing else.
#[tokio::test]
async fn people_join_a_round_that_was_planned_so() {
    let world = founded().await;
    let organiser = world.browser("eva").await;
    assert_eq!(organiser.call("start/plan-round", ROUND).await.status, 200);
    let adept = NewPerson {
        email: email("ada"),
        name: "Ada Ek".to_owned(),
        title: String::new(),
        phone: String::new(),
        organisation: "Alfa kommun".to_owned(),
        lang: Lang::Sv,
        duty: Duty::Adept,
    };
    world.state.store.invite(&adept, start()).await.unwrap();
    let session = NewSession { secret: Secret::generate(), client: String::new(), device: None };
    world.state.store.sign_in_as(&adept.email, &session, start()).await.unwrap();
    let browser = world.browser("ada").await;
    for path in ["/min-sida", "/dagar", "/installningar"] {
        assert_eq!(browser.get(path).await.status, 200, "{path}");
    }
    assert!(follow(&world.stranger(), "okand").await.status == 404);
}

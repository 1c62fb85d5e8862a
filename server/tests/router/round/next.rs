//! The next round: the page of rounds, and what comes of its form.

use app::ui::{KEY_FIELD, READER_FIELD};

use crate::{
    access::Statuses,
    support::{Answer, World, form},
};

/// The page of rounds.
#[rustfmt::skip]
pub const PAGES: [(&str, Statuses); 1] = [
    //                                    nobody adept mentor other contact group organiser reserve
    ("/organisera/omgangar",               [303, 404, 404, 404, 404, 404, 200, 404]),
];

/// Making the next round.
#[rustfmt::skip]
pub const WRITES: [(&str, &str, Statuses); 1] = [
    //                                            nobody adept mentor other contact group organiser reserve
    ("next/plan",               CLOSING,           [401, 404, 404, 404, 404, 404, 200, 404]),
];

const PAGE: &str = "/organisera/omgangar";

/// Round 16 with the days of 15; the closing day a week later than suggested.
const SIXTEEN: &str = "round[number]=16&round[max_pairs]=20&round[starts_on]=2028-02-01&round[ends_on]=2029-04-30\
    &round[days][0][name]=uppstart-2026&round[days][0][date]=2028-03-03\
    &round[days][0][parts][0][from]=09:00&round[days][0][parts][0][to]=13:00\
    &round[days][0][parts][1][from]=13:00&round[days][0][parts][1][to]=15:30\
    &round[days][1][name]=erfarenhetsutbyte-2026&round[days][1][date]=2028-05-19\
    &round[days][1][parts][0][from]=09:00&round[days][1][parts][0][to]=13:00\
    &round[days][2][name]=inspirationsdag-2026&round[days][2][date]=2028-10-13\
    &round[days][2][parts][0][from]=09:00&round[days][2][parts][0][to]=15:00\
    &round[days][3][name]=avslutning-2027&round[days][3][date]=2029-04-13\
    &round[days][3][parts][0][from]=09:00&round[days][3][parts][0][to]=13:00\
    &organisers=1&working_group=1&contact_persons=1";

/// The same with the one day that nothing else here changes.
const CLOSING: &str = "round[number]=16&round[max_pairs]=20&round[starts_on]=2028-02-01&round[ends_on]=2029-04-30\
    &round[days][0][name]=avslutning-2027&round[days][0][date]=2029-04-13\
    &round[days][0][parts][0][from]=09:00&round[days][0][parts][0][to]=13:00";

/// What a page shows, without what its head says of the moment it was made at.
fn shown(page: &Answer) -> String {
    let page = page.without_nonce();
    page.split_once("<body").map_or_else(String::new, |(_, body)| body.to_owned())
}

async fn numbers(world: &World) -> Vec<u32> {
    world.state.store.rounds().await.unwrap().iter().map(|round| round.number).collect()
}

#[tokio::test]
async fn an_organiser_makes_the_next_round_from_the_present_one() {
    let world = World::new().await;
    let organiser = world.browser("organisator1").await;
    assert!(organiser.get("/organisera").await.says(&format!("href=\"{PAGE}\"")));
    let page = organiser.get(PAGE).await;
    for value in ["16", "2028-02-01", "2029-04-09", "2028-03-03", "2028-05-19", "2028-10-13", "2029-04-06"] {
        assert!(page.says(&format!("value=\"{value}\"")), "{value}: {}", page.body);
    }
    assert!(page.says("href=\"/omgang/15/organisera\"") && page.says("2026–2027"), "{}", page.body);

    let made = organiser.submit(PAGE, "next/plan", SIXTEEN).await;
    assert_eq!((made.status, made.location()), (303, "/omgang/15/organisera/omgangar?skapad=16"));
    let told = organiser.get(made.location()).await;
    assert!(told.says("Omgång 16 är skapad") && told.says("href=\"/omgang/16/organisera/start\""), "{}", told.body);
    for round in [15, 16] {
        assert!(told.says(&format!("href=\"/omgang/{round}/organisera\"")), "{round}: {}", told.body);
    }
    let start = organiser.get("/omgang/16/organisera/start").await;
    assert!(start.says("Omgång 16, 2028–2029, högst 20 par.") && start.says("Utkast: 4."), "{}", start.body);
    assert!(organiser.get("/omgang/16/organisera").await.says("uppstart-2028"));
    assert!(organiser.get("/omgang/15/organisera").await.says("uppstart-2026"));
    assert!(world.messages().await.is_empty(), "nobody is told by email");

    // From 16 the closing day of 17 would be on Good Friday of 2031.
    let after = organiser.get("/omgang/16/organisera/omgangar").await;
    assert!(after.says("value=\"2031-04-18\"") && after.says("annars långfredagen"), "{}", after.body);
    let english = world.browser("organisator1").await.in_english().get("/omgang/16/organisera/omgangar").await;
    assert!(english.says("would be Good Friday") && english.says("The next round"));
}

#[tokio::test]
async fn the_people_of_the_present_round_see_nothing_of_it() {
    let world = World::new().await;
    let (organiser, adept) = (world.browser("organisator1").await, world.browser("adept1").await);
    let paths = ["/min-sida", "/par", "/dagar", "/dagar/uppstart-2026", "/datum"];
    let mut before = Vec::new();
    for path in paths {
        before.push(adept.get(path).await);
    }
    assert_eq!(organiser.submit(PAGE, "next/plan", SIXTEEN).await.status, 303);
    for (path, was) in paths.into_iter().zip(before) {
        let is = adept.get(path).await;
        assert_eq!((was.status, is.status), (200, 200), "{path}");
        assert!(!shown(&was).is_empty() && shown(&was) == shown(&is), "{path}: {}", is.body);
    }
    assert_eq!(adept.get("/omgang/16/min-sida").await.status, 404);
    // The control: who has a duty in it is led to the round that they work in now.
    assert_eq!(world.browser("arbetsgrupp1").await.get("/omgang/16/urval").await.status, 200);
}

#[tokio::test]
async fn what_is_wrong_is_told_beside_its_field() {
    let world = World::new().await;
    let organiser = world.browser("organisator1").await;
    for (right, wrong, words) in [
        ("round[number]=16", "round[number]=15", "Omgångens nummer: Det finns redan en omgång med det numret."),
        ("round[number]=16", "round[number]=", "Omgångens nummer: Fyll i det här."),
        ("[date]=2028-03-03", "[date]=2026-02-20", "Uppstart, datum: Datumet har redan varit."),
        ("[date]=2028-03-03", "[date]=2028-01-31", "Dagen ligger inte mellan omgångens första och sista dag."),
        ("=uppstart-2026", "=borta-2026", "Uppstart, datum: Den dagen finns inte längre att utgå från."),
    ] {
        let answer = organiser.submit(PAGE, "next/plan", &SIXTEEN.replace(right, wrong)).await;
        assert!(answer.status == 422 && answer.says(words), "{wrong}: {} {}", answer.status, answer.body);
        assert!(answer.says("value=\"2029-04-13\""), "what was typed is kept");
    }
    assert_eq!(numbers(&world).await, [15]);
}

#[tokio::test]
async fn it_is_made_once_and_by_organisers_alone() {
    let world = World::new().await;
    let organiser = world.browser("organisator1").await;
    for who in ["adept1", "mentor1", "kontakt1", "arbetsgrupp1"] {
        assert_eq!(world.browser(who).await.submit(PAGE, "next/plan", SIXTEEN).await.status, 404, "{who}");
    }
    // A form of one organiser in another's hands.
    let theirs = format!("{}&{SIXTEEN}", form(&[(READER_FIELD, &organiser.reader().await)]));
    let other = world.browser("organisator2").await;
    assert_ne!(other.call("next/plan", &theirs).await.status, 200);
    assert_eq!(numbers(&world).await, [15]);

    let keyed = format!("{KEY_FIELD}=0123456789abcdef&{}", SIXTEEN.replace("organisers=1&", ""));
    for _ in 0..2 {
        let made = organiser.submit(PAGE, "next/plan", &keyed).await;
        assert_eq!((made.status, made.location()), (303, "/omgang/15/organisera/omgangar?skapad=16"));
    }
    assert_eq!(numbers(&world).await, [16, 15]);
    // The other organisers were not to go on.
    assert_eq!(other.get("/omgang/16/organisera").await.status, 404);
    assert!(!other.get(PAGE).await.says("/omgang/16/"));
}

//! The way in: who gets what of it, and an application from its first mail to
//! its endorsement.

use app::ui::{KEY_FIELD, PAGE_FIELD};
use domain::application::StepKind;
use store::{mail::outbox::Email, secret::Secret};

use super::{
    access::Statuses,
    fields::{fields_of, sent},
    support::{Answer, Browser, World, form, post},
};

/// Pages of applications.
#[rustfmt::skip]
pub const PAGES: [(&str, Statuses); 14] = [
    //                             nobody adept mentor other contact group organiser reserve
    ("/ansok",                      [200, 200, 200, 200, 200, 200, 200, 200]),
    ("/ansok/arbetsgivare",         [303, 200, 200, 200, 404, 404, 404, 200]),
    ("/ansok/ansokan",              [303, 200, 200, 200, 200, 200, 200, 200]),
    ("/ansok/ansokan/utskrift",     [303, 200, 200, 200, 200, 200, 200, 200]),
    // What has been sent is not written in.
    ("/ansok/ansokan/roll",         [303, 404, 404, 404, 404, 404, 404, 404]),
    ("/chef/tack",                  [200, 200, 200, 200, 200, 200, 200, 200]),
    ("/chef/vidare",                [200, 200, 200, 200, 200, 200, 200, 200]),
    ("/chef/okand",                 [404, 404, 404, 404, 404, 404, 404, 404]),
    ("/kontakt/ansokningar",        [303, 404, 404, 404, 200, 404, 404, 404]),
    ("/kontakt/ansokningar/999999", [303, 404, 404, 404, 404, 404, 404, 404]),
    ("/kontakt/nominera",           [303, 404, 404, 404, 200, 404, 404, 404]),
    ("/kontakt/ersattare",          [303, 404, 404, 404, 200, 404, 404, 404]),
    ("/organisera/ansokan",         [303, 404, 404, 404, 404, 404, 200, 404]),
    ("/organisera/arbetsgivare",    [303, 404, 404, 404, 404, 404, 200, 404]),
];

/// Server functions of applications. The call is closed, and
/// those in a pair have been selected: they are in the programme now.
#[rustfmt::skip]
pub const WRITES: [(&str, &str, Statuses); 22] = [
    //                                                   nobody adept mentor other contact group organiser reserve
    ("application/start",            START,               [409, 409, 409, 409, 409, 409, 409, 409]),
    ("application/begin",            "part=adept",        [401, 409, 409, 409, 409, 409, 409, 409]),
    ("application/save-part",        "part=adept",        [401, 404, 404, 404, 404, 404, 404, 404]),
    ("application/save-work",        WORK,                [401, 404, 404, 404, 404, 404, 404, 404]),
    ("application/save-purpose",     PURPOSE,             [401, 404, 404, 404, 404, 404, 404, 404]),
    ("application/save-wishes",      WISHES,              [401, 404, 404, 404, 404, 404, 404, 404]),
    ("application/save-conflicts",   "",                  [401, 404, 404, 404, 404, 404, 404, 404]),
    ("application/save-manager",     MANAGER,             [401, 404, 404, 404, 404, 404, 404, 404]),
    ("application/send",             "",                  [401, 409, 409, 409, 404, 404, 404, 409]),
    ("application/ask-again",        "",                  [401, 409, 409, 409, 404, 404, 404, 409]),
    ("application/ask-other",        MANAGER,             [401, 409, 409, 409, 404, 404, 404, 409]),
    ("application/withdraw",         "",                  [401, 409, 409, 409, 404, 404, 404, 200]),
    ("application/support",          "token=okand",       [404, 404, 404, 404, 404, 404, 404, 404]),
    ("application/pass-on",          "token=okand",       [404, 404, 404, 404, 404, 404, 404, 404]),
    ("application/endorse",          "id=999999&verdict=endorsed", [401, 404, 404, 404, 404, 404, 404, 404]),
    ("application/rank",             "",                  [401, 404, 404, 404, 200, 404, 404, 404]),
    ("application/nominate",         "name=A&email=ny@example.org&part=adept", [401, 404, 404, 404, 409, 404, 404, 404]),
    ("application/appoint-stand-in", STAND_IN,            [401, 404, 404, 404, 200, 404, 404, 404]),
    ("application/end-stand-in",     "",                  [401, 404, 404, 404, 200, 404, 404, 404]),
    ("application/save-call",        CLOSED,              [401, 404, 404, 404, 404, 404, 409, 404]),
    ("application/change-employer",  "organisation=2",    [401, 200, 200, 200, 404, 404, 404, 200]),
    ("application/change-employer",  "organisation=2&person={adept}", [401, 200, 404, 404, 404, 404, 200, 404]),
];

const START: &str = "name=Ny+Ek&email=ny@example.org&organisation=1&part=adept";
const WORK: &str = "work[name]=Ny+Ek&work[title]=Chef&work[area]=health&work[level]=unit&work[manages_managers]=yes\
    &work[years]=0&work[strategic]=no";
const PURPOSE: &str = "purpose[develop][change]=1&purpose[develop_words]=kanariem%C3%A5l\
    &purpose[give][change]=1&purpose[motivation]=Lugn";
const WISHES: &str = "wishes[languages][sv]=1&wishes[form]=either&wishes[travel]=hour";
const MANAGER: &str = "manager[name]=Chefen&manager[email]=chefen@example.org&manager[consent]=1";
const STAND_IN: &str = "name=Siv&email=siv@example.org&from=2026-02-20&until=2026-02-21";
const CLOSED: &str = "call[opens_on]=2025-09-15&call[closes_on]=2025-11-14&call[who_sv]=Chefer&call[who_en]=Managers\
    &call[contact_name]=Eva&call[contact_email]=eva@example.org";

/// A world whose call is open.
pub(super) async fn open_world() -> World {
    let world = World::new().await;
    let organiser = world.browser("organisator1").await;
    let read = fields_of(&organiser.get("/organisera/ansokan").await.body, "application/save-call");
    let open = CLOSED.replace("2025-11-14", "2026-03-31");
    let open: Vec<_> = url::form_urlencoded::parse(open.as_bytes()).collect();
    let open: Vec<_> = open.iter().map(|(name, value)| (&**name, &**value)).collect();
    let open = sent(&read, &open);
    assert_eq!(organiser.call("application/save-call", &open).await.status, 200);
    world
}

/// The links in the emails to an address: to begin an application, or to a manager's page.
async fn links(world: &World, to: &str) -> Vec<Secret> {
    let messages = world.messages().await.into_iter().filter(|parcel| parcel.to == to);
    let links = messages.filter_map(|parcel| match parcel.message {
        Email::Apply { link, .. } | Email::ManagerAsked { link, .. } => Secret::parse(&link),
        _ => None,
    });
    links.collect()
}

/// Someone new who has filled in every section, as without JavaScript.
pub(super) async fn applicant(world: &World) -> Browser {
    let browser = world.stranger();
    let asked = browser.submit("/ansok", "application/start", START).await;
    assert_eq!((asked.status, asked.location()), (303, "/logga-in/kod?till=/ansok/ansokan"));
    let link = links(world, "ny@example.org").await.pop().unwrap();
    let page = format!("/logga-in/lank/{}?till=/ansok/ansokan", link.reveal());
    assert!(browser.get(&page).await.says("/ansok/ansokan"));
    let fields = form(&[("token", link.reveal()), ("till", "/ansok/ansokan")]);
    let signed_in = browser.submit(&page, "people/sign-in-by-link", &fields).await;
    assert_eq!((signed_in.status, signed_in.location()), (303, "/logga-in?till=/ansok/ansokan&inloggad=1"));
    assert_eq!(browser.get(signed_in.location()).await.location(), "/ansok/ansokan");
    for (section, function, fields) in [
        ("roll", "save-part", "part=adept"),
        ("uppdrag", "save-work", WORK),
        ("syfte", "save-purpose", PURPOSE),
        ("onskemal", "save-wishes", WISHES),
        ("jav", "save-conflicts", "conflicts[rows][0][who]=Eva+Ek&conflicts[rows][0][why]=kanariesl%C3%A4kt"),
        ("chef", "save-manager", MANAGER),
    ] {
        let page = format!("/ansok/ansokan/{section}");
        assert_eq!(browser.get(&page).await.status, 200, "{section}");
        let saved = browser.submit(&page, &format!("application/{function}"), fields).await;
        assert_eq!((saved.status, saved.location()), (303, "/ansok/ansokan?sparad=1"), "{section}: {}", saved.body);
    }
    browser
}

#[tokio::test]
async fn an_application_goes_all_the_way_to_its_endorsement() {
    let world = open_world().await;
    let browser = applicant(&world).await;
    let own = browser.get("/ansok/ansokan").await;
    assert!(own.says("6 av 6 delar är klara.") && own.says("Ett villkor är inte uppfyllt"), "less than a year");
    let sent = browser.submit("/ansok/ansokan", "application/send", "").await;
    assert_eq!((sent.status, sent.location()), (303, "/ansok/ansokan?skickad=1"));
    assert!(browser.get(sent.location()).await.says("Ansökan är skickad. Du får ett kvitto"));
    let receipt = Email::ApplicationStep { step: StepKind::Sent };
    assert!(world.messages().await.iter().any(|parcel| parcel.to == "ny@example.org" && parcel.message == receipt));

    let link = links(&world, "chefen@example.org").await.pop().unwrap();
    let page = format!("/chef/{}", link.reveal());
    let manager = world.stranger();
    for n in 0..20 {
        let asked = manager.get(&page).await;
        assert!(asked.status == 200 && asked.says("kanariemål") && !asked.says("kanariesläkt"), "look {n}");
        let head = manager.send(axum::http::Request::head(&page), "").await;
        assert_eq!(head.status, 200);
    }
    let own = browser.get("/ansok/ansokan").await;
    assert!(own.says("Väntar på chefen"), "looking answers nothing");
    assert!(own.says("<a href=\"/integritet?version=1\">"), "the notice under which it was sent");
    let incomplete = [("token", link.reveal()), ("support[supports]", "yes"), ("support[why]", "kanarieskäl")];
    let answer = manager.submit(&page, "application/support", &form(&incomplete)).await;
    assert!(answer.status == 422 && answer.says("kanarieskäl"), "what was typed is kept");
    let whole = [incomplete.as_slice(), &[("support[commits]", "Tid")]].concat();
    let answer = manager.submit(&page, "application/support", &form(&whole)).await;
    assert_eq!((answer.status, answer.location()), (303, "/chef/tack"));
    assert_eq!(manager.get(&page).await.status, 410, "used");
    let again = manager.call("application/support", &form(&whole)).await;
    assert_eq!(again.status, 410);
    assert!(manager.get("/ansok/ansokan").await.status == 303, "no session came of it");

    let contact = contact_of(&world).await;
    let list = contact.get("/kontakt/ansokningar").await;
    let path = list.body.split("/kontakt/ansokningar/").nth(1).unwrap();
    let id: String = path.chars().take_while(char::is_ascii_digit).collect();
    let one = contact.get(&format!("/kontakt/ansokningar/{id}")).await;
    assert!(one.says("kanarieskäl") && one.says("kanariemål") && !one.says("kanariesläkt"));
    let verdict = form(&[("id", id.as_str()), ("verdict", "returned"), ("words", "kanariefråga")]);
    let page = format!("/kontakt/ansokningar/{id}");
    assert_eq!(contact.submit(&page, "application/endorse", &verdict).await.status, 303);
    assert!(browser.get("/ansok/ansokan").await.says("kanariefråga"));
    let answered = browser.submit("/ansok/ansokan", "application/send", &form(&[("answer", "kanariesvar")])).await;
    assert_eq!(answered.status, 303);
    assert!(contact.get(&page).await.says("kanariesvar"));
    let verdict = form(&[("id", id.as_str()), ("verdict", "endorsed")]);
    let endorsed = contact.submit(&page, "application/endorse", &verdict).await;
    assert_eq!(endorsed.location(), "/kontakt/ansokningar?tillstyrkt=1");
    let own = browser.get("/ansok/ansokan").await;
    assert!(own.says("Tillstyrkt") && !own.says("kanarieskäl"), "the manager's words are not the applicant's");
}

/// What is typed into a section and not saved is kept, as the email promises.
#[tokio::test]
async fn a_section_keeps_drafts() {
    let world = open_world().await;
    let browser = applicant(&world).await;
    let page = "/ansok/ansokan/syfte";
    assert!(browser.get(page).await.says("<form-drafts "));
    let typed = [(KEY_FIELD, "00000000000000a1"), (PAGE_FIELD, page), ("purpose[develop_words]", "kanarieutkast")];
    let kept = browser.submit(page, "people/save-draft", &form(&typed)).await;
    assert_eq!((kept.status, kept.location()), (303, format!("{page}?utkast=00000000000000a1").as_str()));
    let saved = browser.submit("/ansok/ansokan/onskemal", "application/save-wishes", WISHES).await;
    assert_eq!(saved.status, 303);
    assert!(browser.get(page).await.says("Du har ett utkast från"), "another section takes none");
    assert!(browser.get(kept.location()).await.says("kanarieutkast</textarea>"));
    assert!(browser.get("/min-sida").await.says("Fortsätt på ditt utkast: Din ansökan"));
}

/// A contact person of the organisation whose number is 1.
pub(super) async fn contact_of(world: &World) -> Browser {
    for n in 1..=14 {
        if world.caller(&format!("kontakt{n}")).await.organisation.0 == 1 {
            return world.browser(&format!("kontakt{n}")).await;
        }
    }
    panic!("no contact person there");
}

#[tokio::test]
async fn whoever_nominates_reads_what_came_of_it() {
    let world = open_world().await;
    let contact = contact_of(&world).await;
    let emails = async || world.messages().await.iter().filter(|parcel| parcel.to == "ny@example.org").count();
    let nominee = form(&[("name", "Ny Ek"), ("email", "ny@example.org"), ("part", "adept")]);
    for (outcome, words) in [
        ("1", "Nominerad. Ett mejl är på väg."),
        ("igen", "Du har redan nominerat personen. Inget nytt mejl skickades."),
    ] {
        let sent = contact.submit("/kontakt/nominera", "application/nominate", &nominee).await;
        assert_eq!(sent.location(), format!("/kontakt/ansokningar?nominerad={outcome}"));
        let page = contact.get(sent.location()).await;
        assert!(page.says(words), "{outcome}");
        assert!(page.says("Nominerade av dig") && page.says("Har inte skickat sin ansökan än"));
        assert_eq!(emails().await, 1, "{outcome}");
    }
}

#[tokio::test]
async fn known_and_unknown_addresses_get_the_same_answer() {
    let world = open_world().await;
    let answer = async |email: &str| {
        let fields = START.replace("ny@example.org", email);
        let answer: Answer = world.stranger().submit("/ansok", "application/start", &fields).await;
        (answer.status, answer.location().to_owned(), answer.body, answer.headers.len())
    };
    assert_eq!(answer("adept1@example.org").await, answer("ingen@example.org").await);
}

#[tokio::test]
async fn wrong_input_is_explained_and_kept() {
    let world = open_world().await;
    let page = world.stranger().submit("/ansok", "application/start", "name=kanarienamn&email=x").await;
    assert_eq!(page.status, 422);
    assert!(page.says("kanarienamn") && page.says("error-summary") && page.says("#organisation"));
    let browser = applicant(&world).await;
    let wrong = WORK.replace("Chef", "kanarietitel").replace("years]=0", "years]=99");
    let page = browser.submit("/ansok/ansokan/uppdrag", "application/save-work", &wrong).await;
    assert!(page.status == 422 && page.says("kanarietitel") && page.says("Skriv ett heltal från 0 till 50."));
    let get = browser.send(post("application/send").method("GET"), "").await;
    assert_ne!(get.status, 200, "nothing is sent by GET");
    assert!(browser.get("/ansok/ansokan").await.says("Skicka ansökan"));
}

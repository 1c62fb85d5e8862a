//! Duties begin and end, someone leaves: by the forms, by the next request and on the
//! live channel.

use store::mail::outbox::Email;

use crate::{
    live::{DAYS, PAIR, Stream, answers},
    support::{Answer, Browser, World, form, log, words_of},
};

/// Where whoever has an address is given a duty.
const FORM: &str = "/organisera/personer/uppdrag";

/// Someone's number.
pub async fn person(world: &World, who: &str) -> String {
    world.caller(who).await.person.to_string()
}

fn page_of(person: &str) -> String {
    format!("/organisera/personer/{person}")
}

async fn end(organiser: &Browser, person: &str, duty: &str, more: &[(&str, &str)]) -> Answer {
    let page = format!("{}/uppdrag/{duty}", page_of(person));
    let fields = [&[("person", person), ("duty", duty)][..], more].concat();
    organiser.submit(&page, "duty/end", &form(&fields)).await
}

/// The subjects of the emails to someone.
async fn subjects(world: &World, who: &str) -> Vec<String> {
    let to = format!("{who}@example.org");
    let messages = world.messages().await;
    messages.iter().filter(|parcel| parcel.to == to).map(|parcel| words_of(parcel).subject).collect()
}

/// Asked first, with what follows; the next one has the duty and the one before has not.
#[tokio::test]
async fn a_contact_person_is_replaced() {
    let world = World::new().await;
    let organiser = world.browser("organisator1").await;
    let (former, id) = (world.browser("kontakt1").await, person(&world, "kontakt1").await);
    let asked = organiser.get(&format!("{}/uppdrag/contact_person", page_of(&id))).await;
    assert!(asked.status == 200 && asked.says("går till den som tar över") && asked.says("Gäller genast"));

    let typed = [("organisation", "1"), ("email", "ny"), ("name", "Ny Ek")];
    let wrong = end(&organiser, &id, "contact_person", &typed).await;
    assert!(wrong.status == 422 && wrong.says("value=\"Ny Ek\"") && wrong.says("aria-invalid=\"true\""));
    assert_eq!(former.get("/kontakt").await.status, 200, "nothing has happened");

    let more = [("organisation", "1"), ("email", "ny@example.org"), ("name", "Ny Ek"), ("reason", "kanariskäl")];
    let done = end(&organiser, &id, "contact_person", &more).await;
    assert_eq!((done.status, done.location()), (303, format!("{}?avslutat=1", page_of(&id)).as_str()));
    let page = organiser.get(done.location()).await;
    assert!(page.says(" autofocus") && page.says("kanariskäl") && page.says("Ge tillbaka"));
    assert_eq!(former.get("/kontakt").await.status, 404);
    assert_eq!(world.browser("ny").await.get("/kontakt").await.status, 200);
    assert_eq!((subjects(&world, "ny").await.len(), subjects(&world, "kontakt1").await.len()), (1, 1));

    let again = form(&[("person", &id), ("duty", "contact_person")]);
    let back = organiser.submit(&page_of(&id), "duty/begin", &again).await;
    assert_eq!(back.location(), format!("{}?uppdrag=1", page_of(&id)));
    assert_eq!(former.get("/kontakt").await.status, 200, "given back");
}

/// A button for each duty that they have not, and a form for whoever is not known.
#[tokio::test]
async fn someone_is_given_a_duty() {
    let world = World::new().await;
    let organiser = world.browser("organisator1").await;
    let id = person(&world, "mentor1").await;
    assert!(organiser.get(&page_of(&id)).await.says("value=\"working_group\""));
    let given =
        organiser.submit(&page_of(&id), "duty/begin", &form(&[("person", &id), ("duty", "working_group")])).await;
    assert_eq!((given.status, given.location()), (303, format!("{}?uppdrag=1", page_of(&id)).as_str()));
    let page = organiser.get(given.location()).await;
    assert!(page.says(" autofocus") && page.says("uppdrag/working_group") && !page.says("value=\"working_group\""));
    assert_eq!(world.browser("mentor1").await.get("/matchning").await.status, 200);

    let chosen = organiser.get(&format!("{FORM}?roll=contact_person&org=2")).await;
    for value in ["contact_person", "2"] {
        assert!(chosen.says(&format!("value=\"{value}\" selected")), "what the address says is chosen: {value}");
    }
    let typed = |organisation| {
        form(&[
            ("duty", "contact_person"),
            ("email", "adept1@example.org"),
            ("name", "A"),
            ("organisation", organisation),
        ])
    };
    let elsewhere = organiser.submit(FORM, "duty/appoint", &typed("1")).await;
    assert!(elsewhere.status == 422 && elsewhere.says("arbetar för en annan organisation"));
    let known = organiser.submit(FORM, "duty/appoint", &typed("2")).await;
    assert_eq!(known.location(), format!("{}?uppdrag=1", page_of(&person(&world, "adept1").await)));
    assert_eq!(world.browser("adept1").await.get("/kontakt").await.status, 200);
}

/// Somebody always runs the programme.
#[tokio::test]
async fn the_last_organiser_is_refused() {
    let world = World::new().await;
    let (first, second) = (world.browser("organisator1").await, world.browser("organisator2").await);
    let id = person(&world, "organisator1").await;
    let done = end(&first, &id, "organiser", &[]).await;
    assert_eq!((done.status, done.location()), (303, "/min-sida?avslutat=1"));
    assert!(first.get(done.location()).await.says(" autofocus"));
    assert_eq!(first.get("/organisera").await.status, 404);

    let id = person(&world, "organisator2").await;
    let last = end(&second, &id, "organiser", &[("reason", "kanariskäl")]).await;
    assert!(last.status == 409 && last.says("sista organisatören") && last.says("kanariskäl"));
    assert_eq!(second.get("/organisera").await.status, 200);
}

/// The open page of whoever had a duty reads itself anew, and hears of nothing after
/// that which came with it: of their own pair as before.
#[tokio::test]
async fn whoever_had_a_duty_hears_of_that_and_of_nothing_more() {
    const ALL: Option<&str> = Some("event: changed\ndata: all");
    let world = World::new().await;
    let [everyone, _] = world.segments().await;
    let (organiser, mentor, id) =
        (world.browser("organisator1").await, world.browser("mentor1").await, person(&world, "mentor1").await);
    let given = form(&[("person", &id), ("duty", "organiser")]);
    assert_eq!(organiser.submit(&page_of(&id), "duty/begin", &given).await.status, 303);
    let mut stream = Stream::of(&mentor).await;
    answers(&world.browser("adept9").await, everyone).await;
    assert_eq!(stream.next().await.as_deref(), DAYS, "control");

    assert_eq!(end(&organiser, &id, "organiser", &[]).await.status, 303);
    assert_eq!(stream.next().await.as_deref(), ALL);
    assert_eq!(mentor.get("/organisera").await.status, 404, "what the page reads then");
    answers(&world.browser("adept10").await, everyone).await;
    assert_eq!(world.browser("adept1").await.call("pair/log-meeting", &form(&log())).await.status, 200);
    assert_eq!(stream.next().await.as_deref(), PAIR, "what comes first is what came after it");
}

/// What follows stands there first; then it is so, for both, and the next one is in.
#[tokio::test]
async fn someone_leaves_and_a_reserve_steps_in() {
    let world = World::new().await;
    let organiser = world.browser("organisator1").await;
    let (adept, mentor) = (world.browser("adept1").await, world.browser("mentor1").await);
    let [everyone, _] = world.segments().await;
    answers(&adept, everyone).await;
    let (id, reserve) = (person(&world, "adept1").await, person(&world, "reserv1").await);
    let page = format!("{}/lamnar", page_of(&id));
    let asked = organiser.get(&page).await;
    for told in ["Lars Påhittqvist får veta det", "tas bort, och plats", "Ahmed Övningsberg"] {
        assert!(asked.says(told), "{told}");
    }

    let fields = [("person", id.as_str()), ("reserve", reserve.as_str()), ("reason", "kanariskäl")];
    let unsure = organiser.submit(&page, "duty/leave", &form(&fields)).await;
    assert!(unsure.status == 422 && unsure.says("kanariskäl") && unsure.says("aria-invalid=\"true\""));
    assert_eq!(adept.get("/par/traffar/ny").await.status, 200, "nothing has happened");

    let sure = form(&[&fields[..], &[("sure", "1")]].concat());
    let done = organiser.submit(&page, "duty/leave", &sure).await;
    assert_eq!((done.status, done.location()), (303, format!("{}?lamnat=1", page_of(&id)).as_str()));
    assert!(organiser.get(done.location()).await.says(" autofocus"));
    assert_eq!(organiser.get(&page).await.status, 404, "they take part no longer");
    assert!(mentor.get("/par").await.says("Ahmed Övningsberg"));
    assert!(world.browser("reserv1").await.get("/par").await.says("Lars Påhittqvist"));
    let board = organiser.get("/organisera/dagar/uppstart-2026?roll=adept").await;
    assert!(board.says("Ahmed Övningsberg") && !board.says("Amina Exempelsson"));

    let messages = world.messages().await;
    let told = |who: &str, of: fn(&Email) -> bool| {
        let to = format!("{who}@example.org");
        messages.iter().filter(|parcel| parcel.to == to && of(&parcel.message)).count()
    };
    assert_eq!(told("adept1", |message| matches!(message, Email::Left { .. })), 1);
    assert_eq!(told("mentor1", |message| matches!(message, Email::PartnerLeft { steps_in: true, .. })), 1);
    assert_eq!(told("reserv1", |message| matches!(message, Email::Matched { .. })), 1);
    assert!(told("reserv1", |message| matches!(message, Email::DayInvitation { .. })) > 0, "days already published");
}

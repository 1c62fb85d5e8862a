//! The network's organisations, as organisers look after them.

use domain::people::OrganisationId;

use super::duty::person;
use crate::{
    fields::{fields_of, sent},
    support::{World, form},
};

const LIST: &str = "/organisera/organisationer";

#[tokio::test]
async fn an_organisation_is_added_and_named() {
    let world = World::new().await;
    let organiser = world.browser("organisator1").await;
    let nothing = organiser.submit(LIST, "organisation/add", &form(&[("name", "Ny myndighet")])).await;
    assert!(nothing.status == 422 && nothing.says("value=\"Ny myndighet\"") && nothing.says("aria-invalid=\"true\""));
    let name = world.state.store.organisations().await.unwrap().remove(0).name.to_uppercase();
    let taken = organiser.submit(LIST, "organisation/add", &form(&[("name", &name), ("kind", "other")])).await;
    assert!(taken.status == 422 && taken.says("Det finns redan en organisation"), "{name}");

    let fields = form(&[("name", "Ny myndighet"), ("short_name", "NyM"), ("kind", "state")]);
    let added = organiser.submit(LIST, "organisation/add", &fields).await;
    let page = added.location().split_once("?ny=1").expect("its page").0.to_owned();
    let shown = organiser.get(added.location()).await;
    assert!(shown.says(" autofocus") && shown.says("NyM") && shown.says("roll=contact_person"));
    assert!(world.stranger().get("/natverket").await.says("Ny myndighet"));

    let id = page.rsplit_once('/').unwrap().1;
    let read = fields_of(&shown.body, "organisation/edit");
    let fields = sent(&read, &[("id", id), ("name", "Nyare myndighet"), ("kind", "state")]);
    let renamed = organiser.submit(&page, "organisation/edit", &fields).await;
    assert_eq!((renamed.status, renamed.location()), (303, format!("{page}?sparad=1").as_str()));
    assert!(organiser.get(renamed.location()).await.says("Nyare myndighet"));
    assert!(!world.stranger().get("/natverket").await.says("Ny myndighet"));
}

/// One whose people act in the round stays; one that has left is taken in again.
#[tokio::test]
async fn an_organisation_ends_and_comes_back() {
    let world = World::new().await;
    let organiser = world.browser("organisator1").await;
    let refused = organiser.submit(&format!("{LIST}/1"), "organisation/end", &form(&[("id", "1")])).await;
    assert!(refused.status == 409 && refused.says("har uppdrag i omgången"));

    let added = organiser.submit(LIST, "organisation/add", &form(&[("name", "Ny myndighet"), ("kind", "state")])).await;
    let page = added.location().split_once("?ny=1").expect("its page").0.to_owned();
    let id = page.rsplit_once('/').unwrap().1;
    let ended = organiser.submit(&page, "organisation/end", &form(&[("id", id)])).await;
    assert_eq!((ended.status, ended.location()), (303, format!("{page}?avslutad=1").as_str()));
    assert!(organiser.get(ended.location()).await.says(" autofocus"));
    assert!(organiser.get(LIST).await.says("avslutad"));
    assert!(!world.stranger().get("/natverket").await.says("Ny myndighet"));
    assert!(!organiser.get("/organisera/personer/uppdrag").await.says("Ny myndighet"), "nor to choose");

    let again = organiser.submit(&page, "organisation/end", &form(&[("id", id), ("again", "1")])).await;
    assert_eq!(again.location(), format!("{page}?igen=1"));
    assert!(world.stranger().get("/natverket").await.says("Ny myndighet"));
}

/// What follows stands there first; people and contact persons come along.
#[tokio::test]
async fn two_organisations_are_merged() {
    let world = World::new().await;
    let organiser = world.browser("organisator1").await;
    let preview = organiser.get(&format!("{LIST}/1/sammanslagning?med=2")).await;
    let untold: Vec<_> =
        ["Camilla Fantasiqvist", "Det går inte att ångra"].into_iter().filter(|told| !preview.says(told)).collect();
    assert!(untold.is_empty(), "{untold:?}");
    for path in ["1/sammanslagning?med=1", "1/sammanslagning?med=99", "1/sammanslagning?med=x"] {
        assert_eq!(organiser.get(&format!("{LIST}/{path}")).await.status, 404, "{path}");
    }

    let page = format!("{LIST}/1/sammanslagning?med=2");
    let unsure = organiser.submit(&page, "organisation/merge", &form(&[("from", "1"), ("into", "2")])).await;
    assert!(unsure.status == 422 && unsure.says("aria-invalid=\"true\""));
    let done =
        organiser.submit(&page, "organisation/merge", &form(&[("from", "1"), ("into", "2"), ("sure", "1")])).await;
    assert_eq!((done.status, done.location()), (303, format!("{LIST}/2?ihop=1").as_str()));
    let heir = organiser.get(done.location()).await;
    assert!(heir.says(" autofocus") && heir.says("Camilla Fantasiqvist") && heir.says("Mohammed Testqvist"));
    assert_eq!(world.caller("kontakt1").await.organisation, OrganisationId(2));
    let gone = organiser.get(&format!("{LIST}/1")).await;
    assert!(gone.says(&format!("href=\"{LIST}/2\"")) && !gone.says("organisation/end"));
    let contact = world.browser("kontakt1").await.get("/kontakt").await;
    assert!(contact.status == 200 && contact.says("Amina Exempelsson"), "the adepts of both");
}

/// The ledger counts who took part, and where they worked when the round began.
#[tokio::test]
async fn the_ledger_counts_what_was_given_and_received() {
    let world = World::new().await;
    let caller = world.caller("organisator1").await;
    let ledger = async |id| {
        let page = world.state.store.organisation_page(&caller, OrganisationId(id)).await.unwrap().unwrap();
        let row = page.ledger.into_iter().find(|row| row.round == 15).unwrap();
        (row.adepts, row.mentors, row.places)
    };
    // Borås: two adepts, who have a mentor each, and one mentor of the demo's.
    assert_eq!(ledger(1).await, (2, 1, 2));
    let organiser = world.browser("organisator1").await;
    let shown = organiser.get(&format!("{LIST}/1")).await;
    let contact = person(&world, "kontakt1").await;
    assert!(shown.says("Över omgångarna") && shown.says(&format!("href=\"/organisera/personer/{contact}\"")));

    let adept = person(&world, "adept8").await;
    let moved = form(&[("person", &adept), ("organisation", "3")]);
    assert_eq!(organiser.call("people/move", &moved).await.status, 200);
    assert_eq!(ledger(1).await, (2, 1, 2), "they worked there when it began");
}

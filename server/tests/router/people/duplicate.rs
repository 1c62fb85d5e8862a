//! Someone who is there twice: found, compared, merged; and what everyone is told.

use store::mail::outbox::Email;

use super::duty::person;
use crate::support::{Answer, Browser, World, form, words_of};

/// A second entry of `adept1`, in reserve: its number.
async fn add_double(organiser: &Browser) -> String {
    let fields = form(&[
        ("newcomer[duty]", "reserve"),
        ("newcomer[email]", "dubbel@example.org"),
        ("newcomer[name]", "Dubbel Påhittsson"),
        ("newcomer[organisation]", "1"),
        ("newcomer[lang]", "sv"),
    ]);
    let added = organiser.submit("/organisera/personer/ny", "newcomer/add", &fields).await;
    added.location().trim_start_matches("/organisera/personer/").split('?').next().unwrap().to_owned()
}

fn preview_of(from: &str, into: &str) -> String {
    format!("/organisera/personer/{from}/sammanslagning?med={into}")
}

async fn merge(organiser: &Browser, from: &str, into: &str, more: &[(&str, &str)]) -> Answer {
    let fields = [&[("from", from), ("into", into)][..], more].concat();
    organiser.submit(&preview_of(from, into), "people/merge", &form(&fields)).await
}

/// Found by name, compared, and merged only by whoever has ticked that they are sure.
#[tokio::test]
async fn two_entries_become_one_person() {
    let world = World::new().await;
    let organiser = world.browser("organisator1").await;
    let (double, adept) = (add_double(&organiser).await, person(&world, "adept1").await);
    let page = organiser.get(&format!("/organisera/personer/{double}")).await;
    assert!(page.says(&format!("/organisera/personer/{double}/dubblett")));
    let alone = organiser.get(&format!("/organisera/personer/{double}/dubblett")).await;
    assert!(alone.says("value=\"Dubbel Påhittsson\"") && alone.says("Ingen annan hittades"));
    let found = organiser.get(&format!("/organisera/personer/{double}/dubblett?sok=adept1%40example.org")).await;
    assert!(found.says(&format!("sammanslagning?med={adept}")) && !found.says(&format!("med={double}")));

    let preview = organiser.get(&preview_of(&double, &adept)).await;
    let untold: Vec<_> = ["Det går inte att ångra", "1 uppdrag", "dubbel@example.org", "adept1@example.org"]
        .into_iter()
        .filter(|told| !preview.says(told))
        .collect();
    assert!(untold.is_empty(), "{untold:?}");
    let unsure = merge(&organiser, &double, &adept, &[("name", "from"), ("both", "1")]).await;
    assert!(unsure.status == 422 && unsure.says("aria-invalid=\"true\""));
    assert!(unsure.says("value=\"from\" selected"), "what was chosen is still there");

    let adepts = world.browser("adept1").await;
    let done = merge(&organiser, &double, &adept, &[("name", "from"), ("both", "1"), ("sure", "1")]).await;
    assert_eq!((done.status, done.location()), (303, format!("/organisera/personer/{adept}?ihop=1").as_str()));
    let shown = organiser.get(done.location()).await;
    assert!(shown.says(" autofocus") && shown.says("Dubbel Påhittsson") && shown.says("dubbel@example.org"));
    let gone = organiser.get(&format!("/organisera/personer/{double}")).await;
    assert_eq!((gone.status, gone.location()), (303, format!("/organisera/personer/{adept}").as_str()));
    assert_eq!(adepts.get("/min-sida").await.status, 303, "signed out");

    let messages = world.messages().await;
    let told = |to: &str| {
        messages.iter().any(|parcel| {
            let words = words_of(parcel);
            parcel.to == to
                && matches!(parcel.message, Email::Merged { .. })
                && words.text.contains("adept1@example.org")
                && !words.subject.contains("Påhittsson")
        })
    };
    for to in ["adept1@example.org", "dubbel@example.org", "mentor1@example.org"] {
        assert!(told(to), "{to}");
    }
}

/// What stands in the way is said in place of the form, and refused whatever is sent.
#[tokio::test]
async fn two_people_stay_two() {
    let world = World::new().await;
    let organiser = world.browser("organisator1").await;
    let (adept, mentor) = (person(&world, "adept1").await, person(&world, "mentor1").await);
    let own = person(&world, "organisator1").await;
    for (into, why) in [(&mentor, "Då är de inte samma person"), (&own, "En av de två är du själv")] {
        let preview = organiser.get(&preview_of(&adept, into)).await;
        assert!(preview.status == 200 && preview.says(why) && !preview.says("people/merge"), "{why}");
        let refused = merge(&organiser, &adept, into, &[("sure", "1")]).await;
        assert_eq!(refused.status, 409, "{why}");
    }
    assert_eq!(person(&world, "adept1").await, adept);
    let someone = world.browser("kontakt1").await;
    let strange = merge(&someone, &adept, &mentor, &[("sure", "1")]).await;
    assert_eq!(strange.status, 404);
}

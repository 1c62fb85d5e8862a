//! One person and one pair by hand, in a round that is running.

use crate::support::{World, form};

const NEW: &str = "/organisera/personer/ny";
const PAIR: &str = "/organisera/par/nytt";

/// The number at the end of a page of a person.
fn person(location: &str) -> String {
    location.trim_start_matches("/organisera/personer/").split('?').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_person_and_a_pair_are_added_by_hand() {
    let world = World::new().await;
    let organiser = world.browser("organisator1").await;
    let eva = [
        ("newcomer[name]", "Eva Exempel"),
        ("newcomer[email]", "eva@example.net"),
        ("newcomer[lang]", "sv"),
        ("newcomer[duty]", "adept"),
    ];
    let wrong = organiser.submit(NEW, "newcomer/add", &form(&eva)).await;
    assert_eq!(wrong.status, 422);
    assert!(wrong.says("Eva Exempel") && wrong.says("newcomer-organisation-error"), "{}", wrong.body);
    let both = [&eva[..], &[("newcomer[organisation]", "1"), ("newcomer[new_organisation]", "Nya kommun")]].concat();
    assert!(organiser.submit(NEW, "newcomer/add", &form(&both)).await.says("inte båda"));
    let right = [&eva[..], &[("newcomer[new_organisation]", "Nya kommun"), ("newcomer[invite]", "1")]].concat();
    let added = organiser.submit(NEW, "newcomer/add", &form(&right)).await;
    assert!(added.status == 303 && added.location().ends_with("?inbjuden=1"), "{}", added.body);
    let adept = person(added.location());
    let page = organiser.get(added.location()).await;
    assert!(
        page.says("har fått ett mejl om det") && page.says("Nya kommun") && page.says("Gör ett par för hand"),
        "{}",
        page.body
    );
    assert!(world.messages().await.iter().any(|message| message.to == "eva@example.net"));

    let same = [
        ("newcomer[name]", "Bo Exempel"),
        ("newcomer[email]", "bo@example.net"),
        ("newcomer[lang]", "sv"),
        ("newcomer[duty]", "mentor"),
        ("newcomer[new_organisation]", "nya KOMMUN"),
    ];
    let added = organiser.submit(NEW, "newcomer/add", &form(&same)).await;
    let mentor = person(added.location());
    assert!(organiser.get(added.location()).await.says("Inget mejl har skickats."));
    let form_of = |mentor: &str| form(&[("adept", &adept), ("mentor", mentor)]);
    let refused = organiser.submit(PAIR, "matching/by-hand", &form_of(&mentor)).await;
    assert!(refused.status == 422 && refused.says("de arbetar i samma organisation"), "{}", refused.body);
    let other = [
        ("newcomer[name]", "Ida Exempel"),
        ("newcomer[email]", "ida@example.net"),
        ("newcomer[lang]", "sv"),
        ("newcomer[duty]", "mentor"),
        ("newcomer[organisation]", "2"),
    ];
    let mentor = person(organiser.submit(NEW, "newcomer/add", &form(&other)).await.location());
    let made = organiser.submit(PAIR, "matching/by-hand", &form_of(&mentor)).await;
    assert!(made.status == 303 && made.location().ends_with("?parat=1"), "{}", made.body);
    let page = organiser.get(made.location()).await;
    assert!(
        page.says("Paret är klart") && page.says("Ida Exempel") && !page.says("Gör ett par för hand"),
        "{}",
        page.body
    );
    assert!(world.messages().await.iter().any(|message| message.to == "ida@example.net"));
}

//! What goes out by itself: seen by organisers, and skipped.

use domain::mail::reminder::Topic;

use crate::support::{World, form};

const PAGE: &str = "/organisera/utskick/kommande";

#[tokio::test]
async fn an_organiser_reads_what_goes_out_and_skips_it() {
    let world = World::new().await;
    let organiser = world.browser("organisator1").await;
    assert!(organiser.get("/organisera").await.says(&format!("href=\"{PAGE}\"")));
    let page = organiser.get(PAGE).await;
    for said in ["Påminnelse om att svara", "Inför dagen, till dem som kommer", "/organisera/dagar/uppstart-2026"] {
        assert!(page.says(said), "{said} in {}", page.body);
    }
    let caller = world.caller("organisator1").await;
    let now = world.state.clock.now();
    let forecast = world.state.store.coming_reminders(&caller, now).await.unwrap().unwrap().forecast;
    let first = forecast.coming.iter().find(|one| one.topic == Topic::Reply).unwrap();
    let fields = |skip| {
        let (day, due) = (first.day.to_string(), first.due.as_millisecond().to_string());
        form(&[("topic", first.topic.name()), ("day", &day), ("due", &due), ("skip", skip)])
    };
    let skipped = organiser.submit(PAGE, "mail/skip-reminder", &fields("true")).await;
    assert_eq!(
        (skipped.status, skipped.location()),
        (303, "/organisera/utskick/kommande?hoppat=1"),
        "{}",
        skipped.body
    );
    let page = organiser.get(skipped.location()).await;
    assert!(page.says("Den påminnelsen går inte ut.") && page.says("Skicka ändå"));
    let goes = organiser.submit(PAGE, "mail/skip-reminder", &fields("false")).await;
    assert!(organiser.get(goes.location()).await.says("Påminnelsen går ut som planerat."));
    assert!(!organiser.get(PAGE).await.says("Skicka ändå"));
    assert!(organiser.in_english().get(PAGE).await.says("Goes out by itself"));
}

/// Of pairs there is a figure, never a name or a date.
#[tokio::test]
async fn of_pairs_there_is_a_figure_only() {
    let world = World::new().await;
    let page = world.browser("organisator1").await.get(PAGE).await;
    let pairs = page.body.split_once("Till paren").map(|(_, pairs)| pairs.to_owned()).unwrap_or_default();
    let table = pairs.split_once("</table>").map(|(table, _)| table).unwrap_or_default();
    assert!(table.contains("färre än fem") || table.contains("minst "), "{pairs}");
    assert!(!table.contains("2026"), "{table}");
}

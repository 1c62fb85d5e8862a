//! What needs someone today, on the first pages of those whose work it is; and where
//! signing in leads.

use app::ui::PAGE_FIELD;

use crate::support::{World, form};

/// The line that says that the network is not described yet.
const NETWORK: &str = "id=\"set_up-1-0\"";

#[tokio::test]
async fn what_is_put_off_leaves_the_list_and_comes_back() {
    let world = World::new().await;
    let (organiser, colleague) = (world.browser("organisator1").await, world.browser("organisator2").await);
    assert!(organiser.get("/organisera").await.says(NETWORK));
    let fields = |delay: &str| form(&[("kind", "set_up"), ("about", "0"), ("delay", delay)]);
    let answer = organiser.submit("/organisera", "today/put-off", &fields("week")).await;
    assert_eq!((answer.status, answer.location()), (303, "/organisera?senare=1"));
    let page = organiser.get("/organisera").await;
    assert!(!page.says(NETWORK) && page.says("Uppskjutet (1)"));
    assert!(colleague.get("/organisera").await.says(NETWORK), "for oneself only");
    let later = world.after(jiff::SignedDuration::from_hours(24 * 7)).browser("organisator1").await;
    assert!(later.get("/organisera").await.says(NETWORK));

    let answer = organiser.submit("/organisera", "today/put-off", &fields("")).await;
    assert_eq!((answer.status, answer.location()), (303, "/organisera?framme=1"));
    assert!(organiser.get("/organisera").await.says(NETWORK));
    for (kind, delay) in [("finns-inte", "week"), ("set_up", "alltid")] {
        let wrong = form(&[("kind", kind), ("about", "0"), ("delay", delay)]);
        assert_eq!(organiser.call("today/put-off", &wrong).await.status, 404, "{kind} {delay}");
    }
}

#[tokio::test]
async fn a_reminder_from_the_first_page_leads_back_to_it() {
    let world = World::new().await;
    let organiser = world.browser("organisator1").await;
    assert!(organiser.get("/organisera").await.says("har inte svarat:"));
    let fields = form(&[("slug", "uppstart-2026"), (PAGE_FIELD, "/organisera")]);
    let answer = organiser.submit("/organisera", "organise/remind", &fields).await;
    assert_eq!(answer.status, 303);
    assert!(answer.location().starts_with("/organisera?paminda="), "{}", answer.location());
    let page = organiser.get(answer.location()).await;
    assert!(page.says("får en påminnelse") && !page.says("har inte svarat:"));
}

#[tokio::test]
async fn home_is_where_the_work_is() {
    let world = World::new().await;
    for (who, path) in [
        ("adept1", "/min-sida"),
        ("mentor1", "/min-sida"),
        ("reserv1", "/min-sida"),
        ("kontakt1", "/kontakt"),
        ("organisator1", "/organisera"),
    ] {
        let answer = world.browser(who).await.get("/hem").await;
        assert_eq!((answer.status, answer.location()), (303, path), "{who}");
    }
    let stranger = world.stranger().get("/hem").await;
    assert_eq!((stranger.status, stranger.location()), (303, "/logga-in?till=/hem"));
}

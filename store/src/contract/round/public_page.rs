//! Public pages: their versions, two who write at once, what applications rely on, and
//! whom to ask.

use domain::{
    application::Part,
    live::Change,
    people::EmailAddress,
    round::public_page::{Contacts, Edition, Facts, PageName, PageText, SecurityContact},
};
use jiff::civil::date;

use crate::{
    Caller, Error, Store,
    contract::{
        Bench, World,
        application::{applicant, fill, open_world, purpose},
        world::{later, now},
    },
    idempotency::IdempotencyKey,
};

/// Everyone but organisers.
const OTHERS: [&str; 5] = ["adept1", "mentor1", "reserv1", "arbetsgrupp1", "kontakt1"];

/// The text of a page as it was delivered, under another heading.
fn titled(page: PageName, title: &str) -> PageText {
    let mut text = page.delivered();
    title.clone_into(&mut text.title.sv);
    text
}

/// A page's version and Swedish heading, as everyone sees it.
async fn seen(store: &dyn Store, page: PageName) -> (u32, String) {
    let shown = store.public_page(page, None, now()).await.unwrap().unwrap();
    assert_eq!(shown.latest, shown.version);
    (shown.version, shown.text.title.sv)
}

/// Until someone publishes something, a page is as it was delivered; what it counts
/// follows the rows.
async fn a_page_is_as_delivered_until_it_is_published(bench: &dyn Bench) {
    for page in PageName::ALL {
        let shown = bench.store().public_page(*page, None, now()).await.unwrap().unwrap();
        assert_eq!((shown.page, shown.version, shown.published), (*page, 0, None));
        assert_eq!((shown.text, shown.facts), (page.delivered(), Facts::default()));
    }
    let world = World::new(bench).await;
    let (store, organiser) = (&*world.store, world.caller("organisator1").await);
    let facts = store.public_page(PageName::Front, None, now()).await.unwrap().unwrap().facts;
    assert_eq!((facts.organisations, facts.days), (4, 2));
    assert_eq!(facts.round, store.main_round(now()).await.unwrap());

    let mut changes = store.changes();
    let text = titled(PageName::Front, "Hej");
    store.publish_page(&organiser, None, PageName::Front, 0, &text, now()).await.unwrap();
    let change = changes.try_recv().unwrap();
    assert_eq!(change, Change::PublicPage);
    for name in OTHERS {
        assert!(world.caller(name).await.may_know(&change), "{name}");
    }
    let shown = store.public_page(PageName::Front, None, now()).await.unwrap().unwrap();
    assert_eq!((shown.version, shown.published, shown.text), (1, Some(now()), text));
    assert_eq!(seen(store, PageName::Programme).await.0, 0, "the others are as they were");
}
contract_test!(a_page_is_as_delivered_until_it_is_published);

/// Whoever publishes on top of an older version is told; nothing is overwritten. The
/// same form, or the same text, makes no second version.
async fn two_editors_do_not_overwrite_each_other(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let (store, organiser, page) = (&*world.store, world.caller("organisator1").await, PageName::Programme);
    let (first, second) = (titled(page, "Först"), titled(page, "Sedan"));
    let form = IdempotencyKey::of("publish", b"first");
    for _ in 0..2 {
        store.publish_page(&organiser, Some(&form), page, 0, &first, now()).await.unwrap();
    }
    let late = store.publish_page(&organiser, None, page, 0, &second, now()).await;
    assert!(matches!(late, Err(Error::Conflict)), "{late:?}");
    let ahead = store.publish_page(&organiser, None, page, 2, &second, now()).await;
    assert!(matches!(ahead, Err(Error::Conflict)), "{ahead:?}");
    assert_eq!(seen(store, page).await, (1, "Först".to_owned()));
    store.publish_page(&organiser, None, page, 1, &first, now()).await.unwrap();
    assert_eq!(bench.rows().await["public_page_versions"], 1, "nothing was new in it");
    store.publish_page(&organiser, None, page, 1, &second, now()).await.unwrap();
    assert_eq!(seen(store, page).await, (2, "Sedan".to_owned()));
}
contract_test!(two_editors_do_not_overwrite_each_other);

/// Every version stays, with who published it, and can be published again, as can the
/// text that was delivered. Of most pages, earlier versions are for organisers only.
async fn versions_are_kept_and_can_be_restored(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let (store, organiser, page) = (&*world.store, world.caller("organisator1").await, PageName::Network);
    for (version, title) in (0_u32..).zip(["Ett", "Två"]) {
        let at = later(version.into());
        store.publish_page(&organiser, None, page, version, &titled(page, title), at).await.unwrap();
    }
    store.restore_page(&organiser, page, 2, 1, later(2)).await.unwrap();
    assert_eq!(seen(store, page).await, (3, "Ett".to_owned()));
    let overtaken = store.restore_page(&organiser, page, 2, 0, later(3)).await;
    assert!(matches!(overtaken, Err(Error::Conflict)), "{overtaken:?}");
    let never = store.restore_page(&organiser, page, 3, 9, later(3)).await;
    assert!(matches!(never, Err(Error::NotFound)), "{never:?}");
    store.restore_page(&organiser, page, 3, 0, later(3)).await.unwrap();
    assert_eq!(seen(store, page).await, (4, page.delivered().title.sv));

    let history = store.page_history(&organiser, page, Some(2), now()).await.unwrap().unwrap();
    let edition = |version: u32| Edition { version, at: later(i64::from(version) - 1), by: Some("Olga Ek".to_owned()) };
    assert_eq!((history.latest, history.editions), (4, vec![edition(4), edition(3), edition(2), edition(1)]));
    let shown = history.shown.unwrap();
    assert_eq!((shown.version, shown.latest, shown.text), (2, 4, titled(page, "Två")));
    let delivered = store.page_history(&organiser, page, Some(0), now()).await.unwrap().unwrap().shown.unwrap();
    assert_eq!((delivered.version, delivered.text), (0, page.delivered()));
    assert!(store.page_history(&organiser, page, Some(5), now()).await.unwrap().unwrap().shown.is_none());
    let overview = store.pages_overview(&organiser).await.unwrap().unwrap();
    assert_eq!(overview.pages.len(), PageName::ALL.len());
    let latest: Vec<_> =
        overview.pages.into_iter().filter_map(|(name, edition)| Some((name, edition?.version))).collect();
    assert_eq!(latest, [(page, 4)]);

    assert_eq!(store.public_page(page, Some(2), now()).await.unwrap(), None);
    assert_eq!(
        store.public_page(page, Some(4), now()).await.unwrap(),
        store.public_page(page, None, now()).await.unwrap()
    );
}
contract_test!(versions_are_kept_and_can_be_restored);

/// Nobody but organisers writes a page, or sees who has.
async fn only_organisers_write_public_pages(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let (store, page) = (&*world.store, PageName::Privacy);
    let before = bench.rows().await;
    for name in OTHERS {
        let other = world.caller(name).await;
        let outcomes = [
            store.publish_page(&other, None, page, 0, &titled(page, "Kupp"), now()).await,
            store.restore_page(&other, page, 0, 0, now()).await,
            store.save_contacts(&other, &Contacts::default(), &Contacts::default()).await,
        ];
        assert!(outcomes.iter().all(|outcome| matches!(outcome, Err(Error::NotFound))), "{name}: {outcomes:?}");
        assert_eq!(store.pages_overview(&other).await.unwrap(), None, "{name}");
        assert_eq!(store.page_history(&other, page, Some(0), now()).await.unwrap(), None, "{name}");
    }
    let after = bench.rows().await;
    for table in ["public_page_versions", "public_contacts"] {
        assert_eq!(after[table], before[table], "{table}");
    }
}
contract_test!(only_organisers_write_public_pages);

/// An application names the version of the privacy notice under which it was sent, and
/// anyone can read that one later. The delivered text is kept when someone relies on it.
async fn an_application_names_the_notice_it_was_sent_under(bench: &dyn Bench) {
    let world = open_world(bench).await;
    let (store, organiser, page) = (&*world.store, world.caller("organisator1").await, PageName::Privacy);
    let send = async |name: &str| {
        let caller = applicant(&world, name, Part::Adept).await;
        fill(store, &caller, purpose()).await;
        let draft = store.own_application(&caller).await.unwrap().unwrap();
        assert_eq!(draft.privacy_version, None, "it has not been sent");
        store.send_application(&caller, "", now()).await.unwrap();
        caller
    };
    let noted = async |caller: &Caller| store.own_application(caller).await.unwrap().unwrap().privacy_version;
    let (first, second) = (send("ett").await, send("tva").await);
    assert_eq!((noted(&first).await, noted(&second).await), (Some(1), Some(1)));
    let kept = store.public_page(page, Some(1), now()).await.unwrap().unwrap();
    assert_eq!((kept.latest, kept.text), (1, page.delivered()));
    let edition = store.page_history(&organiser, page, None, now()).await.unwrap().unwrap().editions.remove(0);
    assert_eq!(edition.by, None, "nobody wrote it");
    store.publish_page(&organiser, None, page, 1, &page.delivered(), now()).await.unwrap();
    assert_eq!(seen(store, page).await.0, 2, "an organiser stands for the delivered text now");

    store.publish_page(&organiser, None, page, 2, &titled(page, "Ny"), later(1)).await.unwrap();
    let third = send("tre").await;
    assert_eq!((noted(&third).await, noted(&first).await), (Some(3), Some(1)));
    assert_eq!(store.public_page(page, Some(1), now()).await.unwrap().unwrap().text, page.delivered());
    assert_eq!(seen(store, page).await, (3, "Ny".to_owned()));
}
contract_test!(an_application_names_the_notice_it_was_sent_under);

/// Whom to ask stands in the texts; whom to tell of weaknesses has a last day.
async fn contacts_are_kept(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let (store, organiser) = (&*world.store, world.caller("organisator1").await);
    assert_eq!(store.contacts().await.unwrap(), Contacts::default());
    let address = |name: &str| EmailAddress::parse(&format!("{name}@example.org")).unwrap();
    let contacts = Contacts {
        questions: Some(address("fraga")),
        security: Some(SecurityContact { email: address("it"), until: date(2027, 11, 22) }),
    };
    store.save_contacts(&organiser, &Contacts::default(), &contacts).await.unwrap();
    let late = store.save_contacts(&organiser, &Contacts::default(), &Contacts::default()).await;
    assert!(matches!(late, Err(Error::Conflict)), "another has written them: {late:?}");
    assert_eq!(store.contacts().await.unwrap(), contacts);
    assert_eq!(store.pages_overview(&organiser).await.unwrap().unwrap().contacts, contacts);
    let facts = store.public_page(PageName::Privacy, None, now()).await.unwrap().unwrap().facts;
    assert_eq!(facts.contact.as_deref(), Some("fraga@example.org"));
    store.save_contacts(&organiser, &contacts, &Contacts::default()).await.unwrap();
    assert_eq!(store.contacts().await.unwrap(), Contacts::default());
}
contract_test!(contacts_are_kept);

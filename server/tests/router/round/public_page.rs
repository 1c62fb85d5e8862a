//! Public pages: what everyone reads, and writing it, as without JavaScript.

use domain::round::public_page::{PageForm, PageName};

use crate::support::{Answer, Browser, World, form};

const PAGES: &str = "/organisera/sidor";

/// The fields of a page's form: as it was delivered, with some changed.
fn fields(page: PageName, version: u32, changes: &[(&str, &str)]) -> String {
    let delivered = serde_json::to_value(PageForm::from(&page.delivered())).unwrap();
    let mut fields = vec![("page".to_owned(), page.name().to_owned()), ("version".to_owned(), version.to_string())];
    for (name, value) in delivered.as_object().unwrap() {
        let change = changes.iter().find(|(changed, _)| changed == name).map(|(_, value)| (*value).to_owned());
        fields.push((format!("text[{name}]"), change.unwrap_or_else(|| value.as_str().unwrap().to_owned())));
    }
    url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish()
}

async fn publish(organiser: &Browser, page: PageName, fields: &str) -> Answer {
    organiser.submit(&format!("{PAGES}/{}", page.name()), "public-page/publish", fields).await
}

#[tokio::test]
async fn everyone_reads_what_was_delivered_with_what_is_counted() {
    let world = World::new().await;
    let stranger = world.stranger();
    let front = stranger.get("/").await;
    let lede = "Fjorton offentliga organisationer i Västsverige lånar varandra sina erfarna chefer som mentorer. Adept \
        och mentor möts regelbundet i ett till två år, och hela programmet samlas fyra dagar.";
    assert!(front.says(lede) && front.says(&format!("<meta name=\"description\" content=\"{lede}\"")));
    assert!(front.says("Programomgång 15 · 2026–2027"));
    let programme = stranger.get("/programmet").await;
    assert!(programme.says("högst 25 par") && programme.says("med fyra dagar tillsammans"), "{}", programme.body);
    let network = stranger.get("/natverket").await;
    assert!(network.says("Hör av dig till arrangörerna.") && network.says("14 organisationer"));
    let privacy = stranger.get("/integritet").await;
    assert!(privacy.says("href=\"https://www.imy.se\"") && privacy.says("till fjorton dagar efter dagen"));
    let statement = stranger.get("/tillganglighet").await;
    assert!(statement.says("2018:1937") && statement.says("href=\"https://www.digg.se/tdosanmalan\""));

    let english = world.stranger().in_english();
    assert!(english.get("/").await.says("Fourteen public organisations in western Sweden lend each other"));
    assert!(english.get("/programmet").await.says("with four days together"));
    let empty = World::empty().await.stranger();
    assert!(empty.get("/integritet").await.says("Nätverket IOR"), "no name is missing");
}

#[tokio::test]
async fn the_notice_and_the_statement_are_one_press_away_everywhere() {
    let world = World::new().await;
    let adept = world.browser("adept1").await;
    let stranger = world.stranger();
    for (browser, path) in [(&stranger, "/"), (&stranger, "/finns-inte"), (&stranger, "/logga-in"), (&adept, "/par")] {
        let page = browser.get(path).await;
        for link in ["<a href=\"/integritet\">", "<a href=\"/tillganglighet\">"] {
            assert!(page.says(link), "{link} on {path}");
        }
    }
}

#[tokio::test]
async fn a_page_is_previewed_published_and_reset() {
    let world = World::new().await;
    let (organiser, stranger) = (world.browser("organisator1").await, world.stranger());
    let changes = [
        ("title_sv", "Chefer lär av chefer"),
        ("title_en", "Managers learn from managers"),
        ("lede_sv", "{Organisationer}."),
        ("body_sv", "## Kort\n\n- **ett**\n- [datum](/datum)"),
    ];
    let sent = fields(PageName::Front, 0, &changes);
    let preview = publish(&organiser, PageName::Front, &format!("{sent}&preview=1")).await;
    assert_eq!(preview.status, 422);
    for said in [
        "Så här blir det. Inget är publicerat eller skickat än.",
        "<h3 dir=\"auto\">Chefer lär av chefer<",
        "<h3 dir=\"auto\">Managers learn from managers<",
        "Fjorton offentliga organisationer.",
        "<strong>ett<",
        "lang=\"en\"",
    ] {
        assert!(preview.says(said), "{said} in {}", preview.body);
    }
    assert!(preview.says("value=\"Chefer lär av chefer\""), "what was typed is in the form");
    assert!(stranger.get("/").await.says("Två chefer, två organisationer"), "nothing is published yet");

    let published = publish(&organiser, PageName::Front, &sent).await;
    assert_eq!((published.status, published.location()), (303, "/organisera/sidor?publicerad=start"));
    assert!(organiser.get(published.location()).await.says("Version 1, 20 februari 2026"));
    let front = stranger.get("/").await;
    assert!(front.says(">Chefer lär av chefer<") && front.says("<a href=\"/datum\">datum<"));
    assert!(organiser.get("/").await.says("href=\"/organisera/sidor/start\""), "organisers find the way to write it");
    assert!(!front.says("/organisera/sidor"));

    let history = format!("{PAGES}/start/historik?version=0");
    assert!(organiser.get(&history).await.says("Återställ till som levererad"));
    let reset = form(&[("page", "start"), ("version", "1"), ("earlier", "0")]);
    let done = organiser.submit(&history, "public-page/restore", &reset).await;
    assert_eq!(done.location(), "/organisera/sidor?publicerad=start");
    assert!(stranger.get("/").await.says("Två chefer, två organisationer"));
    let late = organiser.submit(&history, "public-page/restore", &reset).await;
    assert!(late.status == 409 && late.says("Någon annan hann ändra före dig."), "{}", late.status);
}

#[tokio::test]
async fn what_cannot_be_shown_is_told_and_kept() {
    let world = World::new().await;
    let organiser = world.browser("organisator1").await;
    for (field, value, told) in [
        ("lede_sv", "Vi är {antal} stycken", "Inom klamrar kan det bara stå {organisationer}, {dagar},"),
        ("body_en", "<script>alert(1)</script>", "HTML går inte att använda här."),
        ("body_sv", "[ord](javascript:alert(1))", "En länk leder till en adress som börjar med https://"),
        ("title_en", "", "Fyll i det här."),
    ] {
        let sent = fields(PageName::Programme, 0, &[(field, value), ("title_sv", "Kanarierubrik")]);
        for also in ["", "&preview=1"] {
            let page = publish(&organiser, PageName::Programme, &format!("{sent}{also}")).await;
            assert!(page.status == 422 && page.says(told), "{field}: {}", page.status);
            assert!(page.says("Kanarierubrik") && page.says(&format!("#text-{field}")), "{field}");
            assert!(!page.says("<script>alert") && !page.says("href=\"javascript"), "{field}");
        }
    }
    assert!(world.stranger().get("/programmet").await.says(" dir=\"auto\">Programmet<"));
}

#[tokio::test]
async fn two_who_write_at_once_lose_nothing() {
    let world = World::new().await;
    let (first, second) = (world.browser("organisator1").await, world.browser("organisator2").await);
    let page = PageName::Network;
    assert_eq!(publish(&first, page, &fields(page, 0, &[("title_sv", "Vårt nätverk")])).await.status, 303);
    // Another field: both changes are in it.
    let both = publish(&second, page, &fields(page, 0, &[("lede_sv", "Alla är med.")])).await;
    assert_eq!((both.status, both.location()), (303, "/organisera/sidor?publicerad=natverket&ihop=1"));
    let shown = world.stranger().get("/natverket").await;
    assert!(shown.says("Vårt nätverk") && shown.says("Alla är med."));
    // The same field: whoever is later decides, and sees both.
    let clash = publish(&first, page, &fields(page, 0, &[("title_sv", "Nätet")])).await;
    assert!(clash.status == 409 && clash.says("value=\"Nätet\"") && clash.says("Vårt nätverk"), "{}", clash.body);
    assert!(clash.says("name=\"version\" value=\"2\""), "{}", clash.body);
    assert!(world.stranger().get("/natverket").await.says("Vårt nätverk"), "nothing is overwritten");
    let settled = fields(page, 2, &[("title_sv", "Nätet"), ("lede_sv", "Alla är med.")]);
    assert_eq!(publish(&first, page, &settled).await.status, 303);
    assert!(world.stranger().get("/natverket").await.says("Nätet"));
}

#[tokio::test]
async fn earlier_notices_can_be_read_and_other_earlier_pages_cannot() {
    let world = World::new().await;
    let (organiser, stranger) = (world.browser("organisator1").await, world.stranger());
    for page in [PageName::Privacy, PageName::Programme] {
        for (version, title) in (0..).zip(["Först", "Sedan"]) {
            assert_eq!(publish(&organiser, page, &fields(page, version, &[("title_sv", title)])).await.status, 303);
        }
    }
    let earlier = stranger.get("/integritet?version=1").await;
    assert!(earlier.says(">Först<") && earlier.says("Det här är en äldre version."));
    let now = stranger.get("/integritet").await;
    assert!(now.says(">Sedan<") && now.says("Version 2, publicerad 20 februari 2026.") && !now.says("äldre version"));
    for unknown in ["3", "-1", "x", "99999999999"] {
        assert_eq!(stranger.get(&format!("/integritet?version={unknown}")).await.status, 404, "{unknown}");
    }
    assert!(stranger.get("/programmet?version=1").await.says(">Sedan<"), "of others there is only the latest");
}

#[tokio::test]
async fn contacts_stand_in_the_texts_and_in_security_txt() {
    let world = World::new().await;
    let (organiser, stranger) = (world.browser("organisator1").await, world.stranger());
    let contacts = [
        ("contacts[questions]", "fraga@example.org"),
        ("contacts[security]", "it@example.org"),
        ("contacts[until]", "2026-12-31"),
    ];
    let wrong = form(&[contacts[0], contacts[1], ("contacts[until]", "2028-01-01")]);
    let told = organiser.submit(PAGES, "public-page/contacts", &wrong).await;
    assert!(told.status == 422 && told.says("Välj ett datum inom ett år.") && told.says("it@example.org"));
    assert_eq!(stranger.get("/.well-known/security.txt").await.status, 404);

    let saved = organiser.submit(PAGES, "public-page/contacts", &form(&contacts)).await;
    assert_eq!(saved.location(), "/organisera/sidor?sparad=1");
    assert!(stranger.get("/integritet").await.says("<a href=\"mailto:fraga@example.org\">fraga@example.org<"));
    let file = stranger.get("/.well-known/security.txt").await;
    assert_eq!((file.status, file.header("content-type")), (200, "text/plain; charset=utf-8"));
    assert_eq!(
        file.body,
        "Contact: mailto:it@example.org\nExpires: 2026-12-31T23:00:00Z\nPreferred-Languages: sv, en\n\
         Canonical: http://ior.example/.well-known/security.txt\n"
    );
    let later = world.after(jiff::SignedDuration::from_hours(24 * 400));
    assert_eq!(later.stranger().get("/.well-known/security.txt").await.status, 404, "it has expired");
    let overview = later.browser("organisator1").await.get(PAGES).await;
    assert!(overview.says("Adressen för säkerhetsbrister har passerat sitt datum"));
}

#[tokio::test]
async fn search_engines_may_read_the_public_pages_only() {
    let robots = World::new().await.stranger().get("/robots.txt").await;
    assert_eq!((robots.status, robots.header("content-type")), (200, "text/plain; charset=utf-8"));
    let lines: Vec<_> = robots.body.lines().collect();
    assert_eq!((lines[0], lines[lines.len() - 1]), ("User-agent: *", "Disallow: /"));
    for path in ["/", "/programmet", "/natverket", "/datum", "/ansok", "/integritet", "/tillganglighet"] {
        assert!(lines.contains(&format!("Allow: {path}$").as_str()), "{path}");
    }
    assert!(!robots.says("organisera") && !robots.says("par"), "what is closed is not named");
}

//! The document, and which page stands at which path.

use domain::people::Lang;
use leptos::prelude::*;
use leptos_meta::{Title, provide_meta_context};
use leptos_router::{
    SsrMode,
    any_nested_route::{AnyNestedRoute, IntoAnyNestedRoute},
    components::{FlatRoutes, Route, Router},
    path,
};

#[cfg(feature = "organise")]
use crate::{
    after::AfterPage,
    attendance::{BadgesPage, DoorPage, EditGuestPage, GuestsPage},
    evaluation::ResultsPage,
    matching::MatchingPage,
    material::MaterialsPage,
    needs::DayNeedsPage,
    organise::{AnswerPage, BoardPage, ContactPage, ListPage, OrganisePage},
    planning::{EditDayPage, NewDayPage},
    tables::{SheetsPage, TablesPage},
};
#[cfg(feature = "ssr")]
use crate::{
    agreement::{AgreementFormPage, AgreementPage},
    application::{
        CallPage, CallSettingsPage, ContactApplicationPage, ContactApplicationsPage, EmployerPage, EmployersPage,
        ManagerDonePage, ManagerPage, NominatePage, OwnPage, OwnPrintPage, SectionPage, StandInPage,
    },
    context::{Assets, Bundle},
    course::{CoursePage, TurnPage},
    day::WordPage,
    evaluation::EvaluationPage,
    import::ImportPage,
    needs::OwnNeedsPage,
    pair::{DeleteLogPage, EditMeetingPage, HistoryPage, LogMeetingPage, MeetingPage},
    people::{CodePage, LinkPage, SettingsPage, SignInPage},
    prepare::PreparePage,
    proposal::{DeclinePage, NextPage, ProposePage},
    pulse::PulsePage,
    round::{DatesPage, FrontPage, NetworkPage, ProgrammePage},
    selection::{ComparePage, DecisionsPage, ReadPage, RecordPage, SelectionPage},
    signal::ContactPage as SignalPage,
};
use crate::{
    dashboard::DashboardPage,
    day::{DayPage, DaysPage},
    live::Live,
    pair::PairPage,
    text::t,
    ui::{Echo, Elsewhere, Layout, html, json},
};

/// The whole document, rendered on the server around [`App`].
#[cfg(feature = "ssr")]
pub fn shell(state: &crate::context::AppState) -> impl IntoView + use<> {
    use leptos::nonce::use_nonce;
    use leptos_meta::MetaTags;

    let assets = state.settings.assets.clone();
    let lang = crate::context::lang();
    provide_context(lang);
    crate::context::set_content_policy();
    let theme = crate::context::theme();
    let signed_in = crate::context::caller().is_ok();
    // A form that was sent back stands at the action's address; the page's own
    // is put in its place, for the router and for whoever copies it.
    let page = crate::context::from_request::<Echo>().and_then(|echo| serde_json::to_string(&echo.page).ok());
    let address = page.map(|page| {
        let script = format!("history.replaceState(null, '', {page});");
        view! { <script nonce=use_nonce()>{script}</script> }.into_any()
    });
    let code = bundle_for(&crate::context::path(), &assets).map(|bundle| {
        let start = format!(
            "import init, {{ hydrate }} from '{}'; init({{ module_or_path: '{}' }}).then(hydrate);",
            bundle.js, bundle.wasm
        );
        view! {
            <link rel="modulepreload" href=bundle.js/>
            <link rel="preload" href=bundle.wasm r#as="fetch" r#type="application/wasm" crossorigin="anonymous"/>
            <script type="module" nonce=use_nonce()>{start}</script>
            {signed_in.then(|| view! { <script type="module" nonce=use_nonce() src="/live.js"></script> }.into_any())}
        }
    });
    // What is typed into a log is kept, though the page needs no code.
    let drafts = (signed_in && (code.is_some() || crate::context::path().starts_with("/par/traffar/")))
        .then(|| view! { <script type="module" nonce=use_nonce() src="/draft.js"></script> }.into_any());
    view! {
        <!DOCTYPE html>
        <html lang=lang.name() data-theme=theme>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content=theme.unwrap_or("light dark")/>
                <meta name="theme-color" media="(prefers-color-scheme: light)" content="#fcfaf6"/>
                <meta name="theme-color" media="(prefers-color-scheme: dark)" content="#191816"/>
                <link rel="icon" href="/favicon.svg" type="image/svg+xml"/>
                <link rel="apple-touch-icon" href="/apple-touch-icon.png"/>
                <link rel="manifest" href="/manifest.webmanifest"/>
                <link rel="preload" href="/fonts/source-sans-3.woff2" r#as="font" r#type="font/woff2" crossorigin="anonymous"/>
                <link rel="preload" href="/fonts/source-serif-4.woff2" r#as="font" r#type="font/woff2" crossorigin="anonymous"/>
                <link rel="stylesheet" href=assets.css/>
                {address}
                {code.map(IntoAny::into_any)}
                {drafts}
                <MetaTags/>
            </head>
            <body>
                <App/>
            </body>
        </html>
    }
}

/// Every page.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    provide_context(reader_lang());
    provide_context(SharedValue::new(echo).into_inner().and_then(|json| json::parse::<Echo>(&json)));
    Live::provide();
    let programme = t().common.programme;
    html! {
        <Title formatter=move |title: String| format!("{title} – {programme}")/>
        <Router>
            <Layout>
                <Pages/>
            </Layout>
        </Router>
    }
}

/// Every page is rendered whole before it is sent, so that it works without
/// JavaScript and carries the right status.
const SSR: SsrMode = SsrMode::Async;

/// The paths of `product.md`.
#[component]
fn Pages() -> impl IntoView {
    html! {
        <FlatRoutes fallback=Elsewhere>
            <Route path=path!("/min-sida") view=DashboardPage ssr=SSR/>
            <Route path=path!("/dagar") view=DaysPage ssr=SSR/>
            <Route path=path!("/dagar/:slug") view=DayPage ssr=SSR/>
            <Route path=path!("/par") view=PairPage ssr=SSR/>
            // Last, and those last that no bundle has: no routes match any path.
            <OrganiserRoutes/>
            <PlainRoutes/>
        </FlatRoutes>
    }
}

/// The pages that are whole without any code: those that anyone may read,
/// signing in, a pair's logs, and what is rarely opened. The browser's bundles
/// do not have them, and ask the server.
#[component(transparent)]
fn PlainRoutes() -> AnyNestedRoute {
    #[cfg(feature = "ssr")]
    let routes = view! {
        <Route path=path!("/") view=FrontPage ssr=SSR/>
        <Route path=path!("/programmet") view=ProgrammePage ssr=SSR/>
        <Route path=path!("/natverket") view=NetworkPage ssr=SSR/>
        <Route path=path!("/datum") view=DatesPage ssr=SSR/>
        <Route path=path!("/installningar") view=SettingsPage ssr=SSR/>
        <Route path=path!("/dagar/:slug/ord/:segment") view=WordPage ssr=SSR/>
        <Route path=path!("/par/traffar/ny") view=LogMeetingPage ssr=SSR/>
        <Route path=path!("/par/traffar/nasta") view=NextPage ssr=SSR/>
        <Route path=path!("/par/traffar/foresla") view=ProposePage ssr=SSR/>
        <Route path=path!("/par/traffar/tacka-nej") view=DeclinePage ssr=SSR/>
        <Route path=path!("/par/traffar/:id") view=MeetingPage ssr=SSR/>
        <Route path=path!("/par/traffar/:id/andra") view=EditMeetingPage ssr=SSR/>
        <Route path=path!("/par/traffar/:id/historik") view=HistoryPage ssr=SSR/>
        <Route path=path!("/par/traffar/:id/ta-bort") view=DeleteLogPage ssr=SSR/>
        <Route path=path!("/logga-in") view=SignInPage ssr=SSR/>
        <Route path=path!("/logga-in/kod") view=CodePage ssr=SSR/>
        <Route path=path!("/logga-in/lank/:token") view=LinkPage ssr=SSR/>
        <Route path=path!("/dagar/:slug/utvardering") view=EvaluationPage ssr=SSR/>
        <Route path=path!("/dagar/:slug/behov") view=OwnNeedsPage ssr=SSR/>
        <Route path=path!("/par/overenskommelse") view=AgreementPage ssr=SSR/>
        <Route path=path!("/par/overenskommelse/andra") view=AgreementFormPage ssr=SSR/>
        <Route path=path!("/par/forbered") view=PreparePage ssr=SSR/>
        <Route path=path!("/par/kontakt") view=SignalPage ssr=SSR/>
        <Route path=path!("/par/lage") view=CoursePage ssr=SSR/>
        <Route path=path!("/par/lage/:turn") view=TurnPage ssr=SSR/>
        <Route path=path!("/min-sida/puls") view=PulsePage ssr=SSR/>
        <Route path=path!("/ansok") view=CallPage ssr=SSR/>
        <Route path=path!("/ansok/arbetsgivare") view=EmployerPage ssr=SSR/>
        <Route path=path!("/ansok/ansokan") view=OwnPage ssr=SSR/>
        <Route path=path!("/ansok/ansokan/utskrift") view=OwnPrintPage ssr=SSR/>
        <Route path=path!("/ansok/ansokan/:section") view=SectionPage ssr=SSR/>
        <Route path=path!("/chef/tack") view=ManagerDonePage ssr=SSR/>
        <Route path=path!("/chef/vidare") view=ManagerDonePage ssr=SSR/>
        <Route path=path!("/chef/:token") view=ManagerPage ssr=SSR/>
        <Route path=path!("/kontakt/ansokningar") view=ContactApplicationsPage ssr=SSR/>
        <Route path=path!("/kontakt/ansokningar/:id") view=ContactApplicationPage ssr=SSR/>
        <Route path=path!("/kontakt/nominera") view=NominatePage ssr=SSR/>
        <Route path=path!("/kontakt/ersattare") view=StandInPage ssr=SSR/>
        <Route path=path!("/organisera/ansokan") view=CallSettingsPage ssr=SSR/>
        <Route path=path!("/organisera/arbetsgivare") view=EmployersPage ssr=SSR/>
        <Route path=path!("/organisera/import") view=ImportPage ssr=SSR/>
        <Route path=path!("/urval") view=SelectionPage ssr=SSR/>
        <Route path=path!("/urval/jamfor") view=ComparePage ssr=SSR/>
        <Route path=path!("/urval/beslut") view=DecisionsPage ssr=SSR/>
        <Route path=path!("/urval/protokoll") view=RecordPage ssr=SSR/>
        <Route path=path!("/urval/:id") view=ReadPage ssr=SSR/>
    }
    .into_inner();
    #[cfg(not(feature = "ssr"))]
    let routes = ();
    routes.into_any_nested_route()
}

/// The pages that participants have no use for, and do not download: they are
/// in the full bundle only.
#[component(transparent)]
fn OrganiserRoutes() -> AnyNestedRoute {
    #[cfg(feature = "organise")]
    let routes = view! {
        <Route path=path!("/kontakt") view=ContactPage ssr=SSR/>
        <Route path=path!("/matchning") view=MatchingPage ssr=SSR/>
        <Route path=path!("/organisera") view=OrganisePage ssr=SSR/>
        <Route path=path!("/organisera/dagar/ny") view=NewDayPage ssr=SSR/>
        <Route path=path!("/organisera/dagar/:slug") view=BoardPage ssr=SSR/>
        <Route path=path!("/organisera/dagar/:slug/andra") view=EditDayPage ssr=SSR/>
        <Route path=path!("/organisera/dagar/:slug/svar/:segment/:person") view=AnswerPage ssr=SSR/>
        <Route path=path!("/organisera/dagar/:slug/incheckning") view=DoorPage ssr=SSR/>
        <Route path=path!("/organisera/dagar/:slug/namnskyltar") view=BadgesPage ssr=SSR/>
        <Route path=path!("/organisera/dagar/:slug/efter") view=AfterPage ssr=SSR/>
        <Route path=path!("/organisera/dagar/:slug/material") view=MaterialsPage ssr=SSR/>
        <Route path=path!("/organisera/dagar/:slug/utvardering") view=ResultsPage ssr=SSR/>
        <Route path=path!("/organisera/dagar/:slug/bord") view=TablesPage ssr=SSR/>
        <Route path=path!("/organisera/dagar/:slug/bord/utskrift") view=SheetsPage ssr=SSR/>
        <Route path=path!("/organisera/dagar/:slug/gaster") view=GuestsPage ssr=SSR/>
        <Route path=path!("/organisera/dagar/:slug/gaster/:guest") view=EditGuestPage ssr=SSR/>
        <Route path=path!("/organisera/dagar/:slug/behov") view=DayNeedsPage ssr=SSR/>
        <Route path=path!("/organisera/dagar/:slug/lista") view=ListPage ssr=SSR/>
    }
    .into_inner();
    #[cfg(not(feature = "organise"))]
    let routes = ();
    routes.into_any_nested_route()
}

/// The code that wakes the page at this path, if it has any.
#[cfg(feature = "ssr")]
fn bundle_for(path: &str, assets: &Assets) -> Option<Bundle> {
    let below = |starts: &[&str]| starts.iter().any(|start| path.starts_with(start));
    let rarely = [
        "/par/overenskommelse",
        "/par/forbered",
        "/par/kontakt",
        "/par/lage",
        "/min-sida/puls",
        "/organisera/arbetsgivare",
        "/organisera/import",
        "/organisera/ansokan",
        "/urval",
        "/ansok",
        "/chef/",
        "/kontakt/",
    ];
    let public = ["/", "/programmet", "/natverket", "/datum"].contains(&path)
        || below(&["/logga-in", "/installningar", "/par/traffar/"]);
    let of_a_word = path.starts_with("/dagar/") && path.contains("/ord/");
    let of_a_day = path.starts_with("/dagar/") && (path.ends_with("/behov") || path.ends_with("/utvardering"));
    if public || below(&rarely) || of_a_word || of_a_day {
        None
    } else if below(&["/organisera", "/kontakt", "/matchning"]) {
        Some(assets.full.clone())
    } else {
        Some(assets.participant.clone())
    }
}

/// The reader's language: the server knows it from the request, the browser
/// from the document that the server sent.
fn reader_lang() -> Lang {
    #[cfg(feature = "ssr")]
    return crate::context::lang();
    #[cfg(not(feature = "ssr"))]
    return document()
        .document_element()
        .and_then(|html| html.get_attribute("lang"))
        .and_then(|name| Lang::from_name(&name))
        .unwrap_or(Lang::Sv);
}

/// The form that was posted without JavaScript and sent this page back, if one
/// was, as JSON.
fn echo() -> Option<String> {
    #[cfg(feature = "ssr")]
    return crate::context::from_request::<Echo>().and_then(|echo| serde_json::to_string(&echo).ok());
    #[cfg(not(feature = "ssr"))]
    return None;
}

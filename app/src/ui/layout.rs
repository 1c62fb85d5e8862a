//! What stands around every page: skip link, header with navigation, footer.

use domain::access::Area;
use leptos::{prelude::*, server_fn::ServerFn};

use super::{Icon, Reader, Written, html};
use crate::{
    context,
    people::api::{SignOut, Viewer},
    round::focus::ALL_PAIRS,
    text::{lang, t},
};

/// The frame of every page, around its content.
#[component]
pub fn Layout(
    /// Who reads.
    viewer: Viewer,
    /// The way to their other rounds.
    rounds: AnyView,
    children: Children,
) -> impl IntoView {
    let common = &t().common;
    html! {
        <a class="skip-link" href="#innehall">{common.skip}</a>
        {viewer.demo.then(demo_banner)}
        <header class="site-header">
            <div class="site-header__inner">
                <a class="brand" href="/">
                    <span class="brand__name">{common.programme}</span>
                    <span class="brand__net">{common.network}</span>
                </a>
                <nav class="site-nav" aria-label=common.nav>{nav(&viewer)}</nav>
                <div class="site-header__tools">
                    <LangToggle/>
                    {account(viewer.name)}
                </div>
            </div>
        </header>
        {rounds}
        <Notices/>
        <main id="innehall" class="page" tabindex="-1">{children()}</main>
        <footer class="site-footer">
            <div class="site-footer__inner">
                <p>{common.footer_about}</p>
                <ul>
                    <li><a href="/programmet">{common.nav_programme}</a></li>
                    <li><a href="/natverket">{common.nav_network}</a></li>
                    <li><a href="/datum">{common.nav_dates}</a></li>
                    <li><a href="/ansok">{common.nav_apply}</a></li>
                </ul>
                <ul>
                    <li><a href="/integritet">{common.nav_privacy}</a></li>
                    <li><a href="/tillganglighet">{common.nav_accessibility}</a></li>
                </ul>
            </div>
        </footer>
    }
}

/// What the page script may have to say: that the live connection is lost, that
/// someone else is signed in by now, or that there is a newer version.
#[component]
fn Notices() -> impl IntoView {
    let common = &t().common;
    html! {
        <div role="status">
            <p id="live-lost" class="live-banner" hidden>{common.live_lost}</p>
            <p id="annan-lasare" class="live-banner" hidden>{common.other_reader}</p>
            <p id="utloggad" class="live-banner" hidden>{common.signed_out}" "<a href="/logga-in" target="_blank">{common.sign_in}</a></p>
            <p id="ny-version" class="live-banner" hidden>{common.new_version}" "<a href="">{common.load_new_version}</a></p>
        </div>
    }
}

fn demo_banner() -> AnyView {
    let common = &t().common;
    html! {
        <aside class="demo-banner" aria-label="Demo">
            <span>{common.demo}</span> " " <a href="/demo/post">{common.demo_mail}</a>
        </aside>
    }
}

fn nav(viewer: &Viewer) -> AnyView {
    let links: Vec<_> = links(viewer).into_iter().map(|(path, label)| nav_link(&path, &label)).collect();
    html! { <ul>{links}</ul> }
}

/// A link to a page; on that page, the reader hears so.
fn nav_link(path: &str, label: &str) -> AnyView {
    let (here, href, label) = (context::path(), path.to_owned(), label.to_owned());
    // The list of pairs leads to each pair's pages.
    let part = if path == ALL_PAIRS { "/par" } else { path };
    let below = here == part || here.strip_prefix(part).is_some_and(|rest| rest.starts_with('/'));
    let current = if here == path { Some("page") } else { below.then_some("true") };
    html! { <li><a href=href aria-current=current>{label}</a></li> }
}

/// The pages that are for this reader, most used first.
fn links(viewer: &Viewer) -> Vec<(String, String)> {
    let common = &t().common;
    if !viewer.signed_in() {
        let public = [
            ("/programmet", common.nav_programme),
            ("/natverket", common.nav_network),
            ("/datum", common.nav_dates),
            ("/ansok", common.nav_apply),
        ];
        return public.map(|(path, label)| (path.to_owned(), label.to_owned())).into();
    }
    let areas = [
        (Area::Pair, "/par", common.nav_pair),
        (Area::Contact, "/kontakt", common.nav_contact),
        (Area::Selection, "/urval", common.nav_selection),
        (Area::Selection, "/matchning", common.nav_matching),
        (Area::Organise, "/organisera", common.nav_organise),
    ];
    let areas =
        areas.into_iter().filter_map(|(area, path, label)| Some((viewer.led_to(area, path)?, label.to_owned())));
    let own = [("/min-sida", common.nav_home), ("/dagar", common.nav_days)];
    let own = own.into_iter().map(|(path, label)| (path.to_owned(), label.to_owned()));
    doors(viewer).chain(own).chain(areas).collect()
}

/// The doors at which the reader helps now: for a day and a half, that comes first.
fn doors(viewer: &Viewer) -> impl Iterator<Item = (String, String)> {
    let several = viewer.doors.len() > 1;
    let label = move |title: &str| {
        if several { format!("{}: {title}", t().attendance.title) } else { t().attendance.title.to_owned() }
    };
    viewer.doors.iter().map(move |(path, title)| (path.clone(), label(title)))
}

/// Switches the language and stays on the page.
#[component]
fn LangToggle() -> impl IntoView {
    let other = lang().other();
    html! {
        <form method="post" action="/sprak">
            <input type="hidden" name="lang" value=other.name()/>
            <input type="hidden" name="till" value=context::address()/>
            <Reader/>
            <button class="lang-toggle" type="submit" lang=other.name()>{t().common.other_language}</button>
        </form>
    }
}

/// The way in, or the way to one's settings and out.
fn account(name: Option<String>) -> AnyView {
    let common = &t().common;
    let Some(name) = name else {
        return html! { <a class="button button--quiet" href="/logga-in">{common.sign_in}</a> };
    };
    html! {
        <a href="/installningar" class="account">
            <Icon name="person"/>
            <span><Written text=name/></span>
            <span class="visually-hidden">{format!(", {}", common.settings)}</span>
        </a>
        <form method="post" action=SignOut::url()>
            <Reader/>
            <button class="button button--quiet" type="submit">{common.sign_out}</button>
        </form>
    }
}

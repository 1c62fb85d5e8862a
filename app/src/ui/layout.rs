//! What stands around every page: skip link, header with navigation, footer.

use domain::people::Duty;
use leptos::{prelude::*, server_fn::ServerFn};
use leptos_router::{components::A, hooks::use_location};

use super::{Icon, Reading, form::query, load::FocusedPath};
use crate::{
    live::LiveBanner,
    people::api::{ReadViewer, SignOut, Viewer},
    text::{lang, t},
    ui::html,
};

/// The frame of every page, around its content.
#[component]
pub fn Layout(children: Children) -> impl IntoView {
    let common = &t().common;
    FocusedPath::provide();
    let viewer = Reading::once(|| ReadViewer {});
    html! {
        <a class="skip-link" rel="external" href="#innehall">{common.skip}</a>
        <ForViewer viewer view=demo_banner/>
        <header class="site-header">
            <div class="site-header__inner">
                <a class="brand" href="/">
                    <span class="brand__name">{common.programme}</span>
                    <span class="brand__net">{common.network}</span>
                </a>
                <nav class="site-nav" aria-label=common.nav>
                    <ForViewer viewer view=nav/>
                </nav>
                <div class="site-header__tools">
                    <LangToggle/>
                    <ForViewer viewer view=account/>
                </div>
            </div>
        </header>
        <LiveBanner/>
        <main id="innehall" class="page" tabindex="-1">{children()}</main>
        <footer class="site-footer">
            <div class="site-footer__inner">
                <p>{common.footer_about}</p>
                <ul>
                    <li><A href="/programmet">{common.nav_programme}</A></li>
                    <li><A href="/natverket">{common.nav_network}</A></li>
                    <li><A href="/datum">{common.nav_dates}</A></li>
                    <li><A href="/ansok">{common.nav_apply}</A></li>
                </ul>
            </div>
        </footer>
    }
}

/// A part of the frame that depends on who reads.
#[component]
fn ForViewer(viewer: Reading<Viewer>, view: fn(Viewer) -> AnyView) -> impl IntoView {
    html! {
        <Suspense>
            {move || Suspend::new(async move { view(viewer.answer(viewer.json().await).unwrap_or_default()) })}
        </Suspense>
    }
}

fn demo_banner(viewer: Viewer) -> AnyView {
    let common = &t().common;
    let banner = viewer.demo.then(|| {
        html! {
            <aside class="demo-banner" aria-label="Demo">
                <span>{common.demo}</span> " " <a rel="external" href="/demo/post">{common.demo_mail}</a>
            </aside>
        }
    });
    banner.into_any()
}

fn nav(viewer: Viewer) -> AnyView {
    let links: Vec<_> =
        links(&viewer).into_iter().map(|(path, label)| html! { <li><A href=path>{label}</A></li> }).collect();
    html! { <ul>{links}</ul> }
}

/// The pages that are for this reader, most used first.
fn links(viewer: &Viewer) -> Vec<(&'static str, &'static str)> {
    let common = &t().common;
    if !viewer.signed_in() {
        return vec![
            ("/programmet", common.nav_programme),
            ("/natverket", common.nav_network),
            ("/datum", common.nav_dates),
            ("/ansok", common.nav_apply),
        ];
    }
    let mut links = vec![("/min-sida", common.nav_home), ("/dagar", common.nav_days)];
    let mut add = |wanted: bool, path, label| links.extend(wanted.then_some((path, label)));
    add(viewer.in_pair, "/par", common.nav_pair);
    add(viewer.has(Duty::ContactPerson), "/kontakt", common.nav_contact);
    add(viewer.has(Duty::WorkingGroup), "/urval", common.nav_selection);
    add(viewer.has(Duty::WorkingGroup), "/matchning", common.nav_matching);
    add(viewer.has(Duty::Organiser), "/organisera", common.nav_organise);
    links
}

/// Switches the language and stays on the page.
#[component]
fn LangToggle() -> impl IntoView {
    let other = lang().other();
    let location = use_location();
    let here = move || format!("{}{}", location.pathname.get(), location.search.with(query));
    html! {
        <form method="post" action="/sprak">
            <input type="hidden" name="lang" value=other.name()/>
            <input type="hidden" name="till" prop:value=here value=here/>
            <button class="lang-toggle" type="submit" lang=other.name()>{t().common.other_language}</button>
        </form>
    }
}

/// The way in, or the way to one's settings and out.
fn account(viewer: Viewer) -> AnyView {
    let common = &t().common;
    let Some(name) = viewer.name else {
        return html! { <a class="button button--quiet" rel="external" href="/logga-in">{common.sign_in}</a> };
    };
    html! {
        <A href="/installningar" attr:class="account">
            <Icon name="person"/>
            <span>{name}</span>
            <span class="visually-hidden">{format!(", {}", common.settings)}</span>
        </A>
        <form method="post" action=SignOut::url()>
            <button class="button button--quiet" type="submit">{common.sign_out}</button>
        </form>
    }
}

//! The document around a page: its head, the frame, and what the page script
//! needs to know.

use std::sync::{Arc, Mutex, PoisonError};

use axum::extract::MatchedPath;
use leptos::{nonce::use_nonce, prelude::*};

use crate::{
    context::{self, Bundle},
    people::api::viewer,
    round::{
        closing::ClosedNotice,
        focus::{self, Named},
        switch::Switches,
    },
    text::t,
    ui::{Layout, RejectedForm, html},
};

/// Pages, but no files, are fetched when someone is about to follow their link.
const PREFETCH: &str = r#"{"prefetch":[{"where":{"and":[{"href_matches":"/*"},{"not":{"href_matches":"/*.*"}},{"not":{"selector_matches":"[data-in-place]"}}]},"eagerness":"moderate"}]}"#;

/// What a page says about the document around it.
#[derive(Clone, Default)]
pub(crate) struct Head(Arc<Mutex<Said>>);

#[derive(Clone, Default)]
struct Said {
    title: String,
    description: Option<String>,
    still: bool,
    islands: Option<Islands>,
}

/// Which bundle holds a page's islands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Islands {
    /// The answer to a day.
    Participants,
    /// The door.
    Tools,
}

impl Head {
    /// Gives the document its title.
    pub(crate) fn title(title: &str) {
        Self::say(|said| title.clone_into(&mut said.title));
    }

    /// Says in a sentence what the page is about, for search engines.
    pub(crate) fn description(description: &str) {
        Self::say(|said| said.description = Some(description.to_owned()));
    }

    /// Has the page stay as it is, though something changes: it cannot be read
    /// again, or must not be.
    pub(crate) fn still() {
        Self::say(|said| said.still = true);
    }

    /// Has the islands' code loaded with the page.
    pub(crate) fn islands(which: Islands) {
        Self::say(|said| said.islands = Some(which));
    }

    fn say(say: impl FnOnce(&mut Said)) {
        say(&mut expect_context::<Self>().0.lock().unwrap_or_else(PoisonError::into_inner));
    }

    fn said(&self) -> Said {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// The whole document around a page's content, as HTML.
pub(crate) fn document(content: AnyView, sequence: &str) -> String {
    let settings = context::state().settings;
    let viewer = viewer();
    let viewer_id = viewer.id.map(|id| id.to_string());
    let Said { title, description, still, islands } = expect_context::<Head>().said();
    let assets = &settings.assets;
    let bundle = match islands {
        Some(Islands::Tools) => &assets.tools,
        _ => &assets.islands,
    };
    let route = context::from_request::<MatchedPath>().map(|route| route.as_str().to_owned());
    let (lang, theme, common) = (context::lang(), context::theme(), &t().common);
    // In a title, the marks that stand between texts elsewhere would be read as text.
    let in_title = format!("{title} – {}", common.programme).to_html();
    context::set_content_policy();
    let html = view! {
        <html lang=lang.name() data-theme=theme data-build=assets.build.clone() data-sequence=sequence.to_owned()
            data-viewer=viewer_id data-route=route data-offline=t().errors.offline data-online=t().errors.online
            data-unsent=t().drafts.unsent data-still=still.then_some("") data-extras-js=assets.extras.clone()
            data-islands-js=bundle.js.clone() data-islands-wasm=bundle.wasm.clone()>
            <head>
                <meta charset="utf-8"/>
                <title inner_html=in_title></title>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="description" content=description.unwrap_or_else(|| common.description.to_owned())/>
                <meta name="color-scheme" content=theme.unwrap_or("light dark")/>
                <meta name="theme-color" media="(prefers-color-scheme: light)" content="#fcfaf6"/>
                <meta name="theme-color" media="(prefers-color-scheme: dark)" content="#191816"/>
                <link rel="icon" href="/favicon.svg" type="image/svg+xml"/>
                <link rel="apple-touch-icon" href="/apple-touch-icon.png"/>
                <link rel="manifest" href="/manifest.webmanifest"/>
                <link rel="preload" href="/fonts/source-sans-3.woff2" r#as="font" r#type="font/woff2" crossorigin="anonymous"/>
                <link rel="preload" href="/fonts/source-serif-4.woff2" r#as="font" r#type="font/woff2" crossorigin="anonymous"/>
                <link rel="stylesheet" href=assets.css.clone()/>
                {own_address()}
                {islands.map(|_| preload(bundle))}
                <script type="module" nonce=use_nonce() src=assets.script.clone()></script>
                <script type="speculationrules" nonce=use_nonce() inner_html=PREFETCH></script>
            </head>
            <body><Layout viewer rounds=Switches().into_any()>{ClosedNotice()}{content}</Layout></body>
        </html>
    };
    let html = html.to_html();
    let named = context::kept();
    let html = if named == Named::default() { html } else { focus::document_in(named, &html) };
    format!("<!DOCTYPE html>{html}")
}

/// A form that was sent back stands at the action's address; the page's own is
/// put in its place, for whoever copies or reloads it.
fn own_address() -> Option<AnyView> {
    let page = context::in_its_round(&context::from_request::<RejectedForm>()?.page);
    let page = serde_json::to_string(&page).ok()?;
    let script = format!("history.replaceState(null, '', {});", page.replace('<', "\\u003c"));
    Some(html! { <script nonce=use_nonce()>{script}</script> })
}

/// Has the islands' code on its way before the page script asks for it.
fn preload(bundle: &Bundle) -> AnyView {
    html! {
        <link rel="modulepreload" href=bundle.js.clone()/>
        <link rel="preload" href=bundle.wasm.clone() r#as="fetch" r#type="application/wasm" crossorigin="anonymous"/>
    }
}

//! The check-in page: how many are here, a search, and one large button for
//! everyone who is invited or expected.

use std::sync::Arc;

use domain::{
    attendance::{Arrival, Attendee, CheckedIn, Door, Press, Visitor, VisitorKind},
    day::{Segment, SegmentId, Standing},
    live::Topic,
    time::local,
};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use super::{
    api::{AddVisitor, ReadDoor, RemoveVisitor},
    presses::{self, Presence, Presses},
    scan::Scanner,
    text::kind,
    visitors::Visitors,
};
use crate::{
    day::{standing_icon, status_class, text as day_text},
    live::Live,
    pair::text as pair_text,
    text::{date, errors, lang, t},
    ui::{Action, Icon, Load, PAGE_FIELD, Page, Reading, html, this_page},
};

/// How many of those found are shown: more than a screen holds, and few
/// enough for every keystroke.
const SHOWN: usize = 100;

/// What the page keeps while it is open, however often it reads the door.
#[derive(Clone, Copy)]
struct Desk {
    presses: Presses,
    search: RwSignal<String>,
    /// The code of the badge that was read last.
    badge: RwSignal<Option<String>>,
    /// Whether the browser's copy of the page is at work.
    awake: RwSignal<bool>,
}

/// Someone who is invited or expected.
struct Expected {
    who: Attendee,
    name: String,
    /// In what part they come, and from where.
    from: String,
    /// Where they stand; a guest has not been asked.
    standing: Option<Standing>,
    badge: String,
    here: Option<CheckedIn>,
}

impl From<Arrival> for Expected {
    fn from(Arrival { guest, badge, here }: Arrival) -> Self {
        Self {
            who: Attendee::Person(guest.person),
            from: format!("{}, {}", pair_text::role(guest.role), guest.organisation_name),
            name: guest.name,
            standing: Some(guest.standing),
            badge,
            here,
        }
    }
}

impl From<Visitor> for Expected {
    fn from(visitor: Visitor) -> Self {
        let parts = [kind(visitor.kind), &visitor.organisation];
        Self {
            who: Attendee::Visitor(visitor.id),
            from: parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", "),
            name: visitor.name,
            standing: None,
            badge: visitor.badge,
            here: visitor.check_in,
        }
    }
}

/// The door of one of a day's segments.
#[component]
pub fn DoorPage() -> impl IntoView {
    let slug = move || use_params_map().read().get("slug").unwrap_or_default();
    let query = use_query_map();
    let wanted = move || query.read().get("pass").and_then(|id| id.parse().ok());
    let asked = |name: &str| query.read_untracked().get(name);
    let desk = Desk {
        presses: Presses::new(),
        search: RwSignal::new(asked("sok").unwrap_or_default()),
        badge: RwSignal::new(asked("kod")),
        awake: RwSignal::new(false),
    };
    Effect::new(move || desk.awake.set(true));
    let (add, remove) = (Action::new::<AddVisitor>(), Action::new::<RemoveVisitor>());
    let version = move || Live::version(Topic::Days) + desk.presses.version() + add.version() + remove.version();
    let door = Reading::new(move || ReadDoor { slug: slug(), segment: wanted() }, version);
    html! {
        <Load read=door view=move |Door { day, segment, guests, visitors }| {
            desk.presses.read_back();
            let text = &t().attendance;
            let board = format!("/organisera/dagar/{}", day.slug);
            let (walk_ins, others): (Vec<_>, Vec<_>) =
                visitors.into_iter().partition(|visitor| visitor.kind == VisitorKind::WalkIn);
            let others = others.into_iter().map(Expected::from);
            let guests: Arc<[Expected]> = others.chain(guests.into_iter().map(Expected::from)).collect();
            html! {
                <Page title=text.title eyebrow=day.title.get(lang())>
                    <Segments segments=day.segments chosen=segment.id/>
                    <Figures guests=Arc::clone(&guests) segment=segment.id visitors=walk_ins.len() desk/>
                    <Search segment=segment.id desk/>
                    <Scanner scanned=desk.badge/>
                    <Scanned guests=Arc::clone(&guests) segment=segment.id desk/>
                    <Arrivals guests segment=segment.id desk/>
                    <Visitors visitors=walk_ins segment=segment.id add remove/>
                    <p class="button-row">
                        <a href=board.clone() class="button">{text.board}</a>
                        <a href=format!("{board}/namnskyltar") class="button">{text.badges}</a>
                    </p>
                </Page>
            }
        }/>
    }
}

/// The day's segments, to choose one of.
#[component]
pub(crate) fn Segments(segments: Vec<Segment>, chosen: SegmentId) -> impl IntoView {
    let links: Vec<_> = segments
        .into_iter()
        .map(|Segment { id, audience, starts, ends, .. }| {
            let current = (id == chosen).then_some("true");
            html! {
                <li><a href=format!("?pass={id}") aria-current=current>
                    {date::hours(starts, ends)}" "<span class="muted">{day_text::audience(audience)}</span>
                </a></li>
            }
        })
        .collect();
    html! { <nav aria-label=t().attendance.segments><ul class="door-segments">{links}</ul></nav> }
}

/// How many are here, how many wait for a connection, and what went wrong.
#[component]
fn Figures(guests: Arc<[Expected]>, segment: SegmentId, visitors: usize, desk: Desk) -> impl IntoView {
    let text = &t().attendance;
    let all = guests.len();
    let here = move || guests.iter().filter(|expected| presence(expected, segment, desk).here).count();
    let visitors = (visitors > 0).then(|| (text.and_visitors)(visitors));
    let waiting = move || Some(desk.presses.waiting()).filter(|n| *n > 0).map(text.waiting);
    let error = move || desk.presses.error().map(|error| errors::of_action(&error));
    html! {
        <p class="door-count" role="status"><strong>{here}</strong>{(text.of_invited)(all)}{visitors}</p>
        <div role="status">
            {move || waiting().map(|waiting| html! { <p class="notice notice--warn"><Icon name="clock"/>{waiting}</p> })}
        </div>
        <div role="alert">
            {move || error().map(|error| html! { <p class="notice notice--error"><Icon name="warning"/>{error}</p> })}
        </div>
    }
}

/// Finds people as one types; without JavaScript, by a button.
#[component]
fn Search(segment: SegmentId, desk: Desk) -> impl IntoView {
    let text = &t().attendance;
    html! {
        <form method="get" class="filters" role="search" on:submit=|event| event.prevent_default()>
            <input type="hidden" name="pass" value=segment.to_string()/>
            <div class="field">
                <label for="sok">{text.search}</label>
                <input type="search" id="sok" name="sok" autocomplete="off" value=desk.search.get_untracked()
                    on:input=move |event| desk.search.set(event_target_value(&event))/>
            </div>
            <button class="button" type="submit" hidden=move || desk.awake.get()>{text.find}</button>
        </form>
    }
}

/// Whom the badge belongs to that was read last.
#[component]
fn Scanned(guests: Arc<[Expected]>, segment: SegmentId, desk: Desk) -> impl IntoView {
    let text = &t().attendance;
    let page = this_page();
    let content = move |code: String| match guests.iter().find(|expected| expected.badge == code) {
        Some(expected) => html! {
            <section class="scanned">
                <h2 class="visually-hidden">{text.scanned}</h2>
                <ul class="arrivals">{row(expected, segment, desk, &page)}</ul>
            </section>
        },
        None => html! { <p class="notice notice--warn"><Icon name="warning"/>{text.unknown_badge}</p> },
    };
    html! { <div role="status">{move || desk.badge.get().map(&content)}</div> }
}

/// Everyone expected whose name is searched for.
#[component]
fn Arrivals(guests: Arc<[Expected]>, segment: SegmentId, desk: Desk) -> impl IntoView {
    let text = &t().attendance;
    let page = this_page();
    let list = move || {
        let wanted = desk.search.with(|search| folded(search));
        let found: Vec<_> = guests.iter().filter(|expected| is_named(&expected.name, &wanted)).collect();
        let more = found.len().saturating_sub(SHOWN);
        let rows: Vec<_> = found.iter().take(SHOWN).map(|expected| row(expected, segment, desk, &page)).collect();
        html! {
            <ul class="arrivals">{rows}</ul>
            {found.is_empty().then(|| html! { <p class="empty">{text.nobody}</p> })}
            {(more > 0).then(|| html! { <p class="muted">{(text.more)(more)}</p> })}
        }
    };
    html! {
        <section>
            <h2 class="visually-hidden">{text.guests}</h2>
            {list}
        </section>
    }
}

/// Whether each of the words searched for, in small letters, begins a part of a name.
fn is_named(name: &str, wanted: &str) -> bool {
    let name = folded(name);
    wanted.split_whitespace().all(|word| name.split([' ', '-']).any(|part| part.starts_with(word)))
}

fn presence(expected: &Expected, segment: SegmentId, desk: Desk) -> Presence {
    desk.presses.presence(segment, expected.who, expected.here.is_some())
}

/// Someone expected: who they are, what they answered, whether they are here,
/// and the button that changes it.
fn row(expected: &Expected, segment: SegmentId, desk: Desk, page: &str) -> AnyView {
    let text = &t().attendance;
    let presence = presence(expected, segment, desk);
    let press = Press { segment, who: expected.who, here: !presence.here };
    let (class, label) = if presence.here { ("button", text.undo) } else { ("button button--primary", text.check_in) };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        desk.presses.press(press);
    };
    let fields = presses::fields(press).map(|(name, value)| html! { <input type="hidden" name=name value=value/> });
    let answer = expected.standing.map(|standing| {
        html! {
            <span class=status_class(standing)><Icon name=standing_icon(standing)/>{day_text::standing(standing)}</span>
        }
    });
    html! {
        <li class="arrival" class:arrival--here=presence.here>
            <div class="arrival__who">
                <p class="arrival__name">{expected.name.clone()}</p>
                <p class="muted">{expected.from.clone()}</p>
                <p class="arrival__state">
                    {answer}
                    {state(expected.here.as_ref(), presence, desk)}
                </p>
            </div>
            <form method="post" action=presses::path(press) class="arrival__form" on:submit=submit>
                <input type="hidden" name=PAGE_FIELD value=page.to_owned()/>
                {fields}
                <button type="submit" class=class>{label}<span class="visually-hidden">": "{expected.name.clone()}</span></button>
            </form>
        </li>
    }
}

/// Whether someone is here, in words; nothing if they are not.
fn state(here: Option<&CheckedIn>, presence: Presence, desk: Desk) -> Option<AnyView> {
    let text = &t().attendance;
    let (class, icon, words) = match here {
        _ if presence.pending && desk.presses.waiting() > 0 => ("status status--maybe", "clock", text.waits.to_owned()),
        _ if presence.pending => ("status", "clock", t().common.saving.to_owned()),
        Some(CheckedIn { at, by }) => ("status status--yes", "door", (text.here)(&date::time(local(*at).time()), by)),
        None => return None,
    };
    Some(html! { <span class=class><Icon name=icon/>{words}</span> })
}

/// Text in small letters, as far as Swedish names need it: the tables for all
/// the world's alphabets would have to be downloaded.
fn folded(text: &str) -> String {
    let fold = |c| match c {
        'Å' => 'å',
        'Ä' => 'ä',
        'Ö' => 'ö',
        'É' => 'é',
        'Ü' => 'ü',
        c => c.to_ascii_lowercase(),
    };
    text.chars().map(fold).collect()
}

#[cfg(test)]
mod tests {
    use super::{folded, is_named};

    #[test]
    fn three_letters_find_a_name() {
        let found = |wanted: &str| is_named("Åsa-Lena Öberg Ek", &folded(wanted));
        for wanted in ["", "ås", "ÅSA", "len", "öbe", "ek", "ek ås", " öberg  lena "] {
            assert!(found(wanted), "{wanted}");
        }
        for wanted in ["sa", "berg", "ås x", "asa"] {
            assert!(!found(wanted), "{wanted}");
        }
    }
}

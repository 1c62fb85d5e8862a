//! Guests and speakers, entered before the day.

use domain::{
    attendance::{Visitor, VisitorKind},
    day::{Day, Segment},
    live::Topic,
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::{
    api::{AddGuest, EditGuest, GuestBook, GuestPage, ReadGuest, ReadGuests, RemoveVisitor},
    text::kind,
    visitors::emptied_after,
};
use crate::{
    day::text as day_text,
    live::Live,
    text::{date, lang, t},
    ui::{Action, Choice, Field, Form, Icon, Load, Page, Reading, Submit, html},
};

/// A day's guests and speakers.
#[component]
pub fn GuestsPage() -> impl IntoView {
    let slug = move || use_params_map().read().get("slug").unwrap_or_default();
    let (add, remove) = (Action::new::<AddGuest>(), Action::new::<RemoveVisitor>());
    let version = move || Live::version(Topic::Days) + add.version() + remove.version();
    let guests = Reading::new(move || ReadGuests { slug: slug() }, version);
    html! {
        <Load read=guests view=move |GuestBook { day, visitors, deleted_on }| {
            let text = &t().attendance;
            let back = format!("/organisera/dagar/{}", day.slug);
            let expected: Vec<_> = visitors.into_iter().filter(|visitor| visitor.kind != VisitorKind::WalkIn).collect();
            let none = expected.is_empty();
            let segments: Vec<_> = day.segments.iter().map(|segment| of_segment(segment, &expected, &day.slug, remove)).collect();
            html! {
                <Page title=text.guests_title eyebrow=day.title.get(lang()) lede=text.guests_lede>
                    {none.then(|| html! { <p class="empty">{text.no_guests}</p> })}
                    {segments}
                    <section class="section">
                        <h2>{text.new_guest}</h2>
                        <AddForm day action=add/>
                    </section>
                    <p class="muted">{(text.guests_deleted)(&date::without_weekday(lang(), deleted_on))}</p>
                    <p class="section__more"><a href=back><Icon name="arrow-left"/>{t().organise.to_board}</a></p>
                </Page>
            }
        }/>
    }
}

fn part(segment: &Segment) -> String {
    format!("{} {}", date::hours(segment.starts, segment.ends), day_text::audience(segment.audience))
}

/// Those who are expected at a segment; nothing where nobody is.
fn of_segment(segment: &Segment, expected: &[Visitor], slug: &str, remove: Action) -> Option<AnyView> {
    let rows: Vec<_> = expected
        .iter()
        .filter(|visitor| visitor.segment == segment.id)
        .map(|visitor| row(visitor.clone(), slug, remove))
        .collect();
    (!rows.is_empty()).then(|| {
        html! {
            <section class="section">
                <h2>{part(segment)}</h2>
                <ul class="arrivals">{rows}</ul>
            </section>
        }
    })
}

fn row(guest: Visitor, slug: &str, remove: Action) -> AnyView {
    let text = &t().attendance;
    let edit = format!("/organisera/dagar/{slug}/gaster/{}", guest.id);
    let from = (!guest.organisation.is_empty()).then(|| format!(", {}", guest.organisation));
    html! {
        <li class="arrival">
            <div class="arrival__who">
                <p class="arrival__name"><a href=edit>{guest.name.clone()}</a></p>
                <p class="muted">{kind(guest.kind)}{from}</p>
            </div>
            <Form action=remove class="arrival__form" quiet=true>
                <input type="hidden" name="visitor" value=guest.id.to_string()/>
                <button type="submit" class="button">{text.remove}<span class="visually-hidden">": "{guest.name}</span></button>
            </Form>
        </li>
    }
}

fn labels() -> Vec<(String, String)> {
    let text = &t().attendance;
    [
        ("segment", text.guest_segment),
        ("kind", text.guest_kind),
        ("name", text.guest_name),
        ("organisation", text.visitor_organisation),
    ]
    .map(|(name, label)| (name.to_owned(), label.to_owned()))
    .to_vec()
}

#[component]
fn AddForm(day: Day, action: Action) -> impl IntoView {
    let form = emptied_after(action);
    html! {
        <div node_ref=form>
            <Form action labels=labels()>
                <SegmentChoice segments=day.segments action/>
                <Fields name=String::new() organisation=String::new() comes_as=VisitorKind::Guest/>
                <div class="button-row"><Submit label=t().attendance.add_guest/></div>
            </Form>
        </div>
    }
}

/// Which of the day's segments; no question where there is one.
#[component]
fn SegmentChoice(segments: Vec<Segment>, action: Action) -> impl IntoView {
    if let [only] = segments.as_slice() {
        return html! { <input type="hidden" name="segment" value=only.id.to_string()/> };
    }
    let typed = action.typed("segment");
    let options: Vec<_> = segments
        .iter()
        .map(|segment| {
            let id = segment.id.to_string();
            html! { <option value=id.clone() selected=typed == Some(id)>{part(segment)}</option> }
        })
        .collect();
    html! {
        <div class="field">
            <label for="segment">{t().attendance.guest_segment}</label>
            <select id="segment" name="segment">{options}</select>
        </div>
    }
}

#[component]
fn Fields(name: String, organisation: String, comes_as: VisitorKind) -> impl IntoView {
    let text = &t().attendance;
    let kinds = VisitorKind::EXPECTED.map(|each| (each.name(), "", kind(each))).to_vec();
    html! {
        <Field name="name" label=text.guest_name value=name/>
        <Field name="organisation" label=text.visitor_organisation value=organisation/>
        <Choice name="kind" label=text.guest_kind options=kinds value=comes_as.name()/>
    }
}

/// A guest or speaker, to be changed. The page does not read itself again while
/// someone writes on it.
#[component]
pub fn EditGuestPage() -> impl IntoView {
    let action = Action::new::<EditGuest>();
    let (slug, guest) = use_params_map().with_untracked(|params| {
        let get = |name: &str| params.get(name).unwrap_or_default();
        (get("slug"), get("guest"))
    });
    let page = Reading::once(move || ReadGuest { slug: slug.clone(), guest: guest.clone() });
    html! {
        <Load read=page view=move |GuestPage { day, guest }| {
            let text = &t().attendance;
            let back = format!("/organisera/dagar/{}/gaster", day.slug);
            html! {
                <Page title=text.edit_guest eyebrow=day.title.get(lang())>
                    <Form action labels=labels()>
                        <input type="hidden" name="slug" value=day.slug/>
                        <input type="hidden" name="guest" value=guest.id.to_string()/>
                        <Fields name=guest.name organisation=guest.organisation comes_as=guest.kind/>
                        <div class="button-row"><Submit label=text.save_guest/></div>
                    </Form>
                    <p class="section__more"><a href=back><Icon name="arrow-left"/>{text.guests_title}</a></p>
                </Page>
            }
        }/>
    }
}

//! Guests and speakers, entered before the day.

use domain::{
    day::{
        Day, Segment,
        check_in::{Visitor, VisitorKind},
        visitor::VisitorForm,
    },
    round::retention::{VISITORS_DAYS, deleted_on},
};
use leptos::prelude::*;

use super::{
    api::{AddGuest, EditGuest, RemoveVisitor},
    text::kind,
};
use crate::{
    context,
    day::{needs::guest_needs, text as day_text},
    error::AppError,
    page::PageResult,
    text::{date, lang, t},
    ui::{Action, Choice, Field, Form, Icon, Page, ReadAs, Submit, Written, base, chosen, html, saved_receipt, told},
};

/// A day's guests and speakers.
pub async fn guests_page() -> PageResult {
    let (day, expected) = expected().await?;
    let text = &t().attendance;
    let back = format!("/organisera/dagar/{}", day.slug);
    let deleted_on = deleted_on(day.ends(), VISITORS_DAYS);
    let none = expected.is_empty();
    let segments: Vec<_> = day.segments.iter().map(|segment| of_segment(segment, &expected, &day.slug)).collect();
    Ok(html! {
        <Page title=text.guests_title eyebrow=day.title.get(lang()) lede=text.guests_lede>
            {saved_receipt("sparad", text.guest_saved)}
            {told("borta", text.guest_removed)}
            {none.then(|| html! { <p class="empty">{text.no_guests}</p> })}
            {segments}
            <section class="section">
                <h2>{text.new_guest}</h2>
                <AddForm day/>
            </section>
            <p class="muted">{(text.guests_deleted)(&date::without_weekday(lang(), deleted_on))}</p>
            <p class="section__more"><a href=back><Icon name="arrow-left"/>{t().organise.to_board}</a></p>
        </Page>
    })
}

/// The page's day, and the guests and speakers who are expected at it.
async fn expected() -> Result<(Day, Vec<Visitor>), AppError> {
    let caller = context::caller()?;
    let (store, now) = context::store_now();
    let visitors = store.visitors(&caller, &context::param("slug"), now).await?;
    let (day, mut visitors) = visitors.ok_or(AppError::NotFound)?;
    visitors.retain(|visitor| visitor.kind != VisitorKind::WalkIn);
    Ok((day, visitors))
}

fn part(segment: &Segment) -> String {
    format!("{} {}", date::hours(lang(), segment.starts, segment.ends), day_text::audience(segment.audience))
}

/// Those who are expected at a segment; nothing where nobody is.
fn of_segment(segment: &Segment, expected: &[Visitor], slug: &str) -> Option<AnyView> {
    let rows: Vec<_> = expected
        .iter()
        .filter(|visitor| visitor.segment == segment.id)
        .map(|visitor| row(visitor.clone(), slug))
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

fn row(guest: Visitor, slug: &str) -> AnyView {
    let text = &t().attendance;
    let edit = format!("/organisera/dagar/{slug}/gaster/{}", guest.id);
    let from = (!guest.organisation.is_empty()).then(|| format!(", {}", guest.organisation));
    html! {
        <li class="arrival" id=format!("gast-{}", guest.id)>
            <div class="arrival__who">
                <p class="arrival__name"><a href=edit><Written text=guest.name.clone()/></a></p>
                <p class="muted">{kind(guest.kind)}{from}</p>
            </div>
            <Form action={Action::new::<RemoveVisitor>()} id=format!("bort-{}", guest.id) class="arrival__form" quiet=true>
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
fn AddForm(day: Day) -> impl IntoView {
    let action = Action::new::<AddGuest>();
    html! {
        <Form action id="ny-gast" labels=labels()>
            <SegmentChoice segments=day.segments action/>
            <Fields name=String::new() organisation=String::new() comes_as=VisitorKind::Guest/>
            <div class="button-row"><Submit label=t().attendance.add_guest/></div>
        </Form>
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

/// A guest or speaker, to be changed.
pub async fn edit_guest_page() -> PageResult {
    let (day, expected) = expected().await?;
    let wanted = context::param("guest");
    let guest = expected.into_iter().find(|guest| guest.id.to_string() == wanted).ok_or(AppError::NotFound)?;
    let text = &t().attendance;
    let back = format!("/organisera/dagar/{}/gaster", day.slug);
    let needs = guest_needs(day.slug.clone(), guest.id).await?;
    let kinds = VisitorKind::EXPECTED.map(|each| (each.name().to_owned(), kind(each).to_owned())).to_vec();
    let (read, readable) = (base(&VisitorForm::from(&guest)), chosen("kind", kinds));
    Ok(html! {
        <Page title=text.edit_guest eyebrow=day.title.get(lang())>
            <Form action={Action::new::<EditGuest>()} labels=labels()>
                <input type="hidden" name="slug" value=day.slug/>
                <input type="hidden" name="guest" value=guest.id.to_string()/>
                <ReadAs read labels=labels() readable/>
                <Fields name=guest.name organisation=guest.organisation comes_as=guest.kind/>
                <div class="button-row"><Submit label=text.save_guest/></div>
            </Form>
            {needs}
            <p class="section__more"><a href=back><Icon name="arrow-left"/>{text.guests_title}</a></p>
        </Page>
    })
}

//! A day that is over, for organisers: who came, thank-you emails, and the way
//! to files and evaluation.

use domain::{
    day::{
        Guest,
        follow_up::{FollowUpView, Thanks, Turnout},
    },
    mail::announcement::DayAnswer,
    time::local,
};
use leptos::prelude::*;

use super::api::SendThanks;
use crate::{
    context,
    day::text as day_text,
    error::AppError,
    mail::announcement::WriteTo,
    page::PageResult,
    pair::text as pair_text,
    text::{date, lang, t},
    ui::{Action, DayWhen, Form, Icon, Page, Receipt, Submit, Written, html},
};

/// A day that is over.
pub async fn follow_up_page() -> PageResult {
    let caller = context::caller()?;
    let (store, now) = context::store_now();
    let after = store.follow_up(&caller, &context::param("slug"), now).await?.ok_or(AppError::NotFound)?;
    let text = &t().follow_up_page;
    let FollowUpView { day, parts, thanks, evaluations, files } = after;
    let board = format!("/organisera/dagar/{}", day.slug);
    Ok(html! {
        <Page title=text.title eyebrow=day.title.get(lang())>
            <p class="lede"><DayWhen day=day.clone()/>", "<Written text=day.venue.clone()/></p>
            <section class="section">
                <h2>{text.turnout}</h2>
                <TurnoutTable parts=parts.clone()/>
                <NoShows parts/>
            </section>
            <section class="section">
                <h2>{text.thanks}</h2>
                {match thanks {
                    Some(thanks) => html! { <SendOrSent thanks slug=day.slug.clone()/> },
                    None => html! { <p class="muted">{text.not_over}</p> },
                }}
            </section>
            <section class="section">
                <h2>{text.more}</h2>
                <ul class="todo">
                    <li><a href=format!("{board}/utvardering")>{evaluations.map_or_else(|| text.to_results_later.to_owned(), text.to_results)}</a></li>
                    <li><a href=format!("{board}/material")>{(text.to_files)(files)}</a></li>
                    <li><WriteTo slug=day.slug.clone() answer=DayAnswer::Came label=t().announcement.write_to_came/></li>
                </ul>
            </section>
            <p class="updated" role="status">{(t().common.updated)(&date::time(lang(), local(now).time()))}</p>
            <p class="section__more"><a href=board><Icon name="arrow-left"/>{t().organise.to_board}</a></p>
        </Page>
    })
}

/// Each part of the day in figures.
#[component]
fn TurnoutTable(parts: Vec<Turnout>) -> impl IntoView {
    let text = &t().follow_up_page;
    let heads = [text.invited, text.expected, text.came, text.visitors];
    let row = |part: Turnout| {
        let figures = [part.invited, part.expected, part.came, part.visitors];
        let cells: Vec<_> = heads
            .into_iter()
            .zip(figures)
            .map(|(head, figure)| html! { <td class="number" data-label=head>{figure}</td> })
            .collect();
        html! { <tr><th scope="row">{name(&part)}</th>{cells}</tr> }
    };
    let rows: Vec<_> = parts.into_iter().map(row).collect();
    let heads: Vec<_> = heads.into_iter().map(|head| html! { <th scope="col" class="number">{head}</th> }).collect();
    html! {
        <div class="table-wrap" tabindex="0" role="group" aria-label=text.turnout>
            <table class="table table--stack">
                <thead><tr><th scope="col">{t().organise.part}</th>{heads}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

/// A part of the day by its hours and whom it is for.
fn name(part: &Turnout) -> String {
    let segment = part.segment;
    format!("{} {}", date::hours(lang(), segment.starts, segment.ends), day_text::audience(segment.audience))
}

/// Who said yes and did not come, for each part of the day where someone did.
#[component]
fn NoShows(parts: Vec<Turnout>) -> impl IntoView {
    let text = &t().follow_up_page;
    // Where nobody was checked in, that says nothing of anyone.
    if parts.iter().all(|part| part.came == 0) {
        return html! { <p class="muted">{text.nobody_checked_in}</p> };
    }
    let lists: Vec<_> = parts
        .into_iter()
        .filter(|part| part.came > 0)
        .map(|part| {
            let heading = (text.no_shows)(&name(&part), part.no_shows.len());
            let people: Vec<_> = part.no_shows.into_iter().map(person).collect();
            html! {
                <h3 class="no-shows__head">{heading}</h3>
                <ul class="no-shows">{people}</ul>
            }
        })
        .collect();
    lists.into_any()
}

fn person(guest: Guest) -> AnyView {
    let about = format!("{}, {}", pair_text::role(guest.role), guest.organisation_name);
    html! { <li><Written text=guest.name/>" "<span class="muted">{about}</span></li> }
}

/// Sends thank-you emails, asking first; or says when that was done.
#[component]
fn SendOrSent(thanks: Thanks, slug: String) -> impl IntoView {
    let text = &t().follow_up_page;
    let Thanks { there, missed, sent_at } = thanks;
    if let Some(at) = sent_at {
        let sentence = (text.sent)(&date::moment(lang(), at));
        if context::query("skickat").is_some() {
            return html! { <Receipt>{sentence}</Receipt> };
        }
        return html! { <p class="notice notice--ok"><Icon name="check"/>{sentence}</p> };
    }
    let action = Action::new::<SendThanks>();
    html! {
        <p class="prose">{(text.who)(there, missed)}</p>
        <details class="breakdown">
            <summary>{text.send}</summary>
            <Form action>
                <input type="hidden" name="slug" value=slug/>
                <p>{text.send_lede}</p>
                <div class="button-row"><Submit label=(text.send_now)(there + missed)/></div>
            </Form>
        </details>
    }
}

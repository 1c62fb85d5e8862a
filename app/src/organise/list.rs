//! Lists to print: everyone whom the board lists at the same question, by part
//! of the day, with a box to tick.

use domain::{
    attendance::Visitor,
    board::Filter,
    day::{Board, SegmentBoard},
};
use leptos::prelude::*;
use leptos_router::hooks::{use_location, use_params_map};

use super::api::{PrintList, ReadList};
use crate::{
    attendance::text::kind,
    day::text as day_text,
    pair::text as pair_text,
    text::{date, lang, t},
    ui::{DayWhen, Icon, Load, Page, PrintButton, Reading, html},
};

/// The lists of a day.
#[component]
pub fn ListPage() -> impl IntoView {
    let slug = move || use_params_map().read().get("slug").unwrap_or_default();
    let search = use_location().search;
    let list = Reading::new(move || ReadList { slug: slug(), query: search.get() }, || 0);
    html! {
        <Load read=list view=move |PrintList { board, visitors }| {
            let text = &t().organise;
            let Board { day, segments } = board;
            let filter = Filter::from_query(&search.get_untracked());
            let back = format!("/organisera/dagar/{}{}", day.slug, filter.query());
            let lists: Vec<_> = segments
                .into_iter()
                .filter(|segment| filter.opens(segment.segment.id))
                .map(|segment| {
                    let id = segment.segment.id;
                    let expected = visitors.iter().filter(|visitor| visitor.segment == id).cloned().collect();
                    html! { <SegmentList segment expected/> }
                })
                .collect();
            html! {
                <Page title=text.list eyebrow=day.title.get(lang())>
                    <p class="lede"><DayWhen day=day.clone()/>", "{day.venue.clone()}</p>
                    <p class="button-row"><PrintButton/></p>
                    <div class="print-lists">{lists}</div>
                    <p class="section__more"><a href=back><Icon name="arrow-left"/>{text.to_board}</a></p>
                </Page>
            }
        }/>
    }
}

#[component]
fn SegmentList(segment: SegmentBoard, expected: Vec<Visitor>) -> impl IntoView {
    let text = &t().organise;
    let guests = segment.guests.into_iter().map(|guest| {
        row(guest.name, pair_text::role(guest.role), guest.organisation_name, day_text::standing(guest.standing))
    });
    let visitors = expected
        .into_iter()
        .map(|visitor| row(visitor.name, kind(visitor.kind), visitor.organisation, t().attendance.expected));
    let rows: Vec<_> = guests.chain(visitors).collect();
    let hours = date::hours(segment.segment.starts, segment.segment.ends);
    let label = format!("{hours} {}", day_text::audience(segment.segment.audience));
    let count = (text.people_listed)(rows.len());
    html! {
        <section class="print-list">
            <h2>{label.clone()}</h2>
            <p class="muted">{count}</p>
            <div class="table-wrap" tabindex="0" role="group" aria-label=label>
                <table class="table">
                    <thead>
                        <tr>
                            <th scope="col">{text.here}</th>
                            <th scope="col">{text.name}</th>
                            <th scope="col">{text.role}</th>
                            <th scope="col">{text.organisation}</th>
                            <th scope="col">{text.answer}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
}

fn row(name: String, part: &'static str, organisation: String, standing: &'static str) -> AnyView {
    html! {
        <tr>
            <td><span class="tick-box"></span></td>
            <th scope="row">{name}</th>
            <td>{part}</td>
            <td>{organisation}</td>
            <td>{standing}</td>
        </tr>
    }
}

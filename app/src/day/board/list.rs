//! Lists to print: everyone whom the board lists at the same question, by part
//! of the day, with a box to tick with a pen.

use domain::day::{
    Board, SegmentBoard,
    board::{Filter, PrintList},
    check_in::Visitor,
};
use leptos::prelude::*;

use crate::{
    context,
    day::{check_in::text::kind, text as day_text},
    error::AppError,
    page::PageResult,
    pair::text as pair_text,
    text::{date, lang, t},
    ui::{DayWhen, Icon, Page, PrintButton, Written, html},
};

/// The lists of a day.
pub async fn list_page() -> PageResult {
    let caller = context::caller()?;
    let (store, now) = context::store_now();
    let filter = Filter::from_query(&context::raw_query());
    let list = store.print_list(&caller, &context::param("slug"), &filter, now).await?.ok_or(AppError::NotFound)?;
    let PrintList { board: Board { day, segments }, visitors } = list;
    let text = &t().organise;
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
    Ok(html! {
        <Page title=text.list eyebrow=day.title.get(lang())>
            <p class="lede"><DayWhen day=day.clone()/>", "<Written text=day.venue.clone()/></p>
            <p class="button-row"><PrintButton/></p>
            <div class="print-lists">{lists}</div>
            <p class="section__more"><a href=back><Icon name="arrow-left"/>{text.to_board}</a></p>
        </Page>
    })
}

#[component]
fn SegmentList(segment: SegmentBoard, expected: Vec<Visitor>) -> impl IntoView {
    let text = &t().organise;
    let guests = segment.guests.into_iter().map(|guest| {
        let standing = day_text::standing_or_former(guest.standing, guest.former);
        row(guest.name, pair_text::role(guest.role), guest.organisation_name, standing)
    });
    let visitors = expected
        .into_iter()
        .map(|visitor| row(visitor.name, kind(visitor.kind), visitor.organisation, t().attendance.expected));
    let rows: Vec<_> = guests.chain(visitors).collect();
    let hours = date::hours(lang(), segment.segment.starts, segment.segment.ends);
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
                            <th scope="col" class="printed">{text.here}</th>
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
            <td class="printed"><span class="tick-box"></span></td>
            <th scope="row"><Written text=name/></th>
            <td>{part}</td>
            <td><Written text=organisation/></td>
            <td>{standing}</td>
        </tr>
    }
}

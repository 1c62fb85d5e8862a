//! What an organiser can change of a day. The page does not read itself again
//! while someone writes on it.

use domain::{board::BoardView, day::Segment, seats::SEATS};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::api::{self, DayBoard, SetSeats};
use crate::{
    day::{api::AsOf, text as day_text},
    text::{date, lang, t},
    ui::{Action, DayWhen, Field, Form, Icon, Kind, Load, Page, Reading, Submit, html},
};

/// A day, to be changed.
#[component]
pub fn EditDayPage() -> impl IntoView {
    let action = Action::new::<SetSeats>();
    let slug = use_params_map().with_untracked(|params| params.get("slug").unwrap_or_default());
    let board = Reading::once(move || api::ReadBoard { slug: slug.clone(), query: String::new() });
    html! {
        <Load read=board view=move |AsOf { value: DayBoard { board: BoardView { day, .. }, .. }, .. }| {
            let text = &t().organise;
            let back = format!("/organisera/dagar/{}", day.slug);
            html! {
                <Page title=day.title.get(lang()) eyebrow=text.edit_day>
                    <p class="lede"><DayWhen day=day.clone()/>", "{day.venue.clone()}</p>
                    <section class="section">
                        <h2>{text.seats}</h2>
                        <p>{text.seats_help}</p>
                        <Seats slug=day.slug segments=day.segments action/>
                    </section>
                    <p class="section__more"><a href=back><Icon name="arrow-left"/>{text.to_board}</a></p>
                </Page>
            }
        }/>
    }
}

/// How many seats each segment has: one form for all of them.
#[component]
fn Seats(slug: String, segments: Vec<Segment>, action: Action) -> impl IntoView {
    let labels = segments.iter().map(|segment| (field(segment), label(segment))).collect();
    html! {
        <Form action labels>
            <input type="hidden" name="slug" value=slug/>
            {segments.iter().map(|segment| html! { <SeatsOf segment=*segment/> }).collect_view()}
            <div class="button-row"><Submit label=t().organise.seats_save/></div>
        </Form>
    }
}

#[component]
fn SeatsOf(segment: Segment) -> impl IntoView {
    let value = segment.capacity.map(|seats| seats.to_string()).unwrap_or_default();
    let (min, max) = (SEATS.start().to_string(), SEATS.end().to_string());
    html! { <Field name=field(&segment) label=label(&segment) kind=Kind::Number value min max/> }
}

fn field(segment: &Segment) -> String {
    format!("seats[{}]", segment.id)
}

fn label(segment: &Segment) -> String {
    format!("{} {}", date::hours(segment.starts, segment.ends), day_text::audience(segment.audience))
}

//! Who got an announcement, and who did not.

use domain::mail::announcement::{AnnouncementId, Figures, Outcome, Receiver};
use leptos::prelude::*;

use super::{
    api::RetryAnnouncement,
    text::{fares, outcome},
};
use crate::{
    people::directory::PersonLink,
    text::t,
    ui::{Action, Form, Written, html},
};

/// The figures and the names, those first whom it did not reach.
#[component]
pub(super) fn Receivers(id: AnnouncementId, receivers: Vec<Receiver>) -> impl IntoView {
    let text = &t().announcement;
    if receivers.is_empty() {
        return html! { <section class="section"><h2>{text.receivers}</h2><p class="empty">{text.reached_nobody}</p></section> };
    }
    let figures = Figures::of(receivers.iter().map(|one| one.outcome));
    let is_missed = |one: &Receiver| !matches!(one.outcome, Outcome::Delivered | Outcome::Waiting);
    let (missed, others): (Vec<_>, Vec<_>) = receivers.into_iter().partition(is_missed);
    let rows: Vec<_> = missed.into_iter().chain(others).map(|one| row(id, one)).collect();
    let heads = [text.receiver, text.outcome];
    html! {
        <section class="section">
            <h2>{text.receivers}</h2>
            <p role="status">{fares(figures)}</p>
            {(figures.missed > 0).then(|| html! { <p>{text.mend}</p> })}
            <div class="table-wrap" tabindex="0" role="group" aria-label=text.receivers>
                <table class="table table--stack">
                    <thead><tr>{heads.into_iter().map(|head| html! { <th scope="col">{head}</th> }).collect_view()}</tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
}

fn row(id: AnnouncementId, one: Receiver) -> AnyView {
    let text = &t().announcement;
    let Receiver { person, name, organisation, email, outcome: became } = one;
    let whose = format!(": {name}");
    let again = (became == Outcome::GivenUp).then(|| {
        html! {
            <Form action={Action::new::<RetryAnnouncement>()} id=format!("igen-{person}") quiet=true class="button-row">
                <input type="hidden" name="id" value=id.to_string()/>
                <input type="hidden" name="person" value=person.to_string()/>
                <button type="submit" class="button button--quiet">{text.retry}<span class="visually-hidden">{whose}</span></button>
            </Form>
        }
    });
    let address = (became != Outcome::Delivered).then(|| html! { <br/><Written text=email/> });
    html! {
        <tr>
            <th scope="row"><PersonLink person name/>" "<span class="muted">{organisation}{address}</span></th>
            <td data-label=text.outcome>{outcome(became)}{again}</td>
        </tr>
    }
}

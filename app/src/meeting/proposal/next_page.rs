//! The agreed meeting: when, where and with whom, and what to do about it.

use domain::{
    meeting::{Agreed, Form as MeetingForm},
    pair::{Pair, Room},
    time::local,
};
use jiff::Timestamp;
use leptos::prelude::*;

use super::{
    api::Cancel,
    card::{how, time},
};
use crate::{
    page::PageResult,
    pair::api::read_room,
    text::{date, lang, t},
    ui::{Action, Form, Icon, Page, Submit, TextArea, Written, html},
};

/// The pair's next meeting.
pub async fn next_page() -> PageResult {
    let Room { now, pair, meetings, .. } = read_room().await?;
    let text = &t().proposing;
    Ok(html! {
        <Page title=text.next_title>
            {match meetings.next {
                Some(agreed) => html! { <Meeting agreed pair now/> },
                None => html! {
                    <div class="empty">
                        <p>{text.none}</p>
                        <p><a href="/par/traffar/foresla" class="button button--primary">{text.propose}</a></p>
                    </div>
                },
            }}
            <p class="section__more"><a href="/par"><Icon name="arrow-left"/>{text.back}</a></p>
        </Page>
    })
}

#[component]
fn Meeting(agreed: Agreed, pair: Pair, now: Timestamp) -> impl IntoView {
    let text = &t().proposing;
    let passed = agreed.at < local(now);
    let visit = agreed.plan.form == MeetingForm::StudyVisit;
    html! {
        {passed.then(|| html! { <p class="notice notice--warn"><Icon name="clock"/>{text.passed}</p> })}
        <Facts agreed=agreed.clone() pair=pair.clone()/>
        <p class="button-row">
            {passed.then(|| html! { <a href="/par/traffar/ny" class="button button--primary">{text.log}</a> })}
            <a href="/par/traffar/nasta/kalender.ics" class="button button--quiet">{text.calendar}</a>
            <a href="/par/traffar/foresla" class="button button--quiet">{text.r#move}</a>
        </p>
        {visit.then(|| html! { <Checklist/> })}
        <CancelForm agreed partner=pair.partner.first_name().to_owned()/>
    }
}

#[component]
fn Facts(agreed: Agreed, pair: Pair) -> impl IntoView {
    let text = &t().proposing;
    let plan = agreed.plan;
    let how = (t().proposal.how)(&how(&plan, &pair), &(t().date.minutes)(plan.minutes));
    let r#where = match plan.link() {
        Some(link) => {
            html! { <a href=link.to_owned() rel="external noreferrer" target="_blank">{t().proposal.open_link}</a> }
        }
        None if plan.place.is_empty() => html! { <span class="muted">{text.no_place}</span> },
        None => html! { <Written text=plan.place.clone()/> },
    };
    let ends = date::time(lang(), domain::meeting::proposal::ends(agreed.at, plan.minutes).time());
    html! {
        <dl class="facts">
            <div><dt>{text.when}</dt><dd>{time(agreed.at)}"–"{ends}</dd></div>
            <div><dt>{text.how}</dt><dd>{how}</dd></div>
            <div><dt>{text.r#where}</dt><dd>{r#where}</dd></div>
            <div><dt>{text.with}</dt><dd><Written text=pair.partner.name/>", "<Written text=pair.partner.organisation/></dd></div>
        </dl>
    }
}

/// How a study visit becomes worth it.
#[component]
fn Checklist() -> impl IntoView {
    let text = &t().proposing;
    let steps: Vec<_> = text.visit_steps.iter().map(|step| html! { <li>{*step}</li> }).collect();
    html! {
        <section class="section">
            <h2>{text.visit_title}</h2>
            <p>{text.visit_lede}</p>
            <ul class="checklist">{steps}</ul>
        </section>
    }
}

/// Cancelling asks once more: it sends mail.
#[component]
fn CancelForm(agreed: Agreed, partner: String) -> impl IntoView {
    let action = Action::new::<Cancel>();
    let text = &t().proposing;
    html! {
        <details class="cancel" open=action.is_refilled()>
            <summary>{text.cancel_title}</summary>
            <p>{(text.cancel_lede)(&partner)}</p>
            <Form action labels=vec![("word".to_owned(), text.word.to_owned())]>
                <input type="hidden" name="meeting" value=agreed.id.to_string()/>
                <input type="hidden" name="sequence" value=agreed.sequence.to_string()/>
                <TextArea name="word" label=text.word hint=(text.comment_hint)(&partner) rows=3/>
                <div class="button-row"><Submit label=text.cancel danger=true/></div>
            </Form>
        </details>
    }
}

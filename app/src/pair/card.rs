//! The mate and the next meeting, on the pair's page and on the dashboard.

use domain::{meeting::Agreed, pair::Pair, people::Role, time};
use jiff::Timestamp;
use leptos::prelude::*;

use crate::{
    text::{date, lang, t},
    ui::Icon,
    ui::html,
};

/// Who the mate is, and how to reach them.
#[component]
pub fn PairCard(pair: Pair) -> impl IntoView {
    let text = &t().pair;
    let mate = pair.mate;
    let heading = match pair.role.counterpart() {
        Role::Mentor => text.your_mentor,
        Role::Adept => text.your_adept,
    };
    let phone = mate.phone.clone();
    html! {
        <div class="pair-card">
            <p class="eyebrow">{heading}</p>
            <p class="pair-card__name">{mate.name}</p>
            <p class="pair-card__work">{mate.title}", "{mate.organisation}</p>
            <ul class="pair-card__contact">
                <li><a href=format!("mailto:{}", mate.email)><Icon name="mail"/>{mate.email.clone()}</a></li>
                {(!phone.is_empty()).then(|| html! {
                    <li><a href=format!("tel:{}", phone.replace([' ', '-'], ""))><Icon name="phone"/>{phone.clone()}</a></li>
                })}
            </ul>
        </div>
    }
}

/// When the two meet next, or what to do about it.
#[component]
pub fn NextMeeting(
    /// The agreed meeting.
    #[prop(optional_no_strip)]
    next: Option<Agreed>,
    /// The present moment.
    now: Timestamp,
) -> impl IntoView {
    let text = &t().pair;
    html! {
        <div class="next-meeting">
            {match next {
                None => html! { <p class="muted">{text.no_next}</p> },
                Some(next) => {
                    let passed = next.at < time::local(now);
                    let when = (t().date.at)(&date::full(lang(), next.at.date()), &date::time(next.at.time()));
                    html! {
                        <p class="next-meeting__when">
                            <Icon name="calendar"/>
                            <time datetime=date::iso_time(next.at)>{when}</time>
                        </p>
                        {passed.then(|| html! { <p class="next-meeting__waits">{text.waits}</p> })}
                    }
                }
            }}
            <p><a href="/par/traffar/ny" class="button button--primary">{text.log_it}</a></p>
        </div>
    }
}

//! The mate and the next meeting, on the pair's page and on the dashboard.

use domain::{meeting::Agreed, pair::Pair, people::Role, time};
use jiff::Timestamp;
use leptos::{either::Either, prelude::*};
use leptos_router::components::A;

use crate::{
    text::{date, lang, t},
    ui::Icon,
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
    view! {
        <div class="pair-card">
            <p class="eyebrow">{heading}</p>
            <p class="pair-card__name">{mate.name}</p>
            <p class="pair-card__work">{mate.title}", "{mate.organisation}</p>
            <ul class="pair-card__contact">
                <li><a href=format!("mailto:{}", mate.email)><Icon name="mail"/>{mate.email.clone()}</a></li>
                {(!phone.is_empty()).then(|| view! {
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
    view! {
        <div class="next-meeting">
            {match next {
                None => Either::Left(view! { <p class="muted">{text.no_next}</p> }),
                Some(next) => {
                    let passed = next.at < time::local(now);
                    let when = (t().date.at)(&date::full(lang(), next.at.date()), &date::time(next.at.time()));
                    Either::Right(view! {
                        <p class="next-meeting__when">
                            <Icon name="calendar"/>
                            <time datetime=next.at.to_string()>{when}</time>
                        </p>
                        {passed.then(|| view! { <p class="next-meeting__waits">{text.waits}</p> })}
                    })
                }
            }}
            <p><A href="/par/traffar/ny" attr:class="button button--primary">{text.log_it}</A></p>
        </div>
    }
}

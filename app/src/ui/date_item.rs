//! A day in a list of days.

use super::html;
use domain::{day::Day, time::local};
use leptos::prelude::*;

use super::{DayWhen, Written};
use crate::{
    day::StateTags,
    text::{date, lang, t},
};

/// A day, with its date set large, its title, and what else is said of it.
#[component]
pub fn DateItem(
    /// The day.
    day: Day,
    /// Whether it is over.
    past: bool,
    /// Whether it is the one that comes next.
    is_next: bool,
    /// Where its title leads, if anywhere.
    #[prop(optional, into)]
    href: Option<String>,
    children: Children,
) -> impl IntoView {
    let starts = local(day.starts()).date();
    let title = day.title.get(lang()).to_owned();
    let title = match href {
        Some(href) => html! { <a href=href><Written text=title/></a> },
        None => html! { <Written text=title/> },
    };
    html! {
        <li class="dates__item" class:dates__item--past=past class:dates__item--next=is_next>
            <p class="dates__when" aria-hidden="true">
                <span class="dates__day">{starts.day()}</span>
                <span class="dates__month">{date::month_short(lang(), starts)}</span>
            </p>
            <div class="dates__what">
                <h2>{title}</h2>
                <p class="dates__hours"><DayWhen day=day.clone()/></p>
                {children()}
                <StateTags day/>
                {past.then(|| html! { <span class="tag">{t().day.past}</span> })}
                {is_next.then(|| html! { <span class="tag">{t().day.next}</span> })}
            </div>
        </li>
    }
}

//! The form of a round: its number and years, and days from patterns; and the page of
//! the first one.

use domain::round::start::{DayPattern, RoundForm, Step, TemplateDayForm};
use leptos::prelude::*;

use super::{
    START,
    api::{self, PlanRound},
};
use crate::{
    day::text::audience,
    page::PageResult,
    text::{lang, t},
    ui::{Action, Field, Form, Icon, Kind, Page, Submit, html},
};

/// Plans the round. One that has days is edited day by day.
pub async fn plan_round_page() -> PageResult {
    let page = api::read_start().await?;
    let text = &t().start;
    let body = if page.progress.is_done(Step::Round) {
        html! { <p class="notice notice--info"><Icon name="info"/><span>{text.refused_planned}" "<a href="/organisera">{text.to_days}</a></span></p> }
    } else {
        html! { <Plan form=RoundForm::of(&page.round)/> }.into_any()
    };
    Ok(html! {
        <Page title=text.round eyebrow=text.title lede=text.round_lede>
            {body}
            <p class="section__more"><a href=START><Icon name="arrow-left"/>{text.back}</a></p>
        </Page>
    })
}

#[component]
fn Plan(form: RoundForm) -> impl IntoView {
    let text = &t().start;
    let patterns = DayPattern::template();
    html! {
        <Form action={Action::new::<PlanRound>()} labels=labels(&patterns)>
            <RoundFields form patterns/>
            <div class="button-row"><Submit label=text.plan/></div>
        </Form>
    }
}

/// The fields of a round and its days, within a form; `notes` has what there is to say of
/// each day's date.
#[component]
pub(crate) fn RoundFields(
    form: RoundForm,
    patterns: Vec<DayPattern>,
    #[prop(optional)] notes: Vec<Option<String>>,
) -> impl IntoView {
    let text = &t().start;
    let notes = notes.into_iter().chain(std::iter::repeat(None));
    let days = form.days.into_iter().zip(&patterns).zip(notes).enumerate();
    let days: Vec<_> = days.map(|(n, ((day, pattern), note))| fields(n, &day, pattern, note)).collect();
    html! {
        <div class="field-row">
            <Field name="round[number]" label=text.number hint=text.number_hint kind=Kind::Number min="1" value=form.number/>
            <Field name="round[max_pairs]" label=text.max_pairs kind=Kind::Number min="1" value=form.max_pairs/>
        </div>
        <div class="field-row">
            <Field name="round[starts_on]" label=text.starts_on kind=Kind::Date value=form.starts_on/>
            <Field name="round[ends_on]" label=text.ends_on kind=Kind::Date value=form.ends_on/>
        </div>
        <p>{text.days_hint}</p>
        {days}
    }
}

/// The fields of a day, within the form.
fn fields(n: usize, day: &TemplateDayForm, pattern: &DayPattern, note: Option<String>) -> AnyView {
    let text = &t().start;
    let field = |name: &str| format!("round[days][{n}][{name}]");
    let value = day.date.clone();
    let date = match note {
        Some(note) => html! { <Field name=field("date") label=text.date hint=note kind=Kind::Date value/> }.into_any(),
        None => html! { <Field name=field("date") label=text.date kind=Kind::Date value/> }.into_any(),
    };
    let named = (!day.name.is_empty()).then(|| {
        html! { <input type="hidden" name=field("name") value=day.name.clone()/> }
    });
    let parts = pattern.hours.iter().zip(&day.parts).enumerate().map(|(part, ((who, ..), hours))| {
        let name = |end: &str| format!("round[days][{n}][parts][{part}][{end}]");
        let label = |end: &str| format!("{end}, {}", audience(*who).to_lowercase());
        html! {
            <div class="field-row">
                <Field name=name("from") label=label(text.from) kind=Kind::Time value=hours.from.clone()/>
                <Field name=name("to") label=label(text.to) kind=Kind::Time value=hours.to.clone()/>
            </div>
        }
    });
    html! {
        <fieldset class="sheet__part sheet__part--day">
            <legend>{title(pattern)}</legend>
            {named}
            {date}
            {parts.collect_view()}
        </fieldset>
    }
}

/// The day's title in the reader's language.
fn title(pattern: &DayPattern) -> String {
    pattern.title.get(lang()).to_owned()
}

/// The name and the label of every field.
pub(crate) fn labels(patterns: &[DayPattern]) -> Vec<(String, String)> {
    let text = &t().start;
    let mut labels: Vec<_> = [
        ("number", text.number),
        ("max_pairs", text.max_pairs),
        ("starts_on", text.starts_on),
        ("ends_on", text.ends_on),
    ]
    .map(|(name, label)| (format!("round[{name}]"), label.to_owned()))
    .to_vec();
    for (n, pattern) in patterns.iter().enumerate() {
        let named = |end: &str| format!("{}, {}", title(pattern), end.to_lowercase());
        labels.push((format!("round[days][{n}][date]"), named(text.date)));
        for part in 0..pattern.hours.len() {
            for (end, label) in [("from", text.from), ("to", text.to)] {
                labels.push((format!("round[days][{n}][parts][{part}][{end}]"), named(label)));
            }
        }
    }
    labels
}

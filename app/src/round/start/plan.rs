//! The form of the first round: its number and years, and days from the template.

use domain::{
    people::Lang,
    round::start::{RoundForm, Step, TEMPLATE, TemplateDay, TemplateDayForm},
};
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
    html! {
        <Form action={Action::new::<PlanRound>()} labels=labels()>
            <div class="field-row">
                <Field name="round[number]" label=text.number hint=text.number_hint kind=Kind::Number min="1" value=form.number/>
                <Field name="round[max_pairs]" label=text.max_pairs kind=Kind::Number min="1" value=form.max_pairs/>
            </div>
            <div class="field-row">
                <Field name="round[starts_on]" label=text.starts_on kind=Kind::Date value=form.starts_on/>
                <Field name="round[ends_on]" label=text.ends_on kind=Kind::Date value=form.ends_on/>
            </div>
            <p>{text.days_hint}</p>
            {form.days.into_iter().zip(&TEMPLATE).enumerate().map(|(n, (day, template))| fields(n, &day, template)).collect_view()}
            <div class="button-row"><Submit label=text.plan/></div>
        </Form>
    }
}

/// The fields of a day of the template, within the form.
fn fields(n: usize, day: &TemplateDayForm, template: &TemplateDay) -> AnyView {
    let text = &t().start;
    let date = format!("round[days][{n}][date]");
    let parts = template.hours.iter().zip(&day.parts).enumerate().map(|(part, ((who, ..), hours))| {
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
            <legend>{title(template)}</legend>
            <Field name=date label=text.date kind=Kind::Date value=day.date.clone()/>
            {parts.collect_view()}
        </fieldset>
    }
}

/// The day's title in the reader's language.
fn title(template: &TemplateDay) -> &'static str {
    let [sv, en] = template.title;
    match lang() {
        Lang::Sv => sv,
        Lang::En => en,
    }
}

/// The name and the label of every field.
fn labels() -> Vec<(String, String)> {
    let text = &t().start;
    let mut labels: Vec<_> = [
        ("number", text.number),
        ("max_pairs", text.max_pairs),
        ("starts_on", text.starts_on),
        ("ends_on", text.ends_on),
    ]
    .map(|(name, label)| (format!("round[{name}]"), label.to_owned()))
    .to_vec();
    for (n, template) in TEMPLATE.iter().enumerate() {
        let named = |end: &str| format!("{}, {}", title(template), end.to_lowercase());
        labels.push((format!("round[days][{n}][date]"), named(text.date)));
        for part in 0..template.hours.len() {
            for (end, label) in [("from", text.from), ("to", text.to)] {
                labels.push((format!("round[days][{n}][parts][{part}][{end}]"), named(label)));
            }
        }
    }
    labels
}

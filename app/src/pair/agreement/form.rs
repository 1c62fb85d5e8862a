//! Writing an agreement. The first time it is filled in with suggestions.

use domain::{
    meeting::Form as MeetingForm,
    pair::agreement::{Agreement, GOALS, Goal, MINUTES, Terms, WEEKS},
};
use leptos::prelude::*;

use super::{
    api::{self, Agreed, Propose},
    goals::GoalList,
    page::TermsView,
};
use crate::{
    error::AppError,
    page::PageResult,
    pair::text as pair_text,
    people::draft::{DraftForm, Drafts},
    text::t,
    ui::{Action, Choice, Field, Kind, Meanwhile, Page, Submit, TextArea, html},
};

/// How many goals a form shows at once; the others are one press away.
const SHOWN: usize = 3;

/// Writes the next version.
pub async fn agreement_form_page() -> PageResult {
    let Agreed { pair, open, agreements } = api::read_agreement().await?;
    let drafts = Drafts::read().await?;
    let text = &t().agreement;
    let action = drafts.go_on(Action::new::<Propose>());
    // What was typed until the pair ended comes back, to be read and copied.
    if !open && action.error().is_none() {
        return Err(AppError::NotFound);
    }
    let conflict = action.error() == Some(AppError::Conflict);
    let latest = agreements.latest().to_string();
    // Sent back for another reason, the form still speaks of the version that was read.
    let read = action.typed("latest").filter(|_| !conflict).unwrap_or(latest);
    let saved = agreements.versions.first().filter(|_| conflict).cloned();
    let terms = agreements.versions.into_iter().next().map(|version| version.terms);
    let terms = terms.filter(|terms| terms.what_was_lost().is_none()).unwrap_or_else(api::suggested);
    Ok(html! {
        <Page title=text.form_title lede=(text.form_lede)(pair.partner.first_name())>
            {saved.map(|version| html! { <Saved version/> })}
            <Meanwhile action labels=labels() readable=Box::new(readable)/>
            <DraftForm action drafts labels=labels()>
                <input type="hidden" name="latest" value=read/>
                <Fields terms/>
                <div class="button-row">
                    <Submit label=text.save/>
                    <a href="/par/overenskommelse" class="button button--quiet">{t().common.cancel}</a>
                </div>
            </DraftForm>
        </Page>
    })
}

/// After a conflict: what was saved in between, beside one's own text.
#[component]
fn Saved(version: Agreement) -> impl IntoView {
    html! {
        <section class="conflict">
            <h2>{t().agreement.conflict}</h2>
            <TermsView terms=version.terms.clone()/>
            <GoalList goals=version.terms.goals/>
        </section>
    }
}

#[component]
fn Fields(terms: Terms) -> impl IntoView {
    let text = &t().agreement;
    let forms = MeetingForm::ALL
        .iter()
        .map(|form| (form.name(), pair_text::form_icon(*form), pair_text::form(*form)))
        .collect();
    let bounds = |range: std::ops::RangeInclusive<u32>| (range.start().to_string(), range.end().to_string());
    let ((fewest, most), (shortest, longest)) = (bounds(WEEKS), bounds(MINUTES));
    html! {
        <fieldset class="part">
            <legend>{text.how}</legend>
            <div class="field-row">
                <Field name="terms[every_weeks]" label=text.every_weeks kind=Kind::Number value=terms.every_weeks.to_string() min=fewest max=most/>
                <Field name="terms[minutes]" label=text.minutes kind=Kind::Number value=terms.minutes.to_string() min=shortest max=longest/>
            </div>
            <Choice name="terms[form]" label=text.form options=forms value=terms.form.name()/>
        </fieldset>
        <fieldset class="part">
            <legend>{text.expectations}</legend>
            <TextArea name="terms[adept]" label=text.adept value=terms.adept/>
            <TextArea name="terms[mentor]" label=text.mentor value=terms.mentor/>
        </fieldset>
        <GoalFields goals=terms.goals/>
        <fieldset class="part">
            <legend>{text.between}</legend>
            <TextArea name="terms[rules]" label=text.rules value=terms.rules/>
            <TextArea name="terms[confidence]" label=text.confidence hint=text.confidence_hint value=terms.confidence/>
        </fieldset>
    }
}

/// A row for each goal that there can be.
#[component]
fn GoalFields(goals: Vec<Goal>) -> impl IntoView {
    let text = &t().agreement;
    let form = expect_context::<Action>();
    let rows = |range: std::ops::Range<usize>| -> Vec<_> {
        range.map(|n| html! { <GoalRow n goal=goals.get(n).cloned()/> }).collect()
    };
    let typed = |n: usize| form.typed(&format!("terms[goals][{n}][what]")).is_some_and(|what| !what.trim().is_empty());
    let open = goals.len() > SHOWN || (SHOWN..*GOALS.end()).any(typed);
    html! {
        <fieldset class="part">
            <legend>{text.goals}</legend>
            <p class="field__hint">{text.goals_help}</p>
            {rows(0..SHOWN)}
            <details open=open>
                <summary>{text.more_goals}</summary>
                {rows(SHOWN..*GOALS.end())}
            </details>
        </fieldset>
    }
}

#[component]
fn GoalRow(n: usize, #[prop(optional_no_strip)] goal: Option<Goal>) -> impl IntoView {
    let text = &t().agreement;
    let form = expect_context::<Action>();
    let name = |field: &str| format!("terms[goals][{n}][{field}]");
    let (id, what, steps) = match goal {
        Some(goal) => (goal.id.map(|id| id.to_string()).unwrap_or_default(), goal.what, goal.steps.join("\n")),
        None => Default::default(),
    };
    let id = form.typed(&name("id")).unwrap_or(id);
    html! {
        <div class="goal-row">
            <input type="hidden" name=name("id") value=id/>
            {if n == 0 {
                html! {
                    <Field name=name("what") label=(text.goal)(1) hint=text.goal_hint value=what/>
                    <TextArea name=name("steps") label=(text.steps)(1) hint=text.steps_hint value=steps rows=3/>
                }
            } else {
                html! {
                    <Field name=name("what") label=(text.goal)(n + 1) value=what/>
                    <TextArea name=name("steps") label=(text.steps)(n + 1) value=steps rows=3/>
                }
            }}
        </div>
    }
}

/// What a field says, for people.
fn readable(name: &str, value: &str) -> String {
    let form = MeetingForm::from_name(value).filter(|_| name == "terms[form]");
    form.map_or_else(|| value.to_owned(), |form| pair_text::form(form).to_owned())
}

/// What the error summary calls the fields.
fn labels() -> Vec<(String, String)> {
    let text = &t().agreement;
    let plain = [
        ("every_weeks", text.every_weeks),
        ("minutes", text.minutes),
        ("form", text.form),
        ("adept", text.adept),
        ("mentor", text.mentor),
        ("rules", text.rules),
        ("confidence", text.confidence),
    ]
    .map(|(name, label)| (format!("terms[{name}]"), label.to_owned()));
    let goals = (0..*GOALS.end()).flat_map(|n| {
        [("what", (text.goal)(n + 1)), ("steps", (text.steps)(n + 1))]
            .map(|(name, label)| (format!("terms[goals][{n}][{name}]"), label))
    });
    plain.into_iter().chain(goals).collect()
}

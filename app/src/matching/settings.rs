//! What the group has decided for all drafts: what weighs how much, and which
//! organisations are tied.

use std::sync::Arc;

use domain::{
    matching::{Criterion, Lifted, MatchingView, Profile, WEIGHT},
    people::Organisation,
    time::today,
};
use leptos::prelude::*;

use super::{
    api::{ForbidFormerPair, SaveWeights, SetSeveralAdepts, SetTie, weights_form},
    text,
};
use crate::{
    text::{date, lang, t},
    ui::{Action, Field, Form, Kind, ReadAs, Submit, Written, base, html},
};

/// The weights.
#[component]
pub(super) fn Weighing(view: Arc<MatchingView>) -> impl IntoView {
    let words = &t().matching;
    let action = Action::new::<SaveWeights>();
    let name = |criterion: Criterion| format!("weights[{}]", criterion.name());
    let weights = view.weights;
    let field = move |criterion: &Criterion| {
        let (min, max) = (WEIGHT.start().to_string(), WEIGHT.end().to_string());
        let value = weights.of(*criterion).to_string();
        html! {
            <Field name=name(*criterion) label=text::criterion(*criterion) hint=text::meaning(*criterion)
                kind=Kind::Number value min max/>
        }
    };
    let label = |criterion: &Criterion| (name(*criterion), text::criterion(*criterion).to_owned());
    let labels: Vec<_> = Criterion::ALL.iter().map(label).collect();
    html! {
        <details class="breakdown" open=action.is_refilled()>
            <summary>{words.weights}</summary>
            <Form action labels=labels.clone()>
                <ReadAs read=base(&weights_form(weights)) labels/>
                <p>{words.weights_lede}</p>
                // Made within the form, so that they know what was typed into it.
                <div class="match-weights">{Criterion::ALL.iter().map(field).collect_view()}</div>
                <div class="button-row"><Submit label=words.save_weights/></div>
            </Form>
        </details>
    }
}

/// The ties.
#[component]
pub(super) fn Ties(view: Arc<MatchingView>) -> impl IntoView {
    let words = &t().matching;
    let action = Action::new::<SetTie>();
    let rows: Vec<_> = view.ties.iter().map(|(one, other)| tie(one, other, action)).collect();
    let list = if rows.is_empty() {
        html! { <p class="empty">{words.no_ties}</p> }
    } else {
        html! { <ul class="match-ties">{rows}</ul> }
    };
    let choice = |name: &'static str, label: &'static str| {
        let chosen = action.typed(name).unwrap_or_default();
        let option = |organisation: &Organisation| {
            let value = organisation.id.to_string();
            html! { <option value=value.clone() selected=chosen == value>{organisation.name.clone()}</option> }
        };
        html! {
            <div class="field">
                <label for=name>{label}</label>
                <select id=name name=name>
                    <option value="">{words.choose_one}</option>
                    {view.organisations.iter().map(option).collect_view()}
                </select>
            </div>
        }
    };
    let (one, other) = (choice("one", words.tie_one), choice("other", words.tie_other));
    let labels = vec![("one".to_owned(), words.tie_one.to_owned()), ("other".to_owned(), words.tie_other.to_owned())];
    html! {
        <details class="breakdown" open=action.is_refilled()>
            <summary>{(words.ties)(view.ties.len())}</summary>
            <p>{words.ties_lede}</p>
            {list}
            <Form action labels>
                <input type="hidden" name="tied" value="1"/>
                <div class="match-weights">
                    {one}
                    {other}
                </div>
                <div class="button-row"><Submit label=words.add_tie/></div>
            </Form>
        </details>
    }
}

/// The mentors who have offered to take several adepts, each with whether the group lets
/// them.
#[component]
pub(super) fn SeveralAdepts(view: Arc<MatchingView>) -> impl IntoView {
    let words = &t().matching;
    let action = Action::new::<SetSeveralAdepts>();
    let offer = |one: &&Profile| one.mentor && one.offered > 1;
    let rows: Vec<_> = view.people.iter().filter(offer).map(|mentor| several(mentor, action)).collect();
    let allowed = view.people.iter().filter(|one| one.several).count();
    (!rows.is_empty()).then(|| {
        html! {
            <details class="breakdown" open=action.is_refilled()>
                <summary>{(words.several)(allowed)}</summary>
                <p>{words.several_lede}</p>
                <ul class="match-ties">{rows}</ul>
            </details>
        }
    })
}

fn several(mentor: &Profile, action: Action) -> AnyView {
    let words = &t().matching;
    let (person, about) = (mentor.candidate.person.to_string(), format!(": {}", mentor.name));
    let (press, now, value) = if mentor.several {
        (words.several_take_back, (words.several_may)(mentor.offered), "")
    } else {
        (words.several_allow, (words.several_offers)(mentor.offered), "1")
    };
    let id = format!("flera-{person}");
    html! {
        <li id=id.clone()>
            <span><Written text=mentor.name.clone()/><br/><span class="muted">{now}</span></span>
            <Form action id=format!("{id}-byt") class="match-ties__form" quiet=true>
                <input type="hidden" name="mentor" value=person/>
                <input type="hidden" name="several" value=value/>
                <button type="submit" class="button">{press}<span class="visually-hidden">{about}</span></button>
            </Form>
        </li>
    }
}

/// The former pairs that may be a pair again, each with its reason.
#[component]
pub(super) fn Lifts(view: Arc<MatchingView>) -> impl IntoView {
    let words = &t().matching;
    let action = Action::new::<ForbidFormerPair>();
    let rows: Vec<_> = view.lifted.iter().filter_map(|lifted| lift(&view, lifted, action)).collect();
    (!rows.is_empty()).then(|| {
        html! {
            <details class="breakdown" open=action.is_refilled()>
                <summary>{(words.lifted)(rows.len())}</summary>
                <p>{words.lifted_lede}</p>
                <ul class="match-ties">{rows}</ul>
            </details>
        }
    })
}

fn lift(view: &MatchingView, lifted: &Lifted, action: Action) -> Option<AnyView> {
    let words = &t().matching;
    let (adept, mentor) = (view.person(lifted.adept)?, view.person(lifted.mentor)?);
    let about = format!(": {}, {}", adept.name, mentor.name);
    let names = format!("{} – {}", adept.name, mentor.name);
    let at = date::without_weekday(lang(), today(lifted.at));
    let (adept, mentor) = (lifted.adept.to_string(), lifted.mentor.to_string());
    let id = format!("tillat-{adept}-{mentor}");
    Some(html! {
        <li id=id.clone()>
            <span>
                <Written text=names/><br/>
                <Written text=lifted.reason.clone()/><br/>
                <span class="muted">{(words.lifted_by)(&lifted.by, &at)}</span>
            </span>
            <Form action id=format!("{id}-bort") class="match-ties__form" quiet=true>
                <input type="hidden" name="adept" value=adept/>
                <input type="hidden" name="mentor" value=mentor/>
                <button type="submit" class="button">{words.remove}<span class="visually-hidden">{about}</span></button>
            </Form>
        </li>
    })
}

fn tie(one: &Organisation, other: &Organisation, action: Action) -> AnyView {
    let words = &t().matching;
    let about = format!(": {}, {}", one.name, other.name);
    let names = format!("{} – {}", one.name, other.name);
    let (one, other) = (one.id.to_string(), other.id.to_string());
    let id = format!("band-{one}-{other}");
    html! {
        <li id=id.clone()>
            <Written text=names/>
            <Form action id=format!("{id}-bort") class="match-ties__form" quiet=true>
                <input type="hidden" name="one" value=one/>
                <input type="hidden" name="other" value=other/>
                <button type="submit" class="button">{words.remove}<span class="visually-hidden">{about}</span></button>
            </Form>
        </li>
    }
}

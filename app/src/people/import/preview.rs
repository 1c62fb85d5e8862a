//! What an import would do: the rounds, everyone's part, the pairs.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use domain::people::import::{Column, Part, Plan, PlannedRound};
use leptos::prelude::*;

use super::{
    Checked, FILE_NAME,
    again::Again,
    api::RunImport,
    reading::Reading,
    text::{self, heading},
};
use crate::{
    people::duty::text::duty_name,
    text::{date, lang, t},
    ui::{Action, Form, Icon, Submit, Tick, Written, html},
};

/// The plan, and the button that carries it out.
#[component]
pub(super) fn Preview(checked: Checked, plan: Plan) -> impl IntoView {
    let words = &t().import;
    let Checked { file, rows, accepted, .. } = checked.clone();
    let (parts, new, pairs) = (plan.parts.len(), plan.new_people(), plan.pairs.len());
    let names = names(&plan);
    let rounds: Vec<_> = plan.rounds.iter().map(|round| round_line(round, &plan)).collect();
    let rows = serde_json::to_string(&rows).unwrap_or_default();
    let accepted = serde_json::to_string(&accepted).unwrap_or_default();
    let created =
        (!plan.organisations.is_empty()).then(|| html! { <li>{(words.created)(&plan.organisations.join(", "))}</li> });
    let (name, newcomers) = (file.clone(), plan.can_be_invited());
    let mail = text::mail(&plan);
    let press = if plan.is_empty() {
        html! { <p class="notice" role="status"><Icon name="info"/>{words.nothing_new}</p> }
    } else {
        html! {
            <Form action={Action::new::<RunImport>()} quiet=true>
                <input type="hidden" name="rows" value=rows/>
                <input type="hidden" name=FILE_NAME value=name/>
                <input type="hidden" name="accepted" value=accepted/>
                {(newcomers > 0).then(|| html! { <Tick name="invite" label=(words.invite)(newcomers)/> })}
                <div class="button-row">
                    <Submit label=(words.run)(parts)/>
                    <a class="button button--quiet" href=super::PAGE>{t().common.cancel}</a>
                </div>
            </Form>
        }
    };
    html! {
        <section class="section import-result">
            <h2>{words.preview_title}</h2>
            <p class="muted">{file}</p>
            <p>{(words.preview)(parts, new, pairs)}" "{words.preview_lede}</p>
            <ul>{rounds}{created}{names}<li>{mail}</li></ul>
            <Reading checked=checked.clone()/>
            {press}
            <Again checked/>
            <Parts plan/>
        </section>
    }
}

fn round_line(round: &PlannedRound, plan: &Plan) -> AnyView {
    let text = &t().import;
    let people = plan.parts.iter().filter(|part| part.round == round.number).count();
    let pairs = plan.pairs.iter().filter(|pair| pair.round == round.number).count();
    let days = [round.starts_on, round.ends_on].map(|day| date::without_weekday(lang(), day));
    let open = round.is_open.then(|| html! { " " <span class="tag">{text.open_round}</span> });
    let new = (!round.is_known).then(|| html! { " " <span class="tag">{text.new}</span> });
    html! { <li>{(text.round)(round.number, &days, people, pairs)}{open}{new}</li> }
}

/// Those whose surname is not the same on all of their rows.
fn names(plan: &Plan) -> Vec<AnyView> {
    let mut names = BTreeMap::<_, BTreeSet<_>>::new();
    for part in &plan.parts {
        names.entry(part.email.as_str()).or_default().insert(part.name.as_str());
    }
    let several = names.into_values().filter(|names| names.len() > 1);
    let notes = several.map(|mut names| {
        let first = names.pop_first().unwrap_or_default();
        let others: Vec<_> = names.into_iter().collect();
        html! { <li>{(t().import.names)(first, &others.join(", "))}</li> }
    });
    notes.collect()
}

/// Everyone's part, in the order of the file.
#[component]
fn Parts(plan: Plan) -> impl IntoView {
    let text = &t().import;
    let mut partners = HashMap::new();
    for pair in &plan.pairs {
        partners.insert((pair.round, pair.adept.as_str().to_owned()), pair.mentor_name.clone());
        partners.insert((pair.round, pair.mentor.as_str().to_owned()), pair.adept_name.clone());
    }
    let rows: Vec<_> = plan
        .parts
        .into_iter()
        .map(|part| {
            let partner = partners.get(&(part.round, part.email.as_str().to_owned())).cloned();
            part_row(part, partner)
        })
        .collect();
    let heads = [Column::Name, Column::Round, Column::Role, Column::Organisation, Column::Email];
    let heads = heads.map(|column| html! { <th scope="col">{heading(column)}</th> }).collect_view();
    html! {
        <div class="table-wrap" tabindex="0" role="group" aria-label=text.preview_title>
            <table class="table table--stack">
                <thead><tr>{heads}<th scope="col">{text.partner}</th></tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

fn part_row(part: Part, partner: Option<String>) -> AnyView {
    let text = &t().import;
    let tag = match (part.is_there, part.is_known) {
        (true, _) => text.is_there,
        (false, true) => text.is_known,
        (false, false) => text.new,
    };
    html! {
        <tr>
            <th scope="row"><Written text=part.name/>" "<span class="tag">{tag}</span></th>
            <td data-label=heading(Column::Round)>{part.round}</td>
            <td data-label=heading(Column::Role)>{duty_name(part.duty)}</td>
            <td data-label=heading(Column::Organisation)><Written text=part.organisation/></td>
            <td data-label=heading(Column::Email)><Written text=part.email.as_str()/></td>
            <td data-label=text.partner><Written text=partner.unwrap_or_else(|| "–".to_owned())/></td>
        </tr>
    }
}

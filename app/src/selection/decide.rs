//! Deciding on an application.

use std::collections::BTreeSet;

use domain::{
    application::Part,
    people::Role,
    selection::{Outcome, Reading},
};
use leptos::prelude::*;

use super::{api, text::decision};
use crate::{
    application::text as words,
    pair::text as pair_text,
    text::{date, lang, t},
    ui::{Action, Choice, Form, Icon, Submit, TextArea, html},
};

/// What is decided, and the form that decides while it can be changed.
#[component]
pub(super) fn DecideForm(reading: Reading) -> impl IntoView {
    let text = &t().selecting;
    let decided = reading.decision.clone().map(|made| {
        let by = (text.decided_by)(&made.by, &date::moment(lang(), made.at));
        html! {
            <p class="notice"><Icon name="flag"/><span><strong>{decision(&made)}</strong>". "{by}</span></p>
        }
    });
    let form = reading.stage.is_open().then(|| html! { <Decide reading/> });
    html! {
        <section class="section">
            <h2>{text.decide_title}</h2>
            {decided}
            {form}
        </section>
    }
}

#[component]
fn Decide(reading: Reading) -> impl IntoView {
    let text = &t().selecting;
    let dossier = reading.dossier;
    let id = dossier.application.id.to_string();
    let made = reading.decision;
    let seen = api::seen_of(made.as_ref());
    let (outcome, role) = (made.as_ref().map(|made| made.outcome), made.as_ref().and_then(|made| made.role));
    let grounds = made.map(|made| made.grounds).unwrap_or_default();
    let roles = dossier.application.form.part.map(Part::roles).unwrap_or_default();
    let choose_role = (roles.len() > 1).then(|| {
        let options = Role::ALL.iter().map(|role| (role.name(), "", pair_text::role(*role))).collect();
        html! { <Choice name="role" label=text.as_role options value=role.map(Role::name).unwrap_or_default()/> }
    });
    let obstacles: BTreeSet<_> = roles.iter().flat_map(|role| dossier.obstacles(*role)).collect();
    let aside = (!obstacles.is_empty()).then(|| {
        let rules: Vec<_> = obstacles.iter().map(|rule| words::rule(*rule).to_lowercase()).collect();
        html! { <TextArea name="aside" label=text.aside hint=(text.aside_hint)(&rules.join(", ")) rows=3/> }
    });
    let options = vec![
        (Outcome::Selected.name(), "check", text.select),
        (Outcome::Reserve.name(), "clock", text.put_in_reserve),
        (Outcome::Declined.name(), "cross", text.decline),
    ];
    let labels = [("outcome", text.outcome), ("role", text.as_role), ("grounds", text.grounds), ("aside", text.aside)];
    let labels = labels.map(|(name, label)| (name.into(), label.into())).to_vec();
    html! {
        <p>{text.decide_lede}</p>
        <Form action={Action::new::<api::Decide>()} labels>
            <input type="hidden" name="id" value=id/>
            <input type="hidden" name="seen" value=seen/>
            <Choice name="outcome" label=text.outcome options value=outcome.map(Outcome::name).unwrap_or_default()/>
            {choose_role}
            {aside}
            <TextArea name="grounds" label=text.grounds hint=text.grounds_hint value=grounds rows=3/>
            <div class="button-row"><Submit label=text.decide/></div>
        </Form>
    }
}

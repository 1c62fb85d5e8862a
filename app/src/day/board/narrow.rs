//! Search, role and organisation above a list: a plain GET form, so that what
//! it shows has an address.

use domain::people::{Organisation, OrganisationId, Role};
use leptos::prelude::*;

use crate::{pair::text as pair_text, text::t, ui::html};

/// The form, with what is chosen now. Its children are the fields that are not shown.
#[component]
pub(crate) fn Narrow(
    /// What is searched for.
    search: String,
    /// The role.
    role: Option<Role>,
    /// What the role is called.
    role_label: &'static str,
    /// The organisation.
    organisation: Option<OrganisationId>,
    /// Those that there are.
    organisations: Vec<Organisation>,
    /// The button.
    show: &'static str,
    /// Where everyone is shown again.
    everyone: &'static str,
    children: Children,
) -> impl IntoView {
    let text = &t().organise;
    let roles: Vec<_> = Role::ALL
        .iter()
        .map(|each| {
            html! { <option value=each.name() selected=role == Some(*each)>{pair_text::role(*each)}</option> }
        })
        .collect();
    let organisations: Vec<_> = organisations
        .into_iter()
        .map(|Organisation { id, name }| {
            html! { <option value=id.to_string() selected=organisation == Some(id)>{name}</option> }
        })
        .collect();
    html! {
        <form method="get" class="filters" role="search" data-in-place>
            {children()}
            <div class="field">
                <label for="sok">{text.search}</label>
                <input type="search" id="sok" name="sok" value=search/>
            </div>
            <div class="field">
                <label for="roll">{role_label}</label>
                <select id="roll" name="roll"><option value="">{text.all}</option>{roles}</select>
            </div>
            <div class="field">
                <label for="org">{text.organisation}</label>
                <select id="org" name="org"><option value="">{text.all}</option>{organisations}</select>
            </div>
            <div class="button-row">
                <button class="button" type="submit">{show}</button>
                <a href=everyone class="button button--quiet" data-in-place>{text.clear}</a>
            </div>
        </form>
    }
}

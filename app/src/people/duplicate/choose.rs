//! Who is the same as someone: those of the same name, or whom a search finds.

use domain::people::{PersonId, directory::Entry, duplicate::Candidates};
use leptos::prelude::*;

use super::{api, preview_of};
use crate::{
    context,
    page::PageResult,
    people::{directory::address_of, duty::text::duty_name},
    text::t,
    ui::{Icon, Page, Written, html},
};

/// Asks who is the same as someone.
pub async fn duplicate_page() -> PageResult {
    let person = PersonId(context::parsed_param("id")?);
    let search = context::query("sok");
    let Candidates { name, search, people, more, .. } = api::read_candidates(person, search.as_deref()).await?;
    let text = &t().duplicate;
    let back = address_of(person);
    let to_name = (text.back)(&name);
    Ok(html! {
        <Page title=(text.choose_title)(&name) eyebrow=t().directory.title lede=text.choose_lede>
            <form method="get" class="filters" role="search" data-in-place>
                <div class="field">
                    <label for="sok">{text.search}</label>
                    <input type="search" id="sok" name="sok" value=search/>
                </div>
                <div class="button-row"><button class="button" type="submit">{text.search_do}</button></div>
            </form>
            <Found person people/>
            {more.then(|| html! { <p class="muted">{text.more}</p> })}
            <p class="section__more"><a href=back><Icon name="arrow-left"/>{to_name}</a></p>
        </Page>
    })
}

#[component]
fn Found(person: PersonId, people: Vec<Entry>) -> impl IntoView {
    let text = &t().duplicate;
    if people.is_empty() {
        return html! { <p class="empty">{text.none}</p> };
    }
    let rows = people.into_iter().map(|entry| candidate(person, entry)).collect_view();
    html! {
        <section class="section">
            <h2>{text.found}</h2>
            <ul class="sessions">{rows}</ul>
        </section>
    }
}

fn candidate(person: PersonId, entry: Entry) -> AnyView {
    let (text, directory) = (&t().duplicate, &t().directory);
    let Entry { person: other, name, email, organisation, duties, active, .. } = entry;
    let duties: Vec<_> = duties.into_iter().map(|(round, duty)| (directory.duty_in)(duty_name(duty), round)).collect();
    let duties = (!duties.is_empty()).then(|| html! { <br/><span class="muted">{duties.join(" · ")}</span> });
    let inactive = (!active).then(|| html! { " " <span class="tag">{text.inactive}</span> });
    let compare = (text.compare_with)(&name);
    html! {
        <li>
            <span>
                <strong><Written text=name/></strong>{inactive}", "<Written text=organisation/>
                <br/><span class="muted"><Written text=email/></span>{duties}
            </span>
            <a class="button button--quiet" href=preview_of(person, other)>{compare}</a>
        </li>
    }
}

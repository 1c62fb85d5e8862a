//! Everyone, page by page, narrowed by a plain GET form so that what it shows has an
//! address.

use domain::people::{
    Duty, Organisation,
    directory::{Directory, Entry, Filter, PAGE},
};
use leptos::prelude::*;

use super::{PEOPLE, PersonLink, api};
use crate::{
    context,
    matching::by_hand::NEW_PAIR,
    page::PageResult,
    people::{
        duty::{APPOINT, text::duty_name},
        newcomer::NEWCOMER,
    },
    text::t,
    ui::{Icon, Page, Written, html},
};

/// Everyone in the network.
pub async fn directory_page() -> PageResult {
    let (directory, filter) = api::read_directory(&context::raw_query()).await?;
    let Directory { people, found, page, organisations, rounds } = directory;
    let text = &t().directory;
    let filter = filter.turned_to(page);
    let pages = html! { <Pages found filter=filter.clone()/> };
    Ok(html! {
        <Page title=text.title eyebrow=t().organise.title lede=text.lede>
            <p class="button-row">
                <a class="button" href=NEWCOMER>{t().newcomer.link}</a>
                <a class="button button--quiet" href=APPOINT>{text.appoint}</a>
                <a class="button button--quiet" href=NEW_PAIR>{t().by_hand.link}</a>
            </p>
            <Narrow filter organisations rounds/>
            <People people found/>
            {pages}
            <p class="section__more"><a href="/organisera"><Icon name="arrow-left"/>{text.to_overview}</a></p>
        </Page>
    })
}

#[component]
fn Narrow(filter: Filter, organisations: Vec<Organisation>, rounds: Vec<u32>) -> impl IntoView {
    let (text, common) = (&t().directory, &t().organise);
    let duties = Duty::ALL.iter().map(|duty| option(duty.name(), duty_name(*duty), filter.duty == Some(*duty)));
    let organisations = organisations
        .into_iter()
        .map(|Organisation { id, name }| option(&id.to_string(), &name, filter.organisation == Some(id)));
    let rounds = rounds.into_iter().map(|n| option(&n.to_string(), &(text.round_of)(n), filter.round == Some(n)));
    html! {
        <form method="get" class="filters" role="search" data-in-place>
            <div class="field">
                <label for="sok">{text.search}</label>
                <input type="search" id="sok" name="sok" value=filter.search.clone()/>
            </div>
            <div class="field">
                <label for="roll">{text.duty}</label>
                <select id="roll" name="roll"><option value="">{common.all}</option>{duties.collect_view()}</select>
            </div>
            <div class="field">
                <label for="omgang">{text.round}</label>
                <select id="omgang" name="omgang"><option value="">{common.all}</option>{rounds.collect_view()}</select>
            </div>
            <div class="field">
                <label for="org">{common.organisation}</label>
                <select id="org" name="org"><option value="">{common.all}</option>{organisations.collect_view()}</select>
            </div>
            <div class="button-row">
                <button class="button" type="submit">{common.filter}</button>
                <a href=PEOPLE class="button button--quiet" data-in-place>{common.clear}</a>
            </div>
        </form>
    }
}

fn option(value: &str, label: &str, chosen: bool) -> AnyView {
    html! { <option value=value.to_owned() selected=chosen>{label.to_owned()}</option> }
}

#[component]
fn People(people: Vec<Entry>, found: u32) -> impl IntoView {
    let (text, common) = (&t().directory, &t().organise);
    if people.is_empty() {
        return html! { <p class="empty">{common.nobody}</p> };
    }
    let caption = (text.found)(found);
    let label = caption.clone();
    let rows = people.into_iter().map(row).collect_view();
    html! {
        <div class="table-wrap" tabindex="0" role="group" aria-label=label>
            <table class="table table--stack">
                <caption>{caption}</caption>
                <thead>
                    <tr>
                        <th scope="col">{text.name}</th>
                        <th scope="col">{common.organisation}</th>
                        <th scope="col">{text.duty}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

fn row(entry: Entry) -> AnyView {
    let (text, common) = (&t().directory, &t().organise);
    let Entry { person, name, title, email, organisation, duties, active } = entry;
    let duties = duties.into_iter().map(|(round, duty)| html! { <li>{(text.duty_in)(duty_name(duty), round)}</li> });
    let inactive = (!active).then(|| html! { " " <span class="tag">{text.inactive}</span> });
    let title = (!title.is_empty()).then(|| html! { <span class="muted">", "<Written text=title/></span> });
    html! {
        <tr>
            <th scope="row">
                <PersonLink person name/>{title}{inactive}
                <br/><span class="muted"><Written text=email/></span>
            </th>
            <td data-label=common.organisation><Written text=organisation/></td>
            <td data-label=text.duty><ul class="plain-list">{duties.collect_view()}</ul></td>
        </tr>
    }
}

/// Which part of a long list one sees, and the way to the others.
#[component]
fn Pages(found: u32, filter: Filter) -> impl IntoView {
    if found <= PAGE {
        return ().into_any();
    }
    let common = &t().organise;
    let (page, last) = (filter.page, (found - 1) / PAGE);
    let link = |page: u32, label: &'static str| {
        let href = format!("{PEOPLE}{}", filter.turned_to(page).query());
        html! { <a class="button button--quiet" href=href data-in-place>{label}</a> }
    };
    let shown = (common.page_of)(page * PAGE + 1, found.min((page + 1) * PAGE), found);
    html! {
        <nav class="button-row" aria-label=common.pages>
            {(page > 0).then(|| link(page - 1, common.previous_page))}
            <span class="muted">{shown}</span>
            {(page < last).then(|| link(page + 1, common.next_page))}
        </nav>
    }
}

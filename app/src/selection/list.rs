//! The group's list: filters and counts, and two to be read side by side.

use domain::{
    access::Area,
    people::{Lang, Organisation},
    selection::{Candidate, Count, Filter, Found},
};
use leptos::prelude::*;

use super::{
    PAGE,
    api::read_selection,
    text::{decision, found, vote},
};
use crate::{
    application::text as application_text,
    context,
    day::board::narrow::Narrow,
    page::PageResult,
    people::draft::draft_tasks,
    round::today::GroupTasks,
    text::{lang, t},
    ui::{Icon, Page, Receipt, Written, html},
};

/// Everything that is before the group.
pub async fn selection_page() -> PageResult {
    let selection = read_selection().await?;
    let filter = Filter::from_query(&context::raw_query());
    let text = &t().selecting;
    let recused = context::query("jav").map(|_| {
        html! {
            <Receipt>{text.recused}</Receipt>
        }
    });
    let recorded = (!selection.stage.is_open()).then(|| html! {
        <p class="notice"><Icon name="lock"/><span>{text.recorded}" "<a href=format!("{PAGE}/protokoll")>{text.to_record}</a></span></p>
    });
    let listed: Vec<_> = selection.candidates.iter().filter(|candidate| filter.lists(candidate)).cloned().collect();
    let drafts = draft_tasks().await?;
    let tasks = context::caller()?
        .navigation()
        .contains(&Area::Selection)
        .then(|| html! { <GroupTasks selection=selection.clone() drafts/> });
    let content = if selection.candidates.is_empty() {
        html! { <p class="empty">{text.empty}</p> }
    } else {
        html! {
            <Filters filter=filter.clone() organisations=selection.organisations.clone()/>
            <Figures filter=filter.clone() candidates=selection.candidates/>
            <List listed/>
            <Files query=filter.query()/>
        }
    };
    Ok(html! {
        <Page title=text.title lede=text.lede>
            {recused}
            {tasks}
            {recorded}
            <p class="button-row"><a class="button" href=format!("{PAGE}/beslut")>{text.to_decisions}</a></p>
            {content}
        </Page>
    })
}

/// Narrows the figures and the list, and keeps what is shown.
#[component]
fn Filters(filter: Filter, organisations: Vec<Organisation>) -> impl IntoView {
    let text = &t().selecting;
    let Filter { found, role, organisation, search } = filter;
    html! {
        <Narrow search role role_label=text.part organisation organisations show=text.show everyone=PAGE>
            {found.map(|found| html! { <input type="hidden" name="visa" value=found.name()/> })}
        </Narrow>
    }
}

/// How many stand where: each a link to who they are.
#[component]
fn Figures(filter: Filter, candidates: Vec<Candidate>) -> impl IntoView {
    let text = &t().selecting;
    let counted: Vec<_> = candidates.iter().filter(|candidate| filter.counts(candidate)).collect();
    let all = figure(&filter, None, text.everyone, counted.len());
    let each = Found::ALL.iter().map(|place| {
        let people = counted.iter().filter(|candidate| place.has(candidate)).count();
        figure(&filter, Some(*place), found(*place), people)
    });
    html! { <ul class="tally">{all}{each.collect_view()}</ul> }
}

fn figure(filter: &Filter, place: Option<Found>, label: &'static str, people: usize) -> AnyView {
    let href = format!("{PAGE}{}", filter.showing(place).query());
    let current = (filter.found == place).then_some("true");
    html! {
        <li>
            <a href=href class="tally__figure" aria-current=current>
                <span class="tally__number">{people}</span>
                <span class="tally__label">{label}</span>
            </a>
        </li>
    }
}

/// The list, of which two can be chosen.
#[component]
fn List(listed: Vec<Candidate>) -> impl IntoView {
    let text = &t().selecting;
    if listed.is_empty() {
        return html! { <p class="empty">{text.nobody}</p> };
    }
    let caption = (text.listed)(listed.len());
    let label = caption.clone();
    let rows: Vec<_> = listed.into_iter().map(row).collect();
    let heads = [text.name, text.part, text.rank, text.own_vote, text.votes, text.decision];
    let heads = heads.map(|head| html! { <th scope="col">{head}</th> }).collect_view();
    html! {
        <form method="get" action=format!("{PAGE}/jamfor")>
            <div class="table-wrap" tabindex="0" role="group" aria-label=label>
                <table class="table table--stack">
                    <caption>{caption}</caption>
                    <thead><tr>{heads}<th scope="col">{text.choose_column}</th></tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            <div class="button-row">
                <button class="button" type="submit">{text.compare}</button>
                <span class="muted">{text.compare_hint}</span>
            </div>
        </form>
    }
}

fn row(candidate: Candidate) -> AnyView {
    let text = &t().selecting;
    let application = candidate.application;
    let href = format!("{PAGE}/{}", application.id);
    let part = application.form.part.map(application_text::part);
    let obstacle =
        (!candidate.obstacles.is_empty()).then(|| html! { " " <span class="tag tag--warn">{text.obstacle}</span> });
    let votes = match candidate.votes {
        Some(count) => counted(count),
        None => text.votes_later.to_owned(),
    };
    let own = candidate.own.map_or("–", vote);
    let decided = candidate.decision.as_ref().map_or_else(|| "–".to_owned(), decision);
    html! {
        <tr id=format!("ansokan-{}", application.id)>
            <th scope="row">
                <a href=href><Written text=application.name.clone()/></a>{obstacle}
                <span class="muted table__sub"><Written text=application.title/>", "<Written text=application.organisation.name/></span>
            </th>
            <td data-label=text.part>{part}</td>
            <td data-label=text.rank class="number">{application.rank.map_or_else(|| "–".to_owned(), |rank| rank.to_string())}</td>
            <td data-label=text.own_vote>{own}</td>
            <td data-label=text.votes>{votes}</td>
            <td data-label=text.decision>{decided}</td>
            <td data-label=text.choose_column>
                <input type="checkbox" name="nr" value=application.id.to_string() aria-label=(text.choose)(&application.name)/>
            </td>
        </tr>
    }
}

/// How the votes fall.
pub(super) fn counted(count: Count) -> String {
    (t().selecting.count)(count.yes, count.maybe, count.no)
}

/// The list as files.
#[component]
fn Files(query: String) -> impl IntoView {
    let name = if lang() == Lang::Sv { "ansokningar" } else { "applications" };
    let address = |kind| format!("{PAGE}/lista.{kind}{query}");
    html! {
        <p>
            {t().selecting.files}" "
            <a href=address("csv") download=format!("{name}.csv")>"CSV"</a>" "
            <a href=address("xlsx") download=format!("{name}.xlsx")>"Excel"</a>
        </p>
    }
}

//! A merge of two: what they are, what follows and what stands in the way stand there
//! before it is done.

use domain::{
    people::{
        PersonId,
        duplicate::{DoubleAnswer, Moves, Obstacle, Preview, Side, Which},
    },
    time::local,
};
use leptos::prelude::*;

use super::{
    api::{self, MergePeople},
    preview_of,
    text::obstacle,
};
use crate::{
    context,
    day::text as day_text,
    error::AppError,
    page::PageResult,
    people::directory::address_of,
    text::{date, lang, t},
    ui::{Action, Form, Icon, Page, Select, Submit, Tick, Written, html},
};

/// Asks before two are merged.
pub async fn merge_people_page() -> PageResult {
    context::caller()?;
    let from = PersonId(context::parsed_param("id")?);
    let into = context::query("med").and_then(|id| id.parse().ok()).map(PersonId).ok_or(AppError::NotFound)?;
    let preview = api::read_preview(from, into).await?;
    let text = &t().duplicate;
    let title = (text.title)(&preview.from.name, &preview.into.name);
    let free = preview.obstacles.is_empty();
    Ok(html! {
        <Page title eyebrow=t().directory.title lede=text.undo>
            <InTheWay obstacles=preview.obstacles.clone()/>
            <Beside from=preview.from.clone() into=preview.into.clone()/>
            <Comes moves=preview.moves/>
            <Happens preview=preview.clone()/>
            {free.then(|| html! { <Decide preview=preview.clone()/> })}
            {(!free).then(|| html! {
                <p class="section__more">
                    <a href=address_of(from)><Icon name="arrow-left"/>{(text.back)(&preview.from.name)}</a>
                </p>
            })}
        </Page>
    })
}

#[component]
fn InTheWay(obstacles: Vec<Obstacle>) -> impl IntoView {
    if obstacles.is_empty() {
        return ().into_any();
    }
    let obstacles = obstacles.into_iter().map(|one| html! { <li>{obstacle(one)}</li> }).collect_view();
    html! {
        <div class="notice notice--warn">
            <Icon name="warning"/>
            <div><p>{t().duplicate.obstacles}</p><ul>{obstacles}</ul></div>
        </div>
    }
}

/// Both, side by side.
#[component]
fn Beside(from: Side, into: Side) -> impl IntoView {
    let text = &t().duplicate;
    let swap = preview_of(into.person, from.person);
    let second = |side: &Side| side.second.as_ref().map(|second| second.as_str().to_owned()).unwrap_or_default();
    let rows = [
        (text.name, from.name.clone(), into.name.clone()),
        (text.job, from.title.clone(), into.title.clone()),
        (text.phone, from.phone.clone(), into.phone.clone()),
        (text.organisation, from.organisation.name.clone(), into.organisation.name.clone()),
        (text.email, from.email.as_str().to_owned(), into.email.as_str().to_owned()),
        (text.second, second(&from), second(&into)),
    ];
    let rows = rows.into_iter().map(|(label, one, other)| {
        html! {
            <tr>
                <th scope="row">{label}</th>
                <td data-label=text.goes>{written(one)}</td>
                <td data-label=text.stays>{written(other)}</td>
            </tr>
        }
    });
    let tag = |side: &Side| (!side.standing.active).then(|| html! { " " <span class="tag">{text.inactive}</span> });
    html! {
        <section class="section">
            <h2>{text.two}</h2>
            <table class="table table--stack">
                <thead>
                    <tr>
                        <td></td>
                        <th scope="col">{text.goes}{tag(&from)}</th>
                        <th scope="col">{text.stays}{tag(&into)}</th>
                    </tr>
                </thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
            <p class="button-row"><a class="button button--quiet" href=swap>{text.swap}</a></p>
        </section>
    }
}

fn written(text: String) -> AnyView {
    if text.is_empty() {
        t().duplicate.nothing.into_any()
    } else {
        html! { <Written text/> }
    }
}

/// A number of something, in words.
type Counted = fn(u32) -> String;

/// How much comes along.
#[component]
fn Comes(moves: Moves) -> impl IntoView {
    let text = &t().duplicate;
    let all: [(Counted, u32); 11] = [
        (text.duties, moves.duties),
        (text.former_duties, moves.former_duties),
        (text.pairs, moves.pairs),
        (text.meetings, moves.meetings),
        (text.answers, moves.answers),
        (text.attendance, moves.attendance),
        (text.seats, moves.seats),
        (text.applications, moves.applications),
        (text.drafts, moves.drafts),
        (text.feeds, moves.feeds),
        (text.announcements, moves.announcements),
    ];
    let items: Vec<_> =
        all.into_iter().filter(|(_, n)| *n > 0).map(|(words, n)| html! { <li>{words(n)}</li> }).collect();
    let written = (moves.pairs + moves.drafts > 0).then(|| html! { <p>{text.sealed}</p> });
    let body = if items.is_empty() {
        html! { <p class="empty">{text.moves_nothing}</p> }
    } else {
        html! { <ul>{items}</ul> }
    };
    html! { <section class="section"><h2>{text.moves}</h2>{body}{written}</section> }
}

/// What else follows, point by point.
#[component]
fn Happens(preview: Preview) -> impl IntoView {
    let text = &t().duplicate;
    let Preview { from, into, answers, applications, partners, colleagues, .. } = &preview;
    let differ = from.organisation.id != into.organisation.id;
    let mut points: Vec<String> = answers.iter().map(double_answer).collect();
    points.extend(applications.iter().map(|(round, _)| (text.application_goes)(*round)));
    if differ {
        let fixed = preview.organisation().map(|which| of(which, from, into).organisation.name.clone());
        points.extend(fixed.map(|name| (text.organisation_fixed)(&name)));
        points.push(text.organisation_counts.to_owned());
    }
    points.extend(colleagues.iter().map(|(name, organisation)| {
        let works = [from, into].into_iter().find(|side| side.organisation.id == *organisation);
        (text.colleague)(name, works.map_or("", |side| side.organisation.name.as_str()))
    }));
    let seconds = [from, into].into_iter().filter_map(|side| side.second.as_ref());
    points.extend(seconds.map(|second| (text.address_dropped)(second.as_str())));
    points.extend([text.signed_out, text.told_addresses].map(ToOwned::to_owned));
    if !partners.is_empty() {
        points.push((text.told_partners)(&partners.join(", ")));
    }
    points.push(text.badges.to_owned());
    let points = points.into_iter().map(|point| html! { <li>{point}</li> }).collect_view();
    html! { <section class="section"><h2>{text.happens}</h2><ul>{points}</ul></section> }
}

fn double_answer(double: &DoubleAnswer) -> String {
    let text = &t().duplicate;
    let day = format!("{} {}", double.title.get(lang()), date::full(lang(), local(double.starts).date()));
    let (stays, goes) = match double.stays() {
        Which::From => (double.from, double.into),
        Which::Into => (double.into, double.from),
    };
    let [stays, goes] = [stays, goes].map(|given| day_text::answer(given.answer));
    if stays == goes { (text.answer_same)(&day, stays) } else { (text.answer_stays)(&day, stays, goes) }
}

fn of<'a>(which: Which, from: &'a Side, into: &'a Side) -> &'a Side {
    match which {
        Which::From => from,
        Which::Into => into,
    }
}

/// What is chosen where the two differ, and the merge itself.
#[component]
fn Decide(preview: Preview) -> impl IntoView {
    let text = &t().duplicate;
    let fixed = preview.organisation().is_some();
    let Preview { from, into, .. } = preview;
    let organisation = |side: &Side| if fixed { String::new() } else { side.organisation.name.clone() };
    let email = |side: &Side| side.email.as_str().to_owned();
    let fields = [
        ("name", text.choose_name, from.name.clone(), into.name.clone()),
        ("title", text.choose_job, from.title.clone(), into.title.clone()),
        ("phone", text.choose_phone, from.phone.clone(), into.phone.clone()),
        ("organisation", text.choose_organisation, organisation(&from), organisation(&into)),
        ("email", text.choose_email, email(&from), email(&into)),
    ];
    let labels = fields.iter().map(|(name, label, ..)| ((*name).to_owned(), (*label).to_owned()));
    let labels = labels.chain([("sure".to_owned(), text.sure.to_owned())]).collect();
    let selects = fields.into_iter().filter(|(_, _, one, other)| one != other).map(|(name, label, one, other)| {
        let shown = |value: String| if value.is_empty() { text.nothing.to_owned() } else { value };
        let options = vec![
            (Which::Into.name().to_owned(), shown(other.clone())),
            (Which::From.name().to_owned(), shown(one.clone())),
        ];
        // What one of them lacks is taken from the other.
        let value = if other.is_empty() { Which::From } else { Which::Into };
        html! { <Select name label options value=value.name()/> }
    });
    let back = address_of(from.person);
    html! {
        <section class="section">
            <h2>{text.choices}</h2>
            <Form action={Action::new::<MergePeople>()} labels>
                <input type="hidden" name="from" value=from.person.to_string()/>
                <input type="hidden" name="into" value=into.person.to_string()/>
                {selects.collect_view()}
                <Tick name="both" label=text.both checked=from.standing.active/>
                <p class="field__hint">{text.both_hint}</p>
                <Tick name="sure" label=text.sure/>
                <div class="button-row">
                    <Submit label=text.merge danger=true/>
                    <a href=back class="button button--quiet">{text.cancel}</a>
                </div>
            </Form>
        </section>
    }
}

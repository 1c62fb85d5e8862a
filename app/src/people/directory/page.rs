//! One person: how to reach them, what they have to do, and what organisers can change.

use domain::{
    input::tel_link,
    people::{
        Lang, Organisation, PersonId,
        directory::{Details, DetailsForm, Merged, PersonPage},
    },
    time::local,
};
use jiff::Timestamp;
use leptos::prelude::*;

use super::{
    PEOPLE, address_of,
    api::{self, EditPerson, MovePerson, SetActive},
    history::{Answers, Applications, Pairs},
};
use crate::{
    context,
    error::AppError,
    matching::by_hand::NEW_PAIR,
    page::PageResult,
    people::{
        address::{ChangeOf, Changes},
        duplicate::{api::read_heir, choice_of},
        duty::DutiesOf,
    },
    round::call::choices,
    text::{date, lang, t},
    ui::{Action, Field, Form, Icon, Page, ReadAs, Select, Submit, Written, base, chosen, html, saved_receipt, told},
};

/// Someone with all that an organiser may see of them.
pub async fn person_page() -> PageResult {
    let person = PersonId(context::parsed_param("id")?);
    let own = context::caller()?.person == person;
    let page = match api::read_person(person).await {
        Err(AppError::NotFound) => return led_to_heir(person).await,
        page => page?,
    };
    let text = &t().directory;
    let (title, lede) = (page.details.name.clone(), page.organisation.name.clone());
    let can_be_deactivated = page.can_be_deactivated() && !own;
    Ok(html! {
        <Page title eyebrow=text.title lede>
            {done()}
            <Reached page=page.clone()/>
            <DutiesOf page=page.clone()/>
            <Pairs pairs=page.pairs.clone()/>
            <WithoutPair page=page.clone()/>
            <Answers answers=page.answers.clone()/>
            <Applications applications=page.applications.clone()/>
            <Edit person details=page.details.clone()/>
            <Employer person movable=page.movable organisations=page.organisations.clone()/>
            {(!own).then(|| html! { <ChangeOf person/> })}
            <Changes changes=page.addresses.clone()/>
            <MergedHere merged=page.merged.clone()/>
            {(!own).then(|| html! {
                <p class="section__more"><a href=choice_of(person)>{t().duplicate.link}<Icon name="arrow-right"/></a></p>
            })}
            <Activity person deactivated_at=page.deactivated_at can_be_deactivated/>
            <p class="section__more"><a href=PEOPLE><Icon name="arrow-left"/>{text.back}</a></p>
        </Page>
    })
}

/// Whoever was merged into another is found with them.
async fn led_to_heir(person: PersonId) -> PageResult {
    let heir = read_heir(person).await?.ok_or(AppError::NotFound)?;
    context::send_on(&address_of(heir));
    Ok(().into_any())
}

/// What was done just before, by what the address says.
fn done() -> Option<AnyView> {
    let (text, duty, address) = (&t().directory, &t().duty, &t().address);
    let said = [
        ("bytt", text.moved),
        ("aktiv", text.reactivated),
        ("inaktiv", text.deactivated),
        ("uppdrag", duty.begun),
        ("avslutat", duty.ended),
        ("lamnat", duty.left),
        ("adress", address.changed),
        ("tillagd", t().newcomer.added),
        ("inbjuden", t().newcomer.invited),
        ("parat", t().by_hand.made),
        ("ihop", t().duplicate.merged),
    ];
    let saved = saved_receipt("sparad", text.saved);
    saved.or_else(|| said.into_iter().find_map(|(name, words)| told(name, words)))
}

/// The way to a pair for someone who takes part and is in none.
#[component]
fn WithoutPair(page: PersonPage) -> impl IntoView {
    let Some(role) = page.role().filter(|_| page.is_without_pair() && page.deactivated_at.is_none()) else {
        return ().into_any();
    };
    let href = format!("{NEW_PAIR}?{}={}", role.name(), page.person);
    html! { <p class="button-row"><a class="button" href=href>{t().by_hand.link}</a></p> }
}

/// How to reach someone, one tap away.
#[component]
fn Reached(page: PersonPage) -> impl IntoView {
    let text = &t().directory;
    let PersonPage { details, email, second_email, deactivated_at, .. } = page;
    let Details { title, phone, .. } = details;
    let call = tel_link(&phone);
    html! {
        {deactivated_at.map(|at| html! {
            <p class="notice notice--warn"><Icon name="warning"/>{(text.deactivated_since)(&day(at))}</p>
        })}
        <section class="section">
            <h2>{text.contact}</h2>
            {(!title.is_empty()).then(|| html! { <p><Written text=title/></p> })}
            <ul class="pair-card__contact">
                <li><a href=format!("mailto:{email}")><Icon name="mail"/><Written text=email.clone()/></a></li>
                {call.map(|href| html! { <li><a href=href><Icon name="phone"/>{phone}</a></li> })}
            </ul>
            {second_email.map(|second| html! { <p class="muted">{text.second}": "<Written text=second/></p> })}
        </section>
    }
}

fn day(at: Timestamp) -> String {
    date::without_weekday(lang(), local(at).date())
}

#[component]
fn Edit(person: PersonId, details: Details) -> impl IntoView {
    let text = &t().directory;
    let read = base(&DetailsForm::from(&details));
    let Details { name, title, phone, lang } = details;
    let labels = [("name", text.name), ("title", text.job), ("phone", text.phone), ("lang", text.language)]
        .map(|(name, label)| (name.to_owned(), label.to_owned()))
        .to_vec();
    let languages = [(Lang::Sv, "Svenska"), (Lang::En, "English")];
    let languages = languages.map(|(lang, name)| (lang.name().to_owned(), name.to_owned())).to_vec();
    let readable = chosen("lang", languages.clone());
    html! {
        <section class="section">
            <h2>{text.details}</h2>
            <p>{text.details_lede}</p>
            <Form action={Action::new::<EditPerson>()} labels=labels.clone()>
                <input type="hidden" name="person" value=person.to_string()/>
                <ReadAs read labels readable/>
                <Field name="name" label=text.name value=name/>
                <Field name="title" label=text.job value=title/>
                <Field name="phone" label=text.phone value=phone inputmode="tel"/>
                <Select name="lang" label=text.language options=languages value=lang.name()/>
                <div class="button-row"><Submit label=t().common.save/></div>
            </Form>
        </section>
    }
}

#[component]
fn Employer(person: PersonId, movable: bool, organisations: Vec<Organisation>) -> impl IntoView {
    let text = &t().directory;
    let body = if movable {
        let labels = vec![("organisation".to_owned(), text.employer_new.to_owned())];
        let options = choices(organisations);
        html! {
            <Form action={Action::new::<MovePerson>()} labels>
                <input type="hidden" name="person" value=person.to_string()/>
                <Select name="organisation" label=text.employer_new none=text.choose options/>
                <p class="field__hint">{text.employer_lede}</p>
                <div class="button-row"><Submit label=text.employer_save/></div>
            </Form>
        }
    } else {
        html! { <p class="muted">{text.employer_held}</p> }
    };
    html! { <section class="section"><h2>{text.employer}</h2>{body}</section> }
}

/// Those who were merged into someone.
#[component]
fn MergedHere(merged: Vec<Merged>) -> impl IntoView {
    if merged.is_empty() {
        return ().into_any();
    }
    let text = &t().duplicate;
    let lines = merged.into_iter().map(|Merged { name, email, by, at }| {
        html! { <li>{(text.merged_line)(&name, &email, &by, &day(at))}</li> }
    });
    html! { <section class="section"><h2>{text.history}</h2><ul>{lines.collect_view()}</ul></section> }
}

/// Whether they can sign in, and the way to change that.
#[component]
fn Activity(person: PersonId, deactivated_at: Option<Timestamp>, can_be_deactivated: bool) -> impl IntoView {
    let text = &t().directory;
    let action = Action::new::<SetActive>();
    if deactivated_at.is_some() {
        return html! {
            <Form action class="form button-row">
                <input type="hidden" name="person" value=person.to_string()/>
                <input type="hidden" name="active" value="1"/>
                <Submit label=text.reactivate/>
            </Form>
        };
    }
    let body = if can_be_deactivated {
        html! {
            <p>{text.deactivate_lede}</p>
            <Form action>
                <input type="hidden" name="person" value=person.to_string()/>
                <div class="button-row"><Submit label=text.deactivate danger=true/></div>
            </Form>
        }
    } else {
        html! { <p class="muted">{text.deactivate_first}</p> }
    };
    html! { <details class="breakdown" open=action.is_refilled()><summary>{text.deactivate}</summary>{body}</details> }
}

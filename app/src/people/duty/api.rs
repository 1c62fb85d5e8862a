//! What the pages of duties read, and the server functions that their forms post to.
#![expect(missing_docs, reason = "#[server] makes an undocumented public field of every argument")]

use domain::{
    access::Area,
    application::typed::NAME,
    input::{Checks, Problem, choice, clean_line, person_name},
    people::{
        Duty, EmailAddress, Organisation, OrganisationId, PersonId,
        duty::{Leaving, Reason},
    },
};
use leptos::server;
use store::people::duty::{Departure, Ending, Holder};

use crate::{context, error::AppError, people::directory::address_of};

/// Where someone new can work, for an organiser.
pub async fn read_organisations() -> Result<Vec<Organisation>, AppError> {
    context::caller_of(Area::Organise)?;
    Ok(context::state().store.organisations().await?)
}

/// What would follow if someone left the round.
pub async fn read_leaving(person: PersonId) -> Result<Leaving, AppError> {
    let caller = context::caller()?;
    let (store, now) = context::store_now();
    store.leaving(&caller, person, now).await?.ok_or(AppError::NotFound)
}

/// Gives someone whose page it is a duty.
#[server(endpoint = "duty/begin")]
pub async fn begin_duty(person: i64, #[server(default)] duty: String) -> Result<(), AppError> {
    let caller = context::caller_of(Area::Organise)?;
    let duty = Duty::from_name(&duty).ok_or(AppError::NotFound)?;
    let (store, now) = context::store_now();
    let person = store.begin_duty(&caller, &Holder::Known(PersonId(person)), duty, now).await?;
    context::go_on_to(&format!("{}?uppdrag=1", address_of(person)))
}

/// Gives whoever has an address a duty.
#[server(endpoint = "duty/appoint")]
pub async fn appoint(
    #[server(default)] duty: String,
    #[server(default)] email: String,
    #[server(default)] name: String,
    #[server(default)] organisation: String,
) -> Result<(), AppError> {
    let caller = context::caller_of(Area::Organise)?;
    let mut checks = Checks::default();
    let duty = checks.field("duty", choice(&duty, Duty::from_name));
    let holder = holder(&mut checks, &email, &name, &organisation);
    let (duty, holder) = checks.finish(duty.zip(holder))?;
    let (store, now) = context::store_now();
    let person = store.begin_duty(&caller, &holder, duty, now).await?;
    context::go_on_to(&format!("{}?uppdrag=1", address_of(person)))
}

/// Ends a duty. Whoever takes over, if someone does, is told, and so is the one who had it.
#[server(endpoint = "duty/end")]
pub async fn end_duty(
    person: i64,
    duty: String,
    #[server(default)] reason: String,
    #[server(default)] email: String,
    #[server(default)] name: String,
    #[server(default)] organisation: String,
) -> Result<(), AppError> {
    let caller = context::caller_of(Area::Organise)?;
    let (person, duty) = (PersonId(person), Duty::from_name(&duty).ok_or(AppError::NotFound)?);
    let mut checks = Checks::default();
    let reason = checks.field("reason", Reason::parse(&reason));
    let successor = if clean_line(&email).is_empty() && clean_line(&name).is_empty() {
        Some(None)
    } else {
        holder(&mut checks, &email, &name, &organisation).map(Some)
    };
    let (reason, successor) = checks.finish(reason.zip(successor))?;
    let (store, now) = context::store_now();
    store.end_duty(&caller, context::form_key().as_ref(), person, duty, &Ending { successor, reason }, now).await?;
    // Whoever has ended their own duty as an organiser sees that page no longer.
    let own = person == caller.person && duty == Duty::Organiser;
    let page = if own { "/min-sida".to_owned() } else { address_of(person) };
    context::go_on_to(&format!("{page}?avslutat=1"))
}

/// Takes someone out of the round, and lets someone in reserve step in.
#[server(endpoint = "duty/leave")]
pub async fn leave(
    person: i64,
    #[server(default)] reserve: String,
    #[server(default)] reason: String,
    #[server(default)] sure: String,
) -> Result<(), AppError> {
    let caller = context::caller_of(Area::Organise)?;
    let mut checks = Checks::default();
    let sure = checks.field("sure", if sure.is_empty() { Err(Problem::NotTicked) } else { Ok(()) });
    let reason = checks.field("reason", Reason::parse(&reason));
    let reserve = match reserve.as_str() {
        "" => Some(None),
        id => checks.field("reserve", id.parse().map(PersonId).map_err(|_| Problem::NotAChoice)).map(Some),
    };
    let ((reserve, reason), ()) = checks.finish(reserve.zip(reason).zip(sure))?;
    let (person, departure) = (PersonId(person), Departure { reserve, reason });
    let (store, now) = context::store_now();
    store.leave(&caller, context::form_key().as_ref(), person, &departure, now).await?;
    context::go_on_to(&format!("{}?lamnat=1", address_of(person)))
}

/// Whoever is meant by an address; a new person needs a name and an organisation.
pub(crate) fn holder(checks: &mut Checks, email: &str, name: &str, organisation: &str) -> Option<Holder> {
    let email = checks.field("email", EmailAddress::parse(email));
    let name = checks.field("name", person_name::<NAME>(name));
    let organisation = organisation.parse().map(OrganisationId).map_err(|_| Problem::NotAChoice);
    let organisation = checks.field("organisation", organisation);
    let ((email, name), organisation) = email.zip(name).zip(organisation)?;
    Some(Holder::Typed { email, name, organisation })
}

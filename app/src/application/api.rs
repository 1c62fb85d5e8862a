//! What the pages of the call and of the applicant's part read, and the server
//! functions that their forms post to.
#![expect(missing_docs, reason = "#[server] makes an undocumented public field of every argument")]

use domain::{
    access::Area,
    application::{
        Call, Dossier, Filled, Part,
        typed::{ConflictsForm, ManagerForm, NAME, PASSAGE, PurposeForm, WishesForm, WorkForm},
    },
    input::{Checks, Problem, Text, choice, person_name, within},
    people::{Caller, EmailAddress, Organisation, OrganisationId, PersonId, employer::Employers},
    round::call::{CallForm, Taken},
};
use jiff::Timestamp;
use leptos::server;
use store::{
    application::NewApplicant,
    people::SignInRequest,
    secret::{Code, Secret},
};

use crate::{context, error::AppError, people::cookies, ui::settled};

/// The applicant's own page.
pub(crate) const OWN: &str = "/ansok/ansokan";

/// What the public page about applying shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallView {
    /// When it was read.
    pub now: Timestamp,
    /// The round's number.
    pub round: Option<u32>,
    /// The call, and how many applications it counts.
    pub call: Option<(Call, Taken)>,
    /// The network's organisations.
    pub organisations: Vec<Organisation>,
    /// Whether the reader is signed in, and whether they have an application.
    pub signed_in: bool,
    /// Whether the reader has an application.
    pub has_own: bool,
}

/// The call, for anyone.
pub async fn read_call() -> Result<CallView, AppError> {
    let (store, now) = context::store_now();
    let caller = context::caller().ok();
    let has_own = match &caller {
        Some(caller) => store.own_state(caller).await?.is_some(),
        None => false,
    };
    let (round, call) = match store.call(now).await? {
        Some((round, call, taken)) => (Some(round), Some((call, taken))),
        None => (store.main_round(now).await?.map(|round| round.number), None),
    };
    Ok(CallView { now, round, call, organisations: store.organisations().await?, signed_in: caller.is_some(), has_own })
}

/// Sends a mail by which an application begins. Goes on to the page that takes
/// the code, whatever the address.
#[server(endpoint = "application/start")]
pub async fn start_application(
    #[server(default)] name: String,
    #[server(default)] email: String,
    #[server(default)] organisation: String,
    #[server(default)] part: String,
) -> Result<(), AppError> {
    let (store, now) = context::store_now();
    let organisations = store.organisations().await?;
    let known = organisations.into_iter().find(|known| known.id.to_string() == organisation);
    let mut checks = Checks::default();
    let name = checks.field("name", person_name::<NAME>(&name));
    let email = checks.field("email", EmailAddress::parse(&email));
    let organisation = checks.field("organisation", known.ok_or(Problem::NotAChoice));
    let part = checks.field("part", choice(&part, Part::from_name));
    let whole = (|| Some((name?, email?, organisation?.name, part?)))();
    let (name, email, organisation, part) = checks.finish(whole)?;
    let request = SignInRequest {
        email,
        client: context::client_address(),
        kept: cookies::kept(),
        ticket: Secret::generate(),
        link: Secret::generate(),
        code: Code::generate(),
        till: OWN.to_owned(),
        lang: context::chosen_lang(),
    };
    let applicant = NewApplicant { name, organisation, lang: context::lang(), part };
    store.start_application(&request, &applicant, now).await?;
    cookies::set_ticket(&request.ticket);
    leptos_axum::redirect(&cookies::code_page(OWN));
    Ok(())
}

/// Begins the application of someone who is signed in.
#[server(endpoint = "application/begin")]
pub async fn begin_application(#[server(default)] part: String) -> Result<(), AppError> {
    let caller = context::caller()?;
    let mut checks = Checks::default();
    let part = checks.field("part", choice(&part, Part::from_name));
    let part = checks.finish(part)?;
    let (store, now) = context::store_now();
    store.begin_application(&caller, part, now).await?;
    context::go_on_to(OWN)
}

/// What the applicant's own pages show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Own {
    /// When it was read.
    pub now: Timestamp,
    /// The call, if there is one.
    pub call: Option<Call>,
    /// The application, if one has begun.
    pub dossier: Option<Dossier>,
    /// Whether the reader is in a pair: then it has served its purpose.
    pub in_pair: bool,
}

/// The reader's own application.
pub async fn read_own() -> Result<Own, AppError> {
    let caller = context::caller()?;
    let (store, now) = context::store_now();
    let call = store.round_call(&caller).await?;
    Ok(Own { now, call, dossier: store.own_application(&caller).await?, in_pair: caller.may_use(Area::Pair) })
}

/// Saves a section, and goes back to the list.
async fn save(caller: &Caller, filled: &Filled) -> Result<(), AppError> {
    let (store, now) = context::store_now();
    store.save_section(caller, filled, now).await?;
    context::go_on_to(&format!("{OWN}?sparad=1"))
}

/// As what one applies.
#[server(endpoint = "application/save-part")]
pub async fn save_part(#[server(default)] part: String) -> Result<(), AppError> {
    let caller = context::caller()?;
    let mut checks = Checks::default();
    let part = checks.field("part", choice(&part, Part::from_name));
    save(&caller, &Filled::Part(checks.finish(part)?)).await
}

/// One's position and leadership.
#[server(endpoint = "application/save-work")]
pub async fn save_work(#[server(default)] work: WorkForm) -> Result<(), AppError> {
    let caller = context::caller()?;
    let (profile, work) = work.parse().map_err(|fields| within("work", fields))?;
    save(&caller, &Filled::Work(profile, work)).await
}

/// What one wants to develop, or can give.
#[server(endpoint = "application/save-purpose")]
pub async fn save_purpose(#[server(default)] purpose: PurposeForm) -> Result<(), AppError> {
    let caller = context::caller()?;
    let own = context::state().store.own_application(&caller).await?.ok_or(AppError::NotFound)?;
    let part = own.application.form.part.ok_or(AppError::NotFound)?;
    let purpose = purpose.parse(part).map_err(|fields| within("purpose", fields))?;
    save(&caller, &Filled::Purpose(purpose)).await
}

/// Whom one would like to meet.
#[server(endpoint = "application/save-wishes")]
pub async fn save_wishes(#[server(default)] wishes: WishesForm) -> Result<(), AppError> {
    let caller = context::caller()?;
    let wishes = wishes.parse().map_err(|fields| within("wishes", fields))?;
    save(&caller, &Filled::Wishes(wishes)).await
}

/// Whom one must not be paired with.
#[server(endpoint = "application/save-conflicts")]
pub async fn save_conflicts(#[server(default)] conflicts: ConflictsForm) -> Result<(), AppError> {
    let caller = context::caller()?;
    let conflicts = conflicts.parse().map_err(|fields| within("conflicts", fields))?;
    save(&caller, &Filled::Conflicts(conflicts)).await
}

/// One's manager, and consent.
#[server(endpoint = "application/save-manager")]
pub async fn save_manager(#[server(default)] manager: ManagerForm) -> Result<(), AppError> {
    let caller = context::caller()?;
    let own = own_address(&caller).await?;
    let manager = manager.parse(&own).map_err(|fields| within("manager", fields))?;
    save(&caller, &Filled::Manager(manager)).await
}

async fn own_address(caller: &Caller) -> Result<String, AppError> {
    let own = context::state().store.own_application(caller).await?;
    Ok(own.ok_or(AppError::NotFound)?.email)
}

/// Sends the application, or the answer to a question about it.
#[server(endpoint = "application/send")]
pub async fn send_application(#[server(default)] answer: String) -> Result<(), AppError> {
    let caller = context::caller()?;
    let mut checks = Checks::default();
    let answer = checks.field("answer", Text::<PASSAGE>::parse(&answer));
    let answer = checks.finish(answer)?;
    let (store, now) = context::store_now();
    store.send_application(&caller, answer.as_str(), now).await?;
    context::go_on_to(&format!("{OWN}?skickad=1"))
}

/// Takes the application back, or up again.
#[server(endpoint = "application/withdraw")]
pub async fn withdraw_application(#[server(default)] again: String) -> Result<(), AppError> {
    let caller = context::caller()?;
    let (store, now) = context::store_now();
    store.withdraw_application(&caller, again.is_empty(), now).await?;
    context::go_on_to(&format!("{OWN}?andrad=1"))
}

/// Sends the manager a new link.
#[server(endpoint = "application/ask-again")]
pub async fn ask_manager_again() -> Result<(), AppError> {
    let caller = context::caller()?;
    let (store, now) = context::store_now();
    store.ask_manager(&caller, None, now).await?;
    context::go_on_to(&format!("{OWN}?lank=1"))
}

/// Asks another manager.
#[server(endpoint = "application/ask-other")]
pub async fn ask_other_manager(#[server(default)] manager: ManagerForm) -> Result<(), AppError> {
    let caller = context::caller()?;
    let own = own_address(&caller).await?;
    let manager = manager.parse_other(&own).map_err(|fields| within("manager", fields))?;
    let (store, now) = context::store_now();
    store.ask_manager(&caller, Some(&manager), now).await?;
    context::go_on_to(&format!("{OWN}?lank=1"))
}

/// What the page about changing employer shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Employer {
    /// Where the reader works.
    pub own: String,
    /// Where else they could.
    pub others: Vec<Organisation>,
}

/// The reader's employer, for those who can change it themselves.
pub async fn read_employer() -> Result<Employer, AppError> {
    let caller = context::caller()?;
    if !caller.may_change_employer() {
        return Err(AppError::NotFound);
    }
    let organisations = context::state().store.organisations().await?;
    let (own, others): (Vec<_>, Vec<_>) = organisations.into_iter().partition(|known| known.id == caller.organisation);
    Ok(Employer { own: own.into_iter().next().map(|own| own.name).unwrap_or_default(), others })
}

/// Notes that the reader, or for an organiser someone else, works elsewhere now.
#[server(endpoint = "application/change-employer")]
pub async fn change_employer(
    #[server(default)] organisation: String,
    #[server(default)] person: Option<String>,
) -> Result<(), AppError> {
    let caller = context::caller()?;
    let mut checks = Checks::default();
    let person = person.map_or(Ok(caller.person), |person| person.parse().map(PersonId));
    let person = checks.field("person", person.map_err(|_| Problem::NotAChoice));
    let to = organisation.parse().map(OrganisationId).map_err(|_| Problem::NotAChoice);
    let to = checks.field("organisation", to);
    let (person, to) = checks.finish(person.zip(to))?;
    let (store, now) = context::store_now();
    store.change_employer(&caller, person, to, now).await?;
    let page = if person == caller.person { "/ansok/arbetsgivare" } else { "/organisera/arbetsgivare" };
    context::go_on_to(&format!("{page}?sparad=1"))
}

/// What an organiser's page about employers shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EmployersView {
    /// Who works where.
    pub employers: Employers,
    /// Where people can work.
    pub organisations: Vec<Organisation>,
}

/// Who works where, and who has changed employer, for an organiser.
pub async fn read_employers() -> Result<EmployersView, AppError> {
    let (caller, store) = (context::caller()?, context::state().store);
    let employers = store.employers(&caller).await?.ok_or(AppError::NotFound)?;
    Ok(EmployersView { employers, organisations: store.organisations().await? })
}

/// Settles the call. If someone else did meanwhile, both changes are put together; if
/// that does not go, the form comes back.
#[server(endpoint = "application/save-call")]
pub async fn save_call(#[server(default)] call: CallForm) -> Result<(), AppError> {
    let caller = context::caller()?;
    let store = context::state().store;
    let read = store.call_settings(&caller).await?.ok_or(AppError::NotFound)?.call.map(|(call, _)| call);
    let saved = read.as_ref().map(Call::form).unwrap_or_default();
    let settled = settled("call", &call, &saved, CallForm::parse)?;
    store.save_call(&caller, read.as_ref(), &settled.form).await?;
    context::go_on_to(&format!("/organisera/ansokan?sparad={}", settled.how()))
}

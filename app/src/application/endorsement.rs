//! What those read who support and endorse applications (the manager, by a link,
//! and the contact person), and the server functions that their forms post to.
#![expect(missing_docs, reason = "#[server] makes an undocumented public field of every argument")]

use std::collections::BTreeMap;

use domain::{
    access::Area,
    application::{
        Application, ApplicationId, Dossier, Part, StepKind,
        typed::{ManagerForm, NAME, PASSAGE, SupportForm, Ticks},
    },
    input::{Checks, FieldError, Problem, Text, choice, date, number, optional, person_name, some_text, within},
    people::EmailAddress,
    time::today,
};
use leptos::server;
use store::{
    Error,
    application::{
        endorsement::{NewStandIn, Nominated, Nomination, Nominee, StandIn, Verdict},
        manager::ManagerLink,
    },
    secret::Secret,
};

use crate::{context, error::AppError, ui::settled};

/// The contact person's list.
pub(super) const LIST: &str = "/kontakt/ansokningar";

/// What a manager's link opens; spends nothing.
pub async fn read_question(token: &str) -> Result<ManagerLink, AppError> {
    let link = Secret::parse(token).ok_or(AppError::NotFound)?;
    let (store, now) = context::store_now();
    store.manager_link(&link, now).await?.ok_or(AppError::NotFound)
}

/// A manager's answer.
#[server(endpoint = "application/support")]
pub async fn support(token: String, #[server(default)] support: SupportForm) -> Result<(), AppError> {
    let link = Secret::parse(&token).ok_or(AppError::NotFound)?;
    let support = support.parse().map_err(|fields| within("support", fields))?;
    let (store, now) = context::store_now();
    store.support(&link, &support, now).await?;
    context::go_on_to("/chef/tack")
}

/// A manager passes the question on.
#[server(endpoint = "application/pass-on")]
pub async fn pass_on(token: String, #[server(default)] manager: ManagerForm) -> Result<(), AppError> {
    let link = Secret::parse(&token).ok_or(AppError::NotFound)?;
    let manager = manager.parse_other("").map_err(|fields| within("manager", fields))?;
    let (store, now) = context::store_now();
    let passed = store.pass_on(&link, &manager, now).await;
    passed.map_err(|error| match error {
        Error::Invalid(fields) => within("manager", fields).into(),
        other => AppError::from(other),
    })?;
    context::go_on_to("/chef/vidare")
}

/// The applications of the reader's organisation.
pub async fn read_organisations_applications() -> Result<Vec<Application>, AppError> {
    let caller = context::caller_of(Area::Contact)?;
    let mut applications = context::state().store.applications(&caller).await?;
    applications.retain(|application| caller.endorses(application.organisation.id));
    Ok(applications)
}

/// An application of the reader's organisation.
pub async fn read_organisations_application(id: String) -> Result<Dossier, AppError> {
    let caller = context::caller_of(Area::Contact)?;
    let id = id.parse().map(ApplicationId).map_err(|_| AppError::NotFound)?;
    let dossier = context::state().store.application(&caller, id).await?;
    let endorses = |of: &Application| caller.endorses_application(of.person, of.organisation.id);
    dossier.filter(|dossier| endorses(&dossier.application)).ok_or(AppError::NotFound)
}

/// A contact person decides on an application.
#[server(endpoint = "application/endorse")]
pub async fn endorse(
    id: i64,
    #[server(default)] verdict: String,
    #[server(default)] words: String,
) -> Result<(), AppError> {
    let caller = context::caller()?;
    let mut checks = Checks::default();
    let verdict = checks.field("verdict", choice(&verdict, StepKind::from_name));
    let words = match verdict {
        Some(StepKind::Endorsed) => Text::<PASSAGE>::parse(&words).map(|words| words.as_str().to_owned()),
        _ => some_text::<PASSAGE>(&words),
    };
    let words = checks.field("words", words);
    let (verdict, words) = checks.finish(verdict.zip(words))?;
    let verdict = match verdict {
        StepKind::Endorsed => Verdict::Endorse(words),
        StepKind::Returned => Verdict::Return(words),
        StepKind::NotEndorsed => Verdict::Decline(words),
        _ => return Err(AppError::Malformed),
    };
    let (store, now) = context::store_now();
    store.endorse(&caller, ApplicationId(id), &verdict, now).await?;
    let told = if matches!(verdict, Verdict::Endorse(_)) { "tillstyrkt" } else { "sparad" };
    context::go_on_to(&format!("{LIST}?{told}=1"))
}

/// Ranks the own organisation's applications. If someone else did meanwhile, both changes
/// are put together; if that does not go, the form comes back.
#[server(endpoint = "application/rank")]
pub async fn rank(#[server(default)] ranks: BTreeMap<String, String>) -> Result<(), AppError> {
    let caller = context::caller()?;
    let listed = read_organisations_applications().await?;
    let settled = settled("ranks", &ranks, &ranks_of(&listed), parse_ranks)?;
    let read: Vec<_> = listed.iter().map(|application| (application.id, application.rank)).collect();
    context::state().store.rank(&caller, &read, &settled.form).await?;
    context::go_on_to(&format!("{LIST}?rang={}", settled.how()))
}

/// The ranks that applications have, as the form shows them: each under its number.
pub(super) fn ranks_of(applications: &[Application]) -> Ticks {
    let ranked = applications.iter().filter_map(|application| Some((application.id, application.rank?)));
    ranked.map(|(id, rank)| (id.to_string(), rank.to_string())).collect()
}

fn parse_ranks(typed: &Ticks) -> Result<Vec<(ApplicationId, u32)>, Vec<FieldError>> {
    let mut checks = Checks::default();
    let mut ranked = Vec::new();
    for (id, typed) in typed {
        let application = checks.field(id, id.parse().map(ApplicationId).map_err(|_| Problem::NotAChoice));
        let rank = checks.field(id, optional(typed, |typed| number(typed, 1..=999))).flatten();
        ranked.extend(application.zip(rank));
    }
    checks.finish(Some(ranked))
}

/// Nominates a colleague.
#[server(endpoint = "application/nominate")]
pub async fn nominate(
    #[server(default)] name: String,
    #[server(default)] email: String,
    #[server(default)] part: String,
) -> Result<(), AppError> {
    let caller = context::caller()?;
    let mut checks = Checks::default();
    let name = checks.field("name", person_name::<NAME>(&name));
    let email = checks.field("email", EmailAddress::parse(&email));
    let part = checks.field("part", choice(&part, Part::from_name));
    let whole = (|| Some(Nominee { name: name?, email: email?, part: part?, lang: context::lang() }))();
    let nominee = checks.finish(whole)?;
    let (store, now) = context::store_now();
    let outcome = match store.nominate(&caller, &nominee, now).await? {
        Nomination::New => "1",
        Nomination::Noted => "noterad",
        Nomination::Again => "igen",
        Nomination::ByAnother => "annan",
    };
    context::go_on_to(&format!("{LIST}?nominerad={outcome}"))
}

/// Whom the reader has nominated.
pub async fn read_nominations() -> Result<Vec<Nominated>, AppError> {
    let caller = context::caller_of(Area::Contact)?;
    Ok(context::state().store.nominations(&caller).await?)
}

/// Who stands in for the reader.
pub async fn read_stand_in() -> Result<Option<StandIn>, AppError> {
    let caller = context::caller_of(Area::Contact)?;
    let (store, now) = context::store_now();
    Ok(store.stand_in(&caller, today(now)).await?)
}

/// Lets a colleague do the reader's work as contact person.
#[server(endpoint = "application/appoint-stand-in")]
pub async fn appoint_stand_in(
    #[server(default)] name: String,
    #[server(default)] email: String,
    #[server(default)] from: String,
    #[server(default)] until: String,
) -> Result<(), AppError> {
    let caller = context::caller()?;
    let (store, now) = context::store_now();
    let mut checks = Checks::default();
    let name = checks.field("name", person_name::<NAME>(&name));
    let email = checks.field("email", EmailAddress::parse(&email));
    let from = checks.field("from", date(&from));
    let last = date(&until).and_then(|until| match from {
        Some(from) if until < from => Err(Problem::EndsTooEarly),
        _ if until < today(now) => Err(Problem::InThePast),
        _ => Ok(until),
    });
    let until = checks.field("until", last);
    let stand_in = (|| Some(StandIn { name: name?, from: from?, until: until? }))();
    let new = (|| Some(NewStandIn { email: email?, lang: context::lang(), stand_in: stand_in? }))();
    let new = checks.finish(new)?;
    store.set_stand_in(&caller, Some(&new), now).await?;
    context::go_on_to("/kontakt/ersattare?sparad=1")
}

/// Ends that someone stands in for the reader.
#[server(endpoint = "application/end-stand-in")]
pub async fn end_stand_in() -> Result<(), AppError> {
    let caller = context::caller()?;
    let (store, now) = context::store_now();
    store.set_stand_in(&caller, None, now).await?;
    context::go_on_to("/kontakt/ersattare?sparad=1")
}

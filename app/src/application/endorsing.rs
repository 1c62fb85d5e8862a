//! Server functions of those who support and endorse applications: the manager,
//! by a link, and the contact person.
#![expect(missing_docs, reason = "#[server] makes an undocumented public field of every argument")]

use std::collections::BTreeMap;

use domain::{
    application::{
        Application, Dossier, Leadership, Part, Purpose,
        typed::{ManagerForm, SupportForm},
    },
    input::within,
};
use jiff::{Timestamp, civil::Date};
use leptos::server;
use serde::{Deserialize, Serialize};

use crate::{context, error::AppError};

/// The contact person's list.
pub(super) const LIST: &str = "/kontakt/ansokningar";

/// What a manager's link opens.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LinkView {
    /// The question.
    Open(Question),
    /// It has been answered or passed on.
    Used,
    /// Its time has passed.
    Expired,
    /// It is no longer good.
    Withdrawn,
}

/// All that a manager sees of an application.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// The applicant's name.
    pub name: String,
    /// Their title.
    pub title: String,
    /// Their organisation.
    pub organisation: String,
    /// As what they apply.
    pub part: Part,
    /// How they lead.
    pub leadership: Leadership,
    /// What they want to develop, or can give.
    pub purpose: Purpose,
    /// Until when the link is good.
    #[serde(with = "domain::time::wire")]
    pub until: Timestamp,
}

/// What a manager's link opens; spends nothing.
#[server(endpoint = "application/question")]
pub async fn read_question(token: String) -> Result<LinkView, AppError> {
    use store::{endorsement::ManagerLink, secret::Secret};

    let link = Secret::parse(&token).ok_or(AppError::NotFound)?;
    let (store, now) = context::store_now();
    Ok(match store.manager_link(&link, now).await?.ok_or(AppError::NotFound)? {
        ManagerLink::Open(question) => LinkView::Open(Question {
            name: question.name,
            title: question.title,
            organisation: question.organisation,
            part: question.part,
            leadership: question.leadership,
            purpose: question.purpose,
            until: question.until,
        }),
        ManagerLink::Used => LinkView::Used,
        ManagerLink::Expired => LinkView::Expired,
        ManagerLink::Withdrawn => LinkView::Withdrawn,
    })
}

/// A manager's answer.
#[server(endpoint = "application/support")]
pub async fn support(token: String, #[server(default)] support: SupportForm) -> Result<(), AppError> {
    use store::secret::Secret;

    let link = Secret::parse(&token).ok_or(AppError::NotFound)?;
    let support = support.parse().map_err(|fields| within("support", fields))?;
    let state = context::state();
    state.store.support(&link, &support, state.clock.now()).await?;
    state.outbox_bell.notify_one();
    context::go_on_to("/chef/tack")
}

/// A manager passes the question on.
#[server(endpoint = "application/pass-on")]
pub async fn pass_on(token: String, #[server(default)] manager: ManagerForm) -> Result<(), AppError> {
    use store::{Error, secret::Secret};

    let link = Secret::parse(&token).ok_or(AppError::NotFound)?;
    let manager = manager.parse_other("").map_err(|fields| within("manager", fields))?;
    let state = context::state();
    let passed = state.store.pass_on(&link, &manager, state.clock.now()).await;
    passed.map_err(|error| match error {
        Error::Invalid(fields) => within("manager", fields).into(),
        other => AppError::from(other),
    })?;
    state.outbox_bell.notify_one();
    context::go_on_to("/chef/vidare")
}

/// Who stands in for the reader as contact person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StandInView {
    /// Their name.
    pub name: String,
    /// The first day.
    #[serde(with = "domain::time::wire")]
    pub from: Date,
    /// The last day.
    #[serde(with = "domain::time::wire")]
    pub until: Date,
}

/// The applications of the reader's organisation.
#[server(endpoint = "application/of-organisation")]
pub async fn read_organisations_applications() -> Result<Vec<Application>, AppError> {
    let caller = contact_person()?;
    let mut applications = context::state().store.applications(&caller).await?;
    applications.retain(|application| application.organisation.id == caller.organisation);
    Ok(applications)
}

fn contact_person() -> Result<domain::people::Caller, AppError> {
    let caller = context::caller()?;
    if caller.has(domain::people::Duty::ContactPerson) { Ok(caller) } else { Err(AppError::NotFound) }
}

/// An application of the reader's organisation.
#[server(endpoint = "application/one-of-organisation")]
pub async fn read_organisations_application(id: String) -> Result<Dossier, AppError> {
    use domain::application::ApplicationId;

    let caller = contact_person()?;
    let id = id.parse().map(ApplicationId).map_err(|_| AppError::NotFound)?;
    let dossier = context::state().store.application(&caller, id).await?;
    let own = dossier.filter(|dossier| caller.endorses(dossier.application.organisation.id));
    own.filter(|dossier| dossier.application.person != caller.person).ok_or(AppError::NotFound)
}

/// A contact person decides on an application.
#[server(endpoint = "application/endorse")]
pub async fn endorse(
    id: i64,
    #[server(default)] verdict: String,
    #[server(default)] words: String,
) -> Result<(), AppError> {
    use domain::{
        application::{ApplicationId, StepKind, typed::PASSAGE},
        input::{Checks, Text, choice, some_text},
    };
    use store::endorsement::Verdict;

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
    let state = context::state();
    state.store.endorse(&caller, ApplicationId(id), &verdict, state.clock.now()).await?;
    state.outbox_bell.notify_one();
    let told = if matches!(verdict, Verdict::Endorse(_)) { "tillstyrkt" } else { "sparad" };
    context::go_on_to(&format!("{LIST}?{told}=1"))
}

/// Ranks the own organisation's applications.
#[server(endpoint = "application/rank")]
pub async fn rank(#[server(default)] ranks: BTreeMap<String, String>) -> Result<(), AppError> {
    use domain::{
        application::ApplicationId,
        input::{Checks, number, optional},
    };

    let caller = context::caller()?;
    let mut checks = Checks::default();
    let mut ranked = Vec::new();
    for (id, typed) in &ranks {
        let rank = checks.field(format!("ranks[{id}]"), optional(typed, |typed| number(typed, 1..=999)));
        let id = id.parse().map(ApplicationId).map_err(|_| AppError::Malformed)?;
        ranked.extend(rank.flatten().map(|rank| (id, rank)));
    }
    let ranked = checks.finish(Some(ranked))?;
    context::state().store.rank(&caller, &ranked).await?;
    context::go_on_to(&format!("{LIST}?rang=1"))
}

/// Nominates a colleague.
#[server(endpoint = "application/nominate")]
pub async fn nominate(
    #[server(default)] name: String,
    #[server(default)] email: String,
    #[server(default)] part: String,
) -> Result<(), AppError> {
    use domain::{
        application::typed::NAME,
        input::{Checks, choice, some_text},
        people::EmailAddress,
    };
    use store::endorsement::Nominee;

    let caller = context::caller()?;
    let mut checks = Checks::default();
    let name = checks.field("name", some_text::<NAME>(&name));
    let email = checks.field("email", EmailAddress::parse(&email));
    let part = checks.field("part", choice(&part, Part::from_name));
    let whole = (|| Some(Nominee { name: name?, email: email?, part: part?, lang: context::lang() }))();
    let nominee = checks.finish(whole)?;
    let state = context::state();
    state.store.nominate(&caller, &nominee, state.clock.now()).await?;
    state.outbox_bell.notify_one();
    context::go_on_to(&format!("{LIST}?nominerad=1"))
}

/// Who stands in for the reader.
#[server(endpoint = "application/stand-in")]
pub async fn read_stand_in() -> Result<Option<StandInView>, AppError> {
    let caller = contact_person()?;
    let (store, now) = context::store_now();
    let stand_in = store.stand_in(&caller, domain::time::today(now)).await?;
    Ok(stand_in.map(|stand_in| StandInView { name: stand_in.name, from: stand_in.from, until: stand_in.until }))
}

/// Lets a colleague do the reader's work as contact person.
#[server(endpoint = "application/appoint-stand-in")]
pub async fn appoint_stand_in(
    #[server(default)] name: String,
    #[server(default)] email: String,
    #[server(default)] from: String,
    #[server(default)] until: String,
) -> Result<(), AppError> {
    use domain::{
        application::typed::NAME,
        input::{Checks, Problem, date, some_text},
        people::EmailAddress,
        time::today,
    };
    use store::endorsement::StandIn;

    let caller = context::caller()?;
    let state = context::state();
    let now = state.clock.now();
    let mut checks = Checks::default();
    let name = checks.field("name", some_text::<NAME>(&name));
    let email = checks.field("email", EmailAddress::parse(&email));
    let from = checks.field("from", date(&from));
    let last = date(&until).and_then(|until| match from {
        Some(from) if until < from => Err(Problem::EndsTooEarly),
        _ if until < today(now) => Err(Problem::InThePast),
        _ => Ok(until),
    });
    let until = checks.field("until", last);
    let whole = (|| Some(StandIn { name: name?, email: email?, from: from?, until: until? }))();
    let stand_in = checks.finish(whole)?;
    state.store.set_stand_in(&caller, Some(&stand_in), now).await?;
    state.outbox_bell.notify_one();
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

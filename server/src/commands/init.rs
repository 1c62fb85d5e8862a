//! `ior init`: the first organiser, for whoever sets an installation up by commands.

use domain::{
    input::{FieldError, Problem},
    round::start::{FounderFacts, two_years},
    time::today,
};
use jiff::Timestamp;
use store::{
    Store,
    people::{LINK_LIFE, SignInRequest},
    round::start::Founder,
    secret::{Code, Secret},
};

use crate::config::{Init, public_origin};

/// Where the first organiser goes on to.
const TILL: &str = "/organisera/start";

/// Makes the first organiser; what there is to say of it.
///
/// # Errors
/// Why not, for whoever runs the command.
pub async fn run(store: &dyn Store, init: &Init, now: Timestamp) -> Result<String, String> {
    let public_url = public_origin(&init.public_url)?;
    let founder = founder(init, now)?;
    store.found(&founder, now).await.map_err(|error| match error {
        store::Error::Refused(_) => {
            "there is an organiser already; `ior invite --duty organiser` lets in another".to_owned()
        }
        error => error.to_string(),
    })?;
    Ok(format!(
        "{} is the organiser now. Sign in within {} minutes, once, at\n  {public_url}/logga-in/lank/{}?till={TILL}\n\
         After that, {public_url}/logga-in sends a new link by email.",
        founder.name,
        LINK_LIFE.as_mins(),
        founder.sign_in.link.reveal()
    ))
}

fn founder(init: &Init, now: Timestamp) -> Result<Founder, String> {
    let domain = init.email.rsplit('@').next().unwrap_or_default().trim();
    let organisation = init.organisation.as_deref().unwrap_or(domain);
    let facts = FounderFacts::parse(&init.name, &init.email, organisation, &init.lang).map_err(|wrong| told(&wrong))?;
    let (starts_on, ends_on) = two_years(init.year.unwrap_or_else(|| today(now).year()));
    Ok(Founder {
        name: facts.name,
        organisation: facts.organisation,
        lang: facts.lang,
        round: (init.round, starts_on, ends_on),
        sign_in: SignInRequest {
            email: facts.email,
            client: String::new(),
            kept: Vec::new(),
            ticket: Secret::generate(),
            link: Secret::generate(),
            code: Code::generate(),
            till: TILL.to_owned(),
            lang: Some(facts.lang),
        },
    })
}

/// What is wrong with which option.
fn told(wrong: &[FieldError]) -> String {
    let one = |FieldError { field, problem }: &FieldError| {
        let why = match problem {
            Problem::Missing => "is empty",
            Problem::TooLong { .. } => "is too long",
            Problem::NotAnAddress | Problem::AlmostAnAddress { .. } => "is not an e-mail address",
            Problem::NotAName => "is not a name",
            _ => "is not one that is known",
        };
        format!("--{field} {why}")
    };
    wrong.iter().map(one).collect::<Vec<_>>().join("; ")
}

//! Server functions of days that are over.
#![expect(missing_docs, reason = "#[server] makes an undocumented public field of every argument")]

#[cfg(feature = "ssr")]
use domain::day::DayView;
use domain::{day::Day, evaluation::OpenEvaluation, material::Material, turnout::Turnout};
use jiff::Timestamp;
use leptos::server;
use serde::{Deserialize, Serialize};

#[cfg(feature = "ssr")]
use crate::pair::Pointer;
use crate::{day::api::AsOf, error::AppError};

/// What there is of a day for someone who was invited to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remains {
    /// The files that are for them.
    pub files: Vec<Material>,
    /// The evaluation, while they can fill it in.
    pub evaluation: Option<OpenEvaluation>,
}

#[cfg(feature = "ssr")]
impl Remains {
    /// What there is of a day for someone.
    ///
    /// # Errors
    /// Those of the store.
    pub(crate) async fn of(caller: &store::Caller, day: &Day) -> Result<Self, AppError> {
        let (store, now) = crate::context::store_now();
        let mut open = store.to_evaluate(caller, now).await?.into_iter();
        let open = open.find(|attended| attended.day == day.id && attended.window.is_open(now));
        Ok(Self {
            files: store.materials(caller, &day.slug, now).await?,
            evaluation: open.map(|open| OpenEvaluation { closes: open.window.closes, given: open.given }),
        })
    }
}

/// The evaluations that wait for someone, of these days.
///
/// # Errors
/// Those of the store.
#[cfg(feature = "ssr")]
pub(crate) async fn to_do(caller: &store::Caller, days: &[DayView]) -> Result<Vec<Pointer>, AppError> {
    use crate::{
        context,
        text::{speaking, t},
    };

    let (store, now) = context::store_now();
    let open = store.to_evaluate(caller, now).await?;
    let waits = |day: &Day| open.iter().any(|one| one.day == day.id && one.window.is_open(now) && !one.given);
    let lang = context::lang();
    Ok(speaking(lang, || {
        let days = days.iter().map(|view| &view.day).filter(|day| waits(day));
        let pointer = |day: &Day| Pointer {
            text: String::new(),
            path: format!("/dagar/{}/utvardering", day.slug),
            label: (t().remains.todo)(day.title.get(lang)),
        };
        days.map(pointer).collect()
    }))
}

/// A day that is over, as an organiser sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AfterDay {
    /// The day.
    pub day: Day,
    /// Who came to each of its parts.
    pub parts: Vec<Turnout>,
    /// Letters of thanks; `None` while the day is not over.
    pub thanks: Option<Thanks>,
    /// How many have evaluated it.
    pub evaluations: u32,
    /// How many files there are.
    pub files: usize,
}

/// To whom letters of thanks go, or went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Thanks {
    /// How many were there.
    pub there: u32,
    /// How many were invited and were not.
    pub missed: u32,
    /// When the letters were sent, if they have been.
    #[serde(with = "domain::time::wire::option")]
    pub sent_at: Option<Timestamp>,
}

/// Who came to a day, and what is left to do.
#[server(endpoint = "after/day")]
pub async fn read_after(slug: String) -> Result<AsOf<AfterDay>, AppError> {
    use domain::board::Filter;

    use crate::context;

    let caller = context::caller()?;
    if !caller.runs_the_programme() {
        return Err(AppError::NotFound);
    }
    let (store, now) = context::store_now();
    let board = store.board(&caller, &slug, &Filter::default(), now).await?.ok_or(AppError::NotFound)?;
    let (check_ins, presence) = (store.came(&caller, &slug).await?, store.presence(&caller, &slug).await?);
    let thanks = store.thanks(&caller, &slug, now).await?;
    let value = AfterDay {
        parts: domain::turnout::turnout(&board, &check_ins, &presence),
        thanks: thanks.map(|thanks| Thanks { there: thanks.there, missed: thanks.missed, sent_at: thanks.sent_at }),
        evaluations: store.results(&caller, &slug).await?.map_or(0, |results| results.findings.answers),
        files: store.materials(&caller, &slug, now).await?.len(),
        day: board.day,
    };
    Ok(AsOf { now, value })
}

/// Sends letters of thanks, once.
#[server(endpoint = "after/thank")]
pub async fn send_thanks(slug: String) -> Result<(), AppError> {
    use crate::context;

    let caller = context::caller()?;
    let state = context::state();
    state.store.send_thanks(&caller, &slug, state.clock.now()).await?;
    state.outbox_bell.notify_one();
    Ok(())
}

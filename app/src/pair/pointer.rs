//! What the pair's page and the dashboard point to. The pages behind are
//! plain; so that their words need not be downloaded either, the server puts
//! them into the reader's language.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::ui::html;

/// A sentence, and where to go on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pointer {
    /// What there is to say; empty if the link says it.
    pub text: String,
    /// Where the link leads.
    pub path: String,
    /// The link's words.
    pub label: String,
}

#[cfg(feature = "ssr")]
impl Pointer {
    /// Points somewhere.
    pub(crate) fn to(path: &str, text: impl Into<String>, label: &str) -> Self {
        Self { text: text.into(), path: path.to_owned(), label: label.to_owned() }
    }
}

/// Pointers, one below the other.
#[component]
pub fn Pointers(pointers: Vec<Pointer>) -> impl IntoView {
    let items: Vec<_> = pointers
        .into_iter()
        .map(|pointer| html! { <li>{pointer.text}" "<a rel="external" href=pointer.path>{pointer.label}</a></li> })
        .collect();
    html! { <ul class="pointers">{items}</ul> }
}

#[cfg(feature = "ssr")]
pub(crate) use standing::{standing, to_do};

/// What the server finds to point to.
#[cfg(feature = "ssr")]
mod standing {
    use domain::{course::State, people::Caller, time::today};

    use super::Pointer;
    use crate::{agreement, context, course, error::AppError, prepare, pulse, signal, text::speaking};

    /// Where the caller's pair stands: what is agreed, its course, and who has
    /// asked for an organiser.
    pub(crate) async fn standing(caller: &Caller) -> Result<Vec<Pointer>, AppError> {
        let (store, now) = context::store_now();
        let Some(pair) = store.pair(caller).await? else { return Ok(Vec::new()) };
        let (agreements, signals) = (store.agreements(caller).await?, store.signals(caller).await?);
        Ok(speaking(context::lang(), || {
            let mate = pair.mate.first_name();
            let meets = pair.course.decided != State::Ended;
            let of_the_pair = [
                agreement::pointer(&agreements, pair.role, mate),
                course::pointer(&pair.course, today(now)),
                signal::pointer(&signals, mate),
            ];
            meets.then(prepare::pointer).into_iter().chain(of_the_pair).collect()
        }))
    }

    /// What waits for the caller.
    pub(crate) async fn to_do(caller: &Caller) -> Result<Vec<Pointer>, AppError> {
        let (store, now) = context::store_now();
        let Some(pair) = store.pair(caller).await? else { return Ok(Vec::new()) };
        let agreements = store.agreements(caller).await?;
        let asked = store.open_pulse(caller, now).await?.is_some_and(|(_, given)| given.is_none());
        Ok(speaking(context::lang(), || {
            let sign = agreement::to_do(&agreements, pair.role);
            sign.into_iter().chain(asked.then(pulse::to_do)).collect()
        }))
    }
}

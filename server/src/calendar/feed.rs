//! Someone's own calendar at a secret address, for programs that fetch it: without a
//! session, again and again. At the address of nobody there is nothing, as at any other.

use std::sync::Arc;

use app::{
    context::{AppState, ClientAddress},
    error::AppError,
    text::{speaking, t},
};
use axum::{
    Extension, Router,
    extract::{Path, Request, State, rejection::PathRejection},
    http::{
        HeaderMap, StatusCode,
        header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE, ETAG, IF_NONE_MATCH},
    },
    response::{IntoResponse, Response},
    routing::get,
};
use domain::people::calendar::{Certainty, OwnCalendar, REFRESH_HOURS};
use jiff::Timestamp;
use sha2::{Digest, Sha256};
use store::secret::{Secret, hex};

use super::{Entry, Names, escaped, file, meeting, whole};
use crate::{
    allowance::Allowance,
    files::{calendar_domain, names},
    forms::error_response,
    site,
};

/// What the addresses of calendars begin with.
pub const BELOW: &str = "/kalender/";
/// How often one address is answered in a minute. Programs fetch it a few times a day.
const OF_ADDRESS: u32 = 10;
/// The same of one client: services that fetch for thousands come from few machines.
const OF_CLIENT: u32 = 600;
/// The most of all together.
const OF_ALL: u32 = 6_000;

/// How many bytes of a hash tell a calendar from others.
const TAG: usize = 16;

/// The limits of a server.
struct Limits {
    address: Allowance,
    client: Allowance,
}

/// Where calendars are fetched.
pub fn routes(state: &AppState) -> Router<AppState> {
    let limits = Limits { address: Allowance::new(OF_ADDRESS, OF_ALL), client: Allowance::new(OF_CLIENT, OF_ALL) };
    Router::new().route("/kalender/{file}", get(fetch).with_state((state.clone(), Arc::new(limits))))
}

async fn fetch(
    State((state, limits)): State<(AppState, Arc<Limits>)>,
    file: Result<Path<String>, PathRejection>,
    Extension(client): Extension<ClientAddress>,
    request: Request,
) -> Response {
    let token = file.ok().and_then(|Path(file)| Secret::parse(file.strip_suffix(".ics")?));
    let Some(token) = token else {
        return site::page(&state, request).await;
    };
    let now = state.clock.now();
    if !limits.client.take(&client.0, now) || !limits.address.take(token.reveal(), now) {
        return error_response(&AppError::TooMany);
    }
    match read(&state, &token, now).await {
        Ok(Some(made)) => made.answer(request.headers()),
        Ok(None) => site::page(&state, request).await,
        Err(error) => error_response(&error),
    }
}

async fn read(state: &AppState, token: &Secret, now: Timestamp) -> Result<Option<Made>, AppError> {
    let Some(calendar) = state.store.own_calendar(token, now).await? else { return Ok(None) };
    let domain = calendar_domain(state).await?;
    Ok(Some(Made::of(&calendar, names(state, &domain), now)))
}

/// A calendar, ready to be sent.
struct Made {
    content: String,
    /// The same for as long as the calendar says the same.
    tag: String,
}

impl Made {
    fn of(calendar: &OwnCalendar, names: Names<'_>, now: Timestamp) -> Self {
        // When a file was made is no news.
        let says = own(calendar, names, Timestamp::UNIX_EPOCH);
        let tag = format!("W/\"{}\"", hex(&Sha256::digest(says)[..TAG]));
        Self { content: own(calendar, names, now), tag }
    }

    fn answer(self, asked: &HeaderMap) -> Response {
        // Nobody keeps it for others, and whoever keeps it asks before using it again.
        let headers = [(CACHE_CONTROL, "private, no-cache".to_owned()), (ETAG, self.tag.clone())];
        if self.is_known(asked) {
            return (StatusCode::NOT_MODIFIED, headers).into_response();
        }
        let kind = [
            (CONTENT_TYPE, "text/calendar; charset=utf-8"),
            (CONTENT_DISPOSITION, "inline; filename=\"mentorprogrammet.ics\""),
        ];
        (headers, kind, self.content).into_response()
    }

    /// Whether whoever asks has just this (RFC 9110, 13.1.2).
    fn is_known(&self, asked: &HeaderMap) -> bool {
        let opaque = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
        let asked = asked.get_all(IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
        asked.flat_map(|tags| tags.split(',')).any(|tag| tag.trim() == "*" || opaque(tag) == opaque(&self.tag))
    }
}

/// Someone's whole calendar. Programs are told what it is called, and how often to ask.
/// `now` is when the file is made.
pub fn own(calendar: &OwnCalendar, names: Names<'_>, now: Timestamp) -> String {
    let lang = calendar.lang;
    let name = escaped(speaking(lang, || t().common.programme));
    let days = calendar.days.iter().flat_map(|planned| {
        planned
            .parts
            .iter()
            .map(move |part| Entry::of(&planned.day, &part.segment, part.certainty).lines(lang, names, now))
    });
    let meetings = calendar.meetings.iter().map(|planned| {
        let certainty = if planned.cancelled { Certainty::Cancelled } else { Certainty::Confirmed };
        meeting::lines(&planned.agreed, &planned.partner, certainty, lang, names, now)
    });
    let head = [
        format!("NAME:{name}"),
        format!("X-WR-CALNAME:{name}"),
        format!("REFRESH-INTERVAL;VALUE=DURATION:PT{REFRESH_HOURS}H"),
        format!("X-PUBLISHED-TTL:PT{REFRESH_HOURS}H"),
    ];
    file(head, days.chain(meetings).flat_map(whole))
}

#[cfg(test)]
mod tests {
    use domain::people::Lang;

    use super::*;

    #[test]
    fn a_calendar_that_says_the_same_is_not_sent_again() {
        let calendar = |lang| OwnCalendar { lang, days: Vec::new(), meetings: Vec::new() };
        let names = Names { public_url: "https://ior.example", domain: "0123.ior" };
        let at = |time: &str| Made::of(&calendar(Lang::Sv), names, time.parse().unwrap());
        let (first, later) = (at("2026-03-01T08:00Z"), at("2026-03-02T08:00Z"));
        assert_eq!(first.tag, later.tag);
        assert_ne!(first.tag, Made::of(&calendar(Lang::En), names, Timestamp::UNIX_EPOCH).tag);
        let asks = |value: &str| HeaderMap::from_iter([(IF_NONE_MATCH, value.parse().unwrap())]);
        let strong = first.tag.trim_start_matches("W/").to_owned();
        for same in [first.tag.clone(), strong.clone(), format!("\"a\", {strong}"), "*".to_owned()] {
            assert!(first.is_known(&asks(&same)), "{same}");
        }
        for other in ["\"a\"", "W/\"\"", ""] {
            assert!(!first.is_known(&asks(other)), "{other}");
        }
        assert!(!first.is_known(&HeaderMap::new()));
    }

    #[test]
    fn a_calendar_says_what_it_is_called_and_when_to_ask_again() {
        let calendar = OwnCalendar { lang: Lang::En, days: Vec::new(), meetings: Vec::new() };
        let names = Names { public_url: "https://ior.example", domain: "0123.ior" };
        let file = own(&calendar, names, Timestamp::UNIX_EPOCH);
        for line in
            ["X-WR-CALNAME:The Mentoring Programme", "REFRESH-INTERVAL;VALUE=DURATION:PT4H", "X-PUBLISHED-TTL:PT4H"]
        {
            assert!(file.contains(&format!("\r\n{line}\r\n")), "{line} in {file}");
        }
    }
}

//! Someone's dashboard, as the operations have it that each tell a part of it.

use domain::{
    application::{Party, State as Application},
    dashboard::{Dashboard, DayName, SeatOffer, ToDo},
    day::{self, DayView},
    meeting::proposal::latest_ahead,
    pair::{News, Room, health, rhythm, status::State},
    people::{Caller, Duty},
    time::{local, today},
};
use jiff::Timestamp;

use super::{
    Bench,
    application::{open_world, sent},
    world::now,
};
use crate::Store;

/// The dashboard as its parts have it, all but the news.
pub async fn dashboard(store: &dyn Store, caller: &Caller, news: Vec<News>, now: Timestamp) -> Dashboard {
    let days = store.days(caller, now).await.unwrap();
    let room = room(store, caller, now).await;
    Dashboard {
        now,
        round: store.round(caller).await.unwrap().number,
        next: days.iter().find(|view| view.day.is_to_come(now)).cloned(),
        cancelled: days
            .iter()
            .filter(|view| view.day.state == day::State::Cancelled && view.day.ends() > now)
            .map(|view| view.day.clone().brief())
            .collect(),
        to_do: to_do(store, caller, &days, room.as_ref(), now).await,
        room,
        timeline: days.into_iter().map(|view| view.day.brief()).collect(),
        news,
    }
}

async fn to_do(store: &dyn Store, caller: &Caller, days: &[DayView], room: Option<&Room>, now: Timestamp) -> Vec<ToDo> {
    let to_come = || days.iter().filter(|view| view.day.is_to_come(now));
    let offered = to_come().filter_map(|view| {
        let (segment, until) = view.offer()?;
        Some(SeatOffer { day: DayName::from(&view.day), hours: segment.hours(), until })
    });
    let mut to_do: Vec<_> = offered.map(ToDo::TakeSeat).collect();
    let room = room.filter(|room| room.pair.status.decided != State::Ended);
    if room.is_some_and(|room| room.meetings.open.as_ref().is_some_and(|open| open.by != room.pair.role)) {
        to_do.push(ToDo::AnswerProposal);
    }
    let to_answer = to_come().filter(|view| view.offer().is_none() && view.awaits_reply());
    to_do.extend(to_answer.map(|view| ToDo::Reply(DayName::from(&view.day))));
    if let Some(room) = room {
        let planned = room.meetings.next.is_some() || room.meetings.open.is_some();
        if room.meetings.next.as_ref().is_some_and(|next| next.at < local(now)) {
            to_do.push(ToDo::LogMeeting);
        } else if !planned && room.meetings.held.is_empty() {
            to_do.push(ToDo::MeetFirst);
        } else if !planned && room.slipped {
            to_do.push(ToDo::MeetAgain);
        }
    }
    let mut begun: Vec<_> = store.drafts(caller, None).await.unwrap().into_iter().map(|draft| draft.form).collect();
    begun.dedup();
    to_do.extend(begun.into_iter().map(ToDo::GoOn));
    let attended = store.to_evaluate(caller, now).await.unwrap();
    let open =
        |view: &&DayView| attended.iter().any(|one| one.day == view.day.id && one.window.is_open(now) && !one.given);
    to_do.extend(days.iter().filter(open).map(|view| ToDo::Evaluate(DayName::from(&view.day))));
    if let Some(pair) = store.pair(caller).await.unwrap() {
        let agreements = store.agreements(caller).await.unwrap();
        let waits = agreements.proposed().is_some_and(|version| version.signed_by(pair.role).is_none());
        to_do.extend(waits.then_some(ToDo::SignAgreement));
        let asked = store.open_pulse(caller, now).await.unwrap();
        to_do.extend(asked.is_some_and(|(_, given)| given.is_none()).then_some(ToDo::AnswerPulse));
    }
    let own = store.own_state(caller).await.unwrap();
    let concerns = own.is_some_and(|state| state.waits_for().is_some() || state == Application::Withdrawn);
    to_do.extend(concerns.then_some(ToDo::OwnApplication));
    if caller.has(Duty::ContactPerson) {
        let mut applications = store.applications(caller).await.unwrap().into_iter();
        let waits = applications.any(|application| {
            let waits_for = application.state.waits_for();
            caller.endorses(application.organisation.id) && waits_for == Some(Party::ContactPerson)
        });
        to_do.extend(waits.then_some(ToDo::Endorse));
    }
    to_do
}

/// The room as its parts have it, all but when the two might meet next.
pub async fn room(store: &dyn Store, caller: &Caller, now: Timestamp) -> Option<Room> {
    let pair = store.pair(caller).await.unwrap()?;
    let round = store.round(caller).await.unwrap();
    let meetings = store.meetings(caller).await.unwrap();
    let held: Vec<_> = meetings.held.iter().map(|held| held.facts.date).collect();
    let agreed = meetings.next.as_ref().map(|next| next.at.date());
    let ahead = latest_ahead(meetings.next.as_ref(), meetings.open.as_ref());
    let slip = rhythm::slip(&pair.status, pair.every_weeks, held.first().copied(), ahead, today(now));
    Some(Room {
        now,
        months: health::months(pair.since, round.ends_on.max(today(now)), today(now), &held, agreed),
        suggested: store.room(caller, now).await.unwrap().and_then(|room| room.suggested),
        slipped: slip.is_some(),
        pair,
        meetings,
    })
}

/// What waits for a contact person is what is said to wait for them, of every
/// state that an application can be in.
async fn a_dashboard_knows_whom_applications_wait_for(bench: &dyn Bench) {
    let world = open_world(bench).await;
    sent(&world, "ny").await;
    let contact = world.caller("kontakt1").await;
    for state in Application::ALL {
        let stands = format!("UPDATE applications SET state = '{}', role = 'mentor'", state.name());
        assert!(bench.write(stands).await);
        let waits = world.store.dashboard(&contact, now()).await.unwrap().to_do.contains(&ToDo::Endorse);
        assert_eq!(waits, state.waits_for() == Some(Party::ContactPerson), "{state:?}");
    }
}
contract_test!(a_dashboard_knows_whom_applications_wait_for);

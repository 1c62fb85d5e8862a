//! Proposals, whatever the two do in whatever order, and the calendars that
//! hear of it.

use std::collections::BTreeMap;

use domain::{
    meeting::proposal::{Open, Plan, Planning, ProposalId},
    people::Role,
    time::{instant, local},
};
use jiff::{SignedDuration, Timestamp, civil::DateTime};
use proptest::{collection::vec, prelude::*, sample::select};

/// Something that one of the two does, or time.
#[derive(Clone, Debug)]
enum Event {
    /// Proposes times so many hours ahead.
    Propose(Vec<i64>),
    /// Answers one of the latest proposals, counted back from the last.
    Accept(i64, usize),
    Decline(i64),
    Withdraw(i64),
    /// Settles a time directly.
    Settle(i64),
    /// Cancels a version that they have read, counted back from the last.
    Cancel(u32),
    Hours(i64),
}

fn event() -> impl Strategy<Value = Event> {
    prop_oneof![
        3 => vec(1i64..200, 1..=5).prop_map(Event::Propose),
        4 => (0i64..3, 0usize..6).prop_map(|(back, nth)| Event::Accept(back, nth)),
        1 => (0i64..3).prop_map(Event::Decline),
        1 => (0i64..3).prop_map(Event::Withdraw),
        1 => (1i64..200).prop_map(Event::Settle),
        1 => (0u32..2).prop_map(Event::Cancel),
        2 => (1i64..60).prop_map(Event::Hours),
    ]
}

/// What a calendar is sent.
#[derive(Clone, Copy, Debug)]
struct Invitation {
    meeting: u32,
    sequence: u32,
    /// `None` cancels it.
    at: Option<DateTime>,
}

/// A calendar as RFC 5546 has it: of one meeting the greatest sequence counts.
fn calendar(messages: &[Invitation]) -> Vec<DateTime> {
    let mut entries = BTreeMap::<u32, Invitation>::new();
    for message in messages {
        let entry = entries.entry(message.meeting).or_insert(*message);
        if message.sequence > entry.sequence {
            *entry = *message;
        }
    }
    entries.into_values().filter_map(|entry| entry.at).collect()
}

proptest! {
    #[test]
    fn one_meeting_at_most_and_no_answer_to_what_is_not_there(
        events in vec((event(), select(Role::ALL)), 0..80),
        shuffle in any::<prop::sample::Index>(),
    ) {
        let mut planning = Planning::default();
        let (mut now, mut proposals, mut meetings) = ("2026-03-20T08:00Z".parse::<Timestamp>().unwrap(), 0, 0);
        let mut messages = Vec::<Invitation>::new();
        for (event, by) in events {
            let before = planning.clone();
            let wall = |hours: i64| local(now + SignedDuration::from_hours(hours));
            let settled = match event {
                Event::Propose(hours) => {
                    proposals += 1;
                    let times = hours.into_iter().map(wall).collect();
                    planning.propose(Open { id: ProposalId(proposals), by, times, plan: Plan::default() });
                    prop_assert_eq!(&planning.settled, &before.settled);
                    None
                }
                Event::Accept(back, nth) => {
                    let id = ProposalId(proposals - back);
                    let outcome = planning.accept(by, id, nth, now);
                    // Taken is what waits now, made by the other, and still to come.
                    let waits = before.open.as_ref().filter(|open| open.id == id && open.by != by);
                    let at = waits.and_then(|open| open.times.get(nth)).filter(|at| instant(**at) > now);
                    prop_assert_eq!(outcome.ok().map(|settled| settled.at), at.copied());
                    outcome.ok()
                }
                Event::Decline(back) => {
                    let id = ProposalId(proposals - back);
                    let may = before.open.as_ref().is_some_and(|open| open.id == id && open.by != by);
                    prop_assert_eq!(planning.decline(by, id).is_ok(), may);
                    None
                }
                Event::Withdraw(back) => {
                    let id = ProposalId(proposals - back);
                    let may = before.open.as_ref().is_some_and(|open| open.id == id && open.by == by);
                    prop_assert_eq!(planning.withdraw(by, id).is_ok(), may);
                    None
                }
                Event::Settle(hours) => Some(planning.settle(wall(hours))),
                Event::Cancel(back) => {
                    let read = before.settled.map_or(0, |settled| settled.sequence).saturating_sub(back);
                    if let Ok(cancelled) = planning.cancel(read) {
                        messages.push(Invitation { meeting: meetings, sequence: cancelled.sequence, at: None });
                        prop_assert!(planning.settled.is_none());
                    }
                    None
                }
                Event::Hours(hours) => {
                    now += SignedDuration::from_hours(hours);
                    None
                }
            };
            if let Some(settled) = settled {
                // A new meeting after a cancelled one has another name.
                meetings += u32::from(before.settled.is_none());
                messages.push(Invitation { meeting: meetings, sequence: settled.sequence, at: Some(settled.at) });
                prop_assert!(planning.open.is_none(), "what is agreed waits for nothing");
            }
            // Of one meeting each email has a greater number than the one before.
            for pair in messages.windows(2).filter(|pair| pair[0].meeting == pair[1].meeting) {
                prop_assert!(pair[0].sequence < pair[1].sequence);
            }
        }
        // In whatever order mail arrives, the calendar has what is agreed and nothing else.
        let agreed: Vec<_> = planning.settled.map(|settled| settled.at).into_iter().collect();
        prop_assert_eq!(&calendar(&messages), &agreed);
        let turned = if messages.is_empty() { 0 } else { shuffle.index(messages.len()) };
        messages.rotate_left(turned);
        prop_assert_eq!(&calendar(&messages), &agreed);
        messages.reverse();
        prop_assert_eq!(&calendar(&messages), &agreed);
    }
}

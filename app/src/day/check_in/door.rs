//! The check-in page: the island in which everyone is let in who is invited or
//! expected, and those who stand at the door and nobody knew of.

use domain::{
    day::{
        Segment, SegmentId,
        check_in::{Arrival, Attendee, CheckedIn, Door, Visitor, VisitorKind},
    },
    time::local,
};
use islands::check_in::{self, Expected};
use leptos::prelude::*;

use super::{
    api::{CheckIn, CheckInVisitor, UndoCheckIn, UndoVisitor, read_door},
    text::kind,
    visitors::Visitors,
};
use crate::{
    context,
    day::text as day_text,
    document::{Head, Islands},
    page::PageResult,
    pair::text as pair_text,
    text::{date, errors, lang, t},
    ui::{Action, Page, html},
};

/// The door of one of a day's segments.
pub async fn door_page() -> PageResult {
    let wanted = context::query("pass").and_then(|id| id.parse().ok());
    let Door { day, segment, guests, visitors } = read_door(context::param("slug"), wanted).await?;
    let text = &t().attendance;
    let board = format!("/organisera/dagar/{}", day.slug);
    let (walk_ins, others): (Vec<_>, Vec<_>) =
        visitors.into_iter().partition(|visitor| visitor.kind == VisitorKind::WalkIn);
    let expected = others.into_iter().map(visitor).chain(guests.into_iter().map(guest)).collect();
    let door = door(segment.id, expected, walk_ins.len());
    Ok(html! {
        <Page title=text.title eyebrow=day.title.get(lang())>
            <Segments segments=day.segments chosen=segment.id/>
            <div class="island" id="incheckning"><check_in::CheckIn door/></div>
            <Visitors visitors=walk_ins segment=segment.id/>
            <p class="button-row">
                <a href=board.clone() class="button">{text.board}</a>
                <a href=format!("{board}/namnskyltar") class="button">{text.badges}</a>
            </p>
        </Page>
    })
}

/// What the island shows.
fn door(segment: SegmentId, expected: Vec<Expected>, visitors: usize) -> check_in::Door {
    Head::islands(Islands::Tools);
    let actions = [
        Action::new::<CheckIn>(),
        Action::new::<UndoCheckIn>(),
        Action::new::<CheckInVisitor>(),
        Action::new::<UndoVisitor>(),
    ];
    check_in::Door {
        lang: lang(),
        page: context::address(),
        reader: context::reader(),
        segment,
        expected,
        visitors,
        search: context::query("sok").unwrap_or_default(),
        badge: context::query("kod"),
        read: context::state().clock.now().as_millisecond(),
        failed: actions.into_iter().find_map(Action::error).map(|error| errors::of_action(&error).to_owned()),
    }
}

fn guest(Arrival { guest, badge, here }: Arrival) -> Expected {
    Expected {
        who: Attendee::Person(guest.person),
        from: format!("{}, {}", pair_text::role(guest.role), guest.organisation_name),
        name: guest.name,
        standing: Some(guest.standing),
        badge,
        here: here.as_ref().map(checked_in),
    }
}

fn visitor(visitor: Visitor) -> Expected {
    let parts = [kind(visitor.kind), &visitor.organisation];
    Expected {
        who: Attendee::Visitor(visitor.id),
        from: parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", "),
        name: visitor.name,
        standing: None,
        badge: visitor.badge,
        here: visitor.check_in.as_ref().map(checked_in),
    }
}

/// When someone was let in, and by whom.
pub(super) fn checked_in(CheckedIn { at, by }: &CheckedIn) -> String {
    (t().attendance.here)(&date::time(local(*at).time()), by)
}

/// The day's segments, to choose one of.
#[component]
pub(crate) fn Segments(segments: Vec<Segment>, chosen: SegmentId) -> impl IntoView {
    let links: Vec<_> = segments
        .into_iter()
        .map(|Segment { id, audience, starts, ends, .. }| {
            let current = (id == chosen).then_some("true");
            html! {
                <li><a href=format!("?pass={id}") aria-current=current>
                    {date::hours(starts, ends)}" "<span class="muted">{day_text::audience(audience)}</span>
                </a></li>
            }
        })
        .collect();
    html! { <nav aria-label=t().attendance.segments><ul class="door-segments">{links}</ul></nav> }
}

#[cfg(test)]
mod tests {
    use leptos::server_fn::ServerFn;

    use super::{CheckIn, CheckInVisitor, UndoCheckIn, UndoVisitor, check_in};

    #[test]
    fn the_island_posts_to_the_server_functions() {
        assert_eq!(check_in::CHECK_IN, CheckIn::PATH);
        assert_eq!(check_in::UNDO_CHECK_IN, UndoCheckIn::PATH);
        assert_eq!(check_in::CHECK_IN_VISITOR, CheckInVisitor::PATH);
        assert_eq!(check_in::UNDO_VISITOR, UndoVisitor::PATH);
    }
}

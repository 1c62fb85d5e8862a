//! The check-in page: the island in which everyone is let in who is invited or
//! expected, and those who stand at the door and nobody knew of.

use domain::{
    access::Area,
    day::{
        Day, Segment, SegmentId,
        check_in::{Arrival, Attendee, Door, Visitor, VisitorKind, kept_until},
    },
    input::fold,
};
use islands::check_in::{self, Expected, RejectedWalkIn};
use leptos::prelude::*;

use super::{
    api::{AddVisitor, CheckIn, CheckInVisitor, UndoCheckIn, UndoVisitor, read_door},
    text::kind,
    visitors::{Visitors, checked_in},
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
    let door = door(segment.id, expected, walk_ins.iter().map(|visitor| visitor.name.clone()).collect());
    let kept = kept_for(&day);
    Ok(html! {
        <Page title=text.title eyebrow=day.title.get(lang())>
            <Segments segments=day.segments chosen=segment.id/>
            <div class="island" id="incheckning" data-kept=kept><check_in::CheckIn door/></div>
            <Visitors visitors=walk_ins/>
            {context::reader_may_use(Area::Organise).then(|| ways_on(&board))}
        </Page>
    })
}

/// Where organisers go on to. For whoever helps at the door, there is nothing else.
fn ways_on(board: &str) -> AnyView {
    let text = &t().attendance;
    html! {
        <p class="button-row">
            <a href=board.to_owned() class="button">{text.board}</a>
            <a href=format!("{board}/namnskyltar") class="button">{text.badges}</a>
            <a href=format!("{board}/medhjalpare") class="button">{t().helpers.title}</a>
        </p>
    }
}

/// For how many seconds the browser may keep the page, to show it without a
/// connection; nothing once the day is over.
fn kept_for(day: &Day) -> Option<String> {
    let left = kept_until(day.ends()).duration_since(context::state().clock.now()).as_secs();
    (left > 0).then(|| left.to_string())
}

/// What the island shows.
fn door(segment: SegmentId, expected: Vec<Expected>, let_in: Vec<String>) -> check_in::Door {
    Head::islands(Islands::Tools);
    let actions = [
        Action::new::<CheckIn>(),
        Action::new::<UndoCheckIn>(),
        Action::new::<CheckInVisitor>(),
        Action::new::<UndoVisitor>(),
    ];
    check_in::Door {
        lang: lang(),
        // The next one is looked for by another name, or comes with another badge.
        page: format!("{}?pass={segment}", context::page_path()),
        reader: context::reader(),
        segment,
        expected,
        let_in,
        search: context::query("sok").unwrap_or_default(),
        badge: context::query("kod"),
        done: context::query("klar"),
        key: Action::new::<AddVisitor>().key(),
        rejected: rejected(),
        read: context::state().clock.now().as_millisecond(),
        failed: actions.into_iter().find_map(Action::error).map(|error| errors::of_action(&error).to_owned()),
    }
}

/// The form for walk-ins, if it was not right.
fn rejected() -> Option<RejectedWalkIn> {
    let action = Action::new::<AddVisitor>();
    let error = action.error()?;
    let typed = |field| action.typed(field).unwrap_or_default();
    let problem = |field| action.problem(field).as_ref().map(errors::of_field);
    Some(RejectedWalkIn {
        heading: errors::of_action(&error).to_owned(),
        name: typed("name"),
        name_problem: problem("name"),
        organisation: typed("organisation"),
        organisation_problem: problem("organisation"),
    })
}

fn guest(Arrival { person, name, role, organisation, standing, phone, badge, here }: Arrival) -> Expected {
    Expected {
        who: Attendee::Person(person),
        from: format!("{}, {}", pair_text::role(role), organisation),
        folded: fold(&name),
        name,
        phone,
        standing,
        badge,
        here: here.as_ref().map(checked_in),
    }
}

fn visitor(visitor: Visitor) -> Expected {
    let parts = [kind(visitor.kind), &visitor.organisation];
    Expected {
        who: Attendee::Visitor(visitor.id),
        from: parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", "),
        folded: fold(&visitor.name),
        name: visitor.name,
        phone: String::new(),
        standing: None,
        badge: visitor.badge,
        here: visitor.check_in.as_ref().map(checked_in),
    }
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
                    {date::hours(lang(), starts, ends)}" "<span class="muted">{day_text::audience(audience)}</span>
                </a></li>
            }
        })
        .collect();
    html! { <nav aria-label=t().attendance.segments><ul class="door-segments">{links}</ul></nav> }
}

#[cfg(test)]
mod tests {
    use leptos::server_fn::ServerFn;

    use super::{AddVisitor, CheckIn, CheckInVisitor, UndoCheckIn, UndoVisitor, check_in};

    #[test]
    fn the_island_posts_to_the_server_functions() {
        assert_eq!(check_in::CHECK_IN, CheckIn::PATH);
        assert_eq!(check_in::UNDO_CHECK_IN, UndoCheckIn::PATH);
        assert_eq!(check_in::CHECK_IN_VISITOR, CheckInVisitor::PATH);
        assert_eq!(check_in::UNDO_VISITOR, UndoVisitor::PATH);
        assert_eq!(check_in::ADD_VISITOR, AddVisitor::PATH);
    }
}

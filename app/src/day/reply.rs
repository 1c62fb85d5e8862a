//! Answering to a day's segments, in place: on the dashboard and on the day's page.

use domain::{
    day::{Answer, Choices, DayView, SegmentAnswers, SegmentId, Standing, State},
    time::local,
};
use islands::reply::{Asked, Reply};
use leptos::prelude::*;

use super::{
    api::{GiveAnswer, UndoAnswer},
    arrangements::Arrangements,
    standing_icon, text,
};
use crate::{
    context,
    document::{Head, Islands},
    text::{date, errors, lang, t},
    ui::{Action, Icon, html},
};

/// Each of a day's segments with the reader's answer, and the partner's beside it.
#[component]
pub fn Replies(
    /// The day.
    view: DayView,
    /// The partner's first name, if there is a partner.
    #[prop(optional_no_strip)]
    partner: Option<String>,
) -> impl IntoView {
    Head::islands(Islands::Participants);
    let several = view.answers.len() > 1;
    let DayView { day, answers, arrangements } = view;
    let (slug, id) = (day.slug.clone(), day.id.0);
    let reply_by = date::full(lang(), local(day.reply_by).date());
    let surroundings = html! { <Arrangements arrangements slug day=id partner=partner.clone()/> };
    let segments: Vec<_> = answers
        .into_iter()
        .map(|answers| {
            let state = day.state_of(&answers.segment);
            let (slug, reply_by) = (day.slug.clone(), reply_by.clone());
            html! { <SegmentReply answers state slug reply_by partner=partner.clone() several/> }
        })
        .collect();
    html! {
        <div class="segments">{segments}</div>
        {surroundings}
    }
}

#[component]
fn SegmentReply(
    answers: SegmentAnswers,
    state: State,
    slug: String,
    reply_by: String,
    partner: Option<String>,
    several: bool,
) -> impl IntoView {
    let segment = answers.segment;
    // Whoever cannot come may say why. Or not.
    let word = (answers.mine == Standing::No && answers.choices != Choices::None).then(|| {
        let label = if answers.has_comment { t().day.comment_saved } else { t().day.comment_title };
        html! { <p class="muted"><a href=format!("/dagar/{slug}/ord/{}", segment.id)>{label}</a></p> }
    });
    let hours = date::hours(lang(), segment.starts, segment.ends);
    let reply = if state == State::Cancelled {
        html! { <p class="muted">{t().day.is_cancelled}</p> }
    } else {
        let asked = asked(answers, state, &hours, &reply_by);
        html! { <div class="island" id=format!("svar-{}", segment.id)><Reply asked/></div> }
    };
    let partner = partner
        .filter(|_| state != State::Cancelled)
        .zip(answers.partner)
        .map(|(name, standing)| partner_standing(&name, standing));
    html! {
        <div class="segment" id=part_id(segment.id)>
            {several.then(|| html! {
                <p class="segment__head">
                    <span class="segment__hours">{hours}</span> " "
                    <span class="segment__for">{text::audience(segment.audience)}</span>
                </p>
            })}
            {reply}
            {word}
            {partner}
        </div>
    }
}

/// The id of a part of a day on a page.
fn part_id(segment: SegmentId) -> String {
    format!("del-{segment}")
}

/// What the island is to ask, and what holds. `reply_by` is the last day to answer.
fn asked(answers: SegmentAnswers, state: State, hours: &str, reply_by: &str) -> Asked {
    let segment = answers.segment.id;
    // One action serves all segments of the page: this one's answer counts here.
    let failed = |action: Action| {
        let mine = action.typed("segment") == Some(segment.to_string());
        action.error().filter(|_| mine).map(|error| errors::of_action(&error).to_owned())
    };
    Asked {
        lang: lang(),
        page: format!("{}#{}", context::address(), part_id(segment)),
        reader: context::reader(),
        segment,
        question: (t().day.question)(hours),
        choices: answers.choices,
        // Whoever let an offer lapse has to say yes again: no answer is shown as given.
        mine: if answers.lapsed && answers.choices != Choices::None { Standing::Offered } else { answers.mine },
        status: standing(answers, state, reply_by),
        saved: (answers.place.is_none() && answers.choices == Choices::All).then(|| (t().day.saved)(reply_by)),
        latest: answers.latest,
        undo: answers.undo,
        failed: failed(Action::new::<GiveAnswer>()),
        undo_failed: failed(Action::new::<UndoAnswer>()),
    }
}

/// What holds, before anything is changed.
fn standing(answers: SegmentAnswers, state: State, reply_by: &str) -> String {
    let text = &t().day;
    if let (Standing::Unanswered, Some(before), State::Published) = (answers.mine, answers.before_move, state) {
        let then = match answers.choices {
            Choices::All | Choices::YesOrNo => text.answer_again,
            Choices::OnlyNo => text.only_no,
            Choices::None => text.over,
        };
        return format!("{} {then}", (text.answered_former)(text::answer(before)));
    }
    if answers.lapsed && answers.choices != Choices::None {
        let then = if answers.choices.allow(Answer::Yes) { text.say_yes_again } else { text.only_no };
        return format!("{} {then}", text.seat_went_on);
    }
    match (answers.choices, answers.mine, answers.offered_until, answers.place) {
        (Choices::None, ..) => text.over,
        (_, _, Some(at), _) => return (text.seat_held)(&date::moment(lang(), at)),
        (_, _, _, Some(place)) => return (text.in_queue)(place),
        (Choices::OnlyNo | Choices::YesOrNo, Standing::Yes, ..) => text.late_yes_given,
        (Choices::OnlyNo, ..) => text.only_no,
        (Choices::YesOrNo, ..) => text.late_yes,
        (_, Standing::Yes, ..) => text.you_said_yes,
        _ if answers.full => text.full,
        (_, Standing::No, ..) => text.you_said_no,
        (_, Standing::Maybe, ..) => return (text.you_said_maybe)(reply_by),
        _ => text.you_said_nothing,
    }
    .to_owned()
}

/// Whether the partner comes: an icon and a sentence.
fn partner_standing(name: &str, standing: Standing) -> impl IntoView + use<> {
    let text = &t().day;
    let sentence = match standing {
        Standing::Yes => text.partner_yes,
        Standing::Waiting | Standing::Offered => text.partner_waiting,
        Standing::Maybe => text.partner_maybe,
        Standing::No => text.partner_no,
        Standing::Unanswered => text.partner_unanswered,
    }(name);
    let class = format!("partner-answer partner-answer--{}", standing.name());
    html! { <p class=class><Icon name=standing_icon(standing)/><span>{sentence}</span></p> }
}

#[cfg(test)]
mod tests {
    use leptos::server_fn::ServerFn;

    use super::{GiveAnswer, UndoAnswer};
    use crate::ui::PAGE_FIELD;

    #[test]
    fn the_island_posts_to_the_server_functions() {
        assert_eq!(islands::reply::GIVE, GiveAnswer::PATH);
        assert_eq!(islands::reply::UNDO, UndoAnswer::PATH);
        assert_eq!(islands::PAGE_FIELD, PAGE_FIELD);
    }
}

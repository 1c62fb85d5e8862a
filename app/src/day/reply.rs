//! Answering to a day's segments, in place: on the dashboard and on the day's page.

use domain::day::{Answer, Choices, DayView, SegmentAnswers, Standing};
use leptos::prelude::*;

use super::{around::Around, text};
use crate::{
    text::{date, errors, lang, t},
    ui::{Action, Form, Icon, html},
};

/// Each of a day's segments with the reader's answer, and the mate's beside it.
#[component]
pub fn Replies(
    /// The day.
    view: DayView,
    /// The mate's first name, if there is a mate.
    #[prop(optional_no_strip)]
    mate: Option<String>,
    /// The action that saves an answer; its owner reads the day again after it.
    action: Action,
    /// The action that says when one could meet one's mate, likewise.
    meet_up: Action,
) -> impl IntoView {
    let several = view.answers.len() > 1;
    let (slug, day, around) = (view.day.slug, view.day.id.0, view.around);
    let segments: Vec<_> = view
        .answers
        .into_iter()
        .map(|answers| html! { <SegmentReply answers slug=slug.clone() mate=mate.clone() several action/> })
        .collect();
    html! {
        <div class="segments">{segments}</div>
        <Around around slug day mate meet_up/>
    }
}

#[component]
fn SegmentReply(
    answers: SegmentAnswers,
    slug: String,
    mate: Option<String>,
    several: bool,
    action: Action,
) -> impl IntoView {
    let segment = answers.segment;
    // Whoever cannot come may say why. Or not.
    let word = (answers.mine == Standing::No && answers.choices != Choices::None).then(|| {
        let label = if answers.has_word { t().day.word_said } else { t().day.word_title };
        html! { <p class="muted"><a href=format!("/dagar/{slug}/ord/{}", segment.id)>{label}</a></p> }
    });
    let hours = date::hours(segment.starts, segment.ends);
    let mate = mate.zip(answers.mate).map(|(name, standing)| mate_standing(&name, standing));
    html! {
        <div class="segment">
            {several.then(|| html! {
                <p class="segment__head">
                    <span class="segment__hours">{hours.clone()}</span> " "
                    <span class="segment__for">{text::audience(segment.audience)}</span>
                </p>
            })}
            <ReplyForm answers hours action/>
            {word}
            {mate}
        </div>
    }
}

/// The question and its three answers. Each is a button that saves at once;
/// the one that holds is pressed.
#[component]
fn ReplyForm(answers: SegmentAnswers, hours: String, action: Action) -> impl IntoView {
    let segment = answers.segment.id.0;
    // One action serves all segments of the page: this one's answer counts here.
    let mine = move || action.posted("segment") == Some(segment.to_string());
    let failed = move || if mine() { action.error() } else { None };
    let status = move || match failed() {
        Some(error) => errors::of_action(&error).to_owned(),
        None if mine() && action.pending() => t().common.saving.to_owned(),
        None if mine() && action.done() && answers.place.is_none() => t().day.saved.to_owned(),
        None => standing(answers),
    };
    // What was clicked shows at once, until it is refused or the day is read anew.
    let read_at = untrack(|| action.version());
    let shown = move || {
        let newer = mine() && action.error().is_none() && (action.pending() || action.version() > read_at);
        let clicked = newer.then(|| action.posted("answer")).flatten();
        clicked.and_then(|name| Answer::from_name(&name)).or(answers.mine.answer())
    };
    let buttons: Vec<_> = [Answer::Yes, Answer::Maybe, Answer::No]
        .into_iter()
        .filter(|answer| answers.choices.allow(*answer) || answers.mine.answer() == Some(*answer))
        .map(|answer| reply_button(answer, shown, answers.choices.allow(answer)))
        .collect();
    html! {
        <Form action class="reply" quiet=true>
            <input type="hidden" name="segment" value=segment.to_string()/>
            <fieldset class="reply__choices">
                <legend>{(t().day.question)(&hours)}</legend>
                {if answers.choices == Choices::None {
                    html! { <p class="status">{text::standing(answers.mine)}</p> }
                } else {
                    buttons.into_any()
                }}
            </fieldset>
            <p class="reply__status" class:reply__status--failed=move || failed().is_some() role="status">{status}</p>
        </Form>
    }
}

/// A button that answers at once; the one whose answer is `shown` is pressed.
pub(crate) fn reply_button(
    answer: Answer,
    shown: impl Fn() -> Option<Answer> + Copy + Send + Sync + 'static,
    allowed: bool,
) -> impl IntoView {
    let pressed = move || if shown() == Some(answer) { "true" } else { "false" };
    html! {
        <button
            class=format!("reply__choice reply__choice--{}", answer.name())
            type=if allowed { "submit" } else { "button" }
            name="answer"
            value=answer.name()
            aria-pressed=pressed
        >
            <Icon name=standing_icon(Some(answer).into())/>
            <span>{text::answer(answer)}</span>
        </button>
    }
}

/// The icon that goes with where someone stands, so that colour never stands alone.
pub(crate) const fn standing_icon(standing: Standing) -> &'static str {
    match standing {
        Standing::Yes => "check",
        Standing::No => "cross",
        Standing::Maybe => "question",
        Standing::Waiting | Standing::Offered | Standing::Unanswered => "clock",
    }
}

/// What holds, before anything is changed.
fn standing(answers: SegmentAnswers) -> String {
    let text = &t().day;
    match (answers.choices, answers.mine, answers.offered_until, answers.place) {
        (Choices::None, ..) => text.over,
        (_, _, Some(at), _) => return (text.seat_held)(&date::moment(lang(), at)),
        (_, _, _, Some(place)) => return (text.in_queue)(place),
        (Choices::OnlyNo, ..) => text.only_no,
        (_, Standing::Yes, ..) => text.you_said_yes,
        _ if answers.full => text.full,
        (_, Standing::No, ..) => text.you_said_no,
        (_, Standing::Maybe, ..) => text.you_said_maybe,
        _ => text.you_said_nothing,
    }
    .to_owned()
}

/// Whether the mate comes: an icon and a sentence.
fn mate_standing(name: &str, standing: Standing) -> impl IntoView + use<> {
    let text = &t().day;
    let sentence = match standing {
        Standing::Yes => text.mate_yes,
        Standing::Waiting | Standing::Offered => text.mate_waiting,
        Standing::Maybe => text.mate_maybe,
        Standing::No => text.mate_no,
        Standing::Unanswered => text.mate_unanswered,
    }(name);
    let class = format!("mate-answer mate-answer--{}", standing.name());
    html! { <p class=class><Icon name=standing_icon(standing)/><span>{sentence}</span></p> }
}

//! Answering to a day's segments, in place: on the dashboard and on the day's page.

use domain::day::{Answer, Choices, DayView, SegmentAnswers, Standing, State};
use leptos::prelude::*;

use super::{
    api::{GiveAnswer, SayMeetUp, UndoAnswer},
    around::Around,
    text,
};
use crate::{
    text::{date, errors, lang, t},
    ui::{Action, Form, Icon, html},
};

/// What one can do about one's answers: give one, take it back, and say when
/// one could meet one's mate.
#[derive(Clone, Copy)]
pub struct Answering {
    give: Action,
    undo: Action,
    meet_up: Action,
}

impl Answering {
    /// For a page of its own.
    #[expect(clippy::new_without_default, reason = "it belongs to a page that is being made")]
    pub fn new() -> Self {
        Self {
            give: Action::new::<GiveAnswer>(),
            undo: Action::new::<UndoAnswer>(),
            meet_up: Action::new::<SayMeetUp>(),
        }
    }

    /// Rises whenever something was done: a reason to read the days again.
    pub fn version(self) -> u32 {
        self.give.version() + self.undo.version() + self.meet_up.version()
    }
}

/// Each of a day's segments with the reader's answer, and the mate's beside it.
#[component]
pub fn Replies(
    /// The day.
    view: DayView,
    /// The mate's first name, if there is a mate.
    #[prop(optional_no_strip)]
    mate: Option<String>,
    /// What saves an answer; its owner reads the day again after it.
    answering: Answering,
) -> impl IntoView {
    let several = view.answers.len() > 1;
    let DayView { day, answers, around } = view;
    let (slug, id) = (day.slug.clone(), day.id.0);
    let surroundings = html! { <Around around slug day=id mate=mate.clone() meet_up=answering.meet_up/> };
    let segments: Vec<_> = answers
        .into_iter()
        .map(|answers| {
            let state = day.state_of(&answers.segment);
            html! { <SegmentReply answers state slug=day.slug.clone() mate=mate.clone() several answering/> }
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
    mate: Option<String>,
    several: bool,
    answering: Answering,
) -> impl IntoView {
    let segment = answers.segment;
    // Whoever cannot come may say why. Or not.
    let word = (answers.mine == Standing::No && answers.choices != Choices::None).then(|| {
        let label = if answers.has_word { t().day.word_said } else { t().day.word_title };
        html! { <p class="muted"><a href=format!("/dagar/{slug}/ord/{}", segment.id)>{label}</a></p> }
    });
    let hours = date::hours(segment.starts, segment.ends);
    let reply = if state == State::Cancelled {
        html! { <p class="muted">{t().day.is_cancelled}</p> }.into_any()
    } else {
        html! {
            <ReplyForm answers state hours=hours.clone() action=answering.give/>
            <Undo answers action=answering.undo/>
        }
        .into_any()
    };
    let mate = mate
        .filter(|_| state != State::Cancelled)
        .zip(answers.mate)
        .map(|(name, standing)| mate_standing(&name, standing));
    html! {
        <div class="segment">
            {several.then(|| html! {
                <p class="segment__head">
                    <span class="segment__hours">{hours}</span> " "
                    <span class="segment__for">{text::audience(segment.audience)}</span>
                </p>
            })}
            {reply}
            {word}
            {mate}
        </div>
    }
}

/// The question and its three answers. Each is a button that saves at once;
/// the one that holds is pressed.
#[component]
fn ReplyForm(answers: SegmentAnswers, state: State, hours: String, action: Action) -> impl IntoView {
    let segment = answers.segment.id.0;
    let read_at = untrack(|| action.version());
    // Just now, and the day has not been read anew; or what was read says so.
    let saved = move || action.done() && (action.version() > read_at || answers.undo.is_some());
    // One action serves all segments of the page: this one's answer counts here.
    let mine = move || action.posted("segment") == Some(segment.to_string());
    let failed = move || if mine() { action.error() } else { None };
    let status = move || match failed() {
        Some(error) => errors::of_action(&error).to_owned(),
        None if mine() && action.pending() => t().common.saving.to_owned(),
        None if mine() && saved() && answers.place.is_none() && answers.choices == Choices::All => {
            t().day.saved.to_owned()
        }
        None => standing(answers, state),
    };
    // What was clicked shows at once, until it is refused or the day is read anew.
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

/// Takes back the answer that was given just now, by one press.
#[component]
fn Undo(answers: SegmentAnswers, action: Action) -> impl IntoView {
    let segment = answers.segment.id.to_string();
    let failed = {
        let segment = segment.clone();
        move || action.error().filter(|_| action.posted("segment").as_ref() == Some(&segment))
    };
    let form = answers.undo.map(|answer| {
        html! {
            <Form action class="reply__undo" quiet=true>
                <input type="hidden" name="segment" value=segment/>
                <input type="hidden" name="answer" value=answer.to_string()/>
                <button type="submit" class="link-button">{t().day.undo}</button>
            </Form>
        }
    });
    let failure = move || {
        failed().map(|error| {
            html! { <p class="reply__status reply__status--failed" role="alert">{errors::of_action(&error)}</p> }
        })
    };
    html! { {form} {failure} }
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
fn standing(answers: SegmentAnswers, state: State) -> String {
    let text = &t().day;
    if let (Standing::Unanswered, Some(before), State::Published) = (answers.mine, answers.before_move, state) {
        return (text.answer_again)(text::answer(before));
    }
    match (answers.choices, answers.mine, answers.offered_until, answers.place) {
        (Choices::None, ..) => text.over,
        (_, _, Some(at), _) => return (text.seat_held)(&date::moment(lang(), at)),
        (_, _, _, Some(place)) => return (text.in_queue)(place),
        (Choices::OnlyNo, ..) => text.only_no,
        (Choices::YesOrNo, Standing::Yes, ..) => text.late_yes_given,
        (Choices::YesOrNo, ..) => text.late_yes,
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

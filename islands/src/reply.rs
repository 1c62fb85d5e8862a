//! The answer to a part of a day. It is saved by one press, and shows at once.
#![expect(missing_docs, reason = "#[island] makes an undocumented struct of every island")]

use domain::{
    day::{Answer, AnswerId, Choices, SegmentId, Standing},
    people::Lang,
};
use leptos::{ev::SubmitEvent, html::Form, prelude::*, reactive::spawn_local};
use serde::{Deserialize, Serialize};

use crate::{
    PAGE_FIELD, READER_FIELD,
    browser::{self, Failure},
    icon,
    markup::html,
    words::{self, Shared, words},
};

/// The server function that takes an answer.
pub const GIVE: &str = "/api/day/answer";
/// The server function that takes one back.
pub const UNDO: &str = "/api/day/undo";

words! {
    /// What the answer says.
    pub struct Words {
        undo = "Ångra svaret", "Undo the answer";
    }
}

/// What is asked of the reader, and what holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// Their language.
    pub lang: Lang,
    /// The page's address.
    pub page: String,
    /// Whom it asks, by their number.
    pub reader: String,
    /// The part of the day.
    pub segment: SegmentId,
    /// The question.
    pub question: String,
    /// What may be answered.
    pub choices: Choices,
    /// Where they stand.
    pub mine: Standing,
    /// What holds, in a sentence.
    pub status: String,
    /// What is said of a new answer, if there is no more to say than that it is saved.
    pub saved: Option<String>,
    /// The newest of their answers: what comes with a greater one is newer.
    pub latest: Option<AnswerId>,
    /// The answer that can be taken back.
    pub undo: Option<AnswerId>,
    /// Why the answer that was just posted was not taken.
    pub failed: Option<String>,
    /// Why it could not be taken back.
    pub undo_failed: Option<String>,
}

/// What was pressed last.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Press {
    what: What,
    /// The newest answer at that moment.
    latest: Option<AnswerId>,
    stage: Stage,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum What {
    Give(Answer),
    Undo(AnswerId),
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Stage {
    Sending,
    Taken,
    Failed(String),
    /// Nobody has answered, so nobody knows.
    Unreached,
}

impl Press {
    /// Whether contact with the server makes what is said of it untrue.
    fn is_unreached(&self) -> bool {
        self.stage == Stage::Unreached
    }
}

impl Asked {
    /// Whether nothing newer has been told than what was pressed.
    fn precedes(&self, press: &Press) -> bool {
        self.latest <= press.latest
    }

    /// The answer that is shown as given: what was pressed, until it is refused or
    /// something newer is told.
    fn shown(&self, press: Option<&Press>) -> Option<Answer> {
        match press {
            Some(press @ Press { what: What::Give(answer), stage: Stage::Sending | Stage::Taken, .. })
                if self.precedes(press) =>
            {
                Some(*answer)
            }
            _ => self.mine.answer(),
        }
    }

    /// What is said below the answers, and whether it is that something failed.
    fn status<'a>(&'a self, press: Option<&'a Press>) -> (&'a str, bool) {
        if let Some(press @ Press { what: What::Give(answer), stage, .. }) = press {
            let read = self.undo.is_some() && self.mine.answer() == Some(*answer);
            match stage {
                Stage::Sending => return (Shared::of(self.lang).saving, false),
                Stage::Failed(words) if self.precedes(press) => return (words, true),
                Stage::Unreached if self.precedes(press) => return (Shared::of(self.lang).offline, true),
                Stage::Taken if read || self.precedes(press) => {
                    if let Some(saved) = &self.saved {
                        return (saved, false);
                    }
                }
                Stage::Failed(_) | Stage::Unreached | Stage::Taken => {}
            }
        }
        match &self.failed {
            Some(words) if press.is_none() => (words, true),
            _ => (&self.status, false),
        }
    }

    /// Why the answer could not be taken back.
    fn undo_failure<'a>(&'a self, press: Option<&'a Press>) -> Option<&'a str> {
        match press {
            Some(press @ Press { what: What::Undo(_), stage, .. }) if self.precedes(press) => match stage {
                Stage::Failed(words) => Some(words),
                Stage::Unreached => Some(Shared::of(self.lang).offline),
                Stage::Sending | Stage::Taken => None,
            },
            Some(_) => None,
            None => self.undo_failed.as_deref(),
        }
    }
}

/// What the island holds.
#[derive(Clone, Copy)]
struct Held {
    asked: RwSignal<Asked>,
    press: RwSignal<Option<Press>>,
    /// What was pressed while another press was on its way: the last one counts.
    next: RwSignal<Option<What>>,
}

impl Held {
    fn view(self, view: impl Fn(&Asked, Option<&Press>) -> AnyView) -> AnyView {
        self.asked.with(|asked| self.press.with(|press| view(asked, press.as_ref())))
    }

    /// Posts what was pressed, after what is on its way. It shows at once.
    fn press(self, what: What) {
        let sending = |press: &Option<Press>| matches!(press, Some(Press { stage: Stage::Sending, .. }));
        if self.press.with_untracked(sending) {
            self.next.set(Some(what));
            self.press.update(|press| {
                if let Some(press) = press {
                    press.what = what;
                }
            });
            return;
        }
        let (path, fields, latest) = self.asked.with_untracked(|asked| {
            let (path, answer) = match what {
                What::Give(answer) => (GIVE, answer.name().to_owned()),
                What::Undo(answer) => (UNDO, answer.to_string()),
            };
            (path, fields(asked, &answer), asked.latest)
        });
        self.press.set(Some(Press { what, latest, stage: Stage::Sending }));
        spawn_local(async move {
            let stage = match browser::post(path, fields).await {
                Ok(()) => Stage::Taken,
                Err(Failure { words, .. }) => words.map_or(Stage::Unreached, Stage::Failed),
            };
            self.press.set(Some(Press { what, latest, stage }));
            if let Some(next) = self.next.get_untracked() {
                self.next.set(None);
                self.press(next);
            }
        });
    }

    /// Contact is back, and the page tells how things are.
    fn reached(self) {
        if self.press.with_untracked(|press| press.as_ref().is_some_and(Press::is_unreached)) {
            self.press.set(None);
        }
    }

    fn give(self, event: &SubmitEvent) {
        event.prevent_default();
        let pressed = event.submitter().and_then(|button| button.get_attribute("value"));
        if let Some(answer) = pressed.and_then(|name| Answer::from_name(&name)) {
            self.press(What::Give(answer));
        }
    }

    fn undo(self, event: &SubmitEvent) {
        event.prevent_default();
        if let Some(answer) = self.asked.with_untracked(|asked| asked.undo) {
            self.press(What::Undo(answer));
        }
    }
}

/// What either form sends.
fn fields(asked: &Asked, answer: &str) -> String {
    format!("{READER_FIELD}={}&segment={}&answer={answer}", asked.reader, asked.segment)
}

/// The props of [`Reply`], as it is told them.
#[derive(Deserialize)]
struct Told {
    asked: Asked,
}

/// The question and its three answers. Each is a button that saves at once; the
/// one that holds is pressed. Below them is what takes the answer back that was
/// given just now.
#[island]
pub fn Reply(
    /// What is asked, and what holds.
    asked: Asked,
) -> impl IntoView {
    let (page, reader, segment) = (asked.page.clone(), asked.reader.clone(), asked.segment.to_string());
    let held = Held { asked: RwSignal::new(asked), press: RwSignal::new(None), next: RwSignal::new(None) };
    let form = NodeRef::<Form>::new();
    Effect::new(move || {
        if let Some(form) = form.get() {
            browser::told(&form, move |Told { asked }| held.asked.set(asked));
            browser::on_contact(move || held.reached());
        }
    });
    html! {
        <form node_ref=form class="reply" method="post" action=GIVE novalidate on:submit=move |event| held.give(&event)>
            <input type="hidden" name=PAGE_FIELD value=page/>
            <input type="hidden" name=READER_FIELD value=reader/>
            <input type="hidden" name="segment" value=segment/>
            {move || held.view(question)}
        </form>
        {move || held.view(|asked, press| undo(asked, press, held))}
    }
}

fn question(asked: &Asked, press: Option<&Press>) -> AnyView {
    let shown = asked.shown(press);
    let (status, failed) = asked.status(press);
    let buttons: Vec<_> = [Answer::Yes, Answer::Maybe, Answer::No]
        .into_iter()
        .filter(|answer| asked.choices.allow(*answer) || shown == Some(*answer))
        .map(|answer| button(answer, asked, shown))
        .collect();
    html! {
        <fieldset class="reply__choices">
            <legend>{asked.question.clone()}</legend>
            {if asked.choices == Choices::None {
                html! { <p class="status">{words::standing(asked.lang, asked.mine)}</p> }
            } else {
                buttons.into_any()
            }}
        </fieldset>
        <p class="reply__status" class:reply__status--failed=failed role="status">{status.to_owned()}</p>
    }
}

fn button(answer: Answer, asked: &Asked, shown: Option<Answer>) -> AnyView {
    let standing = Standing::from(Some(answer));
    let kind = if asked.choices.allow(answer) { "submit" } else { "button" };
    let pressed = if shown == Some(answer) { "true" } else { "false" };
    let class = ["reply__choice reply__choice--", answer.name()].concat();
    html! {
        <button class=class type=kind name="answer" value=answer.name() aria-pressed=pressed>
            {icon::drawn(icon::path(icon::of_standing(standing)))}
            <span>{words::standing(asked.lang, standing)}</span>
        </button>
    }
}

/// Takes back the answer that was given just now, by one press.
fn undo(asked: &Asked, press: Option<&Press>, held: Held) -> AnyView {
    let form = asked.undo.map(|answer| {
        html! {
            <form class="reply__undo" method="post" action=UNDO novalidate on:submit=move |event| held.undo(&event)>
                <input type="hidden" name=PAGE_FIELD value=asked.page.clone()/>
                <input type="hidden" name=READER_FIELD value=asked.reader.clone()/>
                <input type="hidden" name="segment" value=asked.segment.to_string()/>
                <input type="hidden" name="answer" value=answer.to_string()/>
                <button type="submit" class="link-button">{Words::of(asked.lang).undo}</button>
            </form>
        }
    });
    let failure = asked.undo_failure(press).map(|words| {
        html! { <p class="reply__status reply__status--failed" role="alert">{words.to_owned()}</p> }
    });
    html! { {form} {failure} }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Someone who has said no, by an answer of this number.
    fn asked(latest: i64) -> Asked {
        Asked {
            lang: Lang::En,
            page: String::new(),
            reader: String::new(),
            segment: SegmentId(1),
            question: String::new(),
            choices: Choices::All,
            mine: Standing::No,
            status: "as told".to_owned(),
            saved: Some("saved".to_owned()),
            latest: Some(AnswerId(latest)),
            undo: None,
            failed: None,
            undo_failed: None,
        }
    }

    fn said_yes(stage: Stage) -> Press {
        Press { what: What::Give(Answer::Yes), latest: Some(AnswerId(1)), stage }
    }

    #[test]
    fn a_press_shows_at_once_until_it_is_refused() {
        let asked = asked(1);
        assert_eq!(asked.shown(Some(&said_yes(Stage::Sending))), Some(Answer::Yes));
        assert_eq!(asked.status(Some(&said_yes(Stage::Sending))), (Shared::EN.saving, false));
        assert_eq!(asked.shown(Some(&said_yes(Stage::Taken))), Some(Answer::Yes));
        assert_eq!(asked.status(Some(&said_yes(Stage::Taken))), ("saved", false));
        let refused = said_yes(Stage::Failed("why".to_owned()));
        assert_eq!(asked.shown(Some(&refused)), Some(Answer::No));
        assert_eq!(asked.status(Some(&refused)), ("why", true));
    }

    #[test]
    fn no_contact_is_said_until_there_is_contact() {
        let asked = asked(1);
        assert_eq!(asked.shown(Some(&said_yes(Stage::Unreached))), Some(Answer::No));
        assert_eq!(asked.status(Some(&said_yes(Stage::Unreached))), (Shared::EN.offline, true));
        let undone = Press { what: What::Undo(AnswerId(1)), ..said_yes(Stage::Unreached) };
        assert_eq!(asked.undo_failure(Some(&undone)), Some(Shared::EN.offline));
        assert!(undone.is_unreached());
        assert!(!said_yes(Stage::Failed("why".to_owned())).is_unreached());
    }

    #[test]
    fn newer_truth_wins() {
        let later = asked(2);
        for stage in [Stage::Taken, Stage::Failed("why".to_owned())] {
            assert_eq!(later.shown(Some(&said_yes(stage.clone()))), Some(Answer::No));
            assert_eq!(later.status(Some(&said_yes(stage))), ("as told", false));
        }
        assert_eq!(later.shown(Some(&said_yes(Stage::Sending))), Some(Answer::No));
        // What was pressed is what has been read: it is still said that it is saved.
        let read = Asked { mine: Standing::Yes, undo: Some(AnswerId(2)), ..later };
        assert_eq!(read.status(Some(&said_yes(Stage::Taken))), ("saved", false));
        let queued = Asked { mine: Standing::Waiting, saved: None, ..read };
        assert_eq!(queued.status(Some(&said_yes(Stage::Taken))), ("as told", false));
    }

    #[test]
    fn a_form_that_came_back_says_why() {
        let back = Asked { failed: Some("why".to_owned()), undo_failed: Some("too late".to_owned()), ..asked(1) };
        assert_eq!(back.status(None), ("why", true));
        assert_eq!(back.undo_failure(None), Some("too late"));
        assert_eq!(back.undo_failure(Some(&said_yes(Stage::Sending))), None);
    }
}

//! Logging a meeting, and changing its log. A log without any text is a good
//! log: three fields that are filled in already, and one button.

use domain::{
    input::clean_text,
    meeting::{
        AgreedAction, Facts, Form as MeetingForm, Meeting,
        log::{LogPage, NewLogPage, form_of},
    },
    pair::agreement::GoalId,
    people::Role,
};
use leptos::{prelude::*, server_fn::ServerFn};

use crate::pair::{
    api::{self, EditMeeting, LogMeeting, TakeTheirs},
    text,
};
use crate::{
    context,
    error::AppError,
    page::PageResult,
    people::draft::{DraftForm, Drafts},
    text::{date, editable, lang, t, unsealed},
    ui::{Action, Choice, Field, Icon, Kind, Page, ReadAs, Submit, TextArea, base, html},
};

/// How many empty rows for actions a form offers.
const SPARE_ROWS: usize = 2;

/// What a log form shows at first.
#[derive(Clone)]
struct Draft {
    facts: Facts,
    notes: String,
    actions: Vec<AgreedAction>,
    goal: Option<GoalId>,
    reflection: String,
}

/// Logs a new meeting, filled in as far as can be guessed.
pub async fn log_meeting_page() -> PageResult {
    let NewLogPage { partner, guess, first, goals } = api::read_new_log().await?;
    let drafts = Drafts::read().await?;
    let text = &t().pair;
    let action = drafts.go_on(Action::new::<LogMeeting>());
    Ok(html! {
        <Page title=text.log_title lede=text.log_lede>
            <DraftForm action drafts labels=labels()>
                <LoggedAlready action partner/>
                <LogFields draft=empty(guess) goals confidence=html! { <Confidence open=first/> }/>
                <NextFields/>
                <Buttons back="/par".to_owned()/>
            </DraftForm>
        </Page>
    })
}

/// The partner was faster, or one has saved this form already: perhaps it is the same
/// meeting.
#[component]
fn LoggedAlready(action: Action, partner: String) -> impl IntoView {
    let text = &t().pair;
    let (title, href, open, anyway) = match action.error() {
        Some(AppError::LoggedAlready(theirs)) => {
            let title = (text.logged_already)(&partner);
            (title, format!("/par/traffar/{theirs}"), text.open_theirs, text.save_anyway)
        }
        Some(AppError::SavedAlready(own)) => {
            (text.saved_already.to_owned(), form_of(Some(own)), text.change_saved, text.save_another)
        }
        _ => return ().into_any(),
    };
    html! {
        <section class="conflict">
            <h2>{title}</h2>
            <p class="button-row">
                <a href=href class="button button--quiet">{open}</a>
                <button type="submit" name="log[again]" value="1" class="button button--quiet">{anyway}</button>
            </p>
        </section>
    }
}

/// Changes a log. If the partner saved first, both texts are shown.
pub async fn edit_meeting_page() -> PageResult {
    let LogPage { meeting, goals, .. } = api::read_meeting(context::param("id")).await?;
    let drafts = Drafts::read().await?;
    let action = drafts.go_on(Action::new::<EditMeeting>());
    let id = meeting.id;
    // Sent back, the form still speaks of the version that was read.
    let version = action.typed("version").unwrap_or_else(|| meeting.version.to_string());
    let read = base(&api::form_of(&meeting));
    let goals_said = goals.clone();
    let readable = Box::new(move |name: &str, value: &str| readable(name, value, &goals_said));
    Ok(html! {
        <Page title=t().pair.edit_title>
            <DraftForm action drafts labels=labels()>
                <input type="hidden" name="id" value=id.to_string()/>
                <input type="hidden" name="version" value=version/>
                <ReadAs read labels=labels() readable/>
                <Theirs meeting=meeting.clone() action/>
                <LogFields draft=draft(meeting) goals/>
                <Buttons back=format!("/par/traffar/{id}")/>
            </DraftForm>
        </Page>
    })
}

/// A log without any text.
const fn empty(facts: Facts) -> Draft {
    Draft { facts, notes: String::new(), actions: Vec::new(), goal: None, reflection: String::new() }
}

fn draft(meeting: Meeting) -> Draft {
    let Meeting { facts, notes, actions, goal, reflection, .. } = meeting;
    let actions = actions.into_iter().map(|action| AgreedAction { what: editable(action.what), ..action }).collect();
    Draft { facts, notes: editable(notes), actions, goal, reflection: editable(reflection) }
}

/// What a field says, for people.
fn readable(name: &str, value: &str, goals: &[(GoalId, String)]) -> String {
    let said = match name {
        "log[date]" => value.parse().ok().map(|day| date::full(lang(), day)),
        "log[form]" => MeetingForm::from_name(value).map(|form| text::form(form).to_owned()),
        "log[goal]" => goals.iter().find(|(id, _)| id.to_string() == value).map(|(_, what)| what.clone()),
        name if name.ends_with("[who]") => Role::from_name(value).map(|role| text::role(role).to_owned()),
        _ => None,
    };
    said.unwrap_or_else(|| value.to_owned())
}

/// Where both have written notes: what the partner saved, with what one's own text does
/// not have marked.
#[component]
fn Theirs(meeting: Meeting, action: Action) -> impl IntoView {
    let Some(AppError::SavedMeanwhile(meanwhile)) = action.error() else { return ().into_any() };
    if meanwhile.clashes.iter().all(|clash| clash.field != "log[notes]") {
        return ().into_any();
    }
    let text = &t().pair;
    // What is kept was cleaned.
    let mine = clean_text(&action.typed("log[notes]").unwrap_or_default());
    let mine: Vec<_> = mine.lines().map(str::trim).collect();
    let known_action = |what: &str| {
        let typed = |n| action.typed(&format!("log[actions][{n}][what]"));
        (0..domain::meeting::MAX_ACTIONS).filter_map(typed).any(|mine| clean_text(&mine) == what)
    };
    let notes = unsealed(meeting.notes);
    let notes = notes.lines().filter(|line| !line.trim().is_empty());
    let notes: Vec<_> = notes.map(|line| marked(line, mine.contains(&line.trim()))).collect();
    let actions = meeting.actions.iter().map(|theirs| marked(&unsealed(&*theirs.what), known_action(&theirs.what)));
    let actions: Vec<_> = actions.map(|what| html! { <li>{what}</li> }).collect();
    let facts = meeting.facts;
    html! {
        <section class="conflict">
            <h2>{text.saved_version}</h2>
            <p class="muted">{text.differs}</p>
            <p>{date::full(lang(), facts.date)}", "{(t().date.minutes)(facts.minutes)}", "{text::form(facts.form)}</p>
            <div class="prose">{notes}</div>
            <ul>{actions}</ul>
            <p><button type="submit" formaction=TakeTheirs::PATH class="button button--quiet">{text.take_theirs}</button></p>
        </section>
    }
}

/// A line of theirs, marked unless one has it too.
fn marked(line: &str, known: bool) -> AnyView {
    let line = line.to_owned();
    if known {
        html! { <p>{line}</p> }
    } else {
        html! { <p><mark>{line}</mark></p> }
    }
}

/// What may and may not be promised. Open at the first log.
#[component]
fn Confidence(open: bool) -> impl IntoView {
    html! {
        <details class="notice notice--info" open=open>
            <summary><Icon name="info"/>{t().pair.public_records}</summary>
            <p>{t().pair.public_records_text}</p>
        </details>
    }
}

/// The fields of a log. What may be promised stands where one begins to write.
#[component]
fn LogFields(
    draft: Draft,
    goals: Vec<(GoalId, String)>,
    #[prop(optional)] confidence: Option<AnyView>,
) -> impl IntoView {
    let text = &t().pair;
    let Draft { facts, notes, actions, goal, reflection } = draft;
    let forms = MeetingForm::ALL.iter().map(|form| (form.name(), text::form_icon(*form), text::form(*form))).collect();
    html! {
        <div class="field-row">
            <Field name="log[date]" label=text.date kind=Kind::Date value=date::iso(facts.date)/>
            <Field name="log[minutes]" label=text.minutes kind=Kind::Number value=facts.minutes.to_string()/>
        </div>
        <Choice name="log[form]" label=text.form options=forms value=facts.form.name()/>
        {confidence}
        <div class="shared-note">
            <TextArea name="log[notes]" label=text.notes hint=text.notes_hint value=notes/>
        </div>
        <ActionRows actions/>
        {(!goals.is_empty()).then(|| html! { <GoalField goals goal/> })}
        <div class="private-note">
            <Icon name="lock"/>
            <TextArea name="log[reflection]" label=text.reflection hint=text.reflection_hint value=reflection rows=3/>
        </div>
    }
}

/// Which of their goals the meeting was about.
#[component]
fn GoalField(goals: Vec<(GoalId, String)>, #[prop(optional_no_strip)] goal: Option<GoalId>) -> impl IntoView {
    let text = &t().pair;
    let chosen = expect_context::<Action>().typed("log[goal]");
    let chosen = chosen.unwrap_or_else(|| goal.map(|goal| goal.to_string()).unwrap_or_default());
    let options: Vec<_> = goals
        .into_iter()
        .map(|(id, what)| html! { <option value=id.to_string() selected=chosen == id.to_string()>{what}</option> })
        .collect();
    html! {
        <div class="field">
            <label for="log-goal">{text.goal}</label>
            <select id="log-goal" name="log[goal]"><option value="">{text.no_goal}</option>{options}</select>
        </div>
    }
}

/// The agreed actions, and a few empty rows for more.
#[component]
fn ActionRows(actions: Vec<AgreedAction>) -> impl IntoView {
    let text = &t().pair;
    let form = expect_context::<Action>();
    let is_typed = |n: &usize| form.typed(&format!("log[actions][{n}][what]")).is_some();
    let typed_rows = (0..domain::meeting::MAX_ACTIONS).rfind(is_typed).map_or(0, |last| last + 1);
    let rows = (actions.len() + SPARE_ROWS).max(typed_rows).min(domain::meeting::MAX_ACTIONS);
    let rows: Vec<_> = (0..rows).map(|n| html! { <ActionRow n action=actions.get(n).cloned()/> }).collect();
    html! {
        <fieldset class="actions-field">
            <legend>{text.actions}</legend>
            <p class="field__hint">{text.actions_hint}</p>
            {rows}
        </fieldset>
    }
}

#[component]
fn ActionRow(n: usize, #[prop(optional_no_strip)] action: Option<AgreedAction>) -> impl IntoView {
    let text = &t().pair;
    let form = expect_context::<Action>();
    let name = |field: &str| format!("log[actions][{n}][{field}]");
    let (what, who, due, done) = match action {
        Some(action) => (action.what, action.who, action.due.map(date::iso).unwrap_or_default(), action.done),
        None => (String::new(), Role::Adept, String::new(), false),
    };
    let who = form.typed(&name("who")).and_then(|name| Role::from_name(&name)).unwrap_or(who);
    let done = if form.is_refilled() { form.typed(&name("done")).is_some_and(|done| !done.is_empty()) } else { done };
    let roles: Vec<_> = Role::ALL
        .iter()
        .map(|role| html! { <option value=role.name() selected=*role == who>{text::role(*role)}</option> })
        .collect();
    html! {
        <div class="action-row">
            <Field name=name("what") label=(text.action_what)(n + 1) value=what/>
            <div class="field">
                <label for=format!("log-actions-{n}-who")>{text.action_who}</label>
                <select id=format!("log-actions-{n}-who") name=name("who")>{roles}</select>
            </div>
            <Field name=name("due") label=text.action_due kind=Kind::Date value=due/>
            <div class="field field--tick">
                <input type="checkbox" id=format!("log-actions-{n}-done") name=name("done") value="1" checked=done/>
                <label for=format!("log-actions-{n}-done")>{text.action_done}</label>
            </div>
        </div>
    }
}

/// When the two meet next, if they have settled it.
#[component]
fn NextFields() -> impl IntoView {
    let text = &t().pair;
    html! {
        <fieldset class="next-field">
            <legend>{text.next_title}</legend>
            <div class="field-row">
                <Field name="log[next_date]" label=text.next_date kind=Kind::Date/>
                <Field name="log[next_time]" label=text.next_time kind=Kind::Time/>
            </div>
        </fieldset>
    }
}

#[component]
fn Buttons(back: String) -> impl IntoView {
    html! {
        <div class="button-row at-hand">
            <Submit label=t().pair.save/>
            <a href=back class="button button--quiet">{t().common.cancel}</a>
        </div>
    }
}

/// What the error summary calls the fields.
fn labels() -> Vec<(String, String)> {
    let text = &t().pair;
    let plain = [
        ("date", text.date),
        ("minutes", text.minutes),
        ("form", text.form),
        ("notes", text.notes),
        ("goal", text.goal),
        ("reflection", text.reflection),
        ("next_date", text.next_date),
        ("next_time", text.next_time),
    ]
    .map(|(name, label)| (format!("log[{name}]"), label.to_owned()));
    let actions = (0..domain::meeting::MAX_ACTIONS).flat_map(|n| {
        let row = (text.action_what)(n + 1);
        [("what", ""), ("who", text.action_who), ("due", text.action_due), ("done", text.action_done)]
            .map(|(name, label)| (format!("log[actions][{n}][{name}]"), format!("{row} {label}").trim().to_owned()))
    });
    plain.into_iter().chain(actions).collect()
}

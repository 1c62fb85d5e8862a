//! The page that the buttons of an email lead to. To look at it changes nothing; one
//! press answers.

use domain::{
    day::{Answer, Choices, Day, DayView, SegmentAnswers, Standing, State},
    mail::answer::{About, Asked},
    time::local,
};
use jiff::civil::DateTime;
use leptos::prelude::*;

use super::{
    address_of,
    api::{AnswerDay, AnswerTimes, read_asked},
};
use crate::{
    context,
    day::text as day,
    document::Head,
    error::AppError,
    page::PageResult,
    text::{date, errors, lang, t},
    ui::{Action, Form, Icon, Page, Written, html, told},
};

/// The answers in the order in which the email has them.
const ANSWERS: [Answer; 3] = [Answer::Yes, Answer::Maybe, Answer::No];

/// What an email asks, with a button for each answer; the one that was pressed in the
/// email comes first.
pub async fn mail_answer_page() -> PageResult {
    let ticket = context::param("ticket");
    let text = &t().mail_answer;
    // It may belong to someone else than who is signed in here: it is not theirs to follow.
    Head::still();
    let Asked { person, name, about } = match read_asked(&ticket).await {
        Ok(asked) => asked,
        Err(AppError::NotFound) => {
            context::set_status(AppError::NotFound.status());
            return Ok(html! {
                <Page title=text.old lede=text.old_lede>
                    <p class="button-row"><a class="button button--primary" href="/min-sida">{text.to_pages}</a></p>
                </Page>
            });
        }
        Err(error) => return Err(error),
    };
    let other = context::caller().ok().filter(|caller| caller.person != person).map(|caller| {
        html! { <p class="notice notice--info">{(text.other)(&caller.name, &name)}</p> }
    });
    let whose = other.is_none().then(|| html! { <p class="muted">{(text.whose)(&name)}</p> });
    let (title, body) = match about {
        About::Day(view) => (view.day.title.get(lang()).to_owned(), html! { <AboutDay view=*view ticket/> }),
        About::Times { partner, times } => ((text.times_title)(&partner), html! { <Times times ticket/> }),
        About::Answered => (text.answered.to_owned(), html! { <Answered/> }),
    };
    Ok(html! {
        <Page title=title>
            {told("klart", text.saved)}
            {told("bestamt", text.settled)}
            {told("nej", text.declined)}
            {problem()}
            {other}
            {whose}
            {body}
        </Page>
    })
}

/// Why what was pressed was not taken. It stands once, though there are several forms.
fn problem() -> Option<AnyView> {
    let error = Action::new::<AnswerDay>().error().or_else(|| Action::new::<AnswerTimes>().error())?;
    Some(html! {
        <p class="notice notice--error" role="alert" tabindex="-1" autofocus>{errors::of_action(&error)}</p>
    })
}

#[component]
fn AboutDay(view: DayView, ticket: String) -> impl IntoView {
    let text = &t().mail_answer;
    let DayView { day, answers, .. } = view;
    let chosen = context::query("svar").and_then(|name| Answer::from_name(&name));
    let place = format!("{}, {}", day.venue, day.address);
    let several = answers.len() > 1;
    // What was pressed in the email answers to all of the day by one press.
    let all = chosen.filter(|_| several).filter(|answer| answers.iter().any(|of| of.choices.allow(*answer)));
    let all = all.map(|answer| {
        let ticket = ticket.clone();
        html! {
            <TicketForm action={Action::new::<AnswerDay>()} ticket>
                <button class="button button--primary" type="submit" name="answer" value=answer.name()>
                    {(text.all)(day::answer(answer))}
                </button>
            </TicketForm>
        }
    });
    let chosen = chosen.filter(|_| !several);
    let parts: Vec<_> = answers.into_iter().map(|of| part(&day, of, chosen, &ticket, several)).collect();
    html! {
        <p class="lede"><Written text=place/></p>
        {all}
        {parts}
        <p class="section__more"><a href=format!("/dagar/{}", day.slug)>{text.to_day}<Icon name="arrow-right"/></a></p>
    }
}

/// A part of a day: when it is, what one has answered, and what one can.
fn part(day: &Day, of: SegmentAnswers, chosen: Option<Answer>, ticket: &str, several: bool) -> AnyView {
    let text = &t().mail_answer;
    let segment = of.segment;
    let when = format!(
        "{}, {}",
        date::full(lang(), local(segment.starts).date()),
        date::hours(lang(), segment.starts, segment.ends)
    );
    let (head, when) = if several {
        (day::audience(segment.audience).to_owned(), Some(when))
    } else {
        ((t().day.question)(&when), None)
    };
    let is_cancelled = day.state_of(&segment) == State::Cancelled;
    let said = (![Standing::Unanswered, Standing::Offered].contains(&of.mine)).then(|| {
        html! { <p><Icon name="check"/>" "{(text.you_said)(day::standing(of.mine))}</p> }
    });
    let offer = of.offered_until.map(|until| html! { <p>{(t().day.seat_held)(&date::moment(lang(), until))}</p> });
    let why = match of.choices {
        Choices::None if is_cancelled => Some(t().day.is_cancelled),
        Choices::None => Some(t().day.over),
        Choices::OnlyNo => Some(t().day.only_no),
        Choices::YesOrNo | Choices::All => (of.full && of.mine == Standing::Unanswered).then_some(t().day.full),
    };
    let buttons: Vec<_> = in_order(chosen)
        .into_iter()
        .filter(|answer| of.choices.allow(*answer))
        .map(|answer| {
            let class = if chosen == Some(answer) { "button button--primary" } else { "button" };
            let pressed = if of.mine.answer() == Some(answer) { "true" } else { "false" };
            html! {
                <button class=class type="submit" name="answer" value=answer.name() aria-pressed=pressed>
                    {day::answer(answer)}
                </button>
            }
        })
        .collect();
    let form = (!buttons.is_empty()).then(|| {
        html! {
            <TicketForm action={Action::new::<AnswerDay>()} ticket=ticket.to_owned()>
                <input type="hidden" name="segment" value=segment.id.to_string()/>
                {buttons}
            </TicketForm>
        }
    });
    html! {
        <section class="section">
            <h2>{head}</h2>
            {when.map(|when| html! { <p>{(t().day.question)(&when)}</p> })}
            {said}
            {offer}
            {why.map(|why| html! { <p class="muted">{why}</p> })}
            {form}
        </section>
    }
}

/// A form by which whoever has the email answers, and comes back to this page.
#[component]
fn TicketForm(action: Action, ticket: String, children: Children) -> impl IntoView {
    let back = address_of(&ticket);
    html! {
        <Form action class="button-row" quiet=true back>
            <input type="hidden" name="ticket" value=ticket/>
            {children()}
        </Form>
    }
}

/// The answers, the one that was chosen already first.
fn in_order(chosen: Option<Answer>) -> Vec<Answer> {
    let others = ANSWERS.into_iter().filter(|answer| chosen != Some(*answer));
    chosen.into_iter().chain(others).collect()
}

/// The times that the partner proposes: each is a button.
#[component]
fn Times(times: Vec<DateTime>, ticket: String) -> impl IntoView {
    let text = &t().mail_answer;
    let buttons: Vec<_> = times
        .into_iter()
        .enumerate()
        .map(|(nth, at)| {
            let at = format!("{}, {}", date::full(lang(), at.date()), date::time(lang(), at.time()));
            html! { <button class="button" type="submit" name="time" value=nth.to_string()>{at}</button> }
        })
        .collect();
    html! {
        <p class="lede">{text.times_lede}</p>
        <TicketForm action={Action::new::<AnswerTimes>()} ticket=ticket.clone()>{buttons}</TicketForm>
        <TicketForm action={Action::new::<AnswerTimes>()} ticket>
            <button class="button button--quiet" type="submit">{text.none_suits}</button>
        </TicketForm>
        <p class="section__more"><a href="/par">{text.to_pair}<Icon name="arrow-right"/></a></p>
    }
}

/// Nothing waits for an answer any more.
#[component]
fn Answered() -> impl IntoView {
    let text = &t().mail_answer;
    html! {
        <p class="lede">{text.answered_lede}</p>
        <p class="button-row"><a class="button button--primary" href="/par">{text.to_pair}</a></p>
    }
}

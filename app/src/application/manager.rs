//! A manager's page: one question about one application, by a personal link.
//! Opening it changes nothing; mail scanners do.

use domain::{
    application::{Part, Purpose},
    people::Role,
    time::local,
};
use leptos::prelude::*;
use store::application::manager::{ManagerLink, Question};

use super::{
    endorsement::{self, PassOn, Support},
    text as words,
};
use crate::{
    context,
    page::PageResult,
    text::{date, lang, t},
    ui::{Action, Choice, Field, Form, Kind, Page, Prose, Submit, TextArea, html},
};

/// What the link in the address opens.
pub async fn manager_page() -> PageResult {
    let token = context::param("token");
    let link = endorsement::read_question(&token).await?;
    let text = &t().applying;
    let (title, lede) = match link {
        ManagerLink::Open(question) => return Ok(html! { <Asked question=*question token/> }),
        ManagerLink::Used => (text.link_used_title, text.link_used),
        ManagerLink::Expired => (text.link_expired_title, text.link_expired),
        ManagerLink::Withdrawn => (text.link_withdrawn_title, text.link_withdrawn),
    };
    context::set_status(410);
    Ok(html! { <Page title lede>""</Page> })
}

#[component]
fn Asked(question: Question, token: String) -> impl IntoView {
    let text = &t().applying;
    let until = date::without_weekday(lang(), local(question.until).date());
    html! {
        <Page title=(text.chief_title)(&question.name) eyebrow=words::part(question.part) lede=(text.chief_lede)(&until)>
            <section class="section">
                <h2>{text.chief_applies}</h2>
                <Summary question/>
            </section>
            <section class="section">
                <h2>{text.chief_means}</h2>
                <ul class="prose"><li>{text.chief_means_1}</li><li>{text.chief_means_2}</li></ul>
            </section>
            <section class="section">
                <h2>{text.supports}</h2>
                <AnswerForm token=token.clone()/>
            </section>
            <section class="section">
                <h2>{text.not_mine}</h2>
                <p>{text.not_mine_help}</p>
                <PassOnForm token/>
            </section>
        </Page>
    }
}

/// What a manager needs to know of the application.
#[component]
fn Summary(question: Question) -> impl IntoView {
    let (labels, leads) = (&t().application, question.leadership);
    let managers = if leads.manages_managers { (labels.years)(leads.years) } else { labels.no.to_owned() };
    let mut rows = vec![
        (labels.title, [question.title, question.organisation].join(", ")),
        (labels.level, words::level(leads.level).to_owned()),
        (labels.manages_managers, managers),
    ];
    rows.extend(purpose(question.part, &question.purpose));
    let rows: Vec<_> = rows
        .into_iter()
        .map(|(name, value)| html! { <div><dt>{name}</dt><dd><Prose text=value/></dd></div> })
        .collect();
    html! { <dl class="facts terms">{rows}</dl> }
}

fn purpose(part: Part, purpose: &Purpose) -> Vec<(&'static str, String)> {
    let labels = &t().application;
    let themes = |themes: &[_]| themes.iter().map(|theme| words::theme(*theme)).collect::<Vec<_>>().join(", ");
    let mut rows = Vec::new();
    if part.takes(Role::Adept) {
        rows.push((labels.develop, format!("{}. {}", themes(&purpose.develop), purpose.develop_words)));
    }
    if part.takes(Role::Mentor) {
        rows.push((labels.give, format!("{}. {}", themes(&purpose.give), purpose.motivation)));
    }
    rows
}

#[component]
fn AnswerForm(token: String) -> impl IntoView {
    let text = &t().applying;
    let labels = [("supports", text.supports), ("why", text.why), ("commits", text.commits)]
        .map(|(name, label)| (format!("support[{name}]"), label.to_owned()));
    html! {
        <Form action={Action::new::<Support>()} labels=labels.to_vec()>
            <input type="hidden" name="token" value=token/>
            <Choice name="support[supports]" label=text.supports
                options=vec![("yes", "check", text.supports_yes), ("no", "cross", text.supports_no)]/>
            <TextArea name="support[why]" label=text.why hint=text.why_help rows=4/>
            <TextArea name="support[commits]" label=text.commits hint=text.commits_help rows=3/>
            <div class="button-row"><Submit label=text.answer/></div>
        </Form>
    }
}

#[component]
fn PassOnForm(token: String) -> impl IntoView {
    let text = &t().applying;
    let labels = [("name", text.other_name), ("email", text.other_email)]
        .map(|(name, label)| (format!("manager[{name}]"), label.to_owned()));
    html! {
        <Form action={Action::new::<PassOn>()} labels=labels.to_vec()>
            <input type="hidden" name="token" value=token/>
            <Field name="manager[name]" label=text.other_name/>
            <Field name="manager[email]" label=text.other_email kind=Kind::Email/>
            <div class="button-row"><button type="submit" class="button">{text.pass_on}</button></div>
        </Form>
    }
}

/// What follows on an answer, or on passing it on: `/chef/tack`, `/chef/vidare`.
pub async fn manager_done_page() -> PageResult {
    let text = &t().applying;
    let (title, lede) = if context::path().ends_with("/vidare") {
        (text.passed_on, text.passed_on_lede)
    } else {
        (text.chief_thanks, text.chief_thanks_lede)
    };
    Ok(html! { <Page title lede>""</Page> })
}

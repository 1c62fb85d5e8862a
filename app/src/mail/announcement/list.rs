//! All announcements of the round.

use domain::mail::announcement::{AnnouncementLine, Letter, State};
use leptos::prelude::*;

use super::{
    ANNOUNCEMENTS, address_of, api,
    text::{fares, state},
};
use crate::{
    page::PageResult,
    text::{date, lang, t},
    ui::{Icon, Page, Written, html, told},
};

/// Drafts, what is to go out, and what has gone out, with its figures.
pub async fn announcements_page() -> PageResult {
    let lines = api::read_announcements().await?;
    let text = &t().announcement;
    let none = lines.is_empty();
    let rows: Vec<_> = lines.into_iter().map(row).collect();
    let heads: Vec<_> = [text.subject, text.state, text.figures]
        .into_iter()
        .map(|head| html! { <th scope="col">{head}</th> })
        .collect();
    Ok(html! {
        <Page title=text.title eyebrow=t().organise.title lede=text.lede>
            {told("borta", text.deleted)}
            <p class="button-row"><a class="button button--primary" href=format!("{ANNOUNCEMENTS}/nytt")>{text.new_title}</a></p>
            {if none {
                html! { <p class="empty">{text.none}</p> }
            } else {
                html! {
                    <div class="table-wrap" tabindex="0" role="group" aria-label=text.title>
                        <table class="table table--stack"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>
                    </div>
                }
            }}
            <p class="section__more"><a href="/organisera/mejl">{t().mail.link}</a></p>
            <p class="section__more"><a href="/organisera"><Icon name="arrow-left"/>{t().mail.back}</a></p>
        </Page>
    })
}

/// What an announcement is called, in the reader's language if it is written in it.
pub(super) fn title(letter: &Letter) -> String {
    letter.subject.get(letter.lang_for(lang())).to_owned()
}

fn row(line: AnnouncementLine) -> AnyView {
    let text = &t().announcement;
    let AnnouncementLine { announcement, at, by, figures } = line;
    let when = announcement.due.filter(|_| announcement.state == State::Scheduled).unwrap_or(at);
    let figures = if announcement.state == State::Sent { fares(figures) } else { "–".to_owned() };
    html! {
        <tr>
            <th scope="row"><a href=address_of(announcement.id)><Written text=title(&announcement.written.letter)/></a></th>
            <td data-label=text.state><span class="tag">{state(announcement.state)}</span>" "{date::moment(lang(), when)}", "<Written text=by/></td>
            <td data-label=text.figures>{figures}</td>
        </tr>
    }
}

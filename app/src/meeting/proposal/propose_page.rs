//! Proposing times, or settling one directly.

use domain::{
    meeting::{
        Form as MeetingForm, Meetings,
        proposal::{MAX_TIMES, Open, Plan, ProposalDraft},
    },
    pair::{Pair, Room},
    people::Role,
    time::today,
};
use jiff::civil::{Date, DateTime};
use leptos::prelude::*;

use super::{
    api::{Propose, Withdraw},
    card::moment,
};
use crate::{
    page::PageResult,
    pair::{
        api::read_room,
        text::{form, form_icon},
    },
    text::{date, t},
    ui::{Action, Choice, Field, Form, Kind, Page, Submit, html},
};

/// How many rows for times show at first.
const ROWS: usize = 3;

/// Proposes times.
pub async fn propose_page() -> PageResult {
    let Room { now, pair, meetings, suggested, .. } = read_room().await?;
    let ProposalDraft { times, plan } = ProposalDraft::of(&meetings, pair.role, suggested);
    let Meetings { next, open, .. } = meetings;
    let text = &t().proposing;
    let action = Action::new::<Propose>();
    let partner = pair.partner.first_name().to_owned();
    let title = if next.is_some() { text.move_title } else { text.title };
    let own = open.clone().filter(|open| open.by == pair.role);
    let replaces =
        open.map(
            |open| if open.by == pair.role { text.replaces_own.to_owned() } else { (text.replaces_partners)(&partner) },
        );
    Ok(html! {
        <Page title lede=(text.lede)(&partner)>
            {next.map(|next| html! { <p class="notice notice--info">{(text.moves)(&moment(next.at))}</p> })}
            {replaces.map(|replaces| html! { <p>{replaces}</p> })}
            <Form action labels=labels()>
                <Times times today=today(now)/>
                <PlanFields plan pair/>
                <div class="button-row">
                    <Submit label=text.send/>
                    <a href="/par" class="button button--quiet">{t().common.cancel}</a>
                </div>
                <div class="settle">
                    <p>{text.settle_hint}</p>
                    <button type="submit" class="button button--quiet" name="direct" value="1">{text.settle}</button>
                </div>
            </Form>
            {own.map(|open| html! { <WithdrawForm open/> })}
        </Page>
    })
}

/// The rows for times: a few at first, the others one press away.
#[component]
fn Times(times: Vec<DateTime>, today: Date) -> impl IntoView {
    let text = &t().proposing;
    let form = expect_context::<Action>();
    let typed = |n| form.typed(&name(n, "date")).is_some_and(|typed| !typed.is_empty());
    let more = times.len() > ROWS || (ROWS..MAX_TIMES).any(typed);
    let row = |n: usize| html! { <TimeRow n at=times.get(n).copied() today/> };
    let rows: Vec<_> = (0..ROWS).map(row).collect();
    let others: Vec<_> = (ROWS..MAX_TIMES).map(row).collect();
    html! {
        <fieldset class="times">
            <legend>{text.times}</legend>
            {rows}
            <details open=more>
                <summary>{text.more_times}</summary>
                {others}
            </details>
        </fieldset>
    }
}

#[component]
fn TimeRow(n: usize, #[prop(optional_no_strip)] at: Option<DateTime>, today: Date) -> impl IntoView {
    let text = &t().proposing;
    let day = at.map(|at| date::iso(at.date())).unwrap_or_default();
    let time = at.map(|at| format!("{:02}:{:02}", at.hour(), at.minute())).unwrap_or_default();
    html! {
        <div class="field-row">
            <Field name=name(n, "date") label=(text.date)(n + 1) kind=Kind::Date value=day min=date::iso(today)/>
            <Field name=name(n, "time") label=(text.time)(n + 1) kind=Kind::Time value=time/>
        </div>
    }
}

fn name(n: usize, field: &str) -> String {
    format!("proposal[times][{n}][{field}]")
}

/// What is proposed besides the times. Of place, link and host those show that
/// the chosen form has a use for.
#[component]
fn PlanFields(plan: Plan, pair: Pair) -> impl IntoView {
    let text = &t().proposing;
    let forms = MeetingForm::ALL.iter().map(|of| (of.name(), form_icon(*of), form(*of))).collect();
    let (place, link) = match plan.link() {
        Some(link) => (String::new(), link.to_owned()),
        None => (plan.place.clone(), String::new()),
    };
    html! {
        <Field name="proposal[minutes]" label=text.minutes kind=Kind::Number value=plan.minutes.to_string()/>
        <Choice name="proposal[form]" label=text.form options=forms value=plan.form.name()/>
        <div class="only-visit"><Host plan=plan.clone() pair/></div>
        <div class="not-digital">
            <Field name="proposal[place]" label=text.place hint=text.place_hint value=place/>
        </div>
        <div class="only-digital">
            <Field name="proposal[link]" label=text.link hint=text.link_hint value=link inputmode="url"/>
        </div>
    }
}

/// Whose organisation is visited.
#[component]
fn Host(plan: Plan, pair: Pair) -> impl IntoView {
    let text = &t().proposing;
    let form = expect_context::<Action>();
    let chosen = form.typed("proposal[host]").and_then(|name| Role::from_name(&name)).or(plan.host);
    let chosen = chosen.unwrap_or(pair.role.counterpart());
    let partner = (text.host_partner)(pair.partner.first_name(), &pair.partner.organisation);
    let option =
        |role: Role, label: String| html! { <option value=role.name() selected=role == chosen>{label}</option> };
    html! {
        <div class="field">
            <label for="proposal-host">{text.host}</label>
            <select id="proposal-host" name="proposal[host]">
                {option(pair.role.counterpart(), partner)}
                {option(pair.role, text.host_me.to_owned())}
            </select>
        </div>
    }
}

#[component]
fn WithdrawForm(open: Open) -> impl IntoView {
    let action = Action::new::<Withdraw>();
    let text = &t().proposing;
    html! {
        <section class="section">
            <h2>{text.withdraw_title}</h2>
            <p>{text.withdraw_lede}</p>
            <Form action>
                <input type="hidden" name="id" value=open.id.to_string()/>
                <div class="button-row"><Submit label=text.withdraw danger=true/></div>
            </Form>
        </section>
    }
}

/// What the error summary calls the fields.
fn labels() -> Vec<(String, String)> {
    let text = &t().proposing;
    let rows =
        (0..MAX_TIMES).flat_map(|n| [(name(n, "date"), (text.date)(n + 1)), (name(n, "time"), (text.time)(n + 1))]);
    let fields = [
        ("proposal[minutes]", text.minutes),
        ("proposal[form]", text.form),
        ("proposal[host]", text.host),
        ("proposal[place]", text.place),
        ("proposal[link]", text.link),
    ];
    rows.chain(fields.map(|(name, label)| (name.to_owned(), label.to_owned()))).collect()
}

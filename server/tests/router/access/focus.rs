//! Where the focus is when a form has been carried out: on what came of it, never at
//! the page's top without a word. The page script goes where the answer leads; see
//! `end2end/page-script/focus.spec.ts`.

use std::collections::BTreeSet;

use app::ui::PAGE_FIELD;
use leptos::server_fn::axum::server_fn_paths;

use super::{Numbers, writes};
use crate::support::{Answer, Browser, World};

/// What an answer leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Leads {
    /// To what was done, in words that take the focus.
    Told,
    /// To a place that the address names.
    Place,
    /// To another page, at its heading.
    Elsewhere,
    /// Nowhere: what was pressed stays and says what holds now.
    Stays,
}
use Leads::{Elsewhere, Place, Stays, Told};

const PAIR: &str = "/par";
const FILES: &str = "/organisera/dagar/uppstart-2026/material";
const GUESTS: &str = "/organisera/dagar/uppstart-2026/gaster";

/// Every server function, with the page of its form where that decides.
#[rustfmt::skip]
const LEADS: [(&str, &str, Leads); 147] = [
    ("address/ask", "", Told),
    ("address/change", "", Told),
    ("address/confirm", "", Told),
    ("address/drop", "", Told),
    ("address/swap", "", Told),
    ("after/thank", "", Told),
    ("agreement/progress", "", Place),
    ("agreement/propose", "", Told),
    ("agreement/sign", "", Told),
    ("announcement/cancel", "", Told),
    ("announcement/delete", "", Told),
    ("announcement/retry", "", Told),
    ("announcement/save", "", Told),
    ("announcement/schedule", "", Told),
    ("announcement/test", "", Told),
    ("application/appoint-stand-in", "", Told),
    ("application/ask-again", "", Told),
    ("application/ask-other", "", Told),
    ("application/begin", "", Elsewhere),
    ("application/change-employer", "", Told),
    ("application/end-stand-in", "", Told),
    ("application/endorse", "", Told),
    ("application/nominate", "", Told),
    ("application/pass-on", "", Elsewhere),
    ("application/rank", "", Told),
    ("application/remind", "", Told),
    ("application/save-call", "", Told),
    ("application/save-conflicts", "", Told),
    ("application/save-manager", "", Told),
    ("application/save-part", "", Told),
    ("application/save-purpose", "", Told),
    ("application/save-wishes", "", Told),
    ("application/save-work", "", Told),
    ("application/send", "", Told),
    ("application/start", "", Elsewhere),
    ("application/support", "", Elsewhere),
    ("application/withdraw", "", Told),
    ("attendance/add-guest", GUESTS, Told),
    ("attendance/add-visitor", "", Stays),
    ("attendance/check-in", "", Stays),
    ("attendance/check-in-visitor", "", Stays),
    ("attendance/edit-guest", GUESTS, Told),
    ("attendance/remove-visitor", GUESTS, Told),
    ("attendance/undo", "", Stays),
    ("attendance/undo-visitor", "", Stays),
    ("closing/archive", "", Told),
    ("closing/close", "", Told),
    ("closing/reopen", "", Told),
    ("closing/wish", "", Told),
    ("calendar/make", "", Told),
    ("calendar/revoke", "", Told),
    ("course/turn", "", Told),
    ("day/answer", "", Stays),
    ("day/meet-up", "", Stays),
    ("day/say", "", Told),
    ("day/undo", "", Stays),
    ("duty/appoint", "", Told),
    ("duty/begin", "", Told),
    ("duty/end", "", Told),
    ("duty/leave", "", Told),
    ("evaluation/give", "", Told),
    ("helper/end", "", Told),
    ("helper/let-in", "", Told),
    ("helper/name", "", Told),
    ("import/run", "", Told),
    ("import/undo", "", Told),
    ("mail/choose", "", Told),
    ("mail/answer-day", "", Told),
    ("mail/answer-times", "", Told),
    ("mail/drop", "", Told),
    ("mail/send-again", "", Told),
    ("mail/skip-reminder", "", Told),
    ("mail/unsubscribe", "", Told),
    ("matching/by-hand", "", Told),
    ("matching/change", "", Stays),
    ("matching/delete", "", Told),
    ("matching/lift", "", Stays),
    ("matching/new", "", Place),
    ("matching/publish", "", Told),
    ("matching/several", "", Stays),
    ("matching/tie", "", Stays),
    ("matching/unlift", "", Stays),
    ("matching/weights", "", Stays),
    ("material/remove", FILES, Told),
    ("needs/give", "", Told),
    ("needs/hand-over", "", Told),
    ("needs/save", "", Told),
    ("needs/save-guest", "", Told),
    ("next/plan", "", Told),
    ("newcomer/add", "", Told),
    ("organisation/add", "", Told),
    ("organisation/edit", "", Told),
    ("organisation/end", "", Told),
    ("organisation/merge", "", Told),
    ("organise/answer-for", "", Stays),
    ("organise/remind", "", Told),
    ("pair/delete-meeting", "", Told),
    ("pair/edit-meeting", "", Told),
    ("pair/log-meeting", "", Told),
    ("pair/restore-meeting", "", Told),
    ("pair/take-theirs", "", Told),
    ("pair/tick-action", PAIR, Told),
    ("people/discard-draft", "", Told),
    ("people/edit", "", Told),
    ("people/end-session", "", Told),
    ("people/merge", "", Told),
    ("people/move", "", Told),
    ("people/request-again", "", Elsewhere),
    ("people/request-sign-in", "", Elsewhere),
    ("people/restore-draft", "", Place),
    ("people/save-draft", "", Told),
    ("people/set-active", "", Told),
    ("people/sign-in-by-code", "", Elsewhere),
    ("people/sign-in-by-link", "", Elsewhere),
    ("people/sign-out", "", Elsewhere),
    ("people/sign-out-everywhere", "", Elsewhere),
    ("planning/cancel", "", Told),
    ("planning/delete", "", Told),
    ("planning/edit", "", Told),
    ("planning/new", "", Told),
    ("planning/publish", "", Told),
    ("proposal/accept", PAIR, Told),
    ("proposal/cancel", "", Told),
    ("proposal/decline", "", Told),
    ("proposal/propose", "", Told),
    ("proposal/withdraw", "", Told),
    ("public-page/contacts", "", Told),
    ("public-page/publish", "", Told),
    ("public-page/restore", "", Told),
    ("pulse/answer", "", Told),
    ("selection/decide", "", Stays),
    ("selection/lift", "", Stays),
    ("selection/recuse", "", Told),
    ("selection/settle", "", Elsewhere),
    ("selection/tell", "", Told),
    ("selection/up", "", Stays),
    ("selection/vote", "", Stays),
    ("signal/mark", "", Stays),
    ("signal/send", "", Told),
    ("signal/take-back", "", Told),
    ("start/add-organisations", "", Told),
    ("start/claim", "", Elsewhere),
    ("start/plan-round", "", Told),
    ("start/save-network", "", Told),
    ("tables/change", "", Stays),
    ("tables/draw", "", Stays),
    ("today/put-off", "", Told),
];

fn leads(function: &str) -> (&'static str, Leads) {
    let (_, page, leads) = LEADS.into_iter().find(|(name, ..)| *name == function).unwrap();
    (page, leads)
}

/// Whoever writes a new server function must say here where it leaves its user.
#[test]
fn no_action_is_missing() {
    let listed: BTreeSet<_> = LEADS.into_iter().map(|(function, ..)| format!("/api/{function}")).collect();
    let registered: BTreeSet<_> = server_fn_paths().map(|(path, _)| path.to_owned()).collect();
    assert_eq!(listed, registered);
}

/// Carries out each action as someone who may, and looks at where they are then.
#[tokio::test]
async fn every_action_leaves_the_focus_on_what_came_of_it() {
    let (mut wrong, mut seen) = (Vec::new(), BTreeSet::new());
    for who in ["adept1", "adept2", "kontakt1", "arbetsgrupp1", "organisator1", "reserv1"] {
        let world = World::new().await;
        let numbers = Numbers::of(&world).await;
        for (function, fields, _) in writes() {
            let (page, leads) = leads(function);
            let browser = world.browser(who).await;
            let place = if page.is_empty() { String::new() } else { format!("{PAGE_FIELD}={page}&") };
            let answer = browser.call(function, &numbers.fill(&format!("{place}{fields}"))).await;
            if answer.status != 200 {
                continue;
            }
            seen.insert(function);
            let led = where_it_leads(&browser, &answer).await;
            if led != Ok(leads) {
                wrong.push(format!("{who}: {function} to {:?}: {led:?}, not {leads:?}", answer.location()));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(seen.len() > 40, "{} were carried out", seen.len());
}

/// Where an answer takes its user; an error, if nothing there takes the focus that is
/// said to.
async fn where_it_leads(browser: &Browser, answer: &Answer) -> Result<Leads, String> {
    if answer.location().is_empty() {
        return Ok(Stays);
    }
    let (address, place) = answer.location().split_once('#').unwrap_or((answer.location(), ""));
    let page = browser.get(address).await;
    if !place.is_empty() {
        return if page.says(&format!("id=\"{place}\"")) { Ok(Place) } else { Err(format!("no {place} there")) };
    }
    if page.says(" autofocus") {
        return Ok(Told);
    }
    // A query says what was done, to a page that has to tell of it.
    let tells = address.contains('?') && !address.contains("?till=");
    if tells { Err("nothing there takes the focus".to_owned()) } else { Ok(Elsewhere) }
}

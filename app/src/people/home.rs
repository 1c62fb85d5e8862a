//! Where signing in leads, unless a page was asked for: to where the reader's work is.

use domain::{
    access::Area,
    people::home::{Home, led_to},
    time::today,
};
use leptos::prelude::*;

use crate::{
    context::{self, AllRounds},
    dashboard::api::read_dashboards,
    error::AppError,
    page::PageResult,
    round::{
        switch,
        today::{api::read_today, contact_tasks, group_tasks, read_contact_facts},
    },
};

/// Leads to where the reader's work is.
pub async fn home_page() -> PageResult {
    context::caller()?;
    let places = match context::from_request::<AllRounds>() {
        Some(AllRounds(reader)) => Home::of(&reader, today(context::store_now().1)),
        None => vec![Home::Own],
    };
    let mut working = Vec::new();
    // Whoever has one place only is led there, whatever waits.
    if places.len() > 1 {
        for home in &places {
            if has_work(*home).await? {
                working.push(*home);
                break;
            }
        }
    }
    let door = || switch::doors().into_iter().next().map(|(address, _)| address);
    context::send_on(&match led_to(&places, |home| working.contains(&home)) {
        Home::Door => door().unwrap_or_else(|| "/min-sida".to_owned()),
        Home::Organise => "/organisera".to_owned(),
        Home::Contact => "/kontakt".to_owned(),
        Home::Selection => "/urval".to_owned(),
        Home::Own => "/min-sida".to_owned(),
    });
    Ok(().into_any())
}

/// Whether something waits for the reader there.
async fn has_work(home: Home) -> Result<bool, AppError> {
    let (store, now) = context::store_now();
    match home {
        Home::Door => Ok(true),
        Home::Organise => {
            Ok(switch::callers_of(Area::Organise).is_ok() && !read_today().await?.today.entries.is_empty())
        }
        Home::Contact => Ok(read_contact_facts().await?.iter().any(|facts| !contact_tasks(facts, now).is_empty())),
        Home::Selection => {
            for (_, caller) in switch::callers_of(Area::Selection)? {
                let selection = store.selection(&caller).await?;
                if selection.is_some_and(|selection| !group_tasks(&selection).is_empty()) {
                    return Ok(true);
                }
            }
            Ok(false)
        }
        Home::Own => Ok(read_dashboards().await?.iter().any(|dashboard| !dashboard.to_do.is_empty())),
    }
}

//! The fields of a day's sheet by name: what the error summary calls them, and
//! what is saved in them.

use domain::day::{Audience, DayForm, Kind, MAX_AGENDA, MAX_PARTS};

use super::text::kind;
use crate::{
    day::text::audience,
    text::{lang, t},
};

/// A field of the sheet.
pub(super) struct Shown {
    /// Its name in the form.
    pub name: String,
    /// Its label.
    pub label: String,
    /// What is saved in it.
    pub value: String,
}

/// The title that a sheet shows, in the reader's language.
pub(super) fn title(form: &DayForm) -> String {
    match lang() {
        domain::people::Lang::Sv => form.title_sv.clone(),
        domain::people::Lang::En => form.title_en.clone(),
    }
}

/// What a field says, for people: names of choices in words.
pub(super) fn readable(shown: &Shown) -> String {
    let by_name = if shown.name == "day[kind]" {
        Kind::from_name(&shown.value).map(kind)
    } else if shown.name.ends_with("[audience]") {
        Audience::from_name(&shown.value).map(audience)
    } else {
        None
    };
    by_name.map_or_else(|| shown.value.clone(), str::to_owned)
}

/// Every field that one can write in, those of rows that are empty too.
pub(super) fn all(form: &DayForm) -> Vec<Shown> {
    let text = &t().planning;
    let shown = |name: &str, label: &str, value: &str| Shown {
        name: format!("day[{name}]"),
        label: label.to_owned(),
        value: value.to_owned(),
    };
    let mut all = vec![
        shown("kind", text.kind, &form.kind),
        shown("title_sv", text.title_sv, &form.title_sv),
        shown("title_en", text.title_en, &form.title_en),
        shown("summary_sv", text.summary_sv, &form.summary_sv),
        shown("summary_en", text.summary_en, &form.summary_en),
        shown("date", text.date, &form.date),
        shown("parts", text.parts, ""),
    ];
    all.extend((0..MAX_PARTS).flat_map(|n| part(form, n)));
    all.extend((0..MAX_AGENDA).flat_map(|n| line(form, n)));
    all.extend([
        shown("venue", text.venue, &form.venue),
        shown("address", text.address, &form.address),
        shown("map_url", text.map_url, &form.map_url),
        shown("directions_sv", text.directions_sv, &form.directions_sv),
        shown("directions_en", text.directions_en, &form.directions_en),
        shown("reply_by", text.reply_by, &form.reply_by),
        shown("responsible", text.responsible, &form.responsible),
        shown("contact_name", text.contact_name, &form.contact_name),
        shown("contact_email", text.contact_email, &form.contact_email),
        shown("contact_phone", text.contact_phone, &form.contact_phone),
        shown("tell", text.tell_title, &form.tell),
    ]);
    all
}

fn part(form: &DayForm, n: usize) -> Vec<Shown> {
    let text = &t().planning;
    let part = form.parts.get(n).cloned().unwrap_or_default();
    let fields = [
        ("from", text.from, part.from),
        ("to", text.to, part.to),
        ("audience", text.audience, part.audience),
        ("seats", text.seats, part.seats),
    ];
    row("parts", n, &(text.part)(n + 1), fields)
}

fn line(form: &DayForm, n: usize) -> Vec<Shown> {
    let text = &t().planning;
    let line = form.agenda.get(n).cloned().unwrap_or_default();
    let fields = [
        ("at", text.at, line.at),
        ("title_sv", text.line_sv, line.title_sv),
        ("title_en", text.line_en, line.title_en),
        ("speaker", text.speaker, line.speaker),
    ];
    row("agenda", n, &(text.line)(n + 1), fields)
}

fn row<const N: usize>(rows: &str, n: usize, row: &str, fields: [(&str, &str, String); N]) -> Vec<Shown> {
    let shown = |(name, label, value): (&str, &str, String)| Shown {
        name: format!("day[{rows}][{n}][{name}]"),
        label: format!("{row}, {}", label.to_lowercase()),
        value,
    };
    fields.into_iter().map(shown).collect()
}

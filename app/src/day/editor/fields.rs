//! The fields of a day's sheet by name: what the error summary calls them, and what
//! stands in them.

use domain::day::{Audience, DayForm, Kind, MAX_AGENDA, MAX_PARTS};

use super::text::kind;
use crate::{
    day::text::audience,
    text::{lang, t},
};

/// The title that a sheet shows, in the reader's language.
pub(super) fn title(form: &DayForm) -> String {
    match lang() {
        domain::people::Lang::Sv => form.title_sv.clone(),
        domain::people::Lang::En => form.title_en.clone(),
    }
}

/// What a field says, for people: names of choices, and of `organisers`, in words.
pub(super) fn readable(name: &str, value: &str, organisers: &[(String, String)]) -> String {
    let text = &t().planning;
    let words = match name.rsplit('[').next().unwrap_or_default() {
        "kind]" => Kind::from_name(value).map(kind),
        "audience]" => Audience::from_name(value).map(audience),
        "late_yes]" | "remove]" => Some(if value.is_empty() { text.no } else { text.yes }),
        "responsible]" => organisers.iter().find(|(number, _)| number == value).map(|(_, name)| name.as_str()),
        _ => None,
    };
    words.unwrap_or(value).to_owned()
}

/// The name and the label of every field, those of rows that are empty too.
pub(super) fn labels() -> Vec<(String, String)> {
    let text = &t().planning;
    let named = |(name, label): (&str, &str)| (format!("day[{name}]"), label.to_owned());
    let first = [
        ("kind", text.kind),
        ("title_sv", text.title_sv),
        ("title_en", text.title_en),
        ("summary_sv", text.summary_sv),
        ("summary_en", text.summary_en),
        ("date", text.date),
        ("parts", text.parts),
    ];
    let rest = [
        ("venue", text.venue),
        ("address", text.address),
        ("map_url", text.map_url),
        ("directions_sv", text.directions_sv),
        ("directions_en", text.directions_en),
        ("reply_by", text.reply_by),
        ("late_yes", text.late_yes),
        ("responsible", text.responsible),
        ("contact_name", text.contact_name),
        ("contact_email", text.contact_email),
        ("contact_phone", text.contact_phone),
        ("tell", text.tell_title),
    ];
    let rows = (0..MAX_PARTS).flat_map(part).chain((0..MAX_AGENDA).flat_map(line));
    first.into_iter().map(named).chain(rows).chain(rest.into_iter().map(named)).collect()
}

fn part(n: usize) -> Vec<(String, String)> {
    let text = &t().planning;
    let fields = [
        ("from", text.from),
        ("to", text.to),
        ("audience", text.audience),
        ("seats", text.seats),
        ("remove", text.remove_part),
    ];
    row("parts", n, &(text.part)(n + 1), fields)
}

fn line(n: usize) -> Vec<(String, String)> {
    let text = &t().planning;
    let fields = [("at", text.at), ("title_sv", text.line_sv), ("title_en", text.line_en), ("speaker", text.speaker)];
    row("agenda", n, &(text.line)(n + 1), fields)
}

fn row<const N: usize>(rows: &str, n: usize, row: &str, fields: [(&str, &str); N]) -> Vec<(String, String)> {
    let named =
        |(name, label): (&str, &str)| (format!("day[{rows}][{n}][{name}]"), format!("{row}, {}", label.to_lowercase()));
    fields.into_iter().map(named).collect()
}

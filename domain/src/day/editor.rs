//! The form in which a day is edited, and its checks.

use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};

use super::seats::SEATS;
use super::{Audience, Consent, Contact, Kind, Mailing, Plan, PlannedItem, PlannedPart, SegmentId};
use crate::{
    input::{
        Checks, FieldError, Problem, Text, choice, date, https_link, number, optional, some_line, some_text, time,
    },
    merge::{Merged, Row, merge, merge_fields},
    people::{EmailAddress, Localised, PersonId},
    problems,
    time::{instant, local},
};

/// The most parts of a day.
pub const MAX_PARTS: usize = 8;
/// The most items on a day's agenda.
pub const MAX_AGENDA: usize = 40;
/// What [`DayForm::tell`] holds for a correction that nobody is told of.
pub const SILENT: &str = "none";

/// A day as the form sends it: every field as typed, so that a wrong one can
/// be explained and given back.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DayForm {
    /// A [`Kind`]'s name.
    pub kind: String,
    /// Its title in Swedish.
    pub title_sv: String,
    /// Its title in English.
    pub title_en: String,
    /// What happens, in Swedish.
    pub summary_sv: String,
    /// What happens, in English.
    pub summary_en: String,
    /// `2026-10-16`.
    pub date: String,
    /// Its parts.
    pub parts: Vec<PartForm>,
    /// Its agenda; lines without anything are left out.
    pub agenda: Vec<AgendaForm>,
    /// The place.
    pub venue: String,
    /// Its street address.
    pub address: String,
    /// Where it is on a map, or nothing.
    pub map_url: String,
    /// How to get there in Swedish, or nothing.
    pub directions_sv: String,
    /// How to get there in English, or nothing.
    pub directions_en: String,
    /// The last date to answer.
    pub reply_by: String,
    /// Anything, if a late yes is taken; a box that is not ticked sends nothing.
    pub late_yes: String,
    /// The organiser responsible, by number, or nothing.
    pub responsible: String,
    /// Whom to ask, or nothing.
    pub contact_name: String,
    /// Their address, or nothing.
    pub contact_email: String,
    /// Their number, or nothing.
    pub contact_phone: String,
    /// How many people may be told by email what changes for them; [`SILENT`],
    /// if none are to be; or nothing.
    pub tell: String,
    /// Anything, if answers are kept where hours change a little.
    pub keep_answers: String,
}

/// A part of a day as the form sends it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PartForm {
    /// Its number, or nothing for a new one.
    pub id: String,
    /// `09:00`.
    pub from: String,
    /// `13:00`.
    pub to: String,
    /// An [`Audience`]'s name.
    pub audience: String,
    /// How many seats, or nothing.
    pub seats: String,
    /// Anything, if it is not to be.
    pub remove: String,
}

/// A line of the agenda as the form sends it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AgendaForm {
    /// The place of its part in the form, from 0; or nothing: then its time tells.
    pub part: String,
    /// `09:30`.
    pub at: String,
    /// What it is, in Swedish.
    pub title_sv: String,
    /// What it is, in English.
    pub title_en: String,
    /// Who speaks, or nothing.
    pub speaker: String,
}

merge_fields!(DayForm: kind, title_sv, title_en, summary_sv, summary_en, date, parts, agenda, venue, address, map_url,
    directions_sv, directions_en, reply_by, late_yes, responsible, contact_name, contact_email, contact_phone, tell,
    keep_answers);
merge_fields!(PartForm[id]: from, to, audience, seats, remove);
merge_fields!(AgendaForm: part, at, title_sv, title_en, speaker);

impl Row for PartForm {
    fn is_blank(&self) -> bool {
        [&self.id, &self.from, &self.to, &self.seats].iter().all(|field| field.trim().is_empty())
    }

    fn says_the_same(&self, other: &Self) -> bool {
        let said = |part: &Self| [&part.from, &part.to, &part.audience, &part.seats, &part.remove].map(String::clone);
        said(self) == said(other)
    }

    fn marks(&self) -> Vec<&str> {
        vec![&self.id]
    }

    fn title(&self) -> (&'static str, &str) {
        ("from", &self.from)
    }

    fn anew(self) -> Self {
        Self { id: String::new(), ..self }
    }
}

impl AgendaForm {
    /// What is written in it.
    fn texts(&self) -> [&str; 4] {
        [&self.at, &self.title_sv, &self.title_en, &self.speaker].map(|text| text.trim())
    }
}

impl Row for AgendaForm {
    fn is_blank(&self) -> bool {
        self.texts().iter().all(|text| text.is_empty())
    }

    fn says_the_same(&self, other: &Self) -> bool {
        self.texts() == other.texts()
    }

    fn marks(&self) -> Vec<&str> {
        vec![&self.title_sv, &self.title_en, &self.at]
    }

    fn title(&self) -> (&'static str, &str) {
        ("title_sv", &self.title_sv)
    }
}

/// A part with its place in the form.
type Placed = (usize, PlannedPart);

impl PartForm {
    /// Whether something that begins then is within its hours, as typed.
    fn takes_in(&self, at: &str) -> bool {
        let hours = time(&self.from).and_then(|from| Ok(from..time(&self.to)?));
        matches!((hours, time(at)), (Ok(hours), Ok(at)) if hours.contains(&at))
    }
}

impl DayForm {
    /// Puts together what this organiser and another have made of a day's form at
    /// once. The lines of the agenda then belong to their parts by their times: the
    /// places of the parts may differ between the two.
    pub fn merged(&self, base: &Self, theirs: &Self) -> Merged<Self> {
        let by_time = |form: &Self| {
            let mut form = form.clone();
            form.agenda.iter_mut().for_each(|line| line.part.clear());
            form
        };
        merge(&by_time(base), &by_time(self), &by_time(theirs))
    }

    /// Checks the whole form. Hours are Swedish, in summer and in winter.
    ///
    /// ```
    /// use domain::day::{DayForm, PartForm};
    /// let part = PartForm { from: "09.00".into(), to: "15.00".into(), audience: "everyone".into(), ..PartForm::default() };
    /// let form = DayForm {
    ///     kind: "inspiration".into(),
    ///     title_sv: "Inspirationsdag".into(), title_en: "Inspiration day".into(),
    ///     summary_sv: "En dag om att leda.".into(), summary_en: "A day about leading.".into(),
    ///     date: "2026-10-16".into(), reply_by: "2026-10-09".into(),
    ///     venue: "Aulan".into(), address: "Torget 1".into(),
    ///     parts: vec![part],
    ///     ..DayForm::default()
    /// };
    /// assert_eq!(form.parse().unwrap().parts[0].starts.to_string(), "2026-10-16T07:00:00Z");
    /// let winter = DayForm { date: "2026-12-04".into(), ..form.clone() };
    /// assert_eq!(winter.parse().unwrap().parts[0].starts.to_string(), "2026-12-04T08:00:00Z");
    ///
    /// // One part can begin when another ends, but not before.
    /// let second = |from: &str| PartForm { from: from.into(), to: "16:00".into(), ..form.parts[0].clone() };
    /// let two = |from: &str| DayForm { parts: vec![form.parts[0].clone(), second(from)], ..form.clone() }.parse();
    /// assert!(two("15:00").is_ok());
    /// assert_eq!(two("14:59").unwrap_err()[0].field, "parts[1][from]");
    ///
    /// let wrong = DayForm { title_en: "".into(), reply_by: "2026-10-17".into(), map_url: "http://a".into(), ..form };
    /// let fields: Vec<_> = wrong.parse().unwrap_err().into_iter().map(|error| error.field).collect();
    /// assert_eq!(fields, ["title_en", "map_url", "reply_by"]);
    /// ```
    ///
    /// # Errors
    /// Every field that is wrong, in the form's order.
    pub fn parse(&self) -> Result<Plan, Vec<FieldError>> {
        let mut checks = Checks::default();
        let kind = checks.field("kind", choice(&self.kind, Kind::from_name));
        let title = both(&mut checks, "title", [&self.title_sv, &self.title_en], some_line::<120>);
        let summary = both(&mut checks, "summary", [&self.summary_sv, &self.summary_en], some_text::<2000>);
        let date = checks.field("date", date(&self.date));
        let parts = self.parse_parts(&mut checks, date);
        let parts = self.parse_agenda(&mut checks, parts);
        let venue = checks.field("venue", some_line::<120>(&self.venue));
        let address = checks.field("address", some_text::<200>(&self.address));
        let map_url = checks.field("map_url", https_link(&self.map_url));
        let directions = self.parse_directions(&mut checks);
        let reply_by = checks.field("reply_by", last_date(&self.reply_by, date));
        let responsible = checks.field("responsible", optional(&self.responsible, person));
        let contact = self.parse_contact(&mut checks);
        let plan = (|| {
            Some(Plan {
                kind: kind?,
                title: title?,
                summary: summary?,
                venue: venue?,
                address: address?,
                map_url: map_url?,
                directions: directions?,
                reply_by: instant(reply_by?.at(23, 59, 0, 0)),
                late_yes: !self.late_yes.is_empty(),
                contact: contact?,
                responsible: responsible?,
                parts,
                removed: self.removed(),
            })
        })();
        checks.finish(plan)
    }

    /// The form's parts alone, on a date.
    ///
    /// # Errors
    /// Every field of them that is wrong, in the form's order.
    pub(crate) fn planned_parts(&self, date: Date) -> Result<Vec<PlannedPart>, Vec<FieldError>> {
        let mut checks = Checks::default();
        let parts = self.parse_parts(&mut checks, Some(date));
        checks.finish(Some(parts.into_iter().map(|(_, part)| part).collect()))
    }

    /// The parts that are to be, each with its place in the form. While the date
    /// is wrong, any will do to check their hours.
    fn parse_parts(&self, checks: &mut Checks, date: Option<Date>) -> Vec<Placed> {
        let date = date.unwrap_or_default();
        let kept = || self.parts.iter().enumerate().filter(|(_, part)| part.remove.is_empty());
        if kept().count() == 0 || self.parts.len() > MAX_PARTS {
            checks.field::<()>("parts", Err(Problem::Missing));
        }
        let parts = kept().take(MAX_PARTS);
        let parse = |(n, part): (usize, &PartForm)| {
            let field = |name: &str| format!("parts[{n}][{name}]");
            let from = checks.field(field("from"), time(&part.from));
            let to = checks.field(
                field("to"),
                time(&part.to).and_then(|to| match from {
                    Some(from) if to <= from => Err(Problem::EndsTooEarly),
                    _ => Ok(to),
                }),
            );
            let audience = checks.field(field("audience"), choice(&part.audience, Audience::from_name));
            let capacity = checks.field(field("seats"), optional(&part.seats, |typed| number(typed, SEATS)));
            let moment = |at: Time| instant(date.to_datetime(at));
            let part = PlannedPart {
                id: part.id.parse().ok().map(SegmentId),
                audience: audience?,
                starts: moment(from?),
                ends: moment(to?),
                capacity: capacity?,
                agenda: Vec::new(),
            };
            Some((n, part))
        };
        let parts: Vec<_> = parts.filter_map(parse).collect();
        for (earlier, (n, part)) in parts.iter().enumerate() {
            if parts[..earlier].iter().any(|(_, other)| other.hours().overlap(&part.hours())) {
                checks.field::<()>(format!("parts[{n}][from]"), Err(PlanProblem::Overlaps.into()));
            }
        }
        parts
    }

    /// Puts the agenda's lines into their parts, in order.
    fn parse_agenda(&self, checks: &mut Checks, mut parts: Vec<Placed>) -> Vec<PlannedPart> {
        let removed = |line: &AgendaForm| {
            let named = line.part.parse::<usize>().ok();
            let mut removed = self.parts.iter().enumerate().filter(|(_, part)| !part.remove.is_empty());
            removed.any(|(n, part)| named.map_or_else(|| part.takes_in(&line.at), |named| named == n))
        };
        for (n, line) in self.agenda.iter().enumerate().take(MAX_AGENDA) {
            if line.is_blank() || removed(line) {
                continue;
            }
            let field = |name: &str| format!("agenda[{n}][{name}]");
            let at = checks.field(field("at"), time(&line.at));
            let title_sv = checks.field(field("title_sv"), some_line::<160>(&line.title_sv));
            let title_en = checks.field(field("title_en"), some_line::<160>(&line.title_en));
            let speaker = checks.field(field("speaker"), Text::<160>::parse_line(&line.speaker));
            let part = at.and_then(|at| checks.field(field("at"), part_of(line, at, &mut parts)));
            if let (Some(part), Some(at), Some(sv), Some(en), Some(speaker)) = (part, at, title_sv, title_en, speaker) {
                let title = Localised { sv, en };
                part.agenda.push(PlannedItem { at, title, speaker: speaker.as_str().to_owned() });
            }
        }
        for (_, part) in &mut parts {
            part.agenda.sort_by_key(|item| item.at);
        }
        parts.into_iter().map(|(_, part)| part).collect()
    }

    /// In both languages, or in neither.
    fn parse_directions(&self, checks: &mut Checks) -> Option<Localised> {
        let typed = [&self.directions_sv, &self.directions_en];
        if typed.iter().all(|typed| typed.trim().is_empty()) {
            return Some(Localised { sv: String::new(), en: String::new() });
        }
        both(checks, "directions", typed, some_text::<1000>)
    }

    fn parse_contact(&self, checks: &mut Checks) -> Option<Contact> {
        let line = |typed: &str| Text::<120>::parse_line(typed).map(|text| text.as_str().to_owned());
        let name = checks.field("contact_name", line(&self.contact_name));
        let email = checks.field("contact_email", optional(&self.contact_email, EmailAddress::parse));
        let phone = checks.field("contact_phone", line(&self.contact_phone));
        let email = email?.map(|email| email.as_str().to_owned()).unwrap_or_default();
        Some(Contact { name: name?, email, phone: phone? })
    }

    /// What the organiser has said about the change.
    ///
    /// ```
    /// use domain::day::{DayForm, Mailing};
    /// let says = |tell: &str| DayForm { tell: tell.into(), ..DayForm::default() }.consent().mailing;
    /// assert_eq!([says(""), says("44"), says("none")], [Mailing::NotSaid, Mailing::To(44), Mailing::Silent]);
    /// ```
    pub fn consent(&self) -> Consent {
        let mailing = match self.tell.as_str() {
            SILENT => Mailing::Silent,
            tell => tell.parse().map_or(Mailing::NotSaid, Mailing::To),
        };
        Consent { mailing, keep_answers: !self.keep_answers.is_empty() }
    }

    fn removed(&self) -> Vec<SegmentId> {
        let removed = self.parts.iter().filter(|part| !part.remove.is_empty());
        removed.filter_map(|part| part.id.parse().ok().map(SegmentId)).collect()
    }
}

/// A text in both languages; its fields are called after it and the language.
fn both(
    checks: &mut Checks,
    name: &str,
    [sv, en]: [&String; 2],
    parse: impl Fn(&str) -> Result<String, Problem>,
) -> Option<Localised> {
    let sv = checks.field(format!("{name}_sv"), parse(sv));
    let en = checks.field(format!("{name}_en"), parse(en));
    Some(Localised { sv: sv?, en: en? })
}

problems! {
    /// What can be wrong with a day that is planned.
    pub enum PlanProblem {
        /// A last day to answer that is after the day itself.
        AfterTheDay = "after_the_day",
        /// A time that is not within its part of the day.
        OutsideThePart = "outside_the_part",
        /// Hours that another part of the day has too.
        Overlaps = "overlaps",
    }
}

fn last_date(typed: &str, day: Option<Date>) -> Result<Date, Problem> {
    match (date(typed)?, day) {
        (last, Some(day)) if last > day => Err(PlanProblem::AfterTheDay.into()),
        (last, _) => Ok(last),
    }
}

fn person(typed: &str) -> Result<PersonId, Problem> {
    typed.parse().map(PersonId).map_err(|_| Problem::NotAChoice)
}

/// The part that a line of the agenda is of: the one it names, or the first
/// within whose hours it is.
fn part_of<'a>(line: &AgendaForm, at: Time, parts: &'a mut [Placed]) -> Result<&'a mut PlannedPart, Problem> {
    let wanted = optional(&line.part, |typed| typed.parse::<usize>().map_err(|_| Problem::NotAChoice))?;
    let within = |part: &PlannedPart| (local(part.starts).time()..local(part.ends).time()).contains(&at);
    let mut parts = parts.iter_mut();
    let part = parts.find(|(n, part)| wanted.is_none_or(|wanted| wanted == *n) && within(part));
    part.map(|(_, part)| part).ok_or_else(|| PlanProblem::OutsideThePart.into())
}

/// The form as it shows a day.
impl From<&Plan> for DayForm {
    fn from(plan: &Plan) -> Self {
        let clock = |time: Time| format!("{:02}:{:02}", time.hour(), time.minute());
        let wall = |at| clock(local(at).time());
        let part = |part: &PlannedPart| PartForm {
            id: part.id.map(|id| id.to_string()).unwrap_or_default(),
            from: wall(part.starts),
            to: wall(part.ends),
            audience: part.audience.name().to_owned(),
            seats: part.capacity.map(|seats| seats.to_string()).unwrap_or_default(),
            remove: String::new(),
        };
        let lines = plan.parts.iter().enumerate().flat_map(|(n, part)| {
            part.agenda.iter().map(move |item| AgendaForm {
                part: n.to_string(),
                at: clock(item.at),
                title_sv: item.title.sv.clone(),
                title_en: item.title.en.clone(),
                speaker: item.speaker.clone(),
            })
        });
        let date = |at| local(at).date().to_string();
        Self {
            kind: plan.kind.name().to_owned(),
            title_sv: plan.title.sv.clone(),
            title_en: plan.title.en.clone(),
            summary_sv: plan.summary.sv.clone(),
            summary_en: plan.summary.en.clone(),
            date: plan.parts.first().map(|part| date(part.starts)).unwrap_or_default(),
            parts: plan.parts.iter().map(part).collect(),
            agenda: lines.collect(),
            venue: plan.venue.clone(),
            address: plan.address.clone(),
            map_url: plan.map_url.clone(),
            directions_sv: plan.directions.sv.clone(),
            directions_en: plan.directions.en.clone(),
            reply_by: date(plan.reply_by),
            late_yes: if plan.late_yes { "1".to_owned() } else { String::new() },
            responsible: plan.responsible.map(|person| person.to_string()).unwrap_or_default(),
            contact_name: plan.contact.name.clone(),
            contact_email: plan.contact.email.clone(),
            contact_phone: plan.contact.phone.clone(),
            tell: String::new(),
            keep_answers: "1".to_owned(),
        }
    }
}

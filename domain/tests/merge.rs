//! Two people change one form at once.

use std::collections::BTreeMap;

use domain::{
    day::{AgendaForm, DayForm, PartForm},
    merge::{Clash, merge},
    pair::agreement::{GoalForm, TermsForm},
};
use proptest::{collection::vec, prelude::*, sample::select};

fn part(id: &str, from: &str, to: &str) -> PartForm {
    let text = str::to_owned;
    PartForm { id: text(id), from: text(from), to: text(to), audience: text("everyone"), ..PartForm::default() }
}

fn line(at: &str, title: &str) -> AgendaForm {
    AgendaForm { at: at.to_owned(), title_sv: title.to_owned(), title_en: title.to_owned(), ..AgendaForm::default() }
}

fn base() -> DayForm {
    DayForm {
        title_sv: "Erfarenhetsutbyte".to_owned(),
        venue: "Salen".to_owned(),
        parts: vec![part("1", "09:00", "12:00"), part("2", "13:00", "15:00")],
        agenda: vec![line("09:00", "Samling"), line("10:00", "Paus"), line("14:00", "Paus")],
        ..DayForm::default()
    }
}

#[test]
fn what_only_the_other_changed_is_taken_over() {
    let mine = DayForm { title_sv: "Utbyte".to_owned(), ..base() };
    let mut theirs = DayForm { venue: "Aulan".to_owned(), ..base() };
    theirs.parts[1].to = "16:00".to_owned();
    theirs.agenda.push(line("15:00", "Avslutning"));
    let merged = mine.merged(&base(), &theirs);
    assert_eq!(merged.clashes, []);
    assert_eq!(merged.form, DayForm { title_sv: "Utbyte".to_owned(), ..theirs });
}

#[test]
fn what_both_changed_is_asked_about_alone() {
    let mut mine = DayForm { venue: "Stora salen".to_owned(), ..base() };
    mine.parts[1].to = "15:30".to_owned();
    let mut theirs = DayForm { venue: "Aulan".to_owned(), title_sv: "Utbyte".to_owned(), ..base() };
    theirs.parts[1].to = "16:00".to_owned();
    let clash = |field: &str, mine: &str, theirs: &str| Clash {
        field: field.to_owned(),
        mine: mine.to_owned(),
        theirs: theirs.to_owned(),
    };
    let merged = mine.merged(&base(), &theirs);
    assert_eq!(merged.clashes, [clash("parts[1][to]", "15:30", "16:00"), clash("venue", "Stora salen", "Aulan")]);
    assert_eq!(merged.form, DayForm { title_sv: "Utbyte".to_owned(), ..mine });
}

#[test]
fn rows_are_known_again_wherever_they_stand() {
    let mut mine = base();
    mine.agenda.remove(0);
    mine.agenda[1].title_sv = "Kaffe".to_owned();
    let mut theirs = base();
    theirs.agenda.insert(0, line("08:30", "Frukost"));
    theirs.agenda[2].at = "10:15".to_owned();
    let merged = mine.merged(&base(), &theirs);
    assert_eq!(merged.clashes, []);
    let said: Vec<_> = merged.form.agenda.iter().map(|line| (line.at.as_str(), line.title_sv.as_str())).collect();
    assert_eq!(said, [("10:15", "Paus"), ("14:00", "Kaffe"), ("08:30", "Frukost")]);
}

#[test]
fn a_row_that_one_removes_and_the_other_changes_is_asked_about() {
    let mut changed = base();
    changed.parts[1].seats = "20".to_owned();
    let removed = DayForm { parts: vec![part("1", "09:00", "12:00")], ..base() };

    let merged = changed.merged(&base(), &removed);
    assert_eq!(merged.clashes.len(), 1);
    let kept = &merged.form.parts[1];
    assert_eq!((kept.id.as_str(), kept.seats.as_str()), ("", "20"), "the part that it was is gone: it is a new one");

    let merged = removed.merged(&base(), &changed);
    assert_eq!((merged.clashes.len(), merged.form.parts.len()), (1, 2));
    assert_eq!(merged.form.parts[1], changed.parts[1]);
}

#[test]
fn goals_are_rows_as_well() {
    let goal = |id: &str, what: &str, steps: &str| GoalForm { id: id.into(), what: what.into(), steps: steps.into() };
    let terms = |goals| TermsForm { rules: "Vi ringer.".to_owned(), goals, ..TermsForm::default() };
    let base = terms(vec![goal("1", "Leda", "Läs\nÖva"), goal("2", "Delegera", "")]);
    // A browser sends other line ends than it was given.
    let mine = terms(vec![goal("1", "Leda", "Läs\r\nÖva"), goal("2", "Delegera mer", ""), goal("", "", "")]);
    let theirs = terms(vec![goal("1", "Leda", "Läs\nÖva\nLeda"), goal("2", "Delegera", ""), goal("3", "Vila", "")]);
    let merged = merge(&base, &mine, &theirs);
    assert_eq!(merged.clashes, []);
    let expected = [goal("1", "Leda", "Läs\nÖva\nLeda"), goal("2", "Delegera mer", ""), goal("3", "Vila", "")];
    assert_eq!(merged.form.goals, expected);
}

/// Both have written the same goal anew: what it is saved as is nothing to ask about.
#[test]
fn what_a_row_is_saved_as_never_clashes() {
    let goal = |id: &str, steps: &str| GoalForm { id: id.into(), what: "Leda".into(), steps: steps.into() };
    let terms = |goal| TermsForm { goals: vec![goal], ..TermsForm::default() };
    let merged = merge(&terms(goal("1", "")), &terms(goal("", "Öva")), &terms(goal("2", "")));
    assert_eq!(merged.clashes, []);
    assert_eq!(merged.form.goals, [goal("2", "Öva")]);
}

/// Boxes that each has ticked or unticked are put together; a number that both changed is
/// asked about.
#[test]
fn boxes_and_numbers_are_fields_of_their_own() {
    let fields = |fields: &[(&str, &str)]| -> BTreeMap<String, String> {
        fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    };
    let base = fields(&[("adept", "1"), ("mentor", "1")]);
    let mine = fields(&[("mentor", "1"), ("reserve", "1")]);
    let theirs = fields(&[("adept", "1"), ("organiser", "1")]);
    let merged = merge(&base, &mine, &theirs);
    assert_eq!(merged.clashes, []);
    assert_eq!(merged.form, fields(&[("organiser", "1"), ("reserve", "1")]));

    let [base, mine, theirs] = ["5", "2", "9"].map(|weight| fields(&[("themes", weight), ("level", "3")]));
    let merged = merge(&base, &mine, &theirs);
    assert_eq!(merged.form, mine);
    let clash = Clash { field: "themes".to_owned(), mine: "2".to_owned(), theirs: "9".to_owned() };
    assert_eq!(merged.clashes, [clash]);
}

/// A form of few words, so that the same come up again.
fn form() -> impl Strategy<Value = DayForm> {
    let word = || select(vec!["", "Salen", "Aulan", "Torget"]).prop_map(str::to_owned);
    let line = (select(vec!["09:00", "10:00", "14:00"]), word()).prop_map(|(at, title)| line(at, &title));
    (word(), word(), word(), vec(line, 0..4)).prop_map(|(title_sv, venue, address, agenda)| DayForm {
        title_sv,
        venue,
        address,
        agenda,
        ..DayForm::default()
    })
}

/// The same with the lines of the agenda in the order in which they are kept.
fn sorted(mut form: DayForm) -> DayForm {
    form.agenda.sort_by(|a, b| (&a.at, &a.title_sv).cmp(&(&b.at, &b.title_sv)));
    form
}

proptest! {
    #[test]
    fn whoever_changes_alone_gets_what_they_wrote(base in form(), changed in form()) {
        for merged in [changed.merged(&base, &base), base.merged(&base, &changed)] {
            prop_assert!(merged.clashes.is_empty(), "{:?}", merged.clashes);
            prop_assert_eq!(sorted(merged.form), sorted(changed.clone()));
        }
    }

    #[test]
    fn nothing_is_made_up_and_nothing_clashes_that_only_one_changed(base in form(), mine in form(), theirs in form()) {
        let merged = mine.merged(&base, &theirs);
        let clashes = |field: &str| merged.clashes.iter().any(|clash| clash.field == field);
        let fields = |form: &DayForm| [form.title_sv.clone(), form.venue.clone(), form.address.clone()];
        let all = [fields(&base), fields(&mine), fields(&theirs), fields(&merged.form)];
        for (n, name) in ["title_sv", "venue", "address"].into_iter().enumerate() {
            let [base, mine, theirs, merged] = all.each_ref().map(|form| &form[n]);
            let expected = if mine == base { theirs } else { mine };
            prop_assert_eq!(merged, expected);
            prop_assert_eq!(clashes(name), mine != base && theirs != base && mine != theirs);
        }
    }
}

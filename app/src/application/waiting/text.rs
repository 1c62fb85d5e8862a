//! Words of applications that wait.

use domain::application::{Party, waiting::Stage};

use crate::text::{t, texts};

texts! {
    /// Applications that wait.
    pub struct WaitingText {
        title = "Följ ansökningarna", "Follow the applications";
        lede = "Var varje ansökan står, vem den väntar på och sedan när.", "Where each application stands, whom it waits for and since when.";
        open_until: fn(&str) -> String = |when| format!("Ansökan är öppen till och med {when}."), |when| format!("Applications are open until {when}.");
        closed = "Ansökan är stängd.", "Applications are closed.";
        empty = "Ingen har börjat på en ansökan än. När någon har gjort det, eller blivit nominerad, står det här.",
            "Nobody has begun an application yet. Once someone has, or has been nominated, it is listed here.";
        to_call = "Inställningar för ansökan", "Settings of the call";
        nobody = "Ingen ansökan står där.", "No application stands there.";
        all = "alla", "all";
        all_organisations = "Alla organisationer", "All organisations";
        organisations = "Organisation", "Organisation";
        who = "Sökande", "Applicant";
        stands = "Läge", "Stands at";
        waits_for = "Väntar på", "Waits for";
        since = "Sedan", "Since";
        since_days: fn(i64) -> String =
            |n| match n { 0 => "i dag".into(), 1 => "1 dag".into(), n => format!("{n} dagar") },
            |n| match n { 0 => "today".into(), 1 => "1 day".into(), n => format!("{n} days") };
        remind_column = "Påminn", "Remind";
        remind = "Påminn", "Remind";
        remind_of: fn(&str) -> String = |name| format!("Påminn om ansökan från {name}"), |name| format!("Remind of the application from {name}");
        reminded_on: fn(&str) -> String = |when| format!("påmind {when}"), |when| format!("reminded {when}");
        not_begun = "nominerad, har inte börjat", "nominated, has not begun";
        no_contact = "ingen kontaktperson: organisatörerna", "no contact person: the organisers";
        told_applicant = "Den sökande får ett mejl.", "The applicant gets an email.";
        told_manager = "Chefen får ett mejl med en ny länk. Den förra gäller inte längre.", "The manager gets an email with a new link. The earlier one is no longer good.";
        told_contact = "Kontaktpersonen får ett mejl.", "The contact person gets an email.";
        stage_not_begun = "nominerade, har inte börjat", "nominated, not begun";
        stage_applicant = "hos den sökande", "with the applicant";
        stage_manager = "hos chefen", "with the manager";
        stage_contact = "hos kontaktpersonen", "with the contact person";
        stage_group = "hos arbetsgruppen", "with the working group";
        stage_settled = "avgjorda", "settled";
    }
}

/// Where applications stand, as a figure names it.
pub fn stage(stage: Stage) -> &'static str {
    let text = &t().waiting;
    match stage {
        Stage::NotBegun => text.stage_not_begun,
        Stage::Applicant => text.stage_applicant,
        Stage::Manager => text.stage_manager,
        Stage::ContactPerson => text.stage_contact,
        Stage::WorkingGroup => text.stage_group,
        Stage::Settled => text.stage_settled,
    }
}

/// Who gets an email.
pub fn told(party: Party) -> Option<&'static str> {
    let text = &t().waiting;
    match party {
        Party::Applicant => Some(text.told_applicant),
        Party::Manager => Some(text.told_manager),
        Party::ContactPerson => Some(text.told_contact),
        Party::WorkingGroup => None,
    }
}

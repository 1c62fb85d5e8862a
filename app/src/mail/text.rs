//! Words of emails that did not arrive.

use domain::mail::{budget::Cause, delivery::Reason};

use crate::text::{t, texts};

texts! {
    /// Emails that were given up.
    pub struct Deliveries {
        title = "Mejl som inte kom fram", "Emails that did not arrive";
        lede = "Kontrollera adressen med den det gäller, eller hör av dig på annat sätt. Det som är skickat igen försöks på nytt i fem dagar.",
            "Check the address with the person, or get in touch some other way. What is sent again is tried for another five days.";
        none = "Alla mejl har kommit fram, eller är på väg.", "All emails have arrived, or are on their way.";
        sent = "Skickas igen. Kommer det inte fram den här gången heller, står det här på nytt.", "It is being sent again. If it does not arrive this time either, it will be listed here again.";
        late: fn(u32, &str) -> String =
            |n, since| format!("Inga mejl går ut just nu: {n} väntar, det äldsta sedan {since}. Säg till den som sköter driften."),
            |n, since| format!("No emails leave at the moment: {n} waiting, the oldest since {since}. Tell whoever runs the service.");
        told: fn(&str, &str) -> String = |what, at| format!("{what}, {at}."), |what, at| format!("{what}, {at}.");
        send_again = "Skicka igen", "Send again";
        send_all = "Skicka alla igen", "Send all again";
        forgotten = "Borttaget ur listan. Mejlet skickas inte.", "Removed from the list. The email will not be sent.";
        forget = "Ta bort ur listan", "Remove from the list";
        gone = "Någon annan har redan skickat det igen, eller tagit bort det ur listan.", "Someone else has sent it again already, or removed it from the list.";
        back = "Till översikten", "To the overview";
        given_up: fn(usize) -> String =
            |n| if n == 1 { "Ett mejl kom inte fram.".into() } else { format!("{n} mejl kom inte fram.") },
            |n| if n == 1 { "One email did not arrive.".into() } else { format!("{n} emails did not arrive.") };
        see = "Se vilka", "See which";
        link = "Mejl som inte kom fram", "Emails that did not arrive";
        not_delivered: fn(&str, &str) -> String =
            |name, address| format!("Mejlet till {name} ({address}) nådde inte fram. Kontrollera adressen, eller hör av dig på annat sätt."),
            |name, address| format!("The email to {name} ({address}) did not arrive. Check the address, or get in touch some other way.");
        refused = "Adressen tar inte emot mejl.", "The address takes no email.";
        unreachable = "Det gick inte att lämna på fem dagar.", "It could not be handed over in five days.";
        to_sign_in = "Inloggning", "Signing in";
        invitation = "Inbjudan till programmet", "Invitation to the programme";
        nominated = "Nominering", "Nomination";
        manager_asked = "Fråga till chefen", "Question to the manager";
        about_application = "Om en ansökan", "About an application";
        stands_in = "Ersättare för kontaktperson", "Stand-in for a contact person";
        decided = "Besked om urvalet", "Outcome of the selection";
        to_organisers = "Besked till organisatörer", "News for organisers";
        round_thanks = "Tack efter en omgång", "Thanks after a round";
        about_duty = "Om ett uppdrag", "About a duty";
        about_address = "Om en e-postadress", "About an email address";
        about_day = "Om en gemensam dag", "About a common day";
        about_pair = "Om paret", "About the pair";
        announcement = "Utskick", "Announcement";
        reminders = "Påminnelser", "Reminders";
        earlier = "Ett äldre mejl", "An older email";
    }
}

/// What an email was for. Of what goes on in a pair it says no more than that.
pub fn cause(cause: Option<Cause>) -> &'static str {
    let text = &t().mail;
    let Some(cause) = cause else { return text.earlier };
    match cause {
        Cause::SignIn | Cause::Apply | Cause::WrongCodes => text.to_sign_in,
        Cause::Invitation => text.invitation,
        Cause::Nominated => text.nominated,
        Cause::ManagerAsked => text.manager_asked,
        Cause::ApplicationStep | Cause::ApplicationWaits | Cause::ToEndorse => text.about_application,
        Cause::StandsIn => text.stands_in,
        Cause::Announcement | Cause::AnnouncementTest => text.announcement,
        Cause::Decided => text.decided,
        Cause::Moved | Cause::Withdrew | Cause::HelpRequested => text.to_organisers,
        Cause::DutyBegun | Cause::DutyEnded | Cause::Left => text.about_duty,
        Cause::RoundThanks => text.round_thanks,
        Cause::AddressAsked | Cause::AddressWanted | Cause::AddressChanged | Cause::Merged => text.about_address,
        Cause::ResponsibleChanged
        | Cause::NeedsWithheld
        | Cause::Reminder
        | Cause::SeatOffered
        | Cause::SeatGiven
        | Cause::Thanks
        | Cause::Missed
        | Cause::DayInvitation
        | Cause::DayMoved
        | Cause::DayVenueChanged
        | Cause::DayCancelled
        | Cause::HelpsAtDoor
        | Cause::DayBefore
        | Cause::Evaluation => text.about_day,
        Cause::Proposed
        | Cause::Declined
        | Cause::Meeting
        | Cause::Slipped
        | Cause::ToSign
        | Cause::PairStatusChanged
        | Cause::Matched
        | Cause::ToLog
        | Cause::Pulse => text.about_pair,
        Cause::Digest => text.reminders,
    }
}

/// Why one was given up.
pub fn reason(reason: Reason) -> &'static str {
    match reason {
        Reason::Refused => t().mail.refused,
        Reason::Unreachable => t().mail.unreachable,
    }
}

//! Words of duties.

use domain::people::{Duty, Refusal};

use crate::text::{t, texts};

texts! {
    /// Duties that begin and end.
    pub struct DutyText {
        adept = "Adept", "Adept";
        mentor = "Mentor", "Mentor";
        reserve = "Reserv", "In reserve";
        contact_person = "Kontaktperson", "Contact person";
        working_group = "Arbetsgruppen", "Working group";
        organiser = "Organisatör", "Organiser";
        applicant = "Sökande", "Applicant";
        title = "Uppdrag", "Duties";
        none = "Har inget uppdrag nu.", "Has no duty now.";
        since: fn(&str) -> String = |date| format!("från {date}"), |date| format!("from {date}");
        former = "Tidigare uppdrag", "Former duties";
        between: fn(&str, &str) -> String = |from, to| format!("{from}–{to}"), |from, to| format!("{from}–{to}");
        ended_by: fn(&str) -> String = |by| format!("Avslutat av {by}"), |by| format!("Ended by {by}");
        end = "Avsluta eller ersätt", "End or replace";
        leaves = "Lämnar omgången", "Leaves the round";
        give_lede = "Gäller genast, och personen får ett mejl om det.", "Takes effect at once, and they are told by email.";
        give: fn(&str) -> String = |duty| format!("Gör till {}", duty.to_lowercase()), |duty| format!("Make {}", duty.to_lowercase());
        give_group = "Ta med i arbetsgruppen", "Add to the working group";
        give_again = "Ge tillbaka", "Give back";
        begun = "Uppdraget gäller nu, och personen har fått ett mejl.", "The duty holds now, and they have been sent an email.";
        ended = "Uppdraget är avslutat. Den det gäller har fått ett mejl, och den som tar över också.",
            "The duty has ended. They have been told by email, and so has whoever takes over.";
        own_ended = "Ditt uppdrag som organisatör är avslutat. Du har fått ett mejl om det.",
            "Your duty as an organiser has ended. You have been told by email.";
        left = "Personen är inte längre med i omgången, och alla som berörs har fått ett mejl.",
            "They no longer take part in the round, and everyone concerned has been told by email.";
        appoint_title = "Ge någon ett uppdrag", "Give someone a duty";
        appoint_lede = "Finns adressen redan i nätverket är det den personen som får uppdraget. Annars läggs personen till. Gäller genast, och den det gäller får ett mejl.",
            "If the address is in the network already, that person gets the duty. Otherwise they are added. It takes effect at once, and they are told by email.";
        duty = "Uppdrag", "Duty";
        email = "E-postadress", "Email address";
        name = "Namn", "Name";
        organisation = "Organisation", "Organisation";
        organisation_hint = "En kontaktperson måste arbeta för organisationen.", "A contact person has to work for the organisation.";
        choose = "Välj", "Choose";
        appoint = "Ge uppdraget", "Give the duty";
        end_title: fn(&str) -> String = |duty| format!("Avsluta eller ersätt: {}", duty.to_lowercase()), |duty| format!("End or replace: {}", duty.to_lowercase());
        end_lede = "Gäller genast: sidorna som hör till uppdraget visas inte längre, inte heller i öppna flikar. Uppdraget blir kvar i historiken, och du kan ge tillbaka det.",
            "Takes effect at once: the pages that come with the duty are no longer shown, nor in open tabs. The duty stays in the history, and you can give it back.";
        end_contact = "Ansökningar som väntar på att tillstyrkas går till den som tar över, eller till organisatörerna om ingen gör det. En ersättare fortsätter åt den som tar över.",
            "Applications that wait to be endorsed go to whoever takes over, or to the organisers if nobody does. A stand-in goes on for whoever takes over.";
        end_group = "Röster och beslut som redan är givna står kvar.", "Votes and decisions that have been given stay.";
        end_organiser = "Den som tar över ansvarar också för de dagar som personen ansvarade för. Kost och tillgänglighet visas för den nya först när deltagarna har sagt ja.",
            "Whoever takes over is also responsible for the days that they were responsible for. Diet and access are shown to the new one once participants agree.";
        successor = "Den som tar över", "Who takes over";
        successor_lede = "Lämna tomt om ingen tar över.", "Leave empty if nobody takes over.";
        reason = "Orsak", "Reason";
        reason_hint = "Syns bara för organisatörer. Kan lämnas tom.", "Seen by organisers only. May be left empty.";
        end_do = "Avsluta uppdraget", "End the duty";
        cancel = "Avbryt", "Cancel";
        leave_title: fn(&str) -> String = |name| format!("{name} lämnar omgången"), |name| format!("{name} leaves the round");
        leave_lede = "Det här händer när du trycker på knappen. Det går inte att ångra.", "This happens when you press the button. It cannot be undone.";
        leave_pair: fn(&str) -> String =
            |partner| format!("Paret med {partner} avslutas. Båda kan läsa det de har skrivit ett år efter omgångens slut."),
            |partner| format!("The pair with {partner} ends. Both can read what they wrote for a year after the end of the round.");
        leave_no_pair = "Personen är inte i något par.", "They are in no pair.";
        leave_told: fn(&str) -> String =
            |partner| format!("{partner} får veta det i ett mejl, och är kvar i programmet."),
            |partner| format!("{partner} is told by email, and stays in the programme.");
        leave_answers: fn(usize) -> String =
            |n| if n == 1 { "Ett svar till en kommande dag tas bort, och platsen går vidare:".into() } else { format!("{n} svar till kommande dagar tas bort, och platserna går vidare:") },
            |n| if n == 1 { "One answer to a day to come is withdrawn, and the seat passes on:".into() } else { format!("{n} answers to days to come are withdrawn, and the seats pass on:") };
        leave_no_answers = "Det finns inga svar till kommande dagar.", "There are no answers to days to come.";
        leave_reminders = "Inga fler påminnelser skickas. Ansökan tas tillbaka, så att ingen matchas med personen igen.",
            "No more reminders are sent. The application is taken back, so that nobody is matched with them again.";
        step_in = "Vem tar vid?", "Who steps in?";
        step_in_nobody = "Ingen nu", "Nobody now";
        step_in_lede: fn(&str) -> String =
            |partner| format!("Den du väljer blir par med {partner} genast. Båda får ett mejl, och den nya bjuds in till de dagar som är publicerade."),
            |partner| format!("Whoever you choose becomes the pair of {partner} at once. Both are told by email, and the new one is invited to the days that are published.");
        step_in_none = "Ingen i reserv kan ta vid: det finns ingen, eller så hindrar en av matchningens regler det. Du kan matcha senare.",
            "Nobody in reserve can step in: there is nobody, or one of the rules of the matching forbids it. You can match later.";
        sure = "Ja, genomför det och skicka mejlen", "Yes, do it and send the emails";
        step_in_several = "Flera blir kvar utan par. Arbetsgruppen matchar var och en av dem på nytt.", "Several are left without a pair. The working group matches each of them anew.";
        leave_do = "Ta bort ur omgången", "Take out of the round";
        refused_last_organiser = "Det här är den sista organisatören. Ge uppdraget till någon annan först.", "This is the last organiser. Give the duty to someone else first.";
        refused_holds_duties = "Personen har uppdrag som andra räknar med. Avsluta dem först.", "They have duties that others count on. End those first.";
        refused_active_people = "Det finns personer i organisationen som har uppdrag i omgången. Avsluta uppdragen, eller slå ihop organisationen med en annan.",
            "Some people of the organisation have duties in the round. End the duties, or merge the organisation with another.";
        refused_step_in = "De två kan inte bli ett par längre: något har ändrats. Läs sidan igen och välj på nytt.",
            "The two can no longer be a pair: something has changed. Read the page again and choose anew.";
        refused_organisation_ended = "Organisationen har lämnat nätverket, och kan inte ha en kontaktperson.", "The organisation has left the network, and cannot have a contact person.";
    }
}

/// A duty, by its name.
pub fn duty_name(duty: Duty) -> &'static str {
    let text = &t().duty;
    match duty {
        Duty::Adept => text.adept,
        Duty::Mentor => text.mentor,
        Duty::Reserve => text.reserve,
        Duty::ContactPerson => text.contact_person,
        Duty::WorkingGroup => text.working_group,
        Duty::Organiser => text.organiser,
        Duty::Applicant => text.applicant,
    }
}

/// Why something about people and organisations is not done.
pub fn refused(why: Refusal) -> &'static str {
    let text = &t().duty;
    match why {
        Refusal::LastOrganiser => text.refused_last_organiser,
        Refusal::HoldsDuties => text.refused_holds_duties,
        Refusal::HasActivePeople => text.refused_active_people,
        Refusal::CannotStepIn => text.refused_step_in,
        Refusal::OrganisationEnded => text.refused_organisation_ended,
        Refusal::TooManyFeeds => t().calendar.refused_too_many,
        Refusal::ImportInUse => t().import.refused_in_use,
        Refusal::CannotMerge => t().duplicate.refused,
    }
}

//! Words about days that are over.

use crate::text::texts;

texts! {
    /// What there is of a day on its page.
    pub struct FollowUp {
        files = "Material", "Materials";
        evaluation = "Utvärdering", "Evaluation";
        until: fn(&str) -> String =
            |last| format!("Tre frågor, en minut. Öppen till {last}."),
            |last| format!("Three questions, one minute. Open until {last}.");
        evaluate = "Säg vad du tyckte", "Say what you thought";
        change = "Ändra ditt svar", "Change your answer";
        todo: fn(&str) -> String = |day| format!("Säg vad du tyckte: {day}"), |day| format!("Say what you thought: {day}");
    }
}

texts! {
    /// The organiser's page of a day that is over.
    pub struct FollowUpPage {
        title = "Efter dagen", "After the day";
        turnout = "Närvaro", "Attendance";
        invited = "Inbjudna", "Invited";
        expected = "Sa ja", "Said yes";
        came = "Kom", "Came";
        visitors = "Besökare", "Visitors";
        checked_in = "Incheckad", "Checked in";
        nobody_checked_in = "Ingen checkades in. Därför räknas de som sa ja som att de var där.",
            "Nobody was checked in, so those who said yes count as having been there.";
        no_shows: fn(&str, usize) -> String =
            |part, n| format!("Sa ja och kom inte, {part}: {n}"),
            |part, n| format!("Said yes and did not come, {part}: {n}");
        thanks = "Tackmejl", "Thank-you emails";
        not_over = "Tackmejl skickas när dagen är slut.", "Thank-you emails are sent when the day is over.";
        who: fn(u32, u32) -> String =
            |there, missed| format!("{there} som var där får ett tack, med länkar till materialet och utvärderingen. {missed} som var inbjudna och inte kom får en hälsning och länken till materialet."),
            |there, missed| format!("{there} who were there get a thank-you email, with links to the materials and the evaluation. {missed} who were invited and did not come get a greeting and the link to the materials.");
        send = "Skicka tackmejlen", "Send the thank-you emails";
        send_lede = "Mejlen skickas en gång och går inte att ta tillbaka. Lägg gärna till materialet först.",
            "The emails are sent once and cannot be taken back. It is best to add the materials first.";
        send_now: fn(u32) -> String = |n| format!("Skicka {n} mejl nu"), |n| if n == 1 { "Send 1 email now".into() } else { format!("Send {n} emails now") };
        sent: fn(&str) -> String = |at| format!("Tackmejlen skickades {at}."), |at| format!("The thank-you emails were sent on {at}.");
        more = "Utvärdering och material", "Evaluation and materials";
        to_results: fn(u32) -> String =
            |n| format!("Utvärderingen ({n} svar)"),
            |n| if n == 1 { "The evaluation (1 answer)".into() } else { format!("The evaluation ({n} answers)") };
        to_results_later = "Utvärderingen (visas när den har stängt)", "The evaluation (shown once it has closed)";
        to_files: fn(u32) -> String =
            |n| if n == 1 { "Materialet (1 fil)".into() } else { format!("Materialet ({n} filer)") },
            |n| if n == 1 { "The materials (1 file)".into() } else { format!("The materials ({n} files)") };
    }
}

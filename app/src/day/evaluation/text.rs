//! Words of evaluations.

use domain::day::evaluation::{Question, Refusal};

use crate::text::{t, texts};

texts! {
    /// Evaluations.
    pub struct Evaluation {
        title = "Vad tyckte du?", "What did you think?";
        privacy: fn(&str) -> String =
            |last| format!("Ingen ser vem som har svarat vad. Organisatörerna ser en sammanställning när utvärderingen har stängt, om minst fem har svarat. Du kan ändra ditt svar till {last}."),
            |last| format!("Nobody sees who answered what. The organisers see a summary once the evaluation has closed, if five or more have answered. You can change your answer until {last}.");
        whole = "Dagen som helhet", "The day as a whole";
        content = "Innehållet", "The content";
        contacts = "Nya kontakter", "New contacts";
        scale: [&'static str; 5] =
            ["1 Mycket dåligt", "2", "3", "4", "5 Mycket bra"],
            ["1 Very poor", "2", "3", "4", "5 Very good"];
        comment = "Något mer du vill säga", "Anything else you want to say";
        comment_hint: fn(u32) -> String =
            |max| format!("Frivilligt, högst {max} tecken. Visas utan namn, så skriv inget som avslöjar vem du är om du inte vill det."),
            |max| format!("Optional, {max} characters at most. Shown without a name, so leave out anything that would identify you, unless you want it to.");
        send = "Skicka", "Send";
        change = "Spara ändringen", "Save the change";
        saved: fn(&str) -> String =
            |last| format!("Tack! Ditt svar är sparat. Du kan ändra det till {last}."),
            |last| format!("Thank you! Your answer is saved. You can change it until {last}.");
        closed: fn(&str) -> String =
            |last| format!("Utvärderingen stängde {last}. Tack till alla som svarade."),
            |last| format!("The evaluation closed on {last}. Thank you to all who answered.");
        results = "Utvärdering", "Evaluation";
        answers: fn(u32, u32) -> String =
            |n, step| format!("{n} svar. De visas {step} i taget, så att ingen går att känna igen; de sista som inte fyllde ett steg är inte med."),
            |n, step| format!("{n} answers. They are shown {step} at a time, so that nobody can be recognised; the last ones that did not fill a step are left out.");
        still_open: fn(&str) -> String =
            |last| format!("Utvärderingen är öppen till {last}. Svaren visas när den har stängt, så att ingen går att känna igen."),
            |last| format!("The evaluation is open until {last}. The answers are shown once it has closed, so that nobody can be recognised.");
        too_few: fn(u32) -> String =
            |fewest| format!("Färre än {fewest} svarade. Då visas inga svar, så att ingen går att känna igen."),
            |fewest| format!("Fewer than {fewest} answered. Then no answers are shown, so that nobody can be recognised.");
        too_few_by_role: fn(u32) -> String =
            |fewest| format!("Adepters och mentorers svar visas bara var för sig om minst {fewest} av vardera har svarat. Annars går den lilla gruppens svar att räkna ut."),
            |fewest| format!("Adepts' and mentors' answers are shown apart only if {fewest} or more of each have answered. Otherwise the small group's could be worked out.");
        mean: fn(&str) -> String = |mean| format!("Medel {mean} av 5"), |mean| format!("Mean {mean} of 5");
        spread: fn(u32, u32) -> String =
            |rating, people| format!("{people} svarade {rating}"),
            |rating, people| format!("{people} answered {rating}");
        table = "Visa som tabell", "Show as a table";
        rating = "Betyg", "Rating";
        everyone = "Alla", "Everyone";
        adepts = "Adepter", "Adepts";
        mentors = "Mentorer", "Mentors";
        mean_row = "Medel", "Mean";
        comments = "Kommentarer", "Comments";
        comments_lede = "Utan namn och i slumpvis ordning.", "Without names and in random order.";
        no_comments = "Ingen har skrivit något mer.", "Nobody has written anything more.";
        refused_closed = "Utvärderingen har stängt och tar inte emot fler svar.", "The evaluation has closed and takes no more answers.";
    }
}

/// What is asked.
pub fn question(question: Question) -> &'static str {
    let text = &t().evaluation;
    match question {
        Question::Whole => text.whole,
        Question::Content => text.content,
        Question::Contacts => text.contacts,
    }
}

/// Why an evaluation is not taken.
pub fn refused(why: Refusal) -> &'static str {
    match why {
        Refusal::Closed => t().evaluation.refused_closed,
    }
}

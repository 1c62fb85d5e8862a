//! Words of the pair's room.

use domain::{
    meeting::{Form, LogProblem},
    pair::health::{Band, Group},
    people::Role,
};

use crate::text::{genitive, t, texts};

texts! {
    /// The pair and its meetings.
    pub struct Pairs {
        title = "Mitt par", "My pair";
        lede = "Det här rummet är bara för er två.", "This room is for the two of you only.";
        list_title = "Mina par", "My pairs";
        list_lede = "Varje par har sitt eget rum. Det ni skriver i det ena syns inte i det andra.",
            "Each pair has a room of its own. What you write in one is not seen in another.";
        list_no_meeting = "Ingen träff är bestämd.", "No meeting is planned.";
        your_mentor = "Din mentor", "Your mentor";
        your_adept = "Din adept", "Your adept";
        write = "Skriv", "Write";
        call = "Ring", "Call";
        rhythm_agreed: fn(&str) -> String = |weeks| format!("Ni siktar på att träffas {weeks}."), |weeks| format!("You aim to meet {weeks}.");
        next_meeting = "Nästa träff", "Next meeting";
        waits = "Träffen har varit. Logga den, det tar en minut.", "The meeting has passed. Log it, it takes a minute.";
        log_it = "Logga en träff", "Log a meeting";
        held_title = "Träffar", "Meetings";
        none_held = "Här samlas era träffar. Datum, längd och form räcker; texten är frivillig.", "Your meetings gather here. Date, length and form are enough; text is optional.";
        with_notes = "anteckningar", "notes";
        open_actions: fn(u32) -> String =
            |n| format!("{} kvar", count(n, "åtgärd", "åtgärder")),
            |n| count(n, "open action", "open actions");
        rhythm_title = "Er rytm", "Your rhythm";
        rhythm_description: fn(u32, u32) -> String =
            |met, months| format!("{} på {}.", count(met, "träff", "träffar"), count(months, "månad", "månader")),
            |met, months| format!("{} in {}.", count(met, "meeting", "meetings"), count(months, "month", "months"));
        rhythm_table = "Visa som tabell", "Show as a table";
        month = "Månad", "Month";
        meetings = "Träffar", "Meetings";
        ahead = "framöver", "ahead";
        organiser_sees = "Det här ser organisatören", "What the organiser sees";
        organiser_sees_lede = "Det här är allt om era träffar, hämtat med organisatörens egen fråga: om ni fortsätter, hur regelbundet ni träffas, hur många gånger, och om någon av er vill bli kontaktad. Inga datum, inga ord. Den som ber om kontakt bestämmer själv om det ska synas här.",
            "This is all there is about your meetings, read by the organiser's own query: whether you go on, how regularly you meet, how many times, and whether one of you wants to be contacted. No dates, no words. Whoever asks for contact decides whether that is shown here.";
        band = "Rytm", "Rhythm";
        group_silent = "tysta", "silent";
        group_not_started = "har inte börjat", "not started";
        group_slowing = "glesnar", "slowing";
        group_regular = "regelbundna", "regular";
        group_paused = "pausar", "paused";
        group_over = "är över", "over";
        count = "Antal träffar", "Number of meetings";
        log_title = "Logga en träff", "Log a meeting";
        log_lede = "Datum, längd och form räcker. Allt annat är frivilligt.", "Date, length and form are enough. All else is optional.";
        edit_title = "Ändra loggen", "Change the log";
        date = "Datum", "Date";
        minutes = "Längd i minuter", "Length in minutes";
        form = "Hur träffades ni?", "How did you meet?";
        in_person = "På plats", "In person";
        digital = "Digitalt", "Online";
        study_visit = "Studiebesök", "Study visit";
        notes = "Gemensamma anteckningar", "Shared notes";
        notes_hint = "Läses av er båda, av ingen annan.", "Read by the two of you, by nobody else.";
        actions = "Vad vi kom överens om", "What we agreed";
        actions_hint = "Tomma rader sparas inte.", "Empty rows are not saved.";
        action_what: fn(usize) -> String = |n| format!("Åtgärd {n}"), |n| format!("Action {n}");
        action_who = "Vem", "Who";
        action_due = "Senast", "By";
        action_done = "Klart", "Done";
        goal = "Vilket mål handlade träffen om?", "Which goal was the meeting about?";
        no_goal = "Inget särskilt", "None in particular";
        about_goal: fn(&str) -> String = |goal| format!("Mål: {goal}"), |goal| format!("Goal: {goal}");
        reflection = "Egen reflektion", "Private reflection";
        reflection_hint = "Bara du läser den, ingen annan.", "Only you read it, nobody else.";
        next_title = "När ses ni nästa gång?", "When do you meet next?";
        next_date = "Datum för nästa träff", "Date of the next meeting";
        next_time = "Klockslag", "Time";
        save = "Spara träffen", "Save the meeting";
        public_records = "Om förtroendet", "About confidentiality";
        public_records_text = "Det ni skriver krypteras med en nyckel som bara hör till ert par. Organisatören kan inte läsa det. Men ett löfte om förtroende är inte sekretess i lagens mening: anteckningar som en myndighet förvarar kan begäras ut och får då prövas. Vill ni slippa den frågan, logga träffen utan text.",
            "What you write is encrypted with a key that belongs to your pair alone. The organiser cannot read it. But a promise of confidence is not confidentiality in law: notes that a public authority keeps may be requested, and are then assessed. To avoid the question, log the meeting without text.";
        saved = "Träffen är sparad. Ni kan båda läsa den här.", "The meeting is saved. You can both read it here.";
        meeting_on: fn(&str) -> String = |date| format!("Träffen {date}"), |date| format!("The meeting on {date}");
        logged_by: fn(&str, &str) -> String = |name, when| format!("Sparad av {name} {when}"), |name, when| format!("Saved by {name} {when}");
        change = "Ändra", "Change";
        back = "Till paret", "To the pair";
        no_notes = "Inga gemensamma anteckningar.", "No shared notes.";
        no_actions = "Inga åtgärder.", "No actions.";
        no_reflection = "Du har inte skrivit någon egen reflektion.", "You have written no reflection of your own.";
        due: fn(&str) -> String = |date| format!("senast {date}"), |date| format!("by {date}");
        done = "klart", "done";
        not_done = "inte klart", "not done";
        saved_version = "Så står det i den sparade versionen", "What the saved version says";
        differs = "Det som inte finns i din text är markerat.", "What your text does not have is marked.";
        take_theirs = "Ta med det i min text", "Take it into my text";
        logged_already: fn(&str) -> String = |name| format!("{name} har redan loggat en träff den dagen."), |name| format!("{name} has logged a meeting of that day already.");
        open_theirs = "Öppna den loggen", "Open that log";
        saved_already = "Du har redan sparat den här träffen.", "You have saved this meeting already.";
        change_saved = "Ändra den som är sparad", "Change the one that is saved";
        save_another = "Spara som en träff till", "Save it as one more meeting";
        save_anyway = "Spara ändå, vi sågs två gånger", "Save anyway, we met twice";
        to_do = "Att göra", "To do";
        to_do_empty = "Inget är kvar att göra. Det ni kommer överens om på en träff samlas här.", "Nothing is left to do. What you agree on at a meeting gathers here.";
        from_meeting: fn(&str) -> String = |date| format!("träffen {date}"), |date| format!("the meeting on {date}");
        tick = "Bocka av", "Tick off";
        untick = "Ångra", "Undo";
        history = "Tidigare versioner", "Earlier versions";
        history_lede = "Varje gång någon av er sparar finns det som stod förut kvar här, för er två. Egna reflektioner har ingen historik.",
            "Each time one of you saves, the earlier version is kept here, for the two of you. Private reflections have no history.";
        version_current: fn(&str, &str) -> String = |name, when| format!("Nu: sparat av {name} {when}"), |name, when| format!("Now: saved by {name} {when}");
        version_by: fn(&str, &str) -> String = |name, when| format!("Sparat av {name} {when}"), |name, when| format!("Saved by {name} {when}");
        to_log = "Till loggen", "To the log";
        delete = "Ta bort loggen", "Delete the log";
        delete_title = "Ta bort loggen?", "Delete the log?";
        delete_what: fn(&str) -> String = |date| format!("Det gäller träffen {date}: fakta, anteckningar, åtgärder och bådas egna reflektioner."),
            |date| format!("This is about the meeting on {date}: facts, notes, actions and the private reflections of both.");
        delete_then = "Ni kan båda ångra i en vecka. Sedan raderas allt. Det syns för er båda att du tog bort loggen.",
            "Either of you can undo it for a week. Then all of it is erased. You both see that it was you who deleted the log.";
        deleted = "Loggen är borttagen. Ni kan båda ta tillbaka den här i en vecka.", "The log is deleted. Either of you can bring it back here for a week.";
        restored = "Loggen är tillbaka.", "The log is back.";
        ticked: fn(&str) -> String = |what| format!("Avbockad: {what}"), |what| format!("Ticked off: {what}");
        deleted_by: fn(&str, &str) -> String = |name, date| format!("{name} tog bort loggen från {date}."), |name, date| format!("{name} deleted the log of {date}.");
        deleted_until: fn(&str) -> String = |date| format!("Den kan tas tillbaka till och med {date}."), |date| format!("It can be brought back until {date}.");
        undo = "Ta tillbaka loggen", "Bring the log back";
        export_heading = "Vår mentorlogg", "Our mentoring log";
        export_title = "Ta med er logg", "Take your log with you";
        export_lede: fn(&str) -> String =
            |name| format!("Alla träffar med era gemensamma texter och dina egna reflektioner, men inte {}. När du har hämtat filen bestämmer du själv vem som ser den.", genitive(name)),
            |name| format!("All meetings with your shared texts and your own reflections, but not {name}'s. Once you have downloaded the file, who sees it is up to you.");
        export_print = "Att läsa och skriva ut", "To read and print";
        export_data = "Som data (JSON)", "As data (JSON)";
        export_made: fn(&str) -> String = |when| format!("Hämtad {when}"), |when| format!("Downloaded {when}");
        regular = "Regelbunden", "Regular";
        slowing = "Glesnar", "Slowing";
        silent = "Tyst", "Silent";
        not_started = "Inte börjat", "Not started";
        paused = "Pausar", "Pausing";
        ended = "Avslutat", "Ended";
        completed = "Genomfört", "Completed";
        asks = "Vill bli kontaktad", "Wants to be contacted";
        before_the_round = "Datumet ligger före programomgångens början. Välj ett senare.", "That date is before the round began. Choose a later one.";
    }
}

/// A number of things: "1 träff", "2 träffar".
fn count(n: u32, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

/// How two met, in words.
pub fn form(form: Form) -> &'static str {
    let text = &t().pair;
    match form {
        Form::InPerson => text.in_person,
        Form::Digital => text.digital,
        Form::StudyVisit => text.study_visit,
    }
}

/// The icon of a form of meeting.
pub const fn form_icon(form: Form) -> &'static str {
    match form {
        Form::InPerson => "people",
        Form::Digital => "screen",
        Form::StudyVisit => "door",
    }
}

/// A part in the pair, in words.
pub fn role(role: Role) -> &'static str {
    match role {
        Role::Adept => t().common.adept,
        Role::Mentor => t().common.mentor,
    }
}

/// Parts in the pair, in words: "adept, mentor".
pub fn roles(roles: &[Role]) -> String {
    roles.iter().map(|one| role(*one)).collect::<Vec<_>>().join(", ")
}

/// Where pairs stand, as a figure names it.
pub fn group(group: Group) -> &'static str {
    let text = &t().pair;
    match group {
        Group::Silent => text.group_silent,
        Group::NotStarted => text.group_not_started,
        Group::Slowing => text.group_slowing,
        Group::Regular => text.group_regular,
        Group::Paused => text.group_paused,
        Group::Over => text.group_over,
    }
}

/// A rhythm band, in words.
pub fn band(band: Band) -> &'static str {
    let text = &t().pair;
    match band {
        Band::Regular => text.regular,
        Band::Slowing => text.slowing,
        Band::Silent => text.silent,
        Band::NotStarted => text.not_started,
    }
}

/// The icon of a rhythm band.
pub const fn band_icon(band: Band) -> &'static str {
    match band {
        Band::Regular => "check",
        Band::Slowing => "clock",
        Band::Silent => "warning",
        Band::NotStarted => "flag",
    }
}

/// What is wrong with a log, by its name.
pub fn problem(name: &str) -> Option<String> {
    let text = &t().pair;
    let words = match LogProblem::from_name(name)? {
        LogProblem::BeforeTheRound => text.before_the_round,
    };
    Some(words.to_owned())
}

//! Words of the selection.

use domain::{
    people::Role,
    selection::{Decision, Found, Outcome, Vote},
};

use crate::text::{t, texts};

texts! {
    /// The working group's selection.
    pub struct Selecting {
        title = "Urval", "Selection";
        lede = "Läs ansökningarna, säg vad du tycker och besluta tillsammans. I arbetsgruppen ser ingen den egna organisationens ansökningar.",
            "Read the applications, say what you think, and decide together. Nobody in the working group sees their own organisation's applications.";
        recorded = "Besluten är fastställda. Röster och beslut går inte längre att ändra.", "The decisions are on record. Votes and decisions can no longer be changed.";
        to_record = "Läs protokollet", "Read the record";
        recused = "Jävet är anmält. Ansökan visas inte längre för dig.", "Your conflict of interest is noted. The application is no longer shown to you.";
        empty = "Här visas de ansökningar som organisationernas kontaktpersoner har tillstyrkt. Än finns det ingen som du kan läsa.",
            "Applications appear here once the organisations' contact persons have endorsed them. There are none yet that you can read.";
        nobody = "Ingen ansökan stämmer med urvalet.", "No application matches.";
        everyone = "Alla", "All";
        not_voted = "Utan din röst", "Awaiting your vote";
        undecided = "Utan beslut", "Undecided";
        obstacle = "Villkor ej uppfyllt", "Condition not met";
        selected = "Utvalda", "Selected";
        reserve = "Reserver", "Reserve list";
        declined = "Avslag", "Declined";
        show = "Visa", "Show";
        listed: fn(usize) -> String = |n| if n == 1 { "1 ansökan".to_owned() } else { format!("{n} ansökningar") },
            |n| if n == 1 { "1 application".to_owned() } else { format!("{n} applications") };
        compare = "Läs två sida vid sida", "Read two side by side";
        compare_hint = "Kryssa för två ansökningar i listan.", "Tick two applications in the list.";
        choose: fn(&str) -> String = |name| format!("Jämför {name}"), |name| format!("Compare {name}");
        choose_column = "Jämför", "Compare";
        name = "Namn", "Name";
        part = "Söker som", "Applies as";
        rank = "Rang", "Rank";
        own_vote = "Din röst", "Your vote";
        votes = "Gruppens röster", "The group's votes";
        votes_later = "efter din röst", "after your vote";
        decision = "Beslut", "Decision";
        count: fn(u32, u32, u32) -> String = |yes, maybe, no| format!("{yes} ja, {maybe} tveksam, {no} nej"), |yes, maybe, no| format!("{yes} yes, {maybe} unsure, {no} no");
        yes = "Ja", "Yes";
        maybe = "Tveksam", "Unsure";
        no = "Nej", "No";
        files = "Listan som fil:", "The list as a file:";
        sheet = "Ansökningar", "Applications";
        file_name = "ansokningar", "applications";
        to_decisions = "Beslut och besked", "Decisions and emails";
        to_list = "Till listan", "To the list";
        compare_title = "Två ansökningar", "Two applications";
        nominated: fn(&str) -> String = |by| format!("Nominerad av {by}"), |by| format!("Nominated by {by}");
        leads = "Leder", "Leads";
        area = "Område", "Field";
        years = "År som chef över chefer", "Years as a manager of managers";
        no_years = "inte chef över chefer", "does not manage managers";
        strategic = "Strategiskt på högre nivå", "Strategic at a higher level";
        develop = "Vill utveckla", "Wants to develop";
        give = "Kan ge", "Can give";
        languages = "Språk", "Languages";
        meets = "Vill helst träffas", "Prefers to meet";
        travel = "Reser", "Travels";
        wishes = "Vill gärna möta någon från", "Would like to meet someone from";
        any_area = "vilket område som helst", "any field";
        capacity = "Kan ta emot", "Can take";
        capacity_of: fn(u32) -> String = |n| if n == 1 { "en adept".to_owned() } else { format!("{n} adepter") }, |n| if n == 1 { "one adept".to_owned() } else { format!("{n} adepts") };
        was_adept: fn(&str) -> String = |rounds| format!("Var adept i omgång {rounds}"), |rounds| format!("Was an adept in round {rounds}");
        manager = "Chefen", "The manager";
        supports = "stöder ansökan", "supports the application";
        supports_not = "stöder inte ansökan", "does not support the application";
        unanswered = "har inte svarat", "has not answered";
        ranked: fn(u32) -> String = |n| format!("Nummer {n} bland organisationens ansökningar"), |n| format!("Number {n} among the organisation's applications");
        under_notice: fn(u32) -> String = |n| format!("Skickad när version {n} av texten om integritet gällde"), |n| format!("Sent under version {n} of the privacy notice");
        conflicts = "Får inte matchas med", "Must not be matched with";
        obstacles: fn(&str) -> String = |role| format!("Villkor som inte är uppfyllda för {role}"), |role| format!("Conditions not met as {role}");
        set_aside: fn(&str, &str) -> String = |by, reason| format!("Satt åt sidan av {by}: {reason}"), |by, reason| format!("Set aside by {by}: {reason}");
        vote_title = "Vad tycker du?", "What do you think?";
        vote_lede = "De andras röster visas när du har röstat.", "You see the others' votes once you have voted.";
        note = "Anteckning", "Note";
        note_hint = "Bara arbetsgruppen och organisatörerna läser den.", "Only the working group and the organisers read it.";
        vote = "Spara rösten", "Save the vote";
        opinions = "Gruppens röster", "The group's votes";
        recuse_title = "Anmäl jäv", "Declare a conflict of interest";
        recuse_lede = "Känner du den sökande, eller finns det något annat som gör att du inte ska delta? Då försvinner ansökan för dig, och din röst med den. Bara en organisatör kan häva det.",
            "Do you know the applicant, or is there another reason why you should not take part? The application then disappears for you, and your vote with it. Only an organiser can lift this.";
        reason = "Varför?", "Why?";
        recuse = "Anmäl jäv", "Declare it";
        recusals = "Har anmält jäv", "Have declared a conflict of interest";
        lift = "Häv jävet", "Lift it";
        decide_title = "Beslut", "Decision";
        decide_lede = "Beslutet är ett utkast tills organisatören fastställer alla beslut. Sökande ser inget förrän beskeden går ut.",
            "The decision is a draft until the organiser puts all decisions on record. Applicants see nothing until the emails are sent.";
        outcome = "Vad beslutar ni?", "What do you decide?";
        as_role = "Som vad?", "As what?";
        grounds = "Skäl", "Grounds";
        grounds_hint = "Står i protokollet, inte i beskedet.", "Goes into the record, not into the email.";
        aside = "Varför villkoren sätts åt sidan", "Why the conditions are set aside";
        aside_hint: fn(&str) -> String =
            |rules| format!("Behövs för att välja ut någon som inte uppfyller: {rules}. Står i protokollet."),
            |rules| format!("Needed to choose someone who does not meet: {rules}. Goes into the record.");
        decide = "Spara beslutet", "Save the decision";
        decided_by: fn(&str, &str) -> String = |by, at| format!("Noterat av {by} {at}"), |by, at| format!("Noted by {by} {at}");
        select = "Välj ut", "Select";
        put_in_reserve = "Sätt som reserv", "Put on the reserve list";
        decline = "Avslå", "Decline";
        selected_as: fn(&str) -> String = |role| format!("utvald som {role}"), |role| format!("selected as {role}");
        reserve_as: fn(u32, &str) -> String = |place, role| format!("reserv {place} som {role}"), |place, role| format!("reserve {place} as {role}");
        is_declined = "avslag", "declined";
        decisions_title = "Beslut och besked", "Decisions and emails";
        decisions_lede = "Först beslutar gruppen om var och en. Sedan fastställer organisatören alla beslut i ett protokoll, och skickar beskeden i ett enda ögonblick.",
            "First the group decides on each application. Then the organiser puts all decisions on record, and sends all emails at the same moment.";
        adepts: fn(usize, u32) -> String = |n, max| format!("Utvalda adepter: {n} av högst {max}"), |n, max| format!("Selected adepts: {n} of {max} at most");
        mentors: fn(usize, u32) -> String = |n, max| format!("Utvalda mentorer: {n} av högst {max}"), |n, max| format!("Selected mentors: {n} of {max} at most");
        reserve_adepts = "Reserver, adepter", "Reserve list, adepts";
        reserve_mentors = "Reserver, mentorer", "Reserve list, mentors";
        none = "Ingen än.", "None yet.";
        up: fn(&str) -> String = |name| format!("Flytta upp {name}"), |name| format!("Move {name} up");
        record_title = "Fastställ besluten", "Put the decisions on record";
        record_lede = "Det skapar ett protokoll som inte går att ändra. Inga mejl skickas än.", "This makes a record that cannot be changed. No emails are sent yet.";
        /// Selected adepts, selected mentors, those in reserve, those declined.
        numbers: fn([usize; 4]) -> String =
            |[adepts, mentors, reserve, declined]| {
                let n = |n: usize, one: &str, many: &str| format!("{n} {}", if n == 1 { one } else { many });
                let (adepts, mentors) = (n(adepts, "utvald adept", "utvalda adepter"), n(mentors, "utvald mentor", "utvalda mentorer"));
                format!("{adepts}, {mentors}, {} och {}.", n(reserve, "reserv", "reserver"), n(declined, "avslag", "avslag"))
            },
            |[adepts, mentors, reserve, declined]| {
                let plural = |n: usize| if n == 1 { "" } else { "s" };
                format!("{adepts} selected adept{}, {mentors} selected mentor{}, {reserve} on the reserve list and {declined} declined.", plural(adepts), plural(mentors))
            };
        record_sure: fn(usize) -> String =
            |n| if n == 1 { "Ja, fastställ 1 beslut".into() } else { format!("Ja, fastställ {n} beslut") },
            |n| if n == 1 { "Yes, put 1 decision on record".into() } else { format!("Yes, put {n} decisions on record") };
        record_waits: fn(usize) -> String =
            |n| if n == 1 { "1 ansökan saknar beslut. När alla har ett kan organisatören fastställa.".into() } else { format!("{n} ansökningar saknar beslut. När alla har ett kan organisatören fastställa.") },
            |n| if n == 1 { "1 application is undecided. Once all are, the organiser can put them on record.".into() } else { format!("{n} applications are undecided. Once all are, the organiser can put them on record.") };
        record_by_organiser = "Alla ansökningar som du ser har ett beslut. Organisatören fastställer.", "Every application that you see is decided. The organiser puts them on record.";
        record = "Fastställ alla beslut", "Put all decisions on record";
        protocol_title: fn(u32) -> String = |round| format!("Protokoll över urvalet till omgång {round}"), |round| format!("Record of the selection for round {round}");
        protocol_made: fn(&str, &str) -> String = |at, by| format!("Fastställt {at} av {by}. Det här går inte att ändra."), |at, by| format!("Put on record {at} by {by}. This cannot be changed.");
        protocol_partial = "För dem i arbetsgruppen visas här varken den egna organisationens ansökningar eller sådana som de har anmält jäv mot.", "Members of the working group see here neither applications from their own organisation nor those for which they have declared a conflict of interest.";
        members: fn(&str) -> String = |names| format!("{names} röstade."), |names| format!("{names} voted.");
        recused_names: fn(&str) -> String = |names| format!("Deltog inte på grund av jäv: {names}"), |names| format!("Took no part because of a conflict of interest: {names}");
        aside_of: fn(&str, &str) -> String = |rule, reason| format!("{rule} Sattes åt sidan: {reason}"), |rule, reason| format!("{rule} Set aside: {reason}");
        emails_title = "Besked till de sökande", "Emails to the applicants";
        emails_lede = "Så lyder mejlen. Alla skickas i samma ögonblick, och en enda gång. Då ser de sökande också beslutet på sin sida.",
            "This is what the emails say. All are sent at the same moment, and only once. The applicants then see the decision on their page too.";
        emails_to: fn(usize, &str) -> String = |n, what| format!("{n} mejl: {what}"), |n, what| if n == 1 { format!("1 email: {what}") } else { format!("{n} emails: {what}") };
        in_reserve_as: fn(&str) -> String = |role| format!("reserv som {role}"), |role| format!("on the reserve list as {role}");
        subject = "Ämne", "Subject";
        tell_all = "Skicka beskeden", "Send the emails";
        tell_lede = "Alla besked skickas i samma ögonblick. Det går inte att ångra.", "All emails are sent at the same moment. This cannot be undone.";
        tell: fn(usize) -> String =
            |n| format!("Skicka {n} besked nu"),
            |n| if n == 1 { "Send 1 email now".into() } else { format!("Send {n} emails now") };
        told: fn(&str) -> String = |at| format!("Beskeden skickades {at}."), |at| format!("The emails were sent {at}.");
        sent: fn(u32) -> String =
            |n| format!("{n} besked är på väg."),
            |n| if n == 1 { "1 email is on its way.".into() } else { format!("{n} emails are on their way.") };
        told_later = "Organisatören har inte skickat beskeden än.", "The organiser has not sent the emails yet.";
    }
}

/// What a vote says.
pub fn vote(vote: Vote) -> &'static str {
    let text = &t().selecting;
    match vote {
        Vote::Yes => text.yes,
        Vote::Maybe => text.maybe,
        Vote::No => text.no,
    }
}

/// Where candidates stand.
pub(super) fn found(found: Found) -> &'static str {
    let text = &t().selecting;
    match found {
        Found::NotVoted => text.not_voted,
        Found::Undecided => text.undecided,
        Found::Obstacle => text.obstacle,
        Found::Selected => text.selected,
        Found::Reserve => text.reserve,
        Found::Declined => text.declined,
    }
}

/// A role within a sentence.
pub(super) fn as_role(role: Role) -> String {
    crate::pair::text::role(role).to_lowercase()
}

/// A decision in a few words.
pub fn decision(decision: &Decision) -> String {
    let text = &t().selecting;
    match (decision.outcome, decision.role) {
        (Outcome::Selected, Some(role)) => (text.selected_as)(&as_role(role)),
        (Outcome::Reserve, Some(role)) => (text.reserve_as)(decision.place.unwrap_or(1), &as_role(role)),
        _ => text.is_declined.to_owned(),
    }
}

//! What went wrong, and what to do about it.

use domain::{Refusal, input::Problem, mail::budget::OverBudget};

use super::{t, texts};
use crate::{application, day, error::AppError, mail, matching, meeting, pair, people, round};

texts! {
    /// Errors, of fields and of whole actions.
    pub struct Errors {
        summary = "Det är något som behöver rättas", "Something needs correcting";
        missing = "Fyll i det här.", "Fill this in.";
        too_long: fn(u32, u32) -> String =
            |max, got| format!("Texten är {got} tecken. Korta den till högst {max}."),
            |max, got| format!("The text has {got} characters. Shorten it to {max} at most.");
        not_an_address = "Skriv en e-postadress, till exempel namn@organisation.se.", "Write an email address, such as name@organisation.se.";
        almost_an_address: fn(&str) -> String = |offered| format!("Det går inte att skicka mejl till den adressen. Menade du {offered}?"), |offered| format!("Email cannot be sent to that address. Did you mean {offered}?");
        not_a_name = "Skriv ett namn, utan webb- eller e-postadress.", "Write a name, without a web or email address.";
        not_a_date = "Skriv ett datum som finns, till exempel 2026-10-16.", "Write a date that exists, such as 2026-10-16.";
        not_a_time = "Skriv ett klockslag, till exempel 09.30.", "Write a time of day, such as 09:30.";
        in_the_future = "Datumet har inte varit än. En träff loggas när den har ägt rum.", "That date has not come yet. A meeting is logged once it has taken place.";
        in_the_past = "Datumet har redan varit. Välj en dag från och med i dag.", "That date has passed. Choose today or later.";
        not_between: fn(u32, u32) -> String =
            |min, max| format!("Skriv ett heltal från {min} till {max}."),
            |min, max| format!("Write a whole number from {min} to {max}.");
        not_a_link = "Skriv en hel adress som börjar med https://.", "Write a whole address that begins with https://.";
        ends_too_early = "Slutet ska vara senare än början.", "The end must be later than the start.";
        sends_mail = "Det här meddelas med mejl. Kryssa i rutan för att skicka.", "This is told by email. Tick the box to send it.";
        tells_people: fn(u32) -> String =
            |n| if n == 1 { "En person får ett mejl om det som ändras. Välj här, och spara igen.".into() } else { format!("{n} personer får ett mejl om det som ändras. Välj här, och spara igen.") },
            |n| if n == 1 { "One person gets an email about what changes. Choose here, and save again.".into() } else { format!("{n} people get an email about what changes. Choose here, and save again.") };
        saved_meanwhile = "Någon annan har sparat medan du skrev. Inget är sparat än.", "Someone else has saved while you were writing. Nothing is saved yet.";
        too_many_choices: fn(u32) -> String = |max| format!("Välj högst {max}."), |max| format!("Choose {max} at most.");
        preview = "Så här blir det. Inget är publicerat eller skickat än.", "This is how it will look. Nothing is published or sent yet.";
        more_rows = "Nu finns det fler rader. Inget är sparat än.", "There are more rows now. Nothing is saved yet.";
        twice = "Det står redan här ovanför. Välj något annat.", "That is above already. Choose something else.";
        gone = "Det gäller inte längre: förslaget eller träffen har ändrats. Läs om sidan och välj på nytt.", "That is no longer so: the proposal or the meeting has changed. Reload the page and choose again.";
        not_a_choice = "Välj ett av alternativen.", "Choose one of the options.";
        not_ticked = "Kryssa i rutan.", "Tick the box.";
        none_ticked = "Kryssa i minst en ruta.", "Tick at least one box.";
        sign_in = "Du behöver logga in först.", "You need to sign in first.";
        not_found = "Sidan finns inte, eller så är den inte för dig.", "There is no such page, or it is not for you.";
        conflict = "Någon annan har sparat medan du skrev. Din text finns kvar här nedanför, och den sparade versionen visas bredvid. För ihop dem och spara igen.",
            "Someone else saved while you were writing. Your text is kept below, and the saved version is shown beside it. Merge the two and save again.";
        overtaken = "Någon annan hann ändra före dig. Nu visas det som det är; gör om din ändring om den fortfarande behövs.",
            "Someone else changed it before you. It is shown as it is now; make your change again if it is still needed.";
        logged_already = "Ni har kanske redan loggat den här träffen.", "The two of you may have logged this meeting already.";
        saved_already = "Du har redan sparat det här formuläret. Nu står det annat i det än det som sparades.",
            "You have saved this form already. It now says something else than what was saved.";
        pair_ended = "Ert mentorpar är avslutat, så inget nytt kan sparas i det. Det du skrev står kvar här; kopiera det om du vill ha det kvar.",
            "Your mentoring pair has ended, so nothing new can be saved in it. What you wrote is kept here; copy it if you want to keep it.";
        form_gone = "Det som du skrev om finns inte längre, eller så är det inte för dig. Inget är ändrat, och det du skrev står kvar här.",
            "What you wrote about is no longer there, or it is not for you. Nothing has changed, and what you wrote is kept here.";
        used = "Länken är redan använd. Begär en ny, så får du den i ett mejl.", "The link has been used already. Ask for a new one and it will come by email.";
        link_unknown = "Länken finns inte hos oss. Den kan vara mer än ett dygn gammal, eller ha blivit avklippt i mejlet. Begär ett nytt mejl, så får du en ny.",
            "We do not know this link. It may be more than a day old, or have been cut off in the email. Ask for a new email and you will get another.";
        code_used = "Koden är redan använd. En kod släpper in en gång, och slutar gälla när länken i samma mejl används. Begär ett nytt mejl, så får du en ny.",
            "The code has been used already. A code lets you in once, and is no longer good once the link in the same email is used. Ask for a new email and you will get another.";
        expired = "Tiden har gått ut: länken och koden gäller i 15 minuter. Begär nya, så får du dem i ett mejl.",
            "Time is up: the link and the code are good for 15 minutes. Ask for new ones and they will come by email.";
        too_many_wrong = "Det blev fem fel koder, och då slutar den rätta att gälla. Begär ett nytt mejl, så får du en ny kod.",
            "Five codes were wrong, and then the right one is no longer good. Ask for a new email and you will get another code.";
        no_more_codes = "Det har skrivits många fel koder för den här adressen, så i dag tas inga fler emot. Använd länken i mejlet i stället.",
            "Many wrong codes have been typed for this address, so no more are taken today. Use the link in the email instead.";
        no_cookie = "Den här webbläsaren har inget kvar av att du bad om mejlet. Koden gäller bara i den webbläsare som bad om den, och den måste ta emot kakor (cookies). Tillåt kakor för den här adressen och begär ett nytt mejl.",
            "This browser has nothing left of your asking for the email. A code is good only in the browser that asked for it, which has to accept cookies. Allow cookies for this address, and ask for a new email.";
        wrong_code = "Koden stämmer inte. Kontrollera de sex siffrorna i det senaste mejlet och försök igen.",
            "That is not the code. Check the six digits in the latest email and try again.";
        too_many = "Det blev många försök på kort tid. Vänta en kvart och försök igen.", "Too many attempts in a short time. Wait a quarter of an hour and try again.";
        over_recipient = "Ett sådant mejl har nyligen gått till den adressen, så inget mer skickas just nu. Försök igen i morgon.", "An email of this kind went to that address a short while ago, so no more are sent for now. Try again tomorrow.";
        over_recipients = "Det har gått ut många mejl från dig det senaste dygnet. Inget är ändrat; fortsätt i morgon.", "Many emails have gone out from you in the last day. Nothing has changed; go on tomorrow.";
        over_managers = "Tre chefer har redan fått frågan om den här ansökan, och fler kan inte frågas. Hör av dig till din organisations kontaktperson.",
            "Three managers have been asked about this application already, and no more can be. Contact your organisation's contact person.";
        too_large = "Det du skickade är för stort. Korta texten och försök igen.", "What you sent is too large. Shorten the text and try again.";
        malformed = "Något i formuläret kom inte fram som det skulle. Ladda om sidan och försök igen.", "Something in the form did not arrive as it should. Reload the page and try again.";
        other_reader = "Sidan visades för någon annan än den som är inloggad här nu. Inget är ändrat, och det du skrev finns kvar här. Logga in igen och skicka det då.",
            "This page was shown to someone else than who is signed in here now. Nothing has changed, and what you wrote is kept here. Sign in again and send it then.";
        other_site = "Formuläret kom från en annan adress än tjänstens egen, och därför har inget ändrats. Öppna tjänsten härifrån och gör om det.",
            "The form came from another address than the service's own, so nothing has changed. Open the service from here and do it again.";
        timed_out = "Det tog för lång tid att svara. Läs om sidan och se efter om ändringen kom med innan du försöker igen.",
            "It took too long to answer. Reload the page and see whether your change was made before you try again.";
        offline = "Ingen kontakt med servern. Det du skrev finns kvar; försök igen om en stund.", "The server cannot be reached. What you wrote is kept; try again in a moment.";
        online = "Kontakten med servern är tillbaka. Det du skrev finns kvar här, men är inte skickat. Skicka det igen.", "The server can be reached again. What you wrote is kept here, but has not been sent. Send it again.";
        unavailable = "Tjänsten är upptagen just nu. Inget har ändrats. Försök igen om en stund.", "The service is busy right now. Nothing has changed. Try again in a moment.";
        unreadable = "Det går inte att läsa längre: det är raderat, eller skadat. Inget har ändrats. Hör av dig till organisatören om det borde finnas kvar.",
            "It can no longer be read: it has been erased, or is damaged. Nothing has changed. Contact the organiser if it should still be there.";
        internal = "Det blev fel hos oss. Inget har ändrats. Försök igen, och hör av dig till organisatören om det inte hjälper.",
            "Something went wrong on our side. Nothing has changed. Try again, and contact the organiser if that does not help.";
    }
}

/// The words for what can be wrong with the fields of one feature only, by its name.
const FEATURES: [fn(&str) -> Option<String>; 13] = [
    application::words::problem,
    day::editor::text::problem,
    day::material::text::problem,
    mail::announcement::text::problem,
    matching::by_hand::text::problem,
    meeting::proposal::text::problem,
    pair::status::text::problem,
    pair::text::problem,
    people::address::text::problem,
    people::newcomer::text::problem,
    people::organisation::text::problem,
    round::public_page::text::problem,
    round::start::text::problem,
];

/// What is wrong with a field, in the reader's language.
pub fn of_field(problem: &Problem) -> String {
    let errors = &t().errors;
    match problem {
        Problem::Feature(name) => return of_feature(name),
        Problem::TooLong { max, got } => return (errors.too_long)(*max, *got),
        Problem::NotBetween { min, max } => return (errors.not_between)(*min, *max),
        Problem::Missing => errors.missing,
        Problem::NotAnAddress => errors.not_an_address,
        Problem::AlmostAnAddress { offered } => return (errors.almost_an_address)(offered),
        Problem::NotADate => errors.not_a_date,
        Problem::NotATime => errors.not_a_time,
        Problem::InTheFuture => errors.in_the_future,
        Problem::InThePast => errors.in_the_past,
        Problem::NotAChoice => errors.not_a_choice,
        Problem::NotTicked => errors.not_ticked,
        Problem::NoneTicked => errors.none_ticked,
        Problem::NotALink => errors.not_a_link,
        Problem::EndsTooEarly => errors.ends_too_early,
        Problem::SendsMail => errors.sends_mail,
        Problem::TellsPeople { people, .. } => return (errors.tells_people)(*people),
        Problem::TooMany { max } => return (errors.too_many_choices)(*max),
        Problem::Twice => errors.twice,
        Problem::WrongCode => errors.wrong_code,
        Problem::NotAName => errors.not_a_name,
    }
    .to_owned()
}

/// What is wrong with a field that only one feature has, in that feature's words.
fn of_feature(name: &str) -> String {
    let words = FEATURES.iter().find_map(|words| words(name));
    words.unwrap_or_else(|| t().errors.not_a_choice.to_owned())
}

/// What went wrong with a page or an action, in the reader's language.
pub fn of_action(error: &AppError) -> &'static str {
    let errors = &t().errors;
    match error {
        AppError::SignIn => errors.sign_in,
        AppError::OtherReader => errors.other_reader,
        AppError::OtherSite => errors.other_site,
        AppError::NotFound => errors.not_found,
        AppError::Invalid(_) => errors.summary,
        AppError::Refused(refusal) => of_refusal(*refusal),
        AppError::Gone => errors.gone,
        AppError::MoreRows => errors.more_rows,
        AppError::Preview => errors.preview,
        AppError::Conflict => errors.conflict,
        AppError::SavedMeanwhile(_) => errors.saved_meanwhile,
        AppError::Overtaken => errors.overtaken,
        AppError::LoggedAlready(_) => errors.logged_already,
        AppError::SavedAlready(_) => errors.saved_already,
        AppError::PairEnded => errors.pair_ended,
        AppError::FormGone => errors.form_gone,
        AppError::Used => errors.used,
        AppError::LinkUnknown => errors.link_unknown,
        AppError::CodeUsed => errors.code_used,
        AppError::Expired => errors.expired,
        AppError::TooManyWrong => errors.too_many_wrong,
        AppError::NoMoreCodes => errors.no_more_codes,
        AppError::NoCookie => errors.no_cookie,
        AppError::TooMany => errors.too_many,
        AppError::OverBudget(OverBudget::Recipient) => errors.over_recipient,
        AppError::OverBudget(OverBudget::Recipients) => errors.over_recipients,
        AppError::OverBudget(OverBudget::Managers) => errors.over_managers,
        AppError::TooLarge => errors.too_large,
        AppError::Malformed => errors.malformed,
        AppError::Offline => errors.offline,
        AppError::Busy | AppError::Unavailable => errors.unavailable,
        AppError::TimedOut => errors.timed_out,
        AppError::Unreadable => errors.unreadable,
        AppError::Internal => errors.internal,
    }
}

/// Why the rules do not take something, in the words of the feature whose they are.
fn of_refusal(refusal: Refusal) -> &'static str {
    match refusal {
        Refusal::Reply(why) => day::text::refused(why),
        Refusal::Evaluation(why) => day::evaluation::text::refused(why),
        Refusal::Call(why) => round::text::refused(why),
        Refusal::Closing(why) => round::closing::text::refused(why),
        Refusal::Start(why) => round::start::text::refused(why),
        Refusal::Application(why) => application::words::refused(why),
        Refusal::Matching(why) => matching::text::refused(why),
        Refusal::People(why) => people::duty::text::refused(why),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use domain::{
        application::typed::AddressProblem,
        day::{PlanProblem, material::FileProblem},
        mail::announcement,
        matching::ByHandProblem,
        meeting::{LogProblem, proposal::TimeProblem},
        pair::status::UntilProblem,
        people::{address, newcomer::NewcomerProblem, organisation::NameProblem},
        round::{public_page::PageProblem, start::RoundProblem},
    };

    use super::FEATURES;

    /// A name that two features gave would get the words of the first.
    #[test]
    fn each_problem_has_the_words_of_its_own_feature() {
        let mut names = Vec::new();
        names.extend(AddressProblem::ALL.iter().map(|problem| problem.name()));
        names.extend(PlanProblem::ALL.iter().map(|problem| problem.name()));
        names.extend(FileProblem::ALL.iter().map(|problem| problem.name()));
        names.extend(LogProblem::ALL.iter().map(|problem| problem.name()));
        names.extend(TimeProblem::ALL.iter().map(|problem| problem.name()));
        names.extend(UntilProblem::ALL.iter().map(|problem| problem.name()));
        names.extend(PageProblem::ALL.iter().map(|problem| problem.name()));
        names.extend(RoundProblem::ALL.iter().map(|problem| problem.name()));
        names.extend(address::AddressProblem::ALL.iter().map(|problem| problem.name()));
        names.extend(NameProblem::ALL.iter().map(|problem| problem.name()));
        names.extend(announcement::TimeProblem::ALL.iter().map(|problem| problem.name()));
        names.extend(NewcomerProblem::ALL.iter().map(|problem| problem.name()));
        names.extend(ByHandProblem::ALL.iter().map(|problem| problem.name()));
        assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len());
        for name in names {
            assert_eq!(FEATURES.iter().filter_map(|words| words(name)).count(), 1, "{name}");
        }
    }
}

//! What went wrong, and what to do about it.

use domain::{day::Refusal, input::Problem};

use super::{t, texts};
use crate::error::AppError;

texts! {
    /// Errors, of fields and of whole actions.
    pub struct Errors {
        summary = "Det är något som behöver rättas", "Something needs correcting";
        missing = "Fyll i det här.", "Fill this in.";
        too_long: fn(u32, u32) -> String =
            |max, got| format!("Texten är {got} tecken. Korta den till högst {max}."),
            |max, got| format!("The text has {got} characters. Shorten it to {max} at most.");
        not_an_address = "Skriv en e-postadress, till exempel namn@organisation.se.", "Write an e-mail address, such as name@organisation.se.";
        almost_an_address: fn(&str) -> String = |offered| format!("Det går inte att skicka mail till den adressen. Menade du {offered}?"), |offered| format!("Mail cannot be sent to that address. Did you mean {offered}?");
        not_a_date = "Skriv ett datum som finns, till exempel 2026-10-16.", "Write a date that exists, such as 2026-10-16.";
        not_a_time = "Skriv ett klockslag, till exempel 09.30.", "Write a time of day, such as 09.30.";
        in_the_future = "Datumet har inte varit än. En träff loggas när den har ägt rum.", "That date has not come yet. A meeting is logged once it has taken place.";
        in_the_past = "Datumet har redan varit. Välj en dag från och med i dag.", "That date has passed. Choose today or later.";
        before_the_round = "Datumet ligger före programomgångens början. Välj ett senare.", "That date is before the round began. Choose a later one.";
        too_far_ahead = "Dagen ligger för långt fram. Ett par kan fortsätta högst två år efter omgångens slut.", "That day is too far ahead. A pair can go on for two years after the end of the round at most.";
        not_between: fn(u32, u32) -> String =
            |min, max| format!("Skriv ett heltal från {min} till {max}."),
            |min, max| format!("Write a whole number from {min} to {max}.");
        not_a_link = "Skriv en hel adress som börjar med https://.", "Write a whole address that begins with https://.";
        ends_too_early = "Slutet ska vara senare än början.", "The end must be later than the beginning.";
        after_the_day = "Svarsdagen ska vara senast den gemensamma dagen.", "The last day to answer must not be after the common day.";
        outside_the_part = "Klockslaget ligger inte inom någon av dagens delar. Ändra det, eller delens tider.",
            "That time is not within any part of the day. Change it, or the part's hours.";
        sends_mail = "Det här meddelas med mejl. Kryssa i rutan för att skicka.", "This is told by mail. Tick the box to send it.";
        too_many_choices: fn(u32) -> String = |max| format!("Välj högst {max}."), |max| format!("Choose {max} at most.");
        not_a_colleague = "Adressen hör till någon utanför din organisation, eller till dig själv.", "That address belongs to someone outside your organisation, or to yourself.";
        own_address = "Det är sökandens egen adress. Skriv chefens.", "That is the applicant's own address. Write the manager's.";
        call_closed = "Ansökan är inte öppen just nu. Det du har sparat finns kvar.", "Applications are not open now. What you saved is kept.";
        call_full = "Platserna för ansökningar är fyllda just nu. Det du har sparat finns kvar; försök igen senare.",
            "As many have applied as can be taken now. What you saved is kept; try again later.";
        incomplete = "Alla delar är inte klara än. Öppna dem som saknas i listan.", "Some parts are not done yet. Open those that are missing in the list.";
        cancelled = "Det här är inställt och går inte att svara på.", "This is cancelled and takes no answers.";
        seat_taken = "Din plats har gått vidare till nästa i kön, så svaret går inte att ångra. Svara ja om du vill ställa dig i kön.",
            "Your seat has gone to the next in the queue, so the answer cannot be undone. Answer yes to join the queue.";
        no_undo = "Det är för sent att ångra med en knapptryckning. Ändra svaret med knapparna i stället.",
            "It is too late to undo by one press. Change your answer with the buttons instead.";
        more_rows = "Nu finns det fler rader. Inget är sparat än.", "There are more rows now. Nothing is saved yet.";
        passed = "Klockslaget har redan varit. Välj ett senare.", "That time has passed. Choose a later one.";
        twice = "Det står redan här ovanför. Välj något annat.", "That is above already. Choose something else.";
        only_one = "Skriv en enda tid när du bestämmer direkt. Vill du erbjuda flera, skicka dem som förslag.", "Write a single time when you settle it now. To offer several, send them as a proposal.";
        gone = "Det gäller inte längre: förslaget eller träffen har ändrats. Läs om sidan och välj på nytt.", "That no longer holds: the proposal or the meeting has changed. Reload the page and choose again.";
        not_a_choice = "Välj ett av alternativen.", "Choose one of the options.";
        no_file = "Välj en fil.", "Choose a file.";
        file_too_large: fn(u32) -> String =
            |max| format!("Filen är större än {max} MB. Spara den i ett mindre format, till exempel som PDF, och försök igen."),
            |max| format!("The file is larger than {max} MB. Save it in a smaller format, such as PDF, and try again.");
        file_kind = "Den sortens fil går inte att lägga till. Spara den som PDF, eller i ett av de andra formaten här ovanför.",
            "Files of that kind cannot be added. Save it as PDF, or in one of the other formats named above.";
        file_content = "Filens innehåll är inte det som namnet säger. Öppna den i programmet den gjordes i, spara den på nytt och försök igen.",
            "The file is not what its name says. Open it in the program that made it, save it anew, and try again.";
        sign_in = "Du behöver logga in först.", "You need to sign in first.";
        not_found = "Sidan finns inte, eller så är den inte för dig.", "There is no such page, or it is not for you.";
        too_late = "Svarstiden har gått ut. Du kan fortfarande svara nej; vill du komma, hör av dig till organisatören.",
            "The time to answer is over. You can still answer no; if you want to come, contact the organiser.";
        over = "Den här delen av dagen är över och går inte längre att svara på.", "This part of the day is over and takes no more answers.";
        evaluation_closed = "Utvärderingen har stängt och tar inte emot fler svar.", "The evaluation has closed and takes no more answers.";
        conflict = "Någon annan har sparat medan du skrev. Din text finns kvar här nedanför, och den sparade versionen visas bredvid. För ihop dem och spara igen.",
            "Someone else saved while you were writing. Your text is kept below, and the saved version is shown beside it. Merge the two and save again.";
        overtaken = "Någon annan hann ändra före dig. Nu visas det som det är; gör om din ändring om den fortfarande behövs.",
            "Someone else changed it before you. It is shown as it is now; make your change again if it is still needed.";
        logged_already = "Ni har kanske redan loggat den här träffen.", "The two of you may have logged this meeting already.";
        used = "Länken är redan använd. Begär en ny, så får du den i ett mejl.", "The link has been used already. Ask for a new one and it will come by mail.";
        expired = "Tiden har gått ut: länken och koden gäller i 15 minuter. Begär nya, så får du dem i ett mejl.",
            "Time is up: the link and the code are good for 15 minutes. Ask for new ones and they will come by mail.";
        wrong_code = "Koden stämmer inte. Kontrollera de sex siffrorna i det senaste mejlet och försök igen.",
            "That is not the code. Check the six digits in the latest mail and try again.";
        too_many = "Det blev många försök på kort tid. Vänta en kvart och försök igen.", "Too many attempts in a short time. Wait a quarter of an hour and try again.";
        too_large = "Det du skickade är för stort. Korta texten och försök igen.", "What you sent is too large. Shorten the text and try again.";
        malformed = "Något i formuläret kom inte fram som det skulle. Ladda om sidan och försök igen.", "Something in the form did not arrive as it should. Reload the page and try again.";
        other_reader = "Sidan visades för någon annan än den som är inloggad här nu. Inget är ändrat, och det du skrev finns kvar här. Logga in igen och skicka det då.",
            "This page was shown to someone else than who is signed in here now. Nothing has changed, and what you wrote is kept here. Sign in again and send it then.";
        other_site = "Formuläret kom från en annan adress än tjänstens egen, och därför har inget ändrats. Öppna tjänsten härifrån och gör om det.",
            "The form came from another address than the service's own, so nothing has changed. Open the service from here and do it again.";
        timed_out = "Det tog för lång tid att svara. Läs om sidan och se efter om ändringen kom med innan du försöker igen.",
            "It took too long to answer. Reload the page and see whether your change was made before you try again.";
        offline = "Ingen kontakt med servern. Det du skrev finns kvar; försök igen om en stund.", "The server cannot be reached. What you wrote is kept; try again in a moment.";
        unavailable = "Tjänsten är upptagen just nu. Inget har ändrats. Försök igen om en stund.", "The service is busy right now. Nothing has changed. Try again in a moment.";
        internal = "Det blev fel hos oss. Inget har ändrats. Försök igen, och hör av dig till organisatören om det inte hjälper.",
            "Something went wrong on our side. Nothing has changed. Try again, and contact the organiser if that does not help.";
    }
}

/// What is wrong with a field, in the reader's language.
pub fn of_field(problem: &Problem) -> String {
    let errors = &t().errors;
    match problem {
        Problem::TooLong { max, got } => return (errors.too_long)(*max, *got),
        Problem::NotBetween { min, max } => return (errors.not_between)(*min, *max),
        Problem::FileTooLarge { megabytes } => return (errors.file_too_large)(*megabytes),
        Problem::NoFile => errors.no_file,
        Problem::FileKind => errors.file_kind,
        Problem::FileContent => errors.file_content,
        Problem::Missing => errors.missing,
        Problem::NotAnAddress => errors.not_an_address,
        Problem::AlmostAnAddress { offered } => return (errors.almost_an_address)(offered),
        Problem::NotADate => errors.not_a_date,
        Problem::NotATime => errors.not_a_time,
        Problem::InTheFuture => errors.in_the_future,
        Problem::InThePast => errors.in_the_past,
        Problem::BeforeTheRound => errors.before_the_round,
        Problem::TooFarAhead => errors.too_far_ahead,
        Problem::NotAChoice => errors.not_a_choice,
        Problem::NotALink => errors.not_a_link,
        Problem::EndsTooEarly => errors.ends_too_early,
        Problem::AfterTheDay => errors.after_the_day,
        Problem::OutsideThePart => errors.outside_the_part,
        Problem::SendsMail => errors.sends_mail,
        Problem::TooMany { max } => return (errors.too_many_choices)(*max),
        Problem::NotAColleague => errors.not_a_colleague,
        Problem::OwnAddress => errors.own_address,
        Problem::Passed => errors.passed,
        Problem::Twice => errors.twice,
        Problem::OnlyOne => errors.only_one,
    }
    .to_owned()
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
        AppError::Refused(Refusal::TooLate) => errors.too_late,
        AppError::Refused(Refusal::Over) => errors.over,
        AppError::Gone => errors.gone,
        AppError::Refused(Refusal::EvaluationClosed) => errors.evaluation_closed,
        AppError::Refused(Refusal::Cancelled) => errors.cancelled,
        AppError::Refused(Refusal::SeatTaken) => errors.seat_taken,
        AppError::Refused(Refusal::NoUndo) => errors.no_undo,
        AppError::Refused(Refusal::CallClosed) => errors.call_closed,
        AppError::Refused(Refusal::CallFull) => errors.call_full,
        AppError::Refused(Refusal::Incomplete) => errors.incomplete,
        AppError::MoreRows => errors.more_rows,
        AppError::Conflict => errors.conflict,
        AppError::Overtaken => errors.overtaken,
        AppError::LoggedAlready(_) => errors.logged_already,
        AppError::Used => errors.used,
        AppError::Expired => errors.expired,
        AppError::WrongCode => errors.wrong_code,
        AppError::TooMany => errors.too_many,
        AppError::TooLarge => errors.too_large,
        AppError::Malformed => errors.malformed,
        AppError::Offline => errors.offline,
        AppError::Busy | AppError::Unavailable => errors.unavailable,
        AppError::TimedOut => errors.timed_out,
        AppError::Internal => errors.internal,
    }
}

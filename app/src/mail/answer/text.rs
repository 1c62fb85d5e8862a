//! Words of the page behind an email's buttons.

use crate::text::texts;

texts! {
    /// The page behind an email's buttons.
    pub struct MailAnswers {
        whose: fn(&str) -> String = |name| format!("Svaret gäller {name}. Du behöver inte logga in."), |name| format!("The answer is {name}'s. You need not sign in.");
        other: fn(&str, &str) -> String =
            |reader, name| format!("Du är inloggad som {reader}, men mejlet gick till {name}. Svaret här gäller {name}."),
            |reader, name| format!("You are signed in as {reader}, but the email went to {name}. The answer here is {name}'s.");
        saved = "Tack! Ditt svar är sparat. Du kan ändra det här så länge det går att svara.", "Thank you! Your answer is saved. You can change it here as long as answers are taken.";
        settled = "Tiden är bestämd. Ni får båda en kalenderinbjudan med mejl.", "The time is settled. Both of you get a calendar invitation by email.";
        declined = "Du har tackat nej till tiderna. Din mentor eller adept får ett mejl om det.", "You have declined the times. Your mentor or adept is told by email.";
        you_said: fn(&str) -> String = |answer| format!("Du har svarat: {answer}."), |answer| format!("You have answered: {answer}.");
        all: fn(&str) -> String = |answer| format!("{answer} till hela dagen"), |answer| format!("{answer} to the whole day");
        to_day = "Mer om dagen", "More about the day";
        times_title: fn(&str) -> String = |name| format!("När passar det att träffa {name}?"), |name| format!("When would it suit you to meet {name}?");
        times_lede = "Tryck på den tid som passar, så är träffen bestämd.", "Press the time that suits you, and the meeting is settled.";
        none_suits = "Ingen tid passar", "No time suits me";
        to_pair = "Till er sida", "To your page";
        answered = "Frågan är redan besvarad", "This has been answered";
        answered_lede = "Tiderna i mejlet väntar inte längre på svar. Någon av er har redan svarat, ändrat eller tagit tillbaka dem. Logga in för att se vad som gäller nu.",
            "The times in the email wait for an answer no longer. One of you has answered, changed or withdrawn them. Sign in to see what holds now.";
        old = "Länken gäller inte", "This link is no good";
        old_lede = "Tiden att svara kan ha gått ut, eller så gäller frågan inte dig längre. Logga in för att se vad som gäller nu.",
            "The time to answer may be over, or the question concerns you no longer. Sign in to see what holds now.";
        to_pages = "Till mina sidor", "To my pages";
    }
}

//! Words of which emails someone wants.

use domain::mail::preference::{Kind, Necessary};

use crate::text::{t, texts};

texts! {
    /// Which emails one gets.
    pub struct Emails {
        title = "Mejl till dig", "Emails to you";
        lede = "Välj vad du vill bli påmind om. Du ser allt på Min sida, också det som du väljer bort här.",
            "Choose what you want to be reminded of. Everything is on My page, also what you choose away here.";
        question = "Vad vill du få mejl om?", "What do you want emails about?";
        digest = "Faller flera påminnelser på samma dag får du dem i ett enda mejl. Inget går ut på kvällar, nätter, söndagar eller helgdagar.",
            "If several reminders fall on the same day, you get them in a single email. Nothing goes out in the evening, at night, on Sundays or on public holidays.";
        save = "Spara", "Save";
        only_necessary = "Bara det nödvändiga", "Only what is necessary";
        saved = "Sparat. Valet gäller från och med nu.", "Saved. Your choice holds from now on.";
        answers = "Påminnelser om att svara på en gemensam dag", "Reminders to answer to a common day";
        day_before = "Dagen före en gemensam dag: var, när och vem som kommer", "The day before a common day: where, when and who is coming";
        after_day = "Efter en gemensam dag: tack och utvärdering", "After a common day: thanks and evaluation";
        meetings = "Dagen före en träff med din mentor eller adept", "The day before you meet your mentor or adept";
        logs = "När en träff inte är loggad", "When a meeting is not logged";
        rhythm = "När det har gått längre än ni tänkt sedan ni sågs", "When more time has passed than you meant since you met";
        pulse = "Varannan månad: hur går det?", "Every other month: how is it going?";
        applications = "När en ansökan väntar på dig", "When an application waits for you";
        necessary_title = "Det här får du alltid", "What you always get";
        necessary_lede = "De här mejlen går inte att välja bort, för att någon annan räknar med att du har fått dem.",
            "These emails cannot be chosen away, because someone counts on your having got them.";
        account = "Inloggning och ändrad adress.", "Signing in, and changes of your address.";
        account_why = "Ingen annan ska kunna komma in som du utan att du får veta det.", "Nobody shall get in as you without your knowing.";
        days = "När en gemensam dag läggs ut, flyttas eller ställs in, och när en plats är din.", "When a common day is published, moved or cancelled, and when a seat is yours.";
        days_why = "Annars kan du åka till fel plats, eller förlora en plats som någon annan vill ha.", "Otherwise you may go to the wrong place, or lose a seat that someone else wants.";
        partner = "När din mentor eller adept föreslår tider, bestämmer en träff eller ändrar något i paret.", "When your mentor or adept proposes times, settles a meeting or changes something in the pair.";
        partner_why = "Den andra väntar på ditt svar.", "The other one waits for your answer.";
        decisions = "Besked om ansökan, urval och uppdrag.", "News of applications, the selection and duties.";
        decisions_why = "Det avgör vad du får och ska göra.", "It decides what you may and shall do.";
        settings_lede = "Välj vilka påminnelser du får, och se vad vi har mejlat dig.", "Choose which reminders you get, and see what we have sent you.";
        settings_link = "Välj mejl", "Choose emails";
        unsubscribe_title = "Vill du inte ha sådana här mejl?", "Do you not want emails like this?";
        unsubscribe_lede = "Tryck på knappen, så får du inga fler av det här slaget. Du behöver inte logga in.",
            "Press the button, and you get no more of this kind. You need not sign in.";
        unsubscribe = "Sluta skicka dem", "Stop sending them";
        unsubscribed_title = "Du får inga fler", "You get no more of them";
        unsubscribed = "Klart. Du får inga fler mejl av det här slaget.", "Done. You get no more emails of this kind.";
        choose = "Välj själv vilka mejl du får", "Choose yourself which emails you get";
    }
}

/// A kind of emails.
pub fn kind(kind: Kind) -> &'static str {
    let text = &t().emails;
    match kind {
        Kind::Answers => text.answers,
        Kind::DayBefore => text.day_before,
        Kind::AfterDay => text.after_day,
        Kind::Meetings => text.meetings,
        Kind::Logs => text.logs,
        Kind::Rhythm => text.rhythm,
        Kind::Pulse => text.pulse,
        Kind::Applications => text.applications,
    }
}

/// Emails that nobody can do without, and why.
pub fn necessary(necessary: Necessary) -> (&'static str, &'static str) {
    let text = &t().emails;
    match necessary {
        Necessary::Account => (text.account, text.account_why),
        Necessary::Days => (text.days, text.days_why),
        Necessary::Partner => (text.partner, text.partner_why),
        Necessary::Decisions => (text.decisions, text.decisions_why),
    }
}

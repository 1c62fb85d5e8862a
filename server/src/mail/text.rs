//! The words of every mail, both languages side by side.
//!
//! Plain words, in this order: what the mail is, what to do, what happens
//! next. A subject holds nothing that is secret, for it is read on locked screens. The
//! six digits of signing in are none: they work only in the browser that asked for them.

mod account;
mod address;
mod announcement;
mod application;
mod concern;
mod decision;
mod duty;
mod helper;
mod meeting;
mod note;
mod pair;
mod reminder;
mod round_end;

use app::{people::cookies::leading_to, text::date};
use domain::{
    day::{AfterMove, Hours},
    markup::{self, Span},
    people::Lang,
    time::local,
};
use store::{
    mail::outbox::{DayName, Email},
    people::LINK_LIFE,
};

/// One mail in one language: the only thing that its text part and its HTML
/// part are made from.
pub(super) struct Content {
    pub subject: String,
    pub blocks: Vec<Block>,
}

/// A part of a mail.
pub(super) enum Block {
    /// A paragraph.
    Words(String),
    /// The one thing to press, and where it leads.
    Button(&'static str, String),
    /// The answers to what the mail asks, and where each leads.
    Choices(Vec<(&'static str, String)>),
    /// Six digits to type.
    Code(String),
    /// A heading that someone has written.
    Heading(Vec<Span>),
    /// A paragraph or a list that someone has written.
    Prose(markup::Block),
    /// What the paragraphs below are about, where there are several things.
    Topic(String),
    /// Something that one may press, and that is in nobody's way.
    Quiet(&'static str, String),
}

/// What a mail needs to know beside its email.
pub(super) struct Facts<'a> {
    /// To whom.
    pub name: &'a str,
    /// Their address, which is what they sign in with.
    pub to: &'a str,
    /// Where people reach the product, without a slash at the end.
    pub public_url: &'a str,
    /// The current round's number, for emails that speak of it.
    pub round: Option<u32>,
    /// What chooses emails of these kinds away, if they can be.
    pub unsubscribe: Option<&'a str>,
    /// What the buttons carry by which it is answered, if it asks something.
    pub ticket: Option<&'a str>,
}

impl Facts<'_> {
    /// The button to where one signs in.
    fn to_sign_in(&self, say: Say) -> Block {
        Block::Button(
            say.pick("Gå till inloggningen", "Go to the sign-in page"),
            format!("{}/logga-in", self.public_url),
        )
    }

    /// The buttons that answer to a day: each leads to a page on which one press is left.
    fn day_choices(&self, say: Say) -> Option<Block> {
        self.choices([
            ("yes", say.pick("Ja", "Yes")),
            ("maybe", say.pick("Kanske", "Maybe")),
            ("no", say.pick("Nej", "No")),
        ])
    }

    fn choices(&self, answers: impl IntoIterator<Item = (&'static str, &'static str)>) -> Option<Block> {
        let address = self.answer()?;
        let choices = answers.into_iter().map(|(name, label)| (label, format!("{address}?svar={name}")));
        Some(Block::Choices(choices.collect()))
    }

    /// The page on which what it asks is answered.
    fn answer(&self) -> Option<String> {
        self.ticket.map(|ticket| format!("{}/svar/{ticket}", self.public_url))
    }
}

/// Puts an email into words.
pub(super) fn content(message: &Email, lang: Lang, facts: &Facts<'_>) -> Content {
    let say = Say(lang);
    let Content { subject, mut blocks } = told(message, lang, facts);
    blocks.insert(0, say.words(format!("Hej {}!", facts.name), format!("Hello {},", facts.name)));
    blocks.push(say.words("Mentorprogrammet IOR", "Mentorprogrammet IOR"));
    if let Some(token) = facts.unsubscribe {
        let label = say.pick("Jag vill inte ha sådana här mejl", "I do not want emails like this");
        blocks.push(Block::Quiet(label, unsubscribe_address(facts.public_url, token)));
        let label = say.pick("Välj vilka mejl du får", "Choose which emails you get");
        blocks.push(Block::Quiet(label, format!("{}/installningar/mejl", facts.public_url)));
    }
    Content { subject, blocks }
}

/// Where emails of a kind are chosen away, by a page or by one press in a mail program.
pub(super) fn unsubscribe_address(public_url: &str, token: &str) -> String {
    format!("{public_url}/mejl/avsluta/{token}")
}

/// What an email says, without what stands around it in all of them.
fn told(message: &Email, lang: Lang, facts: &Facts<'_>) -> Content {
    let say = Say(lang);
    let (subject, blocks) = match message {
        Email::SignIn { link, code, till, .. } => sign_in(say, link, code, till, facts),
        Email::Invitation => owned(invitation(say, facts)),
        Email::WrongCodes { until, known } => owned(account::wrong_codes(say, *until, *known, facts)),
        Email::WorksElsewhere { by, organisation, stand_in } => {
            owned(account::works_elsewhere(say, by, organisation, *stand_in, facts))
        }
        Email::ResponsibleChanged { day, by, to } => {
            owned(account::responsible_changed(say, day, by, to.as_deref(), facts))
        }
        Email::NeedsWithheld { day, reader } => owned(account::needs_withheld(say, day, reader, facts)),
        Email::DutyBegun { duty, by, after, days } => owned(duty::begun(say, *duty, by, after.as_deref(), days, facts)),
        Email::DutyEnded { duty, by, successor } => owned(duty::ended(say, *duty, by, successor.as_deref(), facts)),
        Email::HelpsAtDoor { day, hours, place, by, again } => {
            of_day(say, day, helper::named(say, day, (*hours, place), (by, *again), facts))
        }
        Email::HelpsNoLonger { day, by } => of_day(say, day, helper::no_longer(say, day, by, facts)),
        Email::Left { by } => owned(duty::left(say, by, facts)),
        Email::PartnerLeft { partner, steps_in } => owned(duty::partner_left(say, partner, *steps_in, facts)),
        Email::AddressAsked { kind, link, until } => owned(address::asked(say, *kind, link, *until, facts)),
        Email::AddressWanted { kind, address } => owned(address::wanted(say, *kind, address, facts)),
        Email::AddressTaken => owned(address::taken(say, facts)),
        Email::AddressChanged { whose, from, to, by } => {
            let by = by.as_ref().map(|(name, reason)| (name.as_str(), reason.as_str()));
            owned(address::changed(say, whose.as_deref(), (from, to), by, facts))
        }
        Email::Merged { whose, main, second, by } => {
            owned(address::merged(say, whose.as_deref(), (main, second), by, facts))
        }
        Email::Apply { link, code } => owned(application::apply(say, link, code, facts)),
        Email::Nominated { by, part, closes } => owned(application::nominated(say, by, *part, *closes, facts)),
        Email::ManagerAsked { applicant, part, link, until } => {
            owned(application::manager_asked(say, applicant, *part, link, *until, facts))
        }
        Email::Decided { outcome, role, round } => owned(decision::decided(say, *outcome, *role, *round, facts)),
        Email::ApplicationStep { step } => owned(application::step(say, *step, facts)),
        Email::ToEndorse { applicant, again } => owned(application::to_endorse(say, applicant, *again, facts)),
        Email::ApplicationWaits { closes, question } => owned(application::waits(say, *closes, *question, facts)),
        Email::StandsIn { by, from, until } => owned(application::stands_in(say, by, *from, *until, facts)),
        Email::Moved { name, from, to, partner } => {
            owned(application::moved(say, name, [from, to], partner.as_deref(), facts))
        }
        Email::Withdrew { name, organisation } => owned(application::withdrew(say, name, organisation, facts)),
        Email::Proposed { by, times, plan, moves, .. } => meeting::proposed(say, by, times, plan, *moves, facts),
        Email::Declined { by, word } => meeting::declined(say, by, word, facts),
        Email::Meeting(invitation) => meeting::meeting(say, invitation, facts),
        Email::Slipped { partner } => meeting::slipped(say, partner, facts),
        Email::Reminder { slug, title, starts, reply_by } => {
            let [date, last] = [starts, reply_by].map(|at| date::full(lang, local(*at).date()));
            owned(reminder::in_time(say, title.get(lang), &date, &last, slug, facts))
        }
        Email::LateReminder { slug, title, starts, may_come, contact } => {
            let date = date::full(lang, local(*starts).date());
            reminder::late(say, title.get(lang), &date, *may_come, contact, slug, facts)
        }
        Email::SeatOffered { slug, title, starts, ends, until } => {
            let when = one_time(lang, &Hours { starts: *starts, ends: *ends });
            owned(seat_offered(say, title.get(lang), &when, &date::moment(lang, *until), slug, facts))
        }
        Email::SeatGiven { slug, title, starts, ends } => {
            let when = one_time(lang, &Hours { starts: *starts, ends: *ends });
            owned(seat_given(say, title.get(lang), &when, slug, facts))
        }
        Email::Thanks { slug, title, materials, evaluate_until } => {
            let until = evaluate_until.map(|until| date::moment(lang, until));
            owned(thanks(say, title.get(lang), slug, *materials, until.as_deref(), facts))
        }
        Email::RoundThanks { round, role } => owned(round_end::thanks(say, *round, *role, facts)),
        Email::Missed { slug, title, materials } => owned(missed(say, title.get(lang), slug, *materials, facts)),
        Email::ToSign { partner } => owned(pair::to_sign(say, partner, facts)),
        Email::PairStatusChanged { partner, change, until } => {
            owned(pair::status(say, partner, *change, *until, facts))
        }
        Email::Matched { role, partner } => owned(pair::matched(say, *role, partner, facts)),
        Email::HelpRequested => owned(pair::call(say, facts)),
        Email::DayInvitation { day, hours, place, reply_by, .. } => {
            let last = date::full(lang, local(*reply_by).date());
            of_day(say, day, day_invitation(say, day, &all_hours(lang, hours), place, &last, facts))
        }
        Email::DayMoved { day, hours, place, reply_by, after, .. } => {
            let last = date::full(lang, local(*reply_by).date());
            of_day(say, day, day_moved(say, day, hours, place, (*after, &last), facts))
        }
        Email::DayVenueChanged { day, starts, place, .. } => {
            let date = date::full(lang, local(*starts).date());
            of_day(say, day, day_venue_changed(say, day, &date, place, facts))
        }
        Email::DayCancelled { day, hours, whole, word, .. } => {
            of_day(say, day, day_cancelled(say, day, &all_hours(lang, hours), *whole, word, facts))
        }
        Email::Announcement(posted) => announcement::announcement(say, posted, facts),
        Email::Note(note) => note::note(say, note, facts),
        Email::Digest(emails) => note::digest(say, emails.iter().map(|email| told(email, lang, facts)).collect()),
    };
    Content { subject, blocks }
}

/// A subject that is always the same, beside those with a name in them.
fn owned((subject, blocks): (&str, Vec<Block>)) -> (String, Vec<Block>) {
    (subject.to_owned(), blocks)
}

/// A subject that begins with a day's name: "Uppstart: Kommer du?".
fn of_day(say: Say, day: &DayName, (subject, blocks): (&str, Vec<Block>)) -> (String, Vec<Block>) {
    (format!("{}: {subject}", day.title.get(say.0)), blocks)
}

fn sign_in(say: Say, link: &str, code: &str, till: &str, facts: &Facts<'_>) -> (String, Vec<Block>) {
    let minutes = LINK_LIFE.as_mins();
    let address = format!("{}{}", facts.public_url, leading_to(&format!("/logga-in/lank/{link}"), till));
    let blocks = vec![
        say.words(
            "Någon, troligen du själv, har bett om att få logga in i Mentorprogrammet IOR med din e-postadress.",
            "Someone, most likely you, has asked to sign in to Mentorprogrammet IOR with your email address.",
        ),
        say.words(
            "Öppna länken och tryck på knappen på sidan. Då är du inloggad.",
            "Open the link and press the button on the page. You are then signed in.",
        ),
        Block::Button(say.pick("Logga in", "Sign in"), address),
        say.words(
            "Du kan i stället skriva den här koden på sidan där du bad om mejlet:",
            "Or type this code on the page where you asked for this email:",
        ),
        Block::Code(grouped(code)),
        say.words(
            format!("Länken och koden gäller i {minutes} minuter. När du har använt en av dem slutar båda att gälla."),
            format!("The link and the code are valid for {minutes} minutes. Once you have used one of them, neither works again."),
        ),
        say.words(
            "Har du inte bett om att få logga in? Då behöver du inte göra något. Skicka inte mejlet vidare.",
            "If you did not ask to sign in, you need not do anything. Do not forward this email.",
        ),
    ];
    let code = grouped(code);
    let subject = say.pick(
        format!("{code} är din kod till Mentorprogrammet IOR"),
        format!("{code} is your code for Mentorprogrammet IOR"),
    );
    (subject, blocks)
}

fn invitation(say: Say, facts: &Facts<'_>) -> (&'static str, Vec<Block>) {
    let (round_sv, round_en) =
        facts.round.map_or_else(Default::default, |n| (format!(", programomgång {n}"), format!(", round {n}")));
    let blocks = vec![
        say.words(
            format!("Nu är du inlagd i Mentorprogrammet IOR{round_sv}, och kan logga in på programmets sidor."),
            format!("You have been added to Mentorprogrammet IOR{round_en}, and can now sign in to its pages."),
        ),
        say.words(
            format!("Gå till inloggningen och skriv din e-postadress: {}", facts.to),
            format!("Go to the sign-in page and type your email address: {}", facts.to),
        ),
        facts.to_sign_in(say),
        say.words(
            "Du får då ett mejl med en länk och en kod som släpper in dig. Du behöver inget lösenord, och du kan logga in när det passar dig.",
            "You will then get an email with a link and a code that let you in. You need no password, and you can sign in whenever it suits you.",
        ),
        say.words(
            "När du har loggat in ser du det som gäller för just dig: programmets gemensamma dagar och vad du kan göra där.",
            "Once you are signed in you will see what concerns you: the common days of the programme, and what you can do there.",
        ),
        say.words(
            "Tror du att mejlet har hamnat fel? Då behöver du inte göra något.",
            "If you think that this email was not meant for you, you need not do anything.",
        ),
    ];
    (say.pick("Du kan nu logga in i Mentorprogrammet IOR", "You can now sign in to Mentorprogrammet IOR"), blocks)
}

fn seat_offered(
    say: Say,
    title: &str,
    when: &str,
    until: &str,
    slug: &str,
    facts: &Facts<'_>,
) -> (&'static str, Vec<Block>) {
    let mut blocks = vec![
        say.words(
            format!("En plats har blivit ledig för dig, som står i kö: {title}, {when}."),
            format!("A seat has become free for you, who are in the queue: {title}, {when}."),
        ),
        say.words(
            format!("Platsen hålls för dig till {until}. Vill du ha den, öppna sidan och svara ja."),
            format!("It is held for you until {until}. If you want it, open the page and answer yes."),
        ),
    ];
    let take_it = say.pick("Ja, jag tar platsen", "Yes, I take it");
    blocks.extend(facts.choices([("yes", take_it), ("no", say.pick("Nej", "No"))]));
    blocks.extend([
        Block::Button(say.pick("Gå till dagen", "Go to the day"), format!("{}/dagar/{slug}", facts.public_url)),
        say.words(
            "Kan du inte längre komma, svara nej, så får nästa i kön platsen direkt. Svarar du inte alls går den vidare när tiden är ute.",
            "If you can no longer come, answer no, and the next in the queue is offered the seat at once. Without an answer it goes on when the time is up.",
        ),
    ]);
    (say.pick("En plats är ledig för dig", "A seat is free for you"), blocks)
}

/// There are more seats than there were, and one is theirs.
fn seat_given(say: Say, title: &str, when: &str, slug: &str, facts: &Facts<'_>) -> (&'static str, Vec<Block>) {
    let blocks = vec![
        say.words(
            format!("Det har blivit fler platser, och du har fått en: {title}, {when}."),
            format!("There are more seats now, and you have one: {title}, {when}."),
        ),
        say.words(
            "Du behöver inte göra något. Kan du inte längre komma, ändra ditt svar på sidan.",
            "You need not do anything. If you can no longer come, change your answer on the page.",
        ),
        Block::Button(say.pick("Gå till dagen", "Go to the day"), format!("{}/dagar/{slug}", facts.public_url)),
    ];
    (say.pick("Du har fått en plats", "You have a seat"), blocks)
}

fn thanks(
    say: Say,
    title: &str,
    slug: &str,
    materials: bool,
    evaluate_until: Option<&str>,
    facts: &Facts<'_>,
) -> (&'static str, Vec<Block>) {
    let mut blocks = vec![say.words(
        format!("Tack för att du var med på {title}. Det blev en bra dag för att just du kom."),
        format!("Thank you for being at {title}. It was a good day because you came."),
    )];
    if let Some(until) = evaluate_until {
        blocks.push(say.words(
            format!("Säg gärna vad du tyckte. Det är tre frågor och tar en minut, och ingen ser vem som har svarat vad. Du kan svara till {until}."),
            format!("Please tell us what you thought. It is three questions and takes a minute, and nobody sees who answered what. You can answer until {until}."),
        ));
        let address = format!("{}/dagar/{slug}/utvardering", facts.public_url);
        blocks.push(Block::Button(say.pick("Säg vad du tyckte", "Say what you thought"), address));
    }
    if materials {
        blocks.extend(to_materials(say, slug, facts));
    }
    (say.pick("Tack för att du var med", "Thank you for being there"), blocks)
}

fn missed(say: Say, title: &str, slug: &str, materials: bool, facts: &Facts<'_>) -> (&'static str, Vec<Block>) {
    let mut blocks = vec![say.words(
        format!("Vi saknade dig på {title}, och hoppas att du kan vara med nästa gång."),
        format!("We missed you at {title}, and hope that you can be there next time."),
    )];
    if materials {
        blocks.extend(to_materials(say, slug, facts));
    }
    (say.pick("Vi saknade dig", "We missed you"), blocks)
}

/// Where a day's files are.
fn to_materials(say: Say, slug: &str, facts: &Facts<'_>) -> [Block; 2] {
    let words = say.words("Materialet finns på dagens sida.", "The materials are on the day's page.");
    [
        words,
        Block::Button(say.pick("Till materialet", "To the materials"), format!("{}/dagar/{slug}", facts.public_url)),
    ]
}

fn day_invitation(
    say: Say,
    day: &DayName,
    when: &str,
    place: &str,
    last: &str,
    facts: &Facts<'_>,
) -> (&'static str, Vec<Block>) {
    let title = day.title.get(say.0);
    let mut blocks = vec![
        say.words(format!("Du är inbjuden till {title}: {when}."), format!("You are invited to {title}: {when}.")),
        say.words(format!("Plats: {place}."), format!("Place: {place}.")),
        say.words(
            format!("Svara senast {last}. Det tar några sekunder, och ett nej är lika välkommet som ett ja: då vet vi hur många vi blir."),
            format!("Please answer by {last}. It takes a few seconds, and a no is as welcome as a yes: it tells us how many we will be."),
        ),
    ];
    blocks.extend(facts.day_choices(say));
    blocks.extend([
        to_day(say, day, facts),
        say.words(
            format!("Svaret ger du på sidan. Du kan ändra dig när du vill till och med {last}."),
            format!("You answer on the page, and can change your mind until the end of {last}."),
        ),
    ]);
    (say.pick("Kommer du?", "Are you coming?"), blocks)
}

fn day_moved(
    say: Say,
    day: &DayName,
    hours: &[(Hours, Hours)],
    place: &str,
    (after, last): (AfterMove, &str),
    facts: &Facts<'_>,
) -> (&'static str, Vec<Block>) {
    let title = day.title.get(say.0);
    let mut blocks = vec![say.words(format!("{title} har fått en ny tid."), format!("{title} has a new time."))];
    blocks.extend(hours.iter().map(|(from, to)| {
        let (from, to) = (one_time(say.0, from), one_time(say.0, to));
        say.words(format!("Ny tid: {to}. Förut: {from}."), format!("New time: {to}. Before: {from}."))
    }));
    let (subject, answer) = match after {
        AfterMove::AskedAgain => (
            say.pick("Ny tid. Kommer du?", "A new time. Are you coming?"),
            say.words(
                format!("Om du har svarat gällde det den förra tiden. Svara igen, senast {last}."),
                format!("If you have answered, that was for the earlier time. Please answer again, by {last}."),
            ),
        ),
        AfterMove::Kept => (
            say.pick("Ny tid", "A new time"),
            say.words(
                "Ditt svar gäller även den nya tiden. Stämmer det inte, ändra det på sidan.",
                "Your answer stands for the new time too. If that is not right, change it on the page.",
            ),
        ),
        AfterMove::Back => (
            say.pick("Den förra tiden gäller igen", "The former time is back"),
            say.words(
                "Det du svarade på den tiden gäller igen. Stämmer det inte längre, ändra det på sidan.",
                "What you answered for that time stands again. If that is no longer right, change it on the page.",
            ),
        ),
    };
    blocks.extend([say.words(format!("Plats: {place}."), format!("Place: {place}.")), answer]);
    if after == AfterMove::AskedAgain {
        blocks.extend(facts.day_choices(say));
    }
    blocks.push(to_day(say, day, facts));
    (subject, blocks)
}

fn day_venue_changed(
    say: Say,
    day: &DayName,
    date: &str,
    place: &str,
    facts: &Facts<'_>,
) -> (&'static str, Vec<Block>) {
    let title = day.title.get(say.0);
    let blocks = vec![
        say.words(
            format!("{title}, {date}, blir på en annan plats: {place}."),
            format!("{title}, {date}, will be at another place: {place}."),
        ),
        say.words(
            "Tiden är densamma, och ditt svar gäller. Får du förhinder, ändra det på sidan.",
            "The time is the same and your answer stands. If you can no longer come, change it on the page.",
        ),
        to_day(say, day, facts),
    ];
    (say.pick("Ny plats", "A new place"), blocks)
}

fn day_cancelled(
    say: Say,
    day: &DayName,
    when: &str,
    whole: bool,
    word: &str,
    facts: &Facts<'_>,
) -> (&'static str, Vec<Block>) {
    let title = day.title.get(say.0);
    let mut blocks = vec![if whole {
        say.words(format!("{title} är inställd: {when}."), format!("{title} is cancelled: {when}."))
    } else {
        say.words(
            format!("En del av {title} är inställd: {when}. Resten blir av."),
            format!("A part of {title} is cancelled: {when}. The rest takes place."),
        )
    }];
    if !word.is_empty() {
        blocks.push(say.words(format!("Organisatören säger: {word}"), format!("The organiser says: {word}")));
    }
    blocks.extend([
        to_day(say, day, facts),
        say.words(
            "Du behöver inte svara. Den medföljande filen tar bort det som är inställt ur din kalender.",
            "You need not answer. The attached file takes what is cancelled out of your calendar.",
        ),
    ]);
    (say.pick("Inställt", "Cancelled"), blocks)
}

/// The way to a day's page.
fn to_day(say: Say, day: &DayName, facts: &Facts<'_>) -> Block {
    Block::Button(say.pick("Gå till dagen", "Go to the day"), format!("{}/dagar/{}", facts.public_url, day.slug))
}

/// A date with its hours: "fredag 16 oktober 2026, 09.00–15.00".
fn one_time(lang: Lang, hours: &Hours) -> String {
    format!("{}, {}", date::full(lang, local(hours.starts).date()), date::hours(lang, hours.starts, hours.ends))
}

fn all_hours(lang: Lang, hours: &[Hours]) -> String {
    hours.iter().map(|hours| one_time(lang, hours)).collect::<Vec<_>>().join("; ")
}

/// The digits in two groups, easier to carry from a mail to a page.
fn grouped(code: &str) -> String {
    code.split_at_checked(3).map_or_else(|| code.to_owned(), |(first, last)| format!("{first} {last}"))
}

/// Says things in the reader's language.
#[derive(Clone, Copy)]
pub(super) struct Say(pub Lang);

impl Say {
    pub fn pick<T>(self, sv: T, en: T) -> T {
        match self.0 {
            Lang::Sv => sv,
            Lang::En => en,
        }
    }

    pub fn words(self, sv: impl Into<String>, en: impl Into<String>) -> Block {
        Block::Words(self.pick(sv.into(), en.into()))
    }
}

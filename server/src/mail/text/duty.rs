//! The words of mails about duties that begin and end, and about whoever leaves.

use domain::people::{Duty, Localised};

use super::{Block, Facts, Say};

/// A duty, as it stands in a sentence.
fn name(say: Say, duty: Duty) -> &'static str {
    match duty {
        Duty::Adept => say.pick("adept", "adept"),
        Duty::Mentor => say.pick("mentor", "mentor"),
        Duty::Reserve => say.pick("reserv", "in reserve"),
        Duty::ContactPerson => say.pick("kontaktperson för din organisation", "contact person of your organisation"),
        Duty::WorkingGroup => say.pick("med i arbetsgruppen", "a member of the working group"),
        Duty::Organiser => say.pick("organisatör", "an organiser"),
        Duty::Applicant => say.pick("sökande", "an applicant"),
    }
}

/// What one does with it, and where.
fn work(say: Say, duty: Duty) -> (Block, &'static str) {
    match duty {
        Duty::ContactPerson => (
            say.words(
                "Du nominerar, läser och tillstyrker ansökningar från din organisation, och ser vad era deltagare har svarat till de gemensamma dagarna.",
                "You nominate, read and endorse applications from your organisation, and see what your participants have answered to the common days.",
            ),
            "/kontakt/ansokningar",
        ),
        Duty::WorkingGroup => (
            say.words(
                "Du läser ansökningar från andra organisationer än din egen, röstar om dem och är med och matchar.",
                "You read applications from other organisations than your own, vote on them and take part in the matching.",
            ),
            "/urval",
        ),
        _ => (
            say.words(
                "Du planerar dagarna, ser vilka som kommer och tar hand om det deltagarna behöver hjälp med.",
                "You plan the days, see who is coming and take care of what participants need help with.",
            ),
            "/organisera",
        ),
    }
}

pub(super) fn begun(
    say: Say,
    duty: Duty,
    by: &str,
    after: Option<&str>,
    days: &[Localised],
    facts: &Facts<'_>,
) -> (&'static str, Vec<Block>) {
    let duty_name = name(say, duty);
    let (work, page) = work(say, duty);
    let mut blocks = vec![match after {
        Some(after) => say.words(
            format!("Du är nu {duty_name} i Mentorprogrammet IOR, efter {after}. Det har {by} noterat."),
            format!("You are now {duty_name} in Mentorprogrammet IOR, after {after}. {by} has noted this."),
        ),
        None => say.words(
            format!("Du är nu {duty_name} i Mentorprogrammet IOR. Det har {by} noterat."),
            format!("You are now {duty_name} in Mentorprogrammet IOR. {by} has noted this."),
        ),
    }];
    blocks.push(work);
    if !days.is_empty() {
        let titles = days.iter().map(|title| title.get(say.0)).collect::<Vec<_>>().join(", ");
        blocks.push(say.words(
            format!("Du ansvarar nu för: {titles}. Det deltagarna har sagt om kost och tillgänglighet ser du när de har sagt ja till det."),
            format!("You are now responsible for: {titles}. What participants have said about diet and access you see once they agree."),
        ));
    }
    blocks.extend([
        say.words(
            format!("Logga in med din e-postadress: {}", facts.to),
            format!("Sign in with your email address: {}", facts.to),
        ),
        Block::Button(say.pick("Gå till sidan", "Go to the page"), format!("{}{page}", facts.public_url)),
        say.words(
            format!("Stämmer det inte? Hör av dig till {by}."),
            format!("Is this not right? Get in touch with {by}."),
        ),
    ]);
    (say.pick("Du har ett nytt uppdrag i mentorprogrammet", "You have a new duty in the mentoring programme"), blocks)
}

pub(super) fn ended(
    say: Say,
    duty: Duty,
    by: &str,
    successor: Option<&str>,
    facts: &Facts<'_>,
) -> (&'static str, Vec<Block>) {
    let duty = name(say, duty);
    let mut blocks = vec![say.words(
        format!("Du är inte längre {duty} i Mentorprogrammet IOR. Det har {by} noterat. Tack för det du har gjort!"),
        format!(
            "You are no longer {duty} in Mentorprogrammet IOR. {by} has noted this. Thank you for what you have done!"
        ),
    )];
    if let Some(successor) = successor {
        blocks.push(say.words(
            format!("{successor} tar över, och får det som väntade på dig."),
            format!("{successor} takes over, and gets what was waiting for you."),
        ));
    }
    blocks.extend([
        say.words(
            "De sidor som hörde till uppdraget visas inte längre för dig. Det du själv har skrivit om dig finns kvar på din sida.",
            "The pages that came with the duty are no longer shown to you. What you have written about yourself is still on your page.",
        ),
        Block::Button(say.pick("Gå till din sida", "Go to your page"), format!("{}/min-sida", facts.public_url)),
        say.words(
            format!("Stämmer det inte? Hör av dig till {by}."),
            format!("Is this not right? Get in touch with {by}."),
        ),
    ]);
    (say.pick("Ditt uppdrag i mentorprogrammet är avslutat", "Your duty in the mentoring programme has ended"), blocks)
}

pub(super) fn left(say: Say, by: &str, facts: &Facts<'_>) -> (&'static str, Vec<Block>) {
    let blocks = vec![
        say.words(
            format!("Du är inte längre med i den här omgången av Mentorprogrammet IOR. Det har {by} noterat."),
            format!("You no longer take part in this round of Mentorprogrammet IOR. {by} has noted this."),
        ),
        say.words(
            "Dina svar till kommande dagar är borttagna, och du får inga fler påminnelser. Var du i ett mentorpar är det avslutat, och den andra har fått veta det.",
            "Your answers to days to come are withdrawn, and you get no more reminders. If you were in a mentoring pair it has ended, and the other one has been told.",
        ),
        say.words(
            "Det ni två har skrivit kan ni båda läsa ett år efter omgångens slut. Ingen annan kan det.",
            "What the two of you have written you can both read for a year after the end of the round. Nobody else can.",
        ),
        Block::Button(say.pick("Gå till din sida", "Go to your page"), format!("{}/min-sida", facts.public_url)),
        say.words(
            format!("Stämmer det inte? Hör av dig till {by}."),
            format!("Is this not right? Get in touch with {by}."),
        ),
    ];
    (say.pick("Du är inte längre med i omgången", "You no longer take part in the round"), blocks)
}

pub(super) fn partner_left(say: Say, partner: &str, steps_in: bool, facts: &Facts<'_>) -> (&'static str, Vec<Block>) {
    let next = if steps_in {
        say.words(
            "Någon som har väntat på en plats tar vid. Vem det är får du veta i ett eget mejl, som kommer nu.",
            "Someone who has waited for a place steps in. Who it is you are told in an email of its own, which comes now.",
        )
    } else {
        say.words(
            "Du är fortfarande med i programmet. Organisatörerna letar efter någon ny åt dig och hör av sig.",
            "You are still in the programme. The organisers look for someone new for you, and will be in touch.",
        )
    };
    let blocks = vec![
        say.words(
            format!("{partner} är inte längre med i Mentorprogrammet IOR, och ert mentorpar är avslutat. Det beror inte på dig."),
            format!("{partner} is no longer in Mentorprogrammet IOR, and your mentoring pair has ended. It is not because of you."),
        ),
        next,
        say.words(
            "Det ni två har skrivit kan ni båda läsa ett år efter omgångens slut. Dina egna svar till de gemensamma dagarna gäller som förut.",
            "What the two of you have written you can both read for a year after the end of the round. Your own answers to the common days stand as before.",
        ),
        Block::Button(say.pick("Gå till din sida", "Go to your page"), format!("{}/min-sida", facts.public_url)),
    ];
    (say.pick("Ditt mentorpar är avslutat", "Your mentoring pair has ended"), blocks)
}

//! The words of mails about the addresses that people sign in with.

use app::text::date;
use domain::people::address::AddressKind;
use jiff::Timestamp;

use super::{Block, Facts, Say};

pub(super) fn asked(
    say: Say,
    kind: AddressKind,
    link: &str,
    until: Timestamp,
    facts: &Facts<'_>,
) -> (&'static str, Vec<Block>) {
    let until = date::moment(say.0, until);
    let what = match kind {
        AddressKind::Main => say.words(
            "Någon, troligen du själv, vill ha den här adressen som sin i Mentorprogrammet IOR. Alla mejl går hit när du har bekräftat den.",
            "Someone, most likely you, wants this address to be theirs in Mentorprogrammet IOR. All email goes here once you have confirmed it.",
        ),
        AddressKind::Second => say.words(
            "Någon, troligen du själv, vill kunna logga in i Mentorprogrammet IOR med den här adressen också.",
            "Someone, most likely you, wants to be able to sign in to Mentorprogrammet IOR with this address too.",
        ),
    };
    let blocks = vec![
        what,
        say.words(
            format!("Öppna länken, logga in med din nuvarande adress och tryck på knappen på sidan. Länken gäller till {until}."),
            format!("Open the link, sign in with your present address and press the button on the page. The link is good until {until}."),
        ),
        Block::Button(
            say.pick("Bekräfta adressen", "Confirm the address"),
            format!("{}/installningar/adress/{link}", facts.public_url),
        ),
        say.words(
            "Har du inte bett om det? Då behöver du inte göra något. Skicka inte mejlet vidare.",
            "If you did not ask for this, you need not do anything. Do not forward this email.",
        ),
    ];
    (say.pick("Bekräfta din e-postadress", "Confirm your email address"), blocks)
}

pub(super) fn wanted(say: Say, kind: AddressKind, address: &str, facts: &Facts<'_>) -> (&'static str, Vec<Block>) {
    let what = match kind {
        AddressKind::Main => say.words(
            format!("Någon, troligen du själv, har bett om att byta din adress till {address}. Den här adressen gäller tills den nya är bekräftad."),
            format!("Someone, most likely you, has asked to change your address to {address}. This address stays until the new one is confirmed."),
        ),
        AddressKind::Second => say.words(
            format!("Någon, troligen du själv, har bett om att du ska kunna logga in även med {address}. Det gäller när adressen är bekräftad."),
            format!("Someone, most likely you, has asked that you can sign in with {address} too. This holds once the address is confirmed."),
        ),
    };
    let blocks = vec![
        what,
        say.words(
            "Var det inte du? Logga in, logga ut alla webbläsare i inställningarna och hör av dig till organisatören.",
            "Was it not you? Sign in, sign out every browser in the settings, and get in touch with the organiser.",
        ),
        Block::Button(
            say.pick("Gå till inställningarna", "Go to the settings"),
            format!("{}/installningar", facts.public_url),
        ),
    ];
    (say.pick("Någon vill ändra dina adresser", "Someone wants to change your addresses"), blocks)
}

/// To whoever has the address. Who asked is told to nobody.
pub(super) fn taken(say: Say, facts: &Facts<'_>) -> (&'static str, Vec<Block>) {
    let blocks = vec![
        say.words(
            "Någon har skrivit din adress som sin i Mentorprogrammet IOR. Adressen är din, och inget har ändrats.",
            "Someone has typed your address as theirs in Mentorprogrammet IOR. The address is yours, and nothing has changed.",
        ),
        say.words(
            "Var det du själv, från en annan inloggning? Då är du inlagd två gånger: hör av dig till organisatören.",
            "Was it you, signed in as someone else? Then you have been added twice: get in touch with the organiser.",
        ),
        facts.to_sign_in(say),
    ];
    (say.pick("Någon har skrivit din e-postadress", "Someone has typed your email address"), blocks)
}

/// From one address to another, either of which may be missing.
fn change(say: Say, from: &str, to: &str) -> String {
    match (from, to) {
        ("", to) => say.pick(format!("{to} har lagts till"), format!("{to} has been added")),
        (from, "") => say.pick(format!("{from} har tagits bort"), format!("{from} has been removed")),
        (from, to) => say.pick(format!("från {from} till {to}"), format!("from {from} to {to}")),
    }
}

pub(super) fn changed(
    say: Say,
    whose: Option<&str>,
    (from, to): (&str, &str),
    by: Option<(&str, &str)>,
    facts: &Facts<'_>,
) -> (&'static str, Vec<Block>) {
    let change = change(say, from, to);
    let mut blocks = vec![match whose {
        None => say.words(
            format!("Din e-postadress i Mentorprogrammet IOR har ändrats: {change}."),
            format!("Your email address in Mentorprogrammet IOR has changed: {change}."),
        ),
        Some(name) => say.words(
            format!("E-postadressen för {name} i Mentorprogrammet IOR har ändrats: {change}."),
            format!("The email address of {name} in Mentorprogrammet IOR has changed: {change}."),
        ),
    }];
    if let Some((organiser, reason)) = by {
        blocks.push(say.words(
            format!("Ändringen har organisatören {organiser} gjort, med orsaken: {reason}"),
            format!("The organiser {organiser} has made the change, for this reason: {reason}"),
        ));
    }
    if whose.is_none() {
        blocks.push(say.words(
            "Du loggar in med den adress som gäller nu. Var det inte du som bad om det? Hör av dig till en organisatör genast.",
            "You sign in with the address that is yours now. If you did not ask for this, get in touch with an organiser at once.",
        ));
    } else {
        blocks.push(say.words(
            "Den som läser den adressen kan logga in som personen. Verkar det inte stämma? Hör av dig till dem, på telefon, och till en organisatör.",
            "Whoever reads that address can sign in as them. If it does not seem right, call them, and get in touch with an organiser.",
        ));
    }
    blocks.push(facts.to_sign_in(say));
    (say.pick("En e-postadress har ändrats", "An email address has changed"), blocks)
}

/// To every address of someone who was there twice, and to those whom it concerns.
pub(super) fn merged(
    say: Say,
    whose: Option<&str>,
    (main, second): (&str, &str),
    by: &str,
    facts: &Facts<'_>,
) -> (&'static str, Vec<Block>) {
    let mut blocks = vec![match whose {
        None => say.words(
            format!("Du fanns två gånger i Mentorprogrammet IOR. Organisatören {by} har slagit ihop dem till en."),
            format!("You were in Mentorprogrammet IOR twice. The organiser {by} has merged the two into one."),
        ),
        Some(name) => say.words(
            format!("{name} fanns två gånger i Mentorprogrammet IOR. Organisatören {by} har slagit ihop dem till en."),
            format!("{name} was in Mentorprogrammet IOR twice. The organiser {by} has merged the two into one."),
        ),
    }];
    blocks.push(match second {
        "" => say
            .words(format!("Adressen är {main}. Mejlen går dit."), format!("The address is {main}. Emails go there.")),
        second => say.words(
            format!("Adressen är {main}, och mejlen går dit. Det går att logga in med {second} också."),
            format!("The address is {main}, and emails go there. {second} can be used to sign in, too."),
        ),
    });
    if whose.is_none() {
        blocks.push(say.words(
            "Du har loggats ut överallt. Det som fanns på båda ställena finns kvar när du loggar in. Är det inte du som finns där? Hör av dig till en organisatör genast.",
            "You have been signed out everywhere. What there was in both places is there when you sign in. If it is not you, get in touch with an organiser at once.",
        ));
    } else {
        blocks.push(say.words(
            "Den som läser de adresserna kan logga in som personen, och läsa vad ni har skrivit om ni är ett par. Verkar det inte stämma? Hör av dig till dem, på telefon, och till en organisatör.",
            "Whoever reads those addresses can sign in as them, and read what you have written if you are a pair. If it does not seem right, call them, and get in touch with an organiser.",
        ));
    }
    blocks.push(facts.to_sign_in(say));
    (say.pick("Två har blivit en", "Two have become one"), blocks)
}

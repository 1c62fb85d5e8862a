//! Words of public pages, and of where organisers write them.

use domain::{
    people::Lang,
    round::public_page::{PageName, PageProblem, Placeholder},
};

use crate::text::{t, texts};

texts! {
    /// Public pages and their versions.
    pub struct PublicPageText {
        front = "Startsidan", "The front page";
        programme = "Programmet", "The programme";
        network = "Nätverket", "The network";
        privacy = "Integritet", "Privacy";
        accessibility = "Tillgänglighet", "Accessibility";
        swedish = "Svenska", "Swedish";
        english = "Engelska", "English";
        outdated = "Det här är en äldre version.", "This is an older version.";
        to_latest = "Läs den som gäller nu", "Read the current one";
        published_on: fn(u32, &str) -> String = |n, date| format!("Version {n}, publicerad {date}."), |n, date| format!("Version {n}, published {date}.");
        write = "Ändra texten", "Change the text";
        pages_title = "Publika sidor", "Public pages";
        pages_lede = "Texterna som alla kan läsa utan att logga in. De är levererade som utkast att börja från: läs dem, ändra det som inte stämmer för er, och publicera.",
            "The texts that everyone can read without signing in. They are delivered as drafts to begin from: read them, change what is not right for you, and publish.";
        page = "Sida", "Page";
        latest = "Gäller nu", "Current version";
        more = "Mer", "More";
        show = "Visa", "Show";
        versions = "Versioner", "Versions";
        delivered = "som levererad", "as delivered";
        version: fn(u32) -> String = |n| format!("Version {n}"), |n| format!("Version {n}");
        version_on: fn(u32, &str) -> String = |n, date| format!("Version {n}, {date}"), |n, date| format!("Version {n}, {date}");
        published: fn(&str) -> String = |page| format!("Sidan är publicerad: {page}."), |page| format!("The page is published: {page}.");
        published_together: fn(&str) -> String =
            |page| format!("Sidan är publicerad: {page}. Någon annan hade också ändrat den, och bådas ändringar är med."),
            |page| format!("The page is published: {page}. Someone else had changed it too, and both changes are in it.");
        to_page = "Se sidan", "See the page";
        edit_lede = "Skriv på båda språken, förhandsgranska och publicera. Varje version sparas, så allt går att ta tillbaka.",
            "Write in both languages, preview and publish. Every version is kept, so all of it can be taken back.";
        title_sv = "Rubrik på svenska", "Heading in Swedish";
        title_en = "Rubrik på engelska", "Heading in English";
        lede_sv = "Ingress på svenska", "Opening in Swedish";
        lede_en = "Ingress på engelska", "Opening in English";
        lede_hint = "En eller två meningar. Sökmotorer visar dem också.", "One or two sentences. Search engines show them, too.";
        body_sv = "Text på svenska", "Text in Swedish";
        body_en = "Text på engelska", "Text in English";
        preview = "Förhandsgranska", "Preview";
        preview_title = "Förhandsgranskning", "Preview";
        publish = "Publicera", "Publish";
        help_title = "Så skriver du", "How to write";
        help_marks = "En tom rad börjar ett nytt stycke. Det här kan du också skriva:", "An empty line begins a new paragraph. You can also write:";
        mark_heading = "En rubrik på en egen rad", "A heading on a line of its own";
        mark_part = "En underrubrik. De som följer på varandra står bredvid varandra.", "A heading below it. Those that follow each other stand side by side.";
        mark_list = "En punkt i en lista", "An item of a list";
        mark_steps = "En numrerad punkt", "A numbered item";
        mark_strong = "Fet text", "Bold text";
        mark_emphasis = "Kursiv text", "Italic text";
        mark_link = "En länk till en annan webbplats", "A link to another website";
        mark_local = "En länk till en sida här", "A link to a page here";
        help_values_title = "Det som räknas åt dig", "What is counted for you";
        help_values = "Skriv ordet inom klamrar i stället för antalet, så stämmer det alltid. Med stor bokstav passar det först i en mening.",
            "Write the word in braces instead of the number, and it is always right. With a capital letter it fits first in a sentence.";
        value_organisations = "Nätverkets organisationer. Nu:", "The network's organisations. Now:";
        value_days = "Omgångens publicerade dagar. Nu:", "The round's published days. Now:";
        value_pairs = "Så många par som omgången tar. Nu:", "As many pairs as the round takes. Now:";
        value_round = "Omgången. Nu:", "The round. Now:";
        value_years = "Omgångens år. Nu:", "The round's years. Now:";
        value_contact = "Adressen för frågor. Nu:", "The address for questions. Now:";
        value_network = "Vad nätverket heter. Nu:", "What the network is called. Now:";
        value_host = "Organisationen som håller samman nätverket. Nu:", "The organisation that holds the network together. Now:";
        value_controller = "Vem som är personuppgiftsansvarig. Nu:", "Who is the controller of the personal data. Now:";
        value_needs_days = "Hur länge kost och tillgänglighet sparas efter dagen. Nu:", "How long diet and access are kept after the day. Now:";
        value_guest_days = "Hur länge gästers namn sparas efter dagen. Nu:", "How long names of guests are kept after the day. Now:";
        value_draft_days = "Hur länge utkast sparas. Nu:", "How long drafts are kept. Now:";
        versions_of: fn(&str) -> String = |page| format!("Versioner: {page}"), |page| format!("Versions: {page}");
        versions_lede = "Alla texter som sidan har haft. Läs en av dem, eller publicera den igen.", "All texts that the page has had. Read one of them, or publish it again.";
        delivered_version = "Som levererad", "As delivered";
        restore = "Publicera den här versionen igen", "Publish this version again";
        reset = "Återställ till som levererad", "Reset to as delivered";
        restore_lede = "Den blir en ny version. Den som gäller nu finns kvar bland versionerna.", "It becomes a new version. The current one stays among the versions.";
        to_edit = "Till texten", "To the text";
        contacts_title = "Vem man kan fråga", "Whom to ask";
        contacts_lede = "Adresserna är publika.", "The addresses are public.";
        questions = "E-post för frågor", "Email for questions";
        questions_hint = "Om programmet och om personuppgifter. Står på sidorna där det står {kontakt}.", "About the programme and about personal data. It stands on the pages where {kontakt} does.";
        security = "E-post för säkerhetsbrister", "Email for security weaknesses";
        security_hint = "Till dem som driver servern. Står i security.txt, som den läser som har hittat en brist.", "To those who run the server. It stands in security.txt, which is read by whoever has found a weakness.";
        until = "Gäller till och med", "Right until";
        until_hint = "Högst ett år fram. Sedan visas adressen inte längre.", "A year ahead at most. After that the address is no longer shown.";
        save_contacts = "Spara adresserna", "Save the addresses";
        contacts_saved = "Adresserna är sparade.", "The addresses are saved.";
        no_security = "Ingen är utsedd att ta emot rapporter om säkerhetsbrister, så security.txt finns inte.", "Nobody has been named to take reports of security weaknesses, so there is no security.txt.";
        security_expired = "Adressen för säkerhetsbrister har passerat sitt datum och visas inte längre. Kontrollera den och sätt ett nytt datum.",
            "The address for security weaknesses has passed its date and is no longer shown. Check it and set a new date.";
        to_security = "Se security.txt", "See security.txt";
        unknown_placeholder: fn(&str) -> String =
            |known| format!("Inom klamrar kan det bara stå {known}."), |known| format!("Only these can stand in braces: {known}.");
        html_in_text = "HTML går inte att använda här. Ta bort det som står inom < och >, eller skriv \\< om tecknet ska synas.",
            "HTML cannot be used here. Remove what stands between < and >, or write \\< if the character is to be seen.";
        link_in_text = "En länk leder till en adress som börjar med https://, till en sida här som börjar med /, eller till mailto: och en e-postadress.",
            "A link leads to an address that begins with https://, to a page here that begins with /, or to mailto: and an email address.";
        too_far_ahead = "Välj ett datum inom ett år.", "Choose a date within a year.";
    }
}

/// What a page is called.
pub fn name(page: PageName) -> &'static str {
    let text = &t().public_page;
    match page {
        PageName::Front => text.front,
        PageName::Programme => text.programme,
        PageName::Network => text.network,
        PageName::Privacy => text.privacy,
        PageName::Accessibility => text.accessibility,
    }
}

/// What a language is called.
pub(super) fn language(lang: Lang) -> &'static str {
    let text = &t().public_page;
    match lang {
        Lang::Sv => text.swedish,
        Lang::En => text.english,
    }
}

/// What a placeholder stands for.
pub(super) fn stands_for(placeholder: Placeholder) -> &'static str {
    let text = &t().public_page;
    match placeholder {
        Placeholder::Organisations => text.value_organisations,
        Placeholder::Days => text.value_days,
        Placeholder::Pairs => text.value_pairs,
        Placeholder::Round => text.value_round,
        Placeholder::Years => text.value_years,
        Placeholder::Contact => text.value_contact,
        Placeholder::Network => text.value_network,
        Placeholder::Host => text.value_host,
        Placeholder::Controller => text.value_controller,
        Placeholder::NeedsDays => text.value_needs_days,
        Placeholder::GuestDays => text.value_guest_days,
        Placeholder::DraftDays => text.value_draft_days,
    }
}

/// What is wrong with a public page or its contacts, by its name.
pub fn problem(name: &str) -> Option<String> {
    let text = &t().public_page;
    let words = match PageProblem::from_name(name)? {
        PageProblem::UnknownPlaceholder => {
            let known: Vec<_> = Placeholder::ALL.iter().map(|one| format!("{{{}}}", one.name())).collect();
            return Some((text.unknown_placeholder)(&known.join(", ")));
        }
        PageProblem::Html => text.html_in_text,
        PageProblem::Link => text.link_in_text,
        PageProblem::TooFarAhead => text.too_far_ahead,
    };
    Some(words.to_owned())
}

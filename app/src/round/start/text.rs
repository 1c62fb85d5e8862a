//! Words of beginning a programme.

use domain::round::start::{Refusal, RoundProblem};

use crate::text::{t, texts};

texts! {
    /// From nothing to a living round.
    pub struct Starting {
        waiting_title = "Programmet har inte börjat än", "The programme has not begun yet";
        waiting_lede = "Tjänsten är igång, men ingen har satt igång något här än. Kom tillbaka lite senare.",
            "The service runs, but nobody arranges anything here yet. Come back a little later.";
        waiting_who = "För den som driver servern", "For whoever runs the server";
        waiting_link = "När servern startade skrev den ut en länk för den första organisatören. Öppna den. Den gäller en gång, i 24 timmar; starta om servern så kommer en ny.",
            "When the server started it printed a link for the first organiser. Open it. It is good once, for 24 hours; restart the server for a new one.";
        waiting_command = "Eller kör det här kommandot, som svarar med en länk att logga in med:", "Or run this command, which answers with a link to sign in by:";
        not_good = "Länken gäller inte", "The link is not good";
        taken = "Det finns redan en organisatör här. Är det du, så logga in.", "There is an organiser here already. If it is you, sign in.";
        expired = "Länken är mer än 24 timmar gammal. Starta om servern så skriver den ut en ny.",
            "The link is more than 24 hours old. Restart the server and it prints a new one.";
        unknown = "Länken finns inte här. Kontrollera att hela länken kom med när den kopierades, eller starta om servern så skriver den ut en ny.",
            "There is no such link here. Check that the whole of it was copied, or restart the server and it prints a new one.";
        claim_title = "Börja här", "Begin here";
        claim_lede = "Du blir programmets första organisatör. Sedan kan du lägga till kollegor, organisationer och en omgång.",
            "You become the programme's first organiser. Then you can add colleagues, organisations and a round.";
        own_name = "Ditt namn", "Your name";
        own_email = "Din e-postadress", "Your email address";
        own_email_hint = "Hit skickas en länk och en kod att logga in med.", "A link and a code to sign in with are sent there.";
        own_organisation = "Din organisation", "Your organisation";
        own_organisation_hint = "Som den själv skriver sitt namn.", "As it writes its name itself.";
        own_lang = "Språk i mejlen", "Language of emails";
        claim_notice = "Så används uppgifterna:", "How your data is used:";
        claim = "Bli organisatör", "Become the organiser";
        title = "Kom igång", "Getting started";
        lede = "Det här behövs innan programmet lever. Du kan göra det i vilken ordning du vill, gå härifrån och fortsätta senare.",
            "This is what a programme needs before it lives. Do it in any order, leave, and go on later.";
        left: fn(u32) -> String =
            |n| match n { 0 => "Allt är klart.".into(), 1 => "En sak är kvar.".into(), n => format!("{n} saker är kvar.") },
            |n| match n { 0 => "All is done.".into(), 1 => "One thing is left.".into(), n => format!("{n} things are left.") };
        done = "Klart", "Done";
        to_do = "Kvar att göra", "To do";
        back = "Till Kom igång", "To Getting started";
        see_public = "Se de publika sidorna som andra ser dem", "See the public pages as others do";
        network = "Nätverket", "The network";
        network_lede = "Vad nätverket heter, vem som håller samman det, vem som svarar på frågor och vem som ansvarar för personuppgifterna. Det står på de publika sidorna.",
            "What the network is called, who holds it together, who answers questions and who is responsible for the personal data. The public pages say so.";
        to_network = "Fyll i", "Fill in";
        network_saved = "Uppgifterna om nätverket är sparade.", "What there is to say of the network is saved.";
        network_name = "Nätverkets namn", "The network's name";
        host = "Organisationen som håller samman det", "The organisation that holds it together";
        host_hint = "Där programmets kansli finns.", "Where the programme's office is.";
        contact = "E-postadress för frågor", "Email address for questions";
        contact_hint = "Visas för alla. Gärna en brevlåda som flera läser.", "Shown to everyone. Best a mailbox that several people read.";
        controller_sv = "Personuppgiftsansvarig, på svenska", "Controller of the personal data, in Swedish";
        controller_en = "Personuppgiftsansvarig, på engelska", "Controller of the personal data, in English";
        controller_hint = "En organisation eller flera tillsammans, till exempel ”nätverkets organisationer, gemensamt”. Fråga ert dataskyddsombud.",
            "One organisation or several together, such as “the network's organisations, jointly”. Ask your data protection officer.";
        organisations = "Organisationer", "Organisations";
        organisations_lede: fn(u32) -> String =
            |n| match n { 1 => "En organisation finns. Adept och mentor kommer från olika organisationer, så det behövs minst två.".into(), n => format!("{n} organisationer finns. Adept och mentor kommer från olika organisationer.") },
            |n| match n { 1 => "There is one organisation. Adept and mentor come from different ones, so two are needed at least.".into(), n => format!("There are {n} organisations. Adept and mentor come from different ones.") };
        to_organisations = "Lägg till flera", "Add several";
        see_organisations = "Se alla, och lägg till en i taget", "See all, and add one at a time";
        names = "Organisationernas namn", "The organisations' names";
        names_hint = "Ett namn på varje rad, till exempel kopierat från ett dokument.", "One name on each line, for example copied from a document.";
        add = "Lägg till", "Add";
        added: fn(u32) -> String =
            |n| match n { 0 => "Ingen ny organisation.".into(), 1 => "En organisation är tillagd.".into(), n => format!("{n} organisationer är tillagda.") },
            |n| match n { 0 => "No new organisation.".into(), 1 => "One organisation was added.".into(), n => format!("{n} organisations were added.") };
        known: fn(&str) -> String = |lines| format!("Fanns redan: rad {lines}."), |lines| format!("There already: line {lines}.");
        repeated: fn(&str) -> String = |lines| format!("Stod två gånger i listan: rad {lines}."), |lines| format!("Twice in the list: line {lines}.");
        empty_lines: fn(u32) -> String =
            |n| if n == 1 { "En tom rad hoppades över.".into() } else { format!("{n} tomma rader hoppades över.") },
            |n| if n == 1 { "One empty line was passed over.".into() } else { format!("{n} empty lines were passed over.") };
        round = "Omgången", "The round";
        round_lede = "Nummer, år, hur många par, och de gemensamma dagarna. Dagarna sparas som utkast som ingen annan ser.",
            "Its number, its years, how many pairs, and the common days. The days are saved as drafts that nobody else sees.";
        round_is: fn(u32, &str, u32) -> String =
            |n, years, pairs| format!("Omgång {n}, {years}, högst {pairs} par."),
            |n, years, pairs| format!("Round {n}, {years}, {pairs} pairs at most.");
        to_round = "Planera omgången", "Plan the round";
        round_planned = "Omgången är planerad, och dagarna finns som utkast. Skriv var de är och publicera dem när du vill.",
            "The round is planned, and its days are drafts. Write where they are and publish them when you like.";
        number = "Omgångens nummer", "The round's number";
        number_hint = "Har programmet haft omgångar förut, fortsätt räkna.", "If the programme has had rounds before, go on counting.";
        max_pairs = "Högst så här många par", "The most pairs";
        starts_on = "Börjar", "Begins";
        ends_on = "Slutar", "Ends";
        days_hint = "Skriv datum för de dagar som är bestämda, minst en. Dagar utan datum skapas inte; fler kan läggas till senare, och allt går att ändra.",
            "Write the dates of those days that are settled, one at least. Days without a date are not made; more can be added later, and all can be changed.";
        date = "Datum", "Date";
        from = "Från", "From";
        to = "Till", "To";
        plan = "Spara omgången och dagarna", "Save the round and its days";
        days = "Dagarna", "The days";
        days_lede: fn(u32, u32) -> String =
            |published, drafts| format!("Publicerade: {published}. Utkast: {drafts}."),
            |published, drafts| format!("Published: {published}. Drafts: {drafts}.");
        days_later = "När omgången är planerad kan dagarna publiceras. Då blir de som är med inbjudna.",
            "Once the round is planned its days can be published. Those who take part are then invited.";
        to_days = "Till dagarna", "To the days";
        colleagues = "Kollegor", "Colleagues";
        colleagues_lede: fn(u32, u32, u32) -> String =
            |organisers, group, without| format!("Organisatörer: {organisers}. Arbetsgrupp: {group}. Organisationer utan kontaktperson: {without}."),
            |organisers, group, without| format!("Organisers: {organisers}. Working group: {group}. Organisations without a contact person: {without}.");
        to_colleagues = "Ge någon ett uppdrag", "Give someone a duty";
        pages = "Publika sidor", "Public pages";
        pages_lede: fn(u32) -> String =
            |n| format!("Publicerade av er: {n} av 5. Läs åtminstone texten om integritet och publicera den innan någon skriver in sig."),
            |n| format!("Published by you: {n} of 5. At least read the privacy notice and publish it before anyone signs up.");
        outside_the_round = "Dagen ligger inte mellan omgångens första och sista dag.", "That day is not between the round's first day and its last.";
        too_many_years = "Omgången är längre än fyra år.", "The round is longer than four years.";
        number_taken = "Det finns redan en omgång med det numret.", "There is a round with that number already.";
        no_day = "Skriv datum för minst en dag.", "Write the date of one day at least.";
        day_is_gone = "Den dagen finns inte längre att utgå från. Läs in sidan på nytt.", "That day is no longer there to start from. Load the page again.";
        refused_organiser = "Det finns redan en organisatör här.", "There is an organiser here already.";
        refused_planned = "Omgången har redan dagar. Ändra dem en och en.", "The round has days already. Edit them one by one.";
    }
}

/// What is wrong with a round that is planned, by its name.
pub fn problem(name: &str) -> Option<String> {
    let text = &t().start;
    let words = match RoundProblem::from_name(name)? {
        RoundProblem::OutsideTheRound => text.outside_the_round,
        RoundProblem::TooManyYears => text.too_many_years,
        RoundProblem::NumberTaken => text.number_taken,
        RoundProblem::NoDay => text.no_day,
        RoundProblem::DayIsGone => text.day_is_gone,
    };
    Some(words.to_owned())
}

/// Why a programme does not begin, in words.
pub fn refused(why: Refusal) -> &'static str {
    let text = &t().start;
    match why {
        Refusal::HasOrganiser => text.refused_organiser,
        Refusal::AlreadyPlanned => text.refused_planned,
    }
}

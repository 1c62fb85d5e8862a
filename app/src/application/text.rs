//! Words of applications.

use domain::{
    application::{Area, Level, MeetingForm, Part, Party, Rule, Section, State, StepKind, Strategic, Theme, Travel},
    people::{Lang, Role},
};

use crate::text::{lang, t, texts};

texts! {
    /// What an application says, for all who read it.
    pub struct Application {
        adept = "Adept", "Adept";
        mentor = "Mentor", "Mentor";
        either = "Adept eller mentor", "Adept or mentor";
        yes = "Ja", "Yes";
        no = "Nej", "No";
        organisation = "Organisation", "Organisation";
        title = "Befattning", "Title";
        email = "E-post", "Email";
        phone = "Telefon", "Telephone";
        area = "Verksamhet", "Field of work";
        level = "Ledningsnivå", "Level";
        manages_managers = "Chef över chefer", "Manager of managers";
        years: fn(u32) -> String =
            |n| match n { 0 => "ja, mindre än ett år".to_owned(), 1 => "ja, ett år".to_owned(), n => format!("ja, {n} år") },
            |n| match n { 0 => "yes, less than a year".to_owned(), 1 => "yes, one year".to_owned(), n => format!("yes, {n} years") };
        strategic = "Högre ledningsnivå", "Higher level";
        develop = "Vill utveckla", "Wants to develop";
        give = "Kan ge", "Can give";
        motivation = "Varför som mentor", "Why as a mentor";
        adept_before = "Har varit adept", "Has been an adept";
        adept_in: fn(&str) -> String = |rounds| format!("ja, i omgång {rounds}"), |rounds| format!("yes, in round {rounds}");
        wishes = "Önskemål", "Wishes";
        wants_area = "Helst från", "Preferably from";
        any_area = "Vilken verksamhet som helst", "Any field";
        languages = "Språk", "Languages";
        meets = "Träffas helst", "Prefers to meet";
        travels = "Reser", "Travels";
        capacity = "Adepter", "Adepts";
        words = "Annat", "Other";
        conflicts = "Jäv", "Conflicts of interest";
        no_conflicts = "Ingen att undvika.", "Nobody to avoid.";
        unreadable = "Ansökan går inte att läsa längre. Be den som sköter driften att läsa tillbaka en säkerhetskopia.",
            "The application can no longer be read. Ask whoever runs the server to restore a backup.";
        manager = "Chef", "Manager";
        nominated_by = "Nominerad av", "Nominated by";
        notice = "Om personuppgifter", "On personal data";
        notice_version: fn(u32) -> String = |n| format!("Version {n} av texten om integritet"), |n| format!("Version {n} of the privacy notice");
        rank = "Rang", "Rank";
        nothing = "Inte ifyllt.", "Not filled in.";
        history = "Vad som har hänt", "What has happened";
        the_manager = "Chefen", "The manager";
        commits = "Organisationen åtar sig:", "The organisation commits to:";
        unmet = "Villkor som inte är uppfyllda", "Conditions that are not met";
        source: fn(&str) -> String = |heading| format!("Programbeskrivningen, ”{heading}”"), |heading| format!("The programme description, “{heading}”");
    }
}

fn pick(sv: &'static str, en: &'static str) -> &'static str {
    if lang() == Lang::Sv { sv } else { en }
}

/// As what someone applies.
pub fn part(part: Part) -> &'static str {
    let text = &t().application;
    match part {
        Part::Adept => text.adept,
        Part::Mentor => text.mentor,
        Part::Either => text.either,
    }
}

/// A part in a pair.
pub fn role(role: Role) -> &'static str {
    let text = &t().application;
    match role {
        Role::Adept => text.adept,
        Role::Mentor => text.mentor,
    }
}

/// A language that people talk in.
pub fn language(language: Lang) -> &'static str {
    match language {
        Lang::Sv => pick("Svenska", "Swedish"),
        Lang::En => pick("Engelska", "English"),
    }
}

/// A field of work.
pub fn area(area: Area) -> &'static str {
    match area {
        Area::Health => pick("Hälso- och sjukvård", "Health care"),
        Area::Social => pick("Omsorg och socialtjänst", "Care and social services"),
        Area::School => pick("Skola och förskola", "Schools and preschools"),
        Area::Research => pick("Högre utbildning och forskning", "Higher education and research"),
        Area::Culture => pick("Kultur och fritid", "Culture and leisure"),
        Area::Planning => pick("Samhällsbyggnad", "Planning and building"),
        Area::Environment => pick("Miljö, klimat och hav", "Environment, climate and sea"),
        Area::Justice => pick("Rättsväsende och trygghet", "Justice and security"),
        Area::Supervision => pick("Tillsyn och kontroll", "Supervision and control"),
        Area::Taxes => pick("Skatt och ersättningar", "Taxes and benefits"),
        Area::Digital => pick("Digitalisering och teknik", "Digitalisation and technology"),
        Area::Staff => pick("Stab, HR och ekonomi", "Administration, HR and finance"),
    }
}

/// What a leader may want to develop, or has to give.
pub fn theme(theme: Theme) -> &'static str {
    match theme {
        Theme::LeadingManagers => pick("Att leda genom chefer", "Leading managers"),
        Theme::Change => pick("Förändring", "Change"),
        Theme::Strategy => pick("Strategi och framsyn", "Strategy and foresight"),
        Theme::Politics => pick("Samspel med politik och styrelse", "Working with politics and boards"),
        Theme::Collaboration => pick("Samverkan över gränser", "Working across organisations"),
        Theme::Conversations => pick("Svåra samtal och konflikter", "Difficult conversations and conflicts"),
        Theme::Culture => pick("Kultur och värdegrund", "Culture and values"),
        Theme::Crisis => pick("Att leda i kris", "Leading in crises"),
        Theme::Priorities => pick("Ekonomi och prioritering", "Finance and priorities"),
        Theme::Supply => pick("Kompetensförsörjning", "Recruiting and keeping people"),
        Theme::Communication => pick("Kommunikation och medier", "Communication and media"),
        Theme::Balance => pick("Eget hållbart ledarskap", "Sustaining your own leadership"),
    }
}

/// How high someone leads.
pub fn level(level: Level) -> &'static str {
    match level {
        Level::Unit => pick("Enhet", "A unit"),
        Level::Department => pick("Avdelning med flera enheter", "A department with several units"),
        Level::Division => pick("Förvaltning, division eller region", "An administration, division or region"),
        Level::Top => {
            pick("Hela organisationen eller dess ledningsgrupp", "The whole organisation or its management group")
        }
    }
}

/// Whether someone has led at a higher level.
pub fn strategic(strategic: Strategic) -> &'static str {
    match strategic {
        Strategic::Now => pick("Ja, nu", "Yes, now"),
        Strategic::Earlier => pick("Ja, tidigare", "Yes, earlier"),
        Strategic::No => pick("Nej", "No"),
    }
}

/// How someone would like to meet.
pub fn meeting_form(form: MeetingForm) -> &'static str {
    match form {
        MeetingForm::InPerson => pick("På plats", "In person"),
        MeetingForm::Digital => pick("Digitalt", "Online"),
        MeetingForm::Either => pick("Gärna båda", "Either is fine"),
    }
}

/// How far someone will travel.
pub fn travel(travel: Travel) -> &'static str {
    match travel {
        Travel::Town => pick("Inom min ort", "Within my town"),
        Travel::Hour => pick("Upp till en timme", "Up to an hour"),
        Travel::Region => pick("I hela regionen", "Anywhere in the region"),
    }
}

/// Where an application stands: a word or two.
pub fn state(state: State) -> &'static str {
    match state {
        State::Draft => pick("Utkast", "Draft"),
        State::Sent => pick("Väntar på chefen", "Waiting for the manager"),
        State::Supported => pick("Väntar på kontaktpersonen", "Waiting for the contact person"),
        State::Unsupported => pick("Chefen stöder inte", "Not supported by the manager"),
        State::Returned => pick("Fråga till sökanden", "A question to the applicant"),
        State::Endorsed => pick("Tillstyrkt", "Endorsed"),
        State::NotEndorsed => pick("Inte tillstyrkt", "Not endorsed"),
        State::Selected => pick("Antagen", "Selected"),
        State::Reserve => pick("Reserv", "On the reserve list"),
        State::Declined => pick("Inte antagen", "Not selected"),
        State::Withdrawn => pick("Återtagen", "Withdrawn"),
    }
}

/// What has happened to an application.
pub fn step(kind: StepKind) -> &'static str {
    match kind {
        StepKind::Begun => pick("Ansökan påbörjad", "Application started"),
        StepKind::Nominated => pick("Nominerad", "Nominated"),
        StepKind::Sent => pick("Skickad, chefen tillfrågad", "Sent, manager asked"),
        StepKind::Forwarded => pick("Frågan skickad på nytt till chefen", "Question sent to the manager again"),
        StepKind::Supported => pick("Chefen stöder ansökan", "The manager supports it"),
        StepKind::Unsupported => pick("Chefen stöder inte ansökan", "The manager does not support it"),
        StepKind::Returned => pick("Fråga från kontaktpersonen", "A question from the contact person"),
        StepKind::Answered => pick("Svar från sökanden", "The applicant's answer"),
        StepKind::Endorsed => pick("Tillstyrkt", "Endorsed"),
        StepKind::NotEndorsed => pick("Inte tillstyrkt", "Not endorsed"),
        StepKind::Selected => pick("Antagen", "Selected"),
        StepKind::Reserve => pick("Reserv", "On the reserve list"),
        StepKind::Declined => pick("Inte antagen", "Not selected"),
        StepKind::Withdrawn => pick("Återtagen", "Withdrawn"),
        StepKind::Reopened => pick("Återupptagen", "Reopened"),
        StepKind::Moved => pick("Bytt arbetsgivare", "Changed employer"),
    }
}

/// Who an application waits for.
pub fn party(party: Party) -> &'static str {
    match party {
        Party::Applicant => pick("Dig", "You"),
        Party::Manager => pick("Din chef", "Your manager"),
        Party::ContactPerson => pick("Din kontaktperson", "Your contact person"),
        Party::WorkingGroup => pick("Arbetsgruppen", "The working group"),
    }
}

/// A rule of who may take part.
pub fn rule(rule: Rule) -> &'static str {
    match rule {
        Rule::ManagesManagers => pick("Är chef över chefer", "Is a manager of managers"),
        Rule::Years => {
            pick("Har varit chef över chefer i minst ett år", "Has been a manager of managers for at least a year")
        }
        Rule::Strategic => pick(
            "Verkar på högre ledningsnivå, eller har gjort det",
            "Leads at a higher, strategic level, or has done so",
        ),
        Rule::Motivation => pick(
            "Ansökan motiverar varför den sökande är en lämplig mentor",
            "The application explains why the applicant would be a good mentor",
        ),
        Rule::ManagerSupports => {
            pick("Den sökandes chef stöder ansökan", "The applicant's own manager supports the application")
        }
        Rule::Endorsed => pick(
            "Den sökandes organisation väljer ut och tillstyrker",
            "The applicant's own organisation selects and endorses the application",
        ),
    }
}

/// A section's name in the task list.
pub fn section(section: Section) -> &'static str {
    match section {
        Section::Part => pick("Adept eller mentor", "Adept or mentor"),
        Section::Work => pick("Du och ditt uppdrag", "You and your position"),
        Section::Purpose => pick("Vad du vill utveckla eller kan ge", "What you want to develop or can give"),
        Section::Wishes => pick("Önskemål", "Wishes"),
        Section::Conflicts => pick("Jäv", "Conflicts of interest"),
        Section::Manager => pick("Chef och samtycke", "Manager and consent"),
    }
}

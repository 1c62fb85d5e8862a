//! The demo's people. The organisations are real; every person is invented, and
//! their surnames say so.

use domain::people::Lang;

/// Someone, before they get an address and a telephone number.
#[derive(Clone, Copy)]
pub(super) struct Sketch {
    pub given: &'static str,
    pub surname: &'static str,
    pub title: &'static str,
    pub organisation: &'static str,
    pub lang: Lang,
}

const fn sv(given: &'static str, surname: &'static str, title: &'static str, organisation: &'static str) -> Sketch {
    Sketch { given, surname, title, organisation, lang: Lang::Sv }
}

/// Someone who reads English.
const fn en(given: &'static str, surname: &'static str, title: &'static str, organisation: &'static str) -> Sketch {
    Sketch { given, surname, title, organisation, lang: Lang::En }
}

const BORAS: &str = "Borås Stad";
const GOTEBORG: &str = "Göteborgs Stad";
const UNIVERSITY: &str = "Göteborgs universitet";
const COLLEGE: &str = "Högskolan i Borås";
const SEA: &str = "Havs- och vattenmyndigheten";
const EQUALITY: &str = "Jämställdhetsmyndigheten";
const COUNTY: &str = "Länsstyrelsen Västra Götaland";
const MOLNDAL: &str = "Mölndals kommun";
const POLICE: &str = "Polisen region Väst";
const TAX: &str = "Skatteverket";
const SWEDAC: &str = "Swedac";
const VANERSBORG: &str = "Vänersborgs kommun";
const MUSEUMS: &str = "Världskulturmuseerna";
const REGION: &str = "Västra Götalandsregionen";

/// The network's members, in its own order.
#[rustfmt::skip]
pub(super) const ORGANISATIONS: [&str; 14] = [
    BORAS, GOTEBORG, UNIVERSITY, COLLEGE, SEA, EQUALITY, COUNTY, MOLNDAL, POLICE, TAX, SWEDAC, VANERSBORG, MUSEUMS, REGION,
];

/// Every surname in the demo. Nobody bears one of them.
#[cfg(test)]
#[rustfmt::skip]
pub(super) const SURNAMES: [&str; 35] = [
    "Attrappqvist", "Attrappsson", "Demolund", "Demoqvist", "Demoström", "Exempeldahl", "Exempelqvist", "Exempelsson",
    "Fantasilund", "Fantasiqvist", "Fiktivén", "Fiktivlund", "Fiktivsson", "Hittepåberg", "Hittepåsson", "Kulissberg",
    "Kulissqvist", "Låtsasberg", "Låtsaslund", "Låtsasson", "Platshållarsson", "Provberg", "Provqvist", "Provsson",
    "Påhittlund", "Påhittqvist", "Påhittsson", "Skissqvist", "Testlund", "Testqvist", "Testström", "Uppdiktén",
    "Uppdiktsson", "Övningsberg", "Övningsson",
];

/// Adept and mentor, always from two organisations.
#[rustfmt::skip]
pub(super) const PAIRS: [(Sketch, Sketch); 22] = [
    (sv("Amina", "Exempelsson", "Verksamhetschef", GOTEBORG), sv("Lars", "Påhittqvist", "Avdelningschef", TAX)),
    (sv("Johan", "Demoström", "Områdeschef", REGION), sv("Kerstin", "Provberg", "Förvaltningschef", BORAS)),
    (sv("Linnea", "Fiktivén", "Prefekt", UNIVERSITY), sv("Omar", "Testlund", "Områdeschef", REGION)),
    (sv("Peter", "Låtsasson", "Lokalpolisområdeschef", POLICE), sv("Zeynep", "Övningsberg", "Förvaltningschef", GOTEBORG)),
    (sv("Sara", "Hittepåsson", "Verksamhetschef", VANERSBORG), sv("Mikael", "Uppdiktén", "Avdelningschef", COUNTY)),
    (sv("Yusuf", "Fantasiqvist", "Enhetschef för chefer", TAX), sv("Annika", "Provsson", "Avdelningschef", SEA)),
    (en("Priya", "Demolund", "Enhetschef för chefer", SEA), en("Daniel", "Exempeldahl", "Prefekt", UNIVERSITY)),
    (sv("Åsa", "Platshållarsson", "Avdelningschef", BORAS), sv("Goran", "Testqvist", "Sektionschef", POLICE)),
    (sv("Erik", "Skissqvist", "Enhetschef för chefer", COUNTY), sv("Fatima", "Låtsasberg", "Förvaltningschef", MOLNDAL)),
    (sv("Nadia", "Attrappsson", "Verksamhetschef", REGION), sv("Håkan", "Fiktivsson", "Avdelningschef", COLLEGE)),
    (sv("Hanna", "Kulissberg", "Enhetschef för chefer", EQUALITY), sv("Stefan", "Påhittlund", "Förvaltningschef", GOTEBORG)),
    (sv("Mehmet", "Provqvist", "Verksamhetschef", MOLNDAL), en("Olivia", "Fantasilund", "Avdelningschef", MUSEUMS)),
    (sv("Ulrika", "Övningsson", "Avdelningschef", SWEDAC), sv("Jonas", "Demoqvist", "Områdeschef", REGION)),
    (sv("Samira", "Påhittsson", "Enhetschef för chefer", TAX), sv("Birgitta", "Testström", "Förvaltningschef", VANERSBORG)),
    (sv("Anders", "Exempelqvist", "Sektionschef", POLICE), sv("Leila", "Låtsaslund", "Områdeschef", UNIVERSITY)),
    (sv("Emelie", "Fiktivlund", "Avdelningschef", GOTEBORG), sv("Henrik", "Uppdiktsson", "Avdelningschef", EQUALITY)),
    (sv("Ibrahim", "Hittepåberg", "Områdeschef", REGION), sv("Eva", "Attrappqvist", "Avdelningschef", SEA)),
    (sv("Karin", "Kulissqvist", "Avdelningschef", COLLEGE), sv("Ali", "Demoström", "Verksamhetschef", REGION)),
    (sv("Oskar", "Provberg", "Enhetschef för chefer", MUSEUMS), sv("Maria", "Fiktivén", "Sektionschef", POLICE)),
    (sv("Parisa", "Testlund", "Verksamhetschef", BORAS), sv("Magnus", "Hittepåsson", "Förvaltningschef", MOLNDAL)),
    (sv("Aino", "Låtsasson", "Avdelningschef", VANERSBORG), sv("Björn", "Exempelsson", "Avdelningschef", GOTEBORG)),
    (sv("Tove", "Uppdiktén", "Enhetschef för chefer", COUNTY), sv("Hassan", "Provsson", "Avdelningschef", TAX)),
];

/// Chosen, and waiting for a place.
pub(super) const RESERVES: [Sketch; 3] = [
    sv("Ahmed", "Övningsberg", "Verksamhetschef", BORAS),
    sv("Sofia", "Demolund", "Avdelningschef", GOTEBORG),
    sv("Veronika", "Platshållarsson", "Områdeschef", REGION),
];

/// One for each organisation, in the organisations' order.
pub(super) const CONTACTS: [Sketch; 14] = [
    sv("Camilla", "Fantasiqvist", "HR-strateg", BORAS),
    sv("Mohammed", "Testqvist", "Ledarutvecklare", GOTEBORG),
    sv("Susanne", "Skissqvist", "HR-specialist", UNIVERSITY),
    sv("Robert", "Låtsasberg", "HR-strateg", COLLEGE),
    sv("Elif", "Attrappsson", "HR-specialist", SEA),
    sv("Marcus", "Fiktivsson", "HR-strateg", EQUALITY),
    sv("Gunilla", "Kulissberg", "HR-specialist", COUNTY),
    sv("Tomas", "Påhittlund", "Ledarutvecklare", MOLNDAL),
    sv("Nour", "Provqvist", "HR-strateg", POLICE),
    sv("Helena", "Fantasilund", "Ledarutvecklare", TAX),
    sv("Viktor", "Övningsson", "HR-specialist", SWEDAC),
    sv("Mariam", "Demoqvist", "HR-strateg", VANERSBORG),
    sv("Jenny", "Påhittsson", "HR-specialist", MUSEUMS),
    sv("Kjell", "Exempeldahl", "Ledarutvecklare", REGION),
];

/// They select and match.
pub(super) const WORKING_GROUP: [Sketch; 3] = [
    sv("Pia", "Testström", "Ledarutvecklare", GOTEBORG),
    sv("David", "Låtsaslund", "HR-strateg", COUNTY),
    sv("Rebecka", "Exempelqvist", "HR-strateg", TAX),
];

/// They run the programme.
pub(super) const ORGANISERS: [Sketch; 2] = [
    sv("Katarina", "Påhittqvist", "Programledare", REGION),
    sv("Andreas", "Fiktivlund", "Programsamordnare", GOTEBORG),
];

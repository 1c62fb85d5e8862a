//! Words of the import.

use domain::people::{
    Lang,
    import::{Column, Imported, MAX_MEGABYTES, MAX_ROWS, Plan, Wrong},
};

use crate::{
    matching::text::rule,
    people::duty::text::duty_name,
    text::{lang, t, texts},
};

texts! {
    /// The import of earlier rounds.
    pub struct Import {
        title = "Importera från kalkylblad", "Import from a spreadsheet";
        lede = "Lägg in personer och par från en fil: i omgången som pågår, eller i tidigare omgångar, så vet programmet vem som har varit adept och vem som hade vilken mentor.",
            "Enter people and pairs from a file: in the round that is running, or in earlier rounds, and the programme knows who was an adept and who had which mentor.";
        back = "Till organisatörens sida", "To the organiser's page";
        choose_title = "Välj ett kalkylblad", "Choose a spreadsheet";
        again_title = "Välj den rättade filen", "Choose the corrected file";
        other_title = "Välj en annan fil", "Choose another file";
        file = "Fil", "File";
        file_hint: fn(u32) -> String =
            |megabytes| format!("Excel (.xlsx), CSV eller text med tabbar. Högst {megabytes} MB. Inget importeras förrän du har sett hur filen har lästs."),
            |megabytes| format!("Excel (.xlsx), CSV or text with tabs. {megabytes} MB at most. Nothing is imported until you have seen how the file was read.");
        check = "Granska filen", "Check the file";
        help_title = "Så ska kalkylbladet se ut", "What the spreadsheet holds";
        help_lede = "Överst står rubrikerna här nedanför, i vilken ordning som helst. Sedan en rad för varje person och omgång. Rubriker med andra ord känns ofta igen, och annars väljer du själv vad en kolumn är. Förnamn och efternamn får stå var för sig.",
            "At the top are the headings below, in any order. Then one row for every person and round. Headings in other words are often recognised, and otherwise you choose what a column is. First name and surname may stand apart.";
        template_xlsx = "Hämta mallen för Excel", "Download the template for Excel";
        template_csv = "Mall i CSV", "Template in CSV";
        template_name = "deltagare", "participants";
        template_sheet = "Deltagare", "Participants";
        column = "Kolumn", "Column";
        column_holds = "Vad som står där", "What it holds";
        organisations = "Så skriver nätverket organisationernas namn", "How the network writes the organisations' names";
        preview_title = "Så har filen lästs", "How the file was read";
        preview: fn(usize, usize, usize) -> String =
            |parts, new, pairs| {
                let (rows, people) = (if parts == 1 { "rad" } else { "rader" }, if new == 1 { "person" } else { "personer" });
                format!("Filen är rätt ifylld. {parts} {rows}, {new} {people} som inte finns här än, {pairs} par.")
            },
            |parts, new, pairs| {
                let (rows, of_two) = (if parts == 1 { "row" } else { "rows" }, if pairs == 1 { "pair" } else { "pairs" });
                let people = if new == 1 { "person who is" } else { "people who are" };
                format!("The file is filled in correctly. {parts} {rows}, {new} {people} not here yet, {pairs} {of_two}.")
            };
        preview_lede = "Personer som redan finns behåller sina uppgifter.", "People who are here already keep their details.";
        mail_none = "Inga mejl skickas.", "No email is sent.";
        mail_pairs: fn(usize) -> String =
            |n| if n == 1 { "Det nya paret får genast veta av varandra i ett mejl, och bjuds in till de dagar som är publicerade.".into() } else { format!("De {n} nya paren får genast veta av varandra i ett mejl, och bjuds in till de dagar som är publicerade.") },
            |n| if n == 1 { "The new pair are told of each other by email at once, and invited to the days that are published.".into() } else { format!("The {n} new pairs are told of each other by email at once, and invited to the days that are published.") };
        mail_duties: fn(usize) -> String =
            |n| if n == 1 { "En person får ett mejl om sitt uppdrag.".into() } else { format!("{n} personer får ett mejl om sitt uppdrag.") },
            |n| if n == 1 { "One person is told of their duty by email.".into() } else { format!("{n} people are told of their duty by email.") };
        invite: fn(usize) -> String =
            |n| if n == 1 { "Skicka en inbjudan med mejl till den som är ny i omgången".into() } else { format!("Skicka en inbjudan med mejl till de {n} som är nya i omgången") },
            |n| if n == 1 { "Send an invitation by email to the one who is new in the round".into() } else { format!("Send an invitation by email to the {n} who are new in the round") };
        open_round = "den här omgången", "this round";
        created: fn(&str) -> String = |names| format!("De här organisationerna läggs till i nätverket: {names}."), |names| format!("These organisations are added to the network: {names}.");
        create = "Organisationer som inte finns i nätverket", "Organisations that are not in the network";
        create_hint = "Kryssa för dem som ska läggas till. Är ett namn felskrivet: rätta det i filen i stället. Du kan ändra slaget sedan.",
            "Tick those that are to be added. If a name is misspelt, correct it in the file instead. You can change the kind afterwards.";
        create_one: fn(&str, &str) -> String = |name, kind| format!("Lägg till {name} ({})", kind.to_lowercase()), |name, kind| format!("Add {name} ({})", kind.to_lowercase());
        columns = "Vad kolumnerna är", "What the columns are";
        columns_lede = "Så är filens kolumner lästa. Ändra det som är fel.", "This is how the file's columns were read. Change what is wrong.";
        not_read = "Läses inte", "Not read";
        check_again = "Granska igen", "Check again";
        totals: fn(&str) -> String = |lines| format!("Rader som räknar samman läses inte: rad {lines}."), |lines| format!("Rows that count others are not read: row {lines}.");
        headings_again: fn(&str) -> String = |lines| format!("Rubrikerna står en gång till på rad {lines}."), |lines| format!("The headings are there once more on row {lines}.");
        repeated: fn(&str) -> String = |lines| format!("Rader som är likadana som en rad ovanför läses inte igen: rad {lines}."), |lines| format!("Rows that say the same as one above are not read again: row {lines}.");
        imports = "Det här har importerats", "What has been imported";
        all_imports = "Importera från kalkylblad", "Import from a spreadsheet";
        made: fn(&str, &str) -> String = |by, on| format!("Importerad av {by} den {on}"), |by, on| format!("Imported by {by} on {on}");
        unnamed = "Fil utan namn", "File without a name";
        is_undone = "ångrad", "undone";
        brought_nothing = "Inget nytt.", "Nothing new.";
        brought_parts = "Personerna och deras roller", "The people and their roles";
        brought_pairs = "Paren", "The pairs";
        pair: fn(&str, &str) -> String = |adept, mentor| format!("{adept} och {mentor}"), |adept, mentor| format!("{adept} and {mentor}");
        undo_title = "Ångra hela importen", "Undo the whole import";
        undo_all = "Allt som importen har lagt till tas bort igen: par, roller, personer, organisationer och omgångar. Det som fanns förut rörs inte.",
            "All that the import has added is taken away again: pairs, roles, people, organisations and rounds. What was there before is not touched.";
        undo_mail = "Mejl som väntar skickas inte. Den som redan har fått ett mejl får inget nytt: hör av dig till dem.",
            "Emails that wait are not sent. Whoever has been told already is not told anew: get in touch with them.";
        undo_in_use = "Har något av det kommit till användning, som en träff eller ett svar till en dag, ångras inget.",
            "If any of it is in use by now, such as a meeting or an answer to a day, nothing is undone.";
        undo = "Ångra importen", "Undo the import";
        undone = "Importen är ångrad. Du kan importera filen igen.", "The import is undone. You can import the file again.";
        undone_by: fn(&str, &str) -> String = |by, on| format!("Ångrad av {by} den {on}. Inget av det finns kvar."), |by, on| format!("Undone by {by} on {on}. Nothing of it is left.");
        refused_in_use = "Något av det som importerades används nu, till exempel av ett par som har skrivit eller någon som har svarat till en dag. Inget är borttaget. Ändra i stället på personernas sidor.",
            "Something of what was imported is in use now, by a pair that has written or someone who has answered to a day, for instance. Nothing has been taken away. Change it on the people's pages instead.";
        sheet: fn(&str, &[String]) -> String =
            |sheet, others| format!("Läst från bladet ”{sheet}”. Det här läses inte: ”{}”.", others.join("”, ”")),
            |sheet, others| format!("Read from the sheet “{sheet}”. Not read: “{}”.", others.join("”, “"));
        encoding_guessed: fn(&str) -> String =
            |name| format!("Filen säger inte vilken teckenkodning den har. Den är läst som {name}: se efter att å, ä och ö är rätt."),
            |name| format!("The file does not say what its letters are encoded in. It was read as {name}: check that å, ä and ö are right.");
        read_as: fn(&str, &str) -> String = |named, column| format!("Rubriken ”{named}” är läst som ”{column}”."), |named, column| format!("The heading “{named}” was read as “{column}”.");
        unread: fn(&[String]) -> String =
            |columns| format!("De här kolumnerna läses inte: ”{}”.", columns.join("”, ”")),
            |columns| format!("These columns are not read: “{}”.", columns.join("”, “"));
        names: fn(&str, &str) -> String =
            |name, others| format!("{name} har haft ett annat namn: {others}. Det läses som samma person."),
            |name, others| format!("{name} has had another name: {others}. It is read as the same person.");
        round: fn(u32, &[String; 2], usize, usize) -> String =
            |number, [from, to], people, pairs| {
                let persons = if people == 1 { "person" } else { "personer" };
                format!("Omgång {number}, {from} till {to}: {people} {persons}, {pairs} par")
            },
            |number, [from, to], people, pairs| {
                let (persons, of_two) = (if people == 1 { "person" } else { "people" }, if pairs == 1 { "pair" } else { "pairs" });
                format!("Round {number}, {from} to {to}: {people} {persons}, {pairs} {of_two}")
            };
        new = "ny", "new";
        is_known = "finns redan", "is here already";
        is_there = "redan importerad", "imported already";
        partner = "Adept eller mentor", "Adept or mentor";
        nothing_new = "Allt i filen finns redan här. Det finns inget att importera.", "Everything in the file is here already. There is nothing to import.";
        run: fn(usize) -> String = |rows| if rows == 1 { "Importera raden".to_owned() } else { format!("Importera alla {rows} rader") },
            |rows| if rows == 1 { "Import the row".to_owned() } else { format!("Import all {rows} rows") };
        imported: fn(u32) -> String =
            |rows| if rows == 1 { "Klart. En rad är importerad.".to_owned() } else { format!("Klart. {rows} rader är importerade.") },
            |rows| if rows == 1 { "Done. One row has been imported.".to_owned() } else { format!("Done. {rows} rows have been imported.") };
        overtaken = "Välj filen igen, så granskas den mot det som finns nu. Inget är importerat.", "Choose the file again, and it is checked against what is here now. Nothing has been imported.";
        refused_title = "Filen kan inte importeras än", "The file cannot be imported yet";
        refused = "Inget är importerat. Rätta i kalkylbladet, spara och välj filen igen.", "Nothing has been imported. Correct the spreadsheet, save it and choose the file again.";
        faults: fn(usize) -> String =
            |n| if n == 1 { "Ett ställe behöver rättas:".to_owned() } else { format!("{n} ställen behöver rättas:") },
            |n| if n == 1 { "One place needs correcting:".to_owned() } else { format!("{n} places need correcting:") };
        more_faults: fn(usize) -> String = |n| format!("Det finns fler fel; de första {n} visas."), |n| format!("There are more faults; the first {n} are shown.");
        line: fn(u32) -> String = |n| format!("Rad {n}"), |n| format!("Row {n}");
        line_title = "Rad", "Row";
        wrong = "Vad som är fel", "What is wrong";
        no_file = "Välj en fil.", "Choose a file.";
        too_large: fn(u32) -> String =
            |megabytes| format!("Filen är för stor: högst {megabytes} MB. Ta bort blad, bilder och format som inte hör till, och spara igen."),
            |megabytes| format!("The file is too large: {megabytes} MB at most. Remove sheets, pictures and formats that do not belong, and save it again.");
        takes_too_long = "Filen tar för lång tid att läsa. Ta bort blad, formler och format som inte hör till, och spara igen.",
            "The file takes too long to read. Remove sheets, formulas and formats that do not belong, and save it again.";
        kind = "Den sortens fil går inte att läsa. Spara kalkylbladet som Excel-arbetsbok (.xlsx) eller CSV.", "Files of that kind cannot be read. Save the spreadsheet as an Excel workbook (.xlsx) or CSV.";
        locked = "Filen är låst med lösenord, eller sparad i Excels gamla format. Ta bort lösenordet och spara som Excel-arbetsbok (.xlsx).",
            "The file is locked with a password, or saved in Excel's old format. Remove the password and save it as an Excel workbook (.xlsx).";
        content = "Filen är skadad eller är inte det som namnet säger. Öppna den i Excel, spara den på nytt och försök igen.", "The file is damaged, or is not what its name says. Open it in Excel, save it anew and try again.";
        encoding = "Bokstäverna går inte att läsa säkert. Spara som ”CSV UTF-8”, eller som Excel-arbetsbok.", "The letters cannot be read with certainty. Save it as “CSV UTF-8”, or as an Excel workbook.";
        no_rows = "Filen har inga rader under rubrikerna.", "The file has no rows below its headings.";
        too_many: fn(u32) -> String = |max| format!("Filen har fler än {max} rader. Dela upp den."), |max| format!("The file has more than {max} rows. Split it up.");
        no_column = "Kolumnen saknas. Rubrikerna ska stå på samma rad, som i mallen.", "This column is missing. The headings must be in one row, as in the template.";
        column_twice = "Kolumnen finns två gånger. Ta bort den ena.", "This column is there twice. Remove one of them.";
        missing = "Fyll i det här.", "Fill this in.";
        too_long: fn(u32) -> String = |max| format!("Skriv högst {max} tecken."), |max| format!("Write {max} characters at most.");
        formula = "Cellen är en formel. Skriv värdet i stället.", "This cell is a formula. Write its value instead.";
        cell_error = "Cellen visar ett fel i kalkylbladet. Skriv värdet i stället.", "This cell shows an error in the spreadsheet. Write the value instead.";
        not_a_round: fn(u32) -> String =
            |current| format!("Skriv omgångens nummer, ett heltal som är högst {current}."),
            |current| format!("Write the round's number, a whole number of at most {current}.");
        not_a_role = "Skriv adept, mentor, reserv, kontaktperson eller arbetsgruppen.", "Write adept, mentor, reserve, contact person or working group.";
        several_roles = "Skriv en roll. Har personen flera får var och en en egen rad.", "Write one role. If they have several, each gets a row of its own.";
        not_an_earlier_role = "I tidigare omgångar importeras bara adepter och mentorer.", "In earlier rounds only adepts and mentors are imported.";
        outside_the_round = "De dagarna ligger inte i den här omgången. Är det en tidigare omgång: skriv dess nummer.", "Those days are not within this round. If it is an earlier one, write its number.";
        works_for: fn(&str) -> String = |name| format!("Den som har adressen arbetar för {name}. Rätta filen, eller ändra på personens sida först."), |name| format!("Whoever has this address works for {name}. Correct the file, or change it on their page first.");
        is_called: fn(&str) -> String = |name| format!("Den som har adressen heter {name}."), |name| format!("Whoever has this address is called {name}.");
        deactivated = "Den som har adressen är inaktiverad. Aktivera personen först.", "Whoever has this address is deactivated. Activate them first.";
        apart: fn(&str) -> String = |rule| format!("De två kan inte vara par: {rule}."), |rule| format!("The two cannot be a pair: {rule}.");
        no_room: fn(u32) -> String = |room| format!("Omgången har plats för {room} par till."), |room| format!("The round has room for {room} more pairs.");
        not_an_address = "Skriv en e-postadress, till exempel namn@organisation.se.", "Write an email address, such as name@organisation.se.";
        almost_an_address: fn(&str) -> String = |offered| format!("Det är ingen e-postadress. Menas {offered}?"), |offered| format!("This is not an email address. Is {offered} meant?");
        not_a_date = "Skriv ett datum som finns, till exempel 2024-10-16.", "Write a date that exists, such as 2024-10-16.";
        ends_too_early = "Sista dagen är före den första.", "The last day is before the first.";
        not_in_network = "Nätverket har ingen organisation med det namnet. Rätta namnet, eller lägg till den nedan.", "The network has no organisation of that name. Correct it, or add it below.";
        twice: fn(u32) -> String = |line| format!("Samma person står i samma omgång på rad {line}."), |line| format!("The same person is in the same round on row {line}.");
        other_name: fn(u32) -> String = |line| format!("Samma adress har ett annat namn på rad {line}."), |line| format!("The same address has another name on row {line}.");
        oneself = "Det är personens egen adress.", "That is the person's own address.";
        no_such_partner = "Ingen med den adressen står i filen i samma omgång, eller är adept eller mentor i den.", "Nobody with that address is in the file in the same round, or is an adept or mentor in it.";
        same_role: fn(u32) -> String = |line| format!("Personen på rad {line} har samma roll."), |line| format!("The person on row {line} has the same role.");
        same_organisation: fn(u32) -> String = |line| format!("Personen på rad {line} är i samma organisation. Ett par har två."), |line| format!("The person on row {line} is of the same organisation. A pair has two.");
        partner_is_taken: fn(u32) -> String = |line| format!("På rad {line} står ett annat par vid samma tid."), |line| format!("Row {line} has another pair at the same time.");
        other_role: fn(&str) -> String = |duty| format!("Personen är redan med i den omgången, som {duty}."), |duty| format!("This person is in that round already, as {duty}.");
        other_pair = "En av de två finns redan i ett annat par vid den tiden.", "One of the two is in another pair at that time already.";
        about_round: fn(u32) -> String = |current| format!("Omgångens nummer. Tom cell: {current}, den som pågår"), |current| format!("The round's number. If empty: {current}, the one that is open");
        about_role = "adept eller mentor; i omgången som pågår också reserv, kontaktperson eller arbetsgruppen", "adept or mentor; in the round that is open also reserve, contact person or working group";
        about_name = "För- och efternamn", "First and last name";
        about_email = "Det som skiljer en person från en annan", "What tells one person from another";
        about_organisation = "Där personen arbetar, eller arbetade då. Nya organisationer kan läggas till när filen granskas", "Where they work, or worked then. New organisations can be added when the file is checked";
        about_phone = "Får vara tom", "May be empty";
        about_title = "Får vara tom", "May be empty";
        about_partner = "Adeptens mentor eller mentorns adept, hos den ena eller båda. Kan vara någon som redan är med. Får vara tom", "The adept's mentor or the mentor's adept, with either or both. May be someone who is in the round already. May be empty";
        about_from = "Första dagen i en tidigare omgång, till exempel 2024-03-06", "The first day of an earlier round, such as 2024-03-06";
        about_to = "Sista dagen i den, till exempel 2025-05-28", "The last day of it, such as 2025-05-28";
    }
}

/// A column's heading in the reader's language.
pub fn heading(column: Column) -> &'static str {
    let [sv, en] = column.headings();
    if lang() == Lang::Sv { sv } else { en }
}

/// What stands in a column.
pub(super) fn about(column: Column, current: u32) -> String {
    let text = &t().import;
    match column {
        Column::Round => return (text.about_round)(current),
        Column::Role => text.about_role,
        Column::Name | Column::FirstName | Column::LastName => text.about_name,
        Column::Email => text.about_email,
        Column::Organisation => text.about_organisation,
        Column::Title => text.about_title,
        Column::Phone => text.about_phone,
        Column::Partner => text.about_partner,
        Column::From => text.about_from,
        Column::To => text.about_to,
    }
    .to_owned()
}

/// Who is told by email, besides those who are invited.
pub(super) fn mail(plan: &Plan) -> String {
    let text = &t().import;
    let (pairs, duties) = (plan.new_pairs(), plan.new_duties());
    let pairs = (pairs > 0).then(|| (text.mail_pairs)(pairs));
    let duties = (duties > 0).then(|| (text.mail_duties)(duties));
    let told: Vec<_> = pairs.into_iter().chain(duties).collect();
    if told.is_empty() { text.mail_none.to_owned() } else { told.join(" ") }
}

/// What an import has brought, in a few words.
pub(super) fn brought(brought: Imported) -> String {
    const WORDS: [[[&str; 2]; 2]; 4] = [
        [["person", "personer"], ["person", "people"]],
        [["par", "par"], ["pair", "pairs"]],
        [["organisation", "organisationer"], ["organisation", "organisations"]],
        [["omgång", "omgångar"], ["round", "rounds"]],
    ];
    let counts = [brought.people, brought.pairs, brought.organisations, brought.rounds];
    let of = |(n, words): (u32, [[&str; 2]; 2])| {
        let words = if lang() == Lang::Sv { words[0] } else { words[1] };
        (n > 0).then(|| format!("{n} {}", words[usize::from(n != 1)]))
    };
    let said: Vec<_> = counts.into_iter().zip(WORDS).filter_map(of).collect();
    if said.is_empty() { t().import.brought_nothing.to_owned() } else { format!("{}.", said.join(", ")) }
}

/// What is wrong, and what to do about it.
pub(super) fn wrong(wrong: &Wrong) -> String {
    let text = &t().import;
    match wrong {
        Wrong::FileTooLarge => return (text.too_large)(MAX_MEGABYTES),
        Wrong::TooManyRows => return (text.too_many)(MAX_ROWS),
        Wrong::TooLong(max) => return (text.too_long)(*max),
        Wrong::NotAKnownRound(current) => return (text.not_a_round)(*current),
        Wrong::WorksFor(name) => return (text.works_for)(name),
        Wrong::IsCalled(name) => return (text.is_called)(name),
        Wrong::Apart(which) => return (text.apart)(rule(*which)),
        Wrong::NoRoom(room) => return (text.no_room)(*room),
        Wrong::KnownInOtherRole(duty) => return (text.other_role)(&duty_name(*duty).to_lowercase()),
        Wrong::Twice(line) => return (text.twice)(*line),
        Wrong::OtherName(line) => return (text.other_name)(*line),
        Wrong::AlmostAnAddress(offered) => return (text.almost_an_address)(offered),
        Wrong::SameRole(line) => return (text.same_role)(*line),
        Wrong::SameOrganisation(line) => return (text.same_organisation)(*line),
        Wrong::PartnerIsTaken(line) => return (text.partner_is_taken)(*line),
        Wrong::NoFile => text.no_file,
        Wrong::TakesTooLong => text.takes_too_long,
        Wrong::FileKind => text.kind,
        Wrong::Locked => text.locked,
        Wrong::FileContent => text.content,
        Wrong::Encoding => text.encoding,
        Wrong::NoRows => text.no_rows,
        Wrong::NoColumn => text.no_column,
        Wrong::ColumnTwice => text.column_twice,
        Wrong::Missing => text.missing,
        Wrong::Formula => text.formula,
        Wrong::CellError => text.cell_error,
        Wrong::NotARole => text.not_a_role,
        Wrong::SeveralRoles => text.several_roles,
        Wrong::NotAnEarlierRole => text.not_an_earlier_role,
        Wrong::OutsideTheRound => text.outside_the_round,
        Wrong::Deactivated => text.deactivated,
        Wrong::NotAnAddress => text.not_an_address,
        Wrong::NotADate => text.not_a_date,
        Wrong::EndsTooEarly => text.ends_too_early,
        Wrong::NotInTheNetwork => text.not_in_network,
        Wrong::Oneself => text.oneself,
        Wrong::NoSuchPartner => text.no_such_partner,
        Wrong::KnownInOtherPair => text.other_pair,
    }
    .to_owned()
}

//! Words of the import.

use domain::people::{
    Lang,
    import::{Column, MAX_MEGABYTES, MAX_ROWS, Wrong},
};

use crate::text::{lang, t, texts};

texts! {
    /// The import of earlier rounds.
    pub struct Import {
        title = "Importera tidigare omgångar", "Import earlier rounds";
        lede = "Lägg in vilka som har varit med förut, så vet programmet vem som har varit adept och vem som hade vilken mentor.",
            "Enter who has taken part before, and the programme knows who was an adept and who had which mentor.";
        back = "Till organisatörens sida", "To the organiser's page";
        choose_title = "Välj ett kalkylblad", "Choose a spreadsheet";
        again_title = "Välj den rättade filen", "Choose the corrected file";
        other_title = "Välj en annan fil", "Choose another file";
        file = "Fil", "File";
        file_hint: fn(u32) -> String =
            |megabytes| format!("Excel (.xlsx) eller CSV. Högst {megabytes} MB. Inget importeras förrän du har sett hur filen har lästs."),
            |megabytes| format!("Excel (.xlsx) or CSV. {megabytes} MB at most. Nothing is imported until you have seen how the file was read.");
        check = "Granska filen", "Check the file";
        help_title = "Så ska kalkylbladet se ut", "What the spreadsheet holds";
        help_lede = "Överst står rubrikerna här nedanför, i vilken ordning som helst. Sedan en rad för varje person och omgång. Andra kolumner läses inte.",
            "At the top are the headings below, in any order. Then one row for every person and round. Other columns are not read.";
        template_xlsx = "Hämta mallen för Excel", "Download the template for Excel";
        template_csv = "Mall i CSV", "Template in CSV";
        template_name = "tidigare-omgangar", "earlier-rounds";
        template_sheet = "Tidigare omgångar", "Earlier rounds";
        column = "Kolumn", "Column";
        column_holds = "Vad som står där", "What it holds";
        organisations = "Så skriver nätverket organisationernas namn", "How the network writes the organisations' names";
        preview_title = "Så har filen lästs", "How the file was read";
        preview: fn(usize, usize, usize) -> String =
            |parts, new, pairs| {
                let people = if new == 1 { "person" } else { "personer" };
                format!("Filen är rätt ifylld. {parts} rader, {new} {people} som inte finns här än, {pairs} par.")
            },
            |parts, new, pairs| {
                let people = if new == 1 { "person who is" } else { "people who are" };
                format!("The file is filled in correctly. {parts} rows, {new} {people} not here yet, {pairs} pairs.")
            };
        preview_lede = "Personer som redan finns behåller sina uppgifter. Inga mejl skickas.", "People who are here already keep their details. No email is sent.";
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
            |number, [from, to], people, pairs| format!("Omgång {number}, {from} till {to}: {people} personer, {pairs} par"),
            |number, [from, to], people, pairs| format!("Round {number}, {from} to {to}: {people} people, {pairs} pairs");
        new = "ny", "new";
        is_known = "finns redan", "is here already";
        is_there = "redan importerad", "imported already";
        partner = "Adept eller mentor", "Adept or mentor";
        nothing_new = "Allt i filen finns redan här. Det finns inget att importera.", "Everything in the file is here already. There is nothing to import.";
        run: fn(usize) -> String = |rows| if rows == 1 { "Importera raden".to_owned() } else { format!("Importera alla {rows} rader") },
            |rows| if rows == 1 { "Import the row".to_owned() } else { format!("Import all {rows} rows") };
        imported: fn(u32) -> String = |rows| format!("Klart. {rows} rader är importerade."), |rows| format!("Done. {rows} rows have been imported.");
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
        not_earlier: fn(u32) -> String =
            |current| format!("Skriv omgångens nummer, ett heltal som är mindre än {current}."),
            |current| format!("Write the round's number, a whole number below {current}.");
        not_a_role = "Skriv adept eller mentor.", "Write adept or mentor.";
        not_an_address = "Skriv en e-postadress, till exempel namn@organisation.se.", "Write an email address, such as name@organisation.se.";
        almost_an_address: fn(&str) -> String = |offered| format!("Det är ingen e-postadress. Menas {offered}?"), |offered| format!("This is not an email address. Is {offered} meant?");
        not_a_date = "Skriv ett datum som finns, till exempel 2024-10-16.", "Write a date that exists, such as 2024-10-16.";
        ends_too_early = "Sista dagen är före den första.", "The last day is before the first.";
        not_in_network = "Nätverket har ingen organisation med det namnet. Namnen står längre ned.", "The network has no organisation of that name. The names are listed below.";
        twice: fn(u32) -> String = |line| format!("Samma person står i samma omgång på rad {line}."), |line| format!("The same person is in the same round on row {line}.");
        other_name: fn(u32) -> String = |line| format!("Samma adress har ett annat namn på rad {line}."), |line| format!("The same address has another name on row {line}.");
        oneself = "Det är personens egen adress.", "That is the person's own address.";
        no_such_partner = "Ingen med den adressen står i filen i samma omgång.", "Nobody with that address is in the file in the same round.";
        same_role: fn(u32) -> String = |line| format!("Personen på rad {line} har samma roll."), |line| format!("The person on row {line} has the same role.");
        same_organisation: fn(u32) -> String = |line| format!("Personen på rad {line} är i samma organisation. Ett par har två."), |line| format!("The person on row {line} is of the same organisation. A pair has two.");
        partner_is_taken: fn(u32) -> String = |line| format!("På rad {line} står ett annat par vid samma tid."), |line| format!("Row {line} has another pair at the same time.");
        other_role = "Personen finns redan i den omgången, i den andra rollen.", "This person is in that round already, in the other role.";
        other_pair = "En av de två finns redan i ett annat par vid den tiden.", "One of the two is in another pair at that time already.";
        about_round: fn(u32) -> String = |current| format!("Omgångens nummer, lägre än {current}"), |current| format!("The round's number, below {current}");
        about_role = "adept eller mentor", "adept or mentor";
        about_name = "För- och efternamn", "First and last name";
        about_email = "Det som skiljer en person från en annan", "What tells one person from another";
        about_organisation = "Där personen arbetade då, så som nätverket skriver namnet", "Where they worked then, as the network writes its name";
        about_title = "Får vara tom", "May be empty";
        about_partner = "Adeptens mentor eller mentorns adept, hos den ena eller båda. Får vara tom", "The adept's mentor or the mentor's adept, with either or both. May be empty";
        about_from = "Första dagen, till exempel 2024-03-06", "The first day, such as 2024-03-06";
        about_to = "Sista dagen, till exempel 2025-05-28", "The last day, such as 2025-05-28";
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
        Column::Name => text.about_name,
        Column::Email => text.about_email,
        Column::Organisation => text.about_organisation,
        Column::Title => text.about_title,
        Column::Partner => text.about_partner,
        Column::From => text.about_from,
        Column::To => text.about_to,
    }
    .to_owned()
}

/// What is wrong, and what to do about it.
pub(super) fn wrong(wrong: &Wrong) -> String {
    let text = &t().import;
    match wrong {
        Wrong::FileTooLarge => return (text.too_large)(MAX_MEGABYTES),
        Wrong::TooManyRows => return (text.too_many)(MAX_ROWS),
        Wrong::TooLong(max) => return (text.too_long)(*max),
        Wrong::NotAnEarlierRound(current) => return (text.not_earlier)(*current),
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
        Wrong::NotAnAddress => text.not_an_address,
        Wrong::NotADate => text.not_a_date,
        Wrong::EndsTooEarly => text.ends_too_early,
        Wrong::NotInTheNetwork => text.not_in_network,
        Wrong::Oneself => text.oneself,
        Wrong::NoSuchPartner => text.no_such_partner,
        Wrong::KnownInOtherRole => text.other_role,
        Wrong::KnownInOtherPair => text.other_pair,
    }
    .to_owned()
}

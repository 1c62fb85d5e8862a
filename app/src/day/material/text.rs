//! Words of the page on which organisers add files.

use domain::day::material::{FileProblem, MAX_MEGABYTES};

use crate::text::{t, texts};

texts! {
    /// The organiser's page of a day's files.
    pub struct Materials {
        title = "Material", "Materials";
        lede = "Filer till dem som är inbjudna: presentationer, läslistor, bilder. De hittar dem på dagens sida.",
            "Files for those who are invited: presentations, reading lists, pictures. They find them on the day's page.";
        files = "Filer", "Files";
        none = "Dagen har inga filer än. Lägg till den första här nedanför.", "This day has no files yet. Add the first one below.";
        added: fn(&str) -> String = |name| format!("{name} är tillagd."), |name| format!("{name} has been added.");
        add_title = "Lägg till en fil", "Add a file";
        audience = "Vem är den för?", "Who is it for?";
        file = "Fil", "File";
        file_hint: fn(&str, u32) -> String =
            |kinds, megabytes| format!("{kinds}. Högst {megabytes} MB."),
            |kinds, megabytes| format!("{kinds}. {megabytes} MB at most.");
        add = "Lägg till filen", "Add the file";
        removed = "Filen är borttagen.", "The file has been removed.";
        remove = "Ta bort", "Remove";
        remove_lede = "Filen försvinner för alla och går inte att få tillbaka härifrån.", "The file is gone for everyone, and cannot be brought back from here.";
        remove_now = "Ta bort filen", "Remove the file";
        no_file = "Välj en fil.", "Choose a file.";
        file_too_large: fn(u32) -> String =
            |max| format!("Filen är större än {max} MB. Spara den i ett mindre format, till exempel som PDF, och försök igen."),
            |max| format!("The file is larger than {max} MB. Save it in a smaller format, such as PDF, and try again.");
        file_kind = "Den sortens fil går inte att lägga till. Spara den som PDF, eller i ett av de andra formaten här ovanför.",
            "Files of that kind cannot be added. Save it as PDF, or in one of the other formats named above.";
        file_content = "Filens innehåll är inte det som namnet säger. Öppna den i programmet den gjordes i, spara den på nytt och försök igen.",
            "The file is not what its name says. Open it in the program that made it, save it anew, and try again.";
    }
}

/// What is wrong with a file, by its name.
pub fn problem(name: &str) -> Option<String> {
    let text = &t().materials;
    let words = match FileProblem::from_name(name)? {
        FileProblem::Missing => text.no_file,
        FileProblem::TooLarge => return Some((text.file_too_large)(MAX_MEGABYTES)),
        FileProblem::Kind => text.file_kind,
        FileProblem::Content => text.file_content,
    };
    Some(words.to_owned())
}

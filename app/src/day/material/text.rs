//! Words of the page on which organisers add files.

use crate::text::texts;

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
        remove = "Ta bort", "Remove";
        remove_lede = "Filen försvinner för alla och går inte att få tillbaka härifrån.", "The file is gone for everyone, and cannot be brought back from here.";
        remove_now = "Ta bort filen", "Remove the file";
    }
}

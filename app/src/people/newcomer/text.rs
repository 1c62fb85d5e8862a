//! Words of the page on which someone is added.

use domain::people::newcomer::NewcomerProblem;

use crate::text::{t, texts};

texts! {
    /// Someone who is added by hand.
    pub struct NewcomerText {
        title = "Lägg till en person", "Add a person";
        lede = "Också när omgången redan pågår. Finns adressen i nätverket får den personen rollen och behåller sina uppgifter.",
            "Also when the round is running already. If the address is in the network, that person gets the role and keeps their details.";
        link = "Lägg till en person", "Add a person";
        duty = "Roll i omgången", "Role in the round";
        new_organisation = "Eller en ny organisation", "Or a new organisation";
        new_organisation_hint = "Fyll i bara om organisationen inte finns i listan. Den läggs till i nätverket.",
            "Fill this in only if the organisation is not in the list. It is added to the network.";
        may_be_empty = "Kan lämnas tomt.", "May be left empty.";
        invite = "Skicka en inbjudan med mejl", "Send an invitation by email";
        invite_hint = "Adepter och mentorer bjuds då också in till de dagar som är publicerade. Kontaktpersoner, arbetsgruppen och organisatörer får alltid veta sitt uppdrag i ett mejl.",
            "Adepts and mentors are then also invited to the days that are published. Contact persons, the working group and organisers are always told of their duty by email.";
        add = "Lägg till", "Add";
        added = "Personen är med i omgången. Inget mejl har skickats.", "They are in the round. No email has been sent.";
        invited = "Personen är med i omgången och har fått ett mejl om det.", "They are in the round, and have been told by email.";
        problem_other_person = "Adressen finns redan, och hör till någon med ett annat namn. Kontrollera adressen, eller sök upp personen bland alla personer.",
            "This address is here already, and belongs to someone of another name. Check the address, or find the person among all people.";
        problem_other_organisation = "Den som har adressen arbetar för en annan organisation. Välj den, eller ändra arbetsgivaren på personens sida först.",
            "Whoever has this address works for another organisation. Choose that one, or change the employer on their page first.";
        problem_takes_part = "Personen är redan med i omgången i en annan roll.", "They are in the round already, in another role.";
        problem_two = "Välj en organisation i listan eller skriv en ny, inte båda.", "Choose an organisation in the list or write a new one, not both.";
    }
}

/// What is wrong with someone who is added, by its name.
pub fn problem(name: &str) -> Option<String> {
    let text = &t().newcomer;
    let words = match NewcomerProblem::from_name(name)? {
        NewcomerProblem::OtherPerson => text.problem_other_person,
        NewcomerProblem::OtherOrganisation => text.problem_other_organisation,
        NewcomerProblem::TakesPart => text.problem_takes_part,
        NewcomerProblem::TwoOrganisations => text.problem_two,
    };
    Some(words.to_owned())
}

//! Words of the agreement.

use domain::pair::agreement::Terms;

use crate::{
    pair::text as pair_text,
    text::{t, texts},
};

texts! {
    /// What a pair agrees on.
    pub struct Agreement {
        title = "Överenskommelse", "Agreement";
        lede = "Vad ni vill, hur ni ses och vad som stannar mellan er. Bara ni två läser den.",
            "What you want, how you meet and what stays between you. Only the two of you read it.";
        empty_title = "Börja här", "Begin here";
        empty = "En överenskommelse är en sida som ni skriver tillsammans på första eller andra träffen. Den gör det lättare att hålla rytmen, att veta vad ni väntar er av varandra och att se att ni kommer någon vart.",
            "An agreement is a page that you write together at your first or second meeting. It makes it easier to keep the rhythm, to know what you expect of each other and to see that you are getting somewhere.";
        empty_how: fn(&str) -> String =
            |name| format!("Du eller {name} skriver ett förslag. Den som inte skrev läser det, ändrar om det behövs och skriver under. Det finns färdiga förslag att utgå från."),
            |name| format!("You or {name} write a draft. Whoever did not write it reads it, changes it if need be, and signs. There are ready-made suggestions to start from.");
        begin = "Skriv ett förslag", "Write a draft";
        change = "Ändra överenskommelsen", "Change the agreement";
        change_draft = "Ändra förslaget", "Change the draft";
        saved = "Sparat.", "Saved.";
        in_force = "Det här gäller", "In force";
        since: fn(&str) -> String = |date| format!("Ni har båda skrivit under. Den gäller sedan {date}."), |date| format!("You have both signed. In force since {date}.");
        waits_for_you: fn(&str) -> String = |name| format!("{name} har skrivit ett förslag"), |name| format!("{name} has written a draft");
        waits_for_partner: fn(&str) -> String = |name| format!("Ditt förslag väntar på {name}"), |name| format!("Your draft is waiting for {name}");
        draft_help_you = "Det gäller när du också har skrivit under.", "It takes effect once you have signed too.";
        draft_help_partner = "Det gäller när ni båda har skrivit under. Till dess gäller det ni hade innan.", "It takes effect once you have both signed. Until then your earlier agreement applies.";
        sign = "Skriv under", "Sign";
        history = "Tidigare versioner", "Earlier versions";
        version: fn(i64, &str, &str) -> String = |n, date, who| format!("Version {n}, skriven {date} av {who}"), |n, date, who| format!("Version {n}, written {date} by {who}");
        never_held = "gällde aldrig", "never in force";
        you = "dig", "you";
        rhythm = "Rytm", "Rhythm";
        together: fn(&str, u32, &str) -> String = |weeks, minutes, form| format!("{weeks}, {minutes} minuter, {form}"), |weeks, minutes, form| format!("{weeks}, {minutes} minutes, {form}");
        mostly = "mest", "mostly";
        not_said = "Inget skrivet.", "Nothing written.";
        goals = "Mål", "Goals";
        goals_lede = "Hur långt ni har kommit kan ni ändra när ni vill, utan att skriva under igen.", "You can change how far you have come whenever you like, without signing again.";
        far: fn(u32) -> String = |percent| format!("{percent} % på väg"), |percent| format!("{percent}% of the way");
        far_label = "Hur långt har ni kommit?", "How far have you come?";
        save_progress = "Spara", "Save";
        to_pair = "Till paret", "To the pair";
        form_title = "Skriv er överenskommelse", "Write your agreement";
        form_lede: fn(&str) -> String =
            |name| format!("Skriv tillsammans eller var för sig. Stryk det som inte passar er. När du sparar skriver du också under, och {name} får ett mejl."),
            |name| format!("Write it together or separately. Strike out what does not suit you. When you save, you also sign, and {name} gets an email.");
        how = "Så ses ni", "How you meet";
        every_weeks = "Veckor emellan", "Weeks between";
        minutes = "Längd i minuter", "Length in minutes";
        form = "Hur ses ni mest?", "How do you mostly meet?";
        expectations = "Vad ni väntar er", "What you expect";
        adept = "Adepten väntar sig", "The adept expects";
        mentor = "Mentorn väntar sig", "The mentor expects";
        goals_help = "Två till fem saker som adepten vill komma vidare med. Dela gärna upp dem i steg, ett på varje rad.",
            "Two to five things that the adept wants to get further with. Divide them into steps if you like, one per line.";
        goal: fn(usize) -> String = |n| format!("Mål {n}"), |n| format!("Goal {n}");
        goal_hint = "Till exempel: leda genom mina chefer i stället för själv", "For example: lead through my managers rather than myself";
        steps: fn(usize) -> String = |n| format!("Steg till mål {n}"), |n| format!("Steps to goal {n}");
        steps_hint = "Ett steg på varje rad. Kan lämnas tomt.", "One step per line. Can be left empty.";
        more_goals = "Fler mål", "More goals";
        between = "Mellan er", "Between you";
        rules = "Spelregler", "Ground rules";
        confidence = "Förtroende", "Confidence";
        confidence_hint = "Vad får ni berätta för andra, och vad stannar här?", "What may you tell others, and what stays here?";
        save = "Spara och skriv under", "Save and sign";
        conflict = "Den sparade versionen", "The saved version";
        suggested_adept = "Att mentorn lyssnar mer än hon eller han råder.\nAtt få höra hur andra har gjort, även när det gick fel.\nÄrliga frågor, också de obekväma.",
            "That the mentor listens more than they advise.\nTo hear how others have done it, even when it went wrong.\nHonest questions, the uncomfortable ones too.";
        suggested_mentor = "Att adepten driver: föreslår tider och väljer vad träffen ska handla om.\nAtt det vi kommer överens om blir prövat till nästa gång.\nAtt få veta vad som var till nytta och vad som inte var det.",
            "That the adept takes the lead: proposes times and chooses what the meeting is about.\nThat what we agree on is tried by the next time.\nTo be told what was of use and what was not.";
        suggested_rules = "Vi flyttar hellre en träff än ställer in den.\nTelefonerna ligger i väskan.\nVi börjar med vad som har hänt sedan sist och slutar med vad nästa träff ska handla om.\nBlir det inte bra säger vi det, och då är det ingens fel.",
            "We would rather move a meeting than cancel it.\nPhones stay in the bag.\nWe begin with what has happened since last time and end with what the next meeting is about.\nIf it does not work we say so, and then it is nobody's fault.";
        suggested_confidence = "Det vi säger här stannar här. Vi berättar inte för chefer, kollegor eller organisatörer vad den andra har sagt.\nAtt vi träffas är ingen hemlighet.",
            "What we say here stays here. We do not tell managers, colleagues or organisers what the other has said.\nThat we meet is no secret.";
        todo_sign = "Läs och skriv under överenskommelsen", "Read and sign the agreement";
        point_none = "Ni har ingen överenskommelse än.", "You have no agreement yet.";
        point_goals: fn(u32, u32) -> String =
            |far, goals| format!("Ni har {goals} mål och har kommit {far} % på väg."),
            |far, goals| format!("You have {goals} goals and are {far}% of the way.");
        point_read = "Överenskommelsen", "The agreement";
        point_sign = "Läs och skriv under", "Read and sign";
        weeks: fn(u32) -> String = weeks_sv, weeks_en;
    }
}

fn weeks_sv(weeks: u32) -> String {
    match weeks {
        1 => "Varje vecka".to_owned(),
        2 => "Varannan vecka".to_owned(),
        n => {
            let nth =
                ["tredje", "fjärde", "femte", "sjätte", "sjunde", "åttonde", "nionde", "tionde", "elfte", "tolfte"];
            let nth = usize::try_from(n).ok().and_then(|n| nth.get(n.checked_sub(3)?));
            nth.map_or_else(|| format!("Var {n}:e vecka"), |nth| format!("Var {nth} vecka"))
        }
    }
}

fn weeks_en(weeks: u32) -> String {
    match weeks {
        1 => "Every week".to_owned(),
        2 => "Every other week".to_owned(),
        n => format!("Every {n} weeks"),
    }
}

/// How often, how long and how the two meet.
pub fn rhythm(terms: &Terms) -> String {
    let text = &t().agreement;
    let form = format!("{} {}", text.mostly, pair_text::form(terms.form).to_lowercase());
    (text.together)(&(text.weeks)(terms.every_weeks), terms.minutes, &form)
}

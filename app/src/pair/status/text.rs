//! Words of a pair's status.

use domain::pair::status::{State, StatusChange, UntilProblem};

use crate::text::{t, texts};

/// Where a pair stands, as an icon and in words; nothing for one that goes on.
pub fn state(state: State) -> Option<(&'static str, &'static str)> {
    let text = &crate::text::t().pair;
    match state {
        State::Active => None,
        State::Paused => Some(("clock", text.paused)),
        State::Ended => Some(("cross", text.ended)),
        State::Completed => Some(("check", text.completed)),
    }
}

texts! {
    /// A pair's status.
    pub struct PairStatusText {
        title = "Paus och avslut", "Pausing and ending";
        lede = "Livet kommer emellan, och ibland blir det inte rätt. Ni bestämmer själva, och ingen frågar varför.",
            "Life gets in the way, and sometimes it is not right. You decide yourselves, and nobody asks why.";
        saved: fn(&str) -> String = |name| format!("Sparat. {name} får veta det i ett mejl."), |name| format!("Saved. {name} is told by email.");
        active: fn(&str) -> String = |date| format!("Ni fortsätter till {date}."), |date| format!("You continue until {date}.");
        paused: fn(&str) -> String = |date| format!("Ni har pausat sedan {date}. Inga påminnelser kommer."), |date| format!("You have paused since {date}. No reminders come.");
        paused_until: fn(&str) -> String = |date| format!("Ni pausar till {date}. Inga påminnelser kommer."), |date| format!("You pause until {date}. No reminders come.");
        ended: fn(&str) -> String = |date| format!("Ni avslutade er mentorrelation {date}."), |date| format!("You ended your mentoring relationship on {date}.");
        completed: fn(&str) -> String = |date| format!("Er tid tillsammans i programmet tog slut {date}."), |date| format!("Your time together in the programme ended on {date}.");
        kept: fn(&str) -> String =
            |date| format!("Det ni har skrivit kan ni båda läsa till och med {date}."),
            |date| format!("You can both read what you have written until {date}.");
        now = "Just nu", "Right now";
        choices = "Vad vill du?", "What would you like?";
        none = "Det finns inget mer att bestämma.", "There is nothing more to decide.";
        back = "Tillbaka", "Back";
        to_pair = "Till paret", "To the pair";
        tell_partner: fn(&str) -> String = |name| format!("{name} får veta det i ett mejl."), |name| format!("{name} is told by email.");
        organiser = "Organisatören ser bara i vilket läge paret är, aldrig varför.", "The organiser sees only where the pair stands, never why.";
        pause = "Pausa ett tag", "Pause for a while";
        pause_do = "Pausa", "Pause";
        pause_help = "Inga påminnelser kommer under pausen, och den räknas inte som tystnad. Vem som helst av er kan avbryta den.",
            "No reminders come during the pause, and it does not count as silence. Either of you can end it.";
        pause_until = "Vilken dag fortsätter ni? Kan lämnas tomt.", "On which day do you resume? Can be left empty.";
        resume = "Fortsätt", "Resume";
        resume_do = "Fortsätt", "Resume";
        resume_help = "Allt blir som det var.", "Everything is as it was before.";
        extend = "Fortsätt efter omgångens slut", "Continue after the round ends";
        extend_do = "Förläng", "Extend";
        extend_help = "Många par ses längre än den officiella delen. Rytmen och påminnelserna fortsätter till den dag ni väljer.",
            "Many pairs meet for longer than the official part. Rhythm and reminders continue until the day you choose.";
        extend_until = "Ni fortsätter till och med", "You continue until";
        shorten = "Sluta med omgången ändå", "End with the round after all";
        shorten_do = "Sluta med omgången", "End with the round";
        shorten_help = "Ni slutar på omgångens sista dag, som från början.", "You end on the last day of the round, as first planned.";
        end = "Avsluta i förtid", "End early";
        end_do = "Avsluta", "End";
        end_help = "Ni loggar inga fler träffar, men kan båda läsa det ni har skrivit. Ni kan ångra er, så länge ingen av er har fått ett nytt par.",
            "You log no more meetings, but can both read what you wrote. You can change your minds, as long as neither of you is in a new pair.";
        point = "Pausa, förläng eller avsluta", "Pause, extend or end";
        point_resume = "Fortsätt igen", "Resume";
        too_far_ahead = "Dagen ligger för långt fram. Ett par kan fortsätta högst två år efter omgångens slut.", "That day is too far ahead. A pair can continue for two years after the end of the round at most.";
    }
}

impl PairStatusText {
    /// What a change is called, what its button says, what follows from it, and
    /// what its day is called.
    pub fn of(&self, change: StatusChange) -> [&'static str; 4] {
        match change {
            StatusChange::Pause => [self.pause, self.pause_do, self.pause_help, self.pause_until],
            StatusChange::Resume => [self.resume, self.resume_do, self.resume_help, ""],
            StatusChange::Extend => [self.extend, self.extend_do, self.extend_help, self.extend_until],
            StatusChange::Shorten => [self.shorten, self.shorten_do, self.shorten_help, ""],
            StatusChange::End => [self.end, self.end_do, self.end_help, ""],
        }
    }
}

/// What is wrong with the day of a change, by its name.
pub fn problem(name: &str) -> Option<String> {
    let text = &t().pair_status;
    let words = match UntilProblem::from_name(name)? {
        UntilProblem::TooFarAhead => text.too_far_ahead,
    };
    Some(words.to_owned())
}

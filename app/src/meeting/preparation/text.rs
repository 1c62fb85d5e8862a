//! Words of preparing a meeting.

use domain::{
    meeting::preparation::{Phase, Topic},
    people::Role,
};

use super::{api::Preparation, cards::Theme};
use crate::text::{t, texts};

texts! {
    /// Preparing a meeting.
    pub struct Prepare {
        title = "Förbered träffen", "Prepare the meeting";
        lede = "Fem minuter före träffen. Går att skriva ut på en sida.", "Five minutes before you meet. Prints on one page.";
        next: fn(&str) -> String = |when| format!("Nästa träff: {when}"), |when| format!("Next meeting: {when}");
        last = "Sedan sist", "Since last time";
        last_on: fn(&str) -> String = |date| format!("Ni sågs {date} och kom överens om det här."), |date| format!("You met on {date} and agreed on this.");
        last_nothing: fn(&str) -> String = |date| format!("Ni sågs {date} och skrev inte upp några åtgärder."), |date| format!("You met on {date} and noted no actions.");
        never_met = "Ni har inte loggat någon träff än.", "You have not logged a meeting yet.";
        open = "Fortfarande öppet", "Still open";
        agenda = "Förslag till agenda", "A suggested agenda";
        check_in = "Hur är läget, och vad är viktigast att hinna i dag?", "How are things, and what matters most today?";
        agree = "Skriv er överenskommelse: rytm, mål och vad som stannar mellan er", "Write your agreement: rhythm, goals and what stays between you";
        follow_up = "Vad blev gjort, vad blev det inte, och vad lärde ni er av det?", "What got done, what did not, and what did you learn from it?";
        goal: fn(&str) -> String = |goal| format!("Målet: {goal}"), |goal| format!("The goal: {goal}");
        look_back = "Stämmer överenskommelsen fortfarande?", "Is your agreement still right?";
        sum_up = "Vad har ni lärt er, och vad händer efter programmet?", "What have you learned, and what happens after the programme?";
        last_topic = "När ses ni nästa gång, och vad gör ni till dess?", "When do you meet next, and what do you do until then?";
        cards = "Frågor att ställa", "Questions to ask";
        cards_lede = "Tre kort i taget. Välj en fråga och glöm resten.", "Three cards at a time. Pick one question and forget the rest.";
        other_cards = "Andra kort", "Other cards";
        show = "Visa", "Show";
        who = "Vem frågar?", "Who asks?";
        phase = "När i programmet?", "When in the programme?";
        theme = "Om vad?", "About what?";
        any = "Alla", "All";
        the_adept = "Adepten", "The adept";
        the_mentor = "Mentorn", "The mentor";
        phase_start = "Början", "The start";
        phase_middle = "Mitten", "The middle";
        phase_end = "Slutet", "The end";
        theme_together = "Oss två", "The two of us";
        theme_leading = "Att leda chefer", "Leading managers";
        theme_self = "Mig själv", "Myself";
        theme_hard = "Det svåra", "What is hard";
        theme_ahead = "Framåt", "Ahead";
        to_pair = "Till paret", "To the pair";
        point = "Förbered nästa träff", "Prepare the next meeting";
    }
}

/// A topic of the agenda, in words.
pub(super) fn topic(preparation: &Preparation, topic: Topic) -> Option<String> {
    let text = &t().prepare;
    let words = match topic {
        Topic::CheckIn => text.check_in,
        Topic::Agree => text.agree,
        Topic::FollowUp => text.follow_up,
        Topic::Goal(id) => return preparation.goal(id).map(text.goal),
        Topic::LookBack => text.look_back,
        Topic::SumUp => text.sum_up,
        Topic::Next => text.last_topic,
    };
    Some(words.to_owned())
}

/// Who asks, in words.
pub(super) fn asks(role: Role) -> &'static str {
    match role {
        Role::Adept => t().prepare.the_adept,
        Role::Mentor => t().prepare.the_mentor,
    }
}

/// A part of the programme, in words.
pub(super) fn phase(phase: Phase) -> &'static str {
    let text = &t().prepare;
    match phase {
        Phase::Start => text.phase_start,
        Phase::Middle => text.phase_middle,
        Phase::End => text.phase_end,
    }
}

/// A theme, in words.
pub(super) fn theme(theme: Theme) -> &'static str {
    let text = &t().prepare;
    match theme {
        Theme::Together => text.theme_together,
        Theme::Leading => text.theme_leading,
        Theme::Own => text.theme_self,
        Theme::Hard => text.theme_hard,
        Theme::Ahead => text.theme_ahead,
    }
}

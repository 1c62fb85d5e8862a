//! Words of the pulse.

use domain::pair::pulse::Aim;

use crate::text::{t, texts};

texts! {
    /// How it goes.
    pub struct Pulses {
        title = "Hur går det?", "How is it going?";
        lede = "Varannan månad en fråga. Det tar tio sekunder.", "One question every other month. It takes ten seconds.";
        lede_aims = "Varannan månad en fråga. Den här gången frågar vi också om programmets fyra mål.", "One question every other month. This time we also ask about the programme's four aims.";
        question = "Hur mycket ger mentorprogrammet dig just nu?", "How much does the mentoring programme give you right now?";
        scores: [&'static str; 5] = ["Inget alls", "Lite", "En del", "Mycket", "Väldigt mycket"], ["Nothing at all", "A little", "Some", "A lot", "A great deal"];
        line = "En rad till dig själv, om du vill", "A line to yourself, if you like";
        line_hint = "Bara du läser den.", "Only you read it.";
        who_sees = "Vad du svarar ser bara du. När minst fem har svarat, och nästa fråga har kommit, får organisatörerna se hur svaren fördelar sig. De ser aldrig vem som har svarat vad, eller vem som har svarat.",
            "Only you see your answer. Once at least five have answered, and the next question has come, the organisers see how the answers are spread. They never see who answered what, or who answered.";
        aims = "Programmets fyra mål", "The programme's four aims";
        aims_lede = "Vi frågar tre gånger: i början, mitt i och i slutet. Hur långt har du kommit? Hoppa över det du inte vill svara på.",
            "We ask three times: at the start, in the middle and at the end. How far have you come? Skip what you do not want to answer.";
        aim_scale: [&'static str; 5] = ["1 Inte alls", "2", "3", "4", "5 Helt och hållet"], ["1 Not at all", "2", "3", "4", "5 Entirely"];
        leadership = "Jag utvecklas som ledare", "I develop as a leader";
        arenas = "Jag möter andra högre chefer", "I meet other senior managers";
        collaboration = "Jag förstår andras uppdrag och samarbetar med dem", "I understand the missions of others and work with them";
        networks = "Jag har fått nya och värdefulla kontakter", "I have made new and valuable contacts";
        save = "Svara", "Answer";
        change = "Ändra svaret", "Change the answer";
        saved = "Tack. Du kan ändra svaret tills nästa fråga kommer.", "Thank you. You can change your answer until the next question comes.";
        none = "Ingen fråga väntar på dig just nu.", "No question is waiting for you right now.";
        history = "Dina svar", "Your answers";
        asked = "Frågan kom", "Asked";
        score = "Svar", "Answer";
        own_line = "Din rad", "Your line";
        back = "Till min sida", "To my page";
        todo = "Svara på en fråga: hur går det?", "Answer one question: how is it going?";
        figures = "Hur det går för deltagarna", "How it goes for the participants";
        figures_lede = "Varannan månad får alla i ett par frågan hur mycket programmet ger dem, från 1 till 5. Svaren visas fem i taget när frågan är stängd och minst fem har svarat, aldrig vem.",
            "Every other month everyone in a pair is asked how much the programme gives them, from 1 to 5. Answers show five at a time once the question is closed and at least five have answered, never who.";
        too_few = "färre än fem svar", "fewer than five answers";
        mean = "Medel", "Mean";
        answers = "Antal svar", "Answers";
    }
}

/// One of the programme's aims, as whoever takes part says it.
pub fn aim(aim: Aim) -> &'static str {
    let text = &t().pulse;
    match aim {
        Aim::Leadership => text.leadership,
        Aim::Arenas => text.arenas,
        Aim::Collaboration => text.collaboration,
        Aim::Networks => text.networks,
    }
}

//! Words of the report.

use domain::{
    day::Answer,
    figures::Split,
    pair::pulse::Moment,
    people::organisation::OrganisationKind,
    round::report::{Answered, DayReport, Organisations, Origin, Report},
};
use store::order::swedish;

use crate::text::{date, lang, t, texts};

texts! {
    /// The report for the steering group.
    pub struct ReportText {
        title = "Rapport till styrgruppen", "Report for the steering group";
        lede: fn(&[u32], &str) -> String =
            |rounds, on| match rounds {
                [one] => format!("Omgång {one}. Siffror per {on}."),
                _ => format!("Omgångarna {}. Siffror per {on}.", listed(rounds, "och")),
            },
            |rounds, on| match rounds {
                [one] => format!("Round {one}. Figures as of {on}."),
                _ => format!("Rounds {}. Figures as of {on}.", listed(rounds, "and")),
            };
        empty = "Rapporten börjar när fem har deltagit i en omgång. Lägg till adepter och mentorer, så kommer siffrorna av sig själva.",
            "The report begins once five have taken part in a round. Add adepts and mentors, and the figures come by themselves.";
        which = "Vilka omgångar", "Which rounds";
        all = "Alla omgångar", "All rounds";
        workbook = "Hämta som Excel", "Download for Excel";
        file_name = "rapport", "report";
        round: fn(u32) -> String = |n| format!("Omgång {n}"), |n| format!("Round {n}");
        participants: fn(u32) -> String =
            |n| format!("{n} har deltagit som adepter och mentorer."),
            |n| format!("{n} have taken part as adepts and mentors.");
        too_small: fn(u32) -> String =
            |n| format!("Omgång {n} har färre än fem deltagare och är inte med."),
            |n| format!("Round {n} has fewer than five participants and is left out.");

        days = "Gemensamma dagar", "Common days";
        no_days = "Ingen gemensam dag har varit än.", "There has been no common day yet.";
        day = "Dag", "Day";
        date = "Datum", "Date";
        came = "Kom", "Came";
        replies = "Svarade", "Answered";
        nobody_checked_in = "ingen checkades in", "nobody was checked in";
        answer_yes = "ja", "yes";
        answer_maybe = "kanske", "maybe";
        answer_no = "nej", "no";
        answer_none = "inget svar", "no answer";
        answer_rest = "övriga", "others";
        answer_together = "alla svar tillsammans", "all answers together";

        evaluations = "Vad deltagarna tyckte om dagarna", "What the participants thought of the days";
        evaluations_lede = "Medelvärde på skalan 1–5.", "Mean on a scale of 1–5.";
        no_evaluations = "Ingen utvärdering har stängt med minst fem svar.", "No evaluation has closed with five answers or more.";
        answers = "Svar", "Answers";
        mean = "Medel", "Mean";

        rhythm = "Parens rytm", "The pairs' rhythm";
        rhythm_lede = "Par som pågår, den första i månaden: hur många som har träffats så ofta som de har bestämt. Vilka det är framgår inte.",
            "Pairs that go on, on the first of the month: how many have met as often as they decided. Which ones is not told.";
        no_rhythm = "Färre än fem par pågår.", "Fewer than five pairs go on.";
        keeps = "Håller rytmen", "Keep the rhythm";

        pulse = "Hur mycket programmet ger", "How much the programme gives";
        pulse_lede = "Frågan ställs varannan månad, på skalan 1–5. Staplarna är medelvärden.",
            "The question is asked every other month, on a scale of 1–5. The bars are means.";
        no_pulse = "Ingen fråga har minst fem svar än.", "No question has five answers yet.";
        pulse_summary: fn(&str) -> String =
            |means| format!("Stapeldiagram över medelvärden: {means}."),
            |means| format!("Bar chart of means: {means}.");
        asked_on = "Frågan kom", "Asked";

        aims = "Programmets fyra mål", "The programme's four aims";
        aims_lede = "Hur långt deltagarna tycker att de har kommit, på skalan 1–5. De tillfrågas i början, mitt i och i slutet av omgången.",
            "How far the participants think they have come, on a scale of 1–5. They are asked at the start, in the middle and at the end of the round.";
        no_aims = "Frågan har inte ställts och stängts än.", "They have not been asked about yet.";
        aim = "Mål", "Aim";
        moment_start = "I början", "At the start";
        moment_middle = "Mitt i", "In the middle";
        moment_end = "I slutet", "At the end";
        answered: fn(u32) -> String = |n| format!("{n} svar"), |n| format!("{n} answers");
        sheet_aims = "Mål", "Aims";
        sheet_when = "När", "When";

        organisations = "Organisationer", "Organisations";
        organisations_lede = "Deltagare, och hur stor del av de gemensamma dagarna de var med på.",
            "Participants, and how much of the common days they came to.";
        organisation = "Organisation", "Organisation";
        sheet_round = "Omgång", "Round";
        sheet_people = "Antal", "Number";
        sheet_evaluations = "Utvärderingar", "Evaluations";
        sheet_pulse = "Puls", "Pulse";
        sheet_participants = "Deltagare", "Participants";
        sheet_came = "Kom, antal gånger", "Came, times";
        sheet_missed = "Kom inte, antal gånger", "Did not come, times";
        total = "Totalt", "Total";
        hidden = "visas inte", "not shown";
        attendance: fn(u32) -> String = |percent| format!("närvaro {percent} %"), |percent| format!("attendance {percent}%");
        kind_municipality = "Kommuner", "Municipalities";
        kind_region = "Regioner", "Regions";
        kind_state = "Statliga myndigheter", "State authorities";
        kind_university = "Universitet och högskolor", "Universities";
        kind_other = "Andra organisationer", "Other organisations";
        other_municipality = "Övriga kommuner", "Other municipalities";
        other_region = "Övriga regioner", "Other regions";
        other_state = "Övriga statliga myndigheter", "Other state authorities";
        other_university = "Övriga universitet och högskolor", "Other universities";
        other_other = "Övriga organisationer av annat slag", "Other organisations of other kinds";
        others = "Övriga organisationer", "Other organisations";

        exact: fn(u32, u32) -> String = |n, of| format!("{n} av {of}"), |n, of| format!("{n} of {of}");
        almost_all: fn(u32) -> String =
            |of| format!("alla {of} utom färre än fem"),
            |of| format!("all {of} but fewer than five");
        almost_none: fn(u32) -> String = |of| format!("färre än fem av {of}"), |of| format!("fewer than five of {of}");
        untold: fn(u32) -> String = |of| format!("av {of}; antalet visas inte"), |of| format!("of {of}; the number is not shown");

        how = "Så är siffrorna gjorda", "How the figures are made";
        how_five = "Varje siffra gäller minst fem personer eller fem par. Det gäller också skillnaden mellan siffror: där en summa minus det som visas skulle avslöja en mindre grupp slås grupper ihop, eller så visas inte heller en annan siffra.",
            "Every figure is about five people or five pairs at least. So is every difference between figures: where a total less what is shown would give away a smaller group, groups are put together, or another figure is not shown either.";
        how_count = "Alla som någon gång har deltagit i omgången räknas, vid var och en av dagarna. En dag som inte går att visa ingår inte i organisationernas närvaro.",
            "Everyone who has ever taken part in the round counts, at each of its days. A day that cannot be shown is no part of the organisations' attendance.";
        how_steps = "Vad deltagarna tycker visas när alla har svarat, fem svar i taget. Det ingår ingenting av vad ett par har skrivit.",
            "What participants think is shown once all have answered, five answers at a time. Nothing that a pair has written is part of it.";
        to_overview = "Till översikten", "To the overview";
    }
}

/// "13, 14 och 15".
fn listed(rounds: &[u32], and: &str) -> String {
    let words: Vec<_> = rounds.iter().map(u32::to_string).collect();
    match words.split_last() {
        Some((last, first)) if !first.is_empty() => format!("{} {and} {last}", first.join(", ")),
        _ => words.concat(),
    }
}

/// The line below the title: which rounds, and as of when.
pub fn lede(report: &Report) -> String {
    let mut rounds: Vec<_> = report.rounds.iter().map(|round| round.number).collect();
    rounds.sort_unstable();
    (t().report.lede)(&rounds, &date::without_weekday(lang(), report.on))
}

/// How many of how many, as far as it is told.
pub fn split(split: Split) -> String {
    let text = &t().report;
    match split {
        Split::Both { yes, no } => (text.exact)(yes, yes + no),
        Split::AlmostAll(of) => (text.almost_all)(of),
        Split::AlmostNone(of) => (text.almost_none)(of),
        Split::Untold(of) => (text.untold)(of),
    }
}

/// The answers to a day, in the order in which people read them.
pub fn answers(day: &DayReport) -> Vec<(&'static str, u32)> {
    let text = &t().report;
    let mut answers: Vec<_> = day
        .answers
        .iter()
        .map(|(what, people)| match what {
            Answered::This(Some(Answer::Yes)) => (0, text.answer_yes, *people),
            Answered::This(Some(Answer::Maybe)) => (1, text.answer_maybe, *people),
            Answered::This(Some(Answer::No)) => (2, text.answer_no, *people),
            Answered::This(None) => (3, text.answer_none, *people),
            Answered::Rest if day.answers.len() == 1 => (4, text.answer_together, *people),
            Answered::Rest => (4, text.answer_rest, *people),
        })
        .collect();
    answers.sort_unstable();
    answers.into_iter().map(|(_, what, people)| (what, people)).collect()
}

/// When the aims were asked about.
pub fn moment(at: Moment) -> &'static str {
    let text = &t().report;
    match at {
        Moment::Start => text.moment_start,
        Moment::Middle => text.moment_middle,
        Moment::End => text.moment_end,
    }
}

/// The rows in the order in which people read them: organisations by name, then those that
/// are put together.
pub fn in_order(of: &Organisations) -> Vec<usize> {
    let mut rows: Vec<_> = (0..of.table.rows.len()).collect();
    rows.sort_by_cached_key(|n| {
        let row = of.table.rows[*n];
        let last = match row {
            Origin::One(..) => 0,
            Origin::Kind(_) => 1,
            Origin::Others => 2,
        };
        (last, swedish(&origin(of, row)))
    });
    rows
}

/// Where people come from. Of a kind of which some organisations are told apart, the others.
pub fn origin(of: &Organisations, origin: Origin) -> String {
    let text = &t().report;
    let kind = match origin {
        Origin::One(id, _) => return of.names.get(&id).cloned().unwrap_or_default(),
        Origin::Kind(kind) => kind,
        Origin::Others => return text.others.to_owned(),
    };
    let [alone, beside] = match kind {
        OrganisationKind::Municipality => [text.kind_municipality, text.other_municipality],
        OrganisationKind::Region => [text.kind_region, text.other_region],
        OrganisationKind::State => [text.kind_state, text.other_state],
        OrganisationKind::University => [text.kind_university, text.other_university],
        OrganisationKind::Other => [text.kind_other, text.other_other],
    };
    let told_apart = of.table.rows.iter().any(|row| matches!(row, Origin::One(_, own) if *own == kind));
    if told_apart { beside } else { alone }.to_owned()
}

//! What surrounds the answers: guests and speakers, what some of those who come
//! need, and when some pairs could meet.

use domain::{
    day::{
        Answer,
        check_in::NewVisitor,
        meet_up::Slot,
        needs::{Aid, Diet, Food, Needs},
    },
    people::Role,
    round::retention::{NEEDS_DAYS, deleted_on},
};
use store::round::{NewArrangements, NewDay, NewGuest, NewMeetUp, NewNeeds, NewReply};

use super::{Horizon, address, dice::Dice, people::PAIRS};

/// Day, kind, name, organisation. Like everyone in the demo they are invented.
const GUESTS: [(&str, &str, &str, &str); 5] = [
    ("inspirationsdag-2026", "speaker", "Siri Fantasilund", "Exempelinstitutet"),
    ("inspirationsdag-2026", "speaker", "Joar Påhittgren", "Låtsas ledarskap"),
    ("inspirationsdag-2026", "guest", "Malin Demoberg", "Exempelkommunen"),
    ("avslutning-2027", "speaker", "Siri Fantasilund", "Exempelinstitutet"),
    ("avslutning-2027", "guest", "Malin Demoberg", "Exempelkommunen"),
];

/// What people who need something need.
const NEEDS: [(&[Diet], &str, &[Aid], &str); 7] = [
    (&[Diet::Vegetarian], "", &[], ""),
    (&[Diet::Vegan], "", &[], ""),
    (&[Diet::Vegetarian, Diet::GlutenFree], "Gärna glutenfritt bröd till kaffet också.", &[], ""),
    (&[Diet::LactoseFree], "", &[], ""),
    (&[Diet::Nuts], "Allergisk även mot sesam.", &[], ""),
    (&[], "", &[Aid::HearingLoop], "Gärna en plats långt fram."),
    (&[], "", &[Aid::StepFree], ""),
];

/// Everything that surrounds the answers that stand today.
pub(super) fn all(days: &[NewDay], replies: &[NewReply], horizon: Horizon) -> NewArrangements {
    NewArrangements {
        guests: GUESTS.iter().filter_map(guest).collect(),
        needs: replies.iter().enumerate().filter_map(|(n, reply)| needs(n, reply, days, horizon)).collect(),
        meet_ups: days.iter().enumerate().flat_map(|(n, day)| meet_ups(n, day, horizon)).collect(),
    }
}

fn guest((day, kind, name, organisation): &(&str, &str, &str, &str)) -> Option<NewGuest> {
    let visitor = NewVisitor::expected(kind, name, organisation).ok()?;
    Some(NewGuest { day: (*day).to_owned(), segment: 0, visitor })
}

/// What someone needs who has said yes to the first part of a day: one in six
/// needs something. The first pair has yet to say.
fn needs(n: usize, reply: &NewReply, days: &[NewDay], horizon: Horizon) -> Option<NewNeeds> {
    let ends = days.iter().find(|day| day.slug == reply.day)?.segments.iter().map(|(_, _, ends)| *ends).max()?;
    let kept = horizon.today < deleted_on(ends, NEEDS_DAYS);
    let first_pair = Role::ALL.iter().any(|role| address(role.name(), 1) == reply.person);
    if !kept || first_pair || reply.segment != 0 || reply.answer != Answer::Yes {
        return None;
    }
    let mut dice = Dice::of("behov", [n, 0]);
    let needs = dice.chance(16).then(|| dice.one_of(NEEDS))?;
    Some(NewNeeds { person: reply.person.clone(), day: reply.day.clone(), needs: sketched(needs) })
}

fn sketched((diets, food, aids, access): (&[Diet], &str, &[Aid], &str)) -> Needs {
    Needs {
        food: Food { diets: diets.to_vec(), words: food.to_owned() },
        aids: aids.to_vec(),
        access: access.to_owned(),
    }
}

/// When pairs could meet around the next day: the first mentor after it, and
/// some others.
fn meet_ups(n: usize, day: &NewDay, horizon: Horizon) -> Vec<NewMeetUp> {
    if day.segments.iter().any(|(_, starts, _)| horizon.past(*starts)) {
        return Vec::new();
    }
    let meet_up =
        |role: Role, pair, slot| NewMeetUp { person: address(role.name(), pair), day: day.slug.clone(), slot };
    let others = (2..=PAIRS.len()).flat_map(|pair| {
        let mut dice = Dice::of("ses", [pair, n]);
        let slot = dice.one_of([Slot::Before, Slot::After]);
        let say: &[Role] = match dice.below(10) {
            0..2 => Role::ALL,
            2..4 => &[Role::Mentor],
            _ => &[],
        };
        say.iter().map(|role| meet_up(*role, pair, slot)).collect::<Vec<_>>()
    });
    others.chain([meet_up(Role::Mentor, 1, Slot::After)]).collect()
}

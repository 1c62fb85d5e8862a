//! What there is to prepare for a meeting.

use domain::{
    meeting::{
        Agreed, AgreedAction,
        preparation::{Phase, Topic, agenda, phase},
    },
    pair::agreement::{Goal, GoalId},
    people::Role,
    time::today,
};
use jiff::civil::Date;

use crate::{context, error::AppError};

/// The most earlier meetings that are searched for what is open.
const LOOK_BACK: usize = 12;

/// What was agreed at a meeting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Left {
    /// When they met.
    pub date: Date,
    /// What they agreed to do.
    pub actions: Vec<AgreedAction>,
}

/// What the page shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preparation {
    /// The reader's part.
    pub role: Role,
    /// Where the programme is.
    pub phase: Phase,
    /// The next meeting.
    pub next: Option<Agreed>,
    /// The latest meeting, with all that was agreed.
    pub last: Option<Left>,
    /// Earlier ones, with what is still open.
    pub open: Vec<Left>,
    /// What to talk about.
    pub agenda: Vec<Topic>,
    /// The words of the goals that the two have agreed on.
    pub goals: Vec<(GoalId, String)>,
}

impl Preparation {
    /// The words of a goal.
    pub fn goal(&self, id: GoalId) -> Option<&str> {
        self.goals.iter().find(|(goal, _)| *goal == id).map(|(_, what)| what.as_str())
    }
}

/// What there is to prepare for the reader's next meeting.
pub async fn read_preparation() -> Result<Preparation, AppError> {
    let caller = context::caller()?;
    let (store, now) = context::store_now();
    let pair = store.pair(&caller).await?.ok_or(AppError::NotFound)?;
    let round = store.round(&caller).await?;
    let (meetings, agreements) = (store.meetings(&caller).await?, store.agreements(&caller).await?);
    let mut left = Vec::new();
    for (n, held) in meetings.held.iter().take(LOOK_BACK).enumerate() {
        if n == 0 || held.open_actions > 0 {
            let meeting = store.meeting(&caller, held.id).await?;
            left.extend(meeting.map(|meeting| Left { date: held.facts.date, actions: meeting.actions }));
        }
    }
    let mut left = left.into_iter();
    let last = left.next();
    let open: Vec<_> = left.map(|left| Left { actions: open_of(left.actions), ..left }).collect();
    let waits = !open.is_empty() || last.iter().any(|last| last.actions.iter().any(|action| !action.done));
    let agreed = agreements.in_force().into_iter().flat_map(|version| &version.terms.goals);
    let agreed: Vec<_> = agreed.filter_map(|goal| Some((goal.id?, goal))).collect();
    let far = |(id, goal): &(GoalId, &Goal)| (*id, agreements.progress_of(goal).far(goal.steps.len()));
    let far: Vec<_> = agreed.iter().map(far).collect();
    let goals = agreed.into_iter().map(|(id, goal)| (id, goal.what.clone())).collect();
    let phase = phase(round.starts_on, pair.status.ends(), today(now));
    let agenda = agenda(phase, &far, waits);
    Ok(Preparation { role: pair.role, phase, next: meetings.next, last, open, agenda, goals })
}

fn open_of(actions: Vec<AgreedAction>) -> Vec<AgreedAction> {
    actions.into_iter().filter(|action| !action.done).collect()
}

//! Where an application stands, and whose turn it is.

use super::StepKind;
use crate::named;

named! {
    /// Where an application stands.
    pub enum State {
        /// The applicant is writing.
        Draft = "draft",
        /// The applicant's manager is asked.
        Sent = "sent",
        /// The manager supports it.
        Supported = "supported",
        /// The manager does not.
        Unsupported = "unsupported",
        /// The contact person has a question to the applicant.
        Returned = "returned",
        /// The contact person endorses it.
        Endorsed = "endorsed",
        /// The contact person does not.
        NotEndorsed = "not_endorsed",
        /// The working group has chosen it.
        Selected = "selected",
        /// The working group keeps it in reserve.
        Reserve = "reserve",
        /// The working group has declined it.
        Declined = "declined",
        /// The applicant has taken it back.
        Withdrawn = "withdrawn",
    }
}

named! {
    /// Whoever an application can wait for.
    pub enum Party {
        /// Whoever applies.
        Applicant = "applicant",
        /// Their manager.
        Manager = "manager",
        /// The contact person of their organisation.
        ContactPerson = "contact_person",
        /// The working group.
        WorkingGroup = "working_group",
    }
}

impl State {
    /// Whose turn it is; nobody's once it is decided.
    pub const fn waits_for(self) -> Option<Party> {
        match self {
            Self::Draft | Self::Returned => Some(Party::Applicant),
            Self::Sent => Some(Party::Manager),
            Self::Supported | Self::Unsupported => Some(Party::ContactPerson),
            Self::Endorsed => Some(Party::WorkingGroup),
            Self::NotEndorsed | Self::Selected | Self::Reserve | Self::Declined | Self::Withdrawn => None,
        }
    }

    /// Whether the applicant can write in it.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Draft | Self::Returned)
    }

    /// Whether it has been before the working group: endorsed, and whatever they
    /// made of it.
    pub const fn was_endorsed(self) -> bool {
        matches!(self, Self::Endorsed | Self::Selected | Self::Reserve | Self::Declined)
    }

    /// Whether the applicant can still take it back.
    ///
    /// ```
    /// use domain::application::State;
    /// assert!(State::Endorsed.can_be_withdrawn() && !State::Declined.can_be_withdrawn());
    /// ```
    pub const fn can_be_withdrawn(self) -> bool {
        !matches!(self, Self::NotEndorsed | Self::Declined | Self::Withdrawn)
    }

    /// Where it stands after a step; `None` for one that cannot be taken now.
    /// `supports` is what the manager has answered, who is not asked again when
    /// the applicant has answered the contact person's question.
    ///
    /// ```
    /// use domain::application::{State, StepKind};
    /// assert_eq!(State::Draft.after(StepKind::Sent, None), Some(State::Sent));
    /// assert_eq!(State::Returned.after(StepKind::Answered, Some(true)), Some(State::Supported));
    /// assert_eq!(State::Sent.after(StepKind::Endorsed, None), None, "the manager has not answered");
    /// // Whoever changes employer is supported and endorsed anew, unless it is decided.
    /// assert_eq!(State::Endorsed.after(StepKind::Moved, Some(true)), Some(State::Draft));
    /// assert_eq!(State::Selected.after(StepKind::Moved, Some(true)), Some(State::Selected));
    /// ```
    pub const fn after(self, step: StepKind, supports: Option<bool>) -> Option<Self> {
        use StepKind as Step;
        let (asked, answered) = (matches!(self, Self::Sent), matches!(self, Self::Supported | Self::Unsupported));
        match step {
            Step::Sent if matches!(self, Self::Draft) => Some(Self::Sent),
            Step::Forwarded if asked => Some(Self::Sent),
            Step::Supported if asked => Some(Self::Supported),
            Step::Unsupported if asked => Some(Self::Unsupported),
            Step::Returned if answered => Some(Self::Returned),
            Step::Endorsed if answered => Some(Self::Endorsed),
            Step::NotEndorsed if answered => Some(Self::NotEndorsed),
            Step::Answered if matches!(self, Self::Returned) => match supports {
                Some(true) => Some(Self::Supported),
                Some(false) => Some(Self::Unsupported),
                None => Some(Self::Sent),
            },
            Step::Selected if self.was_endorsed() => Some(Self::Selected),
            Step::Reserve if self.was_endorsed() => Some(Self::Reserve),
            Step::Declined if self.was_endorsed() => Some(Self::Declined),
            Step::Withdrawn if self.can_be_withdrawn() => Some(Self::Withdrawn),
            Step::Reopened if matches!(self, Self::Withdrawn) => Some(Self::Draft),
            Step::Moved if asked || answered || matches!(self, Self::Returned | Self::Endorsed) => Some(Self::Draft),
            Step::Moved => Some(self),
            _ => None,
        }
    }

    /// Whether it is one of those that a call counts: sent, and neither turned
    /// down nor taken back.
    pub const fn counts(self) -> bool {
        self.can_be_withdrawn() && !matches!(self, Self::Draft)
    }
}

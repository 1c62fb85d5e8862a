//! Where an application stands, and whose turn it is.

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

    /// Whether it is one of those that a call counts: sent, and neither turned
    /// down nor taken back.
    pub const fn counts(self) -> bool {
        self.can_be_withdrawn() && !matches!(self, Self::Draft)
    }
}

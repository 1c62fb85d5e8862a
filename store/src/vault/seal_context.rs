//! Where a text that a pair's key seals belongs.

use domain::{
    meeting::{MeetingId, proposal::ProposalId},
    pair::agreement::AgreementId,
    people::{PersonId, Role, draft::DraftId},
};

/// Declares [`SealContext`]: each kind of text with what it belongs to, which of
/// several it may be, and the kind's number.
macro_rules! places {
    ($($(#[$doc:meta])* $kind:ident($thing:ident: $thing_id:ty $(, $part:ident: $part_id:ty)?) = $number:literal;)+) => {
        /// Where a text belongs in the room of its pair.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum SealContext {
            $($(#[$doc])* $kind($thing_id $(, $part_id)?),)+
        }

        impl SealContext {
            /// What the text belongs to, its kind's number, and which of several it is.
            pub(crate) fn parts(self) -> (i64, u8, i64) {
                match self {
                    $(Self::$kind($thing $(, $part)?) => ($thing.number(), $number, [$($part.number(),)? 0][0]),)+
                }
            }

            /// One of every kind.
            #[cfg(test)]
            pub(crate) fn of_every_kind(thing_number: i64, part_number: i64) -> Vec<Self> {
                vec![$({
                    let $thing = <$thing_id>::numbered(thing_number);
                    $(let $part = <$part_id>::numbered(part_number);)?
                    Self::$kind($thing $(, $part)?)
                }),+]
            }
        }
    };
}

// A number that was once given to a kind is never given to another.
places! {
    /// A meeting's shared notes.
    Notes(meeting: MeetingId) = 1;
    /// An agreed action of a meeting, by its position.
    Action(meeting: MeetingId, position: i64) = 2;
    /// What one of the two keeps to themselves about a meeting.
    Reflection(meeting: MeetingId, person: PersonId) = 3;
    /// What the two shared of a meeting in an earlier version.
    Version(meeting: MeetingId, version: i64) = 4;
    /// What one of the two has begun to write in a form.
    Draft(draft: DraftId, person: PersonId) = 5;
    /// All the words of a version of what the pair has agreed on.
    Agreement(version: AgreementId) = 16;
    /// Where an agreed meeting takes place.
    Venue(meeting: MeetingId) = 40;
    /// Where a proposed meeting would take place.
    ProposedVenue(proposal: ProposalId) = 41;
    /// What one of the two said with their latest no.
    Refusal(by: Role) = 42;
    /// An email to one of the two that holds words of theirs, on its way.
    Email(to: PersonId) = 60;
}

/// What is told from others of its kind by a number.
trait Numbered {
    fn number(self) -> i64;
    #[cfg(test)]
    fn numbered(number: i64) -> Self;
}

impl Numbered for i64 {
    fn number(self) -> i64 {
        self
    }

    #[cfg(test)]
    fn numbered(number: i64) -> Self {
        number
    }
}

macro_rules! numbered {
    ($($id:ident),+ $(,)?) => {$(
        impl Numbered for $id {
            fn number(self) -> i64 {
                self.0
            }

            #[cfg(test)]
            fn numbered(number: i64) -> Self {
                Self(number)
            }
        }
    )+};
}

numbered!(AgreementId, DraftId, MeetingId, PersonId, ProposalId);

impl Numbered for Role {
    fn number(self) -> i64 {
        match self {
            Self::Adept => 1,
            Self::Mentor => 2,
        }
    }

    #[cfg(test)]
    fn numbered(number: i64) -> Self {
        if number % 2 == 0 { Self::Adept } else { Self::Mentor }
    }
}

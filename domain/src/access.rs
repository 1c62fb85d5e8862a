//! Who may see and do what. Every engine of the store asks here, for pages,
//! server functions and the live channel alike; nothing else decides.
//!
//! The rules are those of the programme: participants see what they are
//! invited to, a pair sees its own room, a contact person sees the own
//! organisation's answers, organisers see everything but what a pair keeps to
//! itself.

use jiff::Timestamp;

use crate::{
    application,
    day::{Audience, Hours, State, helper},
    live::Change,
    named,
    pair::PairId,
    people::{Caller, Duty, OrganisationId, PersonId, Role, employer},
    round::{RoundId, focus::HelpedDoor},
};

/// Whose answers someone may see.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// All the round's.
    Everyones,
    /// Those of one organisation's people.
    Organisations(OrganisationId),
}

impl Whose {
    /// The one organisation, if it is only one.
    pub const fn organisation(self) -> Option<OrganisationId> {
        match self {
            Self::Everyones => None,
            Self::Organisations(organisation) => Some(organisation),
        }
    }
}

/// As whom someone reads an application.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reader {
    /// Whoever wrote it.
    Applicant,
    /// The contact person of the applicant's organisation.
    ContactPerson,
    /// A member of the working group, from another organisation.
    WorkingGroup,
    /// An organiser.
    Organiser,
}

impl Reader {
    /// Whether they see whom the applicant must not be paired with.
    pub const fn sees_conflicts(self) -> bool {
        matches!(self, Self::Applicant | Self::WorkingGroup | Self::Organiser)
    }

    /// Whether they see what was written when something happened. What the
    /// manager says is for those who decide; what the contact person says is
    /// for the applicant too.
    ///
    /// ```
    /// use domain::{access::Reader, application::StepKind};
    /// assert!(!Reader::Applicant.sees_comments(StepKind::Supported));
    /// assert!(Reader::Applicant.sees_comments(StepKind::Returned));
    /// assert!(Reader::ContactPerson.sees_comments(StepKind::Unsupported));
    /// assert!(!Reader::ContactPerson.sees_comments(StepKind::Declined));
    /// ```
    pub const fn sees_comments(self, of: application::StepKind) -> bool {
        use application::StepKind as Step;
        match of {
            Step::Supported | Step::Unsupported => !matches!(self, Self::Applicant),
            Step::Selected | Step::Reserve | Step::Declined => matches!(self, Self::WorkingGroup | Self::Organiser),
            _ => true,
        }
    }
}

named! {
    /// A part of the product that is not for everyone who is signed in.
    pub enum Area {
        /// What a pair has for itself.
        Pair = "pair",
        /// What a contact person does for the own organisation.
        Contact = "contact",
        /// Selecting and matching.
        Selection = "selection",
        /// Running the programme.
        Organise = "organise",
    }
}

impl Caller {
    /// Whether an area is theirs. To anyone else it is not there: its forms do not
    /// even say what is wrong with them.
    ///
    /// ```
    /// # use domain::{access::Area, people::*, round::RoundId};
    /// # let caller = |duty| Caller { person: PersonId(1), name: String::new(), organisation: OrganisationId(1),
    /// #     round: RoundId(1), duties: vec![duty], pair: None, session: SessionId(1) };
    /// assert!(caller(Duty::WorkingGroup).may_use(Area::Selection) && caller(Duty::Organiser).may_use(Area::Selection));
    /// assert!(!caller(Duty::WorkingGroup).may_use(Area::Organise) && !caller(Duty::Adept).may_use(Area::Pair));
    /// ```
    pub fn may_use(&self, area: Area) -> bool {
        match area {
            Area::Pair => self.pair.is_some(),
            Area::Contact => self.has(Duty::ContactPerson),
            Area::Selection => self.matches(),
            Area::Organise => self.runs_the_programme(),
        }
    }

    /// The areas that every page leads them to: those that they are there for.
    /// Organisers come to the selection by their own pages.
    pub fn navigation(&self) -> Vec<Area> {
        let leads = |area: &Area| match area {
            Area::Selection => self.has(Duty::WorkingGroup),
            area => self.may_use(*area),
        };
        Area::ALL.iter().copied().filter(leads).collect()
    }

    /// As what they are in the round, if they wait for a pair or work for others'.
    pub fn outside_pairs(&self) -> Option<Duty> {
        [Duty::Reserve, Duty::WorkingGroup].into_iter().find(|duty| self.has(*duty))
    }

    /// Whether they may say that they work for another organisation now. Whoever acts
    /// for their organisation would act for another one.
    ///
    /// ```
    /// # use domain::{people::*, round::RoundId};
    /// # let caller = |duties: &[Duty]| Caller { person: PersonId(1), name: String::new(), organisation: OrganisationId(1),
    /// #     round: RoundId(1), duties: duties.to_vec(), pair: None, session: SessionId(1) };
    /// assert!(caller(&[Duty::Adept]).may_change_employer());
    /// assert!(!caller(&[Duty::Adept, Duty::ContactPerson]).may_change_employer());
    /// assert!(caller(&[]).may_change_employer(), "whoever took part in an earlier round");
    /// ```
    pub fn may_change_employer(&self) -> bool {
        employer::may_move(self.duties.iter().copied())
    }

    /// Whether they have this duty in their round.
    pub fn has(&self, duty: Duty) -> bool {
        self.duties.contains(&duty)
    }

    /// Their part in the round's pairs, if they take part.
    pub fn role(&self) -> Option<Role> {
        self.duties.iter().find_map(|duty| duty.role())
    }

    /// Whether they are invited to a segment, and so may answer to it.
    ///
    /// ```
    /// # use domain::{day::Audience, people::*, round::RoundId};
    /// # let caller = |duty| Caller { person: PersonId(1), name: String::new(), organisation: OrganisationId(1),
    /// #     round: RoundId(1), duties: vec![duty], pair: None, session: SessionId(1) };
    /// assert!(caller(Duty::Mentor).invited_to(Audience::Mentors));
    /// assert!(!caller(Duty::Adept).invited_to(Audience::Mentors));
    /// // An organiser sees the day, but is not one of those counted.
    /// assert!(!caller(Duty::Organiser).invited_to(Audience::Everyone));
    /// ```
    pub fn invited_to(&self, audience: Audience) -> bool {
        self.role().is_some_and(|role| audience.invites(role))
    }

    /// Whether they may know that a segment exists. Adepts see nothing of the
    /// mentors' own part.
    pub fn sees_segment(&self, audience: Audience) -> bool {
        self.invited_to(audience)
            || self.runs_the_programme()
            || self.has(Duty::ContactPerson)
            || audience == Audience::Everyone
    }

    /// Whether they may know of a day. Drafts are the organisers' own.
    pub fn sees_day(&self, state: State) -> bool {
        state != State::Draft || self.runs_the_programme()
    }

    /// Whether a segment goes into their calendar: what they are invited to, and
    /// for those who are no participants, what they may know of.
    ///
    /// ```
    /// # use domain::{day::Audience, people::*, round::RoundId};
    /// # let caller = |duties: &[Duty]| Caller { person: PersonId(1), name: String::new(), organisation: OrganisationId(1),
    /// #     round: RoundId(1), duties: duties.to_vec(), pair: None, session: SessionId(1) };
    /// assert!(caller(&[Duty::ContactPerson]).plans_for(Audience::Mentors));
    /// assert!(!caller(&[Duty::ContactPerson, Duty::Adept]).plans_for(Audience::Mentors));
    /// ```
    pub fn plans_for(&self, audience: Audience) -> bool {
        if self.role().is_some() { self.invited_to(audience) } else { self.sees_segment(audience) }
    }

    /// Whether they may have the files of a day that are for this audience:
    /// those who are invited, and those who add them.
    ///
    /// ```
    /// # use domain::{day::Audience, people::*, round::RoundId};
    /// # let caller = |duty| Caller { person: PersonId(1), name: String::new(), organisation: OrganisationId(1),
    /// #     round: RoundId(1), duties: vec![duty], pair: None, session: SessionId(1) };
    /// assert!(caller(Duty::Organiser).may_have_files_for(Audience::Mentors));
    /// assert!(!caller(Duty::Adept).may_have_files_for(Audience::Mentors));
    /// // They see the part, and are not invited to it.
    /// assert!(!caller(Duty::ContactPerson).may_have_files_for(Audience::Mentors));
    /// assert!(!caller(Duty::Reserve).may_have_files_for(Audience::Everyone));
    /// ```
    pub fn may_have_files_for(&self, audience: Audience) -> bool {
        self.invited_to(audience) || self.runs_the_programme()
    }

    /// Whether they are let through to the door of a day of their round, to check in who
    /// comes: those who run the round; and whoever helps there (`helps_at`: the day's hours,
    /// if they were named for it), while that holds. Nothing else of the day is theirs by
    /// that: no answers, no needs, no telephone numbers, no files, no badges.
    ///
    /// ```
    /// # use domain::{day::Hours, people::*, round::RoundId};
    /// # let caller = |duty| Caller { person: PersonId(1), name: String::new(), organisation: OrganisationId(7),
    /// #     round: RoundId(1), duties: vec![duty], pair: None, session: SessionId(1) };
    /// let day = Hours { starts: "2026-10-16T07:00Z".parse()?, ends: "2026-10-16T13:00Z".parse()? };
    /// let [before, eve, after] = ["2026-10-15T09:59Z", "2026-10-15T10:00Z", "2026-10-16T22:00Z"];
    /// let helps = |at: &str| Ok::<_, jiff::Error>(caller(Duty::Mentor).stands_at_the_door(Some(day), at.parse()?));
    /// assert!(!helps(before)? && helps(eve)? && !helps(after)?);
    /// assert!(!caller(Duty::Mentor).stands_at_the_door(None, eve.parse()?));
    /// assert!(caller(Duty::Organiser).stands_at_the_door(None, after.parse()?));
    /// # Ok::<(), jiff::Error>(())
    /// ```
    pub fn stands_at_the_door(&self, helps_at: Option<Hours>, now: Timestamp) -> bool {
        self.runs_the_programme() || helps_at.is_some_and(|hours| helper::is_open(hours, now))
    }

    /// Whether they see everyone's answers and every pair's rhythm band; name who helps at
    /// the door; and plan who sits where.
    pub fn runs_the_programme(&self) -> bool {
        self.has(Duty::Organiser)
    }

    /// Whether they write the public pages, see who has written them, and say whom to
    /// ask. Anyone reads them.
    ///
    /// ```
    /// # use domain::{people::*, round::RoundId};
    /// # let caller = |duty| Caller { person: PersonId(1), name: String::new(), organisation: OrganisationId(7),
    /// #     round: RoundId(1), duties: vec![duty], pair: None, session: SessionId(1) };
    /// assert!(caller(Duty::Organiser).writes_public_pages());
    /// assert!(!caller(Duty::WorkingGroup).writes_public_pages() && !caller(Duty::ContactPerson).writes_public_pages());
    /// ```
    pub fn writes_public_pages(&self) -> bool {
        self.runs_the_programme()
    }

    /// Whether they look after people and organisations: find anyone, see what they
    /// take part in, give and take back duties. What a pair writes stays the pair's.
    ///
    /// ```
    /// # use domain::{people::*, round::RoundId};
    /// # let caller = |duty| Caller { person: PersonId(1), name: String::new(), organisation: OrganisationId(1),
    /// #     round: RoundId(1), duties: vec![duty], pair: None, session: SessionId(1) };
    /// let keep: Vec<_> = Duty::ALL.iter().filter(|duty| caller(**duty).keeps_people()).collect();
    /// assert_eq!(keep, [&Duty::Organiser]);
    /// ```
    pub fn keeps_people(&self) -> bool {
        self.runs_the_programme()
    }

    /// Whether they see someone's certificate of their round: their own, and for those who
    /// run the programme anyone's.
    ///
    /// ```
    /// # use domain::{people::*, round::RoundId};
    /// # let caller = |duty| Caller { person: PersonId(1), name: String::new(), organisation: OrganisationId(7),
    /// #     round: RoundId(1), duties: vec![duty], pair: None, session: SessionId(1) };
    /// assert!(caller(Duty::Adept).sees_certificate_of(PersonId(1)));
    /// assert!(!caller(Duty::ContactPerson).sees_certificate_of(PersonId(2)));
    /// assert!(caller(Duty::Organiser).sees_certificate_of(PersonId(2)));
    /// ```
    pub fn sees_certificate_of(&self, person: PersonId) -> bool {
        self.person == person || self.runs_the_programme()
    }

    /// Whose answers to days they see; `None` for no one's but their own and the partner's.
    ///
    /// ```
    /// # use domain::{access::Whose, people::*, round::RoundId};
    /// # let caller = |duty| Caller { person: PersonId(1), name: String::new(), organisation: OrganisationId(7),
    /// #     round: RoundId(1), duties: vec![duty], pair: None, session: SessionId(1) };
    /// assert_eq!(caller(Duty::Organiser).sees_answers(), Some(Whose::Everyones));
    /// assert_eq!(caller(Duty::ContactPerson).sees_answers(), Some(Whose::Organisations(OrganisationId(7))));
    /// assert_eq!(caller(Duty::Mentor).sees_answers(), None);
    /// ```
    pub fn sees_answers(&self) -> Option<Whose> {
        if self.runs_the_programme() {
            Some(Whose::Everyones)
        } else if self.has(Duty::ContactPerson) {
            Some(Whose::Organisations(self.organisation))
        } else {
            None
        }
    }

    /// Whether they see what an organisation's participants answered to days.
    pub fn sees_answers_of(&self, organisation: OrganisationId) -> bool {
        match self.sees_answers() {
            Some(Whose::Everyones) => true,
            Some(Whose::Organisations(own)) => own == organisation,
            None => false,
        }
    }

    /// Whether they see what someone needs at a day: the organiser who is responsible
    /// for it, if it was given to them. Where nobody is responsible, nobody does.
    /// How many need what, without names and words, is for every organiser.
    ///
    /// ```
    /// # use domain::{people::*, round::RoundId};
    /// # let caller = |duty| Caller { person: PersonId(1), name: String::new(), organisation: OrganisationId(1),
    /// #     round: RoundId(1), duties: vec![duty], pair: None, session: SessionId(1) };
    /// let (me, other) = (Some(PersonId(1)), Some(PersonId(2)));
    /// assert!(caller(Duty::Organiser).sees_needs(me, me));
    /// assert!(!caller(Duty::Organiser).sees_needs(other, me));
    /// // Who becomes responsible sees nothing by that of what was said before.
    /// assert!(!caller(Duty::Organiser).sees_needs(me, other) && !caller(Duty::Organiser).sees_needs(me, None));
    /// // Whoever runs the programme no more is responsible for nothing.
    /// assert!(!caller(Duty::ContactPerson).sees_needs(me, me));
    /// ```
    pub fn sees_needs(&self, responsible: Option<PersonId>, given_to: Option<PersonId>) -> bool {
        self.is_responsible(responsible) && given_to == Some(self.person)
    }

    /// Whether they are the organiser who is responsible for a day.
    pub fn is_responsible(&self, responsible: Option<PersonId>) -> bool {
        self.runs_the_programme() && responsible == Some(self.person)
    }

    /// Whether they can hand over to the one responsible for a day what someone
    /// needs there: it was given to them, and they are responsible no longer.
    ///
    /// ```
    /// # use domain::{people::*, round::RoundId};
    /// # let caller = |duty| Caller { person: PersonId(1), name: String::new(), organisation: OrganisationId(1),
    /// #     round: RoundId(1), duties: vec![duty], pair: None, session: SessionId(1) };
    /// let (me, other) = (Some(PersonId(1)), Some(PersonId(2)));
    /// assert!(caller(Duty::Organiser).hands_over_needs(other, me));
    /// assert!(!caller(Duty::Organiser).hands_over_needs(me, me) && !caller(Duty::Organiser).hands_over_needs(None, me));
    /// assert!(!caller(Duty::Organiser).hands_over_needs(other, other));
    /// ```
    pub fn hands_over_needs(&self, responsible: Option<PersonId>, given_to: Option<PersonId>) -> bool {
        let other = responsible.is_some_and(|responsible| responsible != self.person);
        self.runs_the_programme() && other && given_to == Some(self.person)
    }

    /// Whether they endorse someone's application from this organisation. Nobody
    /// endorses their own.
    pub fn endorses_application(&self, applicant: PersonId, organisation: OrganisationId) -> bool {
        self.endorses(organisation) && self.person != applicant
    }

    /// Whether they endorse the applications of this organisation.
    pub fn endorses(&self, organisation: OrganisationId) -> bool {
        self.has(Duty::ContactPerson) && self.organisation == organisation
    }

    /// Whether they decide on applications from this organisation. Nobody in the
    /// working group does so on the own organisation's; organisers run it all.
    ///
    /// ```
    /// # use domain::{people::*, round::RoundId};
    /// # let caller = |duty| Caller { person: PersonId(1), name: String::new(), organisation: OrganisationId(7),
    /// #     round: RoundId(1), duties: vec![duty], pair: None, session: SessionId(1) };
    /// assert!(caller(Duty::WorkingGroup).decides_on(OrganisationId(8)));
    /// assert!(!caller(Duty::WorkingGroup).decides_on(OrganisationId(7)));
    /// assert!(caller(Duty::Organiser).decides_on(OrganisationId(7)));
    /// assert!(!caller(Duty::ContactPerson).decides_on(OrganisationId(8)));
    /// ```
    pub fn decides_on(&self, organisation: OrganisationId) -> bool {
        self.runs_the_programme() || (self.has(Duty::WorkingGroup) && self.organisation != organisation)
    }

    /// As whom they read an application; `None` for those who do not.
    ///
    /// ```
    /// # use domain::{access::Reader, application::State, people::*, round::RoundId};
    /// # let caller = |duty| Caller { person: PersonId(1), name: String::new(), organisation: OrganisationId(7),
    /// #     round: RoundId(1), duties: vec![duty], pair: None, session: SessionId(1) };
    /// let contact = caller(Duty::ContactPerson);
    /// let reads = |caller: &Caller, organisation, state| caller.reads_application(PersonId(2), OrganisationId(organisation), state);
    /// assert_eq!(reads(&contact, 7, State::Sent), Some(Reader::ContactPerson));
    /// assert_eq!(reads(&contact, 7, State::Draft), None, "not before it is sent");
    /// assert_eq!(reads(&contact, 8, State::Sent), None);
    /// let member = caller(Duty::WorkingGroup);
    /// assert_eq!(reads(&member, 8, State::Endorsed), Some(Reader::WorkingGroup));
    /// assert_eq!(reads(&member, 8, State::Supported), None, "not before it is endorsed");
    /// assert_eq!(reads(&member, 7, State::Endorsed), None);
    /// assert_eq!(caller(Duty::Adept).reads_application(PersonId(1), OrganisationId(7), State::Draft), Some(Reader::Applicant));
    /// ```
    pub fn reads_application(
        &self,
        applicant: PersonId,
        organisation: OrganisationId,
        state: application::State,
    ) -> Option<Reader> {
        let sent = !matches!(state, application::State::Draft | application::State::Withdrawn);
        if self.person == applicant {
            Some(Reader::Applicant)
        } else if self.runs_the_programme() {
            Some(Reader::Organiser)
        } else if self.endorses(organisation) && sent {
            Some(Reader::ContactPerson)
        } else if self.decides_on(organisation) && state.was_endorsed() {
            Some(Reader::WorkingGroup)
        } else {
            None
        }
    }

    /// Whether they select and match: the working group, and organisers.
    ///
    /// ```
    /// # use domain::{people::*, round::RoundId};
    /// # let caller = |duty| Caller { person: PersonId(1), name: String::new(), organisation: OrganisationId(7),
    /// #     round: RoundId(1), duties: vec![duty], pair: None, session: SessionId(1) };
    /// assert!(caller(Duty::WorkingGroup).matches() && caller(Duty::Organiser).matches());
    /// assert!(!caller(Duty::ContactPerson).matches() && !caller(Duty::Mentor).matches());
    /// ```
    pub fn matches(&self) -> bool {
        self.has(Duty::WorkingGroup) || self.runs_the_programme()
    }

    /// Whether they have a say in an application, and so see what the group
    /// thinks of it: they decide on it, it is not their own, and they have not
    /// declared a conflict of interest. Organisers who have are like all others.
    ///
    /// ```
    /// # use domain::{people::*, round::RoundId};
    /// # let caller = |duty| Caller { person: PersonId(1), name: String::new(), organisation: OrganisationId(7),
    /// #     round: RoundId(1), duties: vec![duty], pair: None, session: SessionId(1) };
    /// let member = caller(Duty::WorkingGroup);
    /// assert!(member.judges(PersonId(2), OrganisationId(8), false));
    /// assert!(!member.judges(PersonId(2), OrganisationId(8), true));
    /// assert!(!member.judges(PersonId(2), OrganisationId(7), false));
    /// assert!(caller(Duty::Organiser).judges(PersonId(2), OrganisationId(7), false));
    /// assert!(!caller(Duty::Organiser).judges(PersonId(1), OrganisationId(7), false), "one's own");
    /// ```
    pub fn judges(&self, applicant: PersonId, organisation: OrganisationId, recused: bool) -> bool {
        self.decides_on(organisation) && self.person != applicant && !recused
    }

    /// Whether a pair's room is theirs. No one else's duty opens it.
    pub fn shares(&self, pair: PairId) -> bool {
        self.pair == Some(pair)
    }

    /// Whether they may know that something changed.
    pub fn may_know(&self, change: &Change) -> bool {
        match change {
            Change::PublicPage | Change::Resync => true,
            Change::Day { round, audience } => self.in_round(*round) && self.sees_segment(*audience),
            Change::Attendance { round, .. }
            | Change::Tables { round }
            | Change::Draft { round }
            | Change::Announcement { round } => self.in_round(*round) && self.runs_the_programme(),
            Change::Matching { round } | Change::Selection { round, organisation: None } => {
                self.in_round(*round) && self.matches()
            }
            Change::Selection { round, organisation: Some(organisation) } => {
                self.in_round(*round) && self.decides_on(*organisation)
            }
            Change::Needs { round, person } | Change::ApplicationDraft { round, person } => {
                self.in_round(*round) && (self.person == *person || self.runs_the_programme())
            }
            Change::MeetUp { round, pair } => self.in_round(*round) && self.shares(*pair),
            Change::Meetings { round, pair } | Change::PairStatus { round, pair } => {
                self.in_round(*round) && (self.shares(*pair) || self.runs_the_programme())
            }
            Change::Agreement { round, pair } | Change::Planning { round, pair } => {
                self.in_round(*round) && self.shares(*pair)
            }
            Change::HelpRequest { round, person, shared_with } => {
                self.in_round(*round)
                    && (self.person == *person
                        || self.runs_the_programme()
                        || shared_with.is_some_and(|pair| self.shares(pair)))
            }
            Change::Duty { round, person } | Change::Helper { round, person } => {
                self.in_round(*round) && (self.person == *person || self.keeps_people())
            }
            Change::Session { person } => self.person == *person,
            Change::PutOff { round, person, for_all } => {
                self.in_round(*round) && self.runs_the_programme() && (*for_all || self.person == *person)
            }
            Change::Evaluation { round, person } | Change::Pulse { round, person } => {
                self.in_round(*round) && self.person == *person
            }
            Change::Application { round, person, organisation } => {
                self.in_round(*round)
                    && (self.person == *person || self.endorses(*organisation) || self.decides_on(*organisation))
            }
            Change::Reply { round, audience, person, organisation, pairs, .. } => {
                self.in_round(*round)
                    && (self.person == *person
                        || self.sees_answers_of(*organisation)
                        || (pairs.iter().any(|pair| self.shares(*pair)) && self.invited_to(*audience)))
            }
        }
    }

    fn in_round(&self, round: RoundId) -> bool {
        self.round == round
    }
}

impl HelpedDoor {
    /// Whether whoever helps at this door may know of a change: who comes there, and nothing
    /// else by that.
    pub fn may_know(&self, change: &Change) -> bool {
        matches!(change, Change::Attendance { round, day } if (*round, *day) == (self.round, self.day))
    }
}

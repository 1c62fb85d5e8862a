//! Who becomes whose mentor. Two adepts and two mentors have been selected, from
//! three organisations, and there is one best way: each with the mentor who can
//! give what they want to develop. The working group's member comes from the
//! organisation of one of the mentors.

pub mod by_hand;
mod candidates;
pub mod draft;

use std::sync::Arc;

use domain::{
    Refusal,
    application::{
        Area, Conflict, Form, Leadership, Level, MeetingForm, Part, Purpose, State, Strategic, Theme, Travel, Wishes,
        Work,
    },
    matching::{Criterion, DraftId, Infeasible, MatchingView, NewDraft, OpenDraft, Rule, Step, Weights, Why, WhyNot},
    people::{Caller, Duty, Lang, OrganisationId, PersonId, Role},
};

use super::{
    Bench, World,
    world::{email, later, new_session, now, one_of_two, pair_up, person, round, text},
};
use crate::{
    Error, Result, Store,
    idempotency::IdempotencyKey,
    mail::outbox::Email,
    matching::DraftChange,
    round::{NewApplication, NewRound},
};

/// What someone says who applies as that, about this theme.
fn form(role: Role, theme: Theme) -> Form {
    let (part, themes) = (if role == Role::Mentor { Part::Mentor } else { Part::Adept }, vec![theme]);
    let leadership =
        Leadership { level: Level::Department, manages_managers: true, years: 4, strategic: Strategic::Now };
    let purpose = Purpose {
        develop: themes.clone(),
        develop_words: "Att leda.".to_owned(),
        give: themes,
        motivation: "Jag vill.".to_owned(),
    };
    let wishes = Wishes {
        areas: Vec::new(),
        languages: vec![Lang::Sv],
        form: MeetingForm::Either,
        travel: Travel::Region,
        capacity: 1,
        words: String::new(),
    };
    Form {
        part: Some(part),
        work: Some(Work { area: Area::School, leadership }),
        purpose: Some(purpose),
        wishes: Some(wishes),
        conflicts_declared: true,
        ..Form::default()
    }
}

fn application(name: &str, role: Role, theme: Theme, state: State) -> NewApplication {
    NewApplication {
        person: email(name),
        form: form(role, theme),
        conflicts: Vec::new(),
        state,
        role: Some(role),
        since: now(),
        steps: Vec::new(),
        votes: Vec::new(),
    }
}

/// The world without pairs, and with those who applied.
pub fn applied() -> NewRound {
    let mut round = round(15);
    round.pairs.clear();
    round.max_pairs = 2;
    round.people.extend([
        person("sokande1", "Alva Ek", "Alfa kommun", Duty::Applicant),
        person("sokande2", "Bo Ek", "Östra verket", Duty::Applicant),
        person("sokande3", "Cilla Ek", "Ärla region", Duty::Applicant),
        person("sokande4", "Dan Ek", "Åsby kommun", Duty::Applicant),
        person("sokande5", "Ester Ek", "Alfa kommun", Duty::Applicant),
        person("sokande6", "Folke Ek", "Åsby kommun", Duty::Applicant),
    ]);
    round.applications = vec![
        application("sokande1", Role::Adept, Theme::Change, State::Selected),
        application("sokande2", Role::Adept, Theme::Crisis, State::Selected),
        application("sokande3", Role::Mentor, Theme::Change, State::Selected),
        application("sokande4", Role::Mentor, Theme::Crisis, State::Selected),
        application("sokande5", Role::Adept, Theme::Crisis, State::Reserve),
        application("sokande6", Role::Mentor, Theme::Change, State::Endorsed),
    ];
    round
}

/// They, an organiser and the working group's member.
pub struct Group {
    pub world: World,
    pub organiser: Caller,
    member: Caller,
    pub adepts: [PersonId; 2],
    pub mentors: [PersonId; 2],
}

impl Group {
    async fn new(bench: &dyn Bench) -> Self {
        Self::of(bench, &applied()).await
    }

    pub async fn of(bench: &dyn Bench, round: &NewRound) -> Self {
        let world = World::of(bench, round).await;
        let id = async |name| world.caller(name).await.person;
        let (adepts, mentors) =
            ([id("sokande1").await, id("sokande2").await], [id("sokande3").await, id("sokande4").await]);
        let (organiser, member) = (world.caller("organisator1").await, world.caller("arbetsgrupp1").await);
        Self { world, organiser, member, adepts, mentors }
    }

    pub fn store(&self) -> &Arc<dyn Store> {
        &self.world.store
    }

    async fn view(&self, caller: &Caller, draft: DraftId) -> MatchingView {
        self.store().matching(caller, Some(draft)).await.unwrap().unwrap()
    }

    /// The board as it is without a draft.
    async fn view_without(&self, caller: &Caller) -> MatchingView {
        self.store().matching(caller, None).await.unwrap().unwrap()
    }

    async fn open_draft(&self, draft: DraftId) -> OpenDraft {
        self.view(&self.organiser, draft).await.open.unwrap()
    }

    pub async fn draft(&self) -> DraftId {
        self.store().new_match_draft(&self.organiser, None, &new_draft(false), now()).await.unwrap()
    }

    async fn take(&self, draft: DraftId, step: Step) -> Result<()> {
        let version = self.open_draft(draft).await.version;
        self.change(&self.organiser, None, DraftChange { draft, version, step }).await
    }

    async fn change(&self, caller: &Caller, form: Option<&IdempotencyKey>, change: DraftChange) -> Result<()> {
        self.store().change_match_draft(caller, form, change, later(1)).await
    }

    async fn organisation(&self, name: &str) -> OrganisationId {
        self.store().organisations().await.unwrap().into_iter().find(|one| one.name == name).unwrap().id
    }
}

fn new_draft(reserves: bool) -> NewDraft {
    NewDraft { name: text("Första försöket"), reserves, like: None }
}

/// The pairs, without what they are worth.
fn pairs(open_draft: &OpenDraft) -> Vec<(PersonId, PersonId)> {
    open_draft.pairs.iter().map(|(pair, _)| (pair.adept, pair.mentor)).collect()
}

/// That a rule, or the places, forbid it.
fn forbidden<T: std::fmt::Debug>(outcome: Result<T>, by: &str) -> bool {
    let Err(Error::Refused(Refusal::Matching(why))) = outcome else { return false };
    by == match why {
        Infeasible::Pair { rule, .. } => rule.name(),
        Infeasible::Places { .. } => "places",
    }
}

/// For anyone but the working group and organisers there is no match board.
async fn only_those_who_match_see_the_board(bench: &dyn Bench) {
    let group = Group::new(bench).await;
    let draft = group.draft().await;
    for name in ["adept1", "mentor1", "reserv1", "kontakt1", "sokande1"] {
        let (caller, store) = (group.world.caller(name).await, group.store());
        assert!(store.matching(&caller, Some(draft)).await.unwrap().is_none(), "{name}");
        assert!(store.alternatives(&caller, draft, group.adepts[0]).await.unwrap().is_none(), "{name}");
        assert!(matches!(store.new_match_draft(&caller, None, &new_draft(false), now()).await, Err(Error::NotFound)));
        let change = DraftChange { draft, version: 1, step: Step::Clear };
        assert!(matches!(group.change(&caller, None, change).await, Err(Error::NotFound)));
        assert!(matches!(store.delete_match_draft(&caller, draft).await, Err(Error::NotFound)));
        let weigh = store.set_weights(&caller, Weights::default(), Weights::default()).await;
        assert!(matches!(weigh, Err(Error::NotFound)), "{name}: {weigh:?}");
        let tie = store.set_tie(&caller, OrganisationId(1), OrganisationId(2), true).await;
        assert!(matches!(tie, Err(Error::NotFound)));
        assert!(matches!(store.publish_matches(&caller, draft, 1, now()).await, Err(Error::NotFound)), "{name}");
    }
    assert_eq!(bench.rows().await["organisation_ties"], 0);
}
contract_test!(only_those_who_match_see_the_board);

/// Organisations that are tied, and a declared conflict, keep people apart.
async fn ties_and_conflicts_keep_people_apart(bench: &dyn Bench) {
    let mut round = applied();
    round.applications[1].conflicts = vec![Conflict { who: "Dan Ek".to_owned(), why: "Vi var gifta".to_owned() }];
    let group = Group::of(bench, &round).await;
    let ([alva, bo], [cilla, dan]) = (group.adepts, group.mentors);
    let draft = group.draft().await;
    assert_eq!(pairs(&group.open_draft(draft).await), [(alva, dan), (bo, cilla)]);
    let why = async |adept, mentor| {
        let all = group.store().alternatives(&group.organiser, draft, adept).await.unwrap().unwrap();
        all.into_iter().find(|one| one.mentor == mentor).unwrap().why
    };
    assert_eq!(why(bo, dan).await, Some(WhyNot::Rule(Rule::Conflict)));
    // There would be one pair instead of two, though a better one.
    let two = group.open_draft(draft).await.total;
    let points = i64::try_from(two / 2).unwrap() - 50;
    assert_eq!(why(alva, cilla).await, Some(WhyNot::Costs { pairs: 1, points }));

    let (home, away) = (group.organisation("Alfa kommun").await, group.organisation("Åsby kommun").await);
    group.take(draft, Step::Lock(alva, dan)).await.unwrap();
    group.store().set_tie(&group.organiser, away, home, true).await.unwrap();
    group.store().set_tie(&group.organiser, home, away, true).await.unwrap();
    let view = group.view(&group.organiser, draft).await;
    assert_eq!(view.ties.iter().map(|(one, other)| (one.id, other.id)).collect::<Vec<_>>(), [(home, away)]);
    assert!(view.open.unwrap().short_of.is_err(), "the locked pair is forbidden now");
    assert!(forbidden(group.take(draft, Step::Propose).await, "tie"));
    assert!(forbidden(group.store().publish_matches(&group.organiser, draft, 2, now()).await, "tie"));
    group.store().set_tie(&group.organiser, home, away, false).await.unwrap();
    group.take(draft, Step::Propose).await.unwrap();
    assert!(!super::holds(&bench.dump().await, "Vi var gifta"), "a conflict is sealed");
}
contract_test!(ties_and_conflicts_keep_people_apart);

/// What weighs more decides.
async fn weights_decide(bench: &dyn Bench) {
    let group = Group::new(bench).await;
    let draft = group.draft().await;
    let before = group.open_draft(draft).await.total;
    let weights = group.view(&group.organiser, draft).await.weights;
    group.store().set_weights(&group.member, weights, weights.with(Criterion::Themes, 10)).await.unwrap();
    let view = group.view(&group.organiser, draft).await;
    assert_eq!(view.weights.of(Criterion::Themes), 10);
    assert_eq!(view.open.unwrap().total, before + 100, "twice what two pairs get for their themes");
}
contract_test!(weights_decide);

/// Nobody weighs over what they have not read.
async fn weights_that_another_has_set_stay(bench: &dyn Bench) {
    let group = Group::new(bench).await;
    let (store, read) = (group.store(), Weights::default());
    let [one, other] = [9, 10].map(|weight| read.with(Criterion::Themes, weight));
    one_of_two(store.set_weights(&group.member, read, one), store.set_weights(&group.organiser, read, other)).await;
    let late = store.set_weights(&group.member, read, read).await;
    assert!(matches!(late, Err(Error::Conflict)), "{late:?}");
}
contract_test!(weights_that_another_has_set_stay);

/// A member of the group sees nobody of their own organisation, nor who is in a
/// pair with them, and cannot publish what they do not see.
async fn a_member_sees_nobody_of_their_own(bench: &dyn Bench) {
    let group = Group::new(bench).await;
    let ([alva, bo], [cilla, dan]) = (group.adepts, group.mentors);
    let draft = group.draft().await;
    let view = group.view(&group.member, draft).await;
    let seen: Vec<_> = view.people.iter().map(|profile| profile.candidate.person).collect();
    assert!(view.recused && !seen.contains(&cilla) && !seen.contains(&alva), "she and whoever is hers");
    let open_draft = view.open.unwrap();
    assert_eq!((pairs(&open_draft), open_draft.whole, view.drafts[0].pairs.len()), (vec![(bo, dan)], false, 1));
    assert!(open_draft.unpaired.is_empty());
    assert_eq!(open_draft.total, u64::from(open_draft.pairs[0].1.total()));

    let store = group.store();
    assert!(store.alternatives(&group.member, draft, alva).await.unwrap().is_none());
    let alternatives = store.alternatives(&group.member, draft, bo).await.unwrap().unwrap();
    assert_eq!(alternatives.iter().map(|one| one.mentor).collect::<Vec<_>>(), [dan]);
    for step in [Step::Lock(alva, cilla), Step::Pair(bo, cilla), Step::Forbid(alva, dan)] {
        let change = DraftChange { draft, version: 1, step };
        assert!(matches!(group.change(&group.member, None, change).await, Err(Error::NotFound)), "{step:?}");
    }
    assert!(matches!(store.publish_matches(&group.member, draft, 1, now()).await, Err(Error::NotFound)));
    // Once she is in no pair, the others are seen.
    group.take(draft, Step::Part(alva, cilla)).await.unwrap();
    let view = group.view(&group.member, draft).await;
    assert!(view.person(alva).is_some() && view.person(cilla).is_none());
    let version = view.open.unwrap().version;
    assert_eq!(store.publish_matches(&group.member, draft, version, now()).await.unwrap(), 1);
}
contract_test!(a_member_sees_nobody_of_their_own);

/// Whoever takes their application back is in no pair that is published.
async fn whoever_leaves_is_in_no_published_pair(bench: &dyn Bench) {
    let group = Group::new(bench).await;
    let draft = group.draft().await;
    let alva = group.world.caller("sokande1").await;
    group.store().withdraw_application(&alva, true, now()).await.unwrap();
    assert_eq!(group.open_draft(draft).await.pairs.len(), 1, "what the board shows is what is published");
    assert_eq!(group.store().publish_matches(&group.organiser, draft, 1, now()).await.unwrap(), 1);
    assert!(group.world.caller("sokande1").await.pair.is_none());
}
contract_test!(whoever_leaves_is_in_no_published_pair);

/// At once there are pairs: they see each other, are in the programme, and both
/// are told. Until then they know nothing.
async fn publication_is_one_moment(bench: &dyn Bench) {
    let group = Group::new(bench).await;
    let store = group.store();
    let draft = group.draft().await;
    let alva = group.world.caller("sokande1").await;
    assert!(alva.pair.is_none() && alva.role().is_none());
    assert!(
        matches!(store.publish_matches(&group.organiser, draft, 7, now()).await, Err(Error::Conflict)),
        "an old version"
    );
    assert_eq!(bench.rows().await["pairs"], 0);

    assert_eq!(store.publish_matches(&group.organiser, draft, 1, now()).await.unwrap(), 2);
    let session = new_session();
    store.sign_in_as(&email("sokande1"), &session, now()).await.unwrap();
    let alva = store.caller(&session.secret, now()).await.unwrap().unwrap();
    assert_eq!(alva.role(), Some(Role::Adept));
    let pair = store.pair(&alva).await.unwrap().unwrap();
    assert_eq!((pair.partner.name.as_str(), pair.role), ("Cilla Ek", Role::Adept));
    let cilla = group.world.caller("sokande3").await;
    assert_eq!((cilla.pair, cilla.role()), (alva.pair, Some(Role::Mentor)));

    let messages = store.due_emails(10, later(1)).await.unwrap();
    let told: Vec<_> = messages
        .into_iter()
        .filter_map(|parcel| match parcel.message {
            Email::Matched { role, partner } => Some((parcel.to, role, partner.name)),
            _ => None,
        })
        .collect();
    let message = |to: &str, role, partner: &str| (email(to).as_str().to_owned(), role, partner.to_owned());
    assert_eq!(told[..2], [message("sokande1", Role::Adept, "Cilla Ek"), message("sokande3", Role::Mentor, "Alva Ek")]);
    assert_eq!(told.len(), 4);

    assert!(
        matches!(store.publish_matches(&group.organiser, draft, 1, now()).await, Err(Error::NotFound)),
        "only once"
    );
    let view = store.matching(&group.organiser, None).await.unwrap().unwrap();
    assert_eq!((view.pairs, view.places, view.drafts.len(), view.open), (2, 0, 0, None));
}
contract_test!(publication_is_one_moment);

/// Later those in reserve take the places that are free; all others stay.
async fn those_in_reserve_are_matched_later(bench: &dyn Bench) {
    let group = Group::new(bench).await;
    let store = group.store();
    let draft = group.draft().await;
    store.publish_matches(&group.organiser, draft, 1, now()).await.unwrap();
    let later_draft = store.new_match_draft(&group.organiser, None, &new_draft(true), now()).await.unwrap();
    let open_draft = group.open_draft(later_draft).await;
    assert!(open_draft.pairs.is_empty());
    assert_eq!(open_draft.unpaired[0].why, Why::Nobody, "all mentors are in a pair");

    // Bo's pair ends: Dan is free, and so is a place.
    let bo = group.world.caller("sokande2").await;
    store.change_status(&bo, domain::pair::status::StatusChange::End, None, now()).await.unwrap();
    bench
        .write(
            "UPDATE applications SET state = 'withdrawn' WHERE person_id = \
        (SELECT id FROM persons WHERE email = 'sokande2@example.org')"
                .to_owned(),
        )
        .await;
    group.take(later_draft, Step::Propose).await.unwrap();
    let ester = group.world.caller("sokande5").await.person;
    let open_draft = group.open_draft(later_draft).await;
    assert_eq!(pairs(&open_draft), [(ester, group.mentors[1])]);
    assert_eq!(store.publish_matches(&group.organiser, later_draft, open_draft.version, now()).await.unwrap(), 1);
    let ester = group.world.caller("sokande5").await;
    assert_eq!((ester.role(), ester.has(Duty::Reserve)), (Some(Role::Adept), false));
    assert_eq!(store.pair(&ester).await.unwrap().unwrap().partner.name, "Dan Ek");
    let alva = group.world.caller("sokande1").await;
    assert_eq!(store.pair(&alva).await.unwrap().unwrap().partner.name, "Cilla Ek", "all others stay");
}
contract_test!(those_in_reserve_are_matched_later);

/// A pair that has just split is not proposed again, unless someone says why; and
/// that holds until it is taken back.
async fn a_former_pair_is_no_pair_again(bench: &dyn Bench) {
    let group = Group::new(bench).await;
    let ([alva, bo], [cilla, dan]) = (group.adepts, group.mentors);
    let (store, organiser) = (group.store(), &group.organiser);
    let first = group.draft().await;
    assert_eq!(pairs(&group.open_draft(first).await), [(alva, cilla), (bo, dan)]);
    store.publish_matches(organiser, first, 1, now()).await.unwrap();
    for name in ["sokande1", "sokande2"] {
        let caller = group.world.caller(name).await;
        store.change_status(&caller, domain::pair::status::StatusChange::End, None, now()).await.unwrap();
    }
    let draft = group.draft().await;
    assert_eq!(pairs(&group.open_draft(draft).await), [(alva, dan), (bo, cilla)], "each with the other one");
    let why = async |adept, mentor| {
        let all = store.alternatives(organiser, draft, adept).await.unwrap().unwrap();
        all.into_iter().find(|one| one.mentor == mentor).unwrap().why
    };
    assert_eq!(why(alva, cilla).await, Some(WhyNot::Rule(Rule::FormerPair)));
    assert!(forbidden(group.take(draft, Step::Pair(alva, cilla)).await, "former"));

    let reason = text("De fick aldrig tid att börja.");
    let lift = async |caller: &Caller, adept, mentor, reason| {
        store.lift_former_pair(caller, adept, mentor, reason, later(1)).await
    };
    for (who, adept, mentor) in [(&group.member, bo, cilla), (organiser, alva, dan), (organiser, alva, alva)] {
        let refused = lift(who, adept, mentor, Some(&reason)).await;
        assert!(matches!(refused, Err(Error::NotFound)), "{refused:?}");
    }
    let adept = group.world.caller("adept1").await;
    assert!(matches!(lift(&adept, alva, cilla, Some(&reason)).await, Err(Error::NotFound)));
    for _ in 0..2 {
        lift(organiser, alva, cilla, Some(&reason)).await.unwrap();
    }
    assert!(matches!(why(alva, cilla).await, Some(WhyNot::Costs { .. })));
    let [lifted] = group.view(organiser, draft).await.lifted.try_into().unwrap();
    let said = (lifted.adept, lifted.mentor, lifted.reason.as_str(), lifted.by.as_str(), lifted.at);
    assert_eq!(said, (alva, cilla, reason.as_str(), organiser.name.as_str(), later(1)));
    assert!(group.view(&group.member, draft).await.lifted.is_empty(), "one of the two is her colleague");
    assert!(!super::holds(&bench.dump().await, reason.as_str()), "a reason is sealed");
    assert_eq!(why(bo, dan).await, Some(WhyNot::Rule(Rule::FormerPair)), "of others it says nothing");

    lift(organiser, alva, cilla, None).await.unwrap();
    assert_eq!(why(alva, cilla).await, Some(WhyNot::Rule(Rule::FormerPair)));
}
contract_test!(a_former_pair_is_no_pair_again);

/// If a pair can no longer be, none is made.
async fn a_draft_that_can_no_longer_be_is_not_published(bench: &dyn Bench) {
    let group = Group::new(bench).await;
    let store = group.store();
    let draft = group.draft().await;
    bench
        .write(
            "UPDATE persons SET organisation_id = (SELECT id FROM organisations WHERE name = 'Åsby kommun') \
        WHERE email = 'sokande2@example.org'"
                .to_owned(),
        )
        .await;
    assert!(forbidden(store.publish_matches(&group.organiser, draft, 1, now()).await, "organisation"));
    assert_eq!(bench.rows().await["pairs"], 0);
    bench
        .write(
            "UPDATE persons SET organisation_id = (SELECT id FROM organisations WHERE name = 'Östra verket') \
        WHERE email = 'sokande2@example.org'"
                .to_owned(),
        )
        .await;
    assert!(pair_up(bench, "adept1", "mentor1").await);
    assert!(
        forbidden(store.publish_matches(&group.organiser, draft, 1, now()).await, "places"),
        "one place is left for two"
    );
}
contract_test!(a_draft_that_can_no_longer_be_is_not_published);

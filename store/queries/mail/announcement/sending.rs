//! Sending announcements. One goes out whole, in the transaction in which its audience
//! is read: whichever server takes it first takes it for all, and a crash leaves it due.

use domain::{
    live::Change,
    mail::{
        EmailId,
        announcement::{AnnouncementId, Candidate, Letter, Outcome, Posted, Selection, Setting, Step, Values},
    },
    people::{Caller, PersonId},
    round::RoundId,
};
use jiff::Timestamp;
use store::{Error, Result, mail::outbox::Email};

use super::{Kept, audience::setting, note, one};
use crate::{
    Engine, Tx,
    queries::{
        mail::{budget::Trigger, delivery::revive},
        people::organisation,
        round::public_page::read_contacts,
    },
};

/// A letter on its way to many.
struct Edition {
    id: AnnouncementId,
    letter: Letter,
    setting: Setting,
    reply_to: Option<String>,
}

impl Engine {
    /// Sends what is due; how many announcements went out.
    pub(super) async fn send_due(&self, now: Timestamp) -> Result<u32> {
        let due = sqlx::query_scalar!(
            r#"
            SELECT id AS "id!" FROM announcements WHERE state = 'scheduled' AND due_at <= $1 ORDER BY due_at, id
            "#,
            now.as_millisecond()
        );
        let mut sent = 0;
        for id in due.fetch_all(self.reader()).await? {
            sent += u32::from(self.send(AnnouncementId(id), now).await?);
        }
        Ok(sent)
    }

    /// Sends one, unless someone else has, or it was taken back; whether it did.
    async fn send(&self, id: AnnouncementId, now: Timestamp) -> Result<bool> {
        let mut tx = self.begin_write().await?;
        let Some(round) = take(&mut tx, id, now).await? else { return Ok(false) };
        let row = sqlx::query_as!(
            Kept,
            r#"
            SELECT id AS "id!", state, subject_sv, subject_en, body_sv, body_en, audience, version, due_at
            FROM announcements WHERE id = $1
            "#,
            id.0
        );
        let written = row.fetch_one(&mut *tx).await?.announcement()?.written;
        let Selection { receivers, refusing, deactivated, .. } =
            self.select(&mut tx, round, &written.audience, now).await?;
        let edition = edition(&mut tx, id, written.letter, round, now).await?;
        for one in &receivers {
            self.send_to(&mut tx, &edition, one, now).await?;
        }
        for one in &refusing {
            skip(&mut tx, id, one.person, Outcome::DeadAddress).await?;
        }
        for one in &deactivated {
            skip(&mut tx, id, one.person, Outcome::Deactivated).await?;
        }
        let by = scheduled_by(&mut tx, id).await?;
        note(&mut tx, id, Step::Sent, by, now).await?;
        tx.announce(Change::Announcement { round });
        tx.commit().await?;
        Ok(true)
    }

    /// Writes the email to one of them, and that they get it.
    async fn send_to(&self, tx: &mut Tx, edition: &Edition, one: &Candidate, now: Timestamp) -> Result<()> {
        let posted = edition.posted(Values::of(one, &edition.setting), false);
        let (email, trigger) = (Email::Announcement(Box::new(posted)), Trigger::own(edition.id.0));
        self.enqueue(tx, one.person, &email, trigger, now).await?;
        sqlx::query!(
            r#"
            INSERT INTO announcement_receivers (announcement_id, person_id, outbox_id)
            VALUES ($1, $2, (SELECT MAX(o.id) FROM outbox o
                WHERE o.person_id = $2 AND o.cause = 'announcement' AND o.about = $1))
            "#,
            edition.id.0,
            one.person.0
        )
        .execute(&mut **tx)
        .await?;
        Ok(())
    }

    /// Sends one to the caller only, as they would get it.
    pub(super) async fn send_test(&self, caller: &Caller, id: AnnouncementId, now: Timestamp) -> Result<()> {
        let mut tx = self.begin_write().await?;
        let letter = one(&mut tx, caller, id).await?.ok_or(Error::NotFound)?.written.letter;
        let edition = edition(&mut tx, id, letter, caller.round, now).await?;
        let organisation = organisation::name(&mut tx, caller.organisation).await?.unwrap_or_default();
        let values = Values { name: caller.name.clone(), organisation, setting: edition.setting.clone() };
        let email = Email::Announcement(Box::new(edition.posted(values, true)));
        self.enqueue(&mut tx, caller.person, &email, Trigger::by(caller.person, id.0), now).await?;
        tx.commit().await
    }

    /// Lets what was given up be sent to one person after all.
    pub(super) async fn send_once_more(
        &self,
        caller: &Caller,
        id: AnnouncementId,
        person: PersonId,
        now: Timestamp,
    ) -> Result<()> {
        let mut tx = self.begin_write().await?;
        one(&mut tx, caller, id).await?.ok_or(Error::NotFound)?;
        let email = sqlx::query_scalar!(
            r#"
            SELECT o.id AS "id!" FROM announcement_receivers x JOIN outbox o ON o.id = x.outbox_id
            WHERE x.announcement_id = $1 AND x.person_id = $2
            "#,
            id.0,
            person.0
        );
        let email = email.fetch_optional(&mut *tx).await?.ok_or(Error::NotFound)?;
        revive(&mut tx, Some(EmailId(email)), now).await?;
        tx.announce(Change::Announcement { round: caller.round });
        tx.commit().await
    }
}

impl Edition {
    fn posted(&self, values: Values, test: bool) -> Posted {
        Posted { letter: self.letter.clone(), values, reply_to: self.reply_to.clone(), test }
    }
}

async fn edition(tx: &mut Tx, id: AnnouncementId, letter: Letter, round: RoundId, now: Timestamp) -> Result<Edition> {
    let reply_to = read_contacts(tx).await?.questions.map(|address| address.as_str().to_owned());
    Ok(Edition { id, letter, setting: setting(tx, round, now).await?, reply_to })
}

/// Takes one that is due out of the others' reach: its round, if it was.
async fn take(tx: &mut Tx, id: AnnouncementId, now: Timestamp) -> Result<Option<RoundId>> {
    let round = sqlx::query_scalar!(
        r#"
        UPDATE announcements SET state = 'sent' WHERE id = $1 AND state = 'scheduled' AND due_at <= $2
        RETURNING round_id AS "round!"
        "#,
        id.0,
        now.as_millisecond()
    );
    Ok(round.fetch_optional(&mut **tx).await?.map(RoundId))
}

/// Who set the time at which it goes out.
async fn scheduled_by(tx: &mut Tx, id: AnnouncementId) -> Result<PersonId> {
    let by = sqlx::query_scalar!(
        r#"
        SELECT by_id FROM announcement_steps WHERE announcement_id = $1 AND step = 'scheduled'
        ORDER BY id DESC LIMIT 1
        "#,
        id.0
    );
    Ok(PersonId(by.fetch_one(&mut **tx).await?))
}

/// Notes that someone gets nothing, and why.
async fn skip(tx: &mut Tx, id: AnnouncementId, person: PersonId, why: Outcome) -> Result<()> {
    sqlx::query!(
        "INSERT INTO announcement_receivers (announcement_id, person_id, skipped) VALUES ($1, $2, $3)",
        id.0,
        person.0,
        why.name()
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

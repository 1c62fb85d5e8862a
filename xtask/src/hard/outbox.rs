//! More than a thousand emails through a mail server that is down, puts off, refuses and
//! hangs up, while the servers that send them are killed: none is lost, what is refused is
//! seen, and an email arrives twice only if it was in hand at a crash or a hang-up, with
//! the same Message-ID. On SQLite with one server, since one at a time serves it; on
//! PostgreSQL, where `IOR_TEST_POSTGRES_URL` says which server, with two.

use std::{
    collections::{BTreeMap, BTreeSet},
    env,
    thread::sleep,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, ensure};

use super::{
    client::Browser,
    kill,
    server::Installation,
    smtp::{self, Answers, Mood},
    until,
};
use crate::{server::Server, workspace::Workspace};

/// Days on which organisers write to all, as often as they may; what is put off is tried
/// anew on the next.
const DAYS: [&str; 6] = ["2026-02-20", "2026-02-21", "2026-02-22", "2026-02-23", "2026-02-24", "2026-02-25"];
/// The day on which everything has arrived.
const LAST: &str = "2026-02-26";
const A_DAY: usize = 4;
/// To how many people each goes: all adepts and mentors.
const PEOPLE: usize = 44;
const KILLS_A_DAY: usize = 4;
const REFUSED: Answers = &[
    ("adept3@", "550 5.1.1 no such mailbox"),
    ("adept7@", "550 5.1.1 no such mailbox"),
    ("mentor5@", "550 5.1.1 no such mailbox"),
];
const PATIENCE: Duration = Duration::from_mins(3);
/// For how long the mail server is down once a day.
const DOWN: Duration = Duration::from_secs(3);
/// What a subject begins with.
const SUBJECT: &str = "Utskick ";

/// Goes through it on both engines.
pub fn run(workspace: &Workspace) -> Result<()> {
    Test::of(Installation::sqlite(workspace, "outbox")?, 1)?.run("SQLite")?;
    let Ok(url) = env::var("IOR_TEST_POSTGRES_URL") else { return Ok(()) };
    Test::of(Installation::on(workspace, "outbox", &url)?, 2)?.run("PostgreSQL")
}

struct Test {
    place: Installation,
    smtp: smtp::Server,
    /// How many servers send at once.
    workers: usize,
    /// How many have been killed.
    kills: usize,
    /// How many letters organisers have written.
    written: usize,
}

impl Test {
    fn of(place: Installation, workers: usize) -> Result<Self> {
        Ok(Self { place, smtp: smtp::Server::start()?, workers, kills: 0, written: 0 })
    }

    fn run(mut self, engine: &str) -> Result<()> {
        let begin = Instant::now();
        for day in DAYS {
            let mut servers = self.start(day)?;
            self.write(&servers[0])?;
            self.be_rough(&mut servers, day)?;
        }
        let servers = self.start(LAST)?;
        is_refused_seen(&servers[0])?;
        self.report(engine, begin.elapsed())
    }

    /// Servers on a day on which the mail server serves, until what earlier days left has
    /// arrived.
    fn start(&self, day: &str) -> Result<Vec<Server>> {
        self.smtp.behave(Mood::Answers(REFUSED));
        let servers: Vec<_> = (0..self.workers).map(|_| self.start_one(day)).collect::<Result<_>>()?;
        let expected = self.written * (PEOPLE - REFUSED.len());
        until("all emails", PATIENCE, || Ok(self.arrived()?.len() >= expected)).with_context(|| day.to_owned())?;
        Ok(servers)
    }

    fn start_one(&self, day: &str) -> Result<Server> {
        self.place.start(&[("IOR_TODAY", day), ("IOR_MAIL_URL", self.smtp.url.as_str())])
    }

    /// An organiser writes to all adepts and mentors.
    fn write(&mut self, server: &Server) -> Result<()> {
        let organiser = Browser::sign_in(&server.url, "organisator1@example.org")?;
        for _ in 0..A_DAY {
            self.written += 1;
            let subject = format!("{SUBJECT}{}", self.written);
            let fields = [
                ("announcement[to][duties][adept]", "1"),
                ("announcement[to][duties][mentor]", "1"),
                ("announcement[subject_sv]", subject.as_str()),
                ("announcement[body_sv]", "Hej!"),
            ];
            let page = organiser.call("announcement/save", &fields)?.ok()?.location;
            let id = page.trim_start_matches("/organisera/utskick/").split('?').next().unwrap_or_default();
            let fields = [("id", id), ("version", "1"), ("at[when]", "now")];
            organiser.call("announcement/schedule", &fields)?.ok()?;
        }
        Ok(())
    }

    /// The mail server puts off, hangs up and is down, and the servers are killed in turns.
    fn be_rough(&mut self, servers: &mut [Server], day: &str) -> Result<()> {
        self.smtp.behave(Mood::Rough(REFUSED));
        for n in 0..KILLS_A_DAY {
            let before = self.smtp.seen().contents;
            let begin = Instant::now();
            while self.smtp.seen().contents < before + 12 && begin.elapsed() < Duration::from_secs(15) {
                sleep(Duration::from_millis(20));
            }
            let killed = &mut servers[n % self.workers];
            kill(killed)?;
            self.kills += 1;
            if n == 1 {
                self.smtp.behave(Mood::Down);
                sleep(DOWN);
                self.smtp.behave(Mood::Rough(REFUSED));
            }
            *killed = self.start_one(day)?;
        }
        Ok(())
    }

    /// Each email that has arrived, by its recipient and its subject: the Message-IDs under
    /// which it was taken.
    fn arrived(&self) -> Result<BTreeMap<(String, String), Vec<String>>> {
        let mut arrived = BTreeMap::<_, Vec<_>>::new();
        for email in &self.smtp.seen().kept {
            let field = |name: &str| {
                let line = email.lines().take_while(|line| !line.is_empty()).find_map(|line| line.strip_prefix(name));
                line.map(str::to_owned).with_context(|| format!("no {name} in {email}"))
            };
            let subject = field("Subject: ")?;
            if subject.starts_with(SUBJECT) {
                arrived.entry((field("To: ")?, subject)).or_default().push(field("Message-ID: ")?);
            }
        }
        Ok(arrived)
    }

    fn report(&self, engine: &str, took: Duration) -> Result<()> {
        let arrived = self.arrived()?;
        let of_refused = arrived.keys().filter(|(to, _)| REFUSED.iter().any(|(address, _)| to.contains(address)));
        ensure!(of_refused.count() == 0, "a refused address got an email");
        let twice: usize = arrived.values().map(|ids| ids.len() - 1).sum();
        for ((to, subject), ids) in &arrived {
            ensure!(ids.iter().collect::<BTreeSet<_>>().len() == 1, "{subject} to {to} has several Message-IDs");
        }
        let unsaid = usize::try_from(self.smtp.seen().taken_unsaid)?;
        ensure!(twice <= self.kills + unsaid, "{twice} arrived twice");
        let (written, many) = (self.written * PEOPLE, arrived.len());
        println!(
            "{engine}: {written} emails by {} at once, {} killed: {many} arrived, {} refused and seen, none lost; {twice} \
             arrived twice ({unsaid} were taken without a word), each with its Message-ID; {} s.",
            self.workers,
            self.kills,
            self.written * REFUSED.len(),
            took.as_secs()
        );
        Ok(())
    }
}

/// Organisers see to whom nothing comes.
fn is_refused_seen(server: &Server) -> Result<()> {
    let page = Browser::sign_in(&server.url, "organisator1@example.org")?.get("/organisera/mejl")?.ok()?.body;
    for (address, _) in REFUSED {
        ensure!(page.contains(address), "{address} is not among what did not arrive");
    }
    Ok(())
}

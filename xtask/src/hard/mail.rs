//! A mail server that falls silent, refuses us, or refuses others, while the server
//! that sends is killed: no email is lost, none is stuck, and what is given up is
//! seen and sent again.

use std::{collections::BTreeSet, time::Duration};

use anyhow::{Context, Result, ensure};

use super::{
    client::Browser,
    kill,
    server::Installation,
    smtp::{self, Mood, Step},
    until,
};
use crate::{server::Server, shell, workspace::Workspace};

/// The first day, and those on which the mail server does not know us.
const DAYS: [&str; 4] = ["2026-02-20", "2026-02-21", "2026-02-22", "2026-02-23"];
/// Within five days of the first.
const FOURTH: &str = "2026-02-24";
/// More than five days after the fourth.
const MUCH_LATER: &str = "2026-03-02";
/// Each who asks for contact has an email written to each of them.
const ORGANISERS: usize = 2;
/// How soon an email that was in hand at a crash is sent: within a minute, and the
/// time that sending takes.
const FREE_AGAIN: Duration = Duration::from_secs(75);
/// How long a step may hold up a delivery, with the pause after the one before.
const ATTEMPT: Duration = Duration::from_mins(1);
/// Where organisers read what was given up.
const PAGE: &str = "/organisera/mejl";

/// Goes through it all.
pub fn run(workspace: &Workspace) -> Result<()> {
    let test = &mut Test { place: Installation::sqlite(workspace, "mail")?, smtp: smtp::Server::start()?, asked: 0 };
    test.in_hand_at_a_crash()?;
    test.silent_at_each_step()?;
    test.unknown_for_three_days()?;
    test.refused_and_sent_again()?;
    println!("{} emails written, {} arrived: none lost, none stuck.", test.asked * ORGANISERS, test.arrived());
    Ok(())
}

struct Test {
    place: Installation,
    smtp: smtp::Server,
    /// How many have asked for contact.
    asked: usize,
}

impl Test {
    fn start(&self, day: &str) -> Result<Server> {
        self.place.start(&[("IOR_TODAY", day), ("IOR_MAIL_URL", self.smtp.url.as_str())])
    }

    /// Someone who has not yet asks organisers for contact.
    fn ask(&mut self, server: &Server) -> Result<()> {
        self.asked += 1;
        let adept = Browser::sign_in(&server.url, &format!("adept{}@example.org", self.asked))?;
        adept.call("signal/send", &[("word", "hard")])?.ok().map(drop)
    }

    /// How many of these emails have arrived, each counted once.
    fn arrived(&self) -> usize {
        let seen = self.smtp.seen();
        let calls = seen.kept.iter().map(|email| email.replace("=\r\n", "")).filter(|email| {
            email.contains("vill prata med en organisat") || email.contains("would like to talk to an organiser")
        });
        let ids =
            calls.filter_map(|email| email.lines().find(|line| line.starts_with("Message-ID")).map(str::to_owned));
        ids.collect::<BTreeSet<_>>().len()
    }

    fn all_have_arrived(&self) -> bool {
        self.arrived() == self.asked * ORGANISERS
    }

    /// Killed while the mail server thinks about an email: it is sent within a minute.
    fn in_hand_at_a_crash(&mut self) -> Result<()> {
        self.smtp.behave(Mood::Silent(Step::Content));
        let mut server = self.start(DAYS[0])?;
        self.ask(&server)?;
        until("an email in hand", ATTEMPT, || Ok(self.smtp.seen().silences > 0))?;
        kill(&mut server)?;
        self.smtp.behave(Mood::Serves);
        let _server = self.start(DAYS[0])?;
        let took = until("both emails", FREE_AGAIN, || Ok(self.all_have_arrived()))?;
        println!("An email in hand at a crash was sent {} s later.", took.as_secs());
        Ok(())
    }

    /// At every step it waits in vain for a while and goes on; killed there, too.
    fn silent_at_each_step(&mut self) -> Result<()> {
        let mut longest = Duration::ZERO;
        for step in Step::ALL {
            self.smtp.behave(Mood::Silent(step));
            let mut server = self.start(DAYS[0])?;
            self.ask(&server)?;
            let left = self.smtp.seen().left;
            let took = until("giving up on a silent server", ATTEMPT, || Ok(self.smtp.seen().left > left));
            longest = longest.max(took.with_context(|| format!("silent at {step:?}"))?);
            let silences = self.smtp.seen().silences;
            until("another try", ATTEMPT, || Ok(self.smtp.seen().silences > silences))?;
            kill(&mut server)?;
        }
        self.smtp.behave(Mood::Silent(Step::Greeting));
        let said = self.doctor()?;
        ensure!(said.contains("no answer within"), "{said}");
        println!("Silent at {} steps: the longest try took {} s.", Step::ALL.len(), longest.as_secs());
        Ok(())
    }

    /// Three days without a way in are no reason to give anything up.
    fn unknown_for_three_days(&mut self) -> Result<()> {
        self.smtp.behave(Mood::RefusesAuth);
        for day in &DAYS[1..] {
            let server = self.start(day)?;
            let before = self.smtp.seen().refused;
            until("a refusal", ATTEMPT, || Ok(self.smtp.seen().refused > before))?;
            let page = organiser(&server)?.get(PAGE)?.ok()?.body;
            ensure!(page.contains("Alla mejl har kommit fram, eller"), "something was given up on {day}");
        }
        self.smtp.behave(Mood::Serves);
        let _server = self.start(FOURTH)?;
        until("all emails", ATTEMPT, || Ok(self.all_have_arrived()))?;
        println!("Three days without a way in: all {} emails arrived after them.", self.asked * ORGANISERS);
        Ok(())
    }

    /// One address does not exist, the other is put off for more than five days: both
    /// are given up, seen, and sent again by a button and by a command.
    fn refused_and_sent_again(&mut self) -> Result<()> {
        self.smtp.behave(Mood::Answers(&[
            ("organisator1@", "451 4.3.0 later"),
            ("organisator2@", "550 5.1.1 no such mailbox"),
        ]));
        let server = self.start(FOURTH)?;
        self.ask(&server)?;
        let page = organiser(&server)?;
        until("what is refused to be seen", ATTEMPT, || says(&page, "organisator2@example.org"))?;
        ensure!(!says(&page, "organisator1@example.org")?, "what is put off was given up");
        drop(server);

        let server = self.start(MUCH_LATER)?;
        let page = organiser(&server)?;
        until("what is put off to be given up", ATTEMPT, || says(&page, "organisator1@example.org"))?;
        ensure!(page.get("/readyz")?.body.contains("mail: warning"), "readiness does not say it");
        ensure!(self.doctor()?.contains("`ior mail retry` sends them again"), "the doctor does not say it");

        self.smtp.behave(Mood::Serves);
        let before = self.arrived();
        let body = page.get(PAGE)?.ok()?.body;
        let id = body.split_once("id=\"igen-").and_then(|(_, rest)| rest.split_once('"')).context("a button")?.0;
        page.call("mail/send-again", &[("id", id)])?.ok()?;
        until("what a button sends", ATTEMPT, || Ok(self.arrived() > before))?;
        shell::output(self.place.ior().args(["mail", "retry"]))?;
        until("what a command sends", ATTEMPT, || Ok(self.all_have_arrived()))?;
        until("an empty list", ATTEMPT, || says(&page, "Alla mejl har kommit fram, eller"))?;
        println!("What was given up was seen, and sent again by a button and by a command.");
        Ok(())
    }

    /// What the doctor says, however it ends: the demo is no sound installation.
    fn doctor(&self) -> Result<String> {
        let output = self.place.ior().arg("doctor").env("IOR_MAIL_URL", &self.smtp.url).output()?;
        Ok(String::from_utf8(output.stdout)?)
    }
}

/// Whether an organiser's page of what was given up says something.
fn says(organiser: &Browser, words: &str) -> Result<bool> {
    Ok(organiser.get(PAGE)?.ok()?.body.contains(words))
}

fn organiser(server: &Server) -> Result<Browser> {
    Browser::sign_in(&server.url, "organisator1@example.org")
}

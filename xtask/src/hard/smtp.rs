//! A mail server that does as it is told: it serves, falls silent at a step, or
//! refuses.

use std::{
    io::{BufRead, BufReader, Write},
    net::{TcpListener, TcpStream},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    thread,
};

use anyhow::Result;

/// A step of a delivery.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The server's greeting.
    Greeting,
    /// The answer to the client's.
    Hello,
    /// Signing in.
    Auth,
    /// Naming the sender.
    Sender,
    /// Naming the recipient.
    Recipient,
    /// Asking to send the content.
    Data,
    /// The content.
    Content,
}

impl Step {
    /// All, in their order.
    pub const ALL: [Self; 7] =
        [Self::Greeting, Self::Hello, Self::Auth, Self::Sender, Self::Recipient, Self::Data, Self::Content];

    /// What a client's line begins; nothing for those that need no more than a yes.
    fn begun_by(line: &str) -> Option<Self> {
        match line.get(..4)? {
            "EHLO" => Some(Self::Hello),
            "AUTH" => Some(Self::Auth),
            "MAIL" => Some(Self::Sender),
            "RCPT" => Some(Self::Recipient),
            "DATA" => Some(Self::Data),
            _ => None,
        }
    }
}

/// How it behaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mood {
    /// It takes everything.
    Serves,
    /// It says nothing more once it is at this step.
    Silent(Step),
    /// It knows nobody.
    RefusesAuth,
    /// It answers this to recipients whose address begins so.
    Answers(Answers),
    /// The same, and of the others it puts off every seventh, and hangs up on every ninth
    /// email that it has been sent whole: every other one of those it has taken.
    Rough(Answers),
    /// It hangs up at once.
    Down,
}

/// What is answered to recipients whose address begins so.
pub type Answers = &'static [(&'static str, &'static str)];

/// What it has seen.
#[derive(Debug, Default)]
pub struct Seen {
    /// The emails that it has taken.
    pub kept: Vec<String>,
    /// How often it has fallen silent.
    pub silences: u32,
    /// How often the client has given up waiting then.
    pub left: u32,
    /// How often it has refused to let someone in.
    pub refused: u32,
    /// How many recipients it has been told.
    pub recipients: u32,
    /// How many emails it has been sent whole.
    pub contents: u32,
    /// How many emails it has taken and hung up before it said so.
    pub taken_unsaid: u32,
}

/// The server.
pub struct Server {
    /// Its address, with a name and a password.
    pub url: String,
    shared: Arc<Shared>,
}

struct Shared {
    mood: Mutex<Mood>,
    seen: Mutex<Seen>,
}

impl Server {
    /// Starts it; it serves.
    pub fn start() -> Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let url = format!("smtp://ior:secret@{}", listener.local_addr()?);
        let shared = Arc::new(Shared { mood: Mutex::new(Mood::Serves), seen: Mutex::default() });
        let at_work = Arc::clone(&shared);
        thread::spawn(move || {
            for connection in listener.incoming().map_while(Result::ok) {
                let shared = Arc::clone(&at_work);
                thread::spawn(move || shared.talk(&connection));
            }
        });
        Ok(Self { url, shared })
    }

    /// Makes it behave so from now on.
    pub fn behave(&self, mood: Mood) {
        *lock(&self.shared.mood) = mood;
    }

    /// What it has seen.
    pub fn seen(&self) -> MutexGuard<'_, Seen> {
        lock(&self.shared.seen)
    }
}

impl Shared {
    /// A conversation; nothing if the client goes in the midst of it.
    fn talk(&self, connection: &TcpStream) -> Option<()> {
        let mut lines = BufReader::new(connection.try_clone().ok()?).lines().map_while(Result::ok);
        let say = |reply: &str| {
            let mut to = connection;
            to.write_all(format!("{reply}\r\n").as_bytes()).ok()
        };
        if self.mood() == Mood::Down {
            return None;
        }
        if self.is_silent_at(Step::Greeting) {
            return self.wait(lines);
        }
        say("220 ready")?;
        while let Some(line) = lines.next() {
            let step = Step::begun_by(&line);
            if step.is_some_and(|step| self.is_silent_at(step)) {
                return self.wait(lines);
            }
            if step == Some(Step::Data) {
                say("354 go on")?;
                let email: Vec<_> = lines.by_ref().take_while(|line| line != ".").collect();
                if self.is_silent_at(Step::Content) {
                    return self.wait(lines);
                }
                if !self.take(email.join("\r\n")) {
                    return None;
                }
            }
            say(&self.answer(step, &line))?;
            if line == "QUIT" {
                return None;
            }
        }
        None
    }

    /// Keeps an email; whether the client is told so.
    fn take(&self, email: String) -> bool {
        let rough = matches!(self.mood(), Mood::Rough(_));
        let mut seen = lock(&self.seen);
        seen.contents += 1;
        let hangs_up = rough && seen.contents.is_multiple_of(9);
        if !hangs_up {
            seen.kept.push(email);
        } else if seen.contents.is_multiple_of(2) {
            seen.kept.push(email);
            seen.taken_unsaid += 1;
        }
        !hangs_up
    }

    fn mood(&self) -> Mood {
        *lock(&self.mood)
    }

    fn is_silent_at(&self, step: Step) -> bool {
        self.mood() == Mood::Silent(step)
    }

    /// Says nothing until the client goes.
    fn wait(&self, lines: impl Iterator<Item = String>) -> Option<()> {
        lock(&self.seen).silences += 1;
        lines.for_each(drop);
        lock(&self.seen).left += 1;
        None
    }

    fn answer(&self, step: Option<Step>, line: &str) -> String {
        match (step, self.mood()) {
            (Some(Step::Hello), _) => "250-ready\r\n250 AUTH PLAIN".to_owned(),
            (Some(Step::Auth), Mood::RefusesAuth) => {
                lock(&self.seen).refused += 1;
                "535 5.7.8 who are you".to_owned()
            }
            (Some(Step::Auth), _) => "235 come in".to_owned(),
            (Some(Step::Recipient), Mood::Answers(answers)) => said_to(line, answers).unwrap_or("250 ok").to_owned(),
            (Some(Step::Recipient), Mood::Rough(answers)) => {
                let mut seen = lock(&self.seen);
                seen.recipients += 1;
                let other = if seen.recipients.is_multiple_of(7) { "451 4.3.0 later" } else { "250 ok" };
                said_to(line, answers).unwrap_or(other).to_owned()
            }
            (None, _) if line == "QUIT" => "221 bye".to_owned(),
            _ => "250 ok".to_owned(),
        }
    }
}

/// What is answered to the recipient that a line names.
fn said_to(line: &str, answers: Answers) -> Option<&'static str> {
    let meant = answers.iter().find(|(address, _)| line.contains(&format!("<{address}")));
    meant.map(|(_, answer)| *answer)
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

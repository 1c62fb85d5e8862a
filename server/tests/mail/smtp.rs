//! A mail server for the tests.

use std::{
    io::{BufRead, BufReader, Write},
    net::{TcpListener, TcpStream},
    sync::{Arc, Mutex},
    thread,
    time::Duration,
};

use server::mail::Transport;

/// Whom mails come from.
pub const FROM: &str = "Mentorprogrammet IOR <ior@example.org>";
/// How long the way to a server that [behaves](server_that) waits for an answer.
const PATIENCE: Duration = Duration::from_millis(100);

/// How a server behaves. A step is told by the command that begins it; the greeting by
/// nothing, the content by the dot that ends it.
#[derive(Clone, Copy)]
pub enum Mood {
    /// It takes everything, but: to an address that begins with `later`, it says 451 the
    /// first time; with `never` or `gone`, 550.
    Serves,
    /// At a step it says nothing more.
    Silent(&'static str),
    /// At a step it says this.
    Says(&'static str, &'static str),
}

/// A mail server on loopback that keeps what it takes.
pub struct Server {
    port: u16,
    shared: Arc<Shared>,
}

struct Shared {
    mood: Mutex<Mood>,
    pause: Duration,
    kept: Mutex<Vec<String>>,
    put_off: Mutex<Vec<String>>,
}

/// One that thinks about nothing.
pub fn server() -> Server {
    start(Mood::Serves, Duration::ZERO)
}

/// `pause` is how long it thinks about each mail.
pub fn server_that_takes(pause: Duration) -> Server {
    start(Mood::Serves, pause)
}

/// One that behaves so, until it is told otherwise.
pub fn server_that(mood: Mood) -> Server {
    start(mood, Duration::ZERO)
}

fn start(mood: Mood, pause: Duration) -> Server {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let shared = Shared { mood: Mutex::new(mood), pause, kept: Mutex::default(), put_off: Mutex::default() };
    let shared = Arc::new(shared);
    let at_work = Arc::clone(&shared);
    thread::spawn(move || {
        for connection in listener.incoming().map_while(Result::ok) {
            let shared = Arc::clone(&at_work);
            thread::spawn(move || shared.talk(&connection));
        }
    });
    Server { port, shared }
}

impl Shared {
    fn talk(&self, connection: &TcpStream) -> Option<()> {
        let mut lines = BufReader::new(connection.try_clone().ok()?).lines().map_while(Result::ok);
        let say = |reply: &str| {
            let mut to = connection;
            to.write_all(format!("{reply}\r\n").as_bytes()).ok()
        };
        say(&self.answer("", "220 ready")?)?;
        while let Some(line) = lines.next() {
            let command = line.get(..4)?.to_owned();
            let usual = match command.as_str() {
                "EHLO" => "250-ready\r\n250-AUTH PLAIN\r\n250 8BITMIME".to_owned(),
                "AUTH" => "235 come in".to_owned(),
                "RCPT" => self.answer_to(&line),
                "DATA" => "354 go on".to_owned(),
                "QUIT" => return say("221 bye"),
                _ => "250 ok".to_owned(),
            };
            let reply = self.answer(&command, &usual)?;
            say(&reply)?;
            if reply.starts_with("354") {
                let mail: Vec<_> = lines.by_ref().take_while(|line| line != ".").collect();
                thread::sleep(self.pause);
                self.kept.lock().unwrap().push(mail.join("\r\n"));
                say(&self.answer(".", "250 taken")?)?;
            }
        }
        None
    }

    /// What it says at a step instead of the usual. If that is nothing, it never does,
    /// and keeps the connection for longer than any test waits.
    fn answer(&self, step: &str, usual: &str) -> Option<String> {
        let mood = *self.mood.lock().unwrap();
        match mood {
            Mood::Silent(at) if at == step => {
                thread::sleep(Duration::from_mins(1));
                None
            }
            Mood::Says(at, reply) if at == step => Some(reply.to_owned()),
            _ => Some(usual.to_owned()),
        }
    }

    fn answer_to(&self, line: &str) -> String {
        let mut put_off = self.put_off.lock().unwrap();
        if line.contains("<never") {
            format!("550 5.1.1 {line}: no such mailbox")
        } else if line.contains("<gone") {
            "550 gone@example.org is no more".to_owned()
        } else if line.contains("<later") && !put_off.iter().any(|before| before == line) {
            put_off.push(line.to_owned());
            format!("451 4.7.1 {line}: come back later")
        } else {
            "250 ok".to_owned()
        }
    }
}

impl Server {
    /// Makes it behave otherwise.
    pub fn behave(&self, mood: Mood) {
        *self.shared.mood.lock().unwrap() = mood;
    }

    /// The mails that it has been given, oldest first.
    pub fn kept(&self) -> Vec<String> {
        self.shared.kept.lock().unwrap().clone()
    }

    /// The way to it.
    pub fn transport(&self) -> Transport {
        Transport::from_url(&format!("smtp://127.0.0.1:{}", self.port), FROM).unwrap()
    }

    /// The way to it with a password, and with little patience.
    pub fn impatient(&self) -> Transport {
        Transport::with_patience(&format!("smtp://me:secret@127.0.0.1:{}", self.port), FROM, PATIENCE).unwrap()
    }
}

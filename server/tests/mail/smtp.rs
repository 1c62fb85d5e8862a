//! A mail server for the tests.

use std::{
    io::{BufRead, BufReader, Write},
    net::{TcpListener, TcpStream},
    sync::{Arc, Mutex},
    thread,
    time::Duration,
};

use server::mail::Transport;

/// A mail server on loopback that keeps what it takes. To an address that
/// begins with `later`, it says 451 the first time; with `never` or `gone`, 550.
pub struct Server {
    port: u16,
    kept: Arc<Mutex<Vec<String>>>,
}

/// One that thinks about nothing.
pub fn server() -> Server {
    server_that_takes(Duration::ZERO)
}

/// `pause` is how long it thinks about each mail.
pub fn server_that_takes(pause: Duration) -> Server {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let (port, kept) = (listener.local_addr().unwrap().port(), Arc::default());
    let (keep, put_off) = (Arc::clone(&kept), Arc::new(Mutex::new(Vec::new())));
    thread::spawn(move || {
        for connection in listener.incoming().map_while(Result::ok) {
            let (keep, put_off) = (Arc::clone(&keep), Arc::clone(&put_off));
            thread::spawn(move || talk(connection, pause, &keep, &put_off));
        }
    });
    Server { port, kept }
}

fn talk(connection: TcpStream, pause: Duration, keep: &Mutex<Vec<String>>, put_off: &Mutex<Vec<String>>) -> Option<()> {
    let mut lines = BufReader::new(connection.try_clone().ok()?).lines().map_while(Result::ok);
    let say = |reply: &str| (&connection).write_all(format!("{reply}\r\n").as_bytes()).ok();
    say("220 ready")?;
    while let Some(line) = lines.next() {
        match line.get(..4)? {
            "EHLO" => say("250-ready\r\n250 8BITMIME")?,
            "RCPT" => say(&answer_to(&line, put_off))?,
            "DATA" => {
                say("354 go on")?;
                let mail: Vec<_> = lines.by_ref().take_while(|line| line != ".").collect();
                thread::sleep(pause);
                keep.lock().unwrap().push(mail.join("\r\n"));
                say("250 taken")?;
            }
            "QUIT" => return say("221 bye"),
            _ => say("250 ok")?,
        }
    }
    None
}

fn answer_to(line: &str, put_off: &Mutex<Vec<String>>) -> String {
    let mut put_off = put_off.lock().unwrap();
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

impl Server {
    /// The mails that it has taken, oldest first.
    pub fn kept(&self) -> Vec<String> {
        self.kept.lock().unwrap().clone()
    }

    /// The way to it.
    pub fn transport(&self) -> Transport {
        Transport::from_url(&format!("smtp://127.0.0.1:{}", self.port), "Mentorprogrammet IOR <ior@example.org>")
            .unwrap()
    }
}

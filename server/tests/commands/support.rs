//! Installations to look after: each a database, on either engine, and a key file.

use std::{
    env, fs,
    io::{BufRead, BufReader, Read},
    path::{Path, PathBuf},
    process::{self, Child, ChildStdout, Command, Stdio},
    sync::{
        Arc, LazyLock,
        atomic::{AtomicU32, Ordering},
    },
};

use domain::{
    input::Text,
    meeting::{Facts, Form, Log},
    people::{Duty, EmailAddress, Lang},
};
use jiff::{Timestamp, civil::date};
use server::{commands, demo};
use sqlx::{Postgres, migrate::MigrateDatabase};
use store::{
    Caller, Store,
    people::{NewPerson, NewSession},
    round::{NewArrangements, NewPair, NewRound},
    secret::Secret,
    transfer::{self, Archive, Digest, Part, Value},
};

static COUNT: AtomicU32 = AtomicU32::new(0);

/// A folder of a test's own.
pub struct Folder(pub PathBuf);

impl Folder {
    pub fn new() -> Self {
        let folder = env::temp_dir().join(format!("ior-commands-{}", unique()));
        fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    pub fn file(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn unique() -> String {
    format!("{}_{}", process::id(), COUNT.fetch_add(1, Ordering::Relaxed))
}

#[derive(Clone, Copy, Debug)]
pub enum Kind {
    Sqlite,
    Postgres,
}

pub const BOTH: [Kind; 2] = [Kind::Sqlite, Kind::Postgres];

/// An installation.
pub struct Home {
    pub folder: Folder,
    pub url: String,
    pub key_file: PathBuf,
    kind: Kind,
}

impl Home {
    /// One where nothing has been yet.
    pub async fn empty(kind: Kind) -> Self {
        let folder = Folder::new();
        let url = match kind {
            Kind::Sqlite => format!("sqlite:{}", folder.file("ior.sqlite").display()),
            Kind::Postgres => {
                let url = postgres(&format!("ior_commands_{}", unique()));
                Postgres::create_database(&url).await.unwrap();
                url
            }
        };
        let key_file = folder.file("ior.key");
        Self { folder, url, key_file, kind }
    }

    /// One with the demo, and more people in pairs that have met.
    pub async fn with_people(kind: Kind, people: usize) -> Self {
        Self::with_logs(kind, people, 1).await
    }

    /// The same, with so many logs in each pair.
    pub async fn with_logs(kind: Kind, people: usize, logs: usize) -> Self {
        let home = Self::empty(kind).await;
        let store = home.store().await;
        assert!(store.load_round(&demo::round(now()), now()).await.unwrap());
        assert!(store.load_round(&crowd(people, logs), now()).await.unwrap());
        store.close().await;
        home
    }

    pub async fn store(&self) -> Arc<dyn Store> {
        match self.kind {
            Kind::Sqlite => Arc::new(store_sqlite::Engine::connect(&self.url, &self.key_file).await.unwrap()),
            Kind::Postgres => Arc::new(store_postgres::Engine::connect(&self.url, &self.key_file).await.unwrap()),
        }
    }

    pub fn archive(&self) -> Box<dyn Archive> {
        commands::archive(&self.url).unwrap()
    }

    /// How a server is started on its database, by this address.
    pub fn server(&self, url: &str) -> Command {
        let site = self.folder.file("site");
        fs::create_dir_all(site.join("pkg")).unwrap();
        fs::write(
            site.join("hash.txt"),
            "css: 0\njs-pages: 0\njs-extras: 0\njs-islands: 0\nwasm-islands: 0\nbuild: 0\n",
        )
        .unwrap();
        let mut ior = Command::new(env!("CARGO_BIN_EXE_ior"));
        ior.args(["serve", "--addr", "127.0.0.1:0", "--database-url", url]);
        ior.arg("--key-file").arg(&self.key_file).arg("--site-root").arg(site);
        ior.arg("--mail-url").arg(format!("file:{}", self.folder.file("post").display()));
        ior
    }

    /// Starts a server, or says why it did not start.
    pub fn serve(&self) -> Result<Serving, String> {
        let server = self.server(&self.url).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        Serving::of(server)
    }

    /// What it holds.
    pub async fn digests(&self) -> Vec<Digest> {
        let mut all = Vec::new();
        for part in [Part::Data, Part::Keyring] {
            let mut side = self.archive().read(part).await.unwrap();
            all.extend(transfer::digests(side.as_mut(), &|_, _| ()).await.unwrap());
            side.finish().await.unwrap();
        }
        all
    }

    /// The last numbers given in each table that numbers its rows.
    pub async fn last_numbers(&self) -> Vec<(String, i64)> {
        let mut side = self.archive().read(Part::Data).await.unwrap();
        let mut numbers = Vec::new();
        for table in side.tables().to_vec().into_iter().filter(|table| table.numbered) {
            numbers.push((table.name.clone(), side.last_number(&table).await.unwrap()));
        }
        side.finish().await.unwrap();
        numbers
    }

    /// One column of a table.
    pub async fn column(&self, part: Part, table: &str, column: &str) -> Vec<Value> {
        let mut side = self.archive().read(part).await.unwrap();
        let (table, rows) = transfer::all_rows(side.as_mut(), table).await.unwrap();
        side.finish().await.unwrap();
        let n = table.column(column).unwrap();
        rows.into_iter().map(|row| row[n].clone()).collect()
    }

    /// The same key file as another installation's.
    pub fn take_key(&self, other: &Self) {
        fs::copy(&other.key_file, &self.key_file).unwrap();
    }

    pub async fn end(self) {
        if let Kind::Postgres = self.kind {
            Postgres::force_drop_database(&self.url).await.unwrap();
        }
    }
}

/// A server that runs, until this is dropped: then it is killed.
#[derive(Debug)]
pub struct Serving {
    server: Child,
    says: BufReader<ChildStdout>,
}

impl Serving {
    /// A server, once it serves; or what it has said when it ended before that.
    pub fn of(mut server: Child) -> Result<Self, String> {
        let mut says = BufReader::new(server.stdout.take().unwrap());
        let mut line = String::new();
        while says.read_line(&mut line).unwrap() > 0 {
            if line.contains("serves on") {
                return Ok(Self { server, says });
            }
            line.clear();
        }
        let mut why = String::new();
        if let Some(mut stderr) = server.stderr.take() {
            stderr.read_to_string(&mut why).unwrap();
        }
        server.wait().unwrap();
        Err(why)
    }
}

impl Serving {
    /// The next lines that it prints.
    pub fn next_lines(&mut self, count: usize) -> String {
        let mut lines = String::new();
        for _ in 0..count {
            self.says.read_line(&mut lines).unwrap();
        }
        lines
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

pub fn postgres(database: &str) -> String {
    let server = env::var("IOR_TEST_POSTGRES_URL")
        .expect("these tests need a PostgreSQL: run them through `make test` or `scripts/with-postgres.sh`");
    format!("{}/{database}", server.rsplit_once('/').unwrap().0)
}

pub fn now() -> Timestamp {
    "2026-11-22T12:00Z".parse().unwrap()
}

/// Where they all work. Kept, since to make the demo anew for everyone takes
/// longer than what is tested with them.
static ORGANISATION: LazyLock<String> = LazyLock::new(|| demo::round(now()).organisations.swap_remove(0));

pub fn person(address: &str, duty: Duty) -> NewPerson {
    NewPerson {
        email: EmailAddress::parse(address).unwrap(),
        name: format!("Åsa \"{address}\" O'Ek 🦉"),
        title: String::new(),
        phone: String::new(),
        organisation: ORGANISATION.clone(),
        lang: Lang::Sv,
        duty,
    }
}

/// The adept (`a`) or mentor (`m`) of a pair of the crowd.
pub fn address(word: &str, n: usize) -> EmailAddress {
    EmailAddress::parse(&format!("{word}-{n}@example.org")).unwrap()
}

/// Someone, as the store knows who asks.
pub async fn caller(store: &dyn Store, email: &EmailAddress) -> Caller {
    let session = NewSession { secret: Secret::generate(), client: String::new(), device: None };
    store.sign_in_as(email, &session, now()).await.unwrap();
    store.caller(&session.secret, now()).await.unwrap().unwrap()
}

/// How many logs a pair of the crowd has: every tenth has not met yet.
pub fn logs_of(pair: usize, logs: usize) -> usize {
    if pair % 10 == 9 { 0 } else { logs }
}

/// A round of so many people, in pairs that have met so many times.
fn crowd(people: usize, logs: usize) -> NewRound {
    let pairs = 0..people / 2;
    let pair = |n| NewPair {
        adept: address("a", n),
        mentor: address("m", n),
        every_weeks: 4,
        since: date(2026, 3, 6),
        meetings: (0..logs_of(n, logs)).map(|k| (log(n * logs + k), address("a", n), now())).collect(),
        next: None,
        open: None,
        agreement: None,
        paused: None,
    };
    NewRound {
        number: 16,
        days: Vec::new(),
        replies: Vec::new(),
        tables: Vec::new(),
        arrangements: NewArrangements::default(),
        pulses: Vec::new(),
        people: pairs
            .clone()
            .flat_map(|n| [(address("a", n), Duty::Adept), (address("m", n), Duty::Mentor)])
            .map(|(email, duty)| person(email.as_str(), duty))
            .collect(),
        applications: Vec::new(),
        pairs: pairs.map(pair).collect(),
        max_pairs: u32::try_from(people).unwrap().max(1),
        ..demo::round(now())
    }
}

pub fn log(n: usize) -> Log {
    Log {
        facts: Facts { date: date(2026, 11, 20), minutes: 60, form: Form::Digital },
        notes: Text::parse(&format!("Träff {n}: vi talade om mod.")).unwrap(),
        actions: Vec::new(),
        goal: None,
        reflection: Text::parse("Eget.").unwrap(),
        next: None,
        again: false,
    }
}

/// Whether some bytes hold others.
pub fn holds(bytes: &[u8], sought: &[u8]) -> bool {
    bytes.windows(sought.len()).any(|window| window == sought)
}

pub fn read(path: &Path) -> Vec<u8> {
    fs::read(path).unwrap()
}

//! The binary `ior`: reads its configuration, opens the store, and does what
//! it is told. See `ior help`.

use std::{error::Error, path::Path, process::ExitCode, sync::Arc, time::Duration};

use app::context::{AppState, Clock, Settings};
use clap::Parser;
use domain::{
    people::EmailAddress,
    time::{instant, today},
};
use server::{
    Streams,
    commands::{self, backup, copy_store, doctor, init, restore, rotate_key},
    config::{Cli, Command, CopyStore, Database, Demo, ErasePair, Invite, Mail, Serve, public_origin},
    demo,
    listen::{self, Limits},
    log,
    mail::{self, Transport},
    metrics, router, scheduled_jobs, setup, site,
};
use store::{
    Store,
    people::NewPerson,
    transfer::{self, Held, Part},
};
use tokio::{net::TcpListener, runtime::Runtime, sync::watch, time::timeout};

type Outcome<T> = Result<T, Box<dyn Error>>;

/// How long the end of one thing may take when the server stops: the email at
/// hand, the database's connections, a file that is being read.
const SHUTDOWN_TIMEOUT: Duration = Duration::from_millis(800);

fn main() -> ExitCode {
    let cli = Cli::parse();
    log::begin(cli.log_format, matches!(&cli.command, Command::Serve(serve) if serve.metrics_addr.is_some()));
    let outcome = Runtime::new().map_err(Into::into).and_then(|runtime| {
        let outcome = runtime.block_on(run(cli));
        runtime.shutdown_timeout(SHUTDOWN_TIMEOUT);
        outcome
    });
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("ior: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(cli: Cli) -> Outcome<()> {
    let Cli { database, command, .. } = cli;
    if let Command::Serve(serve) = &command {
        serve.check()?;
    }
    let Some(command) = run_offline(&database, command).await? else { return Ok(()) };
    let address = commands::archive(&database.database_url)?.address();
    let (_held, store) = open(&database, &command).await.map_err(|error| commands::named(&address, &error))?;
    let outcome = run_command(command, store.clone()).await;
    if timeout(SHUTDOWN_TIMEOUT, store.close()).await.is_err() {
        tracing::warn!("the database was still at work");
    }
    outcome
}

/// Does what must not open the store; gives back what needs one.
async fn run_offline(database: &Database, command: Command) -> Outcome<Option<Command>> {
    let key_file = &database.key_file;
    if let Command::Doctor(serve) = command {
        let configuration = serve.check().map_err(str::to_owned);
        let well = doctor::run(database, &serve, configuration, Clock::default().now()).await;
        return if well { Ok(None) } else { Err("something is not as it should be".into()) };
    }
    if let Command::CopyStore(CopyStore { from, to }) = command {
        let (from, to) = (commands::archive(&from)?, commands::archive(&to)?);
        copy_store::run(from.as_ref(), to.as_ref(), key_file).await?;
        return Ok(None);
    }
    let archive = commands::archive(&database.database_url)?;
    let outcome = match command {
        Command::Backup(to) => backup::run(archive.as_ref(), Part::Data, &to.file).await,
        Command::BackupKeyring(to) => backup::run(archive.as_ref(), Part::Keyring, &to.file).await,
        Command::Restore(what) => restore::run(archive.as_ref(), key_file, &what).await,
        Command::RotateKey(how) => rotate_key::run(archive.as_ref(), key_file, how.prepare).await,
        needs_store => return Ok(Some(needs_store)),
    };
    outcome.map_err(|error| commands::named(&archive.address(), &error))?;
    Ok(None)
}

async fn run_command(command: Command, store: Arc<dyn Store>) -> Outcome<()> {
    match command {
        Command::Migrate => println!("The database is up to date."),
        Command::Demo(demo) => load_demo(store.as_ref(), demo).await?,
        Command::Init(how) => println!("{}", init::run(store.as_ref(), &how, Clock::default().now()).await?),
        Command::Invite(invite) => let_in(store.as_ref(), invite).await?,
        Command::ErasePair(pair) => erase(store.as_ref(), &pair).await?,
        Command::Mail(Mail::Retry) => retry_mail(store.as_ref()).await?,
        Command::Serve(config) => serve(store, config).await?,
        // Done without a store, before.
        Command::Backup(_)
        | Command::BackupKeyring(_)
        | Command::Restore(_)
        | Command::CopyStore(_)
        | Command::RotateKey(_)
        | Command::Doctor(_) => {}
    }
    Ok(())
}

/// Opens the store. A server holds the database for as long as it runs.
async fn open(database: &Database, command: &Command) -> transfer::Result<(Option<Held>, Arc<dyn Store>)> {
    let Database { database_url, key_file } = database;
    if let Command::Serve(_) = command {
        let (held, store) = commands::open_to_serve(database_url, key_file).await?;
        return Ok((Some(held), store));
    }
    Ok((None, commands::open(database_url, key_file).await?))
}

fn clock(demo: Demo) -> Clock {
    match demo.today {
        Some(today) => Clock::starting_at(instant(today.at(9, 0, 0, 0))),
        None => Clock::default(),
    }
}

async fn load_demo(store: &dyn Store, demo: Demo) -> Outcome<()> {
    if !demo::is_all_invented(&store.demo_people().await?) {
        return Err("the demo is for a database of its own, and this one holds people whom it has not invented".into());
    }
    let now = clock(demo).now();
    let loaded = store.load_round(&demo::round(now), now).await?;
    if loaded {
        store.settle_reminders(now).await?;
    }
    let what = if loaded { "loaded" } else { "is there already; nothing changed" };
    println!("Round 15 {what}.");
    Ok(())
}

async fn let_in(store: &dyn Store, invite: Invite) -> Outcome<()> {
    let email = EmailAddress::parse(&invite.email).map_err(|_| "that is not an e-mail address")?;
    let person = NewPerson {
        email,
        name: invite.name,
        title: invite.title,
        phone: String::new(),
        organisation: invite.organisation,
        lang: invite.lang,
        duty: invite.duty,
    };
    store.invite(&person, Clock::default().now()).await.map_err(|error| match error {
        store::Error::NotFound => "there is no round yet, or no organisation of that name".to_owned(),
        error => error.to_string(),
    })?;
    println!("Invited. The mail leaves as soon as the server runs.");
    Ok(())
}

async fn erase(store: &dyn Store, pair: &ErasePair) -> Outcome<()> {
    let address = |typed: &str| EmailAddress::parse(typed).map_err(|_| "that is not an e-mail address");
    let (adept, mentor) = (address(&pair.adept)?, address(&pair.mentor)?);
    store.erase_pair(&adept, &mentor, pair.round, Clock::default().now()).await.map_err(|error| match error {
        store::Error::NotFound => "there is no such pair in that round".to_owned(),
        error => error.to_string(),
    })?;
    println!("What the pair wrote is erased, here and in every backup of the data. Its meetings' facts are kept.");
    Ok(())
}

async fn retry_mail(store: &dyn Store) -> Outcome<()> {
    match store.retry_given_up(Clock::default().now()).await? {
        0 => println!("No email was given up."),
        emails => println!("Sent again as soon as the server runs: {emails}."),
    }
    Ok(())
}

async fn serve(store: Arc<dyn Store>, config: Serve) -> Outcome<()> {
    if config.demo && !demo::is_all_invented(&store.demo_people().await?) {
        return Err("the demo lets anyone in, and this database holds people whom it has not invented".into());
    }
    let transport = Transport::from_url(&config.mail_url, &config.mail_from)?;
    let state = state(store, &config, transport.folder())?;
    if let Some(addr) = config.metrics_addr {
        let serving = metrics::serve(addr, metrics::begin()?, state.clone()).await;
        serving.map_err(|error| format!("metrics cannot be read on {addr} (IOR_METRICS_ADDR): {error}"))?;
    }
    let (stop, stopping) = watch::channel(false);
    let worker = tokio::spawn(mail::run(
        state.store.clone(),
        transport,
        state.settings.public_url.clone(),
        state.clock,
        state.store.outbox(),
        stopping.clone(),
    ));
    tokio::spawn(scheduled_jobs::run(state.store.clone(), state.clock, stopping.clone()));
    let service = router(state.clone(), Streams::new(stopping.clone()));
    let listener = TcpListener::bind(config.addr).await;
    let listener = listener.map_err(|error| format!("cannot listen on {} (IOR_ADDR): {error}", config.addr))?;
    announce(&state, &config);
    if let Some(invitation) = setup::invitation(&state).await? {
        println!("{invitation}");
    }
    tokio::spawn(signal(stop));
    let limits = Limits { stop_delay: Duration::from_secs(config.stop_delay), ..Limits::default() };
    listen::serve(listener, service, stopping, limits).await;
    if timeout(SHUTDOWN_TIMEOUT, worker).await.is_err() {
        tracing::warn!("an email was still being handed over: it is tried again later");
    }
    Ok(())
}

fn state(store: Arc<dyn Store>, config: &Serve, mailbox: Option<&Path>) -> Outcome<AppState> {
    let public_url = public_origin(&config.public_url)?;
    Ok(AppState {
        store,
        clock: clock(config.day),
        settings: Arc::new(Settings {
            demo: config.demo,
            mailbox: mailbox.map(Path::to_owned),
            https: public_url.starts_with("https://"),
            public_url,
            trusted_proxies: config.trusted_proxies.clone(),
            assets: site::assets(&config.site_root)?,
            site_root: config.site_root.clone(),
        }),
    })
}

/// Says where it is, and in the demo who one can be.
fn announce(state: &AppState, config: &Serve) {
    println!("Mentorprogrammet serves on http://{}", config.addr);
    if config.demo {
        println!(
            "  it is {} here; sign in at {}/logga-in, for example as",
            today(state.clock.now()),
            state.settings.public_url
        );
        println!("  adept1@example.org, mentor1@example.org (a pair), organisator1@example.org, kontakt1@example.org");
    }
}

/// Waits for the signal to stop, and tells everyone who takes work.
async fn signal(stop: watch::Sender<bool>) {
    let interrupted = tokio::signal::ctrl_c();
    #[cfg(unix)]
    match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
        Ok(mut terminated) => tokio::select! { _ = interrupted => {}, _ = terminated.recv() => {} },
        Err(_) => {
            let _ = interrupted.await;
        }
    }
    #[cfg(not(unix))]
    let _ = interrupted.await;
    let _ = stop.send(true);
}

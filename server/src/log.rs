//! The log, on standard error. It holds no address of a person, no name, no
//! link and no code; what belongs to one request bears its id.

use std::{
    io,
    panic::{self, PanicHookInfo},
};

use tracing::{Level, Metadata};
use tracing_subscriber::{
    EnvFilter, Layer, Registry,
    filter::{FilterExt, Targets, filter_fn},
    fmt::MakeWriter,
    layer::SubscriberExt,
    util::SubscriberInitExt,
};

use crate::{config::LogFormat, metrics::Queries};

/// A layer of the log, on its one registry.
type Lines = Box<dyn Layer<Registry> + Send + Sync>;

/// Whose lines may be as detailed as `RUST_LOG` says.
const OURS: [&str; 7] = ["app", "domain", "ior", "server", "store", "store_postgres", "store_sqlite"];

/// Begins to log, panics too. `RUST_LOG` says how much; without it, what an
/// operator wants to know. `count_queries` feeds [`crate::metrics`]
/// as well.
pub fn begin(format: LogFormat, count_queries: bool) {
    let wanted = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    let queries = Targets::new().with_target(Queries::TARGET, Level::DEBUG);
    tracing_subscriber::registry()
        .with(lines(format, wanted, io::stderr))
        .with(count_queries.then(|| Queries.with_filter(queries)))
        .init();
    panic::set_hook(Box::new(note_panic));
}

/// Writes lines to `writer`: those that are wanted, of those that may be written.
fn lines<W>(format: LogFormat, wanted: EnvFilter, writer: W) -> Lines
where
    W: for<'a> MakeWriter<'a> + Send + Sync + 'static,
{
    // A log that cannot be written, on a full disk perhaps, must not stop the server.
    let lines = tracing_subscriber::fmt::layer().with_writer(writer).log_internal_errors(false);
    let lines: Lines = match format {
        LogFormat::Text => lines.with_ansi(false).boxed(),
        LogFormat::Json => lines.json().flatten_event(true).with_span_list(false).boxed(),
    };
    lines.with_filter(wanted.and(filter_fn(may_be_written))).boxed()
}

/// Libraries say in detail what they are given, sign-in links among it: of theirs,
/// only what an operator wants to know.
fn may_be_written(line: &Metadata<'_>) -> bool {
    let of = line.target().split("::").next().unwrap_or_default();
    *line.level() <= Level::INFO || OURS.contains(&of)
}

/// Notes a panic like any other fault. What it says may be made of what people
/// wrote, so that is told only if it is fixed.
fn note_panic(panic: &PanicHookInfo<'_>) {
    let place = panic.location().map(ToString::to_string).unwrap_or_default();
    let why = panic.payload().downcast_ref::<&'static str>().copied().unwrap_or_default();
    tracing::error!(place, why, "panicked");
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use tracing::subscriber::with_default;

    use super::*;

    /// What has been written.
    #[derive(Clone, Default)]
    struct Written(Arc<Mutex<Vec<u8>>>);

    impl io::Write for Written {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    /// The log of what is done, with everything wanted.
    fn log_of(format: LogFormat, act: impl FnOnce()) -> String {
        let written = Written::default();
        let writer = written.clone();
        let lines = lines(format, EnvFilter::new("trace"), move || writer.clone());
        with_default(tracing_subscriber::registry().with(lines), act);
        String::from_utf8(written.0.lock().unwrap().clone()).unwrap()
    }

    #[test]
    fn libraries_do_not_write_in_detail() {
        let log = log_of(LogFormat::Text, || {
            tracing::trace!(target: "hyper::proto", "GET /logga-in/lank/hemlig");
            tracing::debug!(target: "server_fn::request", "hemlig");
            tracing::trace!(target: "tower_http::services", path = "/logga-in/lank/hemlig");
            tracing::warn!(target: "sqlx::pool", "slow");
            tracing::trace!(target: "server::live", "ours");
        });
        assert!(!log.contains("hemlig"), "{log}");
        assert!(log.contains("slow") && log.contains("ours"), "as a control: {log}");
    }

    #[test]
    fn a_panic_is_a_line_like_any_other() {
        let before = panic::take_hook();
        panic::set_hook(Box::new(note_panic));
        let log = log_of(LogFormat::Json, || {
            let text = String::from("hemligt ord");
            let _ = panic::catch_unwind(|| panic!("a fixed text"));
            let _ = panic::catch_unwind(|| panic!("{text}"));
        });
        panic::set_hook(before);
        let lines: Vec<serde_json::Value> = log.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(lines.len(), 2, "{log}");
        assert_eq!((&lines[0]["level"], &lines[0]["why"]), (&"ERROR".into(), &"a fixed text".into()));
        assert!(lines[1]["place"].as_str().unwrap().contains("log.rs:") && !log.contains("hemligt"), "{log}");
    }
}

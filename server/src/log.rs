//! The log, on standard error. It holds no address of a person, no name, no
//! link and no code; what belongs to one request bears its id.

use tracing_subscriber::{EnvFilter, Layer, filter::Targets, layer::SubscriberExt, util::SubscriberInitExt};

use crate::{config::LogFormat, figures::Queries};

/// Begins to log. `RUST_LOG` says how much; without it, what an operator wants
/// to know. `count_queries` feeds the figures of [`crate::figures`] as well.
pub fn begin(format: LogFormat, count_queries: bool) {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    // A log that cannot be written, on a full disk perhaps, must not stop the server.
    let lines = tracing_subscriber::fmt::layer().with_writer(std::io::stderr).log_internal_errors(false);
    let lines = match format {
        LogFormat::Text => lines.with_ansi(false).boxed(),
        LogFormat::Json => lines.json().flatten_event(true).with_span_list(false).boxed(),
    };
    let queries = Targets::new().with_target(Queries::TARGET, tracing::Level::DEBUG);
    tracing_subscriber::registry()
        .with(lines.with_filter(filter))
        .with(count_queries.then(|| Queries.with_filter(queries)))
        .init();
}

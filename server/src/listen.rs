//! Taking connections, and ending them in good time.
//!
//! `axum::serve` waits for as long as a client takes to send its headers or to
//! read its answer, and at the end for as long as the last request takes. Here
//! each has a limit.

use std::{convert::Infallible, net::SocketAddr, pin::pin, sync::Arc, time::Duration};

use axum::{Router, body::Body, extract::ConnectInfo, http::Request, response::Response};
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::{OwnedSemaphorePermit, Semaphore, watch},
    time::{sleep, timeout},
};
use tokio_io_timeout::TimeoutStream;
use tower::ServiceExt;

/// How long open requests may take when the server stops.
const DRAIN: Duration = Duration::from_secs(7);
/// How long whoever has just connected may take to begin a request when the
/// server stops. A connection without one is closed at once.
const BEGIN: Duration = Duration::from_millis(250);
/// How long to wait when no connection can be taken, for want of files perhaps.
const PAUSE: Duration = Duration::from_millis(100);

/// What clients may ask of the server.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// How long a client may take to send a request's headers.
    pub headers: Duration,
    /// How long a client may take nothing of what it is sent.
    pub write: Duration,
    /// How many connections are open at most, so that files are left for the
    /// database. The next wait until one ends.
    pub connections: usize,
    /// How long connections are still taken when the server stops, so that load
    /// balancers hear of it from `/readyz` and send people elsewhere.
    pub stop_delay: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            headers: Duration::from_secs(10),
            write: Duration::from_mins(1),
            connections: 8192,
            stop_delay: Duration::ZERO,
        }
    }
}

/// Serves until `stop` has turned true, and for the delay after it; then takes no
/// more connections, and lets open requests finish for as long as that is
/// reasonable.
pub async fn serve(listener: TcpListener, router: Router, mut stop: watch::Receiver<bool>, limits: Limits) {
    let connections = GracefulShutdown::new();
    let room = Arc::new(Semaphore::new(limits.connections));
    let mut closing = pin!(async {
        stopped(&mut stop).await;
        sleep(limits.stop_delay).await;
    });
    loop {
        let next = async {
            let place = room.clone().acquire_owned().await.ok();
            (listener.accept().await, place)
        };
        tokio::select! {
            (accepted, place) = next => match accepted {
                Ok((stream, peer)) => Connection { stream, peer, place }.take(router.clone(), &connections, limits),
                Err(error) => {
                    tracing::warn!(%error, "a connection was not taken");
                    sleep(PAUSE).await;
                }
            },
            () = &mut closing => break,
        }
    }
    // A proxy that is connected has perhaps sent its request, and cannot know
    // whether to send it elsewhere.
    while let Ok(Ok((stream, peer))) = timeout(Duration::ZERO, listener.accept()).await {
        Connection { stream, peer, place: None }.take(router.clone(), &connections, limits);
    }
    drop(listener);
    sleep(BEGIN).await;
    if timeout(DRAIN, connections.shutdown()).await.is_err() {
        tracing::warn!("some requests did not finish in time");
    }
}

struct Connection {
    stream: TcpStream,
    peer: SocketAddr,
    /// Given back when the connection ends.
    place: Option<OwnedSemaphorePermit>,
}

impl Connection {
    fn take(self, router: Router, connections: &GracefulShutdown, limits: Limits) {
        let Self { stream, peer, place } = self;
        // Small answers leave at once; without it they wait for each other.
        let _ = stream.set_nodelay(true);
        let mut stream = TimeoutStream::new(stream);
        stream.set_write_timeout(Some(limits.write));
        let service = service_fn(move |request| answer(router.clone(), peer, request));
        let mut http = http1::Builder::new();
        http.timer(TokioTimer::new()).header_read_timeout(limits.headers);
        let connection = connections.watch(http.serve_connection(TokioIo::new(Box::pin(stream)), service));
        tokio::spawn(async move {
            // Clients that go away, or say nothing, are no fault of ours.
            if let Err(error) = connection.await {
                tracing::debug!(%error, "a connection ended");
            }
            drop(place);
        });
    }
}

async fn answer(router: Router, peer: SocketAddr, mut request: Request<Incoming>) -> Result<Response, Infallible> {
    request.extensions_mut().insert(ConnectInfo(peer));
    router.oneshot(request.map(Body::new)).await
}

/// Waits until the server stops.
pub async fn stopped(stop: &mut watch::Receiver<bool>) {
    // An error means that the sender is gone, and the server with it.
    let _ = stop.wait_for(|stop| *stop).await;
}

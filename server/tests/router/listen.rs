//! Real connections: how long they may take, how many there are, and how they
//! end when the server does.

use std::{net::SocketAddr, time::Duration};

use axum::{Router, routing::get};
use server::listen::{Limits, serve};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::watch,
    task::JoinHandle,
    time::{sleep, timeout},
};

use super::support::soon;

/// More bytes than the system keeps for a client that reads nothing.
const MUCH: usize = 64 << 20;
/// Short enough for a test, long enough for a busy machine.
const LIMITS: Limits = Limits {
    headers: Duration::from_secs(10),
    write: Duration::from_millis(1500),
    connections: 100,
    stop_delay: Duration::ZERO,
};

/// A server with little and much to say.
struct Server {
    address: SocketAddr,
    stop: watch::Sender<bool>,
    task: JoinHandle<()>,
}

impl Server {
    async fn start(limits: Limits) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, stopping) = watch::channel(false);
        Self { address, stop, task: tokio::spawn(serve(listener, pages(), stopping, limits)) }
    }

    /// A client that has asked for a page, and not read anything yet.
    async fn asked(&self, path: &str) -> TcpStream {
        let mut client = TcpStream::connect(self.address).await.unwrap();
        ask(&mut client, path).await;
        client
    }

    async fn end(self) {
        self.stop.send(true).unwrap();
        soon(self.task).await.unwrap();
    }
}

fn pages() -> Router {
    Router::new().route("/little", get(async || "little")).route("/much", get(async || vec![b'x'; MUCH]))
}

async fn ask(client: &mut TcpStream, path: &str) {
    let request = format!("GET {path} HTTP/1.1\r\nHost: ior.example\r\nConnection: close\r\n\r\n");
    client.write_all(request.as_bytes()).await.unwrap();
}

/// Reads to the end, or to where the connection breaks, and tells how many bytes there were.
async fn read(mut client: TcpStream) -> usize {
    let mut got = 0;
    let mut piece = vec![0; 1 << 20];
    while let Ok(n @ 1..) = soon(client.read(&mut piece)).await {
        got += n;
    }
    got
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reader_who_reads_nothing_is_let_go() {
    let server = Server::start(LIMITS).await;
    let client = server.asked("/much").await;
    sleep(LIMITS.write * 3).await;
    let got = read(client).await;
    assert!(got < MUCH, "all {got} bytes were still there");
    // As a control: one who pauses, for longer than that in all, gets everything.
    let mut client = server.asked("/much").await;
    let mut got = 0;
    for _ in 0..6 {
        got += soon(client.read(&mut vec![0; 8 << 20])).await.unwrap();
        sleep(LIMITS.write / 2).await;
    }
    got += read(client).await;
    assert!(got > MUCH, "{got} bytes with the headers");
    server.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_next_connection_waits_until_there_is_room() {
    let server = Server::start(Limits { connections: 1, ..LIMITS }).await;
    let first = TcpStream::connect(server.address).await.unwrap();
    // So that the first is taken first.
    sleep(Duration::from_millis(200)).await;
    let mut second = server.asked("/little").await;
    let mut answer = String::new();
    assert!(timeout(Duration::from_millis(500), second.read_to_string(&mut answer)).await.is_err(), "{answer}");
    drop(first);
    soon(second.read_to_string(&mut answer)).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 200 OK"), "{answer}");
    server.end().await;
}

/// A proxy that has sent a request to a server about to stop gets its answer.
#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_connected_when_the_server_stops_is_answered() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let mut clients = Vec::new();
    for _ in 0..20 {
        let mut client = TcpStream::connect(address).await.unwrap();
        ask(&mut client, "/little").await;
        clients.push(client);
    }
    let (_stop, stopped) = watch::channel(true);
    soon(serve(listener, pages(), stopped, LIMITS)).await;
    for mut client in clients {
        let mut answer = String::new();
        soon(client.read_to_string(&mut answer)).await.unwrap();
        assert!(answer.starts_with("HTTP/1.1 200 OK") && answer.ends_with("little"), "{answer}");
    }
    assert!(TcpStream::connect(address).await.is_err(), "and nobody after that");
}

/// Until a load balancer has heard of it, people still come.
#[tokio::test(flavor = "multi_thread")]
async fn who_comes_within_the_delay_is_answered() {
    let server = Server::start(Limits { stop_delay: Duration::from_secs(1), ..LIMITS }).await;
    server.stop.send(true).unwrap();
    sleep(Duration::from_millis(300)).await;
    assert!(read(server.asked("/little").await).await > 0);
    sleep(Duration::from_secs(1)).await;
    assert!(TcpStream::connect(server.address).await.is_err());
    soon(server.task).await.unwrap();
}

//! What an engine announces, and how many announcements there have been.
//!
//! A page says how far the engine had come when it was read; the stream that
//! keeps it current says how far it has come since. So a page knows whether it
//! missed a change in between. Nothing is announced but by [`Feed::announce`],
//! so nothing is announced uncounted.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use chacha20poly1305::aead::{Generate, array::Array};
use domain::live::Change;
use tokio::sync::broadcast;

use crate::secret::hex;

/// How many changes a slow listener may lag behind before it must read
/// everything anew.
const LAG: usize = 1024;

/// The changes that an engine announces. Clones are the same feed.
#[derive(Clone, Debug)]
pub struct Feed {
    changes: broadcast::Sender<Change>,
    announced: Arc<AtomicU64>,
    /// Tells this feed from that of another server, or of before a restart.
    id: Arc<str>,
}

impl Feed {
    /// A feed that has announced nothing.
    pub fn new() -> Self {
        let id: Array<u8, chacha20poly1305::consts::U8> = Array::generate();
        Self { changes: broadcast::channel(LAG).0, announced: Arc::default(), id: hex(&id).into() }
    }

    /// Announces something that is committed. It is counted before it is sent:
    /// whoever has received it sees that the sequence has moved.
    pub fn announce(&self, change: Change) {
        self.announced.fetch_add(1, Ordering::SeqCst);
        // An error says that no one listens, which is no fault.
        let _ = self.changes.send(change);
    }

    /// What is announced from now on.
    pub fn subscribe(&self) -> broadcast::Receiver<Change> {
        self.changes.subscribe()
    }

    /// How far the feed has come: equal only if nothing was announced in between.
    ///
    /// ```
    /// use domain::live::Change;
    /// use store::feed::Feed;
    /// let feed = Feed::new();
    /// let before = feed.sequence();
    /// assert_eq!(feed.sequence(), before);
    /// feed.announce(Change::Resync);
    /// assert_ne!(feed.sequence(), before);
    /// assert_ne!(Feed::new().sequence(), Feed::new().sequence());
    /// ```
    pub fn sequence(&self) -> String {
        format!("{}.{}", self.id, self.announced.load(Ordering::SeqCst))
    }
}

impl Default for Feed {
    fn default() -> Self {
        Self::new()
    }
}

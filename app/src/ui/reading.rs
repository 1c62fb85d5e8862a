//! What pages read: the answer of a server function, there when the page is,
//! and read again when something changes.

use std::marker::PhantomData;

use codee::string::FromToStringCodec;
use leptos::{prelude::*, server_fn::ServerFn};
use serde::{Serialize, de::DeserializeOwned};

use super::wire;
use crate::error::AppError;

/// A server function's answer, of type `T` once a page looks at it. Until then
/// it is JSON, so that the machinery of resources is compiled only once.
pub struct Reading<T> {
    resource: Resource<String, FromToStringCodec>,
    last: StoredValue<Option<String>>,
    answer: PhantomData<fn() -> T>,
}

impl<T> Clone for Reading<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Reading<T> {}

impl<T: DeserializeOwned> Reading<T> {
    /// Reads now, and again whenever `request` asks for something else or
    /// `version` rises.
    pub fn new<S>(
        request: impl Fn() -> S + Send + Sync + 'static,
        version: impl Fn() -> u32 + Send + Sync + 'static,
    ) -> Self
    where
        S: ServerFn<Error = AppError, Output = T> + Serialize + DeserializeOwned + Send + 'static,
        T: Serialize + Send,
    {
        let source = move || (serde_qs::to_string(&request()).unwrap_or_default(), version());
        Self {
            resource: resource(Box::new(source), wire::read::<S>),
            last: StoredValue::new(None),
            answer: PhantomData,
        }
    }

    /// Reads once: something that does not change while one looks.
    pub fn once<S>(request: impl Fn() -> S + Send + Sync + 'static) -> Self
    where
        S: ServerFn<Error = AppError, Output = T> + Serialize + DeserializeOwned + Send + 'static,
        T: Serialize + Send,
    {
        Self::new(request, || 0)
    }

    /// The answer as JSON, once it is there.
    pub(super) fn json(self) -> impl Future<Output = String> + Send + use<T> {
        self.resource.into_future()
    }

    /// What the JSON says. While the server cannot be reached, what the last one
    /// said: a lost connection leaves no page empty.
    pub(super) fn answer(self, json: String) -> Result<T, AppError> {
        let answer = wire::answer(&json);
        // Whoever has left the page has no use for it: then `last` is gone, too.
        match (&answer, self.last.try_get_value().flatten()) {
            (Ok(_), _) => {
                let _ = self.last.try_set_value(Some(json));
            }
            (Err(AppError::Offline | AppError::Unavailable), Some(last)) => return wire::answer(&last),
            _ => {}
        }
        answer
    }
}

/// What is asked for, as URL-encoded fields, and the version of the answer.
type Source = Box<dyn Fn() -> (String, u32) + Send + Sync>;

fn resource(source: Source, read: fn(String) -> wire::Answer) -> Resource<String, FromToStringCodec> {
    Resource::new_str_blocking(source, move |(fields, _)| read(fields))
}

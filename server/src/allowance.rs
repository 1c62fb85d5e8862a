//! How many requests are taken in a minute: for what costs work and has no other limit.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

use jiff::Timestamp;

/// What has been taken in the present minute.
pub struct Allowance {
    of_one: u32,
    of_all: u32,
    taken: Mutex<Taken>,
}

#[derive(Default)]
struct Taken {
    minute: i64,
    all: u32,
    of: HashMap<String, u32>,
}

impl Allowance {
    /// So many in a minute from one, whoever is counted as one, and so many from all.
    pub fn new(of_one: u32, of_all: u32) -> Self {
        Self { of_one, of_all, taken: Mutex::default() }
    }

    /// Whether one more is taken; if so, it is counted.
    pub fn take(&self, one: &str, now: Timestamp) -> bool {
        let minute = now.as_second() / 60;
        let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        if taken.minute != minute {
            *taken = Taken { minute, ..Taken::default() };
        }
        let of_one = taken.of.get(one).copied().unwrap_or_default();
        if taken.all >= self.of_all || of_one >= self.of_one {
            return false;
        }
        taken.all += 1;
        taken.of.insert(one.to_owned(), of_one + 1);
        true
    }
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;

    use super::*;

    #[test]
    fn no_more_than_so_many_are_taken_in_a_minute() {
        let allowance = Allowance::new(5, 60);
        let at = |minute| Timestamp::UNIX_EPOCH + SignedDuration::from_mins(minute);
        let count = |one: &str, minute| (0..100).filter(|_| allowance.take(one, at(minute))).count();
        assert_eq!((count("a", 1), count("b", 1), count("a", 1), count("a", 2)), (5, 5, 0, 5));
        let others: usize = (0..100).map(|n| count(&format!("{n}"), 2)).sum();
        assert_eq!(others, 55, "all together");
    }
}

//! How often someone may ask to be let in, and how many codes may be wrong.
//!
//! Strangers are counted by the address that they type and by the client that they
//! come from, so that one of them uses up neither what another has nor what anyone
//! can ask for. Whoever asks from a browser in which that very person has signed in
//! before is counted apart, and no stranger shuts them out.

/// How many requests may be made for one address within a quarter of an hour: from
/// one client, and from all the browsers in which its owner has signed in before.
pub const MAX_PER_ADDRESS: i64 = 5;
/// How many requests strangers may make for one address within that time, from any
/// number of clients: each is an email to its owner.
pub const MAX_BY_STRANGERS: i64 = 10;
/// How many with those of clients that have not asked for it before: two who hammer on
/// an address leave its owner a request from a new telephone.
pub const MAX_WITH_NEWCOMERS: i64 = 25;
/// How many requests one client may make within that time, for any addresses.
pub const MAX_PER_CLIENT: i64 = 60;
/// How many may begin to apply from one client within a day: each is an email to an
/// address that may be nobody's here. A whole organisation may come from one client.
pub const MAX_APPLICANTS_PER_CLIENT: i64 = 50;
/// How many wrong codes one request takes.
pub const MAX_WRONG_CODES: i64 = 5;
/// How many wrong codes one address takes within a day; after that only links let
/// anyone in. Fifteen of a million: to guess an account takes decades.
pub const MAX_WRONG_PER_DAY: i64 = 15;

/// How many requests to be let in have been made within a quarter of an hour, by
/// strangers unless it says otherwise.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Requests {
    /// For this address, from browsers in which its owner has signed in before.
    pub known: i64,
    /// For this address, from this client.
    pub here: i64,
    /// For this address, from any client.
    pub address: i64,
    /// From this client, for any address.
    pub client: i64,
    /// To begin to apply, from this client within a day.
    pub applicants: i64,
}

impl Requests {
    /// Whether one more is taken; `known` from a browser in which the address's
    /// owner has signed in before, `applies` to begin to apply.
    ///
    /// ```
    /// use domain::people::sign_in::Requests;
    /// let strangers = Requests { here: 5, address: 10, client: 60, ..Requests::default() };
    /// assert!(!strangers.take_another(false, false));
    /// assert!(strangers.take_another(true, false), "nobody shuts out whoever was here before");
    /// let newcomer = Requests { address: 10, ..Requests::default() };
    /// assert!(newcomer.take_another(false, false), "two other clients do not shut out a third");
    /// assert!(!Requests { here: 1, ..newcomer }.take_another(false, false));
    /// assert!(!Requests { address: 25, ..newcomer }.take_another(false, false));
    /// let applied = Requests { applicants: 50, ..Requests::default() };
    /// assert!(!applied.take_another(true, true) && applied.take_another(false, false));
    /// ```
    pub const fn take_another(self, known: bool, applies: bool) -> bool {
        if applies && self.applicants >= MAX_APPLICANTS_PER_CLIENT {
            return false;
        }
        if known {
            return self.known < MAX_PER_ADDRESS;
        }
        let most = if self.here == 0 { MAX_WITH_NEWCOMERS } else { MAX_BY_STRANGERS };
        self.here < MAX_PER_ADDRESS && self.address < most && self.client < MAX_PER_CLIENT
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::{collection::vec, prelude::*};

    use super::*;

    /// Counts as the store does: of these requests, those that were taken.
    fn counted(taken: &[(u8, u8, bool)], (address, client): (u8, u8)) -> Requests {
        let count =
            |of: &dyn Fn(&(u8, u8, bool)) -> bool| i64::try_from(taken.iter().filter(|one| of(one)).count()).unwrap();
        Requests {
            known: count(&|one| one.0 == address && one.2),
            here: count(&|one| one.0 == address && one.1 == client && !one.2),
            address: count(&|one| one.0 == address && !one.2),
            client: count(&|one| one.1 == client && !one.2),
            applicants: 0,
        }
    }

    proptest! {
        /// Whatever strangers ask, the owner of an address is let in from a known
        /// browser, and from a client of her own unless very many of them ask for her.
        #[test]
        fn strangers_shut_nobody_out(asked in vec((0..4_u8, 0..40_u8), 0..400)) {
            let mut taken = Vec::new();
            for (address, client) in asked {
                if counted(&taken, (address, client)).take_another(false, false) {
                    taken.push((address, client, false));
                }
            }
            for address in 0..4 {
                let before = counted(&taken, (address, 99));
                prop_assert!(before.take_another(true, false));
                let clients: BTreeSet<_> = taken.iter().filter(|one| one.0 == address).map(|one| one.1).collect();
                prop_assert!(before.take_another(false, false) || clients.len() > 16);
                prop_assert!(before.address <= MAX_WITH_NEWCOMERS);
            }
        }
    }
}

//! Chance that falls the same every time: a few lines of our own, so that no
//! new version of a library changes the demo.

/// Changing it changes the demo.
const SEED: u64 = 17;

/// The dice of one matter, thrown in order (splitmix64).
pub(super) struct Dice(u64);

impl Dice {
    /// The dice of a matter: its name, and which one it is. Another matter's
    /// throws do not change these.
    pub(super) fn of(matter: &str, which: [usize; 2]) -> Self {
        let numbers = which.iter().flat_map(|n| n.to_le_bytes());
        let mix = |state: u64, byte: u8| (state ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        Self(matter.bytes().chain(numbers).fold(SEED ^ 0xcbf2_9ce4_8422_2325, mix))
    }

    fn throw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number from 0, less than `n`; 0 if `n` is no more than that.
    pub(super) fn below(&mut self, n: i64) -> i64 {
        i64::try_from(self.throw() % n.max(1).unsigned_abs()).unwrap_or_default()
    }

    /// Yes, so many times in a hundred.
    pub(super) fn chance(&mut self, percent: i64) -> bool {
        self.below(100) < percent
    }

    /// One of several, which must not be none.
    pub(super) fn one_of<T: Copy, const N: usize>(&mut self, several: [T; N]) -> T {
        const { assert!(N > 0) };
        let n = i64::try_from(N).unwrap_or(1);
        several[usize::try_from(self.below(n)).unwrap_or_default()]
    }
}

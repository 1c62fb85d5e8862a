//! Starting: the installation's key, and the keyring.

use std::fs;

use super::{Bench, World};
use crate::{StartError, keyfile::KeyError, vault::InstallationKey};

/// A second start reads the same key.
pub async fn the_key_is_made_at_the_first_start_only(bench: &impl Bench) {
    let key = fs::read(bench.key_file()).unwrap();
    bench.start().await.unwrap();
    assert_eq!(fs::read(bench.key_file()).unwrap(), key);
}

/// Never a silent new one, even before anything is sealed.
pub async fn a_missing_key_is_an_error(bench: &impl Bench) {
    fs::remove_file(bench.key_file()).unwrap();
    assert!(matches!(bench.start().await, Err(StartError::Key(KeyError::Missing(_)))));
    assert!(!bench.key_file().exists());
}

/// Another installation's key opens nothing here, and says so at once.
pub async fn a_wrong_key_is_an_error(bench: &impl Bench) {
    fs::write(bench.key_file(), InstallationKey::generate().to_hex()).unwrap();
    assert!(matches!(bench.start().await, Err(StartError::Key(KeyError::Wrong(_)))));
}

/// Data with sealed texts does not start with an empty keyring, with or
/// without a key.
pub async fn a_missing_keyring_is_an_error(bench: &impl Bench) {
    let world = World::new(bench).await;
    world.log(&world.caller("adept1").await, "Vi talade om mod.").await;
    bench.start().await.unwrap();

    bench.lose_keyring().await;
    assert!(matches!(bench.start().await, Err(StartError::Key(KeyError::NoKeyring))));
    fs::remove_file(bench.key_file()).unwrap();
    assert!(matches!(bench.start().await, Err(StartError::Key(KeyError::Missing(_)))));
}

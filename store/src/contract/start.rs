//! Starting: the installation's key, the keyring, and what is derived from names
//! and addresses.

use std::fs;

use domain::day::board::Filter;

use super::{
    Bench, World,
    world::{email, new_session, now},
};
use crate::{StartError, keyfile::KeyError, vault::InstallationKey};

/// A second start reads the same key.
async fn the_key_is_made_at_the_first_start_only(bench: &dyn Bench) {
    let key = fs::read(bench.key_file()).unwrap();
    bench.start().await.unwrap();
    assert_eq!(fs::read(bench.key_file()).unwrap(), key);
}
contract_test!(the_key_is_made_at_the_first_start_only);

/// Never a silent new one, even before anything is sealed.
async fn a_missing_key_is_an_error(bench: &dyn Bench) {
    fs::remove_file(bench.key_file()).unwrap();
    assert!(matches!(bench.start().await, Err(StartError::Key(KeyError::Missing(_)))));
    assert!(!bench.key_file().exists());
}
contract_test!(a_missing_key_is_an_error);

/// Another installation's key opens nothing here, and says so at once.
async fn a_wrong_key_is_an_error(bench: &dyn Bench) {
    fs::write(bench.key_file(), InstallationKey::generate().to_hex()).unwrap();
    assert!(matches!(bench.start().await, Err(StartError::Key(KeyError::Wrong(_)))));
}
contract_test!(a_wrong_key_is_an_error);

/// Data with sealed texts does not start with an empty keyring, with or
/// without a key.
async fn a_missing_keyring_is_an_error(bench: &dyn Bench) {
    let world = World::new(bench).await;
    world.log(&world.caller("adept1").await, "Vi talade om mod.").await;
    bench.start().await.unwrap();

    bench.lose_keyring().await;
    assert!(matches!(bench.start().await, Err(StartError::Key(KeyError::NoKeyring))));
    fs::remove_file(bench.key_file()).unwrap();
    assert!(matches!(bench.start().await, Err(StartError::Key(KeyError::Missing(_)))));
}
contract_test!(a_missing_keyring_is_an_error);

/// Those in a list of the world's, in its order.
async fn listed(world: &World, search: &str) -> Vec<String> {
    let organiser = world.caller("organisator1").await;
    let filter = Filter { search: search.to_owned(), ..Filter::default() };
    let board = world.store.board(&organiser, "december", &filter, now()).await.unwrap().unwrap();
    board.segments[0].guests.iter().map(|guest| guest.name.clone()).collect()
}

/// What names are sorted and searched by, and how addresses are written, is what
/// this version derives, whatever an earlier one did; other starts change nothing.
async fn what_is_derived_is_renewed(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let sorted = ["Zara Ek", "Åsa Ek", "Ärla Ek", "Örjan Ek"];
    for sql in [
        "UPDATE persons SET sort_name = '', folded_name = ''",
        "UPDATE persons SET sort_name = 'zz', folded_name = 'someone else' WHERE email = 'adept2@example.org'",
        "UPDATE organisations SET folded_name = ''",
        "UPDATE persons SET email = 'Adept1@Example.org\u{200b}' WHERE email = 'adept1@example.org'",
        // Two who would be one.
        "UPDATE persons SET email = 'MENTOR1@example.org' WHERE email = 'mentor2@example.org'",
        "UPDATE persons SET email = 'eva..ek@example.org' WHERE email = 'reserv1@example.org'",
    ] {
        assert!(bench.write(sql.to_owned()).await, "{sql}");
    }
    assert_ne!(listed(&world, "").await, sorted, "control");
    assert!(listed(&world, "asa").await.is_empty(), "control");

    for _ in 0..2 {
        bench.start().await.unwrap();
        assert_eq!(listed(&world, "").await, sorted);
        assert_eq!(listed(&world, "asa").await, ["Åsa Ek"]);
        assert_eq!(listed(&world, "ostra v").await, ["Zara Ek", "Åsa Ek"]);
        assert_eq!(world.caller("adept1").await.name, "Örjan Ek");
        assert_eq!(world.caller("mentor1").await.name, "Åsa Ek", "nobody becomes someone else");
        let people = world.store.demo_people().await.unwrap();
        for kept in ["MENTOR1@example.org", "eva..ek@example.org"] {
            assert!(people.iter().any(|person| person.email == kept), "{kept}");
        }
        let gone = world.store.sign_in_as(&email("mentor2"), &new_session(), now()).await;
        assert!(gone.is_err(), "{gone:?}");
    }
}
contract_test!(what_is_derived_is_renewed);

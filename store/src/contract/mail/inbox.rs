//! What has been sent to someone.

use domain::mail::{
    budget::Cause,
    delivery::{Next, Reason},
    inbox::Fate,
};

use crate::contract::{
    Bench, World,
    world::{later, now, request},
};

/// Everyone reads what was sent to them, latest first, with what became of it, and nothing
/// that was sent to others.
async fn everyone_reads_their_own_emails(bench: &dyn Bench) {
    let world = World::new(bench).await;
    let store = &world.store;
    let (adept, organiser) = (world.caller("adept1").await, world.caller("organisator1").await);
    store.request_sign_in(&request("adept1"), now()).await.unwrap();
    store.remind(&organiser, "april", None, later(1)).await.unwrap();
    let read = async || {
        let emails = store.own_emails(&adept).await.unwrap();
        emails.into_iter().map(|email| (email.cause, email.fate, email.day.map(|day| day.sv))).collect::<Vec<_>>()
    };
    let april = || Some("april".to_owned());
    let (reminder, sign_in) = (Some(Cause::Reminder), Some(Cause::SignIn));
    assert_eq!(read().await, [(reminder, Fate::Waiting, april()), (sign_in, Fate::Waiting, None)]);

    let parcels = store.due_emails(10, later(1)).await.unwrap();
    for parcel in parcels.iter().filter(|parcel| parcel.to.starts_with("adept1")) {
        if parcel.message.cause() == Cause::Reminder {
            let next = Next::GiveUp(Reason::Refused);
            store.email_failed(parcel.id, "550", next, later(2)).await.unwrap();
        } else {
            store.email_sent(parcel.id, later(2)).await.unwrap();
        }
    }
    assert_eq!(read().await, [(reminder, Fate::Failed, april()), (sign_in, Fate::Sent, None)]);
    let emails = store.own_emails(&adept).await.unwrap();
    assert_eq!((emails[0].reason, emails[1].sent), (Some(Reason::Refused), Some(later(2))));
    assert!(store.own_emails(&organiser).await.unwrap().is_empty());
}
contract_test!(everyone_reads_their_own_emails);

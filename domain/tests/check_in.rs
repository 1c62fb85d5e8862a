//! What waits at the door, however people press and whatever they type.

use domain::{
    day::{
        SegmentId,
        check_in::{Attendee, Entry, Press, Queue, VisitorId, WalkIn},
    },
    people::PersonId,
};
use proptest::{collection::vec, prelude::*};

fn press() -> impl Strategy<Value = Press> {
    let who = (1i64..4, any::<bool>())
        .prop_map(|(n, visitor)| if visitor { Attendee::Visitor(VisitorId(n)) } else { Attendee::Person(PersonId(n)) });
    (1i64..3, who, any::<bool>()).prop_map(|(segment, who, here)| Press { segment: SegmentId(segment), who, here })
}

fn walk_in() -> impl Strategy<Value = WalkIn> {
    let typed = || prop_oneof!["\\PC{0,12}", Just("Åsby & Co: 50 % +1:7 w1".to_owned()), Just(String::new())];
    (1i64..3, "[0-9.-]{1,20}", typed(), typed()).prop_map(|(segment, key, name, organisation)| WalkIn {
        segment: SegmentId(segment),
        key,
        name,
        organisation,
    })
}

/// Something that happens at the door.
#[derive(Clone, Debug)]
enum Event {
    Press(Press),
    LetIn(WalkIn),
    TakeUp,
    Settle,
    PutBack,
}

fn event() -> impl Strategy<Value = Event> {
    prop_oneof![
        4 => press().prop_map(Event::Press),
        2 => walk_in().prop_map(Event::LetIn),
        2 => Just(Event::TakeUp),
        1 => Just(Event::Settle),
        1 => Just(Event::PutBack),
    ]
}

proptest! {
    /// Whatever waits is read again as it was written: none more, none less, in order.
    #[test]
    fn a_closed_page_loses_nothing(events in vec(event(), 0..40)) {
        let (mut queue, mut on_its_way) = (Queue::default(), None);
        for event in events {
            match event {
                Event::Press(press) => {
                    queue.press(press);
                    let wanted = queue.wanted(press.segment, press.who);
                    prop_assert!(wanted.is_none_or(|here| here == press.here), "what was pressed last counts");
                }
                Event::LetIn(walk_in) => {
                    queue.let_in(walk_in.clone());
                    prop_assert_eq!(queue.walk_ins(walk_in.segment).last(), Some(&walk_in));
                }
                Event::TakeUp => on_its_way = on_its_way.or(queue.take_up()),
                Event::Settle if on_its_way.is_some() => prop_assert_eq!(queue.settle(), on_its_way.take()),
                Event::Settle => {}
                Event::PutBack => {
                    queue.put_back();
                    on_its_way = None;
                }
            }
            if let Some(Entry::WalkIn(walk_in)) = &on_its_way {
                queue.take_back(&walk_in.key);
                prop_assert!(queue.walk_ins(walk_in.segment).any(|left| left == walk_in), "it may have arrived");
            }
            let Ok(mut again) = queue.to_string().parse::<Queue>();
            prop_assert_eq!(again.len(), queue.len());
            prop_assert_eq!(again.to_string(), queue.to_string());
            let mut left = queue.clone();
            left.put_back();
            prop_assert_eq!(&again, &left);
            prop_assert_eq!(again.take_up(), left.take_up());
        }
    }
}

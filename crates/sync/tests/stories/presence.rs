//! Where the person is: said beside everything else, seldom, and only as long as somebody listens (T11).

use crate::desk::*;
use holdfast_domain::{Seq, TicketId, Timestamp};
use holdfast_protocol::{Doing, Moved, Place, ProblemCode, There};
use holdfast_sync::{Effect, Event, Failure, Link, Payload, Request};

fn ticket(n: u8) -> TicketId {
    TicketId::new(Timestamp::default(), [n; 10])
}

fn place(n: u8, doing: Doing) -> Option<Place> {
    Some(Place { ticket: ticket(n), doing })
}

const fn is_presence(request: &Request) -> bool {
    matches!(request, Request::Presence(_))
}

/// A desk at work whose stream has spoken.
fn listening() -> Desk {
    let mut desk = Desk::comes_online();
    desk.hears(Event::StreamAlive);
    desk
}

impl Desk {
    /// What is said of the person now, which is heard.
    fn says(&mut self) -> Option<Option<Place>> {
        let Some(Request::Presence(place)) = self.sends(is_presence) else { return None };
        self.answered(Request::Presence(place), Ok(Payload::Presence));
        Some(place)
    }

    /// So many seconds go by with everything answered; what was said of the person meanwhile.
    fn says_within(&mut self, seconds: u32) -> Vec<Option<Place>> {
        let mut said = Vec::new();
        for _ in 0..seconds * 2 {
            self.waits(500);
            for request in self.is_answered() {
                if let Request::Presence(place) = request {
                    said.push(place);
                    self.answered(request, Ok(Payload::Presence));
                }
            }
        }
        said
    }
}

#[test]
fn what_the_person_opens_is_said_at_once_and_standing_still_costs_nothing() {
    let mut desk = listening();
    desk.hears(Event::At(place(1, Doing::Looks)));
    assert_eq!(desk.says(), Some(place(1, Doing::Looks)));
    assert!(desk.says_within(300).is_empty(), "the probes keep it alive");
}

#[test]
fn whoever_leafs_through_a_list_is_in_the_ticket_where_they_stop() {
    let mut desk = listening();
    desk.hears(Event::At(place(1, Doing::Looks)));
    desk.says();
    for n in 2..=40 {
        desk.now = desk.now.plus_millis(20);
        desk.hears(Event::At(place(n, Doing::Looks)));
        assert_eq!(desk.says(), None);
    }
    assert_eq!(desk.says_within(5), [place(40, Doing::Looks)]);
}

#[test]
fn whoever_rests_from_typing_looks_and_whoever_goes_on_writes() {
    let mut desk = listening();
    desk.hears(Event::At(place(1, Doing::Replies)));
    assert_eq!(desk.says(), Some(place(1, Doing::Replies)));
    assert!(desk.says_within(15).is_empty());
    desk.hears(Event::At(place(1, Doing::Replies)));
    assert!(desk.says_within(15).is_empty(), "the same again is not said again");
    assert_eq!(desk.says_within(10), [place(1, Doing::Looks)]);
    desk.hears(Event::At(place(1, Doing::Replies)));
    assert_eq!(desk.says(), Some(place(1, Doing::Replies)));
}

#[test]
fn a_window_that_is_not_in_use_says_nothing_and_says_it_again_when_the_server_has_forgotten() {
    let mut desk = listening();
    desk.hears(Event::At(place(1, Doing::Looks)));
    desk.says();
    desk.hears(Event::Active(false));
    desk.is_answered();
    desk.hears(Event::At(place(2, Doing::Looks)));
    assert!(desk.says_within(120).is_empty());
    desk.hears(Event::At(place(1, Doing::Looks)));
    desk.hears(Event::Active(true));
    let probe = desk.sends(is_probe).expect("it looks at once");
    desk.answered(probe, Ok(Payload::Probe { epoch: "one".into(), high: Seq(10), here: false }));
    assert_eq!(desk.says(), Some(place(1, Doing::Looks)));
}

#[test]
fn a_failure_of_it_is_not_one_of_the_connection_and_it_is_tried_again() {
    let mut desk = listening();
    desk.hears(Event::At(place(1, Doing::Looks)));
    let asked = desk.sends(is_presence).unwrap();
    desk.answered(asked, Err(Failure::Timeout));
    assert!(desk.sends(is_probe).is_none(), "no probe is due for its sake");
    assert_eq!((desk.link(), desk.report.as_ref().unwrap().failure.clone()), (Link::Online, None));
    assert_eq!(desk.says_within(12), [place(1, Doing::Looks)]);
}

#[test]
fn a_server_without_an_ear_for_it_is_not_asked_again_before_the_next_stream() {
    let mut desk = listening();
    desk.hears(Event::At(place(1, Doing::Looks)));
    let asked = desk.sends(is_presence).unwrap();
    desk.answered(asked, refused(ProblemCode::BadRequest));
    desk.hears(Event::At(place(2, Doing::Replies)));
    assert!(desk.says_within(120).is_empty());
    desk.hears(Event::StreamEnded);
    desk.is_answered();
    assert!(desk.says_within(5).is_empty(), "nobody is told who tells nobody");
    desk.hears(Event::StreamAlive);
    assert_eq!(desk.says(), Some(place(2, Doing::Looks)));
}

#[test]
fn what_is_known_of_others_goes_with_the_stream_that_told_it() {
    let there = vec![There { ticket: ticket(1), people: Vec::new() }];
    let moved = Event::Moved(Moved { present: there.clone() });
    let mut desk = listening();
    desk.hears(moved.clone());
    assert!(desk.effects.contains(&Effect::Present(there)));
    desk.hears(Event::StreamEnded);
    assert!(desk.effects.contains(&Effect::Alone));
    desk.hears(moved);
    assert!(!desk.does(|effect| matches!(effect, Effect::Present(_))), "what was on its way comes too late");
    desk.hears(Event::StreamEnded);
    assert!(!desk.effects.contains(&Effect::Alone), "once");
}

#[test]
fn one_failed_probe_is_enough_to_say_nothing_of_colleagues() {
    let mut desk = listening();
    desk.hears(Event::Moved(Moved { present: vec![There { ticket: ticket(1), people: Vec::new() }] }));
    desk.waits(2_000);
    let probe = desk.sends(is_probe).expect("it probes");
    desk.answered(probe, Err(Failure::Timeout));
    assert_eq!(desk.link(), Link::Degraded);
    assert!(desk.effects.contains(&Effect::Alone));
}

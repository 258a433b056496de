//! Alerts are heard: once and softly, as often as they are grave, and never behind the person's quiet.

use holdfast_desk::{Chime, QuietHours, Settings};
use holdfast_domain::sla::Policy;
use holdfast_domain::{Channel, Field};
use holdfast_testkit::{TestDesk, World};

use crate::alerts::{DAY, alerts, alone, only, passes, policy, with};

/// How often it has sounded, each time.
fn strokes(desk: &TestDesk) -> Vec<u8> {
    desk.computer.chimes().into_iter().map(|(_, times)| times).collect()
}

fn said(desk: &TestDesk, times: usize) {
    desk.sees("what is said", |_| desk.computer.said().len() == times);
}

fn all_day(settings: &mut Settings) {
    settings.quiet = Some(QuietHours { from: "00:00".to_owned(), to: "24:00".to_owned() });
}

#[test]
fn a_warning_sounds_once_a_breach_twice_whenever_it_is_said_and_an_emergency_three_times() {
    let mut world = World::new();
    let tickets = only(&world, &[Policy { warn_at: vec![50], repeat: 15, ..policy(Channel::Web, 20 * DAY) }, policy(Channel::Chat, 40 * DAY)]);
    let wen = alone(&mut world, "wen");
    with(&wen, |settings| settings.chime = Chime::Bell);
    passes(&wen, &tickets[0], -10 * DAY + 1);
    said(&wen, 1);
    passes(&wen, &tickets[0], 1);
    said(&wen, 2);
    wen.clock.advance(16);
    said(&wen, 3);
    assert_eq!(wen.computer.chimes(), [(Chime::Bell, 1), (Chime::Bell, 2), (Chime::Bell, 2)]);
    // What was taken note of is not heard again.
    wen.work().acknowledge_alerts(&[alerts(&wen)[0].id.clone()]).unwrap();
    wen.work().set_field(&tickets[1], Field::Urgency, "emergency").unwrap();
    passes(&wen, &tickets[1], 1);
    said(&wen, 4);
    assert_eq!(strokes(&wen), [1, 2, 2, 3]);
}

#[test]
fn whoever_wants_no_sound_hears_none() {
    let mut world = World::new();
    let tickets = only(&world, &[policy(Channel::Web, 20 * DAY)]);
    let wen = alone(&mut world, "wen");
    with(&wen, |settings| settings.sound = false);
    passes(&wen, &tickets[0], 1);
    said(&wen, 1);
    assert!(strokes(&wen).is_empty());
}

#[test]
fn a_storm_is_one_sound() {
    let mut world = World::new();
    let channels = [Channel::Web, Channel::Social, Channel::Mail, Channel::Chat, Channel::Phone];
    only(&world, &channels.map(|channel| policy(channel, 3 * DAY)));
    let wen = alone(&mut world, "wen");
    wen.clock.advance(4 * DAY);
    said(&wen, 1);
    assert_eq!(strokes(&wen), [2]);
}

#[test]
fn in_the_quiet_only_an_emergency_sounds_and_the_others_once_together_when_it_is_over() {
    let mut world = World::new();
    let channels = [Channel::Web, Channel::Social, Channel::Mail];
    let tickets = only(&world, &channels.map(|channel| policy(channel, 20 * DAY)));
    let wen = alone(&mut world, "wen");
    with(&wen, all_day);
    wen.work().set_field(&tickets[0], Field::Urgency, "emergency").unwrap();
    passes(&wen, &tickets[1], 9 * DAY);
    wen.sees("all of them in the list", |_| alerts(&wen).len() == 3);
    said(&wen, 1);
    assert_eq!(strokes(&wen), [3]);
    with(&wen, |settings| settings.quiet = None);
    said(&wen, 2);
    assert_eq!(strokes(&wen), [3, 2]);
}

#[test]
fn what_the_system_did_not_show_is_tried_again_in_silence_and_heard_again_when_it_was_put_off() {
    let mut world = World::new();
    let tickets = only(&world, &[policy(Channel::Web, 20 * DAY)]);
    let wen = alone(&mut world, "wen");
    passes(&wen, &tickets[0], 1);
    for times in 1..=3 {
        said(&wen, times);
        wen.work().was_not_shown(&wen.computer.said()[0]);
        wen.clock.advance(2);
    }
    said(&wen, 4);
    assert_eq!(strokes(&wen), [2], "heard once, however often it is tried");
    wen.work().snooze_alerts(&[alerts(&wen)[0].id.clone()], 5).unwrap();
    wen.clock.advance(6);
    said(&wen, 5);
    assert_eq!(strokes(&wen), [2, 2]);
}

#[test]
fn a_locked_desk_sounds_too() {
    let mut world = World::new();
    let tickets = only(&world, &[policy(Channel::Web, 20 * DAY)]);
    let wen = alone(&mut world, "wen");
    with(&wen, |settings| settings.chime = Chime::Knock);
    passes(&wen, &tickets[0], -30);
    let _ = wen.desk().lock();
    wen.clock.advance(31);
    wen.computer.wait_until("it is said", || !wen.computer.said().is_empty());
    assert_eq!(wen.computer.chimes(), [(Chime::Knock, 2)]);
}

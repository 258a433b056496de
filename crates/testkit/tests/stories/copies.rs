//! One desk becomes two: a copied profile, a restored virtual machine. Both go on, nothing is lost, nothing is sent twice.

use holdfast_desk::view::ItemState;
use holdfast_testkit::World;

#[test]
fn a_copy_of_a_desk_takes_an_identity_of_its_own_and_both_send_what_was_written_there() {
    let mut world = World::new();
    let mut mia = world.desk("wen");
    let (ticket, device) = (mia.own_ticket().row.id, world.device_of("wen"));
    let other = mia.ticket_besides(&ticket);
    world.server_dies();
    mia.sees("offline", |work| work.connection().unwrap().state == holdfast_desk::view::ConnectionState::Offline);
    mia.replies(&ticket, "Written before the copy was made.");
    mia.crashes();
    let copy = mia.is_copied(&world.folder().join("desks/copy"));
    mia.starts();
    mia.work().note(&other, "Written at the one.").unwrap();
    copy.work().note(&other, "Written at the copy.").unwrap();
    copy.work().note(&ticket, "And one more there.").unwrap();

    world.server_returns();
    mia.is_in_step();
    copy.is_in_step();
    for text in ["Written before the copy was made.", "Written at the one.", "Written at the copy.", "And one more there."] {
        assert_eq!(world.count(text), 1, "{text}");
    }
    for desk in [&mia, &copy] {
        desk.sees("everything, at both", |_| {
            desk.state_of(&other, "Written at the copy.") == Some(ItemState::Sent)
                || desk.reads(&other).iter().any(|(text, _)| text.contains("Written at the copy."))
        });
    }
    let devices = holdfast_server::ledger::Ledger::devices(&world.ledger()).unwrap();
    let of_wen = devices.iter().filter(|known| known.agent == devices.iter().find(|one| one.id == device).unwrap().agent).count();
    assert_eq!(of_wen, 2, "one of the two goes on under an identity of its own");
    assert_ne!(
        mia.work().capture_number().unwrap().number,
        copy.work().capture_number().unwrap().number,
        "numbers given offline cannot collide any more"
    );

    // And both go on living.
    mia.replies(&ticket, "From the one, later.");
    copy.work().note(&other, "From the copy, later.").unwrap();
    mia.is_in_step();
    copy.is_in_step();
    assert_eq!((world.count("From the one, later."), world.count("From the copy, later.")), (1, 1));
}

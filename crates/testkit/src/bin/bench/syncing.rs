//! Sync: a real desk and a real team server over loopback, with a wire between them that counts. What PouchDB and its server
//! took for the same on the machine of the study stands beside it.

use holdfast_desk::Work;
use holdfast_desk::view::{ConnectionState, View};
use holdfast_domain::{Customer, Ticket, TicketId};
use holdfast_protocol::{BOOTSTRAP_ROWS, Change, Row};
use holdfast_server::SAMPLE_PASSWORD;
use holdfast_testkit::{TestDesk, Wire, World};
use std::path::Path;
use std::sync::Arc;
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::arguments::Arguments;
use crate::bare::{Full, Sealed, kept};
use crate::child;
use crate::desk::now;
use crate::table::{Figure, ratio};
use crate::team::Team;
use crate::tickets::Tickets;
use crate::timing::{Times, human, timed};

pub const PASSPHRASE: &str = "a bench is no secret";
const TICKETS: u64 = 50_000;
const CUSTOMERS: u64 = 500;
const WRITTEN: usize = 1_000;
/// Longest wait for anything here.
const LONGEST: Duration = Duration::from_secs(120);

/// What has passed over the wire since.
struct Meter<'a>(&'a Wire, (u64, u64));

impl<'a> Meter<'a> {
    fn of(wire: &'a Wire) -> Self {
        Self(wire, wire.carried())
    }

    fn read(&self) -> String {
        let (up, down) = self.0.carried();
        format!("{} up, {} down", bytes(up - self.1.0), bytes(down - self.1.1))
    }

    fn down(&self) -> u64 {
        self.0.carried().1 - self.1.1
    }
}

fn bytes(count: u64) -> String {
    if count < 100_000 { format!("{:.1} KB", count as f64 / 1e3) } else { format!("{:.2} MB", count as f64 / 1e6) }
}

fn until(what: &str, mut is_so: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !is_so() {
        assert!(begun.elapsed() < LONGEST, "it did not come about: {what}");
        sleep(Duration::from_millis(1));
    }
}

fn has_all(work: &Work) -> bool {
    let connection = work.connection().unwrap();
    connection.state == ConnectionState::Online && connection.first_pull.is_none() && unsent(work) == 0
}

fn unsent(work: &Work) -> u32 {
    let connection = work.connection().unwrap();
    connection.waiting + connection.sending + connection.uncertain
}

/// Everything.
pub fn syncing(folder: &Path, asked: &Arguments) -> Vec<Figure> {
    let world = World::new();
    let count = if asked.quick { TICKETS / 25 } else { TICKETS };
    let tickets = fill(&world, count);
    let wire = world.wire();
    let (desk, mut figures) = pulling(&world, &wire, &tickets, folder);
    let own: Vec<_> = tickets[..tickets.len().min(200)].iter().map(|ticket| ticket.id).collect();
    figures.push(pushing(&desk, &wire, &own, folder));
    figures.push(hearing(&world, &desk, &wire, &tickets));
    figures.push(nothing_new(&desk, &wire));
    figures.push(living(&world, &desk, &own, asked));
    if !asked.quick {
        figures.push(idling(desk, &wire));
    }
    figures
}

/// Tickets of about a kilobyte, a few customers, on the server.
fn fill(world: &World, count: u64) -> Vec<Ticket> {
    let team = Team::of(&world.ledger());
    let made = Tickets { team: &team, count, now: now() };
    let (mut customers, mut tickets): (Vec<Customer>, Vec<Ticket>) = (Vec::new(), Vec::new());
    for number in 0..count {
        let mut whole = made.make(number);
        if (customers.len() as u64) < CUSTOMERS {
            customers.push(whole.customer);
        } else {
            whole.ticket.customer = customers[usize::try_from(number % CUSTOMERS).unwrap()].id;
        }
        whole.ticket.history.truncate(2);
        tickets.push(whole.ticket);
    }
    let rows: Vec<Row> =
        customers.into_iter().map(|row| Row::Customer(Arc::new(row))).chain(tickets.iter().cloned().map(Arc::new).map(Row::Ticket)).collect();
    for part in rows.chunks(1_000) {
        world.changes(|transaction| part.iter().for_each(|row| transaction.put(row).unwrap()));
    }
    tickets
}

/// The first pull, until all of it is durable and in the lists.
fn pulling(world: &World, wire: &Wire, tickets: &[Ticket], folder: &Path) -> (TestDesk, Vec<Figure>) {
    let desk = world.bare_desk("wen");
    desk.desk().connect(&wire.address()).unwrap();
    desk.signs_in("wen", SAMPLE_PASSWORD).unwrap();
    let meter = Meter::of(wire);
    let (_, setting_up) = timed(|| desk.desk().set_unlock(Some(PASSPHRASE)).unwrap());
    let work = desk.work();
    let (_, pulling) = timed(|| until("everything is pulled", || has_all(&work)));
    let listed = timed(|| work.list(&View::Team.into(), 0, 100).unwrap()).0.total;
    let documents: Vec<_> = tickets.iter().filter_map(|ticket| kept(&change(ticket.clone()))).collect();
    let size = documents.iter().map(|(_, _, document)| document.len()).sum::<usize>() / documents.len();
    let mut bare = Sealed::open(&folder.join("bare-sync.db"));
    let inserting: Duration = documents.chunks(BOOTSTRAP_ROWS).map(|page| bare.insert(page)).sum();
    let figure = Figure::new(
        format!("first pull of {} tickets of {size} bytes, durable and listed", tickets.len()),
        format!("{} · {} ({listed} in the team's list; the key was made in {} before)", human(pulling), meter.read(), human(setting_up)),
    )
    .beside(format!("{} (bare insert of the same documents into SQLCipher; PouchDB 11 to 15 s, 21.6 MiB down)", human(inserting)))
    .times(ratio(pulling, inserting))
    .bar("≤ 2.5 s, ≤ 10 MiB down", pulling <= Duration::from_millis(2_500) && meter.down() <= 10 << 20);
    (desk, vec![figure])
}

fn change(ticket: Ticket) -> Change {
    Change { seq: holdfast_domain::Seq(1), row: Some(Row::Ticket(Arc::new(ticket))), removed: None }
}

/// What was written offline goes out.
fn pushing(desk: &TestDesk, wire: &Wire, tickets: &[TicketId], folder: &Path) -> Figure {
    let work = desk.work();
    wire.cut();
    until("offline", || work.connection().unwrap().state == ConnectionState::Offline);
    let bare = Full::open(&folder.join("bare-push.db"));
    let (mut written, mut raw) = (Times::default(), Times::default());
    for number in 0..WRITTEN {
        let (ticket, body) = (tickets[number % tickets.len()].to_string(), format!("Called back, nobody answered; try {number}."));
        written.push(timed(|| work.note(&ticket, &body).unwrap()).1);
        raw.push(bare.commit(u128::try_from(number).unwrap().to_be_bytes(), &body));
    }
    wire.mend();
    let meter = Meter::of(wire);
    work.try_now();
    let (_, going_out) = timed(|| until("all is sent", || unsent(&work) == 0));
    Figure::new(
        format!("{WRITTEN} operations written offline go out, each fsynced"),
        format!("{} from \"try now\" to the last answer stored · {}", human(going_out), meter.read()),
    )
    .beside(format!("written in p50 {} each, a bare commit p50 {}; PouchDB 0.37 to 0.56 s without fsync", human(written.p50()), human(raw.p50())))
    .bar("≤ 0.4 s", going_out <= Duration::from_millis(400))
}

/// What others have changed comes in.
fn hearing(world: &World, desk: &TestDesk, wire: &Wire, tickets: &[Ticket]) -> Figure {
    let work = desk.work();
    until("at rest", || has_all(&work));
    let changed: Vec<_> = tickets.iter().rev().take(WRITTEN).collect();
    world.changes(|transaction| {
        for ticket in &changed {
            transaction.put(&Row::Ticket(Arc::new(Ticket { subject: "Changed by somebody else".to_owned(), ..(*ticket).clone() }))).unwrap();
        }
    });
    let meter = Meter::of(wire);
    let last = changed.last().unwrap().id.to_string();
    world.server().server().tell().unwrap();
    let (_, coming_in) = timed(|| until("they are here", || work.ticket(&last).unwrap().row.subject == "Changed by somebody else"));
    Figure::new(format!("{WRITTEN} changes of others, from the poke to the desk's lists"), format!("{} · {}", human(coming_in), meter.read()))
        .beside("PouchDB 0.46 to 0.66 s")
        .bar("≤ 0.15 s", coming_in <= Duration::from_millis(150))
}

fn nothing_new(desk: &TestDesk, wire: &Wire) -> Figure {
    let work = desk.work();
    until("at rest", || has_all(&work));
    let (before, meter) = (wire.asked("GET /v1/changes"), Meter::of(wire));
    work.try_now();
    until("it has asked", || wire.asked("GET /v1/changes") > before);
    sleep(Duration::from_secs(1));
    let asked = wire.asked("GET /v1/changes") - before;
    Figure::new("a pull that finds nothing new", format!("{asked} request · {} with the probe beside it", meter.read())).bar("1 request", asked == 1)
}

/// From one desk to another, both online.
fn living(world: &World, desk: &TestDesk, tickets: &[TicketId], asked: &Arguments) -> Figure {
    let other = world.desk("bai");
    let (here, there) = (desk.work(), other.work());
    let mut times = Times::default();
    for (number, ticket) in tickets.iter().take(asked.runs(50)).enumerate() {
        let (ticket, body) = (ticket.to_string(), format!("Live {number}."));
        let before = there.ticket(&ticket).unwrap().timeline.len();
        let begun = Instant::now();
        here.note(&ticket, &body).unwrap();
        until("it is there", || there.ticket(&ticket).unwrap().timeline.len() > before);
        times.push(begun.elapsed());
        sleep(Duration::from_millis(20));
    }
    Figure::new("a live change, from the key at one desk to the list of another", times.both())
        .bar("p95 ≤ 200 ms", times.p95() <= Duration::from_millis(200))
}

/// A desk left alone for a minute, in a process of its own.
fn idling(mut desk: TestDesk, wire: &Wire) -> Figure {
    let folder = desk.folder().to_owned();
    desk.crashes();
    let watched = std::thread::spawn(move || child::start("idle", &folder));
    let all = || wire.asked("");
    // The last minute of the child's life is the measured one.
    let mut counted = Vec::new();
    while !watched.is_finished() {
        counted.push((Instant::now(), all()));
        sleep(Duration::from_millis(500));
    }
    let heard = watched.join().unwrap();
    let end = Instant::now();
    let before = counted.iter().rev().find(|(at, _)| end.duration_since(*at) >= Duration::from_secs(59)).map_or(0, |(_, count)| *count);
    let (asked, processor) = (all() - before, heard.value("processor") / 600.0);
    Figure::new("a desk left alone for a minute", format!("{asked} requests, {processor:.2} % of a core"))
        .bar("< 2 requests, < 0.5 %", asked < 2 && processor < 0.5)
}

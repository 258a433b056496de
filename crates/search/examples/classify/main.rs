//! Measures what is learned of tickets: `classify --tickets FILE`, JSON lines `{subject,body,label}`. Every fifth ticket is kept from the
//! learner and guessed. Prints to people; tunes nothing.
#![allow(clippy::print_stdout, reason = "a program that prints figures")]
#![expect(clippy::disallowed_methods, reason = "it measures how long a guess takes on this computer")]

use std::collections::BTreeMap;
use std::error::Error;
use std::time::{Duration, Instant};

use holdfast_search::guess::{Because, Learner, Rules, guess};
use serde::Deserialize;

#[derive(Deserialize)]
struct Ticket {
    subject: String,
    body: String,
    label: String,
}

impl Ticket {
    /// What the customer wrote, once.
    fn text(&self) -> String {
        if self.subject == self.body { self.subject.clone() } else { format!("{}\n{}", self.subject, self.body) }
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [flag, file] = args.as_slice() else { return Err("usage: classify --tickets FILE".into()) };
    if flag != "--tickets" {
        return Err(format!("{flag} is not known").into());
    }
    let tickets: Vec<Ticket> = std::fs::read_to_string(file)?.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
    let kept = |at: usize| at % 5 == 4;

    let mut learner = Learner::new();
    let started = Instant::now();
    for (at, ticket) in tickets.iter().enumerate() {
        if !kept(at) {
            learner.learn(&ticket.text(), &ticket.label);
        }
    }
    let learning = started.elapsed();
    let started = Instant::now();
    let model = learner.model();
    println!("learned    {} tickets in {learning:.2?}, the model in {:.2?}", tickets.len() - tickets.len() / 5, started.elapsed());

    let (mut first, mut among, mut given, mut right) = (0usize, 0usize, 0usize, 0usize);
    let mut tens: BTreeMap<u8, (usize, usize, usize)> = BTreeMap::new();
    let mut times = Vec::new();
    let mut shown = Vec::new();
    let asked: Vec<&Ticket> = tickets.iter().enumerate().filter(|(at, _)| kept(*at)).map(|(_, ticket)| ticket).collect();
    for ticket in &asked {
        let text = ticket.text();
        let started = Instant::now();
        let guesses = guess(&Rules::default(), Some(&model), &text);
        times.push(started.elapsed());
        let likely = model.likely(&text, 3);
        among += usize::from(likely.iter().any(|(label, _)| *label == ticket.label));
        if let Some((label, share)) = likely.first() {
            let is_right = *label == ticket.label;
            first += usize::from(is_right);
            let ten = tens.entry(share / 10).or_default();
            *ten = (ten.0 + 1, ten.1 + usize::from(is_right), ten.2 + usize::from(*share));
        }
        for guess in guesses {
            given += 1;
            right += usize::from(guess.value == ticket.label);
            if let Because::Learned { words, share, .. } = guess.because
                && given % 300 == 1
            {
                shown.push(format!("{} ({share} %): {words:?} in {text:?}", guess.value));
            }
        }
    }
    let of = |part: usize, whole: usize| 100.0 * part as f64 / whole.max(1) as f64;
    println!("accuracy   {:.1} % first, {:.1} % among three, of {} tickets", of(first, asked.len()), of(among, asked.len()), asked.len());
    println!("threshold  {:?} %", model.threshold());
    println!("coverage   {:.1} %", of(given, asked.len()));
    println!("precision  {:.1} %", of(right, given));
    for (ten, (count, right, shares)) in &tens {
        println!("share {:>3}+ {count:>5} tickets, said {:.0} %, right {:.0} %", ten * 10, *shares as f64 / *count as f64, of(*right, *count));
    }
    times.sort();
    let at = |share: f64| times.get((times.len() as f64 * share) as usize).copied().unwrap_or(Duration::ZERO);
    println!("time       p50 {:.0?}, p95 {:.0?}, worst {:.0?}", at(0.5), at(0.95), times.last().copied().unwrap_or_default());
    // The longest text that is read, and more rules than a lead writes: none of them is met, so that all are tried.
    let long: String = asked.iter().map(|ticket| ticket.text() + "\n").collect::<String>().chars().take(16 * 1024).collect();
    let (rules, _) = Rules::read(&(0..2_000).map(|at| format!("card & word{at}, lost card{at}, 退款{at} -> queue q\n")).collect::<String>());
    let started = Instant::now();
    let guesses = guess(&rules, Some(&model), &long);
    println!("longest    {:.1?} for 16 KiB against 2,000 rules, {} guesses", started.elapsed(), guesses.len());
    for line in shown {
        println!("{line}");
    }
    Ok(())
}

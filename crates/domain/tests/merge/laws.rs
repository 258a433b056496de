//! What holds for every decision of every life.

use super::lives::*;
use holdfast_domain::*;
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4000))]

    #[test]
    fn what_is_refused_or_held_or_was_so_already_leaves_the_ticket_exactly_as_it_was(life in life(), unowned: bool) {
        for decided in World::lived(&life, unowned).log {
            if matches!(decided.verdict(), None | Some(Verdict::Held { .. } | Verdict::NoOp)) {
                prop_assert_eq!(&decided.before, &decided.after, "{:?}", decided.operation);
                if let Ok(outcome) = &decided.result {
                    prop_assert!(outcome.changed.is_empty() && outcome.message.is_none());
                }
            }
        }
    }

    #[test]
    fn the_same_operation_again_changes_nothing(life in life(), unowned: bool) {
        for decided in World::lived(&life, unowned).log.into_iter().filter(Decided::applied) {
            let mut again = decided.after.clone();
            let outcome = apply(&mut again, &decided.operation, &decided.context);
            prop_assert_eq!(&again, &decided.after, "{:?}", decided.operation);
            // A note leaves no trace on its ticket; its message carries the operation's identity, so it is one message.
            let told = outcome.unwrap();
            let once = decided.result.unwrap();
            prop_assert!(told.message.as_ref().is_none_or(|message| message.kind == MessageKind::Note && Some(message.id) == once.message.map(|first| first.id)));
        }
    }

    #[test]
    fn what_left_a_line_in_the_history_is_known_for_ever(life in life()) {
        let world = World::lived(&life, false);
        for decided in &world.log {
            if world.ticket().history.iter().any(|entry| entry.operation == Some(decided.operation.id)) {
                let mut entity = world.entity.clone();
                let again = apply(&mut entity, &decided.operation, &authority(world.seq + 1, world.now)).unwrap();
                prop_assert_eq!(again.verdict, Verdict::NoOp);
                prop_assert_eq!(&entity, &world.entity);
            }
        }
    }

    #[test]
    fn the_same_server_order_leads_everywhere_to_the_same_ticket(life in life(), unowned: bool) {
        let world = World::lived(&life, unowned);
        let mut elsewhere = world.log[0].before.clone();
        let mut first = true;
        for decided in &world.log {
            let result = apply(&mut elsewhere, &decided.operation, &decided.context);
            prop_assert_eq!(&result, &decided.result);
            if std::mem::take(&mut first) && unowned {
                elsewhere = world.log.get(1).map_or_else(|| world.entity.clone(), |second| second.before.clone());
            }
            // What goes over the wire and onto the disk between two steps is the same ticket.
            let stored = serde_json::to_string(&elsewhere.as_ticket()).unwrap();
            elsewhere = Entity::Ticket(serde_json::from_str(&stored).unwrap());
        }
        prop_assert_eq!(&elsewhere, &world.entity);
    }

    #[test]
    fn an_operation_changes_its_own_field_and_what_a_rule_names(life in life(), unowned: bool) {
        for decided in World::lived(&life, unowned).log {
            let Some((before, after)) = decided.tickets() else { continue };
            for field in FIELDS.into_iter().filter(|field| before.value(*field) != after.value(*field)) {
                let own = decided.operation.action.field() == Some(field);
                let opens = field == Field::Status && match decided.operation.action {
                    // A first reply opens a new ticket; a customer who writes again reopens one.
                    Action::Reply { .. } => before.status == Status::New && after.status == Status::Open,
                    Action::Receive { .. } => matches!(before.status, Status::Pending | Status::Solved) && after.status == Status::Open,
                    _ => false,
                };
                // A customer who asks again and again raises a ticket, and so does a matter that comes back.
                let raised = field == Field::Urgency && after.urgency == Urgency::High && after.urgency > before.urgency && match decided.operation.action {
                    Action::Receive { .. } => after.chased >= 3 || after.reopened >= 2,
                    Action::Transition { to: Status::Open, .. } => after.reopened >= 2,
                    _ => false,
                };
                prop_assert!(own || opens || raised, "{field} by {:?}", decided.operation.action);
                prop_assert!(decided.result.as_ref().unwrap().changed.contains(&field));
            }
            let untouched = |ticket: &Ticket| (ticket.id, ticket.number.clone(), ticket.channel, ticket.customer, ticket.tier, ticket.opened_at, ticket.recover);
            prop_assert_eq!(untouched(before), untouched(after));
            prop_assert!(after.history.starts_with(&before.history), "history only grows");
        }
    }

    #[test]
    fn a_field_that_changed_says_so_with_a_revision_of_this_transaction(life in life(), unowned: bool) {
        for decided in World::lived(&life, unowned).log {
            let Some((before, after)) = decided.tickets() else { continue };
            for field in FIELDS.into_iter().filter(|field| before.value(*field) != after.value(*field)) {
                prop_assert_eq!(after.rev(field), decided.context.seq.unwrap(), "{}", field);
            }
        }
    }

    #[test]
    fn a_status_goes_only_where_it_may(life in life()) {
        for decided in World::lived(&life, false).log {
            let Some((before, after)) = decided.tickets() else { continue };
            let reopened = matches!(decided.operation.action, Action::Receive { .. }) && after.status == Status::Open;
            prop_assert!(before.status == after.status || reopened || before.status.next().contains(&after.status));
        }
    }

    #[test]
    fn an_owner_changes_only_under_the_eyes_of_who_changes_it(life in life(), unowned: bool) {
        for decided in World::lived(&life, unowned).log {
            let Some((before, after)) = decided.tickets() else { continue };
            if before.owner != after.owner {
                let base = decided.operation.base.get(&Field::Owner).copied().unwrap_or_default();
                let own = before.revs.get(&Field::Owner).is_some_and(|rev| rev.device == Some(decided.operation.device));
                prop_assert!(before.rev(Field::Owner) <= base || own, "{:?}", decided.operation.action);
                prop_assert!(after.rev(Field::Owner) > before.rev(Field::Owner) || own, "a new owner has a higher fence");
            }
        }
    }

    #[test]
    fn whoever_loses_to_a_change_they_did_not_see_is_told(life in life(), unowned: bool) {
        for decided in World::lived(&life, unowned).log {
            let Some((before, after)) = decided.tickets() else { continue };
            let operation = &decided.operation;
            let Some(field) = operation.action.field().filter(|field| *field != Field::Tags) else { continue };
            let base = operation.base.get(&field).copied().unwrap_or_default();
            let unseen = before.revs.get(&field).is_some_and(|rev| rev.seq > base && rev.device != Some(operation.device));
            let wanted = match &operation.action {
                Action::SetField { old, new, .. } => (old.clone(), new.clone()),
                Action::Transition { from, to, .. } => (from.to_string(), to.to_string()),
                _ => continue,
            };
            if !unseen || wanted.0 == wanted.1 || before.value(field) == wanted.0 || before.value(field) == wanted.1 {
                continue;
            }
            if after.value(field) == before.value(field) {
                // The later one lost: merged with its own value, held, or refused with the reason.
                let own = Verdict::Merged { lost: Lost { field, value: wanted.1, mine: true } };
                let is_held = matches!(decided.verdict(), Some(Verdict::Held { .. }));
                prop_assert!(is_held || decided.result.is_err() || decided.verdict() == Some(&own));
            } else {
                let theirs = Verdict::Merged { lost: Lost { field, value: before.value(field), mine: false } };
                prop_assert_eq!(decided.verdict(), Some(&theirs));
                // The earlier author reads it in the history, which names who did it.
                let line = &after.history.last().unwrap();
                prop_assert_eq!(line.by, Some(operation.author));
                let said_as_seen = matches!(line.event, Event::Field { unseen: false, .. });
                prop_assert!(!said_as_seen);
            }
        }
    }
}

//! A list that the team shares: the last in server order stands, of those who may change it.

use super::context::Context;
use crate::{Action, Filter, FilterId, LONGEST_FILTER_NAME, Operation, Outcome, Rejection};

pub(super) fn change(id: FilterId, filter: &mut Option<Filter>, operation: &Operation, context: &Context) -> Result<Outcome, Rejection> {
    if filter.as_ref().is_some_and(|filter| filter.by != operation.author) && !context.role.leads() {
        return Err(Rejection::Forbidden);
    }
    let by = filter.as_ref().map_or(operation.author, |filter| filter.by);
    let next = match (&operation.action, filter.as_ref()) {
        (Action::SetFilter { name, .. }, _) if name.trim().is_empty() => return Err(Rejection::EmptyText),
        (Action::SetFilter { name, .. }, _) if name.chars().count() > LONGEST_FILTER_NAME => {
            return Err(Rejection::BodyTooLong { limit: u32::try_from(LONGEST_FILTER_NAME).unwrap_or(u32::MAX) });
        }
        (Action::SetFilter { name, rule }, _) => Filter { id, name: name.trim().to_owned(), by, rule: rule.as_ref().clone(), removed: false },
        (Action::RemoveFilter, Some(filter)) => Filter { removed: true, ..filter.clone() },
        (Action::RemoveFilter, None) => return Err(Rejection::Gone),
        _ => return Err(Rejection::Unsupported),
    };
    if filter.as_ref() == Some(&next) {
        return Ok(Outcome::noop());
    }
    *filter = Some(next);
    Ok(Outcome::applied([]))
}

//! Lists of the person's own, which are kept with what is being written and outlive the cache, and those that the team shares.

use holdfast_domain::{Action, Filter, FilterId, FilterRule, LONGEST_FILTER_NAME};
use holdfast_store::ListFilter;
use serde::{Deserialize, Serialize};

use crate::error::DeskError;
use crate::present::Names;
use crate::view::{FilterDraft, SavedFilter, Tag};
use crate::work::Work;

const FORM: &str = "filters";
const MOST_FILTERS: usize = 100;

#[derive(Clone, Debug, Serialize, Deserialize)]
struct Kept {
    id: String,
    name: String,
    rule: FilterRule,
}

impl Work {
    /// The person's own lists and those that the team shares, in the order they were made.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn filters(&self) -> Result<Vec<SavedFilter>, DeskError> {
        let own = self.kept()?.into_iter().map(|kept| {
            let count = self.count_filter(&kept.rule)?;
            Ok(SavedFilter { id: kept.id, name: kept.name, shared: false, by: None, may_change: true, rule: kept.rule, count })
        });
        let own: Vec<SavedFilter> = own.collect::<Result<_, DeskError>>()?;
        let names = Names::of(self);
        let shared = self.shared()?.into_iter().map(|filter| {
            let mine = filter.by == self.me.id;
            Ok(SavedFilter {
                id: filter.id.to_string(),
                by: (!mine).then(|| names.agent(filter.by).unwrap_or_default()),
                may_change: mine || self.me.role.leads(),
                count: self.count_filter(&filter.rule)?,
                name: filter.name,
                shared: true,
                rule: filter.rule,
            })
        });
        let shared: Vec<SavedFilter> = shared.collect::<Result<_, DeskError>>()?;
        Ok(own.into_iter().chain(shared).collect())
    }

    fn shared(&self) -> Result<Vec<Filter>, DeskError> {
        Ok(self.store.filters(self.now())?.into_iter().filter(|filter| !filter.removed).collect())
    }

    /// How many such a list would hold.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn count_filter(&self, rule: &FilterRule) -> Result<u32, DeskError> {
        Ok(self.store.count(&ListFilter::Own { rule: rule.clone(), me: self.me.id }, self.now())?)
    }

    /// Keeps a list, new or changed: for oneself, or for the team. Answers its identity, which stays when it is shared or no more.
    ///
    /// # Errors
    /// `filter-unnamed`; `filter-missing` when it was removed meanwhile; `forbidden` when it is a colleague's; `disk-full`.
    pub fn save_filter(&self, filter: FilterDraft) -> Result<String, DeskError> {
        let name: String = filter.name.trim().chars().take(LONGEST_FILTER_NAME).collect();
        if name.is_empty() {
            return Err(DeskError::new("filter-unnamed"));
        }
        let mut kept = self.kept()?;
        let shared_before = match &filter.id {
            Some(id) => self.shared()?.into_iter().find(|shared| shared.id.to_string() == *id),
            None => None,
        };
        let at = filter.id.as_ref().and_then(|id| kept.iter().position(|kept| kept.id == *id));
        if filter.id.is_some() && at.is_none() && shared_before.is_none() {
            return Err(DeskError::new("filter-missing"));
        }
        if at.is_none() && !filter.shared && kept.len() >= MOST_FILTERS {
            return Err(DeskError::new("filter-too-many").with("limit", MOST_FILTERS));
        }
        let id = match filter.id {
            Some(id) => id,
            None => self.new_id(self.now())?.to_string(),
        };
        let about: FilterId = id.parse().map_err(|_| DeskError::new("filter-missing"))?;
        // What is new is there before what is old goes: it is never nowhere.
        if filter.shared {
            self.act(about, Action::SetFilter { name, rule: Box::new(filter.rule) }, None)?;
            if let Some(at) = at {
                kept.remove(at);
                self.keep(&kept)?;
            }
        } else {
            match at.and_then(|at| kept.get_mut(at)) {
                Some(known) => (known.name, known.rule) = (name, filter.rule),
                None => kept.push(Kept { id: id.clone(), name, rule: filter.rule }),
            }
            self.keep(&kept)?;
            if shared_before.is_some() {
                self.act(about, Action::RemoveFilter, None)?;
            }
        }
        Ok(id)
    }

    /// Removes a list.
    ///
    /// # Errors
    /// `forbidden` when it is a colleague's; `disk-full`.
    pub fn remove_filter(&self, id: &str) -> Result<(), DeskError> {
        if let Some(shared) = self.shared()?.into_iter().find(|shared| shared.id.to_string() == id) {
            self.act(shared.id, Action::RemoveFilter, None)?;
        }
        let mut kept = self.kept()?;
        let before = kept.len();
        kept.retain(|kept| kept.id != id);
        if kept.len() < before { self.keep(&kept) } else { Ok(()) }
    }

    pub(super) fn rule_of(&self, id: &str) -> Result<FilterRule, DeskError> {
        if let Some(kept) = self.kept()?.into_iter().find(|kept| kept.id == id) {
            return Ok(kept.rule);
        }
        let shared = self.shared()?.into_iter().find(|shared| shared.id.to_string() == id);
        Ok(shared.ok_or_else(|| DeskError::new("filter-missing"))?.rule)
    }

    fn kept(&self) -> Result<Vec<Kept>, DeskError> {
        let json = self.store.form(FORM)?.unwrap_or_default();
        // What another version kept and this one cannot read is as if there were none; it stays until one is saved.
        Ok(serde_json::from_str(&json).unwrap_or_default())
    }

    fn keep(&self, kept: &[Kept]) -> Result<(), DeskError> {
        let json = serde_json::to_string(kept).map_err(|error| DeskError::internal(&error))?;
        self.store.save_form(FORM, &json)?;
        self.tell(vec![Tag::Lists]);
        Ok(())
    }
}

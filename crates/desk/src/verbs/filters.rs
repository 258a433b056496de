//! Lists of the person's own. They are kept with what is being written, and outlive the cache.

use holdfast_domain::FilterRule;
use holdfast_store::ListFilter;
use serde::{Deserialize, Serialize};

use crate::error::DeskError;
use crate::view::{FilterDraft, SavedFilter, Tag};
use crate::work::Work;

const FORM: &str = "filters";
const LONGEST_NAME: usize = 120;
const MOST_FILTERS: usize = 100;

#[derive(Clone, Debug, Serialize, Deserialize)]
struct Kept {
    id: String,
    name: String,
    rule: FilterRule,
}

impl Work {
    /// The person's own lists, in the order they were made.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn filters(&self) -> Result<Vec<SavedFilter>, DeskError> {
        self.kept()?.into_iter().map(|kept| self.saved(kept)).collect()
    }

    fn saved(&self, kept: Kept) -> Result<SavedFilter, DeskError> {
        let count = self.count_filter(&kept.rule)?;
        Ok(SavedFilter { id: kept.id, name: kept.name, shared: false, by: None, may_change: true, rule: kept.rule, count })
    }

    /// How many such a list would hold.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn count_filter(&self, rule: &FilterRule) -> Result<u32, DeskError> {
        Ok(self.store.count(&ListFilter::Own { rule: rule.clone(), me: self.me.id }, self.now())?)
    }

    /// Keeps a list, new or changed. Answers its identity.
    ///
    /// # Errors
    /// `filter-unnamed`; `filter-missing` when it was removed meanwhile; `disk-full`.
    pub fn save_filter(&self, filter: FilterDraft) -> Result<String, DeskError> {
        let name: String = filter.name.trim().chars().take(LONGEST_NAME).collect();
        if name.is_empty() {
            return Err(DeskError::new("filter-unnamed"));
        }
        let mut kept = self.kept()?;
        let id = match filter.id {
            Some(id) => {
                let known = kept.iter_mut().find(|kept| kept.id == id).ok_or_else(|| DeskError::new("filter-missing"))?;
                (known.name, known.rule) = (name, filter.rule);
                known.id.clone()
            }
            None if kept.len() >= MOST_FILTERS => return Err(DeskError::new("filter-too-many").with("limit", MOST_FILTERS)),
            None => {
                let id = self.new_id(self.now())?.to_string();
                kept.push(Kept { id: id.clone(), name, rule: filter.rule });
                id
            }
        };
        self.keep(&kept)?;
        Ok(id)
    }

    /// Removes a list.
    ///
    /// # Errors
    /// `disk-full`.
    pub fn remove_filter(&self, id: &str) -> Result<(), DeskError> {
        let mut kept = self.kept()?;
        kept.retain(|kept| kept.id != id);
        self.keep(&kept)
    }

    pub(super) fn rule_of(&self, id: &str) -> Result<FilterRule, DeskError> {
        let kept = self.kept()?.into_iter().find(|kept| kept.id == id);
        Ok(kept.ok_or_else(|| DeskError::new("filter-missing"))?.rule)
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

//! What is being written of an outage and of calls after it: kept on the disk like everything that is written, until it is said or
//! given up.

use holdfast_domain::{OutageId, TicketId};

use super::input::id;
use crate::error::DeskError;
use crate::view::OutageForm;
use crate::work::Work;

impl Work {
    /// Saves what is being written; an empty text forgets it.
    ///
    /// # Errors
    /// `disk-full` when it could not be saved.
    pub fn save_outage_form(&self, form: &OutageForm, json: &str) -> Result<(), DeskError> {
        Ok(self.store.save_form(&name(form)?, json)?)
    }

    /// What was being written.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn outage_form(&self, form: &OutageForm) -> Result<Option<String>, DeskError> {
        Ok(self.store.form(&name(form)?)?.filter(|json| !json.is_empty()))
    }
}

fn name(form: &OutageForm) -> Result<String, DeskError> {
    Ok(match form {
        OutageForm::Report => "outage-report".to_owned(),
        OutageForm::Promise { ticket } => format!("call-promise:{}", id::<TicketId>(ticket)?),
        OutageForm::HandOver { outage } => format!("calls-handed:{}", id::<OutageId>(outage)?),
    })
}

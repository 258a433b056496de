//! Commands on customers.

use holdfast_desk::DeskError;
use holdfast_desk::view::{AlikeView, CustomerEdit};

use super::of_desk::OfDesk;

#[tauri::command(async)]
#[specta::specta]
pub fn change_customer(desk: OfDesk, customer: String, edit: CustomerEdit) -> Result<(), DeskError> {
    let work = desk.work()?;
    work.change_customer(&customer, &edit)
}

#[tauri::command(async)]
#[specta::specta]
pub fn join_customers(desk: OfDesk, customer: String, into: String) -> Result<(), DeskError> {
    let work = desk.work()?;
    work.join_customers(&customer, &into)
}

#[tauri::command(async)]
#[specta::specta]
pub fn part_customer(desk: OfDesk, customer: String) -> Result<(), DeskError> {
    let work = desk.work()?;
    work.part_customer(&customer)
}

#[tauri::command(async)]
#[specta::specta]
pub fn reveal_customer(desk: OfDesk, customer: String, ticket: String, why: String) -> Result<(), DeskError> {
    let work = desk.work()?;
    work.reveal_customer(&customer, &ticket, &why)
}

#[tauri::command(async)]
#[specta::specta]
pub fn customers_alike(desk: OfDesk, customer: String) -> Result<Vec<AlikeView>, DeskError> {
    let work = desk.work()?;
    work.customers_alike(&customer)
}

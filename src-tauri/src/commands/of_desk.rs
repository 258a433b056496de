//! Which desk a command is for: that of the window which asks. What is asked in the window of a drill never reaches the real one.

use holdfast_desk::{Desk, DeskError};
use std::ops::Deref;
use std::sync::Arc;
use tauri::ipc::{CommandArg, CommandItem, InvokeError};
use tauri::{Manager, Wry};

use crate::drill::{self, Drills};

/// The desk of the window that asks.
pub struct OfDesk {
    desk: Arc<Desk>,
    is_drill: bool,
}

impl OfDesk {
    /// The desk, where it is no drill: what leaves the computer, or changes how it opens, is not practised.
    pub fn in_earnest(&self) -> Result<&Desk, DeskError> {
        if self.is_drill { Err(DeskError::new("not-in-drill")) } else { Ok(&self.desk) }
    }

    /// Whether it practises.
    pub const fn is_drill(&self) -> bool {
        self.is_drill
    }

    /// The desk, to be kept.
    pub fn kept(&self) -> Arc<Desk> {
        Arc::clone(&self.desk)
    }
}

impl Deref for OfDesk {
    type Target = Desk;

    fn deref(&self) -> &Desk {
        &self.desk
    }
}

impl<'de> CommandArg<'de, Wry> for OfDesk {
    fn from_command(command: CommandItem<'de, Wry>) -> Result<Self, InvokeError> {
        let webview = command.message.webview_ref();
        if webview.label() != drill::LABEL {
            return Ok(Self { desk: Arc::clone(&webview.state::<Arc<Desk>>()), is_drill: false });
        }
        let drill = webview.state::<Drills>().now().ok_or_else(|| InvokeError::from("the drill is over"))?;
        Ok(Self { desk: drill.desk(), is_drill: true })
    }
}

/// The window brings no such argument.
impl specta::function::FunctionArg for OfDesk {
    fn to_datatype(_: &mut specta::Types) -> Option<specta::datatype::DataType> {
        None
    }
}

//! Service levels: when a team is open, what it promises, how long is left, and when to say so.
//!
//! Nothing here is a counter. Each answer is computed from the ticket's own history when it is asked for (DESIGN §3).

pub mod alert;
pub mod alerting;
pub mod clock;
pub mod decision;
pub mod explanation;
pub mod mention;
mod opening;
pub mod policy;
pub mod receiver;
pub mod schedule;

pub use alert::{Alert, ClockKind, Level};
pub use alerting::{alerts_ahead, due_alerts, next_alert, receivers, still_alerts};
pub use clock::{Clock, ClockState, clocks};
pub use decision::{decision_alert, explain_decision, next_decision_alert, overdue_decisions, since_of_decision};
pub use explanation::{Counted, Explanation, Stretch, explain};
pub use mention::{mention_alert, mention_alerts, next_mention};
pub use opening::{joined, minute_of_day};
pub use policy::{Came, ComplaintGoals, Condition, Goal, Policy, REPEAT, RequestGoals, Target};
pub use receiver::{Receiver, Step};
pub use schedule::{Day, MakeUp, Period, Schedule, ScheduleError, ScheduleId};

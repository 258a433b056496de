//! What the window is shown: plain values in the desk's language, made for one screen each. Times are milliseconds since the Unix epoch.
//!
//! `ui/src/ipc/bindings.ts` is made from these types and from the shell's commands; a test fails when it differs.

mod acts;
mod alert;
mod article;
mod call_back;
mod clock;
mod complaint;
mod connection;
mod contingency;
mod customer;
mod drill;
mod file;
mod found;
mod guess;
mod held;
mod impact;
mod item;
mod knowledge;
mod merging;
mod millis;
mod outage;
mod presence;
mod reason;
mod request;
mod schedule;
mod stage;
mod task;
mod ticket;

pub use acts::{
    BulkAct, BulkDone, BulkRefused, CallNumber, DraftPlace, ExportView, FollowUp, ForwardDraft, ForwardPreview, ImportView, KeptCall, NewCall,
    OutboxRow, Panel, Preview, Queued, Sending, SolvedCall, TakenBack,
};
pub use alert::{AlertList, AlertRow, QuietView, QuietWhy};
pub use article::{
    ArticleLink, ArticleView, Cited, DiffLine, LineChange, NoticeText, NoticeView, RefusedAct, RequestView, StepView, SuggestionView, ToldBefore,
    VersionRow,
};
pub use call_back::{CallBackList, CallBackRow, CallPromise, CallTurn};
pub use clock::{ClockStory, ClockView, StretchView, TargetView};
pub use complaint::{ComplaintCard, StageReached};
pub use connection::{Connection, ConnectionState, Progress, Tag, TimeQuality, ToOpen};
pub use contingency::{ContingencyView, DirectoryRow, LadderStep, LadderWho};
pub use customer::{
    ActiveTicket, AlikeView, CallersFound, CustomerCard, CustomerEdit, CustomerMatch, FactView, HistoryRow, JoinedView, LookView, PromiseElsewhere,
    Said, TagHint,
};
pub use drill::{DrillCall, DrillEvent, DrillGap, DrillLine, DrillPhase, DrillScore, DrillView};
pub use file::{FileRef, FileState, FileView};
pub use found::{ArticleHit, Building, Hits, Piece, SearchFilter, Searched, TicketHit};
pub use guess::{FaultyLine, GuessView, Guessed};
pub use held::{Decided, Decision, Differs, HeldDecided, HeldItem, HeldPart, Shown};
pub use impact::{
    BreachRow, CallsDone, CarriedView, FileKind, ImpactOf, ImpactOutage, ImpactView, PromiseEnd, PromiseRow, TicketRef, WaitRow, Waits,
};
pub use item::ItemState;
pub use knowledge::{ArticleDraft, KnowledgeOverview, MatterKind, MatterRow, NoticeRow, OutdatedCitation, QuickReply};
pub use merging::{ApartView, MergeChoices, MergeSide};
pub use millis::{Millis, SeqNumber};
pub use outage::{FormerTime, OutageEventView, OutageForm, OutageLineView, OutageReport, OutageView, SaidView};
pub use presence::{ColleagueView, Doing, PresentView};
pub use reason::{HeldBy, Reason};
pub use request::RequestCard;
pub use schedule::{CalendarDay, CalendarView, DateDraft, MakeUpDraft, PeriodDraft, PromiseView, ScheduleDraft, ScheduleList, ScheduleView, Trial};
pub use stage::{AgentRef, CategoryView, Colleague, DeskState, KeyStoreView, Named, SampleTeam, Stage, TeamView, Unlock};
pub use task::TaskView;
pub use ticket::{
    DraftView, FieldChange, FilterDraft, ForwardedView, HandoverView, LinkView, ListOf, NextUp, PicturesState, SavedFilter, TicketDetail, TicketPage,
    TicketRow, TimelineItem, View, ViewCount,
};

// What the window and Rust say to each other: one shape per thing, milliseconds and camelCase on the wire.
// Generated bindings will take this file's place with the same names.

// ---- stage -------------------------------------------------------------
/** welcome: first start. signIn: server chosen. setUnlock: signed in, choose how the desk unlocks. locked. open. failed: profile could not be opened (error says why). */
export type Stage = 'welcome' | 'signIn' | 'setUnlock' | 'locked' | 'open' | 'failed';
export type DeskState = {
  stage: Stage;
  address: string | null;         // team server
  sample: SampleTeam | null;      // set when "try it on this computer" is used
  agent: AgentRef | null;
  unlock: 'keyStore' | 'passphrase' | null;
  keyStore: { available: boolean; name: string };   // e.g. "GNOME Keyring"
  unsent: number;                 // operations + drafts safe on this computer, shown when locked
  error: DeskError | null;        // for failed, or a notice to show at the top of the stage
  version: string;
};
export type SampleTeam = { running: boolean; login: string; password: string; pid: number | null; address: string };
/** code is one of the `error-…` messages of locales/*; detail are its arguments. */
export type DeskError = { code: string; detail: { [k: string]: string } };

export type Settings = { language: Lang | 'system'; theme: 'light' | 'dark' | 'system'; contrast: 'normal' | 'high'; density: 'compact' | 'regular' | 'comfortable'; sound: boolean };

// ---- people ------------------------------------------------------------
export type AgentRef = { id: string; name: string; role: 'agent' | 'lead' | 'contact' | 'administrator' };
export type Named = { id: string; name: string };
/** everything the desk's menus need: read once, re-read on the tag `team` */
export type Team = { me: AgentRef; agents: AgentRef[]; queues: Named[]; departments: Named[]; categories: Category[] };
export type Category = { key: string; name: string; parent: string | null };

// ---- enums -------------------------------------------------------------
export type Channel = 'phone' | 'chat' | 'mail' | 'app' | 'web' | 'social' | 'message';
export type Status = 'new' | 'open' | 'pending' | 'solved' | 'closed';   // pending = waiting on the customer
export type Urgency = 'low' | 'normal' | 'high' | 'emergency';
/** what became of what a person did here */
export type ItemState = 'draft' | 'waiting' | 'sending' | 'sent' | 'held' | 'uncertain' | 'rejected';
export type View = 'mine' | 'team' | 'unassigned' | 'atRisk' | 'hot' | 'waiting' | 'drafts' | 'held' | 'offline';

// ---- clocks ------------------------------------------------------------
export type ClockKind = 'firstResponse' | 'nextResponse' | 'resolution';
export type ClockState = 'running' | 'warning' | 'breached' | 'paused' | 'met';
/** due is null when paused. metAfter: ms used when met. The window counts down from due with its own timer. */
export type ClockView = { kind: ClockKind; state: ClockState; due: number | null; metAfter: number | null; doubtful: boolean };

// ---- lists -------------------------------------------------------------
export type ViewCount = { view: View; count: number; risk: boolean };
export type TicketRow = {
  id: string; number: string; temporary: boolean;   // "10482" or "T7-0042"
  subject: string; subjectLang: Lang | null;
  customer: string; tier: number;                    // 0..5, shown as V3
  channel: Channel; status: Status; urgency: Urgency; category: string | null;  // category already in the desk's language
  owner: string | null;
  unread: boolean; hot: boolean;
  state: ItemState | null;                           // worst state of what I did on it
  clock: ClockView | null;                           // the clock that matters most
  updatedAt: number;
};
/** rows[0..nextUp) belong under "Next up", the rest under "Later" */
export type TicketPage = { rows: TicketRow[]; total: number; nextUp: number; asOf: number };
export type NextUp = { ticket: string; why: string };  // why: Fluent key, e.g. "why-breached"

// ---- one ticket --------------------------------------------------------
export type TicketDetail = {
  row: TicketRow; queue: string | null; queueId: string | null; ownerId: string | null; tags: string[];
  clocks: ClockView[]; createdAt: number; asOf: number;
  timeline: TimelineItem[]; earlier: number;         // how many older items were left out
  seen: number | null;                               // newest public message sequence shown; pass back to reply()
  lastRead: number | null;                           // items after this time are "since you last looked"
  transitions: Status[];                             // legal next statuses
  draft: Draft | null;
  customer: CustomerCard | null;
  changedAway: FieldChange[];                        // fields others changed since my pending change on them
};
export type FieldChange = { field: string; mine: string; theirs: string; by: string; at: number };
export type TimelineItem =
  | { type: 'message'; id: string; kind: 'customer' | 'reply' | 'note'; author: string; at: number; html: string; lang: Lang | null; channel: Channel | null; state: ItemState | null; operation: string | null; offline: boolean; reason: string | null; files: FileView[] }
  | { type: 'event'; id: string; at: number; text: string; args: { [k: string]: string }; state: ItemState | null; operation: string | null; offline: boolean };
  // event.text: Fluent key, e.g. "event-status" with args {from,to,by}
export type FileView = { name: string; size: number; hash: string };
export type Draft = { kind: 'reply' | 'note'; body: string; savedAt: number; articles: string[] };
export type CustomerCard = {
  id: string; name: string; tier: number; lang: Lang | null; tags: string[]; strategy: string | null;
  phone: string | null; mail: string | null; facts: { label: string; value: string }[];  // label: Fluent key "fact-order" …
  history: { ticket: string; number: string; subject: string; channel: Channel; at: number; status: Status }[];
  since: number | null;
};

// ---- acts: each answers with what it queued -----------------------------
export type Queued = { operation: string; ticket: string; number: string; at: number };
export type NewCall = { caller: string; phone: string; channel: Channel; customer: string | null; subject: string; question: string; product: string | null; callBack: string | null; urgency: Urgency; recover: boolean; startedAt: number };
export type CustomerMatch = { id: string; name: string; tier: number; phone: string | null; open: { ticket: string; number: string; subject: string }[] };
export type HeldItem = { operation: string; ticket: string; number: string; subject: string; reason: string; seen: string[]; news: string[]; text: string; at: number };
export type OutboxRow = { operation: string; ticket: string; number: string; subject: string; kind: string; summary: string; state: ItemState; at: number; offline: boolean; reason: string | null };

// ---- knowledge ---------------------------------------------------------
export type Hits = { articles: ArticleHit[]; tickets: TicketHit[]; building: { done: number; total: number } | null; tookUs: number };
/** title/snippet as pieces: hit pieces are highlighted */
export type Piece = { text: string; hit: boolean };
export type ArticleHit = { id: string; title: Piece[]; snippet: Piece[]; kind: ArticleKind; lang: Lang; updatedAt: number; category: string | null };
export type ArticleKind = 'faq' | 'factSheet' | 'procedure' | 'contingency' | 'script';
export type TicketHit = { id: string; number: string; subject: Piece[]; snippet: Piece[]; customer: string; at: number };
export type ArticleView = { id: string; title: string; html: string; answer: string; kind: ArticleKind; lang: Lang; version: number; updatedAt: number; owner: string | null; category: string | null; flagged: string[] };
   // answer: the plain text that "insert" puts into a reply. flagged: damaged lines a person must look at

// ---- alerts ------------------------------------------------------------
export type AlertRow = { id: string; ticket: string; number: string; subject: string; customer: string; clock: ClockKind; level: 'warning' | 'breach'; due: number; at: number; acknowledged: boolean; snoozedUntil: number | null };
export type AlertList = { alerts: AlertRow[]; nativeAvailable: boolean };   // false: no notification daemon; say so

// ---- connection --------------------------------------------------------
export type Connection = {
  state: 'connecting' | 'online' | 'degraded' | 'offline' | 'recovering';
  since: number; asOf: number | null;               // when what is shown was last confirmed
  waiting: number; sending: number; held: number; uncertain: number; rejected: number;
  firstPull: { done: number; total: number } | null;
  problem: DeskError | null;                         // expired token, revoked device, other version, disk full …
};

// ---- events from Rust --------------------------------------------------
/** changed(tags): re-read what the tags name. */
export type Tag = 'stage' | 'team' | 'lists' | 'connection' | 'alerts' | 'outbox' | 'knowledge' | 'settings' | { ticket: string };
/** openTicket(id): an alert was clicked. */

export interface Ipc {
  deskState(): Promise<DeskState>;
  tryHere(): Promise<DeskState>;                       // may take seconds: shows progress text
  teamServer(run: boolean): Promise<DeskState>;        // sample team only: stop/start it (to practise an outage)
  connect(address: string): Promise<DeskState>;
  signIn(login: string, password: string): Promise<DeskState>;
  backToWelcome(): Promise<DeskState>;
  setUnlock(passphrase: string | null): Promise<DeskState>;   // null = the computer's key store
  unlock(passphrase: string | null): Promise<DeskState>;
  lock(): Promise<DeskState>;
  settings(): Promise<Settings>;
  saveSettings(s: Settings): Promise<Settings>;

  team(): Promise<Team>;
  viewCounts(): Promise<ViewCount[]>;
  list(view: View, offset: number, limit: number): Promise<TicketPage>;
  nextUp(): Promise<NextUp | null>;
  ticket(id: string): Promise<TicketDetail>;
  earlier(ticket: string, before: number): Promise<TimelineItem[]>;
  markRead(ticket: string): Promise<void>;

  reply(ticket: string, body: string, seen: number | null, articles: string[]): Promise<Queued>;
  note(ticket: string, body: string): Promise<Queued>;
  setField(ticket: string, field: 'subject' | 'urgency' | 'category' | 'queue', value: string): Promise<Queued>;
  transition(ticket: string, to: Status): Promise<Queued>;
  claim(ticket: string): Promise<Queued>;
  assign(ticket: string, agent: string, reason: string): Promise<Queued>;
  tag(ticket: string, add: string[], remove: string[]): Promise<Queued>;
  capture(call: NewCall): Promise<Queued>;
  matchCustomers(text: string): Promise<CustomerMatch[]>;
  captureNumber(): Promise<string>;                    // the temporary number the next capture gets
  saveDraft(ticket: string, kind: 'reply' | 'note', body: string, articles: string[]): Promise<number>; // savedAt; empty body discards
  saveCapture(json: string): Promise<void>;            // the half-filled capture form survives kill -9
  loadCapture(): Promise<string | null>;
  outbox(): Promise<OutboxRow[]>;
  held(): Promise<HeldItem[]>;
  decide(operation: string, decision: 'sendAnyway' | 'note' | 'discard' | 'edit'): Promise<void>;  // edit: text goes back to the draft

  search(query: string, limit: number): Promise<Hits>;
  suggest(ticket: string): Promise<ArticleHit[]>;
  article(id: string): Promise<ArticleView>;

  alerts(): Promise<AlertList>;
  acknowledgeAlert(id: string): Promise<void>;
  snoozeAlert(id: string, minutes: number): Promise<void>;
  connection(): Promise<Connection>;
  tryNow(): Promise<void>;

  onChanged(f: (tags: Tag[]) => void): () => void;
  onOpenTicket(f: (id: string) => void): () => void;
}

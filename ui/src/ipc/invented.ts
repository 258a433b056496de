// An invented desk in memory, for tests and for looking at the window in a plain browser. Never part of the real bundle.
import { markedAlert, outageOf } from './invented-lost';
import { aboutOf } from './invented-alerts';
import { formOf } from './invented-acts';
import { callersFor } from './invented-callers';
import { fail } from './invented-line';
import { agents, me } from './invented-people';
import { InventedDrill } from './invented-drill';
import { eventOf, keepClocks } from './invented-tasks';
import { invent } from './invented-tickets';
import { when } from '../words/times';
import type * as T from './wire';

const hows = { sendAnyway: 'sentAnyway', edit: 'edited', note: 'noted', discard: 'discarded' } as const;

export class InventedDesk extends InventedDrill implements T.Ipc {
  setField(ticket: string, field: T.Field, value: string) {
    const t = this.tickets.get(ticket)!;
    const from = { subject: t.row.subject, urgency: t.row.urgency, category: t.category, demand: t.demand, queue: t.queueId }[
      field as 'subject'
    ];
    if (field === 'subject') t.row.subject = value;
    else if (field === 'urgency') t.row.urgency = value as T.Urgency;
    else if (field === 'category') t.category = value;
    else if (field === 'demand') t.demand = value as T.Demand;
    else t.queueId = value;
    return this._event(ticket, 'setField', 'event-field', { field, from: from ?? '', to: value });
  }
  transition(ticket: string, to: T.Status, closing: T.Closing | null) {
    const t = this.tickets.get(ticket)!;
    if (to === 'solved' && closing && !t.category) return fail('category-missing');
    const from = t.row.status;
    t.row.status = to;
    return this._event(ticket, 'transition', 'event-status', { from, to });
  }
  claim(ticket: string, reason: string) {
    const from = this.tickets.get(ticket)!.row.owner;
    if (from && from !== me.name && !reason.trim()) return fail('reason-missing');
    Object.assign(this.tickets.get(ticket)!, { ownerId: me.id });
    this.tickets.get(ticket)!.row.owner = me.name;
    this.tickets.get(ticket)!.letGoAt = null;
    return reason
      ? this._event(ticket, 'claim', 'event-claimed-from', { from: from ?? '', reason })
      : this._event(ticket, 'claim', 'event-claimed', {});
  }
  assign(ticket: string, agent: string, reason: string, handover: T.Handover | null) {
    const to = agents.find((a) => a.id === agent)!;
    const t = this.tickets.get(ticket)!;
    t.ownerId = agent;
    t.row.owner = to.name;
    t.handover = handover ? { by: me.name, to: to.name, at: Date.now(), reason, handover } : undefined;
    return this._event(ticket, 'assign', 'event-assigned', { to: to.name, reason });
  }
  linkTickets(ticket: string, other: string, linked: boolean) {
    if (ticket === other) return fail('bad-link');
    const of = (id: string): T.LinkView => {
      const { number, subject, subjectLang, status } = this.tickets.get(id)!.row;
      return { ticket: id, number, subject, subjectLang, status };
    };
    for (const [from, to] of [
      [ticket, other],
      [other, ticket],
    ] as const) {
      const t = this.tickets.get(from)!;
      t.links = [...(t.links ?? []).filter((link) => link.ticket !== to), ...(linked ? [of(to)] : [])];
    }
    return this._silently(ticket);
  }
  /** The invented desk knows a few words. */
  timeInWords(text: string) {
    const said = text.trim().toLowerCase();
    const minutes = /^(?:in )?(\d+) ?(m|min|h|hours?)$/.exec(said);
    if (minutes) return Promise.resolve(Date.now() + Number(minutes[1]) * (minutes[2]!.startsWith('m') ? 60_000 : 3_600_000));
    const day = new Date();
    const at = /^(?:tomorrow|明天)(?: ?(\d{1,2}))?(?::00| ?点)?$/.exec(said);
    if (!at) return Promise.resolve(null);
    day.setDate(day.getDate() + 1);
    return Promise.resolve(day.setHours(Number(at[1] ?? 9), 0, 0, 0));
  }
  tag(ticket: string, add: string[], remove: string[]) {
    const t = this.tickets.get(ticket)!;
    t.tags = [...t.tags.filter((x) => !remove.includes(x)), ...add];
    return this._event(ticket, 'tag', 'event-tags', { added: add.join(', '), removed: remove.join(', ') });
  }
  setTask(ticket: string, kind: T.TaskKind, said: string, due: number) {
    const text = said.trim();
    const madeAt = Date.now();
    if (!text) return fail('empty-text');
    if (due <= madeAt) return fail('past-due');
    const t = this.tickets.get(ticket)!;
    // The operation that says so, which is the next, is what the promise is known by.
    const task = { id: `op${this._n + 1}`, kind, text, due, by: me.name, madeAt, endedAt: null, kept: false };
    t.tasks = [...t.tasks, { ...task, state: this._leaving() }];
    keepClocks(t, madeAt);
    this._forget(ticket, 'task');
    return this._event(ticket, 'setTask', eventOf(kind), { due: when(due, madeAt), text }, text);
  }
  endTask(ticket: string, id: string, kept: boolean) {
    const t = this.tickets.get(ticket)!;
    const { kind, text } = t.tasks.find((task) => task.id === id)!;
    const endedAt = Date.now();
    t.tasks = t.tasks.map((task) => (task.id === id ? { ...task, endedAt, kept, state: this._leaving() } : task));
    keepClocks(t, endedAt);
    return this._event(ticket, 'endTask', eventOf(kind, kept), { text }, text);
  }
  capture(call: T.NewCall) {
    const number = `T7-00${++this._calls}`;
    const made = invent(call.cameAt ?? Date.now(), 0, {
      number,
      customer: call.caller || call.contact,
      subject: call.subject,
      question: call.question,
      channel: call.channel,
      urgency: call.urgency,
    });
    for (const [id, t] of made) this.tickets.set(id, t);
    const id = [...made.keys()][0]!;
    if (call.solved) Object.assign(this.tickets.get(id)!.row, { status: 'solved' });
    this.kept = null;
    this.keptFiles = [];
    this.say('lists', 'outbox');
    return Promise.resolve({ operation: `op${++this._n}`, about: id, number, at: Date.now(), undoUntil: null });
  }
  matchCustomers = (text: string) => Promise.resolve(callersFor(text));
  captureNumber = () => Promise.resolve({ number: `T7-00${this._calls + 1}`, ticket: `call-${this._calls + 1}` });
  /** What was noted joins what is being written on a ticket. */
  captureInto(ticket: string, kind: T.MessageKind, body: string, _form: string | null) {
    const t = this.tickets.get(ticket)!;
    const before = t.drafts.find((d) => d.kind === kind);
    const both = [before?.body ?? '', body].filter(Boolean).join('\n\n');
    const files = [...(before?.files ?? []), ...this.keptFiles];
    t.drafts = t.drafts.filter((d) => d.kind !== kind);
    t.drafts.push({ kind, body: both, savedAt: Date.now(), articles: before?.articles ?? [], files });
    this.kept = null;
    this.keptFiles = [];
    this.say('lists', { ticket });
    return Promise.resolve({ ticket, kind });
  }
  saveDraft(ticket: string, kind: T.MessageKind, body: string, used: T.Cited[]) {
    const t = this.tickets.get(ticket)!;
    const had = t.drafts.length;
    const savedAt = Date.now();
    const files = t.drafts.find((d) => d.kind === kind)?.files ?? [];
    t.drafts = t.drafts.filter((d) => d.kind !== kind);
    if (body || files.length) t.drafts.push({ kind, body, savedAt, articles: used, files });
    if (had !== t.drafts.length) this.say('lists');
    return Promise.resolve(savedAt);
  }
  saveDocked(ticket: string, panel: T.Panel, about: string, json: string) {
    this._forget(ticket, panel, about);
    if (json) this.forms.set(formOf(ticket, panel, about), json);
    return Promise.resolve();
  }
  docked = (ticket: string, panel: T.Panel, about: string) =>
    Promise.resolve(this.forms.get(formOf(ticket, panel, about)) ?? null);
  saveCapture = (json: string) => Promise.resolve(void (this.kept = json || null));
  loadCapture = () => Promise.resolve(this.kept === null ? null : { json: this.kept, files: [...this.keptFiles] });
  outbox = () => Promise.resolve([...this.box]);
  held = () => Promise.resolve(this.heldItems());
  heldDecided = () => Promise.resolve([...this.decided]);
  decide(operation: string, decision: T.Decision, _shown: T.Shown | null) {
    if (this._decideSchedule(operation, decision)) return Promise.resolve();
    const item = this.box.find((b) => b.operation === operation);
    const files = this.heldItems().find((h) => h.operation === operation)?.files ?? [];
    this.box = this.box.filter((b) => b.operation !== operation);
    const t = item && this.tickets.get(item.ticket);
    if (t && item) {
      t.timeline = t.timeline.filter((i) => i.operation !== operation);
      t.row.state = null;
      const draft = t.drafts.find((d) => d.kind === 'reply');
      const body = [item.summary, draft?.body].filter(Boolean).join('\n\n');
      const both = [...files, ...(draft?.files ?? [])];
      if (decision === 'edit') t.drafts = [{ kind: 'reply', body, savedAt: Date.now(), articles: [], files: both }];
      else if (decision !== 'discard') void this._text(item.ticket, decision === 'note' ? 'note' : 'reply', item.summary, files);
      this.decided.unshift({
        operation,
        ticket: item.ticket,
        number: item.number,
        customer: t.row.customer,
        subject: item.subject,
        subjectLang: item.subjectLang,
        how: hows[decision],
        text: item.summary,
        at: Date.now(),
      });
      this.say('outbox', 'lists', 'connection', { ticket: item.ticket });
    }
    return Promise.resolve();
  }
  noteChange(operation: string, again: boolean) {
    for (const t of this.tickets.values()) {
      const change = t.changedAway.find((c) => c.operation === operation);
      if (!change) continue;
      t.changedAway = t.changedAway.filter((c) => c !== change);
      if (again) void this.setField(t.row.id, change.field, change.mine);
      this.say({ ticket: t.row.id });
    }
    return Promise.resolve();
  }

  alerts(): Promise<T.AlertList> {
    const outage = outageOf(this.line, Date.now());
    const owned = (a: T.AlertRow) => {
      const t = this.tickets.get(a.ticket)!;
      const about = aboutOf(t, a, this._lang());
      return { ...markedAlert(a, outage), about, owner: t.row.owner, mine: t.ownerId === me.id };
    };
    return Promise.resolve({
      alerts: this.alertRows.map(owned),
      more: this.moreAlerts,
      nativeAvailable: this.native,
      quiet: this.quiet,
    });
  }
  /** What is put off presses on nobody until its time. */
  freshAlerts = () =>
    Promise.resolve(this.alertRows.filter((a) => !a.acknowledged && a.snoozedUntil === null).length + this.moreAlerts);
  protected _alerts(ids: string[], part: Partial<T.AlertRow>) {
    this.alertRows = this.alertRows.map((a) => (ids.includes(a.id) ? { ...a, ...part } : a));
    this.say('alerts');
    return Promise.resolve();
  }
  acknowledgeAlerts = (ids: string[]) => this._alerts(ids, { acknowledged: true, snoozedUntil: null });
  snoozeAlerts = (ids: string[], minutes: number) =>
    this._alerts(ids, { acknowledged: false, snoozedUntil: Date.now() + minutes * 60_000 });
  async takeAlert(id: string) {
    const { ticket } = this.alertRows.find((a) => a.id === id)!;
    if (!this.tickets.get(ticket)!.ownerId) await this.claim(ticket, '');
    await this.acknowledgeAlerts([id]);
  }
  connection = () => Promise.resolve({ ...this.line, now: Date.now() + this.ahead });
  /** By how much the team's time is ahead of this computer's. */
  ahead = 0;
  tryNow = () => Promise.resolve();
  /** The file of the invented computer: what was saved, and the passphrase it opens with. */
  file: { passphrase: string; holds: T.ExportView } | null = null;
  exportWork(passphrase: string) {
    const holds = { file: 'holdfast-unsent-wen.holdfast', operations: this.box.length, drafts: 1, files: 0 };
    this.file = { passphrase, holds };
    return Promise.resolve<T.ExportView | null>(holds);
  }
  importWork(passphrase: string): Promise<T.ImportView | null> {
    if (!this.file) return Promise.resolve(null);
    if (this.file.passphrase !== passphrase) return fail('file-passphrase');
    return Promise.resolve({ operations: 0, drafts: 0, files: 0, left: 0 });
  }
  onChanged(f: (tags: T.Tag[]) => void) {
    this._hear.push(f);
    return () => void (this._hear = this._hear.filter((x) => x !== f));
  }
  onOpens(f: () => void) {
    this._openers.push(f);
    return () => void (this._openers = this._openers.filter((x) => x !== f));
  }
}

export const inventedDesk = (p: URLSearchParams) => {
  const desk = new InventedDesk(p);
  // Within reach of the browser's console, to take the line down and up by hand.
  (globalThis as { desk?: InventedDesk }).desk = desk;
  return desk;
};

// What is done on the invented desk stands on its ticket at once, and waits while the line is down.
import { asHtml, fail } from './invented-line';
import { InventedCustomers } from './invented-customers';
import { me } from './invented-people';
import { complaintNow, ended, isLater, newComplaint, newRequest, requestNow, stageOf } from './invented-requests';
import { keepClocks } from './invented-tasks';
import type { Invented } from './invented-tickets';
import { dayAndTime } from '../words/times';
import type { Kept } from './invented-words';
import type * as T from './wire';

const message = (kind: 'reply' | 'note', body: string, files: T.FileView[], operation: string, state: T.ItemState): Kept => ({
  type: 'message',
  id: operation,
  kind,
  author: me.name,
  mine: true,
  at: Date.now(),
  html: asHtml(body),
  quoted: null,
  images: 0,
  lang: null,
  channel: null,
  state,
  operation,
  offline: state === 'waiting',
  reason: null,
  files: files.map((f) => ({ ...f, state: state === 'waiting' ? 'leaving' : 'here' })),
});
const event = (text: string, args: Record<string, string>, operation: string, state: T.ItemState): Kept => ({
  type: 'event',
  id: operation,
  at: Date.now(),
  text,
  args: { ...args, by: me.name },
  level: null,
  state,
  operation,
  offline: state === 'waiting',
  reason: null,
});

export const formOf = (ticket: string, panel: T.Panel, about: string) => `dock:${ticket}:${panel}:${about}`;

export class InventedActs extends InventedCustomers {
  /** What is said is no form any more. */
  protected _forget(ticket: string, panel: T.Panel, about = '') {
    this.forms.delete(formOf(ticket, panel, about));
  }
  protected _leaving = (): T.ItemState => (this.line.state === 'offline' ? 'waiting' : 'sent');
  protected _queue(
    ticket: string,
    kind: string,
    summary: string,
    items: (operation: string, state: T.ItemState) => Kept[],
    files = 0,
  ): Promise<T.Queued> {
    const t = this.tickets.get(ticket)!;
    const operation = `op${++this._n}`;
    const state = this._leaving();
    t.timeline.push(...items(operation, state));
    t.row.state = state;
    t.drafts = t.drafts.filter((d) => d.kind !== kind);
    if (state === 'waiting')
      this.box.push({
        operation,
        ticket,
        article: null,
        number: t.row.number,
        subject: t.row.subject,
        kind,
        summary,
        state,
        at: Date.now(),
        offline: true,
        reason: null,
        leavesAt: null,
        files,
      });
    this.say({ ticket }, 'lists', 'outbox', 'connection');
    return Promise.resolve({ operation, about: ticket, number: t.row.number, at: Date.now(), undoUntil: null });
  }
  /** Done, and nothing of it is told in the timeline. */
  protected _silently = (ticket: string) => {
    this.say({ ticket }, 'lists');
    const { number } = this.tickets.get(ticket)!.row;
    return Promise.resolve({ operation: `op${++this._n}`, about: ticket, number, at: Date.now(), undoUntil: null });
  };
  protected _text(ticket: string, kind: 'reply' | 'note', body: string, along?: T.FileView[]) {
    const files = along ?? this.tickets.get(ticket)!.drafts.find((d) => d.kind === kind)?.files ?? [];
    return this._queue(ticket, kind, body, (...of) => [message(kind, body, files, ...of)], files.length);
  }
  protected _event = (ticket: string, kind: string, text: string, args: Record<string, string>, summary = text) =>
    this._queue(ticket, kind, summary, (...of) => [event(text, args, ...of)]);
  /** What can be taken back, each with what that does. */
  protected _undos = new Map<string, () => T.DraftPlace | null>();
  async reply(ticket: string, body: string, _seen: number | null, articles: T.Cited[], sending: T.Sending): Promise<T.Queued> {
    const t = this.tickets.get(ticket)!;
    if (sending.at !== null && sending.at <= Date.now()) return fail('past-due');
    const { ownerId } = t;
    const { status, state } = t.row;
    const files = t.drafts.find((d) => d.kind === 'reply')?.files ?? [];
    const { signature, undoSeconds } = this.own;
    const signed = signature && !body.endsWith(signature) ? `${body}\n\n${signature}` : body;
    const queued = await this._text(ticket, 'reply', signed);
    t.ownerId ??= me.id;
    if (sending.then) t.row.status = sending.then;
    const leaves = sending.at ?? (undoSeconds ? Date.now() + undoSeconds * 1000 : null);
    if (sending.at !== null) this._putOff(t, queued, signed, sending.at);
    if (leaves !== null)
      this._undos.set(queued.operation, () => {
        const newer = t.drafts.find((d) => d.kind === 'reply');
        const both = [body, newer?.body].filter(Boolean).join('\n\n');
        const back = { articles: [...articles, ...(newer?.articles ?? [])], files: [...files, ...(newer?.files ?? [])] };
        t.drafts = [...t.drafts.filter((d) => d !== newer), { kind: 'reply' as const, body: both, savedAt: Date.now(), ...back }];
        t.timeline = t.timeline.filter((item) => item.operation !== queued.operation);
        t.ownerId = ownerId;
        Object.assign(t.row, { status, state });
        this.box = this.box.filter((entry) => entry.operation !== queued.operation);
        this.say({ ticket }, 'lists', 'outbox', 'connection');
        return { ticket, kind: 'reply' };
      });
    this.say({ ticket }, 'lists', 'outbox');
    return { ...queued, undoUntil: leaves };
  }
  /** It stands in the timeline and in the outbox, and has not left. */
  private _putOff(t: Invented, { operation, number }: T.Queued, body: string, leavesAt: number) {
    const item = t.timeline.find((one) => one.id === operation)!;
    Object.assign(item, {
      state: 'waiting',
      offline: false,
      reason: { id: 'waits-until', args: { time: dayAndTime(leavesAt, Date.now()) } },
    });
    const { id: ticket, subject } = t.row;
    const said = { operation, ticket, article: null, number, subject, kind: 'reply', summary: body, state: 'waiting' as const };
    this.box = this.box.filter((entry) => entry.operation !== operation);
    this.box.push({ ...said, at: Date.now(), offline: false, reason: null, leavesAt, files: 0 });
  }
  takeBack(operations: string[]): Promise<T.TakenBack> {
    const undone = operations.flatMap((operation) => {
      const undo = this._undos.get(operation);
      this._undos.delete(operation);
      return undo ? [undo()] : [];
    });
    if (!undone.length) return fail('has-left');
    return Promise.resolve({ count: undone.length, drafts: undone.filter((place) => place !== null) });
  }
  sendNow(operation: string) {
    if (!this._undos.delete(operation)) return fail('has-left');
    const entry = this.box.find((one) => one.operation === operation);
    this.box = this.box.filter((one) => one !== entry);
    const item = entry && this.tickets.get(entry.ticket)!.timeline.find((one) => one.id === operation);
    if (item) Object.assign(item, { state: 'sent', reason: null });
    this.say('outbox', 'lists', ...(entry ? [{ ticket: entry.ticket }] : []));
    return Promise.resolve();
  }
  note = (ticket: string, body: string) => this._text(ticket, 'note', body);
  /** What was done, and the words with it as a note. */
  protected _said(ticket: string, kind: string, text: string, args: Record<string, string>, words: string) {
    return this._queue(ticket, kind, words || text, (operation, state) => [
      { ...event(text, args, operation, state), id: `${operation}-done` },
      ...(words ? [message('note', words, [], operation, state)] : []),
    ]);
  }
  request(ticket: string, department: string, words: string) {
    const text = words.trim();
    if (!text) return fail('empty-text');
    const t = this.tickets.get(ticket)!;
    const now = Date.now();
    // The operation that says so, which is the next, is what the request is known by.
    const card = newRequest(`op${this._n + 1}`, department, text, me.name, now);
    t.requests = [...t.requests, { ...card, state: this._leaving() }];
    keepClocks(t, now);
    this._forget(ticket, 'request');
    return this._event(ticket, 'request', 'event-request', { department: card.department, text }, text);
  }
  stepRequest(ticket: string, id: string, step: T.RequestStep, said: string) {
    const words = said.trim();
    if (!words && step !== 'accept' && step !== 'withdraw') return fail('empty-text');
    const t = this.tickets.get(ticket)!;
    const { department } = t.requests.find((card) => card.id === id)!;
    const now = Date.now();
    t.requests = t.requests.map((card) =>
      card.id !== id || ended(card) || (step === 'accept' && card.step)
        ? card
        : requestNow({ ...card, step, stepBy: me.name, stepAt: now, state: this._leaving() }, now),
    );
    keepClocks(t, now);
    if (words) this._forget(ticket, 'request-step', id);
    return this._said(ticket, 'stepRequest', `event-request-${step}`, { department }, words);
  }
  complain(ticket: string, words: string, cause: T.ComplaintCause | null) {
    const text = words.trim();
    if (!text) return fail('empty-text');
    this._forget(ticket, 'complaint');
    const t = this.tickets.get(ticket)!;
    if (t.complaints.some((card) => card.next))
      return this._queue(ticket, 'complain', text, (...of) => [message('note', text, [], ...of)]);
    const now = Date.now();
    t.complaints = [...t.complaints, { ...newComplaint(`op${this._n + 1}`, text, cause, me.name, now), state: this._leaving() }];
    keepClocks(t, now);
    return this._event(ticket, 'complain', 'event-complaint', { text }, text);
  }
  stepComplaint(ticket: string, id: string, to: T.ComplaintStage, words: string, cause: T.ComplaintCause | null) {
    const t = this.tickets.get(ticket)!;
    const now = Date.now();
    t.complaints = t.complaints.map((card) => {
      if (card.id !== id || !isLater(to, stageOf(card).stage)) return card;
      const stages = [...card.stages, { stage: to, by: me.name, at: now }];
      return complaintNow({ ...card, stages, cause: cause ?? card.cause, state: this._leaving() }, now);
    });
    keepClocks(t, now);
    if (words.trim()) this._forget(ticket, 'complaint-step', id);
    return this._said(ticket, 'stepComplaint', 'event-complaint-stage', { stage: to }, words.trim());
  }
}

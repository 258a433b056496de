// What is done on the invented desk stands on its ticket at once, and waits while the line is down.
import { fail } from './invented-line';
import { InventedCustomers } from './invented-customers';
import { me } from './invented-people';
import { complaintNow, ended, isLater, newComplaint, newRequest, requestNow, stageOf } from './invented-requests';
import { keepClocks } from './invented-tasks';
import type { Invented } from './invented-tickets';
import { paragraphs } from '../words/text';
import { dayAndTime } from '../words/times';
import type { Kept } from './invented-words';
import { formatted, formattedNote, namedIn, people } from './invented-writing';
import type * as T from './wire';

const message = (kind: 'reply' | 'note', body: string, files: T.FileView[], operation: string, state: T.ItemState): Kept => ({
  type: 'message',
  id: operation,
  kind,
  author: me.name,
  mine: true,
  at: Date.now(),
  html: (kind === 'note' ? formattedNote : formatted)(body).html,
  formatted: (kind === 'note' ? formattedNote : formatted)(body).marked,
  forwarded: null,
  quoted: null,
  images: 0,
  pictures: 'left',
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

/** A picture of one colour. */
const DRAWN = 'data:image/gif;base64,R0lGODlhAQABAIAAAFSgxP///ywAAAAAAQABAAACAkQBADs=';

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
        subjectLang: t.row.subjectLang,
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
    const t = this.tickets.get(ticket)!;
    const draft = t.drafts.find((d) => d.kind === kind);
    const files = along ?? draft?.files ?? [];
    // What was being written is said: it is no draft any more.
    if (!along) t.drafts = t.drafts.filter((d) => d !== draft);
    return this._queue(ticket, kind, body, (...of) => [message(kind, body, files, ...of)], files.length);
  }
  protected _event = (ticket: string, kind: string, text: string, args: Record<string, string>, summary = text) =>
    this._queue(ticket, kind, summary, (...of) => [event(text, args, ...of)]);
  previewMessage(kind: T.MessageKind, body: string): Promise<T.Preview> {
    const { signature } = this.own;
    const signed = kind === 'reply' && signature && body.trim() && !body.endsWith(signature);
    if (kind !== 'note') return Promise.resolve({ ...formatted(signed ? `${body}\n\n${signature}` : body), tells: [] });
    const others = namedIn(body).filter((one) => one.id !== me.id);
    return Promise.resolve({ ...formattedNote(body), tells: others.map((one) => one.name) });
  }
  colleagues(query: string): Promise<T.Colleague[]> {
    const asked = query.toLowerCase();
    const fits = (one: (typeof people)[number]) =>
      [one.login, one.name, ...one.sounds].some((word) => word.toLowerCase().startsWith(asked));
    const found = people.filter((one) => one.id !== me.id && fits(one));
    return Promise.resolve(found.map(({ id, login, name, role, department }) => ({ id, login, name, role, department })));
  }
  forwardPreview(ticket: string, message: string | null): Promise<T.ForwardPreview> {
    const t = this.tickets.get(ticket)!;
    const all = t.timeline.filter((item) => item.type === 'message' && item.kind !== 'note' && (!message || item.id === message));
    const shown = all.filter((item) => item.type === 'message');
    const said = shown.map(
      (item) => `${item.author || t.row.customer}, ${dayAndTime(item.at, Date.now())}:\n${paragraphs(item.html).join('\n')}`,
    );
    return Promise.resolve({
      subject: `Fwd: ${t.row.subject}`,
      text: ['---------- Forwarded ----------', ...said].join('\n\n'),
      messages: shown.map((item) => item.id),
      files: shown.flatMap((item) => item.files),
    });
  }
  async forward(ticket: string, draft: T.ForwardDraft, _at: number | null): Promise<T.Queued> {
    if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(draft.to)) return fail('bad-address');
    const { text, files } = await this.forwardPreview(ticket, draft.message);
    const forwarded = { to: draft.to, subject: draft.subject };
    const queued = await this._queue(ticket, 'forward', draft.body, (...of) => {
      const note = message('note', draft.body, files, ...of);
      return [{ ...note, forwarded, quoted: formatted(text).html } as Kept];
    });
    this._forget(ticket, 'forward', draft.message ?? '');
    const t = this.tickets.get(ticket)!;
    this._undos.set(queued.operation, () => {
      this.forms.set(formOf(ticket, 'forward', draft.message ?? ''), JSON.stringify({ text: draft.body, ...forwarded }));
      t.timeline = t.timeline.filter((item) => item.operation !== queued.operation);
      this.say({ ticket }, 'lists', 'outbox');
      return null;
    });
    const { undoSeconds } = this.own;
    return { ...queued, undoUntil: undoSeconds ? queued.at + undoSeconds * 1000 : null };
  }
  /** What its pictures come to on the invented net. */
  net: T.PicturesState = 'shown';
  showPictures(ticket: string, id: string): Promise<void> {
    const item = this.tickets.get(ticket)!.timeline.find((one) => one.id === id);
    if (item?.type !== 'message') return fail('bad-value');
    item.pictures = 'coming';
    this.say({ ticket });
    setTimeout(() => {
      item.pictures = this.net;
      if (this.net === 'shown') {
        item.images = 0;
        item.html = item.html.replace(/<span class="picture">([^<]*)<\/span>/g, `<img alt="$1" src="${DRAWN}">`);
      }
      this.say({ ticket });
    }, 30);
    return Promise.resolve();
  }
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
    const { id: ticket, subject, subjectLang } = t.row;
    const about = { operation, ticket, article: null, number, subject, subjectLang };
    const said = { ...about, kind: 'reply', summary: body, state: 'waiting' as const };
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

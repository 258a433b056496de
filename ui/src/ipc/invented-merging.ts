// Two invented tickets become one, and two again.
import { InventedBulk } from './invented-bulk';
import { fail } from './invented-line';
import { me } from './invented-people';
import type { Invented } from './invented-tickets';
import type * as T from './wire';

type Part = { into: string; was: Invented; before: Invented; operation: string; at: number };
const kept = (t: Invented): Invented => ({ ...t, row: { ...t.row }, timeline: [...t.timeline], drafts: [...t.drafts] });

export abstract class InventedMerging extends InventedBulk {
  /** What became part of which ticket, the last one last. */
  private _parts = new Map<string, Part>();

  /** Where a ticket is seen. */
  protected override _leadsTo(id: string): string {
    return this._parts.get(id)?.into ?? id;
  }

  private _side(t: Invented): T.MergeSide {
    const { id: ticket, number, subject, status, owner } = t.row;
    const messages = t.timeline.filter((item) => item.type === 'message').length;
    const notLeft = status === 'closed' ? { code: 'merge-closed', detail: {} } : null;
    return { ticket, number, subject, status, owner, openedAt: t.createdAt, messages, notLeft };
  }
  mergeChoices(ticket: string, text: string): Promise<T.MergeChoices> {
    const own = this.tickets.get(ticket)!;
    const wanted = text.trim().replace(/^#/, '').toLowerCase();
    const others = [...this.tickets.values()].filter((t) => t !== own);
    const fits = (t: Invented) => t.row.number.includes(wanted) || t.row.subject.toLowerCase().includes(wanted);
    const same = others.filter((t) => t.row.customerId === own.row.customerId && fits(t));
    const ofAnother = !same.length && others.some((t) => t.row.number === wanted);
    return Promise.resolve({ own: this._side(own), others: same.map((t) => this._side(t)), ofAnother });
  }
  mergeTicket(ticket: string, into: string): Promise<T.Queued> {
    const [from, left] = [this.tickets.get(ticket)!, this.tickets.get(into)!];
    if (from === left) return fail('merge-same');
    if (from.row.customerId !== left.row.customerId) return fail('merge-customers');
    if (left.row.status === 'closed') return fail('merge-closed');
    const [was, before] = [kept(from), kept(left)];
    this.tickets.delete(ticket);
    left.timeline = [...left.timeline, ...from.timeline].sort((one, other) => one.at - other.at);
    left.drafts = [...left.drafts, ...from.drafts.filter((draft) => !left.drafts.some((own) => own.kind === draft.kind))];
    left.tasks = [...left.tasks, ...from.tasks];
    const queued = this._event(into, 'merge', 'event-merged-by', { number: from.row.number }, from.row.number);
    return queued.then((done) => {
      this._parts.set(ticket, { into, was, before, operation: done.operation, at: Date.now() });
      this._undos.set(done.operation, () => (this._apart(ticket), null));
      this.say({ ticket }, { ticket: into }, 'lists');
      return { ...done, undoUntil: Date.now() + this.own.undoSeconds * 1000 };
    });
  }
  private _apart(ticket: string) {
    const part = this._parts.get(ticket)!;
    this._parts.delete(ticket);
    this.tickets.set(ticket, part.was);
    this.tickets.set(part.into, part.before);
    this.box = this.box.filter((entry) => entry.operation !== part.operation);
    this.say({ ticket }, { ticket: part.into }, 'lists', 'outbox');
  }
  async unmergeTicket(ticket: string, other: string): Promise<void> {
    const part = this._parts.get(other);
    if (!part || part.into !== ticket) return fail('unmerge-unknown');
    const left = this.tickets.get(ticket)!;
    if (left.timeline.some((item) => item.type === 'message' && item.kind !== 'note' && item.at > part.at))
      return fail('unmerge-written');
    this._apart(other);
    await this._event(ticket, 'unmerge', 'event-unmerged', { number: part.was.row.number, by: me.name });
  }
  protected override _undone(ticket: string) {
    if (this._parts.has(ticket)) this._apart(ticket);
  }
  protected override _partOf(id: string): T.ApartView | null {
    const [ticket, part] = [...this._parts].filter(([, { into }]) => into === id).at(-1) ?? [];
    return ticket && part ? { ticket, number: part.was.row.number, item: part.operation } : null;
  }
}

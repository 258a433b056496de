// The invented desk does something to several tickets at once, and takes it back.
import { fail } from './invented-line';
import { InventedActs } from './invented-acts';
import { agents, categories, me } from './invented-people';
import type { Invented } from './invented-tickets';
import { nextOf } from './invented-people';
import type * as T from './wire';

type Before = Pick<Invented, 'row' | 'ownerId' | 'category' | 'queueId' | 'tags'>;
const before = ({ row, ownerId, category, queueId, tags }: Invented): Before => ({
  row: { ...row },
  ownerId,
  category,
  queueId,
  tags: [...tags],
});

export abstract class InventedBulk extends InventedActs {
  abstract setField(ticket: string, field: T.Field, value: string): Promise<T.Queued>;
  abstract transition(ticket: string, to: T.Status, closing: T.Closing | null): Promise<T.Queued>;
  abstract claim(ticket: string, reason: string): Promise<T.Queued>;
  abstract mergeTicket(ticket: string, into: string): Promise<T.Queued>;
  abstract assign(ticket: string, agent: string, reason: string, handover: T.Handover | null): Promise<T.Queued>;
  abstract tag(ticket: string, add: string[], remove: string[]): Promise<T.Queued>;

  /** A ticket that became part of another stands for itself again. */
  protected _undone(_ticket: string) {}
  /** Aside until then, until the customer writes, or not at all. */
  private _aside(ticket: string, until: number | null, untilReply: boolean) {
    Object.assign(this.tickets.get(ticket)!.row, { snoozedUntil: until, snoozedUntilReply: untilReply });
  }
  snooze(ticket: string, until: number | null) {
    if (until !== null && until <= Date.now()) return fail('past-due');
    this._aside(ticket, until, until === null);
    return this._silently(ticket);
  }
  wake(ticket: string) {
    this._aside(ticket, null, false);
    return this._silently(ticket);
  }
  private _one(id: string, act: T.BulkAct): Promise<unknown> {
    const t = this.tickets.get(id)!;
    if (act.type === 'claim') {
      const by = t.ownerId === null || t.ownerId === me.id ? undefined : agents.find((a) => a.id === t.ownerId)!.name;
      return by ? fail('taken-over', { by }) : this.claim(id, '');
    }
    if (act.type === 'assign') return this.assign(id, act.to, act.reason, act.handover);
    if (act.type === 'merge') return id === act.into ? Promise.resolve() : this.mergeTicket(id, act.into);
    if (act.type === 'solve') {
      const below = (key: string | null) => categories('en').filter((c) => c.parent === key);
      if (!t.category || below(t.category).some((c) => c.key === act.category)) t.category = act.category ?? t.category;
      const closes = t.category && !below(t.category).length;
      return closes ? this.transition(id, 'solved', act.closing) : fail('category-missing');
    }
    if (act.type === 'setField') return this.setField(id, act.field, act.value);
    if (act.type === 'tag') return this.tag(id, act.add, act.remove);
    if (act.type === 'snooze') return this.snooze(id, act.until);
    if (act.type === 'wake') return this.wake(id);
    const legal = nextOf[t.row.status].includes(act.to);
    return legal ? this.transition(id, act.to, null) : fail('not-legal', { from: t.row.status, to: act.to });
  }

  async bulk(tickets: string[], act: T.BulkAct): Promise<T.BulkDone> {
    const undo: string[] = [];
    const refused: T.BulkRefused[] = [];
    for (const ticket of tickets) {
      const was = before(this.tickets.get(ticket)!);
      try {
        await this._one(ticket, act);
        const operation = `op${++this._n}`;
        this._undos.set(operation, () => {
          if (act.type === 'merge') {
            this._undone(ticket);
            return null;
          }
          Object.assign(this.tickets.get(ticket)!, was);
          this.say('lists', { ticket });
          return null;
        });
        undo.push(operation);
      } catch (error) {
        refused.push({ ticket, number: was.row.number, error: error as T.DeskError });
      }
    }
    return { done: undo.length, refused, undo: this.own.undoSeconds ? undo : [] };
  }
}

// The invented desk does something to several tickets at once, and takes it back.
import { fail } from './invented-line';
import { InventedActs } from './invented-acts';
import { agents, me } from './invented-people';
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
  private _undos = new Map<string, Map<string, Before>>();

  abstract setField(ticket: string, field: T.Field, value: string): Promise<T.Queued>;
  abstract transition(ticket: string, to: T.Status): Promise<T.Queued>;
  abstract claim(ticket: string): Promise<T.Queued>;
  abstract assign(ticket: string, agent: string, reason: string): Promise<T.Queued>;
  abstract tag(ticket: string, add: string[], remove: string[]): Promise<T.Queued>;

  private _put(ticket: string, until: number | null, untilReply: boolean) {
    Object.assign(this.tickets.get(ticket)!.row, { snoozedUntil: until, snoozedUntilReply: untilReply });
    this.say({ ticket }, 'lists');
    return Promise.resolve();
  }
  private _one(id: string, act: T.BulkAct): Promise<unknown> {
    const t = this.tickets.get(id)!;
    if (act.type === 'claim') {
      const by = t.ownerId === null || t.ownerId === me.id ? undefined : agents.find((a) => a.id === t.ownerId)!.name;
      return by ? fail('taken-over', { by }) : this.claim(id);
    }
    if (act.type === 'assign') return this.assign(id, act.to, act.reason);
    if (act.type === 'setField') return this.setField(id, act.field, act.value);
    if (act.type === 'tag') return this.tag(id, act.add, act.remove);
    if (act.type === 'snooze') return this._put(id, act.until, act.untilReply);
    if (act.type === 'unsnooze') return this._put(id, null, false);
    const legal = nextOf[t.row.status].includes(act.to);
    return legal ? this.transition(id, act.to) : fail('not-legal', { from: t.row.status, to: act.to });
  }

  async bulk(tickets: string[], act: T.BulkAct): Promise<T.BulkDone> {
    const kept = new Map<string, Before>();
    const refused: T.BulkRefused[] = [];
    for (const ticket of tickets) {
      const was = before(this.tickets.get(ticket)!);
      try {
        await this._one(ticket, act);
        kept.set(ticket, was);
      } catch (error) {
        refused.push({ ticket, number: was.row.number, error: error as T.DeskError });
      }
    }
    const undo = kept.size ? `undo${++this._n}` : null;
    if (undo) this._undos.set(undo, kept);
    return { done: kept.size, refused, undo };
  }

  undoBulk(undo: string): Promise<T.BulkDone> {
    const kept = this._undos.get(undo);
    if (!kept) return fail('gone');
    this._undos.delete(undo);
    for (const [id, was] of kept) Object.assign(this.tickets.get(id)!, was);
    this.say('lists', ...[...kept.keys()].map((ticket) => ({ ticket })));
    return Promise.resolve({ done: kept.size, refused: [], undo: null });
  }
}

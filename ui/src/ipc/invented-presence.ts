// The invented colleagues: who is in which ticket, and where the window says that I am.
import { InventedMerging } from './invented-merging';
import { agents } from './invented-people';
import type * as T from './wire';

export abstract class InventedPresence extends InventedMerging {
  /** Where the window says that I am, in the order in which it said so. */
  looked: { ticket: string | null; doing: T.Doing }[] = [];
  #there = new Map<string, T.ColleagueView[]>();

  constructor(p?: URLSearchParams) {
    super(p);
    if (!p?.has('present')) return;
    this.isIn('t10482', 'a-bai', 'replies');
    this.isIn('t10482', 'a-mia', 'looks');
    this.isIn('t10466', 'a-mia', 'notes');
    this.isIn('t10458', 'a-qin', 'looks');
    this.isIn('t10479', 'a-ye', 'replies');
    for (const agent of ['a-bai', 'a-mia', 'a-qin', 'a-ye']) this.isIn('t10471', agent, agent === 'a-mia' ? 'replies' : 'looks');
  }

  /** A colleague comes, does something else, or goes. */
  isIn(ticket: string, agent: string, doing: T.Doing | null) {
    const others = (this.#there.get(ticket) ?? []).filter((one) => one.agent !== agent);
    const { name } = agents.find((one) => one.id === agent)!;
    const weight = { looks: 0, notes: 1, replies: 2 };
    const people = doing ? [...others, { agent, name, doing }] : others;
    this.#there.set(
      ticket,
      [...people].sort((one, other) => weight[other.doing] - weight[one.doing]),
    );
    this.say('presence');
  }
  /** A colleague's reply is here. */
  colleagueReplies(ticket: string, author: string, text: string, at = Date.now()) {
    this.customerWrites(ticket, text, at);
    Object.assign(this.tickets.get(ticket)!.timeline.at(-1)!, { kind: 'reply', author });
    this.say({ ticket });
  }
  lookAt(ticket: string | null, doing: T.Doing) {
    this.looked.push({ ticket, doing });
    return Promise.resolve();
  }
  present(): Promise<T.PresentView[]> {
    if (this.line.state !== 'online') return Promise.resolve([]);
    const there = [...this.#there].map(([ticket, people]) => ({ ticket, people }));
    return Promise.resolve(there.filter(({ people }) => people.length));
  }
}

// The colleagues in tickets, as Rust knows of them right now, and where I am, for them to see.
import { ipc, type ColleagueView, type Doing, type TicketDetail } from '../../ipc';

/** So often it is said again that somebody goes on writing; Rust takes them for resting when it hears nothing for longer. */
const AGAIN = 5_000;
/** The newest reply of somebody else that was there by then. */
export const newestOfOthers = ({ timeline }: TicketDetail, by = Infinity) =>
  timeline.filter((i) => i.type === 'message' && i.kind === 'reply' && !i.mine && i.at <= by).at(-1);

const nobody: readonly ColleagueView[] = [];

class Presence {
  #there = $state.raw<ReadonlyMap<string, readonly ColleagueView[]>>(new Map());
  /** Where I write a reply: the newest one of somebody else when I began. */
  #begun = $state<Record<string, string>>({});
  #said: { ticket: string | null; doing: Doing; at: number } | null = null;

  async read() {
    const present = await ipc.present();
    this.#there = new Map(present.map(({ ticket, people }) => [ticket, people]));
  }

  /** Who is in a ticket, whoever writes a reply first. */
  in(ticket: string): readonly ColleagueView[] {
    return this.#there.get(ticket) ?? nobody;
  }

  /** I have this ticket open, or none. */
  look(ticket: string | null) {
    this.#say(ticket, 'looks');
  }

  /** I write in it. What I write stays here. */
  write(ticket: string, kind: 'reply' | 'note') {
    const doing = kind === 'reply' ? 'replies' : 'notes';
    const { ticket: before, doing: did, at } = this.#said ?? {};
    if (before === ticket && did === doing && performance.now() - at! < AGAIN) return;
    this.#say(ticket, doing);
  }

  /** I write no more: what was written is sent, or gone. */
  rest(ticket: string) {
    if (this.#said?.ticket === ticket && this.#said.doing !== 'looks') this.#say(ticket, 'looks');
  }

  /** A reply was begun over what stands in the ticket, or over what stood there at a time, unless it had been begun before. */
  begin(detail: TicketDetail, by?: number) {
    this.#begun[detail.row.id] ??= newestOfOthers(detail, by)?.id ?? '';
  }
  /** There is none any more. */
  end(ticket: string) {
    delete this.#begun[ticket];
  }
  /** What a colleague has replied since I began. */
  came(detail: TicketDetail) {
    const begun = this.#begun[detail.row.id];
    const newest = newestOfOthers(detail);
    return begun !== undefined && newest?.type === 'message' && newest.id !== begun ? newest : null;
  }

  #say(ticket: string | null, doing: Doing) {
    this.#said = { ticket, doing, at: performance.now() };
    // Whether anybody hears it is not this window's worry.
    void ipc.lookAt(ticket, doing).catch(() => undefined);
  }

  reset() {
    this.#there = new Map();
    this.#begun = {};
    this.#said = null;
  }
}

export const presence = new Presence();

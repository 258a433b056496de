// The colleagues in tickets, as Rust knows of them right now, and where I am, for them to see.
import { ipc, type ColleagueView, type Doing } from '../../ipc';

/** So often it is said again that somebody goes on writing; Rust takes them for resting when it hears nothing for longer. */
const AGAIN = 5_000;
const nobody: readonly ColleagueView[] = [];

class Presence {
  #there = $state.raw<ReadonlyMap<string, readonly ColleagueView[]>>(new Map());
  /** Since when I write a reply, by ticket. */
  #begun = $state<Record<string, number>>({});
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

  /** A reply was begun at this time, unless it had been before; or there is none. */
  writes(ticket: string, at: number | null) {
    if (at === null) delete this.#begun[ticket];
    else this.#begun[ticket] ??= at;
  }
  begun(ticket: string): number {
    return this.#begun[ticket] ?? Infinity;
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

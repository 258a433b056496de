// The call-back list of the outage that is looked at: who is in it, and who is looked at.
import { asDeskError, ipc, type CallBackList, type CallBackRow, type DeskError } from '../../ipc';
import { outages } from './outages.svelte';

export const isDone = (row: CallBackRow) => row.step === 'told' || row.step === 'promised';

/** What is shown of outages: of one its call-backs, its log or what it did; of all what they did over a time; or what to do. */
export type OutageTab = 'calls' | 'log' | 'impact' | 'guide' | 'over';

class CallsState {
  list = $state.raw<CallBackList | null>(null);
  error = $state.raw<DeskError | null>(null);
  /** The ticket of who is looked at; else the first. */
  at = $state<string | null>(null);
  /** What a person wants to see. */
  #wanted = $state<OutageTab | null>(null);
  /** What is about to be promised in a call, with the words of its time. */
  promise = $state<{ text: string; words: string } | null>(null);
  /** Whom a colleague may be ringing, and who is to be rung all the same at a second press. */
  asked = $state<string | null>(null);
  /** What is left is about to be handed over. */
  handing = $state(false);
  #of: string | null = null;

  /** Where nobody wants another part: first what happens while it lasts, and whom to ring when it is over. */
  get tab(): OutageTab {
    return this.#wanted ?? (outages.shown?.end && this.rows.length ? 'calls' : 'log');
  }
  set tab(tab: OutageTab | null) {
    this.#wanted = tab;
  }
  get rows(): CallBackRow[] {
    return this.list?.rows ?? [];
  }
  get left(): CallBackRow[] {
    return this.rows.filter((row) => !isDone(row));
  }
  get shown(): CallBackRow | undefined {
    return this.rows.find((row) => row.ticket === this.at) ?? this.left[0] ?? this.rows[0];
  }

  async read() {
    const outage = outages.shown?.id;
    if (!outage) return this.reset();
    try {
      const list = await ipc.callBacks(outage);
      if (outage !== outages.shown?.id) return;
      if (outage !== this.#of) {
        [this.#of, this.at, this.promise] = [outage, null, null];
        if (this.tab === 'calls' || this.tab === 'log') this.#wanted = null;
      }
      this.list = list;
      this.error = null;
    } catch (e) {
      this.error = asDeskError(e);
    }
  }

  choose(ticket: string) {
    if (ticket !== this.shown?.ticket) this.promise = this.asked = null;
    this.at = ticket;
  }
  move(by: number) {
    const at = this.rows.findIndex((row) => row.ticket === this.shown?.ticket);
    const to = this.rows[Math.min(this.rows.length - 1, Math.max(0, at + by))];
    if (to) this.choose(to.ticket);
  }

  reset() {
    this.list = null;
    this.error = null;
    this.at = null;
    this.promise = null;
    this.asked = null;
    this.handing = false;
    this.#wanted = null;
    this.#of = null;
  }
}

export const calls = new CallsState();

// The call-back list of the outage that is looked at: who is rung now, and what came of it.
import { asDeskError, ipc, type CallBackList, type CallBackRow, type CallBackStep, type DeskError } from '../../ipc';
import { toasts } from '../../parts/toast.svelte';
import { t } from '../../words/index.svelte';
import { outages } from './outages.svelte';

export const isDone = (row: CallBackRow) => row.step === 'told' || row.step === 'promised';
/** A colleague rings them now. */
const isBusy = (row: CallBackRow) => row.step === 'calling' && !row.mine;

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
    if (ticket !== this.shown?.ticket) this.promise = null;
    this.at = ticket;
  }
  move(by: number) {
    const at = this.rows.findIndex((row) => row.ticket === this.shown?.ticket);
    const to = this.rows[Math.min(this.rows.length - 1, Math.max(0, at + by))];
    if (to) this.choose(to.ticket);
  }

  /** The next who is to be rung: who is looked at, where that is so, else the first. */
  async ring() {
    const free = this.left.filter((row) => !isBusy(row));
    const next =
      free.find((row) => row.ticket === this.at && row.step !== 'calling') ?? free.find((row) => row.step !== 'calling');
    if (!next) return toasts.say('check', t(this.left.length ? 'calls-all-busy' : 'calls-nobody'));
    this.choose(next.ticket);
    await this.#says(next, 'calling');
  }
  /** What came of it; the next one is looked at then. */
  async ends(step: 'told' | 'notReached') {
    if (this.shown) await this.#says(this.shown, step);
  }
  async promises(due: number) {
    if (!this.shown || !this.promise?.text.trim()) return;
    await this.#says(this.shown, 'promised', { text: this.promise.text, due });
  }

  async #says(row: CallBackRow, step: CallBackStep, promise: { text: string; due: number } | null = null) {
    const outage = outages.shown?.id;
    if (!outage) return;
    try {
      await ipc.callBack(row.ticket, outage, step, promise);
      this.error = null;
      if (step !== 'calling') [this.at, this.promise] = [null, null];
    } catch (e) {
      this.error = asDeskError(e);
    }
    const { error } = this;
    await this.read();
    this.error = error;
  }

  reset() {
    this.list = null;
    this.error = null;
    this.at = null;
    this.promise = null;
    this.#wanted = null;
    this.#of = null;
  }
}

export const calls = new CallsState();

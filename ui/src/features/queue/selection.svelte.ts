// What is selected in the list, by ticket: it stays through reading again and scrolling, and ends when another list is shown.
import { SvelteSet } from 'svelte/reactivity';
import { toasts } from '../../parts/toast.svelte';
import { t } from '../../words/index.svelte';
import { queue } from './queue.svelte';

/** So many tickets at most are done something to at once. */
export const MOST = 2000;

class Selection {
  #ids = new SvelteSet<string>();
  /** Where a range begins. */
  #anchor: string | null = null;

  constructor() {
    queue.onturn.push(() => this.clear());
  }

  get size() {
    return this.#ids.size;
  }
  get ids() {
    return [...this.#ids];
  }
  has = (id: string) => this.#ids.has(id);

  toggle(id: string) {
    this.#anchor = id;
    if (!this.#ids.delete(id)) this.#take([id]);
  }

  /** From where the last selection began to this ticket. */
  async reach(id: string) {
    const to = queue.indexOf(id);
    const from = queue.indexOf(this.#anchor ?? queue.cursor);
    if (to < 0) return;
    if (from < 0) return this.toggle(id);
    this.#anchor ??= queue.cursor;
    this.#take(await queue.ids(Math.min(from, to), Math.max(from, to)));
  }

  /** The cursor has moved from one ticket to the next: both are selected, or going back gives the last one up. */
  extend(from: string | null, to: string) {
    if (from && from !== to && this.has(from) && this.has(to)) this.#ids.delete(from);
    else this.#take(from ? [from, to] : [to]);
    this.#anchor ??= from ?? to;
  }

  async all() {
    const { total } = queue.shown;
    this.#take(await queue.ids(0, Math.min(total, MOST) - 1));
    if (total > MOST) toasts.say('list', t('selected-most', { most: MOST, total }));
  }

  #take(ids: string[]) {
    for (const id of ids) {
      if (this.#ids.size >= MOST && !this.#ids.has(id)) return toasts.say('list', t('selected-full', { most: MOST }));
      this.#ids.add(id);
    }
  }

  drop(ids: Iterable<string>) {
    for (const id of ids) this.#ids.delete(id);
  }

  clear() {
    this.#ids.clear();
    this.#anchor = null;
  }
  reset() {
    this.clear();
  }
}

export const selection = new Selection();

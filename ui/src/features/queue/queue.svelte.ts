// The list of one view or filter: pages read as they come into sight, in place, with the cursor kept by ticket.
import {
  asDeskError,
  ipc,
  type DeskError,
  type ListOf,
  type TicketPage,
  type TicketRow,
  type View,
  type ViewCount,
} from '../../ipc';
import { nextFrame, soon } from '../../parts/soon';
import { joined, NOTHING, PAGE, pageOf, renewed, rowAt, still, type Read, type Shown } from './pages';

/** A list that can be shown: a view, or a saved filter. */
export type ListPlace = View | `filter:${string}`;

export const filterOf = (place: string) => (place.startsWith('filter:') ? place.slice(7) : null);
/** So many rows beside those in sight are read with them. */
const AHEAD = 40;
const listOf = (place: ListPlace): ListOf => {
  const id = filterOf(place);
  return id === null ? { type: 'view', view: place as View } : { type: 'filter', id };
};

class QueueState {
  view = $state<ListPlace>('mine');
  shown = $state.raw<Shown>(NOTHING);
  /** Read but not shown, because the pointer is at work in the list. */
  #held: Shown | null = null;
  counts = $state.raw<ViewCount[]>([]);
  cursor = $state<string | null>(null);
  error = $state<DeskError | null>(null);
  ready = $state(false);
  /** Another list is shown from now on. */
  onturn: (() => void)[] = [];
  #range: [number, number] = [0, 0];
  #fresh = new Set<number>();
  #reading = false;
  #touched = 0;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #round = 0;
  #counting = false;
  #countAgain = false;

  /** What the list that is shown holds is known from itself. */
  count(view: View) {
    const counted = this.counts.find((c) => c.view === view);
    return counted && this.ready && !this.error && this.view === view ? { ...counted, count: this.shown.total } : counted;
  }
  row = (index: number): TicketRow | undefined => rowAt(this.shown, index);
  indexOf = (id: string | null) => (id === null ? -1 : (this.shown.places.get(id) ?? -1));

  /** The first page of a list, to turn to it in one frame; none when it does not come at once, or there was news of lists meanwhile. */
  async ahead(view: ListPlace): Promise<TicketPage | undefined> {
    const round = this.#round;
    const first = await soon(ipc.list(listOf(view), 0, PAGE));
    return round === this.#round ? first : undefined;
  }

  async show(view: ListPlace, first?: TicketPage) {
    if (view !== this.view) for (const f of this.onturn) f();
    this.view = view;
    this.ready = false;
    this.#forget();
    this.#range = [0, 0];
    if (!first) return await this.reread();
    this.#round++;
    this.error = null;
    this.#fresh = new Set([0]);
    this.#apply(joined(NOTHING, [[0, first]]));
    this.ready = true;
  }

  /** Reads again what is in sight. Rows out of sight are read when they come into it. */
  async reread() {
    const round = ++this.#round;
    const [first, last] = this.#range;
    const read: Read[] = [];
    try {
      for (let page = pageOf(first); page <= pageOf(last); page++) read.push([page, await this.#page(page)]);
      if (round !== this.#round) return;
      this.error = null;
      this.#fresh = new Set(read.map(([page]) => page));
      const next = joined(this.ready ? this.shown : NOTHING, read);
      if (this.ready) this.#offer(next, read);
      else this.#apply(next);
    } catch (e) {
      if (round === this.#round) this.error = asDeskError(e);
    }
    this.ready = true;
  }
  #page = (page: number) => ipc.list(listOf(this.view), page * PAGE, PAGE);

  /** Asked again while they are being counted, they are counted once more afterwards, and not side by side. */
  async readCounts() {
    if (this.#counting) return void (this.#countAgain = true);
    this.#counting = true;
    try {
      do {
        this.#countAgain = false;
        this.counts = await ipc.viewCounts();
      } while (this.#countAgain);
    } finally {
      this.#counting = false;
    }
  }

  /** The rows now in sight; reads the pages that are missing. */
  inSight(first: number, last: number) {
    this.#range = [Math.max(0, first), Math.max(0, last)];
    if (!this.#reading) void this.#readSight();
  }
  /** One page after the other, and only what is in sight by then: what flies past, more than a page in a frame, is not read. */
  async #readSight() {
    this.#reading = true;
    while (this.#missing() !== undefined) {
      const [before] = this.#range;
      await nextFrame();
      const page = this.#missing();
      const flies = Math.abs(this.#range[0] - before) >= PAGE;
      if (page !== undefined && !flies && !(await this.#load(page))) break;
    }
    this.#reading = false;
  }
  /** Read since the last news, and not let go since. */
  #has = (page: number) => this.#fresh.has(page) && this.shown.pages.has(page);
  /** What is in sight comes before what soon will be. */
  #missing(): number | undefined {
    const [first, last] = this.#range;
    for (const ahead of [0, AHEAD])
      for (let page = pageOf(Math.max(0, first - ahead)); page <= pageOf(last + ahead); page++)
        if (!this.#has(page) && page * PAGE < this.shown.total) return page;
    return undefined;
  }

  /** Whether to go on reading. */
  async #load(page: number): Promise<boolean> {
    const round = this.#round;
    const { view } = this;
    try {
      const got = await this.#page(page);
      // Another list, or what was read meanwhile is newer: what is then missing is asked for again.
      if (view !== this.view || round !== this.#round) return true;
      this.#fresh.add(page);
      this.shown = joined(this.shown, [[page, got]]);
      if (this.#held) this.#held = joined(this.#held, [[page, got]]);
      return true;
    } catch (e) {
      this.error = asDeskError(e);
      return false;
    }
  }

  /** The tickets from one place to another, read where they were not. */
  async ids(from: number, to: number): Promise<string[]> {
    const { view } = this;
    const all: string[] = [];
    for (let page = pageOf(from); page <= pageOf(to) && page * PAGE < this.shown.total; page++) {
      const rows = this.shown.pages.get(page) ?? (await this.#page(page)).rows;
      if (view !== this.view) return [];
      rows.forEach((row, at) => {
        const index = page * PAGE + at;
        if (index >= from && index <= to) all.push(row.id);
      });
    }
    return all;
  }

  /** Same tickets in the same places: show at once. Another order: not while the pointer moves over the list. */
  #offer(next: Shown, read: readonly Read[]) {
    if (Date.now() - this.#touched > 1500 || still(this.shown, next, read)) return this.#apply(next);
    this.shown = renewed(this.shown, next);
    this.#held = next;
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.settle(), 1600);
  }

  #apply(next: Shown) {
    this.#held = null;
    this.shown = next;
  }

  touch() {
    this.#touched = Date.now();
  }

  /** The pointer rests or has left: show what was held back. */
  settle(left = false) {
    if (left) this.#touched = 0;
    if (!this.#held) return;
    if (left || Date.now() - this.#touched > 1500) this.#apply(this.#held);
    else this.#timer = setTimeout(() => this.settle(), 800);
  }

  /** Moves the cursor by so many rows; answers where it is now. */
  async move(by: number): Promise<number> {
    const last = this.shown.total - 1;
    if (last < 0) return -1;
    const at = this.indexOf(this.cursor);
    const far = Math.abs(by) > last;
    const to = far || at < 0 ? (by > 0 === far ? last : 0) : Math.min(last, Math.max(0, at + by));
    // Somebody else's news may come in between; then it is read again.
    for (let tries = 0; tries < 3 && !this.row(to); tries++) await this.#load(pageOf(to));
    const row = this.row(to);
    if (row) this.cursor = row.id;
    return to;
  }

  #forget() {
    this.#fresh = new Set();
    this.#held = null;
    this.shown = NOTHING;
  }

  reset() {
    this.#round++;
    this.#forget();
    this.counts = [];
    this.cursor = null;
    this.view = 'mine';
    this.ready = false;
    this.#touched = 0;
    this.#range = [0, 0];
    if (this.#timer) clearTimeout(this.#timer);
  }
}

export const queue = new QueueState();

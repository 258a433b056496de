// The list of one view: pages of a hundred read as they come into sight, in place, with the cursor kept by ticket.
import { asDeskError, ipc, type DeskError, type TicketPage, type TicketRow, type View, type ViewCount } from '../../ipc';

export const PAGE = 100;
export type Rows = (TicketRow | undefined)[];
type Shown = { rows: Rows; nextUp: number; asOf: number | null };

class QueueState {
  view = $state<View>('mine');
  shown = $state.raw<Shown>({ rows: [], nextUp: 0, asOf: null });
  /** Read but not shown, because the pointer is at work in the list. */
  #held: Shown | null = null;
  counts = $state.raw<ViewCount[]>([]);
  cursor = $state<string | null>(null);
  error = $state<DeskError | null>(null);
  ready = $state(false);
  #range: [number, number] = [0, 0];
  #fresh = new Set<number>();
  #asked = new Set<number>();
  #touched = 0;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #round = 0;

  count = (view: View) => this.counts.find((c) => c.view === view);
  indexOf = (id: string | null) => (id ? this.shown.rows.findIndex((r) => r?.id === id) : -1);

  async show(view: View) {
    this.view = view;
    this.ready = false;
    this.#forget();
    this.#range = [0, 0];
    await this.reread();
  }

  /** Reads again what is in sight. Rows out of sight are read when they come into it. */
  async reread() {
    const round = ++this.#round;
    const [first, last] = this.#range;
    const pages: TicketPage[] = [];
    const from = Math.floor(first / PAGE);
    const to = Math.floor(last / PAGE);
    try {
      for (let page = from; page <= to; page++) pages.push(await ipc.list(this.view, page * PAGE, PAGE));
      if (round !== this.#round) return;
      this.error = null;
      this.#fresh.clear();
      const newest = pages[pages.length - 1]!;
      const rows: Rows = this.ready ? this.shown.rows.slice(0, newest.total) : [];
      rows.length = newest.total;
      pages.forEach((page, i) => {
        this.#fresh.add(from + i);
        page.rows.forEach((row, at) => (rows[(from + i) * PAGE + at] = row));
      });
      const next = { rows, nextUp: newest.nextUp, asOf: newest.asOf };
      if (this.ready) this.#offer(next);
      else this.#apply(next);
    } catch (e) {
      if (round === this.#round) this.error = asDeskError(e);
    }
    this.ready = true;
  }

  async readCounts() {
    this.counts = await ipc.viewCounts();
  }

  /** The rows now in sight; reads the pages that are missing. */
  inSight(first: number, last: number) {
    this.#range = [Math.max(0, first), Math.max(0, last)];
    for (let page = Math.floor(first / PAGE); page <= Math.floor(last / PAGE); page++) void this.#load(page);
  }

  async #load(page: number) {
    if (page < 0 || this.#fresh.has(page) || this.#asked.has(page) || page * PAGE >= this.shown.rows.length) return;
    const view = this.view;
    this.#asked.add(page);
    try {
      const got = await ipc.list(view, page * PAGE, PAGE);
      if (view !== this.view) return;
      const rows = this.shown.rows.slice(0, got.total);
      rows.length = got.total;
      got.rows.forEach((row, at) => (rows[page * PAGE + at] = row));
      this.#fresh.add(page);
      this.shown = { ...this.shown, rows };
    } catch (e) {
      this.error = asDeskError(e);
    } finally {
      this.#asked.delete(page);
    }
  }

  /** Same tickets in the same places: show at once. Another order: not while the pointer moves over the list. */
  #offer(next: Shown) {
    const still = next.rows.length === this.shown.rows.length && next.rows.every((r, at) => r?.id === this.shown.rows[at]?.id);
    if (still || Date.now() - this.#touched > 1500) return this.#apply(next);
    const news = new Map(next.rows.filter((r) => r !== undefined).map((r) => [r.id, r]));
    this.shown = { ...this.shown, asOf: next.asOf, rows: this.shown.rows.map((r) => (r && news.get(r.id)) ?? r) };
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
    const last = this.shown.rows.length - 1;
    if (last < 0) return -1;
    const at = this.indexOf(this.cursor);
    const far = Math.abs(by) > last;
    const to = far || at < 0 ? (by > 0 === far ? last : 0) : Math.min(last, Math.max(0, at + by));
    await this.#point(to);
    return to;
  }

  async #point(to: number) {
    if (!this.shown.rows[to]) await this.#load(Math.floor(to / PAGE));
    const row = this.shown.rows[to];
    if (row) this.cursor = row.id;
  }

  #forget() {
    this.#fresh.clear();
    this.#held = null;
    this.shown = { rows: [], nextUp: 0, asOf: null };
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

// What waits for its author's decision. A discard can be undone for ten seconds: until then Rust does not hear of it.
import { SvelteSet } from 'svelte/reactivity';
import { asDeskError, ipc, type Decision, type DeskError, type HeldDecided, type HeldItem } from '../../ipc';
import { toasts, wayBack } from '../../parts/toast.svelte';
import { t } from '../../words/index.svelte';
import { isToday } from '../../words/times';

/** Something was written, be it files alone; otherwise a change waits. */
export const isWritten = (item: HeldItem) => item.text !== '' || item.files.length > 0;

class HeldState {
  all = $state.raw<HeldItem[]>([]);
  /** What was decided today, newest first. */
  decided = $state.raw<HeldDecided[]>([]);
  open = $state<string | null>(null);
  error = $state<DeskError | null>(null);
  /** Whether the view is in sight: what it shows then changes only when the person asks for it. */
  inSight = false;
  /** The shown item as it is by now, when something new has come to it. */
  fresher = $state.raw<HeldItem | null>(null);
  #discarding = new SvelteSet<string>();

  get items() {
    return this.all.filter((i) => !this.#discarding.has(i.operation));
  }
  get current() {
    return this.items.find((i) => i.operation === this.open) ?? this.items[0] ?? null;
  }

  async read() {
    // What is already decided must not keep what waits from being shown.
    const looking = ipc
      .heldDecided()
      .then((decided) => (this.decided = decided.filter((item) => isToday(item.at))))
      .catch(() => undefined);
    const [read] = await Promise.all([ipc.held(), looking]);
    const shown = this.inSight ? this.current : null;
    const same = read.find((i) => i.operation === shown?.operation);
    const moved = !!shown && !!same && JSON.stringify(same.shown) !== JSON.stringify(shown.shown);
    this.fresher = moved ? same : null;
    this.all = moved ? read.map((i) => (i === same ? shown : i)) : read;
  }
  showFresher() {
    const { fresher } = this;
    if (fresher) this.all = this.all.map((i) => (i.operation === fresher.operation ? fresher : i));
    this.fresher = null;
  }

  select(operation: string) {
    this.showFresher();
    this.open = operation;
  }
  move(by: number) {
    const { items } = this;
    const at = items.findIndex((i) => i.operation === this.current?.operation);
    const next = items[Math.min(items.length - 1, Math.max(0, at + by))];
    if (next) this.select(next.operation);
  }

  /** Rests on what this very item showed. */
  async decide(item: HeldItem, decision: Decision) {
    this.error = null;
    try {
      await ipc.decide(item.operation, decision, item.shown);
      await this.read();
    } catch (e) {
      this.error = asDeskError(e);
      throw e;
    }
  }

  discard(item: HeldItem) {
    this.#discarding.add(item.operation);
    const back = () => {
      this.#discarding.delete(item.operation);
      this.select(item.operation);
    };
    const after = () => {
      if (this.#discarding.delete(item.operation)) this.decide(item, 'discard').catch(() => undefined);
    };
    toasts.say('trash', t('held-discarding', { number: item.number }), wayBack(back, after));
  }

  reset() {
    this.#discarding.clear();
    this.all = [];
    this.decided = [];
    this.open = null;
    this.error = null;
    this.fresher = null;
  }
}

export const held = new HeldState();

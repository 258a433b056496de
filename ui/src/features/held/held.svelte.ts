// What waits for its author's decision. A discard can be undone for ten seconds: until then Rust does not hear of it.
import { SvelteMap } from 'svelte/reactivity';
import { asDeskError, ipc, type DeskError, type HeldItem } from '../../ipc';
import { toasts } from '../../parts/toast.svelte';
import { t } from '../../words/index.svelte';

class HeldState {
  all = $state.raw<HeldItem[]>([]);
  open = $state<string | null>(null);
  error = $state<DeskError | null>(null);
  #discarding = new SvelteMap<string, ReturnType<typeof setTimeout>>();

  get items() {
    return this.all.filter((i) => !this.#discarding.has(i.operation));
  }
  get current() {
    return this.items.find((i) => i.operation === this.open) ?? this.items[0] ?? null;
  }

  async read() {
    this.all = await ipc.held();
  }

  move(by: number) {
    const { items } = this;
    const at = items.findIndex((i) => i.operation === this.current?.operation);
    this.open = items[Math.min(items.length - 1, Math.max(0, at + by))]?.operation ?? null;
  }

  async decide(item: HeldItem, decision: 'sendAnyway' | 'note' | 'edit') {
    this.error = null;
    try {
      await ipc.decide(item.operation, decision);
      await this.read();
    } catch (e) {
      this.error = asDeskError(e);
      throw e;
    }
  }

  discard(item: HeldItem) {
    const done = setTimeout(() => {
      this.#without(item.operation);
      ipc
        .decide(item.operation, 'discard')
        .then(() => this.read())
        .catch((e: unknown) => (this.error = asDeskError(e)));
    }, 10_000);
    this.#discarding.set(item.operation, done);
    toasts.say('trash', t('held-discarding', { number: item.number }), {
      text: t('undo'),
      act: () => {
        clearTimeout(done);
        this.#without(item.operation);
        this.open = item.operation;
      },
    });
  }

  #without(operation: string) {
    this.#discarding.delete(operation);
  }

  reset() {
    for (const timer of this.#discarding.values()) clearTimeout(timer);
    this.#discarding.clear();
    this.all = [];
    this.open = null;
    this.error = null;
  }
}

export const held = new HeldState();

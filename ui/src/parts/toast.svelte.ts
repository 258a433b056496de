// Lines at the foot of the window: what just happened here, and what can still be undone. Three at most, each with its own time.
import { t } from '../words/index.svelte';
import { now } from '../words/now.svelte';
import type { IconName } from './icons';

/** `after` is done once the toast has gone and it can be undone no more; `command` does the same by a key, for the newest that has it. */
export type Undo = { text: string; act: () => void; after?: () => void; command?: string };
const BY_KEY = 'take-back';
/** What was just done is taken back, by the toast's button or by the key. */
export const wayBack = (act: () => void, after?: () => void): Undo => ({ text: t('undo'), act, after, command: BY_KEY });
/** Where it says how long something can still be undone: what it says of so many seconds, and until when. */
type Count = { says: (seconds: number) => string; until: number };
export type Toast = { id: number; icon: IconName; text: string; undo?: Undo; count?: Count };

const MOST = 3;

class Toasts {
  all = $state.raw<Toast[]>([]);
  #next = 1;
  /** When each one leaves, and how long those that wait have left. */
  #leaves = new Map<number, { timer: ReturnType<typeof setTimeout> | null; at: number; left: number }>();

  /** Says it, and answers by what it can be closed. What is said again is said once. */
  say(icon: IconName, text: string, undo?: Undo, stay = undo ? 10_000 : 4_000): number {
    return this.#add({ icon, text, undo }, stay);
  }
  /** Says for how long something can be undone, second by second. Nobody's pointer holds that time. */
  count(icon: IconName, says: (seconds: number) => string, undo: Undo, stay: number): number {
    const text = says(Math.ceil(stay / 1000));
    return this.#add({ icon, text, undo, count: { says, until: Date.now() + stay } }, stay);
  }
  /** What the key takes back now. */
  get last(): Toast | undefined {
    return this.all.filter((one) => one.undo?.command === BY_KEY).at(-1);
  }
  /** What it says by now. Whoever hears it hears it once. */
  now({ text, count }: Toast): string {
    if (!count) return text;
    void now.ms;
    return count.says(Math.max(1, Math.ceil((count.until - Date.now()) / 1000)));
  }

  #add({ icon, text, undo, count }: Omit<Toast, 'id'>, stay: number): number {
    const same = undo ? undefined : this.all.find((one) => one.text === text && !one.undo);
    if (same) this.close(same.id);
    const id = this.#next++;
    this.all = [...this.all, { id, icon, text, undo, count }];
    this.#leaves.set(id, { timer: null, at: 0, left: stay });
    this.go(id);
    while (this.all.length > MOST) this.close(this.all[0]!.id);
    return id;
  }

  /** Its time stands still while somebody is at it. */
  wait(id: number) {
    const leave = this.#leaves.get(id);
    if (!leave?.timer || this.all.find((one) => one.id === id)?.count) return;
    clearTimeout(leave.timer);
    leave.timer = null;
    leave.left = Math.max(0, leave.at - Date.now());
  }
  go(id: number) {
    const leave = this.#leaves.get(id);
    if (!leave || leave.timer) return;
    leave.at = Date.now() + leave.left;
    leave.timer = setTimeout(() => this.close(id), leave.left);
  }

  /** Takes back what a toast tells of. */
  undo({ id, undo }: Toast) {
    this.#drop(id);
    undo?.act();
  }

  close(id: number) {
    const undo = this.all.find((one) => one.id === id)?.undo;
    this.#drop(id);
    undo?.after?.();
  }
  #drop(id: number) {
    const timer = this.#leaves.get(id)?.timer;
    if (timer) clearTimeout(timer);
    this.#leaves.delete(id);
    this.all = this.all.filter((one) => one.id !== id);
  }
  clear() {
    for (const { id } of this.all) this.close(id);
  }
}

export const toasts = new Toasts();

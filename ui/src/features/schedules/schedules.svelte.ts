// The team's schedules, and what is being written of each. It stays while other views are shown, and while the desk is
// locked: nothing of any customer is in it.
import { SvelteMap } from 'svelte/reactivity';
import {
  asDeskError,
  type Decision,
  type DeskError,
  ipc,
  type ScheduleDraft,
  type ScheduleList,
  type ScheduleView,
} from '../../ipc';
import { toasts, wayBack } from '../../parts/toast.svelte';
import { t } from '../../words/index.svelte';
import { WORKDAYS } from './week';
import { Writing } from './writing.svelte';

/** Where the one stands that is not saved yet. */
export const NEW = '';

const blank = (): ScheduleDraft => ({
  key: null,
  name: '',
  zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  version: 0,
  week: WORKDAYS.map((day) => ({ day, from: '09:00', to: '18:00' })),
  holidays: [],
  makeup: [],
});

class SchedulesState {
  list = $state.raw<ScheduleList | null>(null);
  error = $state.raw<DeskError | null>(null);
  at = $state<string | null>(null);
  /** Weeks from this one. */
  weeks = $state(0);
  #writings = new SvelteMap<string, Writing>();

  get mayEdit() {
    return this.list?.mayEdit ?? false;
  }
  get view(): ScheduleView | undefined {
    return this.list?.schedules.find((view) => view.draft.key === this.at);
  }
  get writing(): Writing | undefined {
    return this.at === null ? undefined : this.#writings.get(this.at);
  }
  changesOf = (key: string) => this.#writings.get(key)?.changes ?? 0;
  get begun() {
    return this.#writings.has(NEW);
  }
  /** Changes of all schedules that are not saved. */
  get unsaved() {
    return [...this.#writings.values()].reduce((sum, writing) => sum + writing.changes, 0);
  }

  async read() {
    try {
      this.list = await ipc.schedules();
      this.error = null;
    } catch (e) {
      this.error = asDeskError(e);
      return;
    }
    const there = [NEW, ...this.list.schedules.map(({ draft }) => draft.key ?? NEW)];
    for (const { draft } of this.list.schedules) {
      const key = draft.key ?? NEW;
      const writing = this.#writings.get(key);
      if (writing) writing.reread(draft);
      else this.#writings.set(key, new Writing(draft));
    }
    for (const key of this.#writings.keys()) if (!there.includes(key)) this.#writings.delete(key);
    if (this.at === null || !this.#writings.has(this.at))
      this.at = this.list.schedules[0]?.draft.key ?? (this.begun ? NEW : null);
  }

  pick(key: string) {
    this.at = key;
  }
  begin() {
    if (!this.begun) this.#writings.set(NEW, new Writing(blank()));
    this.at = NEW;
  }

  discard() {
    const { writing, at } = this;
    if (!writing || at === null) return;
    const undo = at === NEW ? () => this.#bringBack(writing) : () => writing.undo();
    if (at === NEW) {
      this.#writings.delete(NEW);
      this.at = this.list?.schedules[0]?.draft.key ?? null;
    } else writing.discard();
    toasts.say('trash', t('schedule-discarded'), wayBack(undo));
  }
  #bringBack(writing: Writing) {
    if (!this.begun) this.#writings.set(NEW, writing);
    this.at = NEW;
  }

  async save() {
    const { writing, at } = this;
    if (!writing || at === null || !this.mayEdit || writing.saving || !writing.changes) return;
    const wrong = (['from', 'to'] as const).find((end) => writing.wrong(end));
    if (wrong) return document.getElementById(`schedule-${wrong}`)?.focus();
    const known = this.list?.schedules.map((view) => view.draft.key) ?? [];
    writing.saving = true;
    writing.error = null;
    try {
      await ipc.saveSchedule(writing.draft);
    } catch (e) {
      writing.error = asDeskError(e);
      return;
    } finally {
      writing.saving = false;
    }
    // From here on it is written: what is read next is what was saved.
    this.#writings.delete(at);
    toasts.say('check', t('schedule-saved'));
    await this.read();
    const made = this.list?.schedules.find((view) => !known.includes(view.draft.key));
    if (at === NEW && made) this.at = made.draft.key;
  }

  /** About a change that the team server did not take. */
  async decide(operation: string, decision: Decision) {
    await ipc.decide(operation, decision, null);
    await this.read();
  }

  /** What is being written stays. */
  reset() {
    this.list = null;
    this.error = null;
    this.weeks = 0;
  }
  forget() {
    this.reset();
    this.#writings.clear();
    this.at = null;
  }
}

export const schedules = new SchedulesState();

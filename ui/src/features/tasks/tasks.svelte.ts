// Promises and follow-ups: what is being written of one, kept for each ticket until it is noted, and how those there are end.
import { SvelteMap } from 'svelte/reactivity';
import { asDeskError, ipc, type DeskError, type TaskKind, type TaskView, type TicketDetail } from '../../ipc';
import { isOwed } from '../../parts/clocks';
import { toasts } from '../../parts/toast.svelte';
import { errorText, t } from '../../words/index.svelte';
import { now } from '../../words/now.svelte';
import { clockTime, when, writtenDay } from '../../words/times';
import { conversation } from '../conversation/conversation.svelte';
import { dueOf, readDue, type Choice } from './due';

type Missing = 'text' | 'day' | 'time';
export type Draft = {
  kind: TaskKind;
  text: string;
  choice: Choice | 'own';
  day: string;
  time: string;
  missing: Missing | null;
  error: DeskError | null;
};

/** A follow-up belongs within a day of the solution. */
const PRESET: Record<TaskKind, Choice> = { promise: 'hour1', followUp: 'hours24' };
const blank = (kind: TaskKind): Draft => {
  return { kind, text: '', choice: PRESET[kind], day: '', time: '', missing: null, error: null };
};

class TasksState {
  drafts = $state<Record<string, Draft>>({});
  /** The ticket on which the panel is open. */
  #open = $state<string | null>(null);
  /** Raised to pull the caret into the text: coming back to a ticket does not take it. */
  focusAsked = $state(false);
  #before: HTMLElement | null = null;
  #busy = false;
  #withdrawing = new SvelteMap<string, { ticket: string; timer: ReturnType<typeof setTimeout> }>();

  constructor() {
    conversation.onmerged.push(async (from, into) => {
      const draft = this.drafts[from];
      if (draft?.text && !this.drafts[into]?.text) this.drafts[into] = draft;
      delete this.drafts[from];
      if (this.#open === from) this.#open = into;
    });
  }

  /** What is written on the open ticket, while the panel is open on it. */
  get shown(): Draft | null {
    return (conversation.id && this.#open === conversation.id && this.drafts[conversation.id]) || null;
  }

  open(kind?: TaskKind) {
    const { id } = conversation;
    if (!id || !conversation.detail) return;
    if (!this.shown) this.#before = document.activeElement as HTMLElement | null;
    this.drafts[id] ??= blank(kind ?? 'promise');
    this.#open = id;
    if (kind) this.turn(kind);
    this.focusAsked = true;
  }
  /** What was written stays for when it is opened again. */
  close() {
    this.#open = null;
    // Whoever writes elsewhere meanwhile goes on writing there.
    const at = document.activeElement;
    if ((!at || at === document.body || at.closest('.task-panel')) && this.#before?.isConnected) this.#before.focus();
    this.#before = null;
  }

  turn(kind: TaskKind) {
    const draft = this.shown;
    if (!draft) return;
    // A time that somebody chose stays chosen.
    if (draft.choice === PRESET[draft.kind]) draft.choice = PRESET[kind];
    Object.assign(draft, { kind, missing: null, error: null });
  }
  choose(choice: Choice) {
    if (this.shown) Object.assign(this.shown, { choice, missing: null, error: null });
  }
  /** What the fields show: what was written in them, or what the chosen time is by now. */
  day = (draft: Draft) => (draft.choice === 'own' ? draft.day : writtenDay(dueOf[draft.choice](now.ms)));
  time = (draft: Draft) => (draft.choice === 'own' ? draft.time : clockTime(dueOf[draft.choice](now.ms)));
  write(part: Partial<Pick<Draft, 'text' | 'day' | 'time'>>) {
    const draft = this.shown;
    if (!draft) return;
    if (part.text === undefined) Object.assign(draft, { day: this.day(draft), time: this.time(draft), choice: 'own' });
    Object.assign(draft, part, { missing: null, error: null });
  }

  async save() {
    const draft = this.shown;
    const ticket = conversation.id;
    if (!draft || !ticket || this.#busy) return;
    const { kind, choice } = draft;
    const text = draft.text.trim();
    const due = choice === 'own' ? readDue(draft.day, draft.time) : dueOf[choice](now.ms);
    draft.missing = text ? (typeof due === 'string' ? due : null) : 'text';
    if (draft.missing || typeof due === 'string') return void document.getElementById(`task-${draft.missing}`)?.focus();
    this.#busy = true;
    draft.error = null;
    try {
      await ipc.setTask(ticket, kind, text, due);
      delete this.drafts[ticket];
      if (this.#open === ticket) this.close();
      toasts.say(kind === 'promise' ? 'promise' : 'follow', t('task-noted', { time: when(due, now.ms) }));
    } catch (e) {
      draft.error = asDeskError(e);
    } finally {
      this.#busy = false;
    }
  }

  /** Those that are open and not about to be withdrawn. */
  owed = (tasks: TaskView[]) => tasks.filter((task) => task.endedAt === null && !this.#withdrawing.has(task.id));

  /** The clocks that run, without those of what is about to be withdrawn. */
  clocks = ({ clocks, tasks }: TicketDetail) =>
    clocks.filter(
      (clock) => !isOwed(clock.kind) || this.owed(tasks).some((task) => task.kind === clock.kind && task.due === clock.due),
    );

  async #end(ticket: string, task: string, kept: boolean) {
    try {
      await ipc.endTask(ticket, task, kept);
    } catch (e) {
      toasts.say('breach', errorText(asDeskError(e)), undefined, 8000);
    }
  }
  keep(ticket: string, task: TaskView) {
    void this.#end(ticket, task.id, true);
  }
  /** Can be undone for ten seconds: until then Rust does not hear of it. */
  withdraw(ticket: string, task: TaskView) {
    const timer = setTimeout(() => void this.#withdrawn(task.id), 10_000);
    this.#withdrawing.set(task.id, { ticket, timer });
    toasts.say('trash', t(`task-withdrawing-${task.kind}`, { text: task.text }), {
      text: t('undo'),
      act: () => {
        clearTimeout(timer);
        this.#withdrawing.delete(task.id);
      },
    });
  }

  async #withdrawn(task: string) {
    const pending = this.#withdrawing.get(task);
    if (!pending) return;
    clearTimeout(pending.timer);
    await this.#end(pending.ticket, task, false);
    this.#withdrawing.delete(task);
  }
  /** Before the desk leaves the window: what was withdrawn is withdrawn, and can be undone no more. */
  keepPending = () => Promise.all([...this.#withdrawing.keys()].map((task) => this.#withdrawn(task)));

  reset() {
    for (const { timer } of this.#withdrawing.values()) clearTimeout(timer);
    this.#withdrawing.clear();
    this.drafts = {};
    this.#open = null;
    this.#before = null;
    this.focusAsked = false;
  }
}

export const tasks = new TasksState();

// Promises and follow-ups: what is being written of one, and how those there are end.
import { SvelteMap } from 'svelte/reactivity';
import { asDeskError, ipc, type TaskKind, type TaskView, type TicketDetail } from '../../ipc';
import { isOwed } from '../../parts/clocks';
import { Docked, unwritten, type Written } from '../../parts/dock.svelte';
import { toasts, wayBack } from '../../parts/toast.svelte';
import { errorText, t } from '../../words/index.svelte';
import { now } from '../../words/now.svelte';
import { clockTime, when, writtenDay } from '../../words/times';
import { CHOICES, dueOf, readDue, type Choice } from './due';

export type Draft = Written<'day' | 'time'> & { kind: TaskKind; choice: Choice | 'own'; day: string; time: string };

/** A follow-up belongs within a day of the solution. */
const PRESET: Record<TaskKind, Choice> = { promise: 'hour1', followUp: 'hours24' };

class TasksState extends Docked<Draft> {
  readonly id = 'task';
  #withdrawing = new SvelteMap<string, string>();

  open(kind?: TaskKind) {
    const first = kind ?? 'promise';
    const blank = { ...unwritten, kind: first, choice: PRESET[first], day: '', time: '' };
    this.show(blank, '', (draft) => (kind ? this.#turned(draft, kind) : {}));
  }
  /** A time that somebody chose stays chosen. */
  #turned = (draft: Draft, kind: TaskKind) => ({
    kind,
    choice: draft.choice === PRESET[draft.kind] ? PRESET[kind] : draft.choice,
  });
  turn(kind: TaskKind) {
    if (this.shown) super.write(this.#turned(this.shown, kind));
  }
  protected override holds({ kind, choice }: Draft) {
    return kind in PRESET && (choice === 'own' || CHOICES.includes(choice));
  }
  choose(choice: Choice) {
    super.write({ choice });
  }
  /** What the fields show: what was written in them, or what the chosen time is by now. */
  day = (draft: Draft) => (draft.choice === 'own' ? draft.day : writtenDay(dueOf[draft.choice](now.ms)));
  time = (draft: Draft) => (draft.choice === 'own' ? draft.time : clockTime(dueOf[draft.choice](now.ms)));
  override write(part: Partial<Draft>) {
    const { shown } = this;
    if (!shown) return;
    const own = part.day !== undefined || part.time !== undefined;
    super.write(own ? { day: this.day(shown), time: this.time(shown), choice: 'own', ...part } : part);
  }

  async save() {
    const draft = this.shown;
    if (!draft) return;
    const { kind, choice } = draft;
    const text = draft.text.trim();
    const due = choice === 'own' ? readDue(draft.day, draft.time) : dueOf[choice](now.ms);
    if (!text) return this.lacks('text');
    if (typeof due === 'string') return this.lacks(due);
    if (await this.commit((ticket) => ipc.setTask(ticket, kind, text, due)))
      toasts.say(kind === 'promise' ? 'promise' : 'follow', t('task-noted', { time: when(due, now.ms) }));
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
  /** Can be undone while its toast is there: until then Rust does not hear of it. */
  withdraw(ticket: string, task: TaskView) {
    this.#withdrawing.set(task.id, ticket);
    const back = () => void this.#withdrawing.delete(task.id);
    const after = () => void this.#withdrawn(task.id);
    toasts.say('trash', t(`task-withdrawing-${task.kind}`, { text: task.text }), wayBack(back, after));
  }

  async #withdrawn(task: string) {
    const ticket = this.#withdrawing.get(task);
    if (ticket === undefined) return;
    await this.#end(ticket, task, false);
    this.#withdrawing.delete(task);
  }
  /** Before the desk leaves the window: what was withdrawn is withdrawn, and can be undone no more. */
  keepPending = () => Promise.all([...this.#withdrawing.keys()].map((task) => this.#withdrawn(task)));

  override reset() {
    super.reset();
    this.#withdrawing.clear();
  }
}

export const tasks = new TasksState();

// One schedule being written on: what it was, what it says now, and the way back step by step.
import type { Day, DeskError, ScheduleDraft } from '../../ipc';
import { changesOf, draftOf, type Plan, planOf } from './plan';
import { added, copied, hm, endWall, minuteOf, ofDay, overlapping, put, type Span, typedFrom, typedTo, without } from './week';

const MOST_STEPS = 200;
type End = 'from' | 'to';

export class Writing {
  #base = $state.raw<Plan>()!;
  now = $state.raw<Plan>()!;
  #past = $state.raw<Plan[]>([]);
  /** The id of the period that is edited. */
  chosen = $state<number | null>(null);
  /** The day that a new period would be added to. */
  day = $state<Day>('mon');
  /** A time of the chosen period that is typed and is none yet: the period keeps the one before. */
  typed = $state<Partial<Record<End, string>>>({});
  error = $state.raw<DeskError | null>(null);
  /** The zone is half typed: what it is so far is no mistake. */
  zoneTyping = $state(false);
  saving = $state(false);
  /** What somebody else has made of it since this was begun. */
  theirs = $state.raw<Plan | null>(null);
  /** What the last step was made by: further steps of the same go into it. */
  #by: string | null = null;

  constructor(draft: ScheduleDraft) {
    this.#base = this.now = planOf(draft);
  }

  get draft(): ScheduleDraft {
    return draftOf(this.now);
  }
  readonly changes = $derived.by(() => (this.now.key === null ? Math.max(1, this.#differs) : this.#differs));
  get #differs() {
    return changesOf(this.#base, this.now);
  }
  get span(): Span | undefined {
    return this.now.week.find((span) => span.id === this.chosen);
  }
  get meets(): Span[] {
    return this.span ? overlapping(this.now.week, this.span) : [];
  }

  /** One step; steps in a row by the same hand are undone as one. */
  change(next: Partial<Plan>, by: string | null = null) {
    if (this.saving) return;
    if (by === null || by !== this.#by) this.#past = [...this.#past, this.now].slice(-MOST_STEPS);
    this.#by = by;
    this.now = { ...this.now, ...next };
    this.error = null;
  }
  undo() {
    const before = this.#past.at(-1);
    if (!before || this.saving) return;
    this.#past = this.#past.slice(0, -1);
    this.#by = null;
    this.now = before;
    this.error = null;
    this.typed = {};
    if (!this.span) this.chosen = null;
  }
  /** Back to what it was; undone like any other step. */
  discard() {
    this.change(this.theirs ?? this.#base);
    if (this.theirs) this.#base = this.theirs;
    this.theirs = null;
    this.choose(null);
  }

  /** What stands on this disk now. Unchanged, it is taken; what is being written stays. */
  reread(draft: ScheduleDraft) {
    const read = planOf(draft);
    if (this.saving) return;
    if (this.#differs === 0) {
      const same = changesOf(this.now, read) === 0 && read.version === this.now.version;
      if (same) return;
      this.#base = this.now = read;
      this.#past = [];
      this.chosen = null;
      this.typed = {};
      this.theirs = null;
    } else this.theirs = read.version === this.now.version ? null : read;
  }
  /** Written over theirs. */
  overTheirs() {
    if (!this.theirs) return;
    this.#base = this.theirs;
    this.now = { ...this.now, version: this.theirs.version };
    this.#past = [];
    this.theirs = null;
  }

  choose(span: Span | null) {
    if (this.chosen !== (span?.id ?? null)) this.typed = {};
    this.chosen = span?.id ?? null;
    if (span) this.day = span.day;
  }
  set(span: Span, by: string | null = null) {
    this.typed = {};
    this.change({ week: put(this.now.week, span) }, by);
  }
  /** What stands in the field: as it is typed, or as the period has it. */
  timeText(end: End): string {
    const { span } = this;
    return this.typed[end] ?? (span ? hm(end === 'from' ? span.from : endWall(span)) : '');
  }
  type(end: End, text: string) {
    const minute = minuteOf(text);
    const { span } = this;
    this.typed = { ...this.typed, [end]: text };
    if (minute === null || !span) return;
    const next = end === 'from' ? typedFrom(span, minute) : typedTo(span, minute);
    if (next.from !== span.from || next.to !== span.to) this.change({ week: put(this.now.week, next) }, `${end} ${span.id}`);
  }
  /** A time typed well is written as all are. */
  settle(end: End) {
    if (!this.wrong(end)) this.typed = { ...this.typed, [end]: undefined };
    this.#by = null;
  }
  wrong(end: End): boolean {
    return this.typed[end] !== undefined && minuteOf(this.typed[end]) === null;
  }

  add() {
    const { week, span } = added(this.now.week, this.day);
    this.change({ week });
    this.choose(span);
  }
  remove(span: Span) {
    const beside = ofDay(this.now.week, span.day).filter((other) => other.id !== span.id);
    this.change({ week: without(this.now.week, span.id) });
    this.choose(beside[0] ?? null);
  }
  copy(days: Day[]) {
    if (this.span) this.change({ week: copied(this.now.week, this.span, days) });
  }
}

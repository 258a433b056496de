// The invented desk's promises and follow-ups: one promise is open, one was kept.
import type { Unmarked } from './invented-lost';
import { isAbout } from '../parts/clocks';
import { me } from './invented-people';
import { clockOver } from './invented-requests';
import type { Invented } from './invented-tickets';
import type { ClockView, TaskKind, TaskView } from './wire';

const min = 60_000;
const hour = 60 * min;

/** Each open one has a clock of its own, as has what departments are asked for and what is complained about. */
export function keepClocks(t: Invented, now: number) {
  const owed = t.tasks
    .filter((task) => task.endedAt === null)
    .map(({ kind, madeAt, due }): ClockView => {
      return { kind, state: clockOver(madeAt, due, now), due, metAfter: null, doubtful: false };
    });
  const others = [...t.requests, ...t.complaints].flatMap(({ clock }) => clock ?? []);
  t.clocks = [...t.clocks.filter((clock) => !isAbout(clock.kind)), ...owed, ...others];
}

/** With `owed=over` the time of the open one has passed. */
export function inventTasks(tickets: Map<string, Invented>, p: URLSearchParams, now: number) {
  const gu = tickets.get('t10482')!;
  const made = { kind: 'promise' as const, by: me.name, kept: false, endedAt: null, state: null };
  const due = p.get('owed') === 'over' ? now - 12 * min : now + 2.5 * hour;
  gu.tasks = [
    { ...made, id: 'task-1', text: '给出换新或维修结论', due, madeAt: now - 33 * min },
    {
      ...made,
      id: 'task-2',
      text: '回电说明批次排查进展',
      due: now - 45 * hour,
      madeAt: now - 48 * hour,
      endedAt: now - 46 * hour,
      kept: true,
      state: 'sent',
    },
  ];
  keepClocks(gu, now);
}

/** What is owed, the next due first; then what was, the newest first. */
export const inOrder = (tasks: TaskView[]) =>
  [...tasks].sort((a, b) =>
    a.endedAt === null && b.endedAt === null ? a.due - b.due : (b.endedAt ?? Infinity) - (a.endedAt ?? Infinity),
  );

export function owedStory(t: Invented, kind: TaskKind, wanted: number | null, now: number): Unmarked {
  const owed = inOrder(t.tasks).filter((task) => task.kind === kind && task.endedAt === null);
  const { text, due, madeAt } = owed.find((task) => task.due === wanted) ?? owed[0]!;
  return {
    kind,
    start: madeAt,
    due,
    metAt: null,
    now,
    policy: text,
    target: { type: 'named' },
    offHours: false,
    paused: false,
    stretches: [{ from: madeAt, to: Math.max(due, now), counted: 'running' }],
    doubtful: false,
  };
}

const EVENTS = { promise: 'event-promise', followUp: 'event-follow-up' };
export const eventOf = (kind: TaskKind, ended?: boolean) =>
  EVENTS[kind] + (ended === undefined ? '' : ended ? '-kept' : '-withdrawn');

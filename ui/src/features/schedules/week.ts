// The arithmetic of a week: periods as minutes after the midnight of the day they begin on.
import type { Day, PeriodDraft } from '../../ipc';

export const DAYS: Day[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
export const WORKDAYS = DAYS.slice(0, 5);
export const DAY = 24 * 60;
const WEEK = 7 * DAY;
/** What a row of the week shows: a day, and the night that may belong to it. */
export const SHOWN = 32 * 60;
export const STEP = 15;
/** What a new period lasts at most. */
const USUAL = 9 * 60;

/** `from` is at most 24:00; `to` lies after it, by a day at most. */
export type Span = { id: number; day: Day; from: number; to: number };

const two = (n: number) => String(n).padStart(2, '0');
export const hm = (minute: number) => `${Math.floor(minute / 60)}:${two(minute % 60)}`;
const hhmm = (minute: number) => `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;

/** `H:MM` or `HH:MM`, up to 24:00; null when it is no time of day. */
export function minuteOf(text: string): number | null {
  const [, hour, minute] = /^\s*(\d{1,2})[:：](\d{2})\s*$/.exec(text) ?? [];
  if (!hour || Number(minute) > 59) return null;
  const at = Number(hour) * 60 + Number(minute);
  return at <= DAY ? at : null;
}

/** Where an end lies that the clock shows as `wall`: on the next day unless it is after the start. */
export const endAt = (from: number, wall: number) => (wall <= from ? wall + DAY : wall);
/** What the clock shows at the end. */
export const endWall = ({ to }: Span) => (to > DAY ? to - DAY : to);
export const spanText = (span: Span) => `${hm(span.from)}–${hm(endWall(span))}`;

export const dayOn = (day: Day, by: number): Day => DAYS[(((DAYS.indexOf(day) + by) % 7) + 7) % 7]!;
const inOrder = (week: Span[]) =>
  [...week].sort((a, b) => DAYS.indexOf(a.day) - DAYS.indexOf(b.day) || a.from - b.from || a.to - b.to || a.id - b.id);
export const ofDay = (week: Span[], day: Day) => week.filter((span) => span.day === day);

export function spansOf(week: PeriodDraft[]): Span[] {
  const spans = week.flatMap(({ day, from, to }, at) => {
    const [begins, ends] = [minuteOf(from), minuteOf(to)];
    return begins === null || ends === null ? [] : [{ id: at + 1, day, from: begins, to: endAt(begins, ends) }];
  });
  return inOrder(spans);
}
export const periodsOf = (week: Span[]): PeriodDraft[] =>
  inOrder(week).map((span) => ({ day: span.day, from: hhmm(span.from), to: hhmm(endWall(span)) }));

const kept = (value: number, least: number, most: number) => Math.min(Math.max(value, least), most);
export const put = (week: Span[], span: Span) => inOrder(week.map((other) => (other.id === span.id ? span : other)));
export const without = (week: Span[], id: number) => week.filter((span) => span.id !== id);

/** Moved as a whole; it keeps its length, and begins on its day still. */
export function moved(span: Span, by: number): Span {
  const from = kept(span.from + by, 0, DAY);
  return { ...span, from, to: span.to + from - span.from };
}
export const startedAt = (span: Span, at: number): Span => ({
  ...span,
  from: kept(at, Math.max(0, span.to - DAY), Math.min(DAY, span.to - STEP)),
});
export const endedAt = (span: Span, at: number): Span => ({ ...span, to: kept(at, span.from + STEP, span.from + DAY) });
/** A typed start leaves the end where the clock shows it. */
export const typedFrom = (span: Span, from: number): Span => ({ ...span, from, to: endAt(from, endWall(span)) });
export const typedTo = (span: Span, wall: number): Span => ({ ...span, to: endAt(span.from, wall) });
export const toStep = (minute: number) => Math.round(minute / STEP) * STEP;

const touch = (a: { from: number; to: number }, b: { from: number; to: number }) => a.from < b.to && b.from < a.to;

/** Others that are open at the same time, the end of Sunday's night meeting Monday, too. */
export function overlapping(week: Span[], span: Span): Span[] {
  const placed = ({ day, from, to }: Span, by = 0) => {
    const midnight = DAYS.indexOf(day) * DAY + by;
    return { from: midnight + from, to: midnight + to };
  };
  const own = placed(span);
  return week.filter((other) => other.id !== span.id && [-WEEK, 0, WEEK].some((by) => touch(own, placed(other, by))));
}

const nextId = (week: Span[]) => Math.max(0, ...week.map((span) => span.id)) + 1;

/** The same on each of these days, in place of what it meets there. */
export function copied(week: Span[], span: Span, days: Day[]): Span[] {
  const targets = days.filter((day) => day !== span.day);
  const stays = week.filter((other) => !targets.includes(other.day) || !touch(other, span));
  const first = nextId(week);
  return inOrder([...stays, ...targets.map((day, at) => ({ ...span, day, id: first + at }))]);
}

/** A new one in the first free stretch of the day, after 9:00 when there is room. */
export function added(week: Span[], day: Day): { week: Span[]; span: Span } {
  const taken = ofDay(week, day);
  const free = (from: number) => !taken.some((other) => touch(other, { from, to: from + 1 }));
  const starts = [9 * 60, ...taken.map((other) => other.to), 0].filter((at) => at < DAY);
  const from = starts.find(free) ?? 9 * 60;
  const next = taken.map((other) => other.from).filter((at) => at > from);
  const span = { id: nextId(week), day, from, to: Math.min(from + USUAL, DAY, ...next) };
  return { week: inOrder([...week, span]), span };
}

/** On how many days the periods differ. */
export function daysChanged(one: Span[], other: Span[]): number {
  const said = (week: Span[], day: Day) =>
    inOrder(ofDay(week, day))
      .map((span) => `${span.from}-${span.to}`)
      .join();
  return DAYS.filter((day) => said(one, day) !== said(other, day)).length;
}

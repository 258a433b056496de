// A schedule as it is written on: periods as spans, and one list of the dates that are not like their day.
import type { Day, ScheduleDraft } from '../../ipc';
import { weekdayOf } from './dates';
import { daysChanged, periodsOf, type Span, spansOf } from './week';

/** A date on which nothing begins, or which works like another day. */
export type Exception = { date: string; label: string; like: Day | null };
export type Plan = {
  key: string | null;
  name: string;
  zone: string;
  version: number;
  week: Span[];
  dates: Exception[];
};

const byDate = (dates: Exception[]) => [...dates].sort((a, b) => (a.date < b.date ? -1 : 1));

/** One of a date: the later given takes its place. */
export const withDates = (dates: Exception[], more: Exception[]) =>
  byDate([...new Map([...dates, ...more].map((one) => [one.date, one])).values()]);

export const planOf = (draft: ScheduleDraft): Plan => ({
  key: draft.key,
  name: draft.name,
  zone: draft.zone,
  version: draft.version,
  week: spansOf(draft.week),
  // A make-up day wins over a holiday of the same date, as it does when clocks go by them.
  dates: withDates(
    draft.holidays.map(({ date, label }) => ({ date, label, like: null })),
    draft.makeup.map(({ date, label, like }) => ({ date, label, like })),
  ),
});

export const draftOf = ({ key, name, zone, version, week, dates }: Plan): ScheduleDraft => ({
  key,
  name: name.trim(),
  zone: zone.trim(),
  version,
  week: periodsOf(week),
  holidays: dates.filter((one) => one.like === null).map(({ date, label }) => ({ date, label })),
  makeup: dates.flatMap(({ date, label, like }) => (like === null ? [] : [{ date, like, label }])),
});

/** How many things differ: name, zone, each day of the week, each date. */
export function changesOf(before: Plan, now: Plan): number {
  const said = (dates: Exception[]) => new Map(dates.map(({ date, label, like }) => [date, `${like} ${label.trim()}`]));
  const [were, are] = [said(before.dates), said(now.dates)];
  const dates = new Set([...were.keys(), ...are.keys()]);
  return (
    Number(before.name.trim() !== now.name.trim()) +
    Number(before.zone.trim() !== now.zone.trim()) +
    daysChanged(before.week, now.week) +
    [...dates].filter((date) => were.get(date) !== are.get(date)).length
  );
}

/** How a date of the calendar goes by the week: like which day, or none when it is closed. */
export function workingLike(dates: Exception[], date: string): { like: Day | null; exception: Exception | undefined } {
  const exception = dates.find((one) => one.date === date);
  return { like: exception ? exception.like : weekdayOf(date), exception };
}

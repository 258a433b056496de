// By when something is owed: a few usual times in one step, or a day and a time as somebody writes them.
import { t } from '../../words/index.svelte';
import { clockTime, readDay, readTime } from '../../words/times';

const minute = 60_000;
const hour = 60 * minute;

export const CHOICES = ['minutes30', 'hour1', 'hours2', 'today', 'tomorrow', 'hours24'] as const;
export type Choice = (typeof CHOICES)[number];

/** A time of a day so many days from now. */
function atHour(now: number, days: number, hours: number): number {
  const at = new Date(now);
  at.setDate(at.getDate() + days);
  return at.setHours(hours, 0, 0, 0);
}

export const dueOf: Record<Choice, (now: number) => number> = {
  minutes30: (now) => now + 30 * minute,
  hour1: (now) => now + hour,
  hours2: (now) => now + 2 * hour,
  today: (now) => atHour(now, 0, 18),
  tomorrow: (now) => atHour(now, 1, 9),
  hours24: (now) => now + 24 * hour,
};

export function choiceText(choice: Choice, now: number): string {
  const time = clockTime(dueOf[choice](now));
  return {
    minutes30: () => t('task-in-minutes', { m: 30 }),
    hour1: () => t('task-in-hours', { h: 1 }),
    hours2: () => t('task-in-hours', { h: 2 }),
    today: () => t('task-today', { time }),
    tomorrow: () => t('time-tomorrow', { time }),
    hours24: () => t('task-in-hours', { h: 24 }),
  }[choice]();
}

/** The evening is not offered once it has come. */
export const offered = (now: number) => CHOICES.filter((choice) => dueOf[choice](now) > now);

/** What somebody wrote, or which of the two is not one. */
export function readDue(day: string, time: string): number | 'day' | 'time' {
  const midnight = readDay(day);
  if (midnight == null) return 'day';
  const [hours, minutes] = readTime(time)?.split(':').map(Number) ?? [];
  return hours === undefined ? 'time' : new Date(midnight).setHours(hours, minutes, 0, 0);
}

// Until when tickets are put away: a few usual times in words, or until the customer writes.
import { t } from '../../words/index.svelte';
import { clockTime, when } from '../../words/times';

const hour = 3_600_000;

export const TIMES = ['hours2', 'today', 'tomorrow', 'monday', 'week'] as const;
export type Time = (typeof TIMES)[number];

function atHour(now: number, days: number, hours: number): number {
  const at = new Date(now);
  at.setDate(at.getDate() + days);
  return at.setHours(hours, 0, 0, 0);
}
/** A week's first day after today. */
const toMonday = (now: number) => (8 - new Date(now).getDay()) % 7 || 7;

export const timeOf: Record<Time, (now: number) => number> = {
  hours2: (now) => now + 2 * hour,
  today: (now) => atHour(now, 0, 18),
  tomorrow: (now) => atHour(now, 1, 9),
  monday: (now) => atHour(now, toMonday(now), 9),
  week: (now) => atHour(now, 7, 9),
};

/** The evening is not offered once it has come, nor Monday when that is tomorrow or in a week. */
export const offered = (now: number) =>
  TIMES.filter((time) => timeOf[time](now) > now && (time !== 'monday' || (toMonday(now) > 1 && toMonday(now) < 7)));

/** The day is in its name, but for a week from now. */
export function timeText(time: Time, now: number): string {
  const at = timeOf[time](now);
  return t(`snooze-until-${time}`, { time: time === 'week' ? when(at, now) : clockTime(at) });
}

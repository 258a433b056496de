// Times as people read them: clock times first, the day beside them when it is another day.
import { lang, t } from './index.svelte';

const made = new Map<string, Intl.DateTimeFormat>();
function format(key: string, options: Intl.DateTimeFormatOptions) {
  const id = `${lang()} ${key}`;
  let found = made.get(id);
  if (!found) made.set(id, (found = new Intl.DateTimeFormat(lang() === 'en' ? 'en-GB' : lang(), options)));
  return found;
}

const day = 86_400_000;
const midnight = (ms: number) => new Date(ms).setHours(0, 0, 0, 0);
const daysApart = (a: number, b: number) => Math.round((midnight(a) - midnight(b)) / day);

export const isToday = (ms: number) => daysApart(ms, Date.now()) === 0;

export const clockTime = (ms: number) => format('hm', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(ms);
export const clockSeconds = (ms: number) =>
  format('hms', { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }).format(ms);

/** 14:32 today, "Thu 14:32" within a week, "28 Nov" this year, with the year otherwise. */
export function when(ms: number, now: number): string {
  const apart = daysApart(ms, now);
  if (apart === 0) return clockTime(ms);
  if (apart === -1) return t('time-yesterday', { time: clockTime(ms) });
  if (apart === 1) return t('time-tomorrow', { time: clockTime(ms) });
  if (Math.abs(apart) < 6) return `${format('wd', { weekday: 'short' }).format(ms)} ${clockTime(ms)}`;
  return dateOnly(ms, now);
}

export function dateOnly(ms: number, now: number): string {
  const sameYear = new Date(ms).getFullYear() === new Date(now).getFullYear();
  return format(sameYear ? 'md' : 'ymd', { month: 'short', day: 'numeric', ...(sameYear ? {} : { year: 'numeric' }) }).format(ms);
}

/** As `when`, and with the time also where the day is far. */
export const dayAndTime = (ms: number, now: number) =>
  Math.abs(daysApart(ms, now)) < 6 ? when(ms, now) : `${dateOnly(ms, now)} ${clockTime(ms)}`;

/** "34 min", "2 h 05", "3 d": a length of time in words. */
export function lengthOf(ms: number): string {
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 1) return t('span-seconds', { s: Math.max(0, Math.floor(ms / 1000)) });
  if (minutes < 60) return t('span-minutes', { m: minutes });
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return t('span-hours', { h: hours, m: String(minutes % 60).padStart(2, '0') });
  const d = Math.floor(hours / 24);
  return hours % 24 ? t('span-days', { d, h: hours % 24 }) : t('span-whole-days', { d });
}

/** A day as people of all three languages write and read it: 2026-12-31. */
export function writtenDay(ms: number | null): string {
  if (ms === null) return '';
  const at = new Date(ms);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

/** The day somebody wrote, its first moment or its last; null when nothing is written, undefined when it is no day. */
export function readDay(text: string, last = false): number | null | undefined {
  if (!text.trim()) return null;
  const [, year, month, day] = /^\s*(\d{4})[-/.年]\s*(\d{1,2})[-/.月]\s*(\d{1,2})日?\s*$/u.exec(text) ?? [];
  if (!year) return undefined;
  const at = new Date(
    Number(year),
    Number(month) - 1,
    Number(day),
    ...((last ? [23, 59, 59] : [0, 0, 0]) as [number, number, number]),
  );
  return at.getMonth() === Number(month) - 1 ? at.getTime() : undefined;
}

/** A time of day as it is kept, `08:00`, however it is written: 8, 8:00, 0800, 8：00; undefined when it is none. */
export function readTime(text: string): string | undefined {
  const [, hour, minute = '00'] = /^\s*(\d{1,2})(?:[:：.]?(\d{2}))?\s*$/u.exec(text) ?? [];
  if (!hour || Number(hour) > 23 || Number(minute) > 59) return undefined;
  return `${hour.padStart(2, '0')}:${minute}`;
}

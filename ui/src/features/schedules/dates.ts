// Dates and the clock on the wall of a zone. A date is `2026-12-31`, whatever zone this computer is in.
import type { Day } from '../../ipc';
import { readDay, writtenDay } from '../../words/times';
import { DAYS } from './week';

export type Wall = { date: string; minute: number };
const DAY_MS = 86_400_000;

/** The date somebody wrote; null when it is none. */
export function readDate(text: string): string | null {
  const day = readDay(text);
  return typeof day === 'number' ? writtenDay(day) : null;
}

/** Midnight of a date in UTC: to reckon with and to format, never a moment. */
export const utc = (date: string) => Date.parse(`${date}T00:00:00Z`);
export const dayAfter = (date: string, days: number) => new Date(utc(date) + days * DAY_MS).toISOString().slice(0, 10);
export const weekdayOf = (date: string): Day => DAYS[(new Date(utc(date)).getUTCDay() + 6) % 7]!;
export const mondayOf = (date: string) => dayAfter(date, -DAYS.indexOf(weekdayOf(date)));
/** The first such day after this date. */
export const nextDay = (date: string, day: Day) =>
  dayAfter(date, ((DAYS.indexOf(day) - DAYS.indexOf(weekdayOf(date)) + 6) % 7) + 1);

const walls = new Map<string, Intl.DateTimeFormat | null>();
function wallOfZone(zone: string) {
  let found = walls.get(zone);
  if (found === undefined) {
    try {
      const parts = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' } as const;
      found = new Intl.DateTimeFormat('en-CA', { timeZone: zone, hourCycle: 'h23', ...parts });
    } catch {
      found = null;
    }
    walls.set(zone, found);
  }
  return found;
}
/** A name such as Asia/Shanghai; offsets such as +08:00 are not among the names the team server knows. */
export const knownZone = (zone: string) => /^[A-Za-z]/.test(zone.trim()) && wallOfZone(zone.trim()) !== null;

/** What the clock on the wall of a zone shows; null when the zone is not known. */
export function wallOf(ms: number, zone: string): Wall | null {
  const format = wallOfZone(zone.trim());
  if (!format) return null;
  const part = Object.fromEntries(format.formatToParts(ms).map(({ type, value }) => [type, value]));
  return { date: `${part.year}-${part.month}-${part.day}`, minute: Number(part.hour) * 60 + Number(part.minute) };
}

/** The moment at which this computer's clock shows what the zone's clock shows: drawings that speak local time then speak the zone's. */
export function asIfHere(ms: number, zone: string): number {
  const wall = wallOf(ms, zone);
  if (!wall) return ms;
  const [year, month, day] = wall.date.split('-').map(Number) as [number, number, number];
  return new Date(year, month - 1, day, 0, wall.minute).getTime() + (ms % 60_000);
}

/** Every zone's name, for suggestions. Any other that is known is taken as well. */
export const allZones = (): string[] => Intl.supportedValuesOf?.('timeZone') ?? [];

/** Zones that fit what is typed: by a word's beginning first, then anywhere. */
export function zonesLike(all: string[], typed: string, most: number): string[] {
  const wanted = typed.trim().toLowerCase().replace(/\s+/g, '_');
  const begins = (zone: string) =>
    zone
      .toLowerCase()
      .split(/[/_-]/)
      .some((word) => word.startsWith(wanted));
  const fits = all.filter((zone) => zone.toLowerCase().includes(wanted));
  return [...fits.filter(begins), ...fits.filter((zone) => !begins(zone))].slice(0, most);
}

// Days, dates and targets in words.
import type { Day, TargetView } from '../../ipc';
import { lang, t } from '../../words/index.svelte';
import { lengthOf } from '../../words/times';
import { utc, type Wall } from './dates';
import { DAY, DAYS, dayOn, endWall, hm, minuteOf, type Span } from './week';

const made = new Map<string, Intl.DateTimeFormat>();
function format(options: Intl.DateTimeFormatOptions) {
  const key = `${lang()} ${JSON.stringify(options)}`;
  let found = made.get(key);
  if (!found)
    made.set(key, (found = new Intl.DateTimeFormat(lang() === 'en' ? 'en-GB' : lang(), { timeZone: 'UTC', ...options })));
  return found;
}

/** The first of January 2024 was a Monday. */
export const dayName = (day: Day) => format({ weekday: 'long' }).format(Date.UTC(2024, 0, 1 + DAYS.indexOf(day)));

const ofThisYear = (date: string, today: string) => date.slice(0, 4) === today.slice(0, 4);
/** "7 Dec", with the year when it is another. */
export const shortDate = (date: string, today: string) =>
  format({ day: 'numeric', month: 'short', ...(ofThisYear(date, today) ? {} : { year: 'numeric' }) }).format(utc(date));
/** "7 December", with the year when it is another. */
export const longDate = (date: string, today: string) =>
  format({ day: 'numeric', month: 'long', ...(ofThisYear(date, today) ? {} : { year: 'numeric' }) }).format(utc(date));
/** "Thursday 10 December". English dates may come with a comma, which no one says. */
export const wholeDate = (date: string, today: string) =>
  format({ weekday: 'long', day: 'numeric', month: 'long', ...(ofThisYear(date, today) ? {} : { year: 'numeric' }) })
    .format(utc(date))
    .replace(',', '');

export const wallTime = (wall: Wall) => hm(wall.minute);

/** Where an end lies that is not on the day itself: "Thursday 8:00". */
export function endWords(span: Span): string {
  return span.to > DAY ? t('schedule-end', { day: dayName(dayOn(span.day, 1)), time: hm(endWall(span)) }) : '';
}
export const spanWords = (span: Span) => `${dayName(span.day)} ${hm(span.from)}–${hm(endWall(span))}`;

/** A length of time whose numbers stay on one line. */
export const lengthText = (ms: number) => lengthOf(ms).replace(/ /g, '\u00a0');
/** A time that somebody named goes by no schedule and has no length. */
export function targetText(target: TargetView): string {
  if (target.type === 'nextDay') return t('schedule-next-day', { time: hm(minuteOf(target.at) ?? 0) });
  return 'minutes' in target ? lengthText(target.minutes * 60_000) : '';
}
const HOW = { nextDay: 'story-next-day', open: 'story-open', wall: 'story-wall', named: 'story-named' };
/** How it is counted. */
export const targetHow = (target: TargetView) => t(HOW[target.type]);

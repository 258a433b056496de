// Outages in words.
import type { IconName } from '../../parts/icons';
import type { OutageEventView, OutageView } from '../../ipc';
import { t } from '../../words/index.svelte';
import { clockTime, dayAndTime, lengthOf } from '../../words/times';

/** What is down. */
export const nameOf = ({ scope }: OutageView) => (scope.type === 'server' ? t('outage-server') : scope.name);

/** Since when, or from when to when, and how long. */
export function spanOf({ start, end }: OutageView, now: number): string {
  const span = lengthOf((end ?? now) - start);
  const from = dayAndTime(start, now);
  return end === null ? t('outage-since', { from, span }) : t('outage-span', { from, to: clockTime(end), span });
}

export const eventIcon: Record<OutageEventView['type'], IconName> = {
  cutOff: 'offline',
  back: 'online',
  declared: 'outage',
  cause: 'notice',
  expected: 'promise',
  note: 'draft',
  over: 'check',
};

export function eventText(event: OutageEventView, now: number): string {
  if (event.type === 'back') return t('outage-event-back', { n: event.desks });
  if (event.type === 'cause') return event.text ? t('outage-event-cause', { text: event.text }) : t('outage-event-no-cause');
  if (event.type === 'note') return event.text;
  if (event.type !== 'expected') return t(`outage-event-${event.type}`);
  const [at, before] = [event.at, event.before].map((time) => (time === null ? '' : dayAndTime(time, now)));
  if (!at) return t('outage-event-unknown');
  return before ? t('outage-event-moved', { at, before }) : t('outage-event-expected', { at });
}

/** An hour and minute of today, or of yesterday where that is still to come. */
export function written(text: string, now: number): number | null {
  const [, hour, minute] = /^\s*(\d{1,2})[:：](\d{2})\s*$/.exec(text) ?? [];
  if (!hour || !minute || Number(hour) > 23 || Number(minute) > 59) return null;
  const at = new Date(now).setHours(Number(hour), Number(minute), 0, 0);
  return at > now ? at - 86_400_000 : at;
}

/** The times that were expected once and are not any more. */
const former = (outage: OutageView) =>
  outage.log
    .flatMap(({ event }) => (event.type === 'expected' ? [event.before, event.at] : []))
    .filter((at) => at !== null && at !== outage.expected);

/** What a text still says of when it is over, though that has moved; with the text as it would be right, where that can be told. Rust
    finds the same in the texts that are not open: one table of cases for both. */
export function outdatedEnd(body: string, outage: OutageView | undefined): { said: string; right: string | null } | null {
  if (!outage || !body) return null;
  const now = outage.expected === null ? null : clockTime(outage.expected);
  for (const at of former(outage)) {
    const said = clockTime(at!);
    const found = new RegExp(`(?<!\\d)${said}(?!\\d)`, 'g');
    // Another time of the same hour and minute is the same words.
    if (said === now || !found.test(body)) continue;
    const sameDay = outage.expected !== null && new Date(at!).toDateString() === new Date(outage.expected).toDateString();
    return { said, right: sameDay ? body.replaceAll(found, now!) : null };
  }
  return null;
}

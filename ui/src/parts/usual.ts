// The times people put things off to most, as far as they are still to come.
import { t } from '../words/index.svelte';

export type Usual = { id: string; text: string; at: number };

function atNine(now: number, days: number): number {
  const at = new Date(now);
  at.setDate(at.getDate() + days);
  return at.setHours(9, 0, 0, 0);
}
/** To a week's first day after today. */
const toMonday = (now: number) => (8 - new Date(now).getDay()) % 7 || 7;

/** Monday is not offered where that is tomorrow. */
export const usualTimes = (now: number): Usual[] => [
  { id: 'hour', text: t('when-hour'), at: now + 3_600_000 },
  { id: 'tomorrow', text: t('when-tomorrow'), at: atNine(now, 1) },
  ...(toMonday(now) > 1 ? [{ id: 'monday', text: t('when-monday'), at: atNine(now, toMonday(now)) }] : []),
];

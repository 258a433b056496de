// The ways in which a reply leaves, and why one of them cannot be chosen now.
import type { Sending, Status, TicketDetail } from '../../ipc';
import { t } from '../../words/index.svelte';
import { team } from '../queue/team.svelte';

export const AT_ONCE: Sending = { at: null, then: null, closing: null };
export const laterThan = (at: number): Sending => ({ ...AT_ONCE, at });

/** Sent with what the ticket's status is then. */
export type Then = 'pending' | 'solved';
export const withStatus: Record<Then, Sending> = {
  pending: { ...AT_ONCE, then: 'pending' },
  solved: { ...AT_ONCE, then: 'solved', closing: { told: true, satisfaction: 'notAsked' } },
};

/** A first reply opens a new ticket; everything else stays as it is. */
export const afterReply = (status: Status): Status => (status === 'new' ? 'open' : status);

export function whyNot(then: Then, { row, transitions, categoryKey }: TicketDetail): string | undefined {
  // From a new ticket it goes on as from an open one, and there both are near.
  if (row.status !== 'new' && row.status !== then && !transitions.includes(then))
    return t('send-why-status', { status: t(`status-${row.status}`) });
  return then === 'solved' && !team.closes(categoryKey) ? t('send-why-category') : undefined;
}

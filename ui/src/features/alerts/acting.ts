// Acting on one alert by a key: the one that has the caret, or the chosen one; and where the caret goes then.
import { tick } from 'svelte';
import { frame } from '../../frame/frame.svelte';
import type { AlertRow } from '../../ipc';
import { alerts } from './alerts.svelte';

const idOf = (a: AlertRow) => `alert-${a.id}`;
const rowInFocus = () => document.activeElement?.closest?.('.item.alert') ?? null;

/** The keys of an alert are an open ticket's, unless the caret is in the list of alerts. */
export const alertsListen = () => frame.place === 'alerts' && (!frame.ticketOpen || !!rowInFocus());

export function alertAtHand(): AlertRow | null {
  const row = rowInFocus();
  return alerts.ordered.find((a) => idOf(a) === row?.id) ?? alerts.selected;
}

export async function focusAlert(a: AlertRow) {
  alerts.cursor = a.id;
  await tick();
  document.getElementById(idOf(a))?.focus();
}

/** A row that is done with leaves its place. The caret goes on to the next; after taking it stays, for whoever takes goes on to
    open, and so it does beside an open ticket. */
export async function actOn(doing: (id: string) => Promise<void>, stay = frame.ticketOpen) {
  const a = alertAtHand();
  if (!a) return;
  const at = alerts.fresh.indexOf(a);
  const next = stay || at < 0 ? a : (alerts.fresh[at + 1] ?? alerts.fresh[at - 1] ?? a);
  await doing(a.id);
  const to = alerts.ordered.find((r) => r.id === next.id) ?? alerts.selected;
  if (to) await focusAlert(to);
}

// What opening an alert opens: its ticket; where the person's own decision is waited for, that.
import { frame } from '../../frame/frame.svelte';
import type { AlertRow } from '../../ipc';
import { held } from '../held/held.svelte';

export function openAlert(a: AlertRow) {
  const own = a.clock === 'decision' && a.by === null ? held.all.find((i) => i.ticket === a.ticket) : undefined;
  if (!own) return void frame.openTicket(a.ticket);
  held.select(own.operation);
  void frame.go('held');
}

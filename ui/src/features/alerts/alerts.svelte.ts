// The alert list behind the bell.
import { ipc, type AlertList, type AlertRow } from '../../ipc';

export const FILTERS = ['all', 'mine', 'unassigned', 'breached'] as const;
export type Filter = (typeof FILTERS)[number];

const passes: Record<Filter, (a: AlertRow) => boolean> = {
  all: () => true,
  // What I have to decide is mine, whoever has the ticket by now.
  mine: (a) => a.mine || (a.clock === 'decision' && a.by === null),
  unassigned: (a) => a.owner === null,
  breached: (a) => a.level !== 'warning',
};
const none: AlertList = { alerts: [], more: 0, nativeAvailable: true, quiet: null };
const isFresh = (a: AlertRow) => !a.acknowledged && a.snoozedUntil === null;

class AlertsState {
  /** How many nobody took note of or put off. */
  count = $state(0);
  /** Read while it is in sight, and not at each alert: a desk may have hundreds. */
  list = $state.raw(none);
  cursor = $state<string | null>(null);
  filter = $state<Filter>('all');

  #shown = $derived(this.list.alerts.filter(passes[this.filter]));
  /** What presses now, of what the filter shows. */
  fresh = $derived(this.#shown.filter(isFresh));
  seen = $derived(this.#shown.filter((a) => !isFresh(a)));
  ordered = $derived([...this.fresh, ...this.seen]);
  /** The alert the right pane is about: where the cursor is, or the first. */
  selected = $derived(this.ordered.find((a) => a.id === this.cursor) ?? this.ordered[0] ?? null);

  async recount() {
    this.count = await ipc.freshAlerts();
  }
  /** The list and the number at once: the one would belie the other. */
  async read() {
    [this.list, this.count] = await Promise.all([ipc.alerts(), ipc.freshAlerts()]);
  }
  /** Out of sight. Where one was, and what one looked for, is kept. */
  leave() {
    this.list = none;
  }

  async acknowledge(ids: string[]) {
    await ipc.acknowledgeAlerts(ids);
    await this.read();
  }
  async snooze(ids: string[], minutes: number) {
    await ipc.snoozeAlerts(ids, minutes);
    await this.read();
  }
  async take(id: string) {
    await ipc.takeAlert(id);
    await this.read();
  }
  reset() {
    this.count = 0;
    this.list = none;
    this.cursor = null;
    this.filter = 'all';
  }
}

export const alerts = new AlertsState();

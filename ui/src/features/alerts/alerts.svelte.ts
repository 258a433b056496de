// The alert list behind the bell.
import { ipc, type AlertList, type AlertRow } from '../../ipc';
import { settings } from '../settings/settings.svelte';

export const FILTERS = ['all', 'mine', 'unassigned', 'breached'] as const;
export type Filter = (typeof FILTERS)[number];

const passes: Record<Filter, (a: AlertRow) => boolean> = {
  all: () => true,
  // What I have to decide is mine, whoever has the ticket by now.
  mine: (a) => a.mine || (a.clock === 'decision' && a.by === null),
  unassigned: (a) => a.owner === null,
  breached: (a) => a.level !== 'warning',
};
const none: AlertList = { alerts: [], more: 0, fresh: 0, nativeAvailable: true, quiet: null };
/** How often the sound comes: a warning once, a breach twice, an emergency or what was brought to one three times. */
const strokesOf = (a: AlertRow) => (a.level === 'escalation' || a.urgency === 'emergency' ? 3 : a.level === 'breach' ? 2 : 1);
const isFresh = (a: AlertRow) => !a.acknowledged && a.snoozedUntil === null;

class AlertsState {
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

  /** What has been heard: nothing until the first reading, which is silent. */
  #heard: Set<string> | null = null;

  async read() {
    this.list = await ipc.alerts();
    this.#sound();
  }
  /** What is kept quiet stays unheard, and sounds once when the quiet is over. */
  #sound() {
    const { alerts, quiet } = this.list;
    // What is said again sounds again.
    const mark = (a: AlertRow) => `${a.id} ${a.level} ${a.saidAt}`;
    const aloud = (a: AlertRow) => !quiet || (quiet.butEmergencies && a.urgency === 'emergency');
    const fresh = alerts.filter(isFresh);
    const heard = this.#heard;
    const news = heard ? fresh.filter((a) => !heard.has(mark(a))) : [];
    const strokes = Math.max(0, ...news.filter(aloud).map(strokesOf));
    if (settings.now.sound && strokes) void ipc.chime(settings.now.chime, strokes);
    this.#heard = new Set(fresh.filter((a) => !news.includes(a) || aloud(a)).map(mark));
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
    this.list = none;
    this.cursor = null;
    this.filter = 'all';
    this.#heard = null;
  }
}

export const alerts = new AlertsState();

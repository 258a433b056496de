// The alert list behind the bell.
import { ipc, type AlertList, type AlertRow } from '../../ipc';
import { chime } from '../../parts/chime';
import { settings } from '../settings/settings.svelte';

class AlertsState {
  list = $state.raw<AlertList>({ alerts: [], nativeAvailable: true });
  cursor = $state<string | null>(null);

  get fresh(): AlertRow[] {
    return this.list.alerts.filter((a) => !a.acknowledged && a.snoozedUntil === null);
  }
  get seen(): AlertRow[] {
    return this.list.alerts.filter((a) => a.acknowledged || a.snoozedUntil !== null);
  }
  get ordered() {
    return [...this.fresh, ...this.seen];
  }

  /** What has been heard: nothing until the first reading, which is silent. */
  #heard: Set<string> | null = null;

  async read() {
    this.list = await ipc.alerts();
    const fresh = this.fresh.map((a) => `${a.id} ${a.level}`);
    const heard = this.#heard;
    if (heard && settings.now.sound && fresh.some((a) => !heard.has(a))) void chime();
    this.#heard = new Set(fresh);
  }
  async acknowledge(id: string) {
    await ipc.acknowledgeAlert(id);
    await this.read();
  }
  async snooze(id: string, minutes: number) {
    await ipc.snoozeAlert(id, minutes);
    await this.read();
  }
  reset() {
    this.list = { alerts: [], nativeAvailable: true };
    this.cursor = null;
    this.#heard = null;
  }
}

export const alerts = new AlertsState();

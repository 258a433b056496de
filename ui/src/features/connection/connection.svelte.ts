// The state of the line to the team server, and which one banner it deserves.
import { outages } from '../outages/outages.svelte';
import { stage } from '../stage/stage.svelte';
import { ipc, type Connection, type DeskError } from '../../ipc';
import { now } from '../../words/now.svelte';

type BannerKind = 'problem' | 'offline' | 'recovering' | 'degraded' | 'back' | 'outage';

class ConnectionState {
  now = $state<Connection | null>(null);
  /** When the line came back, shown for a minute or until dismissed. */
  back = $state<number | null>(null);
  noticeSeen = $state(false);
  #lost = false;
  #timer: ReturnType<typeof setTimeout> | null = null;

  /** What a person writes now stays here for a while. */
  get apart() {
    return this.now?.state === 'offline' || this.now?.state === 'connecting';
  }

  /** What needs the person: a problem of the line, or a notice from opening the desk until it is put away. */
  get problem(): DeskError | null {
    return this.now?.problem ?? (this.noticeSeen ? null : (stage.desk?.error ?? null));
  }

  get banner(): BannerKind | null {
    const c = this.now;
    if (!c) return null;
    if (this.problem) return 'problem';
    if (c.state === 'offline') return 'offline';
    if (c.state === 'recovering') return 'recovering';
    if (c.state === 'degraded') return 'degraded';
    if (this.back !== null) return 'back';
    // The desk works; something that agents speak of all day does not.
    return outages.told ? 'outage' : null;
  }

  async read() {
    const next = await ipc.connection();
    this.now = next;
    now.said(next.now);
    // The first connection of the day is not a return.
    if (next.state === 'offline') {
      this.#lost = true;
      this.back = null;
    } else if (next.state === 'online' && this.#lost) {
      this.#lost = false;
      this.#cameBack(next.since);
    }
  }

  #cameBack(at: number) {
    this.back = at;
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => (this.back = null), 60_000);
  }

  reset() {
    this.now = null;
    this.#lost = false;
    this.back = null;
    this.noticeSeen = false;
    if (this.#timer) clearTimeout(this.#timer);
  }
}

export const connection = new ConnectionState();

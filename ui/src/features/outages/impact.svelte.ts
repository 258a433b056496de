// What an outage did, or all of a time: the figures that are looked at, read again while they are.
import { asDeskError, ipc, type DeskError, type ImpactOf, type ImpactView } from '../../ipc';
import { now } from '../../words/now.svelte';
import { calls } from './calls.svelte';
import { outages } from './outages.svelte';
import { daysAgo } from './periods';

class ImpactState {
  view = $state.raw<ImpactView | null>(null);
  error = $state.raw<DeskError | null>(null);
  /** Over how many days, with today. */
  days = $state(30);
  #of = '';

  /** Of what is looked at: of a time where that was asked for, else of the outage that is shown. */
  get of(): ImpactOf | null {
    if (calls.tab === 'over') return { type: 'since', at: daysAgo(this.days - 1) };
    return outages.shown ? { type: 'outage', id: outages.shown.id } : null;
  }

  async read() {
    const { of } = this;
    const asked = JSON.stringify(of);
    // What one outage did does not stand under the name of another.
    if (asked !== this.#of) [this.#of, this.view, this.error] = [asked, null, null];
    if (!of) return;
    try {
      const view = await ipc.impact(of);
      if (asked !== this.#of) return;
      [this.view, this.error] = [view, null];
    } catch (e) {
      if (asked === this.#of) this.error = asDeskError(e);
    }
  }

  reset() {
    this.view = null;
    this.error = null;
    this.#of = '';
  }
}

export const impact = new ImpactState();

/** Reads it while a page shows it: each minute, and when tickets change. Nothing of it is kept after that. */
export function followImpact() {
  const minute = $derived(Math.floor(now.ms / 60_000));
  $effect(() => {
    void [calls.tab, impact.days, outages.shown?.id, outages.shown?.end, minute];
    void impact.read();
  });
  $effect(() => {
    const stop = ipc.onChanged((tags) => tags.includes('lists') && void impact.read());
    return () => (stop(), impact.reset());
  });
}

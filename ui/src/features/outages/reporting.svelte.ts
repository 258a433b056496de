// What a lead is about to say of an outage. It stays when it is refused, with the reason.
import { asDeskError, ipc, type DeskError, type OutageView } from '../../ipc';
import { now } from '../../words/now.svelte';
import { outages } from './outages.svelte';

const MINUTE = 60_000;

type Draft = {
  id: string | null;
  /** Whether it is the team server, or a system beside it. */
  what: 'server' | 'system';
  name: string;
  start: number;
  cause: string;
  expected: number | null;
  /** The words in which the expected end is written. */
  words: string;
  note: string;
};

class ReportingState {
  draft = $state<Draft | null>(null);
  error = $state.raw<DeskError | null>(null);
  busy = $state(false);

  /** Of one that is known, or of a new one. */
  open(outage: OutageView | null = null) {
    this.error = null;
    const system = outage?.scope.type === 'system' ? outage.scope.name : '';
    this.draft = {
      id: outage?.id ?? null,
      what: outage?.scope.type ?? 'system',
      name: system,
      start: outage?.start ?? Math.floor(now.ms / MINUTE) * MINUTE,
      cause: outage?.cause ?? '',
      expected: outage?.expected ?? null,
      words: '',
      note: '',
    };
  }
  close() {
    this.draft = null;
  }

  async save() {
    if (!this.draft || this.busy) return;
    const { id, what, name, start, cause, expected, note } = $state.snapshot(this.draft);
    this.busy = true;
    try {
      const scope = what === 'server' ? { type: 'server' as const } : { type: 'system' as const, name };
      await ipc.reportOutage({ id, scope, start, cause, expected, note });
      this.draft = null;
      await outages.read();
      if (id === null) outages.at = outages.open[0]?.id ?? null;
    } catch (e) {
      this.error = asDeskError(e);
    } finally {
      this.busy = false;
    }
  }

  reset() {
    this.draft = null;
    this.error = null;
  }
}

export const reporting = new ReportingState();

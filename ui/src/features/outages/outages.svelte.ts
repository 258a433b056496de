// The team's outages: those that last, for the banner, and all of them, for their page.
import { asDeskError, ipc, type DeskError, type OutageView } from '../../ipc';

class OutagesState {
  all = $state.raw<OutageView[]>([]);
  error = $state.raw<DeskError | null>(null);
  /** The one that is looked at; else the first. */
  at = $state<string | null>(null);

  /** Those that last. Rust puts them first. */
  get open(): OutageView[] {
    return this.all.filter((outage) => outage.end === null);
  }
  /** What the banner speaks of: what this desk is cut off by, else what began last. */
  get told(): OutageView | undefined {
    return this.open.find((outage) => outage.here) ?? this.open[0];
  }
  /** Whether a text on this ticket still tells a time that has moved. */
  former(ticket: string) {
    return this.open.some((outage) => outage.drafts.some((draft) => draft.ticket === ticket));
  }
  get shown(): OutageView | undefined {
    return this.all.find((outage) => outage.id === this.at) ?? this.all[0];
  }

  async read() {
    try {
      this.all = await ipc.outages();
      this.error = null;
    } catch (e) {
      this.error = asDeskError(e);
    }
  }

  reset() {
    this.all = [];
    this.error = null;
    this.at = null;
  }
}

export const outages = new OutagesState();

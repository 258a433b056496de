// What lies beside the alert list: the clocks of the chosen alert's ticket, and what runs out in the next hour.
import { asDeskError, ipc, type AlertRow, type ClockKind, type DeskError, type TicketDetail, type TicketRow } from '../../ipc';
import { StoryReading } from '../conversation/story.svelte';

/** Whoever has more than this at risk works through the list itself. */
const MOST = 30;

class WhyState {
  detail = $state.raw<TicketDetail | null>(null);
  kind = $state<ClockKind | null>(null);
  /** Of several of the kind, the alert's own. */
  due = $state<number | null>(null);
  error = $state.raw<DeskError | null>(null);
  risks = $state.raw<{ rows: TicketRow[]; total: number }>({ rows: [], total: 0 });
  reading = new StoryReading();
  #alert: AlertRow | null = null;

  async show(alert: AlertRow) {
    const same = alert.id === this.#alert?.id;
    this.#alert = alert;
    await this.#read(same ? this.kind : alert.clock);
  }
  async reread() {
    if (this.#alert) await this.#read(this.kind);
  }
  /** Keeps what is shown until the next is there, so that the pane does not flicker under the arrow keys. */
  async #read(kind: ClockKind | null) {
    const asked = this.#alert!.ticket;
    try {
      const detail = await ipc.ticket(asked);
      if (asked !== this.#alert?.ticket) return;
      this.error = null;
      this.detail = detail;
      // A decision's clock is none of the ticket's own.
      const running = detail.clocks.find((c) => c.state !== 'met') ?? detail.clocks[0];
      const asks = kind === 'decision' || detail.clocks.some((c) => c.kind === kind);
      await this.pick(asks ? kind : (running?.kind ?? null));
    } catch (e) {
      if (asked !== this.#alert?.ticket) return;
      this.detail = null;
      this.error = asDeskError(e);
    }
  }
  async pick(kind: ClockKind | null) {
    this.kind = kind;
    this.due = kind && kind === this.#alert?.clock ? this.#alert.due : null;
    if (this.detail && kind) await this.reading.read(this.detail.row.id, kind, this.due);
    else this.reading.reset();
  }

  async readRisks() {
    this.risks = await ipc.list({ type: 'view', view: 'atRisk' }, 0, MOST);
  }

  reset() {
    this.#alert = null;
    this.detail = null;
    this.kind = null;
    this.due = null;
    this.error = null;
    this.risks = { rows: [], total: 0 };
    this.reading.reset();
  }
}

export const why = new WhyState();

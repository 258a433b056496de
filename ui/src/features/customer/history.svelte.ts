// All of a customer's other tickets: the first come with the ticket, the rest when they are asked for.
import { asDeskError, type CustomerCard, type DeskError, type HistoryRow, ipc } from '../../ipc';

export class History {
  #more = $state.raw<HistoryRow[]>([]);
  error = $state.raw<DeskError | null>(null);
  #busy = false;

  /** Those that are shown: what comes with the ticket again later is not said twice. */
  rows(card: CustomerCard): HistoryRow[] {
    const first = card.history;
    return [...first, ...this.#more.filter((row) => !first.some((one) => one.ticket === row.ticket))];
  }

  async show(card: CustomerCard, besides: string) {
    if (this.#busy) return;
    this.#busy = true;
    try {
      const shown = this.rows(card);
      this.#more = [...shown, ...(await ipc.customerHistory(card.id, besides, shown.length))];
      this.error = null;
    } catch (e) {
      this.error = asDeskError(e);
    } finally {
      this.#busy = false;
    }
  }
}

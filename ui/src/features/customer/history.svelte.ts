// All of a customer's other tickets: the first come with the ticket, the rest when they are asked for.
import { asDeskError, type CustomerCard, type DeskError, type HistoryRow, ipc } from '../../ipc';

class History {
  #of = $state<string | null>(null);
  #more = $state.raw<HistoryRow[]>([]);
  error = $state.raw<DeskError | null>(null);
  #busy = false;

  /** Those that are shown beside a ticket: what came later is not said twice. */
  rows(card: CustomerCard, ticket: string): HistoryRow[] {
    if (this.#of !== ticket) return card.history;
    const have = new Set(card.history.map((row) => row.ticket));
    return [...card.history, ...this.#more.filter((row) => !have.has(row.ticket))];
  }

  async show(card: CustomerCard, ticket: string) {
    if (this.#busy) return;
    this.#busy = true;
    try {
      const shown = this.rows(card, ticket);
      const next = await ipc.customerHistory(card.id, ticket, shown.length);
      this.#more = [...shown, ...next];
      this.#of = ticket;
      this.error = null;
    } catch (e) {
      this.error = asDeskError(e);
    } finally {
      this.#busy = false;
    }
  }
}

export const history = new History();

// What was written here and is on its way: the outbox as Rust lists it.
import { ipc, type OutboxRow } from '../../ipc';

class OutboxState {
  rows = $state.raw<OutboxRow[]>([]);
  cursor = $state<string | null>(null);

  async read() {
    this.rows = await ipc.outbox();
  }
  reset() {
    this.rows = [];
    this.cursor = null;
  }
}

export const outbox = new OutboxState();

// What was written here and is on its way: the outbox as Rust lists it.
import { ipc, type OutboxRow } from '../../ipc';

class OutboxState {
  /** What leaves later comes first, the next to leave before the others; then what is on its way. */
  rows = $state.raw<OutboxRow[]>([]);
  cursor = $state<string | null>(null);

  async read() {
    const all = await ipc.outbox();
    const putOff = all.filter((row) => row.leavesAt !== null).sort((one, other) => one.leavesAt! - other.leavesAt!);
    this.rows = [...putOff, ...all.filter((row) => row.leavesAt === null)];
  }
  /** How many of the first leave later. */
  get later(): number {
    return this.rows.filter((row) => row.leavesAt !== null).length;
  }
  reset() {
    this.rows = [];
    this.cursor = null;
  }
}

export const outbox = new OutboxState();

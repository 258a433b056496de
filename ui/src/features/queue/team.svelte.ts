// Who and what the menus offer: colleagues, queues, categories. Read once, again on the tag `team`.
import { ipc, type TeamView } from '../../ipc';

class TeamState {
  now = $state<TeamView | null>(null);

  async read() {
    this.now = await ipc.team();
  }

  /** "Fault / coffee machine", with its parent when it has one. */
  category(key: string): string {
    const found = this.now?.categories.find((c) => c.key === key);
    if (!found) return key;
    const parent = this.now?.categories.find((c) => c.key === found.parent);
    return parent ? `${parent.name} / ${found.name}` : found.name;
  }

  reset() {
    this.now = null;
  }
}

export const team = new TeamState();

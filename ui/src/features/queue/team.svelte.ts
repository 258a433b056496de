// Who and what the menus offer: colleagues, queues, categories. Read once, again on the tag `team`.
import { ipc, type CategoryView, type TeamView } from '../../ipc';
import { byName } from '../../words/names';

class TeamState {
  now = $state<TeamView | null>(null);
  /** Everybody, in the order of the language. */
  colleagues = $derived([...(this.now?.agents ?? [])].sort((a, b) => byName(a.name, b.name)));

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

  /** The categories right below one; those of the first level, below nothing. */
  under(parent: string | null): CategoryView[] {
    return this.now?.categories.filter((c) => c.parent === parent) ?? [];
  }
  isLeaf = (key: string) => this.under(key).length === 0;
  /** Whether it says precisely enough what a ticket was about for the ticket to be solved. */
  closes = (key: string | null): key is string => !!key && this.isLeaf(key);
  /** Of the first level, which a category belongs to. */
  mainOf = (key: string | null) => this.now?.categories.find((c) => c.key === key)?.parent ?? key;
  /** A category without its parent. */
  name = (key: string) => this.now?.categories.find((c) => c.key === key)?.name ?? key;
  /** What a name that the team invented sounds like, syllable by syllable; of both levels, where it is a category with its parent. */
  soundOf = (name: string): string =>
    name
      .split(' / ')
      .map((part) => this.now?.sounds[part])
      .filter(Boolean)
      .join(', ');
  agent = (id: string) => this.now?.agents.find((a) => a.id === id)?.name ?? '';

  reset() {
    this.now = null;
  }
}

export const team = new TeamState();

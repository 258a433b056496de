// Keys pressed one after the other: the first waits a moment for the second.
import type { Command } from './command';

const PATIENCE = 1500;

class Sequence {
  first = $state<string | null>(null);
  /** What can follow. */
  following = $state.raw<Command[]>([]);
  #timer: ReturnType<typeof setTimeout> | undefined;

  begin(press: string, following: Command[]) {
    this.first = press;
    this.following = following;
    this.#timer = setTimeout(() => this.end(), PATIENCE);
  }
  end() {
    clearTimeout(this.#timer);
    this.first = null;
    this.following = [];
  }
}

export const sequence = new Sequence();

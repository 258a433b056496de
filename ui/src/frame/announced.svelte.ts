// What screen readers are told of changes nobody asked for. Each line is said once and goes.
type Line = { id: number; text: string };

const STAY = 5000;
/** A draft is saved at each pause in typing; saying so each time would talk over the person. */
const DRAFT_QUIET = 60_000;

class Announced {
  lines = $state.raw<Line[]>([]);
  #next = 1;
  #drafts = new Map<string, number>();

  say(text: string) {
    const line = { id: this.#next++, text };
    this.lines = [...this.lines, line];
    setTimeout(() => (this.lines = this.lines.filter((other) => other !== line)), STAY);
  }

  /** Whether this draft's saving is worth a word: the first time, then once a minute. */
  draft(of: string, at: number): boolean {
    const last = this.#drafts.get(of);
    if (last !== undefined && at - last < DRAFT_QUIET) return false;
    this.#drafts.set(of, at);
    return true;
  }

  reset() {
    this.lines = [];
    this.#drafts.clear();
  }
}

export const announced = new Announced();

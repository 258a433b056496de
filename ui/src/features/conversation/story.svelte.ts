// Reads why a clock, of several of a kind the one due then, is due when it is; of two questions asked in a row only the last is answered.
import { asDeskError, ipc, type ClockKind, type ClockStory, type DeskError } from '../../ipc';

export class StoryReading {
  told = $state.raw<ClockStory | null>(null);
  error = $state.raw<DeskError | null>(null);
  #round = 0;

  async read(ticket: string, kind: ClockKind, due: number | null) {
    const round = ++this.#round;
    try {
      const told = await ipc.clockStory(ticket, kind, due);
      if (round !== this.#round) return;
      this.told = told;
      this.error = null;
    } catch (e) {
      if (round !== this.#round) return;
      this.told = null;
      this.error = asDeskError(e);
    }
  }

  reset() {
    this.#round++;
    this.told = null;
    this.error = null;
  }
}

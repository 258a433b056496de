// A drill in its own window: how far it is, what happens, and how it was judged.
import { asDeskError, ipc, type DeskError, type DrillView, type Tag } from '../../ipc';

class DrillState {
  view = $state.raw<DrillView | null>(null);
  error = $state.raw<DeskError | null>(null);

  /** What came last; the rest is asked for. */
  get newest() {
    return this.view?.events[0];
  }

  async read() {
    try {
      this.view = await ipc.drill();
      this.error = null;
    } catch (e) {
      this.error = asDeskError(e);
    }
  }

  /** Whether a call was noted shows on the tickets. */
  hears(tags: Tag[]) {
    if (tags.some((tag) => tag === 'drill' || tag === 'lists' || tag === 'stage')) void this.read();
  }

  async does(act: () => Promise<unknown>) {
    try {
      await act();
      await this.read();
    } catch (e) {
      this.error = asDeskError(e);
    }
  }

  reset() {
    this.view = null;
    this.error = null;
  }
}

export const drill = new DrillState();

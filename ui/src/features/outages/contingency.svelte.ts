// What to do when something fails, read while it is looked at.
import { asDeskError, ipc, type ContingencyView, type DeskError, type Tag } from '../../ipc';

const TOLD: Tag[] = ['knowledge', 'team', 'settings'];

class ContingencyState {
  view = $state.raw<ContingencyView | null>(null);
  error = $state.raw<DeskError | null>(null);

  async read() {
    try {
      [this.view, this.error] = [await ipc.contingency(), null];
    } catch (e) {
      this.error = asDeskError(e);
    }
  }
}

export const contingency = new ContingencyState();

export function followContingency() {
  $effect(() => {
    void contingency.read();
    return ipc.onChanged((tags) => tags.some((tag) => TOLD.includes(tag)) && void contingency.read());
  });
}

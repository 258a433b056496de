// Where the desk is before its window opens: welcome, sign in, unlock. Errors stay where they happened.
import { asDeskError, ipc, type DeskError, type DeskState } from '../../ipc';

class StageState {
  desk = $state<DeskState | null>(null);
  /** What is going on, as the id of its words; null when nothing is. */
  busy = $state<string | null>(null);
  error = $state<DeskError | null>(null);
  /** Signing in again was put off: the desk goes on without the server. */
  #later = $state(false);

  /** The token has run out, and the sign-in lies over a desk that is still open. */
  get again() {
    return this.desk?.stage === 'signIn' && this.desk.agent !== null;
  }
  get open() {
    return this.desk?.stage === 'open' || (this.again && this.#later);
  }
  signInAgain() {
    this.#later = false;
    return this.act('busy-sign-in', () => ipc.signInAgain());
  }
  putOff() {
    this.error = null;
    this.#later = true;
  }

  async read() {
    try {
      this.desk = await ipc.deskState();
    } catch (e) {
      this.error = asDeskError(e);
    }
  }

  async act(doing: string, what: () => Promise<DeskState>) {
    if (this.busy) return;
    this.busy = doing;
    this.error = null;
    try {
      this.desk = await what();
    } catch (e) {
      this.error = asDeskError(e);
    } finally {
      this.busy = null;
    }
  }

  reset() {
    this.desk = null;
    this.busy = null;
    this.error = null;
    this.#later = false;
  }
}

export const stage = new StageState();

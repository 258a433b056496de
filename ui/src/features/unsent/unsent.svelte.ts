// Unsent work in a file: saved here, brought in at another desk. What came of it stays until the dialog closes.
import { asDeskError, ipc, type DeskError, type ExportView, type ImportView } from '../../ipc';
import { frame } from '../../frame/frame.svelte';
import { capture } from '../capture/capture.svelte';
import { editor } from '../knowledge/editor.svelte';
import { composer } from '../conversation/composer.svelte';
import { stage } from '../stage/stage.svelte';

class UnsentState {
  shown = $state(false);
  busy = $state(false);
  error = $state<DeskError | null>(null);
  saved = $state<ExportView | null>(null);
  brought = $state<ImportView | null>(null);

  get count() {
    return stage.desk?.unsent ?? 0;
  }

  open() {
    this.#forget();
    this.shown = true;
    void stage.read();
  }
  close() {
    this.#forget();
    this.shown = false;
  }

  /** The computer's own dialog asks where; chosen nothing, nothing happens. */
  save = (passphrase: string) =>
    this.#act(async () => {
      // What is being typed at this moment belongs into the file too.
      await Promise.all([composer.flush(), capture.keep(), editor.keep()]);
      this.saved = await ipc.exportWork(passphrase);
    });
  bring = (passphrase: string) =>
    this.#act(async () => {
      await Promise.all([composer.flush(), capture.keep(), editor.keep()]);
      this.brought = await ipc.importWork(passphrase);
      if (this.brought) await capture.again(frame.side === 'capture');
    });

  async #act(what: () => Promise<unknown>) {
    if (this.busy) return;
    this.#forget();
    this.busy = true;
    try {
      await what();
      await stage.read();
    } catch (e) {
      this.error = asDeskError(e);
    } finally {
      this.busy = false;
    }
  }

  #forget() {
    this.error = null;
    this.saved = null;
    this.brought = null;
  }

  reset() {
    this.close();
  }
}

export const unsent = new UnsentState();

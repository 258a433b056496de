// What customers are told while something is down: the same words from every agent, filled in by Rust.
import { ipc, type QuickReply } from '../../ipc';
import { toasts } from '../../parts/toast.svelte';
import { t } from '../../words/index.svelte';
import { composer } from '../conversation/composer.svelte';
import { conversation } from '../conversation/conversation.svelte';
import { acts } from './commands';

/** Puts the script in the customer's language where the caret is. */
export async function tellCustomer() {
  const { id } = conversation;
  if (!id) return;
  const [script] = await ipc.outageScripts(id);
  if (!script) return toasts.say('outage', t('outage-no-script'));
  if (id !== conversation.id) return;
  if (composer.kind !== 'reply') await composer.switchTo('reply');
  composer.insert(script.text, { article: script.article, version: script.version });
}

acts['outage-text'] = tellCustomer;

class ScriptsState {
  all = $state.raw<QuickReply[]>([]);
  /** For no customer in particular, as over the telephone. */
  async read() {
    this.all = await ipc.outageScripts(null).catch(() => []);
  }
  reset() {
    this.all = [];
  }
}
export const scripts = new ScriptsState();

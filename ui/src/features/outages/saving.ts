// What is saved as a file: what outages did, whom to call back, and the sheets to print. Where to is asked by Rust.
import { asDeskError, ipc, type FileKind } from '../../ipc';
import { toasts } from '../../parts/toast.svelte';
import { errorText, t } from '../../words/index.svelte';
import { acts } from './commands';
import { impact } from './impact.svelte';
import { outages } from './outages.svelte';

/** Whoever chooses no place has changed their mind, and knows it. */
async function kept(saving: Promise<string | null>, words: (file: string) => string) {
  try {
    const file = await saving;
    if (file !== null) toasts.say('check', words(file));
  } catch (e) {
    toasts.say('breach', errorText(asDeskError(e)), undefined, 8000);
  }
}
const saved = (file: string) => t('impact-saved', { file });
const none = () => toasts.say('outage', t('outage-none'));

export async function saveImpact(kind: FileKind) {
  const { of } = impact;
  if (of) await kept(ipc.saveImpact(of, kind), saved);
  else none();
}

export async function saveCalls(kind: FileKind) {
  const { shown } = outages;
  if (shown) await kept(ipc.saveCalls(shown.id, kind), saved);
  else none();
}

export const savePaper = () => kept(ipc.savePaper(), (file) => t('paper-saved', { file }));

Object.assign(acts, {
  'impact-xlsx': () => saveImpact('xlsx'),
  'impact-pdf': () => saveImpact('pdf'),
  'calls-xlsx': () => saveCalls('xlsx'),
  'calls-pdf': () => saveCalls('pdf'),
  paper: savePaper,
});

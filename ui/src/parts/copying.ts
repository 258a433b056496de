// Copies a value to the clipboard and says so.
import { t } from '../words/index.svelte';
import { toasts } from './toast.svelte';

/** The older way works where the clipboard is not given to web views. */
async function put(value: string) {
  try {
    await navigator.clipboard.writeText(value);
  } catch (e) {
    const field = Object.assign(document.createElement('textarea'), { value });
    document.body.append(field);
    field.select();
    const done = document.execCommand('copy');
    field.remove();
    if (!done) throw e;
  }
}

export async function copy(value: string) {
  try {
    await put(value);
    toasts.say('check', t('copied', { value }));
  } catch {
    toasts.say('breach', t('copy-failed'));
  }
}

// Who is rung now, and what came of it.
import { asDeskError, ipc, type CallBackRow, type CallBackStep } from '../../ipc';
import { toasts } from '../../parts/toast.svelte';
import { t } from '../../words/index.svelte';
import { calls } from './calls.svelte';
import { acts, leads } from './commands';
import { outages } from './outages.svelte';

/**
 * The next who is to be rung: who is looked at, where that is so, else the first. Whom a colleague may be ringing, which nobody can
 * tell at a desk that is cut off, is not taken unless the person chose them, and is asked about once.
 */
export async function ring(allTheSame = false) {
  const free = calls.left.filter((row) => row.step !== 'calling');
  const next = free.find((row) => row.ticket === calls.at) ?? free.find((row) => row.turn !== 'theirs');
  if (!next) {
    const words = free.length ? 'calls-theirs-left' : calls.left.length ? 'calls-all-busy' : 'calls-nobody';
    return void toasts.say(free.length ? 'offline' : 'check', t(words), undefined, free.length ? 8000 : undefined);
  }
  if (next.turn === 'theirs' && !allTheSame && calls.asked !== next.ticket) return void (calls.asked = next.ticket);
  calls.choose(next.ticket);
  calls.asked = null;
  await says(next, 'calling');
}

/** What came of it; the next one is looked at then. */
export async function ends(step: 'told' | 'notReached') {
  if (calls.shown) await says(calls.shown, step);
}

export async function promises(due: number) {
  const { shown, promise } = calls;
  if (shown && promise?.text.trim()) await says(shown, 'promised', { text: promise.text, due });
}

async function says(row: CallBackRow, step: CallBackStep, promise: { text: string; due: number } | null = null) {
  const outage = outages.shown?.id;
  if (!outage) return;
  try {
    await ipc.callBack(row.ticket, outage, step, promise);
    calls.error = null;
    if (step !== 'calling') [calls.at, calls.promise] = [null, null];
  } catch (e) {
    calls.error = asDeskError(e);
  }
  const { error } = calls;
  await calls.read();
  calls.error = error;
}

/** How many this person may hand over. */
export const toHandOver = () => (leads() ? calls.left.length : (calls.list?.own ?? 0));

Object.assign(acts, {
  'call-ring': () => ring(),
  'call-told': () => ends('told'),
  'call-not-reached': () => ends('notReached'),
  'call-promise': () => (calls.promise = { text: '', words: '' }),
  'call-hand-over': () => {
    if (toHandOver()) calls.handing = true;
    else toasts.say('check', t('error-calls-none-left'));
  },
});

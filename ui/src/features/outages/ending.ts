// A lead says that an outage is over.
import { ipc, type OutageView } from '../../ipc';
import { toasts } from '../../parts/toast.svelte';
import { t } from '../../words/index.svelte';
import { outages } from './outages.svelte';
import { nameOf } from './saying';

export async function endOutage(outage: OutageView) {
  await ipc.endOutage(outage.id);
  await outages.read();
  toasts.say('check', t('outage-ended', { name: nameOf(outage) }));
}

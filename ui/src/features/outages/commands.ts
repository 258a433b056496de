// What is done about outages. What is down, why and until when is a lead's to say.
import type { Command } from '../../frame/command';
import type { OutageView } from '../../ipc';
import { ipc } from '../../ipc';
import { toasts } from '../../parts/toast.svelte';
import { t } from '../../words/index.svelte';
import { team } from '../queue/team.svelte';
import { outages } from './outages.svelte';
import { reporting } from './reporting.svelte';
import { nameOf } from './saying';
import { tellCustomer } from './scripts.svelte';

export const leads = () => ['lead', 'administrator'].includes(team.now?.me.role ?? '');
const forLeads = () => (leads() ? undefined : t('outage-for-leads'));

export async function endOutage(outage: OutageView) {
  await ipc.endOutage(outage.id);
  await outages.read();
  toasts.say('check', t('outage-ended', { name: nameOf(outage) }));
}

export const outageCommands: Command[] = [
  {
    id: 'outage-text',
    group: 'palette-ticket',
    icon: 'outage',
    words: 'action-outage-text',
    pinyin: 'cha ru gu zhang hua shu',
    scope: 'ticket',
    why: () => (outages.open.length ? undefined : t('outage-none-open')),
    run: () => void tellCustomer(),
  },
  {
    id: 'outage-report',
    group: 'palette-window',
    icon: 'outage',
    words: 'action-outage-report',
    pinyin: 'tong bao gu zhang',
    scope: 'anywhere',
    why: forLeads,
    run: () => reporting.open(),
  },
];

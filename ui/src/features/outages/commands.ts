// What is done about outages. What is down, why and until when is a lead's to say.
import type { Command } from '../../frame/command';
import { frame } from '../../frame/frame.svelte';
import type { IconName } from '../../parts/icons';
import type { OutageView } from '../../ipc';
import { ipc } from '../../ipc';
import { toasts } from '../../parts/toast.svelte';
import { t } from '../../words/index.svelte';
import { team } from '../queue/team.svelte';
import { calls } from './calls.svelte';
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

const elsewhere = () =>
  frame.place !== 'outages' ? t('palette-outages-first') : calls.left.length ? undefined : t('calls-nobody');
/** What came of a call is said of one that was begun here. */
const notRinging = () =>
  elsewhere() ?? (calls.shown?.step === 'calling' && calls.shown.mine ? undefined : t('calls-not-ringing'));
const call = (id: string, icon: IconName, key: string, pinyin: string, run: () => void, why = notRinging): Command => ({
  id,
  group: 'palette-outages',
  icon,
  words: `action-${id}`,
  pinyin,
  key,
  scope: 'calls',
  why,
  run,
});

export const outageCommands: Command[] = [
  call('call-ring', 'phone', 'C', 'hui dian', () => void calls.ring(), elsewhere),
  call('call-told', 'check', 'T', 'yi gao zhi', () => void calls.ends('told')),
  call('call-not-reached', 'x', 'U', 'wei jie tong', () => void calls.ends('notReached')),
  call('call-promise', 'promise', 'P', 'ji cheng nuo', () => (calls.promise = { text: '', words: '' })),
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

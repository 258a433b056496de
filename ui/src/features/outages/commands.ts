// What is done about outages. What is down, why and until when is a lead's to say.
import type { Command } from '../../frame/command';
import { frame } from '../../frame/frame.svelte';
import { pages } from '../../frame/pages';
import type { IconName } from '../../parts/icons';
import { t } from '../../words/index.svelte';
import { team } from '../queue/team.svelte';
import { calls } from './calls.svelte';
import { outages } from './outages.svelte';
import { reporting } from './reporting.svelte';

export const leads = () => ['lead', 'administrator'].includes(team.now?.me.role ?? '');
const forLeads = () => (leads() ? undefined : t('outage-for-leads'));

const unopened = () => (frame.place === 'outages' ? undefined : t('palette-outages-first'));
const elsewhere = () => unopened() ?? (calls.left.length ? undefined : t('calls-nobody'));
/** What came of a call is said of one that was begun here. */
const notRinging = () =>
  elsewhere() ?? (calls.shown?.step === 'calling' && calls.shown.mine ? undefined : t('calls-not-ringing'));
/** What a page that comes later does for a command here; it puts it in itself. */
export const acts: Record<string, () => unknown> = {};
const comes = (id: string, page: { load(): Promise<void> }) => void page.load().then(() => acts[id]?.());
const call = (id: string, icon: IconName, key: string, pinyin: string, why = notRinging): Command => ({
  id,
  group: 'palette-outages',
  icon,
  words: `action-${id}`,
  pinyin,
  key,
  scope: 'calls',
  why,
  run: () => comes(id, pages.outages),
});
const save = (id: string, pinyin: string, why?: Command['why']): Command => ({
  id,
  group: 'palette-outages',
  icon: 'download',
  words: `action-${id}`,
  pinyin,
  scope: 'anywhere',
  why,
  run: () => comes(id, pages.outages),
});

export const outageCommands: Command[] = [
  call('call-ring', 'phone', 'C', 'hui dian', elsewhere),
  call('call-told', 'check', 'T', 'yi gao zhi'),
  call('call-not-reached', 'x', 'U', 'wei jie tong'),
  call('call-promise', 'promise', 'P', 'ji cheng nuo'),
  call('call-hand-over', 'swap', 'H', 'zhuan jie sheng xia de ke hu', elsewhere),
  {
    id: 'outage-text',
    group: 'palette-ticket',
    icon: 'outage',
    words: 'action-outage-text',
    pinyin: 'cha ru gu zhang hua shu',
    scope: 'ticket',
    why: () => (outages.open.length ? undefined : t('outage-none-open')),
    run: () => comes('outage-text', pages.conversation),
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
  {
    id: 'contingency',
    group: 'palette-window',
    icon: 'book',
    words: 'action-contingency',
    pinyin: 'ying ji zhi yin',
    scope: 'anywhere',
    run: () => {
      calls.tab = 'guide';
      void frame.go('outages');
    },
  },
  save('impact-xlsx', 'cun wei gong zuo bu', unopened),
  save('impact-pdf', 'cun wei', unopened),
  save('calls-xlsx', 'ming dan cun wei gong zuo bu', unopened),
  save('calls-pdf', 'ming dan cun wei', unopened),
  save('paper', 'bao cun zhi zhi biao dan'),
];

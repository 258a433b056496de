// Everything the palette can do, found by its words in any of the three languages or by pinyin.
import { tick } from 'svelte';
import { frame, type Place } from '../../frame/frame.svelte';
import { ipc, type Language, type Status, type Urgency } from '../../ipc';
import type { IconName } from '../../parts/icons';
import { inLang, t, type Args } from '../../words/index.svelte';
import { composer } from '../conversation/composer.svelte';
import { conversation } from '../conversation/conversation.svelte';
import { recording } from '../complaints/complaints.svelte';
import { attachments } from '../files/attachments.svelte';
import { editor } from '../knowledge/editor.svelte';
import { connection } from '../connection/connection.svelte';
import { listActions } from '../queue/acts';
import { team } from '../queue/team.svelte';
import { asking } from '../requests/requests.svelte';
import { settings } from '../settings/settings.svelte';
import { stage } from '../stage/stage.svelte';
import { tasks } from '../tasks/tasks.svelte';
import { unsent } from '../unsent/unsent.svelte';

export type Action = {
  id: string;
  group: 'palette-ticket' | 'palette-go' | 'palette-window';
  icon: IconName;
  words: string;
  args?: Args;
  pinyin: string;
  key?: string;
  /** Why it cannot be done now; the row stays and says so. */
  why?: string;
  run: () => void;
};

const places: [Place, IconName, string][] = [
  ['mine', 'inbox', 'wode gongdan wd'],
  ['team', 'team', 'tuandui td'],
  ['unassigned', 'unassigned', 'weifenpei wfp'],
  ['atRisk', 'risk', 'chaoshi fengxian cs fx'],
  ['hot', 'hot', 'qingxu qx'],
  ['waiting', 'wait', 'dengdai dd'],
  ['promises', 'promise', 'chengnuo cn'],
  ['followUps', 'follow', 'huifang hf'],
  ['snoozed', 'snooze', 'shaohou chuli shcl'],
  ['drafts', 'draft', 'caogao cg'],
  ['held', 'held', 'dainin jueding dnjd'],
  ['offline', 'sentoff', 'lixian lx'],
  ['knowledge', 'book', 'zhishiku zsk'],
  ['notices', 'notice', 'biangeng tongzhi bgtz'],
  ['alerts', 'bell', 'tixing tx'],
  ['schedules', 'calendar', 'paiban pb banbiao bb'],
];
const statusKeys: Record<Status, string> = {
  new: 'xin',
  open: 'chuli cl',
  pending: 'deng kehu dkh',
  solved: 'jiejue jj',
  closed: 'guanbi gb',
};
const urgencyKeys: Record<Urgency, string> = { low: 'di', normal: 'yiban yb', high: 'gao', emergency: 'yingji yj' };

function write(kind: 'reply' | 'note') {
  void composer.switchTo(kind);
  composer.focusAsked = true;
}

/** Drafts an article from the open ticket, without the customer in it. */
export function articleFromTicket() {
  const id = conversation.id;
  if (id) void frame.go('knowledge', false).then(() => editor.fromTicket(id));
}

function ticketActions(): Action[] {
  const { detail } = conversation;
  const why = detail ? undefined : t('palette-no-ticket');
  const group = 'palette-ticket' as const;
  /** They are done beside the conversation, so it comes into sight. */
  const own = (id: string, icon: IconName, pinyin: string, act: () => void, key?: string): Action => ({
    id,
    group,
    icon,
    words: `action-${id}`,
    pinyin,
    key,
    why,
    run: () => (frame.showConversation(), act()),
  });
  const all: Action[] = [
    own('reply', 'reply', 'huifu hf', () => write('reply'), 'R'),
    own('note', 'note', 'beizhu bz', () => write('note'), 'M'),
    own('insert', 'slash', 'charu cr', () => frame.openInsert(), '/'),
    own('attach', 'clip', 'fujian fj tianjia wenjian wj', () => void tick().then(() => attachments.picker?.()), 'Ctrl ⇧ A'),
    own('promise', 'promise', 'ji chengnuo jcn cn', () => tasks.open('promise'), 'P'),
    own('follow-up', 'follow', 'huifang hf erci', () => tasks.open('followUp')),
    own('request', 'request', 'shenqing bumen xiezuo sqbmxz xz sq', () => asking.open(), 'D'),
    own('complaint', 'complaint', 'dengji tousu djts ts', () => recording.open(), 'C'),
  ];
  if (detail) {
    all.push({
      id: 'article-from-ticket',
      group,
      icon: 'book',
      words: 'article-from-ticket',
      pinyin: 'zuocheng zhishi zczs tiaomu',
      run: () => articleFromTicket(),
    });
  }
  if (detail && detail.ownerId !== team.now?.me.id) {
    all.push({ id: 'claim', group, icon: 'user', words: 'action-claim', pinyin: 'renling rl', run: () => conversation.claim() });
  }
  for (const to of detail?.transitions ?? []) {
    all.push({
      id: `status-${to}`,
      group,
      icon: to === 'solved' ? 'check' : 'swap',
      words: `action-status-${to}`,
      pinyin: statusKeys[to],
      key: to === 'solved' ? 'E' : undefined,
      run: () => conversation.transition(to),
    });
  }
  for (const u of detail ? (['low', 'normal', 'high', 'emergency'] as const) : []) {
    if (u !== detail?.row.urgency)
      all.push({
        id: `urgency-${u}`,
        group,
        icon: 'risk',
        words: `action-urgency-${u}`,
        pinyin: `youxianji jinji ${urgencyKeys[u]}`,
        run: () => conversation.setField('urgency', u),
      });
  }
  return all;
}

function windowActions(): Action[] {
  const group = 'palette-window' as const;
  const set = (id: string, icon: IconName, pinyin: string, part: Parameters<typeof settings.change>[0]): Action => ({
    id,
    group,
    icon,
    words: id,
    pinyin,
    run: () => void settings.change(part),
  });
  const langs: [Language | 'system', string][] = [
    ['en', 'yingwen yw'],
    ['zh-Hans', 'jianti jt'],
    ['zh-Hant', 'fanti ft'],
    ['system', 'xitong xt'],
  ];
  const all: Action[] = [
    {
      id: 'capture',
      group,
      icon: 'capture',
      words: 'capture-title',
      pinyin: 'dianhua dengji dhdj',
      key: 'Ctrl ⇧ N',
      run: () => frame.openCapture(),
    },
    {
      id: 'article-new',
      group,
      icon: 'book',
      words: 'article-new',
      pinyin: 'xin tiaomu xtm xiezhishi',
      run: () => void frame.go('knowledge', false).then(() => editor.open(null)),
    },
    { id: 'next', group, icon: 'next', words: 'next-up', pinyin: 'xiayizhang xyz', key: 'N', run: () => void frame.nextUp() },
    { id: 'settings', group, icon: 'gear', words: 'settings', pinyin: 'shezhi sz', run: () => (frame.over = 'settings') },
    {
      id: 'settings-alerts',
      group,
      icon: 'bell',
      words: 'action-settings-alerts',
      pinyin: 'tixing shezhi txsz miandarao mdr shengyin',
      run: () => ((settings.tab = 'alerts'), (frame.over = 'settings')),
    },
    {
      id: 'unsent',
      group,
      icon: 'waiting',
      words: 'unsent-open',
      pinyin: 'weifa neirong wfnr daochu daoru',
      run: () => unsent.open(),
    },
    {
      id: 'keys',
      group,
      icon: 'board',
      words: 'keys-title',
      pinyin: 'kuaijiejian kjj',
      key: '?',
      run: () => (frame.over = 'keys'),
    },
    {
      id: 'lock',
      group,
      icon: 'lock',
      words: 'lock-now',
      pinyin: 'suoding sd',
      run: () => void frame.lock(),
    },
    {
      id: 'quit',
      group,
      icon: 'x',
      words: 'quit',
      pinyin: 'tuichu tc',
      run: () => void frame.quit(),
    },
    {
      id: 'try-now',
      group,
      icon: 'history',
      words: 'try-now',
      pinyin: 'zaishi zs chonglian cl',
      why: connection.apart ? undefined : t('palette-online'),
      run: () => void ipc.tryNow().catch(() => undefined),
    },
    ...langs.map(([l, p]) => set(`action-language-${l}`, 'globe', `yuyan yy ${p}`, { language: l })),
    set('action-theme-light', 'bulb', 'zhuti qianse qs', { theme: 'light' }),
    set('action-theme-dark', 'bulb', 'zhuti shense ss', { theme: 'dark' }),
    set('action-theme-system', 'bulb', 'zhuti gensui xitong', { theme: 'system' }),
    set('action-contrast-high', 'eye', 'gaoduibi gdb', { contrast: 'high' }),
    set('action-contrast-normal', 'eye', 'putong duibi', { contrast: 'normal' }),
    set('action-density-compact', 'list', 'midu jincou jc', { density: 'compact' }),
    set('action-density-regular', 'list', 'midu biaozhun bz', { density: 'regular' }),
    set('action-density-comfortable', 'list', 'midu kuansong ks', { density: 'comfortable' }),
  ];
  const { sample } = stage.desk ?? {};
  if (sample) {
    const run = !sample.running;
    all.push({
      id: 'team-server',
      group,
      icon: 'server',
      words: run ? 'action-server-start' : 'action-server-stop',
      pinyin: 'fuwuqi fwq duankai lixian',
      run: () => void stage.act('busy-server', () => ipc.teamServer(run)),
    });
  }
  return all;
}

export function allActions(): Action[] {
  const go = places.map(([place, icon, pinyin]): Action => ({
    id: `go-${place}`,
    group: 'palette-go',
    icon,
    words: `view-${place}`,
    pinyin,
    run: () => void frame.go(place),
  }));
  return [...ticketActions(), ...go, ...listActions(), ...windowActions()];
}

const langs: Language[] = ['en', 'zh-Hans', 'zh-Hant'];
const fold = (text: string) => text.toLowerCase().replace(/\s+/g, ' ').trim();

/** Each word typed must start a word, or lie in the Chinese, of one of the action's names. */
export function fits(action: Action, query: string): boolean {
  const wanted = fold(query).split(' ').filter(Boolean);
  if (!wanted.length) return true;
  const hay = fold([...langs.map((l) => inLang(l, action.words, action.args)), action.pinyin].join(' '));
  return wanted.every((word) =>
    /^[\x20-\x7e]+$/.test(word) ? ` ${hay}`.includes(` ${word}`) || hay.includes(`/${word}`) : hay.includes(word),
  );
}

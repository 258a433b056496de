// What can be done on the open ticket.
import { tick } from 'svelte';
import type { Command } from '../../frame/command';
import { frame } from '../../frame/frame.svelte';
import type { Demand, Status, Urgency } from '../../ipc';
import { DEMANDS, URGENCIES } from '../../parts/choices';
import { t } from '../../words/index.svelte';
import { attachments } from '../files/attachments.svelte';
import { customerOffers } from '../customer/commands';
import { linkOffers } from '../links/commands';
import { team } from '../queue/team.svelte';
import { tasks } from '../tasks/tasks.svelte';
import { asked, type Ask } from './asked.svelte';
import { composer, type Kind } from './composer.svelte';
import { conversation } from './conversation.svelte';
import { withClosing, withComplaints, withHandover, withRequests } from './panels';
import { isOpen, noTicket, onTicket as own } from './onTicket';
import { whyNot, type Then } from './sending';
import { sent } from './sent.svelte';

const isMine = () => conversation.detail?.ownerId === team.now?.me.id;

/** Only a reply can be sent so. */
const noReply = () => noTicket() ?? (composer.kind === 'note' ? t('send-why-note') : undefined);
const notThen = (then: Then) => () => noReply() ?? whyNot(then, conversation.detail!);

const ask = (what: Ask) => () => void (asked.what = what);

function write(kind: Kind) {
  void composer.switchTo(kind);
  composer.focusAsked = true;
}

const STATUSES: Record<Status, string> = {
  new: 'zhuang tai gai wei xin jian',
  open: 'zhuang tai gai wei chu li zhong',
  pending: 'zhuang tai gai wei deng ke hu',
  solved: 'jie jue zhe zhang gong dan, zhuang tai',
  closed: 'guan bi zhe zhang gong dan, zhuang tai',
};
const statuses = Object.entries(STATUSES).map(([to, pinyin]) =>
  own(
    `status-${to}`,
    to === 'solved' ? 'check' : 'swap',
    pinyin,
    withClosing(({ changeStatus }) => changeStatus(to as Status)),
    {
      key: to === 'solved' ? 'E' : undefined,
      here: () => (conversation.detail?.transitions ?? []).includes(to as Status),
      why: undefined,
    },
  ),
);
const LEVELS: Record<Urgency, string> = { low: 'di', normal: 'yi ban', high: 'jiao ji', emergency: 'ying ji' };
const urgencies = URGENCIES.map((to) =>
  own(`urgency-${to}`, 'risk', `jin ji cheng du gai wei ${LEVELS[to]}, you xian ji`, () => conversation.setField('urgency', to), {
    here: () => isOpen() && conversation.detail?.row.urgency !== to,
  }),
);

const SOUNDS: Record<Demand, string> = { basic: 'ji chu zi xun', complex: 'fu za su qiu', latent: 'qian zai xu qiu' };
const demands = DEMANDS.map((to) =>
  own(`demand-${to}`, 'bulb', `xu qiu lei xing gai wei ${SOUNDS[to]}`, () => conversation.setField('demand', to), {
    here: () => isOpen() && conversation.detail?.demand !== to,
  }),
);

export const ticketCommands: Command[] = [
  own('reply', 'reply', 'hui fu', () => write('reply'), { key: 'R' }),
  own('note', 'note', 'xie bei zhu', () => write('note'), { key: 'M' }),
  own('send', 'sentoff', 'fa song, bao cun', ask('send'), { key: 'Ctrl+Enter', scope: 'writing' }),
  own('send-pending', 'wait', 'fa song bing deng dai ke hu', ask('send-pending'), {
    key: 'Ctrl+Shift+Enter',
    scope: 'writing',
    words: 'send-and-pending',
    why: notThen('pending'),
  }),
  own('send-solved', 'check', 'fa song bing jie jue', ask('send-solved'), {
    key: 'Alt+Enter',
    scope: 'writing',
    words: 'send-and-solved',
    why: notThen('solved'),
  }),
  own('send-later', 'clock', 'shao hou fa song, ding shi', ask('send-later'), {
    scope: 'writing',
    words: 'send-later',
    why: noReply,
  }),
  {
    id: 'take-back',
    group: 'palette-ticket',
    icon: 'history',
    words: 'take-back-sent',
    pinyin: 'che hui gang zuo de cao zuo, che hui gang fa chu de hui fu, che xiao',
    key: 'Ctrl+Shift+Z',
    scope: 'anywhere',
    over: true,
    // In a text it puts back what was undone there, while nothing was sent that can be taken back.
    notInText: () => !sent.last,
    why: () => (sent.some ? undefined : t('take-back-none')),
    run: () => {
      frame.over = null;
      sent.takeBackLast();
    },
  },
  own('insert', 'slash', 'cha ru zhi shi', () => frame.openInsert(), { key: '/' }),
  own('attach', 'clip', 'tian jia fu jian, wen jian', () => void tick().then(() => attachments.picker?.()), {
    key: 'Ctrl+Shift+A',
  }),
  own('promise', 'promise', 'ji cheng nuo', () => tasks.open('promise'), { key: 'P' }),
  own('follow-up', 'follow', 'an pai hui fang, er ci', () => tasks.open('followUp'), { key: 'Shift+P' }),
  own(
    'request',
    'request',
    'shen qing bu men xie zuo',
    withRequests(({ asking }) => asking.open()),
    { key: 'D' },
  ),
  own(
    'complaint',
    'complaint',
    'deng ji tou su, ke su',
    withComplaints(({ recording }) => recording.open()),
    { key: 'C' },
  ),
  own('claim', 'user', 'ren ling zhe zhang gong dan', () => conversation.claim(), {
    key: 'Y',
    here: () => isOpen() && !isMine(),
    why: () => noTicket() ?? (isMine() ? t('palette-yours') : undefined),
  }),
  own('owner', 'swap', 'zhuan jie, fu ze ren, zhi pai', ask('owner'), { key: 'O' }),
  own('status', 'inbox', 'gai zhuang tai', ask('status'), { key: 'S' }),
  ...statuses,
  own('urgency', 'risk', 'gai jin ji cheng du, you xian ji', ask('urgency'), { key: 'U' }),
  ...urgencies,
  own('category', 'filter', 'gai lei bie, fen lei', ask('category'), { key: 'I' }),
  own('demand', 'bulb', 'gai xu qiu lei xing', ask('demand')),
  ...demands,
  own('queue', 'list', 'yi dao bie de dui lie', ask('queue'), { key: 'Q' }),
  own('tag', 'tag', 'tian jia biao qian', ask('tag'), { key: 'L', words: 'more-tag' }),
  own('subject', 'draft', 'xiu gai biao ti', ask('subject'), { key: 'F2', words: 'more-subject' }),
  own('story', 'wait', 'wei shen me zhe shi dao qi, shi xian', ask('story'), {
    key: 'W',
    words: 'story-ask',
    why: () => noTicket() ?? (conversation.detail?.clocks.length ? undefined : t('palette-no-clock')),
  }),
  own('earlier', 'history', 'zhan kai jiao zao de xiao xi', ask('earlier'), {
    why: () => noTicket() ?? (conversation.earlier ? undefined : t('palette-no-earlier')),
  }),
  own('customer', 'pane', 'xian shi huo shou qi ke hu', () => frame.toggleCustomer(), {
    key: 'B',
    why: () => noTicket() ?? (conversation.detail?.customer ? undefined : t('palette-no-customer')),
  }),
];

/** What the open ticket and the team offer by name. */
export function ticketOffers(): Command[] {
  const { detail } = conversation;
  if (!detail) return [];
  const me = team.now?.me.id;
  const field = (name: 'category' | 'queue', value: string) => () => conversation.setField(name, value);
  return [
    ...team.colleagues
      .filter((a) => a.id !== me && a.id !== detail.ownerId)
      .map((a) =>
        own(
          `hand-over-${a.id}`,
          'user',
          'zhuan jie gei',
          withHandover(({ handing }) => handing.open(a.id)),
          {
            words: 'hand-over-title',
            args: { name: a.name },
          },
        ),
      ),
    ...(team.now?.categories ?? [])
      .filter((c) => c.key !== detail.categoryKey && team.isLeaf(c.key))
      .map((c) =>
        own(`category-${c.key}`, 'filter', 'lei bie gai wei', field('category', c.key), {
          words: 'action-category-to',
          args: { name: team.category(c.key) },
        }),
      ),
    ...(team.now?.queues ?? [])
      .filter((q) => q.id !== detail.queueId)
      .map((q) =>
        own(`queue-${q.id}`, 'list', 'yi dao dui lie', field('queue', q.id), {
          words: 'action-queue-to',
          args: { name: q.name },
        }),
      ),
    ...customerOffers(),
    ...linkOffers(),
    ...detail.tags.map((tag) =>
      own(`untag-${tag}`, 'x', 'qu diao biao qian', () => conversation.untag(tag), { words: 'more-untag', args: { tag } }),
    ),
  ];
}

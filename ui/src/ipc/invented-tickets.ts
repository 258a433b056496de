// Makes the invented tickets: rows, timelines and customer cards.
import type { Kept } from './invented-words';
import { longMail, mailHtml, shortMail } from './invented-mails';
import { clocksOf, me, seeds, statusOf } from './invented-people';
import { cardOf } from './invented-cards';
import { when } from '../words/times';
import type {
  ClockView,
  ComplaintCard,
  ContactChannel,
  CustomerCard,
  Demand,
  DraftView,
  FieldChange,
  FileView,
  HandoverView,
  HeldBy,
  Level,
  LinkView,
  RequestCard,
  TaskView,
  TicketRow,
  TimelineItem,
  Urgency,
} from './wire';

export type Invented = {
  row: TicketRow;
  order: number;
  category: string | null;
  queueId: string | null;
  ownerId: string | null;
  /** When whoever has it last worked on it, where that is long ago. */
  letGoAt?: number | null;
  /** Where the customer asked to be called back. */
  callBackOn?: string | null;
  tags: string[];
  clocks: ClockView[];
  createdAt: number;
  timeline: Kept[];
  older: Kept[];
  seen: number;
  lastRead: number | null;
  drafts: DraftView[];
  customer: CustomerCard;
  changedAway: FieldChange[];
  heldBy: HeldBy[];
  tasks: TaskView[];
  requests: RequestCard[];
  complaints: ComplaintCard[];
  demand?: Demand;
  handover?: HandoverView;
  links?: LinkView[];
};
type Call = { number: string; customer: string; subject: string; question: string; channel: ContactChannel; urgency: Urgency };

const min = 60_000;
const day = 86_400_000;
let made = 0;

function message(
  kind: 'customer' | 'reply' | 'note',
  author: string,
  at: number,
  html: string,
  more: Partial<Extract<TimelineItem, { type: 'message' }>> = {},
): Kept {
  return {
    type: 'message',
    id: `i${++made}`,
    kind,
    author,
    mine: author === me.name,
    at,
    html,
    quoted: null,
    formatted: false,
    forwarded: null,
    images: 0,
    pictures: 'left',
    lang: null,
    channel: kind === 'customer' ? 'chat' : null,
    state: kind === 'customer' ? null : 'sent',
    operation: null,
    offline: false,
    reason: null,
    files: [],
    ...more,
  };
}
const event = (at: number, text: string, args: Record<string, string>, level: Level | null = null): Kept => ({
  type: 'event',
  id: `i${++made}`,
  at,
  text,
  args,
  level,
  state: null,
  operation: null,
  offline: false,
  reason: null,
});

const guFiles: FileView[] = [
  { name: '指示灯闪烁.jpg', size: 421_888, hash: 'f-light', image: true, state: 'here', moved: 0 },
  { name: '出水口录像 2026-12-09 早上第二次.mp4', size: 14_680_064, hash: 'f-film', image: false, state: 'away', moved: 0 },
];

function guTimeline(at: number): Kept[] {
  const lang = 'zh-Hans';
  return [
    event(at - 40 * min, 'event-field', { field: 'urgency', from: 'normal', to: 'high', by: '秦越' }),
    message(
      'customer',
      '顾晓岚',
      at - 36 * min,
      '<p>你们上个月刚换过水泵，今天早上又不出水了，只有嗡嗡声。我不想再重复讲一遍情况，也不想再等三天。</p>',
      { lang, files: guFiles },
    ),
    message(
      'reply',
      me.name,
      at - 33 * min,
      '<p>顾女士您好，上次的维修记录和订单我这边都看得到，不用您再说一遍。麻烦看一下水箱底部的滤网有没有白色水垢？</p>',
      { lang },
    ),
    message('note', me.name, at - 30 * min, '<p>同批次水泵本周已有 3 单返修，@孟凡星 请确认是否属于批次问题。</p>', { lang }),
    message('customer', '顾晓岚', at - 27 * min, '<p>没有水垢，我一直用纯净水。这次能直接换一台新的吗？周末家里要来客人。</p>', {
      lang,
    }),
  ];
}

function maeveTimeline(at: number): Kept[] {
  const mail = { lang: 'en' as const, channel: 'mail' as const };
  const due = when(at - 38 * min, at);
  return [
    message('customer', 'Maeve Lindqvist', at - 3 * day, longMail, mail),
    message(
      'reply',
      me.name,
      at - 2 * day,
      '<p>Hello Maeve, I asked our payments team for the trace of the transfer today.</p>',
      mail,
    ),
    event(at - 38 * min, 'event-clock-breach', { clock: 'resolution', due }, 'breach'),
    event(at - 37 * min, 'event-clock-escalation', { clock: 'resolution', due, to: '秦越' }, 'escalation'),
    message('customer', 'Maeve Lindqvist', at - 12 * min, '', { ...mail, ...shortMail }),
  ];
}

export function invent(now: number, many = 0, call?: Call): Map<string, Invented> {
  const all: typeof seeds = call
    ? [[call.number, call.customer, 0, call.subject, 'zh-Hans', call.channel, call.urgency, 'after', 48]]
    : [...seeds];
  for (let i = 0; i < many; i++) {
    const from = seeds[i % seeds.length]!;
    all.push([String(10_400 - i), from[1], from[2], from[3], from[4], from[5], 'normal', from[7], 200 + i * 3, i % 3 ? '' : 's']);
  }
  return new Map(
    all.map(([number, customer, tier, subject, lang, channel, urgency, category, minutes, flags = ''], order) => {
      const id = `t${number}`;
      const clocks = clocksOf(minutes, now, flags);
      const owner = flags.includes('u') ? null : flags.includes('o') ? '白知夏' : me.name;
      const row: TicketRow = {
        id,
        number,
        temporary: !!call,
        subject,
        subjectLang: lang,
        customer,
        customerId: `c-${customer}`,
        tier,
        channel,
        status: statusOf(flags),
        urgency,
        category: null,
        queue: null,
        owner,
        snoozedUntil: flags.includes('z') ? now + 15 * 60 * min : null,
        snoozedUntilReply: flags.includes('z'),
        reopened: flags.includes('r') ? 1 : 0,
        chased: flags.includes('c') ? 2 : 0,
        unread: flags.includes('n'),
        hot: flags.includes('h'),
        state: call ? 'waiting' : flags.includes('s') ? 'sent' : null,
        clock: null,
        owed: null,
        updatedAt: now - order * 7 * min,
      };
      const opened = event(now - 70 * min, 'event-opened', { by: customer });
      const timeline =
        number === '10482'
          ? guTimeline(now)
          : number === '10405'
            ? maeveTimeline(now)
            : [
                opened,
                message(
                  'customer',
                  customer,
                  now - 60 * min,
                  number === '10466' ? mailHtml : `<p>${call?.question ?? subject}</p>`,
                  { lang, channel },
                ),
              ];
      if (flags.includes('s'))
        timeline.push(message('reply', me.name, now - 20 * min, '<p>已为您登记，今天之内回复您。</p>', { lang: 'zh-Hans' }));
      const older =
        number === '10482'
          ? [
              event(now - 3 * day, 'event-opened', { by: '顾晓岚' }),
              message('customer', '顾晓岚', now - 3 * day, '<p>咖啡机不出水。</p>', { lang: 'zh-Hans' }),
              event(now - 2 * day, 'event-claimed', { by: me.name }),
              event(now - 2 * day, 'event-tags', { added: '返修', removed: '', by: me.name }),
            ]
          : [];
      return [
        id,
        {
          row,
          order: order + (call ? 1.5 : 0),
          category,
          queueId: 'q-after',
          ownerId: owner === me.name ? me.id : owner ? 'a-bai' : null,
          tags: number === '10482' ? ['返修', '批次待查'] : [],
          clocks,
          createdAt: now - day,
          timeline,
          older,
          seen: timeline.length,
          lastRead: now - 29 * min,
          drafts: flags.includes('d')
            ? [
                {
                  kind: 'reply' as const,
                  body: '您好，发票可以重开，请把正确的抬头和税号发给我。',
                  savedAt: now - 50 * min,
                  articles: [],
                  files: [],
                },
              ]
            : [],
          customer: cardOf(id, customer, tier, lang, number, now),
          changedAway: [],
          heldBy: [],
          tasks: [],
          requests: [],
          complaints: [],
        },
      ] as [string, Invented];
    }),
  );
}

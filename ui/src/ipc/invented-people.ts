// Invented people and tickets, as in the look's pages. Nobody here exists.
import type { AgentRef, CategoryView, ContactChannel, ClockView, Language, Named, Status, Urgency } from './wire';

export const me: AgentRef = { id: 'a-wen', name: 'Wen Shuyan', role: 'agent' };
export const agents: AgentRef[] = [
  me,
  { id: 'a-bai', name: '白知夏', role: 'agent' },
  { id: 'a-meng', name: '孟凡星', role: 'contact' },
  { id: 'a-qin', name: '秦越', role: 'lead' },
  { id: 'a-ye', name: '叶知秋', role: 'agent' },
  { id: 'a-mia', name: 'Mia Halvorsen', role: 'agent' },
];
export const queues: Named[] = [
  { id: 'q-after', name: '售后 After-sales' },
  { id: 'q-pay', name: '支付 Payments' },
  { id: 'q-pre', name: '预售 Presale' },
];
/** As Rust spells what the team has named. */
export const sounds: Record<string, string> = {
  白知夏: 'bai zhi xia',
  孟凡星: 'meng fan xing',
  秦越: 'qin yue',
  叶知秋: 'ye zhi qiu, xie zhi qiu',
  '售后 After-sales': 'shou hou after sales',
  '支付 Payments': 'zhi fu payments',
  '预售 Presale': 'yu shou presale',
  故障: 'gu zhang',
  咖啡机: 'ka fei ji',
  退款: 'tui kuan',
  物流: 'wu liu',
};
export const schedules: Named[] = [
  { id: 'day', name: 'Day desk · 日班' },
  { id: 'night', name: 'Night desk · 夜班' },
];

const names: Record<string, Record<Language, string>> = {
  fault: { en: 'Fault', 'zh-Hans': '故障', 'zh-Hant': '故障' },
  'fault-coffee': { en: 'coffee machine', 'zh-Hans': '咖啡机', 'zh-Hant': '咖啡機' },
  'fault-ear': { en: 'earphones', 'zh-Hans': '耳机', 'zh-Hant': '耳機' },
  payment: { en: 'Payment', 'zh-Hans': '支付', 'zh-Hant': '付款' },
  'payment-twice': { en: 'double charge', 'zh-Hans': '重复扣款', 'zh-Hant': '重複扣款' },
  refund: { en: 'Refund', 'zh-Hans': '退款', 'zh-Hant': '退款' },
  'refund-presale': { en: 'presale', 'zh-Hans': '预售', 'zh-Hant': '預售' },
  delivery: { en: 'Delivery', 'zh-Hans': '物流', 'zh-Hant': '物流' },
  'delivery-missing': { en: 'missing part', 'zh-Hans': '少件', 'zh-Hant': '缺件' },
  after: { en: 'after-sales', 'zh-Hans': '售后', 'zh-Hant': '售後' },
};
const parents: Record<string, string> = {
  'fault-coffee': 'fault',
  'fault-ear': 'fault',
  'payment-twice': 'payment',
  'refund-presale': 'refund',
  'delivery-missing': 'delivery',
};

export const categories = (lang: Language): CategoryView[] =>
  Object.keys(names).map((key) => ({ key, name: names[key]![lang], parent: parents[key] ?? null }));
export function categoryName(key: string | null, lang: Language): string | null {
  if (!key) return null;
  const own = names[key]?.[lang] ?? key;
  const parent = parents[key];
  return parent ? `${names[parent]![lang]} / ${own}` : own;
}

const min = 60_000;
const hour = 60 * min;
type Seed = [
  number: string,
  customer: string,
  tier: number,
  subject: string,
  lang: Language,
  channel: ContactChannel,
  urgency: Urgency,
  category: string,
  minutes: number | null,
  flags?: string,
];
/** flags: n unread, h hot, s sent, d draft, p paused, x solved, u unassigned, o other's, e its resolution is overdue,
 * z snoozed, r reopened, c chased twice, a access needs */
export const seeds: Seed[] = [
  ['10471', '尹若彤', 3, '保温杯漏水烫到孩子，要求马上处理', 'zh-Hans', 'phone', 'emergency', 'after', -4.2, 'nhc'],
  ['10482', '顾晓岚', 4, '晨雾 S2 咖啡机不出水，第二次报修', 'zh-Hans', 'chat', 'high', 'fault-coffee', 2.3, 'h'],
  ['10466', 'Daniel Okoye', 0, 'Charged twice for order HQ-20261207-3391', 'en', 'mail', 'normal', 'payment-twice', 11.7, 'n'],
  ['10483', '宋以宁', 0, '预售尾款付不了', 'zh-Hans', 'app', 'high', 'refund-presale', 12.6, 'nu'],
  ['10479', '陶锦程', 2, '双十二预售定金可以退吗', 'zh-Hans', 'app', 'normal', 'refund-presale', 36.4, 'n'],
  ['10458', '白露', 0, '空气炸锅少发了烤架', 'zh-Hans', 'chat', 'normal', 'delivery-missing', 65, 's'],
  ['10455', '邵一鸣', 0, '贝壳 Air 左耳没有声音', 'zh-Hans', 'web', 'normal', 'fault-ear', null, 'sp'],
  ['10449', '馮雅琴', 0, '會員卡綁定手機號碼後看不到積分', 'zh-Hant', 'app', 'low', 'after', 160, 'a'],
  ['10440', '戴文博', 1, '发票抬头写错，公司报销用', 'zh-Hans', 'mail', 'low', 'payment', 1100, 'd'],
  ['10431', '钟海涛', 0, 'R3 地图建好之后总是漏扫阳台', 'zh-Hans', 'chat', 'low', 'fault', 1160, 'sr'],
  ['10427', '马思源', 0, '换货寄回的运费谁出？', 'zh-Hans', 'app', 'normal', 'delivery', null, 'x'],
  ['10412', '罗曼宁', 2, '空气炸锅换货，等取件', 'zh-Hans', 'phone', 'normal', 'delivery', 300],
  ['10405', 'Maeve Lindqvist', 1, 'Refund still taking weeks', 'en', 'mail', 'high', 'refund', 220, 'oe'],
];

export function clocksOf(minutes: number | null, at: number, flags: string): ClockView[] {
  const first: ClockView = { kind: 'firstResponse', state: 'met', due: null, metAfter: 108_000, doubtful: false };
  if (flags.includes('x')) return [first];
  if (minutes === null) return [{ kind: 'resolution', state: 'paused', due: null, metAfter: null, doubtful: false }, first];
  const state = minutes < 0 ? 'breached' : minutes < 13 ? 'warning' : 'running';
  return [
    { kind: 'nextResponse', state, due: at + minutes * min, metAfter: null, doubtful: false },
    first,
    flags.includes('e')
      ? { kind: 'resolution', state: 'breached', due: at - 38 * min, metAfter: null, doubtful: false }
      : { kind: 'resolution', state: 'running', due: at + minutes * min + 3 * hour, metAfter: null, doubtful: false },
  ];
}
export const statusOf = (flags: string): Status =>
  flags.includes('x') ? 'solved' : flags.includes('p') ? 'pending' : flags.includes('u') ? 'new' : 'open';
export const nextOf: Record<Status, Status[]> = {
  new: ['open', 'pending', 'solved'],
  open: ['pending', 'solved'],
  pending: ['open', 'solved'],
  solved: ['open', 'closed'],
  closed: [],
};

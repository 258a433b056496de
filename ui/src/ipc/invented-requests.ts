// The invented desk's requests and complaints: one request is open and one was answered, one complaint has been confirmed.
import type { Unmarked } from './invented-lost';
import { me } from './invented-people';
import type { Invented } from './invented-tickets';
import type {
  ClockKind,
  ClockState,
  ClockView,
  ComplaintCard,
  ComplaintStage,
  Language,
  Named,
  RequestCard,
  RequestStep,
} from './wire';

const min = 60_000;
const hour = 60 * min;

/** The person at this desk is of after-sales. */
const names: Record<string, Record<Language, string>> = {
  'd-after': { en: 'After-sales', 'zh-Hans': '售后部', 'zh-Hant': '售後部' },
  'd-quality': { en: 'Quality', 'zh-Hans': '品质部', 'zh-Hant': '品質部' },
  'd-store': { en: 'Warehouse and delivery', 'zh-Hans': '仓储物流部', 'zh-Hant': '倉儲物流部' },
  'd-money': { en: 'Finance', 'zh-Hans': '财务部', 'zh-Hant': '財務部' },
};
export const departmentName = (id: string, lang: Language) => names[id]?.[lang] ?? id;
const MINE = 'd-after';
/** Those that can be asked: nobody asks their own. */
export const departments = (lang: Language): Named[] =>
  Object.keys(names)
    .filter((id) => id !== MINE)
    .map((id) => ({ id, name: departmentName(id, lang) }));
const NEXT: Partial<Record<ComplaintStage, ComplaintStage>> = {
  received: 'confirmed',
  confirmed: 'analysed',
  analysed: 'planned',
  planned: 'carriedOut',
  carriedOut: 'told',
  told: 'followedUp',
};
const STAGES: ComplaintStage[] = ['received', 'confirmed', 'analysed', 'planned', 'carriedOut', 'told', 'followedUp'];

const ENDS: RequestStep[] = ['answer', 'decline', 'withdraw'];
export const ended = ({ step }: RequestCard) => step !== null && ENDS.includes(step);
export const stageOf = ({ stages }: ComplaintCard) => stages[stages.length - 1]!;
export const isLater = (to: ComplaintStage, than: ComplaintStage) => STAGES.indexOf(to) > STAGES.indexOf(than);

type Span = { kind: ClockKind; from: number; minutes: number };
const ofRequest = ({ step, stepAt, madeAt }: RequestCard): Span =>
  step === null
    ? { kind: 'requestAccepted', from: madeAt, minutes: 30 }
    : { kind: 'requestProgress', from: step === 'progress' ? stepAt! : madeAt, minutes: 120 };
const ofComplaint = (complaint: ComplaintCard): Span => {
  const { stage, at } = stageOf(complaint);
  return { kind: 'complaintStage', from: at, minutes: stage === 'received' ? 60 : 24 * 60 };
};
export function clockOver(from: number, due: number, now: number): ClockState {
  return now >= due ? 'breached' : now >= from + 0.8 * (due - from) ? 'warning' : 'running';
}
function clockOf({ kind, from, minutes }: Span, now: number): ClockView {
  const due = from + minutes * min;
  return { kind, state: clockOver(from, due, now), due, metAfter: null, doubtful: false };
}

/** As they stand now: each that is open has its clock. */
export const requestNow = (card: RequestCard, now: number): RequestCard => ({
  ...card,
  clock: ended(card) ? null : clockOf(ofRequest(card), now),
});
export function complaintNow(card: ComplaintCard, now: number): ComplaintCard {
  const next = NEXT[stageOf(card).stage] ?? null;
  return { ...card, next, clock: next && clockOf(ofComplaint(card), now) };
}

/** Its department is kept by its identity, and named in the desk's language when read. */
export function newRequest(id: string, department: string, text: string, by: string, madeAt: number): RequestCard {
  const phone = `400 000 0126 ext. ${Object.keys(names).indexOf(department) + 2}`;
  const asked = { id, department, phone, mine: department === MINE, text, by, madeAt };
  return requestNow({ ...asked, step: null, stepBy: null, stepAt: null, clock: null, state: null }, madeAt);
}
export function newComplaint(id: string, text: string, cause: ComplaintCard['cause'], by: string, at: number): ComplaintCard {
  const stages = [{ stage: 'received' as const, by, at }];
  return complaintNow({ id, text, cause, stages, next: null, clock: null, state: null }, at);
}

/** With `asked=over` nobody has said in time that the department has it. */
export function inventRequests(tickets: Map<string, Invented>, p: URLSearchParams, now: number) {
  const gu = tickets.get('t10482')!;
  const over = p.get('asked') === 'over';
  const pump = newRequest(
    'request-1',
    'd-quality',
    '同批次水泵本周 3 单返修，是不是批次问题？',
    me.name,
    now - (over ? 44 : 30) * min,
  );
  const parts = newRequest('request-2', 'd-store', '查一下临江仓还有几台晨雾 S2 现货', me.name, now - 27 * hour);
  gu.requests = [
    over ? pump : { ...pump, step: 'accept', stepBy: '孟凡星', stepAt: now - 21 * min },
    { ...parts, step: 'answer', stepBy: '白知夏', stepAt: now - 26 * hour, state: 'sent' },
  ].map((card) => requestNow(card as RequestCard, now));
  const twice = newComplaint('complaint-1', '同一故障第二次报修，要求换新并说明原因', null, me.name, now - 3 * hour);
  twice.stages.push({ stage: 'confirmed', by: '白知夏', at: now - 2.4 * hour });
  gu.complaints = [complaintNow(twice, now)];
}

/** What is open, the oldest first; then what was, the last ended first. */
export const requestsInOrder = (requests: RequestCard[], lang: Language) =>
  requests
    .map((card) => ({ ...card, department: departmentName(card.department, lang) }))
    .sort((a, b) => (ended(a) && ended(b) ? b.stepAt! - a.stepAt! : Number(ended(a)) - Number(ended(b)) || a.madeAt - b.madeAt));
export const complaintsInOrder = (complaints: ComplaintCard[]) =>
  [...complaints].sort((a, b) => Number(!a.next) - Number(!b.next) || b.stages[0]!.at - a.stages[0]!.at);

/** Why the one of a kind that is due then, or else the next, is; none, where it is another kind of clock. */
export function askedStory(t: Invented, kind: ClockKind, wanted: number | null, now: number): Unmarked | null {
  const spans = [
    ...t.requests.filter((card) => !ended(card)).map((card) => ({ ...ofRequest(card), policy: card.text })),
    ...t.complaints.filter((card) => card.next).map((card) => ({ ...ofComplaint(card), policy: card.text })),
  ].filter((span) => span.kind === kind);
  const dueOf = ({ from, minutes }: Span) => from + minutes * min;
  spans.sort((a, b) => dueOf(a) - dueOf(b));
  const told = spans.find((span) => dueOf(span) === wanted) ?? spans[0];
  if (!told) return null;
  const { from: start, minutes, policy } = told;
  const due = start + minutes * min;
  return {
    kind,
    start,
    due,
    metAt: null,
    now,
    policy,
    target: { type: 'wall', minutes },
    offHours: false,
    paused: false,
    stretches: [{ from: start, to: Math.max(due, now), counted: 'running' }],
    doubtful: false,
  };
}

// The invented team's outages: what was, what goes on, and what a lead says of it.
import { clockTime } from '../words/times';
import { fail } from './invented-line';
import { agents, me } from './invented-people';
import { InventedPresence } from './invented-presence';
import type * as T from './wire';

const MINUTE = 60_000;
type Said = {
  cause: [text: string, before: string];
  system: string;
  moved: string;
  note: string;
  script: string;
};
const words: Record<T.Language, Said> = {
  en: {
    cause: ['database lost after a move', 'disk full in the old data centre'],
    system: 'Payment',
    moved: 'Checking the copy takes longer than thought.',
    note: 'Orders are safe. Payments made meanwhile are booked later.',
    script:
      'Hello, because of {cause} our system cannot process requests right now; we expect to be back at {expected end}. I have written down what you need and will contact you myself.',
  },
  'zh-Hans': {
    cause: ['机房割接后主库失联', '旧机房磁盘写满'],
    system: '支付系统',
    moved: '从库校验比预期慢。',
    note: '订单没有丢。期间的付款稍后入账。',
    script:
      '您好，因为{cause}，我们的系统暂时办不了业务，预计{expected end}恢复。您的事情我已经记下，恢复后第一时间为您办理并回电。',
  },
  'zh-Hant': {
    cause: ['機房切換後主資料庫失聯', '舊機房磁碟寫滿'],
    system: '付款系統',
    moved: '備援資料庫驗證比預期慢。',
    note: '訂單沒有遺失。期間的付款稍後入帳。',
    script:
      '您好，因為{cause}，我們的系統暫時無法辦理，預計{expected end}恢復。您的需求我已經記下，恢復後第一時間處理並回電給您。',
  },
};

const line = (at: number, event: T.OutageEventView, by: string | null = null, offline = false): T.OutageLineView => ({
  at,
  by,
  event,
  offline,
});

export abstract class InventedOutages extends InventedPresence {
  told: T.OutageView[] = [];
  /** `silent`: nobody has said for long how it stands. */
  #silent = false;

  constructor(p: URLSearchParams = new URLSearchParams()) {
    super(p);
    const now = Date.now();
    const said = words[this._lang()];
    if (p.has('lead')) this._role = 'lead';
    this.#silent = p.has('silent');
    if (p.has('outages')) this.calls = this.#inventCalls(now);
    if (p.has('outages')) this.told = [this.#payment(said, now), this.#before(said, now)];
    if (p.has('back') && p.has('outages')) this.told = [{ ...this.#here(said, now), end: now, here: false, desks: 11 }];
    if (p.has('offline') && p.has('outages')) this.told = [this.#here(said, now), this.#before(said, now)];
  }

  /** The one that this desk is cut off by, with what a lead said of it. */
  #here(said: Said, now: number): T.OutageView {
    const at = (minutes: number) => now - minutes * MINUTE;
    const [was, expected] = [at(-16), at(-38)];
    return {
      id: 'o1',
      scope: { type: 'server' },
      start: at(34),
      end: null,
      cause: said.cause[0],
      expected,
      said: { by: '秦越', at: at(6) },
      declared: true,
      desks: 1,
      here: true,
      askedFrom: null,
      drafts: [],
      log: [
        line(at(6), { type: 'note', text: said.moved }, '秦越'),
        line(at(6), { type: 'expected', at: expected, before: was }, '秦越'),
        line(at(12), { type: 'expected', at: was, before: null }, '秦越', true),
        line(at(12), { type: 'cause', text: said.cause[0] }, '秦越', true),
        line(at(12), { type: 'declared' }, '秦越', true),
        line(at(34), { type: 'cutOff' }),
      ],
    };
  }
  /** Another system: the desk works, and every other customer asks. */
  #payment(said: Said, now: number): T.OutageView {
    const at = (minutes: number) => now - minutes * MINUTE;
    const expected = this.#silent ? at(35) : at(-25);
    return {
      id: 'o2',
      scope: { type: 'system', name: said.system },
      start: at(22),
      end: null,
      cause: said.cause[0],
      expected,
      said: { by: '秦越', at: at(20) },
      declared: true,
      desks: 0,
      here: false,
      askedFrom: expected + 30 * MINUTE,
      drafts: [],
      log: [
        line(at(9), { type: 'note', text: said.note }, '秦越'),
        line(at(20), { type: 'expected', at: expected, before: null }, '秦越'),
        line(at(20), { type: 'cause', text: said.cause[0] }, '秦越'),
        line(at(20), { type: 'declared' }, '秦越'),
      ],
    };
  }
  #before(said: Said, now: number): T.OutageView {
    const at = (minutes: number) => now - 3 * 24 * 60 * MINUTE - minutes * MINUTE;
    return {
      id: 'o0',
      scope: { type: 'server' },
      start: at(68),
      end: at(0),
      cause: said.cause[1],
      expected: null,
      said: { by: '秦越', at: at(40) },
      declared: true,
      desks: 11,
      here: false,
      askedFrom: null,
      drafts: [],
      log: [
        line(at(0), { type: 'back', desks: 11 }),
        line(at(40), { type: 'cause', text: said.cause[1] }, '秦越'),
        line(at(40), { type: 'declared' }, '秦越'),
        line(at(68), { type: 'cutOff' }),
      ],
    };
  }

  outages(): Promise<T.OutageView[]> {
    return Promise.resolve(structuredClone(this.told));
  }
  reportOutage(report: T.OutageReport) {
    const at = Date.now();
    if (report.scope.type === 'system' && !report.scope.name.trim()) return fail('outage-unnamed');
    if (report.start > at) return fail('outage-ahead');
    const known = this.told.find((outage) => outage.id === report.id);
    if (report.id !== null && !known) return fail('outage-missing');
    const before = known?.expected ?? null;
    if (report.expected !== before && report.expected !== null && report.expected <= at) return fail('outage-expected-past');
    const { scope, start, cause, expected, note } = report;
    const blank = {
      end: null,
      desks: 0,
      here: false,
      askedFrom: null,
      drafts: [],
      log: [],
      cause: '',
      said: null,
      declared: false,
    };
    const outage: T.OutageView = known ?? { ...blank, id: `o${++this._n + 10}`, scope, start, expected: null };
    const says = (event: T.OutageEventView) => outage.log.unshift(line(at, event, me.name, this.line.state === 'offline'));
    if (!outage.declared) says({ type: 'declared' });
    if (cause !== outage.cause) says({ type: 'cause', text: cause });
    if (expected !== before) says({ type: 'expected', at: expected, before });
    if (note) says({ type: 'note', text: note });
    const askedFrom = expected !== null && expected > at ? expected + 30 * MINUTE : at + 240 * MINUTE;
    Object.assign(outage, { cause, expected, askedFrom, declared: true, said: { by: me.name, at } });
    if (!known) this.told = [outage, ...this.told];
    this.say('team');
    return Promise.resolve();
  }
  /** What is being written of outages and in calls. */
  outageForms = new Map<string, string>();
  saveOutageForm(form: T.OutageForm, json: string) {
    this.outageForms.set(JSON.stringify(form), json);
    return Promise.resolve();
  }
  outageForm(form: T.OutageForm) {
    return Promise.resolve(this.outageForms.get(JSON.stringify(form)) || null);
  }
  endOutage(id: string) {
    const outage = this.told.find((one) => one.id === id);
    if (!outage) return fail('outage-missing');
    outage.end = Date.now();
    outage.askedFrom = null;
    outage.log.unshift(line(outage.end, { type: 'over' }, me.name));
    this.say('team');
    return Promise.resolve();
  }
  outageScripts(_ticket: string | null): Promise<T.QuickReply[]> {
    const told = this.told.find((outage) => outage.end === null);
    const fill = (text: string) =>
      text
        .replace('{cause}', told?.cause || '{cause}')
        .replace('{expected end}', told?.expected ? clockTime(told.expected) : '{expected end}');
    const lang = this._lang();
    const script = {
      article: 'a-outage',
      version: 1,
      title: 'Outage',
      shortcut: 'outage',
      personal: false,
      freshness: 'current' as const,
    };
    return Promise.resolve([{ ...script, lang, text: fill(words[lang].script) }]);
  }
  calls: T.CallBackRow[] = [];
  #inventCalls(now: number): T.CallBackRow[] {
    const row = (number: string, minutes: number, phone: string, more: Partial<T.CallBackRow> = {}): T.CallBackRow => {
      const { row } = [...this.tickets.values()].find((t) => t.row.number === number)!;
      const { id, subject, subjectLang, customer, tier, urgency, owner } = row;
      const turn = 'anyone' as const;
      const blank = { step: null, stepAt: null, by: null, mine: false, tries: 0, more: 0, why: 'recorded' as const, turn };
      return {
        ...blank,
        ticket: id,
        number,
        subject,
        subjectLang,
        customer,
        tier,
        urgency,
        owner,
        phone,
        fallback: null,
        owed: null,
        since: now - minutes * MINUTE,
        ...more,
      };
    };
    const ended = { stepAt: now - 4 * MINUTE, by: me.name, mine: true };
    return [
      row('10471', 66, '139 2210 0417'),
      row('10482', 34, '139 5520 2284', {
        step: 'calling',
        stepAt: now - MINUTE,
        by: '白知夏',
        why: 'promised',
        owner: '白知夏',
      }),
      row('10479', 58, '186 0031 7730', {
        step: 'notReached',
        stepAt: now - 9 * MINUTE,
        by: me.name,
        mine: true,
        tries: 2,
        more: 1,
      }),
      row('10466', 44, '+46 70 123 318', { why: 'unanswered', owner: '白知夏' }),
      row('10458', 31, '188 4410 3056', { why: 'held' }),
      row('10455', 62, '136 9904 4471', { step: 'told', ...ended }),
      row('10449', 55, '135 7781 2093', { step: 'promised', ...ended, by: '白知夏', mine: false }),
    ];
  }
  callBacks(outage: string): Promise<T.CallBackList> {
    const isDone = (row: T.CallBackRow) => row.step === 'told' || row.step === 'promised';
    const apart = this.line.state === 'offline';
    const turned = this.calls.map((row): T.CallBackRow => ({
      ...row,
      turn: !apart ? 'anyone' : this.#isOwn(row) ? 'mine' : 'theirs',
    }));
    const last = (row: T.CallBackRow) => Number(isDone(row)) * 2 + Number(row.turn === 'theirs');
    const rows = outage !== 'o1' ? [] : turned.sort((one, other) => last(one) - last(other));
    const done = rows.filter(isDone).length;
    const left = rows.length - done;
    const own = rows.filter((row) => !isDone(row) && this.#isOwn(row)).length;
    const allBy = left && done ? Date.now() + left * 6 * MINUTE : null;
    return Promise.resolve({ rows: structuredClone(rows), done, allBy, own });
  }
  #isOwn = (row: T.CallBackRow) => row.owner === me.name;
  handOverCalls(_outage: string, to: string, all: boolean, _words: string) {
    const left = this.calls.filter((row) => row.step !== 'told' && row.step !== 'promised');
    const given = left.filter((row) => all || this.#isOwn(row));
    const open = given.find((row) => row.step === 'calling' && row.mine);
    if (open) return fail('call-open', { customer: open.customer });
    if (!given.length) return fail('calls-none-left');
    const name = agents.find((agent) => agent.id === to)!.name;
    for (const row of given) row.owner = name;
    this.say('lists');
    return Promise.resolve(given.length);
  }
  callBack(ticket: string, _outage: string, step: T.CallBackStep, promise: T.CallPromise | null) {
    const row = this.calls.find((one) => one.ticket === ticket);
    if (!row) return fail('gone');
    if (step === 'calling' && row.step === 'calling' && !row.mine) return fail('call-taken', { by: row.by ?? '' });
    if (promise && !promise.text.trim()) return fail('empty-text');
    const tries = row.tries + (step === 'notReached' ? 1 : 0);
    Object.assign(row, { step, stepAt: Date.now(), by: me.name, mine: true, tries });
    this.say('lists');
    return Promise.resolve();
  }
}

// The invented desk's ground: its state, the line to the server, and what a demonstration or a test does to them.
import { plainSettings } from '../features/settings/settings.svelte';
import { inventAlerts, inventQuiet } from './invented-alerts';
import { me } from './invented-people';
import { decidedBefore } from './invented-held';
import { inventRequests } from './invented-requests';
import { inventTasks } from './invented-tasks';
import { invent, type Invented } from './invented-tickets';
import type * as T from './wire';

export const escape = (text: string) => text.replace(/[&<>]/g, (c) => `&${{ '&': 'amp', '<': 'lt', '>': 'gt' }[c]};`);
export const asHtml = (text: string) =>
  text
    .split(/\n{2,}/)
    .map((p) => `<p>${escape(p).replace(/\n/g, '<br>')}</p>`)
    .join('');
export const fail = (code: string, detail: Record<string, string> = {}) => Promise.reject({ code, detail } satisfies T.DeskError);

const leaving = { image: false, state: 'leaving' as const, moved: 0 };

export class InventedLine {
  desk: T.DeskState;
  own: T.Settings;
  line: T.Connection;
  tickets: Map<string, Invented>;
  box: T.OutboxRow[] = [];
  decided: T.HeldDecided[] = [];
  alertRows: T.AlertRow[] = [];
  native = true;
  quiet: T.QuietView | null = null;
  moreAlerts = 0;
  mayAutostart = true;
  /** Keys that another program has. */
  taken: string[] = [];
  noShortcut: T.DeskError | null = null;
  kept: string | null = null;
  /** Files that lie beside the form of a call. */
  keptFiles: T.FileView[] = [];
  /** What is written in the panel above the reply. */
  forms = new Map<string, string>();
  /** What a clicked notification asked for while nobody listened. */
  asked: T.ToOpen | null = null;
  passphrase: string | null = null;
  /** How far a drill is, where the window is that of one. */
  practises: T.DrillPhase | null;
  protected _n = 0;
  protected _calls = 41;
  protected _hear: ((tags: T.Tag[]) => void)[] = [];
  protected _openers: (() => void)[] = [];

  constructor(p: URLSearchParams = new URLSearchParams()) {
    const now = Date.now();
    this.practises = p.get('drill') as T.DrillPhase | null;
    const stage = (p.get('stage') ?? 'open') as T.Stage;
    const sample: T.SampleTeam = {
      running: true,
      login: 'wenshuyan',
      password: 'hold-fast-2026',
      pid: 4242,
      address: 'http://127.0.0.1:7420',
    };
    this.desk = {
      stage,
      address: sample.address,
      sample: p.has('drill') ? null : sample,
      agent: stage === 'welcome' || stage === 'signIn' ? null : me,
      unlock: (p.get('unlock') as 'keyStore') ?? 'passphrase',
      keyStore: { available: !p.has('nokeystore'), name: 'GNOME Keyring' },
      unsent: 6,
      error: stage === 'failed' ? { code: 'profile-newer', detail: {} } : null,
      version: '0.1.0',
      drill: p.has('drill'),
    };
    this.own = {
      ...plainSettings,
      language: (p.get('lang') as T.Language) ?? 'en',
      theme: (p.get('theme') as 'dark') ?? 'light',
      contrast: (p.get('contrast') as 'high') ?? 'normal',
      density: (p.get('density') as 'compact') ?? 'regular',
      listLayout: (p.get('layout') as 'table') ?? 'cards',
      toured: !p.has('tour'),
    };
    this.tickets = invent(now, Number(p.get('many') ?? 0));
    inventRequests(this.tickets, p, now);
    inventTasks(this.tickets, p, now);
    this.alertRows = inventAlerts(this.tickets, now);
    this.quiet = inventQuiet(p, now);
    this.moreAlerts = Number(p.get('more') ?? 0);
    this.mayAutostart = !p.has('noautostart');
    this.native = !p.has('nonative');
    this.line = {
      state: 'online',
      since: now - 3_600_000,
      asOf: now,
      waiting: 0,
      sending: 0,
      held: 0,
      uncertain: 0,
      rejected: 0,
      firstPull: null,
      ownLink: p.has('nolink'),
      problem: p.has('problem') ? { code: p.get('problem')!, detail: { server: '3', desk: '2' } } : null,
      now,
      time: p.has('doubtful') ? 'doubtful' : 'measured',
    };
    if (p.has('same')) this._sameCustomer(['t10458', 't10440'], 't10482');
    if (p.has('held')) this._inventHeld(now);
    if (p.has('lost')) this._inventLost(now);
    if (p.has('offline')) this._inventOutage(now);
    if (p.has('filling')) this.fills(1_200, 12_000);
  }

  /** What several tickets are of is one customer's. */
  private _sameCustomer(tickets: string[], as: string) {
    const { customer, customerId } = this.tickets.get(as)!.row;
    for (const id of tickets) Object.assign(this.tickets.get(id)!.row, { customer, customerId });
  }
  say(...tags: T.Tag[]) {
    this._count();
    for (const f of this._hear) f(tags);
  }
  /** The first pull lasts: what is one's own has not come yet. */
  fills(done: number, total: number) {
    this.line = { ...this.line, firstPull: { done, total } };
    for (const [id, t] of this.tickets) if (t.ownerId === me.id) this.tickets.delete(id);
    this.alertRows = this.alertRows.filter((alert) => this.tickets.has(alert.ticket));
    this.say('connection', 'lists', 'alerts');
  }
  goOffline() {
    this.line = { ...this.line, state: 'offline', since: Date.now() };
    this.say('connection');
  }
  comeBack() {
    for (const t of this.tickets.values()) for (const i of t.timeline) if (i.state === 'waiting') i.state = 'sent';
    for (const t of this.tickets.values()) if (t.row.state === 'waiting') t.row.state = 'sent';
    const sent = <C extends { state: T.ItemState | null }>(all: C[]) =>
      all.map((one) => (one.state === 'waiting' ? { ...one, state: 'sent' as const } : one));
    for (const t of this.tickets.values())
      Object.assign(t, { tasks: sent(t.tasks), requests: sent(t.requests), complaints: sent(t.complaints) });
    this._moveFiles();
    this.box = this.box.filter((b) => b.state !== 'waiting');
    this.line = { ...this.line, state: 'online', since: Date.now(), asOf: Date.now() };
    this.say('connection', 'lists', 'outbox', ...[...this.tickets.keys()].map((ticket) => ({ ticket })));
  }
  customerWrites(ticket: string, text: string, at = Date.now()) {
    const t = this.tickets.get(ticket)!;
    t.timeline.push({
      type: 'message',
      id: `m${++this._n}`,
      kind: 'customer',
      author: t.row.customer,
      mine: false,
      at,
      html: asHtml(text),
      quoted: null,
      formatted: false,
      forwarded: null,
      images: 0,
      pictures: 'left',
      lang: t.row.subjectLang,
      channel: t.row.channel,
      state: null,
      operation: null,
      offline: false,
      reason: null,
      files: [],
    });
    t.seen++;
    this.say('lists', { ticket });
  }
  /** The line is there: what is to come or to leave has come or left. */
  protected _moveFiles() {
    for (const t of this.tickets.values())
      for (const i of t.timeline)
        if (i.type === 'message')
          i.files = i.files.map((f) => (f.state === 'away' || i.state === 'held' ? f : { ...f, state: 'here', moved: 0 }));
  }
  clickAlert(id: string | null) {
    this.asked = id === null ? { type: 'alerts' } : { type: 'ticket', ticket: id };
    this.clickAgain();
  }
  /** The window is told that something was asked for. */
  clickAgain() {
    this._openers.forEach((f) => f());
  }

  protected _inventOutage(now: number) {
    this.line = { ...this.line, state: 'offline', since: now - 34 * 60_000, asOf: now - 34 * 60_000 };
    for (const n of ['10471', '10482', '10458'])
      this._mine(
        n,
        'waiting',
        n === '10482'
          ? '顾女士，可以的。两次同一故障符合整机更换条件，我已登记换新，系统恢复后立即提交，最迟周五上午送到。'
          : '已收到，正在为您处理，稍后回电。',
        now - 24 * 60_000,
      );
    this._mine('10466', 'uncertain', 'We can see both charges. The second one is being reversed today.', now - 35 * 60_000);
    this._inventHeld(now);
  }
  protected _mine(
    number: string,
    state: T.ItemState,
    text: string,
    at: number,
    reason: T.Reason | null = null,
    files: T.FileView[] = [],
  ) {
    const t = [...this.tickets.values()].find((x) => x.row.number === number)!;
    const operation = `op${++this._n}`;
    if (t.row.state !== 'held') t.row.state = state;
    t.timeline.push({
      type: 'message',
      id: operation,
      kind: 'reply',
      author: me.name,
      mine: true,
      at,
      html: asHtml(text),
      quoted: null,
      formatted: false,
      forwarded: null,
      images: 0,
      pictures: 'left',
      lang: null,
      channel: null,
      state,
      operation,
      offline: true,
      reason,
      files,
    });
    this.box.push({
      operation,
      ticket: t.row.id,
      article: null,
      number,
      subject: t.row.subject,
      subjectLang: t.row.subjectLang,
      kind: 'reply',
      summary: text,
      state,
      at,
      offline: true,
      reason,
      leavesAt: null,
      files: files.length,
    });
    this._count();
    return operation;
  }
  /** A customer wrote again, a colleague took over, the ticket was closed, a status change, one refused, one behind. */
  protected _inventHeld(now: number) {
    const min = 60_000;
    this.customerWrites('t10479', '双十二的预售定金，现在不想要了能退吗？', now - 40 * min);
    this.customerWrites('t10479', '我是昨天晚上付的。', now - 39 * min);
    const rules: T.FileView = { ...leaving, name: '定金退款说明.pdf', size: 86_016, hash: 'f-rules' };
    this.decided = decidedBefore(now);
    const wrote = { id: 'held-customer-wrote', args: { by: '陶锦程' } };
    this._mine('10479', 'held', '您好，定金可以退，48 小时内都能申请，款项原路退回。', now - 24 * min, wrote, [rules]);
    this.customerWrites('t10479', '怎么没人了？', now - 9 * min);
    this.customerWrites('t10479', '算了，不退了，帮我把尾款的地址改到公司吧。', now - 4 * min);
    this._mine('10479', 'waiting', '另外，尾款 12 月 10 日 20:00 开始付。', now - 2 * min, { id: 'waits-behind-held', args: {} });
    const more = Number(new URLSearchParams(globalThis.location?.search ?? '').get('held') ?? 0);
    if (more < 2) return;
    const taken = { id: 'held-taken-over', args: { by: '白知夏' } };
    this._mine('10458', 'held', '烤架明天补发，单号发到您手机。', now - 31 * min, taken);
    const refused = { id: 'error-gone', args: {} };
    this._mine('10466', 'rejected', 'We can see both charges. The second one is being reversed today.', now - 35 * min, refused);
  }
  protected _inventLost(now: number) {
    const at = now - 40 * 60_000;
    const lost = { field: 'urgency' as const, mine: 'Low', theirs: 'High', by: '白知夏', mineStands: false, at };
    const stands = { field: 'subject' as const, mine: '定金退款', theirs: '预售退款', by: null, mineStands: true, at };
    const t = this.tickets.get('t10479')!;
    t.changedAway = [
      { operation: 'lost1', ...lost },
      { operation: 'lost2', ...stands },
    ];
    t.heldBy = [{ name: '白知夏', mine: false, since: now - 25 * 60_000 }];
  }
  protected _count() {
    const of = (s: T.ItemState) => this.box.filter((b) => b.state === s).length;
    this.line = {
      ...this.line,
      waiting: of('waiting'),
      sending: of('sending'),
      held: of('held'),
      uncertain: of('uncertain'),
      rejected: of('rejected'),
    };
    if (this.line.state === 'online') this.line.asOf = Date.now();
  }
}

// What the invented outages did, and what the invented team does when something fails.
import { me } from './invented-people';
import { InventedOutages } from './invented-outages';
import { departmentName } from './invented-requests';
import type * as T from './wire';

const MINUTE = 60_000;
const words: Record<
  T.Language,
  { promises: [string, string, string]; guides: [string, string, string]; procedure: string; files: string[] }
> = {
  en: {
    promises: ['Ring back with the result', 'Refund booked today', 'A courier calls before noon'],
    guides: ['Team server down: go on offline', 'Telephone down: what to do', 'Payment down: what to tell customers'],
    procedure: 'Recall of a batch: first steps',
    files: ['Outage report', 'Call-backs', 'Without a computer'],
  },
  'zh-Hans': {
    promises: ['结果出来后回电', '退款今天入账', '快递上午前联系'],
    guides: ['团队服务器断开：离线继续受理', '热线中断处置', '支付故障：对客户怎么说'],
    procedure: '批次召回：头一小时',
    files: ['故障影响报告', '恢复跟进清单', '纸质应急表'],
  },
  'zh-Hant': {
    promises: ['結果出來後回電', '退款今天入帳', '快遞上午前聯絡'],
    guides: ['團隊伺服器斷線：離線繼續受理', '熱線中斷處置', '付款故障：對客戶怎麼說'],
    procedure: '批次召回：第一小時',
    files: ['故障影響報告', '恢復跟進清單', '紙本應變表'],
  },
};

export abstract class InventedImpact extends InventedOutages {
  #ref(number: string): T.TicketRef {
    const { row } = [...this.tickets.values()].find((t) => t.row.number === number)!;
    const { id, subject, subjectLang, customer, owner } = row;
    return { id, number, subject, subjectLang, customer, owner };
  }

  impact(of: T.ImpactOf): Promise<T.ImpactView> {
    const now = Date.now();
    const shown = this.told.filter((outage) => (of.type === 'outage' ? outage.id === of.id : (outage.end ?? now) >= of.at));
    const none = { customers: 0, median: 0, longest: 0, waiting: 0 };
    const quiet = { desks: 0, untold: 0, queued: 0, held: 0, merged: 0, refused: 0 };
    const down = shown.reduce((sum, { start, end }) => sum + (end ?? now) - start, 0);
    const nobody = { all: 0, done: 0, notReached: 0, first: null, median: null, last: null };
    if (!shown.length)
      return Promise.resolve({
        ...{ outages: [], down: 0, touched: 0, opened: 0, waits: none, waited: [], breaches: [], promises: [] },
        ...{ calls: nobody, carried: quiet },
      });
    const at = (minutes: number) => shown[0]!.start + minutes * MINUTE;
    const wait = (number: string, from: number, to: number | null): T.WaitRow => ({
      ticket: this.#ref(number),
      since: at(from),
      heard: to === null ? null : at(to),
    });
    const ran = (number: string, kind: T.ClockKind, due: number): T.BreachRow => ({
      ticket: this.#ref(number),
      kind,
      due: at(due),
    });
    const [ring, refund, courier] = words[this._lang()].promises;
    const promised = (number: string, text: string, due: number, end: T.PromiseEnd): T.PromiseRow => ({
      ticket: this.#ref(number),
      text,
      due: at(due),
      end,
    });
    const waited = [
      wait('10471', 2, null),
      wait('10466', 4, 68),
      wait('10479', 6, 64),
      wait('10455', 9, 55),
      wait('10458', 11, 42),
      wait('10449', 14, 36),
      wait('10405', 20, null),
    ];
    const breaches = [ran('10471', 'firstResponse', 12), ran('10466', 'nextResponse', 19), ran('10405', 'resolution', 25)];
    const promises = [
      promised('10482', ring, 40, 'kept'),
      promised('10466', refund, 60, 'late'),
      promised('10412', courier, 90, 'overdue'),
      promised('10458', ring, 180, 'open'),
    ];
    const outages = [...shown].reverse().map(({ id, scope, start, end, cause }, i) => ({
      ...{ id, scope, start, end, cause },
      customers: i ? 2 : waited.length,
      breaches: i ? 0 : breaches.length,
      calls: i ? 2 : 7,
      called: i ? 2 : 5,
    }));
    return Promise.resolve({
      outages,
      down,
      touched: 41,
      opened: 14,
      waits: { customers: waited.length, median: 46 * MINUTE, longest: 66 * MINUTE, waiting: 2 },
      waited,
      breaches,
      promises,
      calls: { all: 7, done: 5, notReached: 2, first: 3 * MINUTE, median: 18 * MINUTE, last: 52 * MINUTE },
      carried: { desks: 11, untold: 1, queued: 87, held: 3, merged: 9, refused: 1 },
    });
  }
  #file = (which: number, kind: T.FileKind) => Promise.resolve<string | null>(`${words[this._lang()].files[which]}.${kind}`);
  saveImpact = (_of: T.ImpactOf, kind: T.FileKind) => this.#file(0, kind);
  saveCalls = (_outage: string, kind: T.FileKind) => this.#file(1, kind);
  savePaper = () => this.#file(2, 'pdf');

  contingency(): Promise<T.ContingencyView> {
    const lang = this._lang();
    const said = words[lang];
    const link = (id: string, title: string, kind: T.ArticleKind, days: number): T.ArticleLink => ({
      id,
      title,
      kind,
      lang,
      version: 3,
      freshness: days > 180 ? 'reviewDue' : 'current',
      checkedAt: Date.now() - days * 24 * 60 * MINUTE,
    });
    const row = (id: string, head: string | null, phone: string | null, queues: string[]): T.DirectoryRow => ({
      name: departmentName(id, lang),
      head,
      phone,
      queues,
    });
    const step = (kind: T.ClockKind, after: number, who: T.LadderWho, names: string[], phone: string | null): T.LadderStep => ({
      ...{ kind, after, who, names, phone },
    });
    return Promise.resolve({
      guides: [
        link('k-replace', said.guides[0], 'contingency', 21),
        link('k-presale', said.guides[1], 'contingency', 64),
        link('k-refund', said.guides[2], 'contingency', 200),
      ],
      procedures: [link('k-replace', said.procedure, 'procedure', 40)],
      ladder: [
        step('firstResponse', 3, 'owner', [], null),
        step('firstResponse', 5, 'lead', ['秦越', me.name], '0571 8800 1100'),
        step('firstResponse', 10, 'department', [departmentName('d-quality', lang)], '0571 8800 1140'),
        step('resolution', 120, 'head', [], null),
      ],
      directory: [
        row('d-after', '叶知秋', '0571 8800 1100', ['售后 After-sales']),
        row('d-quality', '孟凡星', '0571 8800 1140', []),
        row('d-store', null, '0571 8800 1162', ['预售 Presale']),
        row('d-money', '白知夏', null, ['支付 Payments']),
      ],
    });
  }
}

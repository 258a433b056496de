// Invented schedules: read, written, tried. What is tried is reckoned simply, by the hour of its day.
import { marked, type Unmarked } from './invented-lost';
import { fail } from './invented-line';
import { InventedLists } from './invented-lists';
import type * as T from './wire';

const DAYS: T.Day[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const MINUTE = 60_000;
const each = (days: T.Day[], from: string, to: string): T.PeriodDraft[] => days.map((day) => ({ day, from, to }));
const names: Record<T.Language, [string, string, string]> = {
  en: ['Customer desk', 'Office hours of the contacts', 'Around the clock'],
  'zh-Hans': ['客服台', '对接人上班时间', '全天'],
  'zh-Hant': ['客服台', '對接人上班時間', '全天'],
};
const policies: Record<T.Language, [string, string, string, string]> = {
  en: ['Live chat, hotline', 'Mail', 'Messages', 'Emergency'],
  'zh-Hans': ['即时渠道', '邮件', '留言', '应急'],
  'zh-Hant': ['即時管道', '信件', '留言', '緊急'],
};
const open = (minutes: number): T.TargetView => ({ type: 'open', minutes });
const wall = (minutes: number): T.TargetView => ({ type: 'wall', minutes });

/** A date so many days from today, as the invented computer's clock has it. */
export function dateFromToday(days: number): string {
  const at = new Date();
  at.setDate(at.getDate() + days);
  return `${at.getFullYear()}-${String(at.getMonth() + 1).padStart(2, '0')}-${String(at.getDate()).padStart(2, '0')}`;
}
const minuteOf = (text: string) => {
  const [hour = 0, minute = 0] = text.split(':').map(Number);
  return hour * 60 + minute;
};

export class InventedSchedules extends InventedLists {
  mayEditSchedules = true;
  scheduleViews: T.ScheduleView[];
  /** What the team server did not take, by operation. */
  refusedSchedules = new Map<string, T.ScheduleDraft>();
  calendar: T.CalendarView = {
    days: [
      { date: dateFromToday(40), label: '元旦', works: false },
      { date: dateFromToday(41), label: '元旦', works: false },
      { date: dateFromToday(44), label: '元旦 调休 上班', works: true },
    ],
    leftOut: 3,
  };

  constructor(p: URLSearchParams = new URLSearchParams()) {
    super(p);
    this.mayEditSchedules = !p.has('readonly');
    const lang = this._lang();
    const [desk, office, always] = names[lang];
    const [live, mail, messages, emergency] = policies[lang];
    const view = (key: string, name: string, week: T.PeriodDraft[], promises: T.PromiseView[]): T.ScheduleView => ({
      draft: { key, name, zone: 'Asia/Shanghai', version: 1, week, holidays: [], makeup: [] },
      open: key !== 'office',
      promises,
      pending: false,
      refused: null,
    });
    this.scheduleViews = [
      view(
        'day',
        desk,
        [...each(DAYS, '08:00', '18:00'), ...each(DAYS.slice(0, 4), '24:00', '08:00'), ...each(['fri'], '24:00', '06:00')],
        [
          { policy: live, target: open(3), off: wall(15) },
          { policy: mail, target: open(60), off: null },
          { policy: messages, target: open(60), off: { type: 'nextDay', at: '09:00' } },
          { policy: emergency, target: wall(10), off: null },
        ],
      ),
      view('office', office, each(DAYS.slice(0, 5), '09:00', '18:00'), [{ policy: mail, target: open(240), off: null }]),
      view('always', always, each(DAYS, '00:00', '24:00'), []),
    ];
    this.scheduleViews[0]!.draft.holidays = [
      { date: dateFromToday(-60), label: 'National Day' },
      { date: dateFromToday(-59), label: 'National Day' },
      { date: dateFromToday(3), label: 'Stocktaking' },
      { date: dateFromToday(37), label: 'New Year' },
    ];
    this.scheduleViews[0]!.draft.makeup = [{ date: dateFromToday(10), like: 'mon', label: 'for New Year' }];
  }

  schedules = (): Promise<T.ScheduleList> =>
    Promise.resolve({ schedules: structuredClone(this.scheduleViews), mayEdit: this.mayEditSchedules });

  protected _wrong(draft: T.ScheduleDraft): Promise<never> | null {
    if (!draft.name.trim()) return fail('schedule-no-name');
    try {
      new Intl.DateTimeFormat('en', { timeZone: draft.zone });
    } catch {
      return fail('schedule-zone', { zone: draft.zone });
    }
    return draft.week.length ? null : fail('schedule-never-open');
  }
  saveSchedule(draft: T.ScheduleDraft): Promise<T.Queued> {
    const wrong = this._wrong(draft);
    if (wrong) return wrong;
    const known = this.scheduleViews.find((view) => view.draft.key === draft.key);
    if (known && known.draft.version !== draft.version) return fail('schedule-changed');
    const operation = `op${++this._n}`;
    const next = { ...structuredClone(draft), key: draft.key ?? operation, version: draft.version + 1 };
    if (known) Object.assign(known, { draft: next, pending: true });
    else this.scheduleViews.push({ draft: next, open: true, promises: [], pending: true, refused: null });
    this.say('team', 'outbox');
    return Promise.resolve({ operation, about: next.key, number: '', at: Date.now(), undoUntil: null });
  }
  /** The team server has what was saved, or a colleague's change. */
  scheduleArrives(key: string, part: Partial<T.ScheduleDraft> = {}) {
    const view = this.scheduleViews.find((view) => view.draft.key === key)!;
    const version = Object.keys(part).length ? view.draft.version + 1 : view.draft.version;
    Object.assign(view, { pending: false, draft: { ...view.draft, ...part, version } });
    this.say('team');
  }
  /** The team server did not take what was saved. */
  scheduleRefused(key: string, before: T.ScheduleDraft, reason: string) {
    const view = this.scheduleViews.find((view) => view.draft.key === key)!;
    const operation = `op${++this._n}`;
    this.refusedSchedules.set(operation, view.draft);
    const refused = { operation, kind: 'setSchedule', reason: { id: `error-${reason}`, args: {} } };
    Object.assign(view, { pending: false, draft: before, refused });
    this.say('outbox');
  }
  protected _decideSchedule(operation: string, decision: T.Decision): boolean {
    const mine = this.refusedSchedules.get(operation);
    const view = this.scheduleViews.find((view) => view.refused?.operation === operation);
    if (!mine || !view) return false;
    this.refusedSchedules.delete(operation);
    view.refused = null;
    if (decision === 'sendAnyway') Object.assign(view, { draft: { ...mine, version: view.draft.version + 1 }, pending: true });
    this.say('outbox', 'team');
    return true;
  }

  readCalendar = (text: string): Promise<T.CalendarView> => {
    if (!text.includes('BEGIN:VCALENDAR')) return fail('calendar-unreadable');
    return text.includes('BEGIN:VEVENT') ? Promise.resolve(structuredClone(this.calendar)) : fail('calendar-empty');
  };

  trySchedule(draft: T.ScheduleDraft, trial: T.Trial): Promise<T.ClockStory[]> {
    const wrong = this._wrong(draft);
    if (wrong) return wrong;
    const [live, mail, messages, emergency] = policies[this._lang()];
    // Reckoned as if this computer hung in the schedule's zone, and told as the moments that they are.
    const start = new Date(trial.at).getTime();
    const apart = new Date(new Date(start).toLocaleString('en-US', { timeZone: draft.zone })).getTime() - start;
    const off = !this._isOpen(draft, start);
    const chats = ['chat', 'phone', 'app'].includes(trial.channel);
    const policy = trial.urgency === 'emergency' ? emergency : chats ? live : trial.channel === 'mail' ? mail : messages;
    const first = {
      [emergency]: wall(10),
      [live]: off ? wall(15) : open(3),
      [mail]: open(60),
      [messages]: off ? ({ type: 'nextDay', at: '09:00' } as T.TargetView) : open(60),
    }[policy]!;
    const told = (kind: T.ClockKind, target: T.TargetView, offHours: boolean): T.ClockStory => {
      const stretches = this._stretches(draft, start, target);
      const due = stretches.at(-1)!.to;
      const more = { metAt: null, now: start - apart, paused: false, doubtful: false };
      const real = stretches.map((one) => ({ ...one, from: one.from - apart, to: one.to - apart }));
      return marked({ kind, start: start - apart, due: due - apart, policy, target, offHours, stretches: real, ...more }, null);
    };
    return Promise.resolve([told('firstResponse', first, off && policy !== mail), told('resolution', open(480), false)]);
  }
  protected _isOpen(draft: T.ScheduleDraft, ms: number): boolean {
    return [0, 1].some((back) => {
      const midnight = new Date(ms);
      midnight.setHours(0, 0, 0, 0);
      midnight.setDate(midnight.getDate() - back);
      const date = `${midnight.getFullYear()}-${String(midnight.getMonth() + 1).padStart(2, '0')}-${String(midnight.getDate()).padStart(2, '0')}`;
      const like = draft.makeup.find((day) => day.date === date)?.like;
      if (!like && draft.holidays.some((day) => day.date === date)) return false;
      const day = like ?? DAYS[(midnight.getDay() + 6) % 7];
      const at = (ms - midnight.getTime()) / MINUTE;
      return draft.week.some((period) => {
        const from = minuteOf(period.from);
        const to = minuteOf(period.to);
        return period.day === day && at >= from && at < (to <= from ? to + 1440 : to);
      });
    });
  }
  /** From the start to the due time, in steps of a minute. */
  protected _stretches(draft: T.ScheduleDraft, start: number, target: T.TargetView): Unmarked['stretches'] {
    if (target.type === 'nextDay') {
      const due = new Date(start);
      due.setDate(due.getDate() + 1);
      due.setHours(0, minuteOf(target.at), 0, 0);
      return [{ from: start, to: due.getTime(), counted: 'running' }];
    }
    const stretches: Unmarked['stretches'] = [];
    let left = 'minutes' in target ? target.minutes : 0;
    for (let at = start; left > 0 && at < start + 60 * 24 * 60 * MINUTE; at += MINUTE) {
      const counted: T.Counted = target.type === 'wall' || this._isOpen(draft, at) ? 'running' : 'closed';
      if (counted === 'running') left--;
      const last = stretches.at(-1);
      if (last?.counted === counted) last.to = at + MINUTE;
      else stretches.push({ from: at, to: at + MINUTE, counted });
    }
    return stretches;
  }
}

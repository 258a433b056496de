// The invented desk's stages and lists.
import { heldStory } from './invented-held';
import { filtered, inventFilters, isActive, isSnoozed, lane, saved, type Kept } from './invented-filters';
import { marked, outageOf, type Unmarked } from './invented-lost';
import { heldItems } from './invented-held';
import { fail, InventedLine } from './invented-line';
import { agents, categories, categoryName, me, nextOf, queues, schedules, sounds } from './invented-people';
import { askedStory, complaintsInOrder, departments, requestsInOrder } from './invented-requests';
import { inOrder, owedStory } from './invented-tasks';
import { earlierOfGu } from './invented-cards';
import type { Invented } from './invented-tickets';
import { saying } from './invented-words';
import type * as T from './wire';

const VIEWS: T.View[] = [
  'mine',
  'team',
  'unassigned',
  'atRisk',
  'hot',
  'waiting',
  'promises',
  'followUps',
  'mentions',
  'snoozed',
  'drafts',
  'held',
  'offline',
];

const presses = (clock: T.ClockView) => clock.state === 'breached' || clock.state === 'warning';
const soonest = (clocks: T.ClockView[]) => clocks.sort((a, b) => a.due! - b.due!)[0] ?? null;

export class InventedLists extends InventedLine {
  protected _to(stage: T.Stage) {
    this.desk = { ...this.desk, stage, error: null };
    this.say('stage');
    return Promise.resolve(this.desk);
  }
  deskState = () => Promise.resolve(this.desk);
  tryHere = () => this._to('signIn');
  teamServer(run: boolean) {
    this.desk = { ...this.desk, sample: { ...this.desk.sample!, running: run, pid: run ? 4243 : null } };
    if (run) this.comeBack();
    else this.goOffline();
    return Promise.resolve(this.desk);
  }
  connect(address: string) {
    if (!/^https?:\/\/[^ ]+$/.test(address)) return fail('address-invalid');
    if (address.includes('nobody')) return fail('server-unreachable', { address });
    this.desk = { ...this.desk, address, sample: null };
    return this._to('signIn');
  }
  signIn(login: string, password: string) {
    if (!login || password !== (this.desk.sample?.password ?? password)) return fail('wrong-password');
    if (!this.desk.agent) {
      this.desk = { ...this.desk, agent: me };
      return this._to('setUnlock');
    }
    this.line = { ...this.line, problem: null };
    return this._to('open');
  }
  signInAgain = () => this._to('signIn');
  toOpen() {
    const { asked } = this;
    this.asked = null;
    return Promise.resolve(asked);
  }
  backToWelcome = () => this._to('welcome');
  setUnlock(passphrase: string | null) {
    this.passphrase = passphrase;
    this.desk = { ...this.desk, unlock: passphrase === null ? 'keyStore' : 'passphrase' };
    return this._to('open');
  }
  unlock = (passphrase: string | null) =>
    this.passphrase !== null && passphrase !== this.passphrase ? fail('wrong-passphrase') : this._to('open');
  lock = () => this._to('locked');
  /** A page is not an app: it stays. */
  quit = () => Promise.resolve(null as never);
  settings = () => Promise.resolve(this.own);
  saveSettings(s: Partial<T.Settings>) {
    const { quiet, autostart } = s;
    if (quiet && [quiet.from, quiet.to].some((time) => !/^([01]?\d|2[0-3]):[0-5]\d$/.test(time))) return fail('time-invalid');
    if (s.captureEverywhere && this.taken.includes(s.captureKey ?? this.own.captureKey))
      return fail('shortcut-taken', { key: s.captureKey ?? this.own.captureKey });
    if (autostart && !this.mayAutostart) return fail('autostart-refused', { why: 'Permission denied' });
    return Promise.resolve((this.own = { ...this.own, ...s }));
  }

  shortcutTrouble = () => Promise.resolve(this.noShortcut);
  /** What has sounded, and how often each time. */
  heard: [T.Chime, number][] = [];
  chime = (which: T.Chime, times: number) => Promise.resolve(void this.heard.push([which, times]));
  protected _lang = (): T.Language => (this.own.language === 'system' ? 'en' : this.own.language);
  /** Who works at this desk may lead. */
  protected _role: T.Role = me.role;
  team = () =>
    Promise.resolve({
      me: { ...me, role: this._role },
      agents,
      queues,
      departments: departments(this._lang()),
      categories: categories(this._lang()),
      schedules,
      sounds,
    });
  protected _in(view: T.View): Invented[] {
    const all = [...this.tickets.values()];
    const mine = (t: Invented) => t.ownerId === me.id;
    const owes = (t: Invented, kind: T.TaskKind) => t.tasks.some((task) => task.kind === kind && task.endedAt === null);
    /** What is owed and what is put away has lists of its own. */
    const anyhow: T.View[] = ['mentions', 'promises', 'followUps', 'snoozed', 'drafts', 'held', 'offline'];
    const tests: Record<T.View, (t: Invented) => boolean> = {
      mine,
      team: () => true,
      unassigned: (t) => !t.ownerId,
      hot: (t) => t.row.hot,
      waiting: (t) => t.row.status === 'pending',
      promises: (t) => owes(t, 'promise'),
      followUps: (t) => owes(t, 'followUp'),
      mentions: (t) => t.timeline.some((i) => i.type === 'message' && /class="mention me"/.test(i.html)),
      snoozed: isSnoozed,
      atRisk: (t) => t.clocks.some(presses),
      drafts: (t) => t.drafts.length > 0,
      held: (t) => t.row.state === 'held',
      offline: (t) => this.box.some((b) => b.ticket === t.row.id),
    };
    return all
      .filter((t) => tests[view](t) && (anyhow.includes(view) || !isSnoozed(t)))
      .sort((a, b) => lane(a) - lane(b) || a.order - b.order);
  }
  protected heldItems = () => heldItems(this.box, this.tickets, this._row);
  viewCounts = () =>
    Promise.resolve(
      VIEWS.map((view) => ({
        view,
        count: view === 'offline' ? this.box.length : view === 'held' ? this.heldItems().length : this._in(view).length,
        risk: view === 'atRisk',
      })),
    );
  protected _row = (t: Invented): T.TicketRow => ({
    ...t.row,
    category: categoryName(t.category, this._lang()),
    queue: queues.find((q) => q.id === t.queueId)?.name ?? null,
    clock: t.clocks.find(presses) ?? t.clocks[0] ?? null,
    state: t.row.state ?? (t.drafts.length ? 'draft' : null),
  });
  list(of: T.ListOf, offset: number, limit: number): Promise<T.TicketPage> {
    const kept = of.type === 'filter' ? this.filtersKept.find((f) => f.id === of.id) : undefined;
    if (of.type === 'filter' && !kept) return fail('gone');
    const all = of.type === 'view' ? this._in(of.view) : filtered(kept!.rule, this.tickets.values());
    const first = of.type === 'view' && (of.view === 'mine' || of.view === 'team');
    const nextUp = first ? all.filter((t) => presses(t.clocks[0]!)).length : 0;
    const owed = of.type === 'view' && { promises: 'promise', followUps: 'followUp' }[of.view as string];
    const row = (t: Invented) => ({ ...this._row(t), owed: soonest(t.clocks.filter((clock) => clock.kind === owed)) });
    return Promise.resolve({
      rows: all.slice(offset, offset + limit).map(row),
      total: all.length,
      nextUp,
      emergencies: all.filter((t) => lane(t) === 0).length,
      asOf: this.line.asOf!,
    });
  }
  /** Mine and nobody's, the most pressing first. */
  nextUp(after: string | null): Promise<T.NextUp | null> {
    const all = [...this._in('mine'), ...this._in('unassigned')].filter(isActive);
    const t = all[all.findIndex((one) => one.row.id === after) + 1];
    if (!t) return Promise.resolve(null);
    const clock = t.clocks.find(presses);
    const why = clock ? `why-${clock.state}` : t.row.tier > 1 ? 'why-tier' : t.clocks[0]?.due ? 'why-due' : 'why-oldest';
    return Promise.resolve({ ticket: t.row.id, why });
  }

  /** The filters that were saved. */
  filtersKept: Kept[] = inventFilters();
  filters = () => Promise.resolve(this.filtersKept.map((kept) => saved(kept, this.tickets.values())));
  saveFilter({ id, name, shared, rule }: T.FilterDraft): Promise<string> {
    if (!name.trim()) return fail('empty-text');
    const had = this.filtersKept.find((kept) => kept.id === id);
    if (had && had.owner !== me.id) return fail('forbidden');
    const kept = { id: had?.id ?? `f${++this._n}`, name: name.trim(), shared, rule, owner: me.id };
    this.filtersKept = had ? this.filtersKept.map((one) => (one === had ? kept : one)) : [...this.filtersKept, kept];
    this.say('lists');
    return Promise.resolve(kept.id);
  }
  removeFilter(id: string) {
    this.filtersKept = this.filtersKept.filter((kept) => kept.id !== id);
    this.say('lists');
    return Promise.resolve();
  }
  countFilter = (rule: T.FilterRule) => Promise.resolve(filtered(rule, this.tickets.values()).length);

  clockStory(id: string, kind: T.ClockKind, due: number | null): Promise<T.ClockStory> {
    const t = this.tickets.get(id);
    const ofKind = t?.clocks.filter((c) => c.kind === kind) ?? [];
    const clock = ofKind.find((c) => c.due === due) ?? ofKind[0];
    const now = Date.now();
    const held = kind === 'decision' && t?.heldBy[0];
    if (held) return Promise.resolve(marked(heldStory(held.since, now), outageOf(this.line, now)));
    if (!t || !clock) return fail('clock-missing');
    const outage = outageOf(this.line, now);
    if (kind === 'promise' || kind === 'followUp') return Promise.resolve(marked(owedStory(t, kind, due, now), outage));
    const asked = askedStory(t, kind, due, now);
    if (asked) return Promise.resolve(marked(asked, outage));
    const { createdAt: start } = t;
    const metAt = clock.metAfter === null ? null : start + clock.metAfter;
    const ends = clock.due ?? metAt ?? now + 3_600_000;
    const end = Math.max(ends, metAt ?? now);
    const at = (share: number) => start + (end - start) * share;
    const stretch = (from: number, to: number, counted: T.Counted) => ({ from: at(from), to: at(to), counted });
    const waits = kind === 'resolution';
    const story: Unmarked = {
      kind,
      start,
      due: ends,
      metAt,
      now,
      policy: 'V3',
      target: waits ? { type: 'open', minutes: 390 } : { type: 'wall', minutes: Math.round((ends - start) / 60_000) },
      offHours: !waits,
      paused: clock.state === 'paused',
      stretches: waits
        ? [stretch(0, 0.2, 'running'), stretch(0.2, 0.35, 'paused'), stretch(0.35, 0.5, 'closed'), stretch(0.5, 1, 'running')]
        : [stretch(0, 1, 'running')],
      doubtful: false,
    };
    return Promise.resolve(marked(story, outage));
  }

  /** Where a ticket is seen, and what became part of it last. */
  protected _leadsTo(id: string): string {
    return id;
  }
  protected _partOf(_id: string): T.ApartView | null {
    return null;
  }
  ticket(asked: string): Promise<T.TicketDetail> {
    const id = this._leadsTo(asked);
    const t = this.tickets.get(id);
    if (!t) return fail('ticket-missing');
    const { queueId, ownerId, tags, clocks, createdAt, lastRead, drafts, customer, changedAway, heldBy, seen } = t;
    const queue = queues.find((q) => q.id === queueId)?.name ?? null;
    return Promise.resolve({
      row: this._row(t),
      queue,
      queueId,
      categoryKey: t.category,
      ownerId,
      letGoAt: t.letGoAt ?? null,
      callBackOn: t.callBackOn ?? null,
      apart: this._partOf(id),
      tags,
      clocks,
      createdAt,
      asOf: this.line.asOf!,
      timeline: t.timeline.map(saying(this._lang())),
      earlier: t.older.length,
      seen,
      lastRead,
      transitions: nextOf[t.row.status],
      demand: t.demand ?? null,
      handover: t.handover ?? null,
      links: t.links ?? [],
      drafts: drafts.map((d) => ({ ...d })),
      customer,
      changedAway,
      heldBy,
      tasks: inOrder(t.tasks),
      requests: requestsInOrder(t.requests, this._lang()),
      complaints: complaintsInOrder(t.complaints),
    });
  }
  earlier = (ticket: string, _before: number, _beforeId: string) =>
    Promise.resolve(this.tickets.get(ticket)!.older.map(saying(this._lang())));
  customerHistory = (customer: string, _besides: string, shown: number) =>
    Promise.resolve(customer === 'c-t10482' ? earlierOfGu(Date.now()).slice(Math.max(0, shown - 3)) : []);
  markRead(ticket: string) {
    const t = this.tickets.get(ticket)!;
    if (t.row.unread) {
      t.row.unread = false;
      this.say('read');
    }
    return Promise.resolve();
  }
}

// The invented desk's filters: what a rule holds and in which order, and a few that were saved before.
import { anyRule } from '../parts/choices';
import { agents, categories, me, nextOf } from './invented-people';
import type { Invented } from './invented-tickets';
import type * as T from './wire';

/** A filter with who saved it. */
export type Kept = T.FilterDraft & { id: string; owner: string };

export const inventFilters = (): Kept[] => [
  {
    id: 'f-vip',
    name: '会员 V2 以上',
    shared: false,
    owner: me.id,
    rule: { ...anyRule(), tier: 2 },
  },
  {
    id: 'f-pay',
    name: 'Double charges',
    shared: true,
    owner: 'a-bai',
    rule: { ...anyRule(), categories: ['payment'], order: 'oldest' },
  },
];

export const isActive = (t: Invented) => nextOf[t.row.status].length > 0 && t.row.status !== 'solved';
export const isSnoozed = (t: Invented) => t.row.snoozedUntil !== null || t.row.snoozedUntilReply;

const parents = new Map(categories('en').map((c) => [c.key, c.parent]));
const within = (category: string | null, wanted: string[]) =>
  category !== null && (wanted.includes(category) || wanted.includes(parents.get(category) ?? ''));

function owned(t: Invented, owner: T.OwnerRule): boolean {
  if (owner.who === 'me') return t.ownerId === me.id;
  if (owner.who === 'nobody') return t.ownerId === null;
  if (owner.who === 'others') return t.ownerId !== null && t.ownerId !== me.id;
  return t.ownerId === owner.id;
}

export function holds(rule: T.FilterRule, t: Invented): boolean {
  const among = <V>(wanted: V[], has: V) => !wanted.length || wanted.includes(has);
  return (
    (rule.statuses.length ? rule.statuses.includes(t.row.status) : isActive(t)) &&
    !isSnoozed(t) &&
    (!rule.owner || owned(t, rule.owner)) &&
    among(rule.urgencies, t.row.urgency) &&
    among(rule.channels, t.row.channel) &&
    among<string | null>(rule.queues, t.queueId) &&
    (!rule.categories.length || within(t.category, rule.categories)) &&
    rule.tags.every((tag) => t.tags.includes(tag)) &&
    t.row.tier >= (rule.tier ?? 0) &&
    (!rule.unread || t.row.unread) &&
    (!rule.hot || t.row.hot)
  );
}

const dueOf = (t: Invented) => t.clocks.find((c) => c.due !== null)?.due ?? Infinity;
const orders: Record<T.FilterOrder, (a: Invented, b: Invented) => number> = {
  due: (a, b) => dueOf(a) - dueOf(b),
  newest: (a, b) => b.createdAt - a.createdAt,
  oldest: (a, b) => a.createdAt - b.createdAt,
  updated: (a, b) => b.row.updatedAt - a.row.updatedAt,
};
/** What a filter holds; emergencies lie first, as in every list. */
export const filtered = (rule: T.FilterRule, all: Iterable<Invented>): Invented[] =>
  [...all].filter((t) => holds(rule, t)).sort((a, b) => lane(a) - lane(b) || orders[rule.order](a, b) || a.order - b.order);

export const lane = (t: Invented) => (t.row.urgency === 'emergency' && isActive(t) ? 0 : 1);

export const saved = (kept: Kept, all: Iterable<Invented>): T.SavedFilter => ({
  id: kept.id,
  name: kept.name,
  shared: kept.shared,
  by: kept.owner === me.id ? null : agents.find((a) => a.id === kept.owner)!.name,
  mayChange: kept.owner === me.id,
  rule: kept.rule,
  count: filtered(kept.rule, all).length,
});

// The invented held inbox: made from the invented outbox and timelines, as Rust makes the real one.
import type { Unmarked } from './invented-lost';
import type { Invented } from './invented-tickets';
import type * as T from './wire';

const undecided = (row: T.OutboxRow) => row.state === 'held' || row.state === 'rejected';

/** What is held or was refused, with what its author had seen and what came since. */
/** What the invented customer's words are at odds with. */
const differs: Record<string, T.Differs> = { t10479: { mine: ['定金可以退'], theirs: ['不退了'] } };

/** Two things decided earlier today. */
export function decidedBefore(now: number): T.HeldDecided[] {
  const min = 60_000;
  return [
    {
      operation: 'op-shao',
      ticket: 't10455',
      number: '10455',
      customer: '邵一鸣',
      subject: '贝壳 Air 左耳没有声音',
      subjectLang: 'zh-Hans',
      how: 'sentAnyway',
      text: '左耳没有声音多半是触点有灰，用棉签擦一下试试。',
      at: now - min,
    },
    {
      operation: 'op-zhong',
      ticket: 't10431',
      number: '10431',
      customer: '钟海涛',
      subject: 'R3 地图建好之后总是漏扫阳台',
      subjectLang: 'zh-Hans',
      how: 'noted',
      text: '阳台门槛高于 2 厘米，建议客户垫高。',
      at: now - 2 * min,
    },
  ];
}

export function heldItems(box: T.OutboxRow[], tickets: Map<string, Invented>, row: (t: Invented) => T.TicketRow): T.HeldItem[] {
  return box.filter(undecided).map((held) => {
    const t = tickets.get(held.ticket)!;
    const others = t.timeline.filter((i) => i.type === 'event' || (i.kind !== 'note' && i.operation === null));
    const part = ({ operation, kind, summary }: T.OutboxRow): T.HeldPart => ({ operation, kind, summary });
    const isText = held.kind === 'reply' || held.kind === 'note';
    const ways: T.Decision[] = isText ? ['edit', 'sendAnyway', 'note', 'discard'] : ['sendAnyway', 'discard'];
    return {
      operation: held.operation,
      ticket: held.ticket,
      number: held.number,
      subject: held.subject,
      row: row(t),
      state: held.state,
      reason: held.reason!,
      seen: others.filter((i) => i.type === 'message' && i.at <= held.at),
      news: others.filter((i) => i.at > held.at),
      text: isText ? held.summary : '',
      parts: [part(held)],
      behind: box.filter((b) => b.ticket === held.ticket && b.reason?.id === 'waits-behind-held').map(part),
      ways: ways.filter((w) => held.state === 'held' || w !== 'sendAnyway'),
      at: held.at,
      offline: held.offline,
      shown: { seen: t.seen, owner: 0, articles: [] },
      article: null,
      outdated: [],
      files: t.timeline.flatMap((i) => (i.type === 'message' && i.operation === held.operation ? i.files : [])),
      differs: others.some((i) => i.at > held.at) ? (differs[held.ticket] ?? null) : null,
    };
  });
}

/** Why the lead hears of what is held. */
export const heldStory = (start: number, now: number): Unmarked => ({
  kind: 'decision',
  start,
  due: start + 60 * 60_000,
  metAt: null,
  now,
  policy: 'Not sent: its author decides',
  target: { type: 'wall', minutes: 60 },
  offHours: false,
  paused: false,
  stretches: [{ from: start, to: Math.max(start + 60 * 60_000, now), counted: 'running' }],
  doubtful: false,
});

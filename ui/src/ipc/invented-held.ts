// The invented held inbox: made from the invented outbox and timelines, as Rust makes the real one.
import type { Invented } from './invented-tickets';
import type * as T from './wire';

const undecided = (row: T.OutboxRow) => row.state === 'held' || row.state === 'rejected';

/** What is held or was refused, with what its author had seen and what came since. */
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
      shown: { seen: t.seen, owner: 0 },
    };
  });
}

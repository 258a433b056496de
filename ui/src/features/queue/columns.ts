// What a row shows besides who, what and when it is due: the columns somebody chose, and which of them a narrow list gives up.
import type { Column } from '../../ipc';

export const COLUMNS: Column[] = ['channel', 'number', 'category', 'urgency', 'owner', 'queue', 'status', 'updated'];

/** How wide each is in the table. */
const WIDTHS: Record<Column, number> = {
  channel: 20,
  number: 68,
  category: 150,
  urgency: 76,
  owner: 116,
  queue: 124,
  status: 124,
  updated: 92,
};
const GAP = 12;
/** The box, who, the least of the subject, the clock, and the list's edges. */
const FIXED = 24 + 172 + 220 + 128 + 3 * GAP + 28;
/** What is given up first: what one can do without until the ticket is open. */
const GIVES_WAY: Column[] = ['updated', 'queue', 'category', 'channel', 'status', 'owner', 'urgency', 'number'];

export function fitting(chosen: readonly Column[], width: number): Column[] {
  let left = chosen.filter((column) => COLUMNS.includes(column));
  const wide = () => left.reduce((sum, column) => sum + WIDTHS[column] + GAP, FIXED);
  for (const column of GIVES_WAY) {
    if (wide() <= width) break;
    left = left.filter((one) => one !== column);
  }
  return left;
}

export const template = (columns: readonly Column[]) =>
  `24px 172px minmax(0, 1fr) ${columns.map((column) => `${WIDTHS[column]}px`).join(' ')} 128px`;

/** Chosen or not; what is chosen anew comes last. */
export const toggled = (chosen: readonly Column[], column: Column): Column[] =>
  chosen.includes(column) ? chosen.filter((one) => one !== column) : [...chosen, column];

/** One place up or down among those that are chosen. */
export function shifted(chosen: readonly Column[], column: Column, by: 1 | -1): Column[] {
  const at = chosen.indexOf(column);
  const to = at + by;
  if (at < 0 || to < 0 || to >= chosen.length) return [...chosen];
  const next = [...chosen];
  next.splice(at, 1);
  next.splice(to, 0, column);
  return next;
}

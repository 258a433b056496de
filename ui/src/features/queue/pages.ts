// What was read of a list: a few pages of a hundred rows, and where each ticket in them stands. Nothing here grows with the list.
import type { TicketPage, TicketRow } from '../../ipc';

export const PAGE = 100;
/** So many pages are kept; those used longest ago go. */
export const KEPT = 24;

export const pageOf = (index: number) => Math.floor(index / PAGE);

export type Shown = {
  readonly pages: ReadonlyMap<number, readonly TicketRow[]>;
  /** Where each ticket of those pages stands. */
  readonly places: ReadonlyMap<string, number>;
  readonly total: number;
  readonly nextUp: number;
  readonly emergencies: number;
  readonly asOf: number | null;
};

export const NOTHING: Shown = { pages: new Map(), places: new Map(), total: 0, nextUp: 0, emergencies: 0, asOf: null };

export const rowAt = (shown: Shown, index: number): TicketRow | undefined => shown.pages.get(pageOf(index))?.[index % PAGE];

function placed(pages: ReadonlyMap<number, readonly TicketRow[]>) {
  const places = new Map<string, number>();
  for (const [page, rows] of pages) rows.forEach((row, at) => places.set(row.id, page * PAGE + at));
  return places;
}

/** A page that was read, by its number. */
export type Read = readonly [page: number, read: TicketPage];

/** With the pages that were read, over what was there before. */
export function joined(before: Shown, read: readonly Read[]): Shown {
  const newest = read.at(-1)![1];
  const fresh = new Set(read.map(([page]) => page));
  const pages = new Map(before.pages);
  for (const [page, { rows }] of read) {
    pages.delete(page);
    pages.set(page, rows);
  }
  for (const page of [...pages.keys()])
    if (page * PAGE >= newest.total || (pages.size > KEPT && !fresh.has(page))) pages.delete(page);
  const { total, nextUp, emergencies, asOf } = newest;
  return { pages, places: placed(pages), total, nextUp, emergencies, asOf };
}

/** Whether the tickets that were read stand where they stood. */
export function still(before: Shown, after: Shown, read: readonly Read[]): boolean {
  if (before.total !== after.total || before.nextUp !== after.nextUp || before.emergencies !== after.emergencies) return false;
  for (const [page] of read) {
    const was = before.pages.get(page);
    const is = after.pages.get(page);
    if (was && (was.length !== is?.length || was.some((row, at) => row.id !== is[at]!.id))) return false;
  }
  return true;
}

/** The rows of before in their places, each as it is now. */
export function renewed(before: Shown, after: Shown): Shown {
  const now = (row: TicketRow) => {
    const place = after.places.get(row.id);
    return place === undefined ? row : rowAt(after, place)!;
  };
  const pages = new Map([...before.pages].map(([page, rows]) => [page, rows.map(now)]));
  return { ...before, pages, asOf: after.asOf };
}

/** A heading over a row of the list. */
export type Heading = { at: number; name: 'group-next' | 'group-later' };

/** Emergencies have their own lane above the list; what follows them is next up, then later. */
export function headings({ total, nextUp, emergencies }: Shown): Heading[] {
  const all: Heading[] = [];
  if (nextUp > emergencies) all.push({ at: emergencies, name: 'group-next' });
  const first = Math.max(nextUp, emergencies);
  if (first > 0 && first < total) all.push({ at: first, name: 'group-later' });
  return all;
}

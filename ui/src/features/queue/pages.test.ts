// A list of a hundred thousand: whatever is done in it touches the pages that were read, and nothing else.
import { expect, test, vi } from 'vitest';
import { speakThrough, type Ipc, type ListOf, type TicketPage, type TicketRow } from '../../ipc';
import { firstAt, heightOf, topOf } from '../../parts/lines';
import { headings, KEPT, NOTHING, PAGE } from './pages';
import { queue } from './queue.svelte';

const TOTAL = 100_000;

/** A desk with a long list, which counts how often a row is looked at. */
function longDesk() {
  const count = { looked: 0, read: [] as number[] };
  const row = (index: number) =>
    Object.defineProperty({} as TicketRow, 'id', { get: () => (count.looked++, `t${index}`), enumerable: true });
  const list = (_of: ListOf, offset: number, limit: number): Promise<TicketPage> => {
    count.read.push(offset / PAGE);
    const rows = Array.from({ length: Math.min(limit, TOTAL - offset) }, (_, i) => row(offset + i));
    return Promise.resolve({ rows, total: TOTAL, nextUp: 3, emergencies: 1, asOf: 0 });
  };
  speakThrough({ list } as Partial<Ipc> as Ipc);
  return count;
}

test('moving, a deep page and reading again cost the same however long the list is', async () => {
  const count = longDesk();
  await queue.show('team');
  expect(queue.shown.total).toBe(TOTAL);
  for (let i = 0; i < 50; i++) await queue.move(1);
  expect(queue.indexOf(queue.cursor)).toBe(49);
  await queue.move(TOTAL);
  expect(queue.cursor).toBe(`t${TOTAL - 1}`);
  queue.inSight(50_045, 50_057);
  await vi.waitFor(() => expect(queue.row(50_050)?.id).toBe('t50050'));
  await queue.reread();
  expect(count.read).toEqual([0, 999, 500, 500]);
  expect([...queue.shown.pages.keys()].sort((a, b) => a - b)).toEqual([0, 500, 999]);
  // Four pages read, each put in its place a few times: far from a hundred thousand.
  expect(count.looked).toBeLessThan(30 * PAGE);
  // The same in a list that nobody has scrolled.
  const before = count.looked;
  await queue.reread();
  expect(count.looked - before).toBeLessThan(6 * PAGE);
});

test('what is scrolled past is not read, and what was read long ago is let go', async () => {
  const count = longDesk();
  await queue.show('team');
  for (let at = 1_000; at <= 90_000; at += 1_000) queue.inSight(at, at + 12);
  await vi.waitFor(() => expect(count.read).toEqual([0, 900, 899]));
  for (let page = 100; page < 140; page++) {
    queue.inSight(page * PAGE, page * PAGE + 12);
    await vi.waitFor(() => expect(queue.row(page * PAGE)).toBeDefined());
  }
  expect(queue.shown.pages.size).toBeLessThanOrEqual(KEPT);
  expect(queue.shown.places.size).toBeLessThanOrEqual(KEPT * PAGE);
  expect(queue.row(139 * PAGE)).toBeDefined();
  // Whoever goes back to it has it read again.
  expect(queue.row(100 * PAGE)).toBeUndefined();
  queue.inSight(100 * PAGE, 100 * PAGE + 12);
  await vi.waitFor(() => expect(queue.row(100 * PAGE)).toBeDefined());
});

test('a list that has become shorter gives up the pages beyond its end', async () => {
  longDesk();
  await queue.show('team');
  await queue.move(TOTAL);
  expect(queue.shown.pages.has(999)).toBe(true);
  const list = () => Promise.resolve({ rows: [], total: 0, nextUp: 0, emergencies: 0, asOf: 0 });
  speakThrough({ list } as Partial<Ipc> as Ipc);
  await queue.reread();
  expect(queue.shown.pages.size).toBe(0);
  expect(queue.indexOf(queue.cursor)).toBe(-1);
});

test('headings stand over the first that is next up and the first that comes later', () => {
  const of = (part: Partial<typeof NOTHING>) => headings({ ...NOTHING, total: 10, ...part }).map((h) => `${h.at} ${h.name}`);
  expect(of({})).toEqual([]);
  expect(of({ nextUp: 3 })).toEqual(['0 group-next', '3 group-later']);
  expect(of({ nextUp: 3, emergencies: 1 })).toEqual(['1 group-next', '3 group-later']);
  expect(of({ nextUp: 1, emergencies: 2 })).toEqual(['2 group-later']);
  expect(of({ nextUp: 10 })).toEqual(['0 group-next']);
});

test('every place is one sum', () => {
  const lines = {
    rows: TOTAL,
    height: 81,
    head: 28,
    heads: [
      { at: 0, name: 'a' },
      { at: 3, name: 'b' },
    ],
  };
  expect(topOf(lines, 0)).toBe(28);
  expect(topOf(lines, 3)).toBe(3 * 81 + 56);
  expect(heightOf(lines)).toBe(TOTAL * 81 + 56);
  for (const index of [0, 1, 2, 3, 4, 77_777, TOTAL - 1]) {
    expect(firstAt(lines, topOf(lines, index))).toBe(index);
    expect(firstAt(lines, topOf(lines, index) + 80)).toBe(index);
  }
});

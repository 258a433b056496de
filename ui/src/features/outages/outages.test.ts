// What agents know of an outage, and what a lead says of it.
import { fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { byId, GU, openDesk, text } from '../../test-desk';
import { outdatedEnd, written } from './saying';

type Example = { text: string; moved: [string | null, string | null][]; expected: string | null; said: string | null };
const cases = join(import.meta.dirname, '../../../../crates/desk/tests/fixtures/former_times.json');
const former = JSON.parse(readFileSync(cases, 'utf8')) as Example[];
const banner = () => byId('banner');

test('a system is down: every desk says so in its banner, and the page behind it knows the rest', async () => {
  const { user } = await openDesk('outages=1');
  expect((await screen.findByTestId('banner')).dataset.kind).toBe('outage');
  expect(banner().textContent).toContain('Payment is down');
  expect(banner().textContent).toContain('database lost after a move');
  expect(byId('banner-expected').textContent).toContain('Expected back');
  expect(byId('count-of-outages').textContent).toBe('1');
  await user.click(byId('banner-outages'));
  const story = await screen.findByTestId('outage-story');
  expect(within(story).getByTestId('outage-cause').textContent).toContain('database lost after a move');
  expect(within(story).getByTestId('outage-log').textContent).toContain('Payments made meanwhile are booked later.');
  // Whoever does not lead has nothing to say here.
  expect(screen.queryByTestId('outage-new')).toBeNull();
  expect(screen.queryByTestId('outage-tell')).toBeNull();
});

test('cut off, the banner says why and until when, and a time that has passed is no promise any more', async () => {
  const { desk } = await openDesk('outages=1&offline=1');
  expect(banner().dataset.kind).toBe('offline');
  expect(banner().textContent).toContain('database lost after a move');
  desk.told[0]!.expected = Date.now() - 60_000;
  desk.say('team');
  await waitFor(() => expect(byId('banner-expected').textContent).toContain('Was expected back'));
});

test('an outage that is over is told of by its page alone', async () => {
  const { desk, user } = await openDesk('outages=1');
  desk.told[0]!.end = Date.now();
  desk.say('team');
  await waitFor(() => expect(screen.queryByTestId('banner')).toBeNull());
  await user.click(byId('view-outages'));
  await screen.findByTestId('outage-story');
  const rows = screen.getAllByTestId('outage');
  expect(rows.map((row) => row.getAttribute('aria-selected'))).toEqual(['true', 'false']);
  await fireEvent.keyDown(byId('outage-list'), { key: 'ArrowDown' });
  expect(byId('outage-log').textContent).toContain('The last of 11 desks is back');
});

test('a lead is asked whether it is still down, and says how it stands or that it is over', async () => {
  const { desk, user } = await openDesk('outages=1&lead=1&silent=1');
  desk.asked = { type: 'outage', outage: 'o2' };
  desk.clickAgain();
  const asked = await screen.findByTestId('outage-asked');
  expect(asked.textContent).toContain('Is it still down?');
  await user.click(byId('outage-asked-tell'));
  await user.type(await screen.findByTestId('outage-note-text'), 'The bank still looks.');
  await user.click(byId('outage-save'));
  await waitFor(() => expect(screen.queryByTestId('outage-asked')).toBeNull());
  desk.told[0]!.askedFrom = Date.now() - 60_000;
  desk.say('team');
  await user.click(await screen.findByTestId('outage-asked-end'));
  await waitFor(() => expect(screen.queryByTestId('outage-asked')).toBeNull());
  expect(desk.told[0]!.end).not.toBeNull();
});

test('whoever does not lead is not asked', async () => {
  const { user } = await openDesk('outages=1&silent=1');
  await user.click(byId('view-outages'));
  await screen.findByTestId('outage-story');
  expect(screen.queryByTestId('outage-asked')).toBeNull();
});

test('a lead reports a system by keyboard alone, moves the expected end, and says that it is over', async () => {
  const { desk, user } = await openDesk('lead=1');
  await user.keyboard('gb');
  await user.click(await screen.findByTestId('outage-new'));
  await screen.findByTestId('outage-report');
  expect(document.activeElement).toBe(byId('outage-name'));
  await user.keyboard('Hotline{Tab}');
  await user.click(byId('outage-ago-15'));
  await user.type(byId('outage-cause-text'), 'the exchange');
  await user.type(byId('outage-when'), '30 min');
  await waitFor(() => expect(byId('outage-expected-now')).toBeTruthy());
  await user.click(byId('outage-save'));
  await screen.findByTestId('outage-story');
  const made = desk.told[0]!;
  expect([made.scope, made.cause, made.declared]).toEqual([{ type: 'system', name: 'Hotline' }, 'the exchange', true]);
  expect(Math.round((Date.now() - made.start) / 60_000)).toBeGreaterThanOrEqual(15);
  const before = made.expected;
  expect(banner().textContent).toContain('Hotline is down');

  await user.click(byId('outage-tell'));
  await user.click(await screen.findByTestId('outage-when-120'));
  await user.click(byId('outage-save'));
  await waitFor(() => expect(desk.told[0]!.expected).toBeGreaterThan(before!));
  expect((await screen.findByTestId('outage-log')).textContent).toContain(', not ');

  await user.click(byId('outage-end'));
  await waitFor(() => expect(screen.queryByTestId('banner')).toBeNull());
  expect(byId('outage-log').textContent).toContain('Over');
});

test('what cannot be is said in the dialog, and nothing typed is lost', async () => {
  const { desk, user } = await openDesk('lead=1');
  await user.keyboard('gb');
  await user.click(await screen.findByTestId('outage-new'));
  await user.type(await screen.findByTestId('outage-cause-text'), 'the exchange');
  await user.click(byId('outage-save'));
  expect((await screen.findByRole('alert')).textContent).toContain('no name yet');
  expect(byId<HTMLInputElement>('outage-cause-text').value).toBe('the exchange');
  await user.clear(byId('outage-start'));
  await user.type(byId('outage-start'), '25:00');
  await user.click(byId('outage-save'));
  expect(document.activeElement).toBe(byId('outage-start'));
  expect(desk.told).toEqual([]);
});

test('the same words for the customer are one press away in every reply, and can be read out over the telephone', async () => {
  const { desk, user } = await openDesk('outages=1');
  await user.click(byId('row-10482'));
  await user.type(await screen.findByTestId('composer-text'), 'Ms Gu, ');
  await user.click(byId('outage-text'));
  await waitFor(() => expect(text().value).toMatch(/^Ms Gu, .*database lost after a move.*expect to be back at \d\d:\d\d/s));
  // A note is for colleagues.
  await user.click(byId('kind-note'));
  expect(screen.queryByTestId('outage-text')).toBeNull();
  await user.click(byId('banner-outages'));
  expect((await screen.findByTestId('outage-script')).textContent).toContain('because of database lost after a move');

  // What nobody has said yet stays open, and a reply with that in it does not leave.
  Object.assign(desk.told[0]!, { expected: null });
  desk.say('team');
  await waitFor(() => expect(byId('outage-script').textContent).toContain('{expected end}'));
  desk.told[0]!.end = Date.now();
  desk.say('team');
  await waitFor(() => expect(screen.queryByTestId('outage-words')).toBeNull());
});

test('a text that says the time that was expected before says so, and is put right in one press', async () => {
  const { desk, user } = await openDesk('outages=1');
  await user.click(byId('row-10482'));
  await screen.findByTestId('composer-text');
  await user.click(byId('outage-text'));
  await waitFor(() => expect(text().value).toContain('expect to be back at'));
  expect(screen.queryByTestId('end-moved')).toBeNull();
  const outage = desk.told[0]!;
  const before = outage.expected!;
  // A minute on; near midnight a minute back, since only what is of the same day is put right.
  const isLast = new Date(before + 60_000).getDate() !== new Date(before).getDate();
  outage.expected = before + (isLast ? -60_000 : 60_000);
  outage.log.unshift({ at: Date.now(), by: '秦越', offline: false, event: { type: 'expected', at: outage.expected, before } });
  desk.say('team');
  expect((await screen.findByTestId('end-moved')).textContent).toContain('It is now expected back');
  await user.click(byId('end-moved-put'));
  await waitFor(() => expect(screen.queryByTestId('end-moved')).toBeNull());
  const saved = vi.spyOn(desk, 'saveDraft');
  await user.type(text(), ' Thank you.');
  await waitFor(() => expect(saved).toHaveBeenCalledWith(GU, 'reply', expect.stringContaining('Thank you.'), expect.anything()));
});

test('the open text names a former time exactly where Rust says so of the others', async () => {
  const { desk } = await openDesk('outages=1');
  const at = (time: string | null) =>
    time && new Date(2026, 10, 27, ...(time.split(':').map(Number) as [number, number])).getTime();
  for (const { text, moved, expected, said } of former) {
    const log = moved.map(([before, now]) => {
      return {
        at: 0,
        by: null,
        offline: false,
        event: { type: 'expected' as const, at: at(now) || null, before: at(before) || null },
      };
    });
    const found = outdatedEnd(text, { ...desk.told[0]!, expected: at(expected) || null, log });
    expect(found?.said ?? null, text).toBe(said);
  }
});

test('a former time is put right where that is of the same day', async () => {
  const { desk } = await openDesk('outages=1');
  const noon = new Date(2026, 10, 27, 12, 0).getTime();
  const at = (minutes: number) => noon + minutes * 60_000;
  const moved = { at: noon, by: null, offline: false, event: { type: 'expected' as const, at: at(20), before: at(5) } };
  const outage = { ...desk.told[0]!, expected: at(20), log: [moved] };
  expect(outdatedEnd('Back at 12:05, says 12:05.', outage)!.right).toBe('Back at 12:20, says 12:20.');
  expect(outdatedEnd('12:05', { ...outage, expected: at(24 * 60) })).toEqual({ said: '12:05', right: null });
  expect(outdatedEnd('12:05', undefined)).toBeNull();
});

test('an hour and minute is of today, or of yesterday where it is still to come', () => {
  const noon = new Date(2026, 10, 27, 12, 0).getTime();
  expect(written('11:58', noon)).toBe(new Date(2026, 10, 27, 11, 58).getTime());
  expect(written(' 23:10 ', noon)).toBe(new Date(2026, 10, 26, 23, 10).getTime());
  expect(written('9：05', noon)).toBe(new Date(2026, 10, 27, 9, 5).getTime());
  for (const text of ['', '12', '24:00', '12:60', 'noon']) expect(written(text, noon)).toBeNull();
});

test('cut off, the banner tells this computer that has no network from a team server that does not answer', async () => {
  await openDesk('offline=1&nolink=1&lang=en');
  await waitFor(() => expect(banner().textContent).toContain('This computer has no network'));
});

test('a text that is not open and still tells a time that has moved is marked in its row, and led to from the outage', async () => {
  const { desk, user } = await openDesk('outages=1&lang=en');
  desk.told[0]!.drafts = [{ ticket: 't10440', number: '10440', said: '15:10' }];
  desk.say('team');
  await waitFor(() => expect(byId('row-10440').textContent).toContain('still tells a former time'));
  await user.click(byId('list-look'));
  await user.click(await screen.findByTestId('look-table'));
  await screen.findByTestId('table-head');
  expect(byId('row-10440').textContent, 'in the table, too').toContain('still tells a former time');
  await user.click(byId('view-outages'));
  const drafts = await screen.findByTestId('outage-drafts');
  expect(drafts.textContent).toContain('1 of your texts still tells a customer a time that has moved');
  await user.click(within(drafts).getByTestId('outage-draft'));
  await screen.findByTestId('composer-text');
});

test('a report that is half written is on the disk, comes back after a crash, and is gone once it is said or given up', async () => {
  const { desk, user, unmount } = await openDesk('lead=1&lang=en');
  await user.keyboard('gb');
  await user.click(await screen.findByTestId('outage-new'));
  await screen.findByTestId('outage-report');
  await user.keyboard('Hotline');
  await waitFor(() => expect([...desk.outageForms.values()].join()).toContain('Hotline'));
  const on = desk.outageForms;
  unmount();
  const again = await openDesk('lead=1&lang=en');
  again.desk.outageForms = on;
  await again.user.keyboard('gb');
  await again.user.click(await screen.findByTestId('outage-new'));
  await waitFor(() => expect(byId<HTMLInputElement>('outage-name').value).toBe('Hotline'));
  await again.user.click(byId('outage-save'));
  await screen.findByTestId('outage-story');
  await waitFor(() => expect([...on.values()].join('')).toBe(''));
});

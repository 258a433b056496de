// Why a clock is due when it is: the bar adds up, and the dialog says it.
import { screen, waitFor } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import type { ClockStory } from '../../ipc';
import { byId, openDesk } from '../../test-desk';
import { drawn } from './clockStory';

const hour = 3_600_000;
const nine = new Date(2026, 10, 23, 9).getTime();
const story = (part: Partial<ClockStory>): ClockStory => ({
  kind: 'resolution',
  start: nine,
  due: nine + 6 * hour,
  metAt: null,
  now: nine + 2 * hour,
  policy: 'V3',
  target: { type: 'open', minutes: 240 },
  offHours: false,
  paused: false,
  stretches: [
    { from: nine, to: nine + hour, counted: 'running', outage: false },
    { from: nine + hour, to: nine + 3 * hour, counted: 'paused', outage: false },
    { from: nine + 3 * hour, to: nine + 6 * hour, counted: 'running', outage: false },
  ],
  doubtful: false,
  lost: null,
  ...part,
});
const kinds = (of: ClockStory, now: number) => drawn(of, now).segments.map((s) => [s.kind, (s.to - s.from) / hour]);

test('what has run, waited and is still to run adds up to the due time', () => {
  expect(kinds(story({}), nine + 4 * hour)).toEqual([
    ['running', 1],
    ['paused', 2],
    ['running', 1],
    ['ahead', 2],
  ]);
});

test('after the due time the clock goes on over it, and a met one stops where it was met', () => {
  const late = kinds(story({}), nine + 8 * hour);
  expect(late[late.length - 1]).toEqual(['over', 2]);
  const met = drawn(story({ metAt: nine + 4 * hour }), nine + 50 * hour);
  expect(met.now).toBeNull();
  expect(met.segments.map((s) => s.kind)).toEqual(['running', 'paused', 'running', 'ahead']);
});

test('an outage lies over what its time was, and is told apart', async () => {
  const cut = { from: nine + 3 * hour, to: nine + 4 * hour, counted: 'running', outage: true } as const;
  const rest = { from: nine + 4 * hour, to: nine + 6 * hour, counted: 'running', outage: false } as const;
  const of = drawn(story({ stretches: [...story({}).stretches.slice(0, 2), cut, rest] }), nine + 5 * hour);
  expect(of.segments.filter((s) => s.outage).map((s) => [s.kind, (s.to - s.from) / hour])).toEqual([['running', 1]]);
  expect(of.sums.running).toBe(3 * hour);

  const { user } = await openDesk('offline=1');
  await user.click(byId('row-10482'));
  await user.click(await screen.findByTestId('clock-resolution'));
  expect((await screen.findByTestId('story-lost')).textContent).toMatch(/Outage34 min.*counted all the same/);
  expect(byId('story-bar').textContent).toContain('Outage, counted');
});

test('its ticks are round times with room between them', () => {
  const { ticks } = drawn(story({ due: nine + 40 * 24 * hour }), nine);
  expect(ticks.length).toBeGreaterThan(2);
  expect(ticks.length).toBeLessThanOrEqual(9);
  expect(drawn(story({}), nine).ticks.every((tick) => new Date(tick.ms).getMinutes() === 0)).toBe(true);
});

test('a click on a clock says why it is due then, and another clock is one click away', async () => {
  const { user } = await openDesk();
  await user.click(byId('row-10482'));
  await user.click(await screen.findByTestId('clock-resolution'));
  const dialog = await screen.findByTestId('clock-story');
  await waitFor(() => expect(dialog.textContent).toContain('Waiting for the customer'));
  expect(dialog.textContent).toContain('counted in working hours');
  await user.click(byId('story-nextResponse'));
  await waitFor(() => expect(dialog.textContent).toContain('counted day and night'));
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByTestId('clock-story')).toBeNull());
  expect(document.activeElement).toBe(byId('clock-resolution'));
});

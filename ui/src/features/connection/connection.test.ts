// An outage changes a banner and the words on things, and says what is safe.
import { screen, waitFor } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import { byId, openDesk } from '../../test-desk';
import { now } from '../../words/now.svelte';

test('the helpdesk goes down, work goes on, and it comes back', async () => {
  const { desk } = await openDesk();
  expect(screen.queryByTestId('banner')).toBeNull();
  expect(byId('settled').textContent).toBe('Everything synced');
  desk.line.asOf = new Date().setHours(0, 1, 0, 0);
  desk.goOffline();
  const banner = await screen.findByTestId('banner');
  expect(banner.dataset.kind).toBe('offline');
  expect(banner.textContent).toContain('Helpdesk is down. Go on working');
  expect(banner.textContent).toMatch(/Shown as of\s+00:01/);
  expect(banner.textContent).toContain('Nothing waits to go out');
  expect(byId('connection').dataset.state).toBe('offline');
  for (const fresh of screen.getAllByTestId('fresh')) expect(fresh.className).toContain('stale');

  await desk.reply('t10482', 'written meanwhile', 1, [], { at: null, then: null, closing: null });
  await waitFor(() => expect(byId('banner').textContent).toContain('1 thing waits to go out'));
  expect(byId('count-waiting').textContent).toBe('1 waiting');

  desk.comeBack();
  await waitFor(() => expect(byId('banner').dataset.kind).toBe('back'));
  expect(byId('banner').textContent).toContain('sent, once');
  expect(byId('connection').dataset.state).toBe('online');
});

test('in Chinese it says the same', async () => {
  const { desk } = await openDesk('lang=zh-Hans');
  desk.goOffline();
  expect((await screen.findByTestId('banner')).textContent).toContain('帮助台断开，照常工作');
  desk.line = { ...desk.line, state: 'recovering' };
  desk.say('connection');
  await waitFor(() => expect(byId('banner').textContent).toContain('正在恢复，先补发再接新'));
});

test('a problem that needs the person is told with what is safe and what to do', async () => {
  await openDesk('problem=expired-token');
  expect(byId('banner').dataset.kind).toBe('problem');
  expect(byId('problem').textContent).toContain('What you wrote is safe here');
});

test('a clock that may be wrong is said to be, and the window counts by the team’s time', async () => {
  const { desk } = await openDesk('doubtful=1');
  expect((await screen.findByTestId('time-doubtful')).textContent).toContain('may be wrong');
  desk.ahead = 3 * 3_600_000;
  desk.say('connection');
  await waitFor(() => expect(now.ms - Date.now()).toBeGreaterThan(3 * 3_600_000 - 5000));
  desk.ahead = 0;
  desk.line = { ...desk.line, time: 'measured' };
  desk.say('connection');
  await waitFor(() => expect(screen.queryByTestId('time-doubtful')).toBeNull());
  expect(Math.abs(now.ms - Date.now())).toBeLessThan(2000);
});

test('of the keys only those are shown that do something on the page that is open', async () => {
  const { user } = await openDesk();
  const shown = () => document.querySelector('.statusbar .keys')!.textContent.replace(/\s+/g, ' ');
  expect(shown()).toContain('move');
  expect(shown()).not.toMatch(/reply|solve|insert/);
  await user.click(byId('row-10482'));
  await waitFor(() => expect(shown()).toMatch(/reply.*solve.*insert/));
  await user.click(byId('view-notices'));
  await waitFor(() => expect(shown()).not.toMatch(/move|reply|solve|insert/));
  expect(shown()).toContain('keys');
  await user.click(byId('view-held'));
  await screen.findByTestId('held');
  await waitFor(() => expect(shown()).not.toMatch(/edit|send|move/));
});

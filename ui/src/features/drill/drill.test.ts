// An outage is practised: every screen says so, and how it was done is told at the end.
import { screen, waitFor, within } from '@testing-library/svelte';
import { expect, test, vi } from 'vitest';
import { byId, openDesk } from '../../test-desk';

test('a drill says over every screen that it is one, and what happens in it', async () => {
  const { user } = await openDesk('drill=down&lang=en');
  const strip = await screen.findByTestId('drill');
  expect(strip.textContent).toContain('Drill');
  const event = await screen.findByTestId('drill-event');
  expect(event.textContent).toContain('199 0000 0103');
  expect(within(event).getByTestId('drill-noted').textContent).toContain('Not noted yet');
  await user.click(byId('drill-all'));
  expect(screen.getAllByTestId('drill-event')).toHaveLength(3);
  // The desk below it is a desk like any other.
  await user.click(byId('row-10482'));
  await screen.findByTestId('composer-text');
  expect(byId('drill')).toBeTruthy();
});

test('it is begun by hand, hurried on, and judged at its end', async () => {
  const { user } = await openDesk('drill=ready&lang=en');
  await user.click(await screen.findByTestId('drill-begin'));
  await user.click(await screen.findByTestId('drill-hurry'));
  await waitFor(() => expect(byId('drill-phase').textContent).toContain('The system is back'));
  await user.click(byId('drill-end'));
  const score = await screen.findByTestId('drill-score');
  expect(within(score).getByTestId('drill-points').textContent).toBe('73');
  expect(score.textContent).toContain('not marked as an emergency');
  await user.click(byId('drill-close'));
});

test('one that a real outage stopped says so, and nothing else can be done in it', async () => {
  await openDesk('drill=stopped&lang=en');
  expect((await screen.findByTestId('drill-phase')).textContent).toContain('The drill has stopped');
  await waitFor(() => expect(document.body.textContent).toContain('Payment is down in earnest'));
  expect(screen.queryByTestId('drill-end')).toBeNull();
});

test('a drill is begun from the palette, and not while something is down in earnest', async () => {
  const { desk, user } = await openDesk('lang=en');
  const begun = vi.spyOn(desk, 'beginDrill');
  await user.click(byId('open-palette'));
  await user.keyboard('practise an outage');
  await user.click(await screen.findByTestId('palette-drill'));
  expect(begun).toHaveBeenCalled();
  expect(screen.queryByTestId('drill')).toBeNull();
});

test('what a drill has no use for is hidden in its window, and a key says why', async () => {
  const { desk, user } = await openDesk('drill=down&lang=en&problem=expired-token');
  const refused = (['lock', 'signInAgain', 'exportWork', 'importWork', 'teamServer', 'beginDrill'] as const).map((call) =>
    vi.spyOn(desk, call),
  );
  await user.keyboard('{Control>}{Shift>}l{/Shift}{/Control}');
  const toast = await screen.findByTestId('toast');
  expect(toast.textContent).toContain('This is a drill: its desk goes when the window is closed.');
  await user.click(byId('me'));
  await screen.findByTestId('me-settings');
  expect(screen.queryByTestId('me-lock')).toBeNull();
  await user.click(byId('me-settings'));
  await screen.findByTestId('settings');
  for (const gone of ['lock-now', 'unsent-open', 'team-server', 'sign-in-again', 'banner-unsent'])
    expect(screen.queryByTestId(gone), gone).toBeNull();
  await user.keyboard('{Escape}{F1}');
  await screen.findByTestId('help');
  expect(screen.queryByTestId('help-unsent')).toBeNull();
  await user.keyboard('{Escape}{Control>}k{/Control}');
  for (const [asked, command] of [
    ['lock now', 'lock'],
    ['unsent', 'unsent'],
    ['server', 'server-stop'],
  ] as const) {
    await user.clear(await screen.findByTestId('palette-text'));
    await user.type(byId('palette-text'), asked);
    expect(screen.queryByTestId(`palette-${command}`), command).toBeNull();
  }
  // Another drill within this one is listed, and says why not.
  await user.clear(byId('palette-text'));
  await user.type(byId('palette-text'), 'practise an outage');
  await user.click(await screen.findByTestId('palette-drill'));
  expect(byId('palette-drill').textContent).toContain('or this is a drill already');
  for (const call of refused) expect(call).not.toHaveBeenCalled();
});

test('its opening page says what of it is the own team and what is not', async () => {
  await openDesk('drill=ready&lang=en');
  expect((await screen.findByTestId('drill-ready')).textContent).toContain(
    'categories and time limits are those of the sample team',
  );
});

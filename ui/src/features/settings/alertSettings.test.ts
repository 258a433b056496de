// How alerts sound and when they keep quiet; what is refused goes back to what holds, and says why.
import { screen, waitFor } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import { byId, openDesk } from '../../test-desk';

async function openSettings(params = '') {
  const opened = await openDesk(params);
  await opened.user.click(byId('me'));
  await opened.user.click(await screen.findByTestId('me-settings'));
  await opened.user.click(byId('settings-alerts'));
  await screen.findByTestId('alert-settings');
  return opened;
}
const isOn = (id: string) => byId(id).getAttribute('aria-checked') === 'true';
const field = (id: string) => screen.getByTestId<HTMLInputElement>(id);

test('each sound can be tried', async () => {
  const { user, desk } = await openSettings();
  for (const name of ['twoTones', 'bell', 'knock']) {
    await user.click(byId(`chime-${name}`));
    expect(desk.heard.splice(0)).toEqual([]);
    await user.click(byId('chime-test'));
    expect(desk.heard.splice(0)).toEqual([[name, 1]]);
  }
  await waitFor(() => expect(desk.own.chime).toBe('knock'));
});

test('quiet hours are put on, written as people write them, and put off', async () => {
  const { user, desk } = await openSettings();
  // Also without hours or a shift: the computer itself may be told not to disturb.
  await user.click(byId('quiet-emergencies'));
  await waitFor(() => expect(desk.own.quietEmergencies).toBe(true));
  await user.click(byId('quiet-emergencies'));
  await waitFor(() => expect(desk.own.quietEmergencies).toBe(false));
  await user.click(byId('quiet-hours'));
  await waitFor(() => expect(desk.own.quiet).toEqual({ from: '22:00', to: '08:00' }));
  await user.clear(field('quiet-to'));
  await user.type(field('quiet-to'), '730');
  await user.clear(field('quiet-from'));
  await user.type(field('quiet-from'), '2130');
  await user.tab();
  await waitFor(() => expect(desk.own.quiet?.from).toBe('21:30'));
  await user.click(byId('quiet-emergencies'));
  await waitFor(() => expect(desk.own.quietEmergencies).toBe(true));
  await user.click(byId('quiet-hours'));
  await waitFor(() => expect(desk.own.quiet).toBeNull());
  expect(isOn('quiet-emergencies'), 'what is set is shown').toBe(true);
});

test('what is no time of day is said to be none, and the field shows again what holds', async () => {
  const { user, desk } = await openSettings();
  await user.click(byId('quiet-hours'));
  await user.clear(await screen.findByTestId('quiet-from'));
  await user.type(field('quiet-from'), '25:99');
  await user.tab();
  expect((await screen.findByTestId('settings-refused')).textContent).toContain('no time of day');
  await waitFor(() => expect(field('quiet-from').value).toBe('22:00'));
  expect(desk.own.quiet).toEqual({ from: '22:00', to: '08:00' });
});

test('a system that refuses is named; the switch goes back, and what else was chosen stays', async () => {
  const { user, desk } = await openSettings('noautostart=1');
  await user.click(byId('autostart'));
  expect((await screen.findByTestId('settings-refused')).textContent).toContain('Permission denied');
  await waitFor(() => expect(isOn('autostart')).toBe(false));
  await user.click(byId('watch-in-tray'));
  await waitFor(() => expect(desk.own.watchInTray).toBe(false));
  expect(desk.own.autostart).toBe(false);
  expect(screen.queryByTestId('settings-refused')).toBeNull();
});

test('my shift is one of the team', async () => {
  const { user, desk } = await openSettings();
  await user.click(byId('shift'));
  await user.click(await screen.findByTestId('shift-night'));
  await waitFor(() => expect(desk.own.shift).toBe('night'));
  expect(byId('shift').textContent).toContain('夜班');
  await user.click(byId('shift'));
  await user.click(await screen.findByTestId('shift-'));
  await waitFor(() => expect(desk.own.shift).toBeNull());
});

// The key that opens the quick capture from any program: on by choice, chosen by pressing it, and never silently dead.
import { screen, waitFor } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import { byId, openDesk } from '../../test-desk';

async function openSettings() {
  const opened = await openDesk();
  await opened.user.keyboard('{Control>},{/Control}');
  await screen.findByTestId('settings');
  return opened;
}

test('it is off until somebody wants it, says its key, and another one is chosen by pressing it', async () => {
  const { user, desk } = await openSettings();
  expect(byId('capture-everywhere').getAttribute('aria-checked')).toBe('false');
  expect(screen.queryByTestId('everywhere-key')).toBeNull();
  await user.click(byId('capture-everywhere'));
  expect((await screen.findByTestId('everywhere-key')).textContent).toContain('Ctrl Alt N');
  expect(byId('everywhere-ready').textContent).toContain('works in every program');
  await user.click(byId('everywhere-key'));
  await user.keyboard('{Control>}{Alt>}k{/Alt}{/Control}');
  await waitFor(() => expect(desk.own.captureKey).toBe('Ctrl+Alt+K'));
  expect(desk.own.captureEverywhere).toBe(true);
});

test('a key that other programs need, or that means something here, is not taken; Esc leaves it as it was', async () => {
  const { user, desk } = await openSettings();
  await user.click(byId('capture-everywhere'));
  await user.click(await screen.findByTestId('everywhere-key'));
  await user.keyboard('x');
  expect(byId('everywhere-no').textContent).toContain('Without Ctrl or Alt');
  await user.keyboard('{Control>}c{/Control}');
  expect(byId('everywhere-no').textContent).not.toContain('Without Ctrl');
  await user.keyboard('{Control>}k{/Control}');
  expect(byId('everywhere-no').textContent).toContain('Ctrl K');
  await user.keyboard('{Escape}');
  expect(screen.queryByTestId('everywhere-no')).toBeNull();
  expect(byId('settings')).toBeTruthy();
  expect(desk.own.captureKey).toBe('Ctrl+Alt+N');
});

test('a key that another program has goes back and says so; where no program hears keys, that is said', async () => {
  const { user, desk } = await openSettings();
  desk.taken = ['Ctrl+Alt+J'];
  await user.click(byId('capture-everywhere'));
  await user.click(await screen.findByTestId('everywhere-key'));
  await user.keyboard('{Control>}{Alt>}j{/Alt}{/Control}');
  expect((await screen.findByTestId('settings-refused')).textContent).toContain('Ctrl+Alt+J belongs to another program');
  expect(byId('everywhere-key').textContent).toContain('Ctrl Alt N');
  desk.noShortcut = { code: 'shortcut-wayland', detail: {} };
  await user.click(byId('capture-everywhere'));
  await user.click(byId('capture-everywhere'));
  expect((await screen.findByTestId('everywhere-trouble')).textContent).toContain('holdfast --capture');
  expect(screen.queryByTestId('everywhere-ready')).toBeNull();
});

test('each setting of the window is found by its words, and by pinyin', async () => {
  const { user } = await openSettings();
  const search = byId('settings-search');
  for (const [typed, id] of [
    ['any program', 'everywhere'],
    ['quanju', 'everywhere'],
    ['motion', 'motion'],
    ['columns', 'columns'],
    ['lie', 'columns'],
    ['table', 'layout'],
    ['undo', 'undo'],
    ['signature', 'signature'],
    ['density', 'density'],
    ['contrast', 'contrast'],
  ] as const) {
    await user.clear(search);
    await user.type(search, typed);
    await waitFor(() => expect(document.querySelector(`[data-setting="${id}"]`)?.classList.contains('found'), typed).toBe(true));
  }
  await user.clear(search);
  await user.type(search, 'keys');
  await waitFor(() => expect(screen.queryByTestId('keyboard')).toBeTruthy());
});

test('columns are chosen here as over the list', async () => {
  const { user, desk } = await openSettings();
  await user.click(byId('look-column-owner'));
  await waitFor(() => expect(desk.own.columns).toEqual(['channel', 'number', 'category', 'owner']));
  await user.click(byId('look-up-owner'));
  await waitFor(() => expect(desk.own.columns).toEqual(['channel', 'number', 'owner', 'category']));
});

// Choosing keys by pressing them, and finding a setting by its words.
import { fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import { expect, test, vi } from 'vitest';
import { byId, composingKey, openDesk } from '../../test-desk';

// The list of all commands is long, and where a click lands is looked up for each.
vi.setConfig({ testTimeout: 20_000 });

async function openKeys(params = '') {
  const opened = await openDesk(params);
  await opened.user.keyboard('{Control>},{/Control}');
  await opened.user.click(await screen.findByTestId('settings-keys'));
  await screen.findByTestId('keyboard');
  return opened;
}

test('a new key is pressed, acts, and can be given back', async () => {
  const { user, desk } = await openKeys();
  await user.click(byId('key-status-pending'));
  await user.keyboard('{Control>}{Shift>}y{/Shift}{/Control}');
  await waitFor(() => expect(desk.own.keys).toEqual({ 'status-pending': 'Ctrl+Shift+Y' }));
  expect(byId('key-status-pending').textContent).toContain('Ctrl ⇧ Y');
  await user.click(byId('key-reset-status-pending'));
  await waitFor(() => expect(desk.own.keys).toEqual({}));
});

test('two letters one after the other are a key; one alone is taken when no second comes', async () => {
  const { user, desk } = await openKeys();
  await user.click(byId('key-quit'));
  await user.keyboard('gq');
  await waitFor(() => expect(desk.own.keys).toEqual({ quit: 'G Q' }));
  await user.click(byId('key-unsent'));
  await user.keyboard('v');
  expect(desk.own.keys).toEqual({ quit: 'G Q' });
  await waitFor(() => expect(desk.own.keys).toEqual({ quit: 'G Q', unsent: 'V' }), { timeout: 2500 });
});

test('a key that another has is offered in exchange, or taken away there', async () => {
  const { user, desk } = await openKeys();
  await user.click(byId('key-reply'));
  await user.keyboard('m');
  expect((await screen.findByTestId('key-taken', {}, { timeout: 2500 })).textContent).toContain('Write a note');
  await user.click(byId('taken-exchange'));
  await waitFor(() => expect(desk.own.keys).toEqual({ reply: 'M', note: 'R' }));
  await user.click(byId('key-insert'));
  await user.keyboard('{Control>}k{/Control}');
  expect((await screen.findByTestId('key-taken')).textContent).toContain('Command palette');
  await user.click(byId('taken-take'));
  await waitFor(() => expect(desk.own.keys).toEqual({ reply: 'M', note: 'R', insert: 'Ctrl+K', palette: '' }));
  await user.click(byId('keys-reset-all'));
  await waitFor(() => expect(desk.own.keys).toEqual({}));
  await user.click(byId('keys-bring-back'));
  await waitFor(() => expect(desk.own.keys).toMatchObject({ reply: 'M' }));
});

test('the same key may serve where the two can never both be meant', async () => {
  const { user, desk } = await openKeys();
  await user.click(byId('key-schedule-new'));
  await user.keyboard('{Shift>}e{/Shift}');
  await waitFor(() => expect(desk.own.keys).toEqual({ 'schedule-new': 'Shift+E' }), { timeout: 2500 });
  await user.click(byId('key-status-closed'));
  await user.keyboard('{Shift>}e{/Shift}');
  await waitFor(() => expect(desk.own.keys).toMatchObject({ 'status-closed': 'Shift+E' }), { timeout: 2500 });
});

test('keys of the system, of texts, of lists and of an input method are refused with the reason', async () => {
  const { user, desk } = await openKeys();
  await user.click(byId('key-lock'));
  for (const [press, says] of [
    ['{Control>}c{/Control}', 'belongs to writing'],
    ['{Control>}w{/Control}', 'system'],
    ['{ArrowDown}', 'Lists'],
  ] as const) {
    await user.keyboard(press);
    await waitFor(() => expect(byId('key-refused').textContent).toContain(says));
  }
  await fireEvent(byId('key-lock'), composingKey('x'));
  await waitFor(() => expect(byId('key-refused').textContent).toContain('input method'));
  await user.keyboard('{Escape}');
  expect(screen.queryByTestId('key-refused')).toBeNull();
  expect(byId('settings'), 'Esc leaves the key, not the settings').toBeTruthy();
  expect(desk.own.keys).toEqual({});
  await user.click(byId('key-send'));
  await user.keyboard('x');
  await waitFor(() => expect(byId('key-refused').textContent).toContain('needs Ctrl or Alt'));
});

test('a command can be without a key', async () => {
  const { user, desk } = await openKeys();
  await user.click(byId('key-clear-next'));
  await waitFor(() => expect(desk.own.keys).toEqual({ next: '' }));
  expect(byId('key-next').textContent).toContain('none');
  await user.click(byId('dialog-close'));
  expect(byId('next-up').querySelector('kbd')).toBeNull();
});

test('a setting is found by words and by pinyin, on whichever part it is', async () => {
  const { user } = await openDesk();
  await user.keyboard('{Control>},{/Control}');
  const search = await screen.findByTestId('settings-search');
  const found = () => [...document.querySelectorAll<HTMLElement>('.pref.found')].map((el) => el.dataset.setting);
  await user.type(search, 'quiet');
  await waitFor(() => expect(found()).toContain('quiet'));
  expect(byId('settings-alerts').getAttribute('aria-pressed')).toBe('true');
  expect(document.querySelector('.pref.found .hit')!.textContent!.toLowerCase()).toBe('quiet');
  await user.clear(search);
  await user.type(search, 'dongxiao');
  await waitFor(() => expect(found()).toEqual(['motion']));
  await user.keyboard('{Enter}');
  expect(document.activeElement).toBe(byId('motion-system'));
  await user.click(byId('motion-off'));
  expect(document.documentElement.dataset.motion).toBe('off');
  await user.clear(search);
  await user.type(search, 'hand over');
  await waitFor(() => expect(byId('settings-keys').getAttribute('aria-pressed')).toBe('true'));
  expect(byId('key-row-owner')).toBeTruthy();
  await user.clear(search);
  await user.type(search, 'zzz');
  expect(within(byId('settings')).getByText(/Nothing found/)).toBeTruthy();
  await user.keyboard('{Escape}');
  expect(byId('settings')).toBeTruthy();
});

test('the signature is saved at a pause and when the settings close; the time to undo at once', async () => {
  const { user, desk } = await openDesk();
  await user.keyboard('{Control>},{/Control}');
  await user.type(await screen.findByTestId('signature'), 'Wen Shuyan{Enter}Service');
  await user.click(byId('undo-30'));
  await waitFor(() => expect(desk.own).toMatchObject({ signature: 'Wen Shuyan\nService', undoSeconds: 30 }));
});

test('the sheet shows the keys as they are now, and leads to where they are changed', async () => {
  const { user, desk } = await openDesk();
  await user.keyboard('?');
  await user.type(await screen.findByTestId('keys-search'), 'xyz');
  expect(byId('sheet-next').textContent).toContain('N');
  await user.click(byId('keys-change'));
  await screen.findByTestId('keyboard');
  await user.click(byId('key-next'));
  await user.keyboard('{Control>}j{/Control}');
  await waitFor(() => expect(desk.own.keys).toEqual({ next: 'Ctrl+J' }));
});

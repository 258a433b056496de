// Letters act on the window only when nobody is typing and no input method composes.
import { fireEvent, screen, waitFor } from '@testing-library/svelte';
import { expect, test, vi } from 'vitest';
import { settings } from '../features/settings/settings.svelte';
import { capsOf, pressOf } from '../parts/keyText';
import { byId, composingKey, GU, openDesk, text } from '../test-desk';
import { commands } from './commands';
import { inTheWay } from './keymap';

test('N opens the ticket that matters most and says why; R writes to it', async () => {
  const { user } = await openDesk();
  await user.keyboard('n');
  await waitFor(() => expect(byId('conversation').dataset.ticket).toBe('10471'));
  expect(byId('why').textContent).toContain('over its time');
  await user.keyboard('r');
  await waitFor(() => expect(document.activeElement).toBe(text()));
});

test('letters typed into a text stay letters', async () => {
  const { desk, user } = await openDesk();
  await user.click(byId('row-10482'));
  const solved = vi.spyOn(desk, 'transition');
  await user.type(await screen.findByTestId('composer-text'), 'renew the jug? e/n');
  expect(text().value).toBe('renew the jug? e/n');
  expect(solved).not.toHaveBeenCalled();
  expect(byId('conversation').dataset.ticket).toBe('10482');
  expect(screen.queryByTestId('keys')).toBeNull();
});

test('a letter an input method composes with does nothing', async () => {
  const { desk, user } = await openDesk();
  await user.click(byId('row-10482'));
  await screen.findByTestId('composer-text');
  const solved = vi.spyOn(desk, 'transition');
  const next = vi.spyOn(desk, 'nextUp');
  await fireEvent(document.body, composingKey('e'));
  await fireEvent(document.body, composingKey('n'));
  await fireEvent(document.body, composingKey('k', { ctrlKey: true }));
  expect(solved).not.toHaveBeenCalled();
  expect(next).not.toHaveBeenCalled();
  expect(screen.queryByTestId('palette')).toBeNull();
  await user.keyboard('e');
  expect(await screen.findByTestId('closing-panel')).toBeTruthy();
  await user.keyboard('{Enter}');
  await waitFor(() => expect(solved).toHaveBeenCalledWith(GU, 'solved', expect.anything()));
});

test('? shows the keys and Esc puts them away', async () => {
  const { user } = await openDesk();
  await user.keyboard('?');
  expect(await screen.findByTestId('keys')).toBeTruthy();
  await user.keyboard('n');
  expect(byId('conversation').dataset.ticket).toBe('');
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByTestId('keys')).toBeNull());
});

test('G, then M goes to mine; what can follow is shown quietly, and another key ends it', async () => {
  const { desk, user } = await openDesk();
  await user.click(byId('row-10482'));
  const solved = vi.spyOn(desk, 'transition');
  await user.keyboard('g');
  expect(byId('pending-key').textContent).toContain('Held');
  await user.keyboard('t');
  await waitFor(() => expect(byId('view-team').getAttribute('aria-current')).toBe('page'));
  expect(screen.queryByTestId('pending-key')).toBeNull();
  await user.keyboard('gx');
  expect(screen.queryByTestId('pending-key')).toBeNull();
  await user.keyboard('g{Escape}e');
  await screen.findByTestId('closing-panel');
  await user.keyboard('{Enter}');
  await waitFor(() => expect(solved).toHaveBeenCalledOnce());
  await user.keyboard('gm');
  await waitFor(() => expect(byId('view-mine').getAttribute('aria-current')).toBe('page'));
});

test('a first key waits no longer than a second and a half, and not at all within a text', async () => {
  const { user } = await openDesk();
  await user.click(byId('row-10482'));
  await user.type(await screen.findByTestId('composer-text'), 'going to');
  expect(screen.queryByTestId('pending-key')).toBeNull();
  await user.keyboard('{Escape}g');
  expect(byId('pending-key')).toBeTruthy();
  await waitFor(() => expect(screen.queryByTestId('pending-key')).toBeNull(), { timeout: 2500 });
});

test('S, U, O open their menus on the ticket, L asks for a tag, W says why it is due', async () => {
  const { user } = await openDesk();
  await user.click(byId('row-10482'));
  await screen.findByTestId('composer-text');
  await user.keyboard('s');
  expect(await screen.findByTestId('status-solved')).toBeTruthy();
  await user.keyboard('{Escape}u');
  await user.click(await screen.findByTestId('urgency-emergency'));
  await user.keyboard('l');
  await screen.findByTestId('ask-text');
  await user.keyboard('{Escape}w');
  expect(await screen.findByTestId('clock-story')).toBeTruthy();
  await user.keyboard('{Escape}]');
  await waitFor(() => expect(byId('conversation').dataset.ticket).toBe('10466'));
  await user.keyboard('[[');
  await waitFor(() => expect(byId('conversation').dataset.ticket).toBe('10482'));
});

test('what cannot be done now says why', async () => {
  const { user } = await openDesk();
  await user.keyboard('r');
  expect((await screen.findByTestId('toast')).textContent).toContain('open a ticket first');
});

test('a key chosen for a command acts, the old one does not, and every cap shows it', async () => {
  const { user, desk } = await openDesk();
  await settings.change({ keys: { next: 'Ctrl+Shift+X', 'status-solved': 'X', keys: '' } });
  await user.keyboard('n?');
  expect(byId('conversation').dataset.ticket).toBe('');
  expect(screen.queryByTestId('keys')).toBeNull();
  expect(byId('next-up').textContent).toContain('Ctrl ⇧ X');
  await user.keyboard('{Control>}{Shift>}x{/Shift}{/Control}');
  await waitFor(() => expect(byId('conversation').dataset.ticket).toBe('10471'));
  const solved = vi.spyOn(desk, 'transition');
  expect((await screen.findByTestId('solve')).textContent).toContain('X');
  expect(document.querySelector('.statusbar .keys')!.textContent).toContain('X');
  await user.keyboard('e');
  expect(screen.queryByTestId('closing-panel')).toBeNull();
  await user.keyboard('x');
  await screen.findByTestId('closing-panel');
  await user.keyboard('{Enter}');
  await waitFor(() => expect(solved).toHaveBeenCalledOnce());
});

test('sending has another key, too, wherever something is written', async () => {
  const { user, desk } = await openDesk();
  await settings.change({ keys: { send: 'Ctrl+S' } });
  await user.click(byId('row-10482'));
  const sent = vi.spyOn(desk, 'reply');
  await user.type(await screen.findByTestId('composer-text'), 'Within 24 hours.');
  await user.keyboard('{Control>}{Enter}{/Control}');
  expect(sent).not.toHaveBeenCalled();
  expect(byId('send').textContent).toContain('Ctrl S');
  await user.keyboard('{Control>}s{/Control}');
  await waitFor(() => expect(sent).toHaveBeenCalledOnce());
});

test('no two commands that can both be meant have keys in each other’s way', () => {
  for (const command of commands) {
    if (!command.key) continue;
    expect(inTheWay(command, command.key).map((c) => `${command.id} and ${c.id}: ${command.key}`)).toEqual([]);
  }
});

test('an input method that is left on turns no key into another', () => {
  const press = (key: string, code: string, more: KeyboardEventInit = {}) =>
    pressOf(new KeyboardEvent('keydown', { key, code, ...more }));
  expect(press('？', 'Slash', { shiftKey: true })).toBe('?');
  expect(press('、', 'Slash')).toBe('/');
  expect(press('】', 'BracketRight')).toBe(']');
  expect(press('т', 'KeyN')).toBe('N');
  expect(press('n', 'KeyN', { ctrlKey: true, shiftKey: true })).toBe('Ctrl+Shift+N');
  expect(press('Dead', 'Quote')).toBeNull();
  expect(press('Shift', 'ShiftLeft', { shiftKey: true })).toBeNull();
  expect(capsOf('Ctrl+Shift+N')).toEqual(['Ctrl ⇧ N']);
  expect(capsOf('G M')).toEqual(['G', 'M']);
});

// The keyboard's way through the window: in the order in which one reads, past the frame, and back to where it came from.
import { screen, waitFor } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import { byId, openDesk, text } from '../test-desk';

const parts: [string, string][] = [
  ['.skip', 'skip'],
  ['.topbar', 'top bar'],
  ['.banner', 'banner'],
  ['.rail', 'rail'],
  ['.pane.list', 'list'],
  ['.composer', 'composer'],
  ['[data-testid="conversation"]', 'conversation'],
  ['.pane.side', 'customer'],
  ['.statusbar', 'status bar'],
];
const partOf = (el: Element | null) => parts.find(([selector]) => el?.closest(selector))?.[1] ?? 'elsewhere';

test('Tab goes through the frame in reading order, and through each part once', { timeout: 60_000 }, async () => {
  const { user } = await openDesk('offline=1');
  await user.click(byId('row-10482'));
  await screen.findByTestId('composer-text');
  (document.activeElement as HTMLElement).blur();
  const way: string[] = [];
  for (let stops = 0; stops < 150; stops++) {
    await user.tab();
    if (document.activeElement === document.body) break;
    const part = partOf(document.activeElement);
    if (way.at(-1) !== part) way.push(part);
  }
  expect(way).toEqual(['skip', 'top bar', 'banner', 'rail', 'list', 'conversation', 'composer', 'customer', 'status bar']);
});

test('the first two stops lead past the frame: to the list, and to the text', async () => {
  const { user } = await openDesk();
  await user.tab();
  expect(document.activeElement).toBe(byId('skip-list'));
  await user.keyboard('{Enter}');
  await waitFor(() => expect(document.activeElement).toBe(byId('list')));
  await user.click(byId('row-10482'));
  await screen.findByTestId('composer-text');
  await user.click(byId('skip-text'));
  await waitFor(() => expect(document.activeElement).toBe(text()));
});

test.each([
  ['palette', 'open-palette'],
  ['keys', 'open-alerts'],
])('%s gives the focus back to where it was', async (over, before) => {
  const { user } = await openDesk();
  byId(before).focus();
  await user.keyboard(over === 'palette' ? '{Control>}k{/Control}' : '?');
  const dialog = await screen.findByTestId(over);
  await waitFor(() => expect(dialog.contains(document.activeElement)).toBe(true));
  await user.keyboard('{Escape}');
  await waitFor(() => expect(document.activeElement).toBe(byId(before)));
});

test('a menu takes the focus, moves by arrows and gives it back', async () => {
  const { user } = await openDesk();
  await user.click(byId('me'));
  await waitFor(() => expect(document.activeElement).toBe(byId('me-settings')));
  await user.keyboard('{ArrowDown}');
  expect(document.activeElement).toBe(byId('me-keys'));
  await user.keyboard('{Escape}');
  expect(document.activeElement).toBe(byId('me'));
});

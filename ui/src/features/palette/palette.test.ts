// Everything by a few letters, in any of the three languages or pinyin.
import { screen, waitFor } from '@testing-library/svelte';
import { expect, test, vi } from 'vitest';
import { byId, openDesk } from '../../test-desk';

test('Ctrl+K, a few letters, Enter: the theme is dark', async () => {
  const { user, desk } = await openDesk();
  await user.keyboard('{Control>}k{/Control}');
  await user.keyboard('theme dark');
  await waitFor(() => expect(screen.getAllByRole('option', { selected: true }).at(-1)!.textContent).toContain('Theme: dark'));
  await user.keyboard('{Enter}');
  await waitFor(() => expect(document.documentElement.dataset.theme).toBe('dark'));
  expect(desk.own.theme).toBe('dark');
  expect(screen.queryByTestId('palette')).toBeNull();
});

test('pinyin finds an action, a number finds a ticket, words find an article', async () => {
  const { user } = await openDesk();
  await user.keyboard('{Control>}k{/Control}jiejue');
  expect(screen.queryByTestId('palette-status-solved')).toBeNull();
  await user.keyboard('{Escape}');
  await user.click(byId('row-10482'));
  await screen.findByTestId('composer-text');
  await user.keyboard('{Control>}k{/Control}jiejue');
  expect(await screen.findByTestId('palette-status-solved')).toBeTruthy();
  await user.clear(byId('palette-text'));
  await user.type(byId('palette-text'), '10466');
  await user.click(await screen.findByTestId('palette-t-t10466'));
  await waitFor(() => expect(byId('conversation').dataset.ticket).toBe('10466'));
  await user.keyboard('{Control>}k{/Control}退款多久');
  await user.click(await screen.findByTestId('palette-a-k-refund'));
  expect(await screen.findByTestId('article')).toBeTruthy();
});

test('what cannot be done says why and does nothing', async () => {
  const { user } = await openDesk();
  await user.keyboard('{Control>}k{/Control}>reply');
  const row = await screen.findByTestId('palette-reply');
  expect(row.textContent).toContain('open a ticket first');
  await user.click(row);
  expect(byId('palette')).toBeTruthy();
});

test('locking forgets what was shown', async () => {
  const { user, desk } = await openDesk();
  const locked = vi.spyOn(desk, 'lock');
  await user.keyboard('{Control>}k{/Control}lock');
  await user.click(await screen.findByTestId('palette-lock'));
  expect(locked).toHaveBeenCalledOnce();
  await screen.findByTestId('stage-locked');
  expect(document.body.textContent).not.toContain('顾晓岚');
});

// Held things wait for their author, and a discard can be taken back.
import { screen, waitFor } from '@testing-library/svelte';
import { expect, test, vi } from 'vitest';
import { byId, openDesk, text } from '../../test-desk';

test('a held reply shows what was seen, what is new and the text; editing puts it back into the composer', async () => {
  const { user } = await openDesk('held=1');
  await user.click(byId('view-held'));
  expect((await screen.findByTestId('held-seen')).textContent).toContain('现在不想要了能退吗');
  expect(byId('held-news').textContent).toContain('不退了');
  expect(byId('held-text').textContent).toContain('48 小时内');
  expect(byId('held-reason').textContent).toContain('The customer wrote again');
  await user.keyboard('{Enter}');
  await waitFor(() => expect(byId('conversation').dataset.ticket).toBe('10479'));
  await waitFor(() => expect(text().value).toContain('48 小时内'));
});

test('discarding waits ten seconds, and Undo brings it back untouched', async () => {
  const { user, desk } = await openDesk('held=1');
  const decided = vi.spyOn(desk, 'decide');
  await user.click(byId('view-held'));
  await user.click(await screen.findByTestId('held-discard'));
  expect(screen.queryByTestId('held-row-10479')).toBeNull();
  await user.click(byId('toast-undo'));
  expect(await screen.findByTestId('held-row-10479')).toBeTruthy();
  expect(decided).not.toHaveBeenCalled();
});

test('alerts are taken or put off, and a computer without notifications is told so', async () => {
  const { user } = await openDesk('nonative=1');
  await user.click(byId('open-alerts'));
  expect((await screen.findByTestId('no-native')).textContent).toContain('shows no notifications');
  await user.click(byId('alert-ack-10471'));
  await waitFor(() => expect(byId('alert-count').textContent).toBe('1'));
  await user.click(byId('alert-snooze-10482'));
  await user.click(await screen.findByTestId('alert-snooze-10482-15'));
  await waitFor(() => expect(screen.queryByTestId('alert-count')).toBeNull());
  expect(byId('alert-10482').textContent).toContain('Snoozed to');
});

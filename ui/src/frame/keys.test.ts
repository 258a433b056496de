// Letters act on the window only when nobody is typing and no input method composes.
import { fireEvent, screen, waitFor } from '@testing-library/svelte';
import { expect, test, vi } from 'vitest';
import { byId, composingKey, GU, openDesk, text } from '../test-desk';

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
  expect(solved).toHaveBeenCalledWith(GU, 'solved');
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

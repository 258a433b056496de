// Tickets that belong together are linked: found as one types, opened by a click, taken apart again.
import { screen, waitFor } from '@testing-library/svelte';
import { expect, test, vi } from 'vitest';
import { byId, GU, openDesk } from '../../test-desk';

async function open() {
  const desk = await openDesk();
  await desk.user.click(byId('row-10482'));
  await screen.findByTestId('composer-text');
  await desk.user.click(byId('more'));
  await desk.user.click(await screen.findByTestId('more-link'));
  await waitFor(() => expect(document.activeElement).toBe(screen.queryByTestId('link-text')));
  return desk;
}

test('found by its number, linked by Enter, opened by a click', async () => {
  const { user, desk } = await open();
  const linked = vi.spyOn(desk, 'linkTickets');
  await user.keyboard('10466');
  await screen.findByTestId('link-hit-10466');
  await user.keyboard('{Enter}');
  await waitFor(() => expect(linked).toHaveBeenCalledWith(GU, 't10466', true));
  const link = await screen.findByTestId('linked-10466');
  expect(link.textContent).toContain('Charged twice');
  expect(link.querySelector('[lang]')!.getAttribute('lang')).toBe('en');
  expect(link.textContent).toContain('In progress');
  await user.click(link);
  await waitFor(() => expect(byId('conversation').dataset.ticket).toBe('10466'));
  expect(await screen.findByTestId('linked-10482')).toBeTruthy();
});

test('by words, with the arrows; itself and what is linked are not offered; nothing found is said', async () => {
  const { user, desk } = await open();
  await user.keyboard('10482');
  expect(await screen.findByTestId('link-none')).toBeTruthy();
  await user.keyboard('{Enter}');
  expect((await screen.findByTestId('link-missing')).textContent).toContain('No other ticket');
  await user.clear(byId('link-text'));
  await user.type(byId('link-text'), '空气炸锅');
  await screen.findByTestId('link-hit-10412');
  await user.keyboard('{ArrowDown}');
  expect(byId('link-hit-10412').getAttribute('aria-selected')).toBe('true');
  await user.keyboard('{Enter}');
  await screen.findByTestId('linked-10412');
  await user.click(byId('link-add'));
  await user.type(await screen.findByTestId('link-text'), '空气炸锅');
  await screen.findByTestId('link-hit-10458');
  expect(screen.queryByTestId('link-hit-10412')).toBeNull();
  expect(desk.tickets.get(GU)!.links).toHaveLength(1);
});

test('a link is removed, and its toast brings it back; a refusal is said', async () => {
  const { user, desk } = await open();
  await user.keyboard('10466');
  await user.click(await screen.findByTestId('link-hit-10466'));
  await user.click(await screen.findByTestId('unlink-10466'));
  await waitFor(() => expect(screen.queryByTestId('links')).toBeNull());
  await user.click(screen.getAllByText('Undo').at(-1)!);
  expect(await screen.findByTestId('linked-10466')).toBeTruthy();
  await user.keyboard('{Control>}k{/Control}>link with another');
  await user.click(await screen.findByTestId('palette-link'));
  vi.spyOn(desk, 'linkTickets').mockRejectedValueOnce({ code: 'bad-link', detail: {} });
  await user.type(await screen.findByTestId('link-text'), '10479');
  await user.click(await screen.findByTestId('link-hit-10479'));
  expect(await screen.findByTestId('link-error')).toBeTruthy();
});

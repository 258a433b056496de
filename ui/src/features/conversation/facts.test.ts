// The facts of a ticket: what it is about, on two levels; what kind of matter it is; how often it was asked about and came back.
import { screen, waitFor } from '@testing-library/svelte';
import { expect, test, vi } from 'vitest';
import { byId, GU, openDesk } from '../../test-desk';

test('a category is found by typing; a parent is a heading where there are others below it', async () => {
  const { user, desk } = await openDesk();
  await user.click(byId('row-10482'));
  await screen.findByTestId('composer-text');
  const set = vi.spyOn(desk, 'setField');
  await user.keyboard('i');
  await waitFor(() => expect(document.activeElement).toBe(screen.queryByTestId('category-find')));
  expect(byId('category-fault-coffee').getAttribute('aria-selected')).toBe('true');
  await user.click(byId('category-payment'));
  expect(set).not.toHaveBeenCalled();
  await user.keyboard('double');
  expect(screen.queryByTestId('category-fault-coffee')).toBeNull();
  expect(byId('category-payment').getAttribute('aria-disabled')).toBe('true');
  await user.keyboard('{Enter}');
  await waitFor(() => expect(set).toHaveBeenCalledWith(GU, 'category', 'payment-twice'));
  expect(byId('category').textContent).toContain('double charge');
  await user.keyboard('iafter{Enter}');
  await waitFor(() => expect(set).toHaveBeenLastCalledWith(GU, 'category', 'after'));
  await user.keyboard('inothing like it');
  expect(byId('conversation').textContent).toContain('Nothing of this name');
  await user.keyboard('{Enter}{Escape}');
  expect(set).toHaveBeenCalledTimes(2);
  expect(document.activeElement).toBe(byId('category'));
});

test('what kind of matter it is, from the menu and by the palette', async () => {
  const { user, desk } = await openDesk();
  await user.click(byId('row-10482'));
  await user.click(await screen.findByTestId('demand'));
  await user.click(await screen.findByTestId('demand-complex'));
  await waitFor(() => expect(byId('demand').textContent).toContain('Complex matter'));
  await user.keyboard('{Control>}k{/Control}>future need');
  await user.click(await screen.findByTestId('palette-demand-latent'));
  await waitFor(() => expect(desk.tickets.get(GU)!.demand).toBe('latent'));
});

test('how often it was asked about and came back is said quietly, and louder once it is often', async () => {
  const { user, desk } = await openDesk();
  Object.assign(desk.tickets.get(GU)!.row, { chased: 2, reopened: 1 });
  await user.click(byId('row-10482'));
  expect((await screen.findByTestId('chased')).className).toContain('plain');
  expect(byId('chased').textContent).toBe('Asked again 2 times');
  expect(byId('reopened').textContent).toBe('Came back once');
  Object.assign(desk.tickets.get(GU)!.row, { chased: 3, reopened: 2 });
  desk.say('lists', { ticket: GU });
  await waitFor(() => expect(byId('chased').className).toContain('risk'));
  expect(byId('reopened').className).toContain('risk');
});

test('where the customer asked to be called back stands beside the ticket', async () => {
  const { user, desk } = await openDesk();
  desk.tickets.get(GU)!.callBackOn = '0755 8800 1122';
  await user.click(byId('row-10482'));
  expect((await screen.findByTestId('call-back-on')).textContent).toContain('Call back on 0755 8800 1122');
});

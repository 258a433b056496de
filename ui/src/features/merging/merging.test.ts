// Two tickets of one customer become one: found, seen side by side, merged, taken back, and taken apart from the line that says so.
import { screen, waitFor, within } from '@testing-library/svelte';
import { expect, test, vi } from 'vitest';
import { byId, GU, openDesk } from '../../test-desk';
import { selection } from '../queue/selection.svelte';

async function open(params = 'same') {
  const desk = await openDesk(params);
  await desk.user.click(byId('row-10482'));
  await screen.findByTestId('composer-text');
  await desk.user.click(byId('more'));
  await desk.user.click(await screen.findByTestId('more-merge'));
  await waitFor(() => expect(document.activeElement).toBe(screen.queryByTestId('merging-text')));
  return desk;
}
const sides = () =>
  within(byId('merge-pair'))
    .getAllByTestId('merge-side')
    .map((side) => side.dataset.number);

test('the customer’s others are offered at once; both are seen, turned round, and Enter merges; the one leads to the other', async () => {
  const { user, desk } = await open();
  const merged = vi.spyOn(desk, 'mergeTicket');
  await screen.findByTestId('merge-other-10458');
  expect(sides()).toEqual(['10482', '10458']);
  expect(byId('merge-pair').textContent).toContain('Goes away');
  expect(byId('merge-pair').querySelectorAll('[lang="zh-Hans"]')).toHaveLength(2);
  await user.click(byId('merge-turn'));
  expect(sides()).toEqual(['10458', '10482']);
  await user.click(byId('merge-turn'));
  await user.keyboard('{ArrowDown}');
  await waitFor(() => expect(sides()).toEqual(['10482', '10440']));
  await user.click(byId('merging-text'));
  await user.keyboard('{Enter}');
  await waitFor(() => expect(merged).toHaveBeenCalledWith(GU, 't10440'));
  await waitFor(() => expect(byId('conversation').dataset.ticket).toBe('10440'));
  const toasts = screen.getAllByTestId('toast');
  expect(toasts).toHaveLength(1);
  expect(toasts[0]!.textContent).toContain('10482 is part of 10440 now');
  expect(screen.queryByTestId('row-10482')).toBeNull();

  await user.click(byId('toast-undo'));
  await waitFor(() => expect(byId('conversation').dataset.ticket).toBe('10482'));
  expect(await screen.findByTestId('row-10440')).toBeTruthy();
});

test('what was merged is taken apart from its line, and the other one opened from the toast', async () => {
  const { user } = await open();
  await user.keyboard('10458');
  await waitFor(() => expect(sides()).toEqual(['10482', '10458']));
  await user.click(byId('merge-turn'));
  await user.keyboard('{Control>}{Enter}{/Control}');
  const apart = await screen.findByTestId('event-apart');
  expect(byId('conversation').dataset.ticket).toBe('10482');
  await user.click(apart);
  await waitFor(() => expect(screen.queryByTestId('event-apart')).toBeNull());
  expect(await screen.findByTestId('row-10458')).toBeTruthy();
  const told = screen.getAllByTestId('toast').find((toast) => toast.textContent.includes('stands for itself'))!;
  await user.click(within(told).getByTestId('toast-undo'));
  await waitFor(() => expect(byId('conversation').dataset.ticket).toBe('10458'));
});

test('another customer’s ticket is named as that, and can be linked instead', async () => {
  const { user } = await open('');
  expect((await screen.findByTestId('merge-none')).textContent).toContain('no other ticket');
  await user.keyboard('10466');
  await waitFor(() => expect(byId('merge-none').textContent).toContain('another customer'));
  await user.keyboard('{Enter}');
  expect((await screen.findByTestId('merging-missing')).textContent).toContain('Choose the other ticket');
  await user.click(byId('merge-link'));
  await screen.findByTestId('link-hit-10466');
});

test('several of one customer are merged into the one that is chosen, and their undo brings all of them back', async () => {
  const { user, desk } = await openDesk('same');
  await user.click(byId('select-10482'));
  expect(screen.queryByTestId('bulk-merge')).toBeNull();
  await user.click(byId('select-10466'));
  expect(screen.queryByTestId('bulk-merge')).toBeNull();
  await user.click(byId('select-10466'));
  await user.click(byId('select-10458'));
  await user.click(byId('select-10440'));
  await user.click(await screen.findByTestId('bulk-merge'));
  const first = await screen.findByTestId('bulk-merge-10440');
  expect(first.querySelector('.cut')!.getAttribute('lang')).toBe('zh-Hans');
  expect(within(first).getByRole<HTMLInputElement>('radio').checked).toBe(true);
  await user.click(within(byId('bulk-merge-10482')).getByRole('radio'));
  await user.click(byId('bulk-merge-answer'));
  await waitFor(() => expect(desk.tickets.has('t10458')).toBe(false));
  expect(desk.tickets.has('t10440')).toBe(false);
  expect(selection.size).toBe(0);
  await user.click(await screen.findByTestId('toast-undo'));
  await waitFor(() => expect(desk.tickets.has('t10440') && desk.tickets.has('t10458')).toBe(true));
});

test('who has it has let go of it: one key takes it, with that for a reason; else the reason is asked for', async () => {
  const { user, desk } = await openDesk();
  await user.click(byId('view-team'));
  await user.click(await screen.findByTestId('row-10405'));
  await screen.findByTestId('composer-text');
  desk.tickets.get('t10405')!.letGoAt = Date.now() - 15 * 3_600_000;
  desk.say({ ticket: 't10405' });
  await waitFor(() => expect(screen.queryByTestId('claim')).toBeTruthy());
  const claimed = vi.spyOn(desk, 'claim');
  await user.click(byId('claim'));
  const why = await screen.findByTestId<HTMLInputElement>('ask-text');
  await waitFor(() => expect(why.value).toContain('Nobody has worked on it since'));
  await user.keyboard('{Enter}');
  await waitFor(() => expect(claimed).toHaveBeenCalledWith('t10405', expect.stringContaining('Nobody has worked on it')));
  await waitFor(() => expect(screen.queryByTestId('claim')).toBeNull());
});

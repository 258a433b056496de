// A ticket is solved by a checklist that is filled in as far as the desk knows: two keys when all is set.
import { screen, waitFor } from '@testing-library/svelte';
import { expect, test, vi } from 'vitest';
import { byId, GU, openDesk } from '../../test-desk';

const HOURS24 = 24 * 3_600_000;

async function open(number = '10482') {
  const desk = await openDesk();
  await desk.user.click(byId(`row-${number}`));
  await waitFor(() => expect(byId('conversation').dataset.ticket).toBe(number));
  return desk;
}
const pressed = (id: string) => byId(id).getAttribute('aria-pressed') === 'true';

test('E and Enter solve when all is set; nothing else is asked', async () => {
  const { user, desk } = await open();
  const solved = vi.spyOn(desk, 'transition');
  const noted = vi.spyOn(desk, 'setTask');
  await user.keyboard('e');
  await screen.findByTestId('closing-panel');
  expect(document.activeElement).toBe(byId('closing-save'));
  expect(solved).not.toHaveBeenCalled();
  await user.keyboard('{Enter}');
  await waitFor(() => expect(solved).toHaveBeenCalledWith(GU, 'solved', { told: false, satisfaction: 'notAsked' }));
  await waitFor(() => expect(screen.queryByTestId('closing-panel')).toBeNull());
  expect(noted).not.toHaveBeenCalled();
  expect(byId('toast').textContent).toContain('10482 is solved');
});

test('who is not satisfied is asked again in 24 hours, unless one says otherwise', async () => {
  const { user, desk } = await open();
  const noted = vi.spyOn(desk, 'setTask');
  await user.keyboard('e');
  await screen.findByTestId('closing-panel');
  await user.keyboard('1');
  expect(pressed('closing-satisfied')).toBe(true);
  expect(pressed('closing-follow-none')).toBe(true);
  await user.keyboard('2');
  expect(pressed('closing-follow-day')).toBe(true);
  await user.keyboard('{Enter}');
  await waitFor(() => expect(noted).toHaveBeenCalledOnce());
  expect(noted.mock.calls[0]!.slice(0, 3)).toEqual([GU, 'followUp', 'Ask whether all is well']);
  expect(Math.abs(noted.mock.calls[0]![3] - Date.now() - HOURS24)).toBeLessThan(10_000);
});

test('after a complex matter somebody asks again; the customer was told when the last word was ours', async () => {
  const { user, desk } = await openDesk();
  desk.tickets.get('t10458')!.demand = 'complex';
  const solved = vi.spyOn(desk, 'transition');
  await user.click(byId('row-10458'));
  await user.click(await screen.findByTestId('solve'));
  expect((await screen.findByTestId('closing-told')).getAttribute('aria-checked')).toBe('true');
  expect(pressed('closing-follow-day')).toBe(true);
  await user.click(byId('closing-told'));
  await user.click(byId('closing-follow-none'));
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() => expect(solved).toHaveBeenCalledWith('t10458', 'solved', { told: false, satisfaction: 'notAsked' }));
});

test('what it was about is chosen on two levels, and is said before the ticket is solved', async () => {
  const { user, desk } = await open('10431');
  const order: string[] = [];
  const set = desk.setField.bind(desk);
  const go = desk.transition.bind(desk);
  desk.setField = (...given) => (order.push(`${given[1]} ${given[2]}`), set(...given));
  desk.transition = (...given) => (order.push(given[1]), go(...given));
  await user.keyboard('e');
  await screen.findByTestId('closing-panel');
  // It has a category that has others below: one of them is to be chosen.
  await user.keyboard('{Control>}{Enter}{/Control}');
  expect(byId('closing-missing').textContent).toContain('what it was about');
  await user.click(byId('closing-main'));
  await user.click(byId('closing-main-payment'));
  await user.click(await screen.findByTestId('closing-below-payment-twice'));
  expect(byId('closing-below').textContent).toContain('double charge');
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() => expect(order).toEqual(['category payment-twice', 'solved']));
});

test('another time, in plain words, is understood before it is solved', async () => {
  const { user, desk } = await open();
  const solved = vi.spyOn(desk, 'transition');
  const noted = vi.spyOn(desk, 'setTask');
  await user.keyboard('e');
  await user.click(await screen.findByTestId('closing-follow-later'));
  await user.type(byId('closing-when'), 'some day');
  await user.click(byId('closing-save'));
  await waitFor(() => expect(byId('closing-when-means').textContent).toContain('Not understood'));
  expect(solved).not.toHaveBeenCalled();
  await user.clear(byId('closing-when'));
  await user.type(byId('closing-when'), 'tomorrow 15{Enter}');
  await waitFor(() => expect(noted).toHaveBeenCalledOnce());
  expect(new Date(noted.mock.calls[0]![3]).getHours()).toBe(15);
});

test('what Rust refuses is said in the panel, what was chosen stays, and nothing is done twice', async () => {
  const { user, desk } = await open();
  const solved = vi.spyOn(desk, 'transition');
  vi.spyOn(desk, 'setTask').mockRejectedValueOnce({ code: 'disk-full', detail: {} });
  await user.keyboard('e');
  await screen.findByTestId('closing-panel');
  await user.keyboard('2{Enter}');
  expect(await screen.findByTestId('closing-error')).toBeTruthy();
  expect(pressed('closing-unsatisfied')).toBe(true);
  await user.click(byId('closing-save'));
  await waitFor(() => expect(screen.queryByTestId('closing-panel')).toBeNull());
  expect(solved).toHaveBeenCalledOnce();
});

test('Esc puts it away and what was chosen is there again; another ticket has its own', async () => {
  const { user } = await open();
  await user.keyboard('e');
  await screen.findByTestId('closing-panel');
  await user.keyboard('1{Escape}');
  expect(screen.queryByTestId('closing-panel')).toBeNull();
  await user.click(byId('row-10466'));
  await waitFor(() => expect(byId('conversation').dataset.ticket).toBe('10466'));
  await user.keyboard('e');
  await screen.findByTestId('closing-panel');
  expect(pressed('closing-notAsked')).toBe(true);
  await user.click(byId('row-10482'));
  await waitFor(() => expect(byId('conversation').dataset.ticket).toBe('10482'));
  await user.keyboard('e');
  await screen.findByTestId('closing-panel');
  expect(pressed('closing-satisfied')).toBe(true);
});

test('the menu of the status opens it, too; every other step is done at once', async () => {
  const { user, desk } = await open();
  const moved = vi.spyOn(desk, 'transition');
  await user.click(byId('status'));
  await user.click(await screen.findByTestId('status-solved'));
  expect(await screen.findByTestId('closing-panel')).toBeTruthy();
  expect(moved).not.toHaveBeenCalled();
  await user.click(byId('status'));
  await user.click(await screen.findByTestId('status-pending'));
  await waitFor(() => expect(moved).toHaveBeenCalledWith(GU, 'pending', null));
});

// The list keeps its place: selection by ticket, pages as they come into sight, nothing moving under the pointer.
import { fireEvent, screen, waitFor } from '@testing-library/svelte';
import { expect, test, vi } from 'vitest';
import { byId, openDesk } from '../../test-desk';
import { filters } from './filters.svelte';
import { queue } from './queue.svelte';

const numbers = () =>
  screen
    .getAllByRole('option')
    .map((row) => row.dataset.testid!.replace('row-', ''))
    .filter((n) => /^\d/.test(n));

const TEAM = { type: 'view', view: 'team' };

test('J, K and Enter walk the list and open a ticket; positions are told', async () => {
  const { user } = await openDesk();
  await user.keyboard('jj{Enter}');
  await waitFor(() => expect(byId('conversation').dataset.ticket).toBe('10482'));
  expect(byId('row-10482').getAttribute('aria-current')).toBe('true');
  expect(byId('row-10482').getAttribute('aria-posinset')).toBe('2');
  expect(byId('row-10482').getAttribute('aria-setsize')).toBe('11');
  await user.keyboard('k{Enter}');
  await waitFor(() => expect(byId('conversation').dataset.ticket).toBe('10471'));
});

test('a refresh that puts new tickets above keeps the open one selected', async () => {
  const { desk, user } = await openDesk();
  await user.click(byId('row-10458'));
  await fireEvent.pointerLeave(byId('list').parentElement!);
  desk.tickets.get('t10483')!.ownerId = 'a-wen';
  desk.tickets.get('t10483')!.order = -1;
  desk.say('lists');
  await waitFor(() => expect(numbers()[1]).toBe('10483'));
  expect(byId('row-10458').getAttribute('aria-current')).toBe('true');
  expect(queue.cursor).toBe('t10458');
});

test('what was read is so in its row, and nothing is counted anew for it but lists of the unread', async () => {
  const { desk, user } = await openDesk();
  const unread = [...desk.tickets.values()].filter((one) => one.row.unread && screen.queryByTestId(`row-${one.row.number}`));
  const [row, other] = unread.map((one) => one.row);
  const counted = vi.spyOn(desk, 'viewCounts');
  const listed = vi.spyOn(desk, 'filters');
  await user.click(byId(`row-${row!.number}`));
  await waitFor(() => expect(byId(`row-${row!.number}`).classList.contains('new')).toBe(false));
  expect(counted).not.toHaveBeenCalled();
  expect(listed).not.toHaveBeenCalled();
  filters.all = filters.all.map((one) => ({ ...one, rule: { ...one.rule, unread: true } }));
  await user.click(byId(`row-${other!.number}`));
  await waitFor(() => expect(listed).toHaveBeenCalled());
  expect(counted).not.toHaveBeenCalled();
});

test('while the pointer moves over the list, rows change in place but not their order', async () => {
  const { desk } = await openDesk();
  const before = numbers();
  await fireEvent.pointerMove(byId('list'));
  desk.tickets.get('t10440')!.order = -5;
  desk.tickets.get('t10482')!.row.subject = 'Now with another subject';
  desk.say('lists');
  expect(await screen.findByText('Now with another subject')).toBeTruthy();
  expect(numbers()).toEqual(before);
  await fireEvent.pointerLeave(byId('list').parentElement!);
  await waitFor(() => expect(numbers()[1]).toBe('10440'));
});

test('a long view is read by the hundred, as it comes into sight', async () => {
  const { desk, user } = await openDesk('many=450');
  const read = vi.spyOn(desk, 'list');
  await user.click(byId('view-team'));
  await waitFor(() => expect(byId('list-total').textContent).toBe('463'));
  expect(read.mock.calls).toEqual([[TEAM, 0, 100]]);
  queue.inSight(195, 210);
  await waitFor(() => expect(queue.row(205)).toBeDefined());
  expect(read.mock.calls.slice(1)).toEqual([
    [TEAM, 100, 100],
    [TEAM, 200, 100],
  ]);
  expect(queue.row(350)).toBeUndefined();
});

test('End and Home reach the ends of a long view, reading what they need', async () => {
  const { user } = await openDesk('many=450');
  await user.click(byId('view-team'));
  await waitFor(() => expect(byId('list-total').textContent).toBe('463'));
  byId('list').focus();
  await user.keyboard('{End}');
  await waitFor(() => expect(queue.indexOf(queue.cursor)).toBe(462));
  await user.keyboard('{Home}');
  await waitFor(() => expect(queue.indexOf(queue.cursor)).toBe(0));
  await user.keyboard('{ArrowUp}');
  expect(queue.indexOf(queue.cursor)).toBe(0);
});

test('an empty list says what is so and offers a way on', async () => {
  const { desk, user } = await openDesk();
  for (const t of desk.tickets.values()) t.row.status = 'open';
  await user.click(byId('view-waiting'));
  expect(await screen.findByText('Nothing waits on a customer')).toBeTruthy();
});

test('while the first pull lasts an empty list says how far it is and where there is work, and not that all is done', async () => {
  const { desk, user } = await openDesk();
  desk.fills(1_200, 12_000);
  const filling = await screen.findByTestId('filling');
  expect(filling.textContent).toContain('Not all tickets are here yet');
  expect(filling.textContent).toContain('can be worked on');
  expect(filling.textContent).toContain('1,200 of 12,000');
  expect(filling.querySelector<HTMLElement>('.meter i')!.style.width).toBe('10%');
  expect(screen.queryByText('All done')).toBeNull();
  desk.goOffline();
  await waitFor(() => expect(filling.textContent).toContain('once the helpdesk answers'));
  // What is here is shown, although not all of it has come.
  await user.click(await screen.findByTestId('filling-team'));
  await waitFor(() => expect(numbers().length).toBeGreaterThan(0));
  expect(screen.queryByTestId('filling')).toBeNull();
  await user.click(byId('view-mine'));
  await screen.findByTestId('filling');
  desk.line = { ...desk.line, firstPull: null };
  desk.say('connection');
  expect(await screen.findByText('All done')).toBeTruthy();
  expect(screen.queryByTestId('filling')).toBeNull();
});

test('another view comes with its rows, and one that takes long is turned to without them', async () => {
  const { desk, user } = await openDesk();
  const list = desk.list.bind(desk);
  const waiting: (() => void)[] = [];
  vi.spyOn(desk, 'list').mockImplementation((...asked) =>
    new Promise<void>((done) => waiting.push(done)).then(() => list(...asked)),
  );
  const before = numbers();
  await user.click(byId('view-unassigned'));
  expect(byId('view-mine').getAttribute('aria-current')).toBe('page');
  expect(numbers()).toEqual(before);
  waiting.shift()!();
  await waitFor(() => expect(byId('view-unassigned').getAttribute('aria-current')).toBe('page'));
  expect(numbers()).not.toEqual(before);

  await user.click(byId('view-mine'));
  await waitFor(() => expect(byId('view-mine').getAttribute('aria-current')).toBe('page'));
  expect(screen.queryAllByRole('option')).toEqual([]);
  for (const done of waiting.splice(0)) done();
  await waitFor(() => expect(numbers()).toEqual(before));
});

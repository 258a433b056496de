// The customer beside the ticket: how to speak, what is known already, what was promised, and everything asked before.
import { screen, waitFor, within } from '@testing-library/svelte';
import { expect, onTestFinished, test, vi } from 'vitest';
import { byId, GU, openDesk, text } from '../../test-desk';

const pane = () => within(byId('customer'));

test('every tag says how to speak, and in a narrow window the head says it too', async () => {
  const { user } = await openDesk();
  await user.click(byId('row-10482'));
  const hints = await pane().findAllByTestId('hint');
  expect(hints.map((hint) => hint.textContent)).toEqual([
    expect.stringContaining('敏感型: 先认可感受'),
    expect.stringContaining('高价值: 可直接换新'),
  ]);
  const head = byId('head-hints');
  expect(head.className).toContain('narrow-only');
  expect(head.textContent).toContain('敏感型');
  expect(head.textContent).toContain('高价值');
});

test('in a wide window the head says it as soon as the pane is not in sight', async () => {
  const wide = vi.spyOn(globalThis, 'matchMedia').mockReturnValue({ matches: false } as MediaQueryList);
  onTestFinished(() => wide.mockRestore());
  const { user } = await openDesk();
  await user.click(byId('row-10482'));
  await screen.findByTestId('customer');
  const seen = () => !byId('head-hints').classList.contains('narrow-only');
  expect(seen(), 'the pane says it').toBe(false);
  await user.keyboard('b');
  await waitFor(() => expect(screen.queryByTestId('customer')).toBeNull());
  expect(seen(), 'folded away').toBe(true);
  await user.keyboard('b');
  await screen.findByTestId('customer');
  expect(seen()).toBe(false);
  await user.keyboard('/');
  await screen.findByTestId('knowledge-search');
  expect(seen(), 'knowledge in its place').toBe(true);
  await user.keyboard('{Control>}{Shift>}N{/Shift}{/Control}');
  await screen.findByTestId('capture-contact');
  expect(seen(), 'a call in its place').toBe(true);
});

test('a customer without such tags has no such line', async () => {
  const { user } = await openDesk();
  await user.click(byId('row-10466'));
  await screen.findByTestId('facts');
  expect(screen.queryByTestId('hint')).toBeNull();
  expect(screen.queryByTestId('head-hints')).toBeNull();
  expect(byId('history').textContent).toContain('First contact');
});

test('what is known is copied by a click, and put at the caret by its button or by I', async () => {
  const { user } = await openDesk();
  await user.click(byId('row-10482'));
  const copied = vi.spyOn(navigator.clipboard, 'writeText');
  const order = await pane().findByText('HQ-20260914-0826');
  expect(order.lang, 'in the glyphs of the customer’s language').toBe('zh-Hans');
  await user.click(order);
  expect(copied).toHaveBeenCalledWith('HQ-20260914-0826');
  await user.type(text(), 'Order is here');
  text().setSelectionRange(5, 5);
  text().dispatchEvent(new Event('select'));
  await user.click(within(byId('facts')).getAllByTestId('put-fact')[0]!);
  await waitFor(() => expect(text().value).toBe('Order HQ-20260914-0826 is here'));
  await waitFor(() => expect(document.activeElement).toBe(text()));
  pane().getByText('HQ-20260914-0826').focus();
  await user.keyboard('i');
  await waitFor(() => expect(text().value).toBe('Order HQ-20260914-0826 HQ-20260914-0826 is here'));
});

test('promises open on other tickets are told, and lead there', async () => {
  const { desk, user } = await openDesk();
  const read = vi.spyOn(desk, 'ticket');
  await user.click(byId('row-10482'));
  const promise = await screen.findByTestId('promised-10391');
  expect(promise.textContent).toContain('水泵寿命检测结果，电话告知');
  expect(promise.textContent).toContain('10391, by');
  await user.click(promise);
  await waitFor(() => expect(read).toHaveBeenCalledWith('t10391'));
});

test('a promise that is overdue elsewhere says so', async () => {
  const { desk, user } = await openDesk();
  desk.tickets.get(GU)!.customer.promises[0]!.due = Date.now() - 60_000;
  await user.click(byId('row-10482'));
  expect((await screen.findByTestId('promised-10391')).textContent).toContain('was due');
});

test('all tickets are counted, and shown in place when asked for', async () => {
  const { desk, user } = await openDesk();
  const asked = vi.spyOn(desk, 'customerHistory');
  await user.click(byId('row-10482'));
  const card = within(await screen.findByTestId('history'));
  expect(byId('history').textContent).toContain('All 12 tickets');
  expect(card.getAllByTestId(/^history-\d/)).toHaveLength(3);
  expect(byId('history-more').textContent).toContain('Show 9 more');
  await user.click(byId('history-more'));
  expect(asked).toHaveBeenCalledExactlyOnceWith('c-t10482', GU, 3);
  await waitFor(() => expect(card.getAllByTestId(/^history-\d/)).toHaveLength(12));
  expect(screen.queryByTestId('history-more')).toBeNull();
  desk.customerWrites(GU, '还有一件事');
  await screen.findByText('还有一件事');
  expect(card.getAllByTestId(/^history-\d/)).toHaveLength(12);
});

test('each of them says where it stands', async () => {
  const { desk, user } = await openDesk();
  const { history } = desk.tickets.get(GU)!.customer;
  history[0]!.status = 'pending';
  history[1]!.status = 'closed';
  await user.click(byId('row-10482'));
  expect((await screen.findByTestId(`history-${history[0]!.number}`)).textContent).toContain(
    `${history[0]!.number} · Waiting on customer`,
  );
  expect(byId(`history-${history[1]!.number}`).textContent).toContain(`${history[1]!.number} · Closed`);
});

test('what cannot be read of it says so and can be asked for again', async () => {
  const { desk, user } = await openDesk();
  vi.spyOn(desk, 'customerHistory').mockRejectedValueOnce({ code: 'internal', detail: {} });
  await user.click(byId('row-10482'));
  await user.click(await screen.findByTestId('history-more'));
  expect((await within(byId('history')).findByRole('alert')).textContent).toContain('could not be read');
  await user.click(byId('history-more'));
  await waitFor(() => expect(within(byId('history')).queryByRole('alert')).toBeNull());
});

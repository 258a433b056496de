// What is noted of a customer, two who are one, what they need, and what is masked.
import { screen, waitFor, within } from '@testing-library/svelte';
import { expect, test, vi } from 'vitest';
import { byId, GU, openDesk, text } from '../../test-desk';

const facts = () => within(byId('facts'));
const gu = `c-${GU}`;

test('a fact is noted in place by keyboard, and taken off again, which can be undone', async () => {
  const { desk, user } = await openDesk();
  await user.click(byId('row-10482'));
  await user.click(await screen.findByTestId('note-line'));
  await user.click(byId('note-kind'));
  await user.click(await screen.findByRole('menuitem', { name: 'Device' }));
  await waitFor(() => expect(document.activeElement).toBe(byId('note-value')));
  await user.keyboard('Mist S2, grey{Enter}');
  await facts().findByText('Mist S2, grey');
  expect(screen.queryByTestId('noting-line')).toBeNull();
  expect(desk.tickets.get(GU)!.customer.facts.at(-1)).toMatchObject({ kind: 'device', value: 'Mist S2, grey' });

  facts().getByText('Mist S2, grey').focus();
  await user.keyboard('{Delete}');
  await waitFor(() => expect(facts().queryByText('Mist S2, grey')).toBeNull());
  await user.click(await screen.findByRole('button', { name: /Undo/ }));
  await facts().findByText('Mist S2, grey');
});

test('nothing is noted while an input method composes, and Esc lets it go', async () => {
  const { desk, user } = await openDesk();
  const said = vi.spyOn(desk, 'changeCustomer');
  await user.click(byId('row-10482'));
  await user.click(await screen.findByTestId('note-line'));
  const value = byId<HTMLInputElement>('note-value');
  value.value = '青石里';
  value.dispatchEvent(new Event('input', { bubbles: true }));
  value.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true }));
  expect(said).not.toHaveBeenCalled();
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByTestId('noting-line')).toBeNull());
  expect(said).not.toHaveBeenCalled();
});

test('what the customer needs is said before anything is written, and how to meet it', async () => {
  const { desk, user } = await openDesk();
  await user.click(byId('row-10482'));
  expect((await screen.findByTestId('need-hearing')).textContent).toContain('Write, do not call');
  expect(byId('head-hints').textContent).toContain('Hard of hearing');
  await user.click(byId('needs'));
  await user.click(await screen.findByRole('menuitem', { name: /Reads with effort/ }));
  await screen.findByTestId('need-reading');
  await user.click(within(byId('need-hearing')).getByRole('button'));
  await waitFor(() => expect(screen.queryByTestId('need-hearing')).toBeNull());
  expect(desk.tickets.get(GU)!.customer.needs).toEqual(['reading']);
});

test('somebody with the same number may be the same person: joined by a click, parted by another', async () => {
  const { desk, user } = await openDesk();
  desk.alikes.set(gu, [{ id: 'c-gu2', name: '顾女士', by: { kind: 'phone', value: '13907122284' }, tickets: 2 }]);
  await user.click(byId('row-10482'));
  const join = await screen.findByTestId('join-c-gu2');
  expect(byId('same').textContent).toContain('顾女士, 2 tickets');
  expect(byId('same').textContent).toContain('Same phone: 13907122284');
  await user.click(join);
  expect((await screen.findByTestId('part-c-gu2')).parentElement!.textContent).toContain('Also 顾女士');
  await waitFor(() => expect(screen.queryByTestId('join-c-gu2')).toBeNull());
  await user.click(await screen.findByRole('button', { name: /Undo/ }));
  await screen.findByTestId('join-c-gu2');
  await user.click(byId('join-c-gu2'));
  await user.click(await screen.findByTestId('part-c-gu2'));
  await screen.findByTestId('join-c-gu2');
});

test('what is masked is shown once one says why, and nothing of it can be taken off before', async () => {
  const { desk, user } = await openDesk();
  desk.hides(gu);
  await user.click(byId('row-10482'));
  await facts().findByText('139····2284');
  expect(screen.queryByTestId('remove-line')).toBeNull();
  await user.click(byId('reveal'));
  await user.click(await screen.findByTestId('ask-answer'));
  expect((await screen.findByRole('alert')).textContent).toContain('Say why first');
  await user.type(byId('ask-text'), 'The parcel came back{Enter}');
  await facts().findByText('139 0712 2284');
  expect(byId('revealed').textContent).toContain('Shown until');
  expect(screen.queryByTestId('reveal')).toBeNull();
});

test('what they said of solutions is counted, and stands beside each of them', async () => {
  const { user } = await openDesk();
  await user.click(byId('row-10482'));
  expect((await screen.findByTestId('said')).textContent).toBe('Satisfied 2 of 3 times');
  expect(byId('history-10391').textContent).toContain('Satisfied when it was solved');
  expect(byId('history-10003').textContent).toContain('Not satisfied');
});

test('what Rust refuses is said, and what was typed stays', async () => {
  const { desk, user } = await openDesk();
  vi.spyOn(desk, 'changeCustomer').mockRejectedValueOnce({ code: 'bad-customer', detail: {} });
  await user.click(byId('row-10482'));
  await user.click(await screen.findByTestId('note-line'));
  await user.type(byId('note-value'), 'HQ-1{Enter}');
  await screen.findByText(/stays as they were/);
  expect(byId<HTMLInputElement>('note-value').value).toBe('HQ-1');
  expect(text()).toBeTruthy();
});

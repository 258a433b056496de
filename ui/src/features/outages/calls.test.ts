// The call-back list, worked through by keys.
import { screen, waitFor, within } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import { byId, openDesk } from '../../test-desk';

async function openCalls(params = 'outages=1&back=1') {
  const opened = await openDesk(params);
  await opened.user.keyboard('gb');
  await screen.findByTestId('calls');
  return opened;
}
const figures = () => byId('calls-figures').textContent!.replace(/\s+/g, ' ');
const row = (number: string) => byId(`call-${number}`);

test('who waits is rung one after the other by keys alone, and nobody leaves without an outcome', async () => {
  const { desk, user } = await openCalls();
  expect(figures()).toContain('Still to call 5');
  expect(row('10471').getAttribute('aria-current')).toBe('true');
  // An outcome is said of a call that was begun.
  expect(screen.queryByTestId('call-told')).toBeNull();
  await user.keyboard('c');
  await screen.findByTestId('call-told');
  expect(row('10471').textContent).toContain('You are calling');
  await user.keyboard('u');
  await waitFor(() => expect(row('10471').textContent).toContain('Not reached'));
  expect(desk.calls[0]!.tries).toBe(1);
  await user.keyboard('c');
  await screen.findByTestId('call-told');
  await user.keyboard('t');
  await waitFor(() => expect(figures()).toContain('Still to call 4'));
  // The next one stands ready; whom a colleague rings is passed over.
  expect(row('10482').getAttribute('aria-current')).toBe('true');
  await user.keyboard('c');
  await waitFor(() => expect(row('10479').getAttribute('aria-current')).toBe('true'));
  expect(row('10482').textContent).toContain('白知夏 is calling');
});

test('a promise given in a call is owed by its time', async () => {
  const { desk, user } = await openCalls();
  await user.keyboard('c');
  await screen.findByTestId('call-told');
  await user.keyboard('p');
  await user.type(await screen.findByTestId('call-promise-text'), 'A new one by Friday');
  await user.type(byId('call-when'), 'tomorrow 9');
  await user.keyboard('{Enter}');
  await waitFor(() => expect(screen.queryByTestId('call-promise')).toBeNull());
  expect(desk.calls[0]!.step).toBe('promised');
});

test('what a colleague was quicker with is said, and the list says who', async () => {
  const { desk, user } = await openCalls();
  Object.assign(desk.calls[0]!, { step: 'calling', by: '白知夏', mine: false });
  await user.keyboard('c');
  expect((await screen.findByTestId('calls-error')).textContent).toContain('白知夏 is calling this customer');
  await waitFor(() => expect(row('10471').textContent).toContain('白知夏 is calling'));
});

test('when all are told the list says so, and one that nobody waits after says that, too', async () => {
  const { desk, user } = await openCalls();
  for (const one of desk.calls) Object.assign(one, { step: 'told' });
  desk.say('lists');
  await waitFor(() => expect(figures()).toContain('Still to call 0'));
  await user.keyboard('c');
  expect((await screen.findByTestId('toast')).textContent).toContain('Everybody was called back.');
  desk.calls = [];
  desk.say('lists');
  await user.click(byId('outage-tab-calls'));
  expect(await screen.findByText('Nobody to call back')).toBeTruthy();
});

test('the list is gone through by its keys, and a ticket of it is opened with all its context', async () => {
  const { user } = await openCalls();
  await user.keyboard('jj');
  expect(row('10479').getAttribute('aria-current')).toBe('true');
  expect(within(byId('call-bar')).getByText(/10479/)).toBeTruthy();
  await user.click(byId('call-open'));
  expect((await screen.findByTestId('conversation')).dataset.ticket).toBe('10479');
});

test('what is half promised in a call is on the disk with its ticket, and there again when it is gone back to', async () => {
  const { desk, user } = await openCalls();
  await user.keyboard('c');
  await screen.findByTestId('call-told');
  await user.keyboard('p');
  await user.type(await screen.findByTestId('call-promise-text'), 'A new one by Friday');
  await waitFor(() => expect([...desk.outageForms.values()].join()).toContain('A new one by Friday'));
  await user.click(within(row('10482')).getAllByRole('button')[0]!);
  await waitFor(() => expect(screen.queryByTestId('call-promise')).toBeNull());
  await user.click(within(row('10471')).getAllByRole('button')[0]!);
  await user.click(await screen.findByTestId('call-promised'));
  await waitFor(() => expect(byId<HTMLInputElement>('call-promise-text').value).toBe('A new one by Friday'));
});

// The call-back list, worked through by keys.
import { screen, waitFor, within } from '@testing-library/svelte';
import { expect, test, vi } from 'vitest';
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

/** Of those who are left the first is this person's, the others a colleague's or nobody's. */
function divided(desk: Awaited<ReturnType<typeof openDesk>>['desk']) {
  const owners: Record<string, string | null> = { '10471': 'Wen Shuyan', '10458': null };
  for (const one of desk.calls) one.owner = owners[one.number] === undefined ? '白知夏' : owners[one.number]!;
  desk.say('lists');
}

test('cut off, the key takes those alone whom nobody else rings, and asks once before anybody else is rung', async () => {
  const { desk, user } = await openDesk('outages=1&offline=1&lang=en');
  await user.keyboard('gb');
  await user.click(await screen.findByTestId('outage-tab-calls'));
  await screen.findByTestId('calls');
  divided(desk);
  await waitFor(() => expect(byId('calls').textContent).toContain('Whom you alone can call comes first'));
  await user.keyboard('c');
  await screen.findByTestId('call-told');
  expect(row('10471').textContent).toContain('You are calling');
  await user.keyboard('t');
  await waitFor(() => expect(figures()).toContain('Still to call 4'));

  // Only such are left as a colleague may be calling.
  await user.keyboard('c');
  expect((await screen.findByTestId('toast')).textContent).toContain('Choose one to call all the same');
  expect(screen.queryByTestId('call-told')).toBeNull();
  await user.click(within(row('10466')).getAllByRole('button')[0]!);
  expect((await screen.findByTestId('call-theirs')).textContent).toContain(
    'nobody can tell whether 白知夏 is calling this customer already',
  );
  expect(screen.queryByTestId('call-ring')).toBeNull();
  await user.keyboard('c');
  await waitFor(() => expect(byId('call-theirs').textContent).toContain('Press once more'));
  expect(desk.calls.find((one) => one.number === '10466')!.step).toBeNull();
  await user.keyboard('c');
  await screen.findByTestId('call-told');
  expect(row('10466').textContent).toContain('You are calling');
  expect(screen.queryByTestId('call-theirs')).toBeNull();

  // Whoever goes on to another is asked anew; the button says it in one press.
  await user.click(within(row('10458')).getAllByRole('button')[0]!);
  expect((await screen.findByTestId('call-theirs')).textContent).toContain('whether a colleague is calling');
  expect(byId('call-theirs').textContent).not.toContain('Press once more');
  await user.click(byId('call-all-the-same'));
  await waitFor(() => expect(row('10458').textContent).toContain('You are calling'));
});

test('what is left is handed over by keys, the sentence stays when the dialog is closed, and the list says whose it is now', async () => {
  const { desk, user } = await openCalls('outages=1&back=1&lang=en');
  divided(desk);
  const hands = vi.spyOn(desk, 'handOverCalls');
  await screen.findByTestId('calls-hand-over');
  await user.keyboard('h');
  expect((await screen.findByTestId('calls-hand-own')).textContent).toBe('1 of mine');
  expect(screen.queryByTestId('calls-hand-all')).toBeNull();
  await user.type(byId('calls-hand-words'), 'Most are in after six.');
  await user.click(byId('calls-hand-save'));
  expect((await screen.findByRole('alert')).textContent).toContain('Choose a colleague');
  expect(document.activeElement).toBe(byId('calls-hand-to'));
  await user.click(byId('dialog-close'));
  await waitFor(() => expect(screen.queryByTestId('calls-hand')).toBeNull());
  expect(hands).not.toHaveBeenCalled();

  await user.click(byId('calls-hand-over'));
  await waitFor(() => expect(byId<HTMLTextAreaElement>('calls-hand-words').value).toBe('Most are in after six.'));
  await user.click(byId('calls-hand-to'));
  expect(screen.queryByTestId('calls-hand-to-a-meng')).toBeNull();
  await user.type(await screen.findByTestId('calls-hand-to-find'), 'bzx{Enter}');
  await user.click(byId('calls-hand-save'));
  expect((await screen.findByTestId('toast')).textContent).toContain('1 call handed over to 白知夏.');
  expect(hands).toHaveBeenCalledWith('o1', 'a-bai', false, 'Most are in after six.');
  await waitFor(() => expect(row('10471').textContent).toContain('白知夏'));
  await waitFor(() => expect([...desk.outageForms.values()].join('')).toBe(''));
  // Nothing of theirs is left: the button goes, and the key says why.
  await waitFor(() => expect(screen.queryByTestId('calls-hand-over')).toBeNull());
  await user.keyboard('h');
  await waitFor(() => expect(screen.getAllByTestId('toast').at(-1)!.textContent).toContain('Nothing is left to hand over.'));
});

test('a lead hands over all that is left; a call that is open is ended first', async () => {
  const { desk, user } = await openCalls('outages=1&back=1&lead=1&lang=en');
  divided(desk);
  await user.keyboard('c');
  await screen.findByTestId('call-told');
  await user.keyboard('h');
  await user.click(await screen.findByTestId('calls-hand-all'));
  await user.click(byId('calls-hand-to'));
  await user.click(await screen.findByTestId('calls-hand-to-a-ye'));
  await user.click(byId('calls-hand-save'));
  expect((await screen.findByTestId('calls-hand-refused')).textContent).toContain('is still open');
  await user.click(byId('dialog-close'));
  await user.keyboard('u');
  await waitFor(() => expect(screen.queryByTestId('call-told')).toBeNull());
  await user.click(byId('calls-hand-over'));
  await waitFor(() => expect(byId('calls-hand-to').textContent).toContain('叶知秋'));
  expect(byId('calls-hand-all').getAttribute('aria-pressed')).toBe('true');
  await user.click(byId('calls-hand-save'));
  expect((await screen.findByTestId('toast')).textContent).toContain('5 calls handed over to 叶知秋.');
});

test('a notification of calls that are left opens their list, also while the outage lasts', async () => {
  const { desk } = await openDesk('outages=1&offline=1&lang=en');
  desk.asked = { type: 'calls', outage: 'o1' };
  desk.clickAgain();
  await screen.findByTestId('calls');
});

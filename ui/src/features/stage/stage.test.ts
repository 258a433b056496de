// From the first start to the open desk, and back to locked.
import { screen, waitFor } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import { byId, openDesk } from '../../test-desk';

test('Wen tries it on her computer: sign in is filled in, a passphrase is set, the desk opens', async () => {
  const { user, desk } = await openDesk('stage=welcome');
  expect(await screen.findByText('Where do you want to start?')).toBeTruthy();
  await user.keyboard('{Enter}');
  expect((await screen.findByTestId<HTMLInputElement>('login')).value).toBe('wenshuyan');
  expect(byId('sample-note').textContent).toContain('sample team');
  await user.click(byId('sign-in'));

  await screen.findByTestId('stage-setUnlock');
  expect(screen.getByText('GNOME Keyring')).toBeTruthy();
  await user.click(byId('way-passphrase'));
  await user.type(byId('passphrase'), 'short');
  await user.click(byId('set-unlock'));
  expect(byId('passphrase-wrong').textContent).toContain('8 characters');
  await user.type(byId('passphrase'), ' kettle');
  await user.type(byId('passphrase-again'), 'short kettl');
  expect(byId('passphrase-wrong').textContent).toContain('not the same');
  await user.type(byId('passphrase-again'), 'e');
  await user.click(byId('set-unlock'));
  expect(await screen.findByTestId('row-10471')).toBeTruthy();
  expect(desk.passphrase).toBe('short kettle');
});

test('an address that is none is told in place, and what was typed stays', async () => {
  const { user } = await openDesk('stage=welcome');
  await user.click(await screen.findByTestId('to-connect'));
  await user.type(byId('address'), 'nobody{Enter}');
  expect((await screen.findByTestId('stage-error')).textContent).toContain('not a server address');
  expect(screen.getByTestId<HTMLInputElement>('address').value).toBe('nobody');
  await user.clear(byId('address'));
  await user.type(byId('address'), 'https://nobody.example{Enter}');
  expect((await screen.findByTestId('stage-error')).textContent).toContain('https://nobody.example does not answer');
});

test('locked, it counts what is safe and opens only with the passphrase', async () => {
  const { user, desk } = await openDesk('stage=locked');
  desk.passphrase = 'short kettle';
  expect((await screen.findByTestId('unsent')).textContent).toContain('6 unsent items are safe');
  await user.type(byId('passphrase'), 'wrong one{Enter}');
  expect((await screen.findByTestId('stage-error')).textContent).toContain('does not open');
  await user.type(byId('passphrase'), 'short kettle{Enter}');
  expect(await screen.findByTestId('row-10471')).toBeTruthy();
});

test('a language picked on the first page speaks at once', async () => {
  const { user } = await openDesk('stage=welcome');
  await user.click(await screen.findByTestId('hello-zh-Hant'));
  expect(await screen.findByText('從哪裡開始？')).toBeTruthy();
  expect(document.documentElement.lang).toBe('zh-Hant');
});

test('the sign-in has run out: it is renewed over the open desk, or put off, and nothing written is lost', async () => {
  const { user, desk } = await openDesk('problem=expired-token');
  await user.click(byId('row-10482'));
  await user.type(await screen.findByTestId('composer-text'), 'half a reply');
  await user.click(byId('sign-in-again'));
  expect((await screen.findByTestId('again-note')).textContent).toContain('The desk stays open');
  expect(screen.queryByTestId('back')).toBeNull();
  expect(desk.tickets.get('t10482')!.drafts[0]?.body).toBe('half a reply');

  await user.click(byId('back-to-desk'));
  await user.click(await screen.findByTestId('sign-in-again'));
  await user.type(await screen.findByTestId('login'), 'wenshuyan');
  await user.click(byId('sign-in'));
  expect(await screen.findByTestId('row-10471')).toBeTruthy();
  await waitFor(() => expect(screen.queryByTestId('banner')).toBeNull());
});

test('the ticket of an alert clicked while locked opens once the desk does', async () => {
  const { user, desk } = await openDesk('stage=locked');
  desk.clickAlert('t10479');
  await user.type(await screen.findByTestId('passphrase'), 'x{Enter}');
  await waitFor(() => expect(byId('conversation').dataset.ticket).toBe('10479'));
});

test('a desk that did not open can be tried again where it says why', async () => {
  const { user } = await openDesk('stage=failed');
  expect((await screen.findByTestId('stage-error')).textContent).toContain('newer Holdfast');
  await user.click(byId('again'));
  await user.type(await screen.findByTestId('passphrase'), 'x{Enter}');
  expect(await screen.findByTestId('row-10471')).toBeTruthy();
});

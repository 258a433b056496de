// Unsent work is saved under a passphrase and brought in again; a desk that is stuck offers it by itself.
import { screen, waitFor } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import { byId, openDesk } from '../../test-desk';

const WORDS = 'horse battery';

test('it is saved under a passphrase typed twice, and brought in with it', async () => {
  const { user, desk } = await openDesk('offline=1');
  await user.click(byId('me'));
  await user.click(await screen.findByTestId('me-settings'));
  await user.click(byId('unsent-open'));
  await screen.findByTestId('unsent');
  expect(byId('unsent-count').textContent).toContain('6 things');

  await user.type(byId('file-passphrase'), 'short');
  await user.click(byId('unsent-go'));
  expect(byId('file-passphrase-wrong').textContent).toContain('8');
  await user.clear(byId('file-passphrase'));
  await user.type(byId('file-passphrase'), WORDS);
  await user.click(byId('unsent-go'));
  expect(byId('file-passphrase-wrong').textContent).toContain('not the same');
  expect(desk.file).toBeNull();
  await user.type(byId('file-passphrase-again'), WORDS);
  await user.click(byId('unsent-go'));
  await waitFor(() => expect(byId('unsent-done').textContent).toContain('holdfast-unsent-wen.holdfast'));
  expect(desk.file?.passphrase).toBe(WORDS);

  expect(byId('unsent-way-save').textContent.trim()).toBe('To a file');
  await user.click(byId('unsent-way-bring'));
  expect(screen.queryByTestId('file-passphrase-again')).toBeNull();
  await user.type(byId('file-passphrase'), 'another one');
  await user.click(byId('unsent-go'));
  await waitFor(() => expect(byId('unsent-error').textContent).toContain('does not open the file'));
  await user.clear(byId('file-passphrase'));
  await user.type(byId('file-passphrase'), WORDS);
  await user.click(byId('unsent-go'));
  await waitFor(() => expect(byId('unsent-done').textContent).toContain('here already'));
});

test.each(['device-revoked', 'version-mismatch', 'device-forked', 'expired-token'])(
  'a desk stopped by %s offers it',
  async (code) => {
    const { user } = await openDesk(`problem=${code}`);
    await user.click(byId('banner-unsent'));
    await screen.findByTestId('unsent');
  },
);

test('the sign-in over a desk that is stuck offers it too', async () => {
  const { user } = await openDesk('problem=expired-token');
  await user.click(byId('sign-in-again'));
  await user.click(await screen.findByTestId('sign-in-unsent'));
  await screen.findByTestId('unsent');
});

// The help page, and what is one step on from it.
import { screen, waitFor } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import { byId, openDesk } from '../../test-desk';

test('F1 opens the help, also out of a text; it says what held and uncertain mean', async () => {
  const { user } = await openDesk();
  await user.click(byId('row-10482'));
  await user.click(await screen.findByTestId('composer-text'));
  await user.keyboard('{F1}');
  const help = await screen.findByTestId('help');
  expect(help.textContent).toContain('Not sent, because something came that you had not seen');
  expect(help.textContent).toContain('it counts once');
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByTestId('help')).toBeNull());
});

test('from the person’s menu to the help, on to the keys, and to the first steps', async () => {
  const { user } = await openDesk();
  await user.click(byId('me'));
  await user.click(await screen.findByTestId('me-help'));
  await user.click(await screen.findByTestId('help-keys-sheet'));
  expect(await screen.findByTestId('keys')).toBeTruthy();
  await user.click(byId('keys-help'));
  await user.click(await screen.findByTestId('help-tour'));
  expect(await screen.findByTestId('tour')).toBeTruthy();
  expect(screen.queryByTestId('help')).toBeNull();
});

test('the help speaks the three languages', async () => {
  for (const [lang, words] of [
    ['zh-Hans', '帮助台断开时'],
    ['zh-Hant', '服務台斷線時'],
  ] as const) {
    const { user, unmount } = await openDesk(`lang=${lang}`);
    await user.keyboard('{F1}');
    expect((await screen.findByTestId('help')).textContent).toContain(words);
    unmount();
  }
});

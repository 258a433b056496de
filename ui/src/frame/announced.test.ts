// What changes by itself is said once, in words, and without talking over the person.
import { screen, waitFor } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import { byId, openDesk, text } from '../test-desk';
import { announced } from './announced.svelte';

const said = () => byId('announced').textContent ?? '';

test('a text that is held from now on is said, and so is the last one decided', async () => {
  const { desk } = await openDesk();
  expect(said()).toBe('');
  desk.line = { ...desk.line, held: 1 };
  desk.connection = () => Promise.resolve({ ...desk.line, now: Date.now() });
  for (const hear of (desk as unknown as { _hear: ((tags: string[]) => void)[] })._hear) hear(['connection']);
  await waitFor(() => expect(said()).toContain('1 text is held and waits for your decision'));
  desk.line = { ...desk.line, held: 0 };
  for (const hear of (desk as unknown as { _hear: ((tags: string[]) => void)[] })._hear) hear(['connection']);
  await waitFor(() => expect(said()).toContain('Nothing is held any more'));
});

test('another view says how long it is', async () => {
  const { user } = await openDesk();
  await user.click(byId('view-team'));
  await waitFor(() => expect(said()).toMatch(/Team: \d+ tickets/));
});

test('a filter is called by its name, in the heading of the page and where its length is said', async () => {
  const { desk, user } = await openDesk();
  await user.click(byId('filter-f-vip'));
  const { name } = desk.filtersKept.find((one) => one.id === 'f-vip')!;
  await waitFor(() => expect(said()).toContain(`${name}: 4 tickets`));
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe(name);
});

test('a saved draft is said at first and then not at each pause', async () => {
  const { user } = await openDesk();
  await user.click(byId('row-10482'));
  await screen.findByTestId('composer-text');
  await user.type(text(), 'We will come');
  await waitFor(() => expect(said()).toContain('Draft saved'), { timeout: 3000 });
  expect(announced.draft('t10482 reply', Date.now() + 5000)).toBe(false);
  expect(announced.draft('t10482 reply', Date.now() + 70_000)).toBe(true);
});

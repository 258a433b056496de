// One key takes back what was done last, whatever that was, for as long as its toast offers to.
import { screen, waitFor } from '@testing-library/svelte';
import { expect, test, vi } from 'vitest';
import { toasts } from '../../parts/toast.svelte';
import { byId, GU, openDesk, text } from '../../test-desk';
import { settings } from '../settings/settings.svelte';

const TAKE_BACK = '{Control>}{Shift>}z{/Shift}{/Control}';
const offers = () => screen.getAllByTestId('toast-undo').map((button) => button.textContent);

async function open() {
  const story = await openDesk();
  await story.user.click(byId('row-10482'));
  await screen.findByTestId('composer-text');
  return story;
}

test('what was done to several, and before it to one: the newest first, and its button names the key', async () => {
  const { desk, user } = await open();
  const urgency = () => desk.tickets.get('t10458')!.row.urgency;
  await user.click(byId('snooze'));
  await user.click(await screen.findByTestId('snooze-when-tomorrow'));
  await waitFor(() => expect(offers()).toEqual(['UndoCtrl ⇧ Z']));
  await user.click(byId('select-10458'));
  await user.click(byId('bulk-urgency'));
  await user.click(await screen.findByTestId('bulk-urgency-high'));
  await waitFor(() => expect(offers()).toEqual(['Undo', 'UndoCtrl ⇧ Z']));
  expect(urgency()).toBe('high');

  await user.keyboard(TAKE_BACK);
  await waitFor(() => expect(urgency()).toBe('normal'));
  expect(desk.tickets.get(GU)!.row.snoozedUntil).not.toBeNull();
  await waitFor(() => expect(offers()).toEqual(['UndoCtrl ⇧ Z']));
  await user.keyboard(TAKE_BACK);
  await waitFor(() => expect(desk.tickets.get(GU)!.row.snoozedUntil).toBeNull());
  await user.keyboard(TAKE_BACK);
  await screen.findByText(/nothing can be taken back now/);
});

test('what was forwarded stands in its panel again', async () => {
  const { desk, user } = await open();
  await user.keyboard('{Shift>}f{/Shift}');
  await waitFor(() => expect(byId('forward-below').textContent).toContain('Forwarded'));
  await user.type(byId('forward-to'), 'repair@partner.example');
  const taken = vi.spyOn(desk, 'takeBack');
  await user.click(byId('forward-save'));
  await waitFor(() => expect(offers()).toEqual(['Take backCtrl ⇧ Z']));
  await user.keyboard(TAKE_BACK);
  expect(await screen.findByTestId('forward-panel')).toBeTruthy();
  expect(taken).toHaveBeenCalledOnce();
});

test('what was merged stands for itself again', async () => {
  const { user } = await openDesk('same');
  await user.click(byId('row-10482'));
  await user.click(await screen.findByTestId('more'));
  await user.click(await screen.findByTestId('more-merge'));
  await screen.findByTestId('merge-other-10458');
  await user.keyboard('{Enter}');
  await waitFor(() => expect(byId('conversation').dataset.ticket).toBe('10458'));
  await user.keyboard(TAKE_BACK);
  await waitFor(() => expect(byId('conversation').dataset.ticket).toBe('10482'));
});

test('a reply can be taken back for its time, although newer toasts took the place of its own', async () => {
  const { user } = await open();
  await settings.change({ undoSeconds: 30 });
  await user.type(text(), 'We replace it.');
  await user.click(byId('send'));
  await screen.findByTestId('toast');
  for (const said of ['one', 'two', 'three']) toasts.say('check', said);
  await waitFor(() => expect(screen.queryByTestId('toast-undo')).toBeNull());
  await user.keyboard(TAKE_BACK);
  await waitFor(() => expect(text().value).toBe('We replace it.'));
});

test('a toast that only leads somewhere is not followed by the key', async () => {
  const { user } = await open();
  const act = vi.fn();
  toasts.say('merge', 'Apart again', { text: 'Open', act });
  (document.activeElement as HTMLElement).blur();
  await user.keyboard(TAKE_BACK);
  await screen.findByText(/nothing can be taken back now/);
  expect(act).not.toHaveBeenCalled();
});

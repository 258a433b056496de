// A ticket is put aside until a time, in plain words or in one step, or until the customer writes; and comes back.
import { screen, waitFor } from '@testing-library/svelte';
import { expect, test, vi } from 'vitest';
import { byId, GU, openDesk } from '../../test-desk';

async function open() {
  const desk = await openDesk();
  await desk.user.click(byId('row-10482'));
  await screen.findByTestId('composer-text');
  return desk;
}

test('H, a time in plain words, Enter: it says what that means, then until when, and can be undone', async () => {
  const { user, desk } = await open();
  const aside = vi.spyOn(desk, 'snooze');
  await user.keyboard('h');
  await waitFor(() => expect(document.activeElement).toBe(screen.queryByTestId('snooze-when')));
  await user.keyboard('tomorrow 15');
  await waitFor(() => expect(byId('snooze-when-means').textContent).toContain('tomorrow 15:00'));
  await user.keyboard('{Enter}');
  await waitFor(() => expect(aside).toHaveBeenCalledOnce());
  expect((await screen.findByTestId('snoozed')).textContent).toContain('Snoozed until tomorrow 15:00');
  // It goes to nothing else.
  expect(byId('conversation').dataset.ticket).toBe('10482');
  expect(screen.queryByTestId('snooze-panel')).toBeNull();
  await user.click(screen.getByText('Undo'));
  await waitFor(() => expect(screen.queryByTestId('snoozed')).toBeNull());
  expect(desk.tickets.get(GU)!.row.snoozedUntil).toBeNull();
});

test('a usual time is one step, also in the palette; until the customer writes, too; the head ends it', async () => {
  const { user, desk } = await open();
  await user.click(byId('snooze'));
  await user.click(await screen.findByTestId('snooze-when-tomorrow'));
  expect((await screen.findByTestId('snoozed')).textContent).toContain('tomorrow 09:00');
  await user.click(byId('wake'));
  await waitFor(() => expect(screen.queryByTestId('snoozed')).toBeNull());
  await user.click(byId('snooze'));
  await user.click(await screen.findByTestId('snooze-reply'));
  expect((await screen.findByTestId('snoozed')).textContent).toContain('until the customer writes');
  expect(desk.tickets.get(GU)!.row.snoozedUntilReply).toBe(true);
  await user.keyboard('{Control>}k{/Control}>tuichiyizhou');
  await user.click(await screen.findByTestId('palette-snooze-week'));
  await waitFor(() => expect(desk.tickets.get(GU)!.row.snoozedUntil).not.toBeNull());
});

test('what is refused is said in the panel; what is solved is not put aside', async () => {
  const { user, desk } = await open();
  vi.spyOn(desk, 'snooze').mockRejectedValueOnce({ code: 'past-due', detail: {} });
  await user.keyboard('h');
  await user.click(await screen.findByTestId('snooze-when-tomorrow'));
  expect((await screen.findByTestId('snooze-error')).textContent).toContain('passed');
  desk.tickets.get(GU)!.row.status = 'solved';
  desk.say('lists', { ticket: GU });
  await waitFor(() => expect(screen.queryByTestId('snooze')).toBeNull());
  await user.keyboard('{Escape}h');
  expect(screen.queryByTestId('snooze-panel')).toBeNull();
  expect((await screen.findByTestId('toast')).textContent).toContain('solved already');
});

// Filters of one's own and of the team: written in a calm dialog with a count, shown below the views, kept, shared and removed.
import { fireEvent, screen, waitFor } from '@testing-library/svelte';
import { expect, test, vi } from 'vitest';
import { byId, openDesk } from '../../test-desk';

const total = (n: number) => waitFor(() => expect(byId('list-total').textContent).toBe(String(n)));

test('a filter is written by key, counts while it is written, and is shown once it is saved', async () => {
  const { desk, user } = await openDesk();
  byId('filter-new').focus();
  await user.keyboard('{Enter}');
  await waitFor(() => expect(document.activeElement).toBe(byId('filter-name')));
  await user.keyboard('Urgent chats');
  // Begun from "Mine".
  expect(byId('filter-owner').textContent).toContain('Me');
  await waitFor(() => expect(byId('filter-count').textContent).toBe('Holds 10 tickets now'));
  await user.click(byId('filter-channel-chat'));
  await user.click(byId('filter-urgency-high'));
  await waitFor(() => expect(byId('filter-count').textContent).toBe('Holds 1 ticket now'));
  await user.click(byId('filter-save'));
  await total(1);
  expect(screen.getByRole('heading', { level: 2, name: 'Urgent chats' })).toBeTruthy();
  const kept = desk.filtersKept.at(-1)!;
  expect(kept.rule).toMatchObject({ owner: { who: 'me' }, channels: ['chat'], urgencies: ['high'], order: 'due' });
  expect(byId(`filter-${kept.id}`).getAttribute('aria-current')).toBe('page');
  expect(byId(`count-of-${kept.id}`).textContent).toBe('1');
  expect(document.title).toBe('Holdfast · Urgent chats');
});

test('without a name it is not saved, and says so', async () => {
  const { desk, user } = await openDesk();
  const saved = vi.spyOn(desk, 'saveFilter');
  await user.click(byId('filter-new'));
  await user.click(byId('filter-save'));
  expect(await screen.findByText('Give it a name')).toBeTruthy();
  expect(saved).not.toHaveBeenCalled();
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByTestId('filter')).toBeNull());
});

test('it is renamed, shared, and removed with undo', async () => {
  const { desk, user } = await openDesk();
  await user.click(byId('filter-f-vip'));
  await total(4);
  await user.click(byId('filter-menu-f-vip'));
  await user.click(await screen.findByTestId('filter-menu-f-vip-edit'));
  await user.clear(byId('filter-name'));
  await user.type(byId('filter-name'), 'V2 and up{Enter}');
  await waitFor(() => expect(byId('filter-f-vip').textContent).toContain('V2 and up'));
  await user.click(byId('filter-menu-f-vip'));
  await user.click(await screen.findByTestId('filter-menu-f-vip-share'));
  await waitFor(() => expect(desk.filtersKept.find((f) => f.id === 'f-vip')!.shared).toBe(true));
  await user.click(byId('filter-menu-f-vip'));
  await user.click(await screen.findByTestId('filter-menu-f-vip-remove'));
  await waitFor(() => expect(screen.queryByTestId('filter-f-vip')).toBeNull());
  // What it showed is gone, so the window goes to my tickets.
  await total(11);
  await user.click(byId('toast-undo'));
  await total(4);
  expect(desk.filtersKept.at(-1)).toMatchObject({ name: 'V2 and up', shared: true });
});

test("a colleague's is shown with whose it is, is not changed, and is copied", async () => {
  const { user } = await openDesk();
  expect((await screen.findByTestId('filter-f-pay')).textContent).toContain('白知夏');
  await user.click(byId('filter-menu-f-pay'));
  await screen.findByTestId('filter-menu-f-pay-copy');
  expect(screen.queryByTestId('filter-menu-f-pay-edit')).toBeNull();
  expect(screen.queryByTestId('filter-menu-f-pay-remove')).toBeNull();
  await user.click(byId('filter-menu-f-pay-copy'));
  expect(byId<HTMLInputElement>('filter-name').value).toBe('Double charges (mine)');
});

test('the palette goes to a filter and makes one of the view', async () => {
  const { user } = await openDesk();
  await screen.findByTestId('filter-f-pay');
  await user.keyboard('{Control>}k{/Control}double');
  await user.click(await screen.findByTestId('palette-go-filter-f-pay'));
  await total(2);
  await user.click(byId('view-waiting'));
  await user.keyboard('{Control>}k{/Control}new filter{Enter}');
  expect((await screen.findByTestId('filter-status-pending')).getAttribute('aria-pressed')).toBe('true');
});

test('a tag typed and not yet entered counts when it is saved', async () => {
  const { desk, user } = await openDesk();
  await user.click(byId('filter-new'));
  await user.type(byId('filter-name'), 'Repairs');
  await user.type(byId('filter-tag'), '返修');
  await user.click(byId('filter-save'));
  await total(1);
  expect(desk.filtersKept.at(-1)!.rule.tags).toEqual(['返修']);
  await fireEvent.keyDown(document.body, { key: 'Escape' });
});

// What a ticket tells of what happened to my changes, and how far back it can be read.
import { screen, waitFor } from '@testing-library/svelte';
import { expect, test, vi } from 'vitest';
import { byId, GU, openDesk } from '../../test-desk';

const changed = { mine: 'High', theirs: 'Low', at: new Date().setHours(9, 5, 0, 0) };

test('a field two people changed says whose value stands; mine is set again in one step, or theirs is kept', async () => {
  const { desk, user } = await openDesk();
  desk.tickets.get(GU)!.changedAway = [
    { ...changed, operation: 'op-a', field: 'urgency', by: null, mineStands: true },
    { ...changed, operation: 'op-b', field: 'category', by: '白知夏', mineStands: false },
    { ...changed, operation: 'op-c', field: 'subject', by: '白知夏', mineStands: false },
  ];
  await user.click(byId('row-10482'));
  const [first, second] = await screen.findAllByTestId('changed-away');
  expect(first!.textContent).toContain('You set urgency to High at 09:05; a colleague chose Low meanwhile. Yours stands');
  expect(second!.textContent).toContain('白知夏 chose Low meanwhile. Theirs stands');
  const noted = vi.spyOn(desk, 'noteChange');
  await user.click(screen.getAllByTestId('changed-away-again')[0]!);
  expect(noted).toHaveBeenLastCalledWith('op-b', true);
  await waitFor(() => expect(screen.getAllByTestId('changed-away')).toHaveLength(2));
  await user.click(byId('changed-away-keep'));
  expect(noted).toHaveBeenLastCalledWith('op-c', false);
  await waitFor(() => expect(screen.getAllByTestId('changed-away')).toHaveLength(1));
  await user.click(byId('changed-away-understood'));
  expect(noted).toHaveBeenLastCalledWith('op-a', false);
  await waitFor(() => expect(screen.queryByTestId('changed-away')).toBeNull());
});

test('a colleague’s held reply is told on its ticket, without its text', async () => {
  const { desk, user } = await openDesk();
  desk.tickets.get(GU)!.heldBy = [{ name: '白知夏', mine: false, since: new Date().setHours(9, 5, 0, 0) }];
  await user.click(byId('row-10482'));
  expect((await screen.findByTestId('held-by')).textContent).toContain('白知夏 has something held here since 09:05');
});

test('what was not accepted says why in words and is put away when understood', async () => {
  const { desk, user } = await openDesk();
  const operation = 'op-n';
  desk.tickets.get(GU)!.timeline.push({
    type: 'event',
    id: operation,
    at: Date.now(),
    text: 'Not done: status change',
    level: null,
    state: 'rejected',
    operation,
    offline: true,
    reason: { id: 'error-not-legal', args: { from: 'closed', to: 'open' } },
  });
  await user.click(byId('row-10482'));
  expect((await screen.findByTestId('event-reason')).textContent).toContain('this status was not possible');
  const decided = vi.spyOn(desk, 'decide');
  await user.click(byId('event-understood'));
  expect(decided).toHaveBeenCalledExactlyOnceWith(operation, 'discard', null);
});

test('earlier messages are asked for before the oldest message shown, and events are said in the desk’s language', async () => {
  const { desk, user } = await openDesk('lang=zh-Hans');
  const asked = vi.spyOn(desk, 'earlier');
  await user.click(byId('row-10482'));
  expect((await screen.findAllByTestId('event'))[0]!.textContent).toContain('秦越 把紧急程度由“一般”改为');
  const oldest = desk.tickets.get(GU)!.timeline.find((i) => i.type === 'message')!;
  await user.click(byId('show-earlier'));
  expect(asked).toHaveBeenCalledExactlyOnceWith(GU, oldest.at, oldest.id);
  expect(await screen.findByText('咖啡机不出水。')).toBeTruthy();
});

test('a ticket that became part of another leads there, and what was being written comes along', async () => {
  const { desk, user } = await openDesk();
  await user.click(byId('row-10482'));
  await user.type(byId('composer-text'), 'Half a sen');
  const saved = vi.spyOn(desk, 'saveDraft');
  const read = desk.ticket.bind(desk);
  const other = [...desk.tickets.keys()].find((id) => id !== GU)!;
  vi.spyOn(desk, 'ticket').mockImplementation((id) => read(id === GU ? other : id));
  desk.say({ ticket: GU });
  await waitFor(() => expect(saved).toHaveBeenCalledWith(GU, 'reply', 'Half a sen', []));
  const { row } = await read(other);
  await waitFor(() =>
    expect(screen.getByText(`The ticket became part of ${row.number}. What you were writing came along.`)).toBeTruthy(),
  );
  expect(byId('ticket-number').textContent).toContain(row.number);
});

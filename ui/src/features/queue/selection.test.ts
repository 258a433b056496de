// Several tickets are selected by key and by mouse, something is done to all of them, and it can be taken back.
import { fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import { expect, test, vi } from 'vitest';
import { byId, composingKey, openDesk } from '../../test-desk';
import { queue } from './queue.svelte';
import { MOST, selection } from './selection.svelte';

const isSelected = (number: string) => byId(`row-${number}`).getAttribute('aria-selected') === 'true';
const said = () => byId('selected-said').textContent;

test('X, Shift+J and Shift+arrows select on and back; Esc gives it all up', async () => {
  const { user } = await openDesk();
  await user.keyboard('jx');
  expect(isSelected('10471')).toBe(true);
  expect(byId('list').getAttribute('aria-multiselectable')).toBe('true');
  expect(said()).toBe('1 selected');
  await user.keyboard('{Shift>}J{/Shift}');
  await waitFor(() => expect(said()).toBe('2 selected'));
  await user.keyboard('{Shift>}{ArrowDown}{/Shift}');
  await waitFor(() => expect(said()).toBe('3 selected'));
  await user.keyboard('{Shift>}K{/Shift}');
  await waitFor(() => expect(said()).toBe('2 selected'));
  expect(isSelected('10466')).toBe(false);
  await user.keyboard('{Escape}');
  expect(said()).toBe('');
  expect(screen.queryByTestId('bulk')).toBeNull();
});

test('a click opens, with Ctrl it selects, with Shift everything between, on the box one more', async () => {
  const { user } = await openDesk();
  await fireEvent.click(byId('row-10482'), { ctrlKey: true });
  expect(isSelected('10482')).toBe(true);
  expect(byId('conversation').dataset.ticket).toBe('');
  await fireEvent.click(byId('row-10458'), { shiftKey: true });
  await waitFor(() => expect(selection.size).toBe(4));
  await user.click(byId('select-10440'));
  expect(selection.size).toBe(5);
  await user.click(byId('row-10466'));
  await waitFor(() => expect(byId('conversation').dataset.ticket).toBe('10466'));
  expect(selection.size).toBe(5);
  expect(byId('row-10466').getAttribute('aria-current')).toBe('true');
});

test('a range over rows that were never read reads their pages first', async () => {
  const { desk, user } = await openDesk('many=450');
  await user.click(byId('view-team'));
  await waitFor(() => expect(byId('list-total').textContent).toBe('463'));
  await fireEvent.click(byId('row-10471'), { ctrlKey: true });
  queue.inSight(395, 410);
  await waitFor(() => expect(queue.row(405)).toBeDefined());
  const read = vi.spyOn(desk, 'list');
  await selection.reach(queue.row(405)!.id);
  expect(selection.size).toBe(406);
  expect(read.mock.calls.map(([, from]) => from)).toEqual([100, 200]);
});

test('Ctrl+A selects the whole list, no more than can be acted on, and says so', async () => {
  const { user } = await openDesk(`many=${MOST + 300}`);
  await user.click(byId('view-team'));
  await waitFor(() => expect(byId('list-total').textContent).toBe(String(MOST + 313)));
  await user.keyboard('{Control>}a{/Control}');
  await waitFor(() => expect(selection.size).toBe(MOST), { timeout: 5000 });
  expect((await screen.findByTestId('toast')).textContent).toContain('The first 2,000 of 2,313 are selected');
});

test('what is selected stays so when the list is read again, and ends with another view', async () => {
  const { desk, user } = await openDesk();
  await user.keyboard('jjx');
  desk.tickets.get('t10482')!.row.subject = 'Another subject';
  desk.say('lists');
  await screen.findByText('Another subject');
  expect(isSelected('10482')).toBe(true);
  await user.click(byId('view-team'));
  await waitFor(() => expect(byId('list-total').textContent).toBe('13'));
  expect(selection.size).toBe(0);
});

test('no letter selects while an input method composes or someone types', async () => {
  const { user } = await openDesk();
  await user.keyboard('j');
  await fireEvent(document.body, composingKey('x'));
  expect(selection.size).toBe(0);
  await user.click(byId('row-10482'));
  await user.type(await screen.findByTestId('composer-text'), 'x');
  expect(selection.size).toBe(0);
});

test('E solves all that is selected by one checklist; its undo outlives the next toast', async () => {
  const { desk, user } = await openDesk();
  await user.keyboard('jjx{Shift>}J{/Shift}');
  await waitFor(() => expect(selection.size).toBe(2));
  const done = vi.spyOn(desk, 'bulk');
  await user.keyboard('e');
  await user.click(await screen.findByTestId('bulk-solve-unsatisfied'));
  expect(byId('bulk-follow-day').getAttribute('aria-pressed')).toBe('true');
  await user.click(byId('bulk-solve-answer'));
  await waitFor(() => expect(desk.tickets.get('t10482')!.row.status).toBe('solved'));
  const [, act] = done.mock.calls[0]!;
  expect(act).toMatchObject({ type: 'solve', closing: { told: true, satisfaction: 'unsatisfied' }, category: null });
  expect(act.type === 'solve' && act.followUp?.text).toContain('all is well');
  expect(desk.tickets.get('t10466')!.row.status).toBe('solved');
  expect((await screen.findByTestId('toast')).textContent).toContain('2 done');
  expect(screen.queryByTestId('bulk')).toBeNull();
  await user.keyboard('jx');
  await user.click(byId('bulk-urgency'));
  await user.click(await screen.findByTestId('bulk-urgency-high'));
  await waitFor(() => expect(screen.getAllByTestId('toast')).toHaveLength(2));
  await user.click(within(screen.getAllByTestId('toast')[0]!).getByTestId('toast-undo'));
  await waitFor(() => expect(desk.tickets.get('t10482')!.row.status).toBe('open'));
  expect(await screen.findByText('2 taken back')).toBeTruthy();
});

test('what could not be done stays selected and is named with its reason', async () => {
  const { desk, user } = await openDesk();
  await user.click(byId('view-team'));
  await waitFor(() => expect(byId('list-total').textContent).toBe('13'));
  await user.click(byId('select-10483'));
  await user.click(byId('select-10405'));
  await user.click(byId('bulk-claim'));
  await waitFor(() => expect(desk.tickets.get('t10483')!.ownerId).toBe('a-wen'));
  const left = await screen.findByTestId('bulk-refused');
  expect(left.textContent).toContain('1 not done');
  expect(left.textContent).toContain('10405');
  expect(left.textContent).toContain('白知夏');
  expect(selection.ids).toEqual(['t10405']);
  await user.click(byId('bulk-understood'));
  expect(screen.queryByTestId('bulk-refused')).toBeNull();
});

test('handing several over asks for the reason once', async () => {
  const { desk, user } = await openDesk();
  await user.keyboard('jjx{Shift>}J{/Shift}');
  await waitFor(() => expect(selection.size).toBe(2));
  const done = vi.spyOn(desk, 'bulk');
  await user.keyboard('o');
  await user.click(await screen.findByTestId('bulk-owner-a-ye'));
  expect((await screen.findByTestId('ask')).getAttribute('aria-label')).toBe('Hand 2 over to 叶知秋');
  await user.click(byId('ask-answer'));
  expect(done).not.toHaveBeenCalled();
  await user.type(byId('ask-text'), 'Coffee machines are hers');
  await user.type(byId('ask-known'), 'The batch is bad');
  await user.click(byId('ask-answer'));
  await waitFor(() => expect(screen.queryByTestId('ask')).toBeNull());
  const handover = { asked: '', known: 'The batch is bad', tried: '', promised: '' };
  expect(done).toHaveBeenCalledWith(['t10482', 't10466'], {
    type: 'assign',
    to: 'a-ye',
    reason: 'Coffee machines are hers',
    handover,
  });
  expect(desk.tickets.get('t10466')!.ownerId).toBe('a-ye');
});

test('a tag is put on all of them, and a category set', async () => {
  const { desk, user } = await openDesk();
  await user.click(byId('select-10458'));
  await user.keyboard('l{Enter}');
  await user.type(await screen.findByTestId('ask-text'), '补发{Enter}');
  await waitFor(() => expect(desk.tickets.get('t10458')!.tags).toContain('补发'));
  await user.click(byId('select-10458'));
  await user.click(byId('bulk-category'));
  await screen.findByTestId('bulk-category-refund-presale');
  expect(screen.queryByTestId('bulk-category-refund'), 'what has others below says too little').toBeNull();
  await user.click(byId('bulk-category-refund-presale'));
  await waitFor(() => expect(desk.tickets.get('t10458')!.category).toBe('refund-presale'));
});

test('of several that are solved those stay whose category has others below', async () => {
  const { desk, user } = await openDesk();
  await user.click(byId('select-10431'));
  await user.click(byId('select-10482'));
  await user.keyboard('e');
  await user.click(await screen.findByTestId('bulk-solve-answer'));
  await waitFor(() => expect(desk.tickets.get('t10482')!.row.status).toBe('solved'));
  expect((await screen.findByTestId('bulk-refused')).textContent).toContain('10431 Choose what it was about first');
  expect(desk.tickets.get('t10431')!.row.status).toBe('open');
  expect(selection.ids).toEqual(['t10431']);
});

test('snoozed tickets leave the list for their own, say until when, and come back', async () => {
  const { desk, user } = await openDesk();
  await user.click(byId('select-10458'));
  await user.keyboard('h');
  await user.click(await screen.findByTestId('bulk-snooze-tomorrow'));
  await waitFor(() => expect(screen.queryByTestId('row-10458')).toBeNull());
  const put = desk.tickets.get('t10458')!.row;
  expect(new Date(put.snoozedUntil!).getHours()).toBe(9);
  expect(put.snoozedUntilReply).toBe(false);
  await waitFor(() => expect(byId('count-of-snoozed').textContent).toBe('1'));
  await user.click(byId('view-snoozed'));
  expect((await screen.findByTestId('row-10458')).textContent).toContain('until tomorrow 09:00');
  await user.click(byId('select-10458'));
  await user.click(byId('bulk-snooze'));
  await user.click(await screen.findByTestId('bulk-snooze-now'));
  expect(await screen.findByText('Nothing is snoozed')).toBeTruthy();
});

test('another time is written by hand; one that has passed is not taken', async () => {
  const { desk, user } = await openDesk();
  await user.click(byId('select-10458'));
  await user.click(byId('bulk-snooze'));
  await user.click(await screen.findByTestId('bulk-snooze-until'));
  const day = byId('snooze-day') as HTMLInputElement;
  await user.clear(day);
  await user.type(day, '2020-01-02{Enter}');
  expect(await screen.findByText('That time has passed')).toBeTruthy();
  await user.clear(day);
  await user.type(day, '2099-01-02{Enter}');
  await waitFor(() => expect(new Date(desk.tickets.get('t10458')!.row.snoozedUntil!).getFullYear()).toBe(2099));
});

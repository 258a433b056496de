// How lists look: cards or a table over the whole width, the chosen columns in their order, emergencies on top, counts that are right.
import { fireEvent, screen, waitFor } from '@testing-library/svelte';
import { expect, test, vi } from 'vitest';
import { byId, openDesk } from '../../test-desk';
import { COLUMNS, fitting, shifted, toggled } from './columns';

const work = () => document.querySelector('.work')!;
const heads = () => screen.getAllByTestId(/^column-/).map((cell) => cell.dataset.testid!.replace('column-', ''));

test('the table has the whole width; a ticket opens beside cards; Esc and Backspace bring the table back', async () => {
  const { user } = await openDesk('layout=table');
  expect(work().classList).toContain('tabled');
  expect(screen.queryByTestId('conversation')).toBeNull();
  expect(heads()).toEqual(['channel', 'number', 'category']);
  await user.keyboard('jj{Enter}');
  await waitFor(() => expect(byId('conversation').dataset.ticket).toBe('10482'));
  expect(work().classList).not.toContain('tabled');
  expect(screen.queryByTestId('table-head')).toBeNull();
  await user.keyboard('{Escape}');
  await screen.findByTestId('table-head');
  expect(screen.queryByTestId('conversation')).toBeNull();
  await user.keyboard('{Enter}');
  await screen.findByTestId('composer-text');
  await user.keyboard('{Backspace}');
  await screen.findByTestId('table-head');
});

test('in the table no letter acts on a ticket that is not in sight', async () => {
  const { desk, user } = await openDesk('layout=table');
  await user.keyboard('jj{Enter}');
  await screen.findByTestId('composer-text');
  await user.keyboard('{Escape}');
  await screen.findByTestId('table-head');
  const solved = vi.spyOn(desk, 'transition');
  await user.keyboard('e');
  expect(solved).not.toHaveBeenCalled();
});

test('layout, density and columns are chosen at the head of the list and kept', async () => {
  const { desk, user } = await openDesk();
  await user.click(byId('list-look'));
  await user.click(await screen.findByTestId('look-table'));
  await screen.findByTestId('table-head');
  await user.click(byId('look-compact'));
  await user.click(byId('look-column-owner'));
  await user.click(byId('look-column-channel'));
  await user.click(byId('look-up-owner'));
  await waitFor(() => expect(desk.own.columns).toEqual(['number', 'owner', 'category']));
  expect(heads()).toEqual(['number', 'owner', 'category']);
  await fireEvent.keyDown(byId('look-column-owner'), { key: 'ArrowUp', altKey: true });
  await waitFor(() => expect(desk.own.columns).toEqual(['owner', 'number', 'category']));
  expect(desk.own).toMatchObject({ listLayout: 'table', density: 'compact' });
  await user.keyboard('{Escape}');
  expect(screen.queryByTestId('look')).toBeNull();
  expect(document.activeElement).toBe(byId('list-look'));
});

test('a card shows the chosen columns in their order', async () => {
  const { user } = await openDesk();
  await user.click(byId('list-look'));
  await user.click(await screen.findByTestId('look-column-status'));
  await user.click(byId('look-up-status'));
  const line = byId('row-10482').querySelector('.l3')!;
  await waitFor(() => expect(line.textContent!.replace(/\s/g, '')).toContain('10482·Inprogress·Fault/coffeemachine'));
});

test('a narrow table gives up what one can do without, the number last', () => {
  expect(fitting(COLUMNS, 2000)).toEqual(COLUMNS);
  expect(fitting(['channel', 'number', 'category'], 972)).toEqual(['channel', 'number', 'category']);
  const narrow = fitting(COLUMNS, 900);
  expect(narrow).not.toContain('updated');
  expect(narrow).toContain('number');
  expect(fitting(COLUMNS, 500)).toEqual([]);
});

test('columns are added last, and move one place', () => {
  expect(toggled(['number'], 'owner')).toEqual(['number', 'owner']);
  expect(toggled(['number', 'owner'], 'number')).toEqual(['owner']);
  expect(shifted(['number', 'owner'], 'owner', -1)).toEqual(['owner', 'number']);
  expect(shifted(['number', 'owner'], 'number', -1)).toEqual(['number', 'owner']);
});

test('emergencies have a lane on top with their count, which leads to the first', async () => {
  const { desk, user } = await openDesk();
  expect(byId('lane').textContent).toContain('Emergency');
  expect(byId('lane').textContent).toContain('1');
  desk.tickets.get('t10412')!.row.urgency = 'emergency';
  desk.say('lists');
  await waitFor(() => expect(byId('lane').textContent).toContain('2'));
  await user.click(byId('lane'));
  await waitFor(() => expect(byId('row-10471').classList).toContain('at-cursor'));
  await user.click(byId('view-waiting'));
  await screen.findByTestId('row-10455');
  expect(screen.queryByTestId('lane')).toBeNull();
});

test('promises, follow-ups and snoozed have their places in the rail, and counts are what the lists hold', async () => {
  const { desk, user } = await openDesk();
  const gu = desk.tickets.get('t10482')!;
  // A reply and a note being written on one ticket are one ticket with drafts.
  const draft = { body: 'a', savedAt: 0, articles: [], files: [] };
  gu.drafts = [
    { kind: 'reply', ...draft },
    { kind: 'note', ...draft },
  ];
  desk.say('lists');
  await waitFor(() => expect(byId('count-of-drafts').textContent).toBe('2'));
  for (const place of ['mine', 'team', 'unassigned', 'atRisk', 'hot', 'waiting', 'promises', 'drafts']) {
    await user.click(byId(`view-${place}`));
    await waitFor(() => expect(byId(`view-${place}`).getAttribute('aria-current')).toBe('page'));
    await waitFor(() => expect(byId(`count-of-${place}`).textContent?.trim()).toBe(byId('list-total').textContent));
  }
  await user.click(byId('view-followUps'));
  expect(await screen.findByText('No follow-up is planned')).toBeTruthy();
  await user.click(byId('view-snoozed'));
  expect(await screen.findByText('Nothing is snoozed')).toBeTruthy();
});

test('the list of promises says by when each is due, as a card and in the table, and that it is a promise', async () => {
  const { desk, user } = await openDesk();
  const gu = desk.tickets.get('t10482')!;
  const clock = { state: 'running' as const, metAfter: null, doubtful: false };
  const minutes = (n: number) => Date.now() + n * 60_000;
  gu.clocks = [
    { ...clock, kind: 'resolution', due: minutes(10.5) },
    { ...clock, kind: 'promise', due: minutes(50.5) },
    { ...clock, kind: 'promise', due: minutes(40.5) },
  ];
  desk.say('lists');
  const end = () => byId('row-10482').querySelector<HTMLElement>('.end:has(.clock)')!;
  await waitFor(() => expect(end().textContent).toContain('10 min'));
  await user.click(byId('view-promises'));
  await waitFor(() => expect(end().textContent).toContain('40 min'));
  expect(end().textContent, 'for who does not see the list').toContain('Promise');
  expect(end().querySelector('.clock')!.getAttribute('title')).toContain('Promise');
  await user.click(byId('list-look'));
  await user.click(await screen.findByTestId('look-table'));
  await screen.findByTestId('table-head');
  expect(end().textContent).toContain('40 min');
  // Overdue it is red, and a ticket that was put away or is done owes it all the same.
  gu.clocks = [{ ...clock, kind: 'promise', due: minutes(-5.5), state: 'breached' }];
  gu.row.status = 'solved';
  desk.say('lists');
  await waitFor(() => expect(end().querySelector('.clock')!.classList).toContain('breach'));
});

test('held and offline count what their screens list', async () => {
  const { user } = await openDesk('offline=1');
  const offline = byId('count-of-offline').textContent;
  await user.click(byId('view-offline'));
  await screen.findByTestId('outbox-list');
  expect(offline).toBe(String(byId('outbox-list').querySelectorAll('.item').length));
  expect(byId('count-of-held').textContent?.trim()).toBe('1');
});

test('N goes on to the next while its ticket is open, each time with its reason, and says when there is no other', async () => {
  const { user } = await openDesk();
  const said = async (number: string, why: string) => {
    await user.keyboard('n');
    await waitFor(() => expect(byId('conversation').dataset.ticket).toBe(number));
    await waitFor(() => expect(byId('why').textContent).toContain(why));
    expect(byId('why').classList).not.toContain('wide-only');
  };
  await said('10471', 'over its time');
  await said('10482', 'nearly due');
  await said('10466', 'nearly due');
  await said('10479', 'tier');
  await said('10458', 'due next');
});

test('when nothing comes after the open ticket it says so', async () => {
  const { desk, user } = await openDesk();
  await user.keyboard('n');
  await waitFor(() => expect(byId('conversation').dataset.ticket).toBe('10471'));
  vi.spyOn(desk, 'nextUp').mockResolvedValue(null);
  await user.keyboard('n');
  expect(await screen.findByText('Nothing else is waiting for you')).toBeTruthy();
  expect(desk.nextUp).toHaveBeenCalledWith('t10471');
});

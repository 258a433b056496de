// What was promised is noted with its time, kept in sight beside the ticket, and ended by whoever kept it.
import { fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import { afterEach, expect, test, vi } from 'vitest';
import { forgetAll } from '../../frame/desk.svelte';
import { frame } from '../../frame/frame.svelte';
import { byId, composingKey, GU, openDesk, TAO } from '../../test-desk';
import { dueOf, offered, readDue } from './due';

const minute = 60_000;
const hour = 60 * minute;
const field = (id: string) => screen.getByTestId<HTMLInputElement>(id);

afterEach(() => vi.useRealTimers());

async function openOn(number: string, params = '') {
  const opened = await openDesk(params);
  await opened.user.click(byId(`row-${number}`));
  await screen.findByTestId('composer-text');
  return { ...opened, set: vi.spyOn(opened.desk, 'setTask'), ended: vi.spyOn(opened.desk, 'endTask') };
}
const about = (due: number, span: number) => expect(Math.abs(due - Date.now() - span)).toBeLessThan(5_000);

test('P, a line, a time, Ctrl+Enter: the promise stands beside the ticket, among its clocks and in what happened', async () => {
  const { user, set } = await openOn('10479');
  expect(screen.queryByTestId('tasks')).toBeNull();
  await user.keyboard('p');
  await waitFor(() => expect(document.activeElement).toBe(field('task-text')));
  await user.keyboard('Refund is on its way');
  await user.click(byId('task-hours2'));
  expect(byId('task-hours2').getAttribute('aria-pressed')).toBe('true');
  await user.click(field('task-text'));
  await user.keyboard('{Enter}');
  expect(set).not.toHaveBeenCalled();
  await user.keyboard('{Control>}{Enter}{/Control}');
  expect(set).toHaveBeenCalledExactlyOnceWith(TAO, 'promise', 'Refund is on its way', expect.any(Number));
  about(set.mock.calls[0]![3], 2 * hour);
  await waitFor(() => expect(screen.queryByTestId('task-panel')).toBeNull());
  expect((await screen.findByTestId('task')).textContent).toContain('Refund is on its way');
  expect(byId('task').textContent).toContain('Wen Shuyan');
  expect(byId('clock-promise').textContent).toContain('Promise');
  expect(byId('timeline').textContent).toContain('Wen Shuyan promised by');
});

test('a follow-up is planned for a day later; a time that was chosen stays chosen', async () => {
  const { user, set } = await openOn('10479');
  await user.click(byId('promise'));
  expect(byId('task-hour1').getAttribute('aria-pressed')).toBe('true');
  await user.click(byId('task-followUp'));
  expect(byId('task-hours24').getAttribute('aria-pressed')).toBe('true');
  await user.click(byId('task-minutes30'));
  await user.click(byId('task-promise'));
  expect(byId('task-minutes30').getAttribute('aria-pressed')).toBe('true');
  await user.click(byId('task-followUp'));
  await user.click(byId('task-hours24'));
  await user.type(field('task-text'), 'Does it pump again?');
  await user.click(byId('task-save'));
  expect(set).toHaveBeenCalledExactlyOnceWith(TAO, 'followUp', 'Does it pump again?', expect.any(Number));
  about(set.mock.calls[0]![3], 24 * hour);
  expect(await screen.findByTestId('clock-followUp')).toBeTruthy();
});

test('an input method composes undisturbed: no letter opens the panel, no Enter notes, no Esc puts away', async () => {
  const { user, set } = await openOn('10479');
  await fireEvent(document.body, composingKey('p'));
  expect(screen.queryByTestId('task-panel')).toBeNull();
  await user.keyboard('p');
  await user.type(await screen.findByTestId('task-text'), '下午给结论');
  await fireEvent(field('task-text'), composingKey('Enter'));
  await fireEvent(field('task-text'), composingKey('Enter', { ctrlKey: true }));
  await fireEvent(field('task-text'), composingKey('Escape'));
  expect(set).not.toHaveBeenCalled();
  expect(field('task-text').value).toBe('下午给结论');
});

test('Esc puts it away and gives the caret back; what was written is there again, on its own ticket alone', async () => {
  const { user } = await openOn('10479');
  byId('promise').focus();
  await user.keyboard('{Enter}');
  await user.type(await screen.findByTestId('task-text'), 'Call back');
  await user.click(byId('task-tomorrow'));
  await user.keyboard('{Escape}');
  expect(screen.queryByTestId('task-panel')).toBeNull();
  expect(document.activeElement).toBe(byId('promise'));
  await user.click(byId('row-10482'));
  await waitFor(() => expect(byId('conversation').dataset.ticket).toBe('10482'));
  await user.click(byId('promise'));
  expect(field('task-text').value).toBe('');
  await user.click(byId('row-10479'));
  await waitFor(() => expect(byId('conversation').dataset.ticket).toBe('10479'));
  await user.click(byId('promise'));
  expect(field('task-text').value).toBe('Call back');
  expect(byId('task-tomorrow').getAttribute('aria-pressed')).toBe('true');
});

test('it is saved when typing rests, and is there again after a kill, with the time that was chosen', async () => {
  const first = await openOn('10479');
  const saved = vi.spyOn(first.desk, 'saveDocked');
  await first.user.click(byId('promise'));
  await first.user.click(byId('task-followUp'));
  await first.user.click(byId('task-tomorrow'));
  await first.user.type(field('task-text'), 'Does it pu');
  expect(saved).not.toHaveBeenCalled();
  await waitFor(() => expect(saved).toHaveBeenCalledOnce());
  expect(saved.mock.calls[0]!.slice(0, 3)).toEqual([TAO, 'task', '']);
  first.unmount();
  forgetAll();

  const again = await openDesk();
  again.desk.forms = first.desk.forms;
  await again.user.click(byId('row-10479'));
  await screen.findByTestId('composer-text');
  await again.user.click(byId('promise'));
  await waitFor(() => expect(field('task-text').value).toBe('Does it pu'));
  expect(byId('task-panel').dataset.kind).toBe('followUp');
  expect(byId('task-tomorrow').getAttribute('aria-pressed')).toBe('true');
  await again.user.click(byId('task-save'));
  await waitFor(() => expect(again.desk.forms.size).toBe(0));
});

test('what is typed until the disk answers is not written over, nor is what lay there', async () => {
  const { user, desk } = await openOn('10479');
  let answer: (json: string | null) => void = () => undefined;
  vi.spyOn(desk, 'docked').mockImplementationOnce(() => new Promise((done) => (answer = done)));
  const saved = vi.spyOn(desk, 'saveDocked');
  await user.keyboard('p');
  await user.type(await screen.findByTestId('task-text'), 'Call back');
  await new Promise((done) => setTimeout(done, 400));
  expect(saved).not.toHaveBeenCalled();
  answer('{"text":"Refund it","kind":"promise","choice":"never","day":"","time":""}');
  await waitFor(() => expect(saved).toHaveBeenCalled());
  expect(field('task-text').value).toBe('Call back');
  await user.keyboard('{Escape}');
  forgetAll();
  desk.forms.set(`dock:${GU}:task:`, '{"text":"Refund it","kind":"followUp","choice":"hours2","day":"","time":""}');
  vi.spyOn(desk, 'docked').mockImplementationOnce(() => new Promise((done) => (answer = done)));
  desk.say('stage', 'lists');
  await frame.openTicket(GU);
  await user.click(await screen.findByTestId('promise'));
  await user.type(field('task-text'), 'Call back');
  answer(desk.forms.get(`dock:${GU}:task:`)!);
  await waitFor(() => expect(field('task-text').value).toBe('Refund it\n\nCall back'));
});

test('on a ticket that became part of another, the words of both are joined, here and on the disk', async () => {
  const { user, desk } = await openOn('10479');
  const form = `dock:${TAO}:task:`;
  desk.forms.set(form, '{"text":"Refund it","kind":"promise","choice":"hours2","day":"","time":""}');
  await user.click(byId('row-10482'));
  await waitFor(() => expect(byId('conversation').dataset.ticket).toBe('10482'));
  await user.click(byId('promise'));
  await user.type(field('task-text'), 'Call back');
  const read = desk.ticket.bind(desk);
  vi.spyOn(desk, 'ticket').mockImplementation((id) => read(id === GU ? TAO : id));
  desk.say({ ticket: GU });
  await waitFor(() => expect(byId('conversation').dataset.ticket).toBe('10479'));
  await waitFor(() => expect(field('task-text').value).toBe('Refund it\n\nCall back'));
  expect(byId('task-hours2').getAttribute('aria-pressed')).toBe('true');
  await waitFor(() => expect(JSON.parse(desk.forms.get(form)!).text).toBe('Refund it\n\nCall back'));
});

test('Esc out of the reply puts it away as well, and the caret stays in the reply', async () => {
  const { user } = await openOn('10479');
  await user.click(byId('promise'));
  await user.click(byId('composer-text'));
  await user.keyboard('{Escape}');
  expect(screen.queryByTestId('task-panel')).toBeNull();
  expect(document.activeElement).toBe(byId('composer-text'));
});

test('what is missing, no day, no time or gone by is said in the panel, and the text stays', async () => {
  const { user, set } = await openOn('10479');
  await user.click(byId('promise'));
  await user.click(byId('task-save'));
  expect(byId('task-missing').textContent).toContain('Write what was promised');
  expect(document.activeElement).toBe(field('task-text'));
  await user.keyboard('Call back');
  await user.clear(field('task-day'));
  await user.type(field('task-day'), 'Friday');
  await user.click(byId('task-save'));
  expect(byId('task-missing').textContent).toContain('2026-12-31');
  expect(document.activeElement).toBe(field('task-day'));
  await user.clear(field('task-day'));
  await user.type(field('task-day'), '2020/1/2');
  await user.clear(field('task-time'));
  await user.type(field('task-time'), '25');
  await user.click(byId('task-save'));
  expect(byId('task-missing').textContent).toContain('23:50');
  expect(set).not.toHaveBeenCalled();
  await user.clear(field('task-time'));
  await user.type(field('task-time'), '9');
  await user.click(byId('task-save'));
  expect((await screen.findByTestId('task-error')).textContent).toContain('The time has passed already');
  expect(set).toHaveBeenCalledWith(TAO, 'promise', 'Call back', new Date(2020, 0, 2, 9).getTime());
  expect(field('task-text').value).toBe('Call back');
  await user.click(byId('task-hour1'));
  expect(screen.queryByTestId('task-error')).toBeNull();
});

test('a kept promise leaves the clocks and is counted among what was', async () => {
  const { user, ended } = await openOn('10482');
  expect((await screen.findByTestId('task')).textContent).toContain('给出换新或维修结论');
  expect(byId('tasks-ended').textContent).toContain('1 kept');
  await user.click(byId('task-keep'));
  expect(ended).toHaveBeenCalledExactlyOnceWith(GU, 'task-1', true);
  await waitFor(() => expect(screen.queryByTestId('clock-promise')).toBeNull());
  expect(screen.queryByTestId('task')).toBeNull();
  await user.click(byId('tasks-ended'));
  expect(screen.getAllByTestId('task-ended').map((li) => within(li).getByText(/kept/).textContent)).toHaveLength(2);
});

test('withdrawing can be undone for ten seconds; after them Rust hears of it', async () => {
  const { user, ended } = await openOn('10482');
  vi.useFakeTimers({ shouldAdvanceTime: true });
  await user.click(await screen.findByTestId('task-withdraw'));
  expect(screen.queryByTestId('task')).toBeNull();
  expect(screen.queryByTestId('clock-promise')).toBeNull();
  await user.click(byId('toast-undo'));
  expect(byId('task')).toBeTruthy();
  await user.click(byId('task-withdraw'));
  expect(ended).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(10_100);
  expect(ended).toHaveBeenCalledExactlyOnceWith(GU, 'task-1', false);
  await waitFor(() => expect(byId('tasks-ended').textContent).toContain('1 kept, 1 withdrawn'));
});

test('what was withdrawn stays withdrawn when the desk locks before the ten seconds are over', async () => {
  const { user, ended } = await openOn('10482');
  await user.click(await screen.findByTestId('task-withdraw'));
  await frame.lock();
  expect(ended).toHaveBeenCalledExactlyOnceWith(GU, 'task-1', false);
});

test('of several promises the head shows the next due and how many; its story says the text and ends it', async () => {
  const { user, desk, ended } = await openOn('10482');
  await desk.setTask(GU, 'promise', 'Call about the pump', Date.now() + 20 * minute);
  await waitFor(() => expect(byId('clock-promise').textContent).toContain('Promise (2)'));
  expect(screen.getAllByTestId('task').map((li) => li.textContent)[0]).toContain('Call about the pump');
  await user.click(byId('clock-promise'));
  const dialog = await screen.findByTestId('clock-story');
  await waitFor(() => expect(dialog.textContent).toContain('Call about the pump · a time that somebody named'));
  expect(document.activeElement).toBe(byId('story-promise'));
  await user.click(within(dialog).getAllByTestId('task-keep')[0]!);
  expect(ended).toHaveBeenCalledExactlyOnceWith(GU, expect.stringMatching(/^op/), true);
  await waitFor(() => expect(screen.queryByTestId('clock-story')).toBeNull());
  await waitFor(() => expect(byId('clock-promise').textContent).not.toContain('(2)'));
});

test('offline it waits like everything else, and says so until it has left', async () => {
  const { user, desk } = await openOn('10479', 'offline=1');
  await user.keyboard('p');
  expect((await screen.findByTestId('task-panel')).textContent).toContain('Offline: saved here');
  await user.type(field('task-text'), 'Call back');
  await user.click(byId('task-save'));
  expect((await screen.findByTestId('task')).textContent).toContain('Waiting');
  desk.comeBack();
  await waitFor(() => expect(byId('task').textContent).not.toContain('Waiting'));
});

test('on a solved ticket what is owed goes on and shows in the list', async () => {
  const { desk } = await openOn('10427');
  const row = () => byId('row-10427').textContent;
  expect(row()).toContain('Solved');
  desk.tickets.get('t10427')!.clocks = [];
  await desk.setTask('t10427', 'followUp', 'Did it arrive?', Date.now() + 90 * minute);
  await waitFor(() => expect(row()).toContain('1 h 29 left'));
});

test('an overdue promise reads well among the alerts, and beside them lies what was promised', async () => {
  const { user } = await openDesk('owed=over');
  await user.click(byId('open-alerts'));
  const [promise] = await screen.findAllByTestId('alert-10482');
  expect(promise!.textContent).toContain('Promise, 12 min over');
  await user.click(promise!);
  await waitFor(() => expect(byId('alert-why').textContent).toContain('给出换新或维修结论'));
});

test('the palette notes a follow-up, and the sheet of keys names the key', async () => {
  const { user } = await openOn('10479');
  await user.keyboard('{Control>}k{/Control}huifang');
  await user.click(await screen.findByTestId('palette-follow-up'));
  expect((await screen.findByTestId('task-panel')).dataset.kind).toBe('followUp');
  await user.keyboard('{Escape}?');
  expect((await screen.findByTestId('sheet-promise')).textContent).toContain('Note a promise');
  expect(byId('sheet-follow-up').textContent).toContain('⇧ P');
});

test('usual times are what they say, and the evening is not offered once it has come', () => {
  const noon = new Date(2026, 10, 30, 12, 5).getTime();
  expect(dueOf.today(noon)).toBe(new Date(2026, 10, 30, 18).getTime());
  expect(dueOf.tomorrow(noon)).toBe(new Date(2026, 11, 1, 9).getTime());
  expect(dueOf.hours24(noon)).toBe(noon + 24 * hour);
  expect(offered(noon)).toContain('today');
  expect(offered(noon + 6 * hour)).not.toContain('today');
  expect(readDue('2026年12月3日', '0830')).toBe(new Date(2026, 11, 3, 8, 30).getTime());
  expect([readDue('', '8'), readDue('2026-12-03', '')]).toEqual(['day', 'time']);
});

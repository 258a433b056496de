// Held things wait for their author, and a discard can be taken back.
import { screen, waitFor, within } from '@testing-library/svelte';
import { expect, test, vi } from 'vitest';
import { byId, openDesk, text } from '../../test-desk';
import { markIn } from '../conversation/marking';

test('a held reply shows what was seen, what is new and the text; editing puts it back into the composer', async () => {
  const { user } = await openDesk('held=1');
  await user.click(byId('view-held'));
  expect((await screen.findByTestId('held-seen')).textContent).toContain('现在不想要了能退吗');
  expect(byId('held-news').textContent).toContain('不退了');
  expect(byId('held-text').textContent).toContain('48 小时内');
  expect(byId('held-reason').textContent).toContain('陶锦程 wrote again after what you had seen');
  expect(byId('held-text').querySelector('[lang="zh-Hans"]')!.textContent).toContain('48 小时内');
  expect(byId('held-news').querySelector('p[lang="zh-Hans"]')!.textContent).toContain('没人了');
  expect(byId('held-behind').textContent).toContain('1 later reply waits for this one');
  const author = (id: string) => [...byId(id).querySelectorAll('[data-kind="customer"] header')].map((h) => h.textContent);
  for (const id of ['held-seen', 'held-news']) for (const head of author(id)) expect(head).toMatch(/陶锦程.*\d\d:\d\d/s);
  expect(author('held-news')).toHaveLength(2);
  await user.keyboard('{Enter}');
  await waitFor(() => expect(byId('conversation').dataset.ticket).toBe('10479'));
  await waitFor(() => expect(text().value).toContain('48 小时内'));
});

test('discarding waits ten seconds, and Undo brings it back untouched', async () => {
  const { user, desk } = await openDesk('held=1');
  const decided = vi.spyOn(desk, 'decide');
  await user.click(byId('view-held'));
  await user.click(await screen.findByTestId('held-discard'));
  expect(screen.queryByTestId('held-row-10479')).toBeNull();
  await user.click(byId('toast-undo'));
  expect(await screen.findByTestId('held-row-10479')).toBeTruthy();
  expect(decided).not.toHaveBeenCalled();
});

test('alerts are taken or put off, and a computer without notifications is told so', async () => {
  const { user } = await openDesk('nonative=1');
  await user.click(byId('open-alerts'));
  expect((await screen.findByTestId('no-native')).textContent).toContain('shows no notifications');
  await user.click(byId('alert-ack-10471'));
  await waitFor(() => expect(byId('alert-count').textContent).toBe('3'));
  await user.click(byId('alert-snooze-10482'));
  await user.click(await screen.findByTestId('alert-snooze-10482-15'));
  await waitFor(() => expect(byId('alert-10482').textContent).toContain('Snoozed to'));
  // What is put off presses on nobody until its time.
  expect(byId('alert-count').textContent).toBe('2');
});

test('what comes while the view is open does not move it, and a decision rests on what was shown', async () => {
  const { user, desk } = await openDesk('held=1');
  const decided = vi.spyOn(desk, 'decide');
  await user.click(byId('view-held'));
  await screen.findByTestId('held-news');
  const seen = (await desk.held())[0]!.shown;
  desk.customerWrites('t10479', '我改主意了');
  expect((await screen.findByTestId('held-fresher')).textContent).toContain('Something new came');
  expect(byId('held-news').textContent).not.toContain('我改主意了');
  await user.click(byId('held-send'));
  expect(decided).toHaveBeenLastCalledWith(expect.any(String), 'sendAnyway', seen);
});

test('asked for, what came is shown and counts as seen', async () => {
  const { user, desk } = await openDesk('held=1');
  const decided = vi.spyOn(desk, 'decide');
  await user.click(byId('view-held'));
  await screen.findByTestId('held-news');
  desk.customerWrites('t10479', '我改主意了');
  await user.click(await screen.findByTestId('held-show-fresher'));
  expect(byId('held-news').textContent).toContain('我改主意了');
  expect(screen.queryByTestId('held-fresher')).toBeNull();
  const { shown } = (await desk.held())[0]!;
  await user.click(byId('held-send'));
  expect(decided).toHaveBeenLastCalledWith(expect.any(String), 'sendAnyway', shown);
});

test('a held status change is decided in the same place, without a text', async () => {
  const { user, desk } = await openDesk();
  const row = {
    operation: 'op-s',
    article: null,
    ticket: 't10479',
    number: '10479',
    subject: 's',
    subjectLang: null,
    kind: 'transition',
    summary: 'solved',
  };
  const reason = { id: 'held-status', args: { by: '陶锦程', to: 'solved' } };
  desk.box.push({ ...row, state: 'held', at: Date.now() - 60_000, offline: true, reason, leavesAt: null, files: 0 });
  desk.say('outbox');
  await user.click(byId('view-held'));
  expect((await screen.findByTestId('held-reason')).textContent).toContain('the status was not set to Solved');
  expect(byId('held-text').textContent).toContain('Status to Solved');
  for (const gone of ['held-edit', 'held-note']) expect(screen.queryByTestId(gone)).toBeNull();
  expect(byId('held-send').textContent).toContain('Do it anyway');
  expect(byId('held-discard').textContent).toContain('Leave it');
});

test('what was refused keeps its text and cannot be sent as it was', async () => {
  const { user, desk } = await openDesk();
  const row = {
    operation: 'op-r',
    article: null,
    ticket: 't10479',
    number: '10479',
    subject: 's',
    subjectLang: null,
    kind: 'reply',
    summary: '好的',
  };
  const reason = { id: 'error-forbidden', args: {} };
  desk.box.push({ ...row, state: 'rejected', at: Date.now(), offline: false, reason, leavesAt: null, files: 0 });
  desk.say('outbox');
  await user.click(byId('view-held'));
  expect((await screen.findByTestId('held-text')).textContent).toContain('好的');
  expect(byId('held-reason').textContent).toContain('Your role does not allow this');
  expect(screen.queryByTestId('held-send')).toBeNull();
  for (const way of ['held-edit', 'held-note', 'held-discard']) expect(byId(way)).toBeTruthy();
});

test('editing keeps what was being written on the same ticket', async () => {
  const { user } = await openDesk('held=1');
  await user.click(byId('row-10479'));
  await user.type(text(), 'Half a sen');
  await user.click(byId('view-held'));
  await user.click(await screen.findByTestId('held-edit'));
  await waitFor(() => expect(text().value).toContain('48 小时内'));
  expect(text().value).toContain('Half a sen');
});

test('where my text and the new messages are at odds, both are marked and one line says it', async () => {
  const { user } = await openDesk('held=1');
  await user.click(byId('view-held'));
  expect((await screen.findByTestId('held-differs')).textContent).toContain(
    'At odds with what is new: you wrote 定金可以退, 陶锦程 now wants 不退了',
  );
  const marked = (id: string) => [...byId(id).querySelectorAll('mark')].map((m) => m.textContent);
  expect([marked('held-seen'), marked('held-news'), marked('held-text')]).toEqual([[], ['不退了'], ['定金可以退']]);
  expect(byId('held-text').textContent).toContain('您好，定金可以退，48 小时内都能申请');
});

test('in a customer’s own HTML words are marked without it being read anew', () => {
  const page = document.createElement('div');
  page.innerHTML = '<p>I want a <b>Refund</b>, not &lt;i&gt;prefund&lt;/i&gt; refund</p>';
  markIn(page, ['refund']);
  expect(page.innerHTML).toBe('<p>I want a <b><mark>Refund</mark></b>, not &lt;i&gt;prefund&lt;/i&gt; <mark>refund</mark></p>');
});

test('the files of a held text are shown with it, and files alone are a text, not a change', async () => {
  const { user, desk } = await openDesk('held=1');
  await user.click(byId('view-held'));
  expect((await screen.findByTestId('held-text')).textContent).toContain('定金退款说明.pdf');
  const [item] = await desk.held();
  vi.spyOn(desk, 'held').mockResolvedValue([{ ...item!, text: '', differs: null }]);
  desk.say('outbox');
  await waitFor(() => expect(byId('held-text').textContent).not.toContain('48 小时内'));
  expect(byId('held-text').textContent).toContain('定金退款说明.pdf');
  expect(byId('held-send').textContent).toContain('Send anyway');
});

test('edited, a held text comes back into the composer with its files', async () => {
  const { user } = await openDesk('held=1');
  await user.click(byId('view-held'));
  await user.click(await screen.findByTestId('held-edit'));
  expect((await screen.findByTestId('draft-file')).textContent).toContain('定金退款说明.pdf');
});

test('what was decided today is listed below with how and when, and opens its ticket', async () => {
  const { user } = await openDesk('held=1');
  await user.click(byId('view-held'));
  const list = await screen.findByTestId('held-decided');
  expect(within(list).getByText('贝壳 Air 左耳没有声音').getAttribute('lang')).toBe('zh-Hans');
  expect(list.textContent).toMatch(/邵一鸣.*Sent anyway.*\d\d:\d\d.*钟海涛.*Made a note/s);
  await user.click(byId('held-send'));
  await waitFor(() => expect(list.querySelector('button')!.textContent).toMatch(/陶锦程.*Sent anyway/s));
  expect(screen.queryByTestId('held-list')).toBeNull();
  expect(byId('held-view').textContent).toContain('You decided about 3 things today');
  await user.click(byId('held-decided-10455'));
  await waitFor(() => expect(byId('conversation').dataset.ticket).toBe('10455'));
});

test('a list of decisions that cannot be read does not hide what waits', async () => {
  const { user, desk } = await openDesk('held=1');
  vi.spyOn(desk, 'heldDecided').mockRejectedValue({ code: 'internal', detail: {} });
  await user.click(byId('view-held'));
  expect(await screen.findByTestId('held-row-10479')).toBeTruthy();
});

// A department is asked on a ticket, says what it has to say, or somebody records what it said by telephone.
import { fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import { expect, test, vi } from 'vitest';
import { frame } from '../../frame/frame.svelte';
import type { InventedDesk } from '../../ipc/invented';
import { byId, composingKey, GU, openDesk, TAO } from '../../test-desk';

const field = (id: string) => screen.getByTestId<HTMLTextAreaElement>(id);

async function openOn(number: string, params = '') {
  const opened = await openDesk(params);
  await opened.user.click(byId(`row-${number}`));
  await screen.findByTestId('composer-text');
  return { ...opened, asked: vi.spyOn(opened.desk, 'request'), stepped: vi.spyOn(opened.desk, 'stepRequest') };
}
/** Asks the department of the person at this desk. */
async function askMine(desk: InventedDesk, text = 'Is a repair worth it?') {
  await desk.request(TAO, 'd-after', text);
  return screen.findByTestId('request');
}

test('D, a department, what is needed, Ctrl+Enter: the request stands beside the ticket, among its clocks and in what happened', async () => {
  const { user, asked } = await openOn('10479');
  expect(screen.queryByTestId('requests')).toBeNull();
  await user.keyboard('d');
  await waitFor(() => expect(document.activeElement).toBe(byId('request-department')));
  await user.keyboard('{Enter}{Enter}');
  expect(byId('request-department').textContent).toContain('Quality');
  await waitFor(() => expect(document.activeElement).toBe(field('request-text')));
  await user.keyboard('Is it the batch?{Enter}');
  expect(asked).not.toHaveBeenCalled();
  await user.keyboard('{Control>}{Enter}{/Control}');
  expect(asked).toHaveBeenCalledExactlyOnceWith(TAO, 'd-quality', 'Is it the batch?');
  await waitFor(() => expect(screen.queryByTestId('request-panel')).toBeNull());
  const card = await screen.findByTestId('request');
  expect(card.textContent).toContain('Quality');
  expect(card.textContent).toContain('asked by Wen Shuyan');
  expect(byId('clock-requestAccepted').textContent).toContain('Request');
  expect(byId('timeline').textContent).toContain('Wen Shuyan asked Quality: Is it the batch?');
});

test('what is missing is said in the panel; what Rust refuses is said there too, and the text stays', async () => {
  const { user, asked } = await openOn('10479');
  await user.keyboard('d');
  await user.click(byId('request-save'));
  expect(byId('request-missing').textContent).toContain('Choose a department');
  expect(document.activeElement).toBe(byId('request-department'));
  await user.click(byId('request-department'));
  await user.click(byId('request-department-d-store'));
  await user.click(byId('request-save'));
  expect(byId('request-missing').textContent).toContain('Write what is needed');
  asked.mockRejectedValueOnce({ code: 'request-unseen', detail: {} });
  await user.type(field('request-text'), 'How many are left?');
  await user.click(byId('request-save'));
  expect((await screen.findByTestId('request-error')).textContent).toContain('may not see this ticket');
  expect(field('request-text').value).toBe('How many are left?');
  await user.click(byId('request-save'));
  await waitFor(() => expect(screen.queryByTestId('request-panel')).toBeNull());
});

test('an input method composes undisturbed; Esc puts it away, and it is there again on its own ticket alone', async () => {
  const { user, asked } = await openOn('10479');
  await fireEvent(document.body, composingKey('d'));
  expect(screen.queryByTestId('request-panel')).toBeNull();
  await user.keyboard('d');
  await user.click(byId('request-department'));
  await user.click(byId('request-department-d-money'));
  await user.type(field('request-text'), '定金能退吗');
  await fireEvent(field('request-text'), composingKey('Enter', { ctrlKey: true }));
  await fireEvent(field('request-text'), composingKey('Escape'));
  expect(asked).not.toHaveBeenCalled();
  expect(field('request-text').value).toBe('定金能退吗');
  await user.keyboard('{Escape}');
  expect(screen.queryByTestId('request-panel')).toBeNull();
  await user.click(byId('row-10482'));
  await waitFor(() => expect(byId('conversation').dataset.ticket).toBe('10482'));
  await user.keyboard('d');
  expect(field('request-text').value).toBe('');
  await user.click(byId('row-10479'));
  await waitFor(() => expect(byId('conversation').dataset.ticket).toBe('10479'));
  await user.keyboard('d');
  expect(field('request-text').value).toBe('定金能退吗');
  expect(byId('request-department').textContent).toContain('Finance');
});

test('one panel lies open at a time: the promise gives way, and is there again', async () => {
  const { user } = await openOn('10479');
  await user.keyboard('p');
  await user.type(await screen.findByTestId('task-text'), 'Call back');
  await user.click(byId('noting'));
  await user.click(byId('noting-request'));
  expect(screen.queryByTestId('task-panel')).toBeNull();
  expect(byId('request-panel')).toBeTruthy();
  await user.click(byId('promise'));
  expect(screen.queryByTestId('request-panel')).toBeNull();
  expect(field('task-text').value).toBe('Call back');
});

test('of another department its telephone stands plainly, and what it said is recorded behind one button', async () => {
  const { user, stepped } = await openOn('10482');
  const card = await screen.findByTestId('request');
  expect(card.textContent).toContain('accepted, noted by 孟凡星');
  expect(byId('request-phone').textContent).toContain('400 000 0126 ext. 3');
  for (const step of ['accept', 'progress', 'answer', 'decline']) expect(screen.queryByTestId(`request-${step}`)).toBeNull();
  await user.click(byId('request-record'));
  expect(screen.queryByTestId('request-step-accept')).toBeNull();
  await user.click(byId('request-step-save'));
  expect(byId('request-step-missing').textContent).toContain('Write how far it is');
  expect(stepped).not.toHaveBeenCalled();
  await user.type(field('request-step-text'), 'Three pumps are being opened');
  await user.keyboard('{Control>}{Enter}{/Control}');
  expect(stepped).toHaveBeenCalledExactlyOnceWith(GU, 'request-1', 'progress', 'Three pumps are being opened');
  await waitFor(() => expect(byId('request').textContent).toContain('progress, noted by Wen Shuyan'));
  expect(byId('timeline').textContent).toContain('Quality said how far it is (noted by Wen Shuyan)');
  expect(byId('timeline').textContent).toContain('Three pumps are being opened');
});

test('what is written of each request survives the lock on its own, with what was chosen for it', async () => {
  const { user, desk } = await openOn('10479');
  await desk.request(TAO, 'd-store', 'How many are left?');
  await desk.request(TAO, 'd-money', 'Is it paid?');
  await waitFor(() => expect(screen.getAllByTestId('request')).toHaveLength(2));
  const [store, money] = desk.tickets.get(TAO)!.requests.map(({ id }) => `dock:${TAO}:request-step:${id}`);
  const record = async (at: number) => user.click(screen.getAllByTestId('request-record')[at]!);
  await record(0);
  await user.click(byId('request-step-answer'));
  await user.type(field('request-step-text'), 'Twelve');
  await user.keyboard('{Escape}');
  await waitFor(() => expect(JSON.parse(desk.forms.get(store!)!)).toEqual({ text: 'Twelve', step: 'answer' }));
  await record(1);
  expect(field('request-step-text').value).toBe('');
  await user.type(field('request-step-text'), 'Yes, on Mon');
  await user.keyboard('{Escape}d');
  await user.click(byId('request-department'));
  await user.click(byId('request-department-d-quality'));
  await user.type(field('request-text'), 'Which lot');
  await frame.lock();
  expect(JSON.parse(desk.forms.get(money!)!).text).toBe('Yes, on Mon');
  await user.type(await screen.findByTestId('passphrase'), 'x{Enter}');
  await user.click(await screen.findByTestId('row-10479'));
  await screen.findAllByTestId('request');
  await user.keyboard('d');
  await waitFor(() => expect(field('request-text').value).toBe('Which lot'));
  expect(byId('request-department').textContent).toContain('Quality');
  await record(0);
  await waitFor(() => expect(field('request-step-text').value).toBe('Twelve'));
  await record(1);
  await waitFor(() => expect(field('request-step-text').value).toBe('Yes, on Mon'));
  await user.click(byId('request-step-save'));
  await waitFor(() => expect(screen.queryByTestId('request-step-panel')).toBeNull());
  expect([...desk.forms.keys()]).toEqual([store, `dock:${TAO}:request:`]);
});

test('what was begun and done without words in the end is forgotten; a step beside the panel leaves what is written there', async () => {
  const { user, desk } = await openOn('10479');
  await askMine(desk);
  const { id } = desk.tickets.get(TAO)!.requests[0]!;
  const form = `dock:${TAO}:request-step:${id}`;
  await user.click(byId('request-answer'));
  await user.type(field('request-step-text'), 'Not wor');
  await user.keyboard('{Escape}');
  await user.click(byId('request-accept'));
  await waitFor(() => expect(byId('request').dataset.step).toBe('accept'));
  expect(desk.forms.get(form)).toContain('Not wor');
  await desk.request(TAO, 'd-store', 'How many are left?');
  await user.click(await screen.findByTestId('request-record'));
  await user.type(field('request-step-text'), 'They look');
  await user.keyboard('{Escape}');
  await waitFor(() => expect(desk.forms.size).toBe(2));
  await user.click(byId('request-withdraw'));
  expect(field('request-step-text').value).toBe('They look');
  await user.clear(field('request-step-text'));
  await user.click(byId('request-step-save'));
  await waitFor(() => expect(screen.getAllByTestId('request')).toHaveLength(1));
  expect([...desk.forms.keys()]).toEqual([form]);
});

test('that a department has it, an agent may record without a word', async () => {
  const { user, desk, stepped } = await openOn('10482', 'asked=over');
  expect((await screen.findByTestId('clock-requestAccepted')).textContent).toContain('14 min over');
  await user.click(byId('request-record'));
  expect(byId('request-step-panel').dataset.kind).toBe('accept');
  await user.click(byId('request-step-save'));
  expect(stepped).toHaveBeenCalledExactlyOnceWith(GU, 'request-1', 'accept', '');
  expect(desk.tickets.get(GU)!.requests[0]!.step).toBe('accept');
  await waitFor(() => expect(byId('clock-requestProgress')).toBeTruthy());
});

test('whoever is of the department accepts in one step, says how far it is, and answers', async () => {
  const { user, desk, stepped } = await openOn('10479');
  await askMine(desk);
  expect(screen.queryByTestId('request-phone')).toBeNull();
  expect(screen.queryByTestId('request-record')).toBeNull();
  await user.click(byId('request-accept'));
  expect(stepped).toHaveBeenCalledExactlyOnceWith(TAO, expect.stringMatching(/^op/), 'accept', '');
  await waitFor(() => expect(byId('request').dataset.step).toBe('accept'));
  expect(screen.queryByTestId('request-accept')).toBeNull();
  await user.click(byId('request-answer'));
  expect(byId('request-step-save').textContent).toContain('Answer');
  await user.click(byId('request-step-save'));
  expect(byId('request-step-missing').textContent).toContain('Write what came of it');
  await user.type(field('request-step-text'), 'No, a new one');
  await user.click(byId('request-step-save'));
  await waitFor(() => expect(screen.queryByTestId('request')).toBeNull());
  expect(screen.queryByTestId('clock-requestProgress')).toBeNull();
  await user.click(byId('requests-ended'));
  expect(byId('request-ended').textContent).toContain('answered, noted by Wen Shuyan');
});

test('what is not needed any more is withdrawn, with a word or without', async () => {
  const { user, stepped } = await openOn('10482');
  expect((await screen.findByTestId('requests-ended')).textContent).toContain('1 ended');
  await user.click(byId('request-withdraw'));
  await user.keyboard('{Control>}{Enter}{/Control}');
  expect(stepped).toHaveBeenCalledExactlyOnceWith(GU, 'request-1', 'withdraw', '');
  await waitFor(() => expect(byId('requests-ended').textContent).toContain('2 ended'));
});

test('what is written of one that has ended meanwhile becomes a note, and the panel says so', async () => {
  const { user, desk } = await openOn('10482');
  await user.click(await screen.findByTestId('request-record'));
  await user.type(field('request-step-text'), 'Half of them');
  await desk.stepRequest(GU, 'request-1', 'answer', 'It is the batch');
  await waitFor(() => expect(byId('request-step-panel').textContent).toContain('ended meanwhile'));
  await user.click(byId('request-step-save'));
  await waitFor(() => expect(byId('timeline').textContent).toContain('Half of them'));
  expect(desk.tickets.get(GU)!.requests[0]!.step).toBe('answer');
});

test('of several requests the head shows the next due; its story says for what, and a word can be recorded from it', async () => {
  const { user, desk } = await openOn('10479');
  await desk.request(TAO, 'd-store', 'How many are left?');
  await desk.request(TAO, 'd-money', 'Is it paid?');
  await waitFor(() => expect(byId('clock-requestAccepted').textContent).toContain('Request (2)'));
  await user.click(byId('clock-requestAccepted'));
  const dialog = await screen.findByTestId('clock-story');
  await waitFor(() => expect(dialog.textContent).toContain('How many are left? · counted day and night'));
  expect(dialog.textContent).toContain('30 min');
  expect(within(dialog).getAllByTestId('request')).toHaveLength(2);
  await user.click(within(dialog).getAllByTestId('request-record')[1]!);
  await waitFor(() => expect(screen.queryByTestId('clock-story')).toBeNull());
  expect((await screen.findByTestId('request-step-panel')).textContent).toContain('Is it paid?');
  await waitFor(() => expect(document.activeElement).toBe(field('request-step-text')));
});

test('offline it waits like everything else, and says so until it has left', async () => {
  const { user, desk } = await openOn('10479', 'offline=1');
  await user.keyboard('d');
  expect(byId('request-panel').textContent).toContain('Offline: saved here');
  await user.keyboard('{Escape}');
  await askMine(desk);
  expect(byId('request').textContent).toContain('Waiting');
  await user.click(byId('request-accept'));
  await waitFor(() => expect(byId('request').dataset.step).toBe('accept'));
  expect(byId('request').textContent).toContain('Waiting');
  desk.comeBack();
  await waitFor(() => expect(byId('request').textContent).not.toContain('Waiting'));
});

test('a request that nobody accepted in time is among the alerts, and beside it lies what was asked', async () => {
  const { user } = await openDesk('asked=over');
  await user.click(byId('open-alerts'));
  const [request] = await screen.findAllByTestId('alert-10482');
  expect(request!.textContent).toContain('Request, 14 min over');
  await user.click(request!);
  await waitFor(() => expect(byId('alert-why').textContent).toContain('是不是批次问题'));
});

test('two requests on one ticket are told apart among the alerts, and each explains its own clock', async () => {
  const { user, desk } = await openOn('10482', 'asked=over');
  const story = vi.spyOn(desk, 'clockStory');
  await desk.request(GU, 'd-money', 'Is it paid?');
  const due = desk.tickets.get(GU)!.clocks.find((clock) => clock.kind === 'requestAccepted' && clock.state === 'running')!.due!;
  const first = desk.alertRows.find((a) => a.clock === 'requestAccepted')!;
  desk.alertRows = [...desk.alertRows, { ...first, id: 'al-money', due, level: 'warning' }];
  desk.say('alerts');
  await user.click(byId('open-alerts'));
  await waitFor(() => expect(document.getElementById('alert-al-money')?.textContent).toContain('Finance: Is it paid?'));
  expect(document.getElementById(`alert-${first.id}`)!.textContent).toContain('Quality: 同批次水泵');
  expect(byId('alert-10471').querySelector('[data-testid="alert-about"]')).toBeNull();
  await user.click(document.getElementById('alert-al-money')!);
  await waitFor(() => expect(byId('alert-why').textContent).toContain('Is it paid? · counted'));
  expect(story).toHaveBeenLastCalledWith(GU, 'requestAccepted', due);
  await user.click(document.getElementById(`alert-${first.id}`)!);
  await waitFor(() => expect(byId('alert-why').textContent).toContain('是不是批次问题？ · counted'));
  expect(story).toHaveBeenLastCalledWith(GU, 'requestAccepted', first.due);
});

test('the palette asks a department, by pinyin too; the sheet of keys names the key; without departments it says so', async () => {
  const { user, desk } = await openOn('10479');
  await user.keyboard('{Control>}k{/Control}bumen');
  await user.click(await screen.findByTestId('palette-request'));
  expect(await screen.findByTestId('request-panel')).toBeTruthy();
  await user.keyboard('{Escape}?');
  expect((await screen.findByTestId('keys')).textContent).toContain('Ask a department');
  await user.keyboard('{Escape}');
  const team = await desk.team();
  vi.spyOn(desk, 'team').mockResolvedValue({ ...team, departments: [] });
  desk.say('team');
  await waitFor(async () => {
    await user.keyboard('d');
    expect(screen.getByText('The team has no departments yet')).toBeTruthy();
  });
});

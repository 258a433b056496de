// A call captured without touching the mouse, the caller found however they are named, and nothing of it ever lost.
import { fireEvent, screen, waitFor } from '@testing-library/svelte';
import type { UserEvent } from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import { forgetAll } from '../../frame/desk.svelte';
import { byId, GU, openDesk, text } from '../../test-desk';

const value = (id: string) => screen.getByTestId<HTMLInputElement>(id).value;
const names = () => screen.getAllByTestId('capture-match').map((row) => row.querySelector('.cut')!.textContent);
const drop = (place: HTMLElement, files: File[]) => fireEvent.drop(place, { dataTransfer: { files, types: ['Files'] } });

async function begin(params = '') {
  const desk = await openDesk(params);
  await desk.user.keyboard('{Control>}{Shift>}N{/Shift}{/Control}');
  await waitFor(() => expect(document.activeElement).toBe(byId('capture-contact')));
  return desk;
}

test('the phone rings: number, caller, question, urgency, saved — by keyboard alone', async () => {
  const { desk, user } = await begin('offline=1');
  const saved = vi.spyOn(desk, 'capture');
  expect((await screen.findByTestId('capture-number')).textContent).toBe('T7-0042');
  await user.keyboard('137 4410 5');
  await waitFor(() => expect(screen.getAllByTestId('capture-match')).toHaveLength(2));
  expect(byId('capture-kind').textContent).toBe('Phone');
  await user.keyboard('{Enter}');
  expect(value('capture-caller')).toBe('罗曼宁');
  expect(byId('capture-open-ticket').textContent).toContain('10412');
  expect(document.activeElement).toBe(byId('capture-question'));
  await user.keyboard('快递员没来。问能不能改明天上午');
  for (const next of ['capture-attach', 'capture-channel', 'capture-product', 'capture-callback', 'capture-when']) {
    await user.tab();
    expect(document.activeElement).toBe(byId(next));
  }
  await user.tab();
  await user.tab();
  await user.tab();
  expect(document.activeElement).toBe(byId('capture-urgency-high'));
  await user.keyboard('{Enter}');
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() => expect(saved).toHaveBeenCalledOnce());
  expect(saved.mock.calls[0]![0]).toMatchObject({
    caller: '罗曼宁',
    customer: 'c-luo',
    contact: '137 4410 5',
    ticket: 'call-42',
    channel: 'phone',
    subject: '快递员没来',
    urgency: 'high',
    recover: true,
    product: null,
    callBack: null,
  });
  await waitFor(() => expect(byId('conversation').dataset.ticket).toBe('T7-0042'));
  expect(screen.queryByTestId('capture')).toBeNull();
});

/** Presses, one by one, as fingers do; a chord is one. */
async function presses(user: UserEvent, keys: string[]) {
  for (const key of keys) await user.keyboard(key);
  return keys.length;
}

test('beside what the caller says, a call takes six keys: at five a second and a sentence of thirty, well under twenty seconds', async () => {
  const { desk, user } = await openDesk();
  const saved = vi.spyOn(desk, 'capture');
  let keys = await presses(user, ['{Control>}{Shift>}N{/Shift}{/Control}']);
  await waitFor(() => expect(document.activeElement).toBe(byId('capture-contact')));
  // The initials of who calls, and Enter takes the first that fits.
  keys += await presses(user, ['l', 'm', 'n']);
  await waitFor(() => expect(names()).toEqual(['罗曼宁']));
  keys += await presses(user, ['{Enter}']);
  const said = Array.from('The courier did not come today.');
  keys += await presses(user, [...said, '{Control>}{Enter}{/Control}']);
  await waitFor(() => expect(saved).toHaveBeenCalledOnce());
  expect(saved.mock.calls[0]![0]).toMatchObject({ customer: 'c-luo', caller: '罗曼宁', question: said.join('') });
  expect(keys - said.length).toBe(6);
  const FIVE_A_SECOND = 5;
  expect(keys / FIVE_A_SECOND).toBeLessThan(20);
});

test('a caller is found by name, pinyin, initials, mail, account, order and the end of a number, in either field', async () => {
  const { user } = await begin();
  const caller = byId('capture-caller');
  for (const [typed, found] of [
    ['顾晓', '顾晓岚'],
    ['guxiao', '顾晓岚'],
    ['gxl', '顾晓岚'],
    ['lindq', 'Maeve Lindqvist'],
  ] as const) {
    await user.clear(caller);
    await user.type(caller, typed);
    await waitFor(() => expect(names(), typed).toEqual([found]));
  }
  await user.clear(caller);
  const contact = byId('capture-contact');
  for (const [typed, found, kind] of [
    ['gu.xiao', '顾晓岚', 'Account'],
    ['gu.xiaolan@example.com', '顾晓岚', 'Mail'],
    ['maeve_l', 'Maeve Lindqvist', 'Account'],
    ['hq-20261120', '罗曼宁', 'Account'],
    ['2284', '顾晓岚', 'Phone'],
  ] as const) {
    await user.clear(contact);
    await user.type(contact, typed);
    await waitFor(() => expect(names(), typed).toEqual([found]));
    expect(byId('capture-kind').textContent).toBe(kind);
  }
});

test('who was found by name keeps what else is typed: another number is noted, not looked for', async () => {
  const { desk, user } = await begin();
  const saved = vi.spyOn(desk, 'capture');
  await user.type(byId('capture-caller'), 'lmn');
  await waitFor(() => expect(names()).toEqual(['罗曼宁']));
  await user.keyboard('{Enter}');
  expect(value('capture-contact')).toBe('137 4410 5193');
  await user.clear(byId('capture-contact'));
  await user.type(byId('capture-contact'), '0755 8800 1122');
  await user.type(byId('capture-question'), 'Calls from the office.');
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() => expect(saved).toHaveBeenCalledOnce());
  expect(saved.mock.calls[0]![0]).toMatchObject({ customer: 'c-luo', contact: '0755 8800 1122' });
});

test('a whole number says who calls, and takes the name back when it goes on; a typed name is never written over', async () => {
  const { user } = await begin();
  await user.keyboard('137 4410 5608');
  await waitFor(() => expect(value('capture-caller')).toBe('骆可'));
  await user.keyboard('1');
  await waitFor(() => expect(value('capture-caller')).toBe(''));
  await user.type(byId('capture-caller'), 'Somebody else');
  await user.click(byId('capture-contact'));
  await user.keyboard('{Backspace}');
  await waitFor(() => expect(screen.getAllByTestId('capture-match')).toHaveLength(1));
  expect(value('capture-caller')).toBe('Somebody else');
});

test('open tickets are shown as soon as one customer is clear, before anybody is picked', async () => {
  const { user } = await begin();
  await user.keyboard('1');
  await user.keyboard('37 4410');
  await waitFor(() => expect(screen.getAllByTestId('capture-match')).toHaveLength(2));
  expect(screen.queryByTestId('capture-open')).toBeNull();
  await user.keyboard(' 51');
  await waitFor(() => expect(byId('capture-open').textContent).toContain('罗曼宁 has an open ticket'));
  await user.clear(byId('capture-contact'));
  await user.keyboard('guxl');
  await user.clear(byId('capture-contact'));
  await user.keyboard('gxl');
  await waitFor(() => expect(byId('capture-open').textContent).toContain('顾晓岚 has 2 open tickets'));
  expect(screen.getAllByTestId('capture-open-ticket')).toHaveLength(2);
});

test('what was typed goes on in the note of a ticket that is there, beside what is being written on it', async () => {
  const { desk, user } = await openDesk();
  await user.click(byId('row-10482'));
  await screen.findByTestId('composer-text');
  await user.click(byId('kind-note'));
  await user.type(text(), 'Half a note');
  await user.keyboard('{Control>}{Shift>}N{/Shift}{/Control}2284');
  await screen.findByTestId('capture-open');
  await user.type(byId('capture-question'), 'She asks when the technician comes.');
  await user.type(byId('capture-callback'), '0571 8888');
  await user.click(screen.getAllByTestId('capture-add-note')[0]!);
  await waitFor(() => expect(screen.queryByTestId('capture')).toBeNull());
  expect(byId('conversation').dataset.ticket).toBe('10482');
  await waitFor(() =>
    expect(text().value).toBe('Half a note\n\nShe asks when the technician comes.\n\nCall back: 0571 8888\nContact: 2284'),
  );
  expect(desk.tickets.get(GU)!.drafts).toMatchObject([{ kind: 'note', body: text().value }]);
  expect(desk.kept).toBeNull();
  expect((await screen.findByTestId('toast')).textContent).toContain('in the note on 10482');
});

test('with nothing noted yet the ticket is opened for a reply, and the form stays', async () => {
  const { desk, user } = await begin();
  const moved = vi.spyOn(desk, 'captureInto');
  await user.keyboard('2284');
  await screen.findByTestId('capture-open');
  await user.click(screen.getAllByTestId('capture-add-reply')[0]!);
  await waitFor(() => expect(byId('conversation').dataset.ticket).toBe('10482'));
  expect(moved).not.toHaveBeenCalled();
  expect(value('capture-contact')).toBe('2284');
});

test('a disk that refuses leaves the form as it is and says so', async () => {
  const { desk, user } = await begin();
  vi.spyOn(desk, 'captureInto').mockRejectedValueOnce({ code: 'disk-full', detail: {} });
  await user.keyboard('2284');
  await screen.findByTestId('capture-open');
  await user.type(byId('capture-question'), 'Not to be lost.');
  await user.click(screen.getAllByTestId('capture-add-note')[0]!);
  expect(await screen.findByTestId('capture-error')).toBeTruthy();
  expect(value('capture-question')).toBe('Not to be lost.');
});

test('a half-filled form is kept while typing rests and is there again, with its files', async () => {
  const first = await openDesk();
  await first.user.click(byId('open-capture'));
  await first.user.type(byId('capture-contact'), '138 0000');
  await first.user.type(byId('capture-question'), 'half a quest');
  await drop(byId('capture'), [new File(['x'], 'label.png', { type: 'image/png' })]);
  await screen.findByTestId('draft-file');
  await waitFor(() => expect(first.desk.kept).toContain('half a quest'));
  const { kept, keptFiles } = first.desk;
  expect(keptFiles).toHaveLength(1);
  first.unmount();
  forgetAll();

  const again = await openDesk();
  Object.assign(again.desk, { kept, keptFiles });
  await again.user.click(byId('open-capture'));
  await waitFor(() => expect(value('capture-question')).toBe('half a quest'));
  expect(value('capture-contact')).toBe('138 0000');
  expect((await screen.findByTestId('draft-file')).textContent).toContain('label');
});

test('a file alone is something noted: it goes with the call, or stays with the form', async () => {
  const { desk, user } = await begin();
  await drop(byId('capture'), [new File(['x'], 'receipt.pdf')]);
  await screen.findByTestId('draft-file');
  await user.keyboard('{Escape}');
  await waitFor(() => expect(desk.kept).toContain('call-42'));
  await user.click(byId('open-capture'));
  expect(await screen.findByTestId('draft-file')).toBeTruthy();
  await user.type(byId('capture-question'), 'The receipt.');
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() => expect(desk.keptFiles).toEqual([]));
});

test('without a question it is not saved and says so', async () => {
  const { desk, user } = await openDesk();
  const saved = vi.spyOn(desk, 'capture');
  await user.click(byId('open-capture'));
  await user.type(byId('capture-contact'), '2284');
  await user.click(byId('capture-save'));
  expect(byId('capture-missing').textContent).toContain('what the caller asks');
  expect(saved).not.toHaveBeenCalled();
});

test('pressed in another program, its key brings the capture up, over whatever lay on the window', async () => {
  const { desk, user } = await openDesk();
  await user.keyboard('{Control>}k{/Control}');
  await screen.findByTestId('palette');
  desk.asked = { type: 'capture' };
  desk.clickAgain();
  await waitFor(() => expect(document.activeElement).toBe(byId('capture-contact')));
  expect(screen.queryByTestId('palette')).toBeNull();
});

// A complaint is recorded on a ticket and brought from stage to stage, each with who brought it there and a clock to the next.
import { fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import { expect, test, vi } from 'vitest';
import { frame } from '../../frame/frame.svelte';
import { byId, composingKey, GU, openDesk, TAO } from '../../test-desk';

const field = (id: string) => screen.getByTestId<HTMLTextAreaElement>(id);

async function openOn(number: string, params = '') {
  const opened = await openDesk(params);
  await opened.user.click(byId(`row-${number}`));
  await screen.findByTestId('composer-text');
  return { ...opened, made: vi.spyOn(opened.desk, 'complain'), stepped: vi.spyOn(opened.desk, 'stepComplaint') };
}

test('C, what is complained about, a cause, Ctrl+Enter: it stands beside the ticket at the first of seven stages', async () => {
  const { user, made } = await openOn('10479');
  expect(screen.queryByTestId('complaints')).toBeNull();
  await user.keyboard('c');
  await waitFor(() => expect(document.activeElement).toBe(field('complaint-text')));
  await user.click(byId('complaint-save'));
  expect(byId('complaint-missing').textContent).toContain('Write what the customer complains about');
  await user.keyboard('Nobody calls back');
  await user.click(byId('cause-manner'));
  expect(byId('cause-manner').getAttribute('aria-pressed')).toBe('true');
  await user.click(field('complaint-text'));
  await user.keyboard('{Control>}{Enter}{/Control}');
  expect(made).toHaveBeenCalledExactlyOnceWith(TAO, 'Nobody calls back', 'manner');
  const card = await screen.findByTestId('complaint');
  expect(card.textContent).toContain('Nobody calls back');
  expect(card.textContent).toContain('Attitude');
  expect(byId('complaint-at').textContent).toBe('Received, 1 of 7');
  expect(byId('clock-complaintStage').textContent).toContain('Complaint');
  expect(byId('timeline').textContent).toContain('Wen Shuyan recorded a complaint: Nobody calls back');
});

test('a cause is none until it is known, and can be taken back while it is written', async () => {
  const { user, made } = await openOn('10479');
  await user.keyboard('c');
  await user.type(field('complaint-text'), 'Too slow');
  await user.click(byId('cause-process'));
  await user.click(byId('cause-process'));
  await user.click(byId('complaint-save'));
  expect(made).toHaveBeenCalledExactlyOnceWith(TAO, 'Too slow', null);
});

test('the next stage takes one step, with a word or without; who brought it there stands beside it', async () => {
  const { user, stepped } = await openOn('10482');
  expect((await screen.findByTestId('complaint-at')).textContent).toBe('Confirmed, 2 of 7');
  expect(byId('complaint').textContent).toContain('白知夏');
  expect(byId('complaint-next').textContent).toBe('Next: Analysed');
  await user.click(byId('complaint-next'));
  await waitFor(() => expect(document.activeElement).toBe(field('complaint-step-text')));
  await user.keyboard('{Control>}{Enter}{/Control}');
  expect(stepped).toHaveBeenCalledExactlyOnceWith(GU, 'complaint-1', 'analysed', '', null);
  await waitFor(() => expect(byId('complaint-at').textContent).toBe('Analysed, 3 of 7'));
  expect(byId('complaint').textContent).toContain('Wen Shuyan');
  expect(byId('timeline').textContent).toContain('brought the complaint forward: Analysed');
  await user.click(byId('complaint-next'));
  await user.click(byId('cause-quality'));
  await user.type(field('complaint-step-text'), 'A new machine, from another batch');
  await user.click(byId('complaint-step-save'));
  expect(stepped).toHaveBeenLastCalledWith(GU, 'complaint-1', 'planned', 'A new machine, from another batch', 'quality');
  await waitFor(() => expect(byId('timeline').textContent).toContain('A new machine, from another batch'));
  expect(byId('complaint').textContent).toContain('Quality');
});

test('who reached each stage and when is said in words, not only to who points at its mark', async () => {
  await openOn('10482');
  const stages = await screen.findByTestId('complaint-stages');
  expect(stages.closest('[aria-hidden]')).toBeNull();
  const said = [...stages.querySelectorAll('li')].map((li) => li.textContent);
  expect(said).toHaveLength(2);
  expect(said[0]).toMatch(/^Received · Wen Shuyan · .*\d\d:\d\d/);
  expect(said[1]).toMatch(/^Confirmed · 白知夏 · .*\d\d:\d\d/);
});

test('a later stage can be chosen; the last closes it, and it is folded', async () => {
  const { user, stepped } = await openOn('10482');
  await user.click(await screen.findByTestId('complaint-next'));
  await user.click(byId('complaint-to'));
  expect(screen.queryByTestId('complaint-to-confirmed')).toBeNull();
  await user.click(byId('complaint-to-followedUp'));
  expect(byId('complaint-step-save').textContent).toContain('Followed up');
  await user.click(byId('complaint-step-save'));
  expect(stepped).toHaveBeenCalledExactlyOnceWith(GU, 'complaint-1', 'followedUp', '', null);
  await waitFor(() => expect(byId('complaints-ended').textContent).toContain('1 closed'));
  expect(screen.queryByTestId('complaint')).toBeNull();
  expect(screen.queryByTestId('clock-complaintStage')).toBeNull();
  await user.click(byId('complaints-ended'));
  expect(byId('complaint-at').textContent).toBe('Followed up, 7 of 7');
  expect(screen.queryByTestId('complaint-next')).toBeNull();
});

test('what Rust refuses is said in the panel, and the text stays', async () => {
  const { user, stepped } = await openOn('10482');
  stepped.mockRejectedValueOnce({ code: 'disk-full', detail: {} });
  await user.click(await screen.findByTestId('complaint-next'));
  await user.type(field('complaint-step-text'), 'Two lots differ');
  await user.click(byId('complaint-step-save'));
  expect((await screen.findByTestId('complaint-step-error')).textContent).toContain('disk');
  expect(field('complaint-step-text').value).toBe('Two lots differ');
});

test('who was faster is said: what is written of a stage that was reached meanwhile becomes a note', async () => {
  const { user, desk } = await openOn('10482');
  await user.click(await screen.findByTestId('complaint-next'));
  await user.type(field('complaint-step-text'), 'The seals are brittle');
  await desk.stepComplaint(GU, 'complaint-1', 'analysed', '', null);
  await waitFor(() => expect(byId('complaint-step-panel').textContent).toContain('It is there already'));
  await user.click(byId('complaint-step-save'));
  await waitFor(() => expect(byId('timeline').textContent).toContain('The seals are brittle'));
  expect(byId('complaint-at').textContent).toBe('Analysed, 3 of 7');
});

test('one complaint is open at a time: what comes second joins it as a note, and is told so', async () => {
  const { user, made } = await openOn('10482', 'offline=1');
  await user.keyboard('c');
  expect(byId('complaint-panel').textContent).toContain('One is open already');
  await user.type(field('complaint-text'), 'And the hotline was busy');
  await user.click(byId('complaint-save'));
  expect(made).toHaveBeenCalledOnce();
  await waitFor(() => expect(byId('timeline').textContent).toContain('And the hotline was busy'));
  expect(screen.getAllByTestId('complaint')).toHaveLength(1);
});

test('an input method composes undisturbed; Esc puts it away, and what was written is there again', async () => {
  const { user, made } = await openOn('10479');
  await fireEvent(document.body, composingKey('c'));
  expect(screen.queryByTestId('complaint-panel')).toBeNull();
  await user.keyboard('c');
  await user.type(field('complaint-text'), '没人回电');
  await fireEvent(field('complaint-text'), composingKey('Enter', { ctrlKey: true }));
  await fireEvent(field('complaint-text'), composingKey('Escape'));
  expect(made).not.toHaveBeenCalled();
  await user.keyboard('{Escape}');
  expect(screen.queryByTestId('complaint-panel')).toBeNull();
  await user.keyboard('c');
  expect(field('complaint-text').value).toBe('没人回电');
});

test('what is written survives a lock; what cannot be read of it is a blank', async () => {
  const { user, desk } = await openOn('10482');
  desk.forms.set(`dock:${GU}:complaint:`, '{"text": ["what');
  await user.keyboard('c');
  await user.type(field('complaint-text'), 'Busy line');
  await user.click(await screen.findByTestId('complaint-next'));
  await user.click(byId('cause-quality'));
  await user.type(field('complaint-step-text'), 'Both lots w');
  await frame.lock();
  expect(JSON.parse(desk.forms.get(`dock:${GU}:complaint:`)!)).toEqual({ text: 'Busy line', cause: null });
  await user.type(await screen.findByTestId('passphrase'), 'x{Enter}');
  await user.click(await screen.findByTestId('row-10482'));
  await user.click(await screen.findByTestId('complaint-next'));
  await waitFor(() => expect(field('complaint-step-text').value).toBe('Both lots w'));
  expect(byId('cause-quality').getAttribute('aria-pressed')).toBe('true');
  await user.clear(field('complaint-step-text'));
  await user.keyboard('{Escape}');
  await waitFor(() => expect([...desk.forms.keys()]).toEqual([`dock:${GU}:complaint:`]));
});

test('when the disk does not take what is written, the panel says so, and it is tried again', async () => {
  const { user, desk } = await openOn('10479');
  const saved = vi.spyOn(desk, 'saveDocked').mockRejectedValueOnce({ code: 'disk-full', detail: {} });
  await user.keyboard('c');
  await user.type(field('complaint-text'), 'Nobody calls');
  expect((await screen.findByTestId('complaint-error')).textContent).toContain('disk');
  expect(field('complaint-text').value).toBe('Nobody calls');
  await user.keyboard(' back');
  expect(screen.queryByTestId('complaint-error')).toBeNull();
  await waitFor(() => expect(saved).toHaveBeenLastCalledWith(TAO, 'complaint', '', '{"text":"Nobody calls back","cause":null}'));
});

test('on a ticket that became part of another both texts stay, and what is the same text on the disk is not said twice', async () => {
  const { user, desk } = await openOn('10479');
  await user.keyboard('c');
  await user.type(field('complaint-text'), 'Nobody calls');
  await user.click(byId('cause-manner'));
  await user.click(byId('row-10482'));
  await waitFor(() => expect(byId('conversation').dataset.ticket).toBe('10482'));
  await user.click(await screen.findByTestId('complaint-next'));
  await user.type(field('complaint-step-text'), 'Both lots w');
  await user.keyboard('{Escape}c');
  await user.type(field('complaint-text'), 'Busy line');
  await waitFor(() => expect(desk.forms.size).toBe(3));
  // Rust knows what was kept of a ticket that became part of the one it is asked for.
  const forms = desk.docked;
  desk.docked = async (ticket, ...what) => (await forms(ticket, ...what)) ?? (ticket === TAO ? forms(GU, ...what) : null);
  const read = desk.ticket.bind(desk);
  vi.spyOn(desk, 'ticket').mockImplementation((id) => read(id === GU ? TAO : id));
  desk.say({ ticket: GU });
  await waitFor(() => expect(byId('conversation').dataset.ticket).toBe('10479'));
  await waitFor(() => expect(field('complaint-text').value).toBe('Nobody calls\n\nBusy line'));
  expect(byId('cause-manner').getAttribute('aria-pressed')).toBe('true');
  const kept = (about: string) => JSON.parse(desk.forms.get(`dock:${TAO}:${about}`)!).text;
  await waitFor(() => expect(kept('complaint:')).toBe('Nobody calls\n\nBusy line'));
  await waitFor(() => expect(kept('complaint-step:complaint-1')).toBe('Both lots w'));
});

test('its clock says what it is about and until when it comes further, and the next stage begins there', async () => {
  const { user } = await openOn('10482');
  await user.click(await screen.findByTestId('clock-complaintStage'));
  const dialog = await screen.findByTestId('clock-story');
  await waitFor(() => expect(dialog.textContent).toContain('要求换新并说明原因 · counted day and night'));
  await user.click(within(dialog).getByTestId('complaint-next'));
  await waitFor(() => expect(screen.queryByTestId('clock-story')).toBeNull());
  await waitFor(() => expect(document.activeElement).toBe(field('complaint-step-text')));
});

test('offline it waits like everything else, and says so until it has left', async () => {
  const { user, desk } = await openOn('10479', 'offline=1');
  await user.keyboard('c');
  expect(byId('complaint-panel').textContent).toContain('Offline: saved here');
  await user.type(field('complaint-text'), 'Nobody calls back');
  await user.click(byId('complaint-save'));
  expect((await screen.findByTestId('complaint')).textContent).toContain('Waiting');
  desk.comeBack();
  await waitFor(() => expect(byId('complaint').textContent).not.toContain('Waiting'));
});

test('the palette records a complaint, by pinyin too, and the sheet of keys names the key', async () => {
  const { user } = await openOn('10479');
  await user.keyboard('{Control>}k{/Control}tousu');
  await user.click(await screen.findByTestId('palette-complaint'));
  expect(await screen.findByTestId('complaint-panel')).toBeTruthy();
  await user.keyboard('{Escape}?');
  expect((await screen.findByTestId('keys')).textContent).toContain('Record a complaint');
});

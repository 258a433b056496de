// Writing: drafts that stay, keys that wait for the input method, guards, and sending in one step.
import { fireEvent, screen, waitFor } from '@testing-library/svelte';
import { expect, test, vi } from 'vitest';
import { byId, composingKey, GU, openDesk, TAO, text } from '../../test-desk';
import { AT_ONCE } from './sending';

const rest = (ms: number) => new Promise((done) => setTimeout(done, ms));

test('a draft is saved when typing rests and is there again after a restart', async () => {
  const first = await openDesk();
  await first.user.click(byId('row-10482'));
  const saved = vi.spyOn(first.desk, 'saveDraft');
  await first.user.type(await screen.findByTestId('composer-text'), '可以的，顾女士。');
  expect(saved).not.toHaveBeenCalled();
  await waitFor(() => expect(byId('draft-saved').textContent).toMatch(/Draft saved \d\d:\d\d:\d\d/));
  expect(saved).toHaveBeenCalledExactlyOnceWith(GU, 'reply', '可以的，顾女士。', []);
  const { drafts } = await first.desk.ticket(GU);
  first.unmount();

  const again = await openDesk();
  again.desk.tickets.get(GU)!.drafts = drafts;
  await again.user.click(byId('row-10482'));
  await waitFor(() => expect(text().value).toBe('可以的，顾女士。'));
});

test('a reply and a note are both there again; the reply comes first, a note alone comes to the front', async () => {
  const { desk, user } = await openDesk();
  const draft = (kind: 'reply' | 'note') => ({ kind, body: `half a ${kind}`, savedAt: 1, articles: [], files: [] });
  desk.tickets.get(GU)!.drafts = [draft('note'), draft('reply')];
  desk.tickets.get(TAO)!.drafts = [draft('note')];
  await user.click(byId('row-10482'));
  await waitFor(() => expect(text().value).toBe('half a reply'));
  await user.click(byId('kind-note'));
  expect(text().value).toBe('half a note');
  await user.click(byId('row-10479'));
  await waitFor(() => expect(text().value).toBe('half a note'));
  expect(byId('kind-note').getAttribute('aria-pressed') ?? byId('kind-note').getAttribute('aria-checked')).toBe('true');
});

test('leaving for another ticket saves at once, and each ticket keeps its own text', async () => {
  const { desk, user } = await openDesk();
  await user.click(byId('row-10482'));
  const saved = vi.spyOn(desk, 'saveDraft');
  await user.type(await screen.findByTestId('composer-text'), 'for Gu');
  await user.click(byId('row-10479'));
  expect(saved).toHaveBeenCalledWith(GU, 'reply', 'for Gu', []);
  await screen.findByText('双十二预售定金可以退吗', { selector: 'h1' });
  expect(text().value).toBe('');
  await user.click(byId('row-10482'));
  await waitFor(() => expect(text().value).toBe('for Gu'));
});

test('a re-read never overwrites what is being written', async () => {
  const { desk, user } = await openDesk();
  await user.click(byId('row-10482'));
  await user.type(await screen.findByTestId('composer-text'), 'half a sen');
  desk.tickets.get(GU)!.drafts = [{ kind: 'reply', body: 'something older', savedAt: 1, articles: [], files: [] }];
  desk.customerWrites(GU, '怎么没人了？');
  expect(await screen.findByText('怎么没人了？')).toBeTruthy();
  expect(text().value).toBe('half a sen');
});

test('while an input method composes, Ctrl+Enter and Enter belong to it', async () => {
  const { desk, user } = await openDesk();
  await user.click(byId('row-10482'));
  const sent = vi.spyOn(desk, 'reply');
  await user.type(await screen.findByTestId('composer-text'), '可以的');
  await fireEvent(text(), composingKey('Enter', { ctrlKey: true }));
  await fireEvent(text(), new KeyboardEvent('keydown', { key: 'Enter', ctrlKey: true, keyCode: 229, bubbles: true }));
  await fireEvent(text(), composingKey('/'));
  expect(sent).not.toHaveBeenCalled();
  expect(screen.queryByTestId('knowledge-panel')).toBeNull();
  await user.keyboard('{Control>}{Enter}{/Control}');
  expect(sent).toHaveBeenCalledOnce();
});

test('sending clears the text at once, the message appears, and no draft comes back', async () => {
  const { desk, user } = await openDesk();
  await user.click(byId('row-10482'));
  const sent = vi.spyOn(desk, 'reply');
  await user.type(await screen.findByTestId('composer-text'), 'We replace it.');
  await user.click(byId('send'));
  expect(text().value).toBe('');
  expect(await screen.findByText('We replace it.')).toBeTruthy();
  expect(sent.mock.calls[0]!.slice(0, 3)).toEqual([GU, 'We replace it.', desk.tickets.get(GU)!.seen]);
  await rest(350);
  expect(text().value).toBe('');
  expect((await desk.ticket(GU)).drafts).toEqual([]);
});

test('a ticket that was read before a text left does not bring its half back', async () => {
  const { desk, user } = await openDesk();
  await user.click(byId('row-10482'));
  await user.type(await screen.findByTestId('composer-text'), 'We repl');
  await waitFor(() => expect(byId('draft-saved').textContent).toContain('Draft saved'));
  // As it stands on the disk now, it is read; the answer comes when all has been written and sent.
  const half = structuredClone(await desk.ticket(GU));
  expect(half.drafts.map((draft) => draft.body)).toEqual(['We repl']);
  let comes = () => {};
  const read = vi.spyOn(desk, 'ticket');
  read.mockImplementationOnce(() => new Promise((done) => (comes = () => done(half))));
  desk.say({ ticket: GU });
  await waitFor(() => expect(read).toHaveBeenCalled());
  await user.type(text(), 'ace it.');
  await user.click(byId('send'));
  expect(await screen.findByText('We replace it.')).toBeTruthy();
  await waitFor(async () => expect((await desk.ticket(GU)).drafts).toEqual([]));
  comes();
  await rest(50);
  expect(text().value).toBe('');
});

test('when the disk refuses, the text comes back with the reason', async () => {
  const { desk, user } = await openDesk();
  await user.click(byId('row-10482'));
  vi.spyOn(desk, 'reply').mockRejectedValue({ code: 'disk-full', detail: {} });
  await user.type(await screen.findByTestId('composer-text'), 'Keep me');
  await user.click(byId('send'));
  expect((await screen.findByTestId('composer-error')).textContent).toContain('The disk is full');
  expect(text().value).toBe('Keep me');
});

test('what is written while a reply is being said is saved after it, and what was said never stands there again', async () => {
  const { desk, user } = await openDesk();
  await user.click(byId('row-10482'));
  await user.type(await screen.findByTestId('composer-text'), 'We replace it.');
  await waitFor(() => expect(byId('draft-saved').textContent).toContain('Draft saved'));
  const say = desk.reply.bind(desk);
  let goes = () => {};
  const held = new Promise<void>((done) => (goes = done));
  vi.spyOn(desk, 'reply').mockImplementationOnce(async (...args) => (await held, say(...args)));
  const saved = vi.spyOn(desk, 'saveDraft');
  await user.click(byId('send'));
  await user.type(text(), 'And more');
  await rest(350);
  // The disk keeps a draft until the commit in which the reply takes its place.
  expect(saved).not.toHaveBeenCalled();
  saved.mockRejectedValueOnce({ code: 'disk-full', detail: {} });
  goes();
  expect(await screen.findByText('We replace it.')).toBeTruthy();
  expect((await screen.findByTestId('composer-error')).textContent).toContain('The disk is full');
  expect(text().value).toBe('And more');
  await user.type(text(), '.');
  await waitFor(async () => expect((await desk.ticket(GU)).drafts.map((draft) => draft.body)).toEqual(['And more.']));
});

test('a placeholder nobody filled in stops a reply and says which', async () => {
  const { desk, user } = await openDesk();
  await user.click(byId('row-10479'));
  const sent = vi.spyOn(desk, 'reply');
  await user.type(await screen.findByTestId('composer-text'), '您好，[[姓名]。');
  expect(byId('guard').textContent).toContain('[姓名] is not filled in');
  await user.keyboard('{Control>}{Enter}{/Control}');
  await user.click(byId('send'));
  expect(sent).not.toHaveBeenCalled();
  await user.click(byId('kind-note'));
  expect(screen.queryByTestId('guard')).toBeNull();
});

test('an article’s answer lands at the caret and is remembered with the draft', async () => {
  const { desk, user } = await openDesk();
  await user.click(byId('row-10482'));
  await user.click(await screen.findByTestId('insert'));
  await user.type(await screen.findByTestId('knowledge-search'), '两次报修');
  await user.click(await screen.findByTestId('article-k-replace'));
  await user.click(await screen.findByTestId('article-insert'));
  expect(text().value).toContain('整机更换条件');
  const sent = vi.spyOn(desk, 'reply');
  await user.click(byId('send'));
  await waitFor(() =>
    expect(sent).toHaveBeenCalledWith(
      GU,
      expect.any(String),
      expect.any(Number),
      [{ article: 'k-replace', version: 6 }],
      AT_ONCE,
    ),
  );
});

test('offline the button queues, the message waits and is marked as written offline', async () => {
  const { desk, user } = await openDesk();
  desk.goOffline();
  await user.click(byId('row-10479'));
  await screen.findByText('Queue to send');
  expect(byId('will').textContent).toContain('Offline: saved here, goes to 陶锦程');
  await user.type(text(), 'Yes, within 24 hours.');
  await user.click(byId('send'));
  const message = (await screen.findByText('Yes, within 24 hours.')).closest('article')!;
  expect(message.dataset.state).toBe('waiting');
  expect(message.dataset.offline).toBe('true');
  expect(await screen.findByText('What follows was written offline')).toBeTruthy();
  desk.comeBack();
  await waitFor(() => expect(screen.getByText('Yes, within 24 hours.').closest('article')!.dataset.state).toBe('sent'));
  expect((await desk.ticket(TAO)).timeline.filter((i) => i.type === 'message' && i.kind === 'reply')).toHaveLength(1);
});

test('who goes on while a reply is being said keeps the caret where they went', async () => {
  const { user, desk } = await openDesk();
  await user.click(byId('row-10482'));
  const area = await screen.findByTestId('composer-text');
  let said: () => void = () => undefined;
  const reply = desk.reply.bind(desk);
  vi.spyOn(desk, 'reply').mockImplementation(async (...of) => {
    await new Promise<void>((done) => (said = done));
    return reply(...of);
  });
  await user.type(area, 'On its way');
  await user.keyboard('{Control>}{Enter}{/Control}{Escape}');
  expect(document.activeElement).not.toBe(area);
  said();
  await waitFor(() => expect(screen.getByTestId('timeline').textContent).toContain('On its way'));
  expect(document.activeElement).not.toBe(area);
});

// Files that go along with a text: pasted, dropped or chosen, removed again, refused in plain words, and sent.
import { createEvent, fireEvent, screen, waitFor } from '@testing-library/svelte';
import { expect, test, vi } from 'vitest';
import { byId, GU, openDesk, TAO, text } from '../../test-desk';
import { AT_ONCE } from '../conversation/sending';
import { LIMIT, named, pasted } from './reading';

const photo = (name = 'photo.png', type = 'image/png') => new File(['a picture'], name, { type });
const carrying = (files: File[], plain = '') => ({
  files,
  types: [...(files.length ? ['Files'] : []), ...(plain ? ['text/plain'] : [])],
  getData: (type: string) => (type === 'text/plain' ? plain : ''),
});
type Carried = ReturnType<typeof carrying>;

async function send(where: HTMLElement, kind: 'paste' | 'drop' | 'dragOver', carried: Carried) {
  const event = createEvent[kind](where);
  Object.defineProperty(event, kind === 'paste' ? 'clipboardData' : 'dataTransfer', { value: carried });
  await fireEvent(where, event);
  return event;
}
const names = () => screen.queryAllByTestId('draft-file').map((f) => f.querySelector('.vh')!.textContent);

async function writing(params = '') {
  const opened = await openDesk(params);
  await opened.user.click(byId('row-10479'));
  await screen.findByTestId('composer-text');
  return opened;
}

test('a pasted picture is attached under a name of its own; pasted text stays text', async () => {
  const { desk } = await writing();
  const attached = vi.spyOn(desk, 'attach');
  const words = await send(text(), 'paste', carrying([photo()], 'two cells of a table'));
  expect(words.defaultPrevented).toBe(false);
  const picture = await send(text(), 'paste', carrying([photo('image.png')]));
  expect(picture.defaultPrevented).toBe(true);
  expect((await screen.findByTestId('draft-file')).textContent).toMatch(/Picture \d\d-\d\d-\d\d\.png.*9 B/);
  expect(attached).toHaveBeenCalledExactlyOnceWith(TAO, 'reply', expect.stringMatching(/^Picture .*\.png$/), btoa('a picture'));
});

test('a file copied in a file manager comes with its path as text, and is still the file', () => {
  const file = photo('rate card.pdf', 'application/pdf');
  const data = (plain: string, files = [file]) => carrying(files, plain) as unknown as DataTransfer;
  expect(pasted(data('file:///home/wen/rate%20card.pdf'))).toEqual([file]);
  expect(pasted(data('rate card.pdf'))).toEqual([file]);
  expect(pasted(data('100% certain'))).toEqual([]);
  expect(pasted(data('words', []))).toEqual([]);
  expect(named(file, 'Picture').name).toBe('rate card.pdf');
});

test('files dropped on the conversation go along; while they are dragged, it says where they would go', async () => {
  const { desk } = await writing();
  const attached = vi.spyOn(desk, 'attach');
  await send(byId('timeline'), 'dragOver', carrying([photo()]));
  expect((await screen.findByTestId('landing')).textContent).toContain('attach to your reply to 陶锦程');
  const dropped = await send(byId('timeline'), 'drop', carrying([photo('one.png'), photo('two.pdf')]));
  expect(dropped.defaultPrevented).toBe(true);
  await waitFor(() => expect(names()).toEqual(['one.png', 'two.pdf']));
  expect(screen.queryByTestId('landing')).toBeNull();
  expect(attached.mock.calls.map((c) => c.slice(0, 3))).toEqual([
    [TAO, 'reply', 'one.png'],
    [TAO, 'reply', 'two.pdf'],
  ]);
});

test('a file dropped elsewhere opens nothing, and dragged words are nobody’s concern', async () => {
  const { desk } = await writing();
  const attached = vi.spyOn(desk, 'attach');
  expect((await send(byId('row-10471'), 'drop', carrying([photo()]))).defaultPrevented).toBe(true);
  expect((await send(byId('row-10471'), 'drop', carrying([], 'words'))).defaultPrevented).toBe(false);
  expect((await send(byId('timeline'), 'drop', carrying([], 'words'))).defaultPrevented).toBe(false);
  expect(attached).not.toHaveBeenCalled();
});

test('the key, the palette and the button open the computer’s own dialog, and what is chosen is attached', async () => {
  const { user } = await writing();
  const opened = vi.spyOn(byId('attach-input'), 'click').mockImplementation(() => undefined);
  await user.click(text());
  await user.keyboard('{Control>}{Shift>}A{/Shift}{/Control}');
  expect(opened).toHaveBeenCalledOnce();
  await user.keyboard('{Control>}k{/Control}fujian');
  await user.click(await screen.findByTestId('palette-attach'));
  await waitFor(() => expect(opened).toHaveBeenCalledTimes(2));
  await user.click(byId('attach'));
  expect(opened).toHaveBeenCalledTimes(3);
  await user.upload(byId('attach-input'), photo('chosen.pdf', 'application/pdf'));
  await waitFor(() => expect(names()).toEqual(['chosen.pdf']));
  expect(text().value).toBe('');
});

test('a file is removed by a button that names it', async () => {
  const { desk, user } = await writing();
  const detached = vi.spyOn(desk, 'detach');
  await user.upload(byId('attach-input'), [photo('one.png'), photo('two.png')]);
  await waitFor(() => expect(names()).toHaveLength(2));
  await user.click(screen.getByRole('button', { name: 'Remove one.png' }));
  await waitFor(() => expect(names()).toEqual(['two.png']));
  expect(detached).toHaveBeenCalledExactlyOnceWith(TAO, 'reply', expect.any(String));
  desk.customerWrites(TAO, 'still there?');
  await screen.findByText('still there?');
  expect(names()).toEqual(['two.png']);
});

test('too large, empty or one too many is refused by its name, and none of it is read', async () => {
  const { desk, user } = await writing();
  const attached = vi.spyOn(desk, 'attach');
  const read = vi.spyOn(FileReader.prototype, 'readAsDataURL');
  const film = new File(['x'], 'film.mp4');
  Object.defineProperty(film, 'size', { value: LIMIT * 1_048_576 + 1 });
  await user.upload(byId('attach-input'), [film, new File([], 'nothing.txt')]);
  const [large, empty] = await screen.findAllByTestId('file-refused');
  expect(large!.textContent).toContain('Not attached, larger than 25 MB: film.mp4. Your text is safe.');
  expect(empty!.textContent).toContain('nothing in it: nothing.txt');
  expect(read).not.toHaveBeenCalled();
  await user.upload(
    byId('attach-input'),
    Array.from({ length: 15 }, (_, i) => photo(`${i + 1}.png`)),
  );
  await waitFor(() => expect(names()).toHaveLength(10));
  expect(screen.getAllByTestId('file-refused').map((r) => r.textContent)).toEqual([
    expect.stringContaining('one text takes 10 files: 11.png, 12.png, 13.png and 2 more.'),
  ]);
  expect(attached).toHaveBeenCalledTimes(10);
});

test('what Rust refuses is said too, and the others stay', async () => {
  const { desk, user } = await writing();
  await user.upload(byId('attach-input'), photo('one.png'));
  await screen.findByTestId('draft-file');
  vi.spyOn(desk, 'attach').mockRejectedValue({ code: 'disk-full', detail: {} });
  await user.upload(byId('attach-input'), photo('two.png'));
  expect((await screen.findByTestId('file-refused')).textContent).toContain('The disk is full');
  expect(names()).toEqual(['one.png']);
});

test('a file alone can be sent; while it is read it says so, and nothing leaves without it', async () => {
  const { desk, user } = await writing();
  let done = () => {};
  const attach = desk.attach.bind(desk);
  vi.spyOn(desk, 'attach').mockImplementation(async (...given) => {
    await new Promise<void>((go) => (done = go));
    return attach(...given);
  });
  const sent = vi.spyOn(desk, 'reply');
  await user.upload(byId('attach-input'), photo('proof.png'));
  expect((await screen.findByTestId('draft-file-reading')).textContent).toContain('Being read');
  await user.click(byId('send'));
  expect(byId('guard').textContent).toContain('A file is still being read');
  expect(sent).not.toHaveBeenCalled();
  done();
  await screen.findByTestId('draft-file');
  expect(screen.queryByTestId('guard')).toBeNull();
  await user.click(byId('send'));
  expect(sent).toHaveBeenCalledExactlyOnceWith(TAO, '', expect.any(Number), [], AT_ONCE);
  await waitFor(() => expect(names()).toEqual([]));
  const mine = (await screen.findAllByTestId('message')).find((m) => m.dataset.kind === 'reply')!;
  expect(mine.textContent).toContain('proof.png');
});

test('if the disk refuses to send, text and files are there again', async () => {
  const { desk, user } = await writing();
  await user.upload(byId('attach-input'), photo('proof.png'));
  await screen.findByTestId('draft-file');
  vi.spyOn(desk, 'reply').mockRejectedValue({ code: 'disk-full', detail: {} });
  await user.type(text(), 'Here it is');
  await user.click(byId('send'));
  await screen.findByTestId('composer-error');
  expect([text().value, names()]).toEqual(['Here it is', ['proof.png']]);
});

test('reply and note have files of their own, kept with the draft; each ticket keeps its own', async () => {
  const { desk, user, unmount } = await writing();
  await user.upload(byId('attach-input'), photo('for-him.png'));
  await waitFor(() => expect(names()).toEqual(['for-him.png']));
  await user.click(byId('kind-note'));
  expect(names()).toEqual([]);
  await user.upload(byId('attach-input'), photo('for-us.png'));
  await waitFor(() => expect(names()).toEqual(['for-us.png']));
  await user.click(byId('row-10482'));
  await waitFor(() => expect(byId('conversation').dataset.ticket).toBe('10482'));
  expect(names()).toEqual([]);
  const { drafts } = await desk.ticket(TAO);
  unmount();

  const again = await openDesk();
  again.desk.tickets.get(GU)!.drafts = drafts.filter((d) => d.kind === 'note');
  await again.user.click(byId('row-10482'));
  await waitFor(() => expect(names()).toEqual(['for-us.png']));
  expect(byId('composer').dataset.kind).toBe('note');
});

test('offline, files are queued with their text and the outbox counts them', async () => {
  const { user } = await writing('offline=1');
  await user.upload(byId('attach-input'), [photo('one.png'), photo('two.png')]);
  await waitFor(() => expect(names()).toHaveLength(2));
  await user.type(text(), 'Both of them.');
  await user.click(byId('send'));
  const message = (await screen.findByText('Both of them.')).closest('article')!;
  expect([...message.querySelectorAll('[data-testid=file]')].map((f) => f.textContent)).toEqual([
    expect.stringContaining('To be uploaded'),
    expect.stringContaining('To be uploaded'),
  ]);
  await user.click(byId('view-offline'));
  await waitFor(() => expect(screen.getAllByTestId('outbox-files').at(-1)!.textContent).toContain('2 files'));
});
